"""The address is the state: what a reader chose stands in the query string and nowhere else.

A link therefore shows what its sender saw, and the browser's back button works. A parameter that is absent means "not
chosen by the reader" (all years, all categories, Swedish); an empty one (``?year=``) means "nothing chosen". Values
nobody knows are ignored, and named at the top of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from pages.components import page
from pages.components.text import LANGUAGES, Text, in_language

PLACE, ALSO_PLACE = "place", "municipality"
"""The parameter of the chosen place, and what links made by others may call it."""

CARRIED = ("lang", "year", "category", "assessment", PLACE)
"""Parameters that follow the reader from screen to screen; the menu tells the script in the browser which they are."""

AMONG_INDICATORS = ("area", "highlight", "events")
"""Parameters that follow the reader from one indicator screen to another; elsewhere they mean something else."""


DEPENDING = (
    *("area", "highlight", "place", "measure", "yardstick", "goal", "unit", "term", "kind"),
    *("file", "classification", "from", "to"),
)
"""Parameters whose values depend on other choices: what is not there now may be there with another one."""


def asked(name: str) -> list[str] | None:
    """The values of a parameter, ``[]`` when it is there but empty, ``None`` when it is absent; places by their codes,
    as far as the page being drawn knows what is meant."""
    written = ALSO_PLACE if name == PLACE and PLACE not in st.query_params else name
    if written not in st.query_params:
        return None
    values = [value for value in st.query_params.get_all(written) if value]
    return page.as_meant(values) if name == PLACE else values


def among(name: str, known: Sequence[str]) -> list[str] | None:
    """The values of a parameter that are ``known``, ``None`` when it is absent."""
    values = asked(name)
    return None if values is None else [value for value in values if value in known]


def heeded(name: str, known: Sequence[str]) -> list[str] | None:
    """The same for the page that is being drawn, which notes that it heeds them, and what no page knows."""
    values, found = asked(name), among(name, known)
    if values is None or found is None:
        return None
    drawn = page.current()
    if found or not values:  # what is unknown is as if it were not there
        drawn.heeded[name] = found
    if name not in DEPENDING:
        note_unknown(name, known)
    return found


def note_unknown(name: str, known: Sequence[str]) -> None:
    """Note what the parameter asks for that neither ``known`` holds nor any page knows, also of one that changes nothing on
    the page being drawn."""
    drawn = page.current()
    everywhere = drawn.known_elsewhere.get(name, ())
    strange = [(name, value) for value in asked(name) or [] if value not in known and value not in everywhere]
    drawn.unknown += [one for one in dict.fromkeys(strange) if one not in drawn.unknown]


def one(name: str, options: Sequence[str]) -> str:
    """The asked value if it is among the options, else the first option; heeded."""
    return next(iter(heeded(name, options) or []), options[0])


def many(name: str, options: Sequence[str], known: Sequence[str]) -> list[str]:
    """The options that are asked for, in their order; all of them when the parameter is absent.

    ``known`` are the values the parameter can have on any screen. A value that nobody knows does no harm: when none of
    those asked for is known, all options are chosen. One that is known but not among the options chooses nothing here.
    """
    values = heeded(name, known)
    if values is None or (asked(name) and not values):
        return list(options)
    return [option for option in options if option in values]


def put(name: str, values: str | Sequence[str] | None) -> None:
    """Write a parameter to the address; ``None`` removes it, an empty list leaves it there empty.

    A link's version is about the view that it was made of: with another choice it is gone.
    """
    if name != "version" and "version" in st.query_params:
        del st.query_params["version"]
    if name == PLACE and ALSO_PLACE in st.query_params:
        del st.query_params[ALSO_PLACE]
    if values is None:
        if name in st.query_params:
            del st.query_params[name]
    elif isinstance(values, str):
        st.query_params[name] = values
    else:
        st.query_params[name] = list(values) or ""


def with_choice(name: str, values: str | Sequence[str] | None) -> str:
    """The address of this view with another choice, as :func:`put` would write it."""
    return to("", parameters_with(name, values)) or "?"


def parameters_with(name: str, values: str | Sequence[str] | None) -> dict[str, str | list[str]]:
    """The parameters of this view with another choice."""
    others = {known: value for known, value in here().items() if known != name}
    if values is None:
        return others
    return others | {name: values if isinstance(values, str) else list(values) or ""}


def text() -> Text:
    """The text of the language the address asks for, on the page that is being drawn."""
    return in_language(one("lang", list(LANGUAGES)))


def language() -> str:
    """The language the address asks for, before there is a page."""
    return next(iter(among("lang", list(LANGUAGES)) or LANGUAGES))


def here() -> dict[str, str | list[str]]:
    """All parameters of this view, without the version that a link to it may have."""
    names = [PLACE if name == ALSO_PLACE else name for name in st.query_params if name != "version"]
    return {name: asked(name) or "" for name in names}


def version() -> list[str]:
    """What the address asks for as the version of the data."""
    return asked("version") or []


def base() -> str:
    """The path that the dashboard is below, such as ``/lagesbild``; nothing where the host is its own."""
    named = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{named}" if named else ""


def to(path: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """The address of a screen, or of open data, with these parameters; ``path`` is as if the host were our own."""
    query = urlencode(parameters, doseq=True)
    there = base() + path if path.startswith("/") else path
    return f"{there}?{query}" if query else there


def page_url() -> str:
    """The full address of this page, without parameters."""
    return (st.context.url or "").split("?")[0]


def link() -> str:
    """The full address of this view."""
    return to(page_url(), here())


def carried(among_indicators: bool = False) -> dict[str, str | list[str]]:
    """The parameters that a link to another screen takes along; more from one indicator screen to another."""
    names = CARRIED + AMONG_INDICATORS if among_indicators else CARRIED
    return {name: value for name, value in here().items() if name in names}
