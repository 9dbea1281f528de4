"""All agreements side by side, those of similar municipalities first: tables and their files, folded below the goals."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from statistics import fmean

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import periods, side_by_side
from pages.components.follow_up.periods import Part, Told
from pages.components.follow_up.side_by_side import OF_PLACE, OTHER, SIMILAR, Compared
from pages.components.text import Text
from pages.sections import goal_periods, goal_targets, municipality_chance, reference
from queries.row_types import Agreement, Indicator

ANCHOR = "jamfor-overenskommelser"


def show(t: Text, agreement: Agreement) -> None:
    """The part of the page; nothing where there is but one agreement."""
    found = every(agreement)
    if len(found) < 2:
        return
    st.subheader(t("Compare agreements"), anchor=ANCHOR)
    with st.expander(t("Goals of all agreements, and how it went"), key="side_by_side"):
        st.markdown(notes.plain(side_by_side.sentence(t, found, t.listed(agreement["municipalities"]))))
        used = list(dict.fromkeys(id_ for one in found for id_ in sources(one)))
        lines = notes.full_lines(t, reference.dictionary().sources, used)
        chosen = t("Agreement: {agreement}", agreement=agreement_parts.said(t, agreement, "title"))
        about = functools.partial(downloads.about, t, chosen, lines, [], address.link())
        for name, table in (
            ("agreements", side_by_side.agreements(t, found)),
            ("goals-side-by-side", side_by_side.goals(t, found)),
        ):
            page.show_table(t, table)
            downloads.offer(t, downloads.file_name(name), table, None, about, key=f"downloads_{name}")
        notes.sources(t, reference.dictionary().sources, used)


def sources(one: Compared) -> list[str]:
    """The ids of what is told of an agreement."""
    return [one.agreement["source"], *(id_ for told in one.told for id_ in told.sources)]


def every(agreement: Agreement) -> list[Compared]:
    """All agreements: this one first, then those of similar municipalities, then the others."""
    similar = set()
    for code in agreement["codes"]:
        similar |= {row["similar_code"] for row in queries.rows("similar_municipalities", municipality=code)}
    found = [compared(row, whose(row, agreement, similar)) for row in queries.rows("agreements", agreement=None)]
    return sorted(found, key=lambda one: [OF_PLACE, SIMILAR, OTHER].index(one.whose))


def whose(row: Agreement, agreement: Agreement, similar: set[str]) -> str:
    """Whose an agreement is beside the one that is compared."""
    if set(row["codes"]) & set(agreement["codes"]):
        return OF_PLACE
    return SIMILAR if set(row["codes"]) & similar else OTHER


def compared(agreement: Agreement, whose: str) -> Compared:
    """All that is told of one agreement."""
    id_ = agreement["id"]
    goals, tied = queries.rows("goals", agreement=id_), queries.rows("goal_indicators", agreement=id_)
    indicators = reference.dictionary().indicators
    groups = [indicators[name] for name in dict.fromkeys(row["indicator"] for row in tied)]
    return Compared(
        agreement=agreement,
        whose=whose,
        goals=goals,
        tied=tied,
        reach={row["goal"]: row["reach"] for row in queries.rows("goal_reach", agreement=id_)},
        told=[
            one
            for indicator in groups
            if goal_periods.is_by_municipality(indicator)
            for place in agreement["municipalities"]
            if (one := told(agreement, indicator, place))
        ],
        aims=goal_targets.aims(agreement, goals),
        actions=queries.rows("actions", agreement=id_),
    )


def told(agreement: Agreement, indicator: Indicator, place: str) -> Told | None:
    """The rates of one municipality before, during and after; ``None`` without any. Nothing beside them: each agreement has
    its own similar municipalities."""
    rows = municipality_chance.newest(municipality_chance.figures_of([place], indicator["id"]))
    parts = {}
    for part in periods.PARTS:
        rates = {
            row["year"]: row["value"]
            for row in rows
            if row["value"] is not None and agreement_parts.when(agreement, row["year"]) == part
        }
        if rates:
            parts[part] = Part(years=tuple(rates), rate=fmean(rates.values()), beside=None)
    if not parts:
        return None
    ends = goal_periods.ends_of(parts)
    used: Sequence[str] = sorted({row["source"] for row in rows})
    return Told(
        indicator=indicator,
        place=place,
        parts=parts,
        sources=tuple(used),
        is_own=bool(set(used) & set(queries.own_sources())),
        ends=ends,
        step=goal_periods.step(indicator["id"], place, ends) if ends else None,
    )
