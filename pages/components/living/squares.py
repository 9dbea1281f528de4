"""Living conditions by a municipality's own squares: sentences, classes and the table. Given rows, never asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pages.components.living import words
from pages.components.living.tables import titled
from pages.components.living.words import SHADES
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, uncapitalised
from queries.row_types import Condition, Square, SquareClass

COUNTED = {"children": "0–14", "youths": "15–19"}
"""Variables that rings can be drawn of, with the ages that they count."""


def answer(t: Text, place: str, condition: Condition, year: int, rows: Sequence[Square], is_neutral: bool) -> str:
    """How many squares there are, and how many of those who live in them live in the darkest class."""
    label = uncapitalised(t.field(condition, "label"))
    told = [row for row in rows if row["shade"]]
    said = t.plural(
        "{place} has **{count} own square** with a figure for {label}, {year}.",
        "{place} has **{count} own squares** with figures for {label}, {year}.",
        len(told),
        place=place,
        label=label,
        year=str(year),
    )
    if is_neutral or not told:
        return said
    darkest = t(
        "**{people} of 100** there live in the darkest of five classes ({darker}).",
        people=words.share(t, people(row for row in told if row["shade"] == 5), people(told)),
        darker=uncapitalised(t.field(condition, "darker")),
    )
    return f"{said} {darkest}"


def people(rows: Iterable[Square]) -> int:
    """How many live in these squares together, of those that are shown."""
    return sum(row["inhabitants"] or 0 for row in rows)


def labels(t: Text, condition: Condition, classes: Sequence[SquareClass]) -> dict[int, str]:
    """From where to where each class goes, by its shade."""
    decimals = condition["decimals"] or 0
    limits = [t.number(row["limit_value"], decimals) for row in classes]
    if not limits:
        return {shade: t("fifth {number}", number=shade) for shade in SHADES}
    between = [limits[shade - 2 : shade] for shade in (2, 3, 4)]
    if condition["worse"] == "low":
        ends = t("at least {limit}", limit=limits[0]), t("less than {limit}", limit=limits[3])
        between = [pair[::-1] for pair in between]
    else:
        ends = t("at most {limit}", limit=limits[0]), t("more than {limit}", limit=limits[3])
    return dict(zip(SHADES, [ends[0], *map("–".join, between), ends[1]], strict=True))


def legend(t: Text, rows: Sequence[Square], said: Mapping[int, str], colours: Sequence[str]) -> str:
    """The classes with how many squares and inhabitants each has, in HTML."""
    return words.legend_of(
        [
            (colours[shade - 1], said[shade], how_many(t, [row for row in rows if row["shade"] == shade]))
            for shade in SHADES
        ]
    )


def how_many(t: Text, rows: Sequence[Square]) -> str:
    """So many squares, and how many live there."""
    if not rows:
        return t("none here")
    return t.plural(
        "{count} square, {people} inhabitants",
        "{count} squares, {people} inhabitants",
        len(rows),
        people=t.number(people(rows), 0),
    )


def hidden(t: Text, rows: Sequence[Square], smallest: int) -> str:
    """How many squares are not shown, and why; empty where all are."""
    count = sum(row["shade"] is None for row in rows)
    if not count:
        return ""
    return t.plural(
        "**{count} square is hidden:** fewer than {smallest} live there, or the figure tells of fewer.",
        "**{count} squares are hidden:** fewer than {smallest} live there, or the figure tells of fewer.",
        count,
        smallest=smallest,
    )


def spoken(
    t: Text, place: str, condition: Condition, rows: Sequence[Square], said: Mapping[int, str], areas: Sequence[str]
) -> str:
    """The alternative text of the map: how many squares each class has; the table has them all."""
    spoken = t(
        "Map of {place} by own squares: {label}. Number of squares by class, from the lightest: {counted}.",
        place=place,
        label=uncapitalised(t.field(condition, "label")),
        counted=words.counted(t, said, Counter(row["shade"] for row in rows if row["shade"])),
    )
    return spoken + words.outlined(t, areas)


def explained(
    t: Text, condition: Condition, classes: Sequence[SquareClass], smallest: int, has_rings: bool
) -> list[tuple[str, str]]:
    """What the squares, their classes and rings are, and what is hidden."""
    squares = t(
        "Figures that somebody has put in by square, with the id of Statistics Sweden (Rutid). They are shown as delivered; the definition is that of the small areas of 2022, of the squares the delivery says exactly what they are. A square lies in the municipality of its middle."
    )
    of_country = t(
        "The limits are those of the fifths of the country's small areas (DeSO) in 2022, so that both maps can be compared. A square holds fewer people than such an area: it is more often very light or very dark, also by chance."
    )
    of_squares = t("There are no figures of the country: the limits part all own squares of the year into fifths.")
    later = t("Incomes rise from year to year: squares of later years look lighter for that alone.")
    told = [of_country if all(row["of_country"] for row in classes) else of_squares]
    if condition["id"] == "income":
        told.append(later)
    found = [(t("Own squares"), squares), (t("Classes (computed)"), " ".join(told))]
    if has_rings:
        ring = t(
            "The number is computed: share × inhabitants. A ring is drawn where it is among the tenth of all own squares of the year with most; its surface follows the number."
        )
        found.append((t("Rings (computed)"), ring))
    if smallest > 1:
        few = t(
            "Squares where fewer than {smallest} live are hidden, as are shares of fewer, or of all but fewer. What Statistics Sweden has altered to protect individuals cannot be told from here.",
            smallest=smallest,
        )
        found.append((t("Small numbers"), few))
    return found


SHOWN = 200
"""Rows that stand on the page; the files have all."""


def table(t: Text, caption: str, condition: Condition, rows: Sequence[Square]) -> Table:
    """A row a square, by its id and not by its figure."""
    has_number = condition["id"] in COUNTED
    columns = [
        Column("square", t("Square (Rutid)")),
        Column("metres", t("Metres"), 0),
        Column("inhabitants", t("Inhabitants"), 0),
        Column(condition["id"], titled(t, condition), condition["decimals"]),
        *(
            [Column("number", t("Number aged {ages}", ages=COUNTED[condition["id"]]), 0, computed=True)]
            if has_number
            else []
        ),
        Column("class", t("Class (5 = darkest)"), 0, computed=True),
        Column("year", t("Year"), 0, grouped=False, unseen=True),
        Column("source", t("Source"), unseen=True),
    ]
    cells = [
        [
            row["square"],
            row["metres"],
            row["inhabitants"],
            row["value"],
            *([row["number"]] if has_number else []),
            row["shade"],
            row["year"],
            row["source"],
        ]
        for row in rows
    ]
    why = t("hidden: few live there, or the figure tells of few")
    remarks = [WhyEmpty(why)] if any(row["shade"] is None for row in rows) else []
    return Table(caption, columns, cells, remarks=remarks, id="squares")


def first(t: Text, whole: Table) -> Table:
    """The table's first rows, with a remark that there are more."""
    if len(whole.rows) <= SHOWN:
        return whole
    more = t(
        "The first {shown} of {count} squares are shown; the files have all of them.",
        shown=t.number(SHOWN, 0),
        count=t.number(len(whole.rows), 0),
    )
    return Table(whole.caption, whole.columns, whole.rows[:SHOWN], remarks=[more, *whole.remarks], id="squares")


def measures(t: Text, conditions: Sequence[Condition]) -> list[tuple[str, str]]:
    """What can stand as a variable in a file of squares, and what it means."""
    return [
        (one["id"], t("{label}: {unit}", label=t.field(one, "label"), unit=t.field(one, "unit")))
        for one in conditions
        if one["kind"] in ("variable", "missing")
    ]
