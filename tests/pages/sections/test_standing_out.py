"""What stands out: figures worked out by hand, the correction for many comparisons, and the screen."""

from __future__ import annotations

import csv
import io
import math
import xml.etree.ElementTree as ET
from typing import Any

import numpy as np
import pytest
from scipy import stats
from starlette.datastructures import QueryParams
from streamlit.testing.v1 import AppTest

import queries
from pages.components import downloads
from pages.components.municipality import standing as municipality_words
from pages.components.standing import tables as standing_tables
from pages.components.standing import words as standing_words
from pages.components.text import in_language
from pages.sections import municipality_offences, municipality_standing
from pages.sections import standing_out as screen
from queries.statistics import evidence, standing_out
from queries.statistics import tests as statistics
from queries.statistics.evidence import Row
from queries.statistics.variation import UNKNOWN, Variation
from tests.additions import GRAFFITI, INDICATORS, addition
from tests.page import asked, messages, prose, rows, tables, words
from tests.page import opened as without_own
from tests.page import opened_with_own as opened

pytestmark = pytest.mark.usefixtures("built_in_data")

CATEGORIES = ["vulnerable", "risk", "particularly_vulnerable", "all_areas", "rest_of_sweden", "sweden"]
TOWN = {"indicator": "graffiti", "source": "egen", "area_category": None, "measure": "per_1000"}


def figure(area: str | None, year: int, cases: int, among: int = 10_000, **more: Any) -> Row:
    limits = {"computed": True, "implied": False, "rounding_lower": None, "rounding_upper": None}
    return (
        TOWN
        | limits
        | {"area": area, "year": year, "cases": cases, "among": among, "value": cases / among * 1000}
        | more
    )


def everything(_: Row) -> bool:
    return True


def lists(files: dict[str, bytes] | None, **more: Any) -> screen.Lists:
    given: dict[str, Any] = {"years": None, "categories": CATEGORIES, "areas": None, "yardstick": "nearest"} | more
    with queries.one_state(files):
        return screen.lists(**given)


def who(items: list[screen.Item]) -> list[tuple[str, str, list[str]]]:
    return [
        (one.row["indicator"], one.row["area_category"] or one.row["area"], [f.kind for f in found])
        for one, found in items
    ]


# ---- statistics -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "least", "most"), [(30, 19.9, 20.1), (9, 19.9, 20.1), (0, 2.0, 3.0), (400, 300.0, 310.0)]
)
def test_a_count_beside_a_printed_rate_has_the_poisson_tail_at_the_nearer_end(
    count: int, least: float, most: float
) -> None:
    tail = stats.poisson.sf(count - 1, most) if count > most else stats.poisson.cdf(count, least)
    assert statistics.tail_beyond(count, least, most) == pytest.approx(2 * tail, rel=1e-9)
    each = 1000 / 2000  # of 2,000 people
    found = statistics.against_a_rate(count, 2000, (least * each, most * each))
    assert found.p == pytest.approx(2 * tail, rel=1e-9)


def test_a_count_within_what_rounding_leaves_has_no_evidence_against_chance() -> None:
    assert statistics.tail_beyond(20, 19.5, 20.5) == 1.0
    assert statistics.tail_beyond(1, 0.4, 0.6) == pytest.approx(2 * (1 - math.exp(-0.6)))  # at least one of 0.6


def test_the_correction_is_that_of_scipy() -> None:
    p_values = [float(p) for p in np.random.default_rng(3).uniform(size=200) ** 3]
    assert statistics.corrected(p_values) == pytest.approx(list(stats.false_discovery_control(p_values)))


def unknown(indicator: str, measure: str) -> Variation:
    """Of figures of which it is not known how they swing, cases are taken to be independent."""
    return UNKNOWN


def hundred(generator: np.random.Generator) -> list[Row]:
    """A hundred districts of 10,000, all with the same chance; the whole municipality beside them."""
    cases = generator.poisson(20, 100)
    whole = figure("Umeå", 2024, int(cases.sum()), 1_000_000)
    return [*(figure(f"Distrikt {n}", 2024, int(count)) for n, count in enumerate(cases)), whole]


