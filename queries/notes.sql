-- One row per note on a single figure.
-- Parameters: $indicator (id), $years (list of int), $categories (list of ids); NULL does not filter.
SELECT *
FROM notes
WHERE
    indicator = $indicator
    AND ($years IS NULL OR LIST_CONTAINS($years, year))
    AND ($categories IS NULL OR LIST_CONTAINS($categories, area_category))
ORDER BY year, area_category
