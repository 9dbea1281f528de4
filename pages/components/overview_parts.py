"""The overview's sentence, frames and table, built from the answers of the question ``comparison``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.components import address
from pages.components.sentences import phrase
from pages.components.tables import Column, Table
from pages.components.text import Text, is_missing
from pages.screens import PATHS

Record = dict[str, Any]


def summary(t: Text, areas: list[Record], indicators: dict[str, Record], phrases: dict[str, str]) -> str:
    """How many indicators lie above the rest of Sweden, and where the difference is largest."""
    known = [row for row in areas if not is_missing(row["ratio_to_rest"])]
    if not known:
        return t("The rest of Sweden has no figures to compare with for what is chosen.")
    above = {row["indicator"] for row in known if row["last_value"] > row["rest_value"]}
    top = max(known, key=lambda row: row["ratio_to_rest"])
    decimals = int(indicators[top["indicator"]]["decimals"])
    return " ".join(
        [
            t(
                "In {year}, {above} of {total} indicators that can be compared were higher in at least one of the chosen "
                "area categories than in the rest of Sweden.",
                year=top["last_year"],
                above=t.number(len(above), 0),
                total=t.number(len({row["indicator"] for row in known}), 0),
            ),
            t(
                "The difference was largest for {indicator} {where}: {value} against {rest} per 1,000 inhabitants, {times} "
                "times as many.",
                indicator=t.field(indicators[top["indicator"]], "noun"),
                where=phrase(top, phrases),
                value=t.number(top["last_value"], decimals),
                rest=t.number(top["rest_value"], decimals),
                times=t.number(top["ratio_to_rest"], 1),
            ),
            t("Reported is not the same as committed: narcotics and weapons offences follow the police's own work."),
        ]
    )


def ratios(t: Text, areas: list[Record], indicators: dict[str, Record], labels: dict[str, str]) -> list[Record]:
    """The rows of the chart of ratios: one an indicator and category that can be compared."""
    return [
        {
            "indicator": t.field(indicators[row["indicator"]], "label"),
            "area_category": row["area_category"],
            "name": labels.get(row["area_category"]) or row["area"],
            "value": row["ratio_to_rest"],
            "shown": t.number(row["ratio_to_rest"], 1),
        }
        for row in areas
        if not is_missing(row["ratio_to_rest"])
    ]


def spoken_ratios(t: Text, rows: list[Record], year: int) -> str:
    """Alternative text of the chart of ratios, with every figure in it."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["indicator"], []).append(f"{row['name']} {row['shown']}")
    figures = " ".join(f"{indicator}: {t.listed(values)}." for indicator, values in said.items())
    return t("Dot chart: times the rest of Sweden, {year}. {figures}", year=year, figures=figures)


def development(t: Text, series: list[Record], labels: dict[str, str]) -> dict[str, list[Record]]:
    """By indicator, the rows of its small chart: change in per cent of each series since its first chosen year.

    ``series`` are the rows of the question ``development``; series that begin at 0 or unknown are left out.
    """
    rows: dict[str, list[Record]] = {}
    for row in series:
        if is_missing(row["change_percent"]):
            continue
        rows.setdefault(row["indicator"], []).append(
            {
                "name": labels.get(row["area_category"]) or row["area"],
                "area_category": row["area_category"],
                "source": row["source"],
                "year": row["year"],
                "value": row["change_percent"],
                "shown": f"{t.number(row['change_percent'], 0, signed=True)} %",
            }
        )
    return rows


def indicator_column(t: Text, indicators: dict[str, Record], carried: dict[str, Any]) -> Column:
    """The first column of the overview's tables: each indicator leads to its screen."""
    links = {id_: address.to(PATHS[row["screen"]], carried | {"indicator": id_}) for id_, row in indicators.items()}
    return Column(
        "indicator", t("Indicator"), labels={id_: t.field(row, "label") for id_, row in indicators.items()}, links=links
    )


def beside_table(
    t: Text, comparison: list[Record], indicators: dict[str, Record], labels: dict[str, str], first: Column, year: int
) -> Table:
    """One row an indicator: the figure of each category in the year, and how many times the rest of Sweden's it is."""
    units = {
        "count": t("number"),
        "per_1000": t("per 1,000 inh.").replace(" ", "\u00a0"),
        "share_percent": t("per cent"),
    }
    there = categories_of(comparison, labels)
    compared = [category for category in there if category not in ("rest_of_sweden", "all_areas")]
    columns = [first, Column("unit", t("Unit"), labels=units)]
    columns += [Column(category, labels[category], 1, by_row=True) for category in there]
    columns += [
        Column(
            f"{category}_ratio_to_rest",
            t("{category}, times the rest of Sweden", category=labels[category]),
            1,
            computed=True,
        )
        for category in compared
    ]
    current = {(row["indicator"], row["area_category"]): row for row in of_year(comparison, year)}
    rows, decimals = [], []
    for id_ in dict.fromkeys(row["indicator"] for row in comparison):
        found = {category: current.get((id_, category), {}) for category in there}
        values = [found[category].get("last_value") for category in there]
        times = [found[category].get("ratio_to_rest") for category in compared]
        rows.append([id_, indicators[id_]["measure"], *values, *times])
        decimals.append(int(indicators[id_]["decimals"]))
    remarks = [
        t("– The source gives no figure."),
        t("– Times the rest of Sweden: the source has no figure to compare with."),
    ]
    caption = t("All indicators {year}, by area category", year=year)
    return Table(caption, columns, rows, row_headers=1, remarks=remarks, decimals_by_row=decimals)


def change_table(
    t: Text, comparison: list[Record], labels: dict[str, str], first: Column, years: Sequence[int]
) -> Table:
    """One row an indicator: the change of each category between the first and the last year, in per cent."""
    there = categories_of(comparison, labels)
    columns = [first, *(Column(category, labels[category], 0, computed=True, signed=True) for category in there)]
    whole = [row for row in comparison if row["first_year"] == min(years)]
    current = {(row["indicator"], row["area_category"]): row for row in of_year(whole, max(years))}
    rows = [
        [id_, *(current.get((id_, category), {}).get("change_percent") for category in there)]
        for id_ in dict.fromkeys(row["indicator"] for row in comparison)
    ]
    caption = t("Change in per cent {first}–{last}, by area category", first=min(years), last=max(years))
    return Table(caption, columns, rows, remarks=[t("– The source gives no figure.")])


def of_year(comparison: list[Record], year: int) -> list[Record]:
    """The rows that reach this year, the latest publication last."""
    return [row for row in comparison if row["last_year"] == year]


def categories_of(comparison: list[Record], labels: dict[str, str]) -> list[str]:
    there = {row["area_category"] for row in comparison}
    return [category for category in labels if category in there]
