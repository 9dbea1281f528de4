"""Several places beside each other in one group of offences: their sentence, lines and tables. The first stands out."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.charts import Row
from pages.components.charts.bands import OTHERS
from pages.components.municipality import over_years, quarter, sentences
from pages.components.municipality.offences import Offences, decimals
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import QuarterFigure

IN_SENTENCE = 4
"""So many places are named in the sentence with their figures; of more, the lowest and the highest."""

IN_CHART = 1 + len(OTHERS)
"""So many places have a line; all are in the table."""


def answer(found: Sequence[Offences], indicator: str, year: int) -> str:
    """Their rates of a year in a sentence; what must be told before anything is compared in its place, where there is such."""
    first, t = found[0], found[0].t
    told = striking(found, indicator, year)
    if told:
        return told[0]
    known = [(rate, place.place) for place in found if (rate := place.rate(indicator, year)) is not None]
    noun = t.field(first.indicators[indicator], "noun")
    noun = noun[0].upper() + noun[1:]
    if not known:
        return t("{noun} in {year} are not known here.", noun=noun, year=year)
    places = max(decimals(rate) for rate, _ in known)
    if len(known) > IN_SENTENCE:
        (low, lowest), (high, highest) = min(known), max(known)
        return t(
            "{noun} per 1,000 inhabitants in {year}: from **{low}** in {lowest} to **{high}** in {highest}.",
            noun=noun,
            year=year,
            low=t.number(low, places),
            lowest=lowest,
            high=t.number(high, places),
            highest=highest,
        )
    figures = [t("**{rate}** in {place}", rate=t.number(rate, places), place=place) for rate, place in known]
    return t("{noun} per 1,000 inhabitants in {year}: {figures}.", noun=noun, year=year, figures=t.listed(figures))


def support(found: Sequence[Offences], indicator: str, year: int) -> list[str]:
    """The lines below: all else that must be told first, then the yardstick."""
    lines = [f"**{said}**" for said in striking(found, indicator, year)[1:]]
    t = found[0].t
    rate = found[0].rate_beside(indicator, year)
    if rate is None:
        return lines
    beside = t("All municipalities together: {rate}.", rate=t.number(rate, decimals(rate)))
    return [*lines, beside]


def striking(found: Sequence[Offences], indicator: str, year: int) -> list[str]:
    """What must be told of the places' figures of a year before they are compared, each with its place."""
    said = []
    for place in found:
        told = place.leap(indicator, [year]) or place.far_above(indicator, year)
        if told is not None:
            words = sentences.striking(place, told)
            said.append(words if told["area"] != place.place else f"{place.place}: {words}")
    return said


def chart_rows(found: Sequence[Offences], indicator: str, years: Sequence[int]) -> list[Row]:
    """The line of the first with its yardstick and band, and those of the others."""
    rows = over_years.chart_rows(found[0], indicator, years)
    for role, place in zip(OTHERS, found[1:], strict=False):
        own = (row for row in over_years.chart_rows(place, indicator, years) if row["role"] == "own")
        rows += [{**row, "role": role} for row in own]
    return rows


def table(found: Sequence[Offences], indicator: str, years: Sequence[int], lines: dict[str, str]) -> Table:
    """A row a year, the newest first; a column a place with its rate, in the files also its count."""
    t = found[0].t
    columns = [Column("year", t("Year"), 0, grouped=False)]
    summed = [any(row["computed"] for row in place.own.get(indicator, {}).values()) for place in found]
    columns += [
        Column(f"per_1000_{number}", place.place, 2, computed=is_summed)
        for number, (place, is_summed) in enumerate(zip(found, summed, strict=True))
    ]
    columns.append(Column("yardstick", found[0].yardstick.title, 2, computed=True))
    columns += [
        Column(f"count_{number}", t("{place}: number", place=place.place), 0, computed=is_summed, unseen=True)
        for number, (place, is_summed) in enumerate(zip(found, summed, strict=True))
    ]
    columns.append(Column("source", t("Source"), labels=lines, unseen=True))
    body: list[list[object]] = []
    notes: dict[tuple[int, str], str] = {}
    for year in sorted(years, reverse=True):
        rows = [place.own.get(indicator, {}).get(year) for place in found]
        source = next((row["source"] for row in rows if row), None)
        if source is None:
            continue
        for number, place in enumerate(found):
            told = place.leap(indicator, [year]) or place.far_above(indicator, year)
            if told is not None:
                notes[len(body), f"per_1000_{number}"] = sentences.striking(place, told)
        rates = [row["per_1000"] if row else None for row in rows]
        counts = [row["count"] if row else None for row in rows]
        body.append([year, *rates, found[0].rate_beside(indicator, year), *counts, source])
    unit = t.field(found[0].indicators[indicator], "unit")
    caption = t("{unit}, by place", unit=unit[0].upper() + unit[1:])
    return Table(caption, columns, body, notes=notes, id="places_years")


def quarters(t: Text, found: Sequence[Sequence[QuarterFigure]], lines: dict[str, str]) -> Table:
    """A row a municipality: its newest quarter, the same of the year before, and the last four; ``found`` are its quarters."""
    newest = [rows[-1] for rows in found if rows]
    columns = [
        Column("place", t("Municipality")),
        Column("quarter", t("Quarter")),
        Column("count", t("Reported offences"), 0),
        Column("year_before", t("The same quarter a year before"), 0),
        Column("last_four", t("The last four together"), 0, computed=True),
        Column("status", t("Status"), labels={"preliminary": t("preliminary"), "final": t("final")}),
        Column("source", t("Source"), labels=lines, unseen=True),
    ]
    body = [
        [
            row["name"],
            quarter.name(t, row),
            row["count"],
            row["year_before"],
            row["last_four"],
            "preliminary" if row["preliminary"] else "final",
            row["source"],
        ]
        for row in newest
    ]
    marks = {
        (number, "last_four"): t("Preliminary: at least one of the four quarters is.")
        for number, row in enumerate(newest)
        if row["last_four_preliminary"]
    }
    return Table(t("Reported offences by quarter: the newest"), columns, body, notes=marks, id="newest_quarters")
