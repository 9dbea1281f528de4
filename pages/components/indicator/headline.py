"""The sentence that answers an indicator's page, and the line below it: what the chosen figures say, at a glance.

The chosen place comes first; of area categories, how many times as many as in the rest of Sweden, no more exact than the
rounding of the source allows. Key figures stand in ``**``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import figures
from pages.components.indicator import places, sentences
from pages.components.layout.answer import MOST_WORDS, plain
from pages.components.text import Text, uncapitalised
from pages.components.view import View
from queries.row_types import Comparison, Figure

REST, SUM = "rest_of_sweden", "all_areas"


def answer(view: View, comparison: Sequence[Comparison], series: Sequence[Figure]) -> str:
    """What, how much, compared with what, when: of the chosen place, or else of the area categories."""
    known = [row for row in comparison if row["last_value"] is not None]
    national = [row for row in known if places.is_national(view, row)]
    of_places = [row for row in known if not places.is_national(view, row)]
    if of_places:
        return _of_place(view, places.chosen(view, of_places), national)
    rows = sentences.latest_source([row for row in comparison if places.is_national(view, row)])
    shown = [row for row in rows if row["last_value"] is not None]
    is_whole = len(shown) == len(rows)  # a hidden figure may be the highest, or the lowest
    parts = [row for row in shown if row["area_category"] not in (REST, SUM)]
    areas = parts or [row for row in shown if row["area_category"] == SUM]
    if is_whole and areas and view.measure == "count" and parts:
        return _counted(view, parts, shown)
    if is_whole and areas and view.measure == "share_percent" and parts:
        return _shares(view, parts, shown)
    if is_whole and areas and all(sentences.times(view.t, row, view.decimals) for row in areas):
        return _times(view, areas, _rounded(view, comparison))
    return sentences.level(view, comparison)


def _of_place(view: View, row: Comparison, national: Sequence[Comparison]) -> str:
    """The chosen place's figure, what it was at first, and the rest of Sweden's beside it."""
    t = view.t

    def written(value: float | None) -> str:
        return t.number(value, view.decimals)

    beside = []
    ends = places.ends_of(row)
    if ends is not None:
        beside.append(t("{value} in {year}", value=written(ends[0]), year=row["first_year"]))
    rest = next(
        (
            other
            for other in reversed(national)
            if other["area_category"] == REST and other["last_year"] == row["last_year"]
        ),
        None,
    )
    if rest is not None and view.measure not in ("count", "population", "share_percent"):
        beside.append(t("{value} in the rest of Sweden", value=written(rest["last_value"])))
    said = t(
        "{where} it was **{value}** {unit} in {year}",
        where=places.where(view, row),
        value=written(row["last_value"]),
        unit=view.said_unit,
        year=row["last_year"],
    )
    said = said[0].upper() + said[1:]
    return f"{said}: {t.listed(beside)}." if beside else f"{said}."


def _counted(view: View, parts: Sequence[Comparison], shown: Sequence[Comparison]) -> str:
    """How many were counted to each kind of areas, and to all of them as the source has it."""
    t, whole = view.t, _sum(shown)
    values = {"year": parts[0]["last_year"], "noun": view.said_unit, "parts": _by_category(view, parts)}
    if whole is None:
        return t("In {year} were counted: {parts} ({noun}).", **values)
    return t(
        "In {year} **{sum} {noun}** were counted to the areas: {parts}.",
        sum=t.number(whole["last_value"], view.decimals),
        **values,
    )


def _shares(view: View, parts: Sequence[Comparison], shown: Sequence[Comparison]) -> str:
    """Which part of the country's is counted to each kind of areas, and to all of them as the source has it."""
    t, whole = view.t, _sum(shown)
    values = {
        "year": parts[0]["last_year"],
        "noun": t.field(view.indicator, "noun"),
        "parts": _by_category(view, parts),
    }
    if whole is None:
        return t("In {year}, per cent of the country's {noun}: {parts}.", **values)
    return t(
        "In {year} **{sum}% of the country's {noun}** belonged to the areas: {parts}.",
        sum=t.number(whole["last_value"], view.decimals),
        **values,
    )


def _sum(shown: Sequence[Comparison]) -> Comparison | None:
    return next((row for row in shown if row["area_category"] == SUM), None)


def _by_category(view: View, parts: Sequence[Comparison]) -> str:
    """The figure of each kind of areas, the largest first."""
    t = view.t
    ordered = sorted(parts, key=lambda row: -(row["last_value"] or 0))
    return t.listed(
        [
            t(
                "{value} to {areas}",
                value=t.number(row["last_value"], view.decimals),
                areas=uncapitalised(view.labels[str(row["area_category"])]),
            )
            for row in ordered
        ]
    )


