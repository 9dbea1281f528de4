-- One row per source with an indicator and one that is a part of it: in how many places and years both have a count, in
-- how many the part is larger than its whole, and the outcome: passed or found.
-- Parameters: none.
SELECT
    parts.source,
    COUNT(*) AS figures,
    COUNT(*) FILTER (WHERE parts.count > wholes.count) AS differing,
    CASE WHEN differing > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM observations AS parts
INNER JOIN indicator_parts ON parts.indicator = indicator_parts.part
INNER JOIN observations AS wholes
    ON
        indicator_parts.whole = wholes.indicator
        AND parts.source = wholes.source
        AND parts.area = wholes.area
        AND parts.year = wholes.year
WHERE parts.count IS NOT NULL AND wholes.count IS NOT NULL
GROUP BY parts.source
ORDER BY parts.source