def test_of_a_hundred_districts_without_differences_almost_none_stands_out() -> None:
    generator = np.random.default_rng(7)
    uncorrected = corrected = 0
    for _ in range(20):
        found = standing_out.found(hundred(generator), {}, unknown, everything, "nearest", {"Umeå"})
        tested = [one for standing in found for one in standing.findings if one.p is not None]
        assert len(tested) == 100  # the municipality itself has nothing to be compared with, and there is one year
        corrected += sum(one.verdict != "no_difference" for one in tested)
        uncorrected += sum(one.p is not None and one.p < 0.05 for one in tested)
    assert uncorrected > 20  # of 2,000, of which some 70 to 100 would be flagged by chance
    assert corrected <= 3


def test_a_real_difference_among_a_hundred_is_found() -> None:
    sample = hundred(np.random.default_rng(8))
    found = standing_out.found([figure("Ersboda", 2024, 80), *sample], {}, unknown, everything, "nearest", {"Umeå"})
    told = [one.row["area"] for one in found if one.level and one.level.verdict == "higher"]
    assert told == ["Ersboda"]


# ---- what is compared with what ----------------------------------------------------------------------------------


def beside(part: Row, *others: Row, yardstick: standing_out.Yardstick = "nearest") -> str | None:
    towns = {"Umeå", "Malmö"}
    within = evidence.lie_within([part, *others], (), [{"name": name, "is_county": False} for name in towns])
    found = standing_out.Yardsticks([part, *others], towns, within).of(part, yardstick)
    return (found["area"] or found["area_category"]) if found else None


def test_a_district_is_set_beside_its_municipality_and_a_municipality_beside_the_country() -> None:
    ersboda, umea, malmo = figure("Ersboda", 2024, 40), figure("Umeå", 2024, 200, 130_000), figure("Malmö", 2024, 500)
    sweden = figure(None, 2024, 9000, 10_000_000, area_category="sweden")
    rest = figure(None, 2024, 9000, source="rapport", area_category="rest_of_sweden")
    assert beside(ersboda, umea, sweden) == "Umeå"
    assert beside(ersboda, umea, sweden, yardstick="country") == "sweden"
    assert beside(ersboda, umea, malmo, sweden) == "sweden"  # which of the two it lies in nobody knows
    assert beside(umea, ersboda, sweden, rest) == "sweden"
    assert beside(umea, rest) == "rest_of_sweden"
    assert beside(umea, rest | {"year": 2023}) is None
    category = figure(None, 2024, 40, area_category="risk", source="rapport")
    assert beside(category, rest, sweden) == "rest_of_sweden"


def test_of_two_publications_the_latest_is_judged_and_a_readers_own_beside_it() -> None:
    old, new, own = (figure("Teg", 2023, 5, source=source) for source in ("old", "new", "own"))
    late = figure("Teg", 2024, 6, source="old")
    assert [part[-1]["source"] for part in standing_out.series([old, new], ())] == ["new"]
    assert [part[-1]["source"] for part in standing_out.series([old, late, new], ())] == ["old"]
    assert [part[-1]["source"] for part in standing_out.series([new, own], ("own",))] == ["new", "own"]


def test_a_hidden_small_number_is_neither_tested_nor_forgotten() -> None:
    shown = figure("Teg", 2022, 5)
    told = {"year": 2023, "kind": "hidden", "measure": "count", "area_category": None, "source": "egen"}
    notes = {"graffiti": evidence.by_place([told | {"area": "Teg"}, told | {"area": "Ersboda"}])}
    found = standing_out.found([shown], notes, unknown, everything, "nearest", ())
    assert [(one.row["area"], [part.why for part in one.findings]) for one in found] == [
        ("Teg", ["hidden", "hidden"]),
        ("Ersboda", ["hidden", "hidden"]),
    ]


# ---- the lists ---------------------------------------------------------------------------------------------------

