"""No two pages give different verdicts for the same comparison: all that speak of chance are opened, and their tables read."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from pages.sections import answers
from queries.statistics import evidence
from tests.additions import addition
from tests.page import opened, opened_with_own, tables, words

COUNTS = {
    "Umeå": (130_000, (900, 930, 910, 1010, 990, 1400)),
    "Ersboda": (8_000, (60, 70, 66, 80, 75, 160)),
    "Teg": (9_000, (50, 44, 47, 60, 52, 49)),
    "Centrum": (12_000, (200, 190, 230, 210, 240, 180)),
}
FIGURES = "".join(
    f"{indicator},,{place},{year},{count},{people},,,umea-2024\n"
    for indicator in ("graffiti", "narcotics_offences")
    for place, (people, counts) in COUNTS.items()
    for year, count in zip(range(2019, 2025), counts, strict=True)
)
YEARS: tuple[list[str], ...] = (
    [],
    ["2023", "2024"],
    ["2022", "2023", "2024"],
    ["2019", "2024"],
    ["2020"],
    ["2018", "2020"],
)
SCREENS = {
    "more_indicators": ("area:Umeå", "earlier"),
    "narcotics_weapons": ("rest_of_sweden", "area:Umeå", "earlier"),
    "shootings": ("earlier", "all_areas"),
    "incident_reports": ("rest_of_sweden",),
    "fires_threats_intimidation": ("rest_of_sweden",),
    "what_stands_out": ("nearest", "country", "earlier"),
}

Key = tuple[str, ...]
Found = list[tuple[Key, str]]


def rows(at: AppTest) -> list[tuple[str, dict[str, str]]]:
    """The rows of all tables, by the titles of their columns, each with the caption of its table."""
    found = []
    for table in tables(at):
        caption = table.find(".//caption")
        lines = [[words(cell) for cell in line] for line in table.iter("tr")]
        found += [
            (words(caption) if caption is not None else "", dict(zip(lines[0], line, strict=False)))
            for line in lines[1:]
        ]
    return found


def verdict(said: str) -> str:
    """What is said by itself, without sign and tense, and without what the correction makes of it."""
    said = said.partition(" ")[2]
    said = said.replace(" prövat för sig, men inte bland så många jämförelser", "")
    return re.sub(r"^(ökade|ökar)", "upp", re.sub(r"^(minskade|minskar)", "ned", said))


def told(at: AppTest) -> Found:
    """The verdicts of a page, each with what is compared with what: by names, years and figures."""
    found: Found = []
    for caption, row in rows(at):
        place = re.sub(
            r" \(egen fil.*?\)", "", row.get("Områdeskategori eller område", row.get("Kommun eller måttstock", ""))
        )
        indicator = row.get("Indikator", caption.partition(":")[0])
        if row.get("Fråga") == "Nivå" or ": jämfört med" in caption:
            value, other = row["Tal"], row.get("Jämförelsetal") or list(row.values())[4]
            found.append(((indicator, place, "level", row["År"], value, other), verdict(row["Resultat"])))
            if caption.endswith("jämfört med övriga riket"):
                found.append(((indicator, place, "rest", row["År"]), verdict(row["Resultat"])))
        elif row.get("Fråga") == "Ändring":
            found.append(((indicator, place, asked(row), row["Jämförs med"], row["År"]), verdict(row["Resultat"])))
        elif ": förändring över tid" in caption:
            found.append(((indicator, place, asked(row), row["Från"], row["Till"]), verdict(row["Resultat"])))
        elif "Mer än slump?" in row:
            found.append(((indicator, place, "trend", row["Sedan"], row["År"]), verdict(row["Mer än slump?"])))
            if row["Jämfört med övriga riket"] != "–":
                found.append(((indicator, place, "rest", row["År"]), verdict(row["Jämfört med övriga riket"])))
    return [(key, said) for key, said in found if not said.startswith(("går inte", "antalet", "folkmängden"))]


def asked(row: dict[str, str]) -> str:
    """Two years beside each other are another question than a line through many."""
    return "step" if row.get("Z för det sista steget (beräknat)", "–") != "–" else "trend"


def test_no_two_pages_differ() -> None:
    said: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    places: dict[str, str | list[str]] = {"area": list(COUNTS)}
    for screen, yardsticks in SCREENS.items():
        for yardstick, years in product(yardsticks, YEARS):
            chosen = places | {"yardstick": yardstick} | ({"year": years} if years else {})
            for key, verdict_ in told(opened_with_own(screen, addition(FIGURES), **chosen)):
                said[key][verdict_].add(f"{screen} {yardstick} {years}")
    for key, verdict_ in told(opened_with_own("follow_up", addition(FIGURES))):
        said[key][verdict_].add("follow_up")
    differing = {key: dict(found) for key, found in said.items() if len(found) > 1}
    assert differing == {}
    pages = [{page.split()[0] for found in where.values() for page in found} for where in said.values()]
    assert sum(len(one) > 1 for one in pages) >= 20  # else nothing was shown


def test_what_is_said_of_two_years_does_not_hang_on_the_years_that_are_chosen() -> None:
    """Bräcke's reported criminal damage, of which one page once said that it rose and another that it may be chance."""
    known = answers.background("criminal_damage", "per_1000")
    rows = [row for row in known.figures if row["area"] == "Bräcke"]
    two = evidence.development(rows[-2:], known.remarks, known.model)
    assert [row["year"] for row in two.rows] == [2024, 2025]
    assert two.verdict == "higher"
    assert two.spread is not None
    assert two.spread.basis == "place_and_others"
    beside = evidence.compared(rows[-1], rows[-2], known.remarks, known.within, known.model)
    assert (beside.verdict, beside.spread) == (two.verdict, two.spread)
    assert beside.p == pytest.approx(two.p, rel=1e-5)


def of_groups(at: AppTest) -> Found:
    """The verdicts on a municipality's groups of offences: a row a group, a column a question."""
    same = {"kan vara slump": "", "ingen skillnad som går att skilja från slumpen": ""}
    same["ingen ändring som går att skilja från slumpen"] = ""
    return [
        ((row["Brott"], title), same.get(verdict(said), verdict(said)))
        for _, row in rows(at)
        for title, said in row.items()
        if "Brott" in row and said[:2] in ("▲ ", "▼ ", "○ ")
    ]


@pytest.mark.parametrize("code", ["2305", "0180", "0191"])
def test_a_municipality_is_told_the_same_on_its_page_and_by_what_stands_out(code: str) -> None:
    said: dict[Key, dict[str, str]] = defaultdict(dict)
    for screen in ("municipality", "what_stands_out"):
        for key, found in of_groups(opened(screen, municipality=code)):
            said[key][screen] = found
    both = {key: found for key, found in said.items() if len(found) == 2}
    assert len(both) >= 8
    assert {key: found for key, found in both.items() if len(set(found.values())) > 1} == {}
