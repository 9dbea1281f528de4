-- One row per municipality and SCB's type of area: how many DeSO are of it and how many live there. A type of which the
-- municipality has none has no row.
-- Parameters: $municipality (code); NULL does not filter.
SELECT
    municipality_code,
    area_type,
    COUNT(*) AS areas,
    CAST(SUM(population) AS BIGINT) AS population
FROM deso_figures
WHERE $municipality IS NULL OR municipality_code = $municipality
GROUP BY municipality_code, area_type
ORDER BY municipality_code, area_type
