-- One row per figure of one measure: category or area, year, source, value (NULL: hidden), and whether the
-- dashboard computed it; its 95 % interval, with swing: known, or independent where it is not known how much such
-- figures swing, so that the interval holds if cases are independent of each other.
-- Parameters: $indicator (id), $measure (count, per_1000, share_percent or a computed measure), $years (list of int),
-- $categories (list of ids), $areas (list of names of places, which pass the filter by category); NULL does not filter.
SELECT series.*
FROM series
LEFT JOIN area_categories ON series.area_category = area_categories.id
INNER JOIN sources ON series.source = sources.id
WHERE
    series.indicator = $indicator
    AND series.measure = $measure
    AND ($years IS NULL OR LIST_CONTAINS($years, series.year))
    AND ($categories IS NULL OR series.area_category IS NULL OR LIST_CONTAINS($categories, series.area_category))
    AND ($areas IS NULL OR series.area IS NULL OR LIST_CONTAINS($areas, series.area))
ORDER BY
    area_categories.position,
    series.area,
    sources.published,
    series.source,
    series.measure,
    series.year