def _times(view: View, areas: Sequence[Comparison], rounded: str) -> str:
    """How many times as many as in the rest of Sweden, with what rounding allows of it where that is much, and the figures."""
    t = view.t
    values = sorted(round(row["last_value"] or 0, view.decimals) for row in areas)
    where = view.phrases[str(areas[0]["area_category"])]
    if len(areas) > 1 or areas[0]["area_category"] == SUM:
        where = t("in the areas")
    many = so_many(t, areas, view.decimals)
    said = {
        "noun": t.field(view.indicator, "noun"),
        "where": where,
        "year": areas[0]["last_year"],
        "values": _between(t, values[0], values[-1], view.decimals),
        "rest": t.number(areas[0]["rest_value"], view.decimals),
    }
    if all((row["ratio_to_rest"] or 0) < 1 for row in areas) and many != t("**About as many**"):
        return t(
            "**Fewer** {noun} per inhabitant {where} than in the rest of Sweden in {year}: **{values} against {rest}** per 1,000.",
            **said,
        )
    exact = t("{many} (rounding allows {range})", many=many, range=rounded) if rounded else many
    long = t(
        "{many} {noun} per inhabitant {where} as in the rest of Sweden in {year}: **{values} against {rest}** per 1,000."
    )
    short = t("{many} {noun} per inhabitant {where} as elsewhere in {year}: **{values} against {rest}**.")
    found = [wording.format(many=so, **said) for so in dict.fromkeys((exact, many)) for wording in (long, short)]
    return next((one for one in found if words(one) <= MOST_WORDS), found[-1])


def words(sentence: str) -> int:
    """How many words a reader reads; a number is one."""
    return len(plain(sentence).replace("\u00a0", "").split())


def so_many(t: Text, areas: Sequence[Comparison], decimals: int) -> str:
    """ "1,2–1,5 gånger så många", as the beginning of a sentence and no more exact than the rounding of the source allows."""
    found = sorted(_as_exact_as_rounded(row, decimals) for row in areas)
    rough = any(step > 0.1 for _, step in found)
    low, high = found[0][0], found[-1][0]
    if low == high == 1:
        return t("**About as many**")
    if low == 1:
        return t("**Up to {times} times as many**", times=_between(t, high, high, 1))
    if low == high == 2 and rough:
        return t("About **twice as many**")
    wording = t("About **{times} times as many**") if rough else t("**{times} times as many**")
    whole = 0 if low == round(low) and high == round(high) and rough else 1
    return wording.format(times=_between(t, low, high, whole))


def _as_exact_as_rounded(row: Comparison, decimals: int) -> tuple[float, float]:
    """The ratio to the rest of Sweden in steps that rounding allows, and the step; 1 where they may be the same."""
    ratio = row["ratio_to_rest"] or 0
    lowest, highest = figures.ratio_ends(row, decimals)
    width = highest - lowest
    step = 1 if width > 1 else 0.5 if width > 0.3 else 0.1
    if lowest <= 1 <= highest:
        return 1, step
    return round(round((ratio + 1e-9) / step) * step, 1), step


def _between(t: Text, low: float, high: float, decimals: int) -> str:
    first, last = t.number(low, decimals), t.number(high, decimals)
    return first if first == last else f"{first}–{last}"


WIDE = 0.3
"""A ratio that rounding can move by more than so much is said with what it allows."""


def rounding(view: View, comparison: Sequence[Comparison], answered: str) -> str:
    """What rounding allows of the ratios to the rest of Sweden; nothing where it hardly matters or the answer says it."""
    rounded = _rounded(view, comparison)
    return "" if not rounded or rounded in answered else view.t("Rounding allows {range} times.", range=rounded)


def _rounded(view: View, comparison: Sequence[Comparison]) -> str:
    """The lowest and the highest ratio that rounding allows, "2,4–4,2"; nothing where it hardly matters."""
    rows = sentences.latest_source([row for row in comparison if places.is_national(view, row)])
    ends = [
        figures.ratio_ends(row, view.decimals)
        for row in rows
        if row["ratio_to_rest"] is not None and not row["computed"] and row["last_value"] is not None
    ]
    if not ends or max(high - low for low, high in ends) <= WIDE:
        return ""
    return _between(view.t, min(low for low, _ in ends), max(high for _, high in ends), 1)


def development(view: View, comparison: Sequence[Comparison], series: Sequence[Figure]) -> str:
    """Which way each of the chosen categories went since the first chosen year, in one sentence without figures."""
    t = view.t
    rows = sentences.latest_source([row for row in comparison if places.is_national(view, row)])
    if not rows or rows[0]["first_year"] == rows[0]["last_year"]:
        return ""
    ways = sentences.ways(view, rows, series)
    year = rows[0]["first_year"]
    if not ways:
        return ""
    if len(ways) == 1 and len(next(iter(ways.values()))) > 1:
        whole = {
            "rose": t("All these figures have risen since {year}."),
            "fell": t("All these figures have fallen since {year}."),
            "same": t("All these figures are unchanged since {year}."),
        }.get(next(iter(ways)))
        if whole:
            return whole.format(year=year)
    wordings = {
        "rose": t("risen {places}"),
        "fell": t("fallen {places}"),
        "rounded": t("changed within rounding {places}"),
        "same": t("been unchanged {places}"),
        "fell_rose": t("first fallen, then risen {places}"),
        "rose_fell": t("first risen, then fallen {places}"),
        "varied": t("gone up and down {places}"),
    }
    parts = [wordings[way].format(places=t.listed(ways[way])) for way in wordings if way in ways]
    return t("Since {year} the figure has {parts}.", year=year, parts=t("; it has ").join(parts))
