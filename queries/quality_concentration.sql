-- One row per source of shares of the country's shootings in groups of areas (table 5): of how many years there are
-- shares inside and outside the reported areas, in which years the two do not make 100 within rounding or the
-- assessed areas, which are among the reported, have more than these, and the outcome: found, passed or not_checked.
-- Parameters: none.
WITH years AS (
    SELECT
        source,
        year,
        MAX(share_percent) FILTER (WHERE area_group = 'reported_2021') AS inside,
        MAX(share_percent) FILTER (WHERE area_group = 'outside_reported_2021') AS outside,
        MAX(share_percent) FILTER (WHERE area_group = 'assessed_2019') AS part
    FROM shooting_concentration
    GROUP BY source, year
)

SELECT
    source,
    COUNT(inside + outside) AS figures,
    COALESCE(
        LIST(year ORDER BY year) FILTER (WHERE ABS(inside + outside - 100) > 1 OR part > inside), []
    ) AS differing_years,
    CASE
        WHEN LEN(differing_years) > 0 THEN 'found'
        WHEN figures = 0 THEN 'not_checked'
        ELSE 'passed'
    END AS outcome
FROM years
GROUP BY source
ORDER BY source
