"""Statistics Sweden, Kolada and Brå on this machine: a server that answers in their forms, with figures made up here.

The forms are those of PxWebApi 2 (JSON-stat 2), of Kolada's API version 3, and of Brå's yearly table by municipality.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

Answer = Callable[["Handler"], None]

BRA_2026 = "/download/18.3b6b697b19d24d83762a45f/1806000000000/" + quote("Anmälda brott kommunerna 2026.csv")
"""Brå's addresses hold the milliseconds of their publication: this one is of 25 March 2027."""


@dataclass
class Publishers:
    """What the publishers know: populations and rates per 100,000 by municipality code and year, Brå's table.

    ``instead`` are answers to give in place of the usual ones, by the beginning of the path; ``asked`` is what was asked.
    """

    names: dict[str, str]
    populations: dict[tuple[str, int], int]
    rates: dict[tuple[str, int], float]
    table: bytes = b""
    instead: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    title: str = "Anmälda brott totalt, antal/100 000 inv"
    per_page: int = 1500

    def years(self) -> list[int]:
        return sorted({year for _, year in self.populations})

    # ---- PxWebApi 2 ---------------------------------------------------------------------------------------------------

    def metadata(self) -> dict[str, Any]:
        regions = {"00": "Riket", "01": "Stockholms län", **self.names}
        return {
            "version": "2.0",
            "class": "dataset",
            "label": "Folkmängden efter region, civilstånd, ålder och kön. År 1968 - 2026",
            "source": "SCB",
            "updated": "2027-02-22T07:00:00Z",
            "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
            "id": ["Region", "Civilstand", "Alder", "Kon", "ContentsCode", "Tid"],
            "size": [len(regions), 4, 2, 2, 2, len(self.years())],
            "dimension": {
                "Region": dimension(regions, elimination=True),
                "Civilstand": dimension(
                    {"OG": "ogifta", "G": "gifta", "SK": "skilda", "ÄNKL": "änkor/änklingar"}, True
                ),
                "Alder": dimension({"0": "0 år", "100+": "100+ år"}, True),
                "Kon": dimension({"1": "män", "2": "kvinnor"}, True),
                "ContentsCode": dimension({"BE0101N1": "Folkmängd", "BE0101N2": "Folkökning"}, False),
                "Tid": dimension({str(year): str(year) for year in self.years()}, False),
            },
            "extension": {"px": {"tableid": "TAB638", "official-statistics": True}},
        }

    def dataset(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        years = [int(year) for year in asked["valueCodes[Tid]"][0].split(",")]
        assert asked["valueCodes[Region]"] == ["*"]
        assert asked["valueCodes[ContentsCode]"] == ["BE0101N1"]
        assert asked["outputFormat"] == ["json-stat2"]
        regions = {"00": "Riket", "01": "Stockholms län", **self.names}
        values = [
            self.populations.get((code, year))
            if code in self.names
            else sum(
                number
                for (one, at), number in self.populations.items()
                if at == year and (code == "00" or one.startswith(code))
            )
            for code in regions
            for year in years
        ]
        found = self.metadata() | {"id": ["Region", "ContentsCode", "Tid"], "size": [len(regions), 1, len(years)]}
        found["dimension"] = {
            "Region": dimension(regions),
            "ContentsCode": dimension({"BE0101N1": "Folkmängd"}),
            "Tid": dimension({str(year): str(year) for year in years}),
        }
        return found | {"value": values}

    # ---- Kolada -------------------------------------------------------------------------------------------------------

    def key_figure(self) -> dict[str, Any]:
        figure = {
            "id": "N07540",
            "title": self.title,
            "description": "Antal anmälda brott totalt i kommunen per 100 000 invånare. Källa: BRÅ och SCB.",
            "municipality_type": "K",
            "is_divided_by_gender": 0,
            "has_ou_data": False,
            "publication_date": "2027-04-08",
            "publ_period": 2026,
        }
        return {"values": [figure], "count": 1, "next_url": None, "previous_url": None}

    def page(self, years: list[int], number: int, address: str) -> dict[str, Any]:
        """A page of the answer: all units of the years asked for, among them regions, groups and the country."""
        units = {"0000": 9_000.0, "0001": 9_500.0, "G35862": 8_000.0}
        entries = [entry(unit, year, value) for year in years for unit, value in units.items()]
        entries += [entry(code, year, self.rates.get((code, year))) for year in years for code in self.names]
        start = (number - 1) * self.per_page
        here = entries[start : start + self.per_page]
        more = f"{address}?page={number + 1}&per_page=5000" if start + self.per_page < len(entries) else None
        return {"count": len(here), "values": here, "next_url": more, "previous_url": None}


def dimension(codes: dict[str, str], elimination: bool | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "label": "…",
        "category": {"index": {code: place for place, code in enumerate(codes)}, "label": dict(codes)},
    }
    return found if elimination is None else found | {"extension": {"elimination": elimination}}


def entry(unit: str, year: int, value: float | None) -> dict[str, Any]:
    of_all = {
        "gender": "T",
        "value": value,
        "status": "" if value is not None else "Missing",
        "count": 1,
        "isdeleted": False,
    }
    return {"kpi": "N07540", "municipality": unit, "period": year, "values": [of_all]}


def yearly_table(figures: dict[str, tuple[int, int]]) -> bytes:
    """Brå's yearly table: names, counts with a space between thousands, rates per 100,000."""
    rows = [f"{name};{f'{count:,}'.replace(',', ' ')};{rate}" for name, (count, rate) in figures.items()]
    return "\r\n".join(["Kommun;Antal;Per 100 000 inv.", *rows, ""]).encode("utf-8-sig")


def of_three_municipalities() -> Publishers:
    """Publishers who know three municipalities in two years, not all of them in Kolada."""
    names = {"0180": "Stockholm", "2425": "Dorotea", "2480": "Umeå"}
    populations = {
        ("0180", 2025): 990_000,
        ("2425", 2025): 2_400,
        ("2480", 2025): 134_000,
        ("0180", 2026): 995_000,
        ("2425", 2026): 2_390,
        ("2480", 2026): 135_500,
    }
    rates = {("0180", 2025): 17_000.0, ("2425", 2025): 5_125.0, ("2480", 2025): 9_210.0, ("2480", 2026): 9_460.0}
    return Publishers(
        names, populations, rates, yearly_table({"Stockholm": (169_150, 17_000), "Umeå": (12_818, 9_460)})
    )


class Handler(BaseHTTPRequestHandler):
    """Answers for all three, each below its own path."""

    publishers: Publishers

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.publishers.asked.append(self.path)
        for path, answer in self.publishers.instead.items():
            if parts.path.startswith(path):
                answer(self)
                return
        path, asked = parts.path, parse_qs(parts.query)
        if path == "/scb/tables/TAB638/metadata":
            self.send(self.publishers.metadata())
        elif path == "/scb/tables/TAB638/data":
            self.send(self.publishers.dataset(asked))
        elif path == "/kolada/kpi/N07540":
            self.send(self.publishers.key_figure())
        elif path.startswith("/kolada/data/kpi/N07540/year/"):
            years = [int(year) for year in unquote(path).rpartition("/")[2].split(",")]
            assert len(years) <= 25
            address = f"https://api.kolada.se/v3{path.removeprefix('/kolada')}"
            self.send(self.publishers.page(years, int(asked["page"][0]), address))
        elif path == f"/bra{BRA_2026}":
            self.send_bytes(self.publishers.table, "text/csv")
        else:
            self.send_error(404)

    def send(self, value: object) -> None:
        self.send_bytes(json.dumps(value, ensure_ascii=False).encode(), "application/json")

    def send_bytes(self, content: bytes, kind: str = "application/json", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(publishers: Publishers) -> Iterator[str]:
    """The address of a server of these publishers, until the end of the block."""
    handler = type("Served", (Handler,), {"publishers": publishers})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
