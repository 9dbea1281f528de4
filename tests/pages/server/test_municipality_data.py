"""Figures of municipalities over HTTP: those of Brå, typed a second time, in parts of one state of the data."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import QueryParams
from starlette.types import Message

import queries
from pages.server import answers, municipality_data, open_data
from queries.store import database
from tests.offences_by_municipality import ALL_290, OFFENCES, QUARTERS
from tests.server import app, get, rows

pytestmark = pytest.mark.usefixtures("built_in_data")

CODES = {"Umeå": "2480", "Botkyrka": "0127", "Dorotea": "2425", "Stockholm": "0180", "Sigtuna": "0191"}
ADDRESSES = [f"/api/{name}.{kind}" for name in ("municipality-figures", "quarters") for kind in ("csv", "json")]


def test_a_municipality_has_its_figures_of_every_year_and_group() -> None:
    for name in ("Umeå", "Dorotea", "Stockholm"):
        found = rows(f"/api/municipality-figures.csv?municipality={CODES[name]}")
        assert {row["municipality"] for row in found} == {name}
        for indicator, group in (("reported_offences", "total"), ("burglary", "burglary")):
            of_it = [row for row in found if row["indicator"] == indicator]
            assert [int(row["year"]) for row in of_it] == list(range(2015, 2026))
            printed = [(int(row["count"]), round(float(row["per_1000"]) * 100)) for row in of_it]
            assert printed == list(OFFENCES[name][group])
        assert len(found) == 6 * 11


def test_all_municipalities_add_up() -> None:
    found = rows("/api/municipality-figures.csv?year=2025&indicator=burglary")
    assert len(found) == 290
    assert sum(int(row["count"]) for row in found) == ALL_290["burglary"][-1]
    (umeå,) = [row for row in found if row["municipality"] == "Umeå"]
    assert float(umeå["lower_95"]) < 1.57 < float(umeå["upper_95"])
    assert umeå | {"lower_95": "", "upper_95": ""} == {
        "indicator": "burglary",
        "municipality_code": "2480",
        "municipality": "Umeå",
        "county_code": "24",
        "county": "Västerbottens län",
        "skr_group": "B3",
        "year": "2025",
        "count": "211",
        "per_1000": "1.57",
        "lower_95": "",
        "upper_95": "",
        "interval_of": "per_1000",
        "swing": "known",
        "striking": "",
        "source": "bra-kommun-2015-2025",
        "published": "2026",
    }


def test_what_a_single_case_can_make_is_marked() -> None:
    sigtuna = rows(f"/api/municipality-figures.csv?municipality={CODES['Sigtuna']}&indicator=narcotics_weapons")
    marks = {row["year"]: row["striking"] for row in sigtuna}
    assert marks["2025"] == "leap"  # 6 533 to 882
    assert marks["2020"] == ""
    damage = rows(
        f"/api/municipality-figures.csv?municipality={CODES['Stockholm']}&indicator=criminal_damage&year=2025"
    )
    assert [row["striking"] for row in damage] == ["far_above"]  # 62 per 1 000, Göteborg 20.5


def test_preliminary_quarters_are_marked() -> None:
    found = get(f"/api/quarters.json?municipality={CODES['Umeå']}").json()
    assert found["version"] == queries.version()
    assert [row["count"] for row in found["quarters"]] == list(QUARTERS["Umeå"])
    preliminary = [(row["year"], row["quarter"]) for row in found["quarters"] if row["preliminary"] == "yes"]
    assert preliminary == [(2026, 1), (2026, 2)]
    two = rows(f"/api/quarters.csv?municipality={CODES['Umeå']}&municipality={CODES['Botkyrka']}&year=2026")
    assert [(row["municipality"], row["quarter"], row["count"], row["preliminary"]) for row in two] == [
        ("Botkyrka", "1", "3090", "yes"),
        ("Botkyrka", "2", "2816", "yes"),
        ("Umeå", "1", "2590", "yes"),
        ("Umeå", "2", "3132", "yes"),
    ]


def test_json_and_csv_hold_the_same() -> None:
    asked = "?year=2025&year=2024&indicator=burglary"
    figures = get(f"/api/municipality-figures.json{asked}").json()["figures"]
    assert len(figures) == 2 * 290
    plain = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in figures]
    assert plain == rows(f"/api/municipality-figures.csv{asked}")
    assert get("/api/quarters.json?year=2026&indicator=burglary").json()["quarters"] == []


# ---- in parts -----------------------------------------------------------------------------------------------------


def parts(address: str) -> list[bytes]:
    """The parts in which an answer is sent."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
    sent: list[bytes] = []

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            sent.append(message.get("body", b""))

    asyncio.run(app()(scope, receive, send))
    return [part for part in sent if part]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_sent_in_small_parts(address: str) -> None:
    sent = parts(address)
    assert max(map(len, sent)) <= answers.PART
    assert b"".join(sent) == b"".join(open_data.STREAMED[address][0](QueryParams()))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_part_holds_more_rows_than_are_read_at_once(address: str) -> None:
    sent = list(open_data.STREAMED[address][0](QueryParams()))
    total = {"municipality-figures": 290 * 11 * 6, "quarters": 290 * 26}[address[5:].partition(".")[0]]
    if address.endswith("csv"):
        assert max(part.count(b"\r\n") for part in sent) <= municipality_data.AT_ONCE
        assert len(list(csv.reader(io.StringIO(b"".join(sent).decode())))) == total + 1
    else:
        assert max(part.count(b'"indicator"') for part in sent) <= municipality_data.AT_ONCE
        (found,) = (rows for rows in json.loads(b"".join(sent)).values() if isinstance(rows, list))
        assert len(found) == total
    assert len(sent) > total / municipality_data.AT_ONCE


