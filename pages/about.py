"""About the statistics: the words first; method, definitions, computed measures, sources, known slips, licence folded by topic."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

import queries
from pages.components import address, figures, notes
from pages.components.indicator import certainty_words
from pages.components.layout import answer, head, topic
from pages.components.quality import texts as quality_texts
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import funnel, interval_explained, reference
from pages.sections import indicator as indicator_screen
from queries.row_types import Indicator
from queries.store import hiding

# A remark on more places than so many is said once, with how many they are.
MANY = 10


def show(t: Text) -> None:
    """The page from top to bottom."""
    head.show(t("About the statistics"))
    said = t(
        "The figures are those of the **police**, **Brå** and **Statistics Sweden**, some at second hand. What Lägesbild computes is marked; what nobody knows is left empty."
    )
    answer.show(t, said)
    indicators = {row["id"]: row for row in queries.rows("indicators")}
    labels = figures.named(t, queries.rows("area_categories"))
    with st.container(key="glossary"):
        words(t, indicators, labels)
    topics(t, indicators, labels)


def words(t: Text, indicators: Mapping[str, Indicator], labels: Mapping[str, str]) -> None:
    """The words that need explaining, each with the anchor that links and the search lead to."""
    categories = [(row["id"], labels[row["id"]], t.field(row, "definition")) for row in queries.rows("area_categories")]
    concepts = queries.rows("concepts")
    ids = [row["id"] for row in concepts]
    others = [(id_, *said) for id_, said in zip(ids, notes.concepts(t, concepts, ids), strict=True)]
    reports = indicators.get("incident_reports")
    counted = [(reports["id"], t.field(reports, "label"), t.field(reports, "definition"))] if reports else []
    interval = [("interval", *next(iter(certainty_words.helps(t))))]
    notes.words(t("Words"), [*categories, *counted, *interval, *others])


def topics(t: Text, indicators: Mapping[str, Indicator], labels: Mapping[str, str]) -> None:
    """All else, folded by topic."""
    with topic.folded(t("How to read the figures"), "lasa"):
        how_to_read(t)
    with topic.folded(t("Population"), "folkmangd"):
        indicator_screen.show_indicator(t, "population")
    with topic.folded(t("What may be chance"), "slump"):
        interval_explained.show(t)
        funnel.show(t)
    with topic.folded(t("What is counted: definitions and caveats"), "definitioner"):
        shown = [row for row in indicators.values() if row["screen"]]
        notes.beside(
            [(t.field(row, "label"), f"{t.field(row, 'definition')} {t.field(row, 'caveats')}") for row in shown]
        )
    with topic.folded(t("What Lägesbild computes"), "berakningar"):
        computed = {row["id"]: row for row in queries.rows("computed_measures")}
        notes.beside(notes.formulas(t, computed, list(computed)))
    remarks = remarks_on_figures(t, indicators, labels)
    if remarks:
        with topic.folded(counted(t, t("Remarks on single figures"), len(remarks)), "anmarkningar"):
            notes.beside(remarks)
    contradictions(t)
    sources = reference.dictionary().sources
    documents = len(notes.documents(t, sources, list(sources)))
    with topic.folded(counted(t, t("Sources"), documents), "kallor"):
        notes.sources(t, sources, list(sources))
    with topic.folded(t("Open data, licence and privacy"), "oppna-data"):
        open_data(t)


def counted(t: Text, title: str, count: int) -> str:
    """The title of a topic, and how much is in it."""
    return f"{title} ({t.number(count, 0)})"


def how_to_read(t: Text) -> None:
    """What must be known of any figure."""
    lines = [
        t(
            "Reported is not the same as committed. Many offences are never reported, and the inclination to report differs between places."
        ),
        t("A few years are no trend. Small figures swing by chance, and the sources have rounded theirs."),
        t("The police's figures are for kinds of areas in the whole country; there are none for single areas."),
        t("The areas are those of the assessment of 2019. Areas can change category between assessments."),
        t("The rest of Sweden is the country without the areas, not the whole country."),
        t("A dash (–) means that there is no figure. It never means 0."),
    ]
    if hiding.smallest() > 1:
        lines.append(
            t(
                "In figures from files that a reader or whoever runs the website has added, numbers lower than {smallest} are hidden, 0 apart: they could tell of single persons. So are those that would reveal one, such as another part of the same total. They stand as a dash with a note.",
                smallest=hiding.smallest(),
            )
        )
    lines.append(t("Figures marked as computed are not in the source. Their formulas stand below."))
    st.markdown("\n".join(f"- {line}" for line in lines))


def remarks_on_figures(
    t: Text, indicators: Mapping[str, Indicator], labels: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What is remarked on single figures: where with its years, and what."""
    remarks: dict[tuple[str, str], dict[str, set[int]]] = {}
    for row in indicators.values():
        for note in queries.rows("notes", indicator=row["id"], years=None, categories=None):
            if note["kind"] == "hidden":  # each stands with its figure, and they can be thousands
                continue
            places = remarks.setdefault((t.field(row, "label"), t.field(note, "note")), {})
            places.setdefault(figures.place_name(note, labels), set()).add(note["year"])
    found = []
    for (label, said), places in remarks.items():
        if len(places) > MANY:  # said once of them all
            counted_ = t("{count} places", count=t.number(len(places), 0))
            places = {counted_: set().union(*places.values())}
        found += [(f"{label}, {place}, {t.span(sorted(years))}", said) for place, years in places.items()]
    return found


def contradictions(t: Text) -> None:
    """Where a source says two things, and the link to all checks."""
    found = queries.rows("contradictions")
    title, path = t("Data quality"), address.to(PATHS["data_quality"], address.carried())
    if found:
        with topic.folded(counted(t, t("Contradictions in the sources"), len(found)), "motsagelser"):
            notes.beside(quality_texts.beside(t, found))
            st.markdown(t("Every check of the files and the figures stands on {page}.", page=f"[{title}]({path})"))


def to_open_data(path: str, **parameters: str) -> str:
    return f"[{path}]({address.to(path, parameters)})"


def open_data(t: Text) -> None:
    """What can be fetched by machines, under which licence, and what is sent to nobody."""
    st.markdown(
        "\n\n".join(
            [
                t(
                    "The figures on incidents and offences can be had as open data, with `indicator`, `category` and `year` as parameters: {link}. So can the areas with their assessments: {areas} and {geojson}, and every check of the data: {quality}. All addresses, among them everything in one file, stand on {all}.",
                    link=to_open_data("/api/observations.csv"),
                    areas=to_open_data("/api/areas.csv"),
                    geojson=to_open_data("/api/areas.geojson"),
                    quality=to_open_data("/api/quality.csv"),
                    all=to_open_data("/api/", lang=t.language),
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


show(address.text())
