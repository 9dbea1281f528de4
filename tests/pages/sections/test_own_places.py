"""A reader's own districts beside the national categories: figures, marks, sentences, charts, filters."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
import streamlit as st
from starlette.datastructures import QueryParams
from streamlit.testing.v1 import AppTest

import queries
from pages.components import downloads, figures, filters
from pages.components.charts import places as place_charts
from pages.components.text import in_language
from pages.server import open_data
from tests.additions import FIGURES, SOURCE, SOURCES, addition
from tests.page import (
    LANGUAGES,
    app,
    asked,
    by_name,
    led_to,
    links,
    menu,
    messages,
    prose,
    remarks,
    rows,
    tables,
    well,
    widget,
    words,
)

pytestmark = pytest.mark.usefixtures("built_in_data")

SV = in_language("sv")
MANY = "".join(
    f"narcotics_offences,,Distrikt {number},2020,{number}0,10000,,,umea-2024\n" for number in range(9, 2, -1)
)
"""Seven districts from 9 down to 3: 90 / 10,000 × 1,000 = 9.0 … 3.0."""


def opened(screen: str, files: dict[str, bytes] | None = None, **parameters: str | list[str]) -> AppTest:
    """The screen for a reader with these files of their own."""
    at = app(screen)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.session_state["own"] = addition() if files is None else files
    return led_to(at.run())


def chart(at: AppTest) -> str:
    """The alternative text of the chart, with the figures in it."""
    return str(at.get("vega_lite_chart")[0].proto.alt).replace("\u00a0", " ")


def areas(at: AppTest) -> list[str]:
    return [name for name in widget(at, "area").value if name != filters.MORE]


# ---- questions ----------------------------------------------------------------------------------------------------


def rate(area: str, year: int) -> tuple[float, bool] | None:
    frame = queries.rows(
        "series", indicator="narcotics_offences", measure="per_1000", years=[year], categories=[], areas=[area]
    )
    return next(((row["value"], row["computed"]) for row in frame), None)


def test_a_rate_is_computed_from_count_and_population_where_none_is_printed() -> None:
    with queries.one_state(addition()):
        assert rate("Umeå", 2020) == (2.5, True)  # 325 / 130,000 × 1,000
        assert rate("Ersboda", 2020) == (8.1, False)


@pytest.mark.parametrize(
    "row",
    [
        "narcotics_offences,,Umeå,2021,325,,,,umea-2024",  # no population
        "narcotics_offences,,Umeå,2021,,130000,,,umea-2024",  # no count
    ],
)
def test_no_rate_is_made_of_half_of_it(row: str) -> None:
    with queries.one_state(addition(f"{row}\n")):
        assert rate("Umeå", 2021) is None


def test_a_rate_for_the_whole_country_is_computed_but_none_for_a_category() -> None:
    figures = (
        "narcotics_offences,sweden,,2021,100000,10000000,,,umea-2024\n"  # 10.0
        "narcotics_offences,risk,,2021,100,10000,,,umea-2024\n"
    )
    with queries.one_state(addition(figures)):
        frame = queries.rows(
            "series", indicator="narcotics_offences", measure="per_1000", years=[2021], categories=None
        )
        assert [(row["area_category"], row["value"], row["computed"]) for row in frame] == [("sweden", 10.0, True)]


def test_no_rate_is_computed_from_the_built_in_figures() -> None:
    view = "SELECT COUNT(*) AS number FROM rates_of_places"
    assert queries.store.database.current().ask(view, ())["number"].tolist() == [0]


def test_only_the_places_asked_for_are_answered_and_the_categories_always() -> None:
    asked_for: dict[str, Any] = {"years": [2020], "categories": None}
    with queries.one_state(addition()):
        for given, expected in (
            ({}, {None, "Umeå", "Ersboda"}),
            ({"areas": ["Umeå"]}, {None, "Umeå"}),
            ({"areas": []}, {None}),
            ({"areas": ["'; DROP TABLE observations; --"]}, {None}),
        ):
            frame = queries.rows("series", indicator="narcotics_offences", measure="per_1000", **asked_for, **given)
            assert {row["area"] for row in frame} == expected
            frame = queries.rows("observations", indicators=["narcotics_offences"], **asked_for, **given)
            assert {row["area"] for row in frame} == expected
            frame = queries.rows("comparison", indicators=["narcotics_offences"], measure=None, **asked_for, **given)
            assert {row["area"] for row in frame} == expected


def test_places_come_in_the_order_of_the_file() -> None:
    with queries.one_state(addition(MANY)):
        named = queries.rows("named_places", indicator="narcotics_offences", measure="per_1000")
        assert [row["area"] for row in named] == [f"Distrikt {number}" for number in range(9, 2, -1)]
        assert named[0]["sources"] == ("umea-2024",)
        assert queries.rows("named_places", indicator="narcotics_offences", measure="share_percent") == []
        assert queries.rows("named_places", indicator="'; DROP TABLE notes; --", measure="count") == []


def test_the_change_of_a_computed_rate_is_computed_too() -> None:
    with queries.one_state(addition()):
        given = {"measure": "per_1000", "years": [2019, 2020], "categories": []}
        frame = queries.rows("comparison", indicators=["narcotics_offences"], areas=["Umeå"], **given)
        assert [(row["change"], row["change_percent"]) for row in frame] == [(0.5, 25.0)]  # 2.0 to 2.5


# ---- an indicator's screen ----------------------------------------------------------------------------------------


def test_own_figures_stand_beside_the_national_ones_and_are_marked() -> None:
    table = by_name(opened("narcotics_weapons"))
    assert list(table) == [
        "Utsatta områden",
        "Riskområden",
        "Särskilt utsatta områden",
        "Övriga riket",
        "Ersboda (egen fil)",
        "Umeå (egen fil)",
    ]
    assert [table["Umeå (egen fil)"][year] for year in ("2018", "2019", "2020")] == [
        "–",
        "2,0",
        "2,5",
    ]
    assert table["Ersboda (egen fil)"]["2020"] == "8,1"
    assert table["Riskområden"]["2020"] == "16,1"
    assert {name: line["Ursprung"] for name, line in table.items() if "Umeå" in name or name == "Riskområden"} == {
        "Riskområden": "publicerat",
        "Umeå (egen fil)": "egen fil, beräknat",
    }
    assert table["Ersboda (egen fil)"]["Ursprung"] == "egen fil"


def set_apart(at: AppTest) -> list[str]:
    """The cells of the first table's body that look computed, in columns that are not."""
    body = tables(at)[0].find(".//tbody")
    assert body is not None
    plain = [at_ for at_, head in enumerate(tables(at)[0].iter("th")) if "computed" not in (head.get("class") or "")]
    rows_ = [list(line) for line in body.iter("tr")]
    cells = [line[at_] for line in rows_ for at_ in plain if at_ < len(line)]
    return [words(one) for one in cells if "computed" in (one.get("class") or "") or one.find("em") is not None]


