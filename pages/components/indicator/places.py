"""Named places beside the national categories: what is said of them, and how a reader's own figures are marked."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import figures
from pages.components.figures import series_of
from pages.components.view import View
from queries.row_types import Comparison, Figure, MaybeComputed

COUNTRY = "sweden"


def is_national(view: View, row: Comparison) -> bool:
    """Whether a row is of a published area category, and not of a place, of the whole country or the reader's own."""
    return row["area"] is None and row["area_category"] != COUNTRY and row["source"] not in view.own


def where(view: View, row: MaybeComputed) -> str:
    """The place of a row as it stands in a sentence, with what must be known of its figures."""
    t = view.t
    category = row["area_category"]
    named = t("in {place}", place=row["area"]) if category is None else view.phrases[category]
    return named + figures.said_marks(t, row["source"] in view.own, row["computed"] and not view.is_computed)


def sentences(view: View, comparison: Sequence[Comparison], series: Sequence[Figure]) -> list[str]:
    """The latest figure of the highlighted place (or of the country, where no place is chosen), how it has changed, turns
    on the way included, and between which other places it lies."""
    known = [row for row in comparison if not is_national(view, row) and row["last_value"] is not None]
    if not known:
        return []
    first = chosen(view, known)
    said = [_level(view, first), *_change(view, first)]
    its_own = series_of(first)
    said += _turns(view, first, [point for point in series if series_of(point) == its_own])
    said += _others(view, first, [row for row in known if series_of(row) != its_own])
    others = [
        row
        for row in comparison
        if not is_national(view, row)
        and row["area"] is not None
        and row["area"] not in view.wholes  # an average is never the highest or the lowest of its parts
        and row["last_year"] == first["last_year"]
        and row["source"] == first["source"]
    ]
    if len([row for row in others if row["last_value"] is not None]) > 1:
        said += _range(view, others)
    return said


def chosen(view: View, rows: Sequence[Comparison]) -> Comparison:
    """The row of the place that stands out, or else of those that there are; the latest, and of two the one published last."""
    return latest([row for row in rows if row["area"] == view.choice.highlight] or rows)


def latest(rows: Sequence[Comparison]) -> Comparison:
    """The row that reaches the latest year; of two, the one published last."""
    return max(reversed(rows), key=lambda row: row["last_year"])


def _level(view: View, row: Comparison) -> str:
    return view.t(
        "In {year} the figure {where} was {value} {unit}.",
        year=row["last_year"],
        where=where(view, row),
        value=view.t.number(row["last_value"], view.decimals),
        unit=view.said_unit,
    )


def _change(view: View, row: Comparison) -> list[str]:
    t, values = view.t, ends_of(row)
    if values is None:
        return []
    first, last = (t.number(value, view.decimals) for value in values)
    year = row["first_year"]
    if first == last:
        return [t("That is the same as in {year}.", year=year)]
    if may_be_rounding(view, row, values):
        return [t("In {year} it was {first}: rounding may be the whole of the difference.", year=year, first=first)]
    if values[1] > values[0]:
        return [t("That is more than in {year}, when it was {first}.", year=year, first=first)]
    return [t("That is less than in {year}, when it was {first}.", year=year, first=first)]


def ends_of(row: Comparison) -> tuple[float, float] | None:
    """The first and the last value of a series that can be compared: not unknown, in doubt, or beyond a break."""
    first, last = row["first_value"], row["last_value"]
    if row["change"] is None or first is None or last is None or row["first_year"] == row["last_year"]:
        return None
    return first, last


def finest(view: View, row: Comparison) -> float:
    """By how much two figures of a series must differ, as they are printed, to be certain to differ: where a source has
    rounded them, by more than one unit of the last decimal; 0 where they are exact."""
    is_exact = view.measure in ("count", "population") or row["computed"]
    return 0.0 if is_exact else 1.5 * 10**-view.decimals