# Umeå without its districts: 1,000 of 100,000, 10 per 1,000. Ersboda 40 of 1,000: 4 times that; Teg 3 of 1,000: less than a third.
LEVELS = (
    "graffiti,,Umeå,2024,1043,102000,,,umea-2024\n"
    "graffiti,,Ersboda,2024,40,1000,,,umea-2024\n"
    "graffiti,,Teg,2024,3,1000,,,umea-2024\n"
)


def test_worse_and_better_by_polarity() -> None:
    found = lists(addition(LEVELS), categories=[])
    # Ersboda: 40 against (1043 - 40) / (102,000 - 1,000) = 9.931 per 1,000.
    assert who(found.worse) == [("graffiti", "Ersboda", ["level"])]
    assert who(found.better) == [("graffiti", "Teg", ["level"])]
    level = found.worse[0][0].level
    assert level is not None
    assert level.compared is not None
    assert level.compared.result.ratio == pytest.approx(40 / 9.9307, rel=1e-4)
    assert evidence.figure_beside(level.compared) == pytest.approx(9.9307, abs=1e-4)
    # The smaller tail of 40 of 1,043, of which 1 in 102 lives there, doubled; one of three lines is not compared.
    p = 2 * stats.binom.sf(39, 1043, 1 / 102)
    assert level.p == pytest.approx(p, rel=1e-6)
    assert found.tested == 2
    assert level.corrected == pytest.approx(2 * p, rel=1e-6)  # the smaller of two


def test_what_is_better_where_more_is_better() -> None:
    umea = figure("Umeå", 2024, 1043, 102_000)
    sample = [figure("Ersboda", 2024, 40, 1000), figure("Teg", 2024, 3, 1000), umea]
    found = screen.sorted_into_lists(
        standing_out.found(sample, {}, unknown, everything, "nearest", {"Umeå"}, over_time=False),
        {"graffiti": "higher_is_better"},
    )
    assert who(found.worse) == [("graffiti", "Teg", ["level"])]
    assert who(found.better) == [("graffiti", "Ersboda", ["level"])]


def test_an_indicator_of_which_more_is_better_can_be_added() -> None:
    """The dictionary's row alone is enough: Ersboda with four times the figure around it is the one that does well."""
    row = GRAFFITI.replace("lower_is_better", "higher_is_better")
    found = lists(addition(LEVELS, indicators=INDICATORS + row), categories=[])
    assert who(found.worse) == [("graffiti", "Teg", ["level"])]
    assert who(found.better) == [("graffiti", "Ersboda", ["level"])]


def test_what_is_not_judged_stands_in_a_list_of_its_own() -> None:
    figures = LEVELS.replace("graffiti", "narcotics_offences")
    found = lists(addition(figures), categories=[])
    assert (found.worse, found.better) == ([], [])
    assert {area for _, area, _ in who(found.neutral)} == {"Ersboda", "Teg"}


def years(area: str, counts: list[int], people: int = 10_000) -> str:
    return "".join(f"graffiti,,{area},{2019 + n},{count},{people},,,umea-2024\n" for n, count in enumerate(counts))


def test_worse_and_worsening_comes_first() -> None:
    figures = (
        years("Umeå", [3000] * 6, 1_000_000)
        + years("Teg", [200, 201, 199, 200, 201, 400])  # far above, by a leap at the end
        + years("Ersboda", [40, 60, 80, 100, 120, 140])  # above and rising steadily
        + years("Backen", [300, 300, 300, 300, 300, 300])  # ten times as much, all the time
    )
    found = lists(addition(figures), categories=[])
    assert who(found.worse)[0][2] == ["level", "change"]
    assert ("graffiti", "Ersboda", ["level", "change"]) in who(found.worse)
    assert who(found.worse)[-1] == ("graffiti", "Backen", ["level"])


def test_what_is_above_and_falling_stands_in_both_lists() -> None:
    figures = years("Umeå", [3000] * 6, 1_000_000) + years("Ersboda", [400, 360, 320, 280, 240, 200])
    found = lists(addition(figures), categories=[])
    assert who(found.worse) == [("graffiti", "Ersboda", ["level"])]
    assert who(found.better) == [("graffiti", "Ersboda", ["change"])]
    body = standing(opened("what_stands_out", addition(figures), category=""), "Bättre")
    assert "Står också i den andra listan." in body


