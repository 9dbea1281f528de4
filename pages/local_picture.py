"""How a local picture is made: the five steps of the police's report as a path, the models behind them, and what is left out."""

from __future__ import annotations

from html import escape

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.layout import answer, caveat, head, onward, take_along, views
from pages.components.layout.onward import Row
from pages.components.local_picture import steps as path
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import local_models, reference, side_by_side

# Where it stands in the report.
METHOD, PHASES, DEVELOPMENT = "lagesbild-2021-avsnitt-2-1-1", "lagesbild-2021-tabla-5", "lagesbild-2021-avsnitt-5-2"
CONCEPTS = ("stage_model", "cylinder_model", "phase_model", "risk_model")  # the words that are explained


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("How a local picture is made"))
    words = reference.glossary(t)
    links = {model: f"{address.to('', address.here() | {'model': model})}#{model}" for model in ("stages", "cylinder")}
    shown = path.steps(t, known(), links)
    sentence = path.answer(t, shown)
    answer.show(t, sentence, words)
    table = path.table(t, shown)
    warned = t(
        "The models are **the police's**. Their ratings, answers and numbers are mostly not public, and none are made up here."
    )
    sources = [id_ for id_ in (METHOD, PHASES, DEVELOPMENT) if id_ in reference.dictionary().sources]
    explained = [(t("What it is for"), purpose(t)), *notes.concepts(t, queries.rows("concepts"), CONCEPTS)]
    with st.container(key="figure"):
        heading = escape(t("From the first ratings to the area document"))
        st.html(f'<h2 class="figure-title">{heading}</h2>')
        with views.view(t, "chart"):
            st.html(path.html(t, shown))
        with views.view(t, "table"):
            page.show_table(t, table)
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, reference.dictionary().sources, sources)
        caveat.show(warned)
        views.switch(t, ("chart", "table", "about"), t("The path"))
    models(t)
    side_by_side.show(t, no_score(t))
    onward.show(elsewhere(t))
    lines, link = notes.full_lines(t, reference.dictionary().sources, sources), address.link()
    said = [(t("In short"), f"{answer.plain(sentence)} {answer.plain(warned)}"), *explained]
    with top.actions:
        take_along.menu(
            t, downloads.file_name("local-picture"), table, None, lambda: downloads.about(t, "", lines, said, link)
        )


def known() -> path.Known:
    """How much there is of each step."""
    levels = queries.rows("problem_levels", years=None, categories=None)
    latest = [row["areas"] for row in queries.rows("assessed_areas", years=None) if row["role"] == "sum"]
    return path.Known(
        conditions=sum(row["areas"] for row in queries.rows("deso_types", municipality=None)),
        rated=len({row["area"] for row in queries.rows("stages")}),
        answered=len({row["area"] for row in queries.rows("answered_levels", years=None)}),
        counted=len({row["area"] for row in queries.rows("cylinder")}),
        levels=sorted({row["year"] for row in levels}),
        assessed=latest[-1] if latest else 0,
    )


def models(t: Text) -> None:
    """The models that need own files, folded but for the one that the address asks for."""
    drawn = {"stages": local_models.stages, "cylinder": local_models.cylinder, "phases": local_models.phases}
    titles = path.models(t)
    asked = address.one("model", ("none", *drawn))
    for model, draw in drawn.items():
        st.html(f'<span id="{model}"></span>')
        with st.expander(titles[model], key=f"model_{model}", expanded=asked == model):
            draw(t)


def elsewhere(t: Text) -> list[Row]:
    """What belongs to a local picture and stands on other pages."""
    return [
        Row(
            title=t("Living conditions"),
            sentence=t(
                "The report compares neighbourhoods on a map of living conditions. Its figures are shown one at a time, beside the police's areas, without an index."
            ),
            link=PATHS["living_conditions"],
            link_title=t("Living conditions by area"),
        ),
        Row(
            title=t("Local and global influence"),
            sentence=t("How criminals in the areas used encrypted phones to reach others in the country and abroad."),
            link=PATHS["encrypted_phones"],
            link_title=t("Encrypted phones"),
        ),
        Row(
            title=t("What the picture is used for"),
            sentence=t(
                "A municipality makes its own situation report, and follows up what it has agreed with the police."
            ),
            link=PATHS["situation_report"],
            link_title=t("Situation report"),
        ),
    ]


def purpose(t: Text) -> str:
    return t(
        "The collection is made for local pictures first, and is used for the national picture and for the assessment of areas too. In 2021 some 200 bases of local pictures were handed in."
    )


def no_score(t: Text) -> str:
    """Why there is no model of risk here."""
    return t(
        "The report says that the work on models that could point out areas by data is not finished, and that they would only be a support for what the staff know. A score of places or people would say more than the figures can bear, and could harm those who live there. There is none here."
    )


show(address.text())
