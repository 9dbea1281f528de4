"""Workbooks (XLSX) written with XlsxWriter and openpyxl, as analysts have them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from queries.exports import Corrections, Reading, read
from tests.queries.exports.foreign import checks, expected, lines, refusals, remarks

PLAIN = [["Kommun", "År", "Antal"], ["Umeå", 2019, 5], ["Lund", 2019, 1234]]
PLAIN_READ = expected("ran, Umeå, 2019: count 5\nran, Lund, 2019: count 1234")


def workbook(fill: Callable[[Any], None]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})  # the same bytes in each run
    fill(book)
    book.close()
    return content.getvalue()


def of_rows(rows: list[list[Any]], name: str = "Blad1") -> bytes:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)

    return workbook(fill)


def reading(content: bytes, **corrections: Any) -> Reading:
    return read("rån.xlsx", content, Corrections(**corrections))


def test_numbers_and_texts() -> None:
    found = reading(of_rows(PLAIN))
    assert (lines(found), checks(found)) == (PLAIN_READ, [])
    assert "The sheet “Blad1” was read." in remarks(found)


def test_title_rows_and_notes() -> None:
    rows = [["Anmälda rån"], [], [None, "Kommun", "År", "Antal"], [None, "Umeå", 2019, 5], [], ["Källa: Polisen 2020"]]
    found = reading(of_rows(rows))
    assert lines(found) == ["anmalda_ran, Umeå, 2019: count 5"]
    assert found.layout is not None
    assert found.layout.header_rows == (3,)
    assert found.layout.last_row == 4


def test_decimals_and_computed_errors() -> None:
    rows = [["Kommun", "År", "Per 1 000 inv"], ["Umeå", 2019, 12.1 + 0.2], ["Lund", 2019, None], ["Ystad", 2019, 0.25]]

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [cell for cell in row if cell is not None])
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")

    found = reading(workbook(fill))
    assert lines(found) == expected("ran, Umeå, 2019: per_1000 12.3\nran, Ystad, 2019: per_1000 0.25")
    assert checks(found) == []
    assert "Figures missing in the file: 1." in remarks(found)


def test_per_cent_cells() -> None:
    """A cell that shows 12,5 % holds 0.125."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        shown = book.add_format({"num_format": "0.0%"})
        own = book.add_format({"num_format": "0.00 %;[Red]-0.00 %"})
        sheet.write_row(0, 0, ["Kommun", "År", "Andel otrygga"])
        sheet.write_row(1, 0, ["Umeå", 2019])
        sheet.write_number(1, 2, 0.125, shown)
        sheet.write_row(2, 0, ["Lund", 2019])
        sheet.write_number(2, 2, 0.031, own)

    assert lines(reading(workbook(fill))) == expected(
        "otrygga, Umeå, 2019: share_percent 12.5\notrygga, Lund, 2019: share_percent 3.1"
    )


def test_per_cent_cells_of_openpyxl_on_a_second_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Läs mig"])
    sheet = book.create_sheet("Data & svar")
    sheet.append(["Kommun", 2019, 2020])
    sheet.append(["Umeå", 0.5, 0.25])
    for cell in sheet[2][1:]:
        cell.number_format = "0%"
    content = io.BytesIO()
    book.save(content)
    assert lines(reading(content.getvalue())) == expected(
        "ran, Umeå, 2019: share_percent 50\nran, Umeå, 2020: share_percent 25"
    )


def test_dates() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["Kommun", "Datum", "Antal"])
        for row, year in enumerate((2019, 2020), start=1):
            sheet.write(row, 0, "Umeå")
            sheet.write_datetime(row, 1, datetime.datetime(year, 12, 31), day)
            sheet.write(row, 2, row)

    assert lines(reading(workbook(fill))) == expected("ran, Umeå, 2019: count 1\nran, Umeå, 2020: count 2")


