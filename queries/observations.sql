-- One row per observation as published: one indicator, one category or area, one year, one source; unknown stays NULL.
-- Parameters: $indicators (list of ids), $categories (list of ids), $years (list of int); NULL does not filter,
-- and named places, which have no category, pass the filter by category.
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
    AND ($years IS NULL OR LIST_CONTAINS($years, observations.year))
ORDER BY
    indicators.position,
    sources.published,
    observations.source,
    area_categories.position,
    observations.area,
    observations.year
