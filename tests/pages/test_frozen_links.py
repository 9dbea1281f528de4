"""A link together with the version of the data: what has changed since it was made, figure by figure, or that nothing has."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components.frozen import history as kept_views
from pages.screens import SCREENS
from pages.sections import own_session
from queries.store import database, hiding
from tests.additions import GRAFFITI, HEADER, INDICATORS, SOURCE, SOURCES
from tests.page import MENU, asked, by_name, messages, opened, remarks, rows, tables, well, words
from tests.pages.test_follow_up import ACTIONS, WHEEL

BEGUN = """
from pages.components import page
from pages.components.page import Published
published = Published(version="0123456789abcdef", has_own=False, hides=False, smallest=3)
page.begin(path="/", published=published, known_elsewhere={})
"""

CHOICE = {"indicator": "narcotics_offences", "year": ["2019", "2020"], "category": ["risk", "vulnerable"]}


@pytest.fixture
def history(data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is kept, beside data that a test may change."""
    place = tmp_path / "history"
    monkeypatch.setenv("LAGESBILD_HISTORY", str(place))
    return place


@pytest.fixture
def history_of_all(whole_data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same beside all data."""
    place = tmp_path / "history"
    monkeypatch.setenv("LAGESBILD_HISTORY", str(place))
    return place


def frozen_link(screen: str = "narcotics_weapons", **choice: str | list[str]) -> str:
    """Press the button on a page, at first that of narcotics offences; the version that the address has then."""
    at = opened(screen, **choice)
    at.button(key="freeze").click()
    well(at.run())
    (version,) = asked(at, "version") or []
    today, plain = version[:10], version[11:]
    assert today == datetime.date.today().isoformat()
    if choice.get("lang") != "en":
        assert f"Länken gjordes {today} med version {plain} av uppgifterna" in messages(at)
        assert "Sidans adress är nu en sådan länk. Kopiera den." in [part.value for part in at.caption]
    return version


def change(data: Path, old: str, new: str) -> None:
    path = data / "exports" / "lagesbild-2021-tabell-7.csv"
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_the_address_of_the_view_with_its_version_can_be_had() -> None:
    script = f"""
import streamlit as st
from pages.components import frozen
{BEGUN}
st.text(frozen.version_link())
"""
    at = AppTest.from_string(script)
    at.query_params["year"], at.query_params["version"] = "2020", "0" * 16
    well(at.run())
    today = datetime.date.today().isoformat()
    assert at.text[-1].value.endswith(f"?year=2020&version={today}-0123456789abcdef")


def test_a_file_that_prints_the_address_can_keep_the_figures_when_it_is_made(history: Path) -> None:
    script = f"""
import streamlit as st
from pages.components import frozen, page
from pages.components.tables import Column, Table
from pages.components.text import in_language
{BEGUN}
t = in_language("sv")
keep = frozen.keeper(t)  # before the table is there
page.show_table(t, Table("Tal", [Column("a", "A"), Column("b", "B", 0)], [["x", 4711]]))
st.session_state["kept"] = keep()
"""
    well(AppTest.from_string(script).run())
    (file,) = history.glob("0123456789abcdef/*.json")
    assert "4711" in file.read_text(encoding="utf-8")
    at = AppTest.from_string(script)
    at.session_state["own"] = {"exports/egen.csv": b""}
    file.unlink()
    well(at.run())
    assert at.session_state["kept"] is False
    assert list(history.glob("*/*")) == []


def test_nothing_has_changed(history: Path) -> None:
    version = frozen_link(**CHOICE)
    assert version[11:] == queries.version()
    (kept,) = history.glob("*/*.json")
    assert kept.parent.name == queries.version()
    assert "Inget i sidans tabeller har ändrats" in messages(opened("narcotics_weapons", **CHOICE, version=version))


def test_what_has_changed_is_told_figure_by_figure(history: Path, data_copy: Path) -> None:
    version = frozen_link(**CHOICE)
    change(data_copy, "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,17.3,")
    at = opened("narcotics_weapons", **CHOICE, version=version)
    assert queries.version() != version[11:]
    assert f"version {version[11:]}" in messages(at)
    told = [line[1:] for line in rows(at) if line[0].startswith("Narkotikabrott 2019–2020")]
    # 16,1 became 17,3; 2019 was 12,5: a change of 4,8 or 38 per cent instead of 3,6 or 29.
    assert ["Riskområden", "2020", "16,1", "17,3"] in told
    assert ["Riskområden", "Förändring 2019–2020 (beräknat)", "+3,6", "+4,8"] in told
    assert ["Riskområden", "Förändring 2019–2020, procent (beräknat)", "+29", "+38"] in told
    assert all(line[0] == "Riskområden" for line in told)
    assert f"Sedan dess har {len(rows(at)) - 1} uppgifter i sidans tabeller ändrats" in messages(at)
    assert by_name(at, 1)["Riskområden"]["2020"] == "17,3"  # the page itself shows today's


def test_a_change_elsewhere_leaves_the_page_as_it_was(history: Path, data_copy: Path) -> None:
    version = frozen_link(**CHOICE)
    change(data_copy, "weapons_offences,risk,,2020,,,1.6,", "weapons_offences,risk,,2020,,,1.7,")
    at = opened("narcotics_weapons", **CHOICE, version=version)
    assert queries.version() != version[11:]
    assert "Inget i sidans tabeller har ändrats" in messages(at)


def test_without_a_folder_the_page_says_that_it_does_not_know(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAGESBILD_HISTORY", raising=False)
    version = frozen_link(**CHOICE)
    assert "Uppgifterna är oförändrade sedan dess" in messages(opened("narcotics_weapons", **CHOICE, version=version))
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


@pytest.mark.parametrize(
    "nonsense", ["../../etc", "0123", "x" * 16, "0123456789ABCDEF", "2026-02-30-0123456789abcdef", "zzz*a*"]
)
def test_what_can_be_no_version_is_said_to_be_none(history: Path, nonsense: str) -> None:
    said = messages(opened("narcotics_weapons", version=nonsense))
    assert f"en version av uppgifterna som inte kan finnas: {nonsense}. Något tecken kan ha fallit bort" in said
    assert "a version of the data that there cannot be" in messages(
        opened("narcotics_weapons", version=nonsense, lang="en")
    )


def test_an_empty_version_asks_for_none(history: Path) -> None:
    assert messages(opened("narcotics_weapons", version="")) == ""


def test_a_version_without_date_is_one_too(history: Path) -> None:
    version = frozen_link(**CHOICE)
    assert "Inget i sidans tabeller har ändrats" in messages(
        opened("narcotics_weapons", **CHOICE, version=version[11:])
    )
    assert "Länken gjordes med version 0123456789abcdef" in messages(
        opened("narcotics_weapons", version="0123456789abcdef")
    )


def test_a_folder_that_cannot_be_written_harms_nobody(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_HISTORY", str(tmp_path / "file"))
    assert frozen_link(**CHOICE)[11:] == queries.version()


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
    assert "dina egna tal aldrig sparas" in messages(at)
    assert list(history.glob("**/*.json")) == []


def test_every_screen_with_a_table_has_the_button(history_of_all: Path) -> None:
    of_place = ("meeting_paper", "situation_report")
    for screen in ("overview", "shootings", "areas", "changes", *of_place, "municipality", "encrypted_phones"):
        at = opened(screen, **({"place": "2480"} if screen in of_place else {}))
        assert tables(at), screen
        assert at.button(key="freeze").label == "Länk till just de här talen", screen
        assert "Talen sparas inte här" not in str([part.value for part in at.caption])


# ---- what is the same, and what has become another -------------------------------------------------------------------


def told(at: AppTest) -> list[list[str]]:
    """The lines of the table of changes: table, row, column, then, now."""
    assert tables(at)[0].findtext(".//caption/span") == "Det här har ändrats sedan länken gjordes"
    return rows(at)[1:]


def test_a_new_year_changes_no_figure_of_the_years_before(history: Path, data_copy: Path) -> None:
    version = frozen_link("narcotics_weapons", category="risk")
    path = data_copy / "exports" / "lagesbild-2021-tabell-7.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("narcotics_offences,risk,,2021,,,20.0,,lagesbild-2021-tabell-7\n")
    at = opened("narcotics_weapons", category="risk", version=version)
    lines = [line[2:] for line in told(at) if line[1] == "Riskområden"]
    assert ["2021", "–", "20,0"] in lines
    # 2018 was 18,8: the change to 2020 (16,1) is no longer there, that to 2021 is another figure.
    assert ["Förändring 2018–2020 (beräknat)", "−2,7", "–"] in lines
    assert ["Förändring 2018–2021 (beräknat)", "–", "+1,2"] in lines
    assert [line for line in lines if line[0] in ("2018", "2019", "2020")] == []
    assert any("heter nu ”Narkotikabrott 2018–2021" in line for line in remarks(at))


def test_one_more_action_is_one_more_row(history: Path, own: Path) -> None:
    some = "".join(f"a{n},umea-2021-2024,,Åtgärd {n},,green,short,process,Kansli,2025-09-02,,\n" for n in range(3))
    (own / "actions.csv").write_text(ACTIONS + some, encoding="utf-8")
    version = frozen_link("follow_up")
    more = "b,umea-2021-2024,,Ny åtgärd,,red,long,effect,Kansli,,,\n"
    (own / "actions.csv").write_text(ACTIONS + more + some, encoding="utf-8")
    lines = told(opened("follow_up", version=version))
    assert {line[1] for line in lines if line[0] == "Åtgärder: 4 av 4"} == {"Ny åtgärd"}
    assert all(line[3] == "–" for line in lines if line[1] == "Ny åtgärd")


def test_many_changes_are_folded_away(history: Path, data_copy: Path) -> None:
    one_year = CHOICE | {"year": ["2020"]}
    version = frozen_link(**one_year)

    def start() -> str:
        at = opened("narcotics_weapons", **one_year, version=version)
        return next(html.proto.body for html in at.get("html") if "sedan länken gjordes" in html.proto.body)[:60]

    change(data_copy, "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,17.3,")
    assert start().startswith('<div class="figures')  # ten
    change(data_copy, "narcotics_offences,vulnerable,,2020,,,14.6,", "narcotics_offences,vulnerable,,2020,,,15.6,")
    assert start().startswith('<details class="folded"><summary>Det här har ändrats')


def test_a_reworded_goal_is_seen(history: Path, data_copy: Path) -> None:
    version = frozen_link("follow_up", agreement="umea-2021-2024")
    path = data_copy / "goals.csv"
    content = path.read_text(encoding="utf-8")
    assert content.count(",Öka tryggheten i Umeå kommun.,") == 1
    path.write_text(content.replace("Öka tryggheten i Umeå kommun.", "Öka tryggheten i Umeå."), encoding="utf-8")
    lines = told(opened("follow_up", agreement="umea-2021-2024", version=version))
    assert [line[2:] for line in lines] == [["Mål", "Öka tryggheten i Umeå kommun.", "Öka tryggheten i Umeå."]]


def test_the_calendar_alone_changes_nothing(history: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "yearly_wheel.csv").write_text(
        WHEEL + "2098-11,Umebrå,Unga,,,,\n2099-01-20,Umebrå,Trygga platser,,,,\n", encoding="utf-8"
    )
    version = frozen_link("follow_up")

    class Later(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return datetime.date(2098, 12, 24)

    monkeypatch.setattr(datetime, "date", Later)
    at = opened("follow_up", version=version)
    wheel = next(table for table in tables(at) if "Tidigare" in words(table))
    assert "▶ Nästa" in words(wheel)
    assert "Inget i sidans tabeller har ändrats" in messages(at)


def test_a_changed_outcome_of_a_check_is_seen(history: Path, data_copy: Path) -> None:
    version = frozen_link("data_quality")
    change(data_copy, "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,0.1,")
    assert any(line[0] == "Alla kontroller" for line in told(opened("data_quality", version=version)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_in_two_languages_is_the_same(history: Path, language: str) -> None:
    other = {"sv": "en", "en": "sv"}[language]
    for screen in ("data_quality", "what_stands_out", "follow_up"):
        version = frozen_link(screen, lang=language)
        at = opened(screen, lang=other, version=version)
        said = {"sv": "Inget i sidans tabeller har ändrats", "en": "Nothing in the tables of this page has changed"}
        assert said[other] in messages(at), screen


@pytest.mark.parametrize(
    "screen",
    ["overview", "narcotics_weapons", "changes", "meeting_paper", "about", "follow_up", "situation_report"],
)
def test_the_tables_of_a_page_are_told_apart_and_so_are_their_rows(history_of_all: Path, screen: str) -> None:
    asked: dict[str, dict[str, str | list[str]]] = {
        "meeting_paper": {"form": "all", "indicator": ["narcotics_offences", "weapons_offences"]},
        "situation_report": {"form": "all", "place": "2480"},
    }
    frozen_link(screen, **asked.get(screen, {}))
    (file,) = history_of_all.glob("*/*.json")
    kept = kept_views.read(file)
    assert kept is not None
    found = kept.parts
    assert len({part.id for part in found}) == len(found) > 1
    for part in found:
        assert len({row.id for row in part.rows}) == len(part.rows)


# ---- the view --------------------------------------------------------------------------------------------------------


def test_what_a_page_does_not_heed_makes_no_other_view(history: Path) -> None:
    version = frozen_link(**CHOICE)
    at = opened("narcotics_weapons", **CHOICE, version=version, fbclid="x", region="nord")
    assert "Inget i sidans tabeller har ändrats" in messages(at)
    at.button(key="freeze").click()
    well(at.run())
    assert len(list(history.glob("*/*.json"))) == 1


def test_another_choice_is_no_longer_the_links_view(history: Path) -> None:
    version = frozen_link(**CHOICE)
    at = opened("narcotics_weapons", **CHOICE, version=version)
    at.get("button_group")[[group.key for group in at.get("button_group")].index("year_filter")].set_value(["2020"])
    well(at.run())
    assert (asked(at, "version"), messages(at)) == (None, "")


def test_the_other_language_compares_the_same_figures(history: Path, data_copy: Path) -> None:
    version = frozen_link(**CHOICE)
    change(data_copy, "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,17.3,")
    at = opened("narcotics_weapons", **CHOICE, version=version, lang="en")
    lines = [line[1:] for line in rows(at)[1:]]
    assert ["Risk areas", "2020", "16.1", "17.3"] in lines
    assert ["Risk areas", "Change 2019–2020 (computed)", "+3.6", "+4.8"] in lines
    assert all(line[0] == "Risk areas" for line in lines)
    assert any("is kept in Swedish only" in line for line in remarks(at))
    # What was kept in English is compared in English.
    later = frozen_link(**CHOICE, lang="en")
    assert len(list(history.glob("*/*.en.json"))) == 1
    assert "Nothing in the tables" in messages(opened("narcotics_weapons", **CHOICE, version=later, lang="en"))


# ---- figures that must not be told ----------------------------------------------------------------------------------


@pytest.fixture
def own(small_built_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An administrator's folder on top of the built-in data."""
    place = tmp_path / "own"
    (place / "exports").mkdir(parents=True)
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    return place


GRAFFITI_VIEW = {"indicator": "graffiti", "measure": "count", "year": ["2019", "2020"]}


def with_graffiti(own: Path, haga: tuple[int, int]) -> None:
    (own / "sources.csv").write_text(SOURCES + SOURCE, encoding="utf-8")
    (own / "indicators.csv").write_text(INDICATORS + GRAFFITI, encoding="utf-8")
    lines = "".join(f"graffiti,,Haga,{2019 + n},{count},,,,umea-2024\n" for n, count in enumerate(haga))
    (own / "exports" / "umea.csv").write_text(HEADER + lines, encoding="utf-8")


def started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_loaded", None)
    monkeypatch.setattr(database, "_seen", ())


def test_a_limit_that_was_raised_since_hides_what_was_shown_then(
    history: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_graffiti(own, (24, 4))
    before = queries.version()
    version = frozen_link("more_indicators", **GRAFFITI_VIEW)
    monkeypatch.setenv(hiding.SETTING, "10")
    started_anew(monkeypatch)
    assert queries.version() != before  # the limit is part of the version
    at = opened("more_indicators", **GRAFFITI_VIEW, version=version)
    lines = told(at)
    assert lines
    assert {line[3] for line in lines} <= {"–", "visas inte"}
    assert any(line[1:] == ["Haga", "2020", "visas inte", "–"] for line in lines)
    assert "−20" not in str(lines)  # 4 − 24
    assert any(line.startswith("Visas inte: små antal") for line in remarks(at))


def test_a_number_that_became_small_does_not_show_what_it_was(history: Path, own: Path) -> None:
    with_graffiti(own, (24, 14))
    version = frozen_link("more_indicators", **GRAFFITI_VIEW)
    with_graffiti(own, (25, 2))
    lines = [line[1:] for line in told(opened("more_indicators", **GRAFFITI_VIEW, version=version))]
    assert ["Haga", "2020", "visas inte", "–"] in lines
    # What stood beside it could be a sum with it.
    assert ["Haga", "2019", "visas inte", "25"] in lines
    assert {line[2] for line in lines} <= {"–", "visas inte"}


OWN_LINES = (
    HEADER + "narcotics_offences,,Ersboda,2020,4040,10000,,,egen\n"
    "assessed_areas,all_areas,,2025,4242,,,,egen\nshootings,,Ersboda,2020,4141,,,,egen\n"
)
OWN_SOURCES = SOURCES + "egen,Egen fil,a.csv,a.csv,alla,all,2026-01\n"


@pytest.mark.parametrize("screen", [screen.id for screen in SCREENS if screen.id != "more_indicators"])
def test_a_session_with_own_files_keeps_nothing_on_any_screen(history: Path, screen: str) -> None:
    at = AppTest.from_file(MENU, default_timeout=60)
    at.session_state["own"] = {"exports/egen.csv": OWN_LINES.encode(), "sources.csv": OWN_SOURCES.encode()}
    well(at.run())
    if screen != "overview":
        well(at.switch_page(f"{screen}.py").run())
    shown = " ".join(words(table) for table in tables(at))
    if any(figure in shown for figure in ("4 242", "4 141", "404,0", "Ersboda")):
        assert any('class="own"' in part.proto.body for part in at.get("html")), "the page says nothing of own figures"
    elif screen in ("changes", "narcotics_weapons", "shootings"):
        raise AssertionError("the own figure does not stand there")
    if any(button.key == "freeze" for button in at.button):
        assert at.button(key="freeze").label == "Länk som säger till om talen har ändrats"
        at.button(key="freeze").click()
        well(at.run())
    assert list(history.glob("**/*")) == []


def test_a_file_that_is_open_but_was_not_read_keeps_nothing_either(history: Path) -> None:
    at = AppTest.from_file(MENU, default_timeout=60)
    at.session_state["own_uploads"] = [own_session.OwnFile(number=1, name="hemligt.csv", content=b"\xff\xfe")]
    well(at.run())
    well(at.switch_page("own_exports.py").run())
    for screen in ("own_exports", "overview"):
        well(at.switch_page(f"{screen}.py").run())
        if any(button.key == "freeze" for button in at.button):
            at.button(key="freeze").click()
            well(at.run())
    assert list(history.glob("**/*")) == []


def test_without_a_folder_the_button_promises_no_figures(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAGESBILD_HISTORY", raising=False)
    at = opened("narcotics_weapons")
    assert at.button(key="freeze").label == "Länk som säger till om talen har ändrats"
    assert "Talen själva sparas inte här." in [part.value for part in at.caption]
