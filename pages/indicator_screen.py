"""What the indicator screens have in common, from title to sources. Each screen is a file that calls :func:`show`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, sentences, tables
from pages.components.tables import Column, Table
from pages.components.text import Text, is_missing
from pages.screens import SCREENS


@dataclass(frozen=True)
class View:
    """Everything a reader chose, and the dictionary's rows for it."""

    indicator: Any
    measure: str
    years: list[int]
    categories: list[str]
    category_rows: pd.DataFrame
    sources: pd.DataFrame
    computed: pd.DataFrame
    decimals: int
    unit: str

    def asked(self, *, every: bool = False) -> dict[str, Any]:
        """Parameters of the question ``series``; ``every`` leaves year and category open."""
        parameters: dict[str, Any] = {"indicator": self.indicator["id"], "measure": self.measure}
        return parameters | {"years": None if every else self.years, "categories": None if every else self.categories}

    def labels(self, t: Text) -> dict[str, str]:
        return {row["id"]: t.field(row, "label") for _, row in self.category_rows.iterrows()}

    def heading(self, t: Text) -> str:
        return f"{t.field(self.indicator, 'label')} {t.span(self.years)}"


def show(screen: str) -> None:
    """Put the indicators of one screen on the page: the chosen indicator's sentences, chart, table, downloads, notes."""
    t = address.text()
    indicators = queries.run("indicators")
    here = indicators[(indicators["screen"] == screen) & (indicators["years"].map(len) > 0)].set_index("id", drop=False)
    st.title(t(next(listed.title for listed in SCREENS if listed.id == screen)), anchor=False)
    if here.empty:
        st.info(t("There are no figures for this page. See the messages about the files, or choose another page."))
        return
    label = {row["id"]: t.field(row, "label") for _, row in here.iterrows()}
    chosen = filters.segments("indicator", t("Indicator"), list(here.index), label.__getitem__)
    summary = st.container()
    view = choose(t, here.loc[chosen], indicators)
    if not view.years or not view.categories:
        ask_for_more(t, view)
        return

    series = queries.run("series", **view.asked())
    comparison = queries.run(
        "comparison", indicators=[chosen], measure=view.measure, years=view.years, categories=view.categories
    )
    remarks = queries.run("notes", indicator=chosen, years=view.years, categories=view.categories)
    if series.empty:
        ask_for_more(t, view)
        return

    phrases = {row["id"]: t.field(row, "phrase") for _, row in view.category_rows.iterrows()}
    said = sentences.summary(t, view.indicator, comparison, phrases, view.decimals, view.unit)
    summary.markdown(notes.plain(said))
    chart = draw(t, view, series, said)
    table = tabulate(t, view, series, comparison, remarks)
    take_along(t, view, series, table, chart, said)
    explain(t, view, series)


def choose(t: Text, indicator: Any, indicators: pd.DataFrame) -> View:
    """The filters, from the address."""
    category_rows = queries.run("area_categories")
    computed = queries.run("computed_measures")
    measures = figures.measures(indicator)
    titles = {measure: figures.measure_title(t, indicator, measure, computed) for measure in measures}
    measure = filters.segments("measure", t("Measure"), measures, titles.__getitem__)
    there = queries.run("series", indicator=indicator["id"], measure=measure, years=None, categories=None)
    known_years = sorted({str(year) for years in indicators["years"] for year in years})
    options = [str(year) for year in sorted(there["year"].unique())]
    years = [int(year) for year in filters.pills("year", t("Year"), options, str, known_years)]
    labels = {row["id"]: t.field(row, "label") for _, row in category_rows.iterrows()}
    offered = [category for category in labels if category in set(there["area_category"])]
    categories = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
    return View(
        indicator,
        measure,
        years,
        categories,
        category_rows,
        queries.run("sources"),
        computed,
        figures.decimals(indicator, measure, computed),
        figures.unit(t, indicator, measure, computed),
    )


def ask_for_more(t: Text, view: View) -> None:
    """Nothing is chosen, or nothing that is chosen has figures here."""
    if not view.years and address.asked("year") == []:
        message = t("No year is chosen. Choose at least one to see figures.")
    elif not view.categories and address.asked("category") == []:
        message = t("No area category is chosen. Choose at least one to see figures.")
    else:
        message = t("The source has no figures here for what is chosen. Choose another year or area category.")
    filters.nothing_chosen(t, ["year", "category"], message)


