"""The form in which a reader corrects what was guessed about a file. Each choice is taken at once.

It works on what was understood last, or on the first rows where nothing was, so that a refused file can be mended too.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.components import notes
from pages.components.own.form import AS_READ, Form, pick, typed
from pages.components.own.words import say
from queries.exports import DELIMITERS, ENCODINGS, ROLES, Corrections, Reading
from queries.exports.columns.column import Column
from queries.exports.sentences import Sentence
from queries.exports.values.names import is_total

OWN = "own indicator"
"""The choice that an indicator is none of the dashboard's."""

MOST_COLUMNS = 30
"""Columns, or runs of columns, that can be corrected one by one."""

MOST_INDICATORS = 40

OTHER_ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "latin_1": "Latin-1", "utf-16": "UTF-16"} | {
    "cp850": "DOS (850)",
    "mac_roman": "Mac (Roman)",
}
PER = (1, 100, 1000, 10_000, 100_000, 1_000_000)
HEADERS = 15
EARLIEST = 1970


BEYOND_CORRECTION = {
    *("unopened", "nothing_in_it", "too_large", "binary", "old_workbook", "damaged_workbook", "damaged_table"),
    *(
        "no_rows_in_json",
        "locked_workbook",
        "zip_bomb",
        "too_many_cells",
        "too_much_text",
        "no_sheet",
        "personal_numbers",
    ),
}
"""Why a file was refused, where no other reading of its only sheet would help: nothing to choose stands beside these."""


def show(form: Form, objection: str) -> None:
    """The form, open where the file gave no figures; nothing where nothing that can be chosen, or was, would give any."""
    t = form.t
    is_as_given = form.corrections == Corrections() and len(form.reading.sheets) < 2
    if is_as_given and not objection and {one.check for one in form.reading.refused} & BEYOND_CORRECTION:
        return
    has_figures = form.reading.observations or form.reading.by_part
    with st.expander(t("Correct what is wrong"), expanded=bool(objection or not has_figures)):
        if objection:
            st.error(notes.plain(objection))
        if form.reading.events:
            about_events(form)
        lacks = any(one.check == "no_year" for one in form.reading.refused)
        if lacks:  # first what mends it
            about_everything(form)
        about_file(form)
        about_columns(form)
        if not lacks:
            about_everything(form)
        about_whole_years(form)
        about_column_names(form)
        about_groups(form)
        about_indicators(form)
        if form.corrections != Corrections():
            st.button(
                t("Undo all corrections of this file"),
                key=f"{form.key}_undo",
                on_click=form.write,
                args=(Corrections(), ""),
            )


def about_events(form: Form) -> None:
    """Whether events are counted by month as well."""
    t = form.t
    key = f"{form.key}_by_month"
    st.session_state[key] = form.by_month
    st.checkbox(
        t("Count by month as well as by year"), key=key, on_change=lambda: form.count_by(bool(st.session_state[key]))
    )


def about_file(form: Form) -> None:
    """Encoding, delimiter, sheet, header, decimal mark."""
    left, right = st.columns(2)
    if form.reading.sheets:
        with left:
            about_sheet(form)
    else:
        with left:
            about_encoding(form)
        with right:
            about_delimiter(form)
    left, right = st.columns(2)
    with left:
        about_header(form)
    with right:
        about_decimal_mark(form)


def about_sheet(form: Form) -> None:
    pick(
        form,
        "sheet",
        form.t("Sheet"),
        {sheet: sheet for sheet in form.reading.sheets},
        form.corrections.sheet or "",
        lambda chosen: replace(form.corrections, sheet=chosen or None),
        form.reading.sheet,
    )


def about_encoding(form: Form) -> None:
    pick(
        form,
        "encoding",
        form.t("Encoding"),
        OTHER_ENCODINGS,
        form.corrections.encoding or "",
        lambda chosen: replace(form.corrections, encoding=chosen or None),
        ENCODINGS.get(form.reading.encoding, form.reading.encoding),
    )


def about_delimiter(form: Form) -> None:
    delimiters = {mark: say(form.t, Sentence(name)) for mark, name in DELIMITERS.items()}
    pick(
        form,
        "delimiter",
        form.t("Between the columns"),
        delimiters,
        form.corrections.delimiter or "",
        lambda chosen: replace(form.corrections, delimiter=chosen or None),
        delimiters.get(form.reading.delimiter, form.reading.delimiter),
    )


