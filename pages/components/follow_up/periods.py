"""Reported offences before, during and after the time of an agreement, in each of its municipalities and in similar ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from pages.components import figures
from pages.components.charts import Row
from pages.components.follow_up import targets
from pages.components.follow_up.agreements import AFTER, BEFORE, WITHIN, when
from pages.components.follow_up.targets import Aim
from pages.components.indicator import certainty_words as words
from pages.components.municipality.offences import Offences, compared
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import Agreement, Indicator
from queries.statistics.evidence import Development

PARTS = (BEFORE, WITHIN, AFTER)


@dataclass(frozen=True, kw_only=True)
class Part:
    """The years of one part with a figure, the mean of their rates per 1 000 inhabitants, and that of similar municipalities."""

    years: tuple[int, ...]
    rate: float
    beside: float | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """An indicator in one municipality: what is known of each part; ``step`` is what the model of chance says of the change
    from the last year before to the last within, which are ``ends``."""

    indicator: Indicator
    place: str
    parts: Mapping[str, Part]
    sources: tuple[str, ...]
    is_own: bool = False
    ends: tuple[int, int] | None = None
    step: Development | None = None

    def rate(self, part: str) -> float | None:
        return self.parts[part].rate if part in self.parts else None


def parts_of(agreement: Agreement, found: Offences, indicator: str) -> dict[str, Part]:
    """The parts of which there are figures, in their order."""
    years: dict[str, list[int]] = {part: [] for part in PARTS}
    for year in sorted(found.own.get(indicator, {})):
        if found.rate(indicator, year) is not None:
            years[when(agreement, year)].append(year)
    return {part: part_of(found, indicator, of_it) for part, of_it in years.items() if of_it}


def part_of(found: Offences, indicator: str, years: Sequence[int]) -> Part:
    rates = [rate for year in years if (rate := found.rate(indicator, year)) is not None]
    beside = [rate for year in years if (rate := found.rate_beside(indicator, year)) is not None]
    return Part(years=tuple(years), rate=fmean(rates), beside=fmean(beside) if len(beside) == len(years) else None)


def mark(t: Text, agreement: Agreement, years: Sequence[int]) -> Row | None:
    """The agreement's time as a chart over these years marks it; ``None`` where it has none of them.

    A figure stands in the middle of its year: a time of whole years begins half a year before the first of them.
    """
    within = [year for year in years if when(agreement, year) == WITHIN]
    if not within:
        return None
    first, last = max(min(years), min(within) - 0.5), min(max(years), max(within) + 0.5)
    if agreement["ends"] is None:
        name = t("The agreement's time from {year}", year=agreement["begins"][:4])
    else:
        every = range(int(agreement["begins"][:4]), int(agreement["ends"][:4]) + 1)
        name = t("The agreement's time {years}", years=t.span([one for one in every if when(agreement, one) == WITHIN]))
    return {"role": "period", "name": name, "from": first, "to": last}


def spoken(t: Text, marks: Sequence[Row]) -> str:
    """What a chart marks, for its alternative text."""
    return " ".join(t("Marked: {name}.", name=row["name"]) for row in marks)


# ---- in words -----------------------------------------------------------------------------------------------------


def lead(t: Text, one: Told) -> str:
    """The sentence that answers the page: how many were reported a year within the agreement's time, and before; no surer of
    the difference than the model of chance is."""
    within, before = one.parts[WITHIN], one.parts[BEFORE]
    way = compared(within.rate, before.rate)
    sure = {"fewer": "lower", "more": "higher"}.get(way)
    may_be_chance = sure is not None and (one.step is None or one.step.verdict != sure)
    ways = {
        ("fewer", False): t(
            "{place} had **{within} {noun} per 1,000 inhabitants** a year under the agreement {years}: fewer than before it (**{before}**)."
        ),
        ("fewer", True): t(
            "{place} had **{within} {noun} per 1,000 inhabitants** a year under the agreement {years}: fewer than before it (**{before}**), but it may be chance."
        ),
        ("more", False): t(
            "{place} had **{within} {noun} per 1,000 inhabitants** a year under the agreement {years}: more than before it (**{before}**)."
        ),
        ("more", True): t(
            "{place} had **{within} {noun} per 1,000 inhabitants** a year under the agreement {years}: more than before it (**{before}**), but it may be chance."
        ),
        ("alike", False): t(
            "{place} had **{within} {noun} per 1,000 inhabitants** a year under the agreement {years}: about as before it (**{before}**)."
        ),
    }
    return ways[way, may_be_chance].format(
        place=one.place,
        noun=t.field(one.indicator, "noun"),
        within=t.number(within.rate, 1),
        before=t.number(before.rate, 1),
        years=t.span(within.years),
    )


def beside(t: Text, one: Told) -> str:
    """What similar municipalities had at the same times, from before on; empty where that is not known."""
    known = [(part, found.beside) for part, found in one.parts.items()]
    rates = [t.number(rate, 1) for _, rate in known if rate is not None]
    if not rates or len(rates) < len(known):
        return ""
    names = {
        BEFORE: t("{rate} before"),
        WITHIN: t("{rate} during"),
        AFTER: t("{rate} after"),
    }
    told = [names[part].format(rate=rate) for (part, _), rate in zip(known, rates, strict=True)]
    return t("Similar municipalities: {rates}.", rates=t.listed(told))


def change(t: Text, one: Told) -> str:
    """What the model says of the last year within beside the last before."""
    if one.ends is None or one.step is None:
        return ""
    return t(
        "{last} beside {first}: {verdict}",
        first=one.ends[0],
        last=one.ends[1],
        verdict=words.development_in_words(t, one.step),
    )


def rates(t: Text, one: Told) -> str:
    """The rates of the parts, each with its years."""
    names = {
        BEFORE: t("{rate} before ({years})"),
        WITHIN: t("{rate} during ({years})"),
        AFTER: t("{rate} after ({years})"),
    }
    return t.listed(
        [
            name.format(rate=t.number(one.parts[part].rate, 1), years=t.span(one.parts[part].years))
            for part, name in names.items()
            if part in one.parts
        ]
    )


def in_words(t: Text, told: Sequence[Told]) -> str:
    """One indicator in all municipalities of the agreement, in sentences."""
    lines = []
    for one in told:
        whose = figures.said_marks(t, one.is_own, True)
        line = t(
            "{place}{marks}: {rates} per 1,000 inhabitants and year.", place=one.place, marks=whose, rates=rates(t, one)
        )
        after = [beside(t, one), f"{change(t, one)}." if change(t, one) else ""]
        lines.append(" ".join(filter(None, [line, *after])))
    return " ".join(lines)


def figure(t: Text, told: Sequence[Told]) -> str:
    """The same as shortly as a row of goals has room for."""
    label = t.field(told[0].indicator, "label")
    if len(told) == 1:
        names = {BEFORE: t("{rate} before"), WITHIN: t("{rate} during"), AFTER: t("{rate} after")}
        parts = [
            name.format(rate=t.number(told[0].parts[part].rate, 1))
            for part, name in names.items()
            if part in told[0].parts
        ]
        return f"{label}: {t.listed(parts)}"
    both = [one for one in told if BEFORE in one.parts and WITHIN in one.parts]
    fewer = sum(compared(one.parts[WITHIN].rate, one.parts[BEFORE].rate) == "fewer" for one in both)
    more = sum(compared(one.parts[WITHIN].rate, one.parts[BEFORE].rate) == "more" for one in both)
    return t(
        "{label}: fewer than before in {fewer} of {all} municipalities, more in {more}",
        label=label,
        fewer=t.in_words(fewer) if fewer else t("none"),
        more=t.in_words(more) if more else t("none"),
        all=t.in_words(len(told)),
    )


def since(t: Text, told: Sequence[Told]) -> str:
    """How sure the changes are, as shortly."""
    if len(told) == 1:
        return change(t, told[0])
    steps = [one for one in told if one.step is not None]
    if not steps:
        return ""
    sure = sum(one.step is not None and one.step.verdict in ("higher", "lower") for one in steps)
    return t(
        "more than chance in {sure} of {all}", sure=t.in_words(sure) if sure else t("none"), all=t.in_words(len(told))
    )


# ---- as a table ---------------------------------------------------------------------------------------------------


def table(t: Text, caption: str, told: Sequence[Told], lines: dict[str, str], aims: Sequence[Aim] = ()) -> Table:
    """A row an indicator and municipality: the mean of each part's years, the same of similar municipalities, what
    chance can make of the change, and the targets in numbers."""
    none, similar_ = t("none"), t("similar municipalities")
    titles = {BEFORE: t("Before"), WITHIN: t("During"), AFTER: t("After")}
    is_of_one = len({one.place for one in told}) == 1
    columns = [
        Column("indicator", t("Indicator")),
        *([] if is_of_one else [Column("place", t("Municipality"))]),
        *(Column(part, titles[part], 1, computed=True) for part in PARTS),
        Column("similar", t("Similar municipalities")),
        Column("chance", t("Is it chance?")),
        *(target_columns(t) if aims else []),
        *([Column("place", t("Municipality"), unseen=True)] if is_of_one else []),
        *(Column(f"{part}_similar", f"{titles[part]}, {similar_}", 1, unseen=True) for part in PARTS),
        Column("years", t("Years"), unseen=True),
        Column("unit", t("Unit"), unseen=True),
        Column("source", t("Source"), unseen=True),
    ]
    rows = []
    for one in told:
        known = {part: one.parts[part] for part in PARTS if part in one.parts}
        years = [f"{titles[part]}: {t.span(known[part].years) if part in known else none}" for part in PARTS]
        similar = [t.number(found.beside, 1) for found in known.values()]
        cells: dict[str, object] = {
            "indicator": t.field(one.indicator, "label"),
            "place": one.place,
            **{part: one.rate(part) for part in PARTS},
            "similar": " – ".join(similar),
            "chance": change(t, one) or None,
            **target_cells(t, [aim for aim in aims if is_of(aim, one)]),
            **{f"{part}_similar": known[part].beside if part in known else None for part in PARTS},
            "years": "; ".join(years),
            "unit": t.field(one.indicator, "unit"),
            "source": "; ".join(lines[id_] for id_ in one.sources),
        }
        rows.append([cells[column.id] for column in columns])
    ids = [(one.indicator["id"], one.place) for one in told]
    headers = 1 if is_of_one else 2
    return Table(caption, columns, rows, row_headers=headers, stacked=True, remarks=[how(t, told)], row_ids=ids)


def is_of(aim: Aim, one: Told) -> bool:
    """Whether a target is about this figure of this municipality."""
    return (aim.indicator["id"], aim.place) == (one.indicator["id"], one.place)


def target_columns(t: Text) -> list[Column]:
    return [Column("target", t("Target, per 1,000 inhabitants"), 1, computed=True), Column("reached", t("Reached?"))]


def target_cells(t: Text, aims: Sequence[Aim]) -> dict[str, object]:
    """The level of the target, and whether it is reached; of several the one of the last year."""
    if not aims:
        return {"target": None, "reached": None}
    one = max(aims, key=lambda aim: aim.target.until)
    return {"target": one.standing.level, "reached": f"{targets.asked(t, one)}. {targets.verdict_or_why(t, one)}"}


def spans(t: Text, told: Sequence[Told]) -> str:
    """Which years the parts are of, in words."""
    years = {part: sorted({one.parts[part].years for one in told if part in one.parts}) for part in PARTS}
    titles = {BEFORE: t("before"), WITHIN: t("during"), AFTER: t("after")}
    return t.listed(
        [f"{titles[part]} {t.listed([t.span(one) for one in of_it])}" for part, of_it in years.items() if of_it]
    )


def how(t: Text, told: Sequence[Told]) -> str:
    """Which years the parts are of, and how they are computed."""
    return t(
        "Mean of the years' rates per 1,000 inhabitants: {parts}; of similar municipalities for the same years, in the same order. A year counts as the agreement's if half of it or more lies within its time.",
        parts=spans(t, told),
    )
