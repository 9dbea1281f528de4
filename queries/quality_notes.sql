-- One row per source of figures: how many there are, on how many the source or the dashboard has a note (a break that
-- names no place counts once), how many of these the source itself contradicts or calls
-- approximate, and the outcome: found or passed.
-- Parameters: none.
WITH placed AS (
    SELECT
        indicator,
        area_category,
        area,
        year,
        source,
        measure,
        COUNT(*) AS notes,
        BOOL_OR(kind = 'contradicted') AS contradicted,
        BOOL_OR(kind = 'approximate') AS approximate
    FROM notes
    GROUP BY ALL
),

general AS (
    SELECT
        source,
        COUNT(*) AS notes
    FROM placed
    WHERE area_category IS NULL AND area IS NULL
    GROUP BY source
)

SELECT
    printed_series.source,
    COUNT(*) AS figures,
    COUNT(placed.notes) + COALESCE(ANY_VALUE(general.notes), 0) AS noted,
    COUNT(*) FILTER (WHERE placed.contradicted) AS contradicted,
    COUNT(*) FILTER (WHERE placed.approximate) AS approximate,
    CASE WHEN noted > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM printed_series
LEFT JOIN general ON printed_series.source = general.source
LEFT JOIN placed
    ON
        printed_series.indicator = placed.indicator
        AND printed_series.area_category IS NOT DISTINCT FROM placed.area_category
        AND printed_series.area IS NOT DISTINCT FROM placed.area
        AND printed_series.year = placed.year
        AND printed_series.source = placed.source
        AND printed_series.measure = placed.measure
GROUP BY printed_series.source
ORDER BY printed_series.source
