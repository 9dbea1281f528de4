-- One row per area and year with ratings of the stage model: how many conditions are in each of the four stages, the
-- highest of them, whether the area is to be marked on a map and described in full (a condition in stage 3 or 4: the
-- report of 2021, section 2.1.1), the mean uncertainty and how many conditions have one, and the highest stage and the
-- number of conditions of the latest earlier year that has ratings; NULL where there is none.
-- Parameters: none.
WITH rated AS (
    SELECT
        area,
        year,
        COUNT(*) AS conditions,
        COUNT(*) FILTER (stage = 1) AS stage_1,
        COUNT(*) FILTER (stage = 2) AS stage_2,
        COUNT(*) FILTER (stage = 3) AS stage_3,
        COUNT(*) FILTER (stage = 4) AS stage_4,
        MAX(stage) AS highest,
        MAX(stage) >= 3 AS to_be_marked,
        AVG(uncertainty) AS uncertainty,
        COUNT(uncertainty) AS uncertain
    FROM stages
    GROUP BY area, year
)

SELECT
    rated.area,
    COALESCE(areas.name, rated.area) AS name,
    rated.year,
    rated.conditions,
    rated.stage_1,
    rated.stage_2,
    rated.stage_3,
    rated.stage_4,
    rated.highest,
    rated.to_be_marked,
    rated.uncertainty,
    rated.uncertain,
    LAG(rated.year) OVER before AS year_before,
    LAG(rated.highest) OVER before AS highest_before,
    LAG(rated.conditions) OVER before AS conditions_before
FROM rated
LEFT JOIN areas ON rated.area = areas.id
WINDOW before AS (PARTITION BY rated.area ORDER BY rated.year)
ORDER BY
    TRANSLATE(LOWER(COALESCE(areas.name, rated.area)), 'åäöé', '{|}e'), -- after z, as in Swedish
    rated.area,
    rated.year
