-- One row per source of figures: how many there are, on how many the source or the dashboard has a note, how many of
-- these the source itself contradicts or calls approximate, and the outcome: found or passed.
-- Parameters: none.
SELECT
    printed_series.source,
    COUNT(*) AS figures,
    COUNT(notes.kind) AS noted,
    COUNT(*) FILTER (WHERE notes.kind = 'contradicted') AS contradicted,
    COUNT(*) FILTER (WHERE notes.kind = 'approximate') AS approximate,
    CASE WHEN noted > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM printed_series
LEFT JOIN notes
    ON
        printed_series.indicator = notes.indicator
        AND printed_series.area_category IS NOT DISTINCT FROM notes.area_category
        AND printed_series.area IS NOT DISTINCT FROM notes.area
        AND printed_series.year = notes.year
        AND printed_series.source = notes.source
        AND printed_series.measure = notes.measure
GROUP BY printed_series.source
ORDER BY printed_series.source
