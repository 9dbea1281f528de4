"""What is believed of a file, as sentences that the reader can check."""

from __future__ import annotations

from queries.exports.cells import figures
from queries.exports.cells.table import listed
from queries.exports.columns.column import Column, Role
from queries.exports.columns.layout import Layout
from queries.exports.reading import Reading
from queries.exports.sentences import Matched, Sentence, message, sentence
from queries.exports.values import names
from queries.exports.values.cells import Numbers

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

ROLES: dict[Role, str] = {
    "place": message("the place"),
    "place_code": message("the place's code"),
    "category": message("the area category"),
    "indicator": message("what is counted"),
    "measure": message("the measure of the row"),
    "year": message("the year"),
    "period": message("the month, quarter or week"),
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


LEFT_OUT = {
    "description": message("It describes the row, and no figure depends on it."),
    "identifier": message("It numbers or identifies rows."),
    "level": message("It is a level or an order."),
    "note": message("It holds what is said about the row."),
    "made": message("It says when the table was made or changed."),
    "change": message("It holds changes, not amounts."),
    "mean": message("It holds means, prices or times, which are neither numbers nor rates per inhabitant."),
    "other rate": message("It is a rate of what another column holds, which is no number of inhabitants."),
    "divisor": message(
        "Another column is a rate of what it holds, and its name does not say that these are inhabitants. Say below if they are."
    ),
    "limit": message("It holds limits of intervals."),
    "goal": message("It holds goals or forecasts, not what happened."),
    "yardstick": message("It holds figures of another year or of other places, to compare with."),
    "cumulative": message("It grows over the year."),
    "part of year": message("It is of some months of a year."),
    "several years": message("It is of several years together."),
    "split year": message("Its years begin within a calendar year."),
    "wider place": message("It tells apart places of one name, behind which it stands in brackets."),
    "coarser place": message("Another column says the place more closely."),
    "wider offence": message("Another column says more closely what is counted."),
    "other time": message("Another column says the year."),
    "total": message("It adds up other columns."),
    "empty": message("It is empty."),
}
"""Why a column is left out."""


def understood(reading: Reading, found: Layout) -> list[Sentence]:
    """What is believed of the file, as sentences the reader can check."""
    said = [Sentence(PRODUCERS[found.producer])] if found.producer else []
    if reading.sheet:
        text_ = message("The sheet “{sheet}” was read.")
        said.append(sentence(text_, sheet=reading.sheet))
    elif reading.delimiter:
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
    if found.place and "file" in found.from_name:
        text_ = message("No place is named. The figures stand under the file's name, “{place}”: name the place below.")
        said.append(sentence(text_, place=found.place))
    elif found.place and "place" in found.from_name:
        text_ = message(
            "All figures are of {place}, as the title or the file's name says. If not, name the place below."
        )
        said.append(sentence(text_, place=found.place))
    elif found.place:
        said.append(sentence(message("All figures are of {place}."), place=found.place))
    if found.is_events:
        said.append(sentence(message("Each row is one event: they are counted by year, place and type.")))
    return said


def named(found: Layout, column: Column) -> str:
    """A column by its letter and name."""
    return f"{column.letter} ({column.name})" if found.header_rows else column.letter


def about_column(found: Layout, column: Column) -> Sentence:
    """What one column is believed to hold, or why it is left out."""
    name = named(found, column)
    if column.role == "rate" and column.per == 1000:
        return sentence(message("Column {column}: rates per 1 000 inhabitants."), column=name)
    if column.role == "rate":
        text_ = message("Column {column} holds rates per {per} inhabitants; they become rates per 1 000.")
        return sentence(text_, column=name, per=f"{column.per or 0:,}".replace(",", " "))
    if column.role == "ignored" and column.use == "undated":
        text_ = message("Column {column}: left out, since it names no year as the columns of years do.")
        return sentence(text_, column=name)
    if column.role == "ignored" and column.use in LEFT_OUT:
        return sentence(message("Column {column}: left out. {why}"), column=name, why=Sentence(LEFT_OUT[column.use]))
    return sentence(message("Column {column}: {role}."), column=name, role=Sentence(ROLES[column.role]))


def what_rows_are(found: Layout) -> Sentence:
    """Whether each row is an event or holds figures."""
    if found.is_events:
        return Sentence(message("Each row is one event."))
    return Sentence(message("Rows and columns together hold figures."))


def about_columns(found: Layout) -> list[Sentence]:
    wide = [column for column in found.columns if column.is_figure and column.period]
    said = [about_column(found, column) for column in found.columns if not (column.is_figure and column.period)]
    if wide:
        years = sorted({column.period.year for column in wide if column.period})
        shown = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        text_ = message("Years as columns: {years}. Columns of figures: {count}.")
        said.append(sentence(text_, years=shown, count=len(wide)))
    for per in sorted({column.per for column in wide if column.role == "rate" and column.per and column.per != 1000}):
        text_ = message("Column {column} holds rates per {per} inhabitants; they become rates per 1 000.")
        letters = listed([column.letter for column in wide if column.role == "rate" and column.per == per])
        said.append(sentence(text_, column=letters, per=f"{per:,}".replace(",", " ")))
    if placed := [column for column in found.columns if column.is_figure and column.place]:
        text_ = message("These columns are read as places: {columns}. Say below if they are what is counted.")
        said.append(sentence(text_, columns=listed([column.place for column in placed])))
    elif found.columns_unsure:
        text_ = message("These columns are read as what is counted: {columns}. Say below if they are places.")
        said.append(sentence(text_, columns=listed([one.indicator for one in found.columns if one.is_figure])))
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
    likely = [found for found in own if found.likely]
    said = []
    if known:
        shown = tuple(Matched(found.text, found.id) for found in known[:10])
        said.append(sentence(message("Recognised indicators: {indicators}."), indicators=shown))
    if own:
        names_ = ", ".join(found.label for found in own[:5]) + (" …" if len(own) > 5 else "")
        text_ = message("Indicators of the file's own: {count} ({names}).")
        said.append(sentence(text_, count=len(own), names=names_))
    if likely:
        shown = tuple(Matched(found.label, found.likely, is_sure=False) for found in likely[:5])
        text_ = message("Some resemble an indicator of the dashboard: {indicators}. Confirm it below.")
        said.append(sentence(text_, indicators=shown))
    return said
