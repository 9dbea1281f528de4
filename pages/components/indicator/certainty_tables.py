"""The tables of how sure differences and changes are."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pages.components import figures, notes
from pages.components.charts import Row
from pages.components.figures import series_of
from pages.components.indicator import certainty_words as words
from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.components.view import View
from queries.row_types import Figure
from queries.statistics import evidence
from queries.statistics.evidence import Compared, Development

TIMES = figures.RATIO


def comparison(view: View, found: Sequence[Compared], caption: str, yardstick: str) -> Table:
    """A row a series: its figure, the yardstick's, the ratio with its limits, and what follows."""
    t = view.t
    said = words.verdicts(t)
    has_rest = any(one.rest for one in found)
    columns = [
        Column("who", t("Area category or area")),
        Column("verdict", t("Result"), labels=said),
        Column("year", t("Year"), 0, grouped=False),
        Column("value", t("Figure"), view.decimals, computed=view.is_computed),
        Column("yardstick", yardstick, view.decimals, computed=view.is_computed or has_rest),
        Column("ratio", t("Times the yardstick"), TIMES, computed=True),
        Column("ratio_low", t("Lowest"), TIMES, computed=True),
        Column("ratio_high", t("Highest"), TIMES, computed=True),
        Column("limits", t("The limits are"), labels=limits_are(t)),
        Column("why", t("Reason"), labels=words.reasons(t), unseen=True),
        Column("swing", t("How such figures swing"), labels=words.swings(t), unseen=True),
        *around(view),
    ]
    rows: list[list[object]] = []
    printed: dict[tuple[int, str], str] = {}
    tones = {}
    for number, one in enumerate(found):
        result = one.result
        limits = None if result.low is None else "rounding" if one.rounded else "chance"
        rows.append(
            [
                words.name_of(view, one.row),
                words.said_of(one),
                one.row["year"],
                one.row["value"],
                evidence.figure_beside(one),
                finite(result.ratio),
                result.low,
                finite(result.high),
                limits,
                one.why,
                words.swing_of(one.spread) if limits == "chance" else None,
                one.row["source"],
                note_on(view, one.row),
            ]
        )
        printed[number, "verdict"] = words.of_compared(t, one)
        printed |= {(number, column): text for column, text in in_agreement(t, one, view.decimals).items()}
        tones[number, "verdict"] = words.tone(view.indicator["polarity"], one.verdict)
    ids = [series_of(one.row) for one in found]
    return Table(
        caption,
        columns,
        rows,
        notes={},
        row_headers=1,
        remarks=remarks_on(view, found),
        printed=printed,
        tones=tones,
        stacked=True,
        id="compared",
        row_ids=ids,
    )


def in_agreement(t: Text, one: Compared, decimals: int) -> dict[str, str]:
    """A ratio with its limits and the two figures that it is made of, by column, with so many decimals that they agree."""
    result, value, other = one.result, one.row["value"], evidence.figure_beside(one)
    said: dict[str, str] = {}
    times = TIMES
    if result.ratio is not None and not math.isinf(result.ratio) and value is not None and other:
        may_grow = bool(one.row["computed"]), one.rest or bool(one.other and one.other["computed"])
        ours, theirs, times = figures.agreeing(value, other, result.ratio, decimals, may_grow)
        said = {"value": t.number(value, ours), "yardstick": t.number(other, theirs)}
        if one.rest:
            said["yardstick"] = t("{value} (the rest)", value=said["yardstick"])
    for column, limit in (("ratio", result.ratio), ("ratio_low", result.low), ("ratio_high", result.high)):
        if limit is not None:
            said[column] = t("no limit") if math.isinf(limit) else t.number(limit, times)
    return said


def around(view: View) -> list[Column]:
    """Columns for the files: what stands around the table on the page."""
    t = view.t
    return [
        Column("source", t("Source"), labels=notes.lines_by_id(t, view.sources), unseen=True),
        Column("note", t("Note"), unseen=True),
    ]


def note_on(view: View, row: Figure) -> str | None:
    """What must be known with one series, for the files."""
    reading = view.t.field(view.indicator, "reading")
    return " ".join(filter(None, (view.own_caveats.get(row["source"], ""), reading))) or None


def finite(value: float | None) -> float | None:
    """No file can hold an infinite number."""
    return None if value is None or math.isinf(value) else value


def remarks_on(view: View, found: Sequence[Compared]) -> list[str]:
    """What must be known of how the comparison was made."""
    said = [*made_how(view.t, found), words.polarity_words(view.t, view.indicator["polarity"])]
    return [line for line in said if line]


def made_how(t: Text, found: Sequence[Compared]) -> list[str]:
    """The same for any indicators."""
    said = []
    if any(one.rest for one in found):
        said.append(t("What lies within the yardstick is compared with the rest of it."))
    if any(one.alike for one in found):
        said.append(t("The population is taken to be the same in both years, since it is not known."))
    if any(one.row["implied"] or (one.other and one.other["implied"]) for one in found):
        said.append(t("The population is computed from the number and the figure per 1,000 inhabitants."))
    if any(one.other and one.other["source"] != one.row["source"] for one in found):
        said.append(t("Figure and yardstick come from different sources, which may count differently."))
    return said


def limits_are(t: Text) -> dict[str, str]:
    """What the limits of a ratio come from."""
    return {"chance": t("95 % interval"), "rounding": t("rounding only")}


