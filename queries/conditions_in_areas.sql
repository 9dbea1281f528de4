-- One row per variable, group or SCB's type: how far the police's areas and the worst tenth of the DeSO coincide, among
-- the DeSO that were compared. "inside" are those of which at least half lies in areas of the latest assessment,
-- "inside_worst" those of them that are among the worst tenth (of the types: type 1), "worst" all that are.
-- "known_areas" of the "areas" of that assessment were compared.
-- Parameters: none.
WITH latest AS (
    SELECT
        year,
        COUNT(DISTINCT area) AS known_areas
    FROM deso_areas
    GROUP BY year
    QUALIFY ROW_NUMBER() OVER (ORDER BY year DESC) = 1
),

outlined AS (
    SELECT
        year,
        COUNT(*) AS areas
    FROM area_places
    GROUP BY year
)

SELECT
    placed.condition,
    latest.year,
    latest.known_areas,
    outlined.areas,
    COUNT(*) AS compared,
    COUNT(deso_inside.deso) AS inside,
    CAST(SUM(IF(deso_inside.deso IS NULL, 0, deso_figures.population)) AS BIGINT) AS inside_population,
    COUNT(*) FILTER (placed.is_worst AND deso_inside.deso IS NOT NULL) AS inside_worst,
    COUNT(*) FILTER (placed.is_worst) AS worst
FROM deso_placed AS placed
INNER JOIN deso_figures ON placed.deso = deso_figures.deso AND deso_figures.has_border = 'yes'
INNER JOIN conditions ON placed.condition = conditions.id
CROSS JOIN latest
INNER JOIN outlined ON latest.year = outlined.year
LEFT JOIN deso_inside ON placed.deso = deso_inside.deso
GROUP BY placed.condition, conditions.position, latest.year, latest.known_areas, outlined.areas
ORDER BY conditions.position
