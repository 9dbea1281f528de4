-- One row per source and indicator with printed numbers of areas, or of local police districts with areas: how many
-- there are, how many are comparable with a list of that year's assessment, how many agree with it (counted here),
-- in which years others differ or have no list, and the outcome: found (one differs), passed, or not_checked (no
-- number has a list). Where a list lacks the district of an area, the districts are not counted.
-- Parameters: none.
WITH listed AS (
    SELECT
        assessed.year,
        assessed.area_category,
        assessed.police_district
    FROM placed_assessments AS assessed
    INNER JOIN area_categories ON assessed.area_category = area_categories.id AND area_categories.role = 'category'
),

counted AS (
    SELECT
        'assessed_areas' AS indicator,
        sums.id AS area_category,
        listed.year,
        COUNT(*) AS number
    FROM listed
    INNER JOIN area_categories AS sums ON sums.role = 'sum'
    GROUP BY ALL
    UNION ALL
    SELECT
        'assessed_areas' AS indicator,
        area_category,
        year,
        COUNT(*) AS number
    FROM listed
    GROUP BY ALL
    UNION ALL
    SELECT
        'police_districts_with_areas' AS indicator,
        sums.id AS area_category,
        listed.year,
        COUNT(DISTINCT listed.police_district) AS number
    FROM listed
    INNER JOIN area_categories AS sums ON sums.role = 'sum'
    GROUP BY ALL
    HAVING COUNT(listed.police_district) = COUNT(*)
),

compared AS (
    SELECT
        observations.indicator,
        observations.source,
        observations.year,
        counted.number IS NULL AS is_unlisted,
        counted.number <> observations.count AS differs
    FROM observations
    LEFT JOIN counted
        ON
            observations.indicator = counted.indicator
            AND observations.area_category = counted.area_category
            AND observations.year = counted.year
    WHERE
        observations.indicator IN ('assessed_areas', 'police_districts_with_areas')
        AND observations.count IS NOT NULL
        AND observations.area_category IS NOT NULL
)

SELECT
    indicator,
    source,
    COUNT(*) AS figures,
    COUNT(*) FILTER (WHERE NOT is_unlisted) AS comparable,
    COUNT(*) FILTER (WHERE NOT differs) AS agreeing,
    COALESCE(LIST(DISTINCT year ORDER BY year) FILTER (WHERE differs), []) AS differing_years,
    COALESCE(LIST(DISTINCT year ORDER BY year) FILTER (WHERE is_unlisted), []) AS unlisted_years,
    CASE
        WHEN LEN(differing_years) > 0 THEN 'found'
        WHEN agreeing > 0 THEN 'passed'
        ELSE 'not_checked'
    END AS outcome
FROM compared
GROUP BY indicator, source
ORDER BY source, indicator
