"""How a file of events writes its dates and coordinates: decided from its first rows, before it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from queries.exports.events import date_forms
from queries.exports.events.date_forms import FORMS, DateForm
from queries.exports.events.event_counts import By
from queries.exports.events.event_file import EventFile, NotCounted, Sample
from queries.exports.values import coordinates
from queries.store.checks import Problem, column_letter


@dataclass(frozen=True, kw_only=True)
class Form:
    """What was decided; ``problems`` is what is to be said of it. ``spare`` are the cells that rows may have beside the columns."""

    date: DateForm
    grid: coordinates.Grid | None
    spots: coordinates.Grid | None
    spare: int
    problems: list[Problem] = field(default_factory=list)


def decided(file: EventFile, sample: Sample, by: By) -> Form:
    """Raises :class:`NotCounted` where dates or coordinates cannot be told."""
    date, problems = date_form(file, sample, by)
    spare = max(sample.widest - len(file.columns), 1)
    return Form(date=date, grid=grid(file, sample), spots=spots(file, sample), spare=spare, problems=problems)


def date_form(file: EventFile, sample: Sample, by: By) -> tuple[DateForm, list[Problem]]:
    cells, problems = cells_of(file, sample, file.date), []
    shown = next((cell for cell in cells if cell.strip()), "")
    if file.date_form is not None:
        form = FORMS[file.date_form]
    else:
        decision = date_forms.decide(cells)
        if decision.form is None:
            raise NotCounted(of_column(file, decision.check, file.date, shown))
        form = decision.form
        if decision.order_unclear:
            problem = of_column(file, "date_order_unclear", file.date, shown)
            if by == "month":
                raise NotCounted(problem)
            problems.append(problem)
    if by == "month" and form.precision == "year":
        raise NotCounted(of_column(file, "date_without_month", file.date, shown))
    return form, problems


def grid(file: EventFile, sample: Sample) -> coordinates.Grid | None:
    if file.latitude is None or file.longitude is None:
        return None
    pairs = list(zip(cells_of(file, sample, file.latitude), cells_of(file, sample, file.longitude), strict=True))
    decision = coordinates.decide(pairs)
    if decision.grid is None:
        shown = next((", ".join(pair) for pair in pairs if all(pair)), "")
        raise NotCounted(of_column(file, decision.check, file.latitude, shown))
    return decision.grid


def spots(file: EventFile, sample: Sample) -> coordinates.Grid | None:
    """The system of the coordinates that hexagons are told by; ``None`` where there are none that can be read."""
    if file.spots is None:
        return None
    first, second = file.spots
    pairs = zip(cells_of(file, sample, first), cells_of(file, sample, second), strict=True)
    return coordinates.decide(list(pairs)).grid


def cells_of(file: EventFile, sample: Sample, column: str) -> list[str]:
    """The sample's cells of one column; a row that ends before it has an empty one."""
    place = file.columns.index(column)
    return [row[place] if len(row) > place else "" for row in sample.rows]


def of_column(file: EventFile, check: str, column: str, value: str) -> Problem:
    letter = column_letter(file.columns.index(column))
    return Problem(check, file.name, file.header_row, letter, column, value)
