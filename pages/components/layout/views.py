"""The four views of one figure below it: chart, table, chance, about. The address says which is open (``view``).

All of them are on the page, and the style sheet shows one: changing costs no answer of the server. ``shell.js`` writes the
address; without JavaScript the links load the page anew. In print all stand open, in this order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

import streamlit as st

from pages.components import address
from pages.components.text import Text

VIEWS = ("chart", "table", "chance", "about")


def titles(t: Text) -> dict[str, str]:
    """What the views are called."""
    return {"chart": t("Chart"), "table": t("Table"), "chance": t("Is it chance?"), "about": t("About the figures")}


def opened() -> str:
    """The view that the address asks for, the chart at first."""
    return address.one("view", VIEWS)


def switch(t: Text, there: Sequence[str] = VIEWS, first: str = "") -> None:
    """The links from view to view; ``there`` are the views that the page has, ``first`` what the first is called if it is no
    chart."""
    named = titles(t) | ({there[0]: first} if first else {})
    open_ = opened() if opened() in there else there[0]
    here = {name: value for name, value in address.here().items() if name != "view"}
    items = []
    for view in there:
        link = address.to("", here | ({"view": view} if view != there[0] else {})) or "?"
        mark = ' aria-current="true"' if view == open_ else ""
        items.append(f'<li><a href="{escape(link)}" data-view="{view}"{mark}>{escape(named[view])}</a></li>')
    label, wide = escape(t("Show the same as")), escape(t("Full screen"))
    full = f'<button type="button" class="control full-screen">{wide}</button>'
    views = f'<nav class="views" data-open="{open_}" aria-label="{label}"><ul>{"".join(items)}</ul></nav>'
    st.html(f'<div class="views-row">{views}{full}</div>')


@contextmanager
def view(t: Text, name: str) -> Iterator[None]:
    """What is drawn within it belongs to this view."""
    with st.container(key=f"view_{name}"):
        if name != VIEWS[0]:
            st.html(f'<h2 class="only-print">{escape(titles(t)[name])}</h2>')
        yield
