"""The page of a municipality: its reported offences in a sentence, cards, a chart and tables, beside its yardstick.

Expected figures are worked out by hand from Brå's own, or with pandas from the files.
"""

from __future__ import annotations

import csv
import functools
import io
import re
import xml.etree.ElementTree as ET
from typing import Any

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components import downloads
from pages.components.layout import answer
from pages.components.municipality import about, by_chance, cards, over_years, quarter, sentences
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.text import in_language as speak
from pages.sections import answers, municipality_areas, municipality_offences
from queries.statistics import evidence
from queries.store import database
from tests.page import asked, links, opened, prose, tables, well, words
from tests.pages.test_municipality import table

pytestmark = pytest.mark.usefixtures("built_in_data")

UMEÅ, BOTKYRKA, DOROTEA, STOCKHOLM, SIGTUNA, TÄBY, GOTLAND = "2480", "0127", "2425", "0180", "0191", "0160", "0980"


def sentence(at: AppTest) -> str:
    """The answer at the top of the page."""
    return body(at, 'class="answer"', "p[@class='sentence']")


def support(at: AppTest) -> str:
    return body(at, 'class="supporting"', "div[@class='support']")


def body(at: AppTest, mark: str, path: str) -> str:
    (html,) = [html.proto.body for html in at.get("html") if mark in html.proto.body]
    found = ET.fromstring(f"<page>{html}</page>").find(f".//{path}")
    assert found is not None
    return spoken(found)


def spoken(element: ET.Element) -> str:
    """What a reader gets of it, without what only eyes see or what opens on request."""
    if element.get("aria-hidden") or element.get("popover"):
        return element.tail or ""
    inside = "".join([element.text or "", *(spoken(child) for child in element)])
    return (inside + (element.tail or "")).replace("\u00a0", " ")


def html_of(at: AppTest, mark: str) -> ET.Element:
    (found,) = [html.proto.body for html in at.get("html") if mark in html.proto.body]
    return ET.fromstring(f"<page>{found}</page>")


def of(code: str, language: str = "sv", yardstick: str = "similar") -> Offences:
    """What the page knows of a municipality beside a yardstick."""
    t, chosen = speak(language), municipality_offences.municipality(code)
    assert chosen is not None
    found = municipality_offences.beside(t, chosen, municipality_offences.named(t, yardstick, chosen))
    assert found is not None
    return found


# ---- the answer ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        (
            UMEÅ,
            "sv",
            "I Umeå anmäldes 12 411 brott 2025, 92 per 1 000 invånare: färre än i liknande kommuner (130) och ungefär som 2020 (94).",
        ),
        (
            UMEÅ,
            "en",
            "Umeå had 12,411 reported offences in 2025, 92 per 1,000 inhabitants: fewer than in similar municipalities (130) and about as in 2020 (94).",
        ),
        (
            DOROTEA,
            "sv",
            "I Dorotea anmäldes 227 brott 2025, 100 per 1 000 invånare: fler än i liknande kommuner (79) och färre än 2020 (122).",
        ),
        # Told before the comparison that it lifts: 24.08 damages per 1,000 inhabitants are 3.2 times the usual.
        (
            BOTKYRKA,
            "sv",
            "I Botkyrka anmäldes 12 793 brott 2025, 133 per 1 000 invånare, med ovanligt många anmälda skadegörelsebrott; sammanlagt fler än i liknande kommuner (117).",
        ),
        (
            BOTKYRKA,
            "en",
            "Botkyrka had 12,793 reported offences in 2025, 133 per 1,000 inhabitants, criminal damage unusually high; overall more than in similar municipalities (117).",
        ),
        # A leap in a group: what the comparison is worth stands below, before it.
        (SIGTUNA, "sv", "I Sigtuna anmäldes 9 655 brott 2025, 182 per 1 000 invånare."),
    ],
)
def test_one_sentence_answers(code: str, language: str, said: str) -> None:
    assert sentence(opened("municipality", place=code, lang=language)) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            UMEÅ,
            "Liknande kommuner: Lund, Norrköping, Jönköping och sju till. Hälften av dem ligger mellan 122 och 141 per 1 000 invånare.",
        ),
        # 62.08 against the 7.58 of the municipality in the middle: 8.19 times.
        (
            STOCKHOLM,
            "Skadegörelse är 8,2 gånger det vanliga, vilket kan bero på hur ärenden registreras. "
            "Alla anmälda brott är färre än 2020 (216).",
        ),
        # 24.08 against 7.58: 3.18 times.
        (
            BOTKYRKA,
            "Skadegörelse är 3,2 gånger det vanliga, vilket kan bero på hur ärenden registreras. "
            "Alla anmälda brott är färre än 2020 (144).",
        ),
        (
            SIGTUNA,
            "Narkotika- och vapenbrott tillsammans gick från 6 533 till 882 år 2025, vilket ett enda ärende kan göra. ",
        ),
    ],
)
def test_what_a_single_case_can_make_is_told_before_the_comparison(code: str, said: str) -> None:
    assert support(opened("municipality", place=code)).startswith(said)


