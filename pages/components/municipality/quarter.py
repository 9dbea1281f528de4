"""The newest quarter beside the same quarter of earlier years, and the last four together."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pages.components.layout import small_pictures
from pages.components.layout.answer import bold
from pages.components.layout.small_pictures import Column
from pages.components.tables import Column as TableColumn
from pages.components.tables import Table
from pages.components.text import Text
from queries.row_types import QuarterFigure

FEWEST = 100
"""Of fewer offences, a change in per cent says more than the numbers do: a quarter is not tested against chance."""


def ordinals(t: Text) -> tuple[str, str, str, str]:
    return (t("First quarter"), t("Second quarter"), t("Third quarter"), t("Fourth quarter"))


def name(t: Text, row: QuarterFigure) -> str:
    """``Andra kvartalet 2026``."""
    return f"{ordinals(t)[row['quarter'] - 1]} {row['year']}"


def html(t: Text, rows: Sequence[QuarterFigure]) -> str:
    """The newest quarter of these rows, which are of one municipality; nothing where there is none."""
    if not rows:
        return ""
    newest = rows[-1]
    same = [row for row in rows if row["quarter"] == newest["quarter"]]
    preliminary = escape(t("preliminary"))
    tag = f' <span class="tag">{preliminary}</span>' if newest["preliminary"] else ""
    found = [
        Column(
            value=row["count"],
            shown=t.number(row["count"], 0),
            below=str(row["year"]),
            is_own=row is newest,
            is_preliminary=row["preliminary"],
        )
        for row in same
    ]
    return (
        f'<section class="quarter"><h2>{escape(name(t, newest))}{tag}</h2><p>{bold(sentence(t, newest))}</p>'
        f"{small_pictures.columns(found, spoken(t, same))}<p>{escape(last_four(t, rows))}</p></section>"
    )


def sentence(t: Text, newest: QuarterFigure) -> str:
    """The newest quarter beside the same quarter of the year before."""
    count, before, year = newest["count"], newest["year_before"], newest["year"] - 1
    said = t("**{count}** reported offences", count=t.number(count, 0))
    if count is None or before is None:
        return said
    if min(count, before) < FEWEST:
        return t(
            "{said}, against {before} in the same quarter of {year}", said=said, year=year, before=t.number(before, 0)
        )
    percent = (count / before - 1) * 100
    if round(abs(percent), 1) == 0:
        return t("{said}, as many as in the same quarter of {year}", said=said, year=year)
    words = (
        t("{said}, {percent} % fewer than in the same quarter of {year}")
        if percent < 0
        else t("{said}, {percent} % more than in the same quarter of {year}")
    )
    return words.format(said=said, percent=t.number(abs(percent), 1), year=year)


def line(t: Text, newest: QuarterFigure) -> str:
    """The same after the name of the quarter."""
    return f"{name(t, newest)}: {sentence(t, newest)}."


def last_four(t: Text, rows: Sequence[QuarterFigure]) -> str:
    """The sum of the last four quarters beside that of the four before them."""
    newest = rows[-1]
    ago = (newest["year"] - 1, newest["quarter"])
    before = next((row["last_four"] for row in rows if (row["year"], row["quarter"]) == ago), None)
    if newest["last_four"] is None:
        return ""
    count = t.number(newest["last_four"], 0)
    if newest["last_four_preliminary"]:
        count = t("{count} (preliminary)", count=count)
    if before is None:
        return t("The last four quarters together: {count}.", count=count)
    return t(
        "The last four quarters together: {count}; the four before them {before}.",
        count=count,
        before=t.number(before, 0),
    )


def spoken(t: Text, rows: Sequence[QuarterFigure]) -> str:
    """Alternative text: the figures of all columns."""
    mark = {True: ", " + t("preliminary"), False: ""}
    figures = [f"{t.number(row['count'], 0)} ({row['year']}{mark[row['preliminary']]})" for row in rows]
    quarter = ordinals(t)[rows[-1]["quarter"] - 1].lower()
    return t("Bar chart: reported offences, {quarter}: {figures}.", quarter=quarter, figures=t.listed(figures))


def table(t: Text, place: str, rows: Sequence[QuarterFigure], lines: dict[str, str]) -> Table:
    """Every quarter, the newest first, with the sum of four."""
    statuses = {"preliminary": t("preliminary"), "final": t("final")}
    columns = [
        TableColumn("quarter", t("Quarter")),
        TableColumn("count", t("Reported offences"), 0),
        TableColumn("last_four", t("The last four together"), 0, computed=True),
        TableColumn("status", t("Status"), labels=statuses),
        TableColumn("source", t("Source"), labels=lines, unseen=True),
    ]
    newest_first = list(reversed(rows))
    body = [
        [
            t("{year} Q{quarter}", year=row["year"], quarter=row["quarter"]),
            row["count"],
            row["last_four"],
            "preliminary" if row["preliminary"] else "final",
            row["source"],
        ]
        for row in newest_first
    ]
    preliminary = t("Preliminary: at least one of the four quarters is.")
    marks = {
        (number, "last_four"): preliminary for number, row in enumerate(newest_first) if row["last_four_preliminary"]
    }
    caption = t("Reported offences in {place} by quarter", place=place)
    return Table(caption, columns, body, notes=marks, id="quarters")
