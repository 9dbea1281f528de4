-- One row per period of an area in a phase of the phase model: from when until when, as exactly as it is known, and
-- what marked the beginning. ends is NULL where it goes on.
-- Parameters: $area (id or free name); NULL does not filter.
SELECT
    phases.area,
    COALESCE(areas.name, phases.area) AS name,
    phases.phase,
    phases.begins,
    phases.ends,
    phases.mark_sv,
    phases.mark_en
FROM phases
LEFT JOIN areas ON phases.area = areas.id
WHERE $area IS NULL OR phases.area = $area
ORDER BY
    TRANSLATE(LOWER(COALESCE(areas.name, phases.area)), 'åäöé', '{|}e'), -- after z, as in Swedish
    phases.area,
    phases.begins
