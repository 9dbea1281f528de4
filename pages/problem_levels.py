"""Problem levels of the police's method support: by category, by part, and computed from answers where there are any."""

from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, level_charts, level_parts, notes, tables
from pages.components.tables import Column

t = address.text()
categories = queries.rows("area_categories")
labels, phrases = figures.named(t, categories), figures.named(t, categories, "phrase")
dictionary = queries.rows("problem_parts")
parts = figures.named(t, dictionary)
sources = {row["id"]: row for row in queries.rows("sources")}
published = {id_: source["published"] for id_, source in sources.items()}
computed = {row["id"]: row for row in queries.rows("computed_measures")}
everything = queries.rows("problem_levels", years=None, categories=None)
every_answer = queries.rows("answered_levels", years=None)

st.title(t("Problem levels"), anchor=False)
summary = st.container(key="summary")
offered_years = [str(year) for year in sorted({row["year"] for row in [*everything, *every_answer]})]
elsewhere = {str(year) for row in queries.rows("indicators") if row["screen"] for year in row["years"]}
years = [
    int(year) for year in filters.pills("year", t("Year"), offered_years, str, sorted(elsewhere | {*offered_years}))
]
offered = [category for category in labels if category in {row["area_category"] for row in everything}]
chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
series = queries.rows("problem_levels", years=years, categories=chosen)
changes = queries.rows("problem_level_changes", years=years, categories=chosen)
answered = queries.rows("answered_levels", years=years)
if not series and not answered:
    if address.asked("year") == []:
        message = t("No year is chosen. Choose at least one to see figures.")
    elif address.asked("category") == []:
        message = t("No area category is chosen. Choose at least one to see figures.")
    else:
        message = t("The source has no figures here for what is chosen. Choose another year or area category.")
    filters.nothing_chosen(t, ["year", "category"], message)
    st.stop()

years = sorted({row["year"] for row in series}) or years
unit = level_parts.unit(t)
narrowed = [str(year) for year in years] + ([] if len(chosen) == len(offered) else chosen)
filter_words = filters.in_words(t, years, [labels[category] for category in chosen])
link = address.link()
source_lines = notes.source_lines(t, sources, sorted({row["source"] for row in series}))
rule = notes.formulas(t, computed, ["problem_level_arrow"]) if len(years) > 1 else []
definition = [(t("Definition"), t.field(dictionary[0], "definition"))]
definition += [(t.field(row, "label"), t.field(row, "definition")) for row in dictionary[1:]]
caveats = (
    t("Caveats"),
    t(
        "The levels are the police's own ratings, partly made by different people in different years, and printed with one decimal. Differences of 0.1–0.2 are within what the police count as unchanged. The categories overlap. The source does not say which areas table 2 covers. The total is the mean of all 80 questions, not of the three parts, and how many questions each part has is not given. That the level of social development has fallen may, according to the police, partly be because the police have become better able to work in the areas."
    ),
)
scale = t(
    "The scale is the police's own, from 1 to 5, and the same in every chart here. It does not start at zero: no level can be lower than 1."
)


def about(said: str = "") -> list[tuple[str, str]]:
    """What stands around the tables, for the workbooks."""
    in_short = [(t("In short"), said)] if said else []
    return downloads.about(t, filter_words, source_lines, [*in_short, *definition, caveats, *rule], link)


# The total level by category.
if series:
    said = level_parts.summary(t, changes, phrases, parts)
    summary.markdown(notes.plain(said))
    totals = [row for row in series if row["part"] == "total"]
    heading = t("Problem level by area category {years}", years=t.span(years))
    rows = figures.chart_rows(t, totals, labels, published, 1)
    chart = level_charts.over_time(t, rows)
    st.subheader(heading, anchor=False)
    st.caption(f"{unit[0].upper()}{unit[1:]}")
    charts.show(chart, level_charts.description(t, rows, unit), key="chart")
    st.caption(scale)
    table = level_parts.printed_table(
        t,
        t("Total problem level {years}, by area category", years=t.span(years)),
        Column("area_category", t("Area category"), labels=labels),
        totals,
        [row for row in changes if row["part"] == "total"],
        years,
        sources,
        Column("part", t("Part"), labels=parts),
    )
    tables.show(t, table)
    below = [scale, *(t("Source: {source}", source=line) for line in source_lines), link]
    of_parts = notes.source_lines(t, sources, sorted({row["source"] for row in series if row["part"] != "total"}))
    below_parts = [scale, *(t("Source: {source}", source=line) for line in of_parts), link]
    name = downloads.file_name("problem_levels", *narrowed)
    downloads.offer(t, name, table, lambda: charts.picture(chart, heading, unit, below), lambda: about(said))

    # The parts, which the source gives for all areas together.
    together = [row for row in series if row["area_category"] == "all_areas"]
    small = {
        id_: level_charts.small(
            t, figures.chart_rows(t, [row for row in together if row["part"] == id_], labels, published, 1)
        )
        for id_ in parts
        if id_ != "total" and any(row["part"] == id_ for row in together)
    }
    parts_heading = t("The three parts of the problem level {years}", years=t.span(years))
    st.subheader(parts_heading, anchor=False)
    if small:
        parts_unit = f"{labels['all_areas']}: {unit}"
        st.caption(parts_unit)
        with st.grid("auto", min_column_width=270, key="small_multiples"):
            for id_, drawn in small.items():
                with st.container(border=True):
                    st.html(f'<h3 class="card">{escape(parts[id_])}</h3>')
                    said_unit = f"{parts[id_]}, {unit}"
                    charts.show(drawn, level_charts.description(t, drawn.rows, said_unit), key=f"small_{id_}")
        st.caption(scale)
        parts_table = level_parts.printed_table(
            t,
            t("Problem level in all areas together {years}, by part", years=t.span(years)),
            Column("part", t("Part"), labels=parts),
            together,
            [row for row in changes if row["area_category"] == "all_areas"],
            years,
            sources,
            Column("area_category", t("Area category"), labels=labels),
        )
        tables.show(t, parts_table)
        downloads.offer(
            t,
            downloads.file_name("problem_levels_parts", *[str(year) for year in years]),
            parts_table,
            lambda: level_charts.pictures_beside(
                [(parts[id_], drawn) for id_, drawn in small.items()], parts_heading, parts_unit, below_parts
            ),
            about,
            key="downloads_parts",
        )
    else:
        st.caption(t("The source gives the parts for all areas together only. Choose that category to see them."))
else:
    st.info(t("The source has no figures here for what is chosen. Choose another year or area category."))

# Levels of single areas, where their answers are at hand.
from_answers = notes.formulas(t, computed, ["answered_level"]) if answered else []
if answered:
    st.subheader(t("Computed from answers"), anchor=False)
    st.markdown(
        t(
            "The levels below are computed from answers to the questions of the method support that whoever runs this dashboard has put into it. They are not in the report."
        )
    )
    answers_table = level_parts.answers_table(t, answered, parts)
    tables.show(t, answers_table)
    answered_years = sorted({row["year"] for row in answered})
    downloads.offer(
        t,
        downloads.file_name("problem_levels_from_answers", *[str(year) for year in answered_years]),
        answers_table,
        None,
        lambda: downloads.about(
            t, t("Year: {years}", years=t.span(answered_years)), [], [*definition, *from_answers], link
        ),
        key="downloads_answers",
    )

st.subheader(t("About the figures"), anchor=False)
sourced = [(t("Source"), line) for line in source_lines]
notes.beside([*definition, *rule, *from_answers, caveats, *sourced])
