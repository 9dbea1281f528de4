"""About the statistics: method, definitions, categories, computed measures, sources, known slips, licence."""

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, tables
from pages.components.tables import Column, Table

t = address.text()
indicators = {row["id"]: row for row in queries.rows("indicators")}
shown = [row for row in indicators.values() if isinstance(row["screen"], str)]
categories = queries.rows("area_categories")
labels = figures.named(t, categories)
sources = {row["id"]: row for row in queries.rows("sources")}
computed = {row["id"]: row for row in queries.rows("computed_measures")}
published = {id_: row["published"] for id_, row in sources.items()}

st.title(t("About the statistics"), anchor=False)
st.markdown(
    t(
        "The figures are the police's own, from the report on vulnerable areas of 2021. Some five per cent of Sweden's "
        "population live in the areas. Lägesbild prints the figures as the report prints them, marks what it has computed "
        "itself, and leaves empty what the report does not say."
    )
)

st.subheader(t("Population"), anchor=False)
every = queries.rows("series", indicator="population", measure="population", years=None, categories=None)
options = [str(year) for year in sorted({row["year"] for row in every})]
known_years = sorted({str(year) for row in indicators.values() for year in row["years"]})
offered = [category for category in labels if any(row["area_category"] == category for row in every)]
years = [int(year) for year in filters.pills("year", t("Year"), options, str, known_years)]
chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
series = queries.rows("series", indicator="population", measure="population", years=years, categories=chosen)
if not series:
    message = t("The source has no figures here for what is chosen. Choose another year or area category.")
    filters.nothing_chosen(t, ["year", "category"], message)
else:
    last = max(years)
    rows = [row for row in figures.chart_rows(t, series, labels, published, 0) if row["year"] == last]
    chart = charts.bars(t, rows, charts.ceiling(max(row["value"] for row in every)))
    st.caption(t("Inhabitants {year}", year=last))
    charts.show(chart, charts.description(t, rows, t("Population")), key="chart")
    values = {(row["area_category"], row["year"]): row["value"] for row in series}
    caption = t("Population {years}", years=t.span(years))
    table = Table(
        caption,
        [
            Column("area_category", t("Area category"), labels=labels),
            *(Column(str(year), str(year), 0) for year in years),
        ],
        [[category, *(values.get((category, year)) for year in years)] for category in chosen],
        remarks=[t.field(indicators["population"], "caveats")],
    )
    tables.show(t, table)
    lines = notes.source_lines(t, sources, sorted({row["source"] for row in series}))
    filter_words = filters.in_words(t, years, [labels[category] for category in chosen])
    definitions = notes.definition_lines(t, indicators["population"])
    link = address.link()
    downloads.offer(
        t,
        downloads.file_name("population", *(str(year) for year in years)),
        table,
        lambda: charts.picture(chart, caption, t("Population"), lines),
        lambda: downloads.about(t, filter_words, lines, definitions, link),
    )
    notes.beside([*definitions, *((t("Source"), line) for line in lines)])

st.subheader(t("How to read the figures"), anchor=False)
st.markdown(
    "\n".join(
        [
            "- "
            + t(
                "Reported is not the same as committed. Many offences are never reported, and the inclination to report differs between places."
            ),
            "- "
            + t(
                "Three years are no trend. Small figures swing by chance; the source's figures are rounded to one decimal."
            ),
            "- " + t("The areas are those of the assessment of 2019. Areas can change category between assessments."),
            "- " + t("The rest of Sweden is the country without the areas, not the whole country."),
            "- " + t("A dash (–) means that there is no figure. It never means 0."),
            "- " + t("Figures marked as computed are not in the source. Their formulas stand below."),
        ]
    )
)

st.subheader(t("Indicators"), anchor=False)
notes.beside([(t.field(row, "label"), f"{t.field(row, 'definition')} {t.field(row, 'caveats')}") for row in shown])

st.subheader(t("Area categories"), anchor=False)
notes.beside(list(zip(labels.values(), figures.named(t, categories, "definition").values(), strict=True)))

st.subheader(t("What Lägesbild computes"), anchor=False)
notes.beside(notes.formulas(t, computed, list(computed)))

st.subheader(t("Where the report contradicts itself"), anchor=False)
for row in shown:
    for note in queries.rows("notes", indicator=row["id"], years=None, categories=None):
        where = f"{t.field(row, 'label')}, {labels.get(note['area_category'], note['area'])}, {note['year']}"
        st.markdown(f"- **{notes.plain(where)}:** {notes.plain(t.field(note, 'note'))}")
st.markdown(
    "\n".join(
        [
            "- "
            + t(
                "The summary says that a quarter of the country's reported vehicle fires occur in the areas, section 3.2.4 says 20 per cent."
            ),
            "- " + t("Section 3.2.2 speaks of 61 areas assessed in 2019; the report otherwise says 60."),
        ]
    )
)

st.subheader(t("Sources"), anchor=False)
st.markdown("\n".join(f"- {notes.plain(line)}" for line in notes.source_lines(t, sources, list(sources))))

st.subheader(t("Open data, licence and privacy"), anchor=False)
st.markdown(
    "\n\n".join(
        [
            t(
                "All figures can be had as open data, with `indicator`, `category` and `year` as parameters: {link}.",
                link="[/api/observations.csv](/api/observations.csv)",
            ),
            t(
                "The program is free under the European Union Public Licence 1.2. The figures belong to their publishers; quote them as the source."
            ),
            t(
                "The dashboard sends nothing to anybody else: no statistics of visitors, no fonts or maps from other servers."
            ),
            t("Version of the data: {version}", version=f"`{queries.version()}`"),
        ]
    )
)
