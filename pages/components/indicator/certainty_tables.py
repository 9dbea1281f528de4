"""The tables of how sure differences and changes are."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pages.components import notes
from pages.components.charts import Row
from pages.components.figures import series_of
from pages.components.indicator import certainty_words as words
from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.components.view import View
from queries.row_types import Figure
from queries.statistics.evidence import Compared, Development

TIMES = 2
"""Decimals of a ratio: beside an interval one would hide the difference between 0.95 and 1.04."""


def comparison(view: View, found: Sequence[Compared], caption: str, yardstick: str) -> Table:
    """A row a series: its figure, the yardstick's, the ratio with its limits, and what follows."""
    t = view.t
    said = words.verdicts(t)
    columns = [
        Column("who", t("Area category or area")),
        Column("verdict", t("Result"), labels=said),
        Column("year", t("Year"), 0, grouped=False),
        Column("value", t("Figure"), view.decimals, computed=view.is_computed),
        Column("yardstick", yardstick, view.decimals, computed=view.is_computed),
        Column("ratio", t("Times the yardstick"), TIMES, computed=True),
        Column("ratio_low", t("Lowest"), TIMES, computed=True),
        Column("ratio_high", t("Highest"), TIMES, computed=True),
        Column("limits", t("The limits are"), labels=limits_are(t)),
        Column("why", t("Reason"), labels=words.reasons(t), unseen=True),
        *around(view),
    ]
    rows: list[list[object]] = []
    printed, tones = {}, {}
    for number, one in enumerate(found):
        result = one.result
        limits = None if result.low is None else "rounding" if one.rounded else "chance"
        rows.append(
            [
                words.name_of(view, one.row),
                result.verdict,
                one.row["year"],
                one.row["value"],
                one.other["value"] if one.other else None,
                finite(result.ratio),
                result.low,
                finite(result.high),
                limits,
                one.why,
                one.row["source"],
                note_on(view, one.row),
            ]
        )
        printed[number, "verdict"] = words.verdict(t, said, result.verdict, one.why)
        for column, value in (("ratio", result.ratio), ("ratio_high", result.high)):
            if value is not None and math.isinf(value):
                printed[number, column] = t("no limit")
        tones[number, "verdict"] = words.tone(view.indicator["polarity"], result.verdict)
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
    said = words.ways(t), words.steps(t)
    beyond = t("Beyond the limit, but the exact test of so few cases does not agree.")
    return Table(
        caption,
        columns,
        [[cells[column.id] for column in columns] for cells in (cells_of_change(view, one) for one in found)],
        notes={(number, "z"): beyond for number, one in enumerate(found) if is_beyond(one)},
        printed={
            (number, "verdict"): words.verdict(t, said[0] if one.trend else said[1], one.verdict, one.why)
            for number, one in enumerate(found)
        },
        tones={
            (number, "verdict"): words.tone(view.indicator["polarity"], one.verdict) for number, one in enumerate(found)
        },
        stacked=True,
        id="change",
        row_ids=[series_of(one.rows[-1]) for one in found],
    )


PER_YEAR = 3
"""Decimals of a change per year."""


def columns_of_change(view: View, found: Sequence[Development]) -> list[Column]:
    """The columns, of which those about a trend and those about a last step are there only where any is known."""
    t = view.t
    trend = [
        Column("slope", t("Change per year, per 1,000 inhabitants"), PER_YEAR, computed=True, signed=True),
        Column("slope_low", t("Lowest, 95 % interval"), PER_YEAR, computed=True, signed=True),
        Column("slope_high", t("Highest, 95 % interval"), PER_YEAR, computed=True, signed=True),
        Column("detectable", t("Smallest change per year that would be seen"), PER_YEAR, computed=True),
    ]
    step = [
        Column("z", t("Z of the last step"), 2, computed=True, signed=True),
        Column("limit", t("Limit of chance for Z"), 2, computed=True),
    ]
    return [
        Column("who", t("Area category or area")),
        Column("verdict", t("Result"), labels=words.ways(t)),
        Column("first_year", t("From"), 0, grouped=False),
        Column("last_year", t("To"), 0, grouped=False),
        Column("first", t("Figure at first"), view.decimals, computed=view.is_computed),
        Column("last", t("Figure at last"), view.decimals, computed=view.is_computed),
        *(trend if any(one.trend for one in found) else []),
        *(step if any(one.z is not None for one in found) else []),
        Column("why", t("Reason"), labels=words.reasons(t), unseen=True),
        Column("since", t("Begins anew"), 0, grouped=False, unseen=True),
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
        "verdict": one.verdict,
        "why": one.why,
        "since": one.since,
        "source": last["source"],
        "note": note_on(view, last),
    }


def is_beyond(one: Development) -> bool:
    """Whether the last step is beyond the limit of Z and yet is no difference."""
    return one.z is not None and one.limit is not None and abs(one.z) > one.limit and one.verdict == "no_difference"


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
        between = (
            t("{low} to {high} (what rounding allows)", **values)
            if one.rounded
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
                "verdict": said[result.verdict],
            }
        )
    return rows
