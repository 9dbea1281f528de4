-- One row per source and category or place with populations of several years: the years, and the outcome: found
-- where every year has the same number, which no population has that was counted each year, else passed.
-- Parameters: none.
SELECT
    source,
    indicator,
    area_category,
    area,
    MIN(population) AS printed,
    LIST(year ORDER BY year) AS years,
    CASE WHEN COUNT(DISTINCT population) = 1 THEN 'found' ELSE 'passed' END AS outcome
FROM observations
WHERE population IS NOT NULL
GROUP BY source, indicator, area_category, area
HAVING COUNT(DISTINCT year) > 1
ORDER BY source, indicator, area_category, area
