"""What each question answers: figures computed by hand, values that stay values, series that stay apart."""

from __future__ import annotations

import contextlib
import math
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

import queries
from tests.report_2021 import RATES, SHOOTINGS, observations

FOLDER = Path(queries.__file__).parent
HEADER = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
HOSTILE = "'; DROP TABLE observations; --"
NUMBERS = {"years", "assessment"}
"""Parameters that are whole numbers."""

INDICATORS = {"shootings", "population", *(key[0] for key in RATES)}
BY_MUNICIPALITY = 290 * 11 * 6
ROWS = len(observations()) - len(SHOOTINGS) + BY_MUNICIPALITY  # the shootings have two figures in a row

pytestmark = pytest.mark.usefixtures("built_in_data")


def parts(question: str) -> tuple[str, str]:
    """The first comment of a question and its SQL, without comments."""
    lines = (FOLDER / f"{question}.sql").read_text(encoding="utf-8").splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    return "\n".join(lines[:start]), "\n".join(line.split("--")[0] for line in lines[start:])


def parameters(question: str) -> list[str]:
    """The parameters that the SQL of a question uses."""
    return sorted(set(re.findall(r"\$(\w+)", parts(question)[1])))


def ask(question: str, **given: queries.Parameter) -> list[dict[str, Any]]:
    """The answer as dictionaries; parameters not given do not filter. A missing figure is ``None``."""
    frame = queries.run(question, **{**dict.fromkeys(parameters(question)), **given})
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def left() -> int:
    """How many observations there are, whatever a question has been asked."""
    return len(queries.run("observations", indicators=None, categories=None, years=None))


def keyed(rows: list[dict[str, Any]], value: str) -> dict[tuple[str, int], Any]:
    """One column of an answer by category and year."""
    return {(row["area_category"], row["year"]): row[value] for row in rows}


@pytest.fixture
def second_source(data_copy: Path) -> Path:
    """The data with a later publication of some of the same figures, and some of its own."""
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as sources:
        sources.write("later,Polismyndigheten,Senare,Later,Tabell 1,Table 1,2026-01-15,\n")
    (data_copy / "exports" / "later.csv").write_text(
        HEADER
        + "narcotics_offences,vulnerable,,2020,,,15.0,,later\n"
        + "narcotics_offences,vulnerable,,2021,,,18.0,,later\n"
        + "shootings,all_areas,,2020,140,,,35.0,later\n"
    )
    return data_copy


# ---- the questions themselves -------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", queries.questions())
def test_the_first_comment_names_the_parameters_and_no_others(question: str) -> None:
    comment, _ = parts(question)
    assert comment.startswith("-- One row per ")
    named = comment.split("\n-- Parameters: ")[1]
    assert sorted(set(re.findall(r"\$(\w+)", named))) == parameters(question)
    assert named.startswith("none.") == (parameters(question) == [])


# Nothing of it is shipped: the tests of problem levels, follow-up, local pictures, squares and what is new ask them.
NEEDS_MORE = (
    *("answered_levels", "actions", "yearly_wheel", "revised_figures", "stages", "phases", "cylinder"),
    *("squares", "square_places", "square_classes"),
)


@pytest.mark.parametrize(
    "question",
    [name for name in queries.questions() if "indicator" not in parameters(name) and name not in NEEDS_MORE],
)
def test_a_question_without_filters_answers_everything(question: str) -> None:
    assert ask(question) != []


@pytest.mark.parametrize("name", ["nothing", "", "observations.sql", "schema/tables", "../queries/notes", HOSTILE])
def test_an_unknown_question_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no such question"):
        queries.run(name)


def test_parameters_that_a_question_does_not_take_are_refused() -> None:
    with pytest.raises(duckdb.Error):
        queries.run("notes", indicator="threats", years=None)
    with pytest.raises(duckdb.Error):
        queries.run("sources", years=None)


