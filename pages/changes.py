"""Changes: which areas moved between two assessments, and how many areas and police districts there were at each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.areas import changes as change_parts
from pages.components.areas import degrees
from pages.components.charts import Chart, Row
from pages.components.charts import flows as flow_chart
from pages.components.charts import lines as line_charts
from pages.components.own import files as own_files
from pages.components.tables import Table
from pages.components.text import Text
from pages.sections import reference
from queries.row_types import (
    AreaCategory,
    AreaChange,
    AreaCount,
    ComputedMeasure,
    Indicator,
    Observation,
    Source,
)

Explained = list[tuple[str, str]]  # headings with their texts

# The indicators of which the sources print numbers by assessment.
COUNTS = ("assessed_areas", "police_districts_with_areas")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the data say of their own words, by id."""

    t: Text
    indicators: Mapping[str, Indicator]
    categories: Sequence[AreaCategory]
    sources: Mapping[str, Source]
    computed: Mapping[str, ComputedMeasure]

    @property
    def labels(self) -> dict[str, str]:
        return figures.named(self.t, self.categories)

    def lines(self, used: set[str]) -> list[str]:
        """One line for each of these sources."""
        return notes.source_lines(self.t, self.sources, sorted(used))

    def counts(self, indicator: str) -> list[Observation]:
        """The numbers of the categories as the sources of an indicator print them."""
        rows = queries.rows("observations", indicators=[indicator], categories=None, years=None)
        found = [row for row in rows if row["area_category"] is not None and row["count"] is not None]
        own_files.are_shown(found)
        return found


def show(t: Text) -> None:
    """The page from top to bottom."""
    st.title(t("Changes"), anchor=False)
    counted = queries.rows("assessed_areas", years=None)
    dictionary = reference.dictionary()
    categories = list(dictionary.categories.values())
    terms = Terms(
        t=t,
        indicators=dictionary.indicators,
        categories=categories,
        sources=dictionary.sources,
        computed=dictionary.computed,
    )
    years = sorted({row["year"] for row in counted})
    if len(years) < 2 or "assessed_areas" not in terms.indicators:
        filters.no_figures(t)
        return
    summary = st.container(key="summary")
    printed = terms.counts("assessed_areas")
    first, last = choose(t, years)
    changes = queries.rows("assessment_changes", years=[first, last])
    numbers = {(row["area_category"], row["year"]): row["areas"] for row in counted}
    reading = t.field(terms.indicators["assessed_areas"], "reading")
    abolished = change_parts.abolished(t, categories, numbers, first, last)
    said = " ".join([change_parts.summary(t, changes, numbers, categories), *abolished, reading])
    newer = degrees.newer(degrees.degrees(t, categories), printed, years)
    summary.markdown("\n\n".join(notes.plain(part) for part in (said, newer.said if newer else "") if part))

    explained = [
        (t("Definition"), definition(t)),
        (t("Caveats"), " ".join([*change_parts.outlines(t, changes), caveats(t)])),
        *notes.formulas(t, terms.computed, ["direction", "areas_by_category"]),
    ]
    used = moved(terms, changes, [(t("In short"), said), *explained], [said])
    used |= over_time(terms, counted, printed)
    used |= police_districts(terms)

    st.subheader(t("About the figures"), anchor=False)
    shown = [terms.indicators[id_] for id_ in COUNTS if id_ in terms.indicators]
    counts = [(t.field(row, "label"), f"{t.field(row, 'definition')} {t.field(row, 'caveats')}") for row in shown]
    notes.beside([*explained, *counts, *((t("Source"), line) for line in terms.lines(used))])
    notes.open_data_of_areas(t)


def choose(t: Text, years: list[int]) -> tuple[int, int]:
    """The two assessments, the earlier first. At first the one that all pages show at first, and that before it."""
    options = [str(year) for year in years]
    given = [(address.asked(name) or [""])[0] for name in ("from", "to")]
    if all(year in options for year in given) and given[0] > given[1]:  # meant all the same
        address.put("from", given[1])
        address.put("to", given[0])
    default = [str(row["year"]) for row in reference.assessments() if row["is_default"]]
    end = max(1, options.index(default[0])) if default and default[0] in options else len(options) - 1
    usual = options[end - 1 : end + 1]
    with st.container(horizontal=True):
        first = filters.segments("from", t("From the assessment of"), options[:-1], str, usual[0])
        later = [year for year in options if year > first]
        then = usual[1] if usual[1] in later else later[0]
        last = filters.segments("to", t("To the assessment of"), later, str, then)
    return int(first), int(last)


def definition(t: Text) -> str:
    return t(
        "How the category of each area changed between two of the police's national assessments. In the order of their seriousness: not vulnerable, vulnerable, risk, particularly vulnerable."
    )


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
                "The categories of 2015, 2017 and 2025 are second hand, those of 2023 come from the police's geodata. An area that is added may have been in an earlier assessment."
            ),
            t("The arrows of the report measure something else than the category and cover one year, 2020 to 2021."),
        ]
    )


