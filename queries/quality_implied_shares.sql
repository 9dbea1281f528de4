-- One row per source and year that prints counts beside their shares of the country's: how many of the shares agree
-- with one and the same number for the country (computed), how many there are, and the outcome: passed, found, or
-- not_checked (no number agrees with most of them).
-- Parameters: none.
SELECT
    printed.source,
    printed.indicator,
    printed.year,
    country.country_count,
    COUNT(*) FILTER (
        WHERE ROUND(printed.count * 100.0 / country.country_count, 1) = ROUND(printed.share_percent, 1)
    ) AS agreeing,
    COUNT(*) AS shares,
    COALESCE(
        LIST(printed.area_category) FILTER (
            WHERE ROUND(printed.count * 100.0 / country.country_count, 1) <> ROUND(printed.share_percent, 1)
        ),
        []
    ) AS disagreeing,
    CASE
        WHEN country.country_count IS NULL THEN 'not_checked'
        WHEN agreeing = shares THEN 'passed'
        ELSE 'found'
    END AS outcome
FROM observations AS printed
LEFT JOIN implied_country_count AS country ON printed.source = country.source AND printed.year = country.year
WHERE printed.indicator = 'shootings' AND printed.count > 0 AND printed.share_percent > 0
GROUP BY printed.source, printed.indicator, printed.year, country.country_count
ORDER BY printed.source, printed.year
