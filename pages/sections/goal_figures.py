"""The latest figures of what can show something about an agreement's goals: of its municipalities, beside the yardstick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import queries
from pages.components import address, figures, notes
from pages.components.areas import degrees
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import periods
from pages.components.follow_up import reach as reaches
from pages.components.follow_up.agreements import Shown
from pages.components.follow_up.periods import Told
from pages.components.indicator import certainty_sentences, certainty_tables
from pages.components.indicator import certainty_words as words
from pages.components.own import files as own_files
from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.components.view import Choice
from pages.screens import INDICATOR_SCREENS, PATHS
from pages.sections import answers, certainty, goal_periods, reference
from queries.row_types import Agreement, Figure, GoalIndicator, Indicator
from queries.statistics import evidence
from queries.statistics.evidence import Compared, Development

YARDSTICK = "rest_of_sweden"
ASSESSED = "assessed_areas"
"""The indicator that is answered from the assessments, which name the areas of each municipality."""


@dataclass(frozen=True, kw_only=True)
class Latest:
    """The last figure of an indicator in one place or of the yardstick, its change since the first chosen year, and how
    sure it is; ``place`` is ``None`` for the yardstick."""

    indicator: Indicator
    place: str | None
    row: Figure
    decimals: int
    change: float | None
    first_year: int | None
    development: Development
    compared: Compared | None


def latest(agreement: Agreement, indicators: Sequence[Indicator], years: list[int]) -> list[Latest]:
    """The latest figures of these indicators: of each municipality of the agreement that has any, then the yardstick's."""
    found = []
    for indicator in indicators:
        known = answers.background(indicator["id"], indicator["measure"])
        choice = Choice(
            indicator=indicator["id"],
            measure=indicator["measure"],
            years=tuple(years),
            categories=(YARDSTICK,),
            places=agreement["municipalities"],
        )
        figures = answers.chosen(known.figures, choice)
        own_files.are_shown(figures)
        ends = {evidence.who(row): row for row in answers.comparison(choice)} if figures else {}
        for part in last_published(figures):
            row = part[-1]
            end = ends.get(evidence.who(row))
            if end is not None and end["last_year"] != row["year"]:
                end = None
            is_yardstick = row["area_category"] == YARDSTICK
            other = None if is_yardstick else certainty.beside(YARDSTICK, row, part, known.yardsticks, years[0])
            found.append(
                Latest(
                    indicator=indicator,
                    place=None if is_yardstick else row["area"],
                    row=row,
                    decimals=indicator["decimals"],
                    change=end["change"] if end else None,
                    first_year=end["first_year"] if end else None,
                    development=evidence.development(part, known.remarks, known.model),
                    compared=None
                    if is_yardstick
                    else evidence.compared(row, other, known.remarks, known.within, known.model),
                )
            )
    return found


def last_published(series: Sequence[Figure]) -> list[list[Figure]]:
    """One series a place: that with the latest figure, and of several the last published. Places before the yardstick.

    A hidden figure is one too: an earlier one does not take its place.
    """
    by_place: dict[str, list[Figure]] = {}
    for part in evidence.by_series(series):
        place = part[-1]["area"] or ""
        if place not in by_place or part[-1]["year"] >= by_place[place][-1]["year"]:
            by_place[place] = part
    return sorted(by_place.values(), key=lambda part: part[-1]["area"] is None)


def in_words(t: Text, agreement: Agreement, found: Sequence[Latest]) -> str:
    """The figures of one indicator as sentences."""
    said = [_in_words(t, one) for one in found]
    without = [name for name in agreement["municipalities"] if name not in {one.place for one in found}]
    if without and len(without) == len(agreement["municipalities"]) > 1:
        said.insert(0, t("No figures of the agreement's municipalities are here."))
    elif without:
        said.insert(0, t("No figures of {places} are here.", places=t.listed(without)))
    times = {agreement_parts.when(agreement, year) for year in years(found)}
    if times == {agreement_parts.BEFORE}:
        said.append(t("From before the time of the agreement."))
    elif times and agreement_parts.WITHIN not in times:
        said.append(t("From after the time of the agreement."))
    elif agreement_parts.AFTER in times:
        said.append(t("Partly from after the time of the agreement."))
    elif agreement_parts.BEFORE in times:
        said.append(t("Partly from before the time of the agreement."))
    return " ".join(said)


