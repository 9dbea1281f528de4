-- One row per source: of how many years it has figures, at least and at most by indicator, and the outcome: found
-- where an indicator has fewer than five, from which no trend can be told, else passed.
-- Parameters: none.
WITH years AS (
    SELECT
        source,
        indicator,
        COUNT(DISTINCT year) AS years
    FROM printed_series
    GROUP BY source, indicator
)

SELECT
    source,
    COUNT(*) AS indicators,
    LIST(indicator ORDER BY indicator) AS indicator_ids,
    MIN(years) AS fewest,
    MAX(years) AS most,
    CASE WHEN fewest < 5 THEN 'found' ELSE 'passed' END AS outcome
FROM years
GROUP BY source
ORDER BY source
