"""What a paper for a meeting says, of the same figures, sentences, charts and tables as the indicators' screens."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import queries
from pages.components import address, figures, filters, frozen, notes, paper
from pages.components.follow_up import event_layers
from pages.components.layout import answer
from pages.components.paper import Agreement, Paper, Section
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.tables import Table
from pages.components.text import Text, uncapitalised
from pages.components.view import Choice
from pages.sections import answers, chart_events, first_years, reference
from pages.sections import indicator as indicator_screen
from pages.sections.indicator import Presentation
from queries.row_types import Indicator


@dataclass(frozen=True, kw_only=True)
class PaperChoice:
    """What the reader chose: indicators, years, area categories by id, names of places, and the place to stand out."""

    indicators: Sequence[Indicator]
    years: Sequence[int]
    categories: Sequence[str]
    places: Sequence[str] = ()
    highlight: str | None = None


def years_of(indicators: Sequence[Indicator]) -> list[int]:
    """The years that any of these indicators has figures for."""
    return sorted({year for row in indicators for year in row["years"]})


def categories_of(indicators: Sequence[Indicator]) -> set[str]:
    """The area categories that any of these indicators has figures for."""
    return {
        row["area_category"]
        for one in indicators
        for row in answers.background(one["id"], figures.measures(one)[0]).figures
        if row["area_category"]
    }


def choice_of(t: Text, indicator: Indicator, chosen: PaperChoice) -> Choice:
    """One of the chosen indicators, in its own measure, for as much of the choice as it has figures for."""
    measure = figures.measures(indicator)[0]
    there = answers.of_places(answers.background(indicator["id"], measure).figures, chosen.places)
    places = tuple(place for place in chosen.places if any(row["area"] == place for row in there))
    choice = Choice(
        indicator=indicator["id"],
        measure=measure,
        years=tuple(year for year in chosen.years if any(row["year"] == year for row in there)),
        categories=tuple(id_ for id_ in chosen.categories if any(row["area_category"] == id_ for row in there)),
        places=places,
        highlight=chosen.highlight if chosen.highlight in places else next(iter(places), None),
        with_events=chart_events.are_on(),
    )
    return indicator_screen.with_yardstick(t, choice)


def present(t: Text, chosen: PaperChoice) -> dict[str, Presentation | None]:
    """What is said and drawn of each chosen indicator, by its id; ``None`` where nothing that is chosen has figures."""
    known = {row["id"]: answers.ask(choice_of(t, row, chosen)) for row in chosen.indicators}
    return {
        id_: indicator_screen.present(indicator_screen.view_of(t, one), one) if one.figures else None
        for id_, one in known.items()
    }


@dataclass(frozen=True)
class Version:
    """Which data a paper is made of: ``now`` is their version with its date, ``asked`` an older one that the reader's
    address asks for."""

    now: str
    asked: str | None = None


def paper_of(
    t: Text,
    title: str,
    made: datetime.date,
    choice: PaperChoice,
    found: dict[str, Presentation | None],
    link: str,
    version: Version,
    agreement: Agreement | None = None,
    of_place: Sequence[Section] = (),
    *,
    is_short: bool = False,
) -> Paper:
    """The paper about what :func:`present` gave, and about the agreement if there is one; ``of_place`` are the sections on a
    municipality, which come first."""
    parts = [one for one in found.values() if one is not None]
    tables = [indicator_screen.years_as_columns(one) for one in parts]
    explained = [
        [*indicator_screen.explanations(one, table), *one.own_caveats] for one, table in zip(parts, tables, strict=True)
    ]
    shared = paper.explanations([*explained, agreement.explained if agreement else []])
    areas = [area for area in choice.places if any(area in one.view.choice.places for one in parts)]
    sections = [
        Section(
            heading=of_the_country(t, one) if is_beside(one, of_place) else one.view.heading,
            unit=f"{one.view.unit[0].upper()}{one.view.unit[1:]}",
            said=said(one, is_short, beside=is_beside(one, of_place)),
            chart=one.chart,
            spoken=one.spoken,
            marks=one.marks,
            table=table,
            explained=[line for line in lines if line[1] and line not in shared],
            sources=notes.documents(t, one.view.sources, indicator_screen.used_sources(one)),
            events=event_layers.lines(t, one.events.shown),
            missing=without_figures(t, [area for area in areas if area not in one.view.choice.places]),
            caveats=[(t("Caveats"), line) for line in (one.caveat, of_few_years(t, one)) if line],
        )
        for one, table, lines in zip(parts, tables, explained, strict=True)
    ]
    if first_years_asked():
        sections = [one for pair in zip(sections, map(since_when, parts), strict=True) for one in pair if one]
    about = front(t, made, choice, found, version, agreement)
    is_version = [line[0] == t("Version of the data") for line in about]
    return Paper(
        t=t,
        title=title,
        made=made,
        front=[line for line, last in zip(about, is_version, strict=True) if not last],
        last=[line for line, last in zip(about, is_version, strict=True) if last],
        sections=[*of_place, *sections],
        shared=shared,
        link=link,
        agreement=agreement,
    )


FIRST_YEARS = ("off", "on")
"""Whether the paper says the change since each first year; ``first_years`` in the address."""


def first_years_asked() -> bool:
    return address.one("first_years", FIRST_YEARS) == "on"


def since_when(one: Presentation) -> Section | None:
    """The change since every first year of what is chosen; ``None`` where there are not several."""
    found = first_years.of(one.view, one.answers.background)
    if found is None:
        return None
    said, table = found
    return since_each(one.view.t, table.caption, said, table)


def since_each(t: Text, heading: str, said: str, table: Table) -> Section:
    """A section of a table that has a row a first year."""
    return Section(
        heading=heading,
        unit=t("Change to the last year, per cent"),
        said=[said] if said else [],
        chart=None,
        spoken="",
        marks="",
        table=table,
        explained=[],
        sources=[],
    )


def with_changes(content: Paper) -> Paper:
    """The paper opening with what has changed since the version that the address asks for; itself where it asks for none."""
    t = content.t
    lines, table = frozen.since(t, tables_of(content))
    if not lines:
        return content
    found = [table] if table else []
    return dataclasses.replace(
        content,
        since=[Passage(id="since", heading=t("Since the last meeting"), level=CHAPTER, said=lines, tables=found)],
    )


def tables_of(content: Paper) -> list[Table]:
    """All tables of the whole paper, which a link to exactly these figures keeps, however much of them is shown."""
    of_agreement = content.agreement.compared if content.agreement else []
    return [*(one.table for one in content.sections), *of_agreement]


def is_beside(one: Presentation, of_place: Sequence[Section]) -> bool:
    """Whether an indicator stands beside a municipality, whose figures it is not about."""
    return bool(of_place) and not one.view.choice.places


def of_the_country(t: Text, one: Presentation) -> str:
    """The heading of an indicator that stands beside a municipality."""
    return t("The areas of the whole country: {heading}", heading=uncapitalised(one.view.heading))


def said(one: Presentation, is_short: bool, *, beside: bool) -> list[str]:
    """What is said of an indicator; ``beside``: whose areas it is about, since a municipality stands beside it."""
    lines = [line for line in map(answer.plain, [one.answer, *one.support]) if line] if is_short else one.said
    if not beside or not lines:
        return lines
    first = one.view.t("In the whole country, not in the municipality alone: {said}", said=uncapitalised(lines[0]))
    return [first, *lines[1:]]


def of_few_years(t: Text, one: Presentation) -> str:
    """That a few years are no trend, where there are no more."""
    return t("A few years are no trend.") if len(one.view.years) < FEW_YEARS else ""


FEW_YEARS = 5


def without_figures(t: Text, areas: Sequence[str]) -> str:
    """Which of the paper's places have no figures of an indicator; nothing where all have."""
    return t("No figures of this indicator are here for {areas}.", areas=t.listed(areas)) if areas else ""


