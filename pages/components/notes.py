"""What must stand beside the figures: definitions, caveats, sources, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.components.text import Text
from queries.row_types import ComputedMeasure, Concept, Condition, Indicator, Source
from queries.store.checks import READ


def source_lines(t: Text, sources: Mapping[str, Source], ids: Sequence[str]) -> list[str]:
    """One line a source: publisher, document, table or section, date published, or read if it is somebody's own file; or
    that the date is not known."""
    published = t("{publisher}: {document}. {part}. Published {published}.")
    own = t("{publisher}: {document}. {part}. Read {published}.")
    undated = t("{publisher}: {document}. {part}. Date unknown.")
    return [
        (own if id_.startswith(READ) else published if sources[id_]["published"] else undated).format(
            publisher=sources[id_]["publisher"],
            document=t.field(sources[id_], "document"),
            part=t.field(sources[id_], "part"),
            published=sources[id_]["published"],
        )
        for id_ in ids
    ]


def lines_by_id(t: Text, sources: Mapping[str, Source]) -> dict[str, str]:
    """The line of every source, by its id."""
    return dict(zip(sources, source_lines(t, sources, list(sources)), strict=True))


def sources(t: Text, known: Mapping[str, Source], ids: Sequence[str]) -> None:
    """The sources of a page: one line a document, with its tables and sections. Its title is a link to where the publisher
    has it, if that is known."""
    listed(t, documents(t, known, ids))


def listed(t: Text, found: Sequence[Document]) -> None:
    """The same where the documents are known already."""
    label, items = escape(t("Sources")), "".join(map(_item, found))
    st.html(f'<ul class="sources" aria-label="{label}">{items}</ul>')


@dataclass(frozen=True, kw_only=True)
class Document:
    """A source with all its tables and sections that are meant: its title, what stands before and after it in the line, and
    the address of the publisher's page, empty where it is not known."""

    before: str
    title: str
    after: str
    url: str

    @property
    def line(self) -> str:
        return f"{self.before}{self.title}{self.after}"


def _item(one: Document) -> str:
    title = escape(one.title)
    linked = f'<a href="{escape(one.url)}">{title}</a>' if one.url else title
    return f"<li>{escape(one.before)}{linked}{escape(one.after)}</li>"


def documents(t: Text, known: Mapping[str, Source], ids: Iterable[str]) -> list[Document]:
    """One line a document, with the tables and sections of it."""
    parts: dict[tuple[str, str, str | None, str], list[str]] = {}
    for id_ in dict.fromkeys(ids):
        row = known[id_]
        published = None if id_.startswith(READ) else row["published"]
        key = (row["publisher"], t.field(row, "document"), published, row["url"] or "")
        parts.setdefault(key, []).append(source_lines(t, known, [id_])[0])
    found = []
    for (publisher, title, _, url), lines in parts.items():
        before, end = f"{publisher}: ", lines[0].rpartition(". ")[2]
        inner = [line.removeprefix(f"{before}{title}. ").removesuffix(f". {end}") for line in lines]
        found.append(Document(before=before, title=title, after=f". {'; '.join(dict.fromkeys(inner))}. {end}", url=url))
    return found


def full_lines(t: Text, known: Mapping[str, Source], ids: Iterable[str]) -> list[str]:
    """The same for files: a line a document, and after it the address of its page."""
    return [" ".join(filter(None, (one.line, one.url))) for one in documents(t, known, ids)]


def beside(headed: Sequence[tuple[str, str]]) -> None:
    """Headings with their texts, as one block below the figures."""
    st.markdown("\n\n".join(f"**{plain(ended(heading))}** {plain(body)}" for heading, body in headed if body))


def ended(heading: str) -> str:
    """A heading before its text on one line: with a full stop, but for a question."""
    return heading if heading.endswith("?") else f"{heading}."


def words(heading: str, explained: Sequence[tuple[str, str, str]]) -> None:
    """Words that open to what they mean, each with its id as the anchor that links lead to."""
    parts = "".join(
        f'<details><summary>{escape(word)}</summary><p id="{escape(id_)}">{escape(meaning)}</p></details>'
        for id_, word, meaning in explained
    )
    st.html(f'<h2>{escape(heading)}</h2><div class="figure glossary">{parts}</div>')


def hidden(t: Text) -> str:
    """Why a figure is hidden."""
    return t("Hidden: the number is too small to be shown, or would reveal one that is.")


def quiet(lines: Iterable[str]) -> str:
    """Lines of HTML that look as captions do; Markdown would take the browser longer at each answer."""
    return f'<div class="quiet">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


def caption(text: str) -> None:
    """A caption on pages that are long, as HTML."""
    st.html(quiet([escape(text)]))


def address(heading: str, link: str) -> None:
    """A heading with an address of the dashboard's own, which can be followed and copied."""
    st.markdown(f"**{plain(heading)}.** [{escaped(link)}]({link})")


JOINER = "\u2060"
"""No letter, and no width: what it stands in is no address."""


def plain(text: str) -> str:
    """Text from a file or an address, safe to put into Markdown: what Markdown or Streamlit would interpret is escaped, and
    addresses in it are no links, which nothing else keeps Streamlit from making of them."""
    return escaped(ADDRESS.sub(rf"\g<0>{JOINER}", text))


ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)|(?<=\S)@(?=\S)", re.IGNORECASE)
"""What addresses of pages and of persons begin with or hold."""


def escaped(text: str) -> str:
    for mark in "\\`*_[]<>$:#|~":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", " ").replace("\r", " ")


def formulas(t: Text, computed: Mapping[str, ComputedMeasure], ids: Sequence[str]) -> list[tuple[str, str]]:
    """Name, caveats and formula of each of these computed measures."""
    return [
        (
            t("{measure} (computed)", measure=t.field(computed[id_], "label")),
            " ".join(filter(None, (t.field(computed[id_], "caveats"), t.field(computed[id_], "formula")))),
        )
        for id_ in ids
    ]


def concepts(t: Text, rows: Sequence[Concept], ids: Sequence[str]) -> list[tuple[str, str]]:
    """Name, definition and caveats of each of these words; ``rows`` is the answer of the question ``concepts``."""
    known = {row["id"]: row for row in rows}
    return [
        (
            t.field(known[id_], "label"),
            " ".join(filter(None, (t.field(known[id_], part) for part in ("definition", "caveats")))),
        )
        for id_ in ids
        if id_ in known
    ]


def definition_lines(t: Text, indicator: Indicator | Concept | Condition) -> list[tuple[str, str]]:
    return [(t("Definition"), t.field(indicator, "definition")), (t("Caveats"), t.field(indicator, "caveats"))]


def open_data_of_areas(t: Text) -> None:
    """Links to the areas of all assessments as open data."""
    links = [f"[{kind}](/api/areas.{kind.lower()})" for kind in ("CSV", "JSON", "GeoJSON")]
    st.markdown(t("Open data, all assessments: {links}.", links=t.listed(links)))