YARDSTICKS = ("similar", "group", "county", "neighbours", "all")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_municipality_has_its_sentences(language: str) -> None:
    """At most 25 words, nothing unfilled, beside one yardstick or another; it is said where nothing must be told first."""
    t, said = speak(language), set()
    there = queries.rows("municipalities")
    for number, row in enumerate(there if language == "sv" else there[::7]):
        offered = [id_ for id_ in municipality_offences.offered(row) if id_ != "own"]
        found = of(row["code"], language, offered[number % len(offered)])
        answered = answer.plain(sentences.answer(found)).replace("\u00a0", "")
        assert len(answered.split()) <= answer.MOST_WORDS, answered
        every = [answered, *sentences.support(found)]
        for indicator in found.indicators:
            years = sorted(found.own[indicator])
            every += [
                sentences.heading(found, indicator, years),
                sentences.heading(found, indicator, years[-1:]),
                sentences.caveat(found, indicator, years),
                *cards.change(found, indicator),
                *(text for _, text in about.explanations(found, indicator)),
            ]
        every += [quarter.sentence(t, found.quarters[-1]), quarter.last_four(t, found.quarters)]
        assert not [text for text in every if re.search(r"[{}]|\bNone\b(?! of)|\bnan\b|\.\.|  ", text)]
        assert answered.startswith(("I ", "På ", row["name"]))
        assert found.told_first(TOTAL) or "(" in answered
        said.add(answered)
    assert len(said) == (290 if language == "sv" else 42)


def test_what_lifts_the_sum_stands_in_the_answer_in_either_language() -> None:
    """Of the 290 those of which one group lies far above all others; English takes more words."""
    codes = {row["name"]: row["code"] for row in queries.rows("municipalities")}
    lifted = 0
    for place, rows in municipality_offences.striking().items():
        if place not in codes or not [row for row in rows if row["kind"] == "far_above" and row["of"] != TOTAL]:
            continue
        found = of(codes[place], "en")
        first = found.told_first(TOTAL, found.last)
        if first is not None and first["kind"] == "far_above" and first["of"] != TOTAL:
            lifted += 1
            answered = answer.plain(sentences.answer(found))
            assert "unusually" in answered
            assert "overall" in answered
            assert len(answered.split()) <= answer.MOST_WORDS
    assert lifted == 15


def test_what_lifts_the_sum_is_told_even_where_the_comparison_takes_too_many_words() -> None:
    found = of("1861", "en", "county")
    assert answer.plain(sentences.answer(found)) == (
        "Hallsberg had 2,360 reported offences in 2025, 147 per 1,000 inhabitants, "
        "with unusually many reported narcotics and weapons offences."
    )
    assert "more than elsewhere in its county (119)" in " ".join(sentences.support(found))


# ---- yardsticks ---------------------------------------------------------------------------------------------------


@functools.cache
def figures() -> pd.DataFrame:
    """Brå's figures with the inhabitants that follow from count and rate."""
    found = pd.read_csv(database.BUILT_IN / "exports/bra-kommun-2015-2025.csv")
    return found.assign(among=found["count"] * 1000 / found["per_1000"])


def together(indicator: str, year: int, names: list[str]) -> tuple[float, float, float]:
    """The rate of these municipalities together, and between which rates the middle half of them lies."""
    every = figures()
    there = every[(every["indicator"] == indicator) & (every["year"] == year) & every["area"].isin(names)]
    assert len(there) == len(names)
    rates = there["per_1000"]
    return there["count"].sum() * 1000 / there["among"].sum(), rates.quantile(0.25), rates.quantile(0.75)


# The nearest in population to its 135 273 of the 22 other larger towns, at the end of 2025: 152 776, 132 333 … 98 940.
SIMILAR_TO_UMEÅ = [
    "Lund",
    "Norrköping",
    "Jönköping",
    "Helsingborg",
    "Borås",
    "Örebro",
    "Västerås",
    "Eskilstuna",
    "Halmstad",
    "Gävle",
]


