"""A map of municipalities coloured by their figures: five classes of as many municipalities each, in one hue.

Rows are dictionaries with ``code``, ``name``, ``value`` and ``shown`` (the value written in the reader's language).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pydeck

from pages.components.charts import Chart, Row, drawn_maps, maps
from pages.components.text import Text

CLASSES = 5
RAMPS = {
    "light": ("#e4d7ee", "#c4abd9", "#a17dc0", "#7d4a9e", "#4a2166"),
    "dark": ("#f3e9fb", "#d2b8e8", "#b08cd2", "#9068b8", "#764f9e"),
}
"""From the lowest to the highest class, in steps of lightness that anybody can tell apart: the darker the more, in light
and in dark. The hue is that of named places elsewhere and stands for no judgement."""


def classed(rows: Sequence[Row], decimals: int) -> list[Row]:
    """The rows with ``class``, from 0: equal figures are of one class, so that there may be fewer than five."""
    values = sorted(round(float(row["value"]), decimals) for row in rows)
    tops = sorted({values[math.ceil(len(values) * number / CLASSES) - 1] for number in range(1, CLASSES + 1)})
    return [
        {**row, "class": next(place for place, top in enumerate(tops) if round(float(row["value"]), decimals) <= top)}
        for row in rows
    ]


def labels(rows: Sequence[Row]) -> list[str]:
    """What each class holds, as its lowest and highest figure: ``2,1–3,4``."""
    found = []
    for number in sorted({row["class"] for row in rows}):
        inside = sorted((row for row in rows if row["class"] == number), key=lambda row: float(row["value"]))
        lowest, highest = inside[0]["shown"], inside[-1]["shown"]
        found.append(lowest if lowest == highest else f"{lowest}–{highest}")
    return found


def colours(rows: Sequence[Row], look: str) -> list[str]:
    """The colour of each class; fewer than five are spread over the ramp."""
    count = max(row["class"] for row in rows) + 1
    ramp = RAMPS[look]
    if count == 1:
        return [ramp[len(ramp) // 2]]
    return [ramp[round(number * (len(ramp) - 1) / (count - 1))] for number in range(count)]


def properties(rows: Sequence[Row], look: str) -> dict[str, dict[str, Any]]:
    """What a tooltip says of each municipality and its colour, by code."""
    ramp, said = colours(rows, look), labels(rows)
    return {
        row["code"]: {
            "name": row["name"],
            "shown": row["shown"],
            "fill": maps.rgb(ramp[row["class"]]),
            "label": said[row["class"]],
        }
        for row in rows
    }


def features(rows: Sequence[Row], shapes: Mapping[str, str], look: str) -> str:
    """The municipalities with figures as a GeoJSON FeatureCollection; ``shapes`` are their geometries as text, by code."""
    texts = [
        f'{{"type":"Feature","geometry":{shapes[code]},"properties":{json.dumps(told, ensure_ascii=False)}}}'
        for code, told in properties(rows, look).items()
        if code in shapes
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(texts)}]}}'


class Deck(pydeck.Deck):  # type: ignore[misc]
    """A map that is written once, and may then be shown again and again."""

    written: str | None = None

    def to_json(self) -> str:
        return self.written or str(super().to_json())


PLACEHOLDER = "municipalities with figures"


def deck(shapes: str, look: str, box: maps.Box, outline: Sequence[Row]) -> Deck:
    """The map; ``shapes`` are the municipalities as :func:`features` writes them for this ``look`` (light or dark),
    ``outline`` the lines around the municipality that stands out."""
    layers = [
        pydeck.Layer(
            "GeoJsonLayer",
            PLACEHOLDER,
            id="municipalities",
            get_fill_color="properties.fill",
            stroked=False,
            pickable=True,
        ),
        *maps.borders(look, outline),
    ]
    made = Deck(
        layers=layers,
        initial_view_state=maps.zoom_to(box),
        map_provider=None,  # no tiles; with a style of None, Streamlit would fetch some from elsewhere
        tooltip={"text": "{name}: {shown}"},
    )
    # The shapes are put into what is written: pydeck takes 50 ms for all municipalities.
    made.written = made.to_json().replace(f'"{PLACEHOLDER}"', shapes, 1)
    return made


def in_words(t: Text, count: int) -> list[str]:
    """What each of so many classes is, from the lowest, in words; empty where there are fewer than five."""
    if count != CLASSES:
        return [""] * count
    return [
        t("lowest fifth"),
        t("second lowest"),
        t("the fifth in the middle"),
        t("second highest"),
        t("highest fifth"),
    ]


def legend(t: Text, rows: Sequence[Row], look: str) -> str:
    """The classes with their colours, words and limits, and how a municipality without a figure looks, in HTML."""
    limits = labels(rows)
    said = [f"{word}: {limit}" if word else limit for word, limit in zip(in_words(t, len(limits)), limits, strict=True)]
    marks = [*zip(colours(rows, look), said, strict=True), (maps.LAND[look][0], t("no figure"))]
    items = "".join(
        f'<li><span class="class" style="background: {colour}" aria-hidden="true"></span> {escape(said)}</li>'
        for colour, said in marks
    )
    return f'<ul class="legend">{items}</ul>'


def description(t: Text, rows: Sequence[Row], unit: str, year: int) -> str:
    """Alternative text: what the map shows, its classes, and the highest and lowest figures; the table has them all."""
    ordered = sorted(rows, key=lambda row: float(row["value"]))
    return t(
        "Map of municipalities: {unit}, {year}. {count} municipalities have a figure. Classes: {classes}. Highest: {highest}. Lowest: {lowest}.",
        unit=unit,
        year=year,
        count=t.number(len(rows), 0),
        classes="; ".join(labels(rows)),
        highest=t.listed([f"{row['name']} {row['shown']}" for row in ordered[:-4:-1]]),
        lowest=t.listed([f"{row['name']} {row['shown']}" for row in ordered[:3]]),
    )


def picture(t: Text, rows: Sequence[Row], shapes: Mapping[str, str]) -> Chart:
    """The map for pictures that stand alone, with its legend."""
    fill, border, _ = maps.LAND["light"]
    names = labels(rows)
    spec = {
        "$schema": drawn_maps.SCHEMA,
        "height": 760,
        "projection": {"type": "mercator"},
        "layer": [
            {
                "data": {"values": [json.loads(shape) for shape in shapes.values()]},
                "mark": {"type": "geoshape", "fill": fill, "stroke": border, "strokeWidth": 0.4},
            },
            {
                "mark": {"type": "geoshape", "stroke": border, "strokeWidth": 0.4},
                "encoding": {
                    "color": {
                        "field": "properties.label",
                        "type": "nominal",
                        "scale": {"domain": [*names, t("no figure")], "range": [*colours(rows, "light"), fill]},
                        "legend": {"title": None, "orient": "left", "labelLimit": 260, "symbolStrokeColor": border},
                    }
                },
            },
        ],
        "config": {},
    }
    drawn: list[Row] = json.loads(features(rows, shapes, "light"))["features"]
    return Chart(spec, drawn)
