"""Reported offences of one municipality beside its yardstick: asked once, for its page, the overview and the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import queries
from pages.components import address
from pages.components.municipality.offences import ALIKE, NONE, TOTAL, Offences, Yardstick
from pages.components.own import files as own_files
from pages.components.text import Text, uncapitalised
from pages.sections import municipality_chance, reference
from queries.row_types import GroupMember, Indicator, Leap, MiddleHalf, Municipality, OffenceFigure

SCREEN = "reported_offences"
"""What the dictionary calls the screen of the figures by municipality."""

YARDSTICKS = ("similar", "group", "county", "neighbours", "all", "own")
"""What a municipality can be compared with, as in the address; ``own`` is the reader's own choice (``against``)."""

NAMED = 3
"""Fewer chosen municipalities than so many stand in sentences by their names."""

AGAINST = "against"
"""The parameter of the municipalities that the reader chose to compare with."""


def titles(t: Text) -> dict[str, str]:
    """What the yardsticks are called in the filter."""
    return {
        "similar": t("Similar municipalities"),
        "group": t("The SKR group"),
        "county": t("The county"),
        "neighbours": t("Neighbours"),
        "all": t("All 290 together"),
        "own": t("Own choice"),
    }


def municipality(code: str) -> Municipality | None:
    """The municipality with this code."""
    return next((row for row in queries.rows("municipalities") if row["code"] == code), None)


def answers(t: Text, code: str) -> Offences | None:
    """What was reported in the municipality with this code, beside the yardstick that the address asks for; ``None`` where
    no figures of it are here."""
    chosen = municipality(code)
    if chosen is None:
        return None
    found = beside(t, chosen, chosen_yardstick(t, chosen))
    if found is not None:
        own_files.are_shown([row for rows in found.own.values() for row in rows.values()])
    return found


def beside(t: Text, chosen: Municipality, yardstick: Yardstick) -> Offences | None:
    """The same, beside this yardstick."""
    indicators = groups()
    own = by_indicator_and_year(queries.rows("municipality_series", municipality=chosen["code"], indicators=None))
    if not own.get(TOTAL):
        return None
    every, last = list(indicators), max(own[TOTAL])
    members = None if yardstick.id == "all" else list(yardstick.members)
    of_all = queries.rows("middle_half", indicators=every, areas=None, years=[last])
    there = queries.rows("middle_half", indicators=every, areas=members, years=None)
    return Offences(
        t=t,
        place=chosen["name"],
        indicators=indicators,
        own=own,
        yardstick=yardstick,
        beside=by_indicator_and_year(there),
        everywhere={row["indicator"]: row for row in of_all},
        quarters=queries.rows("quarters", indicator=TOTAL, municipalities=[chosen["code"]], years=None),
        striking=striking().get(chosen["name"], []),
        judged={
            id_: one
            for id_ in indicators
            if (one := municipality_chance.judged(chosen["name"], yardstick, id_)) is not None
        },
    )


def together(t: Text, place: str, names: Sequence[str], alone: bool = False) -> Offences | None:
    """What was reported in several municipalities, added up, beside all of them; ``alone`` where they are all of them. A leap
    of one of them is told where it moves the sum; ``None`` where no figures of them are here."""
    indicators = groups()
    every = list(indicators)
    rows = by_indicator_and_year(queries.rows("middle_half", indicators=every, areas=list(names), years=None))
    own = {indicator: {year: summed(row) for year, row in of.items()} for indicator, of in rows.items()}
    if not own.get(TOTAL):
        return None
    beside_it = (
        rows if alone else by_indicator_and_year(queries.rows("middle_half", indicators=every, areas=None, years=None))
    )
    return Offences(
        t=t,
        place=place,
        indicators=indicators,
        own=own,
        yardstick=Yardstick(id=NONE, title="", within="", where="", members=tuple(names)) if alone else everywhere(t),
        beside=beside_it,
        everywhere={},
        quarters=[],
        striking=[row for name in names for row in striking().get(name, []) if moves(row, own)],
    )


def summed(row: MiddleHalf) -> OffenceFigure:
    """Several municipalities together as the figure of one."""
    return {
        "municipality": None,
        "indicator": row["indicator"],
        "year": row["year"],
        "count": row["count"],
        "per_1000": row["per_1000"],
        "computed": True,
        "lower_95": None,
        "upper_95": None,
        "source": row["source"],
        "published": row["published"],
    }


def moves(row: Leap, own: Mapping[str, Mapping[int, OffenceFigure]]) -> bool:
    """Whether a leap of one municipality changes the sum of several by so much that it is not about the same."""
    there = own.get(row["indicator"], {}).get(row["year"])
    if row["kind"] != "leap" or row["count_before"] is None or there is None or there["count"] is None:
        return False
    return abs(row["count"] - row["count_before"]) >= ALIKE * there["count"]


def groups() -> dict[str, Indicator]:
    """The groups of offences that have figures by municipality."""
    return {id_: row for id_, row in reference.dictionary().indicators.items() if row["screen"] == SCREEN}


def everywhere(t: Text) -> Yardstick:
    """All municipalities together."""
    title = t("All municipalities together")
    members = tuple(row["name"] for row in queries.rows("municipalities"))
    return Yardstick(
        id="all", title=title, within=uncapitalised(title), where=t("in all municipalities together"), members=members
    )


