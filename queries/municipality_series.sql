-- One row per municipality, indicator and year, as published last: count, rate per 1 000 inhabitants as printed,
-- whether the dashboard computed it, its 95 % interval, and the source. NULL: unknown or hidden.
-- Parameters: $municipality (code; NULL: all), $indicators (list of ids; NULL: all that the screen of reported offences
-- shows).
SELECT
    municipalities.code AS municipality,
    series.indicator,
    series.year,
    series.cases AS count,
    series.value AS per_1000,
    series.computed,
    series.lower_95,
    series.upper_95,
    series.source,
    sources.published
FROM series
INNER JOIN municipalities ON series.area = municipalities.name
INNER JOIN indicators ON series.indicator = indicators.id
INNER JOIN sources ON series.source = sources.id
WHERE
    ($municipality IS NULL OR municipalities.code = $municipality)
    AND series.measure = 'per_1000'
    AND indicators.screen = 'reported_offences'
    AND ($indicators IS NULL OR LIST_CONTAINS($indicators, series.indicator))
QUALIFY
    ROW_NUMBER() OVER (
        PARTITION BY municipalities.code, series.indicator, series.year
        ORDER BY sources.published DESC, series.source DESC
    ) = 1
ORDER BY municipalities.code, indicators.position, series.indicator, series.year
