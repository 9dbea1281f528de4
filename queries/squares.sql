-- One row per own square of these variables and years: the figure, how many live there, its shade of five, the fifth
-- being the worst conditions. number is how many it is of, only of those aged 0–14 and 15–19, and is_many whether that
-- is among the tenth of all own squares of the year with most. All are NULL where they are hidden; the figure and what
-- follows from it alone where it tells of few.
-- Parameters: $conditions (list of ids), $years (list of years); NULL does not filter.
WITH numbered AS (
    SELECT
        *,
        IF(condition IN ('children', 'youths'), CAST(ROUND(value * inhabitants / 100) AS INTEGER), NULL) AS number
    FROM squares
    WHERE
        ($conditions IS NULL OR LIST_CONTAINS($conditions, condition))
        AND ($years IS NULL OR LIST_CONTAINS($years, year))
),

passed AS (
    SELECT
        squares.square,
        squares.year,
        squares.condition,
        COUNT(*) AS limits
    FROM squares
    INNER JOIN conditions ON squares.condition = conditions.id
    INNER JOIN square_limits ON squares.condition = square_limits.condition AND squares.year = square_limits.year
    WHERE squares.value * IF(conditions.worse = 'low', -1, 1) > square_limits.most
    GROUP BY squares.square, squares.year, squares.condition
),

ranked AS (
    SELECT
        square,
        year,
        condition,
        PERCENT_RANK() OVER (PARTITION BY condition, year ORDER BY number) >= 0.9 AS is_many
    FROM numbered
    WHERE number IS NOT NULL
)

SELECT
    numbered.square,
    numbered.metres,
    numbered.year,
    numbered.condition,
    numbered.value,
    numbered.inhabitants,
    IF(numbered.value IS NULL, NULL, CAST(COALESCE(passed.limits, 0) + 1 AS INTEGER)) AS shade,
    numbered.number,
    COALESCE(ranked.is_many, FALSE) AS is_many,
    numbered.source
FROM numbered
LEFT JOIN passed
    ON
        numbered.square = passed.square
        AND numbered.year = passed.year
        AND numbered.condition = passed.condition
LEFT JOIN ranked
    ON
        numbered.square = ranked.square
        AND numbered.year = ranked.year
        AND numbered.condition = ranked.condition
ORDER BY numbered.square, numbered.year, numbered.condition
