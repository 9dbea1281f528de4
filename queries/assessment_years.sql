-- One row per assessment: its year, whether it gives trends of the problem level, whether it gives the police's own
-- trends, whether the outlines of all its areas are here, and whether it is the one that pages show at first: the
-- latest. Since the assessment before (first_year; NULL: none): how many areas either of the two holds as vulnerable in
-- some degree, and how many of them changed category, came or went.
-- Parameters: none.
WITH years AS (
    SELECT
        year,
        LAG(year) OVER (ORDER BY year) AS first_year,
        BOOL_OR(trend IS NOT NULL) AS has_trends,
        BOOL_OR(police_trend IS NOT NULL) AS has_police_trends,
        BOOL_AND(has_outline) FILTER (WHERE area_category != 'not_vulnerable') AS has_outlines
    FROM placed_assessments
    GROUP BY year
)

SELECT
    years.year,
    years.has_trends,
    years.has_police_trends,
    years.has_outlines,
    years.year = MAX(years.year) OVER () AS is_default,
    years.first_year,
    COUNT(changes.area) AS areas,
    COUNT(changes.area) FILTER (WHERE changes.direction != 'unchanged') AS moved
FROM years
LEFT JOIN assessment_changes AS changes ON years.first_year = changes.first_year AND years.year = changes.last_year
GROUP BY years.year, years.first_year, years.has_trends, years.has_police_trends, years.has_outlines
ORDER BY years.year
