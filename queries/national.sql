-- One row per indicator that a screen shows and source with figures by area category: their years. Figures of named
-- places and of the whole country are left out.
-- Parameters: none.
SELECT
    indicators.id AS indicator,
    series.source,
    LIST_SORT(LIST_DISTINCT(LIST(series.year))) AS years
FROM series
INNER JOIN indicators ON series.indicator = indicators.id
INNER JOIN area_categories ON series.area_category = area_categories.id
WHERE indicators.screen IS NOT NULL AND area_categories.role != 'country'
GROUP BY indicators.id, indicators.position, series.source
ORDER BY indicators.position, indicators.id, series.source
