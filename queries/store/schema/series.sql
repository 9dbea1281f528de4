-- The figures with how sure they are. Kept as a table, sorted, so that a question about one indicator does not look
-- through all the others. Runs once there are every_figure, the rows of figures, and limits (queries/store/chance.py):
-- one row per figure with a count, with its 95 % limits.
--
-- cases and among: the count and the population behind a figure, where they are known; implied: the population follows
-- from count and rate. lower_95 and upper_95: the interval that chance leaves a count or a rate; only for indicators
-- with a screen, which count events. swing: known, or independent where it is not known how much such figures swing, so
-- that cases are taken to be independent of each other. rounding_lower and rounding_upper: between which numbers a rate
-- or a share lay before its source rounded it, where nothing more is known and the source does not contradict the
-- figure. NULL is unknown.
CREATE TABLE series AS
WITH exact AS (
    SELECT
        every_figure.*,
        indicators.screen IS NOT NULL
        AND every_figure.measure IN ('count', 'per_1000', 'per_1000_computed') AS by_chance,
        CASE
            WHEN every_figure.measure = 'count' THEN 1
            WHEN
                every_figure.cases > 0 AND every_figure.value > 0 AND every_figure.among > 0
                THEN every_figure.value / every_figure.cases
            WHEN every_figure.among > 0 THEN 1000.0 / every_figure.among
        END AS each_case,
        CASE
            WHEN
                NOT every_figure.computed
                AND every_figure.measure IN ('per_1000', 'share_percent')
                AND NOT EXISTS (
                    SELECT 1
                    FROM notes
                    WHERE
                        notes.kind = 'contradicted'
                        AND notes.indicator = every_figure.indicator
                        AND notes.area_category IS NOT DISTINCT FROM every_figure.area_category
                        AND notes.area IS NOT DISTINCT FROM every_figure.area
                        AND notes.year = every_figure.year
                        AND notes.source = every_figure.source
                        AND notes.measure = every_figure.measure
                )
                THEN 0.5 * POWER(10, -GREATEST(
                    CASE WHEN every_figure.measure = indicators.measure THEN indicators.decimals ELSE 1 END,
                    LENGTH(RTRIM(SPLIT_PART(CAST(every_figure.value AS VARCHAR), '.', 2), '0'))
                ))
        END AS half
    FROM every_figure
    INNER JOIN indicators ON every_figure.indicator = indicators.id
),

limited AS (
    SELECT
        exact.*,
        ROUND(exact.each_case * limits.lower_95, 6) AS lower_95,
        ROUND(exact.each_case * limits.upper_95, 6) AS upper_95,
        limits.swing
    FROM exact
    LEFT JOIN limits
        ON
            exact.by_chance
            AND exact.indicator = limits.indicator
            AND CASE WHEN exact.measure = 'per_1000_computed' THEN exact.measure ELSE 'count' END = limits.kind
            AND exact.area_category IS NOT DISTINCT FROM limits.area_category
            AND exact.area IS NOT DISTINCT FROM limits.area
            AND exact.source = limits.source
            AND exact.year = limits.year
)

SELECT
    * EXCLUDE (by_chance, each_case, half),
    CASE WHEN upper_95 IS NULL AND half IS NOT NULL THEN ROUND(GREATEST(value - half, 0), 6) END AS rounding_lower,
    CASE WHEN upper_95 IS NULL AND half IS NOT NULL THEN ROUND(value + half, 6) END AS rounding_upper
FROM limited
ORDER BY indicator, measure;
