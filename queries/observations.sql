-- One row per observation as published: one indicator, one category or area, one year, one source; unknown stays NULL.
-- lower_95 and upper_95 are the 95 % interval of the rate, or of the count where no rate has one, as interval_of says;
-- swing: known, or independent where it is not known how much such figures swing, so that the interval holds if cases
-- are independent of each other; rounding_lower and rounding_upper the range of a rate of which only the rounded figure
-- is known.
-- Parameters: $indicators (list of ids), $categories (list of ids), $years (list of int), $areas (list of names of
-- places, which have no category and pass the filter by category); NULL does not filter.
SELECT
    observations.indicator,
    observations.area_category,
    observations.area,
    observations.year,
    observations.count,
    observations.population,
    observations.per_1000,
    observations.share_percent,
    COALESCE(rates.lower_95, counts.lower_95) AS lower_95,
    COALESCE(rates.upper_95, counts.upper_95) AS upper_95,
    CASE
        WHEN rates.upper_95 IS NOT NULL THEN 'per_1000'
        WHEN counts.upper_95 IS NOT NULL THEN 'count'
    END AS interval_of,
    COALESCE(rates.swing, counts.swing) AS swing,
    rates.rounding_lower,
    rates.rounding_upper,
    observations.source,
    sources.published
FROM observations
INNER JOIN sources ON observations.source = sources.id
INNER JOIN indicators ON observations.indicator = indicators.id
LEFT JOIN area_categories ON observations.area_category = area_categories.id
LEFT JOIN series AS rates
    ON
        observations.indicator = rates.indicator
        AND observations.area_category IS NOT DISTINCT FROM rates.area_category
        AND observations.area IS NOT DISTINCT FROM rates.area
        AND observations.year = rates.year
        AND observations.source = rates.source
        AND rates.measure = 'per_1000'
LEFT JOIN series AS counts
    ON
        observations.indicator = counts.indicator
        AND observations.area_category IS NOT DISTINCT FROM counts.area_category
        AND observations.area IS NOT DISTINCT FROM counts.area
        AND observations.year = counts.year
        AND observations.source = counts.source
        AND counts.measure = 'count'
WHERE
    ($indicators IS NULL OR LIST_CONTAINS($indicators, observations.indicator))
    AND (
        $categories IS NULL
        OR observations.area_category IS NULL
        OR LIST_CONTAINS($categories, observations.area_category)
    )
    AND ($areas IS NULL OR observations.area IS NULL OR LIST_CONTAINS($areas, observations.area))
    AND ($years IS NULL OR LIST_CONTAINS($years, observations.year))
ORDER BY
    indicators.position,
    observations.indicator,
    sources.published,
    observations.source,
    area_categories.position,
    observations.area,
    observations.year
