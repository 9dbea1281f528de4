-- One row per municipality, year and source with a rate of an indicator: count, rate as printed with its 95 % interval
-- (swing: as in the question series), and in which fourth of all municipalities of that year and source it lies (1:
-- below the lower quartile, 2 and 3: below and above the median, 4: above the upper quartile; on a limit it belongs to
-- the middle), beside the three limits and how many municipalities there are. Fourths are found before anything is
-- filtered. NULL: hidden.
-- Parameters: $indicator (id), $years (list of int), $places (list of codes of counties or municipalities), $groups
-- (list of ids of SKR's groups); NULL does not filter.
WITH rates AS (
    SELECT
        municipalities.code,
        municipalities.name,
        municipalities.county_code,
        municipalities.county,
        municipalities.skr_group,
        series.year,
        series.source,
        series.cases AS count,
        series.value AS per_1000,
        series.computed,
        series.lower_95,
        series.upper_95,
        series.swing,
        COUNT(series.value) OVER every_one AS municipalities,
        QUANTILE_CONT(series.value, 0.25) OVER every_one AS lower_quartile,
        QUANTILE_CONT(series.value, 0.5) OVER every_one AS median,
        QUANTILE_CONT(series.value, 0.75) OVER every_one AS upper_quartile
    FROM series
    INNER JOIN municipalities ON series.area = municipalities.name
    WHERE
        series.indicator = $indicator
        AND series.measure = 'per_1000'
        AND ($years IS NULL OR LIST_CONTAINS($years, series.year))
    WINDOW
        every_one AS (PARTITION BY series.year, series.source)
)

SELECT
    rates.*,
    CASE
        WHEN rates.per_1000 < rates.lower_quartile THEN 1
        WHEN rates.per_1000 > rates.upper_quartile THEN 4
        WHEN rates.per_1000 < rates.median THEN 2
        WHEN rates.per_1000 IS NOT NULL THEN 3
    END AS fourth,
    sources.published
FROM rates
INNER JOIN sources ON rates.source = sources.id
WHERE
    ($places IS NULL OR LIST_CONTAINS($places, rates.code) OR LIST_CONTAINS($places, rates.county_code))
    AND ($groups IS NULL OR LIST_CONTAINS($groups, rates.skr_group))
ORDER BY rates.year, sources.published, rates.source, rates.code
