-- One row per source and year with shootings: the populations and the country's number of shootings behind shootings
-- per 1,000 inhabitants, and the sources of the populations. The number is NULL where the printed shares do not
-- settle it.
-- Parameters: $years (list of int); NULL does not filter.
WITH counted AS (
    SELECT DISTINCT
        source,
        year
    FROM observations
    WHERE indicator = 'shootings' AND count IS NOT NULL
)

SELECT
    counted.source,
    counted.year,
    populations.all_areas,
    populations.rest_of_sweden,
    populations.sweden,
    populations.areas_source,
    populations.country_source,
    country.country_count
FROM counted
INNER JOIN shooting_populations AS populations ON counted.year = populations.year
LEFT JOIN implied_country_count AS country ON counted.source = country.source AND counted.year = country.year
WHERE $years IS NULL OR LIST_CONTAINS($years, counted.year)
ORDER BY counted.source, counted.year
