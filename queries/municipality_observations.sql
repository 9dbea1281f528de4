-- One row per observation of a municipality as published, with the municipality's code, county and group of SKR's
-- classification; unknown or hidden stays NULL. Intervals, swing and rounding are those of the question observations.
-- Parameters: $indicators (list of ids), $municipalities (list of codes), $years (list of int); NULL does not filter.
SELECT
    observations.indicator,
    municipalities.code AS municipality_code,
    municipalities.name AS municipality,
    municipalities.county_code,
    municipalities.county,
    municipalities.skr_group,
    observations.year,
    observations.count,
    observations.per_1000,
    COALESCE(rates.lower_95, counts.lower_95) AS lower_95,
    COALESCE(rates.upper_95, counts.upper_95) AS upper_95,
    CASE
        WHEN rates.upper_95 IS NOT NULL THEN 'per_1000'
        WHEN counts.upper_95 IS NOT NULL THEN 'count'
    END AS interval_of,
    COALESCE(rates.swing, counts.swing) AS swing,
    observations.source,
    sources.published
FROM observations
INNER JOIN municipalities ON observations.area = municipalities.name
INNER JOIN sources ON observations.source = sources.id
INNER JOIN indicators ON observations.indicator = indicators.id
LEFT JOIN series AS rates
    ON
        observations.indicator = rates.indicator
        AND observations.area = rates.area
        AND observations.year = rates.year
        AND observations.source = rates.source
        AND rates.measure = 'per_1000'
LEFT JOIN series AS counts
    ON
        observations.indicator = counts.indicator
        AND observations.area = counts.area
        AND observations.year = counts.year
        AND observations.source = counts.source
        AND counts.measure = 'count'
WHERE
    observations.area_category IS NULL
    AND ($indicators IS NULL OR LIST_CONTAINS($indicators, observations.indicator))
    AND ($municipalities IS NULL OR LIST_CONTAINS($municipalities, municipalities.code))
    AND ($years IS NULL OR LIST_CONTAINS($years, observations.year))
ORDER BY
    indicators.position,
    observations.indicator,
    municipalities.code,
    observations.year,
    sources.published,
    observations.source
