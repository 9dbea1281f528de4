"""Asking a host on this machine that is slow, broken or hostile: each time one sentence that says what to do."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest

from queries.update import answers
from queries.update.answers import BRA, KOLADA, SCB, Asker, Unanswered
from queries.update.words import Said, spoken
from tests.queries.update.publishers import BRA_2026, Answer, Handler, Publishers, of_three_municipalities

PATH = "kpi/N07540"

Refusal = Callable[[Answer], str]


@pytest.fixture
def publishers() -> Publishers:
    return of_three_municipalities()


@pytest.fixture
def refusal(publishers: Publishers, address: str) -> Refusal:
    """The English sentence with which an answer of Kolada's is refused."""

    def refused(answer: Answer) -> str:
        publishers.instead["/kolada"] = answer
        with Asker(lambda _: None) as asker, pytest.raises(Unanswered) as raised:
            asker.json(KOLADA, PATH)
        return spoken(raised.value.said, "en")

    return refused


def test_an_answer_is_read(publishers: Publishers, address: str) -> None:
    told: list[Said] = []
    with Asker(told.append) as asker:
        assert asker.json(KOLADA, PATH) == publishers.key_figure()
    assert [spoken(said, "sv") for said in told] == [
        f"Frågar Kolada: {address}/kolada/{PATH}",
        "Kolada har svarat med 1 kilobyte.",
    ]


# ---- what passes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_with_growing_pauses(
    publishers: Publishers, address: str, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(answers, "PAUSES", (2, 8, 30))
    monkeypatch.setattr(time, "sleep", slept.append)
    left = [status, status]

    def at_last(handler: Handler) -> None:
        if left:
            handler.send_bytes(b"{}", status=left.pop())
        else:
            handler.send(publishers.key_figure())

    publishers.instead["/kolada"] = at_last
    with Asker(lambda _: None) as asker:
        assert asker.json(KOLADA, PATH) == publishers.key_figure()
    assert slept == [2, 8]


