-- One row per indicator, municipality and quarter, as published last: count, rate of the quarter, whether it is
-- preliminary, the count of the same quarter the year before, and the sum of this and the three quarters before it
-- (last_four, computed; NULL where one of them is missing), which is preliminary where any of the four is.
-- Parameters: $indicator (id), $municipalities (list of codes), $years (list of int); NULL does not filter. Quarters
-- outside $years count in the sums all the same.
WITH ordered AS (
    SELECT
        latest_quarters.*,
        latest_quarters.year * 4 + latest_quarters.quarter AS number
    FROM latest_quarters
    WHERE
        ($indicator IS NULL OR latest_quarters.indicator = $indicator)
        AND ($municipalities IS NULL OR LIST_CONTAINS($municipalities, latest_quarters.municipality_code))
),

summed AS (
    SELECT
        ordered.*,
        before.count AS year_before,
        SUM(ordered.count) OVER last_four_of AS last_four,
        FIRST_VALUE(ordered.number) OVER last_four_of = ordered.number - 3 AS has_four,
        MAX(ordered.preliminary) OVER last_four_of = 'yes' AS preliminary_four
    FROM ordered
    LEFT JOIN ordered AS before
        ON
            ordered.indicator = before.indicator
            AND ordered.municipality_code = before.municipality_code
            AND ordered.number - 4 = before.number
    WINDOW
        last_four_of AS (
            PARTITION BY ordered.indicator, ordered.municipality_code
            ORDER BY ordered.number
            ROWS BETWEEN 3 PRECEDING AND CURRENT ROW
        )
)

SELECT
    summed.indicator,
    summed.municipality_code,
    municipalities.name,
    summed.year,
    summed.quarter,
    summed.count,
    summed.per_1000,
    summed.preliminary = 'yes' AS preliminary,
    summed.year_before,
    CASE WHEN summed.has_four THEN CAST(summed.last_four AS BIGINT) END AS last_four,
    COALESCE(summed.has_four AND summed.preliminary_four, FALSE) AS last_four_preliminary,
    summed.source,
    summed.published
FROM summed
INNER JOIN municipalities ON summed.municipality_code = municipalities.code
WHERE $years IS NULL OR LIST_CONTAINS($years, summed.year)
ORDER BY summed.indicator, summed.municipality_code, summed.number
