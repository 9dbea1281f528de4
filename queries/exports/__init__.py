"""Reading exports of others: any Swedish table becomes observations in our contract, or is refused with reasons.

Four stages, each sparing the reader the consequences of the one before: the file (``text``, ``workbook``, ``grid``), its
columns (``layout``, ``meanings``), its values (``table``, ``cells``), and checks of the values against each other.
Everything that is guessed can be corrected (:class:`Corrections`). Nothing is written to disk.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from queries.checks import Problem
from queries.exports import figures, grid, layout, memory, names, observations, table, text, workbook, years
from queries.exports.cells import Numbers
from queries.exports.figures import Figure
from queries.exports.layout import Corrections, Layout
from queries.exports.observations import Found
from queries.exports.problems import Refused, Sentence, about, message, sentence

__all__ = ["Corrections", "Reading", "addition", "read", "together"]

LEFT_OUT = ("part_of_year", "year_not_whole", "year_not_over", "total_of_parts")
"""Why figures of years are left out, which says enough where nothing else remains."""

PREVIEW = 8
"""Rows that are shown of a file beside what was understood of it."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """What became of a file.

    ``refused`` are the reasons why nothing could be read; then there are no observations. ``problems`` are figures that
    were left out or look wrong; ``further`` counts those beyond the ones kept. ``understood`` and ``remarks`` are
    sentences to be translated. ``preliminary`` are the years whose figures may change. ``observations`` have the columns of the contract; ``by_part`` are the figures of months
    or quarters where the file has such. ``events`` is whether each row is one event, which :mod:`queries.exports.events`
    counts.
    """

    file: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    layout: Layout | None = None
    preview: tuple[tuple[int, tuple[str, ...]], ...] = ()
    refused: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    further: int = 0
    understood: tuple[Sentence, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    indicators: tuple[Found, ...] = ()
    observations: tuple[Record, ...] = ()
    by_part: tuple[Figure, ...] = ()
    likely_places: dict[str, str] = field(default_factory=dict)
    events: bool = False
    preliminary: tuple[int, ...] = ()
    partial: bool = False  # whether the populations are those of some ages or of one sex

    @property
    def source(self) -> str:
        return observations.source_id(self.file)

    @property
    def is_population(self) -> bool:
        """Whether the file holds whole populations and nothing else."""
        return (
            not self.partial
            and bool(self.observations)
            and all(row["indicator"] == "population" for row in self.observations)
        )


def read(name: str, content: bytes, corrections: Corrections = Corrections()) -> Reading:  # noqa: B008 - it is frozen
    """Read one file. Never raises for what stands in a file: what is wrong is in the answer."""
    reading = Reading(name)
    try:
        text.check_size(name, len(content))
        reading, cells = opened(reading, content, corrections)
        reading = replace(reading, preview=first_rows(cells))
        found = layout.understood(cells, corrections, reading.sheet)
        reading = replace(reading, layout=found, preview=first_rows(cells, found.header_rows))
        if found.is_events:
            return replace(reading, events=True, understood=tuple(understood(reading, found)))
        return values_of(reading, cells, found, corrections)
    except Refused as refusal:
        if any(problem.check == "personal_numbers" for problem in refusal.problems):
            reading = replace(reading, preview=())  # nor are they shown
        return replace(reading, refused=tuple(refusal.problems))
    finally:
        memory.forget()


def opened(reading: Reading, content: bytes, corrections: Corrections) -> tuple[Reading, grid.Grid]:
    """The file as a grid of cells, with what was found on the way."""
    name = reading.file
    if not text.is_workbook(content):
        decoded, encoding = text.decoded(name, content, corrections.encoding)
        cells = grid.from_text(name, decoded, corrections.delimiter)
        return replace(reading, encoding=encoding, delimiter=cells.delimiter), cells
    sheets = workbook.sheets(name, content)
    tables = {}
    for title, rows in sheets.items():
        try:
            tables[title] = grid.from_cells(name, rows)
        except Refused:
            continue
    if not tables:
        raise Refused(about(name, "not_a_table"))
    sheet = corrections.sheet if corrections.sheet in tables else max(tables, key=lambda title: weight(tables[title]))
    return replace(reading, sheet=str(sheet), sheets=tuple(tables)), tables[str(sheet)]


def weight(cells: grid.Grid) -> int:
    """How many figures a sheet holds, of its first rows."""
    return sum(layout.is_amount(cell) for _, row in cells.head for cell in row)


def first_rows(cells: grid.Grid, header_rows: Sequence[int] = ()) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows that are not blank, with their numbers; from the header on where it is known."""
    first = min(header_rows, default=0)
    rows = [
        (number, tuple(cell[:80] for cell in row[:40])) for number, row in cells.head if any(row) and number >= first
    ]
    return tuple(rows[:PREVIEW])


