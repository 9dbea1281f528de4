-- One row per assessment: its year, how many areas it assessed as vulnerable, risk or particularly vulnerable, and
-- whether it gives trends.
-- Parameters: none.
SELECT
    year,
    COUNT(*) FILTER (WHERE area_category != 'not_vulnerable') AS areas,
    BOOL_OR(trend IS NOT NULL) AS has_trends
FROM assessments
GROUP BY year
ORDER BY year
