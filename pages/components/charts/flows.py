"""How areas went from their category in one assessment to that in another: bands as thick as their number of areas."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from pages.components.charts import Chart, Row, Spec, colour, finished, mark_of
from pages.components.text import Text, in_language, uncapitalised

THICKNESS = 240
"""Height in pixels of all areas together."""

LABEL_LINE = 15
BETWEEN = 20
HEAD = 26
"""Pixels between two categories, and above the first, where the years stand."""

STEPS = 12
"""A band bends in so many steps."""

NO_CATEGORY = ("not_vulnerable", "not_assessed")
"""Areas that the source says are not vulnerable, and those that an assessment does not hold."""

GREY = "rest_of_sweden"
"""The colour of areas in no category, as of all that is outside the areas."""


@functools.lru_cache(maxsize=64)
def flow_spec(language: str, height: int) -> Spec:
    t = in_language(language)
    x = alt.X("x:Q", title=None, scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    scale = alt.Scale(domain=[height, 0], nice=False)
    base = alt.Chart().encode(x=x, y=alt.Y("y:Q", title=None, scale=scale, axis=None))
    told = [
        alt.Tooltip("first:N", title=t("From")),
        alt.Tooltip("last:N", title=t("To")),
        alt.Tooltip("shown:N", title=t("Number of areas")),
    ]
    bands = (
        base.mark_area(interpolate="monotone")
        .encode(
            y2="y2:Q",
            color=colour(),
            detail="place:O",
            description="spoken:N",
            tooltip=told,
        )
        .transform_filter("datum.part === 'band'")
    )
    kept = bands.transform_filter("datum.kept").encode(opacity=alt.value(0.3))
    which = alt.Tooltip("names:N", title=t("Areas"))
    moved = bands.transform_filter("!datum.kept").encode(opacity=alt.value(1), tooltip=[*told, which])
    ends = (
        base.mark_rule(strokeWidth=10, aria=False)
        .encode(y2="y2:Q", color=colour())
        .transform_filter("datum.part === 'end'")
    )
    words = []
    for side, align, away in ((0, "right", -12), (1, "left", 12)):
        text = base.transform_filter(f"datum.x === {side}").encode(text="label:N")
        style: dict[str, Any] = {
            "align": align,
            "dx": away,
            "baseline": "middle",
            "lineBreak": "\n",
            "lineHeight": LABEL_LINE,
        }
        words.append(text.transform_filter("datum.part === 'name'").mark_text(fontSize=12.5, aria=False, **style))
        words.append(
            text.transform_filter("datum.part === 'year'").mark_text(
                fontSize=14, fontWeight="bold", aria=False, **style
            )
        )
    around = {"left": 5, "top": 5, "right": 5, "bottom": 5}
    return finished(alt.layer(kept, moved, ends, *words).properties(height=height, padding=around), language)


def flows(t: Text, rows: Sequence[Row], names: dict[str, str], first: int, last: int) -> Chart:
    """The flows from the assessment of the year ``first`` to that of ``last``, each in the colour it comes from.

    The rows have ``first`` and ``last`` (ids), ``kept`` (whether the category is the same), ``areas``, ``names`` and ``spoken``;
    ``names`` are those of the ids, from the top down.
    """
    sides = ("first", "last")
    counted = {(side, id_): sum(row["areas"] for row in rows if row[side] == id_) for side in sides for id_ in names}
    there = [id_ for id_ in names if any(counted[side, id_] for side in sides)]
    pixels = THICKNESS / max(sum(row["areas"] for row in rows), 1)
    labels = {
        (side, id_): textwrap.wrap(f"{t.number(number, 0)} {uncapitalised(names[id_])}", 15, break_long_words=False)
        for (side, id_), number in counted.items()
    }
    drawn: list[Row] = []
    free: dict[tuple[str, str], float] = {}  # where the next band of each end begins
    y = float(HEAD)
    for id_ in there:
        thick = {side: counted[side, id_] * pixels for side in sides}
        lane = max(*thick.values(), *(len(labels[side, id_]) * LABEL_LINE for side in sides))
        for x, side in enumerate(sides):
            if not counted[side, id_]:
                continue
            top = y + (lane - thick[side]) / 2
            free[side, id_] = top
            drawn.append({"part": "end", "x": x, "y": top, "y2": top + thick[side], "mark": _mark(id_)})
            # A text of several lines hangs from the middle of its first.
            middle = y + lane / 2 - (len(labels[side, id_]) - 1) / 2 * LABEL_LINE
            drawn.append({"part": "name", "x": x, "y": middle, "label": "\n".join(labels[side, id_])})
        y += lane + BETWEEN
    for side_x, year in enumerate((first, last)):
        drawn.append({"part": "year", "x": side_x, "y": 8, "label": str(year)})

    order = {id_: place for place, id_ in enumerate(there)}
    begins = {}
    for side, other in (("first", "last"), ("last", "first")):
        for place, row in sorted(enumerate(rows), key=lambda item: (order[item[1][side]], order[item[1][other]])):
            begins[side, place] = free[side, row[side]]
            free[side, row[side]] += row["areas"] * pixels
    for place, row in enumerate(rows):
        for step in range(STEPS + 1):
            along = step / STEPS
            way = along * along * (3 - 2 * along)
            top = begins["first", place] * (1 - way) + begins["last", place] * way
            band = {"part": "band", "place": place, "x": along, "y": top, "y2": top + row["areas"] * pixels}
            words = {"first": names[row["first"]], "last": names[row["last"]], "shown": t.number(row["areas"], 0)}
            words["names"] = row["names"]
            drawn.append(band | words | {"kept": row["kept"], "spoken": row["spoken"], "mark": _mark(row["first"])})
    return Chart(flow_spec(t.language, round(y - BETWEEN + 4)), drawn)


def _mark(id_: str) -> str:
    return GREY if id_ in NO_CATEGORY else mark_of({"area_category": id_})


def description(t: Text, rows: Sequence[Row], names: dict[str, str], first: int, last: int) -> str:
    """Alternative text: every band with its number of areas, and how many areas each category had before and after."""
    said = [t("Flow chart: areas by category in the assessments of {first} and {last}.", first=first, last=last)]
    for side, year in (("first", first), ("last", last)):
        totals = {id_: sum(row["areas"] for row in rows if row[side] == id_) for id_ in names}
        parts = [f"{uncapitalised(names[id_])} {t.number(number, 0)}" for id_, number in totals.items() if number]
        said.append(t("{year}: {figures}.", year=year, figures=t.listed(parts)))
    for id_ in names:
        ways = [
            f"{uncapitalised(names[row['last']])} {t.number(row['areas'], 0)}" for row in rows if row["first"] == id_
        ]
        if ways:
            said.append(t("From {category} to: {figures}.", category=uncapitalised(names[id_]), figures=t.listed(ways)))
    return " ".join(said)
