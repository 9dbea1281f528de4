-- One row per named place that has figures for an indicator in one measure, in the order of the files: its sources.
-- Parameters: $indicator (id; NULL: any that a screen shows, but those published by municipality), $measure (count,
-- per_1000, share_percent, population or a computed measure; NULL: any).
WITH there AS (
    SELECT DISTINCT
        series.indicator,
        series.area
    FROM series
    INNER JOIN indicators ON series.indicator = indicators.id
    WHERE
        series.area IS NOT NULL
        AND (series.indicator = $indicator OR ($indicator IS NULL AND indicators.screen != 'reported_offences'))
        AND ($measure IS NULL OR series.measure = $measure)
)

SELECT
    observations.area,
    LIST_SORT(LIST_DISTINCT(LIST(observations.source))) AS sources
FROM observations
INNER JOIN there ON observations.area = there.area AND observations.indicator = there.indicator
GROUP BY observations.area
ORDER BY MIN(observations.rowid)