# ---- values stay values -------------------------------------------------------------------------------------------


# tests/test_places.py and tests/test_certainty.py ask them, and for $areas: there are no figures of places built in.
ABOUT_PLACES = ("named_places", "municipality_figures", "areas_by_category")


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        (question, name)
        for question in queries.questions()
        for name in parameters(question)
        if name not in {*NUMBERS, "areas"} and question not in {*ABOUT_PLACES, *NEEDS_MORE}
    ],
)
def test_hostile_values_are_only_values(question: str, parameter: str) -> None:
    by_municipality = question in ("leaps", "municipality_rates", "quarters")
    good: dict[str, Any] = {
        "indicator": "reported_offences" if by_municipality else "shootings",
        "measure": "share_percent",
    }
    good = {name: value for name, value in good.items() if name in parameters(question)}
    if question == "observations":
        good |= {"areas": []}  # named places pass the filter by category
    lists = {"indicators", "categories", "regions", "trends", "municipalities", "places", "groups", "conditions"}
    hostile = [HOSTILE] if parameter in lists else HOSTILE
    assert ask(question, **good) != []
    assert ask(question, **{**good, parameter: hostile}) == []
    assert left() == ROWS


@pytest.mark.parametrize("question", [name for name in queries.questions() if NUMBERS & set(parameters(name))])
def test_hostile_years_are_refused(question: str) -> None:
    asked = {name: [HOSTILE] if name == "years" else HOSTILE for name in NUMBERS & set(parameters(question))}
    with pytest.raises(duckdb.Error):
        ask(question, **asked)
    assert left() == ROWS


@pytest.mark.parametrize("parameter", ["indicators", "categories", "years"])
def test_an_empty_choice_answers_nothing(parameter: str) -> None:
    assert ask("observations", areas=[], **{parameter: []}) == []


# ---- an answer is the caller's own --------------------------------------------------------------------------------


def test_changing_an_answer_does_not_change_the_next() -> None:
    first = queries.run("sources")
    first["publisher"] = "nobody"
    first["id"] = ""
    assert {"Polismyndigheten", "Statistiska centralbyrån (SCB)"} <= set(queries.run("sources")["publisher"])
    assert "nobody" not in set(queries.run("sources")["publisher"])
    assert "" not in set(queries.run("sources")["id"])
    queries.rows("sources")[0]["publisher"] = "nobody"
    assert "nobody" not in {row["publisher"] for row in queries.rows("sources")}


def test_changing_a_list_inside_an_answer_does_not_change_the_next(data_copy: Path) -> None:
    years = queries.run("indicators")["years"][0]
    assert list(years) == [2018, 2019, 2020]
    with contextlib.suppress(TypeError, ValueError):  # a list that cannot be changed is as good
        years[0] = 1066
    assert list(queries.run("indicators")["years"][0]) == [2018, 2019, 2020]
    assert list(queries.rows("indicators")[0]["years"]) == [2018, 2019, 2020]


def test_rows_are_the_same_answer_as_the_frame() -> None:
    given = {"indicators": ["threats"], "categories": ["risk"], "years": None}
    frame, rows = queries.run("observations", **given), queries.rows("observations", **given)
    assert [list(row) for row in rows] == [list(frame.columns)] * 3
    assert [row["per_1000"] for row in rows] == list(frame["per_1000"]) == [7.2, 6.6, 6.7]


# ---- observations, indicators, notes ------------------------------------------------------------------------------


def test_observations_are_the_figures_of_the_report() -> None:
    rows = ask("observations", areas=[])
    figures = [
        ((row["indicator"], row["area_category"], row["year"], measure), row[measure])
        for row in rows
        for measure in ("count", "population", "per_1000", "share_percent")
        if row[measure] is not None
    ]
    assert sorted(figures) == sorted(observations())
    assert {row["published"] for row in rows} == {"2021-12", "2021", "2025"}


