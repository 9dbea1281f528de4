-- One row per municipality, area around it and assessment of the area: category and trend then, and whether the area
-- lies in the municipality, in a neighbouring one ('border' or 'corner', NULL: in none), in one of its local police
-- districts and in its police region. A municipality's districts are those of the areas in it; others are not known.
-- Areas that were found not to be vulnerable have their rows too.
-- Parameters: $municipality (code); NULL does not filter.
WITH districts AS (
    SELECT DISTINCT
        municipality_code,
        police_district
    FROM areas
    WHERE police_district IS NOT NULL
),

around AS (
    SELECT
        municipalities.code,
        areas.*,
        areas.municipality_code = municipalities.code AS in_municipality,
        touching.touch,
        districts.police_district IS NOT NULL AS in_district,
        areas.police_region = municipalities.police_region AS in_region
    FROM municipalities
    CROSS JOIN areas
    LEFT JOIN municipality_neighbours AS touching
        ON municipalities.code = touching.code AND areas.municipality_code = touching.neighbour
    LEFT JOIN districts
        ON municipalities.code = districts.municipality_code AND areas.police_district = districts.police_district
    WHERE $municipality IS NULL OR municipalities.code = $municipality
)

SELECT
    around.code,
    around.id AS area,
    around.name,
    around.municipality_code,
    around.municipality,
    around.police_district,
    around.police_region,
    around.in_municipality,
    around.touch,
    around.in_district,
    assessments.year,
    assessments.area_category,
    assessments.trend,
    assessments.source
FROM around
INNER JOIN assessments ON around.id = assessments.area
WHERE around.in_municipality OR around.touch IS NOT NULL OR around.in_district OR around.in_region
ORDER BY around.code, around.id, assessments.year
