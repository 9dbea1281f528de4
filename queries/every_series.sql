-- One row per figure of an indicator with a screen (but those published by municipality, which have too many places to
-- be asked for all at once), each series in one measure: a rate if there is one that reaches the
-- last year of the series, else the number, else a share. Category or area, year, source, value, the count and
-- population behind it, as in the question series.
-- Parameters: none.
WITH reaching AS (
    SELECT
        series.indicator,
        series.area_category,
        series.area,
        series.source,
        series.measure,
        MAX(series.year) AS last_year,
        LIST_POSITION(['per_1000', 'per_1000_computed', 'count', 'share_percent'], series.measure) AS place
    FROM series
    INNER JOIN indicators ON series.indicator = indicators.id
    WHERE indicators.screen != 'reported_offences' AND series.measure != 'population'
    GROUP BY ALL
),

chosen AS (
    SELECT *
    FROM reaching
    QUALIFY
        ROW_NUMBER() OVER (
            PARTITION BY indicator, area_category, area, source ORDER BY last_year DESC, place ASC, measure ASC
        ) = 1
)

SELECT series.*
FROM series
INNER JOIN chosen
    ON
        series.indicator = chosen.indicator
        AND series.source = chosen.source
        AND series.measure = chosen.measure
        AND COALESCE(series.area_category, '') = COALESCE(chosen.area_category, '')
        AND COALESCE(series.area, '') = COALESCE(chosen.area, '')
INNER JOIN indicators ON series.indicator = indicators.id
LEFT JOIN area_categories ON series.area_category = area_categories.id
INNER JOIN sources ON series.source = sources.id
ORDER BY
    indicators.position,
    series.indicator,
    area_categories.position,
    series.area,
    sources.published,
    series.source,
    series.year
