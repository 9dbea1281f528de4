"""What is said of hexagons: the answer, what stays, when events happen, the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel.dates import get_day_names

from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text
from queries.places.hexagons import WIDTHS, Hexagon
from queries.statistics.hot_spots import Stability
from queries.statistics.tests import Verdict

BANDS = {"0-6": range(6), "6-12": range(6, 12), "12-18": range(12, 18), "18-24": range(18, 24)}
"""The hours of the day in four parts."""


def bands(t: Text) -> dict[str, str]:
    return {
        "0-6": t("0–6 o'clock"),
        "6-12": t("6–12 o'clock"),
        "12-18": t("12–18 o'clock"),
        "18-24": t("18–24 o'clock"),
    }


def weekdays(t: Text) -> dict[str, str]:
    """The days of the week, Monday first, by their number."""
    names = get_day_names("wide", "stand-alone", locale=t.locale)
    return {str(number + 1): names[number] for number in range(7)}


def widths(t: Text) -> dict[str, str]:
    """The hexagons that can be chosen, by their width in metres."""
    return {str(metres): t("{metres} metres", metres=t.number(metres, 0)) for metres in sorted(WIDTHS.values())}


def answer(t: Text, place: str, year: int, events: int, found: Stability | None, metres: int) -> str:
    """The sentence at the top: how few hexagons hold half of the events."""
    if found is None:
        return t("In {place} no hexagon has enough events to be shown in {year}.", place=place, year=str(year))
    return t(
        "In {place} half of **{events}** events in {year} lay in **{densest}** of {all} hexagons, {metres} metres wide.",
        place=place,
        events=t.number(events, 0),
        year=str(year),
        densest=t.number(found.densest, 0),
        all=t.number(found.all, 0),
        metres=t.number(metres, 0),
    )


def stayed(t: Text, found: Stability, earlier: int, later: int) -> str:
    """Whether the densest stay, beside what it would be without change."""
    numbers = {
        "densest": t.number(found.densest, 0),
        "stayed": t.number(found.stayed, 0),
        "earlier": str(earlier),
        "later": str(later),
        "least": t.number(found.least, 0),
        "most": t.number(found.most, 0),
    }
    if found.stayed < found.least:
        return t(
            "Of the {densest} densest hexagons of {earlier}, {stayed} were among as many densest in {later}: fewer than chance alone would leave ({least}–{most}). The events have moved.",
            **numbers,
        )
    return t(
        "Of the {densest} densest hexagons of {earlier}, {stayed} were among as many densest in {later}. If nothing had changed, it would have been {least}–{most}: the places stay as far as can be told.",
        **numbers,
    )


def told(t: Text, verdicts: Mapping[int, Verdict], earlier: int, later: int) -> str:
    """In how many hexagons there were more or fewer than chance usually gives."""
    more, fewer = (sum(one == way for one in verdicts.values()) for way in ("higher", "lower"))
    years = {"earlier": str(earlier), "later": str(later), "all": t.number(len(verdicts), 0)}
    if not more and not fewer:
        return t("In none of the {all} hexagons can a change from {earlier} to {later} be told from chance.", **years)
    return t(
        "From {earlier} to {later} there are more events than chance usually gives in {more} of the {all} hexagons, and fewer in {fewer}. Elsewhere it cannot be told.",
        more=t.in_words(more),
        fewer=t.in_words(fewer),
        **years,
    )


def verdict_words(t: Text) -> dict[str, str]:
    return {
        "higher": t("more"),
        "lower": t("fewer"),
        "no_difference": t("may be chance"),
        "undetermined": t("cannot be told"),
    }


def needed(t: Text) -> Table:
    """The columns that a file needs."""
    columns = [
        Column("column", t("Column")),
        Column("what", t("What it takes"), evident=True),
        Column("example", t("Example")),
    ]
    rows = [
        [t("Date"), t("The day, and the hour if it is known."), "2025-06-14 23:30"],
        [t("Type"), t("What happened, in the same words each time."), t("Criminal damage")],
        [t("Latitude or north"), t("In degrees (WGS84) or metres (SWEREF 99 TM)."), "63.8250"],
        [t("Longitude or east"), t("In the same system."), "20.2630"],
    ]
    return Table(t("The columns that the file needs, one row an event"), columns, rows, stacked=True)


def table(
    t: Text, caption: str, rows: Sequence[Hexagon], verdicts: Mapping[int, Verdict], years: Sequence[int], smallest: int
) -> Table:
    """A row a hexagon, from north to south. Numbers that are too small for one year alone are not told."""
    said = verdict_words(t)
    columns = [
        Column("number", t("Number, from north to south"), decimals=0),
        Column("middle", t("Middle (SWEREF 99 TM: north, east)")),
        Column("width", t("Width in metres"), decimals=0),
        *(Column(f"events_{year}", str(year), decimals=0) for year in years),
        *([Column("change", t("Since {year}", year=str(years[0])), computed=True)] if len(years) > 1 else []),
    ]
    cells, notes = [], {}
    for number, one in enumerate(rows, start=1):
        north, east = one.north_east
        counts = [one.counts.get(year, 0) for year in years]
        shown: list[object] = [count if count == 0 or count >= smallest else None for count in counts]
        for year, count in zip(years, shown, strict=True):
            if count is None:
                notes[number - 1, f"events_{year}"] = t("hidden, fewer than {smallest}", smallest=str(smallest))
        change: list[object] = [said[verdicts[one.cell]] if one.cell in verdicts else WhyEmpty(said["undetermined"])]
        cells.append(
            [
                number,
                f"{t.number(north, 0)}, {t.number(east, 0)}",
                round(WIDTHS.get(one.resolution, 2440)),
                *shown,
                *(change if len(years) > 1 else []),
            ]
        )
    return Table(caption, columns, cells, notes=notes)


def when(t: Text, counts: Mapping[tuple[int, str], int], smallest: int, has_hours: bool) -> Table:
    """Events by weekday and part of the day; what is too small is not told."""
    parts = bands(t) if has_hours else {"": t("Events")}
    columns = [Column("weekday", t("Weekday"))]
    columns += [Column(f"hours_{key or 'all'}", title, decimals=0) for key, title in parts.items()]
    cells, notes = [], {}
    for row, (day, name) in enumerate(weekdays(t).items()):
        shown: list[object] = []
        for key in parts:
            count = counts.get((int(day), key), 0)
            shown.append(count if count == 0 or count >= smallest else None)
            if shown[-1] is None:
                notes[row, f"hours_{key or 'all'}"] = t("hidden, fewer than {smallest}", smallest=str(smallest))
        cells.append([name, *shown])
    return Table(t("When the events happened"), columns, cells, notes=notes)
