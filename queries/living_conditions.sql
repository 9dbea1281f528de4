-- One row per demographic statistical area of SCB (DeSO 2018): its figures of 2022, the shares computed, whether it is
-- among the tenth of the country's DeSO with most children or youths, and the police's area that it lies in by half or
-- more. NULL: in none, or nobody compared, which "has_border" tells.
-- Parameters: $municipalities (list of codes); NULL does not filter.
SELECT
    deso_figures.deso,
    deso_figures.municipality_code,
    municipalities.name AS municipality,
    deso_figures.name,
    deso_figures.population,
    deso_figures.area_type,
    deso_figures.income_median AS income,
    deso_shares.education,
    deso_shares.employment,
    deso_shares.single_parents,
    deso_shares.children,
    deso_shares.youths,
    deso_shares.foreign_background,
    deso_figures.age_0_14,
    deso_figures.age_15_19,
    deso_shares.many_children,
    deso_shares.many_youths,
    deso_figures.has_border = 'yes' AS has_border,
    deso_inside.area,
    areas.name AS area_name,
    deso_inside.year AS assessment
FROM deso_figures
INNER JOIN municipalities ON deso_figures.municipality_code = municipalities.code
INNER JOIN deso_shares ON deso_figures.deso = deso_shares.deso
LEFT JOIN deso_inside ON deso_figures.deso = deso_inside.deso
LEFT JOIN areas ON deso_inside.area = areas.id
WHERE $municipalities IS NULL OR LIST_CONTAINS($municipalities, deso_figures.municipality_code)
ORDER BY deso_figures.deso