def striking() -> dict[str, list[Leap]]:
    """What must be told of municipalities before anything is compared, by their names: asked once for all of them."""
    return queries.remembered(("striking",), _striking)


def _striking() -> dict[str, list[Leap]]:
    found: dict[str, list[Leap]] = {}
    for row in queries.rows("leaps", indicator=None, areas=None, years=None):
        found.setdefault(row["area"], []).append(row)
    return found


OfAYear = TypeVar("OfAYear", bound=Mapping[str, Any])


def by_indicator_and_year(rows: Sequence[OfAYear]) -> dict[str, dict[int, OfAYear]]:
    """The rows by indicator and year; of several the last, which was published last."""
    found: dict[str, dict[int, OfAYear]] = {}
    for row in rows:
        found.setdefault(row["indicator"], {})[row["year"]] = row
    return found


# ---- yardsticks ---------------------------------------------------------------------------------------------------


def chosen_yardstick(t: Text, chosen: Municipality) -> Yardstick:
    """The yardstick that the address asks for, with the municipalities in it."""
    options = offered(chosen)
    id_ = address.one("yardstick", options)
    if id_ == "own":
        names = chosen_names(chosen)
        if names:
            return by_choice(t, names)
        id_ = options[0]
    return named(t, id_, chosen)


def compared_with() -> dict[str, str | Sequence[str]]:
    """The parameters of the yardstick, as the address has them, for a paper about the same."""
    return {name: values for name in ("yardstick", AGAINST) if (values := address.asked(name))}


def offered(chosen: Municipality) -> list[str]:
    """The yardsticks that there are for a municipality: an island has no neighbours, Gotland no others in its county."""
    return [id_ for id_ in YARDSTICKS if id_ == "own" or members_of(id_, chosen)]


def members_of(id_: str, chosen: Municipality) -> list[str]:
    """The names of the municipalities in a yardstick, as the question ``yardsticks`` has them. Only the 290 together hold
    the municipality itself: of what is beside it, it is no part."""
    if id_ == "similar":
        return similar(chosen)
    if id_ == "neighbours":
        return [row["name"] for row in queries.rows("municipality_neighbours", municipality=chosen["code"])]
    every = queries.rows("municipalities")
    if id_ == "all":
        return [row["name"] for row in every]
    beside_it = [row for row in every if row["code"] != chosen["code"]]
    if id_ == "group":
        return [row["name"] for row in beside_it if row["skr_group"] == chosen["skr_group"]]
    return [row["name"] for row in beside_it if row["county_code"] == chosen["county_code"]]


def others(chosen: Municipality) -> dict[str, str]:
    """The names of all other municipalities, by code."""
    return {row["code"]: row["name"] for row in queries.rows("municipalities") if row["code"] != chosen["code"]}


def chosen_names(chosen: Municipality) -> list[str]:
    """The municipalities that the reader chose to compare with."""
    known = others(chosen)
    return [known[code] for code in address.heeded(AGAINST, list(known)) or []]


def by_choice(t: Text, names: Sequence[str]) -> Yardstick:
    """The municipalities that the reader chose; a few by their names."""
    if len(names) < NAMED:
        listed = t.listed(names)
        where = t("in {places}", places=listed)
        return Yardstick(id="own", title=listed, within=listed, where=where, members=tuple(names))
    title, where = t("The chosen municipalities"), t("in the chosen municipalities")
    return Yardstick(id="own", title=title, within=uncapitalised(title), where=where, members=tuple(names))


def named(t: Text, id_: str, chosen: Municipality) -> Yardstick:
    """A yardstick in words, with its municipalities."""
    group = group_of(chosen)
    label = uncapitalised(t.field(group, "label")) if group else ""
    words: Mapping[str, tuple[str, str]] = {
        "similar": (t("Similar municipalities"), t("in similar municipalities")),
        "group": (t("The group {group}", group=label), t("in its SKR group")),
        "county": (
            t("The rest of {county}", county=chosen["county"]),
            t("elsewhere in its county"),
        ),
        "neighbours": (t("Neighbouring municipalities"), t("in the neighbouring municipalities")),
        "all": (t("All municipalities together"), t("in all municipalities together")),
    }
    title, where = words[id_]
    members = tuple(members_of(id_, chosen))
    return Yardstick(id=id_, title=title, within=uncapitalised(title), where=where, members=members)


def group_of(chosen: Municipality) -> GroupMember | None:
    """SKR's group of a municipality."""
    return next((row for row in queries.rows("skr_groups") if row["code"] == chosen["code"]), None)


def similar(chosen: Municipality) -> list[str]:
    """The similar municipalities, the nearest in population first."""
    return [row["name"] for row in queries.rows("similar_municipalities", municipality=chosen["code"])]


def explanation(t: Text, chosen: Municipality) -> str:
    """What similar municipalities are, in one sentence."""
    found = queries.rows("similar_municipalities", municipality=chosen["code"])
    if not found:
        return ""
    return t(
        "The ten municipalities nearest in population within SKR's group “{group}”, taken together by population.",
        group=uncapitalised(t.field(found[0], "label")),
    )
