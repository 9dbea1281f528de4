"""Everything at once: the files in a zip, read by an independent reader of data packages, and the tables as Parquet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

import queries
from pages.server import open_data
from tests import ROOT
from tests.report_2021 import observations
from tests.server import get, rows

ZIP = "/api/lagesbild.zip"
PARQUET = [address for address in open_data.ANSWERS if address.endswith(".parquet")]


def unpacked() -> zipfile.ZipFile:
    answer = get(ZIP)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def table(files: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files.read(name).decode("utf-8"), newline="")))


@pytest.mark.usefixtures("built_in_data")
def test_the_zip_is_a_data_package_that_others_can_read(tmp_path: Path) -> None:
    unpacked().extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["title", "message"]) == []
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == queries.version()
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {f"{one['name']}.csv" for one in package["resources"]} | {
        *("datapackage.json", "LICENSE.txt", "README.txt")
    }
    assert (tmp_path / "LICENSE.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.usefixtures("built_in_data")
def test_the_zip_holds_the_report_and_every_row_of_the_files() -> None:
    files = unpacked()
    figures = {
        (row["indicator"], row["area_category"], int(row["year"]), measure): float(row[measure])
        for row in table(files, "observations.csv")
        for measure in ("count", "population", "per_1000", "share_percent")
        if row[measure] and row["source"] != "bra-kommun-2015-2025"
    }
    assert figures == dict(observations())
    assert {one.compress_type for one in files.infolist()} == {zipfile.ZIP_DEFLATED}
    for path in (ROOT / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert len(table(files, path.name)) == len(list(csv.DictReader(file))), path.name


@pytest.mark.usefixtures("built_in_data")
def test_the_zip_says_version_licence_and_sources_in_both_languages() -> None:
    said = unpacked().read("README.txt").decode("utf-8")
    for text in (
        queries.version(),
        "EUPL 1.2",
        "Talen tillhör",
        "The figures belong",
        "Polismyndigheten",
        "Brottsförebyggande",
    ):
        assert text in said


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("address", PARQUET)
def test_a_table_as_parquet_has_its_types_and_its_dictionary(address: str, tmp_path: Path) -> None:
    answer = get(address)
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    file = tmp_path / "table.parquet"
    file.write_bytes(answer.content)
    name = address.rpartition("/")[2].removesuffix(".parquet")
    package: dict[str, Any] = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    (resource,) = [one for one in package["resources"] if one["name"] == name]
    schema = pq.read_schema(file)
    assert schema.names == [column["name"] for column in resource["schema"]["fields"]]
    for column in resource["schema"]["fields"]:
        field = schema.field(column["name"])
        assert field.metadata[b"description"].decode("utf-8") == column.get("description", "")
        assert str(field.type).startswith({"string": "string", "integer": "int", "number": "double"}[column["type"]])
    assert json.loads(schema.metadata[b"dictionary"])["schema"] == resource["schema"]
    assert schema.metadata[b"version"].decode() == queries.version()
    (count,) = duckdb.sql(f"SELECT COUNT(*) FROM '{file}'").fetchall()[0]
    assert count == len(table(unpacked(), f"{name}.csv"))


@pytest.mark.usefixtures("built_in_data")
def test_figures_can_be_asked_of_the_parquet_file(tmp_path: Path) -> None:
    file = tmp_path / "observations.parquet"
    file.write_bytes(get("/api/parquet/observations.parquet").content)
    asked = f"SELECT per_1000 FROM '{file}' WHERE indicator = 'narcotics_offences' AND area_category = 'vulnerable' AND year = 2019"
    assert duckdb.sql(asked).fetchall() == [(12.9,)]  # table 7


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("address", [ZIP, "/api/parquet/observations.parquet"])
def test_it_is_made_once_and_not_sent_twice(address: str) -> None:
    first = get(address)
    assert get(address).content == first.content
    assert get(address, if_none_match=first.headers["etag"]).status_code == 304
    assert get(address, "HEAD").content == b""


def test_changed_figures_are_in_it_at_once(data_copy: Path) -> None:
    before = get(ZIP).headers["etag"]
    export = data_copy / "exports/lagesbild-2021-tabell-7.csv"
    export.write_text(export.read_text(encoding="utf-8").replace(",12.9,", ",13.9,"), encoding="utf-8")
    assert get(ZIP).headers["etag"] != before
    assert "13.9" in [row["per_1000"] for row in table(unpacked(), "observations.csv")]


def test_single_answers_to_questions_are_in_neither(data_copy: Path) -> None:
    """They are of few people who were asked; the pages show what follows from them."""
    assert "answers.csv" not in unpacked().namelist()
    assert get("/api/parquet/answers.parquet").status_code == 404


@pytest.mark.usefixtures("built_in_data")
def test_the_dictionary_of_the_files_can_be_had_alone() -> None:
    package = get("/api/datapackage.json").json()
    assert package == json.loads(unpacked().read("datapackage.json"))
    assert len(rows("/api/observations.csv")) > 19_000
