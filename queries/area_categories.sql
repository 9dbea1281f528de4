-- One row per area category of the dictionary, in the order of filters and tables.
-- Parameters: none.
SELECT *
FROM area_categories
ORDER BY position