def values_of(reading: Reading, cells: grid.Grid, found: Layout, corrections: Corrections) -> Reading:
    """The observations of a table that was understood."""
    values = table.values(cells, found)
    parts = figures.figures(values, found, dict(corrections.totals), reading.file)
    figures.cross_checked(parts, found, reading.file, values)
    whole = years.whole_years(parts, reading.file, values)
    if not corrections.whole_years:
        whole = years.without_parts_of_years(whole, found, reading.file, values, datetime.date.today())
    years.mark_preliminary(found, {figure.year for figure in parts}, values)
    texts = {figure.indicator for figure in whole}
    indicators = observations.indicators_of(texts - {"population"}, corrections.indicators)
    if "population" in texts:
        indicators["population"] = Found("Folkmängd", "population", "Folkmängd", True)
    rows = observations.observations(whole, indicators, reading.source)
    places = figures.places_of(parts)
    by_part = tuple(figure for figure in parts if figure.part is not None and figure.parts)
    problems = [*found.problems, *values.problems]
    if not rows and not any(problem.check in LEFT_OUT for problem in problems):
        kind = "all_missing" if values.missing and not by_part else "no_data_rows"
        if not by_part:
            problems = [*problems, about(reading.file, kind)]
    reading = replace(
        reading,
        problems=tuple(problems),
        further=values.further_problems,
        indicators=tuple(indicators.values()),
        observations=tuple(rows),
        by_part=by_part,
        partial=values.partial,
        preliminary=tuple(sorted(values.preliminary)),
        likely_places={text: place.likely for text, place in places.items() if place.likely},
    )
    if not rows and not by_part:
        return replace(reading, refused=tuple(problems[-20:]), problems=())
    said = [*understood(reading, found), *about_places(places), *about_indicators(reading)]
    remarks = [*figures.counted(values), *values.remarks]
    others = [title for title in reading.sheets if title != reading.sheet]
    if others:
        text_ = message("Other sheets of the workbook were not read: {sheets}. Choose one below, or save it as a file.")
        remarks.append(sentence(text_, sheets=", ".join(others[:10]) + (" …" if len(others) > 10 else "")))
    return replace(reading, understood=tuple(said), remarks=tuple(remarks))


# ---- sentences ------------------------------------------------------------------------------------------------------

PRODUCERS = {
    "bra_year": message("This is a yearly table from the database of Brå, the crime prevention council (Databasfil)."),
    "bra_month": message(
        "This is a monthly table from the database of Brå, the crime prevention council (Databasfil)."
    ),
    "bra_municipalities": message("This is Brå's yearly table of reported offences by municipality."),
    "scb": message("This is a table from the statistical database of Statistics Sweden (PxWeb)."),
    "r": message("This was written by R, whose column of row numbers was left out."),
    "contract": message("This is an export in the dashboard's own form."),
}

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows-1252",
    "latin_1": "Latin-1",
    "utf-16": "UTF-16",
    "utf-8-twice": "UTF-8 (encoded twice)",
}
DELIMITERS = {";": message("semicolon"), ",": message("comma"), "\t": message("tab"), "|": message("vertical bar")}

ROLES = {
    "place": message("the place"),
    "place_code": message("the place's code"),
    "category": message("the area category"),
    "indicator": message("what is counted"),
    "measure": message("the measure of the row"),
    "year": message("the year"),
    "period": message("the month or quarter"),
    "date": message("the date"),
    "count": message("counts"),
    "population": message("populations"),
    "rate": message("rates per number of inhabitants"),
    "share": message("shares in per cent"),
    "breakdown": message("groups the figures are parted into"),
    "latitude": message("latitude or northing"),
    "longitude": message("longitude or easting"),
    "priority": message("the priority"),
    "ignored": message("left out"),
}
"""What a column holds, in words."""


