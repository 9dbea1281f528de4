-- One row per area of an assessment: where it lay then, its category and trends, its degree (0: not vulnerable, then
-- the categories in their order), and which way it went since the assessment before (direction, as in
-- assessment_changes; NULL: there is none before, or neither holds the area as vulnerable), with the category and the
-- source of that one, and the area it was part of then, if that was another (area_before: its name; relation: split or
-- renamed). outline_change (identical, redrawn, new) and overlap_percent compare the outlines; has_outline: whether
-- place and size are of this assessment's own outline.
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
    areas.area,
    areas.name,
    areas.municipality_code,
    areas.municipality,
    areas.police_district,
    areas.police_area,
    areas.police_region,
    areas.latitude,
    areas.longitude,
    areas.area_km2,
    areas.has_outline,
    areas.outline_change,
    areas.overlap_percent,
    areas.year AS assessment,
    areas.area_category,
    COALESCE(area_categories.position, 0) AS degree,
    areas.trend,
    areas.police_trend,
    before.assessment_before,
    changes.first_category AS category_before,
    changes.first_source AS source_before,
    changes.direction,
    changes.relation,
    CASE WHEN changes.relation IS NOT NULL THEN areas_before.name END AS area_before,
    areas.source,
    areas.place_source,
    sources.published
FROM placed_assessments AS areas
INNER JOIN sources ON areas.source = sources.id
INNER JOIN before ON areas.year = before.year
LEFT JOIN assessment_changes AS changes
    ON
        areas.area = changes.area
        AND areas.year = changes.last_year
        AND before.assessment_before = changes.first_year
LEFT JOIN areas AS areas_before ON changes.first_area = areas_before.id
LEFT JOIN area_categories ON areas.area_category = area_categories.id
WHERE
    ($assessment IS NULL OR areas.year = $assessment)
    AND ($categories IS NULL OR LIST_CONTAINS($categories, areas.area_category))
    AND ($regions IS NULL OR LIST_CONTAINS($regions, areas.police_region))
    AND ($place IS NULL OR STARTS_WITH(areas.municipality_code, $place))
    AND ($trends IS NULL OR LIST_CONTAINS($trends, areas.trend))
ORDER BY areas.year ASC, degree DESC, areas.name ASC