def test_similar_municipalities_are_the_ten_nearest_in_population_in_their_group() -> None:
    groups = pd.read_csv(database.BUILT_IN / "municipalities.csv", dtype=str).set_index("code")
    people = pd.read_csv(database.BUILT_IN / "municipality_populations.csv", dtype={"municipality_code": str})
    newest = people[people["year"] == 2025].set_index("municipality_code")["population"]
    for code in (UMEÅ, BOTKYRKA, DOROTEA):
        group = groups[groups["skr_group"] == groups.loc[code, "skr_group"]].index.drop(code)
        nearest = (newest[group] - newest[code]).abs().sort_values(kind="stable").index[:10]
        assert list(of(code).yardstick.members) == [groups.loc[one, "name"] for one in nearest]
    assert sorted(of(UMEÅ).yardstick.members) == sorted(SIMILAR_TO_UMEÅ)


@pytest.mark.parametrize("yardstick", YARDSTICKS)
@pytest.mark.parametrize("code", [UMEÅ, DOROTEA])
def test_line_and_band_are_of_the_same_municipalities(code: str, yardstick: str) -> None:
    found = of(code, yardstick=yardstick)
    wanted = {row["name"] for row in queries.rows("yardsticks", municipality=code) if row["yardstick"] == yardstick}
    wanted -= set() if yardstick == "all" else {found.place}
    assert set(found.yardstick.members) == wanted
    for indicator in (TOTAL, "burglary"):
        for year in (2015, 2020, 2025):
            rate, low, high = together(indicator, year, list(found.yardstick.members))
            row = found.beside[indicator][year]
            assert (row["per_1000"], row["lower_quartile"], row["upper_quartile"]) == pytest.approx(
                (rate, low, high), rel=2e-3
            )


def test_an_island_has_no_neighbours_and_gotland_no_others_in_its_county() -> None:
    gotland = municipality_offences.municipality(GOTLAND)
    assert gotland is not None
    assert municipality_offences.offered(gotland) == ["similar", "group", "all", "own"]


def test_the_yardstick_is_chosen_in_the_address() -> None:
    at = opened("municipality", place=UMEÅ, yardstick="county")
    assert "ungefär som i resten av länet (93)" in sentence(at)
    assert support(at).startswith("Övriga Västerbottens län: Nordmaling, Bjurholm, Vindeln och elva till.")
    at = opened("municipality", place=UMEÅ, yardstick="all")
    # 1 262 164 offences in the 290 together.
    assert "färre än i alla kommuner tillsammans (119)" in sentence(at)
    assert [part.label for part in at.expander][
        1
    ] == "**Anmälda brott** · 2015–2025 · jämfört med alla kommuner tillsammans"


def test_a_reader_chooses_whom_to_compare_with() -> None:
    at = opened("municipality", place=UMEÅ)
    group = next(group for group in at.get("button_group") if group.key == "yardstick_filter")
    group.set_value("own")
    well(at.run())
    well(at.multiselect(key="against_filter").set_value(["2580", "2482"]).run())
    assert asked(at, "against") == ["2482", "2580"]
    rate, _, _ = together(TOTAL, 2025, ["Luleå", "Skellefteå"])
    assert f"än i Skellefteå och Luleå ({rate:.0f})" in sentence(at)
    assert support(at) == "Skillnaden mot Skellefteå och Luleå kan vara slump.Jämförs med Skellefteå och Luleå."
    head = table(at, "Anmälda brott i Umeå, jämfört med Skellefteå och Luleå")[0]
    assert head == ["År", "Antal", "Per 1 000 invånare", "Skellefteå och Luleå (beräknat)"]  # two have no middle half


def test_the_page_says_why_the_country_is_no_yardstick() -> None:
    text = prose(opened("municipality", place=UMEÅ))
    assert "I landets tal ingår också brott utan känd kommun" in text
    assert "De är alltid flera, eftersom ingen kommun är en annans tvilling." in text
    assert "Lund (" in text


# ---- cards --------------------------------------------------------------------------------------------------------


def card(at: AppTest, title: str) -> dict[str, str]:
    found = html_of(at, 'class="cards"')
    (one,) = [part for part in found.iterfind(".//a") if words(part.find("span[@class='title']")) == title]  # type: ignore[arg-type]
    said = {str(part.get("class")): spoken(part).strip() for part in one.iterfind("span")}
    return said | {"link": str(one.get("href")), "pictures": " ".join(str(i.get("alt")) for i in one.iter("img"))}


