-- One row per variable and year of own squares and shade from 1 to 4: the figure at which that shade ends and the
-- next, darker one begins, and whether the limits are those of the country's DeSO; else they part all own squares of
-- the year.
-- Parameters: $conditions (list of ids), $years (list of years); NULL does not filter.
SELECT
    square_limits.condition,
    square_limits.year,
    square_limits.shade,
    square_limits.most * IF(conditions.worse = 'low', -1, 1) AS limit_value,
    square_limits.of_country
FROM square_limits
INNER JOIN conditions ON square_limits.condition = conditions.id
WHERE
    ($conditions IS NULL OR LIST_CONTAINS($conditions, square_limits.condition))
    AND ($years IS NULL OR LIST_CONTAINS($years, square_limits.year))
ORDER BY square_limits.condition, square_limits.year, square_limits.shade