def understood(reading: Reading, found: Layout) -> list[Sentence]:
    """What is believed of the file, as sentences the reader can check."""
    said = [Sentence(PRODUCERS[found.producer])] if found.producer else []
    if reading.sheet:
        text_ = message("The sheet “{sheet}” was read.")
        said.append(sentence(text_, sheet=reading.sheet))
    else:
        text_ = message("The text is in {encoding}, the columns are separated by {delimiter}.")
        delimiter = Sentence(DELIMITERS.get(reading.delimiter, reading.delimiter))
        said.append(sentence(text_, encoding=ENCODINGS.get(reading.encoding, reading.encoding), delimiter=delimiter))
    if found.header_rows:
        rows = ", ".join(str(row) for row in found.header_rows)
        said.append(sentence(message("The header is row {row}."), row=rows))
    else:
        said.append(sentence(message("There is no header; the columns are named by their letters.")))
    if found.last_row is not None:
        said.append(sentence(message("What stands below row {row} are notes and was left out."), row=found.last_row))
    if found.title:
        said.append(sentence(message("Above the table stands: “{words}”."), words=names.cleaned(found.title, 200)))
    if found.notes:
        said.append(sentence(message("The notes say: “{words}”."), words=found.notes))
    said += about_columns(found)
    if not found.is_events:
        said += about_numbers(found)
    if found.year:
        where = Sentence(
            message("taken from the title or the file's name") if "year" in found.from_name else message("as you said")
        )
        said.append(sentence(message("All figures are of {year} ({where})."), year=found.year.year, where=where))
    if found.indicator and found.from_name and "indicator" in found.from_name:
        text_ = message("What is counted was taken from the header, the title or the file's name: {indicator}.")
        said.append(sentence(text_, indicator=found.indicator))
    if found.place:
        said.append(sentence(message("All figures are of {place}."), place=found.place))
    if found.is_events:
        said.append(sentence(message("Each row is one event: they are counted by year, place and type.")))
    return said


def about_columns(found: Layout) -> list[Sentence]:
    said = []
    wide = [column for column in found.columns if column.is_figure and column.period]
    for column in found.columns:
        if column in wide or (found.is_events and column.is_figure):
            continue
        name = f"{column.letter} ({column.name})" if found.header_rows else column.letter
        if column.role == "rate" and column.per != 1000:
            text_ = message("Column {column} holds rates per {per} inhabitants; they become rates per 1 000.")
            said.append(sentence(text_, column=name, per=f"{column.per or 0:,}".replace(",", " ")))
        else:
            text_ = message("Column {column}: {role}.")
            said.append(sentence(text_, column=name, role=Sentence(ROLES[column.role])))
    if wide:
        years = sorted({column.period.year for column in wide if column.period})
        text_ = message("The years {first}–{last} stand as columns ({count} columns of figures).")
        said.append(sentence(text_, first=years[0], last=years[-1], count=len(wide)))
    return said


def about_numbers(found: Layout) -> list[Sentence]:
    columns = [column for column in found.columns if column.is_figure]
    marked = [column.numbers for column in columns if column.numbers != Numbers()]
    used = marked[0] if marked else Numbers()
    marks = {",": message("comma"), ".": message("point")}
    thousands = {
        "": message("nothing"),
        " ": message("space"),
        ",": message("comma"),
        ".": message("point"),
        "'": message("apostrophe"),
    }
    text_ = message("Decimals are marked by {decimal}, thousands by {thousands}.")
    said = [
        sentence(
            text_,
            decimal=Sentence(marks[used.decimal]),
            thousands=Sentence(thousands.get(used.thousands, used.thousands)),
        )
    ]
    unsure = [column.letter for column in columns if not column.numbers.sure]
    if unsure:
        text_ = message(
            "The figures of column {columns} do not tell whether their mark is one of decimals or thousands: check it."
        )
        said.append(sentence(text_, columns=", ".join(unsure)))
    if found.guessed:
        text_ = message("What the columns {columns} hold was guessed from their place: check it.")
        said.append(sentence(text_, columns=", ".join(found.guessed)))
    return said


