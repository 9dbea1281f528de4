"""From a file with one row per event to a :class:`Reading` like that of a table: what is counted, by year, place and type.

The counting itself is DuckDB's (:mod:`queries.exports.events`); here its counts get their places and indicators.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from queries.exports import Corrections, Reading, events, first_rows, observations, read, understood
from queries.exports.cells import years
from queries.exports.cells.kept import Figure
from queries.exports.columns import recognition, titles
from queries.exports.columns.column import Role
from queries.exports.columns.layout import Layout
from queries.exports.events.event_counts import Count, Counts
from queries.exports.file import grid, opening, text
from queries.exports.observations import Found
from queries.exports.problems import Refused
from queries.exports.questions import with_question
from queries.exports.sentences import Sentence, message, sentence, translated
from queries.exports.values import memory, names
from queries.store.checks import Problem

HEAD = 1_000_000
"""Bytes at the beginning of a file from which it is told whether each row is an event."""

URGENT = frozenset({"1", "2", "prio 1", "prio 2", "prioritet 1", "prioritet 2"})
"""Priorities of the indicator ``incident_reports``: police at once, or speedily."""


def events_at_once(name: str, content: bytes, corrections: Corrections) -> Reading | None:
    """The reading of a large file of events, told from its beginning; ``None`` where it is something else.

    A table is read to its end before anything is said of it; a file of millions of events need not be.
    """
    if not HEAD < len(content) <= text.largest() or text.is_workbook(content):
        return None
    try:
        text.check_kind(name, content)
        encoding = corrections.encoding or text.encoding_of(name, content)
        head = content[: content.rfind(b"\n", 0, HEAD) + (2 if encoding == "utf-16-le" else 1)]
        decoded = head.decode(encoding).removeprefix("\ufeff")
        if not opening.is_delimited(decoded):
            return None
        cells = grid.from_text(name, decoded, corrections.delimiter)
        found = recognition.understood(cells, corrections)
    except (Refused, UnicodeDecodeError, LookupError):
        return None  # the whole file says why
    if not found.is_events:
        return None
    reading = Reading(file=name, encoding=encoding, delimiter=cells.delimiter, layout=found, events=True)
    reading = replace(
        reading, understood=tuple(understood(reading, found)), preview=first_rows(cells, found.header_rows)
    )
    return with_question(reading, cells, found, corrections)


def read_or_counted(
    name: str,
    content: bytes,
    corrections: Corrections = Corrections(),  # noqa: B008 - it is frozen
    progress: Callable[[float], None] | None = None,
    by: events.By = "month",
) -> Reading:
    """Read any file: a table, or events, which are counted. Never raises for what stands in it."""
    try:
        reading = events_at_once(name, content, corrections) or read(name, content, corrections)
        return (
            counted(reading, content, corrections, progress, by)
            if reading.events and not reading.refused and not reading.questions
            else reading
        )
    finally:
        memory.forget()


def counted(
    reading: Reading,
    content: bytes | Path,
    corrections: Corrections = Corrections(),  # noqa: B008 - it is frozen
    progress: Callable[[float], None] | None = None,
    by: events.By = "month",
) -> Reading:
    """The reading of a file of events with its observations; ``content`` is the file, in memory or on disk.

    Never raises for what stands in the file. ``progress`` is told the share done, from 0 to 1. Where the dates do not
    tell the month, years are counted and the reason stands among the problems.
    """
    assert reading.layout is not None
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
        file = described(reading, on_disk(reading, content, Path(scratch)), corrections)
        counts = events.counted(file, by, progress)
        if counts.refused and any(one.check in NOT_WITHOUT_MONTHS for one in counts.problems):
            by_year = events.counted(file, "year", progress)
            why = [one for one in counts.problems if one not in by_year.problems]
            counts = replace(by_year, problems=(*why, *by_year.problems))
    if counts.refused:
        return replace(reading, refused=counts.problems)
    return with_counts(reading, reading.layout, counts, corrections)


NOT_WITHOUT_MONTHS = ("date_order_unclear", "date_without_month")
"""Why a file whose years can be counted cannot be counted by month."""


def on_disk(reading: Reading, content: bytes | Path, scratch: Path) -> Path:
    """Where DuckDB finds the file; a workbook's sheet, or JSON, as CSV."""
    if isinstance(content, Path) and not reading.kind:
        return content
    path = scratch / "events.csv"
    held = content.read_bytes() if isinstance(content, Path) else content
    path.write_bytes(opening.opened(reading.file, held, sheet=reading.sheet).as_csv() if reading.kind else held)
    return path


