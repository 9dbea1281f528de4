"""The readings that a table may have, each worth the points of its signs (:mod:`evidence`), the likeliest first."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from queries.exports.columns.evidence import worth
from queries.exports.columns.labels import GENERAL, GENERIC, LASTING, Label, says_people
from queries.exports.columns.profile import Profile
from queries.exports.columns.signs import FIGURES, Use, signs_of_cells, signs_of_name, uses
from queries.exports.columns.structure import Structure
from queries.exports.values import offences
from queries.exports.values.names import folded

SURE = 5.0
"""Points from which on a column is held to hold places, or what is counted, whatever else the table has."""

REACH = 9.0
"""Points behind its best use, from which on another use of a column is not tried."""

MOST_READINGS, LEAST_READINGS = 600, 8
MOST_LOOKED_THROUGH = 60_000
"""Columns of readings that are looked through: of a table of very many columns fewer readings are tried."""

MOST_USES, MOST_PAIRED = 4, 20

PLACES = ("place", "place code", "category")
KEYS = (*PLACES, "indicator", "measure", "year", "period", "date", "group", "priority")
"""Uses that say what a row is about."""

EXPLICIT = frozenset({"number", "population", "share", "rate", "value"})


@dataclass(frozen=True, kw_only=True)
class View:
    """What is looked at of a table: the names and cells of its columns, and how they stand beside each other."""

    labels: Sequence[Label]
    profiles: Sequence[Profile]
    structure: Structure
    has_header: bool
    has_time: bool  # whether a title or the file's name says a year, or the reader
    of_people: bool  # whether a title speaks of inhabitants
    rates: Mapping[int, tuple[int, int, int]]  # columns that are another divided by a third: per how many, and these


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A reading of the whole table: the use of each column, and whether each row is an event."""

    uses: tuple[Use, ...]
    is_events: bool
    points: float
    signs: tuple[tuple[str, float], ...]
    unproven: tuple[int, ...] = ()  # columns of groups of which nothing proves that they may be added up

    def having(self, *names: str) -> list[int]:
        return [index for index, use in enumerate(self.uses) if use.name in names]


def candidates(view: View, asked: Mapping[int, str]) -> list[Candidate]:
    """The readings that may be meant, the likeliest first; ``asked`` are the uses that the reader says columns have."""
    choices = [
        choice_of(uses(label, profile, signs, asked.get(index, "")))
        for index, (label, profile, signs) in enumerate(zip(view.labels, view.profiles, signs_of(view), strict=True))
    ]
    made = [one for combination in combinations(choices) for one in readings_of(view, combination)]
    return sorted(made, key=lambda one: -one.points)


def signs_of(view: View) -> list[dict[str, float]]:
    """The signs of each column, those of the columns beside it included."""
    pairs = zip(view.labels, view.profiles, strict=True)
    found = [
        {**dict(signs_of_name(one, profile, view.has_header)), **dict(signs_of_cells(one, profile))}
        for one, profile in pairs
    ]
    texts = [at for at, profile in enumerate(view.profiles) if profile.present and profile["numbers"] < 0.6]
    texts = [at for at in texts if not (found[at].keys() & {"cells: days", "cells: years", "cells: parts"})][:40]
    numbers = [
        at
        for at, one in enumerate(found)
        if "cells: numbers" in one and "cells: years" not in one and not view.labels[at].period
    ][:40]
    for at in texts:
        others = [other for other in texts if other != at]
        if any(view.structure.follows(at, other) and not view.structure.follows(other, at) for other in others):
            found[at]["beside: follows"] = 1
        elif any(view.structure.follows(at, other) and at > other for other in others):
            found[at]["beside: follows"] = 0.5  # one text stands for the other: the first is the likelier
        if any(cross_each_other(view, at, other) for other in others):
            found[at]["beside: crosses"] = 1
        if total := view.structure.total_of(at, numbers):
            found[at]["beside: total of offences" if offences.is_like(total) else "beside: total"] = 1
    for at, (_, _, divisor) in view.rates.items():
        found[at]["beside: rate"] = 1
        if is_of_people(view, at):
            found[divisor]["beside: divisor"] = 1
    for at in numbers:
        explicit = view.labels[at].concepts & EXPLICIT or view.labels[at].per
        if not explicit and view.structure.number_follows(at, texts):
            found[at]["beside: number follows"] = 1
    return found


