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
    singular_sv VARCHAR,
    singular_en VARCHAR,
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
    published VARCHAR,
    url VARCHAR
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

CREATE TABLE contradictions (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    subject_sv VARCHAR NOT NULL,
    subject_en VARCHAR NOT NULL,
    statement_sv VARCHAR NOT NULL,
    statement_en VARCHAR NOT NULL,
    place_sv VARCHAR NOT NULL,
    place_en VARCHAR NOT NULL,
    other_statement_sv VARCHAR NOT NULL,
    other_statement_en VARCHAR NOT NULL,
    other_place_sv VARCHAR NOT NULL,
    other_place_en VARCHAR NOT NULL,
    meaning_sv VARCHAR NOT NULL,
    meaning_en VARCHAR NOT NULL,
    shown_sv VARCHAR NOT NULL,
    shown_en VARCHAR NOT NULL
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

CREATE TABLE concepts (
    id VARCHAR NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    caveats_sv VARCHAR,
    caveats_en VARCHAR,
    source VARCHAR NOT NULL
);

CREATE TABLE areas (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    municipality_code VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL,
    police_district VARCHAR,
    police_area VARCHAR,
    police_region VARCHAR NOT NULL,
    latitude DOUBLE NOT NULL,
    longitude DOUBLE NOT NULL,
    area_km2 DOUBLE,
    source VARCHAR NOT NULL
);

CREATE TABLE assessments (
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    area_category VARCHAR NOT NULL,
    trend VARCHAR,
    police_trend VARCHAR,
    source VARCHAR NOT NULL
);

CREATE TABLE municipalities (
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    county_code VARCHAR NOT NULL,
    county VARCHAR NOT NULL,
    police_region VARCHAR NOT NULL,
    skr_group VARCHAR NOT NULL
);

CREATE TABLE municipality_neighbours (
    code VARCHAR NOT NULL,
    neighbour VARCHAR NOT NULL,
    touch VARCHAR NOT NULL
);

CREATE TABLE police_districts (
    name VARCHAR NOT NULL,
    code VARCHAR,
    police_area VARCHAR NOT NULL,
    police_area_code VARCHAR NOT NULL,
    police_region VARCHAR NOT NULL,
    police_region_code VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE problem_parts (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE problem_levels (
    area_category VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    level DOUBLE NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE answers (
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    question INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    level INTEGER NOT NULL,
    uncertainty INTEGER
);

CREATE TABLE area_groups (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    area_category VARCHAR,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    areas INTEGER,
    areas_approximate VARCHAR,
    land_percent DOUBLE,
    source VARCHAR NOT NULL
);

CREATE TABLE shooting_concentration (
    year INTEGER NOT NULL,
    months INTEGER NOT NULL,
    area_group VARCHAR NOT NULL,
    share_percent DOUBLE NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE encrochat (
    area_group VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    mean DOUBLE NOT NULL,
    lowest DOUBLE,
    highest DOUBLE,
    lowest_printed VARCHAR NOT NULL,
    highest_printed VARCHAR NOT NULL,
    share_percent DOUBLE,
    source VARCHAR NOT NULL
);

CREATE TABLE national_shootings (
    year INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    published VARCHAR,
    source VARCHAR NOT NULL,
    second_hand VARCHAR NOT NULL
);

CREATE TABLE agreements (
    id VARCHAR NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR,
    title_sv VARCHAR NOT NULL,
    title_en VARCHAR,
    parties_sv VARCHAR NOT NULL,
    parties_en VARCHAR,
    begins VARCHAR NOT NULL,
    ends VARCHAR,
    signed VARCHAR,
    continues_sv VARCHAR,
    continues_en VARCHAR,
    follow_up_sv VARCHAR,
    follow_up_en VARCHAR,
    source VARCHAR NOT NULL
);

CREATE TABLE agreement_municipalities (
    agreement VARCHAR NOT NULL,
    municipality_code VARCHAR NOT NULL
);

CREATE TABLE goals (
    id VARCHAR NOT NULL,
    agreement VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    text_sv VARCHAR NOT NULL,
    text_en VARCHAR,
    detail_sv VARCHAR,
    detail_en VARCHAR,
    place_sv VARCHAR,
    place_en VARCHAR,
    needed_sv VARCHAR,
    needed_en VARCHAR,
    target_indicator VARCHAR,
    target_kind VARCHAR,
    target DOUBLE,
    target_from INTEGER,
    target_year INTEGER
);

CREATE TABLE goal_indicators (
    goal VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    shows_sv VARCHAR NOT NULL,
    shows_en VARCHAR,
    limits_sv VARCHAR NOT NULL,
    limits_en VARCHAR
);

CREATE TABLE actions (
    id VARCHAR NOT NULL,
    agreement VARCHAR NOT NULL,
    goal VARCHAR,
    title_sv VARCHAR NOT NULL,
    title_en VARCHAR,
    status VARCHAR NOT NULL,
    term VARCHAR,
    kind VARCHAR,
    unit VARCHAR NOT NULL,
    followed_up VARCHAR,
    note_sv VARCHAR,
    note_en VARCHAR
);

CREATE TABLE yearly_wheel (
    date VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    theme_sv VARCHAR NOT NULL,
    theme_en VARCHAR,
    follow_up_sv VARCHAR,
    follow_up_en VARCHAR,
    agreement VARCHAR
);

CREATE TABLE events (
    id VARCHAR NOT NULL,
    begins VARCHAR NOT NULL,
    ends VARCHAR,
    kind VARCHAR NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR,
    municipality_code VARCHAR,
    indicator VARCHAR,
    source VARCHAR NOT NULL
);

CREATE TABLE stages (
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    condition VARCHAR NOT NULL,
    stage INTEGER NOT NULL,
    uncertainty INTEGER
);

CREATE TABLE phases (
    area VARCHAR NOT NULL,
    phase INTEGER NOT NULL,
    begins VARCHAR NOT NULL,
    ends VARCHAR,
    mark_sv VARCHAR NOT NULL,
    mark_en VARCHAR
);

CREATE TABLE cylinder (
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    group_letter VARCHAR NOT NULL,
    count BIGINT -- empty where it is hidden: queries/store/hiding.py
);

CREATE TABLE squares (
    square VARCHAR NOT NULL,
    metres INTEGER NOT NULL,
    year INTEGER NOT NULL,
    condition VARCHAR NOT NULL,
    value DOUBLE, -- empty where it is hidden, as is the next: queries/store/hiding.py
    inhabitants INTEGER,
    source VARCHAR NOT NULL
);

CREATE TABLE quarters (
    indicator VARCHAR NOT NULL,
    municipality_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    count BIGINT NOT NULL,
    per_1000 DOUBLE,
    preliminary VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE municipality_populations (
    municipality_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    population BIGINT NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE skr_groups (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    main_group VARCHAR NOT NULL,
    main_label_sv VARCHAR NOT NULL,
    main_label_en VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE national_offences (
    offence VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    source_label VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    count BIGINT NOT NULL,
    per_1000 DOUBLE,
    status VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE area_places (
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    police_district VARCHAR,
    police_area VARCHAR,
    latitude DOUBLE NOT NULL,
    longitude DOUBLE NOT NULL,
    area_km2 DOUBLE NOT NULL,
    outline_change VARCHAR,
    overlap_percent INTEGER,
    outline VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE area_successions (
    area VARCHAR NOT NULL,
    predecessor VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    relation VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE conditions (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    part VARCHAR,
    worse VARCHAR NOT NULL,
    decimals INTEGER,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    unit_sv VARCHAR,
    unit_en VARCHAR,
    darker_sv VARCHAR,
    darker_en VARCHAR,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    caveats_sv VARCHAR,
    caveats_en VARCHAR,
    source VARCHAR NOT NULL
);

CREATE TABLE deso_figures (
    deso VARCHAR NOT NULL,
    municipality_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    area_type INTEGER NOT NULL,
    has_border VARCHAR NOT NULL,
    population INTEGER NOT NULL,
    income_median DOUBLE NOT NULL,
    low_education INTEGER NOT NULL,
    known_education INTEGER NOT NULL,
    employed INTEGER NOT NULL,
    working_age INTEGER NOT NULL,
    foreign_background INTEGER NOT NULL,
    single_parents INTEGER NOT NULL,
    households INTEGER NOT NULL,
    age_0_14 INTEGER NOT NULL,
    age_15_19 INTEGER NOT NULL
);

CREATE TABLE deso_areas (
    deso VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    share_percent DOUBLE NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE data_changes (
    id VARCHAR NOT NULL,
    date VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    what_sv VARCHAR NOT NULL,
    what_en VARCHAR NOT NULL,
    next_expected VARCHAR,
    next_sv VARCHAR,
    next_en VARCHAR
);
