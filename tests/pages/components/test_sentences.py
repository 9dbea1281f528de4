"""Sentences in plain language: right figures, right words, no causes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_file

import queries
from pages.components import figures
from pages.components.indicator import overview as overview_parts
from pages.components.indicator import sentences
from pages.components.text import in_language
from pages.components.view import Choice, View
from pages.sections import reference
from tests.additions import addition
from tests.page import opened, opened_with_own, prose, tables, words

pytestmark = pytest.mark.usefixtures("built_in_data")

COMPONENTS = Path(sentences.__file__).parent
AREAS = ["vulnerable", "risk", "particularly_vulnerable"]
NARCOTICS_SV = (
    "Narkotikabrott upptäcks till stor del genom polisens egna insatser, så fler anmälda brott behöver inte betyda att "
    "fler brott har begåtts."
)
SHOOTINGS_SV = (
    "Skjutningar utanför områdena räknas in när de har koppling dit. Antalen går inte att jämföra mellan kategorierna, "
    "som omfattar olika många områden och invånare."
)
INCIDENTS_SV = "Ett riskområde som omfattar en centrummiljö höjer talet för riskområden kraftigt."


def said(
    indicator: str,
    language: str = "sv",
    years: list[int] | None = None,
    categories: list[str] | None = None,
    measure: str | None = None,
) -> str:
    """The sentences of an indicator's screen, with ordinary spaces."""
    t = in_language(language)
    dictionary = reference.dictionary()
    measure = measure or dictionary.indicators[indicator]["measure"]
    chosen: dict[str, Any] = {"years": years, "categories": categories}
    comparison = queries.rows("comparison", indicators=[indicator], measure=measure, **chosen)
    series = queries.rows("series", indicator=indicator, measure=measure, **chosen)
    choice = Choice(
        indicator=indicator,
        measure=measure,
        years=tuple(sorted({point["year"] for point in series})),
        categories=tuple(dictionary.categories),
    )
    view = View(t=t, choice=choice, dictionary=dictionary)
    return sentences.summary(view, comparison, series).replace("\u00a0", " ")


def test_narcotics_all_years_and_categories() -> None:
    # 18.4 / 11.9 = 1.546
    assert said("narcotics_offences") == (
        "År 2020 var talet högst i särskilt utsatta områden: 18,4 anmälda narkotikabrott per 1 000 invånare, "
        "1,5 gånger talet i övriga riket (11,9). "
        "Sedan 2018 har det ökat i utsatta områden (från 8,8 till 14,6), i särskilt utsatta områden (från 14,5 till "
        "18,4) och i övriga riket (från 10,4 till 11,9). Talet sjönk först och steg sedan i riskområden (från 18,8 via "
        "12,5 år 2019 till 16,1). " + NARCOTICS_SV
    )


def test_narcotics_in_english() -> None:
    assert said("narcotics_offences", "en") == (
        "In 2020 the figure was highest in particularly vulnerable areas: 18.4 reported narcotics offences per 1,000 "
        "inhabitants, 1.5 times the figure in the rest of Sweden (11.9). "
        "Since 2018 it has risen in vulnerable areas (from 8.8 to 14.6), in particularly vulnerable areas (from 14.5 "
        "to 18.4) and in the rest of Sweden (from 10.4 to 11.9). It first fell, then rose in risk areas (from 18.8 by way "
        "of 12.5 in 2019 to 16.1). Narcotics offences are to a large extent found by the police's own work, so more reported offences do not necessarily "
        "mean more committed."
    )


def test_a_single_year_has_no_development() -> None:
    # 18.8 / 10.4 = 1.808
    assert said("narcotics_offences", years=[2018]) == (
        "År 2018 var talet högst i riskområden: 18,8 anmälda narkotikabrott per 1 000 invånare, "
        "1,8 gånger talet i övriga riket (10,4). " + NARCOTICS_SV
    )


def test_a_single_category_is_not_called_highest_and_is_still_compared() -> None:
    # 16.1 / 11.9 = 1.353
    assert said("narcotics_offences", categories=["risk"]) == (
        "År 2020 var talet i riskområden 16,1 anmälda narkotikabrott per 1 000 invånare, "
        "1,4 gånger talet i övriga riket (11,9). Sedan 2018 har talet först sjunkit och sedan stigit i riskområden (från 18,8 "
        "via 12,5 år 2019 till 16,1). " + NARCOTICS_SV
    )


