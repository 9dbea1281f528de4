-- One row per source and indicator with quarters: how many years of municipalities have four final quarters, how many
-- of these have a number for the whole year (as published last), how many of those are not the sum of the quarters, and
-- the outcome: passed, found, or not_checked (there is no such year).
-- Parameters: none.
WITH sums AS (
    SELECT
        quarters.source,
        quarters.indicator,
        municipalities.name AS area,
        quarters.year,
        SUM(quarters.count) AS count
    FROM quarters
    INNER JOIN municipalities ON quarters.municipality_code = municipalities.code
    WHERE quarters.preliminary = 'no'
    GROUP BY quarters.source, quarters.indicator, municipalities.name, quarters.year
    HAVING COUNT(*) = 4
),

years AS (
    SELECT
        observations.indicator,
        observations.area,
        observations.year,
        observations.count
    FROM observations
    INNER JOIN sources ON observations.source = sources.id
    WHERE observations.count IS NOT NULL AND observations.indicator IN (SELECT sums.indicator FROM sums)
    QUALIFY
        ROW_NUMBER() OVER (
            PARTITION BY observations.indicator, observations.area, observations.year
            ORDER BY sources.published DESC, observations.source DESC
        ) = 1
)

SELECT
    sums.source,
    sums.indicator,
    COUNT(*) AS figures,
    COUNT(years.count) AS comparable,
    COUNT(*) FILTER (WHERE sums.count != years.count) AS differing,
    CASE
        WHEN comparable = 0 THEN 'not_checked'
        WHEN differing > 0 THEN 'found'
        ELSE 'passed'
    END AS outcome
FROM sums
LEFT JOIN years ON sums.indicator = years.indicator AND sums.area = years.area AND sums.year = years.year
GROUP BY sums.source, sums.indicator
ORDER BY sums.source, sums.indicator
