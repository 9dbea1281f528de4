-- One row per observation as published: one indicator, one category or area, one year, one source; unknown stays NULL.
-- Parameters: $indicators (list of ids), $categories (list of ids), $years (list of int), $areas (list of names of
-- places, which have no category and pass the filter by category); NULL does not filter.
SELECT
    observations.indicator,
    observations.area_category,
    observations.area,
    observations.year,
    observations.count,
    observations.population,
    observations.per_1000,
    observations.share_percent,
    observations.source,
    sources.published
FROM observations
INNER JOIN sources ON observations.source = sources.id
INNER JOIN indicators ON observations.indicator = indicators.id
LEFT JOIN area_categories ON observations.area_category = area_categories.id
WHERE
    ($indicators IS NULL OR LIST_CONTAINS($indicators, observations.indicator))
    AND (
        $categories IS NULL
        OR observations.area_category IS NULL
        OR LIST_CONTAINS($categories, observations.area_category)
    )
    AND ($areas IS NULL OR observations.area IS NULL OR LIST_CONTAINS($areas, observations.area))
    AND ($years IS NULL OR LIST_CONTAINS($years, observations.year))
ORDER BY
    indicators.position,
    observations.indicator,
    sources.published,
    observations.source,
    area_categories.position,
    observations.area,
    observations.year
