"""The cards of a municipality: a group of offences each, with its rate, count, line, change, and place among the 290."""

from __future__ import annotations

from pages.components import address, small_pictures
from pages.components.cards import Card
from pages.components.municipality import sentences
from pages.components.municipality.offences import YEARS_BACK, Offences, Record
from pages.components.small_pictures import Strip

FENCE = 3
"""The strip ends this many widths of the middle half above it: few lie beyond, and would press all others together."""


def of_groups(found: Offences, chosen: str, path: str) -> list[Card]:
    """A card for each group of offences; a press opens its chart on the page at ``path``."""
    return [_card(found, indicator, chosen, path) for indicator in found.indicators if found.own.get(indicator)]


def _card(found: Offences, indicator: str, chosen: str, path: str) -> Card:
    t, rows = found.t, found.own[indicator]
    last = max(rows)
    row, years = rows[last], sorted(rows)
    rates = [rows[year]["per_1000"] for year in years]
    label = t.field(found.indicators[indicator], "label")
    there = found.everywhere.get(indicator)
    strip, position = "", ("", "")
    if (
        there is not None
        and there["year"] == last
        and row["per_1000"] is not None
        and there["upper_quartile"] is not None
    ):
        words = sentences.position(t, fourth(row["per_1000"], there))
        strip = small_pictures.strip(
            strip_of(row["per_1000"], there), spoken_strip(found, row["per_1000"], there, words)
        )
        position = (words, t("of the 290"))
    parameters = {name: value for name, value in address.here().items() if name not in ("indicator", "view")}
    return Card(
        title=label,
        figure=t.number(row["per_1000"], 1),
        count=t("{count} offences in {year}", count=t.number(row["count"], 0), year=last),
        line=small_pictures.line(years, rates, spoken_line(found, label, years, rates)),
        years=(str(years[0]), str(last)),
        change=change(found, indicator),
        strip=strip,
        place=position,
        link=address.to(path, parameters | {"indicator": indicator}),
        is_chosen=indicator == chosen,
    )


def change(found: Offences, indicator: str) -> tuple[str, str]:
    """The change in per cent since some years ago; a leap is told instead."""
    t, last = found.t, max(found.own[indicator])
    own, before = found.rate(indicator, last), found.rate(indicator, last - YEARS_BACK)
    if own is None or not before:
        return ("", "")
    leap = found.leap(indicator, *range(last - YEARS_BACK, last + 1))
    if leap is not None:
        return (t("a leap in {year}", year=leap["year"]), t("may be a single case"))
    percent = round((own / before - 1) * 100)
    said = t("unchanged") if percent == 0 else f"{t.number(percent, 0, signed=True)} %"
    return (said, t("since {year}", year=last - YEARS_BACK))


def fourth(rate: float, there: Record) -> int:
    """In which fourth of all municipalities a rate lies; a limit belongs to the middle half."""
    if rate < there["lower_quartile"]:
        return 1
    if rate > there["upper_quartile"]:
        return 4
    return 2 if rate < there["median"] else 3


def strip_of(rate: float, there: Record) -> Strip:
    """What the strip draws: it ends at a fence, so that a few far above do not press all others together."""
    fence = there["upper_quartile"] + FENCE * (there["upper_quartile"] - there["lower_quartile"])
    return Strip(
        lowest=there["lowest"],
        lower_quarter=there["lower_quartile"],
        upper_quarter=there["upper_quartile"],
        highest=min(there["highest"], fence),
        own=rate,
    )


def spoken_line(found: Offences, label: str, years: list[int], rates: list[float | None]) -> str:
    t = found.t
    figures = t.listed([f"{t.number(rate, 1)} ({year})" for year, rate in zip(years, rates, strict=True)])
    return t("{label} in {place}, per 1,000 inhabitants: {figures}.", label=label, place=found.place, figures=figures)


def spoken_strip(found: Offences, rate: float, there: Record, words: str) -> str:
    t = found.t
    return t(
        "{place} {rate}, {position} of the 290 municipalities: lowest {lowest}, half of them between {low} and {high}, highest {highest}.",
        place=found.place,
        rate=t.number(rate, 1),
        position=words,
        lowest=t.number(there["lowest"], 1),
        low=t.number(there["lower_quartile"], 1),
        high=t.number(there["upper_quartile"], 1),
        highest=t.number(there["highest"], 1),
    )
