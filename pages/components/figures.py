"""How figures of an indicator are named and written: measures, their titles, units and decimals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pages.components.text import Text, is_missing, round_half_up
from queries.row_types import Comparison, ComputedMeasure, Indicator, Placed, Record

OF_PLACES = "per_1000_of_places"
"""The computed measure behind a rate that the dashboard made of a place's count and population."""

NO_BREAKS: Mapping[tuple[str, str, str], Sequence[int]] = {}

PRINTED = ("count", "share_percent", "per_1000", "population")
"""Measures a source can print, in the order they are offered."""


def measures(indicator: Indicator) -> list[str]:
    """The measures an indicator has figures for: its own first, then other printed ones, then computed ones."""
    there = set(indicator["measures"])
    order = [indicator["measure"], *PRINTED, *sorted(there)]
    return [measure for measure in dict.fromkeys(order) if measure in there]


def is_computed(measure: str) -> bool:
    return measure not in PRINTED


def decimals(indicator: Indicator, measure: str, computed: Mapping[str, ComputedMeasure]) -> int:
    """Decimals of the measure: the source's for printed figures, the dictionary's for computed ones."""
    if measure == indicator["measure"]:
        return int(indicator["decimals"])
    if is_computed(measure):
        return decimals_of_computed(computed[measure])
    return 0 if measure in ("count", "population") else 1


def decimals_of_computed(measure: ComputedMeasure) -> int:
    """Decimals of a measure that the dashboard computes."""
    return measure["decimals"] or 0


def measure_title(t: Text, measure: str, computed: Mapping[str, Record], among_computed: bool = False) -> str:
    """The measure as the reader chooses it; ``among_computed``: beside one that is computed for area categories."""
    if is_computed(measure):
        return t("{measure} (computed)", measure=t.field(computed[measure], "label"))
    if measure == "per_1000" and among_computed:
        return t("Per 1,000 inhabitants, single areas")
    return {
        "count": t("Number"),
        "share_percent": t("Share of the country's"),
        "per_1000": t("Per 1,000 inhabitants"),
        "population": t("Population"),
    }[measure]


def unit(t: Text, indicator: Record, measure: str, computed: Mapping[str, Record]) -> str:
    """The unit in words, as it stands under a heading."""
    if measure == indicator["measure"]:
        return t.field(indicator, "unit")
    if is_computed(measure):
        return t.field(computed[measure], "unit")
    noun = t.field(indicator, "noun")
    if measure == "share_percent":
        return t("per cent of the country's {noun}", noun=noun)
    if measure == "count":
        return t("number of {noun}", noun=noun)
    return t("{noun} per 1,000 inhabitants", noun=noun)


def chart_rows(
    t: Text,
    series: Sequence[Record],
    labels: dict[str, str],
    published: dict[str, str],
    decimals: int,
    own: Collection[str] = (),
    mark_computed: bool = False,
    breaks: Mapping[tuple[str, str, str], Sequence[int]] = NO_BREAKS,
) -> list[dict[str, Any]]:
    """Rows for a chart from the answer of the question ``series``.

    ``labels`` names the categories; ``published`` gives each source's date, which is added to a name that
    several publications have figures for; ``own`` are the reader's own sources, which the name says, as it does with
    ``mark_computed`` where the dashboard computed the figures. ``breaks`` are the years with which a series begins anew.
    A row without a value is a hidden figure.
    """
    names = series_names(t, series, labels, own, mark_computed)
    throughout = computed_throughout(series) if mark_computed else set()
    publications: dict[str, set[str]] = {}
    for row in series:
        publications.setdefault(names[series_of(row)], set()).add(row["source"])
    rows = []
    for row in series:
        name = names[series_of(row)]
        value = None if is_missing(row["value"]) else float(row["value"])
        shown = t("hidden") if value is None else t.number(value, decimals)
        if value is not None and mark_computed and row["computed"] and series_of(row) not in throughout:
            shown = t("{value} (computed)", value=shown)
        rows.append(
            {
                "name": f"{name} ({published[row['source']]})" if len(publications[name]) > 1 else name,
                "area_category": row["area_category"],
                "area": None if is_missing(row.get("area")) else row["area"],
                "source": row["source"],
                "year": int(row["year"]),
                "value": value,
                "shown": shown,
                "segment": sum(year <= row["year"] for year in breaks.get(series_of(row), ())),
            }
            | limits(t, row, decimals)
        )
    return rows


RATIO = 2
"""Decimals of a ratio: beside an interval one would hide the difference between 0.95 and 1.04."""


def agreeing(
    value: float, other: float, ratio: float, decimals: int, may_grow: tuple[bool, bool], most: int = RATIO
) -> tuple[int, int, int]:
    """Decimals of two figures and of their ratio with which a reader who divides the two as they stand gets the ratio.

    The two have ``decimals``, and up to three more where they ``may_grow``, since no source has printed them; where that is not
    enough, the ratio has fewer than ``most``.
    """
    for of_ratio in range(most, -1, -1):
        if not round_half_up(ratio, of_ratio):
            break
        for more in range(4 if any(may_grow) else 1):
            ours, theirs = (decimals + more * grows for grows in may_grow)
            divisor = round_half_up(other, theirs)
            if divisor and round_half_up(float(round_half_up(value, ours) / divisor), of_ratio) == round_half_up(
                ratio, of_ratio
            ):
                return ours, theirs, of_ratio
    return decimals + 3 * may_grow[0], decimals + 3 * may_grow[1], most


