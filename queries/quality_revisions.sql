-- One row per event, year and earlier publication: the country's number as that publication has it, the number in
-- the latest publication, the difference (computed), and the outcome: found (the number was changed) or passed. An
-- earlier number is_implied when no source prints it: it is computed from the shares of the report.
-- Parameters: none.
WITH published AS (
    SELECT
        figures.event,
        figures.year,
        figures.count,
        figures.source,
        COALESCE(figures.published, sources.published) AS published,
        FALSE AS is_implied
    FROM national_shootings AS figures
    INNER JOIN sources ON figures.source = sources.id
    UNION ALL
    SELECT
        'shooting' AS event,
        country.year,
        country.country_count AS count,
        country.source,
        sources.published,
        TRUE AS is_implied
    FROM implied_country_count AS country
    INNER JOIN sources ON country.source = sources.id
),

latest AS (
    SELECT *
    FROM published
    QUALIFY ROW_NUMBER() OVER (PARTITION BY event, year ORDER BY published DESC, source DESC) = 1
)

SELECT
    latest.event,
    latest.year,
    earlier.count AS printed,
    earlier.published AS printed_published,
    earlier.source,
    earlier.is_implied,
    latest.count AS compared,
    latest.published AS compared_published,
    latest.source AS compared_source,
    latest.count - earlier.count AS difference,
    CASE WHEN latest.count = earlier.count THEN 'passed' ELSE 'found' END AS outcome
FROM latest
INNER JOIN published AS earlier
    ON latest.event = earlier.event AND latest.year = earlier.year AND latest.source <> earlier.source
ORDER BY latest.event DESC, latest.year ASC, earlier.published ASC, earlier.source ASC
