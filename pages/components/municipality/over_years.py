"""A group of offences over the years beside the yardstick: rows of the chart, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components.charts import Row
from pages.components.municipality import sentences
from pages.components.municipality.offences import FEW, NONE, Offences
from pages.components.tables import Column, Table
from queries.row_types import Leap


def chart_rows(found: Offences, indicator: str, years: Sequence[int]) -> list[Row]:
    """The municipality's line, the yardstick's, and the band of the middle half of its municipalities."""
    t = found.t
    rows: list[Row] = []
    for year in years:
        own, beside = found.own.get(indicator, {}).get(year), found.beside.get(indicator, {}).get(year)
        if own is not None:
            value = own["per_1000"]
            leap = found.leap(indicator, [year]) is not None
            shown = t.number(value, 1)
            rows.append(
                {"role": "own", "name": found.place, "year": year, "value": value, "shown": shown, "leap": leap}
            )
        if beside is None:
            continue
        value, low, high = found.rate_beside(indicator, year), beside["lower_quartile"], beside["upper_quartile"]
        if value is not None:
            name = found.yardstick.title
            rows.append({"role": "yardstick", "name": name, "year": year, "value": value, "shown": t.number(value, 1)})
        if low is not None and high is not None and len(found.yardstick.members) >= FEW:
            between = f"{t.number(low, 1)}–{t.number(high, 1)}"
            name = t("The middle half of them")
            rows.append({"role": "band", "name": name, "year": year, "low": low, "high": high, "shown": between})
    return rows


def spoken(found: Offences, indicator: str, rows: Sequence[Row]) -> str:
    """Alternative text: what the chart shows, and every figure in it."""
    t = found.t
    lines: dict[str, list[str]] = {}
    for row in rows:
        lines.setdefault(row["name"], []).append(f"{row['shown']} ({row['year']})")
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in lines.items())
    leaps = [str(row["year"]) for row in rows if row.get("leap")]
    said = " " + t("A ring marks a leap: {years}.", years=t.listed(leaps)) if leaps else ""
    kind, unit = t("Line chart"), t.field(found.indicators[indicator], "unit")
    return f"{kind}: {unit}. {figures}{said}"


def table(found: Offences, indicator: str, years: Sequence[int], lines: dict[str, str]) -> Table:
    """A row a year, the newest first: count, rate, the yardstick's rate and its middle half."""
    t = found.t
    half, alone = len(found.yardstick.members) >= FEW, found.yardstick.id == NONE
    summed = any(row["computed"] for row in found.own.get(indicator, {}).values())
    columns = [
        Column("year", t("Year"), 0, grouped=False),
        Column("count", t("Number"), 0, computed=summed),
        Column("per_1000", t("Per 1,000 inhabitants"), 2, computed=summed),
        Column("yardstick", found.yardstick.title, 2, computed=True, unseen=alone),
        Column("lower_quartile", t("A fourth of them lie below"), 2, computed=True, unseen=not half),
        Column("upper_quartile", t("A fourth of them lie above"), 2, computed=True, unseen=not half),
        Column("source", t("Source"), labels=lines, unseen=True),
    ]
    body: list[list[object]] = []
    striking: dict[int, Leap] = {}
    for year in sorted(years, reverse=True):
        own, beside = found.own.get(indicator, {}).get(year), found.beside.get(indicator, {}).get(year)
        if own is None:
            continue
        limits = [beside["lower_quartile"], beside["upper_quartile"]] if beside else [None] * 2
        around = [found.rate_beside(indicator, year), *limits]
        told = found.leap(indicator, [year]) or found.far_above(indicator, year)
        if told is not None:
            striking[len(body)] = told
        body.append([year, own["count"], own["per_1000"], *around, own["source"]])
    label = t.field(found.indicators[indicator], "label")
    caption = (
        t("{label} in {place}", label=label, place=found.place)
        if alone
        else t(
            "{label} in {place}, beside {yardstick}", label=label, place=found.place, yardstick=found.yardstick.within
        )
    )
    # What is unseen stands last.
    order = sorted(range(len(columns)), key=lambda number: columns[number].unseen)
    return Table(
        caption,
        [columns[number] for number in order],
        [[row[number] for number in order] for row in body],
        notes={(row, "count"): text for row, text in noted(found, striking).items()},
        id="municipality_years",
    )


MOST_NOTES = 2
"""If in more years than these the same group lies far above the others, one note says it of all."""


def noted(found: Offences, striking: Mapping[int, Leap]) -> dict[int, str]:
    """What is said of the striking figures, by row."""
    notes = {row: sentences.striking(found, told) for row, told in striking.items()}
    same: dict[tuple[str, str], list[int]] = {}
    for row, told in striking.items():
        if told["kind"] != "leap":
            same.setdefault((told["of"], told["area"]), []).append(row)
    for rows in same.values():
        if len(rows) > MOST_NOTES:
            notes |= dict.fromkeys(rows, sentences.striking_for_years(found, [striking[row] for row in rows]))
    return notes
