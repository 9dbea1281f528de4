-- One row per assessment, police region and category: how many areas of that category the assessment has there, 0
-- where it has none, and where they stand. Only categories that existed in the year of the assessment.
-- Parameters: $years (list of int, assessments); NULL does not filter.
WITH years AS (
    SELECT DISTINCT year
    FROM assessments
    WHERE $years IS NULL OR LIST_CONTAINS($years, year)
),

regions AS (
    SELECT DISTINCT police_region
    FROM municipalities
),

counted AS (
    SELECT
        assessments.year,
        areas.police_region,
        assessments.area_category,
        COUNT(*) AS areas
    FROM assessments
    INNER JOIN areas ON assessments.area = areas.id
    GROUP BY ALL
)

SELECT
    years.year,
    regions.police_region,
    area_categories.id AS area_category,
    COALESCE(counted.areas, 0) AS areas
FROM years
CROSS JOIN regions
INNER JOIN area_categories
    ON
        area_categories.role = 'category'
        AND COALESCE(area_categories.valid_from, years.year) <= years.year
        AND COALESCE(area_categories.valid_to, years.year + 1) > years.year
LEFT JOIN counted
    ON
        years.year = counted.year
        AND regions.police_region = counted.police_region
        AND area_categories.id = counted.area_category
ORDER BY years.year, regions.police_region, area_categories.position
