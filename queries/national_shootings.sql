-- One row per event (shooting or detonation), year and publication: the country's number as that publication has it,
-- its 95 % interval (swing: as in the question series), when it was published (NULL: not known), and whether it is
-- known second hand only. Publications with most years last.
-- Parameters: none.
SELECT
    figures.event,
    figures.year,
    figures.count,
    limits.lower_95,
    limits.upper_95,
    limits.swing,
    figures.published,
    figures.second_hand = 'yes' AS is_second_hand,
    figures.source,
    sources.publisher,
    sources.published AS source_published,
    COUNT(*) OVER (PARTITION BY figures.event, figures.source) AS years_in_source
FROM national_shootings AS figures
INNER JOIN sources ON figures.source = sources.id
LEFT JOIN limits
    ON
        limits.kind = 'national'
        AND figures.event = limits.indicator
        AND figures.year = limits.year
        AND figures.source = limits.source
ORDER BY figures.event DESC, years_in_source ASC, sources.published ASC, figures.source ASC, figures.year ASC
