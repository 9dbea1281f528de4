-- One row per kind of offence, year and source: the whole country's reported offences, as printed, with their status
-- (final, preliminary, or difference: the next year's figure less the printed change). Never one series with figures by
-- area category or municipality: they leave out other offences.
-- Parameters: none.
SELECT
    figures.*,
    sources.published
FROM national_offences AS figures
INNER JOIN sources ON figures.source = sources.id
ORDER BY figures.position, figures.year, sources.published, figures.source
