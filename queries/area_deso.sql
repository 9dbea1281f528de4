-- One row per area of the latest assessment that it holds as vulnerable in some degree, and DeSO of which at least half
-- lies in that area alone; one row without a DeSO where there is none. "is_compared" is false where no border of a DeSO
-- was compared with the area's outline: which lie in it is not known then.
-- Parameters: $municipality (code of the areas'); NULL does not filter.
WITH compared AS (
    SELECT DISTINCT
        area,
        year
    FROM deso_areas
)

SELECT
    assessed.area,
    assessed.name,
    assessed.year AS assessment,
    compared.area IS NOT NULL AS is_compared,
    inside.deso,
    inside.share_percent
FROM placed_assessments AS assessed
INNER JOIN area_categories ON assessed.area_category = area_categories.id AND area_categories.role = 'category'
LEFT JOIN compared ON assessed.area = compared.area AND assessed.year = compared.year
LEFT JOIN deso_areas AS inside
    ON assessed.area = inside.area AND assessed.year = inside.year AND inside.share_percent >= 50
WHERE
    assessed.year = (SELECT MAX(assessments.year) FROM assessments)
    AND ($municipality IS NULL OR assessed.municipality_code = $municipality)
ORDER BY assessed.area, inside.deso
