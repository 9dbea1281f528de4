"""The changelog of the data as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from xml.etree import ElementTree

from pages.components import address
from pages.components.text import LANGUAGES, Text, is_missing
from pages.screens import CAME, FEED
from queries.row_types import DataChange

NEVER = "1970-01-01"
"""When a feed without entries was last changed."""

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(t: Text, changes: Sequence[DataChange], page: str) -> bytes:
    """A feed of the ``changes``, rows of the question ``data_changes`` with the newest first; ``page`` is the address of
    the screen that shows the same.

    Addresses are relative, since the server does not know under which name it is reached: readers of feeds resolve them
    against the address of the feed.
    """
    query = "" if t.language == next(iter(LANGUAGES)) else f"?lang={t.language}"
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": t.language})
    put(feed, "id", urn(t.language))
    put(feed, "title", t("Lägesbild: what is new in the data"))
    put(feed, "updated", instant(max((str(row["date"]) for row in changes), default=NEVER)))
    ElementTree.SubElement(
        feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{address.base()}{FEED}{query}"}
    )
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{page}{query}"})
    put(ElementTree.SubElement(feed, "author"), "name", "Lägesbild")
    for row in changes:
        entry = ElementTree.SubElement(feed, "entry")
        put(entry, "id", urn(f"{t.language}:{row['id']}"))
        put(entry, "title", title(t, row))
        put(entry, "updated", instant(str(row["date"])))
        at = f"{page}{query}#{CAME}"
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": at})
        ElementTree.SubElement(entry, "category", {"term": str(row["kind"])})
        put(entry, "content", content(t, row), type="text")
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def title(t: Text, row: DataChange) -> str:
    if row["kind"] == "revised":
        return t("Revised figures: {publisher}", publisher=row["publisher"])
    return t("New figures: {publisher}", publisher=row["publisher"])


def content(t: Text, row: DataChange) -> str:
    """What came or was revised, and when the next figures are expected, where that is known."""
    what = t.field(row, "what")
    if is_missing(row["next_expected"]):
        return " ".join(filter(None, [what, t.field(row, "next")]))
    due = t("Next expected {date}: {what}", date=row["next_expected"], what=t.field(row, "next"))
    return f"{what} {due}"


def urn(name: str) -> str:
    """An id that stays the same wherever the feed is read."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"lagesbild:{name}").urn


def instant(date: str) -> str:
    """A day as the instant at which it begins: no time of day is known."""
    return f"{date}T00:00:00Z"


def put(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    """A child with this text, without the characters that XML does not allow."""
    ElementTree.SubElement(parent, name, attributes).text = NOT_IN_XML.sub("", text)
