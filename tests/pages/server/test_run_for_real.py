"""The server as it is run for real: below a path, behind TLS, under its own names, with too little room, and watched."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import feedparser
import httpx
import pytest
import websockets

from tests.served import Reader, Served, serving, started, until_it_answers, words

# ---- below a path -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/skjutningar", "/health", "/feed.atom", "/robots.txt", "/lagesbild.js", "/lagesbild.css", "/metrics"),
        *("/api/observations.csv", "/api/quarters.csv", "/api/areas.svg", "/_stcore/health", "/_stcore/host-config"),
        "/favicon.png",
    ],
)
def test_everything_is_below_the_path_and_nothing_beside_it(below: Served, path: str) -> None:
    assert httpx.get(below.url + path, timeout=60).status_code == 200
    root = httpx.get(below.url.removesuffix("/lagesbild") + path, timeout=60)
    expected = 308 if path == "/" else 200 if path in ("/health", "/metrics") else 404
    assert root.status_code == expected
    assert root.headers["x-content-type-options"] == "nosniff"


def test_the_root_and_a_slash_too_many_or_too_few_lead_there(below: Served) -> None:
    for asked, there in (
        ("", "/lagesbild/"),
        ("/?lang=en", "/lagesbild/?lang=en"),
        ("/lagesbild", "/lagesbild/"),
        ("/lagesbild/omraden/?year=2019", "/lagesbild/omraden?year=2019"),
    ):
        assert httpx.get(below.url.removesuffix("/lagesbild") + asked, timeout=60).headers["location"] == there


def test_scripts_and_links_are_found_below_the_path(below: Served) -> None:
    page = httpx.get(f"{below.url}/skjutningar").text
    for named in re.findall(r'(?:src|href)="\./([^"]+)"', page):
        assert httpx.get(f"{below.url}/{named}", timeout=60).status_code == 200, named
    missing = httpx.get(f"{below.url}/nothing")
    assert missing.status_code == 404
    assert re.findall(r'href="([^"]+)"', missing.text) == ["/lagesbild/lagesbild.css", "/lagesbild/"]


@pytest.mark.parametrize(("page", "expected"), [("/", 20), ("/om-statistiken", 5), ("/nytt", 3)])
def test_every_link_of_a_page_is_below_the_path(below: Served, page: str, expected: int) -> None:
    with Reader(below.url, page) as reader:
        said = words(reader.open())
    links = re.findall(r'href=\\*"(/[^"\\]*)', said) + re.findall(r"\]\((/[^)]*)\)", said)
    assert len(links) > expected
    assert {link for link in links if not link.startswith("/lagesbild/")} == set()


def test_the_feed_leads_below_the_path(below: Served) -> None:
    feed = feedparser.parse(httpx.get(f"{below.url}/feed.atom").text)
    assert {link.href.partition("?")[0].partition("#")[0] for entry in feed.entries for link in entry.links} == {
        "/lagesbild/nytt"
    }


def test_shared_links_lead_below_the_path(below: Served) -> None:
    page = httpx.get(f"{below.url}/kommun", headers={"user-agent": "preview"}, timeout=60).text
    assert f'<link rel="canonical" href="{below.url}/kommun">' in page
    listed = httpx.get(f"{below.url}/sitemap.xml", timeout=60).text
    assert f"<loc>{below.url}/kommun?place=2480</loc>" in listed


def test_files_are_taken_below_the_path(below: Served) -> None:
    with Reader(below.url, "/egna-exporter") as reader:
        reader.open()
        assert reader.send(b"a;b\n1;2\n").status_code == 204


# ---- names and TLS ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *(("kommun.example", 200), ("kommun.example:443", 200), ("a.other.example", 200)),
        *(("localhost:8501", 200), ("127.0.0.1", 200), ("[::1]:8501", 200)),
        *(("evil.example", 400), ("kommun.example.evil.example", 400), ("192.168.1.5", 400)),
    ],
)
def test_it_answers_under_its_own_names_alone(below: Served, host: str, status: int) -> None:
    """A page elsewhere can give its own name this address, and read with its reader's browser what only that one reaches."""
    for path in ("/health", "/", "/_stcore/host-config"):
        answer = httpx.get(f"{below.url}{path}", headers={"host": host}, timeout=60)
        assert answer.status_code == status
        assert answer.headers["x-content-type-options"] == "nosniff"
    if status == 200:
        return
    with pytest.raises(websockets.InvalidHandshake):
        websockets.sync.client.connect(
            f"{below.url.replace('http', 'ws')}/_stcore/stream", additional_headers={"Host": host}, legacy=True
        )


