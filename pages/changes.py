"""Changes: which areas moved between two assessments, and how many areas and police districts there were at each."""

from typing import Any

import streamlit as st

import queries
from pages import indicator_screen
from pages.components import (
    address,
    change_parts,
    charts,
    downloads,
    figures,
    filters,
    flow_chart,
    line_charts,
    notes,
    tables,
)
from pages.components.charts import Chart
from pages.components.tables import Table
from pages.components.text import Text

Record = dict[str, Any]


def show(t: Text) -> None:
    st.title(t("Changes"), anchor=False)
    counted = queries.rows("assessed_areas", years=None)
    years = sorted({row["year"] for row in counted})
    if len(years) < 2:
        indicator_screen.no_figures(t)
        return
    summary = st.container(key="summary")
    indicators = {row["id"]: row for row in queries.rows("indicators")}
    categories = queries.rows("area_categories")
    sources = {row["id"]: row for row in queries.rows("sources")}
    computed = {row["id"]: row for row in queries.rows("computed_measures")}
    printed = queries.rows("observations", indicators=["assessed_areas"], categories=None, years=None)

    first, last = choose(t, years, printed)
    changes = queries.rows("assessment_changes", years=[first, last])
    numbers = {(row["area_category"], row["year"]): row["areas"] for row in counted}
    said = change_parts.summary(t, changes, numbers, categories)
    reading = t.field(indicators["assessed_areas"], "reading")
    summary.markdown(notes.plain(f"{said} {reading}"))

    explained = [
        (
            t("Definition"),
            t(
                "How the category of each area changed between two of the police's national assessments. In the order of their seriousness: not vulnerable, vulnerable, risk, particularly vulnerable."
            ),
        ),
        (t("Caveats"), " ".join([*change_parts.abolished(t, categories, numbers, first, last), caveats(t)])),
        *notes.formulas(t, computed, ["direction", "areas_by_category"]),
    ]
    used = {row[name] for row in changes for name in ("first_source", "last_source") if row[name]}
    lines = notes.source_lines(t, sources, sorted(used))

    def about() -> list[tuple[str, str]]:
        chosen = t("Assessments: {first} and {last}", first=first, last=last)
        return downloads.about(t, chosen, lines, [(t("In short"), said), *explained], address.link())

    moved(t, first, last, changes, categories, sources, [reading, *lines], about)
    printed_sources = over_time(t, counted, printed, indicators["assessed_areas"], categories, sources, computed)
    districts = indicators.get("police_districts_with_areas")
    if districts and districts["years"]:
        printed_sources |= police_districts(t, districts, categories, sources)

    st.subheader(t("About the figures"), anchor=False)
    every = sorted(used | printed_sources)
    counts = [
        (t.field(row, "label"), f"{t.field(row, 'definition')} {t.field(row, 'caveats')}")
        for row in (indicators["assessed_areas"], districts)
        if row
    ]
    notes.beside([*explained, *counts, *((t("Source"), line) for line in notes.source_lines(t, sources, every))])


def choose(t: Text, years: list[int], printed: list[Record]) -> tuple[int, int]:
    """The two assessments, the earlier first. At first the last two whose numbers by category a source prints."""
    options = [str(year) for year in years]
    given = [(address.asked(name) or [""])[0] for name in ("from", "to")]
    if all(year in options for year in given) and given[0] > given[1]:  # meant all the same
        address.put("from", given[1])
        address.put("to", given[0])
    named = sorted({str(row["year"]) for row in printed if row["area_category"] != "all_areas"} & set(options))
    usual = (named if len(named) > 1 else options)[-2:]
    with st.container(horizontal=True):
        first = filters.segments("from", t("From the assessment of"), options[:-1], str, usual[0])
        later = [year for year in options if year > first]
        then = usual[1] if usual[1] in later else later[0]
        last = filters.segments("to", t("To the assessment of"), later, str, then)
    return int(first), int(last)


def caveats(t: Text) -> str:
    return " ".join(
        [
            t(
                "Fewer vulnerable areas are not necessarily an improvement, as areas may have moved to a more serious category; the police say so themselves (section 3.4)."
            ),
            t(
                "Areas missing from an assessment may have been found not vulnerable or not have been assessed at all; the source tells for five areas only."
            ),
            t(
                "The categories of 2015 and 2017 are second hand, those of 2023 come from the police's geodata. An area that is added may have been in an earlier assessment."
            ),
            t("The arrows of the report measure something else than the category and cover one year, 2020 to 2021."),
        ]
    )


