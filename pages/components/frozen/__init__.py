"""A link to exactly the figures that a page showed: which version of the data it was, and what has changed since.

``version`` in the address is a date and the version of the published data (``queries.version``). When a reader asks for
such a link, the figures of the page's tables are kept, if there is a folder for them (``history``); without one the link
can only tell whether the data are the same. While a session has own files, nothing of it is kept or compared.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from pages.components import address, notes, page, tables
from pages.components.frozen import figures as frozen_figures
from pages.components.frozen import history
from pages.components.frozen.figures import Change
from pages.components.frozen.history import Kept
from pages.components.own import files as own_files
from pages.components.page import Published
from pages.components.tables import Column, Table
from pages.components.text import MISSING, Text

ASKED = re.compile(r"(?:(\d{4}-\d\d-\d\d)-)?([0-9a-f]{16})")
LONGEST = 40

MOST = 12
"""So many changes stand open above the page; more are folded away, so that the page itself comes in sight."""


def version() -> str:
    """Today's date and the version of the published data, as they stand in the address: ``2026-11-21-d5ea5edb78378650``."""
    return f"{today()}-{page.current().published.version}"


def today() -> str:
    return datetime.date.today().isoformat()


def version_link() -> str:
    """The full address of this view with :func:`version`, whatever version the reader's own address asks for."""
    return address.to(address.page_url(), address.here() | {"version": version()})


def asked() -> tuple[str, str] | None:
    """The date and the version that the address asks for, the date empty where it has none; ``None`` where it asks for
    none, or for what can be none."""
    for value in address.version():
        found = ASKED.fullmatch(value)
        if found and (found[1] is None or is_date(found[1])):
            return found[1] or "", found[2]
    return None


def is_date(text: str) -> bool:
    """Whether there is such a day."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def shown_now(t: Text, published: Published, shown: Sequence[Table]) -> Kept:
    """What the page shows now, in these tables."""
    parts = frozen_figures.parts(t, shown)
    return Kept(made=today(), language=t.language, smallest=published.smallest, has_own=published.has_own, parts=parts)


def keeper(t: Text) -> Callable[[], bool]:
    """What keeps the figures of this page when it is called, then or later; it says whether they are kept.

    To be made while the page is drawn, once its filters are: for the button, and for a file with :func:`version_link`.
    """
    drawn, view = page.current(), page.current().view
    may = not own_files.are_open()
    return lambda: (
        may and history.keep(drawn.published.version, drawn.path, view, shown_now(t, drawn.published, drawn.tables))
    )


def offer(t: Text) -> None:
    """The button that makes the page's address a link to exactly these figures: among what is taken along, or below the
    page."""
    drawn = page.current()
    if not drawn.tables:
        return
    version_now = drawn.published.version
    keep = keeper(t)
    can_keep = history.folder() is not None and not own_files.are_open()

    def freeze() -> None:
        if not own_files.are_open():
            keep()
        address.put("version", f"{today()}-{version_now}")

    with drawn.freezing or contextlib.nullcontext(), st.container(key="screen_only_freeze"):
        label = (
            t("Link to exactly these figures") if can_keep else t("Link that tells whether the figures have changed")
        )
        st.button(label, key="freeze", on_click=freeze)
        if own_files.are_open():
            st.caption(
                t(
                    "While your own files are open, no figures are kept: such a link only tells whether the published data have changed."
                )
            )
        elif not can_keep:
            st.caption(t("The figures themselves are not kept here."))
        found = asked()
        if found and found[1] == version_now:  # what is said above the page is out of sight here
            st.caption(t("The page's address is now such a link. Copy it."))


def show(t: Text) -> None:
    """Once the page is drawn, above it: what has changed since the version that the address asks for."""
    drawn = page.current()
    found = asked()
    if found is None:
        if address.version():
            said = t(
                "The address asks for a version of the data that there cannot be: {version}. A letter may be missing. Shown are today's figures, compared with nothing.",
                version=notes.plain(" ".join(address.version()[0][:LONGEST].split())),
            )
            st.warning(said)
        return
    date, old = found
    before = None if own_files.are_open() else history.kept(old, drawn.path, drawn.view, t.language)
    date = date or (before.made if before else "")
    made = t("The link was made with version {version} of the data.", version=old)
    if date:
        made = t("The link was made on {date} with version {version} of the data.", date=date, version=old)
    if own_files.are_open():
        said = t(
            "While your own files are open, the page is not compared with the link's: your own figures are never kept."
        )
        st.info(f"{made} {said}")
    elif before is not None:
        compared(t, made, before)
    elif old != drawn.published.version:
        said = t(
            "The data have changed since. What this page showed then is not kept, so it is not known whether its figures have. Shown are today's."
        )
        st.info(f"{made} {said}")
    else:
        said = t(
            "The data are still of that version. The figures themselves are not kept here: later, the link can only tell whether the data have changed."
        )
        st.info(f"{made} {said}")


def since(t: Text, shown: Sequence[Table]) -> tuple[list[str], Table | None]:
    """For a document that says it itself: what has changed in these tables since the version that the address asks for, in
    sentences and as a table. No sentence where it asks for none. To be asked once the page's filters are."""
    drawn, found = page.current(), asked()
    if found is None:
        return [], None
    date, old = found
    may = not own_files.are_open()
    before = history.kept(old, drawn.path, drawn.view, t.language) if may else None
    date = date or (before.made if before else "")
    version_of = t("The earlier version: {version}.", version="-".join(filter(None, [date, old])))
    if before is None:
        same = old == drawn.published.version
        said = (
            t("The data are still of that version.")
            if same
            else t("The data have changed since. Its figures are not kept here, so they cannot be compared.")
        )
        return [version_of, said], None
    now = shown_now(t, drawn.published, shown)
    changed = frozen_figures.changes(before.parts, now.parts, before.language == t.language)
    if not changed:
        return [version_of, t("Nothing in its tables has changed since.")], None
    count = t.plural(
        "{count} cell of its tables has changed since.", "{count} cells of its tables have changed since.", len(changed)
    )
    return [version_of, f"{count} {kinds(t, changed)}"], table_of(t, before, changed, about(t, before, now))