def described(reading: Reading, path: Path, corrections: Corrections) -> events.EventFile:
    """The file's shape, as the counting wants it."""
    found = reading.layout
    assert found is not None

    def named(*roles: Role) -> str | None:
        """The letter of the column, which no other has, whatever the header says."""
        return next((column.letter for role in roles for column in found.having(role)), None)

    columns = tuple(column.letter for column in found.columns)
    place, latitude, longitude = named("place", "place_code"), named("latitude"), named("longitude")
    spots = (latitude, longitude) if latitude and longitude else None
    if place or not latitude or not longitude:  # the file's own districts tell more than the municipality of a point
        latitude = longitude = None
    date = named("date", "year")
    assert date is not None
    return events.EventFile(
        path,
        reading.file,
        "utf-8" if reading.kind else reading.encoding,
        "," if reading.kind else reading.delimiter,
        found.header_rows[-1] if found.header_rows else None,
        columns,
        date,
        place,
        latitude,
        longitude,
        named("indicator"),
        named("priority"),
        corrections.date_form or None,
        spots,
    )


def with_counts(reading: Reading, found: Layout, counts: Counts, corrections: Corrections) -> Reading:
    """The reading with what was counted as observations, and what is to be said of it."""
    rows = tuple(with_place(counts.rows, found))
    nowhere = Counter[str]()
    for row in counts.rows:
        if row.place and names.is_unknown(row.place):
            nowhere[row.place] += row.count
    counts = replace(counts, rows=rows)
    if counts.first and counts.last:
        stated = years.spanned(found, counts.first, counts.last)
        counts = replace(counts, first=stated[0], last=min(stated[1], max(counts.last, datetime.date.today())))
    indicator_of = texts_of(reading, found, counts)
    indicators = observations.indicators_of(indicator_of.values(), corrections.indicators)
    figures = list(figures_of(counts, indicator_of))
    urgent = replace(counts, rows=tuple(row for row in rows if is_urgent(row)))
    if urgent.rows and "incident_reports" not in {one.id for one in indicators.values()}:
        indicators[INCIDENTS] = Found(INCIDENTS, INCIDENTS, INCIDENTS, True)
        figures += figures_of(urgent, {row.type: INCIDENTS for row in rows}, counts.whole_years)
    kept = observations.observations(figures, indicators, reading.source)
    by_part = tuple(parts_of(counts, indicator_of))
    return replace(
        reading,
        observations=tuple(kept),
        indicators=tuple(indicators.values()),
        by_part=by_part,
        problems=tuple(with_name(problem, found) for problem in counts.problems),
        further=sum(counts.totals.values()) - len(counts.problems),
        remarks=(*said_of(counts, bool(urgent.rows)), *said_of_nowhere(nowhere)),
        spots=counts.spots and replace(counts.spots, whole_years=counts.whole_years),
    )


def with_name(problem: Problem, found: Layout) -> Problem:
    """The problem with its column's name, where the counting knows its letter only."""
    name = next((column.name for column in found.columns if column.letter == problem.letter), problem.column)
    return replace(problem, column=name)


INCIDENTS = "incident_reports"
WITHOUT_TYPE = message("Events without a type")
"""What events are called that have no type in a file where others have one; a label in the data, as the file's own are."""


def texts_of(reading: Reading, found: Layout, counts: Counts) -> dict[str | None, str]:
    """What the file calls each type of event; a file without types says it by its title or name."""
    stem = titles.stem_of(reading.file)
    whole = found.indicator or titles.indicator_in(stem) or stem
    types = {row.type for row in counts.rows}
    return {type_: type_ or (translated(WITHOUT_TYPE, "sv") if any(types) else whole) for type_ in types}


