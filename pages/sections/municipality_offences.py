"""Reported offences of one municipality beside its yardstick: asked once, for its page, the overview and the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import queries
from pages.components import address
from pages.components.municipality.offences import TOTAL, Offences, Record, Yardstick
from pages.components.text import Text, uncapitalised

YARDSTICKS = ("similar", "group", "county", "neighbours", "all", "own")
"""What a municipality can be compared with, as in the address; ``own`` is the reader's own choice (``against``)."""


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


def answers(t: Text, code: str) -> Offences | None:
    """What was reported in the municipality with this code, beside the yardstick that the address asks for; ``None`` where
    no figures of it are here."""
    indicators = {row["id"]: row for row in queries.rows("indicators") if row["screen"] == "reported_offences"}
    own = by_indicator_and_year(queries.rows("municipality_series", municipality=code, indicators=None))
    if not own.get(TOTAL):
        return None
    municipality = next(row for row in queries.rows("municipalities") if row["code"] == code)
    yardstick = chosen_yardstick(t, municipality)
    last = max(own[TOTAL])
    everywhere = queries.rows("middle_half", indicators=list(indicators), areas=None, years=[last])
    beside = queries.rows("middle_half", indicators=list(indicators), areas=list(yardstick.members), years=None)
    return Offences(
        t=t,
        place=municipality["name"],
        indicators=indicators,
        own=own,
        yardstick=yardstick,
        beside=by_indicator_and_year(beside),
        everywhere={row["indicator"]: row for row in everywhere},
        quarters=queries.rows("quarters", indicator=TOTAL, municipalities=[code], years=None),
        leaps=queries.rows("leaps", indicator=None, areas=[municipality["name"]], years=None),
    )


def by_indicator_and_year(rows: Sequence[Record]) -> dict[str, dict[int, Record]]:
    """The rows by indicator and year; of several the last, which was published last."""
    found: dict[str, dict[int, Record]] = {}
    for row in rows:
        found.setdefault(row["indicator"], {})[row["year"]] = row
    return found


def chosen_yardstick(t: Text, municipality: Record) -> Yardstick:
    """The yardstick that the address asks for, with the municipalities in it."""
    there = queries.rows("yardsticks", municipality=municipality["code"])
    members: dict[str, list[Record]] = {}
    for row in there:
        if not row["is_own"]:
            members.setdefault(row["yardstick"], []).append(row)
    options = [id_ for id_ in YARDSTICKS if id_ in members or id_ == "own"]
    id_ = address.one("yardstick", options)
    if id_ == "own":
        known = {
            row["code"]: row["name"] for row in queries.rows("municipalities") if row["code"] != municipality["code"]
        }
        against = address.heeded("against", list(known)) or []
        names = tuple(known[code] for code in against)
        if names:
            return Yardstick(
                id="own", title=t.listed(names), where=t("in {places}", places=t.listed(names)), members=names
            )
        id_ = options[0]
    return named(t, id_, municipality, members[id_], in_order_of_population(municipality) if id_ == "similar" else None)


def named(
    t: Text, id_: str, municipality: Record, members: Sequence[Record], ordered: Sequence[str] | None = None
) -> Yardstick:
    """A yardstick in words."""
    names = tuple(ordered or (row["name"] for row in members))
    group = next((row for row in queries.rows("skr_groups") if row["code"] == municipality["code"]), None)
    label = uncapitalised(t.field(group, "label")) if group else ""
    words: Mapping[str, tuple[str, str]] = {
        "similar": (t("Similar municipalities"), t("in similar municipalities")),
        "group": (t("The group {group}", group=label), t("in the group {group}", group=label)),
        "county": (municipality["county"], t("elsewhere in {county}", county=municipality["county"])),
        "neighbours": (t("Neighbouring municipalities"), t("in the neighbouring municipalities")),
        "all": (t("All municipalities together"), t("in all municipalities together")),
    }
    title, where = words[id_]
    return Yardstick(id=id_, title=title, where=where, members=names)


def in_order_of_population(municipality: Record) -> list[str]:
    """The similar municipalities, the nearest in population first."""
    return [row["name"] for row in queries.rows("similar_municipalities", municipality=municipality["code"])]


def explanation(t: Text, municipality: Record) -> str:
    """What similar municipalities are, in one sentence."""
    found = queries.rows("similar_municipalities", municipality=municipality["code"])
    if not found:
        return ""
    return t(
        "The ten municipalities nearest in population within SKR's group “{group}”, taken together by population.",
        group=uncapitalised(t.field(found[0], "label")),
    )