def test_a_card_tells_rate_count_change_and_position() -> None:
    at = opened("municipality", place=UMEÅ)
    found = card(at, "Stöld genom inbrott")
    assert (found["rate"], found["count"]) == ("1,6", "211 brott 2025")
    assert found["change"] == "−39 % sedan 2020, kan vara slump"  # 1.57 / 2.57
    assert found["place"] == "i den lägsta fjärdedelen av de 290"
    assert "2,4 (2015)" in found["pictures"]
    assert "Umeå 1,6, i den lägsta fjärdedelen av de 290 kommunerna" in found["pictures"]
    assert found["link"] == "/kommun?place=2480&indicator=burglary"
    assert re.search(r"\b(plats|rank)", found["place"] + found["pictures"], re.IGNORECASE) is None
    assert card(at, "Anmälda brott")["change"] == "−1 % sedan 2020, kan vara slump"  # 92.10 / 93.50
    assert card(at, "Narkotika- och vapenbrott tillsammans")["place"] == "i den högsta fjärdedelen av de 290"


def test_of_few_offences_no_change_in_per_cent_is_told() -> None:
    found = card(opened("municipality", place=DOROTEA), "Stöld genom inbrott")
    assert (found["rate"], found["count"]) == ("2,7", "6 brott 2025")  # 2.65, and 4.75 in 2020 of 12
    assert found["change"] == "2020 var det 4,8 för få brott för procent, kan vara slump"


def test_a_leap_stands_in_place_of_a_change() -> None:
    at = opened("municipality", place=SIGTUNA)
    assert card(at, "Narkotika- och vapenbrott tillsammans")["change"] == "ett språng 2025 kan vara ett enda ärende"
    assert card(at, "Anmälda brott")["change"] == "ett språng 2025 kan vara ett enda ärende"
    assert "sedan 2020" in card(at, "Stöld och rån")["change"]


def test_position_is_found_among_all_of_the_year() -> None:
    rates = figures()[(figures()["indicator"] == "burglary") & (figures()["year"] == 2025)].set_index("area")[
        "per_1000"
    ]
    low, high = rates.quantile(0.25), rates.quantile(0.75)
    found = {
        1: rates.index[rates < low],
        4: rates.index[rates > high],
    }
    everywhere = of(UMEÅ).everywhere["burglary"]
    for wanted, names in found.items():
        for name in names:
            strip = cards.strip_of(rates[name], everywhere)
            assert strip is not None
            assert cards.fourth(rates[name], strip) == wanted
    assert 70 <= len(found[1]) <= 73


# ---- over the years -----------------------------------------------------------------------------------------------


def chart(at: AppTest) -> str:
    return next(str(part.proto.alt) for part in at.get("vega_lite_chart")).replace("\u00a0", " ")


def headings(at: AppTest) -> list[str]:
    bodies = [html.proto.body for html in at.get("html") if "figure-title" in html.proto.body]
    found = [ET.fromstring(f"<page>{body}</page>").find(".//h2[@class='figure-title']") for body in bodies]
    return [words(part) for part in found if part is not None]


def test_the_chart_shows_own_line_yardstick_and_band() -> None:
    at = opened("municipality", place=UMEÅ)
    said = chart(at)
    assert "Umeå: 88,0 (2015)" in said or "Umeå: 87,9 (2015)" in said
    assert "92,1 (2025)" in said
    rate, low, high = together(TOTAL, 2025, SIMILAR_TO_UMEÅ)
    assert f"{rate:.1f} (2025)".replace(".", ",") in said
    assert f"Mittersta hälften av dem: {together(TOTAL, 2015, SIMILAR_TO_UMEÅ)[1]:.1f}".replace(".", ",") in said
    assert f"{low:.1f}–{high:.1f} (2025)".replace(".", ",") in said
    assert headings(at)[0] == "Färre anmälda brott än i liknande kommuner varje år sedan 2015"


