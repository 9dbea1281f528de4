-- One row per municipality: code, name, county, police region and SKR's group.
-- Parameters: none.
SELECT
    code,
    name,
    county_code,
    county,
    police_region,
    skr_group
FROM municipalities
ORDER BY code
