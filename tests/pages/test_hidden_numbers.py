"""Two administrators' files that differ in nothing but hidden numbers: no page, picture, paper, file, answer or address
tells them apart. What is the same cannot give them away: not by a word, an order, a length or a digest."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from pypdf import PdfReader

import queries
from pages.server import open_data
from queries.store import database
from tests.additions import HEADER, NOTES, addition
from tests.page import opened
from tests.server import get

DISTRICTS = ["Haga", "Teg", "Ersboda", "Röbäck", "Alla"]
MUNICIPALITIES = ["Umeå", "Lund", "Malmö", "Gävle"]
YEARS = range(2020, 2025)
AGREEMENT = "umea-2021-2024"
"""One of its goals is shown with vehicle fires."""

CHOSEN = {"indicator": "graffiti", "area": DISTRICTS}

VIEWS: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    "overview": ("overview", {}),
    "counts": ("more_indicators", CHOSEN | {"measure": "count"}),
    "rates in rows": ("more_indicators", CHOSEN | {"measure": "per_1000", "table": "rows", "lang": "en"}),
    "a map": (
        "fires_threats_intimidation",
        {"indicator": "vehicle_fires", "measure": "count", "area": MUNICIPALITIES},
    ),
    "what stands out": ("what_stands_out", {"year": ["2020", "2021"]}),
    "a municipality": ("municipality", {"municipality": "2480"}),
    "goals": ("follow_up", {"agreement": AGREEMENT}),
    "a paper": ("meeting_paper", CHOSEN),
    "a paper with goals": (
        "meeting_paper",
        {"agreement": AGREEMENT, "indicator": "vehicle_fires", "area": MUNICIPALITIES},
    ),
    "a situation report": ("situation_report", {"place": "2480", "form": "all"}),
    "the list of problems": ("data_quality", {}),
    "about": ("about", {}),
}


SESSION = re.compile(r'data-session=\\"\w+\\"')

WHOLE = ("/api/lagesbild.zip", "/api/parquet/observations.parquet", "/api/parquet/notes.parquet")
ADDRESSES = (  # others are large, and of maps alone
    *(address for address in open_data.ANSWERS if "ies.geojson" not in address and "borders" not in address),
    *WHOLE,
)

Told = Callable[..., dict[str, Any]]


def files(first: int, second: int) -> dict[str, bytes]:
    """A small number in Haga and Umeå and another in Teg and Lund, which change places every year; a note that says the
    first, and a file that is refused for a cell with both."""
    lines = note = ""
    for year in YEARS:
        one, two = (first, second) if year % 2 else (second, first)
        for name, count in zip(DISTRICTS, (one, two, 30, 40, 70 + first + second), strict=True):
            lines += f"graffiti,,{name},{year},{count},9000,,,umea-2024\n"
        for name, count in zip(MUNICIPALITIES, (one, two, 50, 60), strict=True):
            lines += f"vehicle_fires,,{name},{year},{count},1300,,,umea-2024\n"
        lines += f"vehicle_fires,sweden,,{year},{110 + first + second},,,,umea-2024\n"
        note += f"graffiti,,Haga,{year},umea-2024,count,remark,Källan säger {one}.,The source says {one}.\n"
    made = addition(lines, notes=NOTES + note)
    refused = f"graffiti,,Haga,2019,{first}:{second},,,,umea-2024\n"
    return made | {"exports/refused.csv": (HEADER + refused).encode()}


@pytest.fixture
def told(built_in_data: Path, nothing_kept: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Everything that leaves the dashboard with these files, by what it is."""
    downloaded: dict[str, Any] = {}

    def button(label: str, data: Callable[[], bytes] | bytes, file_name: str, **others: object) -> bool:
        downloaded[file_name] = content(file_name, data() if callable(data) else data)
        return False

    monkeypatch.setattr(st, "download_button", button)

    def told(
        first: int, second: int, views: Iterable[str] = VIEWS, addresses: Iterable[str] = ADDRESSES
    ) -> dict[str, Any]:
        folder, kept = tmp_path / f"files-{first}", tmp_path / f"kept-{first}"
        for name, text in files(first, second).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text)
        for setting, path in (("LAGESBILD_DATA", folder), ("LAGESBILD_HISTORY", kept)):
            monkeypatch.setenv(setting, str(path))
        for name, value in (("_loaded", None), ("_seen", ()), ("_looked_at", float("-inf"))):
            monkeypatch.setattr(database, name, value)
        found: dict[str, Any] = {"problems": queries.problems(), "version": queries.version()}
        for view in views:
            screen, parameters = VIEWS[view]
            downloaded.clear()
            at = opened(screen, **parameters)
            # A session's own number is another each time.
            found[view] = [SESSION.sub("", str(node.proto)) for node in at._tree if hasattr(node, "proto")]
            found |= {f"{view}: {name}": text for name, text in downloaded.items()}
            if view in ("counts", "a paper"):
                at.button(key="freeze").click().run()
                found[f"{view}: address"] = dict(at.query_params)
        for address in addresses:
            answer = get(address)
            found[address] = answer.status_code, answer.headers["etag"], answer.content
        found["history"] = {str(path.relative_to(kept)): path.read_bytes() for path in kept.rglob("*.json")}
        return found

    return told


def content(name: str, data: bytes) -> object:
    """What a file says, without the time when it was made."""
    if name.endswith(".pdf"):
        return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return {part: book.read(part) for part in book.namelist() if not part.endswith("core.xml")}
    return data


def test_nothing_tells_apart_what_differs_in_hidden_numbers_alone(
    told: Told,
) -> None:
    one = told(1, 2)
    assert any("…" in problem.value for problem in one["problems"])
    assert "Haga" in str(one["counts"])
    assert len(one["history"]) > 1
    assert {name.rpartition(".")[2] for name in one} >= {"csv", "json", "svg", "xlsx", "pdf", "docx"}
    two = told(2, 1)
    assert list(one) == list(two)
    assert [name for name in one if one[name] != two[name]] == []


def test_the_same_search_finds_a_number_that_is_shown(small_built_in: Path, told: Told) -> None:
    views, addresses = ("counts", "a map", "goals", "a paper with goals"), ("/api/observations.csv", "/health", *WHOLE)
    one, two = (told(*numbers, views, addresses) for numbers in ((4, 5), (5, 4)))
    differing = {name for name in one if one[name] != two[name]}
    assert {"version", "counts", "a map", "goals", *addresses, "history"} <= differing
    assert any(name.startswith("a paper with goals: ") for name in differing)
