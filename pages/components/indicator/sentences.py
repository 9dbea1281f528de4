"""Sentences in plain language built from the figures: what, how much, since when, compared with the rest of Sweden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pages.components import figures
from pages.components.figures import series_of
from pages.components.indicator import places
from pages.components.text import Text, swedish_order
from pages.components.view import View
from queries.row_types import Comparison, Figure, Note


def summary(view: View, comparison: Sequence[Comparison], series: Sequence[Figure]) -> str:
    """What the chosen figures of one indicator show, in a few sentences. Says only what the figures say: no causes.

    ``comparison`` and ``series`` are the answers of these questions for what is chosen.
    """
    return " ".join(part for part in [*details(view, comparison, series), reading(view)] if part)


def details(view: View, comparison: Sequence[Comparison], series: Sequence[Figure]) -> list[str]:
    """The same without what must be known when reading the figures."""
    about_places = places.sentences(view, comparison, series)
    rows = latest_source([row for row in comparison if places.is_national(view, row)])
    said = [level(view, comparison, bool(about_places))]
    if rows and rows[0]["first_year"] < rows[0]["last_year"]:
        said += _change(view, rows, series)
    return [part for part in [*said, *about_places] if part]


def reading(view: View) -> str:
    """What must be known when reading the figures."""
    caveats = view.t.field(view.computed[view.measure], "caveats") if view.is_computed else ""
    return caveats or view.t.field(view.indicator, "reading")


def level(view: View, comparison: Sequence[Comparison], with_places: bool = False) -> str:
    """How high the figures of the area categories are; ``with_places`` where places are spoken of too."""
    rows = latest_source([row for row in comparison if places.is_national(view, row)])
    known = [row for row in rows if row["last_value"] is not None]
    areas = [row for row in known if row["area_category"] != "rest_of_sweden"]
    if areas:
        return _level(view, areas, rows, with_places)
    return _rest_alone(view, known[0]) if known else ""


def latest_source(comparison: Sequence[Comparison]) -> list[Comparison]:
    """The rows of the publication that reaches the latest year: sentences never mix publications."""
    if not comparison:
        return []
    # Rows come in order of publication; of two that reach the same year the later speaks.
    latest = max(reversed(comparison), key=lambda row: row["last_year"])
    return [row for row in comparison if row["source"] == latest["source"]]


def latest_sources(comparison: Sequence[Comparison]) -> list[Comparison]:
    """The same for the rows of several indicators: one publication each."""
    indicators = dict.fromkeys(row["indicator"] for row in comparison)
    return [row for id_ in indicators for row in latest_source([row for row in comparison if row["indicator"] == id_])]


def _level(view: View, areas: Sequence[Comparison], rows: Sequence[Comparison], with_places: bool) -> str:
    t, phrases = view.t, view.phrases
    parts = [row for row in areas if row["area_category"] != "all_areas"]
    # A hidden figure may be the highest: then nothing is said to be.
    hidden_too = any(row["last_hidden"] for row in rows if row["area_category"] not in ("all_areas", "rest_of_sweden"))
    top = max(parts or areas, key=lambda row: row["last_value"] or 0)
    sharing = [row for row in parts or areas if row["last_value"] == top["last_value"]]
    values = {
        "year": top["last_year"],
        "unit": view.said_unit,
        "value": t.number(top["last_value"], view.decimals),
        "where": t.listed([phrase(row, phrases) for row in sharing]),
        "rest": t.number(top["rest_value"], view.decimals),
        "times": times(t, top, view.decimals),
    }
    several = len(parts) > 1 and not hidden_too
    if several and view.measure in (
        "count",
        "share_percent",
    ):  # kinds of areas of different size are not to be ranked so
        numbers = [
            t("{value} {where}", value=t.number(row["last_value"], view.decimals), where=phrase(row, phrases))
            for row in parts
        ]
        return t("In {year}: {numbers} ({unit}).", numbers=t.listed(numbers), **values)
    highest = t("In {year} the figure was highest {where}: {value} {unit}", **values)
    if with_places:  # which may lie higher
        highest = t("Of the area categories the figure in {year} was highest {where}: {value} {unit}", **values)
    if top["rest_value"] is None:
        if several:
            return f"{highest}."
        return t("In {year} the figure {where} was {value} {unit}.", **values)
    if not values["times"]:
        if several:
            return t("{said}, against {rest} in the rest of Sweden.", said=highest, **values)
        return t("In {year} the figure {where} was {value} {unit}, against {rest} in the rest of Sweden.", **values)
    if several:
        return t("{said}, {times} ({rest}).", said=highest, **values)
    return t("In {year} the figure {where} was {value} {unit}, {times} ({rest}).", **values)


def _rest_alone(view: View, row: Comparison) -> str:
    value = view.t.number(row["last_value"], view.decimals)
    return view.t(
        "In {year} the figure in the rest of Sweden was {value} {unit}.",
        year=row["last_year"],
        value=value,
        unit=view.said_unit,
    )


def times(t: Text, row: Comparison, decimals: int) -> str:
    """How a figure relates to the rest of Sweden's, in words; empty where they cannot be compared.

    The source has rounded both figures: the words are no more exact than that allows.
    """
    ratio, last, rest = row["ratio_to_rest"], row["last_value"], row["rest_value"]
    if ratio is None or last is None or rest is None:
        return ""
    half = 0.5 * 10**-decimals
    lowest = (last - half) / (rest + half)
    highest = (last + half) / max(rest - half, half)
    tenths = round(ratio + 1e-9, 1)
    if lowest <= 1 <= highest or tenths == 1:
        return t("about the same as in the rest of Sweden")
    if tenths < 1:
        return t("{times} times the figure in the rest of Sweden, that is lower", times=t.number(ratio, 1))
    if highest - lowest > 0.3:
        step = 1 if highest - lowest > 1 else 0.5
        rough = round(ratio / step) * step
        said = t.number(rough, 0 if rough == round(rough) else 1)
        return t("about {times} times the figure in the rest of Sweden", times=said)
    return t("{times} times the figure in the rest of Sweden", times=t.number(ratio, 1))


def _change(view: View, rows: Sequence[Comparison], series: Sequence[Figure]) -> list[str]:
    """How each of the chosen categories moved from the first to the last chosen year, turns on the way included."""
    t = view.t
    groups = _ways(view, rows, series)
    sentences: list[str] = []
    for way in ("rose", "fell", "rounded", "same", "fell_rose", "rose_fell", "varied"):
        if way in groups:
            first = not sentences
            places_ = t.listed([said for _, said in groups[way]])
            sentences.append(_moved(t, way, first, rows[0]["first_year"], places_))
    return sentences


def ways(view: View, rows: Sequence[Comparison], series: Sequence[Figure]) -> dict[str, list[str]]:
    """Which places went which way, as they stand in a sentence, by ``rose``, ``fell``, ``same`` …"""
    return {way: [where for where, _ in found] for way, found in _ways(view, rows, series).items()}


def _ways(view: View, rows: Sequence[Comparison], series: Sequence[Figure]) -> dict[str, list[tuple[str, str]]]:
    """The same, each place without and with its figures."""
    groups: dict[str, list[tuple[str, str]]] = {}
    points: dict[tuple[str, ...], list[Figure]] = {}
    for point in series:
        points.setdefault(series_of(point), []).append(point)
    for row in rows:
        values = places.ends_of(row)
        if values is not None:
            way, said = _way(view, row, values, points.get(series_of(row), []))
            groups.setdefault(way, []).append((phrase(row, view.phrases), said))
    return groups


def _way(view: View, row: Comparison, ends: tuple[float, float], points: Sequence[Figure]) -> tuple[str, str]:
    """Which way one series went between its ``ends``, and the place with its figures."""
    t, decimals = view.t, view.decimals
    first, last = (round(value, decimals) for value in ends)
    between = [point for point in points if row["first_year"] < point["year"] < row["last_year"]]
    inner = [(round(point["value"], decimals), point["year"]) for point in between if point["value"] is not None]
    lowest, highest = (pick([*inner, (first, 0)])[0] for pick in (min, max))
    least = places.finest(view, row)
    dips, peaks = min(first, last) - lowest > least, highest - max(first, last) > least
    values = {
        "where": phrase(row, view.phrases),
        "first": t.number(first, decimals),
        "last": t.number(last, decimals),
    }
    if dips or peaks:
        turn = lowest if dips else highest
        values |= {"turn": t.number(turn, decimals), "year": places.years_of(view, inner, turn)}
        said = t("{where} (from {first} by way of {turn} in {year} to {last})", **values)
        return ("varied" if dips and peaks else "fell_rose" if dips else "rose_fell"), said
    if first == last:
        return "same", values["where"]
    if places.may_be_rounding(view, row, ends):
        return "rounded", t("{where} (from {first} to {last})", **values)
    return ("rose" if last > first else "fell"), t("{where} (from {first} to {last})", **values)


def _moved(t: Text, way: str, first: bool, year: int, places: str) -> str:
    wordings = {
        "rose": (t("Since {year} it has risen {places}."), t("It has risen {places}.")),
        "fell": (t("Since {year} it has fallen {places}."), t("It has fallen {places}.")),
        "same": (
            t("Since {year} it is unchanged, as the source rounds it, {places}."),
            t("It is unchanged, as the source rounds it, {places}."),
        ),
        "rounded": (
            t("Since {year} it has changed by no more than rounding can make {places}."),
            t("It has changed by no more than rounding can make {places}."),
        ),
        "fell_rose": (
            t("Since {year} it has first fallen, then risen {places}."),
            t("It first fell, then rose {places}."),
        ),
        "rose_fell": (
            t("Since {year} it has first risen, then fallen {places}."),
            t("It first rose, then fell {places}."),
        ),
        "varied": (t("Since {year} it has gone up and down {places}."), t("It has gone up and down {places}.")),
    }
    return wordings[way][0 if first else 1].format(year=year, places=places)


def phrase(row: Comparison, phrases: dict[str, str]) -> str:
    """The place as it stands in a sentence: the category's phrase, or the name of the place."""
    return figures.place_name(row, phrases)


def doubts(t: Text, remarks: Iterable[Note], measure: str, years: Sequence[int]) -> list[str]:
    """Notes on the first and the last chosen year that change what the sentences mean."""
    ends = (years[0], years[-1])
    said = [
        t.field(row, "note")
        for row in remarks
        if row["measure"] == measure and row["year"] in ends and row["kind"] != "hidden"
    ]
    return list(dict.fromkeys(said))


AT_MOST = 5
"""So many places with hidden figures are named."""


def hidden(view: View, remarks: Iterable[Note]) -> list[str]:
    """For which places and years a figure of the view is hidden, and why; nothing where none is."""
    t = view.t
    there = [row for row in remarks if row["kind"] == "hidden" and row["measure"] == view.measure]
    if not there:
        return []
    years: dict[str, set[int]] = {}
    for row in there:
        years.setdefault(figures.place_name(row, view.labels), set()).add(row["year"])
    named = [f"{name} {t.span(sorted(years[name]))}" for name in sorted(years, key=swedish_order)[:AT_MOST]]
    more = len(years) - len(named)
    if more:
        named.append(t.plural("{count} further place", "{count} further places", more))
    return [t("No figures are shown for {places}.", places=t.listed(named)), t.field(there[0], "note")]