def test_the_cookie_comes_back_over_tls_alone_where_a_proxy_has_it(below: Served) -> None:
    asked = httpx.get(f"{below.url}/_stcore/health", headers={"x-forwarded-proto": "https"})
    assert "; Secure" in asked.headers["set-cookie"]
    assert "Secure" not in httpx.get(f"{below.url}/_stcore/health").headers["set-cookie"]


# ---- figures of itself ------------------------------------------------------------------------------------------------


def test_figures_of_the_server_itself_are_there_where_they_are_asked_for(below: Served) -> None:
    with Reader(below.url) as reader:
        reader.open()
        before = metrics(below)
        assert httpx.get(f"{below.url}/api/observations.csv?year=1066").status_code == 400
        reader.ask()
        reader.drawn()
        after = metrics(below)
    assert after["lagesbild_readers"] >= 1
    assert after["lagesbild_problems"] == 0
    for name in ('lagesbild_answers_total{kind="api",status="4xx"}', "lagesbild_pages_drawn_total"):
        assert after[name] == before.get(name, 0) + 1
    assert after["lagesbild_page_seconds_total"] > before["lagesbild_page_seconds_total"]


def test_a_page_that_is_drawn_for_nobody_is_no_readers(below: Served) -> None:
    """The pages that are drawn ahead stood among them, and made their mean."""
    before, deadline = metrics(below), time.monotonic() + 60
    while 'id="first"' not in httpx.get(f"{below.url}/kommun?place=2480&year=2021", timeout=60).text:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    after = metrics(below)
    for name in ("lagesbild_pages_drawn_total", "lagesbild_page_seconds_total", "lagesbild_readers"):
        assert after.get(name) == before.get(name)


def metrics(served: Served) -> dict[str, float]:
    answer = httpx.get(f"{served.url}/metrics", timeout=60)
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
    named = {line.rpartition(" ")[0] for line in lines}
    assert len(named) == len(lines)
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


# ---- too little room --------------------------------------------------------------------------------------------------


def test_without_room_for_temporary_files_pages_say_so_in_words(tmp_path: Path) -> None:
    """They ended without a word, or with Streamlit's in English."""
    little = ("sh", "-c", 'ulimit -f 128; exec "$@"', "sh")  # no file of over 64 kilobytes
    with started(tmp_path / "log.txt", before=little) as served:
        until_it_answers(served, 503)
        assert httpx.get(f"{served.url}/api/observations.csv", timeout=60).status_code == 503
        for language, expected in (("sv", "diskutrymme"), ("en", "disk space")):
            with Reader(served.url) as reader:
                reader.ask(query=f"lang={language}")
                said = words(reader.drawn())
            assert expected in said
            for secret in ("Traceback", "site-packages", str(tmp_path), "Exception"):
                assert secret not in said
        for line in served.logged().splitlines():
            if line.startswith("{"):
                json.loads(line)


NO_MEMORY = """
import sys, threading, time

def fail(*_, **__):
    raise MemoryError

def wait():
    while getattr(sys.modules.get("pages.components.layout.head"), "show", None) is None:
        time.sleep(0.01)
    sys.modules["pages.components.layout.head"].show = fail

threading.Thread(target=wait, daemon=True).start()
"""


def test_without_memory_for_a_page_it_says_so_in_words(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_MEMORY, encoding="utf-8")
    with serving(tmp_path / "log.txt", PYTHONPATH=str(tmp_path)) as served, Reader(served.url, "/nytt") as reader:
        reader.open()  # with this at the latest, memory is gone
        for language, said in (("sv", "Servern har inte minne"), ("en", "The server has no memory")):
            reader.ask(query=f"lang={language}")
            page = words(reader.drawn())
            assert "MemoryError" not in page
            assert said in page
