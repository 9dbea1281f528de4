-- One row per assessment and area that it assessed as vulnerable, risk or particularly vulnerable: the category, where
-- the area lay then (its centre in WGS84), and the sources of both.
-- Parameters: $years (list of int, assessments); NULL does not filter.
SELECT
    assessed.year,
    assessed.area,
    assessed.name,
    assessed.municipality_code,
    assessed.municipality,
    assessed.police_region,
    assessed.latitude,
    assessed.longitude,
    assessed.area_category,
    assessed.source,
    assessed.place_source
FROM placed_assessments AS assessed
INNER JOIN area_categories ON assessed.area_category = area_categories.id AND area_categories.role = 'category'
WHERE $years IS NULL OR LIST_CONTAINS($years, assessed.year)
ORDER BY assessed.year, assessed.area
