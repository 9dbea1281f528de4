"""What the server answers besides Streamlit: open data, health, the page itself, scripts, and headers on all of it."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest
from starlette.types import Receive, Scope, Send

import queries
from pages import screens
from pages.screens import PATHS
from pages.server import answers, assets, headers, open_data, packing, shell
from queries import asking
from queries.store import database
from tests.offences_by_municipality import OFFENCES
from tests.report_2021 import observations
from tests.server import get, rows

CONTRACT = "indicator,area_category,area,year,count,population,per_1000,share_percent,lower_95,upper_95,interval_of,swing,rounding_lower,rounding_upper,source,published"
PAGES = ["/", "/skjutningar", "/om-statistiken"]
ANSWERS = [*PAGES, "/nonsense", "/lagesbild.css", "/api/observations.csv", "/api/nonsense", "/health", "/static/x.js"]

pytestmark = pytest.mark.usefixtures("built_in_data")


# ---- open data --------------------------------------------------------------------------------------------------


BY_MUNICIPALITY = "bra-kommun-2015-2025"


def test_the_csv_holds_the_municipalities() -> None:
    there = [row for row in rows("/api/observations.csv?indicator=burglary&year=2025") if row["area"] == "Dorotea"]
    count, rate = OFFENCES["Dorotea"]["burglary"][-1]
    assert [(row["count"], float(row["per_1000"]), row["population"]) for row in there] == [
        (str(count), rate / 100, "")
    ]


def test_the_csv_is_the_report() -> None:
    figures = {
        (row["indicator"], row["area_category"], int(row["year"]), measure): float(row[measure])
        for row in rows("/api/observations.csv")
        for measure in ("count", "population", "per_1000", "share_percent")
        if row[measure] and row["source"] != BY_MUNICIPALITY
    }
    assert figures == report()


def report() -> dict[tuple[str, str, int, str], float]:
    return dict(observations())


def test_the_json_is_the_report() -> None:
    answer = get("/api/observations.json")
    assert answer.headers["content-type"] == "application/json"
    shown = answer.json()["observations"]
    assert {",".join(row) for row in shown} == {CONTRACT}
    figures = {
        (row["indicator"], row["area_category"], row["year"], measure): row[measure]
        for row in shown
        for measure in ("count", "population", "per_1000", "share_percent")
        if row[measure] is not None and row["source"] != BY_MUNICIPALITY
    }
    assert figures == report()
    assert {type(row["count"]) for row in shown} == {int, type(None)}
    assert re.fullmatch("[0-9a-f]{16}", answer.json()["version"])


def test_the_csv_has_exactly_the_contracts_columns_and_form() -> None:
    answer = get("/api/observations.csv")
    lines = answer.content.split(b"\r\n")
    assert lines[0].decode() == CONTRACT
    assert lines[-1] == b""
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    # The exact 95 % limits of 8 are 3.4538 and 15.7632 (Breslow & Day 1987: 0.432 and 1.97 times 8).
    assert (
        b"shootings,risk,,2019,8,,,2.4,3.453832,15.763189,count,independent,,,lagesbild-2021-tabell-4,2021-12" in lines
    )
    # Of a rate with one decimal only its rounding is known.
    assert b"vehicle_fires,vulnerable,,2020,,,0.9,,,,,,0.85,0.95,lagesbild-2021-tabell-8,2021-12" in lines
    assert b"population,sweden,,2020,,10379295,,,,,,,,,scb-befolkning-1960-2020,2021" in lines
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_no_page_elsewhere_reads_them_where_the_dashboard_has_its_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a page on the internet could read through a reader's browser what only that reader reaches."""
    monkeypatch.setenv("LAGESBILD_ALLOWED_HOSTS", "lagesbild.example.se")
    for path in ("/api/observations.csv?year=2020", "/api/nothing", "/health"):
        assert "access-control-allow-origin" not in get(path).headers


def test_parameters_can_be_repeated() -> None:
    found = rows(
        "/api/observations.csv?indicator=threats&indicator=shootings&category=risk&category=vulnerable&year=2018&year=2020"
    )
    assert {(row["indicator"], row["area_category"], row["year"]) for row in found} == {
        (indicator, category, year)
        for indicator in ("threats", "shootings")
        for category in ("risk", "vulnerable")
        for year in ("2018", "2020")
    }