def about_places(places: dict[str, names.Place]) -> list[Sentence]:
    kinds = figures.kinds(places)
    said = []
    texts = {
        "municipality": message("Municipalities recognised: {count}."),
        "county": message("Counties recognised: {count}."),
        "region": message("Police regions recognised: {count}."),
        "sweden": message("The whole country is among the places."),
        "category": message("Area categories recognised: {count}."),
        "own": message("Places of the file's own: {count}, such as {examples}."),
    }
    for kind, text_ in texts.items():
        if kinds[kind]:
            examples = sorted(text for text, place in places.items() if place.kind == kind)[:3]
            said.append(sentence(text_, count=kinds[kind], examples=", ".join(examples)))
    likely = {text: place.likely for text, place in places.items() if place.likely}
    if likely:
        shown = ", ".join(f"{text} ({name}?)" for text, name in sorted(likely.items())[:5])
        said.append(sentence(message("Some places resemble a municipality without being one: {places}."), places=shown))
    return said


def about_indicators(reading: Reading) -> list[Sentence]:
    known = [found for found in reading.indicators if found.known]
    own = [found for found in reading.indicators if not found.known]
    said = []
    if known:
        shown = ", ".join(f"{found.text} = {found.id}" for found in known[:10])
        said.append(sentence(message("Recognised indicators: {indicators}."), indicators=shown))
    if own:
        shown = ", ".join(found.label for found in own[:5]) + (" …" if len(own) > 5 else "")
        text_ = message("Indicators of the file's own: {count} ({indicators}).")
        said.append(sentence(text_, count=len(own), indicators=shown))
    likely = [found for found in own if found.likely]
    if likely:
        shown = ", ".join(f"{found.label} ({found.likely}?)" for found in likely[:5])
        said.append(
            sentence(
                message("Some resemble an indicator of the dashboard: {indicators}. Confirm it below."),
                indicators=shown,
            )
        )
    return said


# ---- files together ---------------------------------------------------------------------------------------------------


def together(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with populations of one file beside the counts of the others, where those have none of their own.

    Where files differ about a population, none is used, and the files with counts say so.
    """
    populations: dict[tuple[Any, ...], set[int]] = {}
    for reading in readings:
        if reading.is_population:
            for row in reading.observations:
                populations.setdefault((row["area_category"], row["area"], row["year"]), set()).add(row["population"])
    if not populations:
        return list(readings)
    differing: set[str] = set()

    def filled(row: Record) -> Record:
        if row["population"] is not None or row["count"] is None or row["indicator"] == "population":
            return row
        found = populations.get((row["area_category"], row["area"], row["year"]), set())
        if len(found) > 1:
            differing.add(f"{row['area'] or row['area_category']} {row['year']}")
        return row | {"population": next(iter(found)) if len(found) == 1 else None}

    def with_populations(reading: Reading) -> Reading:
        differing.clear()
        made = replace(reading, observations=tuple(filled(row) for row in reading.observations))
        if not differing:
            return made
        text_ = message("Your files have different populations of {places}; none of them is used there.")
        shown = ", ".join(sorted(differing)[:5]) + (" …" if len(differing) > 5 else "")
        return replace(made, remarks=(*made.remarks, sentence(text_, places=shown)))

    return [with_populations(reading) for reading in readings]


def addition(readings: Sequence[Reading], read_on: datetime.date) -> dict[str, bytes]:
    """The readings as files of the data folder: an export for each, and the rows the dictionary needs for them."""
    readings = [reading for reading in together(readings) if reading.observations]
    files: dict[str, bytes] = {}
    sources: list[Record] = []
    indicators: dict[str, Record] = {}
    notes: list[Record] = []
    taken: set[str] = set()
    for reading in readings:
        source = reading.source
        while source in taken:
            source += "-2"
        taken.add(source)
        rows = [row | {"source": source} for row in reading.observations]
        files[f"exports/{source}.csv"] = observations.as_csv(observations.COLUMNS, rows)
        part = reading.sheet and f"Blad {reading.sheet}"
        there = sorted({row["year"] for row in rows} & set(reading.preliminary))
        sources.append(observations.source_row(source, reading.file, part, read_on.isoformat(), there))
        notes += observations.preliminary_notes(rows, there)
        for found in reading.indicators:
            if not found.known and found.id not in indicators:
                own = [row for row in rows if row["indicator"] == found.id]
                position = observations.FIRST_POSITION + len(indicators)
                indicators[found.id] = observations.indicator_row(found, own, position, reading.file, there)
    if sources:
        files["sources.csv"] = observations.as_csv(list(sources[0]), sources)
    if notes:
        files["notes.csv"] = observations.as_csv(list(notes[0]), notes)
    if indicators:
        files["indicators.csv"] = observations.as_csv(list(next(iter(indicators.values()))), indicators.values())
    return files
