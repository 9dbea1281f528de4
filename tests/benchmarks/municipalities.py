"""Made-up figures of 290 municipalities, 12 indicators and 15 years, as an addition to the data: for speed only."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.additions import HEADER, INDICATORS, SOURCES

ROOT = Path(__file__).parents[2]
KNOWN = (
    *("shootings", "incident_reports", "narcotics_offences", "weapons_offences"),
    *("vehicle_fires", "threats", "witness_intimidation"),
)
OWN = ("burglaries", "robberies", "assaults", "graffiti", "frauds")
YEARS = range(2010, 2025)


def write(folder: Path) -> None:
    """Put the addition into a folder that ``LAGESBILD_DATA`` can name."""
    with (ROOT / "data" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        places = [row["name"] for row in csv.DictReader(file)]
    rows = [
        f"{indicator},,{place},{year},{(index * 37 + number * 11 + year) % 900},{20_000 + index * 100},,,egen-kommuner\n"
        for number, indicator in enumerate((*KNOWN, *OWN))
        for index, place in enumerate(places)
        for year in YEARS
    ]
    own = [
        f"{name},{100 + number},more_indicators,per_1000,1,no_judgement,{name},{name},{name},{name},{name},{name},,,{name},{name},,\n"
        for number, name in enumerate(OWN)
    ]
    (folder / "exports").mkdir(parents=True)
    (folder / "exports" / "egen-kommuner.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    (folder / "indicators.csv").write_text(INDICATORS + "".join(own), encoding="utf-8")
    source = "egen-kommuner,Egen fil,kommuner.csv,kommuner.csv,alla,all,2026-01\n"
    (folder / "sources.csv").write_text(SOURCES + source, encoding="utf-8")