def test_observations_are_filtered_by_indicator_category_and_year_at_once() -> None:
    [row] = ask("observations", indicators=["threats"], categories=["risk"], years=[2020])
    assert (row["indicator"], row["area_category"], row["year"], row["per_1000"]) == ("threats", "risk", 2020, 6.7)


def test_indicators_know_what_figures_they_have() -> None:
    rows = {row["id"]: row for row in ask("indicators")}
    assert list(rows)[:2] == ["shootings", "incident_reports"]  # by position
    for row in rows.values():
        if row["screen"] == "reported_offences":
            assert list(row["years"]) == list(range(2015, 2026))
            continue
        assessed = [2014, 2015, 2017, 2019, 2021] + ([2025] if row["id"] == "assessed_areas" else [])
        assert list(row["years"]) == ([2018, 2019, 2020] if row["id"] in INDICATORS else assessed)
    assert set(rows["shootings"]["measures"]) == {"count", "share_percent", "per_1000_computed"}
    assert set(rows["shootings"]["categories"]) == {
        "vulnerable", "risk", "particularly_vulnerable", "all_areas", "rest_of_sweden",
    }  # fmt: skip
    assert set(rows["threats"]["measures"]) == {"per_1000"}
    assert set(rows["threats"]["categories"]) == {"vulnerable", "risk", "particularly_vulnerable", "rest_of_sweden"}
    assert list(rows["threats"]["sources"]) == ["lagesbild-2021-tabell-8"]


def test_the_note_on_the_total_of_2020_is_found_by_indicator_year_and_category() -> None:
    [note] = ask("notes", indicator="shootings")
    assert (note["year"], note["area_category"], note["measure"]) == (2020, "all_areas", "share_percent")
    assert len(ask("notes", indicator="shootings", years=[2020], categories=["all_areas"])) == 1
    assert ask("notes", indicator="shootings", years=[2019]) == []
    assert ask("notes", indicator="shootings", categories=["risk"]) == []
    assert ask("notes", indicator="threats") == []


# ---- series -------------------------------------------------------------------------------------------------------


def test_a_series_is_one_measure_of_one_indicator() -> None:
    shares = ask("series", indicator="shootings", measure="share_percent")
    assert keyed(shares, "value") == {key: share for key, (_, share) in SHOOTINGS.items()}
    assert {row["computed"] for row in shares} == {False}
    risk = ask("series", indicator="threats", measure="per_1000", categories=["risk"], years=[2020, 2018])
    assert [(row["year"], row["value"]) for row in risk] == [(2018, 7.2), (2020, 6.7)]


def test_a_measure_that_the_source_does_not_give_has_no_series() -> None:
    assert ask("series", indicator="shootings", measure="per_1000") == []
    assert ask("series", indicator="threats", measure="count") == []


