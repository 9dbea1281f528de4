"""Charts: colours that are told apart, labels that do not overlap, axes from zero, and every figure in words."""

from __future__ import annotations

import itertools
import math
import random
import re
import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import vl_convert
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

import queries
from pages.components import charts, downloads, figures
from pages.components.charts import lines as line_charts
from pages.components.charts import ratios as ratio_chart
from pages.components.indicator import overview as overview_parts
from pages.components.text import Text, in_language
from pages.server import shell
from tests import ROOT

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
CSS = shell.own_file("/lagesbild.css")[0].decode()
SEEDS = range(300)
SV, EN = in_language("sv"), in_language("en")

Row = dict[str, Any]


def row(name: str, year: int, value: float | None, category: str = "risk", source: str = "report", t: Text = SV) -> Row:
    shown = t.number(value, 1)
    return {"name": name, "area_category": category, "source": source, "year": year, "value": value, "shown": shown}


def narcotics(t: Text) -> list[Row]:
    """The rows of the chart of narcotics offences."""
    labels = figures.named(t, queries.rows("area_categories"))
    series = queries.rows("series", indicator="narcotics_offences", measure="per_1000", years=None, categories=None)
    return figures.chart_rows(t, series, labels, {}, 1)


def drawn(chart: charts.Chart) -> str:
    """The chart as the browser draws it: specification and rows."""
    return downloads.svg(chart.spec | {"data": {"values": chart.rows}}).decode("utf-8")


# ---- colours ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_are_those_of_the_theme(mode: str) -> None:
    assert list(charts.COLOURS[mode]) == THEME[mode]["chartCategoricalColors"]
    assert len(charts.COLOURS[mode]) == len(charts.COLOUR_ORDER)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_are_those_of_the_style_sheet(mode: str) -> None:
    light, rest = CSS.split("@media (prefers-color-scheme: dark)", 1)
    dark = rest.split("@media print", 1)[0]  # paper has colours of its own
    found = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light if mode == "light" else dark))
    assert {name: found.get(name) for name in charts.COLOUR_ORDER} == dict(
        zip(charts.COLOUR_ORDER, charts.COLOURS[mode], strict=True)
    )
    assert found["ground"] == THEME[mode]["backgroundColor"]
    assert found["ink"] == THEME[mode]["textColor"]


def test_colours_on_paper_are_those_of_light() -> None:
    found = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", CSS.split("@media print", 1)[1]))
    assert [found.get(name) for name in charts.COLOUR_ORDER] == list(charts.COLOURS["light"])
    assert (found["ground"], found["ink"]) == ("#ffffff", "#000000")
    for dark, name in zip(charts.COLOURS["dark"], charts.COLOUR_ORDER, strict=True):
        assert f'svg.marks [stroke="{dark}"] {{ stroke: var(--{name}); }}' in CSS
        assert f'svg.marks [fill="{dark}"] {{ fill: var(--{name}); }}' in CSS


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WebAIM's well-known example


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_colour_stands_out_from_the_background(mode: str) -> None:
    for colour in charts.COLOURS[mode]:
        assert contrast(colour, THEME[mode]["backgroundColor"]) >= 3, colour  # WCAG 1.4.11


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_darker_is_the_more_serious_in_either_mode(mode: str) -> None:
    degrees = ("vulnerable", "risk", "particularly_vulnerable")
    shades = [luminance(charts.COLOURS[mode][charts.COLOUR_ORDER.index(degree)]) for degree in degrees]
    assert shades == sorted(shades, reverse=True)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_can_be_read(mode: str) -> None:
    light, rest = CSS.split("@media (prefers-color-scheme: dark)", 1)
    dark = rest.split("@media print", 1)[0]  # paper has colours of its own
    found = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light if mode == "light" else dark))
    for name in ("ink", "quiet", "accent"):
        assert contrast(found[name], found["ground"]) >= 4.5, name  # WCAG 1.4.3
        assert contrast(found[name], found["band"]) >= 4.5, name


def test_every_category_of_the_dictionary_has_a_colour_and_a_shape(built_in_data: Path) -> None:
    assert {row["id"] for row in queries.rows("area_categories")} | {"own", "other"} == set(charts.COLOUR_ORDER)
    assert len(set(charts.SHAPES)) == len(set(charts.SIGNS)) == len(charts.COLOUR_ORDER)