def test_development_begins_with_the_first_chosen_year() -> None:
    assert "Sedan 2019 har det ökat i riskområden (från 12,5 till 16,1)." in said(
        "narcotics_offences", years=[2019, 2020], categories=["risk"]
    )


def test_only_the_rest_of_sweden() -> None:
    assert said("narcotics_offences", categories=["rest_of_sweden"]) == (
        "År 2020 var talet i övriga riket 11,9 anmälda narkotikabrott per 1 000 invånare. "
        "Sedan 2018 har det ökat i övriga riket (från 10,4 till 11,9). " + NARCOTICS_SV
    )
    assert said("narcotics_offences", "en", [2020], ["rest_of_sweden"]).startswith(
        "In 2020 the figure in the rest of Sweden was 11.9 reported narcotics offences per 1,000 inhabitants. "
    )


def test_the_number_of_shootings_is_not_compared_with_the_rest_of_sweden() -> None:
    assert said("shootings") == (
        "År 2020: 40 i utsatta områden, 18 i riskområden och 72 i särskilt utsatta områden (skjutningar). "
        "Sedan 2018 har det ökat i utsatta områden (från 22 till 40). Talet sjönk först och steg sedan i riskområden "
        "(från 14 via 8 år 2019 till 18), i särskilt utsatta områden (från 83 via 62 år 2019 till 72) och i alla områden "
        "tillsammans (från 119 via 96 år 2019 till 130). " + SHOOTINGS_SV
    )


def test_the_sum_of_the_areas_alone() -> None:
    assert said("shootings", "en", [2020], ["all_areas"]) == (
        "In 2020 the figure in all areas together was 130 shootings. "
        "Shootings outside the areas are included when they are linked to them. The numbers cannot be compared between "
        "the categories, which hold different numbers of areas and inhabitants."
    )


def test_computed_shootings_stand_beside_the_rest_with_the_sources_reason_not_to_compute_them() -> None:
    # 130 / 550 = 0.236; (366 - 130) / 9,829.295 = 0.024
    assert said("shootings", years=[2020], measure="per_1000_computed").startswith(
        "År 2020 var talet i alla områden tillsammans 0,24 skjutningar per 1 000 invånare (beräknat), mot 0,02 i övriga "
        "riket. Polisen redovisar inte detta mått: skjutningar utanför områdena räknas in"
    )


def test_a_figure_that_its_source_contradicts_is_not_said_to_have_risen() -> None:
    share = said("shootings", measure="share_percent")
    # Kinds of areas of different size are not ranked by their shares, no more than by their numbers.
    assert "10,9 i utsatta områden, 4,9 i riskområden och 19,7 i särskilt utsatta områden (procent av landets" in share
    assert "högst" not in share
    assert "från 38,9" not in share
    assert "alla områden tillsammans" not in share


def test_a_ratio_is_no_more_exact_than_the_figures_it_comes_from() -> None:
    # 1.0 / 0.3 lies between 0.95 / 0.35 = 2.7 and 1.05 / 0.25 = 4.2; 1.2 / 0.5 between 2.1 and 2.8
    assert "1,0 anmälda bilbränder per 1 000 invånare, ungefär 3 gånger talet i övriga riket (0,3)" in said(
        "vehicle_fires"
    )
    assert "ungefär 2,5 gånger talet i övriga riket (0,5)" in said("witness_intimidation")


def test_what_rises_and_falls_again_is_said_to() -> None:
    # Narcotics offences, risk areas: 18.8, 12.5, 16.1
    assert (
        "Sedan 2018 har talet först sjunkit och sedan stigit i riskområden (från 18,8 via 12,5 år 2019 till 16,1)."
        in said("narcotics_offences", categories=["risk"])
    )


def test_what_rounding_alone_can_make_is_no_change_and_no_turn() -> None:
    # Incident reports, vulnerable areas: 46.9 and 46.8, which may be 46.85 both.
    assert (
        "Sedan 2019 har det inte ändrats mer än vad avrundningen kan ge i utsatta områden (från 46,9 till 46,8)."
        in said("incident_reports", years=[2019, 2020], categories=["vulnerable"])
    )
    # Unlawful threats, vulnerable areas: 5.4, 6.1, 6.0: whether they fell after 2019 rounding does not tell.
    assert "Sedan 2018 har det ökat i utsatta områden (från 5,4 till 6,0)." in said(
        "threats", categories=["vulnerable"]
    )


