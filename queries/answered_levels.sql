-- One row per area, year, and part or total that has answers to the questions of the method support: the level (the
-- mean of the answers), their number, their mean uncertainty and how many of them have one, and, for the total, the
-- change from the year before and the arrow that the rule of the report's tableau 1 gives it. The sums of the 80
-- answers are compared as whole numbers: 16 is 0.2 of 80, and within it the level is unchanged. Change and arrow are
-- NULL for parts, and where not all 80 questions are answered in both years; then reason says why: incomplete (this
-- year), no_year_before, incomplete_before.
-- Parameters: $years (list of int); NULL does not filter. The year before counts even when it is not among $years.
WITH every AS (
    SELECT
        area,
        year,
        question,
        level,
        uncertainty,
        UNNEST([part, 'total']) AS part
    FROM answers
),

levels AS (
    SELECT
        area,
        year,
        part,
        SUM(level) AS sum_of_levels,
        AVG(level) AS level,
        COUNT(*) AS answers,
        AVG(uncertainty) AS uncertainty,
        COUNT(uncertainty) AS uncertain,
        part = 'total' AND COUNT(*) = 80 AS is_complete
    FROM every
    GROUP BY area, year, part
),

paired AS (
    SELECT
        levels.area,
        levels.year,
        levels.part,
        levels.level,
        levels.answers,
        levels.uncertainty,
        levels.uncertain,
        CASE
            WHEN levels.is_complete AND before.is_complete THEN levels.sum_of_levels - before.sum_of_levels
        END AS difference,
        CASE
            WHEN levels.part = 'total' AND NOT levels.is_complete THEN 'incomplete'
            WHEN levels.part = 'total' AND before.area IS NULL THEN 'no_year_before'
            WHEN levels.part = 'total' AND NOT before.is_complete THEN 'incomplete_before'
        END AS reason
    FROM levels
    LEFT JOIN levels AS before
        ON
            levels.area = before.area
            AND levels.part = before.part
            AND levels.year = before.year + 1
)

SELECT
    paired.area,
    COALESCE(areas.name, paired.area) AS name,
    paired.year,
    paired.part,
    paired.level,
    paired.answers,
    paired.uncertainty,
    paired.uncertain,
    paired.difference / 80 AS change,
    CASE
        WHEN paired.difference < -16 THEN 'improved'
        WHEN paired.difference > 16 THEN 'worsened'
        WHEN paired.difference IS NOT NULL THEN 'unchanged'
    END AS arrow,
    paired.reason
FROM paired
INNER JOIN problem_parts ON paired.part = problem_parts.id
LEFT JOIN areas ON paired.area = areas.id
WHERE $years IS NULL OR LIST_CONTAINS($years, paired.year)
ORDER BY
    TRANSLATE(LOWER(COALESCE(areas.name, paired.area)), 'åäöé', '{|}e'), -- after z, as in Swedish
    paired.area,
    paired.year,
    problem_parts.position