@pytest.mark.parametrize("category", ["district", None])
def test_a_place_or_a_later_category_is_drawn_in_a_colour_of_its_own(category: str | None) -> None:
    rows = [row("Norra staden", year, 1.0) | {"area_category": category} for year in (2019, 2020)]
    for chart in (line_charts.lines(SV, rows, 2.0), line_charts.bars(SV, rows[1:], 2.0)):
        picture = downloads.svg(charts.picture(chart, "A", "b", [])).decode("utf-8")
        assert charts.COLOURS["light"][-1] in picture


def test_a_later_category_stands_in_the_row_of_its_indicator() -> None:
    rows = [
        {
            "indicator": name,
            "area_category": "district",
            "source": "report",
            "name": "Stadsdelar",
            "value": 2.0,
            "shown": "2,0",
        }
        for name in ("Hot", "Bilbrand")
    ]
    chart = ratio_chart.ratios(SV, rows, {"risk": "Riskområden", "district": "Stadsdelar"})
    heights = {
        float(place)
        for place in re.findall(r'aria-label="[^"]*Stadsdelar: 2,0"[^>]*translate\([\d.]+,([\d.]+)\)', drawn(chart))
    }
    assert len(heights) == 2
    assert "Stadsdelar" in re.sub('aria-label="[^"]*"', "", drawn(chart))  # in the legend


# ---- labels and axes --------------------------------------------------------------------------------------------


def test_labels_do_not_overlap_and_keep_their_order() -> None:
    for seed in SEEDS:
        chance = random.Random(seed)
        top = 10 ** chance.uniform(-3, 6)
        wanted = sorted(chance.choice([chance.uniform(0, top), 0, top / 2, top]) for _ in range(chance.randint(1, 8)))
        tall = [top * chance.uniform(0.01, 0.11) for _ in wanted]
        places = line_charts.spread(wanted, tall, top)
        for (below, low), (above, high) in itertools.pairwise(zip(places, tall, strict=True)):
            assert above - below >= (low + high) / 2 - top * 1e-9, seed
        assert places[0] - tall[0] / 2 >= -0.05 * top, seed
        assert places[-1] + tall[-1] / 2 <= 1.05 * top, seed


def test_labels_with_room_stay_where_their_figures_are() -> None:
    assert line_charts.spread([10, 50, 90], [5, 5, 5], 100) == [10, 50, 90]
    assert line_charts.spread([], [], 100) == []


def test_a_label_stands_at_the_last_known_figure() -> None:
    rows = [row("A", 2018, 3.0), row("A", 2019, 4.0), row("A", 2020, None)]
    assert [labelled["label"] for labelled in line_charts.labelled(rows, 10)] == [None, "4,0 A", None]


def test_each_publication_is_labelled_by_itself() -> None:
    rows = [row("A", 2020, 1.0, source="first"), row("A", 2020, 9.0, source="second")]
    assert [labelled["label"] for labelled in line_charts.labelled(rows, 10)] == ["1,0 A", "9,0 A"]


@pytest.mark.parametrize(("top", "lines"), [(70, 8), (1.6, 9), (20, 5), (12_000_000, 7), (2, 5), (0.25, 6)])
def test_the_axis_has_round_lines_up_to_its_end(top: float, lines: int) -> None:
    ticks = charts.ticks(top)
    assert (ticks[0], ticks[-1], len(ticks)) == (0, top, lines)


def test_every_axis_can_be_divided_into_round_steps() -> None:
    for seed in SEEDS:
        top = charts.ceiling(10 ** random.Random(seed).uniform(-4, 7))
        ticks = charts.ticks(top)
        assert 5 <= len(ticks) <= 9, top
        assert ticks[-1] == pytest.approx(top)


def test_the_axis_holds_the_highest_figure_and_ends_round() -> None:
    for seed in SEEDS:
        highest = 10 ** random.Random(seed).uniform(-4, 7)
        top = charts.ceiling(highest)
        assert highest <= top
        assert top <= 1.4 * highest  # no empty chart above the figures
        digits = top / 10 ** math.floor(math.log10(top)) * 100
        assert digits == pytest.approx(round(digits)), highest
        assert round(digits) % 5 == 0, highest


