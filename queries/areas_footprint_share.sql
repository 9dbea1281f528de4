-- One row per source that prints the share of the country's daily footprints of every category: the sum of these shares
-- in per cent, and how many areas they are about. Both sums are computed.
-- Parameters: none.
WITH groups AS (
    SELECT
        id,
        areas
    FROM area_groups
    WHERE area_category IS NOT NULL
)

SELECT
    encrochat.source,
    SUM(encrochat.share_percent) AS share_percent,
    SUM(groups.areas) AS areas
FROM encrochat
INNER JOIN groups ON encrochat.area_group = groups.id
INNER JOIN sources ON encrochat.source = sources.id
WHERE encrochat.measure = 'daily_footprints'
GROUP BY encrochat.source, sources.published
HAVING
    COUNT(encrochat.share_percent) = COUNT(*)
    AND COUNT(groups.areas) = COUNT(*)
    AND COUNT(*) = (SELECT COUNT(every.area_category) FROM area_groups AS every)
ORDER BY sources.published, encrochat.source
