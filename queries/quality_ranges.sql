-- One row per source and measure of the encrypted phones: how many means there are, how many lie outside the range
-- that is printed beside them, how many ranges have an end without a number, and the outcome: passed or found.
-- Parameters: none.
SELECT
    source,
    measure,
    COUNT(*) AS figures,
    COUNT(*) FILTER (WHERE mean < lowest OR mean > highest) AS outside,
    COUNT(*) FILTER (WHERE lowest IS NULL OR highest IS NULL) AS open_ranges,
    CASE WHEN outside > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM encrochat
GROUP BY source, measure
ORDER BY source, measure
