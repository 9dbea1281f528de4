"""Goals with a target in numbers: on the page with its line, in the paper, in the situation report; wrong ones are named.

Expected figures follow from the second transcription of Brå's table (``tests/offences_by_municipality.py``).
"""

from __future__ import annotations

from pathlib import Path

import pytest

import queries
from tests.offences_by_municipality import OFFENCES
from tests.page import messages, opened, prose
from tests.pages.test_agreement_offences import charts
from tests.pages.test_follow_up import AGREEMENTS, GOALS_HEADER, SCREEN, html, put, table

HEADER = f"{GOALS_HEADER.strip()},target_indicator,target_kind,target,target_from,target_year\n"
TIES = "goal,indicator,position,shows_sv,shows_en,limits_sv,limits_en\n"
DAMAGE = {2015 + number: count for number, (count, _) in enumerate(OFFENCES["Umeå"]["criminal_damage"])}
THEFT = {2015 + number: count for number, (count, _) in enumerate(OFFENCES["Umeå"]["theft_robbery"])}
BURGLARY = {2015 + number: one for number, one in enumerate(OFFENCES["Umeå"]["burglary"])}


def agreed(place: Path, *goals: str) -> None:
    """An agreement of Umeå from 2025 with these goals, each a line after the words of the goal."""
    tied = [line.split(",")[0] for line in goals]
    put(
        place,
        agreements=AGREEMENTS + "u,Umeå 2025–2028,,Avtal,,Umeå,,2025-01-01,2028-12-31,,,,,,samverkan-umea-2021-2024\n",
        agreement_municipalities="agreement,municipality_code\nu,2480\n",
        goals=HEADER
        + "".join(
            f"g{number},u,overall_goal,{number + 1},Mål {number},,,,,,,,{line}\n" for number, line in enumerate(goals)
        ),
        goal_indicators=TIES + "".join(f"g{number},{id_},1,Anmälda.,,Resten.,\n" for number, id_ in enumerate(tied)),
    )


@pytest.fixture
def own(built_in_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that adds to the built-in data, with the figures of the municipalities."""
    place = tmp_path / "own"
    place.mkdir()
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    return place


FALL = "criminal_damage,change_percent,-15,2024,2028"
LEVEL = "theft_robbery,at_most,5000,,2025"
RATE = "burglary,at_most_per_1000,0.5,,2028"


def test_the_page_says_what_is_reached_how_surely_and_what_is_left(own: Path) -> None:
    agreed(own, FALL, LEVEL, RATE)
    page = html(opened(SCREEN, agreement="u", place="2480"))
    assert (DAMAGE[2024], DAMAGE[2025], THEFT[2025], BURGLARY[2025]) == (628, 562, 2401, (211, 157))
    # 628 · 0.85 = 533.8, so at most 533: 562 is 29 more than that, five per cent of 562.
    assert "2028: minst 15 procent färre anmälda skadegörelsebrott än 2024." in page
    assert "Umeå 2025: 562 anmälda skadegörelsebrott; målet är högst 533." in page
    assert "Inte nått så som det är räknat, men skillnaden till målet kan vara slump." in page
    assert "Kvar: 29 färre, 5 procent av antalet nu. För målåret 2028 finns inget tal än." in page
    assert "Umeå 2025: 2 401 anmälda stölder och rån; målet är högst 5 000. Nått, och det är mer än slump." in page
    assert "211 anmälda stölder genom inbrott, 1,57 per 1 000 invånare; målet är högst 0,50, ungefär 67." in page
    assert "Inte nått, och skillnaden till målet är mer än slump. Kvar: 144 färre, 68 procent" in page
    assert "Mål i siffror: nådda, mer än slump: 1; inte nådda, mer än slump: 1; går inte att avgöra: 1." in page


def test_the_chart_carries_the_line_in_its_alternative_text_and_table(own: Path) -> None:
    agreed(own, FALL)
    at = opened(SCREEN, agreement="u", place="2480")
    [spoken] = charts(at)
    # 533.8 per 134,800: the population that 562 at 417 per 100,000 imply
    assert spoken.endswith("Linje för mål 2028: 4,0.")
    found = table(at, "Före, under och efter avtalet")
    assert found[0][-2:] == ["Mål, per 1 000 invånare (beräknat)", "Nått?"]
    assert found[1][-2] == "4,0"
    assert "Inte nått så som det är räknat" in found[1][-1]
    assert "mål 2028" in html(at)  # in the legend


def test_the_paper_and_the_situation_report_say_the_same(own: Path) -> None:
    agreed(own, FALL)
    said = "Umeå 2025: 562 anmälda skadegörelsebrott; målet är högst 533."
    assert said in prose(opened("meeting_paper", agreement="u", form="all")).replace("\u00a0", " ")
    report = html(opened("situation_report", place="2480"))
    assert said in report
    assert "2028: minst 15 procent färre anmälda skadegörelsebrott än 2024" in report


def test_files_without_the_columns_stay_valid_and_have_no_target(own: Path) -> None:
    put(own, goals=GOALS_HEADER + "g1,umea-2021-2024,vision,11,Mål,,,,,,,\n")
    assert not queries.problems()
    assert {row["target"] for row in queries.rows("goals", agreement=None)} == {None}


def test_the_built_in_agreements_have_no_number_and_no_target(built_in_data: None) -> None:
    """Neither document has a goal with a number."""
    assert {row["target_kind"] for row in queries.rows("goals", agreement=None)} == {None}


WRONG = {  # the columns of a target, and the problem: letter, column, check
    "criminal_damage,change_percent,-15,,2028": ("P", "target_from", "required"),
    "criminal_damage,at_most,,,2028": ("O", "target", "required"),
    ",at_most,5,,2028": ("M", "target_indicator", "required"),
    "criminal_damage,change_percent,0,2024,2028": ("O", "target", "no_change"),
    "criminal_damage,at_most,500,2024,2028": ("P", "target_from", "no_change"),
    "criminal_damage,at_most,-5,,2028": ("O", "target", "too_small"),
    "criminal_damage,change_percent,-15,2028,2028": ("Q", "target_year", "not_later"),
    "criminal_damage,halve,50,,2028": ("N", "target_kind", "not_allowed"),
    "criminal_damage,change_percent,-150,2024,2028": ("O", "target", "too_small"),
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_target_is_named_and_the_other_goals_stay(own: Path, line: str) -> None:
    agreed(own, LEVEL, line, RATE)
    tied = TIES + "g0,theft_robbery,1,A,,B,\ng1,criminal_damage,1,A,,B,\ng2,burglary,1,A,,B,\n"
    put(own, goal_indicators=tied)
    assert [(one.row, one.letter, one.column, one.check) for one in queries.problems() if "goals.csv" in one.file] == [
        (3, *WRONG[line])
    ]
    assert {"g0", "g2"} <= {row["id"] for row in queries.rows("goals", agreement="u")}
    assert "additions/goals.csv, rad 3" in messages(opened(SCREEN, agreement="u"))


def test_a_target_of_a_figure_that_is_not_tied_to_its_goal_is_named(own: Path) -> None:
    agreed(own, FALL)
    put(own, goal_indicators=TIES + "g0,burglary,1,A,,B,\n")
    assert [(one.letter, one.check) for one in queries.problems() if "goals.csv" in one.file] == [("M", "not_tied")]
    assert "är inte knutet till målet i goal_indicators.csv" in messages(opened(SCREEN, agreement="u"))