def change(view: View, found: Sequence[Development], caption: str) -> Table:
    """A row a series: its last comparable periods, the trend over five or more of them, else the last step."""
    t = view.t
    columns = columns_of_change(view, found)
    return Table(
        caption,
        columns,
        [[cells[column.id] for column in columns] for cells in (cells_of_change(view, one) for one in found)],
        notes=disagreeing(t, found),
        printed={(number, "verdict"): words.of_development(t, one) for number, one in enumerate(found)},
        tones={
            (number, "verdict"): words.tone(view.indicator["polarity"], one.verdict) for number, one in enumerate(found)
        },
        stacked=True,
        id="change",
        row_ids=[series_of(one.rows[-1]) for one in found],
    )


STEPS = {"higher": "rose", "lower": "fell"}
"""What the files call the verdict of a last step, which is past, beside that of a trend."""

PER_YEAR = 3
"""Decimals of a change per year."""


def columns_of_change(view: View, found: Sequence[Development]) -> list[Column]:
    """The columns, of which those about a trend and those about a last step are there only where any is known."""
    t = view.t
    trend = [
        Column("slope", t("Change per year, per 1,000 inhabitants"), PER_YEAR, computed=True, signed=True),
        Column("slope_low", t("Lowest, 95 % interval"), PER_YEAR, computed=True, signed=True),
        Column("slope_high", t("Highest, 95 % interval"), PER_YEAR, computed=True, signed=True),
        Column("detectable", t("Change per year that would be seen in four cases of five"), PER_YEAR, computed=True),
    ]
    step = [
        Column("z", t("Z of the last step"), 2, computed=True, signed=True),
        Column("limit", t("Limit of chance for Z"), 2, computed=True),
    ]
    return [
        Column("who", t("Area category or area")),
        Column("verdict", t("Result"), labels=words.ways(t) | {STEPS[id_]: words.steps(t)[id_] for id_ in STEPS}),
        Column("first_year", t("From"), 0, grouped=False),
        Column("last_year", t("To"), 0, grouped=False),
        Column("first", t("Figure at first"), view.decimals, computed=view.is_computed),
        Column("last", t("Figure at last"), view.decimals, computed=view.is_computed),
        *(trend if any(one.trend for one in found) else []),
        *(step if any(one.z is not None for one in found) else []),
        Column("why", t("Reason"), labels=words.reasons(t), unseen=True),
        Column("since", t("Begins anew"), 0, grouped=False, unseen=True),
        Column("swing", t("How such figures swing"), labels=words.swings(t), unseen=True),
        *around(view),
    ]


def cells_of_change(view: View, one: Development) -> dict[str, object]:
    """The cells of one series, by column."""
    first, last, trend = one.rows[0], one.rows[-1], one.trend
    return {
        "who": words.name_of(view, last),
        "first_year": first["year"],
        "last_year": last["year"],
        "first": first["value"],
        "last": last["value"],
        "slope": trend.slope if trend else None,
        "slope_low": trend.low if trend else None,
        "slope_high": trend.high if trend else None,
        "detectable": trend.detectable if trend else None,
        "z": one.z,
        "limit": one.limit,
        "verdict": one.verdict if one.trend else STEPS.get(one.verdict, one.verdict),
        "why": one.why,
        "since": one.since,
        "swing": words.swing_of(one.spread),
        "source": last["source"],
        "note": note_on(view, last),
    }


def disagreeing(t: Text, found: Sequence[Development]) -> dict[tuple[int, str], str]:
    """A note on each Z that lies beyond the limit although the verdict is another, or within it: the exact test decides."""
    beyond = t("Beyond the limit, but the exact test of so few cases does not agree.")
    within = t("Within the limit, but the exact test finds the change too rare for chance.")
    said = {}
    for number, one in enumerate(found):
        if one.z is not None and one.limit is not None:
            is_beyond, is_told = abs(one.z) > one.limit, one.verdict in ("higher", "lower")
            if is_beyond != is_told:
                said[number, "z"] = beyond if is_beyond else within
    return said


def chart_rows(view: View, found: Sequence[Compared]) -> list[Row]:
    """Rows of the chart of ratios, of those that have one."""
    t = view.t
    said = words.verdicts(t)
    rows: list[Row] = []
    for one in found:
        result = one.result
        if result.ratio is None or result.low is None or result.high is None or math.isinf(result.ratio):
            continue
        values = {
            "low": t.number(result.low, TIMES),
            "high": t("no limit") if math.isinf(result.high) else t.number(result.high, TIMES),
        }
        between = t("{low} to {high} (what rounding allows)", **values)
        if not one.rounded:
            is_independent = words.swing_of(one.spread) == "independent"
            between = (
                t("{low} to {high} (95 % interval if cases are independent)", **values)
                if is_independent
                else t("{low} to {high} (95 % interval)", **values)
            )
        rows.append(
            {
                "name": words.name_of(view, one.row),
                "area_category": one.row["area_category"],
                "value": result.ratio,
                "low": result.low,
                "high": result.high,
                "kind": "rounding" if one.rounded else "chance",
                "shown": t.number(result.ratio, TIMES),
                "between": between,
                "verdict": said[words.said_of(one)] + words.if_independent(t, one.spread),
            }
        )
    return rows
