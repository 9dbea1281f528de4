-- One row per assessment and category that existed then, and one for all of them together: the number of areas, counted
-- by the dashboard from the assessments, and the sources of the assessment.
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
)

SELECT
    years.year,
    area_categories.id AS area_category,
    area_categories.role,
    CASE WHEN area_categories.role = 'sum' THEN years.areas ELSE COALESCE(counted.areas, 0) END AS areas,
    years.sources
FROM years
CROSS JOIN area_categories
LEFT JOIN counted ON years.year = counted.year AND area_categories.id = counted.area_category
WHERE
    ($years IS NULL OR LIST_CONTAINS($years, years.year))
    AND area_categories.role IN ('category', 'sum')
    AND (
        counted.areas IS NOT NULL
        OR area_categories.role = 'sum'
        OR (
            (area_categories.valid_from IS NULL OR area_categories.valid_from <= years.year)
            AND (area_categories.valid_to IS NULL OR years.year < area_categories.valid_to)
        )
    )
ORDER BY area_categories.position, years.year
