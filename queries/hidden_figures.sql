-- One row per indicator: how many of its figures in own files are hidden, as they are small or would give away one.
-- Parameters: none.
SELECT
    indicators.id AS indicator,
    COUNT(hidden_figures.indicator) AS figures
FROM indicators
LEFT JOIN hidden_figures ON indicators.id = hidden_figures.indicator
GROUP BY indicators.id
ORDER BY indicators.id
