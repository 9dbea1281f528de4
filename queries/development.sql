-- One row per indicator, category or area, source and chosen year, in each indicator's own measure: the value (NULL:
-- hidden) and its change in per cent since the source's first chosen year; NULL where the value of that year is missing
-- or 0, and from the year on with which the series begins anew. Not of indicators that are published by municipality.
-- Parameters: $years (list of int), $categories (list of ids), $areas (list of names of places, which pass the filter
-- by category); NULL does not filter.
WITH chosen AS (
    SELECT
        series.*,
        indicators.position,
        MIN(series.year) OVER (PARTITION BY series.indicator, series.source) AS first_year
    FROM series
    INNER JOIN indicators ON series.indicator = indicators.id AND series.measure = indicators.measure
    WHERE
        indicators.screen != 'reported_offences'
        AND ($years IS NULL OR LIST_CONTAINS($years, series.year))
        AND ($areas IS NULL OR series.area IS NULL OR LIST_CONTAINS($areas, series.area))
),

based AS (
    SELECT
        *,
        MAX(CASE WHEN year = first_year THEN value END)
            OVER (PARTITION BY indicator, area_category, area, source) AS first_value
    FROM chosen
)

SELECT
    based.indicator,
    based.area_category,
    based.area,
    based.source,
    based.year,
    based.value,
    CASE
        WHEN
            based.first_value > 0
            AND NOT EXISTS (
                SELECT 1
                FROM breaks
                WHERE
                    breaks.indicator = based.indicator
                    AND breaks.source = based.source
                    AND breaks.area_category IS NOT DISTINCT FROM based.area_category
                    AND breaks.area IS NOT DISTINCT FROM based.area
                    AND breaks.year > based.first_year
                    AND breaks.year <= based.year
            )
            THEN (based.value / based.first_value - 1) * 100
    END AS change_percent
FROM based
LEFT JOIN area_categories ON based.area_category = area_categories.id
WHERE $categories IS NULL OR based.area_category IS NULL OR LIST_CONTAINS($categories, based.area_category)
ORDER BY
    based.position,
    based.indicator,
    area_categories.position,
    based.area,
    based.source,
    based.year
