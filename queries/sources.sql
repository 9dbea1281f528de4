-- One row per source of the dictionary.
-- Parameters: none.
SELECT *
FROM sources
ORDER BY publisher, document_sv, part_sv
