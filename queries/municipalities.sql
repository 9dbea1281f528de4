-- One row per municipality: code, name, county and police region.
-- Parameters: none.
SELECT
    code,
    name,
    county,
    police_region
FROM municipalities
ORDER BY code
