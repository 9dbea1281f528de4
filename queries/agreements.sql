-- One row per agreement: its texts, period and source, with the codes and names of its municipalities in the order
-- of their names. Times are as written in the file (ISO 8601); NULL is not known, an end that is NULL is open.
-- Parameters: $agreement (id); NULL does not filter.
WITH members AS (
    SELECT
        agreement_municipalities.agreement,
        LIST(municipalities.code ORDER BY municipalities.name) AS codes,
        LIST(municipalities.name ORDER BY municipalities.name) AS municipalities
    FROM agreement_municipalities
    INNER JOIN municipalities ON agreement_municipalities.municipality_code = municipalities.code
    GROUP BY agreement_municipalities.agreement
)

SELECT
    agreements.*,
    COALESCE(members.codes, []) AS codes,
    COALESCE(members.municipalities, []) AS municipalities
FROM agreements
LEFT JOIN members ON agreements.id = members.agreement
WHERE $agreement IS NULL OR agreements.id = $agreement
ORDER BY agreements.begins DESC, agreements.id ASC
