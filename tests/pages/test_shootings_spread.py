"""Below the shootings: where they take place (table 5), and the later national series."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from scipy import stats
from streamlit.testing.v1 import AppTest

import queries
from pages.components import charts, downloads
from pages.components.charts import bars as bar_charts
from pages.components.charts import national as national_chart
from pages.components.indicator import national as national_series
from pages.components.indicator import shootings_spread
from pages.components.text import in_language as speak
from tests.page import answered, listed, messages, opened, prose, remarks, rows, tables, words
from tests.report_2021_areas import AREA_OF_SWEDEN, PART_OF_SWEDEN, TABELL_5

LANGUAGES = ("sv", "en")
SPREAD, NATIONAL = "places", "country"
"""The figures of the page, as they stand in the address."""

# Typed off the notes by hand: year, figure, and when and where it was published.
SHOOTINGS = {
    "Polismyndigheten, avskrift 2026": {
        2017: 281,
        2018: 325,
        2019: 360,
        2020: 379,
        2021: 344,
        2022: 391,
        2023: 368,
        2024: 296,
        2025: 158,
    },
    "aktarr.se 2020-01": {2019: 320},
    "omtanke.today 2023-01": {2021: 344, 2022: 388},
    "Dagens Vimmerby 2025-01": {2023: 368, 2024: 270},
    "Fria Tider 2026-02-02": {2022: 391, 2025: 158},
}
DETONATIONS = {
    "Polismyndigheten, avskrift 2026": {
        2018: 90,
        2019: 133,
        2020: 107,
        2021: 79,
        2022: 90,
        2023: 159,
        2024: 139,
        2025: 194,
    },
    "Fria Tider 2026-02-02": {2024: 136, 2025: 189},
}

pytestmark = pytest.mark.usefixtures("built_in_data")


def shown(figure: str, **parameters: str | list[str]) -> AppTest:
    """The page with one of its figures."""
    return opened("shootings", figure=figure, **parameters)


def lines() -> dict[str, str]:
    return {row["id"]: row["id"] for row in queries.rows("sources")}


# ---- table 5 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_holds_the_reports_shares(language: str) -> None:
    head, assessed, reported, outside = rows(shown(SPREAD, lang=language))
    half = {"sv": "2021, de första 6 månaderna", "en": "2021, the first 6 months"}[language]
    assert head[1:4] == ["2019", "2020", half]
    for place, printed in enumerate(TABELL_5.values(), start=1):
        assert (reported[place], outside[place], assessed[place]) == tuple(map(str, printed))


def test_the_land_share_is_printed_and_computed_and_they_agree() -> None:
    (land,) = queries.rows("areas_land_share")
    assert (land["areas"], land["country_km2"]) == (60, AREA_OF_SWEDEN)
    assert land["km2"] == pytest.approx(80.290, abs=0.0005)
    assert round(land["land_percent"], 2) == PART_OF_SWEDEN  # 80.29 / 447,425 = 0.01794 per cent
    head, assessed, reported, outside = rows(shown(SPREAD))
    assert head[4:] == [
        "Del av landets yta, procent",
        "Yta, km² (beräknat)",
        "Del av landets yta, procent (beräknat)",
    ]
    assert (assessed[4:], reported[4:], outside[4:]) == (["0,02", "80,3", "0,018"], ["0,16", "–", "–"], ["–"] * 3)


def test_a_second_publication_of_table_5_stands_beside_the_first(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("ny,Polismyndigheten,Ny lägesbild,New report,Tabell 5,Table 5,2023-12,\n")
    with (data_copy / "shooting_concentration.csv").open("a", encoding="utf-8") as file:
        file.write("2020,12,assessed_2019,33,ny\n2021,12,assessed_2019,31,ny\n")
    assert queries.problems() == ()
    at = shown(SPREAD)
    head, *body = rows(at)
    assert head[:6] == ["Områden", "Publicerad", "2019", "2020", "2021, de första 6 månaderna", "2021"]
    assert [line[1:6] for line in body if line[0] == "Områdena i bedömningen 2019"] == [
        ["2021-12", "28", "29", "28", "–"],
        ["2023-12", "–", "33", "–", "31"],
    ]
    assert "29 procent (2020, publicerat 2021-12), 33 procent (2020, publicerat 2023-12)" in prose(at)
    assert "2020, publicerat 2023-12: Områdena i bedömningen 2019 33 %." in at.get("vega_lite_chart")[0].proto.alt


def test_what_it_means_is_said_with_the_warning_not_to_compare() -> None:
    text = prose(shown(SPREAD))
    assert (
        "28 procent av landets skjutningar 2019 skedde innanför gränserna för de 60 områdena i bedömningen 2019. "
        "Därefter var andelen 29 procent (2020) och 28 procent (2021, de första 6 månaderna)." in text
    )
    assert (
        "Ungefär 28 procent av skjutningarna skedde alltså på 0,02 procent av landets yta: 80,3 av 447 425 km² (0,018 "
        "procent, beräknat ur områdenas storlek). Men där bor ungefär fem procent av befolkningen" in text
    )
    assert (
        "Tabell 5 räknar bara skjutningar innanför gränserna. Tabell 4 räknar även skjutningar utanför med "
        "koppling till områdena. Talen i de två tabellerna går inte att jämföra." in text
    )
    assert "Summan av ytorna på områdena i bedömningen 2019 / Sveriges areal 447 425 km² × 100." in text
    # One line a document, with its tables and sections.
    [report] = [line for line in listed(shown(SPREAD), "sources") if "Lägesbild över utsatta områden" in line]
    assert "Tabell 5, avsnitt 3.2.1 (från s. 20); " in report
    assert report.endswith("Publicerad 2021-12.")


def test_what_does_not_agree_with_the_source_is_said_otherwise() -> None:
    rows_ = queries.rows("shooting_concentration")
    (land,) = queries.rows("areas_land_share")
    said = " ".join(shootings_spread.spread_sentences(speak("sv"), rows_, land | {"land_percent": 0.5, "km2": 2237.1}))
    assert "Källan anger att områdena är 0,02 procent av landets yta; deras storlek ger 2\u00a0237,1" in said
    assert "0,500 procent (beräknat)" in said
    alone = shootings_spread.spread_sentences(speak("en"), rows_, None)
    assert "km²" not in " ".join(alone)


def test_a_size_that_is_missing_gives_no_sum(data_copy: object) -> None:
    path = data_copy / "areas.csv"  # type: ignore[operator]
    text = path.read_text(encoding="utf-8")
    assert ",2.347," in text
    path.write_text(text.replace(",2.347,", ",,"), encoding="utf-8")
    assert queries.rows("areas_land_share") == []
    head = rows(shown(SPREAD))[0]
    assert not [title for title in head if "beräknat" in title]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "sv",
            "2020: Inrapporterade områden 2021 45 %, varav områdena i bedömningen 2019 29 % och Övriga Sverige 55 %.",
        ),
        (
            "en",
            "2020: Areas reported in 2021 45 %, of which the areas of the 2019 assessment 29 % and The rest of Sweden 55 %.",
        ),
    ],
)
def test_the_alternative_text_holds_every_share(language: str, wanted: str) -> None:
    chart = shown(SPREAD, lang=language).get("vega_lite_chart")[0]
    assert wanted in chart.proto.alt
    assert len(re.findall(r"\d\d %", chart.proto.alt)) == 9


def test_the_rest_of_sweden_of_table_5_does_not_look_like_that_of_the_other_pages() -> None:
    drawn = shootings_spread.spread_bars(speak("sv"), queries.rows("shooting_concentration"))
    assert "rest_of_sweden" not in {row["area_category"] for row in drawn}
    assert len({row["area_category"] for row in drawn}) == 3


def test_a_part_is_called_one_only_where_its_whole_stands_beside_it() -> None:
    alone = [row for row in queries.rows("shooting_concentration") if row["area_group"] == "assessed_2019"]
    assert {row["name"] for row in shootings_spread.spread_bars(speak("sv"), alone)} == {"Områdena i bedömningen 2019"}


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("sv", ["Hela landet", "Kopplade till områdena", "Inom områdena"]),
        ("en", ["The whole country", "Linked to the areas", "Inside the areas"]),
    ],
)
def test_links_beside_the_title_lead_to_the_figures(language: str, titles: list[str]) -> None:
    at = opened("shootings", lang=language)
    html = next(part.proto.body for part in at.get("html") if 'class="choices"' in part.proto.body)
    links = list(ET.fromstring(html).iter("a"))
    assert [words(link) for link in links] == titles
    assert [link.get("aria-current") for link in links] == ["true", None, None]
    assert [parse_qs(link.get("href", "")[1:])["figure"] for link in links] == [["country"], ["areas"], ["places"]]


def test_the_newest_national_figures_come_first() -> None:
    # The police's files, transcribed: 158 and 194 in 2025, 296 and 139 in 2024.
    first = answered(opened("shootings"))[0].replace("\u00a0", " ")
    assert first == (
        "158 bekräftade skjutningar i hela landet 2025 (138 färre än 2024) och 194 sprängningar (55 fler än 2024)."
    )


@pytest.mark.parametrize("old", [{"year": "2019"}, {"category": "risk"}, {"measure": "count"}, {"table": "rows"}])
def test_a_link_that_chooses_among_the_areas_figures_shows_them(old: dict[str, str]) -> None:
    at = opened("shootings", **old)
    html = next(part.proto.body for part in at.get("html") if 'class="choices"' in part.proto.body)
    assert [words(link) for link in ET.fromstring(html).iter("a") if link.get("aria-current")] == [
        "Kopplade till områdena"
    ]


def test_forty_per_cent_in_the_areas_is_answered_beside_the_share_inside_them() -> None:
    # Table 5 has 29 per cent of 2020 inside the boundaries, table 4 39.7 with those outside that are linked to the areas.
    said = [line.replace("\u00a0", " ") for line in answered(shown(SPREAD))]
    assert said[0].startswith("29 procent av landets skjutningar 2020 skedde inom de 60 områdena i bedömningen 2019")
    assert "med koppling till områdena är det 39,7 procent 2020 (tabell 4), ett annat mått." in said[1]
    # The parts in table 4 are 10.9, 4.9 and 19.7 per cent: whoever quotes 40 is told so here.
    assert "Delarna i samma tabell ger 10,9 + 4,9 + 19,7 = 35,5 procent, liksom 130 av 366 skjutningar." in " ".join(
        said
    )


# ---- the national series ----------------------------------------------------------------------------------------


def called(publication: str, language: str) -> str:
    return publication.replace("avskrift", "transcribed") if language == "en" else publication


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_publication_has_a_row_of_its_own(language: str) -> None:
    head, *body = rows(shown(NATIONAL, lang=language))
    years = list(range(2017, 2026))
    assert head[2:-2] == list(map(str, years))
    names = {"sv": ("Bekräftade skjutningar", "Sprängningar"), "en": ("Confirmed shootings", "Detonations")}[language]
    wanted = {
        (event, called(publication, language)): [str(found.get(year, "–")) for year in years]
        for event, series in zip(names, (SHOOTINGS, DETONATIONS), strict=True)
        for publication, found in series.items()
    }
    assert {(line[0], line[1]): line[2:-2] for line in body} == wanted
    # 158, of a series whose steps are 6.15 times what independent cases would give, known from 5.4 degrees of freedom.
    assert body[-3][-2:] == ["89", "246"]
    # So heavy a tail as t's 2.5 per cent begins, of negative binomial counts, half a count further in and out.
    tail = stats.norm.cdf(stats.t.ppf(0.025, 5.4))
    for limit, found in ((89, stats.nbinom.sf), (246, stats.nbinom.cdf)):
        inner, outer = found([157, 158], limit / 5.15, 1 / 6.15)
        assert min(inner, outer) < tail < max(inner, outer)
    assert len(body) == len(wanted)


def test_the_revision_is_said_with_its_dates() -> None:
    text = prose(shown(NATIONAL))
    assert (
        "skjutningar 2019: 320 (utgivet 2020-01) och 360 (polisens filer, avskrift 2026-06-03); skjutningar 2022: 388 "
        "(utgivet 2023-01) samt 391 (utgivet 2026-02-02 och polisens filer, avskrift 2026-06-03); skjutningar 2024: 270 "
        "(utgivet 2025-01) och 296 (polisens filer, avskrift 2026-06-03); sprängningar 2024: 136 (utgivet 2026-02) och 139 "
        "(polisens filer, avskrift 2026-06-03); sprängningar 2025: 189 (utgivet 2026-02-02) och 194 (polisens filer, "
        "avskrift 2026-06-03)." in text
    )
    assert (
        "Andelarna i tabell 4 svarar mot 306, 333 och 366 skjutningar i landet 2018–2020 (beräknat); den senare serien har "
        "325, 360 och 379." in text
    )
    assert "281 år 2017, som högst 391 år 2022 och 158 år 2025" in text
    assert "90 år 2018 och 194 år 2025, det högsta av dessa år" in text
    assert "Allt är hämtat i andra hand, och ur en annan publicering än tabell 4 och 5" in text
    assert "andra hand: avskrift den 3 juni 2026" in text


def test_a_figure_of_unknown_date_has_a_footnote() -> None:
    at = shown(NATIONAL)
    (marked,) = [words(part) for part in tables(at)[0].iter("td") if part.find("sup") is not None]
    assert marked == "3441)"
    assert "1) När talet gavs ut är inte känt." in remarks(at)


def test_the_line_is_of_one_publication_and_the_others_are_points() -> None:
    drawn = national_series.national_rows(speak("sv"), queries.rows("national_shootings"))
    assert {row["publication"] for row in drawn if row["line"]} == {"Polismyndigheten, avskrift 2026"}
    others = [row for row in drawn if not row["line"]]
    assert len(others) == 9
    assert len({(row["name"], row["source"]) for row in others}) == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alternative_text_holds_every_figure(language: str) -> None:
    chart = shown(NATIONAL, lang=language).get("vega_lite_chart")[0]
    for series in (SHOOTINGS, DETONATIONS):
        for publication, found in series.items():
            assert called(publication, language) in chart.proto.alt
            for year, figure in found.items():
                assert f"{figure} ({year})" in chart.proto.alt


def test_table_4_and_the_national_figures_stay_apart() -> None:
    country, areas = rows(shown(NATIONAL)), rows(shown("areas"))
    assert not {"306", "333", "366"} & {figure for line in country for figure in line}
    assert {line[0] for line in areas[1:]} & {line[0] for line in country[1:]} == set()


# ---- filters, files, languages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parameters",
    [{"year": "2019"}, {"category": "risk"}, {"category": "rest_of_sweden"}, {"year": ""}, {"category": ["x", "%"]}],
)
def test_the_filters_of_table_4_hide_nothing_here(parameters: dict[str, str | list[str]]) -> None:
    for figure in (SPREAD, NATIONAL):
        at = shown(figure, **parameters)
        assert rows(at) == rows(shown(figure))
        assert "Talen kan inte visas" not in messages(at)


@pytest.mark.parametrize("figure", [SPREAD, NATIONAL])
def test_each_figure_offers_table_and_picture(figure: str) -> None:
    labels = [button.proto.label for button in shown(figure).get("download_button")]
    assert labels == ["Excel", "CSV för Excel", "CSV för program", "Bild (PNG)", "Bild (SVG)"]


def test_the_files_equal_the_tables() -> None:
    t = speak("sv")
    figures = queries.rows("national_shootings")
    table = national_series.national_table(t, figures, "caption", lines())
    records = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(table).decode())))
    assert [record["event"] for record in records] == ["shooting"] * 5 + ["detonation"] * 2
    last = records[4]
    assert {int(year): int(last[year]) for year in map(str, range(2017, 2026))} == SHOOTINGS[
        "Polismyndigheten, avskrift 2026"
    ]
    assert (last["second_hand"], last["published"]) == ("yes", "")
    assert last["document"] == "polisen-statistik-2026-andra-hand"
    assert records[0]["2020"] == ""
    (land,) = queries.rows("areas_land_share")
    table = shootings_spread.spread_table(t, queries.rows("shooting_concentration"), land, "caption", lines())
    records = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(table).decode())))
    assert [(record["area_group"], record["2020"]) for record in records] == [
        ("assessed_2019", "29"),
        ("reported_2021", "45"),
        ("outside_reported_2021", "55"),
    ]
    assert (records[0]["km2"], records[0]["land_percent_computed"]) == ("80.3", "0.018")
    assert "Tabell 5 räknar bara skjutningar innanför gränserna" in records[0]["note"]
    assert records[0]["source"] == "lagesbild-2021-tabell-5"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_are_drawn(language: str) -> None:
    t = speak(language)
    drawn = shootings_spread.spread_bars(t, queries.rows("shooting_concentration"))
    first = charts.picture(bar_charts.grouped(t, drawn, t("Year"), top=60), "Heading", "unit", ["Source"])
    national = national_series.national_rows(t, queries.rows("national_shootings"))
    second = charts.picture(national_chart.national(t, national), "Heading", "unit", ["Source"])
    assert b"<svg" in downloads.svg(first)
    assert b"<svg" in downloads.svg(second)


@pytest.mark.parametrize("figure", [SPREAD, NATIONAL, "areas"])
def test_english_has_no_swedish_left(figure: str) -> None:
    at = shown(figure, lang="en")
    text = " ".join([prose(at), *(words(table) for table in tables(at)), *(part.value for part in at.caption)])
    text += " ".join(chart.proto.alt for chart in at.get("vega_lite_chart"))
    assert re.findall(r"\b(?:och|eller|områden|skjutningar|utgivet|andra hand|procent)\b", text) == []