@pytest.mark.parametrize("nothing", [0, -1])
def test_the_axis_has_a_length_also_without_figures_above_zero(nothing: float) -> None:
    assert charts.ceiling(nothing) > 0


def test_axes_of_figures_start_at_zero() -> None:
    lines, bars = line_charts.line_spec("sv", 20.0), line_charts.bar_spec("sv", 20.0, 3)
    assert {tuple(layer["encoding"]["y"].get("scale", {}).get("domain", [0, 20])) for layer in lines["layer"]} == {
        (0, 20)
    }
    assert lines["layer"][0]["encoding"]["y"]["scale"] == {"domain": [0, 20], "nice": False}
    assert bars["layer"][0]["encoding"]["x"]["scale"] == {"domain": [0, 20], "nice": False}
    ratios = ratio_chart.ratio_spec("sv", 4.0, 1, (("risk", "Riskområden"),))
    assert ratios["layer"][1]["encoding"]["x"]["scale"] == {"domain": [0, 4], "nice": False}


# ---- drawing ----------------------------------------------------------------------------------------------------


def lines_in(picture: str) -> int:
    return picture.count('aria-roledescription="line mark"')


def test_two_publications_are_never_joined_by_a_line() -> None:
    rows = [row("A", year, year - 2010.0, source=source) for source in ("first", "second") for year in (2019, 2020)]
    chart = line_charts.lines(SV, rows, 20.0)
    assert chart.spec["layer"][0]["encoding"]["detail"] == [
        {"field": "name", "type": "nominal"},
        {"field": "source", "type": "nominal"},
    ]
    assert lines_in(drawn(chart)) == 2
    assert lines_in(drawn(line_charts.lines(SV, rows[:2], 20.0))) == 1
    assert lines_in(drawn(line_charts.small(SV, rows, -20, 20))) == 2


@pytest.mark.parametrize("t", [SV, EN])
def test_numbers_on_axes_follow_the_language(t: Text) -> None:
    specs = [
        line_charts.line_spec(t.language, 2.5),
        line_charts.bar_spec(t.language, 2.5, 2),
        ratio_chart.ratio_spec(t.language, 2.5, 1, (("risk", "R"),)),
        line_charts.small_spec(t.language, -20, 20),
    ]
    for spec in specs:
        number = spec["config"]["locale"]["number"]
        assert number["decimal"] == {"sv": ",", "en": "."}[t.language]
        assert number["thousands"] == {"sv": "\u00a0", "en": ","}[t.language]
    written = re.findall(r">(\d[.,]\d)<", drawn(line_charts.lines(t, [row("A", 2019, 1.0), row("A", 2020, 2.0)], 2.5)))
    assert {"sv": "0,5", "en": "0.5"}[t.language] in written


def test_the_year_axis_has_whole_years_only() -> None:
    picture = drawn(line_charts.lines(SV, [row("A", 2019, 1.0), row("A", 2020, 2.0)], 2.5))
    assert sorted(re.findall(r">(20\d\d)<", picture)) == ["2019", "2020"]


def test_a_specification_carries_no_data_of_its_own() -> None:
    for spec in (
        line_charts.line_spec("sv", 7.0),
        line_charts.bar_spec("sv", 7.0, 1),
        line_charts.small_spec("sv", -40, 40),
    ):
        assert "data" not in spec
        assert "datasets" not in spec


def test_an_unknown_figure_leaves_a_gap_and_is_not_drawn_as_zero() -> None:
    rows = [row("A", 2018, 3.0), row("A", 2019, None), row("A", 2020, 4.0)]
    picture = drawn(line_charts.lines(SV, rows, 5.0))
    assert re.findall(r'aria-label="(A, 20\d\d: [^"]*)"', picture) == ["A, 2018: 3,0", "A, 2020: 4,0"]


