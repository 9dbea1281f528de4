-- One row per municipality: code, name and police region.
-- Parameters: none.
SELECT
    code,
    name,
    police_region
FROM municipalities
ORDER BY code
