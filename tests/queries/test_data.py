"""The figures are those of the report, and the dictionary describes the files, nothing more and nothing less."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest
from frictionless import Package

import queries
from queries.store import database, loading
from tests.answers import answers, put
from tests.report_2021 import SHOOTINGS, observations

DATA = database.BUILT_IN
EXPORTS = sorted((DATA / "exports").glob("*.csv"))
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {resource["name"]: resource["schema"] for resource in PACKAGE["resources"]}
DICTIONARY = sorted(set(SCHEMAS) - set(database.FOLDERS))
MEASURES = ["count", "population", "per_1000", "share_percent"]
YEARS = [2018, 2019, 2020]


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as the text that stands in it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EVERY_OBSERVATION = [row for path in EXPORTS for row in read(path)]
MUNICIPALITIES = "bra-kommun-2015-2025"
"""The source of the figures by municipality; tests/queries/test_municipality_data.py is about them."""

OBSERVATIONS = [row for row in EVERY_OBSERVATION if row["source"] != MUNICIPALITIES]
INDICATORS = {row["id"]: row for row in read(DATA / "indicators.csv")}
CATEGORIES = {row["id"]: row for row in read(DATA / "area_categories.csv")}
SOURCES = {row["id"]: row for row in read(DATA / "sources.csv")}
NOTES = read(DATA / "notes.csv")


# ---- the figures ------------------------------------------------------------------------------------------------


def test_every_figure_is_the_reports_and_none_is_missing() -> None:
    report = [(key, str(figure)) for key, figure in observations()]
    entered = [
        ((row["indicator"], row["area_category"], int(row["year"]), measure), row[measure])
        for row in OBSERVATIONS
        for measure in MEASURES
        if row[measure]
    ]
    assert sorted(entered) == sorted(report)


def test_the_figures_are_about_categories_not_places() -> None:
    assert {row["area"] for row in OBSERVATIONS} == {""}


def test_every_figure_names_the_table_it_stands_in() -> None:
    tables = {
        "shootings": {"lagesbild-2021-tabell-4"},
        "incident_reports": {"lagesbild-2021-tabell-6"},
        "narcotics_offences": {"lagesbild-2021-tabell-7"},
        "weapons_offences": {"lagesbild-2021-tabell-7"},
        "vehicle_fires": {"lagesbild-2021-tabell-8"},
        "threats": {"lagesbild-2021-tabell-8"},
        "witness_intimidation": {"lagesbild-2021-tabell-8"},
    }
    for indicator, sources in tables.items():
        assert {row["source"] for row in OBSERVATIONS if row["indicator"] == indicator} == sources
    population = {(row["area_category"], row["source"]) for row in OBSERVATIONS if row["indicator"] == "population"}
    assert population == {("all_areas", "lagesbild-2021-avsnitt-2-3"), ("sweden", "scb-befolkning-1960-2020")}


def test_no_cell_holds_0_for_unknown() -> None:
    # No figure of the report is 0.
    assert [row for row in OBSERVATIONS for measure in MEASURES if row[measure] and float(row[measure]) == 0] == []


@pytest.mark.parametrize("year", YEARS)
def test_the_shootings_of_the_categories_add_up(year: int) -> None:
    parts = [SHOOTINGS[category, year][0] for category in ("vulnerable", "risk", "particularly_vulnerable")]
    assert sum(parts) == SHOOTINGS["all_areas", year][0]


@pytest.mark.parametrize(("year", "printed"), [(2018, 38.9), (2019, 28.8), (2020, 35.5)])
def test_the_shares_of_the_categories_add_up(year: int, printed: float) -> None:
    parts = [SHOOTINGS[category, year][1] for category in ("vulnerable", "risk", "particularly_vulnerable")]
    assert sum(parts) == pytest.approx(printed, abs=0.1)


def test_the_total_of_2020_stands_as_printed_and_a_note_says_what_its_parts_add_up_to() -> None:
    assert SHOOTINGS["all_areas", 2020][1] == 39.7
    figure = ("shootings", "all_areas", "", "2020", "lagesbild-2021-tabell-4", "share_percent")
    columns = ("indicator", "area_category", "area", "year", "source", "measure")
    [note] = [note for note in NOTES if tuple(note[column] for column in columns) == figure]
    for column, figures in {"note_sv": ("39,7", "35,5"), "note_en": ("39.7", "35.5")}.items():
        assert all(figure in note[column] for figure in figures)


def test_every_note_is_about_a_figure_that_there_is() -> None:
    columns = ("indicator", "area_category", "area", "year", "source")
    for note in NOTES:
        if note["source"] == MUNICIPALITIES:  # about all series of the source
            continue
        [row] = [row for row in OBSERVATIONS if all(row[column] == note[column] for column in columns)]
        assert row[note["measure"]]


# ---- the data package -------------------------------------------------------------------------------------------


def test_an_independent_reader_finds_the_data_package_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.flatten(["type", "note", "rowNumber", "fieldName"]) == []
    assert report.valid
    assert {task.name: task.stats.get("rows") for task in report.tasks}["observations"] == len(EVERY_OBSERVATION)


def test_addresses_of_sources_are_those_of_their_publishers() -> None:
    hosts = {
        "Polismyndigheten": {"polisen.se"},
        "Brottsförebyggande rådet (Brå)": {"statistik.bra.se"},
        "Statistiska centralbyrån (SCB)": {"scb.se", "www.scb.se", "www.statistikdatabasen.scb.se"},
        "Sveriges Kommuner och Regioner (SKR)": {"skr.se"},
        "Umeå kommun, Polismyndigheten": {"www.umea.se"},
        "omtanke.today": {"omtanke.today"},
        "Dagens Vimmerby": {"www.dagensvimmerby.se"},
        "Fria Tider": {"www.friatider.se"},
    }
    with_address = [row for row in SOURCES.values() if row["url"]]
    assert {row["publisher"] for row in with_address} == set(hosts)
    for row in with_address:
        assert urlsplit(row["url"]).scheme == "https"
        assert urlsplit(row["url"]).hostname in hosts[row["publisher"]], row["id"]


def test_the_data_package_lists_every_csv_file_and_no_other() -> None:
    listed = []
    for resource in PACKAGE["resources"]:
        path = resource.get("path", [])  # none where the repository has no file of the resource
        listed += path if isinstance(path, list) else [path]
    assert sorted(listed) == sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv"))


def described(folder: Path, *names: str) -> list[list[object]]:
    """What an independent reader finds in the data package once it lists these answer files."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    about_them = ("answers", "problem_parts", "sources")  # the rest is not what is tried here, and takes long
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in about_them]
    resource = next(resource for resource in package["resources"] if resource["name"] == "answers")
    del resource["data"]
    resource |= {"path": list(names), "format": "csv", "encoding": "utf-8"}
    (folder / "described.json").write_text(json.dumps(package), encoding="utf-8")
    report = Package(str(folder / "described.json")).validate()
    return [list(found) for found in report.flatten(["type", "rowNumber", "fieldName"])]


