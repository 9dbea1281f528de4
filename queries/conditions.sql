-- One row per variable of the report's living conditions, group of variables, and SCB's type of area; those of which
-- there are no figures too.
-- Parameters: none.
SELECT *
FROM conditions
ORDER BY position