def test_the_least_difference_that_the_interval_allows() -> None:
    one = standing_out.Finding(
        kind="level", compared=evidence.compared(figure("Teg", 2024, 400), figure("Umeå", 2024, 10_000, 1_000_000))
    )
    assert one.compared is not None
    assert standing_out.least(one) == pytest.approx(math.log(one.compared.result.low or 0))
    assert standing_out.nearest_to_none(0.2, 0.5) == pytest.approx(math.log(2))
    assert standing_out.nearest_to_none(0.8, 1.5) == 0.0


def test_the_same_step_is_not_asked_twice() -> None:
    figures = "graffiti,,Teg,2023,100,10000,,,umea-2024\ngraffiti,,Teg,2024,200,10000,,,umea-2024\n"
    found = lists(addition(figures), categories=[], yardstick="earlier")
    assert who(found.worse) == [("graffiti", "Teg", ["level"])]
    assert found.tested == 1


def test_the_built_in_figures() -> None:
    found = lists(None)
    # Five can be tested, for the printed rates have no counts. Z of the last step: 26 → 40, 8 → 18, 62 → 72, 96 → 130,
    # and 237 → 236 in the rest of Sweden. Of these 96 → 130 (3.21) lies beyond 2.77 and has an exact p of 0.028, but not
    # after the correction for five.
    assert found.tested == 5
    assert (found.worse, found.better, found.neutral) == ([], [], [])
    step = next(one.change for one, _ in found.same if one.row["area_category"] == "all_areas")
    assert step is not None
    assert step.p == pytest.approx(2 * stats.binom.sf(129, 226, 0.5))
    assert step.corrected is not None
    assert step.corrected > 0.05
    # Shootings: three without population, one with an approximate one; of six indicators three levels and four changes.
    assert found.untold == 4 + 6 * (3 + 4)


def test_own_results_go_with_the_data() -> None:
    own = queries.Own(addition(LEVELS))
    given: Any = (None, [], None, "nearest")
    with queries.one_state(own):
        first = screen.lists(*given)
        assert screen.lists(*given) is first
    assert screen.lists(*given) is not first
    assert who(screen.lists(*given).worse) == []


def test_thousands_of_series_are_tested_once() -> None:
    generator = np.random.default_rng(5)
    indicators = INDICATORS + "".join(GRAFFITI.replace("graffiti", f"own{n}") for n in range(4))
    lines = [
        f"own{n},,Ort {place},{year},{generator.poisson(40)},10000,,,umea-2024\n"
        for n in range(4)
        for place in range(290)
        for year in range(2010, 2025)
    ]
    with queries.one_state(queries.Own(addition("".join(lines), indicators=indicators))):
        found = screen.lists(None, [], None, "nearest")
        assert screen.lists(None, [], None, "nearest") is found
    assert found.tested == 4 * 290


# ---- the screen --------------------------------------------------------------------------------------------------


def sections(at: AppTest) -> dict[str, ET.Element]:
    """The lists on the page by their headings."""
    found = {}
    for html in at.get("html"):
        if html.proto.body.startswith('<div class="standing">'):
            for section in ET.fromstring(html.proto.body).iter("section"):
                found[words(section.find("h3"))] = section  # type: ignore[arg-type]
    return found


def standing(at: AppTest, beginning: str) -> str:
    return next(words(section) for heading, section in sections(at).items() if heading.startswith(beginning))


def test_the_two_lists_are_alike() -> None:
    at = opened("what_stands_out", addition(LEVELS), category="")
    body = next(html.proto.body for html in at.get("html") if "Bättre eller" in html.proto.body)
    first, second = ET.fromstring(body)
    assert (first.tag, first.attrib) == (second.tag, second.attrib)
    assert [part.tag for part in first] == [part.tag for part in second] == ["h3", "ul"]
    assert [words(part[0]) for part in (first, second)] == ["Sämre eller försämras", "Bättre eller förbättras"]