def is_urgent(row: Count) -> bool:
    return row.priority is not None and row.priority.strip().lower() in URGENT


def with_place(rows: Iterable[Count], found: Layout) -> Iterable[Count]:
    """The counts, those of a file without any place as those of the place that the whole file is about."""
    placeless = not found.having("place", "place_code", "latitude")
    for row in rows:
        unknown = row.place is not None and names.is_unknown(row.place)
        yield row._replace(place=found.place or "–") if placeless else row._replace(place=None) if unknown else row


def figures_of(
    counts: Counts, indicator_of: dict[str | None, str], whole_years: Iterable[int] | None = None
) -> Iterable[Figure]:
    years = tuple(whole_years) if whole_years is not None else None
    for row in events.as_observations(counts, indicator_of, whole_years=years):
        place = "Sverige" if row["area_category"] == "sweden" else row["area"]
        yield Figure(place=place, indicator=row["indicator"], year=row["year"], count=row["count"])


def parts_of(counts: Counts, indicator_of: dict[str | None, str]) -> Iterable[Figure]:
    """Figures by month, for months that the file covers; a place without an event of a type that month has 0 of them,
    as in :func:`queries.exports.events.as_observations`."""
    found: Counter[tuple[str, str, int, int]] = Counter()
    for row in counts.rows:
        if row.month and row.place:
            found[row.place, indicator_of[row.type], row.year, row.month] += row.count
    places = sorted({place for place, *_ in found})
    there = sorted({indicator for _, indicator, *_ in found})
    for place, indicator in itertools.product(places, there):
        for year, month in covered(counts):
            count = found[place, indicator, year, month]
            yield Figure(place=place, indicator=indicator, year=year, part=month, parts=12, count=count)


def covered(counts: Counts) -> list[tuple[int, int]]:
    """The months that the events cover from beginning to end."""
    if not counts.first or not counts.last:
        return []
    whole = set(counts.whole_years)
    found = []
    for year, month in itertools.product(sorted({row.year for row in counts.rows}), range(1, 13)):
        begin = datetime.date(year, month, 1)
        end = datetime.date(year, month, calendar.monthrange(year, month)[1])
        if year in whole or (counts.first <= begin and end <= counts.last):
            found.append((year, month))
    return found


def said_of_nowhere(nowhere: Counter[str]) -> Iterable[Sentence]:
    """How many events have a word for an unknown place in place of one."""
    for text_, count in sorted(nowhere.items()):
        words = message("“{place}” is no place: its events, {count} in all, belong to no district.")
        yield sentence(words, place=names.cleaned(text_), count=count)


def said_of(counts: Counts, urgent: bool) -> Iterable[Sentence]:
    """What was noticed while counting."""
    count = sum(row.count for row in counts.rows)
    text_ = message("Rows read: {rows}; events counted: {count}.")
    yield Sentence(text_, {"rows": counts.rows_read, "count": count}, "rows")
    if counts.first and counts.last:
        span = message("The events are from {begin} to {end}.")
        yield sentence(span, begin=counts.first.isoformat(), end=counts.last.isoformat())
    if counts.place_from == "coordinates":
        yield sentence(message("The municipality of each event was found from its coordinates."))
    left_out = sum(counts.left_out.values())
    if left_out:
        yield sentence(message("Rows that were not counted: {count}. Why stands below."), count=left_out)
    for year in counts.partial:
        yield sentence(message("The file covers only a part of {year}; it is not shown as a year."), year=year)
    for year in counts.empty_years:
        text_ = message("There is no event at all in {year}; it is more likely missing than zero.")
        yield sentence(text_, year=year)
    if urgent:
        yield sentence(
            message("Events of priority 1 and 2 are also counted together, as the indicator incident reports.")
        )
    if counts.rows and not counts.whole_years:
        yield sentence(message("No year is covered from beginning to end. Count by month to see figures."))