def test_shootings_per_1000_are_computed_from_count_population_and_implied_country_count() -> None:
    # The country's count is the only whole number that agrees with the printed shares of all three categories:
    #        vulnerable            risk                  particularly          all areas
    # 2018:  22/306 =  7.19 %      14/306 = 4.58 %       83/306 = 27.12 %      119/306 = 38.89 %   (all four agree)
    # 2019:  26/333 =  7.81 %       8/333 = 2.40 %       62/333 = 18.62 %       96/333 = 28.83 %   (all four agree)
    # 2020:  40/366 = 10.93 %      18/366 = 4.92 %       72/366 = 19.67 %      130/366 = 35.52 %   (39.7 is printed)
    # One less or more breaks a share: 119/305 = 39.02, 119/307 = 38.76; 96/332 = 28.92, 96/334 = 28.74;
    # 40/365 = 10.96, 72/367 = 19.62.
    populations = {row["year"]: row for row in ask("shooting_populations")}
    assert {year: row["country_count"] for year, row in populations.items()} == {2018: 306, 2019: 333, 2020: 366}
    assert {row["all_areas"] for row in populations.values()} == {550_000}
    assert {year: row["rest_of_sweden"] for year, row in populations.items()} == {
        2018: 9_680_185,  # 10 230 185 - 550 000
        2019: 9_777_589,  # 10 327 589 - 550 000
        2020: 9_829_295,  # 10 379 295 - 550 000
    }
    computed = ask("series", indicator="shootings", measure="per_1000_computed")
    assert keyed(computed, "value") == {
        ("all_areas", 2018): pytest.approx(119 / 550_000 * 1000),
        ("all_areas", 2019): pytest.approx(96 / 550_000 * 1000),
        ("all_areas", 2020): pytest.approx(130 / 550_000 * 1000),
        ("rest_of_sweden", 2018): pytest.approx((306 - 119) / (10_230_185 - 550_000) * 1000),
        ("rest_of_sweden", 2019): pytest.approx((333 - 96) / (10_327_589 - 550_000) * 1000),
        ("rest_of_sweden", 2020): pytest.approx((366 - 130) / (10_379_295 - 550_000) * 1000),
    }
    assert {row["computed"] for row in computed} == {True}


def test_populations_are_filtered_by_year() -> None:
    assert [row["year"] for row in ask("shooting_populations", years=[2019])] == [2019]


def test_a_country_count_that_several_numbers_fit_is_not_guessed(data_copy: Path) -> None:
    # 100 shootings that are 10.0 per cent: 996 to 1005 all fit.
    (data_copy / "exports" / "more.csv").write_text(
        HEADER
        + "population,all_areas,,2021,,550000,,,lagesbild-2021-avsnitt-2-3\n"
        + "population,sweden,,2021,,10452326,,,scb-befolkning-1960-2020\n"
        + "shootings,all_areas,,2021,100,,,10.0,lagesbild-2021-tabell-4\n"
    )
    [row] = ask("shooting_populations", years=[2021])
    assert (row["sweden"], row["country_count"]) == (10_452_326, None)
    computed = ask("series", indicator="shootings", measure="per_1000_computed", years=[2021])
    assert keyed(computed, "value") == {("all_areas", 2021): pytest.approx(100 / 550_000 * 1000)}


def test_a_count_by_mistake_far_too_large_is_answered_at_once(data_copy: Path) -> None:
    # 4.9 per cent of which 10 000 000 000 could be are some billions of numbers: too many to try.
    (data_copy / "exports" / "more.csv").write_text(
        HEADER
        + "shootings,risk,,2021,10000000000,,,4.9,lagesbild-2021-tabell-4\n"
        + "shootings,vulnerable,,2021,10000000000,,,0.1,lagesbild-2021-tabell-4\n"
    )
    assert ask("series", indicator="shootings", measure="per_1000_computed", years=[2021]) == []
    assert len(ask("shooting_populations")) == 3


def test_what_is_missing_stays_missing(data_copy: Path) -> None:
    (data_copy / "exports" / "more.csv").write_text(
        HEADER
        + "population,all_areas,,2021,,550000,,,lagesbild-2021-avsnitt-2-3\n"
        + "population,sweden,,2021,,10452326,,,scb-befolkning-1960-2020\n"
        + "shootings,all_areas,,2021,,,,30.0,lagesbild-2021-tabell-4\n"  # a share, no count
        + "threats,all_areas,,2020,,,6.2,,lagesbild-2021-tabell-8\n"  # no figure for 2018
    )
    frame = queries.run("observations", indicators=["shootings"], categories=None, years=[2021])
    assert math.isnan(frame["per_1000"][0])
    assert frame["count"].isna().all()
    assert ask("series", indicator="shootings", measure="count", years=[2021]) == []
    assert ask("series", indicator="shootings", measure="per_1000_computed", years=[2021]) == []
    row = ask("comparison", indicators=["threats"], categories=["all_areas"])[0]
    assert [row[name] for name in ("first_value", "last_value", "change", "change_percent")] == [None, 6.2, None, None]
    row = ask("development", years=[2018, 2020], categories=["all_areas"])[-1]
    assert (row["indicator"], row["value"], row["change_percent"]) == ("threats", 6.2, None)


