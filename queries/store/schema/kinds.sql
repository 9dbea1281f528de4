-- What queries/store/chance.py works with: all figures of which it can be asked how they swing, and what is said of
-- them.

-- One row per figure, of a count and its rate the count; in the order in which kinds of figures are told apart. Called
-- computed, so that it is in doubt where its population is, too. The country's numbers of events are a kind each.
CREATE TEMP TABLE counted AS
SELECT
    every_figure.indicator,
    CASE WHEN every_figure.measure = 'per_1000_computed' THEN every_figure.measure ELSE 'count' END AS kind,
    every_figure.area_category,
    every_figure.area,
    every_figure.source,
    every_figure.year,
    every_figure.cases,
    every_figure.among,
    every_figure.implied,
    every_figure.measure,
    TRUE AS computed
FROM every_figure
INNER JOIN indicators ON every_figure.indicator = indicators.id
WHERE
    indicators.screen IS NOT NULL
    AND (
        every_figure.measure IN ('count', 'per_1000_computed')
        OR (every_figure.measure = 'per_1000' AND every_figure.cases IS NULL)
    )
UNION ALL
SELECT
    event AS indicator,
    'national' AS kind,
    'sweden' AS area_category,
    NULL AS area,
    source,
    year,
    count AS cases,
    NULL AS among,
    FALSE AS implied,
    'count' AS measure,
    FALSE AS computed
FROM national_shootings
ORDER BY indicator, kind, area_category, area, source, year;

-- One row per note by which a figure is in doubt or a series begins anew; what names no place is of each of its source.
CREATE TEMP TABLE said AS
WITH there AS (
    SELECT DISTINCT
        indicator,
        area_category,
        area,
        source
    FROM every_figure
)

SELECT
    notes.indicator,
    notes.kind,
    there.area_category,
    there.area,
    notes.source,
    notes.year,
    notes.measure
FROM notes
INNER JOIN there
    ON
        notes.indicator = there.indicator
        AND notes.source = there.source
        AND (
            (notes.area_category IS NULL AND notes.area IS NULL)
            OR (
                notes.area_category IS NOT DISTINCT FROM there.area_category
                AND notes.area IS NOT DISTINCT FROM there.area
            )
        )
WHERE notes.kind IN ('definition_break', 'coverage_break', 'boundary_break', 'contradicted', 'approximate')
ORDER BY ALL;

-- One row per figure with a count: the 95 % interval of that count, and whether it is known how much it swings (swing:
-- known), or cases are taken to be independent of each other (independent).
CREATE TABLE limits (
    indicator VARCHAR NOT NULL,
    area_category VARCHAR,
    area VARCHAR,
    source VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    lower_95 DOUBLE NOT NULL,
    upper_95 DOUBLE NOT NULL,
    swing VARCHAR NOT NULL
);

-- One row per series and year with which it begins anew, by a note; those whose population leaps are added.
CREATE TABLE breaks AS
SELECT DISTINCT
    indicator,
    area_category,
    area,
    source,
    year
FROM said
WHERE kind IN ('definition_break', 'coverage_break', 'boundary_break');
