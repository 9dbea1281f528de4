-- The observations that lose their figures, for queries/store/hiding.py: those to be hidden, with their counts, and
-- those that lose their share alone. The shares of an indicator and year are the way to the country's number: where it
-- is not shown, and anything is hidden, so are all of them. Only the first $seen observations are looked at.
CREATE TEMP TABLE gone AS
WITH hidden AS (
    SELECT UNNEST($hidden) AS observation
),

touched AS (
    SELECT DISTINCT
        observations.indicator,
        observations.year
    FROM observations
    INNER JOIN hidden ON observations.rowid = hidden.observation
),

wholes AS (
    SELECT
        observations.indicator,
        observations.year
    FROM observations
    LEFT JOIN hidden ON observations.rowid = hidden.observation
    WHERE
        observations.rowid < $seen
        AND observations.area_category = 'sweden'
        AND observations.count IS NOT NULL
        AND hidden.observation IS NULL
    UNION
    SELECT
        'shootings' AS indicator,
        year
    FROM national_shootings
    WHERE event = 'shooting'
)

SELECT
    observation,
    TRUE AS is_hidden
FROM hidden
UNION ALL
SELECT
    own.observation,
    FALSE AS is_hidden
FROM own
INNER JOIN observations AS shares ON own.observation = shares.rowid
INNER JOIN touched ON shares.indicator = touched.indicator AND shares.year = touched.year
LEFT JOIN wholes ON shares.indicator = wholes.indicator AND shares.year = wholes.year
LEFT JOIN hidden ON own.observation = hidden.observation
WHERE
    shares.share_percent IS NOT NULL
    AND wholes.indicator IS NULL
    AND hidden.observation IS NULL;