def years(found: Sequence[Latest]) -> list[int]:
    """The years of these figures, and those that they are compared with."""
    return sorted({year for one in found for year in (one.row["year"], one.first_year) if year is not None})


def _in_words(t: Text, one: Latest) -> str:
    unit = t.field(one.indicator, "unit")
    is_computed = bool(one.row["computed"]) and one.row["value"] is not None
    who = named(t, one, is_computed) or t("The rest of Sweden, for comparison")
    if one.row["value"] is None:
        return t("{who} {year}: {why}", who=who, year=one.row["year"], why=notes.hidden(t))
    text = t(
        "{who}: {value} {unit} in {year}",
        who=who,
        value=t.number(one.row["value"], one.decimals),
        unit=unit,
        year=one.row["year"],
    )
    if one.place and one.row["upper_95"] is not None:
        text += " " + words.interval(t, one.row, one.decimals)
    if one.change is not None:
        change = t.number(one.change, one.decimals, signed=True)
        text += t(", {change} since {year} (computed)", change=change, year=one.first_year)
    if one.place and one.first_year:
        text += f"; {words.development_in_words(t, one.development)}"
    if one.compared is not None and one.compared.why != "no_yardstick":
        verdict = words.compared_in_words(t, one.compared)
        text += t("; beside the rest of Sweden: {verdict}", verdict=verdict)
        if certainty_sentences.is_of_two_sources(one.compared):
            return f"{text}. " + t("Figure and yardstick come from different sources, which may count differently.")
    return f"{text}."


def named(t: Text, one: Latest, computed: bool) -> str:
    """The municipality, with whose figure it is and whether it is ``computed``; empty for the yardstick."""
    marks = figures.said_marks(t, one.row["source"] in queries.own_sources(), computed)
    return f"{one.place}{marks}" if one.place else ""


def shown(
    t: Text,
    agreement: Agreement,
    tied: Sequence[GoalIndicator],
    indicators: Mapping[str, Indicator],
    found: Sequence[Latest],
    told: Sequence[Told] = (),
) -> list[Shown]:
    """What each indicator can show of each goal, with its latest figures in words; of groups of offences those before,
    during and after the agreement, which are ``told``."""
    made = []
    for row in tied:
        indicator = indicators[row["indicator"]]
        of_it = [one for one in found if one.indicator["id"] == indicator["id"]]
        in_time = [one for one in told if one.indicator["id"] == indicator["id"]]
        is_assessed = indicator["id"] == ASSESSED
        if is_assessed:
            latest_, figure = "", assessed_shortly(t, agreement)
        elif in_time:
            latest_, figure = periods.in_words(t, in_time), periods.figure(t, in_time)
        else:
            latest_, figure = in_words(t, agreement, of_it), ""
        made.append(
            Shown(
                goal=row["goal"],
                name=t.field(indicator, "label"),
                link=link(agreement, indicator, of_it),
                shows=agreement_parts.said(t, row, "shows"),
                limits=agreement_parts.said(t, row, "limits"),
                latest=latest_,
                is_here=bool(in_time) or is_here(agreement, indicator, of_it),
                figure=figure,
                since=periods.since(t, in_time) if in_time else "",
            )
        )
    return made


def reach(t: Text, agreement: Agreement) -> dict[str, str]:
    """Whether each goal can be followed with the figures here, by goal, in a word or two."""
    words_of = {
        reaches.ANSWERED: t("yes"),
        reaches.OWN: t("partly"),
        reaches.OTHERS: t("only figures of the country"),
        reaches.NONE: t("no"),
    }
    return {row["goal"]: words_of[row["reach"]] for row in queries.rows("goal_reach", agreement=agreement["id"])}


def is_here(agreement: Agreement, indicator: Indicator, found: Sequence[Latest]) -> bool:
    """Whether there is a figure of a municipality of the agreement; the assessments name all areas there are."""
    if indicator["id"] == ASSESSED:
        return bool(agreement["codes"] and reference.assessments())
    return any(one.place is not None and one.row["value"] is not None for one in found)