def test_known_values_without_figures_together_give_an_empty_answer() -> None:
    assert rows("/api/observations.csv?indicator=shootings&category=rest_of_sweden") == []
    assert get("/api/observations.json?indicator=shootings&category=rest_of_sweden").json()["observations"] == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("colour=red", "Det finns ingen parameter ”colour”. Parametrarna är indicator, category, year, lang."),
        ("colour=red&lang=en", "There is no parameter “colour”. The parameters are indicator, category, year, lang."),
        (
            "year=1066",
            "”1066” är inget värde för year. Kända är 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025.",
        ),
        (
            "year=1066&lang=en",
            "“1066” is no value of year. Known are 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025.",
        ),
        ("lang=de", "”de” är inget värde för lang. Kända är sv, en."),
        (
            "year=2020&year=",
            "”” är inget värde för year. Kända är 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025.",
        ),
    ],
)
@pytest.mark.parametrize("path", ["/api/observations.csv", "/api/observations.json"])
def test_what_nobody_knows_is_refused_with_a_sentence(path: str, query: str, sentence: str) -> None:
    answer = get(f"{path}?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"] == sentence


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "/api/indicators.json?indicator=threats",
            "Det finns ingen parameter ”indicator”. Parametrarna är lang.",
        ),
        (
            "/api/indicators.json?year=2020&lang=en",
            "There is no parameter “year”. The parameters are lang.",
        ),
        ("/api/indicators.json?lang=de", "”de” är inget värde för lang. Kända är sv, en."),
        ("/health?verbose=1", "Det finns ingen parameter ”verbose”. Den här adressen tar inga."),
        ("/health?verbose=1&lang=en", "There is no parameter “verbose”. This address takes none."),
    ],
)
def test_an_address_refuses_parameters_that_it_does_not_take(address: str, sentence: str) -> None:
    answer = get(address)
    assert answer.status_code == 400
    assert answer.json()["error"] == sentence


@pytest.mark.parametrize("address", ["/api/observations.csv?year=1066", "/api/nonsense", "/api/observations.csv?x=1"])
def test_errors_are_not_kept(address: str) -> None:
    assert get(address).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/observations.csv", "/api/indicators.json", "/health"])
