-- One row per indicator by municipality and year of one municipality, as published last: count, rate per 1 000
-- inhabitants as printed, whether the dashboard computed it, its 95 % interval if cases are independent, and the
-- source. NULL: unknown or hidden.
-- Parameters: $municipality (code), $indicators (list of ids; NULL: all that the screen of reported offences shows).
SELECT
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
    municipalities.code = $municipality
    AND series.measure = 'per_1000'
    AND indicators.screen = 'reported_offences'
    AND ($indicators IS NULL OR LIST_CONTAINS($indicators, series.indicator))
QUALIFY
    ROW_NUMBER() OVER (
        PARTITION BY series.indicator, series.year
        ORDER BY sources.published DESC, series.source DESC
    ) = 1
ORDER BY indicators.position, series.indicator, series.year