def draw(t: Text, view: View, series: pd.DataFrame, said: str) -> Any:
    """Chart with heading, unit and alternative text; the chart is returned for the pictures."""
    every = queries.run("series", **view.asked(every=True))
    frame = series.assign(
        name=figures.series_names(t, series, view.category_rows, view.sources),
        shown=[t.number(value, view.decimals) for value in series["value"]],
    )
    # The scale holds all of the indicator's figures, so that it stays when the filters change.
    chart = charts.over_time(t, frame, charts.ceiling(float(every["value"].max())))
    st.subheader(view.heading(t), anchor=False)
    unit = t("{unit}, computed", unit=view.unit) if figures.is_computed(view.measure) else view.unit
    st.caption(notes.plain(f"{unit[0].upper()}{unit[1:]}"))
    st.altair_chart(chart, alt=charts.description(t, frame, unit), key="chart")
    return chart


def tabulate(t: Text, view: View, series: pd.DataFrame, comparison: pd.DataFrame, remarks: pd.DataFrame) -> Table:
    """The same figures as a table, with years as columns or as rows of the contract."""
    options = ["years", "rows"]
    titles = {"years": t("Years as columns"), "rows": t("Rows as in the data file")}
    form = filters.segments("table", t("Form of the table"), options, titles.__getitem__)
    caption = f"{view.heading(t)}. {view.unit[0].upper()}{view.unit[1:]}"
    if form == "rows":
        table = rows_as_in_the_data(t, view, series, remarks, caption)
    else:
        table = years_as_columns(t, view, series, comparison, remarks, caption)
    tables.show(t, table)
    return table


def years_as_columns(
    t: Text, view: View, series: pd.DataFrame, comparison: pd.DataFrame, remarks: pd.DataFrame, caption: str
) -> Table:
    """A row a series and a column a year; change and ratio to the rest of Sweden, marked as computed."""
    computed = figures.is_computed(view.measure)
    columns = [Column("area_category", t("Area category"), labels=view.labels(t))]
    if series["area"].notna().any():
        columns.append(Column("area", t("Area")))
    several = series["source"].nunique() > 1
    if several:
        published = {row["id"]: row["published"] for _, row in view.sources.iterrows()}
        columns.append(Column("source", t("Published"), labels=published))
    headers = len(columns)
    columns += [Column(str(year), str(year), view.decimals, computed=computed) for year in view.years]
    last = view.years[-1]
    if len(view.years) > 1:
        span = f"{view.years[0]}–{last}"
        columns += [
            Column("change", t("Change {span}", span=span), view.decimals, computed=True, signed=True),
            Column("change_percent", t("Change {span}, per cent", span=span), 0, computed=True, signed=True),
        ]
    has_yardstick = comparison["rest_value"].notna().any()
    if has_yardstick:
        columns.append(Column("ratio_to_rest", t("Times the rest of Sweden {year}", year=last), 1, computed=True))
    values = {(*series_of(row), row["year"]): row["value"] for _, row in series.iterrows()}
    rows, places = [], {}
    for _, row in comparison.iterrows():
        who = series_of(row)
        for year in view.years:
            places[(*who, year)] = len(rows)
        found = {str(year): values.get((*who, year)) for year in view.years}
        within = row["last_year"] == last
        found |= {name: row[name] for name in ("change", "change_percent")}
        found["ratio_to_rest"] = row["ratio_to_rest"] if within else None
        found |= {"area_category": row["area_category"], "area": row["area"], "source": row["source"]}
        rows.append([found[column.id] for column in columns])
    marked = {}
    for _, note in remarks[remarks["measure"] == view.measure].iterrows():
        place = places.get((*series_of(note), note["year"]))
        if place is not None:
            marked[(place, str(note["year"]))] = t.field(note, "note")
    return Table(caption, columns, rows, marked, headers, why_missing(t, view, columns, rows))


def series_of(row: Any) -> tuple[str, ...]:
    """Which series a row belongs to: category, place, source; the empty text where there is none."""
    return tuple("" if is_missing(row[name]) else row[name] for name in ("area_category", "area", "source"))


