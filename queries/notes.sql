-- One row per note on a single figure.
-- Parameters: $indicator (id), $years (list of int), $categories (list of ids), $areas (list of names of places, which
-- pass the filter by category); NULL does not filter.
SELECT *
FROM notes
WHERE
    indicator = $indicator
    AND ($years IS NULL OR LIST_CONTAINS($years, year))
    AND ($categories IS NULL OR area_category IS NULL OR LIST_CONTAINS($categories, area_category))
    AND ($areas IS NULL OR area IS NULL OR LIST_CONTAINS($areas, area))
ORDER BY year, area_category
