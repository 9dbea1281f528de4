-- The numbers of all observations of the indicators that own ones are about, for queries/store/hiding.py, which makes
-- the table own: the rowid of every observation that may be hidden. Only the first $seen
-- observations are looked at.

-- One row per observation: between which whole numbers its number lies. A count is itself; a rate with a population
-- and a share of the country's known number leave the range that rounding allows: what anybody can compute is as good
-- as printed. Where the population of that year is not known it is that of the nearest, three per cent a year more or
-- less. Keys are whole numbers in the order of the ids and names, whatever the order of the file.
CREATE TEMP TABLE numbered AS
WITH own_indicators AS (
    SELECT DISTINCT observations.indicator
    FROM observations
    INNER JOIN own ON observations.rowid = own.observation
),

printed AS (
    SELECT
        observations.rowid AS observation,
        observations.*,
        own.observation IS NOT NULL AS is_own
    FROM observations
    LEFT JOIN own ON observations.rowid = own.observation
    WHERE
        observations.rowid < $seen
        AND observations.indicator IN (SELECT own_indicators.indicator FROM own_indicators)
        -- These count areas and districts, not what happened to persons.
        AND observations.indicator NOT IN ('population', 'assessed_areas', 'police_districts_with_areas')
),

sources_there AS (
    SELECT
        source,
        ROW_NUMBER() OVER (ORDER BY source) - 1 AS key
    FROM printed
    GROUP BY source
),

indicators_there AS (
    SELECT
        indicator,
        ROW_NUMBER() OVER (ORDER BY indicator) - 1 AS key
    FROM printed
    GROUP BY indicator
),

counties AS (
    SELECT
        county,
        ROW_NUMBER() OVER (ORDER BY county) - 1 AS key
    FROM municipalities
    GROUP BY county
),

regions AS (
    SELECT
        police_region,
        ROW_NUMBER() OVER (ORDER BY police_region) - 1 AS key
    FROM municipalities
    GROUP BY police_region
),

places_there AS (
    SELECT
        printed.area_category,
        printed.area,
        CASE
            WHEN printed.area_category IS NOT NULL THEN printed.area_category
            WHEN ANY_VALUE(municipalities.code) IS NOT NULL THEN 'municipality'
            WHEN ANY_VALUE(counties.key) IS NOT NULL THEN 'county'
            ELSE 'other'
        END AS level,
        COALESCE(ANY_VALUE(counties.key), -1) AS county,
        COALESCE(ANY_VALUE(regions.key), -1) AS region,
        ROW_NUMBER() OVER (ORDER BY printed.area_category, printed.area) - 1 AS key
    FROM printed
    LEFT JOIN municipalities ON printed.area = municipalities.name
    LEFT JOIN counties ON COALESCE(municipalities.county, printed.area) = counties.county
    LEFT JOIN regions ON municipalities.police_region = regions.police_region
    GROUP BY printed.area_category, printed.area
),

rounded AS (
    SELECT *
    FROM printed
    WHERE count IS NULL AND (per_1000 IS NOT NULL OR share_percent IS NOT NULL)
),

-- How exactly a source writes the rates of an indicator: half of what its last decimal stands for.
halves AS (
    SELECT
        rounded.source,
        rounded.indicator,
        0.5 / POWER(10, MAX(GREATEST(
            CASE WHEN indicators.measure = 'per_1000' THEN indicators.decimals ELSE 1 END,
            LENGTH(RTRIM(SPLIT_PART(CAST(rounded.per_1000 AS VARCHAR), '.', 2), '0'))
        ))) AS rate,
        0.5 / POWER(10, MAX(GREATEST(
            CASE WHEN indicators.measure = 'share_percent' THEN indicators.decimals ELSE 1 END,
            LENGTH(RTRIM(SPLIT_PART(CAST(rounded.share_percent AS VARCHAR), '.', 2), '0'))
        ))) AS share
    FROM rounded
    INNER JOIN indicators ON rounded.indicator = indicators.id
    GROUP BY rounded.source, rounded.indicator
),

-- Those of municipalities are published: anybody can look them up.
inhabitants AS (
    SELECT
        area_category,
        area,
        year,
        population
    FROM observations
    WHERE rowid < $seen AND population > 0
    UNION ALL
    SELECT
        NULL AS area_category,
        municipalities.name AS area,
        municipality_populations.year,
        municipality_populations.population
    FROM municipality_populations
    INNER JOIN municipalities ON municipality_populations.municipality_code = municipalities.code
),