def test_an_item_has_its_evidence_mark_and_link() -> None:
    at = opened("what_stands_out", addition(LEVELS), category="")
    item = sections(at)["Sämre eller försämras"].find(".//li")
    assert item is not None
    said = words(item)
    assert "Klotter: Ersboda (egen fil, beräknat)" in said
    assert "▲ Sämre: högre. 40,00 mot 9,93 per 1 000 invånare i övriga Umeå 2024: 4,03 gånger det talet" in said
    mark = item.find(".//strong")
    assert mark is not None
    assert mark.get("class") == "worse"
    link = item.find("a")
    assert link is not None
    href = link.get("href", "")
    assert href.startswith("/fler-indikatorer?")
    for part in ("indicator=graffiti", "area=Ersboda", "area=Ume%C3%A5", "yardstick=area%3AUme%C3%A5", "category="):
        assert part in href


def test_the_page_says_that_it_shows_own_figures() -> None:
    def bars(at: AppTest) -> int:
        return sum('class="own"' in html.proto.body for html in at.get("html"))

    assert bars(opened("what_stands_out", addition(LEVELS))) == 1
    assert (
        bars(opened("what_stands_out", addition(LEVELS), area="Teg", year="2018")) == 0
    )  # no own figures of that year


def test_in_english() -> None:
    at = opened("what_stands_out", addition(LEVELS), category="", lang="en")
    assert "▲ Worse: higher. 40.00 against 9.93 per 1,000 inhabitants in the rest of Umeå in 2024: 4.03 times that" in (
        standing(at, "Worse")
    )


def test_where_nothing_stands_out_one_sentence_says_so_and_the_others_are_counted_by_what_they_lack() -> None:
    at = without_own("what_stands_out")
    said = body(at, 'class="answer"')
    assert said.startswith("Ingen av de fem jämförelser som går att pröva visar mer än slump.")
    # 6 indicators in 3 categories: levels and changes of printed rates; shootings have no population, and one share is
    # contradicted.
    assert "46 till går inte att pröva: antalet fall är inte publicerat (42), folkmängden är inte känd (3) och" in body(
        at, 'class="supporting"'
    )
    assert [heading for heading in sections(at) if heading.startswith(("Sämre", "Bättre", "Avviker"))] == []
    heading = body(at, 'class="figure-title"')
    assert heading.startswith("De största skillnaderna, som inte går att pröva mot slumpen")
    assert "Brett streck: vad avrundningen tillåter, vilket inget säger om slumpen." in heading


def body(at: AppTest, mark: str) -> str:
    """The words of the one part of the page that has this in its HTML."""
    (found,) = [html.proto.body for html in at.get("html") if mark in html.proto.body]
    return words(ET.fromstring(f"<div>{found}</div>"))


def test_what_is_not_judged_has_no_colour_and_a_reason() -> None:
    figures = LEVELS.replace("graffiti", "narcotics_offences")
    section = sections(opened("what_stands_out", addition(figures), category=""))["Avviker, utan värdering"]
    said = words(section)
    assert "▲ Högre." in said
    assert "polisens egna insatser" in said
    assert not any(part.get("class") for part in section.iter() if part.tag == "strong")


def test_too_little_to_tell_gives_reasons_and_a_way_out() -> None:
    section = next(part for heading, part in sections(without_own("what_stands_out")).items() if "För lite" in heading)
    said = words(section)
    assert "För lite för att säga något (46)" in said
    assert "Källan motsäger talet eller kallar det ungefärligt (1)" in said
    assert "Antalet fall är inte publicerat (42)" in said
    assert "Folkmängden är inte känd (3)" in said
    assert [link.get("href") for link in section.iter("a")] == ["/egna-exporter"]


def test_what_may_be_chance_is_another_list() -> None:
    said = standing(without_own("what_stands_out"), "Ingen skillnad eller ändring")
    assert "Skjutningar (ändring): Utsatta områden, Riskområden" in said


