"""The server as it really runs: started as the README says, asked over HTTP and with Chromium."""

from __future__ import annotations

import csv
import http.client
import io
import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page, expect

from pages.server import streamlit_internals
from tests.browser.conftest import PAGES, ROOT, settled


def script(address: str) -> str:
    """The path of the script that the page starts with."""
    found = re.search(r'src="\./(static/js/index\.[^"]+)"', httpx.get(address).text)
    assert found is not None
    return f"/{found[1]}"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/?version=http://evil.example", "http://evil.example"),
        ("/?year=www.evil.example", "år www.evil.example"),
        ("/underlag?indicator=shootings&title=www.evil.example", "www.evil.example"),
        ("/underlag?indicator=shootings&title=https://evil.example/x", "https://evil.example/x"),
        ("/underlag?indicator=shootings&title=boss@evil.example", "boss@evil.example"),
    ],
)
def test_what_comes_from_an_address_is_text_and_no_link(page: Page, address: str, asked: str, said: str) -> None:
    page.goto(f"{address}{asked}")
    page.locator(".page-footer").wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    assert said in page.locator("[data-testid=stMain]").inner_text().replace("\u2060", "")
    hrefs = [link.get_attribute("href") or "" for link in page.locator("a").all()]
    assert not [href for href in hrefs if re.match(r"\w+:(//)?(www\.|boss@)?evil", href)]


# ---- headers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/skjutningar", 200),
        ("/skjutningar/", 308),
        ("/lagesbild.js", 200),
        ("/robots.txt", 200),
        ("/favicon.png", 200),
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("static script", 200),
        ("/static/nothing.js", 404),
        ("/api/observations.csv", 200),
        ("/api/observations.csv?year=1066", 400),
        ("/api/nothing", 404),
        ("/health", 200),
        ("/nothing", 404),
        ("/index.html", 404),
        ("/_stcore/nonsense", 404),
        ("/app/static/x", 404),
        ("/media/nothing.png", 404),
        ("//example.org", 404),
    ],
)
def test_every_answer_has_the_security_headers(address: str, path: str, status: int) -> None:
    answer = httpx.get(address + (script(address) if path == "static script" else path))
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    directives = answer.headers["content-security-policy"].split("; ")
    assert "default-src 'self'" in directives
    assert "frame-ancestors 'self'" in directives


def test_no_page_of_another_site_may_steer_this_one(address: str) -> None:
    """Streamlit's own list lets the hosts of its maker rerun and stop a page that they frame."""
    assert httpx.get(f"{address}/_stcore/host-config").json()["allowedOrigins"] == []