populations AS (
    SELECT
        area_category,
        area,
        year,
        MIN(population) AS low,
        MAX(population) AS high
    FROM inhabitants
    WHERE EXISTS (SELECT 1 FROM rounded)
    GROUP BY area_category, area, year
),

-- What a count and its rate say of the population is as good as a printed one, where there is none.
implied AS (
    SELECT
        area_category,
        area,
        year,
        MAX(count * 1000 / (per_1000 + 0.05)) AS low,
        MIN(count * 1000 / (per_1000 - 0.05)) AS high
    FROM observations
    WHERE rowid < $seen AND count > 0 AND per_1000 > 0.05 AND population IS NULL AND EXISTS (SELECT 1 FROM rounded)
    GROUP BY area_category, area, year
    HAVING low <= high
),

known AS (
    SELECT
        *,
        0 AS doubt
    FROM populations
    UNION ALL
    SELECT
        *,
        0.5 AS doubt
    FROM implied
),

nearest AS (
    SELECT
        rounded.observation,
        ARG_MIN(known.low, ABS(known.year - rounded.year) + known.doubt) AS low,
        ARG_MIN(known.high, ABS(known.year - rounded.year) + known.doubt) AS high,
        MIN(ABS(known.year - rounded.year)) AS years
    FROM rounded
    INNER JOIN known
        ON
            rounded.area_category IS NOT DISTINCT FROM known.area_category
            AND rounded.area IS NOT DISTINCT FROM known.area
    WHERE rounded.population IS NULL
    GROUP BY rounded.observation
),

countries AS (
    SELECT
        indicator,
        year,
        count
    FROM observations
    WHERE rowid < $seen AND area_category = 'sweden'
    UNION ALL
    SELECT
        'shootings' AS indicator,
        year,
        count
    FROM national_shootings
    WHERE event = 'shooting'
),

wholes AS (
    SELECT
        indicator,
        year,
        MAX(count) AS count
    FROM countries
    GROUP BY indicator, year
),

ranges AS (
    SELECT
        rounded.observation,
        GREATEST(
            CEIL(
                (rounded.per_1000 - halves.rate)
                * COALESCE(rounded.population, nearest.low * (1 - 0.03 * nearest.years)) / 1000 - 1e-6
            ),
            CEIL((rounded.share_percent - halves.share) * wholes.count / 100 - 1e-6),
            CASE WHEN nearest.low IS NOT NULL OR rounded.population IS NOT NULL OR wholes.count IS NOT NULL THEN 0 END
        ) AS low,
        LEAST(
            FLOOR(
                (rounded.per_1000 + halves.rate)
                * COALESCE(rounded.population, nearest.high * (1 + 0.03 * nearest.years)) / 1000 + 1e-6
            ),
            FLOOR((rounded.share_percent + halves.share) * wholes.count / 100 + 1e-6)
        ) AS high,
        ROUND(COALESCE(
            rounded.per_1000 * COALESCE(rounded.population, nearest.low) / 1000,
            rounded.share_percent * wholes.count / 100
        )) AS middle
    FROM rounded
    INNER JOIN halves ON rounded.source = halves.source AND rounded.indicator = halves.indicator
    LEFT JOIN nearest ON rounded.observation = nearest.observation
    LEFT JOIN wholes ON rounded.indicator = wholes.indicator AND rounded.year = wholes.year
)

SELECT
    printed.observation,
    printed.is_own,
    printed.year,
    indicators_there.key AS indicator,
    places_there.key AS place,
    places_there.level,
    places_there.county,
    places_there.region,
    sources_there.key AS source,
    -- A rate that is finer than one case, or at odds with its share, is taken as it stands.
    CAST(COALESCE(
        printed.count, CASE WHEN ranges.low <= ranges.high THEN ranges.low ELSE ranges.middle END
    ) AS BIGINT) AS low,
    CAST(COALESCE(
        printed.count, CASE WHEN ranges.low <= ranges.high THEN ranges.high ELSE ranges.middle END
    ) AS BIGINT) AS high
FROM printed
LEFT JOIN ranges ON printed.observation = ranges.observation
INNER JOIN sources_there ON printed.source = sources_there.source
INNER JOIN indicators_there ON printed.indicator = indicators_there.indicator
INNER JOIN places_there
    ON
        printed.area IS NOT DISTINCT FROM places_there.area
        AND printed.area_category IS NOT DISTINCT FROM places_there.area_category
WHERE printed.count IS NOT NULL OR ranges.high IS NOT NULL;