def may_be_rounding(view: View, row: Comparison, ends: tuple[float, float]) -> bool:
    """Whether rounding alone can make the difference between the first and the last figure as they are printed."""
    first, last = (round(value, view.decimals) for value in ends)
    return first != last and abs(last - first) < finest(view, row)


COVERED = 2
"""So many places beside the one that the sentences are about are covered each by itself; of more it is said how many."""


def _others(view: View, first: Comparison, rows: Sequence[Comparison]) -> list[str]:
    """How the other places changed, each or how many, so that nobody takes the one for all."""
    t = view.t
    if len(rows) <= COVERED:
        return [sentence for row in rows for sentence in (_level(view, row), *_change(view, row))]
    ends = [(row, ends_of(row)) for row in rows]
    told = [(row, pair) for row, pair in ends if pair is not None]
    if not told:
        return []
    up = sum(pair[1] > pair[0] and not may_be_rounding(view, row, pair) for row, pair in told)
    down = sum(pair[1] < pair[0] and not may_be_rounding(view, row, pair) for row, pair in told)
    values = {"count": len(rows), "up": up, "down": down, "same": len(told) - up - down}
    said = t(
        "Of the {count} other places chosen the last figure is higher than the first in {up}, lower in {down}, and the same or within rounding in {same}.",
        **{name: t.number(value, 0) for name, value in values.items()},
    )
    untold = len(rows) - len(told)
    if not untold:
        return [said]
    return [said, t("In {untold} the two cannot be compared.", untold=t.number(untold, 0))]


def _turns(view: View, row: Comparison, points: Sequence[Figure]) -> list[str]:
    """The highest and the lowest figure between the first and the last year, where they lie outside these two."""
    t, decimals = view.t, view.decimals
    values = ends_of(row)
    if values is None:
        return []
    first, last = (round(value, decimals) for value in values)
    between = [point for point in points if row["first_year"] < point["year"] < row["last_year"]]
    inner = [(round(point["value"], decimals), point["year"]) for point in between if point["value"] is not None]
    if not inner:
        return []
    highest, lowest = max(inner)[0], min(inner)[0]
    top = {"high": t.number(highest, decimals), "high_year": years_of(view, inner, highest)}
    bottom = {"low": t.number(lowest, decimals), "low_year": years_of(view, inner, lowest)}
    least = finest(view, row)
    peaks, dips = highest - max(first, last) > least, min(first, last) - lowest > least
    if peaks and dips:
        return [t("In between it was {high} at most ({high_year}) and {low} at least ({low_year}).", **top, **bottom)]
    if peaks:
        return [t("In between it was higher: {high} in {high_year}.", **top)]
    return [t("In between it was lower: {low} in {low_year}.", **bottom)] if dips else []


def years_of(view: View, points: Sequence[tuple[float, int]], value: float) -> str:
    """All the years with a figure, in words."""
    return view.t.listed([str(year) for figure, year in points if figure == value])


def _range(view: View, rows: Sequence[Comparison]) -> list[str]:
    t = view.t
    known = {
        row["area"]: round(row["last_value"], view.decimals)
        for row in rows
        if row["last_value"] is not None and row["area"] is not None
    }
    lowest, highest = min(known.values()), max(known.values())
    if lowest == highest:
        return []  # all are printed alike

    def named(figure: float) -> str:  # all that are printed alike
        return t.listed([area for area, value in known.items() if value == figure])

    count = t.number(len(known), 0)
    if any(row["last_hidden"] for row in rows):  # a hidden figure may be lower, or higher
        among = t("Of the {count} areas chosen whose figure is shown", count=count)
    elif view.wholes:
        among = t("Of the {count} areas chosen beside {wholes}", count=count, wholes=t.listed(sorted(view.wholes)))
    else:
        among = t("Of the {count} areas chosen", count=count)
    return [
        t(
            "{among} it was highest in {top} ({most}) and lowest in {bottom} ({least}).",
            among=among,
            top=named(highest),
            most=t.number(highest, view.decimals),
            bottom=named(lowest),
            least=t.number(lowest, view.decimals),
        )
    ]
