-- One row per source with counts and rates of municipalities but no population: of how many municipalities and years
-- there are such figures, for how many of these no population fits all of them within rounding, and the outcome: passed
-- or found. The sum of two rounded rates (narcotics_weapons) is left out.
-- Parameters: none.
WITH places AS (
    SELECT DISTINCT
        printed_rates.source,
        printed_rates.area,
        printed_rates.year
    FROM printed_rates
    INNER JOIN municipalities ON printed_rates.area = municipalities.name
    WHERE
        printed_rates.count > 0
        AND printed_rates.population IS NULL
        AND printed_rates.half <= printed_rates.per_1000 / 50
        AND printed_rates.indicator != 'narcotics_weapons'
)

SELECT
    places.source,
    COUNT(*) AS figures,
    COUNT(*) - COUNT(together.population) AS differing,
    CASE WHEN differing > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM places
LEFT JOIN implied_populations AS together
    ON places.source = together.source AND places.area = together.area AND places.year = together.year
GROUP BY places.source
ORDER BY places.source
