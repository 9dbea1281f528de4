-- One row per classification, area category, year and source: the sum of the figures of those assessed areas that have
-- a count and a population in every year that half of them or more have, and whose series has no break and no figure in
-- doubt. A classification takes their category from one fixed assessment or, where fixed is NULL, from the latest
-- assessment of each year's time (for years before the first: from that). assessment: which one; areas: their names;
-- implied: whether the population of one follows from its rate.
-- Parameters: $indicator (id), $years (list of int; NULL: all).
WITH assessed AS (
    SELECT DISTINCT year
    FROM assessments
),

counted AS (
    SELECT
        cases.year,
        NULL AS fixed,
        COALESCE(MAX(assessed.year) FILTER (WHERE assessed.year <= cases.year), MIN(assessed.year)) AS assessment
    FROM cases
    CROSS JOIN assessed
    GROUP BY cases.year
    UNION ALL
    SELECT DISTINCT
        cases.year,
        assessed.year AS fixed,
        assessed.year AS assessment
    FROM cases
    CROSS JOIN assessed
),

figures AS (
    SELECT
        areas.id,
        areas.name,
        cases.year,
        cases.source,
        cases.count,
        cases.population,
        cases.implied
    FROM cases
    INNER JOIN areas ON cases.area = areas.name OR cases.area = areas.id
    WHERE
        cases.indicator = $indicator
        AND ($years IS NULL OR LIST_CONTAINS($years, cases.year))
        AND cases.count IS NOT NULL
        AND cases.population > 0
        AND NOT EXISTS (
            SELECT 1
            FROM notes
            WHERE
                notes.indicator = cases.indicator
                AND notes.source = cases.source
                AND (notes.area = cases.area OR (notes.area IS NULL AND notes.area_category IS NULL))
                AND notes.kind IN ('contradicted', 'approximate')
        )
        AND NOT EXISTS (
            SELECT 1
            FROM breaks
            WHERE
                breaks.indicator = cases.indicator
                AND breaks.source = cases.source
                AND breaks.area = cases.area
        )
    QUALIFY ROW_NUMBER() OVER (PARTITION BY areas.id, cases.source, cases.year ORDER BY cases.area) = 1
),

areas_there AS (
    SELECT
        source,
        COUNT(DISTINCT id) AS areas
    FROM figures
    GROUP BY source
),

years AS (
    SELECT
        figures.source,
        figures.year
    FROM figures
    INNER JOIN areas_there ON figures.source = areas_there.source
    GROUP BY figures.source, figures.year, areas_there.areas
    HAVING COUNT(DISTINCT figures.id) * 2 >= areas_there.areas
),

complete AS (
    SELECT
        figures.id,
        figures.source
    FROM figures
    INNER JOIN years ON figures.source = years.source AND figures.year = years.year
    GROUP BY figures.id, figures.source
    HAVING COUNT(
        *) = (
        SELECT COUNT(*) FROM years AS every_year
        WHERE every_year.source = figures.source
    )
)

SELECT
    counted.fixed,
    assessments.area_category,
    figures.year,
    figures.source,
    counted.assessment,
    BOOL_OR(figures.implied) AS implied,
    SUM(figures.count) AS count,
    SUM(figures.population) AS population,
    LIST(figures.name ORDER BY figures.name) AS areas
FROM figures
INNER JOIN years ON figures.source = years.source AND figures.year = years.year
INNER JOIN complete ON figures.id = complete.id AND figures.source = complete.source
INNER JOIN counted ON figures.year = counted.year
INNER JOIN assessments ON figures.id = assessments.area AND counted.assessment = assessments.year
INNER JOIN area_categories ON assessments.area_category = area_categories.id AND area_categories.role = 'category'
GROUP BY
    counted.fixed,
    assessments.area_category,
    area_categories.position,
    figures.year,
    figures.source,
    counted.assessment
ORDER BY counted.fixed NULLS FIRST, area_categories.position, figures.source, figures.year