def test_computed_cells_are_set_apart() -> None:
    assert set_apart(opened("narcotics_weapons")) == ["2,0", "2,5"]


def test_a_row_of_which_some_figures_are_computed_says_which() -> None:
    at = opened("narcotics_weapons", addition(FIGURES + "narcotics_offences,,Umeå,2018,,,1.9,,umea-2024\n"))
    assert set_apart(at) == ["2,0 (beräknat)", "2,5 (beräknat)"]
    assert by_name(at)["Umeå (egen fil)"]["Ursprung"] == "egen fil"


def test_the_formula_and_the_readers_source_stand_with_the_figures() -> None:
    text = prose(opened("narcotics_weapons"))
    assert "Antalet / folkmängden × 1 000 ur samma rad i filen." in text
    assert "Umeå kommun: Anmälda brott i Umeå. umea.csv. Publicerad 2025-02." in text
    assert "Tabell 7, avsnitt 3.2.3" in text


def test_the_formula_is_absent_where_nothing_was_computed() -> None:
    assert "Antalet / folkmängden" not in prose(opened("narcotics_weapons", measure="count"))
    assert "Antalet / folkmängden" not in prose(opened("narcotics_weapons", area="Ersboda"))


def test_the_sentences_tell_own_figures_from_the_polices() -> None:
    text = prose(opened("narcotics_weapons"))
    assert "Av områdeskategorierna var talet år 2020 högst i särskilt utsatta områden: 18,4" in text
    assert "År 2020 var talet i Ersboda (egen fil) 8,1 anmälda narkotikabrott per 1 000 invånare." in text
    assert "Det är högre än 2019, då det var 7,5." in text


def test_a_municipality_is_not_ranked_among_its_own_districts() -> None:
    teg = "narcotics_offences,,Teg,2020,,,2.0,,umea-2024\n"
    text = prose(opened("narcotics_weapons", addition(FIGURES + teg)))
    assert "Av de 2 valda områdena utöver Umeå var det högst i Ersboda (8,1) och lägst i Teg (2,0)." in text
    alone = prose(opened("narcotics_weapons", addition(FIGURES + teg), area=["Ersboda", "Teg"]))
    assert "Av de 2 valda områdena var det högst i Ersboda (8,1) och lägst i Teg (2,0)." in alone
    assert "valda områdena" not in prose(opened("narcotics_weapons"))  # one district is neither highest nor lowest


def test_the_dash_beside_the_rest_of_sweden_has_its_own_reason_for_own_figures() -> None:
    reason = "– Gånger övriga riket, egen fil: filen har inget tal för övriga riket."
    assert any(said.startswith(reason) for said in remarks(opened("narcotics_weapons")))
    assert not any(said.startswith(reason) for said in remarks(opened("narcotics_weapons", {})))


def test_the_sentences_are_about_the_place_that_stands_out() -> None:
    text = prose(opened("narcotics_weapons", highlight="Umeå", lang="en"))
    assert "In 2020 the figure in Umeå (own file, computed) was 2.5 reported narcotics offences" in text
    assert "That is more than in 2019, when it was 2.0." in text


