-- One row per indicator, category or area, and source: the figures of the first and the last chosen year in the
-- indicator's own or the given measure, the last one's 95 % interval, the change between them, and, for printed rates,
-- the ratio to the rest of Sweden in the last year. All from the figures as the source rounds them; NULL where a figure
-- is missing, contradicted by its own source, approximate or itself computed from approximate ones; no change where the
-- series begins anew between the two (is_broken); first_hidden and
-- last_hidden say that it is missing because it is hidden. Rates computed from a place's count and population are
-- compared as they are, unrounded.
-- Parameters: $indicators (list of ids; NULL: all that a screen shows, but those published by municipality), $measure
-- (NULL: each indicator's own), $years (list of int), $categories (list of ids), $areas (list of names of places, which
-- pass the filter by category); NULL does not filter. The rest of Sweden is compared with even when it is not among
-- $categories.
WITH chosen AS (
    SELECT series.*
    FROM series
    INNER JOIN indicators ON series.indicator = indicators.id
    WHERE
        (indicators.screen != 'reported_offences' OR $indicators IS NOT NULL)
        AND ($indicators IS NULL OR LIST_CONTAINS($indicators, series.indicator))
        AND series.measure = COALESCE($measure, indicators.measure)
        AND ($years IS NULL OR LIST_CONTAINS($years, series.year))
        AND ($areas IS NULL OR series.area IS NULL OR LIST_CONTAINS($areas, series.area))
),

doubted AS (
    SELECT DISTINCT
        indicator,
        COALESCE(area_category, area) AS place,
        year,
        source,
        measure
    FROM notes
    WHERE kind IN ('contradicted', 'approximate')
),

span AS (
    SELECT
        indicator,
        source,
        MIN(year) AS first_year,
        MAX(year) AS last_year
    FROM chosen
    GROUP BY indicator, source
),

ends AS (
    SELECT
        chosen.indicator,
        chosen.area_category,
        chosen.area,
        chosen.source,
        span.first_year,
        span.last_year,
        MAX(chosen.value) FILTER (WHERE chosen.year = span.first_year) AS first_value,
        MAX(chosen.value) FILTER (WHERE chosen.year = span.last_year) AS last_value,
        MAX(chosen.lower_95) FILTER (WHERE chosen.year = span.last_year) AS last_lower_95,
        MAX(chosen.upper_95) FILTER (WHERE chosen.year = span.last_year) AS last_upper_95,
        MAX(chosen.swing) FILTER (WHERE chosen.year = span.last_year) AS last_swing,
        COALESCE(BOOL_OR(chosen.value IS NULL) FILTER (WHERE chosen.year = span.first_year), FALSE) AS first_hidden,
        COALESCE(BOOL_OR(chosen.value IS NULL) FILTER (WHERE chosen.year = span.last_year), FALSE) AS last_hidden,
        BOOL_OR(chosen.computed) AS computed,
        chosen.measure = 'per_1000' AS is_rate,
        BOOL_OR(
            (chosen.computed AND chosen.measure != 'per_1000')
            OR (doubted.year IS NOT NULL AND chosen.year IN (span.first_year, span.last_year))
        ) AS is_doubted,
        BOOL_OR(EXISTS (
            SELECT 1
            FROM breaks
            WHERE
                breaks.indicator = chosen.indicator
                AND breaks.source = chosen.source
                AND breaks.area_category IS NOT DISTINCT FROM chosen.area_category
                AND breaks.area IS NOT DISTINCT FROM chosen.area
                AND breaks.year > span.first_year
                AND breaks.year <= span.last_year
        )) AS is_broken
    FROM chosen
    INNER JOIN span ON chosen.indicator = span.indicator AND chosen.source = span.source
    LEFT JOIN doubted
        ON
            chosen.indicator = doubted.indicator
            AND COALESCE(chosen.area_category, chosen.area) = doubted.place
            AND chosen.year = doubted.year
            AND chosen.source = doubted.source
            AND chosen.measure = doubted.measure
    GROUP BY ALL
),

compared AS (
    SELECT
        ends.*,
        rest.last_value AS rest_value,
        CASE
            WHEN ends.first_year < ends.last_year AND NOT ends.is_doubted AND NOT ends.is_broken
                THEN ends.last_value - ends.first_value
        END AS change,
        CASE
            WHEN
                ends.first_year < ends.last_year
                AND ends.first_value > 0
                AND NOT ends.is_doubted
                AND NOT ends.is_broken
                THEN (ends.last_value / ends.first_value - 1) * 100
        END AS change_percent,
        CASE
            WHEN
                COALESCE(ends.area_category, '') != 'rest_of_sweden'
                AND rest.last_value > 0
                AND ends.is_rate
                AND NOT ends.is_doubted
                THEN ends.last_value / rest.last_value
        END AS ratio_to_rest
    FROM ends
    LEFT JOIN ends AS rest
        ON
            ends.indicator = rest.indicator
            AND ends.source = rest.source
            AND rest.area_category = 'rest_of_sweden'
)

SELECT compared.*
FROM compared
INNER JOIN indicators ON compared.indicator = indicators.id
INNER JOIN sources ON compared.source = sources.id
LEFT JOIN area_categories ON compared.area_category = area_categories.id
WHERE $categories IS NULL OR compared.area_category IS NULL OR LIST_CONTAINS($categories, compared.area_category)
ORDER BY
    indicators.position,
    compared.indicator,
    area_categories.position,
    compared.area,
    sources.published,
    compared.source
