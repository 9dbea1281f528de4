-- One row per observation, with half a unit of the last decimal that its rate is printed with.
CREATE VIEW printed_rates AS
SELECT
    observations.*,
    0.5 * POWER(10, -GREATEST(
        CASE WHEN indicators.measure = 'per_1000' THEN indicators.decimals ELSE 1 END,
        LENGTH(RTRIM(SPLIT_PART(CAST(observations.per_1000 AS VARCHAR), '.', 2), '0'))
    )) AS half
FROM observations
INNER JOIN indicators ON observations.indicator = indicators.id;

-- One row per source, municipality and year with counts and rates but no population: the population that all of them
-- imply together, halfway between the lowest and the highest that rounding allows. No row where there is none: then the
-- rates do not belong to one population. The rate of narcotics_weapons is the sum of two rounded ones, and so left out.
CREATE OR REPLACE TABLE implied_populations AS
WITH bounds AS (
    SELECT
        printed_rates.source,
        printed_rates.area,
        printed_rates.year,
        MAX(printed_rates.count * 1000 / (printed_rates.per_1000 + printed_rates.half)) AS lowest,
        MIN(printed_rates.count * 1000 / (printed_rates.per_1000 - printed_rates.half)) AS highest
    FROM printed_rates
    INNER JOIN municipalities ON printed_rates.area = municipalities.name
    WHERE
        printed_rates.count > 0
        AND printed_rates.population IS NULL
        AND printed_rates.half <= printed_rates.per_1000 / 50
        AND printed_rates.indicator != 'narcotics_weapons'
    GROUP BY printed_rates.source, printed_rates.area, printed_rates.year
)

SELECT
    *,
    CAST(ROUND((lowest + highest) / 2) AS BIGINT) AS population
FROM bounds
WHERE lowest <= highest;

-- One row per observation with what stands behind its rate: count, population, and whether that is implied, that is
-- follows from counts and rates: from those of the municipality and year together, else from its own, where rounding
-- leaves the rate exact to one part in fifty. Where the printed rate is at odds with its count and population, the
-- population is not known.
CREATE VIEW cases AS
WITH rates AS (
    SELECT
        printed_rates.*,
        together.population AS together
    FROM printed_rates
    LEFT JOIN implied_populations AS together
        ON
            printed_rates.source = together.source
            AND printed_rates.area = together.area
            AND printed_rates.year = together.year
)

SELECT
    * EXCLUDE (half, together, population),
    population AS printed_population,
    COALESCE(
        population IS NULL
        AND (
            (count >= 0 AND per_1000 >= 0 AND together IS NOT NULL)
            OR (count > 0 AND per_1000 > 0 AND half <= per_1000 / 50)
        ),
        FALSE
    ) AS implied,
    COALESCE(ABS(per_1000 - count * 1000 / population) > 2 * half + per_1000 / 50, FALSE) AS at_odds,
    CASE
        WHEN implied THEN COALESCE(together, CAST(ROUND(count * 1000 / per_1000) AS BIGINT))
        WHEN NOT at_odds THEN population
    END AS population
FROM rates;

-- One row per figure that a source prints: an observation has as many rows here as measures that are not empty.
CREATE VIEW printed_series AS
WITH long AS (
    UNPIVOT (
        SELECT
            indicator,
            area_category,
            area,
            year,
            source,
            count AS cases,
            population AS among,
            implied,
            CAST(count AS DOUBLE) AS count,
            CAST(printed_population AS DOUBLE) AS population,
            per_1000,
            share_percent
        FROM cases
    )
    ON count, population, per_1000, share_percent
    INTO NAME measure VALUE value
)

SELECT
    *,
    FALSE AS computed
FROM long;

-- One row per source and year: the country's number of shootings that the printed shares imply. It is the whole number
-- that agrees with the most of them; without a single best one there is no row. (In 2020 the printed total of 39.7 per
-- cent agrees with no number that fits its own parts.)
CREATE VIEW implied_country_count AS
WITH printed AS (
    SELECT
        indicator,
        source,
        year,
        area_category,
        count,
        share_percent
    FROM observations
    WHERE indicator = 'shootings' AND count > 0 AND share_percent > 0
),

candidates AS (
    SELECT DISTINCT
        source,
        year,
        UNNEST(RANGE(
            CAST(FLOOR(count / (share_percent + 0.05) * 100) AS BIGINT),
            CAST(CEIL(count / (share_percent - 0.05) * 100) AS BIGINT) + 1
        )) AS country_count
    FROM printed
    WHERE
        share_percent > 0.05
        -- A share that hundreds of thousands of numbers agree with settles nothing, and trying them all takes long.
        AND count / (share_percent - 0.05) * 100 - count / (share_percent + 0.05) * 100 < 100000
),

