-- One row per municipality with a figure in the latest of the chosen years that three municipalities or more have
-- figures for, from the source that has the most of them: its value (NULL: hidden) with its 95 % interval (swing: as in
-- the question series), and whether the dashboard computed it.
-- Parameters: $indicator (id), $measure (count, per_1000, share_percent, population), $years (list of int; NULL: all).
WITH figures AS (
    SELECT
        municipalities.code,
        municipalities.name,
        series.year,
        series.source,
        series.value,
        series.computed,
        series.lower_95,
        series.upper_95,
        series.swing
    FROM series
    INNER JOIN municipalities ON series.area = municipalities.name
    WHERE
        series.indicator = $indicator
        AND series.measure = $measure
        AND ($years IS NULL OR LIST_CONTAINS($years, series.year))
),

latest AS (
    SELECT
        figures.year,
        figures.source
    FROM figures
    INNER JOIN sources ON figures.source = sources.id
    GROUP BY figures.year, figures.source, sources.published
    HAVING COUNT(figures.value) >= 3
    ORDER BY figures.year DESC, COUNT(figures.value) DESC, sources.published DESC, figures.source ASC
    LIMIT 1
)

SELECT figures.*
FROM figures
INNER JOIN latest ON figures.year = latest.year AND figures.source = latest.source
ORDER BY figures.code
