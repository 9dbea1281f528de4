-- One row per contradiction within a source that cannot be computed: two statements with their places, what that
-- means for the reader, and which of the two the dashboard shows.
-- Parameters: none.
SELECT *
FROM contradictions
ORDER BY position, id
