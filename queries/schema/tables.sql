-- The tables behind every question; columns and units are described in data/datapackage.json.
CREATE TABLE observations (
    indicator VARCHAR NOT NULL,
    area_category VARCHAR,
    area VARCHAR,
    year INTEGER NOT NULL,
    count BIGINT,
    population BIGINT,
    per_1000 DOUBLE,
    share_percent DOUBLE,
    source VARCHAR NOT NULL
);

CREATE TABLE indicators (
    id VARCHAR NOT NULL,
    position BIGINT NOT NULL,
    screen VARCHAR,
    measure VARCHAR NOT NULL,
    decimals INTEGER NOT NULL,
    polarity VARCHAR NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    noun_sv VARCHAR NOT NULL,
    noun_en VARCHAR NOT NULL,
    unit_sv VARCHAR NOT NULL,
    unit_en VARCHAR NOT NULL,
    reading_sv VARCHAR,
    reading_en VARCHAR,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    caveats_sv VARCHAR,
    caveats_en VARCHAR
);

CREATE TABLE area_categories (
    id VARCHAR NOT NULL,
    position BIGINT NOT NULL,
    role VARCHAR NOT NULL,
    abbreviation VARCHAR,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    phrase_sv VARCHAR NOT NULL,
    phrase_en VARCHAR NOT NULL,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    source VARCHAR NOT NULL
);

CREATE TABLE sources (
    id VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    document_sv VARCHAR NOT NULL,
    document_en VARCHAR NOT NULL,
    part_sv VARCHAR NOT NULL,
    part_en VARCHAR NOT NULL,
    published VARCHAR NOT NULL
);

CREATE TABLE notes (
    indicator VARCHAR NOT NULL,
    area_category VARCHAR,
    area VARCHAR,
    year INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    note_sv VARCHAR NOT NULL,
    note_en VARCHAR NOT NULL
);

CREATE TABLE computed_measures (
    id VARCHAR NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    unit_sv VARCHAR NOT NULL,
    unit_en VARCHAR NOT NULL,
    decimals INTEGER,
    formula_sv VARCHAR NOT NULL,
    formula_en VARCHAR NOT NULL,
    caveats_sv VARCHAR,
    caveats_en VARCHAR
);
