-- One row per municipality, assessment, place and category: how many areas of that category the assessment has in the
-- place. Places: the municipality itself, its neighbours together, its local police districts together, its police
-- region. The number is NULL where the local police district is not known; a municipality's districts are those of the
-- areas in it. Only categories that belong to the assessment.
-- Parameters: $municipality (code), $years (list of int, assessments); NULL does not filter.
WITH chosen AS (
    SELECT
        code,
        police_region
    FROM municipalities
    WHERE $municipality IS NULL OR code = $municipality
),

districts AS (
    SELECT
        municipality_code AS code,
        police_district
    FROM municipality_districts
),

with_district AS (
    SELECT DISTINCT code
    FROM districts
),

members AS (
    SELECT
        'municipality' AS place,
        chosen.code,
        areas.id AS area
    FROM chosen
    INNER JOIN areas ON chosen.code = areas.municipality_code
    UNION ALL
    SELECT
        'neighbours' AS place,
        chosen.code,
        areas.id AS area
    FROM chosen
    INNER JOIN municipality_neighbours AS touching ON chosen.code = touching.code
    INNER JOIN areas ON touching.neighbour = areas.municipality_code
    UNION ALL
    SELECT DISTINCT
        'police_district' AS place,
        chosen.code,
        assessed.area
    FROM chosen
    INNER JOIN districts ON chosen.code = districts.code
    INNER JOIN placed_assessments AS assessed ON districts.police_district = assessed.police_district
    UNION ALL
    SELECT
        'police_region' AS place,
        chosen.code,
        areas.id AS area
    FROM chosen
    INNER JOIN areas ON chosen.police_region = areas.police_region
),

years AS (
    SELECT DISTINCT year
    FROM assessments
    WHERE $years IS NULL OR LIST_CONTAINS($years, year)
),

wanted AS (
    SELECT
        chosen.code,
        years.year,
        places.place,
        places.position AS place_position,
        categories.area_category,
        categories.position AS category_position,
        places.place != 'police_district' OR with_district.code IS NOT NULL AS known
    FROM chosen
    CROSS JOIN years
    CROSS JOIN
        (VALUES ('municipality', 1), ('neighbours', 2), ('police_district', 3), ('police_region', 4)) AS places (
            place, position
        )
    INNER JOIN categories_of_assessment AS categories ON years.year = categories.year
    LEFT JOIN with_district ON chosen.code = with_district.code
),

counted AS (
    SELECT
        members.code,
        members.place,
        assessments.year,
        assessments.area_category,
        COUNT(*) AS areas
    FROM members
    INNER JOIN assessments ON members.area = assessments.area
    GROUP BY ALL
)

SELECT
    wanted.code,
    wanted.year,
    wanted.place,
    wanted.area_category,
    CASE WHEN wanted.known THEN COALESCE(counted.areas, 0) END AS areas
FROM wanted
LEFT JOIN counted
    ON
        wanted.code = counted.code
        AND wanted.place = counted.place
        AND wanted.year = counted.year
        AND wanted.area_category = counted.area_category
ORDER BY wanted.code, wanted.year, wanted.place_position, wanted.category_position
