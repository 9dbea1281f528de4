-- One row per year: the populations and the country's number of shootings behind shootings per 1,000 inhabitants.
-- Parameters: $years (list of int); NULL does not filter.
SELECT
    populations.year,
    populations.all_areas,
    populations.rest_of_sweden,
    populations.sweden,
    country.country_count
FROM shooting_populations AS populations
LEFT JOIN implied_country_count AS country ON populations.year = country.year
WHERE $years IS NULL OR LIST_CONTAINS($years, populations.year)
ORDER BY populations.year