def test_group_and_years_are_chosen_in_the_address() -> None:
    at = opened("municipality", place=UMEÅ, indicator="burglary", year=["2024", "2025"])
    assert "anmälda inbrottsstölder per 1 000 invånare" in chart(at) or "inbrott" in chart(at)
    body = table(at, "Stöld genom inbrott i Umeå, jämfört med liknande kommuner")[1:]
    assert [line[:3] for line in body] == [["2025", "211", "1,57"], ["2024", "344", "2,57"]]
    assert not any(words(part.find(".//caption")).endswith("per kvartal") for part in tables(at))  # type: ignore[arg-type]
    at = opened("municipality", place=UMEÅ, year="2019")
    assert headings(at)[0] == "Färre anmälda brott än i liknande kommuner"


def test_years_that_are_not_here_show_all() -> None:
    at = opened("municipality", place=UMEÅ, year="2014")
    assert len(table(at, "Anmälda brott i Umeå, jämfört med liknande kommuner")) == 12


@pytest.mark.parametrize(
    ("code", "indicator", "heading", "caveat"),
    [
        (UMEÅ, TOTAL, "Färre anmälda brott än", "Anmälda brott är inte begångna brott: många anmäls aldrig"),
        (
            STOCKHOLM,
            "criminal_damage",
            "Skadegörelse: långt över de flesta kommuner",
            "Långt över de andra: 62,1 anmälda skadegörelsebrott per 1 000 invånare 2025, mot 7,6 i kommunen i mitten",
        ),
        (
            STOCKHOLM,
            TOTAL,
            "Anmälda brott: skadegörelse långt över de flesta kommuners",
            "Långt över de andra: 62,1 anmälda skadegörelsebrott",
        ),
        (
            SIGTUNA,
            "narcotics_weapons",
            "Narkotika- och vapenbrott tillsammans: ett språng 2025 som ett enda ärende kan göra",
            "Ett språng som ett enda ärende kan göra: anmälda narkotika- och vapenbrott i Sigtuna gick från 6 533 år 2024 till 882 år 2025.",
        ),
        (
            TÄBY,
            "criminal_damage",
            "Skadegörelse: ett språng 2022",
            "Ett språng som ett enda ärende kan göra: anmälda skadegörelsebrott i Täby gick från 2 018 år 2021 till 745 år 2022.",
        ),
    ],
)
def test_one_caveat_stands_open_and_a_leap_comes_first(code: str, indicator: str, heading: str, caveat: str) -> None:
    at = opened("municipality", place=code, indicator=indicator)
    assert headings(at)[0].startswith(heading)
    assert body(at, 'class="caveat"', "p[@class='caveat']").startswith(caveat)


def test_leaps_are_marked_in_chart_and_table() -> None:
    at = opened("municipality", place=SIGTUNA, indicator="narcotics_weapons")
    assert chart(at).endswith("En ring märker ut ett språng: 2024 och 2025.")
    found = of(SIGTUNA)
    rows = over_years.chart_rows(found, "narcotics_weapons", [2022, 2023, 2024, 2025])
    assert [row["year"] for row in rows if row.get("leap")] == [2024, 2025]
    made = over_years.table(found, "narcotics_weapons", [2023, 2024, 2025], {})
    assert made.notes[1, "count"] == (
        "Narkotika- och vapenbrott tillsammans gick från 1\u00a0054 till 6\u00a0533 år 2024, vilket ett enda ärende kan göra."
    )


# ---- quarters -----------------------------------------------------------------------------------------------------


def test_the_newest_quarter_stands_beside_the_same_one_of_earlier_years() -> None:
    """Umeå: 3 132 in the second quarter of 2026, 3 280 the year before (−4,5 %); 3 067 + 3 001 + 2 590 + 3 132 = 11 790."""
    at = opened("municipality", place=UMEÅ)
    found = html_of(at, 'class="quarter"')
    said = words(found)
    assert said.startswith("Andra kvartalet 2026 preliminärt3 132 anmälda brott, 4,5 % färre än samma kvartal 2025")
    assert said.endswith("De fyra senaste kvartalen tillsammans: 11 790 (preliminärt); de fyra dessförinnan 12 344.")
    (picture,) = found.iter("img")
    assert str(picture.get("alt")).replace("\u00a0", " ") == (
        "Stapeldiagram: anmälda brott, andra kvartalet: 3 141 (2020), 2 717 (2021), 2 948 (2022), 3 155 (2023), "
        "3 218 (2024), 3 280 (2025) och 3 132 (2026, preliminärt)."
    )