# ---- comparison and development -----------------------------------------------------------------------------------

CHANGES = ("first_year", "last_year", "first_value", "last_value", "change", "change_percent", "ratio_to_rest")


def test_narcotics_offences_from_2018_to_2020_and_beside_the_rest_of_sweden() -> None:
    rows = {row["area_category"]: row for row in ask("comparison", indicators=["narcotics_offences"])}
    by_hand = {
        #                                            difference     per cent               times the rest, 11.9
        "vulnerable": (2018, 2020, 8.8, 14.6, 5.8, 65.909, 1.22689),  # 5.8 / 8.8             14.6 / 11.9
        "risk": (2018, 2020, 18.8, 16.1, -2.7, -14.3617, 1.35294),  # -2.7 / 18.8          16.1 / 11.9
        "particularly_vulnerable": (2018, 2020, 14.5, 18.4, 3.9, 26.8966, 1.54622),  # 3.9 / 14.5   18.4 / 11.9
        "rest_of_sweden": (2018, 2020, 10.4, 11.9, 1.5, 14.4231, None),  # 1.5 / 10.4         not beside itself
    }
    assert list(rows) == list(by_hand)  # in the order of the dictionary
    for category, figures in by_hand.items():
        seen = tuple(rows[category][name] for name in CHANGES)
        assert seen == tuple(None if figure is None else pytest.approx(figure, rel=1e-4) for figure in figures)
        assert rows[category]["computed"] is False


def test_the_ratio_is_there_when_the_rest_of_sweden_is_not_chosen() -> None:
    [row] = ask("comparison", indicators=["narcotics_offences"], categories=["risk"])
    assert (row["area_category"], row["ratio_to_rest"]) == ("risk", pytest.approx(16.1 / 11.9))


def test_the_chosen_years_are_compared() -> None:
    [row] = ask("comparison", indicators=["narcotics_offences"], years=[2018, 2019], categories=["risk"])
    assert (row["first_year"], row["last_year"]) == (2018, 2019)
    assert row["change"] == pytest.approx(12.5 - 18.8)
    assert row["ratio_to_rest"] == pytest.approx(12.5 / 11.1)


def test_a_single_year_has_no_change_but_a_ratio() -> None:
    [row] = ask("comparison", indicators=["narcotics_offences"], years=[2019], categories=["vulnerable"])
    assert (row["last_value"], row["change"], row["change_percent"]) == (12.9, None, None)
    assert row["ratio_to_rest"] == pytest.approx(12.9 / 11.1)


def test_shootings_have_no_ratio_because_the_source_has_no_rest_of_sweden() -> None:
    rows = {row["area_category"]: row for row in ask("comparison", indicators=["shootings"])}
    assert list(rows) == ["vulnerable", "risk", "particularly_vulnerable", "all_areas"]
    assert {row["ratio_to_rest"] for row in rows.values()} == {None}
    assert rows["all_areas"]["change"] == 130 - 119
    assert rows["vulnerable"]["change_percent"] == pytest.approx((40 - 22) / 22 * 100)


def test_another_measure_than_the_indicators_own_can_be_compared() -> None:
    rows = ask("comparison", indicators=["shootings"], measure="share_percent", categories=["risk"])
    assert [(row["first_value"], row["last_value"]) for row in rows] == [(4.6, 4.9)]
    [row] = ask("comparison", indicators=["shootings"], measure="per_1000_computed", categories=["all_areas"])
    assert row["computed"] is True
    # 130 / 550 000 beside (366 - 130) / 9 829 295; the source refuses the comparison, so no ratio is computed
    assert row["last_value"] == pytest.approx(130 / 550)
    assert row["rest_value"] == pytest.approx(236 / 9_829.295)
    assert row["ratio_to_rest"] is None


