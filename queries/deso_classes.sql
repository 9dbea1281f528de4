-- One row per DeSO and variable, group or SCB's type: its shade of five, of all DeSO of the country, the fifth being
-- the worst conditions, and whether it is among the worst tenth. Of SCB's types the fifth shade is type 1, the worst.
-- Parameters: $municipality (code), $conditions (list of ids); NULL does not filter.
SELECT
    placed.deso,
    placed.condition,
    placed.shade,
    placed.is_worst
FROM deso_placed AS placed
INNER JOIN deso_figures ON placed.deso = deso_figures.deso
WHERE
    ($municipality IS NULL OR deso_figures.municipality_code = $municipality)
    AND ($conditions IS NULL OR LIST_CONTAINS($conditions, placed.condition))
ORDER BY placed.deso, placed.condition
