-- One row per part of the problem level, the total first.
-- Parameters: none.
SELECT *
FROM problem_parts
ORDER BY position
