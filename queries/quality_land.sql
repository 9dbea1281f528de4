-- One row per group of areas whose part of the country's area a source prints and whose sizes are all known: the
-- part as printed, that from the sizes (computed), and the outcome: passed where the one is the other rounded to as
-- many decimals, else found. 447 425 km² is the country's area in section 3.2.1 of the report of 2021.
-- Parameters: none.
WITH sizes AS (
    SELECT
        'assessed_2019' AS area_group,
        SUM(areas.area_km2) / 447425 * 100 AS land_percent
    FROM assessments
    INNER JOIN areas ON assessments.area = areas.id
    INNER JOIN area_categories ON assessments.area_category = area_categories.id AND area_categories.role = 'category'
    WHERE assessments.year = 2019
    HAVING COUNT(*) > 0 AND COUNT(areas.area_km2) = COUNT(*)
)

SELECT
    area_groups.id AS area_group,
    area_groups.label_sv,
    area_groups.label_en,
    area_groups.source,
    area_groups.land_percent AS printed,
    sizes.land_percent AS compared,
    CASE
        WHEN sizes.land_percent IS NULL THEN 'not_checked'
        WHEN ROUND(sizes.land_percent, 2) = area_groups.land_percent THEN 'passed'
        ELSE 'found'
    END AS outcome
FROM area_groups
LEFT JOIN sizes ON area_groups.id = sizes.area_group
WHERE area_groups.land_percent IS NOT NULL
ORDER BY area_groups.position
