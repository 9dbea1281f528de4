-- One row per group of areas, which is that of the assessment of 2019 alone, and none unless each area's size is
-- known: how many they are, the sum of their sizes in km², the country's area in km², and what part of it they are in
-- per cent. All but the country's area is computed; 447 425 km² is what the police's report of 2021 prints in section
-- 3.2.1.
-- Parameters: none.
SELECT
    'assessed_2019' AS area_group,
    COUNT(*) AS areas,
    SUM(areas.area_km2) AS km2,
    447425 AS country_km2,
    SUM(areas.area_km2) / 447425 * 100 AS land_percent,
    LIST(DISTINCT areas.source ORDER BY areas.source) AS sources
FROM assessments
INNER JOIN areas ON assessments.area = areas.id
INNER JOIN area_categories ON assessments.area_category = area_categories.id AND area_categories.role = 'category'
WHERE assessments.year = 2019
HAVING COUNT(*) > 0 AND COUNT(areas.area_km2) = COUNT(*)
