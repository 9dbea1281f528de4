"""What stood in tables beside what stands there now: by ids, never by captions or the place of a row."""

from __future__ import annotations

import json
import time

import pytest

from pages.components.frozen import figures as frozen_figures
from pages.components.frozen.figures import Change, Part, Row
from pages.components.tables import Column, Table
from pages.components.text import in_language

SV, EN = in_language("sv"), in_language("en")
AREA = Column("area", "Område")
YEAR = Column("2020", "2020", 1)

Rows = list[list[object]]


def part(rows: Rows, caption: str = "Tal", columns: tuple[Column, ...] = (AREA, YEAR), **more: object) -> list[Part]:
    return frozen_figures.parts(SV, [Table(caption, columns, rows, **more)])  # type: ignore[arg-type]


def said(found: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(one.row, one.column, one.then.said, one.now.said) for one in found]


def test_a_row_that_is_put_in_between_changes_no_other() -> None:
    before = part([["A", 1.0], ["C", 3.0]])
    now = part([["A", 1.0], ["B", 2.0], ["C", 3.0]])
    assert said(frozen_figures.changes(before, now)) == [("B", "2020", "–", "2,0")]
    assert said(frozen_figures.changes(now, before)) == [("B", "2020", "2,0", "–")]


def test_rows_of_one_name_are_never_compared_with_each_other() -> None:
    before = part([["Skjutningar", 10.0], ["Skjutningar", 20.0]])
    now = part([["Skjutningar", 5.0], ["Skjutningar", 10.0], ["Skjutningar", 20.0]])
    assert said(frozen_figures.changes(before, now)) == [("Skjutningar", "2020", "–", "5,0")]
    other = part([["Skjutningar", 10.0], ["Skjutningar", 21.0]])
    assert said(frozen_figures.changes(before, other)) == [
        ("Skjutningar", "2020", "20,0", "–"),
        ("Skjutningar", "2020", "–", "21,0"),
    ]


def test_rows_of_one_name_agree_whatever_kinds_their_cells_are_of() -> None:
    """A figure that is printed as words agrees with words that read the same, a blank only with a blank."""
    columns = (AREA, YEAR, Column("note", "Not"))
    before = part([["A", 1.0, "x"], ["A", 1.0, None], ["A", 2.0, "x"], ["A", 3.0, "y"]], columns=columns)
    now = part(
        [["A", 3.0, "z"], ["A", 2.0, "x"], ["A", 1.0, None], ["A", 1.0, "x"]],
        columns=columns,
        printed={(1, "2020"): "2,0"},
    )
    assert now[0].rows[1].cells["2020"].kind == frozen_figures.WORDS
    assert said(frozen_figures.changes(before, now)) == [
        ("A", "2020", "3,0", "–"),
        ("A", "Not", "y", "–"),
        ("A", "2020", "–", "3,0"),
        ("A", "Not", "–", "z"),
    ]
    # Of two languages, words are not compared: then the four figures are the same.
    other = part([["A", 3.0, "z"], ["A", 2.0, "x"], ["A", 1.0, None], ["A", 1.0, "x"]], columns=columns)
    parts = [Part(one.id, one.caption, one.headings, [replaced(row) for row in one.rows]) for one in (*before, *other)]
    assert frozen_figures.changes(parts[:1], parts[1:], in_words=False) == []


def replaced(row: Row) -> Row:
    """The row with an id that all languages share."""
    return Row("a", row.name, False, row.cells)


@pytest.mark.parametrize("one_id", [False, True])
def test_long_tables_are_compared_in_the_time_of_reading_them(one_id: bool) -> None:
    """Each row with each other would take 20 seconds and more."""
    names = ["A" if one_id else f"A{number}" for number in range(20_000)]
    before = part([[name, float(number)] for number, name in enumerate(names)])
    now = part([[name, number + 0.5] for number, name in enumerate(names)])
    begun = time.thread_time()
    assert frozen_figures.changes(before, before) == []
    assert len(frozen_figures.changes(before, now)) == (40_000 if one_id else 20_000)
    assert time.thread_time() - begun < 4


def test_all_row_headers_name_a_row() -> None:
    columns = (Column("indicator", "Indikator"), Column("place", "Kommun"), YEAR)
    before = part([["Stöld", "Vilhelmina", 1.0], ["Våld", "Vilhelmina", 4.0]], columns=columns, row_headers=2)
    now = part(
        [["Stöld", "Dorotea", 2.0], ["Stöld", "Vilhelmina", 1.0], ["Våld", "Vilhelmina", 4.0]],
        columns=columns,
        row_headers=2,
    )
    assert said(frozen_figures.changes(before, now)) == [("Stöld, Dorotea", "2020", "–", "2,0")]


