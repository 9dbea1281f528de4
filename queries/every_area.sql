-- One row per area that was assessed at least once: its name, where it lies, its centre (WGS84), and where that stands.
-- Parameters: none.
SELECT
    id AS area,
    name,
    municipality_code,
    municipality,
    police_district,
    police_region,
    latitude,
    longitude,
    source AS place_source
FROM areas
ORDER BY name
