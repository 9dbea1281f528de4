-- One row per area and two assessments, of which one or both hold it as vulnerable in some degree: its category in
-- each and the direction (more_serious, less_serious, added, removed, unchanged), in this order, then by name, in
-- Swedish order. A category is not_vulnerable only where the source says so; NULL: the area was not among the assessed.
-- An area that came from another in between is compared with that one: first_area and first_name; relation says how
-- (split: one of several, renamed: the only one; NULL: it is the same area). outline_change and overlap_percent compare
-- the later outline with that of the assessment right before it.
-- Parameters: $years (list of int); two of them give one pair of assessments, and NULL does not filter.
SELECT
    changes.first_year,
    changes.last_year,
    changes.area,
    areas.name,
    areas.municipality,
    areas.police_region,
    changes.first_category,
    changes.last_category,
    changes.direction,
    changes.first_area,
    earlier.name AS first_name,
    changes.relation,
    places.outline_change,
    places.overlap_percent,
    changes.first_source,
    changes.last_source
FROM assessment_changes AS changes
INNER JOIN areas ON changes.area = areas.id
LEFT JOIN areas AS earlier ON changes.first_area = earlier.id
LEFT JOIN area_places AS places ON changes.area = places.area AND changes.last_year = places.year
WHERE $years IS NULL OR (LIST_CONTAINS($years, changes.first_year) AND LIST_CONTAINS($years, changes.last_year))
ORDER BY
    changes.first_year,
    changes.last_year,
    LIST_POSITION(['more_serious', 'less_serious', 'added', 'removed', 'unchanged'], changes.direction),
    TRANSLATE(LOWER(areas.name), 'åäöé', '{|}e')