def test_a_printed_yardstick_keeps_the_decimals_it_was_printed_with() -> None:
    fires = "vehicle_fires,,Umeå,2020,107,135000,,,umea-2024\n"  # 0.7926 per 1,000; table 8 prints 0.3 for the rest
    text = words(sections(opened("what_stands_out", addition(fires), category=""))["Sämre eller försämras"])
    assert "0,793 mot 0,3 per 1 000 invånare i övriga riket 2020: 2,64 gånger" in text  # 0,79 / 0,3 would be 2,63


def test_the_method_is_said_in_two_sentences() -> None:
    text = prose(without_own("what_stands_out"))
    assert "Alla jämförelser som går att göra (5) har korrigerats tillsammans" in text
    assert text.count("Utan korrigeringen skulle ungefär en jämförelse av tjugo sticka ut av enbart slump.") == 1
    assert "en av tjugo i listorna" not in text  # nothing stands there
    own = prose(opened("what_stands_out", addition(LEVELS), category=""))
    assert "Alla jämförelser som går att göra (2) har" in own
    assert "Med den väntas högst en av tjugo i listorna stå där av slump." in own


def test_the_first_sentence_counts() -> None:
    text = prose(without_own("what_stands_out"))
    assert "Det mesta går inte att pröva, 46 av 51 jämförelser: antalet fall är inte publicerat (42), folkmängden är inte känd (3) och källan motsäger talet eller kallar det ungefärligt (1)." in text  # fmt: skip
    assert "Ingen av de jämförelser som går att göra (5) visar mer än slump." in text
    at = opened("what_stands_out", addition(LEVELS), category="", year="2024")
    # Of Umeå itself nothing can be said: there is no figure of the country.
    assert (
        "(2) visar 2 mer än slump: 1 åt det sämre hållet, 1 åt det bättre och 0 utan värdering. Ytterligare 1 "
        in prose(at)
    )


def test_no_word_says_why() -> None:
    at = opened("what_stands_out", addition(LEVELS), category="")
    said = " ".join(words(section) for section in sections(at).values()).lower()
    for word in ("beror på", "på grund av", "orsak", "leder till", "till följd"):
        assert word not in said


def test_the_filters_are_in_the_address() -> None:
    at = opened("what_stands_out", addition(LEVELS + years("Teg", [10, 10])), category="", area="Teg")
    assert "Ersboda" not in " ".join(map(words, sections(at).values()))
    at = at.multiselect(key="area_filter").set_value([]).run()
    assert asked(at, "area") is None
    assert "Ersboda" in " ".join(map(words, sections(at).values()))
    assert "Välj minst ett år" in messages(without_own("what_stands_out", year=""))


def test_another_yardstick() -> None:
    figures = LEVELS + "graffiti,sweden,,2024,40000,1000000,,,umea-2024\n"  # 40 per 1,000
    at = opened("what_stands_out", addition(figures), category="", yardstick="country")
    assert "Ersboda" not in standing(at, "Sämre eller försämras")  # 40 against 40
    assert "i landet i övrigt 2024" in standing(at, "Bättre eller förbättras")


def test_table_and_files_hold_the_same_figures() -> None:
    with queries.one_state(addition(LEVELS)):
        t = in_language("sv")
        views = screen.views(t, [2024])
        found = screen.lists([2024], [], None, "nearest")
        parts = {"worse": found.worse, "better": found.better, "unknown": found.unknown}
        table = standing_tables.table(t, views, parts, "Vad som sticker ut")
        lines = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(table).decode())))
    assert [(line["list"], line["who"], line["ratio"]) for line in lines[:2]] == [
        ("worse", "Ersboda (egen fil, beräknat)", "4.03"),
        ("better", "Teg (egen fil, beräknat)", "0.29"),  # 3 against (1043 - 3) / 101 = 10.297
    ]
    shown = rows(opened("what_stands_out", addition(LEVELS), category="", year="2024"))
    place = shown[0].index("Gånger (beräknat)")
    assert [line[place] for line in shown[1:3]] == ["4,03", "0,29"]


