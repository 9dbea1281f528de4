-- One row per assessment and area that it assessed as vulnerable, risk or particularly vulnerable: the category, where
-- the area lies (its centre in WGS84), and the sources of both.
-- Parameters: $years (list of int, assessments); NULL does not filter.
SELECT
    assessments.year,
    areas.id AS area,
    areas.name,
    areas.municipality_code,
    areas.municipality,
    areas.police_region,
    areas.latitude,
    areas.longitude,
    assessments.area_category,
    assessments.source,
    areas.source AS place_source
FROM assessments
INNER JOIN areas ON assessments.area = areas.id
INNER JOIN area_categories ON assessments.area_category = area_categories.id AND area_categories.role = 'category'
WHERE $years IS NULL OR LIST_CONTAINS($years, assessments.year)
ORDER BY assessments.year, areas.id
