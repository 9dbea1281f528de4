-- One row per total that a source prints beside its parts (one indicator, one year, one measure that can be added):
-- the total as printed, the sum of the parts (computed), by how much rounding alone can part them, and the outcome:
-- passed, found (they differ by more), or not_checked (the source lacks a part of a category that existed then).
-- Parameters: none.
WITH figures AS (
    SELECT
        printed_series.indicator,
        printed_series.source,
        printed_series.year,
        printed_series.measure,
        printed_series.value,
        printed_series.area_category,
        area_categories.role,
        area_categories.position,
        CASE
            WHEN printed_series.measure = 'share_percent' AND indicators.measure = 'share_percent'
                THEN indicators.decimals
            WHEN printed_series.measure = 'share_percent' THEN 1
            ELSE 0
        END AS decimals
    FROM printed_series
    INNER JOIN indicators ON printed_series.indicator = indicators.id
    INNER JOIN area_categories ON printed_series.area_category = area_categories.id
    WHERE printed_series.measure IN ('count', 'share_percent') AND area_categories.role IN ('category', 'sum')
),

totals AS (
    SELECT
        indicator,
        source,
        year,
        measure,
        MAX(area_category) FILTER (WHERE role = 'sum') AS area_category,
        MAX(value) FILTER (WHERE role = 'sum') AS printed,
        SUM(value) FILTER (WHERE role = 'category') AS compared,
        COUNT(*) FILTER (WHERE role = 'category') AS parts,
        LIST(value ORDER BY position) FILTER (WHERE role = 'category') AS part_values,
        MAX(decimals) AS decimals
    FROM figures
    GROUP BY indicator, source, year, measure
),

expected AS (
    SELECT
        totals.source,
        totals.indicator,
        totals.year,
        totals.measure,
        COUNT(*) AS categories
    FROM totals
    INNER JOIN area_categories
        ON
            area_categories.role = 'category'
            AND COALESCE(area_categories.valid_from, totals.year) <= totals.year
            AND COALESCE(area_categories.valid_to, totals.year + 1) > totals.year
    GROUP BY ALL
)

SELECT
    totals.indicator,
    totals.source,
    totals.year,
    totals.measure,
    totals.area_category,
    totals.printed,
    totals.compared,
    totals.part_values,
    totals.decimals,
    CASE
        WHEN totals.parts < expected.categories THEN 'not_checked'
        -- Each rounded part, and the total, may be wrong by half a unit of the last decimal; counts are exact.
        WHEN
            ABS(totals.printed - totals.compared)
            > 0.000001
            + CASE WHEN totals.measure = 'count' THEN 0 ELSE (totals.parts + 1) * 0.5 / POW(10, totals.decimals) END
            THEN 'found'
        ELSE 'passed'
    END AS outcome
FROM totals
INNER JOIN expected
    ON
        totals.source = expected.source
        AND totals.indicator = expected.indicator
        AND totals.year = expected.year
        AND totals.measure = expected.measure
WHERE totals.printed IS NOT NULL AND totals.parts > 0
ORDER BY totals.source, totals.indicator, totals.measure, totals.year