def test_long_answers_are_not_kept() -> None:
    queries.version()
    before = database.current().ask_rows.cache_info().currsize  # type: ignore[attr-defined]
    parts("/api/municipality-figures.csv?lang=en")
    parts("/api/quarters.csv?lang=en")
    after = database.current().ask_rows.cache_info().currsize  # type: ignore[attr-defined]
    assert after - before <= 4  # what is known: indicators, municipalities, leaps


def test_an_answer_is_of_one_state_of_the_data(whole_data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = whole_data_copy / "exports/bra-kommun-2015-2025.csv"
    address = "/api/municipality-figures.json?municipality=2480&municipality=0127&indicator=burglary"
    before = get(address)
    batches = queries.batches

    def meanwhile(question: str, size: int, **asked: Any) -> Any:
        return map(change, batches(question, size, **asked))

    def change(batch: Any) -> Any:
        text = export.read_text(encoding="utf-8")
        export.write_text(text.replace("burglary,,Umeå,2025,211,", "burglary,,Umeå,2025,212,"), encoding="utf-8")
        return batch

    with monkeypatch.context() as patched:
        patched.setattr(answers, "_kept", OrderedDict())
        patched.setattr(municipality_data, "AT_ONCE", 3)
        patched.setattr(queries, "batches", meanwhile)
        assert get(address).json() == before.json()
    after = get(address, if_none_match=before.headers["etag"])
    assert after.status_code == 200
    assert after.json()["version"] != before.json()["version"]
    assert 212 in [row["count"] for row in after.json()["figures"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_the_asker_has_is_not_sent_again(address: str) -> None:
    first = get(f"{address}?municipality=2480")
    assert first.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert first.headers["access-control-allow-origin"] == "*"
    again = get(f"{address}?municipality=2480", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert get(f"{address}?municipality=0127").headers["etag"] != first.headers["etag"]
    head = get(f"{address}?municipality=2480", "HEAD")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert head.headers["content-type"] == first.headers["content-type"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("query", ["municipality=Umeå", "year=1066", "indicator=x' OR 1=1 --", "colour=red", "lang=de"])
def test_what_nobody_knows_is_refused_with_a_sentence(address: str, query: str) -> None:
    answer = get(f"{address}?{query}")
    assert answer.status_code == 400
    assert "”" in answer.json()["error"]


def test_without_figures_it_is_said(data_copy: Path) -> None:
    (data_copy / "datapackage.json").write_text("{", encoding="utf-8")
    for address in ADDRESSES:
        assert get(address).status_code == 503


@pytest.mark.usefixtures("nothing_kept")
def test_an_error_is_answered_500(data_copy: Path) -> None:
    database.current().connection.close()
    for address in ADDRESSES:
        assert get(f"{address}?lang=en").json()["error"].startswith("The server could not answer.")
