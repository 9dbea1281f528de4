"""The newest national figures: a card each, with the year before, and the sentence that says them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pages.components.indicator import national
from pages.components.layout import small_pictures
from pages.components.layout.cards import Card
from pages.components.text import Text
from queries.row_types import AreaCentre, MiddleHalf, NationalShooting

EVENTS = ("shooting", "detonation")


@dataclass(frozen=True, kw_only=True)
class Country:
    """``events`` are the numbers by event and year, each as one publication has them; ``offences`` the municipalities together
    by year; ``areas`` how many the police assessed as vulnerable, by assessment, and ``serious`` how many of the last
    are particularly so. ``links`` lead to the pages: ``events``, ``offences``, ``areas``; ``sources`` are the ids of where the
    figures stand."""

    t: Text
    events: Mapping[str, Mapping[int, int]]
    offences: Mapping[int, MiddleHalf]
    areas: Mapping[int, int]
    serious: int
    links: Mapping[str, str]
    sources: Sequence[str] = ()


def by_event(rows: Sequence[NationalShooting]) -> dict[str, dict[int, int]]:
    """The numbers of each event by year, of the publication with the most years."""
    there = [event for event in EVENTS if any(row["event"] == event for row in rows)]
    return {event: {row["year"]: row["count"] for row in national.line_of(rows, event)} for event in there}


def events_from(rows: Sequence[NationalShooting]) -> list[str]:
    """The sources of these numbers."""
    return [national.fullest(rows, event) for event in by_event(rows)]


def by_assessment(rows: Sequence[AreaCentre], categories: Collection[str]) -> dict[int, int]:
    """How many areas each assessment has in these categories."""
    found: dict[int, int] = {}
    for row in rows:
        if row["area_category"] in categories:
            found[row["year"]] = found.get(row["year"], 0) + 1
    return dict(sorted(found.items()))


def sentence(found: Country) -> str:
    """What was counted in the country in the newest year, beside the year before; key figures in ``**``."""
    t, years = found.t, {max(counts) for counts in found.events.values()}
    if len(years) != 1 or len(found.events) != len(EVENTS):
        return t("Offences, areas and follow-up in Swedish municipalities: choose a municipality, or begin below.")
    (year,) = years
    said = [f"**{number(t, event, counts[year])}**{beside_before(t, counts)}" for event, counts in found.events.items()]
    return t("In Sweden {events} were counted in {year}.", events=t.listed(said), year=year)


def number(t: Text, event: str, count: int) -> str:
    """How many it is, with the word for it."""
    if event == "shooting":
        return t.plural("{count} shooting", "{count} shootings", count)
    return t.plural("{count} detonation", "{count} detonations", count)


def beside_before(t: Text, counts: Mapping[int, int]) -> str:
    """How many more or fewer than the year before, in brackets."""
    year = max(counts)
    before = counts.get(year - 1)
    if before is None:
        return ""
    difference = counts[year] - before
    if not difference:
        return " " + t("(as many as the year before)")
    words = t("({count} fewer than the year before)") if difference < 0 else t("({count} more than the year before)")
    return " " + words.format(count=t.number(abs(difference), 0))


def cards(found: Country) -> list[Card]:
    """A card each for the events, the offences in the municipalities and the assessed areas, as far as there are figures."""
    t = found.t
    titles = {"shooting": t("Shootings"), "detonation": t("Detonations")}
    made = [of_event(found, event, titles[event]) for event in found.events]
    if found.offences:
        made.append(of_offences(found))
    if found.areas:
        made.append(of_areas(found))
    return made


def of_event(found: Country, event: str, title: str) -> Card:
    t, counts = found.t, found.events[event]
    year, years = max(counts), sorted(counts)
    before = counts.get(year - 1)
    percent = round((counts[year] / before - 1) * 100) if before else None
    return Card(
        title=title,
        figure=t.number(counts[year], 0),
        count=str(year),
        line=small_pictures.line(years, [counts[one] for one in years], spoken(t, title, counts)),
        years=(str(years[0]), str(year)),
        change=(f"{t.number(percent, 0, signed=True)} %", t("since {year}", year=year - 1)) if percent else ("", ""),
        link=found.links["events"],
    )


def of_offences(found: Country) -> Card:
    t, rates = found.t, {year: row["per_1000"] for year, row in found.offences.items()}
    year, years = max(rates), sorted(rates)
    title = t("Reported offences per 1,000 inhabitants")
    figures = {one: rate for one, rate in rates.items() if rate is not None}
    return Card(
        title=title,
        figure=t.number(rates[year], 1),
        count=t("{year}, the municipalities together", year=year),
        line=small_pictures.line(years, [rates[one] for one in years], spoken(t, title, figures, 1)),
        years=(str(years[0]), str(year)),
        change=(t("{rate} in {year}", rate=t.number(rates[year - 5], 1), year=year - 5), "")
        if rates.get(year - 5) is not None
        else ("", ""),
        link=found.links["offences"],
    )


def of_areas(found: Country) -> Card:
    t, counts = found.t, found.areas
    year, years = max(counts), sorted(counts)
    earlier = max((one for one in years if one < year), default=None)
    title = t("Areas that the police assess as vulnerable")
    return Card(
        title=title,
        figure=t.number(counts[year], 0),
        count=t("{year}, {count} particularly vulnerable", year=year, count=t.number(found.serious, 0)),
        line=small_pictures.line(years, [counts[one] for one in years], spoken(t, title, counts)),
        years=(str(years[0]), str(year)),
        change=(t("{rate} in {year}", rate=t.number(counts[earlier], 0), year=earlier), "") if earlier else ("", ""),
        link=found.links["areas"],
    )


def spoken(t: Text, title: str, figures: Mapping[int, float], decimals: int = 0) -> str:
    """Alternative text of a line: every figure in it."""
    listed = t.listed([f"{t.number(value, decimals)} ({year})" for year, value in sorted(figures.items())])
    return t("{title}: {figures}.", title=title, figures=listed)
