-- One row per theme of a meeting, by date; a month stands before its days. Those about no agreement are about all.
-- Parameters: $agreement (id); NULL does not filter.
SELECT *
FROM yearly_wheel
WHERE $agreement IS NULL OR agreement IS NULL OR agreement = $agreement
ORDER BY date, body, theme_sv
