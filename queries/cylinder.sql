-- One row per area, year and group of the cylinder model: how many there are in it. count is NULL where it is hidden
-- (above 0 and below the smallest number that is shown).
-- Parameters: none.
SELECT
    cylinder.area,
    COALESCE(areas.name, cylinder.area) AS name,
    cylinder.year,
    cylinder.group_letter,
    cylinder.count
FROM cylinder
LEFT JOIN areas ON cylinder.area = areas.id
ORDER BY
    TRANSLATE(LOWER(COALESCE(areas.name, cylinder.area)), 'åäöé', '{|}e'), -- after z, as in Swedish
    cylinder.area,
    cylinder.year,
    cylinder.group_letter