def about_header(form: Form) -> None:
    """Which row is the header."""
    t, now, layout = form.t, form.corrections, form.reading.layout
    rows = {"0": t("There is no header")}
    rows |= {str(row): t("row {row}", row=row) for row in range(1, HEADERS + 1)}
    found = ", ".join(str(row) for row in layout.header_rows) if layout else ""
    as_read = t("row {row}", row=found) if found else t("There is no header") if layout else None
    pick(
        form,
        "header",
        t("Header"),
        rows,
        "" if now.header_row is None else str(now.header_row),
        lambda chosen: replace(now, header_row=int(chosen) if chosen else None),
        as_read,
    )


def about_decimal_mark(form: Form) -> None:
    pick(
        form,
        "decimal",
        form.t("Decimal mark"),
        {",": form.t("comma"), ".": form.t("point")},
        form.corrections.decimal or "",
        lambda chosen: replace(form.corrections, decimal=chosen or None),
    )


def runs(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns one by one, but those that hold the same for several periods together."""
    found: list[list[Column]] = []
    for column in columns:
        last = found[-1][-1] if found else None
        same = (
            last is not None
            and column.period
            and last.period
            and (column.role, column.per, column.indicator, column.place)
            == (last.role, last.per, last.indicator, last.place)
        )
        if same:
            found[-1].append(column)
        else:
            found.append([column])
    return found


def unread(reading: Reading) -> list[Column]:
    """The columns of a table that was not understood, named by the first row that may be a header."""
    width = max((len(row) for _, row in reading.preview), default=0)
    header = next((row for _, row in reading.preview if sum(map(bool, row)) > 1), ())
    names = [header[index] if index < len(header) else "" for index in range(min(width, 40))]
    return [Column(index=index, name=name, role="ignored") for index, name in enumerate(names)]


def about_columns(form: Form) -> None:
    """What each column holds, and per how many inhabitants its rates are."""
    t, now = form.t, form.corrections
    known = form.reading.layout is not None
    found = runs(form.columns if known or form.columns else unread(form.reading))
    roles: dict[str, str] = {role: say(t, Sentence(text)) for role, text in ROLES.items()}
    sides = st.columns(2)
    for number, run in enumerate(found[:MOST_COLUMNS]):
        first, last = run[0], run[-1]
        letters = first.letter if first is last else f"{first.letter}–{last.letter}"
        name = first.name if first is last else f"{first.name} – {last.name}"
        shown = letters if not name or name == letters else f"{letters} ({name})"
        if number % 2 == 0:
            sides = st.columns(2)  # anew for each pair, so that the keyboard goes from A to B
        with sides[number % 2]:
            pick(
                form,
                f"role_{first.letter}",
                t("Column {column}", column=shown[:80]),
                roles,
                now.roles.get(first.letter, ""),
                lambda chosen, run=run: replace(now, roles=changed(now.roles, run, chosen)),  # type: ignore[misc]
                roles[first.role] if known else None,
            )
            if now.roles.get(first.letter, first.role if known else "") == "rate" or first.letter in now.per:
                pick(
                    form,
                    f"per_{first.letter}",
                    t("Column {column}, rates per how many inhabitants", column=letters),
                    {str(per): t.number(per, 0) for per in PER},
                    str(now.per.get(first.letter, "")),
                    lambda chosen, run=run: replace(  # type: ignore[misc]
                        now, per=changed(now.per, run, int(chosen) if chosen else None)
                    ),
                    t.number(first.per, 0) if first.per else None,
                )
    if len(found) > MOST_COLUMNS:
        st.caption(
            t(
                "Only the first {count} columns can be corrected here. Leave out columns in the file to reach the others.",
                count=MOST_COLUMNS,
            )
        )


def changed(before: Mapping[str, Any], run: Sequence[Column], chosen: object) -> dict[str, Any]:
    """A correction of several columns; without a choice it is taken back."""
    letters = {column.letter for column in run}
    kept = {letter: value for letter, value in before.items() if letter not in letters}
    return kept | (dict.fromkeys(letters, chosen) if chosen else {})


def about_everything(form: Form) -> None:
    """Year, place and what is counted, where no column says them."""
    t, now, layout = form.t, form.corrections, form.reading.layout
    has_year = layout is not None and (layout.is_wide or bool(layout.having("year", "date")))
    latest = datetime.datetime.now(datetime.UTC).year + 1
    left, right = st.columns(2)
    if not has_year or now.year:
        with left:
            years = {str(year): str(year) for year in range(latest, EARLIEST - 1, -1)}
            pick(
                form,
                "year",
                t("Year of all figures"),
                years,
                str(now.year or ""),
                lambda chosen: replace(now, year=int(chosen) if chosen else None),
                str(layout.year.year) if layout and layout.year else None,
            )
    if layout is None or layout.place or now.place:
        with right:
            typed(
                form,
                "place",
                t("Place of all figures, where no column names it"),
                now.place or (layout.place if layout else ""),
                lambda text: replace(now, place=text or None),
            )
    if layout is not None and (layout.indicator or now.indicator):
        with left:
            typed(
                form,
                "indicator",
                t("What is counted, where no column says it"),
                now.indicator or layout.indicator,
                lambda text: replace(now, indicator=text or None),
            )


CUT = ("year_not_whole", "year_not_over", "zeros_at_end", "only_part_of_year")
"""What is found of years that are not whole, from words that may mean something else."""


def about_whole_years(form: Form) -> None:
    """Whether years that seem not to be whole are to be taken as they are."""
    t, now = form.t, form.corrections
    found = (*form.reading.refused, *form.reading.problems)
    if not now.whole_years and not any(problem.check in CUT for problem in found):
        return
    key = f"{form.key}_whole_years"
    st.session_state[key] = now.whole_years
    st.checkbox(
        t("The figures are of whole years, whatever title, notes and dates say"),
        key=key,
        on_change=lambda: form.write(replace(now, whole_years=bool(st.session_state[key])), ""),
    )


def about_column_names(form: Form) -> None:
    """Whether columns of figures are named for places, where they may be named for what is counted as well."""
    t, now, layout = form.t, form.corrections, form.reading.layout
    placed = layout is not None and any(column.is_figure and column.place for column in layout.columns)
    if now.columns_are_places is None and not placed and not (layout and layout.columns_unsure):
        return
    kinds = {"places": t("places"), "counted": t("what is counted")}
    current = "" if now.columns_are_places is None else "places" if now.columns_are_places else "counted"
    pick(
        form,
        "column_names",
        t("The columns of figures are named for"),
        kinds,
        current,
        lambda chosen: replace(now, columns_are_places=None if not chosen else chosen == "places"),
        kinds["places" if placed else "counted"],
    )


def about_groups(form: Form) -> None:
    """Which value of a column that parts the figures is used."""
    t, now, layout = form.t, form.corrections, form.reading.layout
    for column in layout.having("breakdown") if layout else []:
        values = list(form.groups.get(column.letter, ()))
        whole = [value for value in values if is_total(value)]
        pick(
            form,
            f"group_{column.letter}",
            t("Column {column}, rows that are used", column=f"{column.letter} ({column.name})"[:80]),
            {value: value for value in values},
            now.totals.get(column.letter, ""),
            lambda chosen, letter=column.letter: replace(  # type: ignore[misc]
                now,
                totals={
                    **{key: value for key, value in now.totals.items() if key != letter},
                    **({letter: chosen} if chosen else {}),
                },
            ),
            whole[0] if len(whole) == 1 and len(values) > 1 else t("the sum of all groups"),
        )


def about_indicators(form: Form) -> None:
    """Which of the dashboard's indicators each text of the file means, or one of the file's own."""
    t, now = form.t, form.corrections
    found = [one for one in form.reading.indicators if one.id != "population"]
    taken = {one.id: one.text for one in found if one.known}
    options = {OWN: t("One of the file's own")} | dict(form.labels)
    for one in found[:MOST_INDICATORS]:
        label = t("“{text}” counts", text=one.text[:80])
        if one.likely and not one.known and one.text not in now.indicators:
            label = t(
                "“{text}” counts (resembles {indicator})",
                text=one.text[:80],
                indicator=form.labels.get(one.likely, one.likely),
            )
        current = now.indicators.get(one.text)

        def objects(chosen: str, text: str = one.text) -> str:
            if chosen in taken and taken[chosen] != text:
                return t(
                    "“{other}” is already {indicator}, so “{text}” cannot be it too: a part of an indicator is not the whole. First choose something else for “{other}”.",
                    other=taken[chosen],
                    indicator=form.labels.get(chosen, chosen),
                    text=text,
                )
            return ""

        pick(
            form,
            f"indicator_{found.index(one)}",
            label,
            options,
            "" if current is None else current or OWN,
            lambda chosen, text=one.text: replace(now, indicators=matched(now.indicators, text, chosen)),  # type: ignore[misc]
            form.labels.get(one.id, one.label) if one.known else options[OWN],
            objects,
        )
    if len(found) > MOST_INDICATORS:
        st.caption(
            t(
                "The file counts {count} different things; the first {shown} can be matched here. The others are its own.",
                count=t.number(len(found), 0),
                shown=MOST_INDICATORS,
            )
        )


def matched(before: Mapping[str, str], text: str, chosen: str) -> dict[str, str]:
    """The reader's word on one text of the file; in :class:`Corrections` the empty text is one of the file's own."""
    kept = {other: id_ for other, id_ in before.items() if other != text}
    if chosen == AS_READ:
        return kept
    return kept | {text: "" if chosen == OWN else chosen}
