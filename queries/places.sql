-- One row per county and municipality, counties first: code, name, and the police region it lies in.
-- Parameters: none.
SELECT DISTINCT
    county_code AS code,
    county AS name,
    police_region,
    TRUE AS is_county
FROM municipalities
UNION ALL
SELECT
    code,
    name,
    police_region,
    FALSE AS is_county
FROM municipalities
ORDER BY is_county DESC, code ASC