def link(agreement: Agreement, indicator: Indicator, found: Sequence[Latest]) -> str | None:
    """Where the indicator is shown; of the assessments, the municipality's own screen where there is but one."""
    carried = address.carried()
    is_of_one = len(agreement["codes"]) == 1
    if goal_periods.is_by_municipality(indicator):
        of_group: dict[str, str | list[str]] = {"indicator": indicator["id"]}
        place: dict[str, str | list[str]] = {"place": agreement["codes"][0]} if is_of_one else {}
        return address.to(PATHS["municipality"], carried | of_group | place)
    if indicator["id"] == ASSESSED:
        if is_of_one:
            return address.to(PATHS["municipality"], carried | {"place": agreement["codes"][0]})
        return address.to(PATHS["areas"], carried)
    if indicator["screen"] not in INDICATOR_SCREENS:
        return None
    places = [one.place for one in found if one.place]
    more: dict[str, str | list[str]] = {"indicator": indicator["id"]}
    return address.to(PATHS[indicator["screen"]], carried | more | ({"area": places} if places else {}))


def assessed_shortly(t: Text, agreement: Agreement) -> str:
    """How many areas the newest assessment has in the agreement's municipalities, and that before the agreement ended."""
    years = [row["year"] for row in reference.assessments()]
    if not years or not agreement["codes"]:
        return ""
    counts = dict.fromkeys(years, 0)
    for code in agreement["codes"]:
        for year, count in assessed_in(code, years).items():
            counts[year] += count
    if not any(counts.values()):
        return t("No area in the police's assessments {years}", years=f"{years[0]}–{years[-1]}")
    before = max(
        (year for year in years if agreement_parts.when(agreement, year) == agreement_parts.BEFORE), default=None
    )
    last = years[-1]
    if before is None or before == last:
        return t("{count} areas in the assessment of {year}", count=t.number(counts[last], 0), year=last)
    return t(
        "{count} areas in the assessment of {year}, {before} in that of {year_before}",
        count=t.number(counts[last], 0),
        year=last,
        before=t.number(counts[before], 0),
        year_before=before,
    )


def assessed_in(code: str, years: Sequence[int]) -> dict[int, int]:
    """How many areas of a municipality each assessment holds as vulnerable in some degree; none where it never had any."""
    categories = reference.dictionary().categories.values()
    vulnerable = {row["id"] for row in categories if row["role"] == "category"}
    rows = queries.rows("municipality_areas", municipality=code)
    there = [row["year"] for row in rows if row["in_municipality"] and row["area_category"] in vulnerable]
    return {year: there.count(year) for year in years} if there else {}


def assessed(t: Text, agreement: Agreement) -> str:
    """Whether the assessments have had areas in the agreement's municipalities: from the lists of areas themselves."""
    years = [row["year"] for row in reference.assessments()]
    if not years:
        return t("The assessments are not here.")
    if not agreement["codes"]:
        return t("Which municipalities the agreement is of is not here.")
    lines = []
    without = []
    for code, name in zip(agreement["codes"], agreement["municipalities"], strict=True):
        counts = assessed_in(code, years)
        if not counts:
            without.append(name)
            continue
        lines.append(
            t(
                "{municipality}: {counts} areas (computed from the police's lists).",
                municipality=name,
                counts=t.listed([f"{year} {t.number(count, 0)}" for year, count in counts.items()]),
            )
        )
    if without:
        lines.insert(
            0,
            t(
                "No area in {places} is in the police's assessments of {years} (computed from their lists).",
                places=t.listed(without),
                years=t.listed([str(year) for year in years]),
            ),
        )
    known = newer(t)
    if known:
        by_id = notes.lines_by_id(t, reference.dictionary().sources)
        lines += [known.said, *(t("Source: {source}", source=by_id[id_]) for id_ in known.sources)]
    return " ".join(lines)


def newer(t: Text) -> degrees.Newer | None:
    """A newer assessment of which only the numbers are here, as published: a reader's own figures are not the police's."""
    years = [row["year"] for row in reference.assessments()]
    own = queries.own_sources()
    printed = queries.rows("observations", indicators=[ASSESSED], categories=None, years=None)
    published = [row for row in printed if row["source"] not in own]
    categories = list(reference.dictionary().categories.values())
    return degrees.newer(degrees.degrees(t, categories), published, years) if years else None


def sources(
    t: Text, agreement: Agreement, found: Sequence[Latest], with_assessments: bool, told: Sequence[Told] = ()
) -> list[str]:
    """Ids of the sources behind what is shown."""
    used = [agreement["source"], *(id_ for one in told for id_ in one.sources), *(one.row["source"] for one in found)]
    if with_assessments:
        used += sorted({row["source"] for row in queries.rows("area_centres", years=None)})
        known = newer(t)
        used += known.sources if known else []
    return list(dict.fromkeys(used))


