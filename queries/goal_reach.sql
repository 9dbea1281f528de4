-- One row per goal of an agreement: how far the figures here reach it. reach is answered (the assessments of areas are
-- tied to it, which name all there are), own (an indicator tied to it has figures of a municipality of the agreement),
-- others (it has figures of other places only) or none.
-- Parameters: $agreement (id); NULL does not filter.
WITH members AS (
    SELECT
        agreement_municipalities.agreement,
        municipalities.name
    FROM agreement_municipalities
    INNER JOIN municipalities ON agreement_municipalities.municipality_code = municipalities.code
),

with_figures AS (
    SELECT DISTINCT
        indicator,
        area
    FROM series
    WHERE value IS NOT NULL
),

tied AS (
    SELECT
        goals.id AS goal,
        goal_indicators.indicator = 'assessed_areas' AS is_answered,
        members.name IS NOT NULL AS is_own
    FROM goals
    INNER JOIN goal_indicators ON goals.id = goal_indicators.goal
    LEFT JOIN with_figures ON goal_indicators.indicator = with_figures.indicator
    LEFT JOIN members ON goals.agreement = members.agreement AND with_figures.area = members.name
)

SELECT
    goals.id AS goal,
    goals.agreement,
    goals.position,
    CASE
        WHEN BOOL_OR(tied.is_answered) THEN 'answered'
        WHEN BOOL_OR(tied.is_own) THEN 'own'
        WHEN COUNT(tied.goal) > 0 THEN 'others'
        ELSE 'none'
    END AS reach
FROM goals
LEFT JOIN tied ON goals.id = tied.goal
WHERE $agreement IS NULL OR goals.agreement = $agreement
GROUP BY goals.id, goals.agreement, goals.position
ORDER BY goals.agreement, goals.position, goals.id
