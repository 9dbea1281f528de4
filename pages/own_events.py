"""Files with one row an event: counted by year or month, place and type, they become figures like those of any file."""

from __future__ import annotations

import calendar
import csv
import datetime
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from pages.own_session import OwnFile
from queries import exports
from queries.exports import Reading, events, names, observations
from queries.exports.layout import Column, Layout
from queries.exports.problems import Sentence, message, sentence
from queries.exports.table import Figure

Record = dict[str, Any]

WITHOUT_TYPE = "Händelser utan typ"
"""What events are called that have no type in a file where others have one; a label in the data, as the file's own are."""

NOT_WITHOUT_MONTHS = ("date_order_unclear", "date_without_month")
"""Why a file whose years can be counted cannot be counted by month."""


def count_events(file: OwnFile, progress: Callable[[float], None]) -> None:
    """Count the events of a file; the counts take the place of its reading.

    The file is written to a temporary file for as long as it is counted. ``progress`` is told the share done.
    Populations come from the reader's other files, as for every file without its own.
    """
    reading = file.reading
    if reading is None or reading.layout is None or not reading.events:
        return
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as folder:
        described = described_file(file, reading, reading.layout, Path(folder))
        counts = events.counted(described, "month" if file.by_month else "year", progress)
        by_month = file.by_month
        if by_month and counts.refused and any(one.check in NOT_WITHOUT_MONTHS for one in counts.problems):
            by_month = False
            counts = replace_problems(counts, events.counted(described, "year", progress))
    file.reading = counted(file, reading, reading.layout, counts, by_month)


def replace_problems(refused: events.Counts, counts: events.Counts) -> events.Counts:
    """The counts by year, with the reason why there are none by month."""
    why = [one for one in refused.problems if one not in counts.problems]
    return replace(counts, problems=(*why, *counts.problems))


def described_file(file: OwnFile, reading: Reading, layout: Layout, folder: Path) -> events.EventFile:
    """The file on disk, and which of its columns holds what."""
    path = folder / "events.csv"
    encoding, delimiter = reading.encoding, reading.delimiter
    if reading.sheet:
        encoding, delimiter = "utf-8", ";"
        _, cells = exports.opened(reading, file.content, file.corrections)
        with path.open("w", encoding=encoding, newline="") as made:
            csv.writer(made, delimiter=delimiter).writerows(cells.cells)
    else:
        path.write_bytes(file.content)
    titles = [column.name if layout.header_rows else column.letter for column in layout.columns]
    often = Counter(titles)
    titles = [
        title if often[title] == 1 else f"{title} ({column.letter})"
        for title, column in zip(titles, layout.columns, strict=True)
    ]

    def title(column: Column | None) -> str | None:
        return titles[column.index] if column else None

    place = layout.one("place") or layout.one("place_code")
    latitude, longitude = layout.one("latitude"), layout.one("longitude")
    if place or not latitude or not longitude:  # the file's own districts tell more than the municipality of a point
        latitude = longitude = None
    date = layout.one("date")
    assert date is not None  # that is what makes it a file of events
    return events.EventFile(
        path=path,
        name=file.name,
        encoding=encoding,
        delimiter=delimiter,
        header_row=layout.header_rows[-1] if layout.header_rows else None,
        columns=tuple(titles),
        date=titles[date.index],
        place=title(place),
        latitude=title(latitude),
        longitude=title(longitude),
        type=title(layout.one("indicator")),
        priority=title(layout.one("priority")),
    )