agreement AS (
    SELECT
        candidates.source,
        candidates.year,
        candidates.country_count,
        COUNT(*) FILTER (
            WHERE ROUND(printed.count * 100.0 / candidates.country_count, 1) = ROUND(printed.share_percent, 1)
        ) AS shares_that_agree
    FROM candidates
    INNER JOIN printed ON candidates.source = printed.source AND candidates.year = printed.year
    GROUP BY ALL
),

best AS (
    SELECT *
    FROM agreement
    QUALIFY RANK() OVER (PARTITION BY source, year ORDER BY shares_that_agree DESC) = 1
)

SELECT
    source,
    year,
    MAX(country_count) AS country_count
FROM best
GROUP BY source, year
HAVING COUNT(*) = 1;

-- One row per year: the populations that shootings per 1,000 inhabitants refer to.
CREATE VIEW shooting_populations AS
SELECT
    areas.year,
    areas.population AS all_areas,
    country.population - areas.population AS rest_of_sweden,
    country.population AS sweden,
    areas.source AS areas_source,
    country.source AS country_source
FROM observations AS areas
INNER JOIN observations AS country ON areas.year = country.year
INNER JOIN sources AS areas_source ON areas.source = areas_source.id
INNER JOIN sources AS country_source ON country.source = country_source.id
WHERE
    areas.indicator = 'population'
    AND areas.area_category = 'all_areas'
    AND country.indicator = 'population'
    AND country.area_category = 'sweden'
    AND areas.population IS NOT NULL
    AND country.population IS NOT NULL
QUALIFY
    ROW_NUMBER() OVER (
        PARTITION BY areas.year
        ORDER BY areas_source.published DESC, country_source.published DESC, areas.source DESC, country.source DESC
    ) = 1;

-- One row per computed figure: shootings per 1,000 inhabitants, which the source does not give.
CREATE VIEW computed_series AS
WITH areas AS (
    SELECT
        year,
        source,
        count
    FROM observations
    WHERE indicator = 'shootings' AND area_category = 'all_areas' AND count IS NOT NULL
),

counted AS (
    SELECT
        'all_areas' AS area_category,
        areas.year,
        areas.source,
        areas.count AS cases,
        populations.all_areas AS among
    FROM areas
    INNER JOIN shooting_populations AS populations ON areas.year = populations.year
    UNION ALL
    SELECT
        'rest_of_sweden' AS area_category,
        areas.year,
        areas.source,
        country.country_count - areas.count AS cases,
        populations.rest_of_sweden AS among
    FROM areas
    INNER JOIN implied_country_count AS country ON areas.source = country.source AND areas.year = country.year
    INNER JOIN shooting_populations AS populations ON areas.year = populations.year
)

SELECT
    'shootings' AS indicator,
    area_category,
    CAST(NULL AS VARCHAR) AS area,
    year,
    source,
    'per_1000_computed' AS measure,
    cases * 1000.0 / among AS value,
    TRUE AS computed,
    cases,
    among,
    FALSE AS implied
FROM counted;

-- One row per rate computed from a count and a population in the same row, for a named place or the whole country,
-- where the source prints no rate. Not for area categories: their sources say which rates can be had.
CREATE VIEW rates_of_places AS
SELECT
    indicator,
    area_category,
    area,
    year,
    source,
    'per_1000' AS measure,
    count * 1000.0 / population AS value,
    TRUE AS computed,
    count AS cases,
    population AS among,
    FALSE AS implied
FROM observations
WHERE
    count IS NOT NULL
    AND population > 0
    AND per_1000 IS NULL
    AND (area IS NOT NULL OR area_category = 'sweden');

-- One row per hidden figure of an own file: queries/store/hiding.py puts them in.
CREATE TABLE hidden_figures (
    indicator VARCHAR,
    area_category VARCHAR,
    area VARCHAR,
    year INTEGER,
    source VARCHAR,
    measure VARCHAR,
    computed BOOLEAN
);

-- The same without a value. Nothing else in series lacks one.
CREATE VIEW hidden_series AS
SELECT
    *,
    CAST(NULL AS DOUBLE) AS value,
    FALSE AS implied
FROM hidden_figures;

-- One row per indicator, place and publication that a newer one of the same publisher, fetched by queries.update,
-- repeats in all its years: it stays among the observations, but is no longer shown beside the newer one.
CREATE OR REPLACE TABLE superseded AS
WITH publications AS (
    SELECT
        observations.indicator,
        observations.area,
        observations.source,
        sources.publisher,
        sources.published,
        LIST(observations.year) AS years
    FROM observations
    INNER JOIN sources ON observations.source = sources.id
    WHERE observations.area IS NOT NULL
    GROUP BY ALL
)

SELECT DISTINCT
    older.indicator,
    older.area,
    older.source