def ratio_ends(row: Comparison, decimals: int) -> tuple[float, float]:
    """Between which values the ratio to the rest of Sweden lies whose two figures the source has rounded to so many decimals."""
    last, rest, half = row["last_value"] or 0, row["rest_value"] or 0, 0.5 * 10**-decimals
    return (last - half) / (rest + half), (last + half) / max(rest - half, half)


WIDE = 5
"""A change in per cent that rounding can move by more than so many points gets its range."""


def percent_ends(first: float, last: float, decimals: int) -> tuple[float, float | None]:
    """Between which per cent a change lies whose two figures a source has rounded to so many decimals; the end is ``None``
    where there is none, since the first figure may have been 0."""
    half = 0.5 * 10**-decimals
    low = (max(0.0, last - half) / (first + half) - 1) * 100
    return low, ((last + half) / (first - half) - 1) * 100 if first > half else None


def in_per_cent(t: Text, row: Comparison, decimals: int) -> str | None:
    """A change in per cent with the range that rounding leaves it, where that is wide; nothing where it is not."""
    first, last, change = row["first_value"], row["last_value"], row["change_percent"]
    if change is None or not first or last is None:
        return None
    low, high = percent_ends(first, last, decimals)
    if high is not None and max(high - change, change - low) <= WIDE:
        return None
    values = {"change": t.number(change, 0, signed=True), "low": t.number(low, 0, signed=True)}
    if high is None:
        return t("{change} (at least {low})", **values)
    return t("{change} ({low} to {high})", high=t.number(high, 0, signed=True), **values)


def limits(t: Text, row: Record, decimals: int) -> dict[str, Any]:
    """What is known of how far a figure may lie from what was to be expected: ``low`` and ``high``, whether that is
    ``chance`` or ``rounding``, and in words; nothing where nothing is known."""
    if not is_missing(row.get("upper_95")):
        values = {"low": t.number(row["lower_95"], decimals), "high": t.number(row["upper_95"], decimals)}
        words = (
            t("{low} to {high} (95 % interval if cases are independent)", **values)
            if row["swing"] == "independent"
            else t("{low} to {high} (95 % interval)", **values)
        )
        return {"low": row["lower_95"], "high": row["upper_95"], "kind": "chance", "between": words}
    if not is_missing(row.get("rounding_upper")):
        words = t(
            "{low} to {high} (what rounding allows)",
            low=t.number(row["rounding_lower"], decimals + 1),
            high=t.number(row["rounding_upper"], decimals + 1),
        )
        return {"low": row["rounding_lower"], "high": row["rounding_upper"], "kind": "rounding", "between": words}
    return {"low": None, "high": None, "kind": None, "between": t.number(None, 0)}


def with_gaps(t: Text, rows: Sequence[dict[str, Any]], years: Sequence[int]) -> list[dict[str, Any]]:
    """The rows and, for each of these years that a series has no figure for between its first and its last, one without
    a figure: so that no line is drawn across what is unknown."""
    found: dict[tuple[str, str], dict[int, dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["name"], row["source"]), {})[row["year"]] = row
    made = []
    for there in found.values():
        first, last = min(there), max(there)
        for year in years:
            if first < year < last and year not in there:
                empty = {"value": None, "low": None, "high": None, "kind": None, "between": t.number(None, 0)}
                made.append(there[first] | {"year": year, "shown": t.number(None, 0)} | empty)
    return sorted([*rows, *made], key=lambda row: (list(found).index((row["name"], row["source"])), row["year"]))


def series_of(row: Record) -> tuple[str, str, str]:
    """Which series a row belongs to: category, place, source; the empty text where there is none."""
    found = [row.get(name) for name in ("area_category", "area", "source")]
    category, area, source = ("" if is_missing(value) else str(value) for value in found)
    return category, area, source


def computed_throughout(series: Sequence[Record]) -> set[tuple[str, str, str]]:
    """The series of which the dashboard computed every figure."""
    printed = {series_of(row) for row in series if not row["computed"]}
    return {series_of(row) for row in series} - printed


def series_names(
    t: Text, series: Sequence[Record], labels: dict[str, str], own: Collection[str], mark_computed: bool = False
) -> dict[tuple[str, str, str], str]:
    """The name of each series: category or place, and in brackets that it is the reader's own or computed throughout."""
    computed = computed_throughout(series) if mark_computed else set()
    return {
        key: (labels.get(key[0]) or key[1]) + said_marks(t, key[2] in own, key in computed)
        for key in dict.fromkeys(map(series_of, series))
    }


def said_marks(t: Text, own: bool, computed: bool) -> str:
    """What stands in brackets after a name, with a space before; empty for what a source has printed."""
    marks = ([t("own file")] if own else []) + ([t("computed")] if computed else [])
    return f" ({', '.join(marks)})" if marks else ""


def place_name(row: Placed, labels: Mapping[str, str]) -> str:
    """The label of the area category that a row is of, or the name of its place."""
    return str(row["area"]) if row["area_category"] is None else labels[row["area_category"]]


def named(t: Text, dictionary: Sequence[Record], field: str = "label") -> dict[str, str]:
    """A bilingual field of a dictionary in the reader's language, by id, in the dictionary's order."""
    return {row["id"]: t.field(row, field) for row in dictionary}
