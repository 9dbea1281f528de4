-- One row per variable, group or SCB's type and shade of five: the lowest and the highest figure of the DeSO of the
-- country in it, how many they are and how many live there. A group has no figures, only shades.
-- Parameters: $conditions (list of ids); NULL does not filter.
SELECT
    placed.condition,
    placed.shade,
    MIN(deso_values.value) AS lowest,
    MAX(deso_values.value) AS highest,
    COUNT(*) AS areas,
    CAST(SUM(deso_figures.population) AS BIGINT) AS population
FROM deso_placed AS placed
INNER JOIN deso_figures ON placed.deso = deso_figures.deso
INNER JOIN conditions ON placed.condition = conditions.id
LEFT JOIN deso_values ON placed.deso = deso_values.deso AND placed.condition = deso_values.condition
WHERE $conditions IS NULL OR LIST_CONTAINS($conditions, placed.condition)
GROUP BY placed.condition, conditions.position, placed.shade
ORDER BY conditions.position, placed.shade
