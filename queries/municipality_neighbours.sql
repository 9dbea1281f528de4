-- One row per municipality and neighbour of it: the neighbour's code, name and police region, and how the two touch on
-- the generalised base map ('border': along a line, 'corner': in points only).
-- Parameters: $municipality (code); NULL does not filter.
SELECT
    touching.code,
    touching.neighbour,
    municipalities.name,
    municipalities.police_region,
    touching.touch
FROM municipality_neighbours AS touching
INNER JOIN municipalities ON touching.neighbour = municipalities.code
WHERE $municipality IS NULL OR touching.code = $municipality
ORDER BY touching.code, touching.neighbour
