-- One row per source and category with populations of several years, and one for all its places together (then the
-- category is NULL): how many there are, how many of them have the same number in every year, which no population has
-- that was counted each year, the years, the number where there is one of them, and the outcome: found or passed.
-- Parameters: none.
WITH counted AS (
    SELECT
        source,
        area_category,
        area,
        COUNT(DISTINCT population) = 1 AS is_same,
        MIN(population) AS population,
        LIST(DISTINCT year ORDER BY year) AS years
    FROM observations
    WHERE population IS NOT NULL
    GROUP BY source, area_category, area
    HAVING COUNT(DISTINCT year) > 1
)

SELECT
    source,
    area_category,
    COUNT(*) AS figures,
    COUNT(*) FILTER (WHERE is_same) AS same,
    MIN(population) AS printed,
    LIST_SORT(LIST_DISTINCT(FLATTEN(LIST(years)))) AS years,
    CASE WHEN same > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM counted
GROUP BY source, area_category
ORDER BY source, area_category