def test_a_host_gets_the_pause_that_it_asks_for_but_not_any(
    publishers: Publishers, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(answers, "PAUSES", (2, 8, 30))
    monkeypatch.setattr(time, "sleep", slept.append)
    asked = ["99999", "45", "Fri, 09 Apr 2027 12:00:00 GMT"]
    publishers.instead["/kolada"] = lambda handler: handler.send_bytes(
        b"{}", status=429, Retry_After=asked.pop() if asked else "1"
    )
    with Asker(lambda _: None) as asker, pytest.raises(Unanswered):
        asker.json(KOLADA, PATH)
    assert slept == [2, 45, answers.LONGEST_PAUSE]


def test_what_does_not_pass_is_given_up(refusal: Refusal, publishers: Publishers) -> None:
    said = refusal(lambda handler: handler.send_bytes(b"{}", status=503))
    assert said == "Kolada cannot answer now (status 503). If it stays so, try later."
    assert len(publishers.asked) == 4


def test_an_empty_answer_is_tried_again_and_given_up(refusal: Refusal, publishers: Publishers) -> None:
    said = refusal(lambda handler: handler.send_bytes(b""))
    assert said == "Kolada answers with nothing at all. If it stays so, try later."
    assert len(publishers.asked) == 4


def test_a_broken_connection_is_tried_again_and_given_up(refusal: Refusal, publishers: Publishers) -> None:
    def cut(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"values": [')

    said = refusal(cut)
    assert said.startswith("Kolada cannot be reached, or the connection broke (RemoteProtocolError")
    assert said.endswith("Check the network and, where there is one, the proxy (HTTPS_PROXY).")
    assert len(publishers.asked) == 4


def test_a_host_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("LAGESBILD_KOLADA", "http://127.0.0.1:9")  # nobody listens there
    with Asker(lambda _: None) as asker, pytest.raises(Unanswered) as raised:
        asker.json(KOLADA, PATH)
    assert spoken(raised.value.said, "sv").startswith(
        "Kolada går inte att nå, eller så bröts förbindelsen (ConnectError"
    )


@pytest.mark.parametrize("in_headers", [True, False])
def test_a_host_that_trickles_is_not_waited_for(
    refusal: Refusal, monkeypatch: pytest.MonkeyPatch, in_headers: bool
) -> None:
    """Each byte comes soon enough for a time-out between bytes; all of them together never end."""
    monkeypatch.setattr(answers, "SECONDS_AN_ANSWER", 0.5)
    monkeypatch.setattr(answers, "PAUSES", ())

    def trickle(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if in_headers else b"Content-Length: 1000\r\n\r\n"))
        for _ in range(30):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            time.sleep(0.1)

    assert refusal(trickle) == "Kolada takes more than 0.5 seconds to answer. If it stays so, try later."


# ---- what is refused at once ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_is_not_there_is_told(refusal: Refusal, publishers: Publishers, status: int) -> None:
    said = refusal(lambda handler: handler.send_bytes(b"gone", status=status))
    assert said == f"Kolada has nothing at this address (status {status}). It may have moved: see docs/update.md."
    assert len(publishers.asked) == 1


def test_too_long_an_answer_is_not_read_to_its_end(refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 1_000_000)
    said = refusal(lambda handler: handler.send_bytes(b" " * 1_000_001))
    assert said == "Kolada answers with more than 1 megabytes, which no table has. Nothing was read."


def test_a_packed_answer_counts_as_long_as_it_is_unpacked(refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 1_000_000)
    packed = gzip.compress(b" " * 50_000_000)
    assert len(packed) < 100_000
    said = refusal(lambda handler: handler.send_bytes(packed, Content_Encoding="gzip"))
    assert said == "Kolada answers with more than 1 megabytes, which no table has. Nothing was read."


def test_a_packed_answer_is_read(publishers: Publishers, address: str) -> None:
    packed = gzip.compress(b'{"values": []}')
    publishers.instead["/kolada"] = lambda handler: handler.send_bytes(packed, Content_Encoding="gzip")
    with Asker(lambda _: None) as asker:
        assert asker.json(KOLADA, PATH) == {"values": []}


@pytest.mark.parametrize(
    "content",
    [
        b'{"values": [',
        b"<html><body>Logga in</body></html>",
        b'{"values": NaN}',
        b"[" * 200_000,
        b"\xff\xfe\x00",
        b'{"value": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_not_json_is_refused(refusal: Refusal, content: bytes) -> None:
    said = refusal(lambda handler: handler.send_bytes(content))
    assert said.startswith("Kolada answers with something that is not whole JSON (")
    assert said.endswith("Try again; if it stays so, the form has changed: see docs/update.md.")


def test_a_packed_answer_that_is_none_is_refused(refusal: Refusal) -> None:
    said = refusal(lambda handler: handler.send_bytes(b"not gzip", Content_Encoding="gzip"))
    assert said.startswith("Kolada cannot be reached, or the connection broke (DecodingError")


# ---- other hosts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [
        "https://example.org/v3/kpi",
        "//example.org/kpi",
        "http://localhost.example/kpi",
        "https://127.0.0.1/kpi",
        "ftp://127.0.0.1/kpi",
    ],
)
def test_no_answer_leads_to_another_host(refusal: Refusal, publishers: Publishers, place: str) -> None:
    said = refusal(lambda handler: handler.send_bytes(b"", status=302, Location=place))
    assert said.startswith("Kolada leads to ")
    assert "which is another host and was not asked" in said
    assert "LAGESBILD_KOLADA" in said
    assert len(publishers.asked) == 1


def test_another_port_is_another_host(refusal: Refusal) -> None:
    said = refusal(lambda handler: handler.send_bytes(b"", status=302, Location="http://127.0.0.1:1/kpi"))
    assert "another host" in said


def test_another_name_is_another_host(refusal: Refusal, address: str, publishers: Publishers) -> None:
    place = address.replace("127.0.0.1", "localhost")
    said = refusal(lambda handler: handler.send_bytes(b"", status=302, Location=f"{place}/kolada/kpi"))
    assert "another host" in said
    assert len(publishers.asked) == 1


def test_a_name_before_the_host_is_refused(refusal: Refusal, address: str) -> None:
    place = address.replace("http://", "http://someone@")
    said = refusal(lambda handler: handler.send_bytes(b"", status=302, Location=f"{place}/kolada/kpi"))
    assert "another host" in said


def test_within_the_host_an_answer_may_lead_on(publishers: Publishers, address: str) -> None:
    publishers.instead["/kolada/old"] = lambda handler: handler.send_bytes(b"", status=301, Location=f"/kolada/{PATH}")
    with Asker(lambda _: None) as asker:
        assert asker.json(KOLADA, "old") == publishers.key_figure()


def test_but_not_for_ever(refusal: Refusal, publishers: Publishers) -> None:
    said = refusal(lambda handler: handler.send_bytes(b"", status=302, Location="/kolada/again"))
    assert said == "Kolada leads on and on. Try another day."
    assert len(publishers.asked) == 1 + answers.MOST_REDIRECTS


@pytest.mark.parametrize(
    "named",
    [
        "http://statistik.example",
        "ftp://127.0.0.1",
        "statistik.example",
        "https://name:word@statistik.example",
        "https://",
        "http://[",
    ],
)
def test_an_address_of_a_mirror_is_encrypted(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("LAGESBILD_SCB", named)
    with Asker(lambda _: None) as asker, pytest.raises(Unanswered) as raised:
        asker.json(SCB, "config")
    said = spoken(raised.value.said, "sv")
    assert said == f"LAGESBILD_SCB måste vara en adress som börjar med https://, inte ”{named}”."


def test_without_a_mirror_the_publishers_own_address_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for host in (SCB, KOLADA, BRA):
        monkeypatch.delenv(host.setting, raising=False)
        assert answers.base_of(host).scheme == "https"
        monkeypatch.setenv(host.setting, " ")
        assert str(answers.base_of(host)) == host.address


@pytest.mark.parametrize(
    "given",
    ["https://bra.se.example/x.csv", "http://bra.se/x.csv", "https://bra.se:444/x.csv", "https://a@bra.se/x.csv"],
)
def test_an_address_that_is_given_is_the_publishers(address: str, publishers: Publishers, given: str) -> None:
    with Asker(lambda _: None) as asker, pytest.raises(Unanswered) as raised:
        asker.of_address(BRA, given)
    assert "another host" in spoken(raised.value.said, "en")
    assert publishers.asked == []


@pytest.mark.parametrize("host", ["bra.se", "www.bra.se"])
def test_an_address_of_the_publisher_is_asked_of_the_mirror(address: str, publishers: Publishers, host: str) -> None:
    with Asker(lambda _: None) as asker:
        assert asker.of_address(BRA, f"https://{host}{BRA_2026}") == publishers.table


def test_what_a_host_writes_cannot_steer_the_terminal(refusal: Refusal) -> None:
    said = refusal(
        lambda handler: handler.send_bytes(b"", status=302, Location="https://example.org/\x1b[2J%1b%0a" + "x" * 500)
    )
    assert said.isprintable()
    assert len(said) < 600