def test_every_quarter_says_whether_it_is_preliminary() -> None:
    at = opened("municipality", place=BOTKYRKA)
    found = table(at, "Anmälda brott i Botkyrka per kvartal")
    assert found[0] == ["Kvartal", "Anmälda brott", "De fyra senaste tillsammans (beräknat)", "Status"]
    assert found[1] == ["2026 kv 2", "2 816", "12 035", "preliminärt"]  # 2 933 + 3 196 + 3 090 + 2 816
    assert found[3] == ["2025 kv 4", "3 196", "12 793", "slutligt"]  # the year: 12 793
    assert len(found) == 1 + 26
    made = quarter.table(speak("sv"), "Botkyrka", of(BOTKYRKA).quarters, {"bra-kvartal-2020-2026": "Brå"})
    (first, *_, last) = csv.DictReader(io.StringIO(downloads.csv_for_machines(made).decode()))
    assert (first["count"], first["last_four"], first["status"]) == ("2816", "12035", "preliminary")
    assert (last["count"], last["last_four"], last["status"]) == ("3520", "", "final") or last["last_four"] == ""


def test_few_offences_of_a_quarter_have_no_per_cent() -> None:
    rows = [dict(row) for row in of(DOROTEA).quarters[-1:]]
    rows[0] |= {"count": 12, "year_before": 18}
    said: Any = quarter.sentence(speak("sv"), rows[0])  # type: ignore[arg-type]
    assert said == "**12** anmälda brott, mot 18 samma kvartal 2025"


# ---- areas, agreement ---------------------------------------------------------------------------------------------


def cells(at: AppTest, place: str) -> list[list[str]]:
    found = html_of(at, "area-cells")
    assert found.findtext(".//caption") == f"Områden i {place}, efter bedömning"
    return [[spoken(part).strip() for part in line] for line in found.iter("tr")]


def test_areas_are_rows_with_a_cell_for_each_assessment() -> None:
    at = opened("municipality", place=BOTKYRKA)
    head, *found = cells(at, "Botkyrka")
    assert head == ["Område", "2015", "2017", "2019", "2021", "2023", "2025", "Trend sedan 2024"]
    serious = "Särskilt utsatt"
    assert found == [
        ["Alby", "Riskområde", *[serious] * 5, "åt rätt håll"],
        ["Fittja", "Riskområde", *[serious] * 5, "åt rätt håll"],
        ["Hallunda/Norsborg", *[serious] * 6, "stabil"],
        ["Storvreten", "–", "–", *["Utsatt"] * 4, "åt rätt håll"],
    ]
    assert headings(at)[1] == "Fyra områden i polisens bedömning 2025, tre särskilt utsatta"
    assert "Enligt polisen går tre av fyra åt rätt håll sedan 2024." in words(html_of(at, "area-cells"))
    (picture,) = html_of(at, 'class="small map"').iter("img")
    assert picture.get("alt") == (
        "Karta över Botkyrka med områdena i bedömningen 2025: Alby, Fittja, Hallunda/Norsborg och Storvreten."
    )
    links_ = {words(link): link.get("href") for link in html_of(at, "area-cells").iter("a")}
    assert links_["Alby"] == "/omraden?place=0127&area=alby"


def test_an_area_that_was_split_says_what_it_was_and_the_old_one_stands_last() -> None:
    found = cells(opened("municipality", place=STOCKHOLM), "Stockholm")
    names = [line[0] for line in found]
    assert "Rinkebytidigare Rinkeby/Tensta" in names
    assert "Tenstatidigare Rinkeby/Tensta" in names
    assert names.index("Rinkeby/Tenstafrån 2025 Hjulsta, Rinkeby och Tensta") > names.index("Vårberg")


def test_a_municipality_without_areas_says_so_and_leads_to_the_map() -> None:
    found = words(html_of(opened("municipality", place=UMEÅ), 'class="onward"'))
    assert found.startswith("OmrådenInget område i Umeå finns i polisens bedömningar 2015–2025.Karta")


def test_the_map_of_a_municipality_holds_every_area() -> None:
    for code in ("0180", "1480", "1280", "0181"):
        chosen = municipality_offences.municipality(code)
        assert chosen is not None
        rows = [row for row in queries.rows("municipality_areas", municipality=code) if row["in_municipality"]]
        now = [row["area"] for row in rows if municipality_areas.listed(row, 2025)]
        drawn = municipality_areas.made_map(speak("sv"), chosen, now, 2025)
        assert drawn.count("circle") - drawn.count("circle{") >= len(now) > 1


