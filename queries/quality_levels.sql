-- One row per source of problem levels and what they are the levels of (parts or categories): of how many years
-- there is a level of all areas together, in which years it lies outside the lowest and the highest of what it is
-- the mean of, and the outcome: found or passed.
-- Parameters: none.
WITH means AS (
    SELECT
        problem_levels.year,
        problem_levels.level
    FROM problem_levels
    INNER JOIN area_categories ON problem_levels.area_category = area_categories.id AND area_categories.role = 'sum'
    WHERE problem_levels.part = 'total'
),

members AS (
    SELECT
        problem_levels.source,
        problem_levels.year,
        CASE WHEN problem_levels.part = 'total' THEN 'categories' ELSE 'parts' END AS of_what,
        MIN(problem_levels.level) AS lowest,
        MAX(problem_levels.level) AS highest
    FROM problem_levels
    INNER JOIN area_categories ON problem_levels.area_category = area_categories.id
    WHERE (area_categories.role = 'category') = (problem_levels.part = 'total')
    GROUP BY ALL
)

SELECT
    members.source,
    members.of_what,
    COUNT(*) AS figures,
    COALESCE(
        LIST(members.year ORDER BY members.year) FILTER (
            WHERE means.level NOT BETWEEN members.lowest AND members.highest
        ),
        []
    ) AS differing_years,
    CASE WHEN LEN(differing_years) > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM members
INNER JOIN means ON members.year = means.year
GROUP BY members.source, members.of_what
ORDER BY members.source, members.of_what
