"""About the statistics: method, definitions, categories, computed measures, sources, known slips, licence."""

import streamlit as st

import queries
from pages.components import address, figures, notes
from pages.components.quality import texts as quality_texts
from pages.screens import PATHS
from pages.sections import funnel, interval_explained
from pages.sections import indicator as indicator_screen
from queries.store import hiding

t = address.text()
indicators = {row["id"]: row for row in queries.rows("indicators")}
shown = [row for row in indicators.values() if row["screen"]]
categories = queries.rows("area_categories")
labels = figures.named(t, categories)
sources = {row["id"]: row for row in queries.rows("sources")}
computed = {row["id"]: row for row in queries.rows("computed_measures")}

st.title(t("About the statistics"), anchor=False)
st.markdown(
    t(
        "The figures on incidents and offences by kind of area are the police's own, reported offences by municipality those of the Swedish National Council for Crime Prevention (Brå), populations those of Statistics Sweden. "
        "Lägesbild prints the figures as the sources print them, marks what it has computed itself, and leaves empty what the "
        "sources do not say. The police's figures are for the whole country by kind of area; there are none for single areas."
    )
)

small_numbers = []
if hiding.smallest() > 1:
    small_numbers.append(
        "- "
        + t(
            "In figures from files that a reader or whoever runs the dashboard has added, numbers lower than {smallest} are hidden, 0 apart: they could tell of single persons. So are those that would reveal one, such as another part of the same total. They stand as a dash with a note.",
            smallest=hiding.smallest(),
        )
    )

st.subheader(t("Population"), anchor=False)
indicator_screen.show_indicator(t, "population")

st.subheader(t("How to read the figures"), anchor=False)
st.markdown(
    "\n".join(
        [
            "- "
            + t(
                "Reported is not the same as committed. Many offences are never reported, and the inclination to report differs between places."
            ),
            "- " + t("A few years are no trend. Small figures swing by chance, and the sources have rounded theirs."),
            "- " + t("The areas are those of the assessment of 2019. Areas can change category between assessments."),
            "- " + t("The rest of Sweden is the country without the areas, not the whole country."),
            "- " + t("A dash (–) means that there is no figure. It never means 0."),
            *small_numbers,
            "- " + t("Figures marked as computed are not in the source. Their formulas stand below."),
        ]
    )
)

interval_explained.show(t)
funnel.show(t)

st.subheader(t("Indicators"), anchor=False)
notes.beside([(t.field(row, "label"), f"{t.field(row, 'definition')} {t.field(row, 'caveats')}") for row in shown])

st.subheader(t("Area categories"), anchor=False)
notes.words([(row["id"], labels[row["id"]], t.field(row, "definition")) for row in categories])

concepts = queries.rows("concepts")
if concepts:
    st.subheader(t("Other words"), anchor=False)
    ids = [row["id"] for row in concepts]
    notes.words([(id_, *said) for id_, said in zip(ids, notes.concepts(t, concepts, ids), strict=True)])

st.subheader(t("What Lägesbild computes"), anchor=False)
notes.beside(notes.formulas(t, computed, list(computed)))

st.subheader(t("Remarks on single figures"), anchor=False)
remarks: dict[tuple[str, str], list[int]] = {}
for row in indicators.values():
    for note in queries.rows("notes", indicator=row["id"], years=None, categories=None):
        if note["kind"] == "hidden":  # each stands with its figure, and they can be thousands
            continue
        where = f"{t.field(row, 'label')}, {figures.place_name(note, labels)}"
        remarks.setdefault((where, t.field(note, "note")), []).append(note["year"])
notes.beside([(f"{where}, {t.span(years)}", said) for (where, said), years in remarks.items()])

contradictions = queries.rows("contradictions")
if contradictions:
    st.subheader(t("Contradictions in the sources"), anchor=False)
    notes.beside(quality_texts.beside(t, contradictions))
title, path = t("Data quality"), address.to(PATHS["data_quality"], address.carried())
st.markdown(t("Every check of the files and the figures stands on {page}.", page=f"[{title}]({path})"))

st.subheader(t("Sources"), anchor=False)
st.markdown("\n".join(f"- {notes.plain(line)}" for line in notes.source_lines(t, sources, list(sources))))

st.subheader(t("Open data, licence and privacy"), anchor=False)
st.markdown(
    "\n\n".join(
        [
            t(
                "The figures on incidents and offences can be had as open data, with `indicator`, `category` and `year` as parameters: {link}. So can the areas with their assessments: {areas} and {geojson}, and every check of the data: {quality}. The other tables are downloaded on their own pages.",
                link="[/api/observations.csv](/api/observations.csv)",
                areas="[/api/areas.csv](/api/areas.csv)",
                geojson="[/api/areas.geojson](/api/areas.geojson)",
                quality="[/api/quality.csv](/api/quality.csv)",
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
