"""*Så görs en lokal lägesbild*: the five steps, the models, and what is put in; expected words come from the report of 2021."""

from __future__ import annotations

import csv
import dataclasses
import io
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components.follow_up import forms
from pages.components.local_picture import models, steps
from pages.components.text import in_language
from pages.sections import chart_events
from tests.page import cell, messages, opened, prose, tables, words
from tests.queries.store.test_local_picture import CYLINDER, PHASES, STAGES, own, put

__all__ = ["own"]

SCREEN = "local_picture"


def table_rows(at: AppTest, caption: str) -> list[list[str]]:
    """The rows of the table with this caption, its header first."""
    (found,) = (one for one in tables(at) if caption in words(one.find("caption") or one))
    return [[cell(part) for part in row] for row in found.iter("tr")]


def everything(at: AppTest) -> str:
    """All text of the page: its sentences, its own HTML, and what it warns of."""
    own_html = " ".join(words(ET.fromstring(f"<div>{one.proto.body}</div>")) for one in at.get("html"))
    return " ".join([prose(at), own_html, messages(at)]).replace("\u00a0", " ")


@pytest.mark.usefixtures("built_in_data")
def test_the_steps_are_the_five_of_the_report_and_three_have_published_figures() -> None:
    at = opened(SCREEN, lang="sv")
    assert "Polisen gör en lokal lägesbild i fem steg. För tre av dem finns publicerade tal här" in prose(at)
    named = [row[1] for row in table_rows(at, "Stegen i en lokal lägesbild")[1:]]
    assert named == ["Stadiemodellen", "De 80 frågorna", "Cylindermodellen", "Platser (hot spots)", "Områdesdokumentet"]
    assert "Livsvillkor i 5 984 små områden (DeSO).".replace("\u00a0", " ") in everything(at)
    assert "Problemnivåer för områdeskategorierna 2017–2021." in everything(at)  # table 2 of the report
    assert "Historiken för 65 områden i den senaste bedömningen." in everything(at)  # the list of 2025


STAGE_NAMES = ["Tillfälligt försvagat", "Instabilt", "Fragmenterat", "Upplöst"]


@pytest.mark.usefixtures("built_in_data")
def test_the_models_are_defined_as_in_the_report_and_no_figures_are_made_up() -> None:
    at = opened(SCREEN, lang="sv")
    text = everything(at)
    assert [name for name, _ in models.stages(in_language("sv")).values()] == STAGE_NAMES
    for name in STAGE_NAMES:
        assert name in text
    for group in ("strategisk förmåga", "bevakar kriminella intressen", "hålla uppsikt", "Riskgruppen"):
        assert group in text
    assert [row[0] for row in table_rows(at, "De tre faserna")[1:]] == ["Fas 1", "Fas 2", "Fas 3"]
    assert text.count("Inga finns här än.") == 3
    assert "Därför finns inga här." in text  # no score of places or people


@pytest.mark.parametrize(("language", "said"), [("sv", "1 område ska märkas ut"), ("en", "1 area is to be marked")])
def test_own_ratings_say_which_areas_are_to_be_marked_and_how_they_changed(own: Path, language: str, said: str) -> None:
    text = STAGES + "alby,2023,Öppen droghandel,3,2\nalby,2025,Öppen droghandel,4,1\naraby,2025,Hot,2,\n"
    assert put(own, stages=text) == []
    at = opened(SCREEN, lang=language, model="stages")
    assert f"{said}" in prose(at)
    assert "Alby" in prose(at)
    caption, change = {
        "sv": ("Områdenas stadier", "högre än 2023 (stadie 3)"),
        "en": ("Stages of areas", "higher than in 2023 (stage 3)"),
    }[language]
    rows = {(row[0], row[1]): row for row in table_rows(at, caption)[1:]}
    assert change in rows["Alby", "2025"][4]
    assert rows["Araby", "2025"][3] == {"sv": "nej", "en": "no"}[language]
    assert rows["Alby", "2023"][4].startswith("–")


def test_phases_and_numbers_stand_in_tables_and_small_numbers_are_hidden(own: Path) -> None:
    assert (
        put(
            own,
            phases=PHASES + "alby,1,2019,2021-05,Synliga problem,\nalby,2,2021-05,,Lugnare,Calmer\n",
            cylinder=CYLINDER + "alby,2025,A,2\nalby,2025,B,14\n",
        )
        == []
    )
    at = opened(SCREEN, lang="sv")
    assert [row[1:4] for row in table_rows(at, "Områdenas faser")[1:]] == [
        ["1", "2019", "2021-05"],
        ["2", "2021-05", "– pågår"],
    ]
    (alby,) = table_rows(at, "Antal i varje grupp")[1:]
    assert alby[:2] == ["Alby", "2025"]
    assert alby[2].startswith("–")  # 2 is below the smallest number that is shown
    assert alby[3] == "14"