@pytest.mark.parametrize("t", [SV, EN])
@pytest.mark.usefixtures("built_in_data")
def test_every_chart_is_drawn(t: Text) -> None:
    rows = narcotics(t)
    line, bar = (
        line_charts.over_time(t, rows, 20.0),
        line_charts.over_time(t, [r for r in rows if r["year"] == 2020], 20.0),
    )
    assert lines_in(drawn(line)) == 4
    assert bar.spec["layer"][0]["mark"]["type"] == "bar"
    assert drawn(bar).count('aria-roledescription="bar"') == 4
    figure = {"sv": "18,4", "en": "18.4"}[t.language]
    assert figure in drawn(line)
    assert figure in drawn(bar)
    assert lines_in(drawn(line_charts.small(t, rows, -20, 20))) == 4

    labels = figures.named(t, queries.rows("area_categories"))
    indicators = {r["id"]: r for r in queries.rows("indicators")}
    areas = queries.rows("comparison", indicators=None, measure=None, years=[2020], categories=None)
    ratios = overview_parts.ratios(t, areas, indicators, labels)
    picture = drawn(ratio_chart.ratios(t, ratios, labels))
    assert picture.count('aria-roledescription="point"') == 18  # six indicators, three categories
    assert labels["risk"] in picture


def test_charts_draw_names_as_text_whatever_stands_in_them() -> None:
    picture = drawn(line_charts.bars(SV, [row("<script>alert(1)</script>", 2020, 1.0)], 2.0))
    assert "<script" not in picture


def test_the_legend_escapes_names_and_keeps_the_order_of_the_colours() -> None:
    html = charts.legend({"sweden": "<b>", "risk": "R&D", "all_areas": "no"}, ["sweden", "risk"])
    assert "&lt;b&gt;" in html
    assert "R&amp;D" in html
    assert "no" not in re.findall(r"</span>(.*?)</li>", html)
    assert html.index("var(--risk)") < html.index("var(--sweden)")


# ---- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("t", [SV, EN])
@pytest.mark.usefixtures("built_in_data")
def test_the_alternative_text_holds_every_figure(t: Text) -> None:
    rows = narcotics(t)
    text = line_charts.description(t, rows, "narkotikabrott")
    assert len(rows) == 12
    for figure in rows:
        assert f"{figure['shown']} ({figure['year']})" in text
        assert figure["name"] in text
    assert text.startswith({"sv": "Linjediagram: narkotikabrott, 2018–2020.", "en": "Line chart:"}[t.language])
    assert line_charts.description(SV, rows[:1], "x").startswith("Stapeldiagram: x, 2018.")


def test_the_alternative_text_says_that_a_figure_is_missing() -> None:
    text = line_charts.description(SV, [row("A", 2019, 1.0), row("A", 2020, None)], "x")
    assert "– (2020)" in text


def test_the_alternative_text_of_ratios_holds_every_figure() -> None:
    rows = [
        {"indicator": "Hot", "name": "Riskområden", "shown": "1,7"},
        {"indicator": "Hot", "name": "Utsatta områden", "shown": "1,5"},
    ]
    assert overview_parts.spoken_ratios(SV, rows, 2020) == (
        "Punktdiagram: gånger övriga riket, 2020. Hot: Riskområden 1,7 och Utsatta områden 1,5."
    )


def test_vl_convert_accepts_the_pictures_specification() -> None:
    chart = line_charts.bars(SV, [row("A", 2020, 1.0)], 2.0)
    assert vl_convert.vegalite_to_vega(charts.picture(chart, "A", "b", ["c"]))["marks"]


def test_rows_reach_the_browser_with_every_column_and_gap() -> None:
    rows: list[Row] = [
        {"name": "A", "value": 1, "high": None},
        {"name": "B", "value": 2.5, "high": math.nan, "until": " (2020)"},
    ]
    table = pa.ipc.open_stream(convert_anything_to_arrow_bytes(charts.data_of(rows))).read_all()
    assert table.to_pydict() == {
        "name": ["A", "B"],
        "value": [1, 2.5],
        "high": [None, None],
        "until": [None, " (2020)"],
    }


def test_a_column_of_figures_and_texts_reaches_the_browser_as_text() -> None:
    rows: list[Row] = [{"value": 1}, {"value": "unknown"}]
    table = pa.ipc.open_stream(convert_anything_to_arrow_bytes(charts.data_of(rows))).read_all()
    assert table.to_pydict() == {"value": ["1", "unknown"]}
