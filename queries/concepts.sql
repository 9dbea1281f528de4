-- One row per word that needs a definition and is no indicator, category or computed measure.
-- Parameters: none.
SELECT *
FROM concepts
ORDER BY id