def test_no_change_is_computed_from_a_figure_in_doubt() -> None:
    [row] = ask("comparison", indicators=["shootings"], measure="share_percent", categories=["all_areas"])
    assert (row["first_value"], row["last_value"], row["change"], row["change_percent"]) == (38.9, 39.7, None, None)
    [row] = ask(
        "comparison", indicators=["shootings"], measure="share_percent", years=[2018, 2019], categories=["all_areas"]
    )
    assert row["change"] == pytest.approx(28.8 - 38.9)
    [row] = ask("comparison", indicators=["population"], categories=["all_areas"])
    assert (row["last_value"], row["change"]) == (550_000, None)  # the same approximate figure for every year


def test_only_rates_are_divided_by_the_rest_of_sweden(data_copy: Path) -> None:
    rows = [
        "vehicle_fires,risk,,2020,900,,,,lagesbild-2021-tabell-8",
        "vehicle_fires,rest_of_sweden,,2020,100,,,,lagesbild-2021-tabell-8",
    ]
    for name in ("lagesbild-2021-tabell-8.csv",):
        path = data_copy / "exports" / name
        kept = [
            line
            for line in path.read_text().splitlines()
            if not line.startswith(("vehicle_fires,risk,,2020", "vehicle_fires,rest_of_sweden,,2020"))
        ]
        path.write_text("\n".join([*kept, *rows]) + "\n")
    [row] = ask("comparison", indicators=["vehicle_fires"], measure="count", categories=["risk"])
    assert (row["last_value"], row["rest_value"], row["ratio_to_rest"]) == (900, 100, None)


def test_named_places_pass_the_filter_by_category(data_copy: Path) -> None:
    (data_copy / "exports" / "place.csv").write_text(
        HEADER + "threats,,Norra staden,2020,,,5.5,,lagesbild-2021-tabell-8\n"
    )
    given = {"categories": ["risk"], "years": [2020]}
    assert [row["area"] for row in ask("observations", indicators=["threats"], **given)] == [None, "Norra staden"]
    assert [row["area"] for row in ask("series", indicator="threats", measure="per_1000", **given)] == [
        None,
        "Norra staden",
    ]
    compared = {row["area"]: row["ratio_to_rest"] for row in ask("comparison", indicators=["threats"], **given)}
    assert compared["Norra staden"] == pytest.approx(5.5 / 4.0)


def test_only_indicators_with_a_screen_are_compared() -> None:
    assert "population" not in {row["indicator"] for row in [*ask("comparison"), *ask("development")]}


def test_the_development_is_counted_from_the_first_chosen_year() -> None:
    rows = [row for row in ask("development", categories=["vulnerable"]) if row["indicator"] == "narcotics_offences"]
    assert [row["change_percent"] for row in rows] == [
        0,
        pytest.approx((12.9 - 8.8) / 8.8 * 100),
        pytest.approx((14.6 - 8.8) / 8.8 * 100),
    ]
    rows = ask("development", years=[2019, 2020], categories=["risk"])
    threats = [row["change_percent"] for row in rows if row["indicator"] == "threats"]
    assert threats == [0, pytest.approx((6.7 - 6.6) / 6.6 * 100)]


def test_nothing_is_divided_by_0(data_copy: Path) -> None:
    (data_copy / "exports" / "more.csv").write_text(
        HEADER
        + "threats,all_areas,,2018,,,0,,lagesbild-2021-tabell-8\n"
        + "threats,all_areas,,2020,,,6.2,,lagesbild-2021-tabell-8\n"
        + "weapons_offences,vulnerable,,2021,,,1.5,,lagesbild-2021-tabell-7\n"
        + "weapons_offences,rest_of_sweden,,2021,,,0,,lagesbild-2021-tabell-7\n"
    )
    [row] = ask("comparison", indicators=["threats"], categories=["all_areas"])
    assert (row["change"], row["change_percent"]) == (6.2, None)
    assert [row["change_percent"] for row in ask("development", categories=["all_areas"])[-2:]] == [None, None]
    [row] = ask("comparison", indicators=["weapons_offences"], years=[2021], categories=["vulnerable"])
    assert (row["rest_value"], row["ratio_to_rest"]) == (0, None)


