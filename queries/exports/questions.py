"""What a table does not settle by itself: both readings in words, with their first figures, for the reader to choose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from queries.exports.cells.steadiness import growing, steady
from queries.exports.cells.table import rows_of
from queries.exports.columns.column import Column, Role, cell
from queries.exports.columns.evidence import MARGIN
from queries.exports.columns.labels import lasts
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.columns.recognition import understood
from queries.exports.columns.titles import stem_of
from queries.exports.events.date_forms import DAY_SHORT, FORMS, YEAR_SHORT, short_form, short_forms
from queries.exports.figures_of_table import with_figures
from queries.exports.file.grid import Grid, Row
from queries.exports.observations import COLUMNS
from queries.exports.problems import Refused
from queries.exports.reading import Answer, Question, Reading, Record
from queries.exports.sentences import Sentence, message, sentence
from queries.exports.understanding import about_column, named, what_rows_are
from queries.exports.values.cells import looks_numeric

SHOWN = 3
"""Figures that are shown of each answer."""

ALSO = 6.0
"""Points behind the best within which a reading is offered too, once it is asked."""

MEASURES = ("count", "per_1000", "share_percent", "population")


def with_question(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Reading:
    """The reading with what the reader is to say first, which is then not said to be understood."""
    question = question_of(reading, cells, found, corrections)
    if question is None:
        return reading
    open_ = [about_column(found, found.columns[index]) for index in question.columns]
    settled = tuple(said for said in reading.understood if said not in open_)
    return replace(reading, questions=(question,), understood=settled)


def question_of(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Question | None:
    """What the reader is to say before any figure is given; ``None`` where the table tells."""
    cells = cells.beginning()
    if question := question_of_dates(reading, cells, found, corrections):
        return question
    if found.lead < MARGIN and (question := question_of_columns(reading, cells, found, corrections)):
        return question
    asked = (question_of_groups(reading, cells, found, column, corrections) for column in unproven(found, corrections))
    asked_of_groups = next((question for question in asked if question), None)
    left_out = None if found.is_events else question_of_left_out(reading, cells, found, corrections)
    return asked_of_groups or left_out or question_of_months(reading, cells, found, corrections)


def question_of_columns(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Question | None:
    """Which of several readings is right; ``None`` where they give the same figures, or only the best fits its own rows.
    Where the best gives none, the others are asked about."""
    layouts = [found, *(one for one in found.others if found.points - one.points < ALSO)]
    answers = [answer_of(reading, cells, one, told(one, layouts, corrections), layouts) for one in layouts]
    there = [answer for answer in answers if answer]
    consistent = [answer for answer in there if not answer.contradicts]
    if consistent and (len(consistent) > 1 or answers[0] in consistent):
        there = consistent
    if answers[0] is None and (found.is_events or not there):
        return None
    if answers[0] in there and all(one.figures == there[0].figures for one in there):
        return None
    open_ = tuple(one.index for one in found.columns if is_open(one.index, layouts))
    return Question(asked=asked_of(layouts), columns=open_, answers=tuple(there))


def question_of_groups(
    reading: Reading, cells: Grid, found: Layout, column: Column, corrections: Corrections
) -> Question | None:
    """What is to become of groups that nothing proves to hold nobody twice."""
    ways = ways_to_group(cells, found, column, corrections)
    answers = [answer_of(reading, cells, None, one, [found], said) for one, said in ways]
    there = tuple(answer for answer in answers if answer)
    text = message(
        "Column {column} parts the figures into groups. Nothing shows that they hold nobody twice and are all there are. What is to become of them?"
    )
    asked = sentence(text, column=named(found, column))
    return Question(asked=asked, columns=(column.index,), answers=there) if len(there) > 1 else None


def question_of_dates(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Question | None:
    """Whether dates of six digits begin or end with the year, where they do not tell."""
    date = found.one("date")
    if not found.is_events or not date or corrections.date_form:
        return None
    filled = [text for _, row in rows_of(cells, found) if (text := cell(row, date).strip())]
    forms = short_forms(filled)
    if len(forms) < 2 or short_form(filled):
        return None
    words = {
        "year_month_day": message("Year, month, day: “{example}” is {date}."),
        "day_month_year": message("Day, month, year: “{example}” is {date}."),
    }
    answers = []
    for form in forms:
        day = form.expression.sub(form.as_iso, filled[0])
        said = [sentence(words[form.id], example=filled[0], date=day)]
        answers.append(answer_of(reading, cells, found, replace(corrections, date_form=form.id), [found], said))
    there = tuple(answer for answer in answers if answer)
    asked = sentence(message("Do the dates of column {column} begin or end with the year?"), column=named(found, date))
    return Question(asked=asked, columns=(date.index,), answers=there) if len(there) > 1 else None


def question_of_left_out(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Question | None:
    """Whether rows are added up that differ only in a column that was left out, such as who handled them."""
    try:
        made = with_figures(reading, cells, found, corrections)
    except Refused:
        return None
    double = [one for one in (*made.refused, *made.problems) if one.check == "two_values" and one.row]
    rows = dict(cells.rows()) if double else {}
    pairs = [(rows[one.row or 0], rows[int(one.expected[1])]) for one in double]
    column = next((one for one in found.columns if pairs and tells_apart(one, pairs, corrections)), None)
    if column is None:
        return None
    text = message(
        "Rows differ only in column {column}, which is left out. Are they added up? If not, keep one of them in the file, or say below what the column holds."
    )
    roles: dict[str, Role] = {**corrections.roles, column.letter: "breakdown"}
    said = replace(corrections, roles=roles, added=corrections.added | {column.letter})
    words = sentence(message("The groups of column {column} are added up."), column=named(found, column))
    answer = answer_of(reading, cells, None, said, [found], [words])
    asked = sentence(text, column=named(found, column))
    return Question(asked=asked, columns=(column.index,), answers=(answer,)) if answer else None


def tells_apart(column: Column, pairs: Sequence[tuple[Row, Row]], corrections: Corrections) -> bool:
    """Whether a column of texts was left out that has other texts wherever rows have other figures of the same."""
    if column.use != "description" or column.role != "ignored" or column.letter in corrections.roles:
        return False
    texts = [(cell(one, column), cell(other, column)) for one, other in pairs]
    return all(one and other and one != other and not looks_numeric(one + other) for one, other in texts)


def question_of_months(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Question | None:
    """Whether months are added up that hardly differ, or that only grow; and the last taken of those that do neither."""
    try:
        parts = with_figures(reading, cells, found, corrections).by_part
    except Refused:
        return None
    counted = {figure.indicator for figure in parts} - set(corrections.lasting)
    by_name = {text for text in counted if lasts(text)}
    by_cells = set(steady(parts)) | set(growing(parts))
    doubtful = sorted(counted & by_cells - by_name)
    if not doubtful or "" in corrections.lasting:
        return None
    shown = ", ".join(doubtful[:5])
    text = message(
        "The months of {indicators} hardly differ, or only grow over the year, which is not so with what happens in each month. Does each month hold what the one before it held?"
    )
    ways = {
        True: message("Yes: the last month of a year is the year's figure."),
        False: message("No: the months of a year are added up."),
    }
    answers = []
    for last, words in ways.items():
        said = replace(corrections, lasting={**corrections.lasting, **dict.fromkeys(doubtful, last)})
        answers.append(answer_of(reading, cells, found, said, [found], [Sentence(words)]))
    there = tuple(answer for answer in answers if answer)
    return Question(asked=sentence(text, indicators=shown), columns=(), answers=there) if len(there) > 1 else None


def asked_of(layouts: Sequence[Layout]) -> Sentence:
    open_ = [column for column in layouts[0].columns if is_open(column.index, layouts)]
    shown = ", ".join(named(layouts[0], column) for column in open_[:5])
    if not open_:
        return sentence(message("The table can be read in more than one way. Which is right?"))
    if any(
        one.role == "place" for layout in layouts for one in layout.columns if one.index in {o.index for o in open_}
    ):
        text = message(
            "Neither names nor cells settle what column {columns} holds: say which column is the place, and what is counted."
        )
    else:
        text = message("Neither names nor cells settle what column {columns} holds: which of these is right?")
    return sentence(text, columns=shown)


def is_open(index: int, layouts: Sequence[Layout]) -> bool:
    return len({(role_in(layout, index), layout.columns[index].place) for layout in layouts}) > 1


def role_in(layout: Layout, index: int) -> Role:
    """What the reader would say that a column holds; nothing of a code beside its place."""
    column = layout.columns[index]
    if column.role == "place_code" and layout.having("place"):
        return "ignored"
    return "place" if column.use == "wider place" else column.role


def told(layout: Layout, layouts: Sequence[Layout], corrections: Corrections) -> Corrections:
    """The corrections that say that a reading is the right one."""
    roles = {one.letter: role_in(layout, one.index) for one in layout.columns if is_open(one.index, layouts)}
    added = {letter for letter, role in roles.items() if role == "breakdown"}
    return replace(corrections, roles={**corrections.roles, **roles}, added=corrections.added | added)


def answer_of(
    reading: Reading,
    cells: Grid,
    layout: Layout | None,
    corrections: Corrections,
    layouts: Sequence[Layout],
    said: Sequence[Sentence] = (),
) -> Answer | None:
    """A reading in words with its first figures; ``None`` where it gives none. ``layout`` is worked out unless it is given."""
    try:
        layout = layout or understood(cells, corrections, reading.sheet)
        made = (
            counted(reading, cells, layout, corrections)
            if layout.is_events
            else with_figures(reading, cells, layout, corrections)
        )
    except Refused:
        return None
    rows = first_figures(made)
    contradicts = any(problem.check == "two_values" for problem in made.problems)
    if not rows:
        return None
    words = list(said) or [about_column(layout, one) for one in layout.columns if is_open(one.index, layouts)]
    if len({one.is_events for one in layouts}) > 1:
        words = [what_rows_are(layout), *words]
    return Answer(
        said=tuple(words),
        rows=tuple(rows),
        corrections=corrections,
        contradicts=contradicts,
        figures=hash(tuple(tuple(row.values()) for row in made.observations)),
    )


def counted(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Reading:
    """The reading with the number of events at the beginning of the file by place, kind and year; months are years here."""
    place, kind = found.one("place") or found.one("place_code"), found.one("indicator")
    when = found.one("date") or found.one("year")
    short = short_form([cell(row, when).strip() for _, row in rows_of(cells, found)])
    form = FORMS[corrections.date_form] if corrections.date_form else short

    def written(text: str) -> str:
        return form.expression.sub(form.as_iso, text) if form in (YEAR_SHORT, DAY_SHORT) else text

    counts = Counter(
        (
            cell(row, kind) or found.indicator or stem_of(reading.file),
            cell(row, place) or found.place or "–",
            int(year[0]),
        )
        for _, row in rows_of(cells, found)
        if (year := re.search(r"(?:19|20)\d\d", written(cell(row, when))))
    )
    rows = tuple(
        dict.fromkeys(COLUMNS) | {"indicator": text, "area": area, "year": year, "count": count}
        for (text, area, year), count in sorted(counts.items())
    )
    return replace(reading, observations=rows)


def first_figures(made: Reading) -> list[Record]:
    """The first figures, with the labels of their indicators."""
    labels = {found.id: found.label for found in made.indicators}
    rows = made.observations[:SHOWN]
    return [row | {"indicator": labels.get(row["indicator"], row["indicator"])} for row in rows]


def unproven(found: Layout, corrections: Corrections) -> Iterator[Column]:
    """Columns whose groups would be added up though nothing proves that they may be."""
    for index in found.believed.unproven:
        column = found.columns[index]
        confirmed = column.letter in corrections.added or column.letter in corrections.totals
        if column.role == "breakdown" and not confirmed and column.letter not in corrections.roles:
            yield column


def ways_to_group(
    cells: Grid, found: Layout, column: Column, corrections: Corrections
) -> Iterator[tuple[Corrections, list[Sentence]]]:
    """What may become of groups: each a figure of its own, their sum, or one of them."""
    name = named(found, column)
    if not found.having("indicator") and not found.having("population"):
        text = message("Column {column} says what is counted: each group is a figure of its own.")
        yield (
            replace(corrections, roles={**corrections.roles, column.letter: "indicator"}),
            [sentence(text, column=name)],
        )
    text = message("The groups of column {column} are added up.")
    yield replace(corrections, added=corrections.added | {column.letter}), [sentence(text, column=name)]
    if value := next(
        (row[column.index] for number, row in cells.head if number >= found.first_row and column.index < len(row)), ""
    ):
        text = message("Of column {column} only the rows with “{value}” are used; another can be chosen below.")
        totals = {**corrections.totals, column.letter: value}
        yield replace(corrections, totals=totals), [sentence(text, column=name, value=value)]
