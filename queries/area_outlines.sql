-- One row per area that an assessment holds as vulnerable in some degree and that has an outline: its category then and
-- the outline (GeoJSON geometry as text), with the year that the outline is of. It is the assessment's own year, or the
-- next later one there is of the area: before 2021 there are no outlines.
-- Parameters: $assessment (year), $areas (list of ids); NULL does not filter.
SELECT
    assessed.year AS assessment,
    assessed.area,
    assessed.name,
    assessed.municipality_code,
    assessed.municipality,
    assessed.area_category,
    outlines.year AS outline_year,
    outlines.outline,
    outlines.area_km2,
    outlines.outline_change,
    outlines.overlap_percent,
    assessed.source,
    outlines.source AS place_source
FROM placed_assessments AS assessed
INNER JOIN area_categories ON assessed.area_category = area_categories.id AND area_categories.role = 'category'
INNER JOIN area_places AS outlines ON assessed.area = outlines.area AND assessed.year <= outlines.year
WHERE
    ($assessment IS NULL OR assessed.year = $assessment)
    AND ($areas IS NULL OR LIST_CONTAINS($areas, assessed.area))
QUALIFY ROW_NUMBER() OVER (PARTITION BY assessed.area, assessed.year ORDER BY outlines.year) = 1
ORDER BY assessed.year, assessed.area
