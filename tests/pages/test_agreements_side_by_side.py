"""Agreements side by side: whose they are, whether their goals can be followed, how it went; tables and files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.agreements import GOALS
from tests.page import messages, opened, prose
from tests.pages.test_agreement_offences import LAPLAND, means
from tests.pages.test_follow_up import AGREEMENTS, GOALS_HEADER, SCREEN, own, put, table  # noqa: F401


@pytest.mark.usefixtures("built_in_data")
def test_every_goal_of_both_agreements_stands_there_with_its_figures() -> None:
    at = opened(SCREEN)
    assert messages(at) == ""
    both = table(at, "Överenskommelser bredvid varandra")
    # Counted by hand from the lists of goals: see test_agreement_offences.py and test_follow_up.py.
    assert [line[0] for line in both[1:]] == ["Umeå 2021–2024", "Södra Lappland 2017–2018"]
    assert both[1][1:] == ["egen", "från 2021-01-01 till 2024-12-31", "10", "1", "4", "5", "–", "–"]
    assert both[2][1] == "en annan kommuns"
    found = table(at, "Alla överenskommelsers mål")
    assert len(found) - 1 == sum(len(texts) for kinds in GOALS.values() for texts in kinds.values())
    before, during, after = means("Umeå", "total", "umea-2021-2024")
    crime = next(line for line in found if line[1] == "Minska brottsligheten i Umeå kommun.")
    assert crime[3:6] == [
        "delvis",
        f"Anmälda brott: {before} före, {during} under och {after} efter",
        "2024 mot 2020: ingen ändring som går att skilja från slumpen",
    ]
    assert "ingen av dem gäller en kommun som liknar Umeå" in prose(at)


def test_an_agreement_of_a_similar_municipality_comes_before_the_others(own: Path) -> None:  # noqa: F811
    put(
        own,
        agreements=AGREEMENTS + "v,Västerås,,Avtal,,Västerås,,2020-01-01,2021-12-31,,,,,,samverkan-umea-2021-2024\n",
        agreement_municipalities="agreement,municipality_code\nv,1980\n",
        goals=GOALS_HEADER + "v1,v,overall_goal,1,Färre brott.,,,,,,,\n",
        goal_indicators="goal,indicator,position,shows_sv,shows_en,limits_sv,limits_en\nv1,reported_offences,1,A,,B,\n",
    )
    at = opened(SCREEN, agreement="umea-2021-2024")
    both = table(at, "Överenskommelser bredvid varandra")
    assert [line[1] for line in both[1:]] == ["egen", "en liknande kommuns", "en annan kommuns"]
    lapland = table(opened(SCREEN, agreement=LAPLAND), "Överenskommelser bredvid varandra")
    assert lapland[1][0] == "Södra Lappland 2017–2018"
