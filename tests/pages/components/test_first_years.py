"""A rise or fall since which year: counted by hand from Brå's figures of a municipality."""

from __future__ import annotations

import dataclasses

from pages.components.municipality import first_years
from pages.components.text import in_language
from pages.sections import municipality_chance


def test_first_years_are_counted_by_sign_and_by_verdict() -> None:
    found = municipality_chance.since_each_year("Umeå", "criminal_damage")
    assert [one.other["year"] for one in found if one.other] == list(range(2015, 2025))
    rates = [one.other["value"] for one in found if one.other]
    assert all(rate > found[0].row["value"] for rate in rates)  # 4.2 per 1,000 in 2025 are the fewest
    sure = sum(one.verdict == "lower" for one in found)
    assert 0 < sure < 10
    said = first_years.sentence(in_language("sv"), found)
    count = in_language("sv").in_words(sure)
    assert said == f"Tio av tio första år ger en minskning till 2025; {count} av dem är mer än slump."


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
