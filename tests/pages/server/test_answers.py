"""How open data are made and sent: packed, kept within bounds, in parts, a few at a time."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from typing import Any

import httpx
import pytest
from starlette.datastructures import QueryParams

import queries
from pages.server import answers, open_data
from tests.server import app, get

pytestmark = pytest.mark.usefixtures("built_in_data")

LONG = "/api/observations.json"


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_kept", OrderedDict())


def numbered(size: int, number: int = 0) -> answers.Answer:
    return answers.Answer(tag=str(number), media_type="text/csv", size=size, content=bytes(size), is_packed=False)


def test_who_takes_gzip_and_who_does_not_get_the_same() -> None:
    plain = get(LONG, accept_encoding="identity")
    packed = get(LONG, accept_encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.content == packed.content  # httpx unpacks it
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 10
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert plain.headers["etag"] == packed.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "accept-encoding"
    assert get(LONG, "HEAD").headers["content-length"] == packed.headers["content-length"]


def test_no_part_is_large_however_well_it_is_packed() -> None:
    """Two hundred who asked for 7 megabytes and read nothing took 1.5 gigabytes."""
    found = answers.made([b"0" * 1_000] * 10_000, "text/csv")
    assert len(found.content) < 20_000
    parts = list(found.parts(packed=False))
    assert max(map(len, parts)) <= answers.PART
    assert b"".join(parts) == bytes(b"0" * found.size)
    assert gzip.decompress(b"".join(found.parts(packed=True))) == b"0" * 10_000_000


def test_what_is_asked_for_again_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = get(LONG)

    def broken(*_: Any) -> answers.Answer:
        raise AssertionError

    monkeypatch.setattr(open_data, "from_one_state", broken)
    assert get(LONG).content == first.content
    assert get(f"{LONG}?lang=en").status_code == 500  # another one


def test_so_much_is_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_KEPT", 1_000)
    for number in range(20):
        answers.keep(("a", number), numbered(200, number))
        assert answers.kept(("a", 0)) or number > 3
    assert sum(len(one.content) for _, one in answers._kept.values()) <= 1_000
    assert answers.kept(("a", 19)) is not None
    answers.keep(("x" * 2_000,), numbered(1))  # what was asked counts too
    assert answers._kept == {}
    monkeypatch.setattr(answers, "MOST_ANSWERS", 3)
    for number in range(5):
        answers.keep((number,), numbered(1))
    assert [number for (number,) in answers._kept] == [2, 3, 4]


def test_what_is_said_a_thousand_times_is_answered_once() -> None:
    """A request of 28 kilobytes was answered with 1 700 megabytes."""
    once = get("/api/quarters.csv?indicator=reported_offences&municipality=2480")
    often = get(f"/api/quarters.csv?municipality=2480{'&indicator=reported_offences' * 1_000}")
    assert often.content == once.content
    assert len(once.content.splitlines()) == 1 + 26


def test_many_who_ask_at_once_wait_without_a_thread_and_health_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty who asked for observations silenced it for a quarter of a minute."""
    monkeypatch.setattr(answers, "_at_once", asyncio.Semaphore(answers.AT_ONCE))
    make, at_once, most = open_data.from_one_state, 0, 0

    def counted(path: str, parameters: QueryParams, base: str) -> answers.Answer:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once if path != "/health" else 0)
        try:
            return make(path, parameters, base)
        finally:
            at_once -= 1

    monkeypatch.setattr(open_data, "from_one_state", counted)

    async def ask() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app()), base_url="http://localhost:8501") as client:
            codes = [row["code"] for row in queries.rows("municipalities")][: answers.MOST_WAITING + 9]
            asked = [client.get("/api/quarters.csv", params={"municipality": code}) for code in codes]
            found = await asyncio.gather(*asked, client.get("/health"))
            return [answer.status_code for answer in found]

    *codes, health = asyncio.run(ask())
    assert (codes.count(200), codes.count(503), health) == (answers.MOST_WAITING, 9, 200)
    assert most <= answers.AT_ONCE + 1  # /health beside them
    assert answers._waiting == []
