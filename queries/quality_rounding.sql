-- One row per source, indicator and measure with decimals: the smallest figure above zero, by how many per cent
-- rounding alone can make it wrong (half a unit of the last decimal, computed), and the outcome: found at 5 per cent
-- or more, else passed.
-- Parameters: none.
WITH figures AS (
    SELECT
        printed_series.source,
        printed_series.indicator,
        printed_series.measure,
        printed_series.value,
        CASE WHEN indicators.measure = printed_series.measure THEN indicators.decimals ELSE 1 END AS decimals
    FROM printed_series
    INNER JOIN indicators ON printed_series.indicator = indicators.id
    WHERE
        printed_series.measure IN ('per_1000', 'share_percent')
        AND printed_series.value > 0
        -- Rates that were converted when somebody's own file was read are not rounded.
        AND NOT STARTS_WITH(printed_series.source, 'egen-')
)

SELECT
    source,
    indicator,
    measure,
    MAX(decimals) AS decimals,
    MIN(value) AS printed,
    0.5 / POW(10, MAX(decimals)) / MIN(value) * 100 AS compared,
    CASE WHEN compared >= 5 THEN 'found' ELSE 'passed' END AS outcome
FROM figures
GROUP BY source, indicator, measure
ORDER BY source, indicator, measure
