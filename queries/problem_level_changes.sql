-- One row per category, part or total, and source: the printed problem levels of the source's first and last chosen
-- year, the change between them, and the arrow that the rule of the report's tableau 1 gives it: within 0.2 is
-- unchanged, lower is improved, higher is worsened. Tenths are compared as whole numbers, so that 2.8 and 2.6 differ by
-- 0.2 exactly. Change and arrow are NULL where the source has a single year.
-- Parameters: $years (list of int), $categories (list of ids); NULL does not filter.
WITH chosen AS (
    SELECT
        *,
        CAST(ROUND(level * 10) AS INTEGER) AS tenths
    FROM problem_levels
    WHERE
        ($years IS NULL OR LIST_CONTAINS($years, year))
        AND ($categories IS NULL OR LIST_CONTAINS($categories, area_category))
),

ends AS (
    SELECT
        area_category,
        part,
        source,
        MIN(year) AS first_year,
        MAX(year) AS last_year,
        ARG_MIN(level, year) AS first_value,
        ARG_MAX(level, year) AS last_value,
        CASE WHEN COUNT(*) > 1 THEN ARG_MAX(tenths, year) - ARG_MIN(tenths, year) END AS tenths
    FROM chosen
    GROUP BY ALL
)

SELECT
    ends.area_category,
    ends.part,
    ends.source,
    ends.first_year,
    ends.last_year,
    ends.first_value,
    ends.last_value,
    ends.tenths / 10 AS change,
    CASE
        WHEN ends.tenths < -2 THEN 'improved'
        WHEN ends.tenths > 2 THEN 'worsened'
        WHEN ends.tenths IS NOT NULL THEN 'unchanged'
    END AS arrow
FROM ends
INNER JOIN problem_parts ON ends.part = problem_parts.id
INNER JOIN area_categories ON ends.area_category = area_categories.id
INNER JOIN sources ON ends.source = sources.id
ORDER BY
    problem_parts.position,
    area_categories.position,
    sources.published,
    ends.source
