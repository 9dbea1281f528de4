"""The links at the top and the bottom of every screen, as plain HTML: real lists in a landmark, one element of a page.

``pages/server/shell.js`` follows them without loading the page anew and keeps their query strings up to date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from pages.components import address, notes, operator, page, version
from pages.components.text import LANGUAGES, Text
from pages.screens import INDICATOR_SCREENS, PATHS, Screen

ABOUT_INDICATORS = {PATHS[id_] for id_ in INDICATOR_SCREENS}


def menu(t: Text, screens: Sequence[Screen], current: str, about: str, municipality: tuple[str, str] | None) -> None:
    """The menu: a link to each screen, in their groups, the search, and the languages there are beside the reader's.

    ``current`` is the path of the screen that is shown. ``about`` says in a sentence what all the figures are, and how old.
    ``municipality`` is the chosen one, by code and name, which leads to its page.
    """
    items = "".join(
        _group(t, list(inside), current)
        if group
        else "".join(f"<li>{_link(t, screen, current)}</li>" for screen in inside)
        for group, inside in groupby(screens, lambda screen: screen.group)
    )
    others = "".join(
        f'<a href="{escape(address.to(current, in_language(language)))}" hreflang="{language}" lang="{language}">{name}</a>'
        for language, name in LANGUAGES.items()
        if language != t.language
    )
    label, word = escape(t("Pages")), escape(t("Menu"))
    # Where the screen is narrow, only the first page says it: the others begin with their answer.
    kind = "brand" if current == PATHS["overview"] else "brand brief"
    brand = f'<p class="{kind}"><strong>Lägesbild</strong> <span>{escape(about)}</span></p>'
    fold = f'<details class="fold"><summary>{word}</summary><nav aria-label="{label}"><ul>{items}</ul></nav></details>'
    carried = " ".join(address.CARRIED)
    chosen = _chosen(t, *municipality) if municipality else ""
    st.html(
        f'<header><div class="menu" data-carried="{carried}">{fold}{chosen}{_search(t)}{others}</div>{brand}</header>'
    )


def _chosen(t: Text, code: str, name: str) -> str:
    """The municipality that follows the reader."""
    href = address.to(PATHS["municipality"], address.carried() | {address.PLACE: code})
    label = escape(t("Chosen municipality: {name}", name=name))
    return f'<p class="chosen"><a href="{escape(href)}" aria-label="{label}">{escape(name)}</a></p>'


def _search(t: Text) -> str:
    """Where ``search.js`` puts the search, with the words for it."""
    said = {
        "index": address.to("/api/search.json", {"lang": t.language}),
        "label": t("Search municipality, area, figure, page or word"),
        "placeholder": t("Search"),
        "one": t("1 hit"),
        "many": t("{count} hits", count="{count}"),
        "none": t("Nothing here is called “{text}”.", text="{text}"),
        "failed": t("The search does not answer. Try again in a while."),
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in said.items())
    return f'<div class="search" role="search" {data}></div>'


def _group(t: Text, screens: Sequence[Screen], current: str) -> str:
    """The links of a group behind its name; where the screen is narrow it is a list under its name instead."""
    title = escape(t(screens[0].group))
    links = "".join(f"<li>{_link(t, screen, current)}</li>" for screen in screens)
    mark = ' aria-current="true"' if current in (PATHS[screen.id] for screen in screens) else ""
    return (
        f'<li><details class="group" name="group"><summary{mark}>{title}</summary>'
        f'<ul aria-label="{title}">{links}</ul></details></li>'
    )


def _link(t: Text, screen: Screen, current: str) -> str:
    """A link to a screen; ``data-indicator`` tells ``shell.js`` that it is one between indicator screens."""
    path, title = PATHS[screen.id], escape(t(screen.title))
    is_indicator = path in ABOUT_INDICATORS
    href = address.to(path, address.carried(is_indicator and current in ABOUT_INDICATORS))
    marks = (' aria-current="page"' if path == current else "") + (' data-indicator=""' if is_indicator else "")
    return f'<a href="{escape(href)}"{marks}>{title}</a>'


def in_language(language: str) -> dict[str, str | list[str]]:
    """The parameters of this view in another language; the first language needs none."""
    here = {name: value for name, value in address.here().items() if name != "lang"}
    here |= {"version": address.version()} if address.version() else {}
    return here if language == next(iter(LANGUAGES)) else here | {"lang": language}


def figures(t: Text, there: Mapping[str, str], shown: str, parameter: str) -> None:
    """Links to the figures of a page, of which one is shown: their ids in the address, by ``parameter``, with their titles."""
    here = {name: value for name, value in address.here().items() if name in address.CARRIED}
    items = []
    for id_, title in there.items():
        mark = ' aria-current="true"' if id_ == shown else ""
        items.append(f'<li><a href="{escape(address.to("", here | {parameter: id_}))}"{mark}>{escape(title)}</a></li>')
    label = escape(t("On this page"))
    st.html(f'<nav class="choices" aria-label="{label}"><ul>{"".join(items)}</ul></nav>')


MOST, LONGEST = 4, 40


def unknown(t: Text, asked: Sequence[tuple[str, str]]) -> None:
    """One quiet line for what the address asks for and no page knows: parameters with their values. Nothing for none."""
    if not asked:
        return
    named = {
        "year": t("the year {value}"),
        "assessment": t("the assessment of {value}"),
        address.PLACE: t("the place {value}"),
        "area": t("the area {value}"),
        "category": t("the area category {value}"),
        "indicator": t("the figure {value}"),
        "agreement": t("the agreement {value}"),
        "county": t("the county {value}"),
        "view": t("the view {value}"),
    }
    said = [
        named.get(name, f"{name}={{value}}").format(value=" ".join(value[:LONGEST].split()))
        for name, value in asked[:MOST]
    ]
    if len(asked) > MOST:
        said.append(t("{count} more", count=t.number(len(asked) - MOST, 0)))
    line = t(
        "The link is about {asked}, which there is not here. The page shows what there is instead.",
        asked=t.listed(said),
    )
    st.caption(notes.plain(line))


def footer(t: Text, screens: Sequence[Screen], current: str, marks: str = "") -> None:
    """What the dashboard is, its open data and version, the screens that stand here, and where feedback is given; ``marks`` are
    attributes for ``connection.js``."""
    dictionary, every = escape(t("dictionary")), escape(t("all addresses"))
    said = t(
        "Lägesbild shows published figures with their sources. Open data: {csv}, {json}, {dictionary}, {all}. Version {version}.",
        csv=f'<a href="{address.to("/api/observations.csv", {})}">CSV</a>',
        json=f'<a href="{address.to("/api/observations.json", {})}">JSON</a>',
        dictionary=f'<a href="{address.to("/api/indicators.json", {})}">{dictionary}</a>',
        all=f'<a href="{address.to("/api/", {"lang": t.language})}">{every}</a>',
        version=version.of_program(),
    )
    whole = escape(t("Open the whole page in Lägesbild"))
    cited = escape(page.current().cited)
    embedded = f'<p class="embedded">{cited} <a href="{escape(address.to("", address.here()) or "?")}">{whole}</a></p>'
    links = [_link(t, screen, current) for screen in screens]
    feedback = operator.href(operator.stated().feedback)
    asked = escape(t("Give feedback"))
    links += [f'<a href="{escape(feedback)}">{asked}</a>'] if feedback else []
    label, items = escape(t("About the website")), "".join(f"<li>{link}</li>" for link in links)
    more = f'<nav aria-label="{label}"><ul>{items}</ul></nav>'
    st.html(f'<footer class="page-footer"{marks}>{more}<p>{said}</p>{embedded}</footer>')