def test_open_data_can_only_be_read(address: str) -> None:
    for path in ("/api/observations.csv", "/health"):
        answer = httpx.post(address + path)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD"
        assert answer.json()["error"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert httpx.head(address + path).status_code == 200


def test_scripts_come_compressed_and_are_kept_for_a_year(address: str) -> None:
    path = script(address)
    for method in ("GET", "HEAD"):
        answer = httpx.request(method, address + path, headers={"accept-encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    plain = httpx.get(address + path, headers={"accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    assert len(plain.content) > 2 * int(answer.headers["content-length"])


def test_who_does_not_take_gzip_gets_none(address: str) -> None:
    path = f"{address}/api/observations.csv"
    assert httpx.get(path, headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in httpx.get(path, headers={"accept-encoding": "gzip;q=0"}).headers


def test_no_font_of_icons_is_fetched_for_the_arrows_of_folds(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/narkotika-och-vapenbrott")
    settled(page, "Narkotika- och vapenbrott")
    fold = page.locator("[data-testid=stExpander]:visible").first
    arrow = """fold => { const drawn = getComputedStyle(fold.querySelector("[data-testid=stIconMaterial]"), "::before");
        return [drawn.borderRightStyle, drawn.transform]; }"""
    closed = fold.evaluate(arrow)
    fold.locator("summary").click()
    expect(fold.locator("details[open]")).to_have_count(1)
    opened = fold.evaluate(arrow)
    assert closed[0] == opened[0] == "solid"
    assert closed[1] != opened[1]
    assert [url for url in asked if "MaterialSymbols" in url] == []
    assert [url for url in asked if ".woff2" in url] != []  # its letters are


# ---- the page ---------------------------------------------------------------------------------------------------


def test_streamlits_own_menu_and_deploy_button_are_absent(page: Page, address: str) -> None:
    page.goto(address)
    settled(page, PAGES["/"])
    for part in streamlit_internals.ABSENT:
        expect(page.get_by_test_id(part)).to_have_count(0)
    expect(page.get_by_text("Deploy")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "language", "title"),
    [
        ("?lang=xx&lang=en", "en", "Shootings"),
        ("?lang=xx", "sv", "Skjutningar"),
        ("?lang=sv&lang=en", "sv", "Skjutningar"),
    ],
)
def test_the_page_says_the_language_it_is_written_in(
    page: Page, address: str, query: str, language: str, title: str
) -> None:
    assert re.search(rf'<html[^>]* lang="{language}"[ >]', httpx.get(f"{address}/skjutningar{query}").text)
    page.goto(f"{address}/skjutningar{query}")
    settled(page, title)
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_slash_at_the_end_leads_to_the_screen(page: Page, address: str) -> None:
    page.goto(f"{address}/handelserapporter/?year=2020")
    settled(page, "Händelserapporter")
    assert page.url == f"{address}/handelserapporter?year=2020"


# ---- what the document on open data promises --------------------------------------------------------------------

OPEN_DATA = (ROOT / "docs/open-data.md").read_text(encoding="utf-8")
CURL = [line for line in OPEN_DATA.splitlines() if line.startswith("curl ")]


def test_ways_to_open_data_are_shown() -> None:
    assert len(CURL) >= 3


@pytest.mark.parametrize("line", CURL)
def test_the_ways_to_open_data_work(address: str, line: str, tmp_path: Path) -> None:
    assert "http://localhost:8501" in line
    command = shlex.split(line.replace("http://localhost:8501", address))
    command += ["--silent", "--fail", "--max-time", "30"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    if "lagesbild.zip" in line:
        assert "datapackage.json" in zipfile.ZipFile(tmp_path / "lagesbild.zip").namelist()
    elif "observations.parquet" in line:
        assert "area_category" in pq.read_schema(tmp_path / "observations.parquet").names
    elif "observations.csv" in line:
        assert answer.stdout.startswith(b"indicator,area_category,")
        assert answer.stdout.count(b"\r\n") > 1
    elif "quality.csv" in line:
        found = list(csv.DictReader(io.StringIO(answer.stdout.decode())))
        assert found
        assert {row["outcome"] for row in found} == {"found"}
    elif "municipality-figures.csv" in line:
        found = list(csv.DictReader(io.StringIO(answer.stdout.decode())))
        assert {(row["municipality_code"], row["indicator"]) for row in found} == {("2480", "burglary")}
    elif "feed.atom" in line:
        assert b"<feed " in answer.stdout
    else:
        content = json.loads(answer.stdout)
        assert content.get("version") or content["features"]


# ---- nothing leaves the building --------------------------------------------------------------------------------

# Loaded by Python itself before anything else runs: writes down every address the process wants to reach.
WATCH = """
import socket, sys

def watch(event, arguments):
    if event == "socket.connect":
        connection, address = arguments
        if connection.family in (socket.AF_INET, socket.AF_INET6):
            write(f"connect {connection.type.name} {address[0]} {address[1]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        write(f"look up {arguments[0]}")

def write(line):
    with open(LOG, "a") as log:
        log.write(line + "\\n")

sys.addaudithook(watch)
"""


def test_nothing_leaves_the_building_when_a_foreign_page_opens_a_websocket(tmp_path: Path) -> None:
    log = tmp_path / "addresses.txt"
    log.touch()
    (tmp_path / "sitecustomize.py").write_text(WATCH.replace("LOG", repr(str(log)), 1), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        until_it_answers(address, process)
        assert websocket(address, address) == 101
        assert websocket(address, "https://foreign.example") == 403
        time.sleep(0.5)
    finally:
        process.terminate()
        process.wait()
    wanted = log.read_text(encoding="utf-8").splitlines()
    assert wanted != [], "the watch does not work"
    # Streamlit finds the machine's own address with a datagram socket that sends nothing.
    harmless = (
        "connect SOCK_DGRAM 8.8.8.8 1",
        "look up 127.0.0.1",
        "look up localhost",
        "look up 0.0.0.0",
        "look up None",
    )
    assert [line for line in wanted if not line.startswith(harmless)] == []


def websocket(address: str, origin: str) -> int:
    """The status a WebSocket upgrade from a page of this origin is answered with."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": origin,
    }
    connection.request("GET", "/_stcore/stream", headers=upgrade)
    status = connection.getresponse().status
    connection.close()
    return status


def until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()
            return
        except OSError:
            assert process.poll() is None, "the dashboard ended"
            assert time.monotonic() < deadline, "the dashboard does not answer"
            time.sleep(0.1)
