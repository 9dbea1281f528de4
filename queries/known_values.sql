-- One row per parameter of the address (indicator, year, condition, rings) and value that some page knows, though not
-- each of them: of an indicator, the screen that shows it if it has figures (NULL: none).
-- Parameters: none.
WITH with_figures AS (
    SELECT DISTINCT indicator
    FROM series
),

years AS (
    SELECT year FROM series
    UNION
    SELECT year FROM problem_levels
    UNION
    SELECT year FROM answers
    UNION
    SELECT year FROM assessments
)

SELECT
    'indicator' AS parameter,
    indicators.id AS value,
    CASE WHEN with_figures.indicator IS NOT NULL THEN indicators.screen END AS screen
FROM indicators
LEFT JOIN with_figures ON indicators.id = with_figures.indicator
UNION ALL
SELECT
    'year' AS parameter,
    CAST(year AS VARCHAR) AS value,
    NULL AS screen
FROM years
UNION ALL
SELECT
    'condition' AS parameter,
    id AS value,
    NULL AS screen
FROM conditions
UNION ALL
SELECT
    'rings' AS parameter,
    drawn.value,
    NULL AS screen
FROM (VALUES ('none'), ('children'), ('youths')) AS drawn (value)
ORDER BY parameter, value
