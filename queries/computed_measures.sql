-- One row per measure that the dashboard computes, with its formula.
-- Parameters: none.
SELECT *
FROM computed_measures
ORDER BY id