def explanations(t: Text) -> list[tuple[str, str]]:
    """How the goals and the figures are to be read."""
    return [
        (
            t("Which figures"),
            t(
                "Of each municipality of the agreement that has figures here, the latest chosen year, and beside it the rest of Sweden. The figures of vulnerable areas are not shown here: they say nothing about a municipality that has none."
            ),
        ),
        (
            t("Before, during and after"),
            t(
                "Of groups of reported offences: the mean of the years' printed rates per 1,000 inhabitants (computed), in the municipality and in similar ones, and beside it what the model of chance says of the last year of the agreement and the last year before it. Single years differ more than means. That more or fewer are reported under an agreement does not say that the agreement is why."
            ),
        ),
        (
            t("What a figure can show"),
            t(
                "Which indicator can show something about a goal, and what it cannot show, is the dashboard's own judgement; the agreements do not say. A figure that changes does not tell why."
            ),
        ),
    ]


def table(t: Text, caption: str, found: Sequence[Latest], lines: dict[str, str]) -> Table:
    """A row an indicator and place: the last figure, its change, and how sure both that and the difference are."""
    columns = columns_of(t, found, lines)
    why_hidden = notes.hidden(t)
    swings = {(number, end): one.row["swing"] for number, one in enumerate(found) for end in ("lower_95", "upper_95")}
    tones = {(number, column): tone for number, one in enumerate(found) for column, tone in tones_of(one).items()}
    return Table(
        caption,
        columns,
        [[cells[column.id] for column in columns] for cells in (cells_of(t, one) for one in found)],
        notes=words.in_cells(t, swings)
        | {(number, "value"): why_hidden for number, one in enumerate(found) if one.row["value"] is None},
        row_headers=2,
        remarks=[
            *(words.of_intervals(t) if any(column.id == "upper_95" for column in columns) else []),
            *certainty_tables.made_how(t, [one.compared for one in found if one.compared]),
        ],
        decimals_by_row=[one.decimals for one in found],
        computed=frozenset(
            (number, "value")
            for number, one in enumerate(found)
            if one.row["value"] is not None and one.row["computed"]
        ),
        tones=tones,
        stacked=True,
    )


def columns_of(t: Text, found: Sequence[Latest], lines: dict[str, str]) -> list[Column]:
    """The columns, of which those of intervals are there only where any is known."""
    condition = words.in_titles(t, [one.row["swing"] for one in found])
    limits = [
        Column("lower_95", t("Lowest, 95 % interval") + condition, 1, by_row=True, computed=True),
        Column("upper_95", t("Highest, 95 % interval") + condition, 1, by_row=True, computed=True),
    ]
    return [
        Column("indicator", t("Indicator")),
        Column("place", t("Municipality or yardstick")),
        Column("year", t("Year"), 0, grouped=False),
        Column("value", t("Figure"), 1, by_row=True),
        *(limits if any(one.row["upper_95"] is not None for one in found) else []),
        Column("unit", t("Unit")),
        Column("change", t("Change"), 1, by_row=True, computed=True, signed=True),
        Column("since", t("Since"), 0, grouped=False),
        Column("verdict", t("More than chance?")),
        Column("beside", t("Beside the rest of Sweden")),
        Column("source", t("Source"), labels=lines, unseen=True),
    ]


def cells_of(t: Text, one: Latest) -> dict[str, object]:
    """The cells of one row, by column."""
    compared = one.compared
    return {
        "indicator": t.field(one.indicator, "label"),
        "place": named(t, one, False) or t("Rest of Sweden (yardstick)"),
        "year": one.row["year"],
        "value": one.row["value"],
        "lower_95": one.row["lower_95"],
        "upper_95": one.row["upper_95"],
        "unit": t.field(one.indicator, "unit"),
        "change": one.change,
        "since": None if one.change is None else one.first_year,
        "verdict": words.of_development(t, one.development),
        "beside": words.of_compared(t, compared) if compared else None,
        "source": one.row["source"],
    }


def tones_of(one: Latest) -> dict[str, str]:
    """Which cells are for the better or the worse, by column."""
    polarity = one.indicator["polarity"]
    tones = {"verdict": words.tone(polarity, one.development.verdict)}
    if one.compared:
        tones["beside"] = words.tone(polarity, one.compared.verdict)
    return tones