def test_open_data_can_only_be_read(path: str, method: str) -> None:
    answer = get(path, method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.json()["error"] == "Den här adressen kan bara läsas, med GET."
    assert get("/api/nonsense", method).status_code == 404


@pytest.mark.parametrize("path", ["/api/observations.csv", "/lagesbild.css"])
def test_tags_are_compared_one_by_one(path: str) -> None:
    tag = get(path).headers["etag"]
    for asked in ("*", tag, f"W/{tag}", f'"other", {tag}', f'W/"other",W/{tag}'):
        assert get(path, if_none_match=asked).status_code == 304, asked
    for asked in ('"other"', f'"x{tag[1:]}', f'"other {tag[1:-1]}"', tag[1:-1], "", '"*"'):
        assert get(path, if_none_match=asked).status_code == 200, asked


@pytest.mark.parametrize("value", ["x' OR 1=1 --", "<script>", "{0.__class__}", "a" * 5000])
def test_hostile_values_are_refused(value: str) -> None:
    answer = get(str(httpx.URL("/api/observations.csv", params={"indicator": value})))
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(f"”{value[:80]}” är inget värde för indicator.")


def test_an_answer_the_asker_has_is_not_sent_again() -> None:
    first = get("/api/observations.csv")
    again = get("/api/observations.csv", if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert get("/api/observations.csv?year=2020").headers["etag"] != first.headers["etag"]
    assert get("/api/observations.csv?year=2020", if_none_match=first.headers["etag"]).status_code == 200
    assert "max-age=60" in first.headers["cache-control"]


def test_changed_figures_have_another_tag(data_copy: Path) -> None:
    first = get("/api/observations.csv").headers["etag"]
    export = data_copy / "exports/lagesbild-2021-tabell-7.csv"
    export.write_text(export.read_text(encoding="utf-8").replace(",12.9,", ",13.9,"), encoding="utf-8")
    changed = get("/api/observations.csv", if_none_match=first)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first
    assert b"narcotics_offences,vulnerable,,2019,,,13.9," in changed.content


def test_version_and_figures_of_an_answer_belong_together(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = data_copy / "exports/lagesbild-2021-tabell-7.csv"
    before = get("/api/observations.json").json()
    prepare = asking._prepared

    def meanwhile(question: str, parameters: dict[str, Any]) -> Any:
        text = export.read_text(encoding="utf-8")
        export.write_text(text.replace(",12.9,", ",13.9,"), encoding="utf-8")
        return prepare(question, parameters)

    monkeypatch.setattr(answers, "_kept", OrderedDict())
    monkeypatch.setattr(asking, "_prepared", meanwhile)
    assert get("/api/observations.json").json() == before
    after = get("/api/observations.json").json()
    assert after["version"] != before["version"]
    assert 13.9 in [row["per_1000"] for row in after["observations"]]


def test_the_dictionary() -> None:
    dictionary = get("/api/indicators.json").json()
    indicators = {row["id"]: row for row in dictionary["indicators"]}
    by_municipality = {id_ for id_, row in indicators.items() if row["screen"] == "reported_offences"}
    assert len(by_municipality) == 6
    assert set(indicators) - by_municipality == {indicator for (indicator, *_), _ in observations()}
    assert indicators["threats"]["label_sv"] == "Olaga hot"
    assert indicators["threats"]["unit_en"] == "reported unlawful threats (not internet-related) per 1,000 inhabitants"
    assert indicators["threats"]["years"] == [2018, 2019, 2020]
    assert indicators["population"]["screen"] is None
    assert "risk" in {row["id"] for row in dictionary["area_categories"]}
    assert "lagesbild-2021-tabell-7" in {row["id"] for row in dictionary["sources"]}
    assert "ratio_to_rest" in {row["id"] for row in dictionary["computed_measures"]}
    assert "daily_footprint" in {row["id"] for row in dictionary["concepts"]}


@pytest.mark.parametrize("path", ["/api/nonsense", "/api/parquet/", "/api/observations.xlsx", "/api/observations.csv/"])
def test_another_address_below_api_is_answered_404_in_json(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("Det finns inget på den här adressen.")
    assert "/api/observations.csv" in answer.json()["error"]
    assert get(f"{path}?lang=en").json()["error"].startswith("There is nothing at this address.")


def test_text_that_a_spreadsheet_would_run_is_made_harmless(data_copy: Path) -> None:
    header = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
    line = "threats,,=1+1,2020,,,1.5,,lagesbild-2021-tabell-8\n"
    (data_copy / "exports/area.csv").write_text(header + line, encoding="utf-8")
    assert [row["area"] for row in rows("/api/observations.csv?indicator=threats") if row["area"]] == ["'=1+1"]
    observations = get("/api/observations.json?indicator=threats").json()["observations"]
    assert [row["area"] for row in observations if row["area"]] == ["=1+1"]


# ---- health -----------------------------------------------------------------------------------------------------


def test_health() -> None:
    answer = get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["version"] == queries.version()
    assert answer.json()["broken_files"] == []
    assert answer.headers["cache-control"] == "no-cache"


def test_health_names_broken_files_while_the_last_good_figures_are_shown(data_copy: Path) -> None:
    version = get("/health").json()["version"]
    (data_copy / "exports/population.csv").write_text("", encoding="utf-8")
    answer = get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["broken_files"] == ["exports/population.csv"]
    assert answer.json()["version"] == version


def test_health_says_that_the_data_folder_is_out_of_reach(data_copy: Path) -> None:
    """A share that was not mounted any more gave an empty dashboard and "ok"."""
    version, there = get("/health").json()["version"], rows("/api/observations.csv")
    shutil.rmtree(data_copy)
    data_copy.mkdir()
    answer = get("/health")
    assert (answer.status_code, answer.json()["status"], answer.json()["version"]) == (200, "degraded", version)
    assert answer.json()["broken_files"] == ["datapackage.json"]
    assert rows("/api/observations.csv") == there


def test_a_file_that_was_broken_from_the_start_leaves_the_other_figures(data_copy: Path) -> None:
    (data_copy / "exports/lagesbild-2021-tabell-7.csv").write_text("", encoding="utf-8")
    assert get("/health").json()["broken_files"] == ["exports/lagesbild-2021-tabell-7.csv"]
    assert len(rows("/api/observations.csv?indicator=shootings")) == 12
    assert rows("/api/observations.csv?indicator=narcotics_offences") == []
    dictionary = get("/api/indicators.json").json()
    assert [row["years"] for row in dictionary["indicators"] if row["id"] == "narcotics_offences"] == [[]]


def test_with_every_export_broken_from_the_start_open_data_are_empty(whole_data_copy: Path) -> None:
    for export in (whole_data_copy / "exports").glob("*.csv"):
        export.write_text("", encoding="utf-8")
    assert get("/health").status_code == 503
    assert len(get("/health").json()["broken_files"]) == 9
    assert rows("/api/observations.csv") == []
    assert {tuple(row["years"]) for row in get("/api/indicators.json").json()["indicators"]} == {()}


def test_without_figures_health_and_open_data_answer_503(data_copy: Path) -> None:
    (data_copy / "datapackage.json").write_text("{", encoding="utf-8")
    health = get("/health")
    assert health.status_code == 503
    assert health.json()["broken_files"] == ["datapackage.json"]
    for path in ("/api/observations.csv", "/api/observations.json", "/api/indicators.json"):
        assert get(path).status_code == 503
        assert get(path).json()["error"].startswith("Talen kan inte visas")
        assert get(f"{path}?lang=en").json()["error"].startswith("The figures cannot be shown")


@pytest.mark.usefixtures("nothing_kept")
def test_an_error_is_answered_500_with_a_sentence_and_written_to_the_log(
    data_copy: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_kept", OrderedDict())
    database.current().connection.close()
    for path in ("/api/observations.csv", "/api/observations.json", "/api/indicators.json"):
        answer = get(f"{path}?lang=en")
        assert answer.status_code == 500
        assert answer.json()["error"].startswith("The server could not answer.")
        assert get(path).json()["error"].startswith("Servern kunde inte svara.")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "/api/observations.csv failed" in caplog.text
    assert "Traceback" in caplog.text


def test_an_error_in_any_layer_is_answered_with_the_security_headers(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("a secret of the server")

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(headers.SecurityHeaders(broken))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as client:
            return await client.get("/")

    answer = asyncio.run(ask())
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "secret" not in answer.text
    assert "a secret of the server" in caplog.text


# ---- headers ----------------------------------------------------------------------------------------------------


def policy(answer: httpx.Response) -> dict[str, list[str]]:
    """The directives of the Content-Security-Policy; none may stand twice."""
    directives = [part.split() for part in answer.headers["content-security-policy"].split(";")]
    assert len({name for name, *_ in directives}) == len(directives)
    return {name: values for name, *values in directives}


@pytest.mark.parametrize("path", [*ANSWERS, "/static/js/../../index.html", "/api/observations.csv?year=1066"])
def test_every_answer_has_the_security_headers(path: str) -> None:
    answer = get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    own = {"'self'", "'none'", "'unsafe-inline'", "'wasm-unsafe-eval'", "data:", "blob:"}
    found = policy(answer)
    assert {value for values in found.values() for value in values} <= own  # no other host
    assert found["default-src"] == ["'self'"]
    assert found["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert found["object-src"] == ["'none'"]
    assert found["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_other_methods_have_the_security_headers_too(method: str) -> None:
    for path in ("/", "/api/observations.csv", "/health"):
        assert get(path, method).headers["x-content-type-options"] == "nosniff"


def test_who_may_embed_the_pages_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_FRAME_ANCESTORS", "https://www.example.se, https://intra.example.se")
    assert policy(get("/"))["frame-ancestors"] == ["'self'", "https://www.example.se", "https://intra.example.se"]


def test_a_slash_after_the_site_does_no_harm_and_what_is_refused_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LAGESBILD_FRAME_ANCESTORS", "https://www.example.se/ www.example.com https://example.org/page")
    assert policy(get("/"))["frame-ancestors"] == ["'self'", "https://www.example.se"]
    assert "'www.example.com'" in caplog.text
    assert "'https://example.org/page'" in caplog.text
    assert "www.example.se/" not in caplog.text


@pytest.mark.parametrize(
    "hostile",
    [
        "https://a.se; script-src *",
        "https://a.se;script-src 'unsafe-inline'; connect-src *",
        "https://a.se, default-src *",
        "https://a.se\r\nx-evil: 1",
        ";;;",
    ],
)
def test_configuration_cannot_add_another_directive_or_header(monkeypatch: pytest.MonkeyPatch, hostile: str) -> None:
    plain = policy(get("/"))
    monkeypatch.setenv("LAGESBILD_FRAME_ANCESTORS", hostile)
    answer = get("/")
    found = policy(answer)
    assert found | {"frame-ancestors": []} == plain | {"frame-ancestors": []}
    assert "," not in answer.headers["content-security-policy"]
    assert "x-evil" not in answer.headers


@pytest.mark.parametrize("odd", ["*", "https:", "https://例.se", "javascript:alert(1)", "'unsafe-inline'"])
def test_only_plain_hosts_may_embed(monkeypatch: pytest.MonkeyPatch, odd: str) -> None:
    monkeypatch.setenv("LAGESBILD_FRAME_ANCESTORS", odd)
    assert policy(get("/"))["frame-ancestors"] == ["'self'"]


# ---- the page ---------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The elements of an HTML page with their attributes, and the text inside scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self.within = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "script" and data.strip() and self.elements[-1][1].get("type") != "application/ld+json":
            self.inline.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def references(self) -> list[str]:
        return [text for _, attributes in self.elements for name in ("src", "href") if (text := attributes.get(name))]


@pytest.mark.parametrize("path", sorted(PATHS.values()))
@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("", "sv"),
        ("?lang=en", "en"),
        ("?lang=de", "sv"),
        ("?lang=de&lang=en", "en"),
        ("?lang=en&lang=sv", "en"),
        ("?lang=&lang=en", "en"),
    ],
)
def test_the_page_says_its_language(path: str, query: str, language: str) -> None:
    answer = get(path + query)
    assert answer.status_code == 200
    page = Page(answer.text)
    assert [html.get("lang") for html in page.all("html")] == [language]
    assert len(re.findall(r"<title>[^<]+ – Lägesbild</title>", answer.text)) == 1
    assert {"sv": "Sidan behöver JavaScript.", "en": "This page needs JavaScript."}[language] in answer.text


@pytest.mark.parametrize("path", ["/", "/nonsense"])
def test_the_page_runs_only_its_own_files(path: str) -> None:
    page = Page(get(path).text)
    assert page.inline == []
    assert all(script.get("src") for script in page.all("script") if script.get("type") != "application/ld+json")
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
    assert page.references()
    elsewhere = [text for text in page.references() if re.match(r"[a-z]+:|//", text)]
    assert all(text.startswith("http://localhost:8501/") for text in elsewhere)  # the page itself, as it is called
    assert len(elsewhere) == (3 if path == "/" else 0)


def test_every_file_that_the_page_refers_to_exists() -> None:
    page = Page(get("/").text)
    early = [link["href"] for link in page.all("link") if link.get("rel") == "modulepreload"]
    assert len(early) > 20
    assert len(set(early)) == len(early)
    for text in page.references():
        if text.startswith("http://localhost:8501/"):
            continue  # the page itself, in its languages
        name = text.removeprefix(".").removeprefix("/")
        known = f"/{name}" in shell.OWN_FILES or f"/{name}" in open_data.ANSWERS or (assets.FOLDER / name).is_file()
        assert known, text
    assert [text for text in early if str(text).removeprefix("./") not in assets.names()] == []


def test_the_scripts_of_the_chart_are_fetched_early() -> None:
    early = " ".join(assets.scripts_of_a_page())
    for element in assets.ELEMENTS:
        assert f"static/js/{element}." in early, element


@pytest.mark.parametrize("path", sorted(screens.ELEMENTS))
def test_all_that_its_scripts_import_is_fetched_early_too(path: str) -> None:
    early = {name.rpartition("/")[2] for name in Page(get(path).text).references() if name.endswith(".js")}
    for name in early - {"lagesbild.js"}:
        text = (assets.FOLDER / assets.SCRIPTS / name).read_text(encoding="utf-8")
        assert set(re.findall(r'(?:from|import)\s*["`]\./([\w.~-]+\.js)["`]', text)) <= early, name


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/nonsense", "sv", "Sidan finns inte"),
        ("/nonsense?lang=en", "en", "Page not found"),
        ("/skjutningar/extra", "sv", "Sidan finns inte"),
        ("/<script>alert(1)", "sv", "Sidan finns inte"),
        ("/nonsense?lang=de&lang=en", "en", "Page not found"),
        ("/nonsense/", "sv", "Sidan finns inte"),
        ("/healthy", "sv", "Sidan finns inte"),
        ("/health/x", "sv", "Sidan finns inte"),
        ("/foo.html", "sv", "Sidan finns inte"),
        ("/index.html", "sv", "Sidan finns inte"),
        ("/favicon.ico", "sv", "Sidan finns inte"),
        ("/app/static/x", "sv", "Sidan finns inte"),
        ("/_stcore/nonsense", "sv", "Sidan finns inte"),
        ("/_stcore/healthy", "sv", "Sidan finns inte"),
        ("/static", "sv", "Sidan finns inte"),
        ("/api", "sv", "Sidan finns inte"),
    ],
)
def test_an_unknown_address_is_answered_404_in_the_readers_language(address: str, language: str, title: str) -> None:
    answer = get(address)
    assert answer.status_code == 404
    assert Page(answer.text).all("html")[0]["lang"] == language
    assert f"<h1>{title}</h1>" in answer.text
    assert "alert" not in answer.text
    assert [link["href"] for link in Page(answer.text).all("a")] == ["/" if language == "sv" else "/?lang=en"]


@pytest.mark.parametrize(
    ("address", "screen"),
    [
        ("/skjutningar/", "/skjutningar"),
        ("/skjutningar//", "/skjutningar"),
        ("/skjutningar/?year=2020&category=risk&lang=en", "/skjutningar?year=2020&category=risk&lang=en"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_screen_with_the_readers_choice(address: str, screen: str) -> None:
    answer = get(address)
    assert answer.status_code == 308
    assert answer.headers["location"] == screen


def test_robots_are_told_that_all_is_open() -> None:
    answer = get("/robots.txt")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == "User-agent: *\nDisallow:\nSitemap: http://localhost:8501/sitemap.xml\n"


@pytest.mark.parametrize(("path", "kind"), [("/lagesbild.css", "text/css"), ("/lagesbild.js", "text/javascript")])
def test_the_pages_own_files(path: str, kind: str) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert get(path, if_none_match=answer.headers["etag"]).status_code == 304
    assert re.findall(r"(?:https?:)?//[a-z]+\.|@import|url\((?!\"static/)", answer.text) == []


def test_the_style_sheet_is_one_answer_made_of_every_file_of_styles() -> None:
    folder = Path(shell.__file__).parent / "styles"
    assert {path.name for path in folder.iterdir()} == {f"{name}.css" for name in [*shell.STYLES, "without_script"]}
    text = get("/lagesbild.css").text
    parts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in shell.STYLES]
    places = [text.index(part.replace("SOURCE_SANS", shell.letters())) for part in parts]
    assert places == sorted(places)
    assert shell.STYLES[-2:] == ("print", "print_sizes")  # on paper they have the last word


# ---- scripts and fonts ------------------------------------------------------------------------------------------


def script() -> str:
    return next(name for name in sorted(assets.names()) if name.startswith("static/js/index."))


def test_scripts_are_compressed_for_who_takes_them_so_and_kept_for_a_year() -> None:
    content = (assets.FOLDER / script()).read_bytes()
    packed = [get(f"/{script()}", accept_encoding=way) for way in ("br", "gzip")]
    plain = get(f"/{script()}", accept_encoding="identity")
    assert [answer.headers["content-encoding"] for answer in packed] == ["br", "gzip"]
    sizes = [int(answer.headers["content-length"]) for answer in packed]
    assert sizes[0] < sizes[1] < len(content) / 2
    assert "content-encoding" not in plain.headers
    for answer in (*packed, plain):
        assert answer.content == content  # httpx unpacks
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "immutable" in answer.headers["cache-control"]
        assert "max-age=31536000" in answer.headers["cache-control"]
        assert answer.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.4", "br"),
        ("br;q=0.4, gzip ; q=0.5", "gzip"),
        ("br, gzip ; q=1.0", "br"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("br", "br"),
        ("br;q=1.000", "br"),
        ("gzip;q=0", None),
        ("gzip; q=0.000, *", "br"),
        ("gzip;q=much", None),
        ("*;q=0", None),
        ("not-gzip", None),
        ("identity", None),
        ("", None),
    ],
)
def test_everybody_gets_the_smallest_that_they_take(accepted: str, taken: str | None) -> None:
    answer = get(f"/{script()}", accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == taken
    assert answer.content == (assets.FOLDER / script()).read_bytes()


@pytest.mark.parametrize("path", ["/", "/lagesbild.css", "/lagesbild.js"])
def test_our_own_page_style_sheet_and_script_are_compressed_too(path: str) -> None:
    packed, plain = get(path, accept_encoding="gzip"), get(path, accept_encoding="gzip;q=0")
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content
    assert "content-encoding" not in plain.headers
    assert all("accept-encoding" in answer.headers["vary"].lower() for answer in (packed, plain))


def test_what_is_compressed_already_is_sent_as_it_is() -> None:
    font = next(name for name in sorted(assets.names()) if name.endswith(".woff2"))
    answer = get(f"/{font}", accept_encoding="gzip")
    assert "content-encoding" not in answer.headers
    assert answer.content == (assets.FOLDER / font).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../index.html",
        "/static/js/../../index.html",
        "/static/%2e%2e/index.html",
        "/static/..%2f..%2f__init__.py",
        "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static//etc/passwd",
        "/static/",
        "/static/js",
    ],
)
def test_nothing_outside_the_folder_is_served(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    for secret in ("root:", "import streamlit", "Copyright"):
        assert secret not in answer.text


def test_only_names_of_files_that_exist_are_read() -> None:
    for name in ("static/../index.html", "../__init__.py", "/etc/passwd", "static/js", ""):
        assert assets.asset(name, packing.PLAIN) is None


@pytest.mark.parametrize(
    ("way", "unpacked"), [(packing.GZIP, gzip.decompress), (packing.BROTLI, brotli.decompress)], ids=["gzip", "brotli"]
)
def test_the_same_script_is_packed_the_same_way_every_time(
    way: str, unpacked: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_kept", {})  # it may have been packed smaller
    packed = assets.asset(script(), way)
    assert packed is not None
    monkeypatch.setattr(assets, "_kept", {})
    assert assets.asset(script(), way) == packed
    assert unpacked(packed[0]) == (assets.FOLDER / script()).read_bytes()


def test_what_screens_need_is_packed_ahead_and_smaller_when_there_is_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))
    small = [f"/{name}" for name in assets.scripts_of_a_page() if (assets.FOLDER / name).stat().st_size < 20_000]
    monkeypatch.setattr(assets, "_kept", {})
    monkeypatch.setattr(assets, "of_pages", lambda: [name.removeprefix("/") for name in small])
    assets.warm()
    ahead = dict(assets._kept)
    before = {name: get(name, accept_encoding="br") for name in small}
    assert assets._kept == ahead
    assets.pack_smaller(threading.Event(), after=0)
    after = {name: get(name, accept_encoding="br") for name in small}
    sizes = [[int(answer.headers["content-length"]) for answer in answers.values()] for answers in (before, after)]
    assert sum(sizes[1]) < 0.97 * sum(sizes[0])
    assert [answer.content for answer in after.values()] == [answer.content for answer in before.values()]
    packed = dict(assets._kept)
    assets._kept.clear()
    assert assets.restore()  # as the next start does
    assert assets._kept == packed
    assets.kept_at().write_bytes(b"broken")
    assert not assets.restore()


def test_every_screens_scripts_are_among_what_is_packed_ahead() -> None:
    for elements in screens.ELEMENTS.values():
        assert set(assets.scripts_of_a_page(elements)) <= set(assets.of_pages())


def test_json_is_written_as_utf8() -> None:
    assert "Områdeskategori" not in json.dumps("Områdeskategori")  # what plain json.dumps would do
    assert "områden".encode() in get("/api/indicators.json").content
