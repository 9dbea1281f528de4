-- One row per source with figures of several years: the first and the last year, the years between them without any
-- figure, how many series (one indicator, measure, category or place) there are, how many of them lack a year that
-- others of the same indicator have, and the outcome: found or passed.
-- Parameters: none.
WITH series_years AS (
    SELECT
        source,
        indicator,
        COUNT(DISTINCT year) AS own_years
    FROM printed_series
    GROUP BY source, indicator, measure, area_category, area
),

indicator_years AS (
    SELECT
        source,
        indicator,
        COUNT(DISTINCT year) AS all_years
    FROM printed_series
    GROUP BY source, indicator
),

incomplete AS (
    SELECT
        series_years.source,
        COUNT(*) AS series,
        COUNT(*) FILTER (WHERE series_years.own_years < indicator_years.all_years) AS incomplete
    FROM series_years
    INNER JOIN indicator_years
        ON series_years.source = indicator_years.source AND series_years.indicator = indicator_years.indicator
    GROUP BY series_years.source
),

spans AS (
    SELECT
        source,
        MIN(year) AS first_year,
        MAX(year) AS last_year
    FROM printed_series
    GROUP BY source
    HAVING COUNT(DISTINCT year) > 1
),

possible_years AS (
    SELECT
        source,
        UNNEST(RANGE(first_year, last_year)) AS year
    FROM spans
),

missing AS (
    SELECT
        possible_years.source,
        LIST(possible_years.year ORDER BY possible_years.year) AS years
    FROM possible_years
    LEFT JOIN printed_series
        ON possible_years.source = printed_series.source AND possible_years.year = printed_series.year
    WHERE printed_series.year IS NULL
    GROUP BY possible_years.source
)

SELECT
    spans.source,
    spans.first_year,
    spans.last_year,
    COALESCE(missing.years, []) AS missing,
    incomplete.series,
    incomplete.incomplete,
    CASE WHEN missing.years IS NOT NULL OR incomplete.incomplete > 0 THEN 'found' ELSE 'passed' END AS outcome
FROM spans
INNER JOIN incomplete ON spans.source = incomplete.source
LEFT JOIN missing ON spans.source = missing.source
ORDER BY spans.source
