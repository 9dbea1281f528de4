"""The types of rows: each question has one, and it is what DuckDB says of the question and what the answers hold."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import queries
from queries import row_types
from queries.store import database
from tests.additions import NOTES, SOURCE, SOURCES, addition
from tests.answers import answers, put
from tests.pages.test_follow_up import ACTIONS, WHEEL, WHEEL_ROWS
from tests.queries.store.test_local_picture import CYLINDER, PHASES, STAGES
from tests.queries.store.test_squares import HEAD, UMEA
from tests.queries.test_queries import FOLDER, parameters

PYTHON = {
    "VARCHAR": str,
    "INTEGER": int,
    "BIGINT": int,
    "HUGEINT": int,
    "DOUBLE": float,
    "BOOLEAN": bool,
    '"NULL"': types.NoneType,
}
"""What a value of a type of DuckDB is in a row; a list is a tuple of these."""


def typed() -> dict[str, Any]:
    """The type of row of each question, as the type checker has it."""
    found = {}
    for overload in typing.get_overloads(row_types.Rows.__call__):
        hints = get_type_hints(overload)
        if get_origin(hints["question"]) is Literal:
            (question,), (row,) = get_args(hints["question"]), get_args(hints["return"])
            assert question not in found
            found[question] = row
    return found


ROWS = typed()
BY_MUNICIPALITY = dict.fromkeys(("leaps", "municipality_rates", "quarters"), "reported_offences")
"""Questions that are answered of figures by municipality, with an indicator that has some."""


SQUARES = f"{HEAD}{UMEA},1000,2024,income,250,90,A\n{UMEA},1000,2024,children,20,90,A\n7590007087000,1000,2024,income,250,1,A\n"
"""Of the last the figures are hidden."""


@pytest.fixture
def every_kind(whole_data_copy: Path) -> Iterator[None]:
    """The data with rows of every kind: answers, actions, meetings, stages, phases, numbers by group, squares, and a reader's own figures, hidden ones among them."""
    put(
        whole_data_copy,
        answers("alby", 2021),
        answers("alby", 2022, 20),
        answers("Fiktiva torget", 2022, without=range(5)),
    )
    (whole_data_copy / "actions.csv").write_text(
        f"{ACTIONS}a1,umea-2021-2024,,Belysning,,green,,,Kommunen,,,\n", encoding="utf-8"
    )
    (whole_data_copy / "yearly_wheel.csv").write_text(WHEEL + WHEEL_ROWS, encoding="utf-8")
    (whole_data_copy / "stages.csv").write_text(f"{STAGES}alby,2023,Hot,3,2\nalby,2025,Hot,2,\n", encoding="utf-8")
    (whole_data_copy / "phases.csv").write_text(f"{PHASES}alby,1,2020,2022,M,\nalby,2,2022,,M,\n", encoding="utf-8")
    (whole_data_copy / "cylinder.csv").write_text(f"{CYLINDER}alby,2025,A,1\nalby,2025,B,9\n", encoding="utf-8")
    (whole_data_copy / "squares.csv").write_text(SQUARES, encoding="utf-8")
    numbers = {"Umeå": 0, "Luleå": 1, "Malmö": 2, "Alby": 30, "Araby": 40, "Lund": 50, "Täby": 60, "Boden": 70}
    figures = "".join(
        f"narcotics_offences,,{place},{year},{number},{9000 + 100 * year},,,umea-2024\n"
        for place, number in numbers.items()  # 1 and 2 are hidden
        for year in (2019, 2020)
    )
    figures += "narcotics_offences,,Boden,2019,75,198900,,,umea-2025\n"  # 70 before
    later = SOURCE.replace("umea-2024", "umea-2025").replace("2025-02", "2026-02")
    breaks = "narcotics_offences,,Luleå,2020,umea-2024,count,definition_break,Ny definition,New definition\n"
    with queries.one_state(addition(figures, notes=NOTES + breaks, sources=SOURCES + SOURCE + later)):
        yield


def test_every_question_has_a_type_of_row_and_no_other() -> None:
    assert sorted(ROWS) == queries.questions()


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("question", queries.questions())
def test_a_row_has_the_columns_that_duckdb_describes(question: str) -> None:
    sql = (FOLDER / f"{question}.sql").read_text(encoding="utf-8")
    with database.current().connection.cursor() as cursor:
        described = cursor.execute(sql, dict.fromkeys(parameters(question))).description
    expected = [(name, plain(kind), "[]" in str(kind)) for name, kind, *_ in described]
    columns = get_type_hints(ROWS[question])
    assert [(name, plain_of(hint), is_list(hint)) for name, hint in columns.items()] == expected


def plain(kind: object) -> type:
    return PYTHON[str(kind).removesuffix("[]")]


def known(hint: Any) -> Any:
    """The type without ``None``."""
    options = [option for option in get_args(hint) if option is not types.NoneType]
    return options[0] if isinstance(hint, types.UnionType) else hint


def is_list(hint: Any) -> bool:
    return get_origin(known(hint)) is tuple


def plain_of(hint: Any) -> Any:
    return get_args(known(hint))[0] if is_list(hint) else known(hint)


@pytest.mark.usefixtures("every_kind")
def test_the_answers_hold_what_the_types_say() -> None:
    """Which columns may be empty, DuckDB does not say: the answers themselves must not know better than the types."""
    for question in queries.questions():
        columns = get_type_hints(ROWS[question])
        asked = dict.fromkeys(parameters(question))
        if "indicator" in asked:
            asked["indicator"] = BY_MUNICIPALITY.get(question, "narcotics_offences")
        if "municipality" in asked:
            asked["municipality"] = "0180"
        if "measure" in asked and question != "comparison":
            asked["measure"] = "count"
        rows = queries.rows(question, **asked)
        assert rows, question
        for name, hint in columns.items():
            assert {kind for row in rows for kind in kinds(row[name])} <= kinds_of(hint), (question, name)


def kinds(value: object) -> set[type]:
    """The type of a value, or those of the values in a list."""
    return {type(one) for one in value} if isinstance(value, tuple) else {type(value)}


def kinds_of(hint: Any) -> set[Any]:
    """The same as the type of a column says it."""
    return {plain_of(hint), *({types.NoneType} if types.NoneType in get_args(hint) else ())}