def test_about_the_same_as_the_rest() -> None:
    # 43.7 / 42.6 = 1.026
    assert said("incident_reports", years=[2020], categories=["particularly_vulnerable"]) == (
        "År 2020 var talet i särskilt utsatta områden 43,7 händelserapporter med prioritet 1 eller 2 per 1 000 "
        "invånare, ungefär detsamma som i övriga riket (42,6). " + INCIDENTS_SV
    )
    assert "43.7 incident reports of priority 1 or 2 per 1,000 inhabitants, about the same as in the rest of" in said(
        "incident_reports", "en", [2020], ["particularly_vulnerable"]
    )


def test_categories_that_share_the_highest_figure_are_both_named() -> None:
    # Unlawful threats in 2020: 6.0 in vulnerable and in particularly vulnerable areas; 4.0 in the rest of Sweden.
    level = said("threats", years=[2020], categories=["vulnerable", "particularly_vulnerable"]).split(". ")[0]
    assert "6,0" in level
    assert "i utsatta områden" in level
    assert "i särskilt utsatta områden" in level


def test_of_two_publications_that_reach_the_same_year_the_later_speaks(data_copy: Path) -> None:
    header = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("later-report,Polismyndigheten,Ny lägesbild,New report,Tabell 7,Table 7,2023-12,\n")
    figures_ = "narcotics_offences,risk,,2020,,,16.4,,later-report\n"
    (data_copy / "exports/later.csv").write_text(header + figures_, encoding="utf-8")
    assert "var talet i riskområden 16,4" in said("narcotics_offences", "sv", [2020], ["risk"])


def test_below_the_rest_is_said_to_be_lower() -> None:
    # 8.8 / 10.4 = 0.846
    assert "8,8 anmälda narkotikabrott per 1 000 invånare, 0,8 gånger talet i övriga riket, alltså lägre (10,4)." in (
        said("narcotics_offences", years=[2018], categories=["vulnerable"])
    )
    assert "0.8 times the figure in the rest of Sweden, that is lower (10.4)." in (
        said("narcotics_offences", "en", [2018], ["vulnerable"])
    )


