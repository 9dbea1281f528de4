-- The figures with how sure they are. Kept as a table, sorted, so that a question about one indicator does not look
-- through all the others. Runs once there are every_figure, the rows of figures, and count_limits: one row per count,
-- with its 95 % limits.
--
-- cases and among: the count and the population behind a figure, where they are known; implied: the population follows
-- from count and rate. lower_95 and upper_95: the interval that chance leaves a count or a rate; only for indicators
-- with a screen, which count events. rounding_lower and rounding_upper: between which numbers a rate or a share lay
-- before its source rounded it, where nothing more is known and the source does not contradict the figure. NULL is
-- unknown.
CREATE TABLE series AS
WITH exact AS (
    SELECT
        figures.*,
        indicators.screen IS NOT NULL AND figures.measure IN ('count', 'per_1000', 'per_1000_computed') AS by_chance,
        CASE
            WHEN figures.measure = 'count' THEN 1
            WHEN figures.cases > 0 AND figures.value > 0 AND figures.among > 0 THEN figures.value / figures.cases
            WHEN figures.among > 0 THEN 1000.0 / figures.among
        END AS each_case,
        CASE
            WHEN
                NOT figures.computed
                AND figures.measure IN ('per_1000', 'share_percent')
                AND NOT EXISTS (
                    SELECT 1
                    FROM notes
                    WHERE
                        notes.kind = 'contradicted'
                        AND notes.indicator = figures.indicator
                        AND notes.area_category IS NOT DISTINCT FROM figures.area_category
                        AND notes.area IS NOT DISTINCT FROM figures.area
                        AND notes.year = figures.year
                        AND notes.source = figures.source
                        AND notes.measure = figures.measure
                )
                THEN 0.5 * POWER(10, -GREATEST(
                    CASE WHEN figures.measure = indicators.measure THEN indicators.decimals ELSE 1 END,
                    LENGTH(RTRIM(SPLIT_PART(CAST(figures.value AS VARCHAR), '.', 2), '0'))
                ))
        END AS half
    FROM every_figure AS figures
    INNER JOIN indicators ON figures.indicator = indicators.id
),

limited AS (
    SELECT
        exact.*,
        ROUND(exact.each_case * count_limits.lower_95, 6) AS lower_95,
        ROUND(exact.each_case * count_limits.upper_95, 6) AS upper_95
    FROM exact
    LEFT JOIN count_limits ON exact.cases = count_limits.count AND exact.by_chance
)

SELECT
    * EXCLUDE (by_chance, each_case, half),
    CASE WHEN upper_95 IS NULL AND half IS NOT NULL THEN ROUND(GREATEST(value - half, 0), 6) END AS rounding_lower,
    CASE WHEN upper_95 IS NULL AND half IS NOT NULL THEN ROUND(value + half, 6) END AS rounding_upper
FROM limited
ORDER BY indicator, measure;