def moved(terms: Terms, changes: Sequence[AreaChange], explained: Explained, below: list[str]) -> set[str]:
    """Who moved from which category to which: chart, areas, and the chart's figures. Gives the sources."""
    t = terms.t
    first, last = changes[0]["first_year"], changes[0]["last_year"]
    words = degrees.degrees(t, terms.categories)
    named = words.many
    flows = queries.rows("assessment_flows", years=[int(first), int(last)])
    drawn = change_parts.flows(t, flows, named, changes)
    chart = flow_chart.flows(t, drawn, named, first, last)
    heading = t("Which way the areas went, {first} to {last}", first=first, last=last)
    unit = t(
        "Number of areas by category. A band is as thick as its number of areas; bands of areas that kept their category are pale (computed)."
    )
    st.subheader(heading, anchor=False)
    st.caption(unit)
    charts.show(chart, flow_chart.description(t, drawn, named, first, last), key="flows")
    table = change_parts.areas_table(t, changes, words, terms.sources)
    if table.rows:
        page.show_table(t, table)
    else:
        st.info(t("No area changed category."))

    used = {source for row in changes for source in (row["first_source"], row["last_source"]) if source}
    lines, link = terms.lines(used), address.link()
    filter_words = t("Assessments: {first} and {last}", first=first, last=last)

    def about() -> Explained:
        return downloads.about(t, filter_words, lines, explained, link)

    years = (str(first), str(last))
    name = downloads.file_name("changes", *years)
    downloads.offer(t, name, table, lambda: picture(t, chart, heading, unit, below, lines, link), about)
    pairs = change_parts.flows_table(t, flows, changes, named, terms.sources)
    page.show_table(t, pairs)
    downloads.offer(t, downloads.file_name("changes-by-category", *years), pairs, None, about, key="downloads_pairs")
    return used


def over_time(terms: Terms, counted: Sequence[AreaCount], printed: Sequence[Observation]) -> set[str]:
    """How many areas there were at each assessment: counted, with the printed numbers beside. Gives the sources."""
    t, labels = terms.t, terms.labels
    rows = [chart_row(t, row, row["areas"], labels[row["area_category"]], "computed") for row in counted]
    heading = t("Number of areas at each assessment, {first}–{last}", first=rows[0]["year"], last=rows[-1]["year"])
    unit = t("Number of areas (computed from the assessments)")
    used = {id_ for row in counted for id_ in row["sources"]} | {row["source"] for row in printed}
    table = tabulate(terms, "assessed_areas", counted, printed)
    formula = notes.formulas(t, terms.computed, ["areas_by_category"])
    section(terms, "assessed_areas", heading, unit, rows, table, used, formula)
    return used


def police_districts(terms: Terms) -> set[str]:
    """How many police districts had such areas, as printed. Gives the sources."""
    t, id_ = terms.t, "police_districts_with_areas"
    printed = terms.counts(id_)
    if not printed:
        return set()
    label = t.field(terms.indicators[id_], "label")
    rows = [chart_row(t, row, row["count"] or 0, label, row["source"]) for row in printed]
    heading = t("{indicator}, {first}–{last}", indicator=label, first=rows[0]["year"], last=rows[-1]["year"])
    unit = t.field(terms.indicators[id_], "unit")
    used = {row["source"] for row in printed}
    section(terms, id_, heading, unit, rows, tabulate(terms, id_, [], printed), used, [])
    return used


def chart_row(t: Text, row: AreaCount | Observation, value: int, name: str, source: str) -> Row:
    return {
        "name": name,
        "area_category": row["area_category"],
        "source": source,
        "year": int(row["year"]),
        "value": float(value),
        "shown": t.number(value, 0),
    }


def tabulate(terms: Terms, indicator: str, counted: Sequence[AreaCount], printed: Sequence[Observation]) -> Table:
    remarks = queries.rows("notes", indicator=indicator, years=None, categories=None)
    about = terms.indicators[indicator]
    return change_parts.counts_table(terms.t, about, counted, printed, terms.labels, terms.sources, remarks)


def section(
    terms: Terms,
    indicator: str,
    heading: str,
    unit: str,
    rows: Sequence[Row],
    table: Table,
    used: set[str],
    formula: Explained,
) -> None:
    """A line chart of numbers by assessment, its table and downloads."""
    t, about = terms.t, terms.indicators[indicator]
    named = sorted({row["year"] for row in rows})
    chart = line_charts.over_time(t, rows, charts.ceiling(max(row["value"] for row in rows)), named)
    unit = f"{unit[0].upper()}{unit[1:]}"
    st.subheader(notes.plain(heading), anchor=False)
    st.caption(notes.plain(unit))
    charts.show(chart, line_charts.description(t, rows, unit), key=indicator)
    page.show_table(t, table)
    lines, link = terms.lines(used), address.link()
    below = [t.field(about, "reading"), *table.notes.values()]
    explained = [*notes.definition_lines(t, about), *formula]
    downloads.offer(
        t,
        downloads.file_name(indicator),
        table,
        lambda: picture(t, chart, heading, unit, below, lines, link),
        lambda: downloads.about(t, t("All assessments"), lines, explained, link),
        key=f"downloads_{indicator}",
    )


def picture(
    t: Text, chart: Chart, heading: str, unit: str, below: list[str], sources: list[str], link: str
) -> charts.Spec:
    said = [*filter(None, below), *(t("Source: {source}", source=line) for line in sources)]
    return charts.picture(chart, heading, unit, [*said, link])


show(address.text())
