-- One row per kind of figures and source: the years that they are of, from the first to the last, the last quarter
-- where they are of quarters (1–4, else NULL), and whether the last are preliminary.
-- Parameters: none.
WITH dated AS (
    SELECT
        'offences' AS kind,
        series.year,
        CAST(NULL AS INTEGER) AS quarter,
        FALSE AS preliminary,
        series.source
    FROM series
    INNER JOIN indicators ON series.indicator = indicators.id
    INNER JOIN municipalities ON series.area = municipalities.name
    WHERE indicators.screen = 'reported_offences' AND series.value IS NOT NULL
    UNION ALL
    SELECT
        'quarters' AS kind,
        latest_quarters.year,
        latest_quarters.quarter,
        latest_quarters.preliminary = 'yes' AS preliminary,
        latest_quarters.source
    FROM latest_quarters
    UNION ALL
    SELECT
        'country' AS kind,
        national_offences.year,
        NULL AS quarter,
        national_offences.status = 'preliminary' AS preliminary,
        national_offences.source
    FROM national_offences
    UNION ALL
    SELECT
        'shootings' AS kind,
        national_shootings.year,
        NULL AS quarter,
        FALSE AS preliminary,
        national_shootings.source
    FROM national_shootings
    UNION ALL
    SELECT
        'assessments' AS kind,
        assessments.year,
        NULL AS quarter,
        FALSE AS preliminary,
        assessments.source
    FROM assessments
    UNION ALL
    SELECT
        'categories' AS kind,
        series.year,
        NULL AS quarter,
        FALSE AS preliminary,
        series.source
    FROM series
    INNER JOIN indicators ON series.indicator = indicators.id
    INNER JOIN area_categories ON series.area_category = area_categories.id
    WHERE indicators.screen IS NOT NULL AND area_categories.role = 'category' AND series.value IS NOT NULL
    UNION ALL
    SELECT
        'populations' AS kind,
        municipality_populations.year,
        NULL AS quarter,
        FALSE AS preliminary,
        municipality_populations.source
    FROM municipality_populations
)

SELECT
    kind,
    source,
    MIN(year) AS since,
    MAX(year) AS until,
    ARG_MAX(quarter, year * 4 + COALESCE(quarter, 0)) AS last_quarter,
    ARG_MAX(preliminary, year * 4 + COALESCE(quarter, 0)) AS is_preliminary
FROM dated
GROUP BY kind, source
ORDER BY kind, until, source
