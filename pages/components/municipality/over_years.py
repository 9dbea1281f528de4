"""A group of offences over the years beside the yardstick: rows of the chart, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.charts import Row
from pages.components.municipality.offences import Offences
from pages.components.tables import Column, Table


def chart_rows(found: Offences, indicator: str, years: Sequence[int]) -> list[Row]:
    """The municipality's line, the yardstick's, and the band of the middle half of its municipalities."""
    t = found.t
    rows: list[Row] = []
    for year in years:
        own, beside = found.own[indicator].get(year), found.beside.get(indicator, {}).get(year)
        if own is not None:
            value = own["per_1000"]
            rows.append({"role": "own", "name": found.place, "year": year, "value": value, "shown": t.number(value, 1)})
        if beside is not None:
            value = beside["per_1000"]
            shown = t.number(value, 1)
            rows.append(
                {"role": "yardstick", "name": found.yardstick.title, "year": year, "value": value, "shown": shown}
            )
        if beside is not None and beside["lower_quartile"] is not None and len(found.yardstick.members) > 3:
            low, high = beside["lower_quartile"], beside["upper_quartile"]
            between = f"{t.number(low, 1)}–{t.number(high, 1)}"
            rows.append({"role": "band", "name": "", "year": year, "low": low, "high": high, "shown": between})
    return rows


def spoken(found: Offences, indicator: str, rows: Sequence[Row]) -> str:
    """Alternative text: what the chart shows, and every figure in it."""
    t = found.t
    lines: dict[str, list[str]] = {}
    for row in rows:
        name = row["name"] or t("the middle half of {whose}", whose=found.yardstick.title)
        lines.setdefault(name, []).append(f"{row['shown']} ({row['year']})")
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in lines.items())
    return f"{t('Line chart')}: {t.field(found.indicators[indicator], 'unit')}. {figures}"


def table(found: Offences, indicator: str, years: Sequence[int], lines: dict[str, str]) -> Table:
    """A row a year, the newest first: count, rate, the yardstick's rate and its middle half."""
    t = found.t
    columns = [
        Column("year", t("Year"), 0, grouped=False),
        Column("count", t("Number"), 0),
        Column("per_1000", t("Per 1,000 inhabitants"), 2),
        Column("yardstick", found.yardstick.title, 2, computed=True),
        Column("lower_quartile", t("A fourth lies below"), 2, computed=True),
        Column("upper_quartile", t("A fourth lies above"), 2, computed=True),
        Column("source", t("Source"), labels=lines, unseen=True),
    ]
    body = []
    for year in sorted(years, reverse=True):
        own, beside = found.own[indicator].get(year), found.beside.get(indicator, {}).get(year)
        if own is None:
            continue
        limits = ("per_1000", "lower_quartile", "upper_quartile")
        around = [None if beside is None else beside[name] for name in limits]
        body.append([year, own["count"], own["per_1000"], *around, own["source"]])
    label = t.field(found.indicators[indicator], "label")
    caption = t(
        "{label} in {place}, beside {yardstick}",
        label=label,
        place=found.place,
        yardstick=found.yardstick.title.lower(),
    )
    return Table(caption, columns, body, id="municipality_years")
