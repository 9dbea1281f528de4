-- One row per area and area that it came from: the names of both, the first assessment with the later one (year), and
-- how: split (one of several) or renamed (the only one, as a rule with another outline). The reading is the
-- dashboard's.
-- Parameters: $area (id of either); NULL does not filter.
SELECT
    successions.area,
    later.name,
    successions.predecessor,
    earlier.name AS predecessor_name,
    later.municipality_code,
    successions.year,
    successions.relation,
    places.overlap_percent,
    successions.source
FROM area_successions AS successions
INNER JOIN areas AS later ON successions.area = later.id
INNER JOIN areas AS earlier ON successions.predecessor = earlier.id
LEFT JOIN area_places AS places ON successions.area = places.area AND successions.year = places.year
WHERE $area IS NULL OR $area IN (successions.area, successions.predecessor)
ORDER BY successions.year, successions.predecessor, successions.area
