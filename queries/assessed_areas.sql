-- One row per assessment and category that belongs to it, and one for all of them together: the number of areas,
-- counted by the dashboard from the assessments, and the sources of the assessment.
-- Parameters: $years (list of int); NULL does not filter.
WITH assessed AS (
    SELECT
        assessments.year,
        assessments.area_category,
        assessments.source
    FROM assessments
    INNER JOIN area_categories ON assessments.area_category = area_categories.id
    WHERE area_categories.role = 'category'
),

years AS (
    SELECT
        year,
        COUNT(*) AS areas,
        LIST_SORT(LIST_DISTINCT(LIST(source))) AS sources
    FROM assessed
    GROUP BY year
),

counted AS (
    SELECT
        year,
        area_category,
        COUNT(*) AS areas
    FROM assessed
    GROUP BY year, area_category
),

wanted AS (
    SELECT
        year,
        area_category
    FROM categories_of_assessment
    UNION ALL
    SELECT
        years.year,
        area_categories.id AS area_category
    FROM years
    CROSS JOIN area_categories
    WHERE area_categories.role = 'sum'
)

SELECT
    years.year,
    area_categories.id AS area_category,
    area_categories.role,
    CASE WHEN area_categories.role = 'sum' THEN years.areas ELSE COALESCE(counted.areas, 0) END AS areas,
    years.sources
FROM wanted
INNER JOIN years ON wanted.year = years.year
INNER JOIN area_categories ON wanted.area_category = area_categories.id
LEFT JOIN counted ON wanted.year = counted.year AND wanted.area_category = counted.area_category
WHERE $years IS NULL OR LIST_CONTAINS($years, years.year)
ORDER BY area_categories.position, years.year
