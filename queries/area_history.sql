-- One row per assessment of one area: its category and trend, and where they stand.
-- Parameters: $area (id).
SELECT
    assessments.year,
    assessments.area_category,
    assessments.trend,
    assessments.source,
    sources.published
FROM assessments
INNER JOIN sources ON assessments.source = sources.id
WHERE assessments.area = $area
ORDER BY assessments.year
