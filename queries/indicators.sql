-- One row per indicator of the dictionary, with the years, categories, sources and measures it has figures for.
-- Parameters: none.
SELECT
    indicators.*,
    COALESCE(LIST_SORT(LIST_DISTINCT(LIST(series.year) FILTER (WHERE series.year IS NOT NULL))), []) AS years,
    COALESCE(
        LIST_DISTINCT(LIST(series.area_category) FILTER (WHERE series.area_category IS NOT NULL)), []
    ) AS categories,
    COALESCE(LIST_SORT(LIST_DISTINCT(LIST(series.source) FILTER (WHERE series.source IS NOT NULL))), []) AS sources,
    COALESCE(LIST_DISTINCT(LIST(series.measure) FILTER (WHERE series.measure IS NOT NULL)), []) AS measures
FROM indicators
LEFT JOIN series ON indicators.id = series.indicator
GROUP BY ALL
ORDER BY indicators.position, indicators.id
