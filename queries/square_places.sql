-- One row per own square, variable and year: which squares there are, without their figures.
-- Parameters: none.
SELECT
    square,
    metres,
    year,
    condition
FROM squares
ORDER BY square, year, condition
