-- One row per assessment, police region and category that belongs to it: how many areas of that category the assessment
-- has there, 0 where it has none.
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
    categories.area_category,
    COALESCE(counted.areas, 0) AS areas
FROM years
CROSS JOIN regions
INNER JOIN categories_of_assessment AS categories ON years.year = categories.year
LEFT JOIN counted
    ON
        years.year = counted.year
        AND regions.police_region = counted.police_region
        AND categories.area_category = counted.area_category
ORDER BY years.year, regions.police_region, categories.position
