-- One row per area that was assessed at least once: its name, and, as of the latest assessment that has it, where it
-- lies, its centre (WGS84), and where that stands.
-- Parameters: none.
SELECT
    area,
    name,
    municipality_code,
    municipality,
    police_district,
    police_region,
    latitude,
    longitude,
    place_source
FROM placed_assessments
QUALIFY ROW_NUMBER() OVER (PARTITION BY area ORDER BY year DESC) = 1
ORDER BY name