def front(
    t: Text,
    made: datetime.date,
    choice: PaperChoice,
    found: dict[str, Presentation | None],
    version: Version,
    agreement: Agreement | None = None,
) -> list[tuple[str, str]]:
    """The lines below the title: date and version, what is shown in words, what has no figures, whose figures are among
    them."""
    labels = reference.dictionary().labels(t)
    views = [one.view for one in found.values() if one]
    years = [year for year in choice.years if not views or any(year in view.years for view in views)]
    categories = [id_ for id_ in choice.categories if not views or any(id_ in view.choice.categories for view in views)]
    areas = [area for area in choice.places if any(area in view.choice.places for view in views)]
    chosen = f"{filters.in_words(t, years, [labels[id_] for id_ in categories], areas)}."
    if not years:
        chosen = t("No year is chosen.")
    elif not categories and not areas:
        chosen = t("No area category and no area is chosen.")
    lines = [(t("Date"), made.isoformat()), (t("Version of the data"), version.now)]
    if version.asked:
        said = t(
            "The address from which the paper was made asks for version {version}. The data have changed since: the paper shows the figures of {date}, not those of then.",
            version=version.asked,
            date=made.isoformat(),
        )
        lines.append((t("Changed data"), said))
    if choice.indicators:
        lines.append((t("Filters"), chosen))
    without = [t.field(row, "label") for row in choice.indicators if found.get(row["id"]) is None]
    if without:
        lines.append((t("No figures for what is chosen"), f"{t.listed(without)}."))
    own = set(queries.own_sources())
    used = {row["source"] for one in found.values() if one for row in one.answers.figures}
    if own & {*used, *(agreement.used if agreement else [])}:
        said = t(
            "The paper also holds figures from your own files. At the address only you see them, while they are open."
        )
        lines.append((t("Own figures"), said))
    return lines
