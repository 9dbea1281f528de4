-- The numbers of all observations, for queries/store/hiding.py, which makes the table own: the rowid of every
-- observation that is not published statistics.

-- One row per observation: its number, from the count or else from the rate and the population or the share and the
-- country's number; what anybody can compute is as good as printed. Rows with the same figure are about the same
-- indicator, place and year; those with the same cell also agree in the number. Keys are whole numbers, for speed.
CREATE TEMP TABLE numbered AS
WITH populations AS (
    SELECT
        area_category,
        area,
        year,
        MAX(population) AS population
    FROM observations
    WHERE population IS NOT NULL
    GROUP BY ALL
),

wholes AS (
    SELECT
        indicator,
        year,
        count
    FROM observations
    WHERE area_category = 'sweden'
    UNION ALL
    SELECT
        'shootings' AS indicator,
        year,
        count
    FROM national_shootings
    WHERE event = 'shooting'
),

countries AS (
    SELECT
        indicator,
        year,
        MAX(count) AS count
    FROM wholes
    GROUP BY indicator, year
),

counties AS (
    SELECT DISTINCT county
    FROM municipalities
),

sources_there AS (
    SELECT
        source,
        ROW_NUMBER() OVER () AS key
    FROM observations
    GROUP BY source
),

indicators_there AS (
    SELECT
        indicator,
        ROW_NUMBER() OVER () AS key
    FROM observations
    GROUP BY indicator
),

places_there AS (
    SELECT
        observations.area_category,
        observations.area,
        CASE
            WHEN observations.area_category = 'sweden' THEN 'sweden'
            WHEN observations.area_category IS NOT NULL THEN 'category'
            WHEN ANY_VALUE(municipalities.code) IS NOT NULL THEN 'municipality'
            WHEN ANY_VALUE(counties.county) IS NOT NULL THEN 'county'
            ELSE 'other'
        END AS level,
        COALESCE(ANY_VALUE(municipalities.county), ANY_VALUE(counties.county)) AS county,
        ROW_NUMBER() OVER () AS key
    FROM observations
    LEFT JOIN municipalities ON observations.area = municipalities.name
    LEFT JOIN counties ON observations.area = counties.county
    GROUP BY observations.area_category, observations.area
),

counted AS (
    SELECT
        observations.rowid AS observation,
        observations.indicator,
        observations.area_category,
        observations.year,
        observations.source,
        places_there.level,
        places_there.county,
        own.observation IS NOT NULL AS is_own,
        COALESCE(
            observations.count,
            CAST(observations.per_1000 * COALESCE(observations.population, populations.population) / 1000 AS BIGINT),
            CAST(observations.share_percent * countries.count / 100 AS BIGINT)
        ) AS number,
        (indicators_there.key * 10000 + observations.year) * 10000000 + places_there.key AS figure,
        (indicators_there.key * 10000 + observations.year) * 10000000 + sources_there.key AS places,
        (places_there.key * 10000 + observations.year) * 10000000 + sources_there.key AS indicators
    FROM observations
    LEFT JOIN own ON observations.rowid = own.observation
    INNER JOIN sources_there ON observations.source = sources_there.source
    INNER JOIN indicators_there ON observations.indicator = indicators_there.indicator
    INNER JOIN places_there
        ON
            observations.area IS NOT DISTINCT FROM places_there.area
            AND observations.area_category IS NOT DISTINCT FROM places_there.area_category
    LEFT JOIN populations
        ON
            observations.area IS NOT DISTINCT FROM populations.area
            AND observations.area_category IS NOT DISTINCT FROM populations.area_category
            AND observations.year = populations.year
            AND observations.count IS NULL
    LEFT JOIN countries
        ON
            observations.indicator = countries.indicator
            AND observations.year = countries.year
            AND observations.count IS NULL
    -- These count areas and districts, not what happened to persons.
    WHERE observations.indicator NOT IN ('population', 'assessed_areas', 'police_districts_with_areas')
)

SELECT
    *,
    MIN(observation) OVER (PARTITION BY figure, number) AS cell
FROM counted;
