-- One row per printed figure that a later publication of the same publisher has changed: indicator, category or place
-- (NULL for both: the whole country), year, measure, the figure before and after with their sources, and the difference
-- (computed). The newest publication first. Figures that two publishers print differently are no revisions.
-- Parameters: none.
WITH dated AS (
    SELECT
        printed_series.*,
        sources.publisher,
        sources.published
    FROM printed_series
    INNER JOIN sources ON printed_series.source = sources.id
    WHERE printed_series.value IS NOT NULL
),

followed AS (
    SELECT
        dated.*,
        LAG(dated.value) OVER later AS value_before,
        LAG(dated.source) OVER later AS source_before,
        LAG(dated.published) OVER later AS published_before
    FROM dated
    WINDOW later AS (
        PARTITION BY
            dated.indicator,
            dated.area_category,
            dated.area,
            dated.year,
            dated.measure,
            dated.publisher
        ORDER BY dated.published, dated.source
    )
)

SELECT
    followed.indicator,
    followed.area_category,
    followed.area,
    followed.year,
    followed.measure,
    followed.value_before,
    followed.published_before,
    followed.source_before,
    followed.value AS value_after,
    followed.published AS published_after,
    followed.source AS source_after,
    followed.value - followed.value_before AS difference
FROM followed
WHERE followed.value_before <> followed.value
ORDER BY
    followed.published DESC,
    followed.indicator ASC,
    followed.area ASC,
    followed.area_category ASC,
    followed.year ASC,
    followed.measure ASC
