-- One row per action of an agreement, in the order of the files. NULL: not said, or not yet followed up.
-- Parameters: $agreement (id); NULL does not filter.
SELECT *
FROM actions
WHERE $agreement IS NULL OR agreement = $agreement