def is_of_people(view: View, rate: int) -> bool:
    """Whether what a rate is proven to be divided by may be inhabitants: the names or the title say so. ``Antal försäkringar``
    are none, whatever stands beside them."""
    _, _, divisor = view.rates[rate]
    one = view.labels[divisor]
    if one.contract or not view.has_header or says_people(one.name):
        return True
    says_other = "number" in one.concepts and folded(one.contents) not in GENERIC
    return not says_other and (view.of_people or says_people(view.labels[rate].name))


def choice_of(found: list[Use]) -> list[Use]:
    return [use for use in found if use.points > found[0].points - REACH][:MOST_USES]


def combinations(choices: list[list[Use]]) -> Iterator[tuple[Use, ...]]:
    """Every combination of uses, but that columns whose best use is far ahead keep it where there are too many."""
    by_doubt = sorted(
        (at for at, one in enumerate(choices) if len(one) > 1),
        key=lambda at: choices[at][0].points - choices[at][1].points,
    )
    most = max(LEAST_READINGS, min(MOST_READINGS, MOST_LOOKED_THROUGH // max(1, len(choices))))
    open_: set[int] = set()
    for at in by_doubt:  # the most doubtful first
        if math.prod(len(choices[other]) for other in (*open_, at)) > most:
            break
        open_.add(at)
    return itertools.product(*(one if at in open_ else one[:1] for at, one in enumerate(choices)))


def readings_of(view: View, uses: tuple[Use, ...]) -> Iterator[Candidate]:
    """The reading with these uses: of a table of figures, and of a list of events where it may be one."""
    yield candidate(view, uses, is_events=False)
    figures = [at for at, use in enumerate(uses) if use.name in FIGURES]
    days = any(use.name == "date" for use in uses)
    months = any(use.name == "year" and is_monthly(view.profiles[at]) for at, use in enumerate(uses))
    if (days or (months and not figures)) and not any(is_explicit(view, at) for at in range(len(uses))):
        left = tuple(left_out_of_events(use) for use in uses)
        yield candidate(view, left, is_events=True)


def left_out_of_events(use: Use) -> Use:
    """The use beside events, which are counted by nothing but place, time, kind and priority."""
    if use.name in FIGURES:
        return Use("description", 0.0, use.signs)
    return Use("description", use.points, use.signs) if use.name == "group" else use


def candidate(view: View, uses: tuple[Use, ...], is_events: bool) -> Candidate:
    signs = tuple(signs_of_table(view, uses, is_events))
    groups = [at for at, use in enumerate(uses) if use.name == "group"]
    return Candidate(
        uses=uses,
        is_events=is_events,
        points=round(sum(use.points for use in uses) + sum(value for _, value in signs), 2),
        signs=signs,
        unproven=tuple(at for at in groups if not is_known_group(view, at, uses[at])),
    )


def is_explicit(view: View, at: int) -> bool:
    """Whether a column of numbers says that it holds figures, as no column of a list of events does."""
    label = view.labels[at]
    when = label.period or label.part or label.partly or label.span
    return bool(label.concepts & (EXPLICIT | LASTING) or label.per or when) and view.profiles[at]["numbers"] > 0.6


def is_monthly(profile: Profile) -> bool:
    """Whether the cells are years with months, such as 2022-03."""
    return profile["years"] > 0.9 and not all(
        text.strip().isdecimal() and len(text.strip()) == 4 for text in profile.kinds
    )


def signs_of_table(view: View, uses: Sequence[Use], is_events: bool) -> Iterator[tuple[str, float]]:
    """What counts for a reading as a whole."""

    of = {name: [at for at, use in enumerate(uses) if use.name == name] for name in (*KEYS, *FIGURES)}
    figures = [at for name in FIGURES for at in of[name]]
    places = [at for name in PLACES for at in of[name]]
    if any(uses[at].points >= SURE for at in places):
        yield worth("a place")
    elif any(view.labels[at].name and has_sign(uses[at], "name: known place") for at in figures):
        yield worth("a place among the names")
    wide = any(view.labels[at].period for at in figures)
    if of["year"] or of["date"] or of["period"] or wide or view.has_time:
        yield worth("a time")
    for sign, name in (("unknown places", "place"), ("unknown kinds", "indicator")):
        unknown = [at for at in of[name] if uses[at].points < SURE]
        if (
            is_events
            and name == "indicator"
            and len(of[name]) == 1
            and unknown
            and comes_again(view.profiles[unknown[0]])
        ):
            continue  # one of few texts in each row of a list of events: its reader knows whether that is their kind
        if unknown:
            yield worth(sign, len(unknown))
    if any(cross_each_other(view, *pair) for pair in pairs(of["place"])):
        yield worth("places that cross")
    for name in ("year", "date"):
        if any(view.structure.cross(*pair) for pair in pairs(of[name])):
            yield worth("times that cross")
    if any(view.profiles[at]["numbers"] > 0.6 for at in of["place"]) and any(
        has_sign(uses[at], "name: known place") for at in figures
    ):
        yield worth("a number for a place")
    if any(view.structure.cross(*pair) for pair in pairs(of["indicator"])):
        yield worth("offences that cross")
    if is_events:
        yield worth("events")
        counted = [
            at for at, use in enumerate(uses) if use.name == "description" and view.profiles[at]["numbers"] > 0.6
        ]
        if named := sum(1 for at in counted if view.labels[at].concepts <= {"activity", "offence"}):
            yield worth("figures left out of events", named)
        for at in (*of["place"], *of["indicator"]):
            if len(view.profiles[at].present) > 4 and view.profiles[at].distinct > 0.9 * len(view.profiles[at].present):
                yield worth("each once")
        return
    if not figures and not any(use.name == "cumulative" for use in uses):
        yield worth("no figures")
        return
    keys = [at for name in KEYS for at in of[name]]
    if not of["date"]:
        repeated = view.structure.repeated(keys, figures)
        if repeated:
            yield worth("rows repeat", repeated)
    for at, use in enumerate(uses):
        is_unknown = use.name == "description" and has_sign(use, "name: unknown")
        if is_unknown and varies(view, at, [*of["place"], *of["place code"]]):
            yield worth("left out though it varies")
    for at in of["group"]:
        by_cells = not view.labels[at].concepts & {"group", "country", "priority"} and not profile_has_total(view, at)
        if by_cells and not view.structure.repeated([key for key in keys if key != at], figures):
            yield worth("groups that are not needed")
    for at in of["group"]:
        if not is_known_group(view, at, uses[at]):
            yield worth("unknown groups are added up")
    if of["indicator"] and any(says_what(view.labels[at]) for at in figures):
        yield worth("counted twice over")
    if view.has_header and not of["measure"] and twice(view, uses, figures):
        yield worth("two columns for one")


def pairs(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first columns of one use, two by two."""
    return itertools.combinations(columns[:MOST_PAIRED], 2)


def comes_again(profile: Profile) -> bool:
    """Whether a column has few different texts for its rows."""
    return 1 < profile.distinct <= len(profile.present) / 2


def cross_each_other(view: View, one: int, other: int) -> bool:
    """Whether two columns hold places of one kind, of which neither lies within the other: as of residence and of offence."""
    first, second = view.profiles[one], view.profiles[other]
    of_a_kind = first["places"] > 0.5 < second["places"] or not first.kinds.keys().isdisjoint(second.kinds)
    return of_a_kind and view.structure.cross(one, other)


def profile_has_total(view: View, at: int) -> bool:
    return view.profiles[at]["totals"] > 0


def varies(view: View, at: int, places: Sequence[int]) -> bool:
    """Whether a column of texts has other texts in other rows of the same place."""
    is_text = view.profiles[at]["numbers"] < 0.6 and view.profiles[at].distinct > 1
    return is_text and not any(view.structure.lies_within(place, at) for place in places)


def has_sign(use: Use, sign: str) -> bool:
    return any(name == sign for name, _ in use.signs)


def is_known_group(view: View, at: int, use: Use) -> bool:
    """Whether a column parts figures into groups of which nobody is in two, or holds their total."""
    profile = view.profiles[at]
    known = (
        profile["groups"] > 0.8
        or profile["yes or no"] > 0
        or profile["countries"] > 0.8
        or any(has_sign(use, sign) for sign in ("beside: total", "beside: total of offences"))
        or profile.distinct < 2
    )
    return known or profile["numbers"] > 0.8 or profile["totals"] > 0


def says_what(label: Label) -> bool:
    """Whether a column of figures says which offences it counts."""
    return bool(label.concepts & {"activity"}) and folded(label.contents) not in GENERIC | GENERAL


def twice(view: View, uses: Sequence[Use], figures: Sequence[int]) -> bool:
    """Whether two columns of figures say nothing that tells them apart."""
    seen = set()
    for at in figures:
        one = view.labels[at]
        general = folded(one.contents) in GENERIC
        key = (uses[at].name, "" if general else folded(one.contents), one.period, one.part, one.group, one.per)
        if key in seen:
            return True
        seen.add(key)
    return False
