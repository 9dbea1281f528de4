"""What must stand beside the figures: definitions, caveats, sources, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from pages.components.text import Text
from queries.row_types import ComputedMeasure, Concept, Indicator, Source
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
    """The sources of a page: one line a document, with its tables and sections, and a link to where its publisher has it."""
    address_of = {t.field(known[id_], "document"): known[id_]["url"] for id_ in ids}
    label, title, items = escape(t("Sources")), escape(t("Open the source")), ""
    for line in documents(t, known, ids):
        link = next((url for name, url in address_of.items() if url and f": {name}. " in line), None)
        opened = f' <a href="{escape(link)}" rel="noreferrer">{title}</a>' if link else ""
        items += f"<li>{escape(line)}{opened}</li>"
    st.html(f'<ul class="sources" aria-label="{label}">{items}</ul>')


def documents(t: Text, known: Mapping[str, Source], ids: Sequence[str]) -> list[str]:
    """One line a document, with the tables and sections of it."""
    parts: dict[tuple[str, str, str | None], list[str]] = {}
    for id_ in ids:
        row = known[id_]
        published = None if id_.startswith(READ) else row["published"]
        key = (row["publisher"], t.field(row, "document"), published)
        parts.setdefault(key, []).append(source_lines(t, known, [id_])[0])
    said = []
    for (publisher, document, _), lines in parts.items():
        begin, end = f"{publisher}: {document}. ", lines[0].rpartition(". ")[2]
        inner = [line.removeprefix(begin).removesuffix(f". {end}") for line in lines]
        said.append(f"{begin}{'; '.join(dict.fromkeys(inner))}. {end}")
    return said


def beside(headed: Sequence[tuple[str, str]]) -> None:
    """Headings with their texts, as one block below the figures."""
    st.markdown("\n\n".join(f"**{plain(heading)}.** {plain(body)}" for heading, body in headed if body))


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


def definition_lines(t: Text, indicator: Indicator | Concept) -> list[tuple[str, str]]:
    return [(t("Definition"), t.field(indicator, "definition")), (t("Caveats"), t.field(indicator, "caveats"))]


def open_data_of_areas(t: Text) -> None:
    """Links to the areas of all assessments as open data."""
    links = [f"[{kind}](/api/areas.{kind.lower()})" for kind in ("CSV", "JSON", "GeoJSON")]
    st.markdown(t("Open data, all assessments: {links}.", links=t.listed(links)))
