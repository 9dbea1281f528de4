-- One row per indicator, year and source: how a set of municipalities lies in it. municipalities: how many have a
-- figure; per_1000: all of them together (the sum of counts over the sum of populations; these follow from counts and
-- rates where the source prints none); lowest, lower_quartile, median, upper_quartile, highest of their own rates, each
-- municipality counting the same. All computed, from rates as printed. NULL where a count or population is missing;
-- hidden figures are no figures. Of two sources of a year the later published stands last.
-- Parameters: $indicators (list of ids), $areas (list of names of municipalities), $years (list of int); NULL does not
-- filter.
SELECT
    series.indicator,
    series.year,
    series.source,
    sources.published,
    COUNT(series.value) AS municipalities,
    CASE WHEN COUNT(series.cases) = COUNT(*) THEN CAST(SUM(series.cases) AS BIGINT) END AS count,
    CASE WHEN COUNT(series.among) = COUNT(*) THEN CAST(SUM(series.among) AS BIGINT) END AS population,
    CASE
        WHEN COUNT(series.cases + series.among) = COUNT(*) THEN SUM(series.cases) * 1000 / SUM(series.among)
    END AS per_1000,
    MIN(series.value) AS lowest,
    QUANTILE_CONT(series.value, 0.25) AS lower_quartile,
    QUANTILE_CONT(series.value, 0.5) AS median,
    QUANTILE_CONT(series.value, 0.75) AS upper_quartile,
    MAX(series.value) AS highest
FROM series
INNER JOIN municipalities ON series.area = municipalities.name
INNER JOIN indicators ON series.indicator = indicators.id
INNER JOIN sources ON series.source = sources.id
WHERE
    series.measure = 'per_1000'
    AND ($indicators IS NULL OR LIST_CONTAINS($indicators, series.indicator))
    AND ($areas IS NULL OR LIST_CONTAINS($areas, series.area))
    AND ($years IS NULL OR LIST_CONTAINS($years, series.year))
GROUP BY series.indicator, indicators.position, series.year, series.source, sources.published
HAVING COUNT(series.value) > 0
ORDER BY indicators.position, series.indicator, series.year, sources.published, series.source