FROM publications AS older
INNER JOIN publications AS newer
    ON
        older.indicator = newer.indicator
        AND older.area = newer.area
        AND older.publisher = newer.publisher
        AND older.source != newer.source
        AND older.published <= newer.published
        AND STARTS_WITH(newer.source, 'hamtad-')
        AND LIST_HAS_ALL(newer.years, older.years);

-- One row per figure, printed, computed or hidden, of each publication.
CREATE VIEW published_figures AS
SELECT * FROM printed_series
UNION ALL BY NAME
SELECT * FROM computed_series
UNION ALL BY NAME
SELECT * FROM rates_of_places
UNION ALL BY NAME
SELECT * FROM hidden_series;

-- One row per figure that is shown. A series is indicator, category or area, source and measure: two publications of
-- the same figure never become one.
CREATE VIEW figures AS
SELECT *
FROM published_figures
WHERE
    NOT EXISTS (
        SELECT 1
        FROM superseded
        WHERE
            superseded.indicator = published_figures.indicator
            AND superseded.area = published_figures.area
            AND superseded.source = published_figures.source
    );

-- One row per assessment and category that belongs to it: those that existed then, and those it was used with all the
-- same, so that no area is counted in the sum and in no category.
CREATE VIEW categories_of_assessment AS
WITH years AS (
    SELECT DISTINCT year
    FROM assessments
)

SELECT
    years.year,
    area_categories.id AS area_category,
    area_categories.position
FROM years
CROSS JOIN area_categories
WHERE
    area_categories.role = 'category'
    AND (
        (
            COALESCE(area_categories.valid_from, years.year) <= years.year
            AND COALESCE(area_categories.valid_to, years.year + 1) > years.year
        )
        OR EXISTS (
            SELECT 1
            FROM assessments
            WHERE assessments.year = years.year AND assessments.area_category = area_categories.id
        )
    );

-- One row per area and assessment: category and trends, with where the area lay then. Of assessments without boundaries
-- of their own (before 2021) it is the place that areas.csv knows: has_outline tells.
CREATE VIEW placed_assessments AS
SELECT
    assessments.*,
    areas.name,
    areas.municipality_code,
    areas.municipality,
    areas.police_region,
    places.area IS NOT NULL AS has_outline,
    COALESCE(places.police_district, areas.police_district) AS police_district,
    COALESCE(places.police_area, areas.police_area) AS police_area,
    COALESCE(places.latitude, areas.latitude) AS latitude,
    COALESCE(places.longitude, areas.longitude) AS longitude,
    COALESCE(places.area_km2, areas.area_km2) AS area_km2,
    places.outline_change,
    places.overlap_percent,
    COALESCE(places.source, areas.source) AS place_source
FROM assessments
INNER JOIN areas ON assessments.area = areas.id
LEFT JOIN area_places AS places ON assessments.area = places.area AND assessments.year = places.year;

-- One row per municipality and local police district that an area in it has lain in, at any assessment.
CREATE VIEW municipality_districts AS
SELECT DISTINCT
    municipality_code,
    police_district
FROM placed_assessments
WHERE police_district IS NOT NULL;

-- One row per area and area that it came from, over any number of steps: origin was last itself before the assessment
-- of from_year, the area is there since that of until. relation is split where any step was.
CREATE VIEW area_origins AS
WITH RECURSIVE origins AS (
    SELECT
        area,
        predecessor AS origin,
        year AS from_year,
        year AS until,
        relation
    FROM area_successions
    UNION ALL
    SELECT
        origins.area,
        earlier.predecessor AS origin,
        earlier.year AS from_year,
        origins.until,
        CASE WHEN 'split' IN (origins.relation, earlier.relation) THEN 'split' ELSE 'renamed' END AS relation
    FROM origins
    INNER JOIN area_successions AS earlier ON origins.origin = earlier.area AND origins.from_year > earlier.year
)

SELECT *
FROM origins;

-- One row per area and two assessments, of which one or both hold it as vulnerable in some degree: its category in
-- each, and which way it went. A category is not_vulnerable only where the source says so in words; NULL: the area was
-- not among the assessed. Categories stand in the dictionary in the order of their seriousness. An area that came from
-- another between the two is compared with that one: first_area is its id, relation says how (split, renamed; NULL: it
-- is the same area). What became other areas has no row of its own.
CREATE VIEW assessment_changes AS
WITH degrees AS (
    SELECT
        assessments.area,
        assessments.year,
        assessments.area_category,
        assessments.source,
        COALESCE(area_categories.position, 0) AS degree
    FROM assessments
    LEFT JOIN area_categories
        ON assessments.area_category = area_categories.id AND area_categories.role = 'category'
),

years AS (
    SELECT DISTINCT year
    FROM assessments
),