def test_what_did_not_change_is_said_not_to_have_changed() -> None:
    # Vehicle fires: 1.1 to 0.9, 1.5 to 0.9, 1.4 to 1.0, and 0.3 in all three years.
    assert (
        "Sedan 2018 har det minskat i utsatta områden (från 1,1 till 0,9), i riskområden (från 1,5 till 0,9) och i "
        "särskilt utsatta områden (från 1,4 till 1,0). Det är oförändrat, så som källan "
        "avrundar, i övriga riket." in said("vehicle_fires")
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_how_to_read_the_figures_always_stands_with_them(language: str) -> None:
    t = in_language(language)
    for row in queries.rows("indicators"):
        if isinstance(row["screen"], str):
            reading = t.field(row, "reading").replace("\u00a0", " ")
            assert reading
            assert said(row["id"], language, [2020], ["risk"]).endswith(reading)


def overview(language: str, years: list[int], categories: list[str]) -> str:
    t = in_language(language)
    indicators = {row["id"]: row for row in queries.rows("indicators")}
    phrases = figures.named(t, queries.rows("area_categories"), "phrase")
    comparison = queries.rows("comparison", indicators=None, measure=None, years=years, categories=categories)
    areas = sentences.latest_sources(comparison)
    return overview_parts.summary(t, areas, indicators, phrases).replace("\u00a0", " ")


def test_overview() -> None:
    # 1.0 / 0.3 = 3.33 for vehicle fires. Every indicator but shootings can be compared.
    assert overview("sv", [2020], AREAS) == (
        # 43.7 / 42.6 is 1.03, as printed 1.0: not higher in every kind of areas.
        "År 2020 låg alla 6 indikatorer som kan jämföras högre i minst ett slags område än i övriga riket. Närmast övriga "
        "riket, räknat i gånger, låg händelserapporter med prioritet 1 eller 2 i särskilt utsatta områden: 43,7 mot 42,6 per 1 000 "
        "invånare. Flest gånger övriga riket var det för anmälda bilbränder i särskilt utsatta områden: 1,0 mot 0,3, ungefär 3 gånger talet "
        "i övriga riket. Jämförs inte, eftersom jämförbara tal saknas: skjutningar. Anmälda brott är inte detsamma som "
        "begångna: narkotika- och vapenbrott speglar till stor del polisens egna insatser."
    )


def test_overview_counts_only_what_is_higher() -> None:
    # In 2018 narcotics offences were fewer in vulnerable areas (8.8) than in the rest of Sweden (10.4), and incident reports
    # as many to one decimal of the ratio (48.7 / 46.4 = 1.05, below it).
    assert overview("en", [2018], ["vulnerable"]).startswith(
        "In 2018, 4 of the 6 indicators that can be compared were higher in vulnerable areas than in the rest of Sweden."
    )
    assert overview("sv", [2018], ["vulnerable", "risk"]).startswith(
        "År 2018 låg alla 6 indikatorer som kan jämföras högre i minst ett slags område än i övriga riket."
    )


def test_overview_without_anything_to_compare_with() -> None:
    t = in_language("sv")
    assert overview_parts.summary(t, [], {}, {}) == (
        "Välj minst en områdeskategori som källan jämför med övriga riket."
    )


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("file", ["sentences.py", "overview.py"])
def test_no_sentence_names_a_cause(file: str, language: str) -> None:
    t = in_language(language)
    causes = (
        r"\b(because|due to|owing to|caus\w+|leads? to|thanks to|therefore|leder till|beror|på grund|orsak\w*|därför)\b"
    )
    templates = [
        t._catalogue.gettext(text)
        for _, text, _, _ in extract_from_file("python", COMPONENTS / file, keywords={"t": None})
    ]
    assert len(templates) >= 12
    assert [text for text in templates if re.search(causes, text, re.IGNORECASE)] == []


def test_a_percentage_of_small_rounded_numbers_has_its_range() -> None:
    table = tables(opened("fires_threats_intimidation", indicator="witness_intimidation"))[0]
    cells = {words(line[0]): [words(cell) for cell in line] for line in table.iter("tr")}
    # 0.7 → 0.8: 0.75 / 0.75 and 0.85 / 0.65. 0.5 → 0.5: 0.45 / 0.55 and 0.55 / 0.45.
    assert "+14 (0 till +31)1)" in cells["Utsatta områden"]
    assert "0 (−18 till +22)" in cells["Övriga riket"]
    said = [words(item) for item in table.iter("li")]
    assert "1) Avrundningen kan stå för hela förändringen." in said
    overview = next(one for one in tables(opened("overview")) if "Förändring i procent" in words(one))
    whole = {words(line[0]): [words(cell) for cell in line] for line in overview.iter("tr")}
    assert whole["Övergrepp i rättssak"][1:4] == ["+14 (0 till +31)", "+50 (+35 till +67)", "+14 (0 till +31)"]
    assert whole["Narkotikabrott"][1:4] == ["+66", "−14", "+27"]  # of larger numbers rounding changes little


PLACES = "".join(
    f"vehicle_fires,,{place},{year},{count},100000,,,umea-2024\n"
    for place, counts in {
        "Ersboda": (20, 40, 40, 30),
        "Teg": (30, 20, 20, 40),
        "Centrum": (50, 40, 41, 45),
        "Ålidhem": (10, 10, 10, 10),
    }.items()
    for year, count in zip(range(2021, 2025), counts, strict=True)
)


def test_all_years_of_a_highest_or_lowest_figure_are_named() -> None:
    at = opened_with_own("fires_threats_intimidation", addition(PLACES), area="Ersboda", measure="count", category="")
    assert "Däremellan var det högre: 40 år 2022 och 2023." in prose(at)


def test_of_several_places_each_is_covered_or_it_is_said_how_many() -> None:
    two = opened_with_own(
        "fires_threats_intimidation", addition(PLACES), area=["Teg", "Ersboda"], measure="count", category=""
    )
    for said in ("i Ersboda (egen fil) 30 anmälda bilbränder.", "i Teg (egen fil) 40 anmälda bilbränder."):
        assert said in prose(two)
    assert prose(two).count("Det är högre än 2021") == 2
    four = opened_with_own(
        "fires_threats_intimidation",
        addition(PLACES),
        area=["Teg", "Ersboda", "Centrum", "Ålidhem"],
        measure="count",
        category="",
    )
    assert "Av de 3 andra valda platserna är det sista talet högre än det första i 2, lägre i 0 och detsamma" in prose(
        four
    )