def test_the_charts_series_say_whose_they_are() -> None:
    said = chart(opened("narcotics_weapons"))
    assert "Umeå (egen fil, beräknat): 2,0 (2019) och 2,5 (2020)." in said
    assert "Ersboda (egen fil): 7,5 (2019) och 8,1 (2020)." in said
    assert "Riskområden: 18,8 (2018), 12,5 (2019) och 16,1 (2020)." in said


def test_a_series_that_is_computed_in_part_is_marked_in_its_figures() -> None:
    figures = FIGURES.replace("narcotics_offences,,Umeå,2019,260,130000,,,", "narcotics_offences,,Umeå,2019,,,2.1,,")
    said = chart(opened("narcotics_weapons", addition(figures)))
    assert "Umeå (egen fil): 2,1 (2019) och 2,5 (beräknat) (2020)." in said


def test_the_rows_of_the_data_have_the_computed_rate_in_a_column_of_its_own() -> None:
    head, *body = rows(opened("narcotics_weapons", table="rows", year="2020", area="Umeå"))
    line = dict(zip(head, body[-1], strict=True))
    assert line["Område"] == "Umeå (egen fil)"
    assert (line["Antal"], line["Folkmängd"]) == ("325", "130 000")
    assert line["Per 1 000 invånare"] == "–"  # the file has none
    assert line["Per 1 000 invånare ur antal och folkmängd (beräknat)"] == "2,5"
    assert line["Ursprung"] == "egen fil"


def downloaded(
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    row: str = "downloads",
    files: dict[str, bytes] | None = None,
    **parameters: str,
) -> dict[str, Any]:
    """What a row of download buttons of a page is given; ``files`` are the reader's."""
    offered: dict[str, Any] = {}
    monkeypatch.setattr(
        downloads, "offer", lambda t, name, table, drawn, about, key="downloads": key == row and offered.update(
            {"name": name, "table": table, "drawn": drawn, "about": about}
        )
    )  # fmt: skip
    opened(screen, files, **parameters)
    return offered


def test_the_downloads_say_which_figures_are_own_and_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    given = downloaded(monkeypatch, "narcotics_weapons", highlight="Umeå")
    machine = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(given["table"]).decode())))
    (line,) = [row for row in machine if row["area"] == "Umeå"]
    assert (line["origin"], line["2020"], line["computed"], line["source"]) == ("own", "2.5", "2019, 2020", "umea-2024")
    assert {row["origin"] for row in machine if row["area_category"]} == {"published"}
    excel = list(csv.DictReader(io.StringIO(downloads.csv_for_swedish_excel(SV, given["table"]).decode("utf-8-sig")), delimiter=";"))  # fmt: skip
    assert [row["Område"] for row in excel if row["Område"]] == ["Ersboda (egen fil)", "Umeå (egen fil)"]
    assert given["name"].endswith("ersboda-umea")
    picture = downloads.svg(given["drawn"]()).decode()
    assert "beräknat" in picture
    assert "Umeå kommun" in picture


def test_an_indicator_with_nothing_but_own_places() -> None:
    at = opened("more_indicators")
    # Byar's limits of 91 are 73.3 and 111.7: 0.56 and 0.86 of 130,000.
    assert by_name(at) == {"Umeå (egen fil)": {"Områdeskategori eller område": "Umeå (egen fil)", "Ursprung": "egen fil, beräknat", "2020": "0,7", "Lägst 2020, 95 %-intervall, om fallen är oberoende (beräknat)": "0,6", "Högst 2020, 95 %-intervall, om fallen är oberoende (beräknat)": "0,9"}}  # fmt: skip
    assert "År 2020 var talet i Umeå (egen fil, beräknat) 0,7 anmält klotter per 1 000 invånare." in prose(at)


def test_small_rates_of_what_is_counted_have_two_decimals() -> None:
    figures = "shootings,,Umeå,2019,4,130000,,,umea-2024\nshootings,,Umeå,2020,5,130000,,,umea-2024\n"
    table = by_name(opened("shootings", addition(figures), measure="per_1000"))
    assert table["Umeå (egen fil)"]["2019"] == "0,03"  # 4 / 130 = 0.0308
    assert table["Umeå (egen fil)"]["2020"] == "0,04"  # 5 / 130 = 0.0385


