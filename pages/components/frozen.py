"""A link to exactly the figures that a page showed: which version of the data it was, and what has changed since.

``version`` in the address is the version of the published data (``queries.version``). When a reader asks for such a link,
the figures of the page's tables are kept in the folder ``LAGESBILD_HISTORY``; without one the link can only tell whether
the data are the same. A reader's own figures are never kept.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from pages.components import address, own_files, tables
from pages.components.tables import Column, Table
from pages.components.text import MISSING, Text

MOST = 10_000
"""So many pages are kept: a stranger who presses the button must not fill the disk."""

VERSION = "frozen_version"
"""Where the session keeps the version of the published data that the page is drawn from."""

Figure = tuple[str, str, str]
"""Where a figure stands: the table's caption, its row, its column, as readers see them."""


def folder() -> Path | None:
    """Where figures are kept, if the administrator has named a place."""
    named = os.environ.get("LAGESBILD_HISTORY", "").strip()
    return Path(named) if named else None


def begin(version: str) -> None:
    """A page begins, of this version of the published data."""
    st.session_state[VERSION] = f"{datetime.date.today().isoformat()}-{version}"


def version() -> str:
    """Today's date and the version of the published data, as they stand in the address: ``2026-11-21-d5ea5edb78378650``."""
    return str(st.session_state.get(VERSION, ""))


def version_link() -> str:
    """The full address of this view with :func:`version`, whatever version the reader's own address asks for."""
    parameters = {name: value for name, value in address.here().items() if name != "version"}
    return address.to((st.context.url or "").split("?")[0], parameters | {"version": version()})


def asked() -> str | None:
    """The version that the address asks for, without its date; ``None`` for none, and for what can be no version."""
    found = (re.fullmatch(r"(?:\d{4}-\d\d-\d\d-)?([0-9a-f]{16})", value) for value in address.asked("version") or [])
    return next((match[1] for match in found if match), None)


def figures(t: Text, shown: Sequence[Table]) -> dict[Figure, str]:
    """What stands in every cell of these tables, as it is shown: figures, and words such as an area's category."""
    found: dict[Figure, str] = {}
    for table in shown:
        seen = [(place, column) for place, column in enumerate(table.columns) if not column.unseen]
        for number, row in enumerate(table.rows):
            names = [tables.shown(t, table, number, column, row[place]) for place, column in seen[: table.row_headers]]
            for place, column in seen[table.row_headers :]:
                text = tables.shown(t, table, number, column, row[place])
                where = (table.caption, ", ".join(names), tables.heading(t, column))
                if where in found:  # rows of the same name are told apart by their place
                    where = (where[0], f"{where[1]} ({number + 1})", where[2])
                found[where] = text
    return found


def name_of(path: str, parameters: dict[str, Any]) -> str:
    """One name for a view, whatever the order of its parameters; without the version, which stands beside it."""
    view = {name: value for name, value in sorted(parameters.items()) if name != "version"}
    return hashlib.sha256(json.dumps([path, view], ensure_ascii=False).encode()).hexdigest()[:32]


def keep(version: str, path: str, parameters: dict[str, Any], found: dict[Figure, str]) -> bool:
    """Write what the view showed, unless it is there already; whether it is kept now."""
    place = folder()
    if place is None:
        return False
    target = place / version / f"{name_of(path, parameters)}.json"
    try:
        if target.exists():
            return True
        if sum(1 for _ in place.glob("*/*.json")) >= MOST:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps([[*where, text] for where, text in found.items()], ensure_ascii=False)
        with tempfile.NamedTemporaryFile(
            "w", dir=target.parent, suffix=".part", delete=False, encoding="utf-8"
        ) as file:
            file.write(content)
        Path(file.name).replace(target)
    except OSError as error:
        print(f"LAGESBILD_HISTORY: {error}")  # the administrator's log; the reader is told that nothing is kept
        return False
    return True


def kept(version: str, path: str, parameters: dict[str, Any]) -> dict[Figure, str] | None:
    """What the view showed in that version; ``None`` if it is not kept, or no longer to be read."""
    place = folder()
    if place is None:
        return None
    with contextlib.suppress(OSError, ValueError, TypeError):
        content = (place / version / f"{name_of(path, parameters)}.json").read_text(encoding="utf-8")
        return {(str(a), str(b), str(c)): str(text) for a, b, c, text in json.loads(content)}
    return None


def changes(before: dict[Figure, str], now: dict[Figure, str]) -> list[tuple[Figure, str, str]]:
    """Every figure that is not as it was: where, then, now; a dash where there is none."""
    every = dict.fromkeys([*now, *before])
    pairs = ((where, before.get(where, MISSING), now.get(where, MISSING)) for where in every)
    return [(where, then, today) for where, then, today in pairs if then != today]


def offer(t: Text, version: str, path: str) -> None:
    """The button below a page that makes its address a link to exactly these figures."""
    shown = tables.shown_on_page()
    if not shown:
        return
    is_own = bool(st.session_state.get(own_files.SHOWN))
    parameters = address.here()

    def freeze() -> None:
        if not is_own:
            keep(version, path, parameters, figures(t, shown))
        address.put("version", version)

    with st.container(key="screen_only_freeze"):
        st.button(t("Link to exactly these figures"), key="freeze", on_click=freeze)
        if asked() == version:  # what is said above the page is out of sight here
            st.caption(t("The page's address is now such a link. Copy it."))


def show(t: Text, version: str, path: str) -> None:
    """Once the page is drawn, above it: what has changed since the version that the address asks for."""
    old = asked()
    if old is None:
        return
    made = t("The link was made with version {version} of the data.", version=old)
    if st.session_state.get(own_files.SHOWN):
        said = t("The page also shows your own figures, which are never kept. It is not compared with the link's.")
        st.info(f"{made} {said}")
        return
    before = kept(old, path, address.here())
    if before is None and old != version:
        said = t(
            "The data have changed since. What this page showed then is not kept, so it is not known whether its figures have. Shown are today's."
        )
        st.info(f"{made} {said}")
        return
    if before is None:
        said = t(
            "The data are still of that version. The figures themselves are not kept here: later, the link can only tell whether the data have changed."
        )
        st.info(f"{made} {said}")
        return
    found = changes(before, figures(t, tables.shown_on_page()))
    if not found:
        said = t("Nothing in the tables of this page has changed since. Copy the address to give others the same.")
        st.info(f"{made} {said}")
        return
    count = t.plural(
        "Since then {count} figure in the tables of this page has changed. Shown are today's figures.",
        "Since then {count} figures in the tables of this page have changed. Shown are today's figures.",
        len(found),
    )
    st.warning(f"{made} {count}")
    st.html(tables.html(t, table_of(t, found)))


def table_of(t: Text, found: Sequence[tuple[Figure, str, str]]) -> Table:
    columns = [
        Column("table", t("Table")),
        Column("row", t("Row")),
        Column("column", t("Column")),
        Column("then", t("Then")),
        Column("now", t("Now")),
    ]
    rows = [[*where, then, now] for where, then, now in found]
    return Table(t("What has changed since the link was made"), columns, rows, row_headers=2, stacked=True)