def test_row_ids_stand_for_the_names() -> None:
    before = part([["A", 1.0], ["A", 2.0]], row_ids=[("x",), ("y",)])
    now = part([["Å", 2.0], ["A", 1.5]], row_ids=[("y",), ("x",)])
    assert said(frozen_figures.changes(before, now)) == [("A", "2020", "1,0", "1,5")]


def test_another_caption_or_order_is_no_change_of_a_figure() -> None:
    before, now = part([["A", 1.0], ["B", 2.0]], "Tal 2018–2020"), part([["B", 2.0], ["A", 1.0]], "Tal 2018–2021")
    assert frozen_figures.changes(before, now) == []
    assert frozen_figures.captions(before, now) == [("Tal 2018–2020", "Tal 2018–2021")]
    assert frozen_figures.captions(before, before) == []


def test_tables_that_share_their_columns_are_told_apart_by_their_ids() -> None:
    tables = [Table("x", (AREA, YEAR), [["A", figure]], id=id_) for id_, figure in (("a", 1.0), ("b", 2.0))]
    before, now = frozen_figures.parts(SV, tables), frozen_figures.parts(SV, tables[1:])
    assert said(frozen_figures.changes(before, now)) == [("A", "2020", "1,0", "–")]


def test_what_readers_do_not_see_is_no_change() -> None:
    columns = (AREA, YEAR, Column("note", "Not", unseen=True))
    assert (
        frozen_figures.changes(part([["A", 1.01, "x"]], columns=columns), part([["A", 1.04, "y"]], columns=columns))
        == []
    )


def test_columns_that_move_with_the_calendar_are_not_compared() -> None:
    columns = (AREA, Column("moment", "När", by_date=True), YEAR)
    before, now = part([["A", "next", 1.0]], columns=columns), part([["A", "past", 2.0]], columns=columns)
    assert said(frozen_figures.changes(before, now)) == [("A", "2020", "1,0", "2,0")]


@pytest.mark.parametrize(
    ("column", "value", "swedish", "english"),
    [
        (Column("n", "n", 0), 1234567, "1\u00a0234\u00a0567", "1,234,567"),
        (Column("n", "n", 1, signed=True), 2.25, "+2,3", "+2.3"),
        (Column("n", "n", 1, signed=True), -0.04, "0,0", "0.0"),
        (Column("n", "n", 2), -1234.5, "−1\u00a0234,50", "−1,234.50"),
        (Column("n", "n", 0, grouped=False), 2020, "2020", "2020"),
        (Column("n", "n"), "Botkyrka", "Botkyrka", "Botkyrka"),
        (Column("n", "n", 1), None, "–", "–"),
    ],
)
def test_a_figure_is_read_in_either_language(column: Column, value: object, swedish: str, english: str) -> None:
    table = Table("x", (AREA, column), [["A", value]])
    (kept,) = frozen_figures.parts(SV, [table])
    (now,) = frozen_figures.parts(EN, [table])
    then, today = kept.rows[0].cells["n"], now.rows[0].cells["n"]
    assert (then.said, today.said) == (swedish, english)
    assert frozen_figures.in_language(EN, then, today) == english
    assert then.same_as(today, in_words=False)


def test_ids_are_compared_in_either_language_and_words_in_one() -> None:
    def one(label: str, id_: str, text: str) -> Table:
        columns = (AREA, Column("category", "K", labels={id_: label}), Column("text", "T"))
        return Table("x", columns, [["a", id_, text]], row_ids=[("a",)])

    before = frozen_figures.parts(SV, [one("Riskområde", "risk", "stiger")])
    same = frozen_figures.parts(EN, [one("Risk area", "risk", "rises")])
    other = frozen_figures.parts(EN, [one("Vulnerable area", "vulnerable", "rises")])
    assert frozen_figures.changes(before, same, in_words=False) == []
    assert [change.now.said for change in frozen_figures.changes(before, other, in_words=False)] == ["Vulnerable area"]
    assert len(frozen_figures.changes(before, same, in_words=True)) == 1  # the words
    assert frozen_figures.has_words(before)


def test_rows_with_names_of_one_language_are_left_out_in_the_other() -> None:
    before, now = part([["Riskområden", 1.0]]), part([["Risk areas", 2.0]])
    assert frozen_figures.changes(before, now, in_words=False) == []
    assert len(frozen_figures.changes(before, now, in_words=True)) == 2


def test_what_is_kept_comes_back_as_it_was() -> None:
    before = part([["A", 1.0], ["B", None]], "Tal \ud800")  # half a letter, as a broken file may hold
    text = json.dumps(frozen_figures.as_json(before))
    assert text.encode().decode() == text
    assert frozen_figures.from_json(json.loads(text)) == before
    for broken in ([["x"]], [[1, 2, 3, 4]], [["a", "b", {}, [[1]]]]):
        with pytest.raises((ValueError, TypeError)):
            frozen_figures.from_json(broken)
