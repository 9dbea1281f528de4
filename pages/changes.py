"""Changes: which areas moved between two assessments, and how many areas and police districts there were at each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.areas import area_table, cells, change_tables, degrees
from pages.components.areas import changes as change_parts
from pages.components.charts import Chart, Row
from pages.components.charts import flows as flow_chart
from pages.components.charts import lines as line_charts
from pages.components.layout import answer, caveat, filter_bar, head, take_along, views
from pages.components.own import files as own_files
from pages.components.tables import Table
from pages.components.text import Text
from pages.sections import area_rows, reference
from pages.server.streamlit_internals import Place
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

    def full_lines(self, used: set[str]) -> list[str]:
        """The same for files, with addresses."""
        return notes.full_lines(self.t, self.sources, sorted(used))

    def counts(self, indicator: str) -> list[Observation]:
        """The numbers of the categories as the sources of an indicator print them."""
        rows = queries.rows("observations", indicators=[indicator], categories=None, years=None)
        found = [row for row in rows if row["area_category"] is not None and row["count"] is not None]
        own_files.are_shown(found)
        return found


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("Changes"))
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
    printed = terms.counts("assessed_areas")
    said = st.container()
    first, last = choose(t, years)
    changes = queries.rows("assessment_changes", years=[first, last])
    numbers = {(row["area_category"], row["year"]): row["areas"] for row in counted}
    newer = degrees.newer(degrees.degrees(t, categories), printed, years)
    abolished = change_parts.abolished(t, categories, numbers, first, last)
    reading = t.field(terms.indicators["assessed_areas"], "reading")
    sentence = change_parts.answer(t, changes, numbers, categories)
    more = [
        change_parts.by_category(t, changes, numbers, categories),
        *([*abolished[1:], reading] if abolished else []),
    ]
    known = reference.glossary(t)
    with said:
        answer.show(t, sentence, known)
    support = [*change_parts.splits(t, changes), *([newer.said] if newer else [])]
    warned = abolished[0] if abolished else reading
    in_short = " ".join([answer.plain(sentence), *support, *more, warned])
    explained = [
        (t("Definition"), definition(t)),
        (t("Caveats"), " ".join([*change_parts.outlines(t, changes), caveats(t)])),
        *notes.formulas(t, terms.computed, ["direction", "areas_by_category"]),
    ]
    moved(terms, changes, [(t("In short"), in_short), *explained], warned, top.actions)
    answer.below(t, support, more, known)
    by_way(terms, changes)
    over_time(terms, counted, printed)
    police_districts(terms)


def pair(years: list[int]) -> tuple[str, str, list[str], list[str]]:
    """The two assessments that the address asks for, the earlier first, and what can be chosen as the earlier and the later. At
    first the one that all pages show at first, and that before it."""
    options = [str(year) for year in years]
    given = [(address.asked(name) or [""])[0] for name in ("from", "to")]
    if all(year in options for year in given) and given[0] > given[1]:  # meant all the same
        address.put("from", given[1])
        address.put("to", given[0])
    default = [str(row["year"]) for row in reference.assessments() if row["is_default"]]
    end = max(1, options.index(default[0])) if default and default[0] in options else len(options) - 1
    earlier, usual = options[:-1], options[end - 1 : end + 1]
    first = address.one("from", [usual[0], *earlier])
    later = [year for year in options if year > first]
    return usual[0], usual[1] if usual[1] in later else later[0], earlier, later


def choose(t: Text, years: list[int]) -> tuple[int, int]:
    """The two assessments, the earlier first."""
    usual, then, earlier, later = pair(years)
    asked = address.one("from", [usual, *earlier]), address.one("to", [then, *later])
    with filter_bar.bar([f"{asked[0]}–{asked[1]}"]), st.container(horizontal=True):
        first = filters.segments("from", t("From the assessment of"), earlier, str, usual)
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


def moved(terms: Terms, changes: Sequence[AreaChange], explained: Explained, warned: str, actions: Place) -> None:
    """Who moved from which category to which: chart, table and notes as views of one figure, with its files in ``actions``. The
    first of what is ``explained`` is what the page says in short; ``warned`` is the caveat that stays open."""
    t = terms.t
    first, last = changes[0]["first_year"], changes[0]["last_year"]
    words = degrees.degrees(t, terms.categories)
    named = words.many
    flows = queries.rows("assessment_flows", years=[int(first), int(last)])
    drawn = change_parts.flows(t, flows, named, changes)
    chart = flow_chart.flows(t, drawn, named, first, last)
    heading = t("Which way the areas went, {first} to {last}", first=first, last=last)
    unit = t("Number of areas by category (computed). Pale bands: areas that kept their category.")
    used = {source for row in changes for source in (row["first_source"], row["last_source"]) if source}
    lines, link = terms.lines(used), address.link()
    filter_words = t("Assessments: {first} and {last}", first=first, last=last)
    table = change_tables.areas_table(t, changes, words, terms.sources)
    pairs = change_tables.flows_table(t, flows, changes, named, terms.sources)

    def about() -> Explained:
        return downloads.about(t, filter_words, terms.full_lines(used), explained, link)

    years = (str(first), str(last))
    with st.container(key="figure"):
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
        with views.view(t, "chart"):
            charts.show(chart, flow_chart.description(t, drawn, named, first, last), key="flows")
        with views.view(t, "table"):
            if table.rows:
                page.show_table(t, table)
            else:
                st.info(t("No area changed category."))
            page.show_table(t, pairs)
            name = downloads.file_name("changes-by-category", *years)
            downloads.offer(t, name, pairs, None, about, key="downloads_pairs")
        with views.view(t, "about"):
            about_the_figures(terms, explained[1:], used)
        caveat.show(warned)
        views.switch(t, ("chart", "table", "about"))
    below = [explained[0][1]]
    with actions:
        name = downloads.file_name("changes", *years)
        take_along.menu(t, name, table, lambda: picture(t, chart, heading, unit, below, lines, link), about)


def about_the_figures(terms: Terms, explained: Explained, used: set[str]) -> None:
    """What all figures of the page mean, and where they come from."""
    t = terms.t
    shown = [terms.indicators[id_] for id_ in COUNTS if id_ in terms.indicators]
    counts = [(t.field(row, "label"), f"{t.field(row, 'definition')} {t.field(row, 'caveats')}") for row in shown]
    printed = {row["source"] for id_ in COUNTS if id_ in terms.indicators for row in terms.counts(id_)}
    listed = {id_ for row in queries.rows("assessed_areas", years=None) for id_ in row["sources"]}
    notes.beside([*explained, *counts])
    notes.sources(t, terms.sources, sorted(used | printed | listed))
    notes.open_data_of_areas(t)


def by_way(terms: Terms, changes: Sequence[AreaChange]) -> None:
    """The areas by the way they went, each list folded, with what every assessment said of them."""
    t, years = terms.t, [row["year"] for row in reference.assessments()]
    words = change_parts.ways(t)
    found: dict[str, list[AreaChange]] = {}
    for row in changes:
        found.setdefault(row["direction"], []).append(row)
    parts = []
    for way in (*change_parts.MOVED, "unchanged"):
        rows = found.get(way, [])
        if not rows:
            continue
        shown_in = {row["area"]: row["first_year"] if way == "removed" else row["last_year"] for row in rows}
        links = area_table.links_to(rows, shown_in)
        title = words[way].format(count=t.number(len(rows), 0))
        listed = cells.html(t, title, years, area_rows.rows_of(t, rows, links))
        parts.append(f'<details class="folded"><summary>{escape(title)}</summary>{listed}</details>')
    heading = escape(t("The areas"))
    st.html(f'<h2 class="figure-title">{heading}</h2>{"".join(parts)}')


def over_time(terms: Terms, counted: Sequence[AreaCount], printed: Sequence[Observation]) -> None:
    """How many areas there were at each assessment: counted, with the printed numbers beside."""
    t, labels = terms.t, terms.labels
    rows = [chart_row(t, row, row["areas"], labels[row["area_category"]], "computed") for row in counted]
    heading = t("Number of areas at each assessment, {first}–{last}", first=rows[0]["year"], last=rows[-1]["year"])
    unit = t("Number of areas (computed from the assessments)")
    used = {id_ for row in counted for id_ in row["sources"]} | {row["source"] for row in printed}
    table = tabulate(terms, "assessed_areas", counted, printed)
    formula = notes.formulas(t, terms.computed, ["areas_by_category"])
    section(terms, "assessed_areas", heading, unit, rows, table, used, formula)


def police_districts(terms: Terms) -> None:
    """How many police districts had such areas, as printed."""
    t, id_ = terms.t, "police_districts_with_areas"
    printed = terms.counts(id_)
    if not printed:
        return
    label = t.field(terms.indicators[id_], "label")
    rows = [chart_row(t, row, row["count"] or 0, label, row["source"]) for row in printed]
    heading = t("{indicator}, {first}–{last}", indicator=label, first=rows[0]["year"], last=rows[-1]["year"])
    unit = t.field(terms.indicators[id_], "unit")
    used = {row["source"] for row in printed}
    with st.expander(notes.plain(heading), key="figures_behind_districts"):
        section(terms, id_, heading, unit, rows, tabulate(terms, id_, [], printed), used, [])


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
    return change_tables.counts_table(terms.t, about, counted, printed, terms.labels, terms.sources, remarks)


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
    st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
    names = charts.key_of(chart)
    if names:
        st.html(names)
    charts.show(chart, line_charts.description(t, rows, unit), key=indicator)
    behind = st.expander(t("As a table, with files"), key=f"figures_behind_{indicator}")
    lines, link = terms.lines(used), address.link()
    below = [t.field(about, "reading"), *table.notes.values()]
    explained = [*notes.definition_lines(t, about), *formula]
    with behind:
        page.show_table(t, table)
        downloads.offer(
            t,
            downloads.file_name(indicator),
            table,
            lambda: picture(t, chart, heading, unit, below, lines, link),
            lambda: downloads.about(t, t("All assessments"), terms.full_lines(used), explained, link),
            key=f"downloads_{indicator}",
        )


def picture(
    t: Text, chart: Chart, heading: str, unit: str, below: list[str], sources: list[str], link: str
) -> charts.Spec:
    said = [*filter(None, below), *(t("Source: {source}", source=line) for line in sources)]
    return charts.picture(chart, heading, unit, [*said, link])


show(address.text())
