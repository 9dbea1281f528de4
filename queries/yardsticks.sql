-- One row per municipality, yardstick and municipality in it: similar (the ten of similar_municipalities), group
-- (SKR's), county, neighbours, all (the 290). is_own tells the municipality itself, which is in its group, its county
-- and all, but not among the similar ones and the neighbours.
-- Parameters: $municipality (code); NULL does not filter.
WITH own AS (
    SELECT *
    FROM municipalities
    WHERE $municipality IS NULL OR code = $municipality
),

members AS (
    SELECT
        own.code,
        'similar' AS yardstick,
        1 AS position,
        similar_municipalities.similar_code AS member
    FROM own
    INNER JOIN similar_municipalities ON own.code = similar_municipalities.code
    UNION ALL
    SELECT
        own.code,
        'group' AS yardstick,
        2 AS position,
        municipalities.code AS member
    FROM own
    INNER JOIN municipalities ON own.skr_group = municipalities.skr_group
    UNION ALL
    SELECT
        own.code,
        'county' AS yardstick,
        3 AS position,
        municipalities.code AS member
    FROM own
    INNER JOIN municipalities ON own.county_code = municipalities.county_code
    UNION ALL
    SELECT
        own.code,
        'neighbours' AS yardstick,
        4 AS position,
        touching.neighbour AS member
    FROM own
    INNER JOIN municipality_neighbours AS touching ON own.code = touching.code
    UNION ALL
    SELECT
        own.code,
        'all' AS yardstick,
        5 AS position,
        municipalities.code AS member
    FROM own
    CROSS JOIN municipalities
)

SELECT
    members.code,
    members.yardstick,
    members.member,
    municipalities.name,
    members.member = members.code AS is_own
FROM members
INNER JOIN municipalities ON members.member = municipalities.code
ORDER BY members.code, members.position, members.member
