-- One row per entry of the data's changelog, the newest first: what came or was revised, with its source, and when the
-- next figures are expected (NULL: not known).
-- Parameters: none.
SELECT
    data_changes.*,
    sources.publisher,
    sources.published
FROM data_changes
INNER JOIN sources ON data_changes.source = sources.id
ORDER BY data_changes.date DESC, data_changes.id DESC
