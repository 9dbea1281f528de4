-- One row per municipality, area around it and assessment of the area: category and trends then, and whether the area
-- lies in the municipality, in a neighbouring one ('border' or 'corner', NULL: in none), in one of its local police
-- districts and in its police region. A municipality's districts are those of the areas in it; others are not known.
-- Areas that were found not to be vulnerable have their rows too.
-- Parameters: $municipality (code); NULL does not filter.
WITH in_districts AS (
    SELECT DISTINCT
        districts.municipality_code,
        placed_assessments.area
    FROM municipality_districts AS districts
    INNER JOIN placed_assessments ON districts.police_district = placed_assessments.police_district
),

around AS (
    SELECT
        municipalities.code,
        assessed.*,
        assessed.municipality_code = municipalities.code AS in_municipality,
        touching.touch,
        in_districts.area IS NOT NULL AS in_district,
        assessed.police_region = municipalities.police_region AS in_region
    FROM municipalities
    CROSS JOIN placed_assessments AS assessed
    LEFT JOIN municipality_neighbours AS touching
        ON municipalities.code = touching.code AND assessed.municipality_code = touching.neighbour
    LEFT JOIN in_districts
        ON municipalities.code = in_districts.municipality_code AND assessed.area = in_districts.area
    WHERE $municipality IS NULL OR municipalities.code = $municipality
)

SELECT
    code,
    area,
    name,
    municipality_code,
    municipality,
    police_district,
    police_region,
    in_municipality,
    touch,
    in_district,
    year,
    area_category,
    trend,
    police_trend,
    source
FROM around
WHERE in_municipality OR touch IS NOT NULL OR in_district OR in_region
ORDER BY code, area, year
