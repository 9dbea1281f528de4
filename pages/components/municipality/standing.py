"""What stands out in a municipality: a sentence, a chart beside the yardstick, and a table, after the correction for how
many comparisons there are."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pages.components.charts import Row
from pages.components.indicator import certainty_words as words
from pages.components.indicator.certainty_tables import TIMES, finite
from pages.components.municipality import by_chance, sentences
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.standing import words as standing_words
from pages.components.tables import Column, Table
from pages.components.text import uncapitalised
from queries.statistics.standing_out import Finding, Standing

Standings = Mapping[str, Standing]
"""What was found, by indicator."""


def findings(standings: Standings) -> list[Finding]:
    return [one for standing in standings.values() for one in standing.findings]


def flagged(standings: Standings) -> dict[str, list[str]]:
    """The indicators of which something stands out, by the code of what is said of them."""
    found: dict[str, list[str]] = {}
    for indicator, standing in standings.items():
        for one in standing.findings:
            if one.verdict in ("higher", "lower"):
                found.setdefault(f"{one.kind} {standing_words.code(one)}", []).append(indicator)
    return found


def answer(found: Offences, standings: Standings) -> str:
    """How many of the comparisons show more than chance."""
    t = found.t
    tested = sum(one.p is not None for one in findings(standings))
    number = sum(map(len, flagged(standings).values()))
    if not tested:
        return t("None of the figures of {place} can be tested against chance.", place=found.place)
    if not number:
        return t(
            "**Nothing** stands out in {place}: none of {tested} comparisons shows more than chance.",
            place=found.place,
            tested=t.in_words(tested),
        )
    said = (
        t("**One of {tested} comparisons** for {place} shows more than chance.")
        if number == 1
        else t("**{number} of {tested} comparisons** for {place} show more than chance.")
    )
    return t.filled(said, number=t.in_words(number).capitalize(), tested=t.in_words(tested), place=found.place)


def support(found: Offences, standings: Standings) -> list[str]:
    """What stands out, by what is said of it; what must be told first; whom the yardstick is made of."""
    first = {row["of"]: row for one in standings if (row := found.told_first(one)) is not None}
    told = [sentences.striking(found, row) for row in first.values()]
    lines = [*out(found, standings), " ".join(told), sentences.whom(found, TOTAL, found.last)]
    return [line for line in lines if line]


def out(found: Offences, standings: Standings) -> list[str]:
    """What stands out, by what is said of it, in one line; nothing where nothing does."""
    t = found.t
    said = {f"level {code}": text for code, text in words.verdicts(t).items()}
    years = t.span(sorted(found.own[TOTAL]))
    said |= {f"change {code}": f"{text} {years}" for code, text in words.ways(t).items()}
    lines = []
    for code, indicators in flagged(standings).items():
        names = [uncapitalised(t.field(found.indicators[one], "label")) for one in indicators]
        lines.append(f"**{said[code][:1].upper()}{said[code][1:]}:** {t.listed(names)}.")
    return [" ".join(lines)] if lines else []


def chart_rows(found: Offences, standings: Standings) -> list[Row]:
    """A row a group: how many times the yardstick's rate its own is, with the interval."""
    t = found.t
    rows: list[Row] = []
    for indicator, standing in standings.items():
        one = standing.level
        result = one.compared.result if one and one.compared else None
        if one is None or result is None or result.ratio is None or result.low is None or result.high is None:
            continue
        if math.isinf(result.ratio):
            continue
        high = t("no limit") if math.isinf(result.high) else t.number(result.high, TIMES)
        between = t("{low} to {high} (95 % interval)", low=t.number(result.low, TIMES), high=high)
        rows.append(
            {
                "name": t.field(found.indicators[indicator], "label"),
                "area_category": "own",
                "value": result.ratio,
                "low": result.low,
                "high": result.high,
                "kind": "chance",
                "shown": t.number(result.ratio, TIMES),
                "between": between,
                "verdict": standing_words.verdict(t, one).partition(" ")[2],
            }
        )
    return rows


def table(found: Offences, standings: Standings) -> Table:
    """A row a group of offences: beside the yardstick, and over its own years."""
    t, titles = found.t, by_chance.asked(found)
    labels = {id_: t.field(row, "label") for id_, row in found.indicators.items()}
    columns = [
        Column("indicator", t("Offences"), labels=labels),
        Column("level", titles["beside"]),
        Column("change", titles["years"]),
        Column("ratio", t("Times the yardstick"), TIMES, computed=True),
        Column("ratio_low", t("Lowest"), TIMES, computed=True),
        Column("ratio_high", t("Highest"), TIMES, computed=True),
    ]
    rows: list[list[object]] = []
    notes: dict[tuple[int, str], str] = {}
    tones: dict[tuple[int, str], str] = {}
    for indicator, standing in standings.items():
        result = standing.level.compared.result if standing.level and standing.level.compared else None
        first = found.told_first(indicator)
        if first is not None:
            said_first = (sentences.striking(found, first), sentences.all_the_same(found, first))
            notes[len(rows), "indicator"] = " ".join(filter(None, said_first))
        said = []
        for kind, one in (("level", standing.level), ("change", standing.change)):
            said.append(standing_words.verdict(t, one) if one else None)
            polarity = found.indicators[indicator]["polarity"]
            tones[len(rows), kind] = words.tone(polarity, one.verdict) if one else ""
        limits = [finite(result.ratio), result.low, finite(result.high)] if result else [None, None, None]
        rows.append([indicator, *said, *limits])
    caption = t("What stands out in {place}", place=found.place)
    return Table(caption, columns, rows, notes=notes, tones=tones, stacked=True, id="municipality_standing")
