-- One row per area of an assessment: where it lies, its category and trend then, its degree (0: not vulnerable, then
-- the categories in their order), and which way it went since the assessment before (direction, as in
-- assessment_changes; NULL: there is none before, or neither holds the area as vulnerable), with the category and the
-- source of that one.
-- Parameters: $assessment (year), $categories (list of ids; NULL gives also the areas that were found not to be
-- vulnerable), $regions (list of names of police regions), $place (code of a county or municipality), $trends (list of
-- ids); NULL does not filter.
WITH before AS (
    SELECT
        year,
        LAG(year) OVER (ORDER BY year) AS assessment_before
    FROM (SELECT DISTINCT year FROM assessments) AS years
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
    COALESCE(area_categories.position, 0) AS degree,
    assessments.trend,
    before.assessment_before,
    changes.first_category AS category_before,
    changes.first_source AS source_before,
    changes.direction,
    assessments.source,
    areas.source AS place_source,
    sources.published
FROM assessments
INNER JOIN areas ON assessments.area = areas.id
INNER JOIN sources ON assessments.source = sources.id
INNER JOIN before ON assessments.year = before.year
LEFT JOIN assessment_changes AS changes
    ON
        assessments.area = changes.area
        AND assessments.year = changes.last_year
        AND before.assessment_before = changes.first_year
LEFT JOIN area_categories ON assessments.area_category = area_categories.id
WHERE
    ($assessment IS NULL OR assessments.year = $assessment)
    AND ($categories IS NULL OR LIST_CONTAINS($categories, assessments.area_category))
    AND ($regions IS NULL OR LIST_CONTAINS($regions, areas.police_region))
    AND ($place IS NULL OR STARTS_WITH(areas.municipality_code, $place))
    AND ($trends IS NULL OR LIST_CONTAINS($trends, assessments.trend))
ORDER BY assessments.year ASC, degree DESC, areas.name ASC
