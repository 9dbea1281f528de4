-- One row per assessment: its year, whether it gives trends, and whether it is the one that pages show at first: the
-- latest whose categories stand in a list of their own. One that is known from the areas' boundary files only, as that
-- of 2023, is shown at first where there is no other.
-- Parameters: none.
WITH years AS (
    SELECT
        year,
        BOOL_OR(trend IS NOT NULL) AS has_trends,
        BOOL_OR(source NOT IN (SELECT areas.source FROM areas)) AS has_list
    FROM assessments
    GROUP BY year
)

SELECT
    year,
    has_trends,
    year = COALESCE(MAX(year) FILTER (WHERE has_list) OVER (), MAX(year) OVER ()) AS is_default
FROM years
ORDER BY year