lines AS (
    SELECT
        areas.id AS area,
        earlier.year AS first_year,
        later.year AS last_year,
        COALESCE(origins.origin, areas.id) AS first_area,
        origins.relation
    FROM areas
    CROSS JOIN years AS earlier
    INNER JOIN years AS later ON earlier.year < later.year
    LEFT JOIN area_origins AS origins
        ON areas.id = origins.area AND earlier.year < origins.from_year AND later.year >= origins.until
    QUALIFY
        ROW_NUMBER() OVER (PARTITION BY areas.id, earlier.year, later.year ORDER BY origins.from_year) = 1
),

pairs AS (
    SELECT
        lines.area,
        lines.first_year,
        lines.last_year,
        at_first.area_category AS first_category,
        at_last.area_category AS last_category,
        at_first.source AS first_source,
        at_last.source AS last_source,
        CASE WHEN at_first.area IS NOT NULL THEN lines.first_area END AS first_area,
        CASE WHEN at_first.area IS NOT NULL THEN lines.relation END AS relation,
        COALESCE(at_first.degree, 0) AS first_degree,
        COALESCE(at_last.degree, 0) AS last_degree
    FROM lines
    LEFT JOIN degrees AS at_first ON lines.first_area = at_first.area AND lines.first_year = at_first.year
    LEFT JOIN degrees AS at_last ON lines.area = at_last.area AND lines.last_year = at_last.year
    WHERE
        at_last.area IS NOT NULL
        OR (
            lines.relation IS NULL
            AND NOT EXISTS (
                SELECT 1
                FROM area_origins AS later_areas
                INNER JOIN degrees AS at_last_there
                    ON later_areas.area = at_last_there.area AND lines.last_year = at_last_there.year
                WHERE
                    later_areas.origin = lines.area
                    AND lines.first_year < later_areas.from_year
                    AND lines.last_year >= later_areas.until
            )
        )
)

SELECT
    *,
    CASE
        WHEN first_degree = last_degree THEN 'unchanged'
        WHEN first_degree = 0 THEN 'added'
        WHEN last_degree = 0 THEN 'removed'
        WHEN last_degree > first_degree THEN 'more_serious'
        ELSE 'less_serious'
    END AS direction
FROM pairs
WHERE first_degree > 0 OR last_degree > 0;

-- One row per figure of a quarter as published last.
CREATE VIEW latest_quarters AS
SELECT
    quarters.*,
    sources.published
FROM quarters
INNER JOIN sources ON quarters.source = sources.id
QUALIFY
    ROW_NUMBER() OVER (
        PARTITION BY quarters.indicator, quarters.municipality_code, quarters.year, quarters.quarter
        ORDER BY sources.published DESC, quarters.source DESC
    ) = 1;

-- One row per municipality: its population in the latest year whose population is known, as published last.
CREATE VIEW latest_populations AS
SELECT
    populations.municipality_code,
    populations.year,
    populations.population,
    populations.source
FROM municipality_populations AS populations
INNER JOIN sources ON populations.source = sources.id
QUALIFY
    ROW_NUMBER() OVER (
        PARTITION BY populations.municipality_code
        ORDER BY populations.year DESC, sources.published DESC, populations.source DESC
    ) = 1;

-- One row per municipality and similar one: the ten nearest in population within the same group, or within its main
-- group where the group has fewer than ten others. Of two that are as near, the one with the lower code.
CREATE VIEW similar_municipalities AS
WITH placed AS (
    SELECT
        municipalities.code,
        municipalities.skr_group,
        skr_groups.main_group,
        populations.population,
        populations.year,
        COUNT(*) OVER (PARTITION BY municipalities.skr_group) > 10 AS is_large
    FROM municipalities
    INNER JOIN skr_groups ON municipalities.skr_group = skr_groups.id
    INNER JOIN latest_populations AS populations ON municipalities.code = populations.municipality_code
)

SELECT
    own.code,
    other.code AS similar_code,
    other.population,
    other.year AS population_year,
    CASE WHEN own.is_large THEN 'group' ELSE 'main_group' END AS among
FROM placed AS own
INNER JOIN placed AS other
    ON
        own.code != other.code
        AND own.main_group = other.main_group
        AND (own.skr_group = other.skr_group OR NOT own.is_large)
QUALIFY
    ROW_NUMBER() OVER (
        PARTITION BY own.code ORDER BY ABS(own.population - other.population), other.code
    ) <= 10;

-- Which indicators are parts of which, of those published by municipality.
CREATE TABLE indicator_parts AS
SELECT
    parts.whole,
    parts.part
FROM (
    VALUES
    ('reported_offences', 'crimes_against_person'),
    ('reported_offences', 'theft_robbery'),
    ('reported_offences', 'burglary'),
    ('reported_offences', 'criminal_damage'),
    ('reported_offences', 'narcotics_weapons'),
    ('theft_robbery', 'burglary')
) AS parts (whole, part);
