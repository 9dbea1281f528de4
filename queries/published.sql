-- One row per state of the data: the years of the figures by area category that screens show, the latest day on which
-- a source of theirs was published (NULL: no such figures), the year of the latest assessment (NULL: none), and whether
-- any number in own files is hidden.
-- Parameters: none.
WITH shown AS (
    SELECT
        series.year,
        sources.published
    FROM series
    INNER JOIN indicators ON series.indicator = indicators.id
    INNER JOIN area_categories ON series.area_category = area_categories.id
    INNER JOIN sources ON series.source = sources.id
    WHERE indicators.screen IS NOT NULL AND area_categories.role != 'country'
)

SELECT
    COALESCE(LIST_SORT(LIST_DISTINCT(LIST(shown.year))), []) AS years,
    MAX(shown.published) AS published,
    (SELECT MAX(assessments.year) FROM assessments) AS last_assessment,
    (SELECT COUNT(*) > 0 FROM hidden_figures) AS hides
FROM shown