def test_merged_cells() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(1, 0, ["", "Antal", "Per 1 000 inv", "Antal", "Per 1 000 inv"])
        sheet.write(0, 0, "Kommun")
        sheet.merge_range(0, 1, 0, 2, 2019)
        sheet.merge_range(0, 3, 0, 4, 2020)
        sheet.write_row(2, 0, ["Umeå", 100, 0.8, 110, 0.9])

    assert lines(reading(workbook(fill))) == expected(
        "ran, Umeå, 2019: count 100, per_1000 0.8\nran, Umeå, 2020: count 110, per_1000 0.9"
    )


def test_places_merged_downwards() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Kommun", "År", "Antal"])
        sheet.merge_range(1, 0, 3, 0, "Umeå")
        sheet.merge_range(4, 0, 6, 0, "Lund")
        for row in range(1, 7):
            sheet.write_row(row, 1, [2018 + (row - 1) % 3, row])

    assert lines(reading(workbook(fill))) == expected(
        """
        ran, Umeå, 2018: count 1
        ran, Umeå, 2019: count 2
        ran, Umeå, 2020: count 3
        ran, Lund, 2018: count 4
        ran, Lund, 2019: count 5
        ran, Lund, 2020: count 6
        """
    )


def several_sheets(book: Any) -> None:
    about = book.add_worksheet("Läs mig")
    about.write(0, 0, "Uppgifterna kommer från Polisen.")
    for year in (2019, 2020):
        sheet = book.add_worksheet(f"Rån {year}")
        sheet.write_row(0, 0, ["Kommun", "Antal"])
        sheet.write_row(1, 0, ["Umeå", year - 2000])
    hidden = book.add_worksheet("Gammalt")
    hidden.write_row(0, 0, ["Kommun", "Antal"])
    hidden.write_column(1, 0, ["Umeå", "Lund", "Ystad"])
    hidden.write_column(1, 1, [1, 2, 3])
    hidden.hide()


def test_several_sheets() -> None:
    """The fullest that is not hidden is read, its title gives the year, and the others are named."""
    found = reading(workbook(several_sheets))
    assert lines(found) == ["ran, Umeå, 2019: count 19"]
    assert found.sheets == ("Rån 2019", "Rån 2020")
    assert "Other sheets of the workbook were not read: Rån 2020." in remarks(found)
    assert lines(reading(workbook(several_sheets), sheet="Rån 2020")) == ["ran, Umeå, 2020: count 20"]


def test_a_sheet_of_a_chart_alone() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(PLAIN):
            sheet.write_row(number, 0, row)
        drawn = book.add_chart({"type": "line"})
        drawn.add_series({"values": "=Data!$C$2:$C$3"})
        book.add_chartsheet("Diagram").set_chart(drawn)

    assert lines(reading(workbook(fill))) == PLAIN_READ


def test_numbers_stored_as_text() -> None:
    rows = [["Kommun", "År", "Antal"], ["Umeå", "2019", "1 234"], ["Lund", "2019", "'5"]]
    assert lines(reading(of_rows(rows))) == expected("ran, Umeå, 2019: count 1234\nran, Lund, 2019: count 5")


def test_a_workbook_that_begins_far_down() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(PLAIN):
            sheet.write_row(number + 9, 3, row)

    found = reading(workbook(fill))
    assert lines(found) == PLAIN_READ
    assert found.layout is not None
    assert [column.letter for column in found.layout.columns if column.role != "ignored"] == ["D", "E", "F"]
    assert found.layout.header_rows == (10,)


@pytest.mark.parametrize("rows", [[["Läs mig"]], [["a"], ["b"]]])
def test_no_sheet_with_a_table(rows: list[list[Any]]) -> None:
    assert refusals(reading(of_rows(rows))) == ["not_a_table"]


@pytest.mark.parametrize(
    ("form", "value"),
    [
        pytest.param("[h]:mm", 4e9, id="longer than Python's days"),
        pytest.param("yyyy-mm-dd", -1e12, id="more milliseconds than the library counts"),
    ],
)
def test_a_time_beyond_all_calendars(form: str, value: float) -> None:
    """The library raises OverflowError of the one, and stops with a panic, which is no Exception, at the other."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(PLAIN):
            sheet.write_row(number, 0, row)
        sheet.write_number(len(PLAIN), 2, value, book.add_format({"num_format": form}))

    assert refusals(reading(workbook(fill))) == ["damaged_workbook"]
