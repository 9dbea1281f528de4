-- One row per year, group of areas and source: the share of the country's shootings that took place inside the group's
-- boundaries, over how many months of the year, and the group's part of the country's area, both as printed.
-- Parameters: none.
SELECT
    concentration.year,
    concentration.months,
    area_groups.id AS area_group,
    area_groups.label_sv,
    area_groups.label_en,
    area_groups.definition_sv,
    area_groups.definition_en,
    area_groups.areas,
    area_groups.land_percent,
    concentration.share_percent,
    concentration.source,
    sources.published
FROM shooting_concentration AS concentration
INNER JOIN area_groups ON concentration.area_group = area_groups.id
INNER JOIN sources ON concentration.source = sources.id
ORDER BY concentration.year, area_groups.position, sources.published, concentration.source