def test_an_agreement_says_its_years_and_how_far_it_can_be_followed() -> None:
    found = words(html_of(opened("municipality", place=UMEÅ), 'class="onward"'))
    assert "Överenskommelse Umeå 2021–2024avtalstiden är slut" in found
    assert "Av överenskommelsens tio punkter kan en följas med tal för Umeå, fyra delvis och fem inte." in found
    marks = [part.get("class") for part in html_of(opened("municipality", place=UMEÅ), 'class="reach"').iter("span")]
    assert marks == ["full"] + ["half"] * 4 + ["none"] * 5  # as many as the sentence says


# ---- what is taken along ------------------------------------------------------------------------------------------


def test_files_come_first_as_excel_and_say_what_changes_the_meaning_most() -> None:
    at = opened("municipality", place=SIGTUNA, indicator="narcotics_weapons")
    labels = [button.label for button in at.get("download_button")]
    assert labels[:5] == ["Excel", "CSV för Excel", "CSV för program", "Bild (PNG)", "Bild (SVG)"]
    found, lines = of(SIGTUNA), {"bra-kommun-2015-2025": "Brå"}
    made = over_years.table(found, "narcotics_weapons", [2024, 2025], lines)
    warned = answer.plain(sentences.caveat(found, "narcotics_weapons", [2024, 2025]))
    book = openpyxl.load_workbook(io.BytesIO(downloads.workbook(found.t, made, [("Att tänka på", warned)])))
    assert [cell.value for cell in book.worksheets[0][2]][:3] == [2025, 882, 16.62]
    assert any("6\u00a0533" in str(row[1].value) for row in book.worksheets[1].iter_rows())


def test_the_paper_begins_with_what_is_on_the_page() -> None:
    at = opened("municipality", place=UMEÅ, year="2025")
    (made,) = html_of(at, ">Gör underlag<").iter("a")
    assert made.get("href") == "/underlag?place=2480&year=2025&indicator=reported_offences"


@pytest.mark.parametrize("code", [UMEÅ, STOCKHOLM, SIGTUNA])
def test_english_has_no_swedish_left(code: str) -> None:
    at = opened("municipality", place=code, lang="en")
    said = [spoken(ET.fromstring(f"<page>{html.proto.body}</page>")) for html in at.get("html")]
    said += [part.proto.alt for part in at.get("vega_lite_chart")]
    text = " ".join([*said, *(part.label for part in at.expander)])
    assert re.findall(r"\b(?:och|eller|kommuner|brott|anmälda|invånare|kvartal|områden)\b", text, re.IGNORECASE) == []


def test_the_menu_leads_to_the_page_with_the_choice() -> None:
    assert links(opened("areas", place=UMEÅ))["Lägesbild för en kommun"] == "/kommun?place=2480"


# ---- chance -------------------------------------------------------------------------------------------------------


def changes(at: AppTest) -> dict[str, str]:
    """What the cards say of the change, by their titles."""
    page = html_of(at, 'class="cards"')
    parts = {part: page.findall(f".//span[@class='{part}']") for part in ("title", "change")}
    return {
        spoken(title).strip(): spoken(change).strip()
        for title, change in zip(parts["title"], parts["change"], strict=True)
    }


def test_cards_say_what_may_be_chance_of_the_change() -> None:
    # Z = 2 (√new − √(r old)) / √(1 + r) with r the ratio of the populations. Stockholm's thefts, 57,552 to 37,326: −69.6, so
    # beyond chance even if they swing a thousand times as much as independent cases. Dorotea's burglaries, 12 to 6: −1.2,
    # and all of Umeå's offences, 12,114 to 12,411: −1.2, so within chance if they only swing as much as those.
    assert changes(opened("municipality", place=STOCKHOLM))["Stöld och rån"] == "−37 % sedan 2020, mer än slump"
    dorotea = changes(opened("municipality", place=DOROTEA))["Stöld genom inbrott"]
    assert dorotea == "2020 var det 4,8 för få brott för procent, kan vara slump"
    assert changes(opened("municipality", place=UMEÅ))["Anmälda brott"] == "−1 % sedan 2020, kan vara slump"
    assert (
        changes(opened("municipality", place=UMEÅ, lang="en"))["Reported offences"] == "−1 % since 2020, may be chance"
    )