def counted(file: OwnFile, reading: Reading, layout: Layout, counts: events.Counts, by_month: bool) -> Reading:
    """What was read of the file, with the counts as its figures."""
    if counts.refused:
        return replace(reading, refused=tuple(counts.problems))
    if counts.place_from is None and layout.place:  # all events are of the place that the title or the name says
        counts = replace(counts, rows=tuple(row._replace(place=layout.place) for row in counts.rows))
    texts = texts_of(file, layout, counts)
    found = observations.indicators_of(texts.values(), file.corrections.indicators)
    rows = events.as_observations(counts, {type_: found[text].id for type_, text in texts.items()}, reading.source)
    all_ = sum(counts.totals.values())
    return replace(
        reading,
        problems=tuple(counts.problems),
        further=max(all_ - len(counts.problems), 0),
        remarks=tuple(remarks(counts, bool(rows))),
        indicators=tuple(found.values()),
        observations=tuple(in_contract(row) for row in rows),
        by_part=tuple(months(counts, texts)) if by_month else (),
    )


def texts_of(file: OwnFile, layout: Layout, counts: events.Counts) -> dict[str | None, str]:
    """What the file calls each type of event; a file without types says it by its title or name."""
    types = {row.type for row in counts.rows}
    texts: dict[str | None, str] = {type_: type_ for type_ in types if type_}
    if None in types or "" in types:
        whole = layout.indicator or file.corrections.indicator or PurePath(file.name).stem
        texts |= {type_: whole if not texts else WITHOUT_TYPE for type_ in (None, "") if type_ in types}
    return texts


def in_contract(row: Record) -> Record:
    """An observation with the official name of its place, and ``None`` where the contract leaves a cell empty."""
    place = names.place(row["area"] or row["area_category"])
    is_category = place.kind in ("sweden", "category")
    return row | {
        "area_category": place.name if is_category else None,
        "area": None if is_category else observations.cleaned(place.name),
    }


def months(counts: events.Counts, texts: dict[str | None, str]) -> Iterator[Figure]:
    """Figures by month, for months that the file covers; a place without an event of a type that month has 0 of them,
    as in :func:`queries.exports.events.as_observations`."""
    found: Counter[tuple[str, str, int, int]] = Counter()
    for row in counts.rows:
        if row.month and row.place:
            found[row.place, texts[row.type], row.year, row.month] += row.count
    places = sorted({place for place, *_ in found})
    there = sorted({text for _, text, *_ in found})
    for place in places:
        for text in there:
            for year, month in covered(counts):
                yield Figure(place, text, year, month, 12, count=found[place, text, year, month])


def covered(counts: events.Counts) -> list[tuple[int, int]]:
    """The months that the events cover from beginning to end."""
    if not counts.first or not counts.last:
        return []
    whole = set(counts.whole_years)
    found = []
    for year in sorted({row.year for row in counts.rows}):
        for month in range(1, 13):
            begin = datetime.date(year, month, 1)
            end = datetime.date(year, month, calendar.monthrange(year, month)[1])
            if year in whole or (counts.first <= begin and end <= counts.last):
                found.append((year, month))
    return found


def remarks(counts: events.Counts, has_rows: bool) -> list[Sentence]:
    """What was noticed while counting."""
    all_ = sum(row.count for row in counts.rows)
    said = [sentence(message("Rows read: {rows}; events counted: {count}."), rows=counts.rows_read, count=all_)]
    if counts.first and counts.last:
        span = message("The events are from {begin} to {end}.")
        said.append(sentence(span, begin=counts.first.isoformat(), end=counts.last.isoformat()))
    if counts.place_from == "coordinates":
        said.append(sentence(message("The municipality of each event was found from its coordinates.")))
    left_out = sum(counts.left_out.values())
    if left_out:
        said.append(sentence(message("Rows that were not counted: {count}. Why stands below."), count=left_out))
    for year in counts.partial:
        text = message("The file covers only a part of {year}; it is not shown as a year.")
        said.append(sentence(text, year=year))
    for year in counts.empty_years:
        text = message("There is no event at all in {year}; it is more likely missing than zero.")
        said.append(sentence(text, year=year))
    if counts.rows and not has_rows and counts.partial:
        text = message("No year is covered from beginning to end. Count by month to see figures.")
        said.append(sentence(text))
    return said
