-- One row per municipality and year whose population on 31 December is known, as published last; a year that is missing
-- is not known.
-- Parameters: $municipality (code); NULL does not filter.
SELECT
    populations.municipality_code,
    municipalities.name,
    populations.year,
    populations.population,
    populations.source
FROM municipality_populations AS populations
INNER JOIN municipalities ON populations.municipality_code = municipalities.code
INNER JOIN sources ON populations.source = sources.id
WHERE $municipality IS NULL OR populations.municipality_code = $municipality
QUALIFY
    ROW_NUMBER() OVER (
        PARTITION BY populations.municipality_code, populations.year
        ORDER BY sources.published DESC, populations.source DESC
    ) = 1
ORDER BY populations.municipality_code, populations.year
