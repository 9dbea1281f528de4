-- One row per DeSO: the shares that are computed of its numbers, in per cent, and whether its number of children and of
-- youths is among the largest tenth of the country's DeSO.
CREATE VIEW deso_shares AS
SELECT
    deso,
    ROUND(100.0 * low_education / known_education, 2) AS education,
    ROUND(100.0 * employed / working_age, 2) AS employment,
    ROUND(100.0 * single_parents / households, 2) AS single_parents,
    ROUND(100.0 * age_0_14 / population, 2) AS children,
    ROUND(100.0 * age_15_19 / population, 2) AS youths,
    ROUND(100.0 * foreign_background / population, 2) AS foreign_background,
    PERCENT_RANK() OVER (ORDER BY age_0_14) >= 0.9 AS many_children,
    PERCENT_RANK() OVER (ORDER BY age_15_19) >= 0.9 AS many_youths
FROM deso_figures;

-- One row per DeSO and variable of living conditions or SCB's type: the figure.
CREATE VIEW deso_values AS
SELECT
    deso_figures.deso,
    conditions.id AS condition,
    CASE conditions.id
        WHEN 'area_type' THEN deso_figures.area_type
        WHEN 'income' THEN deso_figures.income_median
        WHEN 'education' THEN deso_shares.education
        WHEN 'employment' THEN deso_shares.employment
        WHEN 'single_parents' THEN deso_shares.single_parents
        WHEN 'children' THEN deso_shares.children
        WHEN 'youths' THEN deso_shares.youths
        WHEN 'foreign_background' THEN deso_shares.foreign_background
    END AS value
FROM deso_figures
INNER JOIN deso_shares ON deso_figures.deso = deso_shares.deso
CROSS JOIN conditions
WHERE conditions.kind IN ('variable', 'type');

-- One row per DeSO and variable: how many per cent of the country's DeSO lie towards better conditions. Of DeSO that
-- are equal each has the middle of them.
CREATE VIEW deso_percentiles AS
WITH oriented AS (
    SELECT
        deso_values.deso,
        conditions.id AS condition,
        conditions.part,
        deso_values.value * IF(conditions.worse = 'low', -1, 1) AS value
    FROM deso_values
    INNER JOIN conditions ON deso_values.condition = conditions.id
    WHERE conditions.kind = 'variable'
),

ranked AS (
    SELECT
        *,
        RANK() OVER (PARTITION BY condition ORDER BY value) AS place,
        COUNT(*) OVER (PARTITION BY condition, value) AS as_much,
        COUNT(*) OVER (PARTITION BY condition) AS every
    FROM oriented
)

SELECT
    deso,
    condition,
    part,
    (place + as_much / 2.0 - 1) / every * 100 AS percentile
FROM ranked;

-- One row per DeSO and group of variables: where the mean of its percentiles lies among those of the country.
CREATE VIEW deso_group_percentiles AS
WITH means AS (
    SELECT
        deso,
        part,
        ROUND(AVG(percentile), 6) AS mean
    FROM deso_percentiles
    GROUP BY deso, part
),

ranked AS (
    SELECT
        means.deso,
        conditions.id AS condition,
        RANK() OVER (PARTITION BY conditions.id ORDER BY means.mean) AS place,
        COUNT(*) OVER (PARTITION BY conditions.id, means.mean) AS as_much,
        COUNT(*) OVER (PARTITION BY conditions.id) AS every
    FROM means
    INNER JOIN conditions ON means.part = conditions.part
    WHERE conditions.kind = 'group'
)

SELECT
    deso,
    condition,
    (place + as_much / 2.0 - 1) / every * 100 AS percentile
FROM ranked;

-- One row per DeSO and variable, group or SCB's type: its shade of five, the fifth being the worst conditions, and
-- whether it is among the worst tenth of the country's DeSO. Of the types, which are no fifths, the first is the worst.
CREATE VIEW deso_placed AS
SELECT
    deso,
    condition,
    CAST(FLOOR(percentile / 20) AS INTEGER) + 1 AS shade,
    percentile >= 90 AS is_worst
FROM deso_percentiles
UNION ALL
SELECT
    deso,
    condition,
    CAST(FLOOR(percentile / 20) AS INTEGER) + 1 AS shade,
    percentile >= 90 AS is_worst
FROM deso_group_percentiles
UNION ALL
SELECT
    deso,
    'area_type' AS condition,
    6 - area_type AS shade,
    area_type = 1 AS is_worst
FROM deso_figures;

-- One row per DeSO of which at least half lies in areas of the latest assessment that was compared: the area it lies in
-- most.
CREATE VIEW deso_inside AS
SELECT
    deso,
    year,
    ARG_MAX(area, share_percent) AS area
FROM deso_areas
GROUP BY deso, year
HAVING SUM(share_percent) >= 50
QUALIFY year = MAX(year) OVER ();

-- One row per variable and year of own squares and shade from 1 to 4: the figure up to which, and with which, a square
-- is in that shade or a lighter one; turned so that more is worse. The limits are those of the country's DeSO, or, of
-- what nobody has of these, those that part all own squares of the year into fifths.
CREATE VIEW square_limits AS
WITH turned AS (
    SELECT
        squares.condition,
        squares.year,
        squares.value * IF(conditions.worse = 'low', -1, 1) AS value
    FROM squares
    INNER JOIN conditions ON squares.condition = conditions.id
    WHERE squares.value IS NOT NULL
),

of_country AS (
    SELECT
        placed.condition,
        placed.shade,
        MAX(deso_values.value * IF(conditions.worse = 'low', -1, 1)) AS most
    FROM deso_placed AS placed
    INNER JOIN deso_values ON placed.deso = deso_values.deso AND placed.condition = deso_values.condition
    INNER JOIN conditions ON placed.condition = conditions.id
    WHERE placed.shade < 5 AND conditions.kind = 'variable'
    GROUP BY placed.condition, placed.shade
)

SELECT DISTINCT
    of_country.condition,
    turned.year,
    of_country.shade,
    of_country.most,
    TRUE AS of_country
FROM of_country
INNER JOIN turned ON of_country.condition = turned.condition
UNION ALL
SELECT
    condition,
    year,
    UNNEST([1, 2, 3, 4]) AS shade,
    UNNEST(QUANTILE_DISC(value, [0.2, 0.4, 0.6, 0.8])) AS most,
    FALSE AS of_country
FROM turned
WHERE turned.condition NOT IN (SELECT of_country.condition FROM of_country)
GROUP BY condition, year;
