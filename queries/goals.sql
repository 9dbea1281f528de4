-- One row per goal, focus area or way of working of an agreement, as the agreement words it.
-- Parameters: $agreement (id); NULL does not filter.
SELECT *
FROM goals
WHERE $agreement IS NULL OR agreement = $agreement
ORDER BY agreement, position, id