def test_what_may_be_chance_stands_in_a_view_of_its_own_with_the_verdicts_of_the_indicators_model() -> None:
    at = opened("municipality", place=STOCKHOLM, view="chance")
    head, *body = table(at, "Vad som kan vara slump i anmälda brott i Stockholm")
    assert head == [
        "Brott",
        "Jämfört med liknande kommuner 2025",
        "2025 jämfört med 2020",
        "2025 jämfört med 2024",
        "Alla år 2015–2025",
    ]
    known = answers.background("theft_robbery", "per_1000")
    own = {row["year"]: row for row in known.figures if row["area"] == "Stockholm"}
    step = evidence.compared(own[2025], own[2024], known.remarks, known.within, known.model)
    words_of = {"higher": "▲ ökade", "lower": "▼ minskade", "no_difference": "○ kan vara slump"}
    (line,) = [row for row in body if row[0] == "Stöld och rån"]
    assert line[2:4] == ["▼ minskade", words_of[step.verdict]]
    assert line[4] == "▼ minskar"
    said = spoken(html_of(at, 'class="by-chance"'))
    assert "191,6 per 1 000 invånare 2025 (95 %-intervall 180 till 203)" in said
    assert "Det är mindre än 2020, och skillnaden är större än sådana tal brukar svänga." in said
    assert "Skadegörelse är 8,2 gånger det vanliga" in said  # what is told first is told here too


def test_what_is_far_above_in_many_years_is_one_note() -> None:
    """Ten notes of the same stood below the table. Botkyrka's criminal damage per 1,000 beside that of the municipality in the
    middle: 2.78 times in 2016, 5.18 in 2024 and 2.29 in 2017, which is not told."""
    body = next(
        part for part in map(words, tables(opened("municipality", place="0127"))) if "gånger det vanliga" in part
    )
    said = re.findall(r"Skadegörelse [^.]*gånger det vanliga[^.]*\.", body)
    assert said == [
        "Skadegörelse har varit 2,8–5,2 gånger det vanliga de här åren, vilket kan bero på hur ärenden registreras."
    ]


@pytest.mark.parametrize("yardstick", ["similar", "all"])
def test_far_above_the_others_says_what_chance_says_beside_the_yardstick(yardstick: str) -> None:
    """Botkyrka's criminal damage is 3.2 times the median of the 290, and beside similar ones it may be chance: both are so,
    and a reader who meets the one is told of the other."""
    codes = {row["name"]: row["code"] for row in queries.rows("municipalities")}
    met = set()
    for name, rows in municipality_offences.striking().items():
        for row in rows:
            if row["kind"] != "far_above" or row["year"] != 2025 or row["of"] != row["indicator"]:
                continue
            found = of(codes[name], yardstick=yardstick)
            verdict = by_chance.compared(found.t, found.judged[row["indicator"]].beside)
            told = [sentences.caveat(found, row["indicator"], [2025]), by_chance.of_group(found, row["indicator"])[-1]]
            for said in told[:1] if found.leap(row["indicator"], range(2020, 2026)) else told:  # a leap is told first
                assert ("kan ändå vara slump" in said) == (verdict == "kan vara slump")
                assert ("är det ändå inte ovanligt" in said) == ("inte ovanligt" in verdict)
            met.add(verdict)
    assert {"kan vara slump", "högre, men inte ovanligt för sådana platser"} <= met


def test_a_yardstick_of_ones_own_is_judged_too() -> None:
    at = opened("municipality", place=UMEÅ, yardstick="own", against=["0180"], view="chance")
    head, *body = table(at, "Vad som kan vara slump i anmälda brott i Umeå")
    assert head[1] == "Jämfört med Stockholm 2025"
    assert [row[1] for row in body if row[0] == "Anmälda brott"] == ["○ lägre, men inte ovanligt för sådana platser"]


def test_the_answer_says_which_of_its_differences_may_be_chance() -> None:
    # Dorotea's 227 offences against 307: Z = −2.2, where the model lets so many swing 5 to 8 times as much as independent ones.
    assert support(opened("municipality", place=DOROTEA)).startswith("Båda skillnaderna kan vara slump.")
    assert "slump" not in support(opened("municipality", place=UMEÅ))


def test_the_files_of_the_view_hold_the_ratio_with_its_limits() -> None:
    found = of(UMEÅ)
    made = by_chance.table(found)
    (line,) = [row for row in made.rows if row[0] == "reported_offences"]
    # 12,411 among 134,755 by its rate, against the ten together: 92.10 / 130.34 = 0.71.
    assert round(float(str(line[-3])), 2) == 0.71
    assert float(str(line[-2])) < float(str(line[-3])) < float(str(line[-1])) < 1
