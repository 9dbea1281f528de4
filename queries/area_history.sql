-- One row per area and assessment: category and trend, and where they stand.
-- Parameters: $area (id); NULL does not filter.
SELECT
    assessments.area,
    assessments.year,
    assessments.area_category,
    assessments.trend,
    assessments.source,
    sources.published
FROM assessments
INNER JOIN sources ON assessments.source = sources.id
WHERE $area IS NULL OR assessments.area = $area
ORDER BY assessments.area, assessments.year
