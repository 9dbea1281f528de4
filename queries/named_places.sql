-- One row per named place that an indicator has figures for in one measure, in the order of the files: its sources.
-- Parameters: $indicator (id), $measure (count, per_1000, share_percent, population or a computed measure).
WITH there AS (
    SELECT DISTINCT area
    FROM series
    WHERE
        indicator = $indicator
        AND measure = $measure
        AND area IS NOT NULL
)

SELECT
    observations.area,
    LIST_SORT(LIST_DISTINCT(LIST(observations.source))) AS sources
FROM observations
INNER JOIN there ON observations.area = there.area
WHERE observations.indicator = $indicator
GROUP BY observations.area
ORDER BY MIN(observations.rowid)
