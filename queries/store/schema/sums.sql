-- Which numbers stand in which sums, for queries/store/hiding.py, from the table of numbered.sql. Sums are found by
-- their numbers: what is not exactly the sum determines nothing.

-- What can be part of a sum: the numbers of each own source by themselves and, where several own sources are about one
-- indicator and year, of all of them together (without a source): a total may stand in another file than its parts.
CREATE TEMP TABLE addends AS
WITH own_sources AS (
    SELECT DISTINCT source
    FROM numbered
    WHERE is_own
),

own_numbers AS (
    SELECT numbered.*
    FROM numbered
    INNER JOIN own_sources ON numbered.source = own_sources.source
    WHERE numbered.number > 0
),

several AS (
    SELECT figure // 10000000 AS together
    FROM own_numbers
    GROUP BY together
    HAVING COUNT(DISTINCT source) > 1
),

latest AS (
    SELECT
        own_numbers.* REPLACE (
            -(own_numbers.figure // 10000000) AS places,
            -(own_numbers.figure % 10000000 * 10000 + own_numbers.year) AS indicators,
            CAST(NULL AS VARCHAR) AS source
        )
    FROM own_numbers
    INNER JOIN several ON own_numbers.figure // 10000000 = several.together
    QUALIFY ROW_NUMBER() OVER (PARTITION BY own_numbers.figure ORDER BY own_numbers.observation DESC) = 1
)

SELECT *
FROM own_numbers
UNION ALL
SELECT *
FROM latest;

-- One row per total and part.
CREATE TEMP TABLE sums (line VARCHAR, total BIGINT, part BIGINT);

-- A place, or an indicator in its place and year, that is the sum of all others.
INSERT INTO sums
WITH together AS (
    SELECT
        'all ' AS line,
        places AS others,
        cell,
        number
    FROM addends
    WHERE level != 'category'
    UNION ALL
    SELECT
        'indicators ' AS line,
        indicators AS others,
        cell,
        number
    FROM addends
),

whole AS (
    SELECT
        line,
        others,
        SUM(number) AS number
    FROM together
    GROUP BY line, others
),

totals AS (
    SELECT
        together.line,
        together.others,
        MIN(together.cell) AS total
    FROM together
    INNER JOIN whole ON together.line = whole.line AND together.others = whole.others
    WHERE together.number * 2 = whole.number
    GROUP BY together.line, together.others
)

SELECT
    totals.line || totals.others AS line,
    totals.total,
    together.cell AS part
FROM totals
INNER JOIN together
    ON totals.line = together.line AND totals.others = together.others AND totals.total != together.cell;

-- The country, or the only county or municipality, and all places of a lower kind; also with those of no known kind,
-- such as "not known". The country and the kinds of areas.
INSERT INTO sums
WITH kinds (upper, lower) AS (
    VALUES
    ('sweden', ['county']),
    ('sweden', ['municipality']),
    ('sweden', ['other']),
    ('sweden', ['county', 'other']),
    ('sweden', ['municipality', 'other']),
    ('county', ['municipality']),
    ('county', ['other']),
    ('county', ['municipality', 'other']),
    ('municipality', ['other'])
),

levels AS (
    SELECT
        places,
        level,
        SUM(number) AS number,
        MIN(cell) AS cell,
        COUNT(*) AS cells
    FROM addends
    GROUP BY places, level
),

totals AS (
    SELECT
        upper_level.places,
        kinds.lower,
        ANY_VALUE(upper_level.cell) AS total
    FROM levels AS upper_level
    INNER JOIN kinds ON upper_level.level = kinds.upper AND upper_level.cells = 1
    INNER JOIN levels AS lower_level
        ON upper_level.places = lower_level.places AND LIST_CONTAINS(kinds.lower, lower_level.level)
    GROUP BY upper_level.places, kinds.upper, kinds.lower
    HAVING SUM(lower_level.number) = ANY_VALUE(upper_level.number) AND COUNT(*) = LEN(kinds.lower)
)

SELECT
    CONCAT('levels ', totals.places, ' ', totals.total, ARRAY_TO_STRING(totals.lower, ' ')) AS line,
    totals.total,
    addends.cell AS part
FROM totals
INNER JOIN addends ON totals.places = addends.places AND LIST_CONTAINS(totals.lower, addends.level);

-- A county and its municipalities.
INSERT INTO sums
WITH totals AS (
    SELECT
        upper_level.places,
        upper_level.county,
        upper_level.cell AS total
    FROM addends AS upper_level
    INNER JOIN addends AS lower_level
        ON
            upper_level.places = lower_level.places
            AND upper_level.county = lower_level.county
            AND lower_level.level = 'municipality'
    WHERE upper_level.level = 'county'
    GROUP BY upper_level.places, upper_level.county, upper_level.cell, upper_level.number
    HAVING SUM(lower_level.number) = upper_level.number
)

SELECT
    CONCAT('county ', totals.places, ' ', totals.total) AS line,
    totals.total,
    addends.cell AS part
FROM totals
INNER JOIN addends
    ON totals.places = addends.places AND totals.county = addends.county AND addends.level = 'municipality';

-- A municipality and its districts, where several municipalities each have theirs after or before them in the file.
INSERT INTO sums
WITH neighbours AS (
    SELECT
        places,
        cell,
        number,
        UNNEST([
            LAST_VALUE(CASE WHEN level = 'municipality' THEN observation END IGNORE NULLS) OVER before,
            FIRST_VALUE(CASE WHEN level = 'municipality' THEN observation END IGNORE NULLS) OVER after
        ]) AS municipality,
        UNNEST(['after', 'before']) AS way,
        level
    FROM addends
    WINDOW
        before AS (PARTITION BY places ORDER BY observation ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
        after AS (PARTITION BY places ORDER BY observation ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
),

totals AS (
    SELECT
        addends.cell AS total,
        neighbours.places,
        neighbours.municipality,
        neighbours.way
    FROM neighbours
    INNER JOIN addends ON neighbours.municipality = addends.observation AND neighbours.places = addends.places
    WHERE neighbours.level = 'other'
    GROUP BY addends.cell, neighbours.places, neighbours.municipality, neighbours.way, addends.number
    HAVING SUM(neighbours.number) = addends.number
)

SELECT
    CONCAT('districts ', totals.places, ' ', totals.municipality, totals.way) AS line,
    totals.total,
    neighbours.cell AS part
FROM totals
INNER JOIN neighbours
    ON
        totals.places = neighbours.places
        AND totals.municipality = neighbours.municipality
        AND totals.way = neighbours.way
WHERE neighbours.level = 'other';

-- All areas and their categories; the country, all areas and the rest.
INSERT INTO sums
WITH kinds (upper, lower) AS (
    VALUES
    ('all_areas', ['vulnerable', 'risk', 'particularly_vulnerable']),
    ('sweden', ['all_areas', 'rest_of_sweden']),
    ('sweden', ['vulnerable', 'risk', 'particularly_vulnerable', 'rest_of_sweden'])
),

totals AS (
    SELECT
        whole.places,
        kinds.lower,
        whole.cell AS total
    FROM addends AS whole
    INNER JOIN kinds ON whole.area_category = kinds.upper
    INNER JOIN addends AS parts ON whole.places = parts.places AND LIST_CONTAINS(kinds.lower, parts.area_category)
    GROUP BY whole.places, kinds.lower, whole.cell, whole.number
    HAVING SUM(parts.number) = whole.number
)

SELECT
    CONCAT('categories ', totals.places, ' ', totals.total, ARRAY_TO_STRING(totals.lower, ' ')) AS line,
    totals.total,
    addends.cell AS part
FROM totals
INNER JOIN addends ON totals.places = addends.places AND LIST_CONTAINS(totals.lower, addends.area_category);

-- An indicator and its kinds: those whose ids begin with its own, or a run of several right after or before it in the
-- file that adds up to it in every place and year, of which there are several.
INSERT INTO sums
WITH ordered AS (
    SELECT
        source,
        indicator,
        ROW_NUMBER() OVER (PARTITION BY source ORDER BY MIN(observation)) AS position
    FROM numbered
    WHERE source IN (SELECT addends.source FROM addends)
    GROUP BY source, indicator
),

-- Tried first where the possible whole is largest: most runs do not add up even there.
largest AS (
    SELECT DISTINCT indicators
    FROM (
        SELECT ARG_MAX(addends.indicators, addends.number) AS indicators
        FROM addends
        GROUP BY addends.source, addends.indicator
    ) AS largest_of_each
),

-- 0 counts here: a kind that nowhere occurs in one place is a kind all the same. What lies between two indicators is
-- the greater of two differences; the one in the wrong direction is never above 0.
tried AS (
    SELECT
        numbered.source,
        numbered.indicators,
        ordered.position,
        numbered.number,
        SUM(numbered.number) OVER (PARTITION BY numbered.indicators ORDER BY ordered.position) AS so_far,
        so_far - numbered.number AS before
    FROM largest
    INNER JOIN numbered ON largest.indicators = numbered.indicators
    INNER JOIN ordered ON numbered.source = ordered.source AND numbered.indicator = ordered.indicator
    WHERE numbered.number IS NOT NULL
),

likely AS (
    SELECT
        whole.source,
        whole.position,
        edge.position AS edge
    FROM tried AS whole
    INNER JOIN tried AS edge ON whole.indicators = edge.indicators AND ABS(edge.position - whole.position) > 1
    WHERE whole.number > 0
    GROUP BY whole.source, whole.position, edge.position
    HAVING BOOL_AND(GREATEST(edge.so_far - whole.so_far, whole.before - edge.before) = whole.number)
),

along AS (
    SELECT
        numbered.source,
        numbered.indicators,
        ordered.position,
        numbered.number,
        SUM(numbered.number) OVER (PARTITION BY numbered.indicators ORDER BY ordered.position) AS so_far,
        so_far - numbered.number AS before
    FROM numbered
    INNER JOIN ordered ON numbered.source = ordered.source AND numbered.indicator = ordered.indicator
    WHERE numbered.number IS NOT NULL AND numbered.source IN (SELECT likely.source FROM likely)
),

runs AS (
    SELECT
        likely.source,
        likely.position,
        LEAST(likely.position + 1, likely.edge) AS first,
        GREATEST(likely.position - 1, likely.edge) AS last
    FROM likely
    INNER JOIN along AS whole ON likely.source = whole.source AND likely.position = whole.position
    INNER JOIN along AS edge ON whole.indicators = edge.indicators AND likely.edge = edge.position
    GROUP BY likely.source, likely.position, likely.edge
    HAVING
        COUNT(*) > 1
        AND BOOL_AND(GREATEST(edge.so_far - whole.so_far, whole.before - edge.before) = whole.number)
),

kinds AS (
    SELECT
        runs.source,
        whole.indicator AS upper,
        part.indicator AS lower,
        CONCAT('run ', runs.first, ' ', runs.last, ' ') AS line
    FROM runs
    INNER JOIN ordered AS whole ON runs.source = whole.source AND runs.position = whole.position
    INNER JOIN ordered AS part ON runs.source = part.source AND part.position BETWEEN runs.first AND runs.last
    UNION ALL
    SELECT
        whole.source,
        whole.indicator AS upper,
        part.indicator AS lower,
        'kinds ' AS line
    FROM ordered AS whole
    INNER JOIN ordered AS part
        ON whole.source = part.source AND STARTS_WITH(part.indicator, whole.indicator || '_')
),

pairs AS (
    SELECT
        kinds.line || whole.cell AS line,
        whole.cell AS total,
        whole.number,
        part.cell AS part,
        part.number AS part_number
    FROM kinds
    INNER JOIN addends AS whole ON kinds.source = whole.source AND kinds.upper = whole.indicator
    INNER JOIN addends AS part ON whole.indicators = part.indicators AND kinds.lower = part.indicator
)

SELECT
    line,
    total,
    part
FROM pairs
QUALIFY SUM(part_number) OVER (PARTITION BY line) = number;
