"""Open data, headers and the page's shell, asked over HTTP without a browser."""

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import dashboard
from pages.screens import PATHS
from pages.server import assets, headers, shell
from tests.report_2021 import RATES, SHOOTINGS

COLUMNS = "indicator,area_category,area,year,count,population,per_1000,share_percent,source,published"


def client() -> TestClient:
    """The dashboard's own routes and middleware around a stand-in for Streamlit, which needs a running server."""

    async def streamlit(_: object) -> PlainTextResponse:
        return PlainTextResponse("streamlit")

    routes = [Route("/api/{path:path}", dashboard.open_data), Route("/health", dashboard.open_data)]
    middleware = [
        Middleware(headers.SecurityHeaders),
        Middleware(assets.FromMemory),
        Middleware(shell.Shell, paths=frozenset(PATHS.values())),
    ]
    return TestClient(Starlette(routes=[*routes, Route("/{rest:path}", streamlit)], middleware=middleware))


def rows(query: str) -> list[dict[str, str]]:
    answer = client().get(f"/api/observations.csv{query}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.usefixtures("built_in_data")
def test_all_observations_as_csv_equal_the_report() -> None:
    found = rows("")
    assert ",".join(found[0]) == COLUMNS
    rates = {
        (row["indicator"], row["area_category"], int(row["year"])): float(row["per_1000"])
        for row in found
        if row["per_1000"]
    }
    assert rates == RATES
    shootings = {
        (row["area_category"], int(row["year"])): (int(row["count"]), float(row["share_percent"]))
        for row in found
        if row["indicator"] == "shootings"
    }
    assert shootings == SHOOTINGS
    assert all(row["source"] and row["published"] for row in found)
    assert not any(row["count"] == "0" for row in found)


@pytest.mark.usefixtures("built_in_data")
def test_parameters_may_be_repeated() -> None:
    found = rows("?indicator=narcotics_offences&category=risk&category=vulnerable&year=2019&year=2020")
    assert [(row["area_category"], row["year"], row["per_1000"]) for row in found] == [
        ("vulnerable", "2019", "12.9"),
        ("vulnerable", "2020", "14.6"),
        ("risk", "2019", "12.5"),
        ("risk", "2020", "16.1"),
    ]


@pytest.mark.usefixtures("built_in_data")
def test_json_keeps_the_unknown_unknown() -> None:
    answer = client().get("/api/observations.json?indicator=shootings&year=2020&category=all_areas")
    assert answer.json()["observations"] == [
        {
            "indicator": "shootings",
            "area_category": "all_areas",
            "area": None,
            "year": 2020,
            "count": 130,
            "population": None,
            "per_1000": None,
            "share_percent": 39.7,
            "source": "lagesbild-2021-tabell-4",
            "published": "2021-12",
        }
    ]


@pytest.mark.usefixtures("built_in_data")
def test_the_dictionary() -> None:
    dictionary = client().get("/api/indicators.json").json()
    assert [row["label_sv"] for row in dictionary["indicators"]][:2] == [
        "Skjutningar",
        "Händelserapporter, prioritet 1 och 2",
    ]
    assert {"area_categories", "sources", "computed_measures"} <= set(dictionary)


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?yaer=2020", "Det finns ingen parameter ”yaer”. Parametrarna är indicator, category, year, lang."),
        ("?yaer=2020&lang=en", "There is no parameter “yaer”. The parameters are indicator, category, year, lang."),
        ("?year=1066", "”1066” är inget värde för year. Kända är 2018, 2019, 2020."),
        ("?lang=tlh", "”tlh” är inget värde för lang. Kända är sv, en."),
        ("?category=%27%3B+DROP+TABLE+observations%3B--", None),
    ],
)
def test_what_nobody_knows_gets_400_with_a_sentence(query: str, sentence: str | None) -> None:
    answer = client().get(f"/api/observations.csv{query}")
    assert answer.status_code == 400
    if sentence:
        assert answer.json() == {"error": sentence}
    assert len(rows("?indicator=shootings")) == 12  # nothing was dropped


@pytest.mark.usefixtures("built_in_data")
def test_an_answer_that_is_known_already_is_not_sent_again() -> None:
    first = client().get("/api/observations.csv")
    assert "max-age" in first.headers["cache-control"]
    again = client().get("/api/observations.csv", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client().get("/api/observations.csv?year=2020", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_health_tells_good_from_broken_data(data_copy: Path) -> None:
    assert client().get("/health").json()["broken_files"] == []
    (data_copy / "exports" / "broken.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    answer = client().get("/health")
    assert (answer.status_code, answer.json()["broken_files"]) == (200, ["exports/broken.csv"])


def test_health_is_503_without_data(data_copy: Path) -> None:
    (data_copy / "indicators.csv").unlink()
    answer = client().get("/health")
    assert (answer.status_code, answer.json()["broken_files"]) == (503, ["indicators.csv"])
    assert client().get("/api/observations.csv").status_code == 503


def test_another_address_below_api_is_404() -> None:
    answer = client().get("/api/observations.xml?lang=en")
    assert answer.status_code == 404
    assert "/api/observations.csv" in answer.json()["error"]


@pytest.mark.parametrize("path", ["/", "/skjutningar", "/nowhere", "/health", "/api/x", "/lagesbild.css", "/media/x"])
def test_every_answer_has_security_headers_and_names_no_other_host(path: str) -> None:
    answer = client().get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert not re.search(r"https?:|\*|unsafe-eval'(?<!wasm-unsafe-eval')", policy)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_a_site_may_be_allowed_to_embed_and_can_allow_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_FRAME_ANCESTORS", "https://www.example.se; script-src *")
    policy = client().get("/").headers["content-security-policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["frame-ancestors"].startswith("'self' https://www.example.se")
    assert directives["script-src"] == "'self' 'wasm-unsafe-eval'"


@pytest.mark.parametrize(("query", "language"), [("", "sv"), ("?lang=en", "en"), ("?lang=%22%3E%3Cb%3E", "sv")])
def test_the_page_says_its_language_and_loads_only_its_own(query: str, language: str) -> None:
    html = client().get(f"/skjutningar{query}").text
    assert f'<html lang="{language}">' in html
    assert not re.search(r"<script(?![^>]*src=)", html)
    for address in re.findall(r'(?:href|src)="([^"]+)"', html):
        assert address.startswith("./"), address
        found = address.removeprefix(".")
        assert found in shell.OWN_FILES or found.startswith("/api/") or (assets.FOLDER / address).exists(), address


def test_scripts_a_chart_needs_are_asked_for_early() -> None:
    early = " ".join(assets.scripts_of_a_page())
    for element in assets.ELEMENTS:
        assert f"/{element}." in early, f"Streamlit has no script {element} any more"


@pytest.mark.parametrize(("query", "words"), [("", "Sidan finns inte"), ("?lang=en", "Page not found")])
def test_an_unknown_page_is_404_in_the_readers_language(query: str, words: str) -> None:
    answer = client().get(f"/narkotika{query}")
    assert answer.status_code == 404
    assert words in answer.text


def test_streamlits_files_come_compressed_and_are_kept() -> None:
    name = assets.scripts_of_a_page()[0]
    answer = client().get(f"/{name}", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == assets.KEPT_FOR_A_YEAR
    assert answer.content == (assets.FOLDER / name).read_bytes()
    plain = client().get(f"/{name}", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content


@pytest.mark.parametrize(
    "path", ["/static/../index.html", "/static/%2e%2e/%2e%2e/__init__.py", "/static/js/nothing.js"]
)
def test_no_other_file_is_served(path: str) -> None:
    assert client().get(path).text in ("streamlit", "")
