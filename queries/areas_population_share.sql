-- One row per year: what part of the country's population lives in the areas, in per cent (computed), and where the two
-- populations stand.
-- Parameters: $years (list of int); NULL does not filter.
SELECT
    year,
    all_areas * 100.0 / sweden AS population_percent,
    areas_source,
    country_source
FROM shooting_populations
WHERE $years IS NULL OR LIST_CONTAINS($years, year)
ORDER BY year
