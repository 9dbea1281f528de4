-- One row per area of one assessment: where it lies, its category and trend then, and its category in the assessment
-- before (NULL: it was not among the assessed areas).
-- Parameters: $assessment (year; NULL: the latest), $categories (list of ids; NULL does not filter and gives also the
-- areas that were found not to be vulnerable), $regions (list of names of police regions), $place (code of a county
-- or municipality), $trends (list of ids); NULL does not filter.
WITH chosen AS (
    SELECT COALESCE($assessment, MAX(year)) AS year
    FROM assessments
),

before AS (
    SELECT MAX(assessments.year) AS year
    FROM assessments
    INNER JOIN chosen ON assessments.year < chosen.year
)

SELECT
    areas.id AS area,
    areas.name,
    areas.municipality_code,
    areas.municipality,
    areas.police_district,
    areas.police_area,
    areas.police_region,
    areas.latitude,
    areas.longitude,
    areas.area_km2,
    assessments.year AS assessment,
    assessments.area_category,
    assessments.trend,
    before.year AS assessment_before,
    earlier.area_category AS category_before,
    assessments.source,
    areas.source AS place_source,
    sources.published
FROM assessments
INNER JOIN areas ON assessments.area = areas.id
INNER JOIN sources ON assessments.source = sources.id
CROSS JOIN before
INNER JOIN chosen ON assessments.year = chosen.year
LEFT JOIN assessments AS earlier ON assessments.area = earlier.area AND before.year = earlier.year
LEFT JOIN area_categories ON assessments.area_category = area_categories.id
WHERE
    ($categories IS NULL OR LIST_CONTAINS($categories, assessments.area_category))
    AND ($regions IS NULL OR LIST_CONTAINS($regions, areas.police_region))
    AND ($place IS NULL OR STARTS_WITH(areas.municipality_code, $place))
    AND ($trends IS NULL OR LIST_CONTAINS($trends, assessments.trend))
ORDER BY area_categories.position DESC NULLS LAST, areas.name ASC
