-- One row per printed problem level: one category, one part or the total, one year, one source.
-- Parameters: $years (list of int), $categories (list of ids); NULL does not filter.
SELECT
    problem_levels.area_category,
    NULL AS area,
    problem_levels.part,
    problem_levels.year,
    problem_levels.source,
    problem_levels.level AS value
FROM problem_levels
INNER JOIN problem_parts ON problem_levels.part = problem_parts.id
INNER JOIN area_categories ON problem_levels.area_category = area_categories.id
INNER JOIN sources ON problem_levels.source = sources.id
WHERE
    ($years IS NULL OR LIST_CONTAINS($years, problem_levels.year))
    AND ($categories IS NULL OR LIST_CONTAINS($categories, problem_levels.area_category))
ORDER BY
    problem_parts.position,
    area_categories.position,
    sources.published,
    problem_levels.source,
    problem_levels.year
