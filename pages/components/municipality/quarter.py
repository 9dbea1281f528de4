"""The newest quarter beside the same quarter of earlier years, and the last four together."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pages.components import small_pictures
from pages.components.answer import bold
from pages.components.municipality.offences import Record
from pages.components.small_pictures import Column
from pages.components.tables import Column as TableColumn
from pages.components.tables import Table
from pages.components.text import MISSING, Text


def ordinals(t: Text) -> tuple[str, str, str, str]:
    return (t("First quarter"), t("Second quarter"), t("Third quarter"), t("Fourth quarter"))


def html(t: Text, rows: Sequence[Record]) -> str:
    """The newest quarter of these rows (question ``quarters``, of one municipality); nothing where there is none."""
    if not rows:
        return ""
    newest = rows[-1]
    same = [row for row in rows if row["quarter"] == newest["quarter"]]
    title = escape(f"{ordinals(t)[newest['quarter'] - 1]} {newest['year']}")
    tag = f' <span class="tag">{escape(t("preliminary"))}</span>' if newest["preliminary"] else ""
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
    picture = small_pictures.columns(found, spoken(t, same))
    return (
        f'<section class="quarter"><h2>{title}{tag}</h2><p>{bold(sentence(t, newest))}</p>{picture}'
        f"<p>{escape(last_four(t, rows))}</p></section>"
    )


def sentence(t: Text, newest: Record) -> str:
    """The newest quarter beside the same quarter of the year before."""
    count, before = newest["count"], newest["year_before"]
    if not before:
        return t("**{count}** reported offences", count=t.number(count, 0))
    percent = (count / before - 1) * 100
    if round(abs(percent), 1) == 0:
        return t("**{count}** reported offences, as many as in the same quarter of {year}").format(
            count=t.number(count, 0), year=newest["year"] - 1
        )
    words = (
        t("**{count}** reported offences, {percent} % fewer than in the same quarter of {year}")
        if percent < 0
        else t("**{count}** reported offences, {percent} % more than in the same quarter of {year}")
    )
    return words.format(count=t.number(count, 0), percent=t.number(abs(percent), 1), year=newest["year"] - 1)


def last_four(t: Text, rows: Sequence[Record]) -> str:
    """The sum of the last four quarters beside that of the four before them."""
    newest = rows[-1]
    before = next(
        (row for row in rows if (row["year"], row["quarter"]) == (newest["year"] - 1, newest["quarter"])), None
    )
    if newest["last_four"] is None:
        return ""
    if before is None or before["last_four"] is None:
        return t("The last four quarters together: {count}.", count=t.number(newest["last_four"], 0))
    return t(
        "The last four quarters together: {count}, the four before them {before}.",
        count=t.number(newest["last_four"], 0),
        before=t.number(before["last_four"], 0),
    )


def spoken(t: Text, rows: Sequence[Record]) -> str:
    """Alternative text: the figures of all columns."""
    figures = [
        f"{t.number(row['count'], 0)} ({row['year']}{', ' + t('preliminary') if row['preliminary'] else ''})"
        for row in rows
    ]
    return t(
        "Bar chart: reported offences, {quarter}: {figures}.",
        quarter=ordinals(t)[rows[-1]["quarter"] - 1].lower(),
        figures=t.listed(figures),
    )


def table(t: Text, place: str, rows: Sequence[Record], lines: dict[str, str]) -> Table:
    """Every quarter, the newest first, with the sum of four."""
    columns = [
        TableColumn("quarter", t("Quarter")),
        TableColumn("count", t("Reported offences"), 0),
        TableColumn("last_four", t("The last four together"), 0, computed=True),
        TableColumn("preliminary", t("Status")),
        TableColumn("source", t("Source"), labels=lines, unseen=True),
    ]
    body = [
        [
            t("{year} Q{quarter}", year=row["year"], quarter=row["quarter"]),
            row["count"],
            row["last_four"],
            t("preliminary") if row["preliminary"] else MISSING,
            row["source"],
        ]
        for row in reversed(rows)
    ]
    caption = t("Reported offences in {place} by quarter", place=place)
    return Table(caption, columns, body, id="quarters")
