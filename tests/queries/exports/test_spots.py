"""Events with coordinates by hexagon: where, when and of which type, and never as points."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import h3
import pytest

from queries.exports import Corrections
from queries.exports.counting import read_or_counted
from queries.exports.events import spots
from queries.exports.events.spots import Spots
from queries.exports.own_process import read_apart

SQUARE, STATION = (63.8250, 20.2630), (63.8300, 20.2670)  # two places in Umeå, some 600 metres apart


def read(text: str) -> Spots | None:
    reading = read_or_counted("handelser.csv", text.encode(), Corrections())
    assert not reading.refused, reading.refused
    return reading.spots


def by(found: Spots | None, *names: str) -> dict[Any, int]:
    assert found
    columns = [getattr(found, name).tolist() for name in names]
    counts: Counter[Any] = Counter()
    for *key, count in zip(*columns, found.count.tolist(), strict=True):
        counts[tuple(key) if len(key) > 1 else key[0]] += count
    return dict(counts)


def rows(*events: tuple[str, str, tuple[float, float]]) -> str:
    lines = [f"{day};{type_};{latitude};{longitude}" for day, type_, (latitude, longitude) in events]
    return "Datum;Brottstyp;Latitud;Longitud\n" + "".join(f"{line}\n" for line in lines)


def cell(point: tuple[float, float], resolution: int = spots.FINEST) -> int:
    return h3.str_to_int(h3.latlng_to_cell(*point, resolution))


def test_events_are_counted_in_the_hexagon_of_their_point() -> None:
    text = rows(*[("2024-01-01 10:30", "Rån", SQUARE)] * 3, *[("2025-06-07 23:05", "Skadegörelse", STATION)] * 2)
    found = read(text)
    assert by(found, "cell", "year") == {(cell(SQUARE), 2024): 3, (cell(STATION), 2025): 2}
    assert by(found, "weekday") == {1: 3, 6: 2}  # a Monday, a Saturday
    assert by(found, "hour") == {10: 3, 23: 2}
    assert found
    assert {found.types[number]: count for number, count in by(found, "type").items()} == {"Rån": 3, "Skadegörelse": 2}


def test_metres_are_the_same_hexagons_as_degrees() -> None:
    # The middle meridian, 15° E, is 500 000 metres east; the northing is Lantmäteriet's for 60° N.
    text = "Datum;Brottstyp;Nordkoordinat;Ostkoordinat\n" + "2024-01-01;Rån;6651411;500000\n" * 4
    assert set(by(read(text), "cell")) == {cell((60.0, 15.0))}


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-08-22 14:30", 14),
        ("2026-08-22T04:30:00", 4),
        ("22/08/2026 kl. 7.15", 7),
        ("2026-08-22 2:30 pm", 14),
        ("2026-08-22 12:05 am", 0),
        ("22 augusti 2026 kl 23:59", 23),
        ("2026-08-22", -1),
        ("22 augusti 2026", -1),
        ("2026-08-22 25:00", -1),
    ],
)
def test_the_hour_is_taken_as_written(written: str, hour: int) -> None:
    with duckdb.connect() as database:
        ((told,),) = database.execute(f"SELECT {spots.hour_of('cell')} FROM (SELECT ? AS cell)", [written]).fetchall()
    assert told == hour


def test_a_file_with_districts_and_coordinates_has_both() -> None:
    text = "Datum;Område;Brottstyp;Latitud;Longitud\n" + "2024-01-01;Ersboda;Rån;63.8250;20.2630\n" * 5
    reading = read_or_counted("handelser.csv", text.encode(), Corrections())
    assert {row["area"] for row in reading.observations} <= {"Ersboda"}
    assert by(reading.spots, "cell") == {cell(SQUARE): 5}


def test_a_file_without_coordinates_has_no_hexagons() -> None:
    assert read("Datum;Område;Brottstyp\n" + "2024-01-01;Ersboda;Rån\n" * 5) is None


def test_events_without_a_point_are_in_no_hexagon() -> None:
    text = rows(*[("2024-01-01", "Rån", SQUARE)] * 3) + "2024-01-01;Rån;;\n2024-01-01;Rån;okänd;20\n"
    assert by(read(text), "cell") == {cell(SQUARE): 3}


def test_too_many_hexagons_become_coarser_and_then_lose_their_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    events = [
        (f"2024-01-01 {hour:02}:00", "Rån", (63.82 + step / 1000, 20.26)) for hour in range(10) for step in range(10)
    ]
    found = read(rows(*events))
    assert found
    assert (found.resolution, found.has_hours) == (10, True)
    monkeypatch.setattr(spots, "MOST_ROWS", 60)
    coarser = read(rows(*events))
    assert coarser
    assert coarser.resolution == 9
    assert sum(coarser.count.tolist()) == 100
    monkeypatch.setattr(spots, "MOST_ROWS", 15)
    without = read(rows(*events))
    assert without
    assert (without.resolution, without.has_hours) == (9, False)
    monkeypatch.setattr(spots, "MOST_ROWS", 1)
    assert read(rows(*events)) is None


def test_what_is_read_in_a_process_of_its_own_has_its_hexagons_too() -> None:
    text = rows(*[("2024-01-01 10:30", "Rån", SQUARE)] * 3)
    apart = read_apart("handelser.csv", text.encode(), Corrections(), "year", lambda _: None, lambda: None)
    assert by(apart.spots, "cell", "year", "hour") == {(cell(SQUARE), 2024, 10): 3}


def test_no_point_is_kept(tmp_path: Path) -> None:
    found = read(rows(*[("2024-01-01 10:30", "Rån", SQUARE)] * 3))
    assert found
    assert {one.name for one in dataclasses.fields(found)} == {"resolution", "types", "packed", "whole_years"}
    assert set(spots.TYPES) == {"cell", "year", "type", "weekday", "hour", "count"}
    assert not re.search(r"63\.82[0-9]{2}", repr(found))
