"""A link together with the version of the data: what has changed since it was made, figure by figure, or that nothing has."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components import frozen
from pages.components.tables import Column, Table
from pages.components.text import in_language
from tests.test_pages import asked, by_name, messages, opened, rows, tables, well

CHOICE = {"indicator": "narcotics_offences", "year": ["2019", "2020"], "category": ["risk", "vulnerable"]}


@pytest.fixture
def history(data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is kept, beside data that a test may change."""
    place = tmp_path / "history"
    monkeypatch.setenv("LAGESBILD_HISTORY", str(place))
    return place


def frozen_link(**choice: str | list[str]) -> str:
    """Press the button on the page of narcotics offences; the version that the address has then."""
    at = opened("narcotics_weapons", **choice)
    at.button(key="freeze").click()
    well(at.run())
    (version,) = asked(at, "version") or []
    assert f"Länken gjordes med version {version}" in messages(at)
    assert "Sidans adress är nu en sådan länk. Kopiera den." in [part.value for part in at.caption]
    return version


def change(data: Path, old: str, new: str) -> None:
    path = data / "exports" / "lagesbild-2021-tabell-7.csv"
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_the_address_of_the_view_with_its_version_can_be_had() -> None:
    script = """
import streamlit as st
from pages.components import frozen
frozen.begin("0123456789abcdef")
st.text(frozen.version_link())
"""
    at = AppTest.from_string(script)
    at.query_params["year"], at.query_params["version"] = "2020", "0" * 16
    well(at.run())
    today = datetime.date.today().isoformat()
    assert at.text[-1].value.endswith(f"?year=2020&version={today}-0123456789abcdef")


def test_nothing_has_changed(history: Path) -> None:
    version = frozen_link(**CHOICE)
    assert version == queries.version()
    assert len(list(history.glob(f"{version}/*.json"))) == 1
    assert "Inget i sidans tabeller har ändrats" in messages(opened("narcotics_weapons", **CHOICE, version=version))


def test_what_has_changed_is_told_figure_by_figure(history: Path, data_copy: Path) -> None:
    version = frozen_link(**CHOICE)
    change(data_copy, "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,17.3,")
    at = opened("narcotics_weapons", **CHOICE, version=version)
    assert queries.version() != version
    assert f"version {version}" in messages(at)
    told = [line[1:] for line in rows(at) if line[0].startswith("Narkotikabrott 2019–2020")]
    # 16,1 became 17,3; 2019 was 12,5: a change of 4,8 or 38 per cent instead of 3,6 or 29.
    assert ["Riskområden", "2020", "16,1", "17,3"] in told
    assert ["Riskområden", "Förändring 2019–2020 (beräknat)", "+3,6", "+4,8"] in told
    assert ["Riskområden", "Förändring 2019–2020, procent (beräknat)", "+29", "+38"] in told
    assert all(line[0] == "Riskområden" for line in told)
    assert by_name(at, 1)["Riskområden"]["2020"] == "17,3"  # the page itself shows today's


def test_a_change_elsewhere_leaves_the_page_as_it_was(history: Path, data_copy: Path) -> None:
    version = frozen_link(**CHOICE)
    change(data_copy, "weapons_offences,risk,,2020,,,1.6,", "weapons_offences,risk,,2020,,,1.7,")
    at = opened("narcotics_weapons", **CHOICE, version=version)
    assert queries.version() != version
    assert "Inget i sidans tabeller har ändrats" in messages(at)


def test_without_a_folder_the_page_says_that_it_does_not_know(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAGESBILD_HISTORY", raising=False)
    version = frozen_link(**CHOICE)
    assert "Uppgifterna har fortfarande den versionen" in messages(
        opened("narcotics_weapons", **CHOICE, version=version)
    )
    change(data_copy, "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,17.3,")
    assert "är inte sparat" in messages(opened("narcotics_weapons", **CHOICE, version=version))


def test_what_was_not_kept_is_not_known(history: Path, data_copy: Path) -> None:
    version = frozen_link(**CHOICE)
    change(data_copy, "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,17.3,")
    other = CHOICE | {"year": ["2018", "2020"]}
    assert "är inte sparat" in messages(opened("narcotics_weapons", **other, version=version))
    for file in history.glob("*/*.json"):
        file.write_text("{", encoding="utf-8")
    assert "är inte sparat" in messages(opened("narcotics_weapons", **CHOICE, version=version))


@pytest.mark.parametrize("nonsense", ["../../etc", "0123", "", "x" * 16, "0123456789ABCDEF"])
def test_what_can_be_no_version_is_ignored(history: Path, nonsense: str) -> None:
    assert messages(opened("narcotics_weapons", **CHOICE, version=nonsense)) == ""


def test_a_folder_that_cannot_be_written_harms_nobody(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_HISTORY", str(tmp_path / "file"))
    assert frozen_link(**CHOICE) == queries.version()


def test_the_folder_does_not_grow_without_end(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen, "MOST", 2)
    wrote = [frozen.keep("0" * 16, "/", {"year": str(year)}, {("a", "b", "c"): "1"}) for year in (2018, 2019, 2020)]
    assert wrote == [True, True, False]
    assert frozen.keep("0" * 16, "/", {"year": "2018"}, {}) is True  # it is there already
    assert frozen.kept("0" * 16, "/", {"year": "2018"}) == {("a", "b", "c"): "1"}


def test_rows_that_come_and_go_are_changes_and_names_that_return_are_told_apart() -> None:
    t = in_language("sv")
    columns = [Column("area", "Område"), Column("2020", "2020", 1)]
    before = frozen.figures(t, [Table("Tal", columns, [["A", 1.0], ["B", 2.0], ["B", 3.0]])])
    now = frozen.figures(t, [Table("Tal", columns, [["A", 1.0], ["B", 2.0], ["B", 4.0], ["C", 5.0]])])
    assert frozen.changes(before, now) == [
        (("Tal", "B (3)", "2020"), "3,0", "4,0"),
        (("Tal", "C", "2020"), "–", "5,0"),
    ]
    assert frozen.changes(now, before)[-1] == (("Tal", "C", "2020"), "5,0", "–")


def test_own_figures_are_never_kept(history: Path) -> None:
    exports = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
    exports += "narcotics_offences,,Ersboda,2020,40,10000,,,egen\n"
    sources = (
        "id,publisher,document_sv,document_en,part_sv,part_en,published\negen,Egen fil,a.csv,a.csv,alla,all,2026-01\n"
    )
    at = opened("narcotics_weapons", **CHOICE)
    at.session_state["own"] = {"exports/egen.csv": exports.encode(), "sources.csv": sources.encode()}
    well(at.run())
    assert "Ersboda" in str(rows(at))
    at.button(key="freeze").click()
    well(at.run())
    assert "som aldrig sparas" in messages(at)
    assert list(history.glob("**/*.json")) == []


def test_every_screen_with_a_table_has_the_button(history: Path) -> None:
    for screen in ("overview", "shootings", "areas", "changes", "meeting_paper", "municipality", "encrypted_phones"):
        at = opened(screen)
        assert tables(at), screen
        assert at.button(key="freeze").label == "Länk till just de här talen", screen