NEWER = "narcotics_offences,,Ersboda,2022,,,9.0,,umea-2024\nnarcotics_offences,,Ersboda,2024,,,6.0,,umea-2024\n"
"""Years after those of the national figures: 6.0 − 9.0 = −3.0, that is −33 per cent."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_years_leave_the_changes_of_the_national_rows(language: str) -> None:
    """Tabell 7: riskområden 18.8 in 2018 and 16.1 in 2020, övriga riket 11.9 in 2020."""
    place = LANGUAGES.index(language)
    table = by_name(opened("narcotics_weapons", addition(NEWER), lang=language))
    titles = [
        ("Förändring under radens egna år (beräknat)", "Change over the row's own years (computed)"),
        ("Förändring under radens egna år, procent (beräknat)", "Change over the row's own years, per cent (computed)"),
        ("Gånger övriga riket 2020 (beräknat)", "Times the rest of Sweden 2020 (computed)"),
    ]
    change, per_cent, times = (title[place] for title in titles)
    risk = table[("Riskområden", "Risk areas")[place]]
    own = table[("Ersboda (egen fil)", "Ersboda (own file)")[place]]
    comma = ",."[place]
    assert own[change] == f"−3{comma}0 (2022–2024)"
    assert own[per_cent] == "−33 (2022–2024)"
    assert own[times] == "–"
    assert risk[change] == f"−2{comma}7 (2018–2020)"  # 16.1 − 18.8
    assert risk[per_cent] == "−14 (2018–2020)"  # 16.1 / 18.8 = 0.856
    assert risk[times] == f"1{comma}4"  # 16.1 / 11.9


def test_the_files_say_which_years_a_change_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(
        st, "download_button", lambda label, data, file_name="", **others: files.update({file_name: data})
    )
    opened("narcotics_weapons", addition(NEWER))
    made = [data().decode() for name, data in files.items() if name.endswith(".csv") and "excel" not in name]
    (table,) = [text for text in made if "change_years" in text]
    records = list(csv.DictReader(io.StringIO(table)))
    found = {
        record["area"] or record["area_category"]: (record["change"], record["change_years"]) for record in records
    }
    assert found["Ersboda"] == ("-3.0", "2022–2024")
    assert found["risk"] == ("-2.7", "2018–2020")


def test_years_of_one_row_alone_have_no_change_and_that_is_said() -> None:
    at = opened("narcotics_weapons", addition("narcotics_offences,,Ersboda,2024,,,6.0,,umea-2024\n"))
    table = by_name(at)
    assert table["Ersboda (egen fil)"]["Förändring 2018–2020 (beräknat)"] == "–"
    assert table["Riskområden"]["Förändring 2018–2020 (beräknat)"] != "–"
    assert "eller så finns bara ett år" in " ".join(html.proto.body for html in at.get("html"))


def line(year: int, rate: float) -> str:
    return f"narcotics_offences,,Ersboda,{year},,,{rate},,umea-2024\n"


@pytest.mark.parametrize(
    ("rates", "turn"),
    [
        ((2.0, 9.0, 3.0), "Däremellan var det högre: 9,0 år 2020."),
        ((2.0, 1.0, 3.0), "Däremellan var det lägre: 1,0 år 2020."),
        ((2.0, 2.5, 3.0), ""),
    ],
)
def test_a_turn_of_an_own_row_is_said(rates: tuple[float, ...], turn: str) -> None:
    figures = "".join(map(line, (2018, 2020, 2022), rates))
    text = prose(opened("narcotics_weapons", addition(figures), area="Ersboda"))
    assert "Det är högre än 2018, då det var 2,0." in text
    assert turn in text
    assert ("Däremellan" in text) == bool(turn)


def test_two_turns_of_an_own_row_are_said() -> None:
    figures = "".join(map(line, (2018, 2019, 2020, 2022), (2.0, 9.0, 1.0, 3.0)))
    text = prose(opened("narcotics_weapons", addition(figures), area="Ersboda"))
    assert "Däremellan var det som högst 9,0 (2019) och som lägst 1,0 (2020)." in text


def test_the_quiet_places_are_told_apart_by_shape_and_stroke() -> None:
    rows_ = [
        {"name": name, "area": name, "area_category": None, "source": "x", "year": year, "value": 1.0, "shown": "1"}
        for name in ("A", "B", "C", "D")
        for year in (2019, 2020)
    ]
    drawn = place_charts.weighed(rows_, "A")
    forms = {row["name"]: row["form"] for row in drawn}
    assert forms["A"] == "other"
    assert len({forms[name] for name in "BCD"}) == 3
    spec = place_charts.line_spec("sv", 2.0, 300)
    scales = [
        layer["encoding"][channel]["scale"]
        for layer in spec["layer"]
        for channel in ("shape", "strokeDash")
        if channel in layer["encoding"]
    ]
    assert len(scales) == 3  # strokes, points, and the signs at the edge
    for scale in scales:
        drawn_as = dict(zip(scale["domain"], map(str, scale["range"]), strict=True))
        assert len({drawn_as[forms[name]] for name in "BCD"}) == 3


# ---- every screen -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("screen", "parameters"),
    [
        ("overview", {}),
        ("narcotics_weapons", {}),
        ("municipality", {"place": "2480"}),  # Umeå has figures of its own in the file
        ("more_indicators", {}),
    ],
)
def test_every_page_with_own_figures_says_so(screen: str, parameters: dict[str, str], language: str) -> None:
    at = opened(screen, lang=language, **parameters)
    (line,) = [html.proto.body for html in at.get("html") if 'class="own"' in html.proto.body]
    said = {"sv": "Sidan visar också dina egna tal ur umea.csv. Bara du ser dem.", "en": "The page also shows your own figures from umea.csv. Only you see them."}  # fmt: skip
    assert said[language] in line
    assert 'href="/egna-exporter' in line
    assert not at.error
    assert not at.warning


@pytest.mark.parametrize(
    ("screen", "parameters"),
    [
        *((screen, {}) for screen in ("shootings", "areas", "changes", "problem_levels", "encrypted_phones", "about")),
        ("municipality", {}),
        ("municipality", {"place": "0127"}),
        ("narcotics_weapons", {"indicator": "weapons_offences"}),
        ("narcotics_weapons", {"area": ""}),  # no own place is chosen
        ("narcotics_weapons", {"year": "2018"}),  # the own places have figures of 2019 and 2020
    ],
)
def test_no_page_without_own_figures_claims_to_show_them(screen: str, parameters: dict[str, str]) -> None:
    at = opened(screen, **parameters)
    assert not any("(egen fil)" in words(table) for table in tables(at))
    assert [html for html in at.get("html") if 'class="own"' in html.proto.body] == []


def test_own_figures_are_gone_at_the_press_of_a_button() -> None:
    at = opened("narcotics_weapons")
    at.button(key="remove_own").click()
    well(at.run())
    assert "own" not in at.session_state
    assert not any("(egen fil)" in name for name in by_name(at))
    assert [html for html in at.get("html") if 'class="own"' in html.proto.body] == []


def test_the_menu_shows_the_page_of_further_indicators_for_whom_has_some() -> None:
    assert "Fler indikatorer" in menu(opened("overview"))
    assert "Fler indikatorer" not in menu(opened("overview", addition(FIGURES.replace("graffiti", "threats"))))
    assert "Fler indikatorer" not in menu(opened("overview", {}))


def test_own_figures_are_not_among_the_polices_in_the_line_at_the_top() -> None:
    later = FIGURES.replace("2020", "2024")
    bar = next(html.proto.body for html in opened("overview", addition(later)).get("html"))
    assert "2018–2020 (publicerade 2021-12)" in bar.replace("\u00a0", " ")


def test_the_overview_compares_kinds_of_areas_as_before() -> None:
    later = FIGURES.replace("2020", "2024") + "narcotics_offences,sweden,,2024,100000,10000000,,,umea-2024\n"
    assert by_name(opened("overview", addition(later))) == by_name(opened("overview", {}))


def test_open_data_never_hold_own_figures() -> None:
    at = opened("narcotics_weapons")
    assert any("(egen fil)" in name for name in by_name(at))
    for path in ("/api/observations.csv", "/api/observations.json", "/api/indicators.json"):
        content = b"".join(open_data.from_one_state(path, QueryParams(), "").parts(packed=False)).decode()
        assert "Ersboda" not in content
        assert "umea-2024" not in content
        assert "graffiti" not in content


def test_one_reader_does_not_see_anothers_figures() -> None:
    first, second = opened("narcotics_weapons"), opened("narcotics_weapons", {})
    assert any("(egen fil)" in name for name in by_name(first))
    assert not any("(egen fil)" in name for name in by_name(second))
    assert not any("(egen fil)" in name for name in by_name(well(second.run())))


def test_own_files_that_do_not_fit_are_named_and_nothing_is_lost() -> None:
    broken = addition(FIGURES.replace(",325,", ",32:5,"))
    at = opened("narcotics_weapons", broken)
    assert "En del av dina egna tal passar inte" in messages(at)
    assert "exports/umea.csv, rad 3, kolumn E (count): ”32:5” är inte ett heltal." in messages(at)
    assert by_name(at)["Riskområden"]["2020"] == "16,1"
    assert at.session_state["own"] == broken


def test_a_source_known_under_that_name_is_explained() -> None:
    lent = SOURCE.replace("umea-2024", "lagesbild-2021-tabell-7")
    at = opened("narcotics_weapons", addition(sources=SOURCES + lent))
    assert "Ett tillägg ersätter aldrig något: använd ett annat id." in messages(at)
    assert by_name(at)["Riskområden"]["2020"] == "16,1"


# ---- choosing places ----------------------------------------------------------------------------------------------


def test_up_to_five_places_are_chosen_at_first() -> None:
    assert areas(opened("narcotics_weapons")) == ["Ersboda", "Umeå"]
    five = "".join(MANY.splitlines(keepends=True)[:5])
    assert len(areas(opened("narcotics_weapons", addition(five)))) == 5


def test_of_more_places_the_first_of_the_file_is_chosen_at_first() -> None:
    at = opened("narcotics_weapons", addition(MANY))
    assert areas(at) == ["Distrikt 9"]
    assert [name for name in by_name(at) if "Distrikt" in name] == ["Distrikt 9 (egen fil)"]
    assert widget(at, "area").options == ["Distrikt 9", "Fler platser …"]
    assert list(at.selectbox) == []
    at = widget(at, "area").select(filters.MORE).run()
    assert at.selectbox(key="area_others_filter").options == [f"Distrikt {number}" for number in range(3, 9)]


def test_up_to_six_places_stand_beside_each_other() -> None:
    six = "".join(MANY.splitlines(keepends=True)[:6])
    at = opened("narcotics_weapons", addition(six))
    assert areas(at) == ["Distrikt 9"]
    assert widget(at, "area").options == [f"Distrikt {number}" for number in range(4, 10)]


def test_the_choice_of_places_stands_in_the_address() -> None:
    at = opened("narcotics_weapons", addition(MANY))
    at = well(widget(at, "area").select(filters.MORE).run())
    assert asked(at, "area") is None  # nothing is chosen yet
    at = well(at.selectbox(key="area_others_filter").set_value("Distrikt 3").run())
    assert asked(at, "area") == ["Distrikt 3", "Distrikt 9"]
    assert at.selectbox(key="area_others_filter").value is None  # ready for the next place
    at = well(at.selectbox(key="area_others_filter").set_value("Distrikt 7").run())
    at = well(widget(at, "area").unselect("Distrikt 9").run())
    assert asked(at, "area") == ["Distrikt 3", "Distrikt 7"]
    assert [name for name in by_name(at) if "Distrikt" in name] == ["Distrikt 3 (egen fil)", "Distrikt 7 (egen fil)"]
    assert widget(at, "area").options == ["Distrikt 3", "Distrikt 7", "Distrikt 9", "Fler platser …"]
    for name in ("Distrikt 3", "Distrikt 7"):
        at = well(widget(at, "area").unselect(name).run())
    assert asked(at, "area") == [""]
    assert [name for name in by_name(at) if "Distrikt" in name] == []
    at = well(widget(at, "area").select("Distrikt 9").run())
    assert asked(at, "area") is None


def test_opening_the_list_of_places_leaves_the_version_in_the_address() -> None:
    at = opened("narcotics_weapons", addition(MANY), version="0123456789abcdef")
    at = well(widget(at, "area").select(filters.MORE).run())
    assert asked(at, "version") == ["0123456789abcdef"]
    at = well(at.selectbox(key="area_others_filter").set_value("Distrikt 3").run())
    assert asked(at, "version") is None  # a link's version is about the view that it was made of


def test_what_was_chosen_and_is_not_any_more_stays_at_hand() -> None:
    names = [f"Distrikt {number:02}" for number in range(1, 13)]
    rows = "".join(f"narcotics_offences,,{name},2024,1,1000,,,umea-2024\n" for name in names)
    at = opened("narcotics_weapons", addition(rows), area=names[:9])
    for name in names[1:9]:
        at = well(widget(at, "area").unselect(name).run())
    assert areas(at) == ["Distrikt 01"]
    assert widget(at, "area").options == [*names[:9], "Fler platser …"]


def test_another_indicator_begins_with_its_own_places_and_a_closed_list() -> None:
    at = opened("narcotics_weapons", addition(MANY + MANY.replace("narcotics", "weapons")), area="Distrikt 4")
    at = well(widget(at, "area").select(filters.MORE).run())
    at = well(at.selectbox(key="area_others_filter").set_value("Distrikt 5").run())
    at = well(widget(at, "area").unselect("Distrikt 5").run())
    at = well(widget(at, "indicator").set_value("weapons_offences").run())
    assert widget(at, "area").options == ["Distrikt 4", "Distrikt 9", "Fler platser …"]
    assert list(at.selectbox) == []


def test_two_choices_before_the_page_has_answered_are_both_kept() -> None:
    at = opened("narcotics_weapons", addition(MANY))
    at = well(widget(at, "area").select(filters.MORE).run())
    widget(at, "area").unselect("Distrikt 9")
    at.selectbox(key="area_others_filter").set_value("Distrikt 5")
    at = well(at.run())
    assert asked(at, "area") == ["Distrikt 5"]


def test_a_place_may_be_called_what_the_dashboard_calls_other_things() -> None:
    rows = "".join(
        f"narcotics_offences,,{name},2024,1,1000,,,umea-2024\n" for name in ("other", "more", "Fler platser", "*a*")
    )
    at = opened("narcotics_weapons", addition(rows))
    assert widget(at, "area").options == ["\\*a\\*", "Fler platser", "more", "other"]
    at = well(widget(at, "area").unselect("other").run())
    assert areas(at) == ["*a*", "Fler platser", "more"]
    at = opened("narcotics_weapons", addition(rows + MANY), area=["other", "Fler platser"])
    assert widget(at, "area").options == ["Fler platser", "other", "Fler platser …"]


def test_a_place_of_another_indicator_stays_in_the_address_until_no_place_is_chosen() -> None:
    files = addition(MANY + "weapons_offences,,Teg,2020,10,1000,,,umea-2024\n")
    at = opened("narcotics_weapons", files, area=["Distrikt 9", "Distrikt 4", "Teg"])
    at = well(widget(at, "area").unselect("Distrikt 4").run())
    assert asked(at, "area") == ["Distrikt 9", "Teg"]
    at = well(widget(at, "area").unselect("Distrikt 9").run())
    assert asked(at, "area") == [""]


def test_places_that_nobody_knows_do_no_harm() -> None:
    assert areas(opened("narcotics_weapons", area="<script>")) == ["Ersboda", "Umeå"]


def test_links_between_indicator_screens_carry_the_places_and_others_do_not() -> None:
    at = opened("narcotics_weapons", area=["Umeå", "Ersboda"], highlight="Umeå")
    leads = menu(at)
    assert leads["Skjutningar"] == "/skjutningar?area=Ume%C3%A5&area=Ersboda&highlight=Ume%C3%A5"
    assert leads["Fler indikatorer"] == "/fler-indikatorer?area=Ume%C3%A5&area=Ersboda&highlight=Ume%C3%A5"
    assert leads["Områden"] == "/omraden"
    assert links(at)["English"].count("area=") == 2


def test_one_place_stands_out() -> None:
    at = opened("narcotics_weapons")
    assert widget(at, "highlight").options == ["Ersboda", "Umeå"]
    at = opened("narcotics_weapons", addition(MANY), area=[f"Distrikt {number}" for number in range(3, 9)])
    assert at.selectbox(key="highlight_filter").options == [f"Distrikt {number}" for number in range(3, 9)]


def test_without_places_there_is_nothing_to_choose() -> None:
    at = opened("incident_reports")
    assert "area_filter" not in [group.key for group in at.get("button_group")]
    assert list(by_name(at)) == ["Utsatta områden", "Riskområden", "Särskilt utsatta områden", "Övriga riket"]


# ---- charts -------------------------------------------------------------------------------------------------------


def made_up(count: int, years: tuple[int, ...] = (2020, 2021)) -> list[dict[str, Any]]:
    """Rows of this many places with nearly the same figures, and of one category that ends a year earlier."""
    place = [
        {"name": f"Plats {number} (egen fil)", "area": f"Plats {number}", "area_category": None, "source": "x"}
        | {"year": year, "value": 5 + number / 100, "shown": "5,0"}
        for number in range(count)
        for year in years
    ]
    rest = {"name": "Övriga riket", "area": None, "area_category": "rest_of_sweden", "source": "y"}
    return [*place, *(rest | {"year": year - 1, "value": 5.0, "shown": "5,0"} for year in years)]


@pytest.mark.parametrize("count", [1, 5, 9])
def test_labels_do_not_overlap(count: int) -> None:
    drawn = place_charts.lines(SV, made_up(count), 6.0, "Plats 0")
    height = drawn.spec["height"] - (place_charts.HEIGHT - place_charts.PLOT_HEIGHT)
    ends = sorted((row for row in drawn.rows if row["label"]), key=lambda row: row["label_value"])
    assert len(ends) == count + 1

    def edges(row: dict[str, Any]) -> tuple[float, float]:
        """Lowest and highest pixel of a label; its first line is centred on its value."""
        first = row["label_value"] / 6.0 * height
        return first - (row["label"].count("\n") + 0.5) * place_charts.LABEL_LINE, first + place_charts.LABEL_LINE / 2

    for below, above in pairwise(ends):
        assert edges(above)[0] >= edges(below)[1] - 0.01


def test_the_place_that_stands_out_is_drawn_last_and_the_others_are_quiet() -> None:
    drawn = place_charts.lines(SV, made_up(3), 6.0, "Plats 1")
    weights = {row["name"]: row["weight"] for row in drawn.rows}
    assert weights == {
        "Plats 0 (egen fil)": "quiet",
        "Plats 1 (egen fil)": "full",
        "Plats 2 (egen fil)": "quiet",
        "Övriga riket": "pale",
    }
    assert drawn.rows[-1]["name"] == "Plats 1 (egen fil)"


def test_what_ends_earlier_says_so() -> None:
    labels = [row["label"].replace("\n", " ") for row in place_charts.lines(SV, made_up(1), 6.0, "Plats 0").rows if row["label"]]  # fmt: skip
    assert sorted(labels) == ["5,0 Plats 0 (egen fil)", "5,0 Övriga riket (2020)"]


def test_so_many_places_that_names_would_fill_the_page_are_named_in_the_table_only() -> None:
    drawn = place_charts.lines(SV, made_up(12), 6.0, "Plats 1")
    assert {row["name"] for row in drawn.rows if row["label"]} == {"Plats 1 (egen fil)", "Övriga riket"}


def test_bars_of_one_year_begin_with_the_place_that_stands_out() -> None:
    rows_of_2020 = [row for row in made_up(3) if row["year"] == 2020]
    drawn = place_charts.over_time(SV, rows_of_2020, 6.0, "Plats 2")
    assert [row["name"] for row in drawn.rows] == [
        "Plats 2 (egen fil)",
        "Plats 0 (egen fil)",
        "Plats 1 (egen fil)",
        "Övriga riket",
    ]


# ---- the latest figures of single places --------------------------------------------------------------------------


LATEST = 2
"""The table of single places stands third on the overview: after the figures and the changes of the area categories."""


def test_the_overview_has_the_latest_figures_of_the_readers_places() -> None:
    at = opened("overview")
    assert "Egna områden" in [part.value for part in at.subheader]
    table = by_name(at, LATEST)
    assert (
        table["Narkotikabrott"]
        == {
            "Indikator": "Narkotikabrott",
            "Enhet": "per 1 000 inv.",
            "År": "2020",
            "Ersboda (egen fil)": "8,1",
            "Umeå (egen fil)": "2,5 (beräknat)",
            "Umeå: lägst, 95 %-intervall, om fallen är oberoende (beräknat)": "2,2",  # Byar's limits of 325 are 290.6 and 362.3: of 130,000
            "Umeå: högst, 95 %-intervall, om fallen är oberoende (beräknat)": "2,8",
        }
    )
    assert table["Klotter"]["Ersboda (egen fil)"] == "–"
    assert table["Klotter"]["Umeå (egen fil)"] == "0,7 (beräknat)"  # 91 / 130,000 × 1,000
    (link,) = [link for link in tables(at)[LATEST].iter("a") if words(link) == "Klotter"]
    assert link.get("href") == "/fler-indikatorer?area=Ersboda&area=Ume%C3%A5&indicator=graffiti"


def test_two_own_files_about_the_same_figure_both_stand_on_the_overview_with_their_names() -> None:
    other = SOURCE.replace("umea-2024", "umea-annan").replace("umea.csv", "annan.csv")
    indicators = addition()["indicators.csv"].decode()
    figures_ = FIGURES + "narcotics_offences,,Ersboda,2020,,,8.4,,umea-annan\n"
    at = opened("overview", addition(figures_, sources=SOURCES + SOURCE + other, indicators=indicators))
    lines = [dict(zip(rows(at, LATEST)[0], line, strict=True)) for line in rows(at, LATEST)[1:]]
    said = {line["Källa"]: line["Ersboda (egen fil)"] for line in lines if line["Indikator"] == "Narkotikabrott"}
    assert [value for name, value in said.items() if "umea.csv" in name] == ["8,1"]
    assert [value for name, value in said.items() if "annan.csv" in name] == ["8,4"]
    assert "Källa" not in rows(opened("overview"), LATEST)[0]


def test_the_overview_shows_five_places_and_counts_the_others() -> None:
    at = opened("overview", addition(MANY))
    assert [name for name in rows(at, LATEST)[0] if "Distrikt" in name] == [f"Distrikt {number} (egen fil)" for number in range(5, 10)]  # fmt: skip
    assert "Det finns 2 platser till: välj dem på en indikators sida." in [part.value for part in at.caption]


def test_a_municipality_has_its_own_figures_on_its_page() -> None:
    at = opened("municipality", place="2480")
    assert "Tal för Umeå" in [part.value for part in at.subheader]
    (table,) = [body for body in tables(at) if "Senaste tal" in words(body)]
    assert "Ersboda" not in words(table)
    assert "2,5 (beräknat)" in words(table)
    assert "Tal för Boden" not in [part.value for part in opened("municipality", place="2582").subheader]


# ---- own figures that are of no place -----------------------------------------------------------------------------

COUNTRY = (
    "narcotics_offences,sweden,,2019,100000,10000000,,,umea-2024\n"  # 10.0
    "narcotics_offences,sweden,,2021,120000,10000000,,,umea-2024\n"  # 12.0
)


def test_own_figures_of_the_whole_country_are_marked() -> None:
    at = opened("narcotics_weapons", addition(COUNTRY))
    assert by_name(at)["Hela riket (egen fil)"]["2021"] == "12,0"
    assert by_name(at)["Hela riket (egen fil)"]["Ursprung"] == "egen fil, beräknat"
    assert "Hela riket (egen fil, beräknat): 10,0 (2019), – (2020) och 12,0 (2021)." in chart(at)
    assert "År 2021 var talet i hela riket (egen fil, beräknat) 12,0 anmälda narkotikabrott" in prose(at)
    assert "Av områdeskategorierna var talet år 2020 högst i särskilt utsatta områden: 18,4" in prose(at)


def test_own_figures_of_a_category_do_not_take_the_place_of_the_polices() -> None:
    files = addition("narcotics_offences,risk,,2021,,,20.5,,umea-2024\n")
    table = by_name(opened("narcotics_weapons", files))
    assert table["Riskområden (egen fil)"]["2021"] == "20,5"
    assert table["Riskområden"]["2020"] == "16,1"
    assert by_name(opened("overview", files)) == by_name(opened("overview", {}))


def test_without_places_nothing_stands_out() -> None:
    rest = [row for row in made_up(1) if row["area"] is None]
    assert {row["weight"] for row in place_charts.lines(SV, rest, 6.0, None).rows} == {"full"}


def test_no_line_is_drawn_across_a_year_without_a_figure() -> None:
    t = in_language("sv")
    row = {"name": "Teg (egen fil)", "source": "egen-teg", "area_category": None, "area": "Teg"}
    rows = [row | {"year": 2018, "value": 1.0, "shown": "1,0"}, row | {"year": 2020, "value": 2.0, "shown": "2,0"}]
    drawn = figures.with_gaps(t, rows, [2018, 2019, 2020])
    assert [(one["year"], one["value"], one["shown"]) for one in drawn] == [
        (2018, 1.0, "1,0"),
        (2019, None, "–"),
        (2020, 2.0, "2,0"),
    ]
    assert figures.with_gaps(t, rows, [2018, 2020]) == rows  # the reader left 2019 out
