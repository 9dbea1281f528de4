"""A rise or fall since which year: counted by hand from Brå's figures of a municipality."""

from __future__ import annotations

import dataclasses

from streamlit.testing.v1 import AppTest

from pages.components.municipality import first_years
from pages.components.text import in_language
from pages.sections import municipality_chance
from tests.page import opened, prose, rows, tables, words
from tests.report_2021 import SHOOTINGS


def test_first_years_are_counted_by_sign_and_by_verdict() -> None:
    found = municipality_chance.since_each_year("Umeå", "criminal_damage")
    assert [one.other["year"] for one in found if one.other] == list(range(2015, 2025))
    rates = [one.other["value"] for one in found if one.other]
    assert all(rate > found[0].row["value"] for rate in rates)  # 4.2 per 1,000 in 2025 are the fewest
    sure = sum(one.verdict == "lower" for one in found)
    assert 0 < sure < 10
    said = first_years.sentence(in_language("sv"), found)
    count = in_language("sv").in_words(sure)
    assert (
        said == f"Tio av tio jämförelser med tidigare år visar en minskning till 2025; {count} av dem är mer än slump."
    )


def test_first_years_of_both_signs_are_told_apart() -> None:
    found = municipality_chance.since_each_year("Umeå", "criminal_damage")[:3]
    up = dataclasses.replace(found[2], result=dataclasses.replace(found[2].result, ratio=1.5, verdict="higher"))
    same = [
        dataclasses.replace(one, result=dataclasses.replace(one.result, ratio=0.9, verdict="no_difference"))
        for one in found[:2]
    ]
    t = in_language("en")
    assert first_years.sentence(t, [*same, up]) == (
        "Two of three first years: a fall to 2025, more than chance in none. One: a rise, more than chance in one."
    )
    assert first_years.sentence(t, []) == ""


# ---- on an indicator's view of chance, and on paper ------------------------------------------------------------------


def of_shootings(at: AppTest) -> list[list[str]]:
    [number] = [
        number
        for number, found in enumerate(tables(at))
        if any("ändringen från varje första år" in words(title) for title in found.iter("caption"))
    ]
    return rows(at, number)[1:]


def test_an_indicators_view_of_chance_has_each_first_year_of_its_categories() -> None:
    at = opened("shootings", figure="areas", year=["2019", "2020"])  # whatever years are chosen, all count
    vulnerable = [line[:4] for line in of_shootings(at) if line[0] == "Utsatta områden"]
    counts = {year: SHOOTINGS["vulnerable", year][0] for year in (2018, 2019, 2020)}
    assert vulnerable == [
        ["Utsatta områden", str(year), "2020", f"{(counts[2020] / counts[year] - 1) * 100:+.0f}"]
        for year in (2018, 2019)
    ]
    said = "".join(html.proto.body for html in at.get("html"))
    assert "åt samma håll" in said or "beror på" in said


def test_series_whose_sign_hangs_on_the_first_year_are_named() -> None:
    found = municipality_chance.since_each_year("Umeå", "criminal_damage")[:2]
    up = dataclasses.replace(found[0], other={**found[0].row, "value": 1.0})
    t = in_language("en")
    assert first_years.alike(t, [("A", found), ("B", found)]) == (
        "Whichever first year is chosen, each of two goes the same way."
    )
    assert first_years.alike(t, [("A", found), ("B", [found[1], up])]) == (
        "Whichever first year is chosen, one of two go the same way. On the first year depends: B."
    )
    assert first_years.alike(t, []) == ""


def test_the_paper_has_them_on_wish() -> None:
    asked = {"place": "2480", "indicator": ["criminal_damage", "shootings"], "form": "all"}
    without = opened("meeting_paper", **asked)
    assert "ändringen från varje första år" not in prose(without)
    at = opened("meeting_paper", **asked, first_years="on")
    captions = [words(title) for found in tables(at) for title in found.iter("caption")]
    assert any("Skadegörelse i Umeå: ändringen till 2025 från varje första år" in one for one in captions)
    assert any("Skjutningar: ändringen från varje första år" in one for one in captions)
