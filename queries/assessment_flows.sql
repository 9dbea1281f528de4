-- One row per two assessments and pair of categories: the direction, and how many areas went from the one category to
-- the other or stayed, counted by the dashboard as the areas of the later assessment, where it has any. first_areas:
-- how many areas of the earlier assessment they were then; fewer, where one was split into several. The most serious
-- categories come first. Areas that neither assessment holds as vulnerable are left out.
-- Parameters: $years (list of int); two of them give one pair of assessments, and NULL does not filter.
SELECT
    first_year,
    last_year,
    first_category,
    last_category,
    direction,
    COUNT(*) AS areas,
    COUNT(DISTINCT first_area) AS first_areas
FROM assessment_changes
WHERE $years IS NULL OR (LIST_CONTAINS($years, first_year) AND LIST_CONTAINS($years, last_year))
GROUP BY ALL
ORDER BY
    first_year,
    last_year,
    -MIN(first_degree),
    first_category,
    -MIN(last_degree),
    last_category
