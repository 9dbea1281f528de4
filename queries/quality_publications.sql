-- One row per indicator and two sources that print figures of it for the same category or place, year and measure,
-- the earlier source first: how many such figures there are, in which years they differ, and the outcome: found or
-- passed.
-- Parameters: none.
WITH dated AS (
    SELECT
        printed_series.*,
        sources.published
    FROM printed_series
    INNER JOIN sources ON printed_series.source = sources.id
)

SELECT
    later.indicator,
    earlier.source,
    earlier.published,
    later.source AS compared_source,
    later.published AS compared_published,
    COUNT(*) AS figures,
    COALESCE(LIST(DISTINCT later.year ORDER BY later.year) FILTER (WHERE earlier.value <> later.value), [])
        AS differing_years,
    CASE WHEN LEN(differing_years) > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM dated AS later
INNER JOIN dated AS earlier
    ON
        later.indicator = earlier.indicator
        AND later.area_category IS NOT DISTINCT FROM earlier.area_category
        AND later.area IS NOT DISTINCT FROM earlier.area
        AND later.year = earlier.year
        AND later.measure = earlier.measure
        AND (earlier.published, earlier.source) < (later.published, later.source)
GROUP BY later.indicator, earlier.source, earlier.published, later.source, later.published
ORDER BY later.indicator, earlier.source, later.source
