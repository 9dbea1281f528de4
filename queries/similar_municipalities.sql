-- One row per municipality and similar one, nearest in population first: the ten nearest in the same group of SKR's
-- classification, or in its main group where the group has fewer than ten others (among: group or main_group), the
-- other one's population and its year, and the name of the group they are taken from. Computed.
-- Parameters: $municipality (code); NULL does not filter.
SELECT
    similar_municipalities.code,
    similar_municipalities.similar_code,
    municipalities.name,
    similar_municipalities.population,
    similar_municipalities.population_year,
    similar_municipalities.population - own_population.population AS difference,
    similar_municipalities.among,
    own.skr_group,
    skr_groups.main_group,
    CASE
        WHEN similar_municipalities.among = 'group' THEN skr_groups.label_sv
        ELSE skr_groups.main_label_sv
    END AS label_sv,
    CASE
        WHEN similar_municipalities.among = 'group' THEN skr_groups.label_en
        ELSE skr_groups.main_label_en
    END AS label_en,
    skr_groups.source
FROM similar_municipalities
INNER JOIN municipalities ON similar_municipalities.similar_code = municipalities.code
INNER JOIN municipalities AS own ON similar_municipalities.code = own.code
INNER JOIN skr_groups ON own.skr_group = skr_groups.id
INNER JOIN latest_populations AS own_population ON own.code = own_population.municipality_code
WHERE $municipality IS NULL OR similar_municipalities.code = $municipality
ORDER BY
    similar_municipalities.code,
    ABS(similar_municipalities.population - own_population.population),
    similar_municipalities.similar_code
