"""How sure differences and changes are, as the pages say it; figures worked out by hand."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
import streamlit as st

import queries
from tests.additions import NOTES, addition
from tests.page import by_name, prose, quiet, rows, tables, widget, words
from tests.page import opened as built_in
from tests.page import opened_with_own as opened

pytestmark = pytest.mark.usefixtures("built_in_data")

HIGHER, LOWER = "▲ högre", "▼ lägre"
NO_DIFFERENCE = "○ ingen skillnad som går att skilja från slumpen"
IF_INDEPENDENT = ", om fallen är oberoende"


def titles(at: object) -> list[str]:
    return [words(table.find(".//caption")) for table in tables(at)]  # type: ignore[arg-type]


# ---- the report -----------------------------------------------------------------------------------------------------


def test_shootings_of_2020_beside_those_of_2018() -> None:
    at = built_in("shootings", figure="areas")
    assert titles(at)[1:3] == ["Skjutningar: jämfört med samma område 2018", "Skjutningar: förändring över tid"]
    table = by_name(at, 1)
    vulnerable = table["Utsatta områden"]
    # 40 against 22: exact limits of the share 40/62 are 0.513 and 0.762, of the ratio 1.05 and 3.21.
    ratio = [vulnerable[title] for title in vulnerable if title.endswith("(beräknat)")]
    assert ratio == ["1,82", "1,05", "3,21"]
    results = {name: line["Resultat"] for name, line in table.items()}
    assert results == {
        # Three years of three categories do not tell how much such figures swing.
        "Utsatta områden": f"{HIGHER}{IF_INDEPENDENT}",
        "Riskområden": f"{NO_DIFFERENCE}{IF_INDEPENDENT}",
        "Särskilt utsatta områden": f"{NO_DIFFERENCE}{IF_INDEPENDENT}",
        "Alla områden tillsammans": f"{NO_DIFFERENCE}{IF_INDEPENDENT}",
    }
    assert (
        f"År 2020 var talet i utsatta områden högre än talet 2018, mer än slumpen brukar ge{IF_INDEPENDENT}."
        in prose(at)
    )
    assert "Tre år är ingen trend." in prose(at)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("name", "number"), [("compared", 1), ("changes", 2)])
def test_the_files_of_the_view_hold_what_its_tables_show(
    monkeypatch: pytest.MonkeyPatch, name: str, number: int, language: str
) -> None:
    """Excel and CSV, cell for cell: figures as numbers, verdicts without their sign and condition."""
    files: dict[str, Any] = {}
    monkeypatch.setattr(
        st, "download_button", lambda label, data, file_name, **others: files.__setitem__(file_name, data)
    )
    head, *lines = rows(built_in("shootings", figure="areas", view="chance", lang=language), number)
    shown = [[plain(cell, language) for cell in line] for line in lines]
    book = openpyxl.load_workbook(io.BytesIO(files[f"shootings-count-{name}.xlsx"]()))
    of_excel = [[cell.value for cell in line][: len(head)] for line in book.worksheets[0].iter_rows()]
    assert of_excel[0] == head
    assert of_excel[1:] == shown
    assert len(shown) == 4
    text = files[f"shootings-count-{name}.excel.csv"]().decode("utf-8-sig")
    first, *of_csv = csv.reader(io.StringIO(text), delimiter=";")
    assert first[: len(head)] == head
    assert [[plain(cell, "sv") for cell in line[: len(head)]] for line in of_csv] == shown


def plain(cell: str, language: str) -> float | str:
    """A cell as a file holds it: a number where it is one, else its words without sign and condition."""
    point = "," if language == "sv" else "."
    try:
        return float(cell.replace("−", "-").replace(point, "."))
    except ValueError:
        said = cell.removeprefix("▲ ").removeprefix("▼ ").removeprefix("○ ")
        return said.removesuffix(IF_INDEPENDENT).removesuffix(", if cases are independent")


def test_a_change_that_may_be_chance_says_so_beside_its_percentage() -> None:
    body = tables(opened("shootings", {}, figure="areas"))[0]
    marked = {
        words(line[0]): [words(part) for part in line if part.find("sup") is not None] for line in body.iter("tr")
    }
    # 22 → 40 is more than chance (ratio 1.05 to 3.21); 14 → 18, 83 → 72 and 119 → 130 are not.
    assert marked["Utsatta områden"] == []
    assert marked["Riskområden"] == ["+41)", "+291)"]
    assert marked["Särskilt utsatta områden"] == ["−111)", "−131)"]
    said = [words(item) for item in body.iter("li")]
    assert "1) Förändringen går inte att skilja från slumpen." in said
    rounded = [words(item) for item in tables(opened("incident_reports", {}))[0].iter("li")]
    assert not any("slumpen." in item and "skilja" in item for item in rounded)  # nothing is known of chance there


def test_the_overview_marks_the_same_changes() -> None:
    at = opened("overview", {})
    number = next(number for number, title in enumerate(titles(at)) if title.startswith("Förändring i procent"))
    cells = {words(line[0]): list(line) for line in tables(at)[number].iter("tr")}
    marked = [part.find("sup") is not None for part in cells["Skjutningar"]]
    assert marked == [False, False, True, True, True, False]  # 22 → 40 is more than chance; no figures of the rest
    assert not any(part.find("sup") is not None for part in cells["Bilbrand"])  # nothing is known of chance there


def test_the_last_step_has_its_z_and_limit() -> None:
    table = by_name(built_in("shootings", figure="areas"), 2)
    found = {
        name: (line["Z för det sista steget (beräknat)"], line["Slumpens gräns för Z (beräknat)"], line["Resultat"])
        for name, line in table.items()
    }
    nothing = f"○ ingen ändring som går att skilja från slumpen{IF_INDEPENDENT}"
    assert found == {
        "Utsatta områden": ("+2,45", "2,77", nothing),  # 2(√40 − √26)
        "Riskområden": ("+2,83", "2,77", nothing),  # 2(√18 − √8); the exact test of 18 against 8 has p = 0.076
        "Särskilt utsatta områden": ("+1,22", "2,77", nothing),  # 2(√72 − √62)
        "Alla områden tillsammans": ("+3,21", "2,77", f"▲ ökade{IF_INDEPENDENT}"),  # 2(√130 − √96)
    }


def test_rounded_rates_have_a_range_and_no_verdict() -> None:
    at = built_in("fires_threats_intimidation", year="2020")
    line = by_name(at, 1)["Riskområden"]
    assert line["Resultat"] == "? går inte att avgöra: antalet fall är inte publicerat"
    # 0.9 against 0.3, each rounded: 0.85/0.35 and 0.95/0.25.
    assert [line[title] for title in line if title.endswith("(beräknat)")] == ["3,00", "2,43", "3,80"]
    assert line["Gränserna är"] == "bara avrundning"
    assert "Källan anger inte hur många fall det är. Därför går det inte att säga hur mycket som är slump." in prose(at)
    # Where nothing can be tested, the table is folded below that sentence.
    (folded,) = [part for part in at.expander if part.label == "Så är det prövat"]
    assert any("<table" in html.proto.body for html in folded.get("html"))


def test_the_yardstick_is_in_the_address_and_not_compared_with_itself() -> None:
    at = built_in("fires_threats_intimidation", year="2020", yardstick="risk")
    assert titles(at)[1] == "Bilbrand: jämfört med riskområden"
    assert list(by_name(at, 1)) == ["Utsatta områden", "Särskilt utsatta områden", "Övriga riket"]
    assert widget(at, "yardstick").value == "risk"


def test_shares_of_the_country_are_not_compared() -> None:
    at = built_in("shootings", measure="share_percent")
    assert "Mer än slump?" not in [part.value for part in at.subheader]
    assert "ingen trend" not in prose(at)


def test_the_category_figures_say_that_areas_move() -> None:
    # Tableau 3 lists 10 areas whose category changed, among them three that came and two that went.
    text = prose(built_in("incident_reports"))
    assert "från 2019 till 2021 bytte, tillkom eller försvann 10 av 63." in text


@pytest.mark.parametrize("screen", ["narcotics_weapons", "shootings"])
def test_colour_only_where_the_indicator_is_to_be_judged_by(screen: str) -> None:
    figures = "".join(
        f"{indicator},,{place},2020,{count},10000,,,umea-2024\n"
        for indicator in ("narcotics_offences", "shootings")
        for place, count in (("Ersboda", 90), ("Teg", 20))
    )
    at = opened(screen, addition(figures), measure="per_1000", yardstick="area:Teg", year="2020")
    table = next(table for table in tables(at) if "jämfört med" in words(table.find(".//caption")))  # type: ignore[arg-type]
    told = f"{HIGHER}{IF_INDEPENDENT}"
    cells = {words(cell): cell.get("class", "") for cell in table.iter("td") if words(cell) == told}
    assert cells == {told: "" if screen == "narcotics_weapons" else "worse"}


# ---- own figures ----------------------------------------------------------------------------------------------------

COUNTS = (40, 45, 50, 55, 60, 65)


def test_another_place_is_in_a_list_that_opens_when_asked_for() -> None:
    places = ("Arjeplog", "Lycksele", "Malå", "Sorsele", "Storuman", "Vilhelmina", "Åsele")
    figures = "".join(
        f"vehicle_fires,,{place},2020,{20 + number},10000,,,umea-2024\n" for number, place in enumerate(places)
    )
    at = opened("fires_threats_intimidation", addition(figures), year="2020")
    assert widget(at, "yardstick").options[-1] == "Annan plats"
    assert not [box for box in at.selectbox if box.key == "yardstick_others_filter"]
    assert titles(at)[1] == "Bilbrand: jämfört med övriga riket"

    at = widget(at, "yardstick").set_value("other").run()
    assert titles(at)[1] == "Bilbrand: jämfört med övriga riket"  # until a place is chosen
    listed = at.selectbox(key="yardstick_others_filter")
    assert listed.value is None
    assert set(listed.options) >= {"Sorsele", "Åsele"}

    at = listed.set_value("area:Åsele").run()
    assert at.query_params["yardstick"] == "area:Åsele"
    assert titles(at)[1] == "Bilbrand: jämfört med Åsele"
    assert widget(at, "yardstick").value == "other"

    at = widget(at, "yardstick").set_value("vulnerable").run()
    assert titles(at)[1] == "Bilbrand: jämfört med utsatta områden"
    assert not [box for box in at.selectbox if box.key == "yardstick_others_filter"]


def districts(notes: str = "") -> dict[str, bytes]:
    """Ersboda with five more of 10,000 every year; Umeå, which it is part of, with 300 of 130,000 each year."""
    figures = "".join(
        f"vehicle_fires,,Ersboda,{year},{count},10000,,,umea-2024\nvehicle_fires,,Umeå,{year},300,130000,,,umea-2024\n"
        for year, count in enumerate(COUNTS, start=2015)
    )
    return addition(figures, **({"notes": NOTES + notes} if notes else {}))


def test_six_years_have_a_trend_with_its_limits() -> None:
    at = opened("fires_threats_intimidation", districts(), highlight="Ersboda", category=[])
    line = next(by_name(at, number) for number, title in enumerate(titles(at)) if "förändring över tid" in title)[
        "Ersboda (egen fil)"
    ]
    assert (line["Från"], line["Till"], line["Resultat"]) == ("2015", "2020", "▲ ökar")
    assert line["Ändring per år, per 1 000 invånare (beräknat)"] == "+0,500"
    # Mean rate 5.25: variance 0.525; Σ(x − x̄)² = 17.5; error √(0.525/17.5) = 0.1732; t with 4 degrees is 2.776 (Umeå,
    # which Ersboda is part of, is no second series); a little more, since counts have heavier tails than normal figures.
    assert line["Lägst, 95 %-intervall (beräknat)"] == "+0,018"
    assert "2015–2020 har det ökat i Ersboda (egen fil, beräknat) med 0,50 per 1 000 invånare och år" in prose(at)


def test_a_district_is_compared_with_the_rest_of_its_municipality() -> None:
    at = opened("fires_threats_intimidation", districts(), yardstick="area:Umeå", year="2020", category=[])
    number = next(number for number, title in enumerate(titles(at)) if "jämfört med" in title)
    line = by_name(at, number)["Ersboda (egen fil)"]
    assert line["Gånger jämförelsetalet (beräknat)"] == "3,32"  # 6.5 against 235 of 120,000
    assert any("borträknat" in words(item) for item in tables(at)[number].iter("li"))


def test_a_break_is_said_and_not_crossed() -> None:
    note = "vehicle_fires,,,2019,umea-2024,per_1000,definition_break,Ny brottskod.,New code.\n"
    at = opened("fires_threats_intimidation", districts(note), highlight="Ersboda", category=[])
    number = next(number for number, title in enumerate(titles(at)) if "förändring över tid" in title)
    line = by_name(at, number)["Ersboda (egen fil)"]
    assert (line["Från"], line["Till"]) == ("2019", "2020")
    assert "Ersboda (egen fil) börjar om 2019" in prose(at)
    assert any("Ny brottskod." in words(item) for item in tables(at)[0].iter("li"))


# ---- areas by category ----------------------------------------------------------------------------------------------


def by_area() -> dict[str, bytes]:
    """Gårdsten (risk 2019, vulnerable 2021), Biskopsgården (particularly vulnerable) and Hammarkullen (the same)."""
    numbers = {"Gårdsten": (20, 30), "Biskopsgården": (60, 50), "Hammarkullen": (10, 10)}
    figures = "".join(
        f"vehicle_fires,,{place},{year},{count},10000,,,umea-2024\n"
        for place, counts in numbers.items()
        for year, count in zip((2020, 2021), counts, strict=True)
    )
    return addition(figures)


def category_table(**parameters: str) -> tuple[dict[tuple[str, str], list[str]], str]:
    at = opened("fires_threats_intimidation", by_area(), **parameters)
    number = next(number for number, title in enumerate(titles(at)) if "efter kategori" in title)
    body = [[words(cell) for cell in line] for line in tables(at)[number].iter("tr")][1:]
    return {(line[0], line[1]): [line[2], line[5], line[-1]] for line in body}, prose(at)


def test_as_assessed_each_year_the_area_moves_and_is_named() -> None:
    found, text = category_table()
    assert found == {
        ("Riskområden", "2020"): ["2,00", "20", "Gårdsten"],
        ("Utsatta områden", "2021"): ["3,00", "30", "Gårdsten"],
        # (60 + 10) and (50 + 10) of 20,000
        ("Särskilt utsatta områden", "2020"): ["3,50", "70", "Biskopsgården, Hammarkullen"],
        ("Särskilt utsatta områden", "2021"): ["3,00", "60", "Biskopsgården, Hammarkullen"],
    }
    assert "områden byter kategori: Gårdsten." in text


def test_by_one_assessment_the_areas_stay_the_same() -> None:
    found, text = category_table(classification="2021")
    assert found["Utsatta områden", "2020"] == ["2,00", "20", "Gårdsten"]
    assert found["Utsatta områden", "2021"] == ["3,00", "30", "Gårdsten"]
    assert not any(category == "Riskområden" for category, _ in found)
    assert "Alla år gäller samma områden, efter bedömningen 2021" in text


# ---- what misled ----------------------------------------------------------------------------------------------------

LEAPT = "".join(
    f"graffiti,,Ersboda,{year},{count},{people},,,umea-2024\n"
    for year, count, people in ((2018, 60, 8000), (2019, 62, 8000), (2020, 95, 12000), (2021, 97, 12100))
)


def test_across_a_leap_of_the_population_nothing_is_compared() -> None:
    at = opened(
        "more_indicators", addition(LEAPT), indicator="graffiti", area="Ersboda", category="", yardstick="earlier"
    )
    text = prose(at)
    assert "Ersboda (egen fil) börjar om 2020, så inget jämförs över det årsskiftet." in text
    assert "än 2018" not in text  # neither higher nor lower
    whole, beside = by_name(at, 0)["Ersboda (egen fil)"], by_name(at, 1)["Ersboda (egen fil)"]
    assert [whole[title] for title in whole if title.startswith("Förändring")] == ["–", "–"]
    assert beside["Resultat"] == "? går inte att avgöra: serien börjar om däremellan"
    assert [beside[title] for title in beside if title.endswith("(beräknat)")] == ["–"] * 3


RISING = "".join(f"graffiti,,Ersboda,{2019 + n},{count},8000,,,umea-2024\n" for n, count in enumerate(COUNTS))


def test_the_change_that_would_be_seen_is_said_to_be_in_four_cases_of_five() -> None:
    at = opened("more_indicators", addition(RISING), indicator="graffiti", area="Ersboda", category="")
    [line] = by_name(at, 2).values()
    assert any(title.startswith("Ändring per år som skulle synas i fyra fall av fem") for title in line)
    assert "Minsta ändring" not in prose(at)


def test_a_ratio_stands_beside_the_two_numbers_it_is_made_of_and_a_reader_who_divides_gets_it() -> None:
    figures = "graffiti,,Ersboda,2024,40,8000,,,umea-2024\ngraffiti,,Umeå,2024,200,130000,,,umea-2024\n"
    at = opened("more_indicators", addition(figures), indicator="graffiti", area=["Ersboda", "Umeå"], category="")
    line = by_name(at, 1)["Ersboda (egen fil)"]
    value, other = line["Tal"], line["Umeå (beräknat)"]
    assert (value, other) == ("5,000", "1,311 (resten)")  # 160 of 122,000
    assert line["Gånger jämförelsetalet (beräknat)"] == "3,81"
    assert round(5.000 / 1.311, 2) == 3.81


def test_a_note_on_a_doubtful_figure_is_true_whatever_years_are_chosen() -> None:
    # Table 4: 38.9 per cent in 2018, 28.8 in 2019; 39.7 or 35.5 in 2020 are both more than 28.8.
    at = built_in("shootings", measure="share_percent", year=["2019", "2020"])
    said = next(words(item) for item in tables(at)[0].iter("li") if "39,7" in words(item))
    assert "Från 2018 till 2020 har andelen med 35,5 minskat" in said
    assert "från 2019 till 2020 har den ökat med båda" in said
    assert "sedan 2018" not in said


# ---- elsewhere ------------------------------------------------------------------------------------------------------


def test_what_an_interval_is_stands_with_a_picture_on_the_page_about_the_statistics() -> None:
    at = built_in("about")
    # Byar's limits of 18 are 10.66 and 28.45.
    assert "Att polisen räknade 18 skjutningar i riskområden år 2020 är inte osäkert" in prose(at)
    assert "95 %-intervallet, 11 till 28, visar vilka nivåer som är rimliga bakom talet" in prose(at)
    alts = [chart.proto.alt for chart in at.get("vega_lite_chart")]
    assert any(
        "Riskområden 2020: 11 till 28 (95 %-intervall om fallen är oberoende)" in alt.replace("\u00a0", " ")
        for alt in alts
    )
    number = next(number for number, title in enumerate(titles(at)) if title == "Skjutningar 2020 med 95 %-intervall")
    assert list(by_name(at, number)["Riskområden"].values())[1:] == ["18", "11", "28"]


def test_a_funnel_shows_how_well_the_model_describes_the_290() -> None:
    at = built_in("about")
    alt = next(chart.proto.alt for chart in at.get("vega_lite_chart") if chart.proto.alt.startswith("Trattdiagram"))
    assert alt.startswith("Trattdiagram: Anmälda brott 2025 efter folkmängd, 290 kommuner. Utanför gränserna: ")
    found = re.search(r"År 2025 gör (\d+) av 290 det, ([\d,]+) procent", prose(at))
    assert found is not None
    outside, share = int(found[1]), float(found[2].replace(",", "."))
    assert share == round(outside / 2.9, 1)
    assert 2.5 <= share <= 7.5  # 5 are nominal
    number = next(number for number, title in enumerate(titles(at)) if title.endswith("utanför gränserna"))
    table = by_name(at, number)
    assert len(table) == outside
    for line in table.values():
        population, rate, low, high = (
            float(text.replace(" ", "").replace(",", ".")) for text in list(line.values())[1:5]
        )
        assert not low <= rate <= high
        assert population > 1000


def test_no_full_stop_stands_behind_a_question() -> None:
    assert "Är det slump?** Antalet skjutningar" in prose(built_in("shootings", view="chance"))


def test_the_later_national_series_says_what_is_more_than_chance() -> None:
    at = built_in("shootings", figure="country")
    # 2(√158 − √296) and 2(√194 − √139). The steps between the years before 2024 are 1.78 and 7.5 times what independent cases
    # would give, known from some 4.2 and 3.2 degrees of freedom: limits of √(2 · 1.78) · 2.72 = 5.1 and √(2 · 7.5) · 3.07 = 11.9.
    text = prose(at)
    assert "Antalet skjutningar minskade från 2024 till 2025 mer än det brukar svänga. Ändringen av antalet" in text
    assert "Antalet skjutningar minskade från 2024 till 2025 mer än det brukar svänga (Z −9,27, gräns 5,14)." in text
    assert "Ändringen av antalet sprängningar från 2024 till 2025 kan vara slump (Z +4,28, gräns 11,87)." in text


def test_the_chart_says_what_its_marks_mean() -> None:
    captions = {
        screen: " ".join(quiet(built_in(screen, figure="areas"))) for screen in ("shootings", "incident_reports")
    }
    assert "Smala streck med ändar: 95 %-intervall" in captions["shootings"]
    assert "Korta breda streck: vad avrundningen tillåter." in captions["incident_reports"]
    assert "Smala streck med ändar" not in captions["incident_reports"]


# ---- what is not chosen counts all the same ---------------------------------------------------------------------------


def three_years(notes: str) -> dict[str, bytes]:
    """Ersboda with 20, 80 and 85 of 10,000."""
    figures = "".join(
        f"vehicle_fires,,Ersboda,{year},{count},10000,,,umea-2024\n"
        for year, count in ((2018, 20), (2019, 80), (2020, 85))
    )
    return addition(figures, notes=NOTES + notes)


@pytest.mark.parametrize(
    "note",
    [
        "vehicle_fires,,Ersboda,2019,umea-2024,per_1000,definition_break,Ny kod.,New code.\n",
        "vehicle_fires,,,2019,umea-2024,count,definition_break,Ny kod.,New code.\n",
    ],
)
def test_a_break_in_a_year_that_is_not_chosen_is_not_crossed(note: str) -> None:
    at = opened(
        "fires_threats_intimidation", three_years(note), year=["2018", "2020"], category=[], yardstick="earlier"
    )
    number = next(number for number, title in enumerate(titles(at)) if "jämfört med" in title)
    assert by_name(at, number)["Ersboda (egen fil)"]["Resultat"].startswith("? går inte att avgöra: serien börjar om")
    table = by_name(at)["Ersboda (egen fil)"]
    assert {value for title, value in table.items() if title.startswith("Förändring")} == {"–"}
    assert "Det är högre än 2018" not in prose(at)


def test_a_rate_that_its_count_and_population_do_not_give_is_not_compared() -> None:
    figures = "".join(
        f"vehicle_fires,,{place},2020,{count},1000,{rate},,umea-2024\n"
        for place, count, rate in (("Ersboda", 5, "50.0"), ("Teg", 10, "10.0"))
    )
    at = opened("fires_threats_intimidation", addition(figures), yardstick="area:Teg", year="2020", category=[])
    number = next(number for number, title in enumerate(titles(at)) if "jämfört med" in title)
    assert by_name(at, number)["Ersboda (egen fil)"]["Resultat"].startswith("? går inte att avgöra")


def test_an_area_under_two_names_is_added_once_and_one_year_more_keeps_nobody_out() -> None:
    figures = "".join(
        f"vehicle_fires,,{place},{year},{count},10000,,,umea-2024\n"
        for place, year, count in (
            ("Gårdsten", 2019, 9),
            ("Gårdsten", 2020, 20),
            ("gardsten", 2020, 20),
            ("Gårdsten", 2021, 30),
            ("Biskopsgården", 2020, 60),
            ("Biskopsgården", 2021, 50),
            ("Hammarkullen", 2020, 10),
            ("Hammarkullen", 2021, 10),
        )
    )
    at = opened("fires_threats_intimidation", addition(figures))
    number = next(number for number, title in enumerate(titles(at)) if "efter kategori" in title)
    body = [[words(cell) for cell in line] for line in tables(at)[number].iter("tr")][1:]
    assert [line[1] for line in body if line[0] == "Riskområden"] == ["2020"]
    assert next(line for line in body if line[0] == "Riskområden")[5] == "20"
    assert sum(line[0] == "Särskilt utsatta områden" for line in body) == 2


def test_a_hostile_indicator_is_only_a_value() -> None:
    hostile = "'; DROP TABLE observations; --"
    assert queries.rows("areas_by_category", indicator=hostile, years=None) == []
    assert queries.rows("observations", indicators=None, years=None, categories=None)
