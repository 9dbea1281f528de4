"""The feed of what is new in the data, read by an independent reader of feeds and by the rules of Atom (RFC 4287)."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from pages.components.text import in_language
from pages.server import feed
from tests.server import get

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "/feed.atom"

pytestmark = pytest.mark.usefixtures("built_in_data")


def changes(folder: Path) -> list[dict[str, str]]:
    with (folder / "data_changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(address: str = ADDRESS) -> Any:
    """What a reader of feeds makes of it."""
    answer = get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml"
    found = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_every_change_is_an_entry_the_newest_first(built_in_data: Path) -> None:
    rows = sorted(changes(built_in_data), key=lambda row: (row["date"], row["id"]), reverse=True)
    entries = read().entries
    assert len(entries) == len(rows) > 0
    for entry, row in zip(entries, rows, strict=True):
        assert entry.updated == f"{row['date']}T00:00:00Z"
        assert entry.content[0].value.startswith(row["what_sv"])
        for name in ("next_sv", "next_expected"):
            assert row[name] in entry.content[0].value
        assert entry.title.startswith("Nya tal: " if row["kind"] == "new" else "Reviderade tal: ")
        assert [tag.term for tag in entry.tags] == [row["kind"]]


def test_the_feed_follows_the_rules_of_atom(built_in_data: Path) -> None:
    root = ElementTree.fromstring(get(ADDRESS).content)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated") or "")
    assert len(root.findall(f"{ATOM}author/{ATOM}name")) == 1  # of the feed, and so of its entries
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "/feed.atom", "alternate": "/nytt"}
    entries = {link.get("href") for link in root.findall(f"{ATOM}entry/{ATOM}link")}
    assert entries == {"/nytt#kom"}
    ids = [element.findtext(f"{ATOM}id") for element in root.iter() if element.find(f"{ATOM}id") is not None]
    assert len(set(ids)) == len(ids)
    newest = max(row["date"] for row in changes(built_in_data))
    assert root.findtext(f"{ATOM}updated") == f"{newest}T00:00:00Z"


def test_ids_stay_the_same() -> None:
    """Readers of feeds know an entry by its id: another one would show all of them anew."""
    row = {"id": "2026-11-29-bra-kommun"}
    assert feed.urn(f"sv:{row['id']}") == "urn:uuid:d3666c7b-0dfe-5158-9e31-df5ae44f8ccd"


def test_it_comes_in_english_too() -> None:
    swedish, english = read(), read(f"{ADDRESS}?lang=en")
    assert (swedish.feed.title, english.feed.title) == (
        "Lägesbild: nytt i uppgifterna",
        "Lägesbild: what is new in the data",
    )
    assert (swedish.feed.language, english.feed.language) == ("sv", "en")
    assert english.entries[0].title.startswith("New figures: ")
    assert [link.href for link in english.feed.links if link.rel == "self"] == ["/feed.atom?lang=en"]
    assert english.feed.id != swedish.feed.id


def test_who_has_it_already_gets_304() -> None:
    first = get(ADDRESS)
    assert get(ADDRESS, if_none_match=first.headers["etag"]).status_code == 304
    assert get(f"{ADDRESS}?lang=en").headers["etag"] != first.headers["etag"]


def test_what_nobody_knows_is_refused() -> None:
    assert get(f"{ADDRESS}?lang=de").status_code == 400
    answer = get(f"{ADDRESS}?year=2020&lang=en")
    assert answer.status_code == 400
    assert answer.json()["error"] == "There is no parameter “year”. The parameters are lang."
    assert get(ADDRESS, "POST").status_code == 405
    assert ADDRESS in get("/api/nonsense").json()["error"]


def test_what_came_later_is_there_at_once(data_copy: Path) -> None:
    before = len(read().entries)
    with (data_copy / "data_changes.csv").open("a", encoding="utf-8") as file:
        file.write("2027-04-09-x,2027-04-09,revised,bra-kommun-2015-2025,Två tal <ändrade> & klara.,Two figures.,,,\n")
    found = read()
    assert len(found.entries) == before + 1
    assert found.feed.updated == "2027-04-09T00:00:00Z"
    assert found.entries[0].content[0].value == "Två tal <ändrade> & klara."
    assert found.entries[0].title == "Reviderade tal: Brottsförebyggande rådet (Brå)"


def test_letters_that_xml_does_not_allow_are_left_out() -> None:
    row = {
        "id": "x",
        "date": "2027-04-09",
        "kind": "new",
        "publisher": "SCB\x00\x1b",
        "what_sv": "a\ufffeb]]>",
        "next_expected": None,
        "next_sv": None,
    }
    written = feed.atom(in_language("sv"), [row], "/")
    (entry,) = ElementTree.fromstring(written).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Nya tal: SCB"
    assert entry.findtext(f"{ATOM}content") == "ab]]>"


def test_without_changes_it_is_a_feed_all_the_same() -> None:
    found = feedparser.parse(feed.atom(in_language("sv"), [], "/"))
    assert not found.bozo
    assert found.entries == []


def test_pages_lead_readers_of_feeds_to_it() -> None:
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Nytt i uppgifterna" href="./feed.atom">'
        in get("/").text
    )
    assert 'href="./feed.atom?lang=en"' in get("/omraden?lang=en").text