@pytest.mark.parametrize(
    ("language", "phase", "row"),
    [
        ("sv", "2019–2021-05 Fas 1 Synliga problem", "fas 2 i fasmodellen sedan 2021-05"),
        ("en", "since 2021-05 Phase 2 Calmer", "phase 2 of the phase model since 2021-05"),
    ],
)
def test_the_phases_of_an_area_stand_in_its_panel_and_its_row(own: Path, language: str, phase: str, row: str) -> None:
    text = PHASES + "alby,1,2019,2021-05,Synliga problem,\nalby,2,2021-05,,Lugnare,Calmer\n"
    assert put(own, phases=text) == []
    assert phase in everything(opened("areas", lang=language, area="alby"))
    assert row in everything(opened("areas", lang=language, place="0127"))
    assert "fasmodellen" not in everything(opened("areas", lang="sv", area="araby", place="0780"))


def test_the_phases_of_an_area_are_bands_in_the_charts_of_its_figures_and_of_no_others(own: Path) -> None:
    text = PHASES + "alby,1,2018,2019-05,Synliga problem,Visible problems\nalby,2,2019-05,,Lugnare,\n"
    assert put(own, phases=text) == []
    years = chart_events.Scope(years=(2018, 2019, 2020), indicators=frozenset(["threats"]), has_categories=False)
    in_alby = dataclasses.replace(years, places=("Alby",))
    said = [(mark.text, mark.until) for mark in chart_events.find(in_language("sv"), in_alby, True).shown]
    phases = [(what, until) for what, until in said if "fasmodellen" in what]
    assert [what.split(": ", 1)[1] for what, _ in phases] == [
        "Alby: fas 1 i fasmodellen. Synliga problem",
        "Alby: fas 2 i fasmodellen. Lugnare",
    ]
    assert phases[0][1] == pytest.approx(2018.9, abs=0.1)  # the end of May 2019; a year's figure stands at its middle
    assert phases[1][1] == 2020  # it goes on
    english = [mark.text for mark in chart_events.find(in_language("en"), in_alby, True).shown]
    assert any(what.endswith("Alby: phase 2 of the phase model. Lugnare") for what in english)
    elsewhere = dataclasses.replace(years, places=("Araby",))
    assert not any("fasmodellen" in mark.text for mark in chart_events.find(in_language("sv"), elsewhere, True).shown)


def test_a_refused_file_is_said_and_nobody_is_named(own: Path) -> None:
    put(own, cylinder="area,year,group_letter,count,namn\nalby,2025,A,1,Kim Testsson\n")
    text = everything(opened(SCREEN, lang="sv"))
    assert "Kolumnen heter något som talar om vem någon är. Filen tas inte emot" in text
    assert "Testsson" not in text


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("kind", forms.LOCAL_PICTURE)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_template_has_the_columns_and_its_example_is_refused_if_left(language: str, kind: str) -> None:
    columns = queries.columns(kind)
    text = forms.template(in_language(language), kind, columns).decode("utf-8-sig")
    header, hints, example = list(csv.reader(io.StringIO(text), delimiter=";" if language == "sv" else ","))
    assert header == [column["name"] for column in columns]
    assert all(hints)
    assert all(example)


@pytest.mark.parametrize("kind", forms.LOCAL_PICTURE)
def test_a_template_that_is_saved_as_it_is_puts_nothing_in(own: Path, kind: str) -> None:
    text = forms.template(in_language("sv"), kind, queries.columns(kind)).decode("utf-8")
    assert put(own, **{kind: text}) != []
    asked = {"phases": {"area": None}, "squares": {"conditions": None, "years": None}}.get(kind, {})
    assert queries.rows(kind, **asked) == []


def counted(known: steps.Known, name: str) -> int:
    found: Sequence[steps.Step] = steps.steps(in_language("sv"), known, {"stages": "", "cylinder": ""})
    return sum(bool(getattr(step, name)) for step in found)


def test_what_is_added_is_counted_by_step() -> None:
    nothing = steps.Known(conditions=0, rated=0, answered=0, counted=0, levels=[], assessed=0)
    assert (counted(nothing, "here"), counted(nothing, "added")) == (0, 0)
    everything = steps.Known(conditions=5984, rated=2, answered=1, counted=3, levels=[2021], assessed=65)
    assert (counted(everything, "here"), counted(everything, "added")) == (3, 3)