def test_only_twenty_of_a_list_are_shown_and_the_rest_is_counted() -> None:
    figures = "graffiti,,Umeå,2024,1000,500000,,,umea-2024\n" + "".join(
        f"graffiti,,Distrikt {n},2024,{30 + n},1000,,,umea-2024\n" for n in range(25)
    )
    at = opened("what_stands_out", addition(figures), category="")
    section = sections(at)["Sämre eller försämras"]
    assert len(section.findall("ul/li")) == 20
    assert "och 5 till, i filerna nedan" in words(section)
    assert len(list(tables(at)[0].iter("tr"))) - 1 == 20 + 20  # and twenty changes of a single period


def test_the_overview_says_what_stands_out_in_three_lines() -> None:
    bodies = [html.proto.body for html in opened("overview", addition(LEVELS)).get("html")]
    said = [words(line) for line in ET.fromstring(next(body for body in bodies if "in-short" in body)).iter("li")]
    assert len(said) == 3
    assert "jämförelser går inte att pröva mot slumpen" in said[0]
    assert said[1].startswith("Sticker ut åt det sämre hållet: ")
    assert "inget av det som går att pröva." in said[2] or "Klotter: Teg" in said[2]


def test_decimals_keep_two_digits() -> None:
    assert standing_words.places_of(0.236, 0.024) == 3
    assert standing_words.places_of(40.0, 9.9) == 1
    assert standing_words.places_of(0.0) == 1


def test_the_indicators_own_screen_says_the_same() -> None:
    figures = LEVELS + "".join(
        f"graffiti,,{area},{year},{count},{people},,,umea-2024\n"
        for area, people, counts in (("Umeå", 102_000, (1000, 1010, 1020, 1030)), ("Ersboda", 1000, (12, 19, 26, 33)))
        for year, count in zip(range(2020, 2024), counts, strict=True)
    )
    at = opened("what_stands_out", addition(figures), category="")
    link = sections(at)["Sämre eller försämras"].find(".//a")
    assert link is not None
    given = dict(QueryParams(link.get("href", "").partition("?")[2]).items()) | {"area": ["Ersboda", "Umeå"]}
    own = opened("more_indicators", addition(figures), **given)
    said = " ".join(words(body) for body in tables(own))
    item = standing(at, "Sämre eller försämras")
    assert "4,03 gånger" in item
    assert "4,03" in said
    with queries.one_state(addition(figures)):
        change = screen.lists(None, [], None, "nearest").worse[0][0].change
    assert change is not None
    assert change.developed is not None
    assert change.developed.trend is not None
    assert in_language("sv").number(change.developed.trend.low, 3, signed=True) in said


def test_where_only_rounded_figures_are_known_the_chart_says_so() -> None:
    said = str(without_own("what_stands_out").get("vega_lite_chart")[0].proto.alt).replace("\u00a0", " ")
    # 1.0 against 0.3: 0.95 / 0.35 = 2.71 to 1.05 / 0.25 = 4.20
    assert (
        "Bilbrand: Särskilt utsatta områden: 3,33, 2,71 till 4,20 (vad avrundningen tillåter), går inte att avgöra"
        in said
    )
    assert said.count("går inte att avgöra") == 8


def test_results_in_the_file_for_excel_are_words() -> None:
    with queries.one_state(
        addition(years("Umeå", [3000] * 6, 1_000_000) + years("Ersboda", [400, 360, 320, 280, 240, 200]))
    ):
        t = in_language("sv")
        views = screen.views(t, [2024])
        found = screen.lists(None, [], None, "nearest")
        table = standing_tables.table(t, views, {"worse": found.worse, "better": found.better}, "Vad som sticker ut")
    lines = list(
        csv.DictReader(io.StringIO(downloads.csv_for_swedish_excel(t, table).decode("utf-8-sig")), delimiter=";")
    )
    assert [(line["Fråga"], line["Resultat"]) for line in lines] == [("Nivå", "högre"), ("Ändring", "minskar")]


