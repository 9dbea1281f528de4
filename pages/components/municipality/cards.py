"""The cards of a municipality: a group of offences each, with its rate, count, line, change, and place among the 290."""

from __future__ import annotations

from pages.components import address
from pages.components.layout import small_pictures
from pages.components.layout.cards import Card
from pages.components.layout.small_pictures import Strip
from pages.components.municipality import by_chance, sentences
from pages.components.municipality.offences import YEARS_BACK, Offences
from pages.components.text import Text
from queries.row_types import MiddleHalf

FEWEST = 20
"""Of fewer offences, a change in per cent says more than the numbers do."""

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
    strip, position = among_all(found, indicator, last)
    parameters = {name: value for name, value in address.here().items() if name not in ("indicator", "view")}
    return Card(
        title=label,
        figure=t.number(row["per_1000"], 1),
        count=counted(t, row["count"], last),
        line=small_pictures.line(years, rates, spoken_line(found, label, years, rates)),
        years=(str(years[0]), str(last)),
        change=change(found, indicator),
        strip=strip,
        place=position,
        link=address.to(path, parameters | {"indicator": indicator}),
        is_chosen=indicator == chosen,
    )


def counted(t: Text, count: int | None, year: int) -> str:
    """How many offences it is; a single one is one."""
    if count is None:
        return ""
    return t.plural("{count} offence in {year}", "{count} offences in {year}", count, year=year)


def change(found: Offences, indicator: str) -> tuple[str, str]:
    """The change in per cent since some years ago, and whether it may be chance; a leap is told instead, and of few
    offences both numbers."""
    t, last = found.t, max(found.own[indicator])
    first = last - YEARS_BACK
    own, before = found.rate(indicator, last), found.rate(indicator, first)
    if own is None or before is None:
        return ("", "")
    chance = by_chance.of_change(found, indicator)

    def with_chance(quiet: str) -> str:
        return f"{quiet}, {chance}" if chance else quiet

    leap = found.leap(indicator, range(first, last + 1))
    if leap is not None:
        return (t("a leap in {year}", year=leap["year"]), t("may be a single case"))
    counts = [found.own[indicator][year]["count"] for year in (first, last)]
    if not before or any(count is None or count < FEWEST for count in counts):
        return (
            t("{rate} in {year}", rate=t.number(before, 1), year=first),
            with_chance(t("too few offences for per cent")),
        )
    percent = round((own / before - 1) * 100)
    said = t("unchanged") if percent == 0 else f"{t.number(percent, 0, signed=True)} %"
    return (said, with_chance(t("since {year}", year=first)))


def among_all(found: Offences, indicator: str, year: int) -> tuple[str, tuple[str, str]]:
    """Where the rate lies among those of all municipalities: as a strip, and in words."""
    t, there, rate = found.t, found.everywhere.get(indicator), found.rate(indicator, year)
    if rate is None or there is None or there["year"] != year:
        return "", ("", "")
    strip = strip_of(rate, there)
    if strip is None:
        return "", ("", "")
    words = sentences.position(t, fourth(rate, strip))
    return small_pictures.strip(strip, spoken_strip(found, there, rate, words)), (words, t("of the 290"))


def fourth(rate: float, there: Strip) -> int:
    """In which fourth of all municipalities a rate lies, of which the two in the middle are one half; a limit belongs to
    the middle."""
    if rate < there.lower_quarter:
        return 1
    return 4 if rate > there.upper_quarter else 2


def strip_of(rate: float, there: MiddleHalf) -> Strip | None:
    """What the strip draws: it ends at a fence, so that a few far above do not press all others together."""
    lowest, low, high, highest = there["lowest"], there["lower_quartile"], there["upper_quartile"], there["highest"]
    if lowest is None or low is None or high is None or highest is None:
        return None
    return Strip(
        lowest=lowest,
        lower_quarter=low,
        upper_quarter=high,
        highest=min(highest, high + FENCE * (high - low)),
        own=rate,
    )


def spoken_line(found: Offences, label: str, years: list[int], rates: list[float | None]) -> str:
    t = found.t
    figures = t.listed([f"{t.number(rate, 1)} ({year})" for year, rate in zip(years, rates, strict=True)])
    return t("{label} in {place}, per 1,000 inhabitants: {figures}.", label=label, place=found.place, figures=figures)


def spoken_strip(found: Offences, there: MiddleHalf, rate: float, words: str) -> str:
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
