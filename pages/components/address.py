"""The address is the state: what a reader chose stands in the query string and nowhere else.

A link therefore shows what its sender saw, and the browser's back button works. A parameter that is absent means "not
chosen by the reader" (all years, all categories, Swedish); an empty one (``?year=``) means "nothing chosen". Values
nobody knows are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from pages.components.text import LANGUAGES, Text, in_language

CARRIED = ("lang", "year", "category", "assessment", "place")
"""Parameters that follow the reader from screen to screen; the menu tells the script in the browser which they are."""

AMONG_INDICATORS = ("area", "highlight", "events")
"""Parameters that follow the reader from one indicator screen to another; elsewhere they mean something else."""


def asked(name: str) -> list[str] | None:
    """The values of a parameter, ``[]`` when it is there but empty, ``None`` when it is absent."""
    if name not in st.query_params:
        return None
    return [value for value in st.query_params.get_all(name) if value]


def one(name: str, options: Sequence[str]) -> str:
    """The asked value if it is among the options, else the first option."""
    values = asked(name) or []
    return next((value for value in values if value in options), options[0])


def many(name: str, options: Sequence[str], known: Sequence[str]) -> list[str]:
    """The options that are asked for, in their order; all of them when the parameter is absent.

    ``known`` are the values the parameter can have on any screen. A value that nobody knows does no harm: when none of
    those asked for is known, all options are chosen. One that is known but not among the options chooses nothing here.
    """
    values = asked(name)
    if values is None or (values and not any(value in known for value in values)):
        return list(options)
    return [option for option in options if option in values]


def put(name: str, values: str | Sequence[str] | None) -> None:
    """Write a parameter to the address; ``None`` removes it, an empty list leaves it there empty."""
    if values is None:
        if name in st.query_params:
            del st.query_params[name]
    elif isinstance(values, str):
        st.query_params[name] = values
    else:
        st.query_params[name] = list(values) or ""


def text() -> Text:
    """The text of the language the address asks for."""
    return in_language(one("lang", list(LANGUAGES)))


def here() -> dict[str, str | list[str]]:
    """All parameters of this view."""
    return {name: asked(name) or "" for name in st.query_params}


def to(path: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """The address of a screen with these parameters."""
    query = urlencode(parameters, doseq=True)
    return f"{path}?{query}" if query else path


def link() -> str:
    """The full address of this view."""
    return to((st.context.url or "").split("?")[0], here())


def carried(among_indicators: bool = False) -> dict[str, str | list[str]]:
    """The parameters that a link to another screen takes along; more from one indicator screen to another."""
    names = CARRIED + AMONG_INDICATORS if among_indicators else CARRIED
    return {name: value for name, value in here().items() if name in names}
