-- One row per note on a single figure.
-- Parameters: $indicator (id), $years (list of int), $categories (list of ids); NULL does not filter, and
-- notes on named places are in every answer.
SELECT *
FROM notes
WHERE
    indicator = $indicator
    AND ($years IS NULL OR LIST_CONTAINS($years, year))
    AND ($categories IS NULL OR area_category IS NULL OR LIST_CONTAINS($categories, area_category))
ORDER BY year, area_category
