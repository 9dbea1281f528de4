"""What is offered of each statistic: everything is fetched and compared before anything is said or written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from queries.store.database import Loaded
from queries.store.dictionary import Files
from queries.update import bra, kolada, publication, statistics_sweden
from queries.update.answers import Asker, Telling, Unanswered
from queries.update.figures import (
    OFFENCES,
    POPULATION,
    Change,
    Comparison,
    Fetched,
    Key,
    compare,
    disagreeing,
    lost,
    together,
    whole,
)
from queries.update.words import say

FIRST_YEAR = 2015
"""From which year on figures are fetched where there are none yet: coverage by municipality is better from then on."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A statistic with what was fetched of it, how that compares, and the rows that it brings to each file."""

    statistic: publication.Statistic
    comparison: Comparison
    disagreeing: tuple[Change, ...]
    lost: tuple[Key, ...]
    files: Files


def offers_of(asked: argparse.Namespace, loaded: Loaded, today: str, tell: Telling) -> Iterator[Offer]:
    rows = loaded.ask_rows("SELECT code, name FROM municipalities ORDER BY code", ())
    names = {row["code"]: row["name"] for row in rows}
    codes = {name: code for code, name in names.items()}
    notes = loaded.ask_rows("SELECT * FROM notes", ())
    with Asker(tell) as asker:
        fetched: dict[str, list[Fetched]] = {}
        if "scb" in asked.only:
            since = first_year(loaded, POPULATION)
            fetched[POPULATION] = [statistics_sweden.fetch(asker, names, since, today)]
        offences = list[Fetched]()
        if "kolada" in asked.only:
            offences += kolada.fetch(asker, names, first_year(loaded, OFFENCES), today)
        if "bra" in asked.only:
            offences += [bra.fetch(asker, table, codes, today) for table in asked.bra]
        if offences:
            fetched[OFFENCES] = offences
    for indicator, pieces in fetched.items():
        statistic = publication.STATISTICS[indicator]
        before = publication.earlier(loaded, sorted({key.indicator for one in pieces for key in one.figures}))
        newer = max(before.published.values(), default="")
        if newer[:10] > today:
            text = say(
                "The figures in use are dated {date}, after today ({today}). Set the clock right.",
                date=newer,
                today=today,
            )
            raise Unanswered(text)
        comparison = compare(before.figures, pieces)
        files = (
            publication.files_of(statistic, pieces, before, comparison, codes, notes, today)
            if comparison.is_news
            else {}
        )
        gone = lost(before.figures, whole(before.figures, together(pieces))[0])
        yield Offer(
            statistic=statistic,
            comparison=comparison,
            disagreeing=tuple(disagreeing(pieces)),
            lost=tuple(gone),
            files=files,
        )


def first_year(loaded: Loaded, indicator: str) -> int:
    """The first year that there are figures of; nothing earlier is fetched."""
    return min((key.year for key in publication.earlier(loaded, [indicator]).figures), default=FIRST_YEAR)