# ---- two publications of the same figure --------------------------------------------------------------------------


def test_two_publications_stay_two_series(second_source: Path) -> None:
    rows = ask("series", indicator="narcotics_offences", measure="per_1000", categories=["vulnerable"])
    assert [(row["source"], row["year"], row["value"]) for row in rows] == [
        ("lagesbild-2021-tabell-7", 2018, 8.8),
        ("lagesbild-2021-tabell-7", 2019, 12.9),
        ("lagesbild-2021-tabell-7", 2020, 14.6),
        ("later", 2020, 15.0),
        ("later", 2021, 18.0),
    ]


def test_two_publications_are_compared_each_with_itself(second_source: Path) -> None:
    rows = ask("comparison", indicators=["narcotics_offences"], categories=["vulnerable"])
    names = ("source", "first_year", "last_year", "change_percent", "ratio_to_rest")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("lagesbild-2021-tabell-7", 2018, 2020, pytest.approx(65.909, rel=1e-4), pytest.approx(14.6 / 11.9)),
        ("later", 2020, 2021, pytest.approx(20.0), None),  # 18.0 / 15.0; the later source has no rest of Sweden
    ]
    rows = [row for row in ask("development", categories=["vulnerable"]) if row["source"] == "later"]
    assert [(row["year"], row["change_percent"]) for row in rows] == [(2020, 0), (2021, pytest.approx(20.0))]


def test_two_publications_have_each_its_own_country_count(second_source: Path) -> None:
    # 140 shootings that are 35.0 per cent are 400 in the country: 140/399 = 35.09 and 140/401 = 34.91 do not fit.
    computed = ask("series", indicator="shootings", measure="per_1000_computed", years=[2020])
    assert {(row["source"], row["area_category"]): row["value"] for row in computed} == {
        ("lagesbild-2021-tabell-4", "all_areas"): pytest.approx(130 / 550_000 * 1000),
        ("lagesbild-2021-tabell-4", "rest_of_sweden"): pytest.approx((366 - 130) / 9_829_295 * 1000),
        ("later", "all_areas"): pytest.approx(140 / 550_000 * 1000),
        ("later", "rest_of_sweden"): pytest.approx((400 - 140) / 9_829_295 * 1000),
    }
    # A reader has to see which country's count belongs to which source.
    rows = ask("shooting_populations", years=[2020])
    assert {(row.get("source"), row["country_count"]) for row in rows} == {
        ("lagesbild-2021-tabell-4", 366),
        ("later", 400),
    }


def test_a_country_count_is_told_by_the_shares_of_its_own_source_alone(data_copy: Path) -> None:
    # 18 shootings that are 4.9 per cent: 364 to 371 all fit (18/364 = 4.95, 18/371 = 4.85). Table 4 settles on 366.
    (data_copy / "exports" / "more.csv").write_text(
        HEADER
        + "shootings,risk,,2020,18,,,4.9,lagesbild-2021-tabell-6\n"
        + "shootings,all_areas,,2020,130,,,,lagesbild-2021-tabell-6\n"
    )
    rows = ask("series", indicator="shootings", measure="per_1000_computed", years=[2020])
    assert [(row["source"], row["area_category"]) for row in rows] == [
        ("lagesbild-2021-tabell-4", "all_areas"),
        ("lagesbild-2021-tabell-6", "all_areas"),
        ("lagesbild-2021-tabell-4", "rest_of_sweden"),
    ]
