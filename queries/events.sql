-- One row per dated event: those of events.csv, the periods of the agreements, and the years of the assessments. Codes
-- of municipalities are empty where it is about the whole country; indicator NULL: about all of them. Times are as
-- written in the file: a date, a month or a year, or two years for one of them; an end that is NULL is open or
-- not known.
-- An assessment that events.csv tells of itself stands once.
-- Parameters: none.
WITH every AS (
    SELECT
        id,
        begins,
        ends,
        kind,
        label_sv,
        label_en,
        CASE WHEN municipality_code IS NULL THEN [] ELSE [municipality_code] END AS codes,
        indicator,
        source
    FROM events
    UNION ALL
    SELECT
        agreements.id,
        agreements.begins,
        agreements.ends,
        'agreement' AS kind,
        agreements.title_sv AS label_sv,
        agreements.title_en AS label_en,
        COALESCE(LIST(members.municipality_code) FILTER (WHERE members.municipality_code IS NOT NULL), []) AS codes,
        NULL AS indicator,
        agreements.source
    FROM agreements
    LEFT JOIN agreement_municipalities AS members ON agreements.id = members.agreement
    GROUP BY ALL
    UNION ALL
    SELECT
        'assessment-' || year AS id,
        CAST(year AS VARCHAR) AS begins,
        NULL AS ends,
        'assessment' AS kind,
        'Polisens bedömning av utsatta områden ' || year AS label_sv,
        'Assessment of vulnerable areas by the police ' || year AS label_en,
        [] AS codes,
        NULL AS indicator,
        MIN(source) AS source
    FROM assessments
    WHERE
        CAST(assessments.year AS VARCHAR) NOT IN (
            SELECT LEFT(events.begins, 4)
            FROM events
            WHERE events.kind = 'assessment' AND events.municipality_code IS NULL
        )
    GROUP BY year
)

SELECT * REPLACE (LIST_SORT(codes) AS codes)
FROM every
ORDER BY begins, id