def why_missing(t: Text, view: View, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> list[str]:
    """The reason for each kind of dash in the table."""
    dashes = {column.id for row in rows for column, value in zip(columns, row, strict=True) if is_missing(value)}
    reasons = []
    if dashes & {str(year) for year in view.years}:
        reasons.append(t("– The source gives no figure."))
    if dashes & {"change", "change_percent"}:
        reasons.append(t("– Change: a figure for the first or the last year is missing, or the first is 0."))
    if "ratio_to_rest" in dashes:
        reasons.append(
            t("– Times the rest of Sweden: the rest of Sweden is the yardstick itself, or a figure is missing.")
        )
    return reasons


def rows_as_in_the_data(t: Text, view: View, series: pd.DataFrame, remarks: pd.DataFrame, caption: str) -> Table:
    """A row a figure, with the columns of the data files; a computed measure has a column of its own."""
    labels = view.labels(t)
    names = {row["id"]: t.field(row, "label") for _, row in queries.run("indicators").iterrows()}
    parts = {row["id"]: f"{row['publisher']}, {t.field(row, 'part')}" for _, row in view.sources.iterrows()}
    columns = [
        Column("indicator", t("Indicator"), labels=names),
        Column("area_category", t("Area category"), labels=labels),
        Column("area", t("Area")),
        Column("year", t("Year"), 0, grouped=False),
    ]
    titles = {
        "count": t("Number"),
        "population": t("Population"),
        "per_1000": t("Per 1,000 inhabitants"),
        "share_percent": t("Share, per cent"),
    }
    if figures.is_computed(view.measure):
        title = figures.measure_title(t, view.indicator, view.measure, view.computed)
        frame = series.rename(columns={"value": view.measure})
        columns.append(Column(view.measure, title, view.decimals, computed=True))
    else:
        frame = queries.run(
            "observations", indicators=[view.indicator["id"]], years=view.years, categories=view.categories
        )
        columns += [
            Column(name, titles[name], figures.decimals(view.indicator, name, view.computed)) for name in titles
        ]
    published = {row["id"]: row["published"] for _, row in view.sources.iterrows()}
    frame = frame.assign(published=frame["source"].map(published))
    columns += [Column("source", t("Source"), labels=parts), Column("published", t("Published"))]
    rows = frame[[column.id for column in columns]].astype(object).where(frame.notna(), None).values.tolist()
    marked = {}
    for _, note in remarks.iterrows():
        for place, (_, row) in enumerate(frame.iterrows()):
            same = series_of(row) == series_of(note) and row["year"] == note["year"]
            if same and note["measure"] in frame.columns:
                marked[(place, note["measure"])] = t.field(note, "note")
    remark = [t("– The source gives no figure.")] if frame[[c.id for c in columns]].isna().any().any() else []
    return Table(caption, columns, rows, marked, row_headers=4, remarks=remark)


def take_along(t: Text, view: View, series: pd.DataFrame, table: Table, chart: Any, said: str) -> None:
    """Downloads of exactly what is shown."""
    sources = notes.source_lines(t, view.sources, list(series["source"].unique()))
    chosen = view.labels(t)
    filter_words = filters.in_words(t, view.years, [chosen[category] for category in view.categories])
    explained = [*notes.definition_lines(t, view.indicator), *formulas(t, view, table)]
    link = address.link()

    def about() -> list[tuple[str, str]]:
        return downloads.about(t, filter_words, sources, [(t("In short"), said), *explained], link)

    unit = t("{unit}, computed", unit=view.unit) if figures.is_computed(view.measure) else view.unit
    reading = t.field(view.indicator, "reading")
    below = [line for line in [reading, *table.notes.values(), *sources] if line]

    def drawn() -> dict[str, Any]:
        return charts.picture(chart, view.heading(t), unit, below)

    offered = set(queries.run("series", **view.asked(every=True))["area_category"])
    narrowed = [] if set(view.categories) >= offered else view.categories
    years = [str(year) for year in view.years]
    name = downloads.file_name(view.indicator["id"], view.measure, *years, *narrowed)
    downloads.offer(t, name, table, drawn, about)


def formulas(t: Text, view: View, table: Table) -> list[tuple[str, str]]:
    ids = [column.id for column in table.columns if column.computed and column.id in set(view.computed["id"])]
    if figures.is_computed(view.measure):
        ids.insert(0, view.measure)
    return notes.formulas(t, view.computed, list(dict.fromkeys(ids)))


def explain(t: Text, view: View, series: pd.DataFrame) -> None:
    """Definition, caveats, formulas, populations and sources, beside the figures."""
    st.subheader(t("About the figures"), anchor=False)
    ids = ["change", "change_percent", "ratio_to_rest"]
    used = [view.measure] if figures.is_computed(view.measure) else []
    used += [id_ for id_ in ids if id_ in set(view.computed["id"])]
    notes.beside(t, [*notes.definition_lines(t, view.indicator), *notes.formulas(t, view.computed, used)])
    if view.measure == "per_1000_computed":
        populations = queries.run("shooting_populations", years=view.years)
        for row in populations.itertuples():
            st.markdown(
                t(
                    "{year}: {country} shootings in all of Sweden, {areas} inhabitants in the areas, {rest} in the rest of "
                    "Sweden.",
                    year=row.year,
                    country=t.number(row.country_count, 0),
                    areas=t.number(row.all_areas, 0),
                    rest=t.number(row.rest_of_sweden, 0),
                )
            )
    lines = notes.source_lines(t, view.sources, list(series["source"].unique()))
    notes.beside(t, [(t("Source"), line) for line in lines])
