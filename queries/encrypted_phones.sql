-- One row per group of areas, measure and source: mean, lowest and highest figure of the areas in the group, the lowest
-- and highest also as the source prints them, and the group's share of the country's daily footprints. NULL where the
-- source prints no number, as for >0.
-- Parameters: none.
SELECT
    encrochat.area_group,
    area_groups.area_category,
    area_groups.label_sv,
    area_groups.label_en,
    area_groups.definition_sv,
    area_groups.definition_en,
    area_groups.areas,
    encrochat.measure,
    encrochat.mean,
    encrochat.lowest,
    encrochat.highest,
    encrochat.lowest_printed,
    encrochat.highest_printed,
    encrochat.share_percent,
    encrochat.source
FROM encrochat
INNER JOIN area_groups ON encrochat.area_group = area_groups.id
INNER JOIN sources ON encrochat.source = sources.id
ORDER BY
    encrochat.measure,
    sources.published,
    encrochat.source,
    area_groups.position