def kinds(t: Text, changed: Sequence[Change]) -> str:
    """How many of the cells held another figure or other words before, how many are new, and how many are gone."""
    new = sum(one.then == frozen_figures.NOTHING for one in changed)
    gone = sum(one.now == frozen_figures.NOTHING for one in changed)
    return t(
        "Revised: {revised}; new: {new}; gone: {gone}.",
        revised=t.number(len(changed) - new - gone, 0),
        new=t.number(new, 0),
        gone=t.number(gone, 0),
    )


def choose(t: Text) -> None:
    """A line for the address or the version of an earlier paper, which the page is then compared with."""
    key = "earlier_version"
    st.session_state[key] = "-".join(filter(None, asked() or ()))

    def write() -> None:
        text = str(st.session_state[key])
        found = ASKED.search(text)
        address.put("version", found[0] if found else text.strip()[:LONGEST] or None)

    st.text_input(
        t("Earlier paper: its address or version"),
        key=key,
        max_chars=2000,
        placeholder=t("stands last in the paper"),
        on_change=write,
        help=t("What has changed since then is told first. The other choices must be those of the earlier paper."),
    )


def compared(t: Text, made: str, before: Kept) -> None:
    """What the page showed then beside what it shows now."""
    drawn = page.current()
    now = shown_now(t, drawn.published, drawn.tables)
    one_language = before.language == t.language
    found = frozen_figures.changes(before.parts, now.parts, one_language)
    remarks = about(t, before, now)
    if found:
        count = t.plural(
            "Since then {count} cell in the tables of this page has changed. Shown are today's.",
            "Since then {count} cells in the tables of this page have changed. Shown are today's.",
            len(found),
        )
        st.warning(f"{made} {count}")
        table = table_of(t, before, found, remarks)
        html = tables.html(t, table)
        if len(found) > MOST:
            html = f'<details class="folded"><summary>{escape(table.caption)}</summary>{html}</details>'
        st.html(html)
        return
    said = t("Nothing in the tables of this page has changed since. Copy the address to give others the same.")
    st.info(f"{made} {said}")
    st.html(f'<ul class="remarks">{"".join(f"<li>{escape(line)}</li>" for line in remarks)}</ul>')


def about(t: Text, before: Kept, now: Kept) -> list[str]:
    """What was compared, what was not, and why."""
    said = []
    if before.language == now.language:
        for then, today in frozen_figures.captions(before.parts, now.parts):
            said.append(t("The table that was called “{then}” is now called “{today}”.", then=then, today=today))
    elif frozen_figures.has_words(before.parts):
        said.append(
            t(
                "What the page showed is kept in {language} only: words are compared there, figures in every language.",
                language=t("Swedish") if before.language == "sv" else t("English"),
            )
        )
    said.append(t("The cells of the tables are compared; not running text, footnotes, charts and maps."))
    return said


def table_of(t: Text, before: Kept, found: Sequence[Change], remarks: Sequence[str]) -> Table:
    """A row a cell that has changed."""
    columns = [
        Column("table", t("Table")),
        Column("row", t("Row")),
        Column("column", t("Column")),
        Column("then", t("Then")),
        Column("now", t("Now")),
    ]
    rows = []
    withheld = is_withheld(before, found)
    for one in found:
        then = frozen_figures.in_language(t, one.then, one.now) if before.language != t.language else one.then.said
        if withheld and then != MISSING:
            then = t("not shown")
        rows.append([one.table, one.row, one.column, then, one.now.said])
    why = [t("Not shown: small numbers in own files are hidden now, and what stood there could give one away.")]
    caption = t("What has changed since the link was made")
    return Table(caption, columns, rows, row_headers=3, remarks=[*(why if withheld else []), *remarks], stacked=True)


def is_withheld(before: Kept, found: Sequence[Change]) -> bool:
    """Whether what stood on the page must not be told.

    So it is where more small numbers are hidden now than then; and where any are hidden and a cell of the page became
    empty: what stood there, or beside it, could give away what is hidden now.
    """
    published = page.current().published
    if before.has_own and before.smallest < published.smallest:
        return True
    return published.hides and any(one.now == frozen_figures.NOTHING for one in found)