def test_no_answers_are_shipped_and_the_data_package_says_their_columns() -> None:
    assert not (DATA / "answers").exists()
    resource = next(resource for resource in PACKAGE["resources"] if resource["name"] == "answers")
    assert resource["data"] == [[field["name"] for field in SCHEMAS["answers"]["fields"]]]


def test_answers_that_are_there_are_valid_for_an_independent_reader_and_for_us(data_copy: Path) -> None:
    put(data_copy, answers("alby", 2020), name="a.csv")
    put(data_copy, answers("alby", 2021), answers("Norra staden", 2021), name="b.csv")
    assert described(data_copy, "answers/a.csv", "answers/b.csv") == []
    assert queries.problems() == ()
    assert {(row["name"], row["year"]) for row in queries.rows("answered_levels", years=None)} == {
        ("Alby", 2020),
        ("Alby", 2021),
        ("Norra staden", 2021),
    }


def test_answers_are_found_whether_listed_or_not(data_copy: Path) -> None:
    put(data_copy, answers("alby", 2021))
    assert queries.problems() == ()
    assert len(queries.rows("answered_levels", years=None)) == 4


def test_wrong_answers_are_wrong_for_an_independent_reader_and_for_us(data_copy: Path) -> None:
    path = put(data_copy, answers("alby", 2021))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",7,living_environment,3,1", ",81,total,6,0"), encoding="utf-8")
    ours = [(problem.row, problem.column) for problem in queries.problems()]
    assert ours == [(8, "question"), (8, "part"), (8, "level"), (8, "uncertainty")]
    theirs = described(data_copy, "answers/made-up.csv")
    assert {(row, name) for _, row, name in theirs if name} == {*ours}


