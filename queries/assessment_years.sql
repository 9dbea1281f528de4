-- One row per assessment: its year, whether it gives trends, and whether it is the one that pages show at first: the
-- latest whose categories stand in a list of their own. One that is known from the areas' boundary files only, as that
-- of 2023, is shown at first where there is no other. Since the assessment before (first_year; NULL: none): how many
-- areas either of the two holds as vulnerable in some degree, and how many of them changed category, came or went.
-- Parameters: none.
WITH years AS (
    SELECT
        year,
        LAG(year) OVER (ORDER BY year) AS first_year,
        BOOL_OR(trend IS NOT NULL) AS has_trends,
        BOOL_OR(source NOT IN (SELECT areas.source FROM areas)) AS has_list
    FROM assessments
    GROUP BY year
)

SELECT
    years.year,
    years.has_trends,
    years.year
    = COALESCE(MAX(years.year) FILTER (WHERE years.has_list) OVER (), MAX(years.year) OVER ()) AS is_default,
    years.first_year,
    COUNT(changes.area) AS areas,
    COUNT(changes.area) FILTER (WHERE changes.direction != 'unchanged') AS moved
FROM years
LEFT JOIN assessment_changes AS changes ON years.first_year = changes.first_year AND years.year = changes.last_year
GROUP BY years.year, years.first_year, years.has_trends, years.has_list
ORDER BY years.year