def moved(
    t: Text,
    first: int,
    last: int,
    changes: list[Record],
    categories: list[Record],
    sources: dict[str, Record],
    below: list[str],
    about: Any,
) -> None:
    """Who moved from which category to which: chart, areas, and the chart's figures."""
    named = change_parts.names(t, categories)
    flows = queries.rows("assessment_flows", years=[first, last])
    drawn = change_parts.flows(t, flows, named)
    chart = flow_chart.flows(t, drawn, named, first, last)
    heading = t("Which way the areas went, {first} to {last}", first=first, last=last)
    unit = t(
        "Number of areas by category. A band is as thick as its number of areas; bands of areas that kept their category are pale (computed)."
    )
    st.subheader(heading, anchor=False)
    st.caption(unit)
    charts.show(chart, flow_chart.description(t, drawn, named, first, last), key="flows")
    table = change_parts.areas_table(t, changes, named, sources)
    if table.rows:
        tables.show(t, table)
    else:
        st.info(t("No area changed category."))

    def picture() -> charts.Spec:
        return charts.picture(chart, heading, unit, [*below, address.link()])

    years = (str(first), str(last))
    downloads.offer(t, downloads.file_name("changes", *years), table, picture, about)
    pairs = change_parts.flows_table(t, flows, changes, named, sources)
    tables.show(t, pairs)
    downloads.offer(t, downloads.file_name("changes-by-category", *years), pairs, None, about, key="downloads_pairs")


def over_time(
    t: Text,
    counted: list[Record],
    printed: list[Record],
    indicator: Record,
    categories: list[Record],
    sources: dict[str, Record],
    computed: dict[str, Record],
) -> set[str]:
    """How many areas there were at each assessment: counted from the assessments, with the printed figures beside them."""
    labels = figures.named(t, categories)
    rows = [chart_row(t, row, row["areas"], labels[row["area_category"]], "computed") for row in counted]
    heading = t("Number of areas at each assessment, {first}–{last}", first=rows[0]["year"], last=rows[-1]["year"])
    unit = t("Number of areas (computed from the assessments)")
    remarks = queries.rows("notes", indicator=indicator["id"], years=None, categories=None)
    table = change_parts.counts_table(t, indicator, counted, printed, labels, sources, remarks)
    used = {id_ for row in counted for id_ in row["sources"]} | {row["source"] for row in printed}
    more = notes.formulas(t, computed, ["areas_by_category"])
    section(t, "assessed-areas", heading, unit, rows, table, indicator, sources, used, more)
    return used


def police_districts(t: Text, indicator: Record, categories: list[Record], sources: dict[str, Record]) -> set[str]:
    """How many police districts had such areas, as printed."""
    labels = figures.named(t, categories)
    label = t.field(indicator, "label")
    printed = queries.rows("observations", indicators=[indicator["id"]], categories=None, years=None)
    rows = [chart_row(t, row, row["count"], label, row["source"]) for row in printed]
    heading = t("{indicator}, {first}–{last}", indicator=label, first=rows[0]["year"], last=rows[-1]["year"])
    unit = t.field(indicator, "unit")
    remarks = queries.rows("notes", indicator=indicator["id"], years=None, categories=None)
    table = change_parts.counts_table(t, indicator, [], printed, labels, sources, remarks)
    used = {row["source"] for row in printed}
    section(t, "police-districts-with-areas", heading, unit, rows, table, indicator, sources, used, [])
    return used


def chart_row(t: Text, row: Record, value: int, name: str, source: str) -> Record:
    return {
        "name": name,
        "area_category": row["area_category"],
        "source": source,
        "year": int(row["year"]),
        "value": float(value),
        "shown": t.number(value, 0),
    }


def section(
    t: Text,
    name: str,
    heading: str,
    unit: str,
    rows: list[Record],
    table: Table,
    indicator: Record,
    sources: dict[str, Record],
    used: set[str],
    more: list[tuple[str, str]],
) -> None:
    """A line chart of numbers by assessment, its table and downloads."""
    named = sorted({row["year"] for row in rows})
    chart = line_charts.over_time(t, rows, charts.ceiling(max(row["value"] for row in rows)), named)
    lines = notes.source_lines(t, sources, sorted(used))
    unit = f"{unit[0].upper()}{unit[1:]}"
    st.subheader(notes.plain(heading), anchor=False)
    st.caption(notes.plain(unit))
    charts.show(chart, line_charts.description(t, rows, unit), key=name)
    tables.show(t, table)
    downloads.offer(
        t,
        name,
        table,
        lambda: picture(t, chart, heading, unit, [t.field(indicator, "reading"), *table.notes.values()], lines),
        lambda: downloads.about(
            t, t("All assessments"), lines, [*notes.definition_lines(t, indicator), *more], address.link()
        ),
        key=f"downloads_{name}",
    )


def picture(t: Text, chart: Chart, heading: str, unit: str, remarks: list[str], lines: list[str]) -> charts.Spec:
    below = [*filter(None, remarks), *(t("Source: {source}", source=line) for line in lines)]
    return charts.picture(chart, heading, unit, [*below, address.link()])


show(address.text())
