-- One row per group of municipalities (SKR 2023) and municipality in it.
-- Parameters: none.
SELECT
    skr_groups.*,
    municipalities.code,
    municipalities.name
FROM skr_groups
INNER JOIN municipalities ON skr_groups.id = municipalities.skr_group
ORDER BY skr_groups.position, municipalities.code
