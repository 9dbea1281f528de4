-- One row per striking figure of a municipality that a single case, or a way of registering, can make, and that is to
-- be told before a trend or a comparison. kind leap: the count is more than 2.5 times that of the year before, or less
-- than a 2.5th, and the larger of the two at least 200 (times: this count over that). kind far_above: the rate lies
-- above the upper quartile of all municipalities of the year, 100 or more, by more than three times the middle half's
-- width, and the count is at least 200 (times: the rate over the median). A row of a part comes again for the wholes
-- that hold it: indicator is whose figures it touches, of is whose figure it is. Computed, from figures of one source.
-- Parameters: $indicator (id), $areas (list of names of municipalities), $years (list of int); NULL does not filter.
WITH rates AS (
    SELECT
        series.indicator,
        series.area,
        series.year,
        series.source,
        series.cases AS count,
        series.value AS per_1000,
        LAG(series.cases) OVER one_place AS count_before,
        LAG(series.year) OVER one_place = series.year - 1 AS is_next,
        COUNT(*) OVER every_one AS municipalities,
        QUANTILE_CONT(series.value, 0.25) OVER every_one AS lower_quartile,
        QUANTILE_CONT(series.value, 0.5) OVER every_one AS median,
        QUANTILE_CONT(series.value, 0.75) OVER every_one AS upper_quartile
    FROM series
    INNER JOIN municipalities ON series.area = municipalities.name
    INNER JOIN indicators ON series.indicator = indicators.id AND indicators.screen = 'reported_offences'
    WHERE series.measure = 'per_1000' AND series.cases IS NOT NULL
    WINDOW
        one_place AS (PARTITION BY series.indicator, series.area, series.source ORDER BY series.year),
        every_one AS (PARTITION BY series.indicator, series.year, series.source)
),

found AS (
    SELECT
        *,
        'leap' AS kind,
        count / NULLIF(count_before, 0) AS times
    FROM rates
    WHERE
        is_next
        AND GREATEST(count, count_before) >= 200
        AND GREATEST(count, count_before) > 2.5 * LEAST(count, count_before)
    UNION ALL
    SELECT
        *,
        'far_above' AS kind,
        per_1000 / median AS times
    FROM rates
    WHERE municipalities >= 100 AND count >= 200 AND per_1000 > upper_quartile + 3 * (upper_quartile - lower_quartile)
),

touched AS (
    SELECT
        part AS of,
        whole AS indicator
    FROM indicator_parts
    UNION ALL
    SELECT
        id AS of,
        id AS indicator
    FROM indicators
)

SELECT
    touched.indicator,
    touched.of,
    found.area,
    found.year,
    found.kind,
    found.count,
    CASE WHEN found.is_next THEN found.count_before END AS count_before,
    found.per_1000,
    found.median,
    found.times,
    found.source
FROM found
INNER JOIN touched ON found.indicator = touched.of
INNER JOIN indicators ON touched.indicator = indicators.id
INNER JOIN indicators AS parts ON touched.of = parts.id
WHERE
    ($indicator IS NULL OR touched.indicator = $indicator)
    AND ($areas IS NULL OR LIST_CONTAINS($areas, found.area))
    AND ($years IS NULL OR LIST_CONTAINS($years, found.year))
ORDER BY
    indicators.position,
    touched.indicator,
    parts.position,
    touched.of,
    found.area,
    found.year,
    found.kind
