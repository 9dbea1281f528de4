-- One row per area category, year and source: the sum of the figures of those assessed areas that have a count and a
-- population in every chosen year, by their category in the fixed assessment or, without one, in the latest assessment
-- of each year's time (for years before the first: in that). assessment: which one; areas: their names.
-- Parameters: $indicator (id), $years (list of int; NULL: all), $assessment (year; NULL: as assessed each year).
WITH assessed AS (
    SELECT DISTINCT year
    FROM assessments
),

counted AS (
    SELECT
        cases.year,
        COALESCE(
            $assessment, MAX(assessed.year) FILTER (WHERE assessed.year <= cases.year), MIN(assessed.year)
        ) AS assessment
    FROM cases
    CROSS JOIN assessed
    GROUP BY cases.year
),

figures AS (
    SELECT
        areas.id,
        areas.name,
        cases.year,
        cases.source,
        cases.count,
        cases.population,
        counted.assessment
    FROM cases
    INNER JOIN counted ON cases.year = counted.year
    INNER JOIN areas ON cases.area = areas.name OR cases.area = areas.id
    WHERE
        cases.indicator = $indicator
        AND ($years IS NULL OR LIST_CONTAINS($years, cases.year))
        AND cases.count IS NOT NULL
        AND cases.population > 0
),

years AS (
    SELECT
        source,
        COUNT(DISTINCT year) AS years
    FROM figures
    GROUP BY source
),

complete AS (
    SELECT
        figures.id,
        figures.source
    FROM figures
    INNER JOIN years ON figures.source = years.source
    GROUP BY figures.id, figures.source, years.years
    HAVING COUNT(DISTINCT figures.year) = years.years
)

SELECT
    assessments.area_category,
    figures.year,
    figures.source,
    figures.assessment,
    SUM(figures.count) AS count,
    SUM(figures.population) AS population,
    LIST(figures.name ORDER BY figures.name) AS areas
FROM figures
INNER JOIN complete ON figures.id = complete.id AND figures.source = complete.source
INNER JOIN assessments ON figures.id = assessments.area AND figures.assessment = assessments.year
INNER JOIN area_categories ON assessments.area_category = area_categories.id AND area_categories.role = 'category'
GROUP BY
    assessments.area_category,
    area_categories.position,
    figures.year,
    figures.source,
    figures.assessment
ORDER BY area_categories.position, figures.source, figures.year
