-- One row per note on a single figure. A break that names no place has a row for each series of its source.
-- Parameters: $indicator (id), $years (list of int), $categories (list of ids), $areas (list of names of places, which
-- pass the filter by category); NULL does not filter.
WITH placed AS (
    SELECT notes.*
    FROM notes
    WHERE notes.area_category IS NOT NULL OR notes.area IS NOT NULL
    UNION ALL
    SELECT notes.* REPLACE (series.area_category AS area_category, series.area AS area)
    FROM notes
    INNER JOIN series
        ON
            notes.indicator = series.indicator
            AND notes.source = series.source
            AND notes.year = series.year
            AND notes.measure = series.measure
    WHERE notes.area_category IS NULL AND notes.area IS NULL
)

SELECT *
FROM placed
WHERE
    indicator = $indicator
    AND ($years IS NULL OR LIST_CONTAINS($years, year))
    AND ($categories IS NULL OR area_category IS NULL OR LIST_CONTAINS($categories, area_category))
    AND ($areas IS NULL OR area IS NULL OR LIST_CONTAINS($areas, area))
ORDER BY year, area_category