def test_a_small_number_that_was_hidden_at_load_is_nowhere_on_the_page() -> None:
    figures = LEVELS + "graffiti,,Backen,2024,1,1000,,,umea-2024\ngraffiti,,Holmsund,2024,25,1000,,,umea-2024\n"
    at = opened("what_stands_out", addition(figures), category="", year="2024")
    hidden = standing(at, "För lite")
    assert "Ett litet tal är dolt" in hidden
    assert "Backen" in hidden
    for heading in ("Sämre", "Bättre", "Ingen skillnad"):
        assert "Backen" not in standing(at, heading)


def test_own_figures_change_nothing_of_what_is_said_of_the_published_ones() -> None:
    def of_published(found: screen.Lists) -> list[float | None]:
        items = [item for item in found.every if item[0].row["source"] == "lagesbild-2021-tabell-4"]
        return [one.corrected for _, findings in items for one in findings]

    assert of_published(lists(addition(LEVELS))) == of_published(lists(None))


# ---- a municipality -----------------------------------------------------------------------------------------------


def test_a_municipality_beside_its_yardstick_and_its_own_past() -> None:
    at = without_own("what_stands_out", place="2480")
    said = body(at, 'class="answer"')
    assert said.startswith("Två av tolv jämförelser för Umeå visar mer än slump.")
    # 3,256 thefts and robberies in 2020 and more before, 2,401 in 2025; criminal damage from 1,091 in 2017 to 562.
    assert "Minskar 2015–2025: stöld och rån samt skadegörelse." in body(at, 'class="supporting"')
    (chart,) = at.get("vega_lite_chart")
    # 92.10 against the 130.34 of the ten together: 0.71.
    assert "Anmälda brott: 0,71, " in chart.proto.alt
    head, *lines = rows(at)
    assert head[:3] == ["Brott", "Jämfört med liknande kommuner 2025", "Alla år 2015–2025"]
    assert [line[0] for line in lines] == [
        "Anmälda brott",
        "Brott mot person",
        "Stöld och rån",
        "Stöld genom inbrott",
        "Skadegörelse",
        "Narkotika- och vapenbrott tillsammans",
    ]


def test_the_municipalitys_verdicts_are_those_of_its_page_after_the_correction() -> None:
    """Nothing stands out here that its own page calls chance, and what falls to the correction says so."""
    for code in ("2480", "0180", "2425"):
        at = without_own("municipality", place=code, view="chance")
        of_offences = next(found for found in (rows(at, number) for number in range(1, 5)) if "Alla år" in found[0][-1])
        alone = {line[0]: line for line in of_offences[1:]}
        for line in rows(without_own("what_stands_out", place=code))[1:]:
            for here, there in ((line[1], alone[line[0]][1]), (line[2], alone[line[0]][4])):
                if here[0] in "▲▼":
                    assert there.startswith(here[0]), (code, line[0])
                elif there[0] in "▲▼":
                    assert "inte bland så många jämförelser" in here, (code, line[0])


def test_the_correction_of_a_municipalitys_comparisons_is_that_of_scipy() -> None:
    t = in_language("sv")
    chosen = municipality_offences.municipality("0180")
    assert chosen is not None
    found = municipality_offences.beside(t, chosen, municipality_offences.named(t, "similar", chosen))
    assert found is not None
    asked_ = municipality_words.findings(municipality_standing.found_in(found))
    p_values = [one.p for one in asked_ if one.p is not None]
    assert len(p_values) == 12
    assert [one.corrected for one in asked_] == pytest.approx(list(stats.false_discovery_control(p_values)))


def test_what_a_single_case_can_make_is_told_there_too() -> None:
    said = body(without_own("what_stands_out", place="0180"), 'class="supporting"')
    assert "Skadegörelse är 8,2 gånger det vanliga, vilket kan bero på hur ärenden registreras." in said


def test_the_reader_goes_on_to_the_areas_with_the_municipality_chosen() -> None:
    at = without_own("what_stands_out", place="2480", scope="areas")
    assert body(at, 'class="answer"').startswith("Ingen av de")
    assert at.selectbox(key="place_filter").value == "2480"
