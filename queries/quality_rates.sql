-- One row per source and indicator with rates per 1,000 inhabitants: how many rates there are, how many can be
-- computed from a count and a population in the same row, how many of these differ from what is printed by more than
-- rounding explains, and the outcome: passed, found, or not_checked (none can be computed).
-- Parameters: none.
WITH rates AS (
    SELECT
        observations.source,
        observations.indicator,
        observations.count IS NOT NULL AND observations.population > 0 AS can_be_computed,
        ABS(observations.per_1000 - observations.count * 1000.0 / observations.population)
        > 0.000001 + 0.5 / POW(10, CASE WHEN indicators.measure = 'per_1000' THEN indicators.decimals ELSE 1 END)
            AS differs
    FROM observations
    INNER JOIN indicators ON observations.indicator = indicators.id
    WHERE observations.per_1000 IS NOT NULL
)

SELECT
    source,
    indicator,
    COUNT(*) AS figures,
    COUNT(*) FILTER (WHERE can_be_computed) AS computed,
    COUNT(*) FILTER (WHERE can_be_computed AND differs) AS differing,
    CASE
        WHEN computed = 0 THEN 'not_checked'
        WHEN differing > 0 THEN 'found'
        ELSE 'passed'
    END AS outcome
FROM rates
GROUP BY source, indicator
ORDER BY source, indicator
