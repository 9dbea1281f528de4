"""The overview's sentence, frames and table, built from the answers of the question ``comparison``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from pages.components.sentences import phrase
from pages.components.tables import Column, Table
from pages.components.text import Text, is_missing
from pages.screens import PATHS


def summary(t: Text, areas: pd.DataFrame, indicators: pd.DataFrame, phrases: dict[str, str]) -> str:
    """How many indicators lie above the rest of Sweden, and where the difference is largest."""
    known = areas[areas["ratio_to_rest"].notna()]
    if known.empty:
        return t("The rest of Sweden has no figures to compare with for what is chosen.")
    above = known[known["last_value"] > known["rest_value"]]
    top = known.sort_values("ratio_to_rest", kind="stable").iloc[-1]
    decimals = int(indicators.loc[top["indicator"], "decimals"])  # type: ignore[arg-type]
    return " ".join(
        [
            t(
                "In {year}, {above} of {total} indicators that can be compared were higher in at least one of the chosen "
                "area categories than in the rest of Sweden.",
                year=top["last_year"],
                above=t.number(above["indicator"].nunique(), 0),
                total=t.number(known["indicator"].nunique(), 0),
            ),
            t(
                "The difference was largest for {indicator} {where}: {value} against {rest} per 1,000 inhabitants, {times} "
                "times as many.",
                indicator=t.field(indicators.loc[top["indicator"]], "noun"),
                where=phrase(top, phrases),
                value=t.number(top["last_value"], decimals),
                rest=t.number(top["rest_value"], decimals),
                times=t.number(top["ratio_to_rest"], 1),
            ),
            t("Reported is not the same as committed: narcotics and weapons offences follow the police's own work."),
        ]
    )


def ratios(t: Text, areas: pd.DataFrame, indicators: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """The frame of the chart of ratios: one row an indicator and category that can be compared."""
    known = areas[areas["ratio_to_rest"].notna()]
    return pd.DataFrame(
        {
            "indicator": [t.field(indicators.loc[id_], "label") for id_ in known["indicator"]],
            "area_category": known["area_category"].tolist(),
            "name": [labels.get(row["area_category"], row["area"]) for _, row in known.iterrows()],
            "value": known["ratio_to_rest"].tolist(),
            "shown": [t.number(value, 1) for value in known["ratio_to_rest"]],
        }
    )


def spoken_ratios(t: Text, frame: pd.DataFrame, year: int) -> str:
    """Alternative text of the chart of ratios, with every figure in it."""
    said = []
    for indicator, rows in frame.groupby("indicator", sort=False):
        figures = t.listed([f"{name} {value}" for name, value in zip(rows["name"], rows["shown"], strict=True)])
        said.append(f"{indicator}: {figures}.")
    return t("Dot chart: times the rest of Sweden, {year}. {figures}", year=year, figures=" ".join(said))


def development(t: Text, series: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Change in per cent of each series since its first chosen year; series that begin at 0 or unknown are left out.

    ``series`` are the rows of the question ``development``.
    """
    known = series[series["change_percent"].notna()]
    return known.assign(
        name=[labels.get(row["area_category"], row["area"]) for _, row in known.iterrows()],
        value=known["change_percent"],
        shown=[f"{t.number(value, 0, signed=True)} %" for value in known["change_percent"]],
    )


def labels_and_links(t: Text, indicators: pd.DataFrame, carried: dict[str, Any]) -> Column:
    """The first column of the overview's tables: each indicator leads to its screen."""
    links = {
        id_: f"{PATHS[row['screen']]}?{urlencode(carried | {'indicator': id_}, doseq=True)}"
        for id_, row in indicators.iterrows()
    }
    names = {id_: t.field(row, "label") for id_, row in indicators.iterrows()}
    return Column("indicator", t("Indicator"), labels=names, links=links)


def beside_table(
    t: Text, comparison: pd.DataFrame, indicators: pd.DataFrame, labels: dict[str, str], first: Column, year: int
) -> Table:
    """One row an indicator: the figure of each category in the year, and how many times the rest of Sweden's it is."""
    units = {"count": t("number"), "per_1000": t("per 1,000 inhabitants"), "share_percent": t("per cent")}
    there = categories_of(comparison, labels)
    compared = [category for category in there if category not in ("rest_of_sweden", "all_areas")]
    columns = [first, Column("unit", t("Unit"))]
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
    rows, decimals = [], []
    for id_, own in comparison.groupby("indicator", sort=False):
        current = own[own["last_year"] == year].drop_duplicates("area_category", keep="last").set_index("area_category")
        values = [current["last_value"].get(category) for category in there]
        times = [current["ratio_to_rest"].get(category) for category in compared]
        rows.append([id_, units.get(indicators.loc[id_, "measure"], ""), *values, *times])  # type: ignore[arg-type,call-overload,index]
        decimals.append(int(indicators.loc[id_, "decimals"]))  # type: ignore[arg-type,index]
    remarks = [
        t("– The source gives no figure."),
        t("– Times the rest of Sweden: the source has no figure to compare with."),
    ]
    caption = t("All indicators {year}, by area category", year=year)
    return Table(caption, columns, rows, row_headers=1, remarks=remarks, decimals_by_row=decimals)


def change_table(
    t: Text, comparison: pd.DataFrame, labels: dict[str, str], first: Column, years: Sequence[int]
) -> Table:
    """One row an indicator: the change of each category between the first and the last year, in per cent."""
    there = categories_of(comparison, labels)
    columns = [first, *(Column(category, labels[category], 0, computed=True, signed=True) for category in there)]
    whole = comparison[(comparison["first_year"] == min(years)) & (comparison["last_year"] == max(years))]
    rows: list[list[object]] = []
    for id_ in comparison["indicator"].unique():
        own = whole[whole["indicator"] == id_].drop_duplicates("area_category", keep="last").set_index("area_category")
        rows.append([id_, *(own["change_percent"].get(category) for category in there)])
    caption = t("Change in per cent {first}–{last}, by area category", first=min(years), last=max(years))
    return Table(caption, columns, rows, remarks=[t("– The source gives no figure.")])


def categories_of(comparison: pd.DataFrame, labels: dict[str, str]) -> list[str]:
    there = set(comparison["area_category"].dropna())
    return [category for category in labels if category in there]