@pytest.mark.parametrize(
    ("path", "resource"),
    [*((path, "observations") for path in EXPORTS), *((DATA / f"{name}.csv", name) for name in DICTIONARY)],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_every_column_is_described_and_no_other(path: Path, resource: str) -> None:
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header == [field["name"] for field in SCHEMAS[resource]["fields"]]


@pytest.mark.parametrize("resource", SCHEMAS)
def test_every_column_has_type_title_and_description(resource: str) -> None:
    for field in SCHEMAS[resource]["fields"]:
        assert field["type"] in {"string", "integer", "number"}, field["name"]
        assert field["title"].strip(), field["name"]
        assert field["description"].strip(), field["name"]


def test_measures_and_only_they_have_units() -> None:
    units = {field["name"]: field.get("unit") for field in SCHEMAS["observations"]["fields"]}
    assert {name: unit for name, unit in units.items() if unit} == {
        "count": "cases",
        "population": "inhabitants",
        "per_1000": "cases per 1,000 inhabitants",
        "share_percent": "per cent",
    }


def test_the_database_has_the_columns_of_the_data_package() -> None:
    types = {"integer": {"INTEGER", "BIGINT"}, "number": {"DOUBLE"}, "string": {"VARCHAR"}}
    with duckdb.connect() as connection:
        connection.execute((Path(database.__file__).parent / "schema" / "tables.sql").read_text(encoding="utf-8"))
        columns = connection.execute(
            "SELECT table_name, column_name, data_type, is_nullable = 'NO' FROM information_schema.columns"
        ).fetchall()
    described = {
        (resource, field["name"]): (field["type"], field.get("constraints", {}).get("required", False))
        for resource, schema in SCHEMAS.items()
        for field in schema["fields"]
    }
    assert {(table, column) for table, column, _, _ in columns} == set(described)
    for table, column, data_type, not_null in columns:
        described_type, required = described[table, column]
        assert data_type in types[described_type], (table, column)
        # What is small is emptied after it was read: queries/store/hiding.py.
        hidden = {("cylinder", "count"), ("squares", "value"), ("squares", "inhabitants")}
        assert not_null == (required and (table, column) not in hidden), (table, column)


def test_every_file_of_the_data_package_is_loaded() -> None:
    assert set(loading.INSERT) == set(SCHEMAS)


# ---- the dictionary ---------------------------------------------------------------------------------------------


def test_the_indicators_are_those_of_the_design() -> None:
    screens = {id_: row["screen"] for id_, row in INDICATORS.items()}
    assert screens == {
        "shootings": "shootings",
        "incident_reports": "incident_reports",
        "narcotics_offences": "narcotics_weapons",
        "weapons_offences": "narcotics_weapons",
        "vehicle_fires": "fires_threats_intimidation",
        "threats": "fires_threats_intimidation",
        "witness_intimidation": "fires_threats_intimidation",
        "reported_offences": "reported_offences",
        "crimes_against_person": "reported_offences",
        "theft_robbery": "reported_offences",
        "burglary": "reported_offences",
        "criminal_damage": "reported_offences",
        "narcotics_weapons": "reported_offences",
        "population": "",  # a denominator, shown on no screen
        "assessed_areas": "",  # shown on a page of their own
        "police_districts_with_areas": "",
    }


def test_the_area_categories_are_those_of_the_design() -> None:
    assert {id_: row["role"] for id_, row in CATEGORIES.items()} == {
        "vulnerable": "category",
        "risk": "category",
        "particularly_vulnerable": "category",
        "all_areas": "sum",
        "rest_of_sweden": "yardstick",
        "sweden": "country",
    }
    assert CATEGORIES["risk"]["valid_to"] == "2025"  # abolished with the assessment of 2025


@pytest.mark.parametrize("indicator", ["narcotics_offences", "weapons_offences", "narcotics_weapons"])
def test_what_follows_police_activity_is_not_judged(indicator: str) -> None:
    assert INDICATORS[indicator]["polarity"] == "no_judgement"


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_has_label_definition_and_unit_in_both_languages(indicator: str) -> None:
    for column in ("label_sv", "label_en", "definition_sv", "definition_en", "unit_sv", "unit_en"):
        assert INDICATORS[indicator][column], column


def test_labels_are_not_the_same_in_both_languages() -> None:
    assert [
        row["id"] for row in [*INDICATORS.values(), *CATEGORIES.values()] if row["label_sv"] == row["label_en"]
    ] == []


@pytest.mark.parametrize("resource", DICTIONARY)
def test_what_is_said_in_one_language_is_said_in_the_other(resource: str) -> None:
    names = [field["name"] for field in SCHEMAS[resource]["fields"]]
    stems = {name[:-3] for name in names if name.endswith(("_sv", "_en"))}
    for row in read(DATA / f"{resource}.csv"):
        for stem in stems:
            assert bool(row[f"{stem}_sv"]) == bool(row[f"{stem}_en"]), (row, stem)


def test_every_source_that_is_named_is_listed_with_its_date() -> None:
    named = {row["source"] for path in DATA.rglob("*.csv") for row in read(path) if row.get("source")}
    assert named == set(SOURCES)
    without_figures = {"umebra-anteckningar-2024", "umebra-anteckningar-2025"}  # "eget datum är inte känt"
    for source in named - without_figures:
        assert re.fullmatch(r"20\d\d(-\d\d){0,2}", SOURCES[source]["published"]), source
    assert {SOURCES[source]["published"] for source in without_figures} == {""}


def test_every_first_measure_has_figures() -> None:
    for indicator, row in INDICATORS.items():
        assert any(seen[row["measure"]] for seen in EVERY_OBSERVATION if seen["indicator"] == indicator), indicator
