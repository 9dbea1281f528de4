-- One row per note on a single figure. A break that names no place has a row for each series of its source, in each of
-- its measures, whether there is a figure of that year or not.
-- Parameters: $indicator (id), $years (list of int), $categories (list of ids), $areas (list of names of places, which
-- pass the filter by category); NULL does not filter.
WITH there AS (
    SELECT DISTINCT
        indicator,
        area_category,
        area,
        source,
        measure
    FROM series
),

placed AS (
    SELECT notes.*
    FROM notes
    WHERE notes.area_category IS NOT NULL OR notes.area IS NOT NULL
    UNION ALL
    SELECT notes.* REPLACE (there.area_category AS area_category, there.area AS area, there.measure AS measure)
    FROM notes
    INNER JOIN there ON notes.indicator = there.indicator AND notes.source = there.source
    WHERE notes.area_category IS NULL AND notes.area IS NULL
)

SELECT *
FROM placed
WHERE
    indicator = $indicator
    AND ($years IS NULL OR LIST_CONTAINS($years, year))
    AND ($categories IS NULL OR area_category IS NULL OR LIST_CONTAINS($categories, area_category))
    AND ($areas IS NULL OR area IS NULL OR LIST_CONTAINS($areas, area))
ORDER BY year, area_category, area, source, measure, kind
