"""What is wrong in the data files, in words: which file, where, what was expected, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import notes
from pages.components.text import Text
from queries.store.checks import Problem
from queries.store.dictionary import by_row, resource_of

SHOWN = 20
"""Problems shown in full; further ones are counted."""


def place(t: Text, problem: Problem) -> str:
    """File, row as a spreadsheet counts it, column letter and name."""
    parts = [problem.file]
    if problem.row is not None:
        parts.append(t("row {row}", row=problem.row))
    if problem.column:
        letter = f"{problem.letter} " if problem.letter else ""
        parts.append(t("column {column}", column=f"{letter}({problem.column})" if letter else problem.column))
    return ", ".join(parts)


def wordings_of_files(t: Text) -> dict[str, str]:
    """What each check on whole files says: what stands there, what was expected, how to mend it."""
    return {
        "not_utf8": t("The file is not UTF-8. Save it as CSV UTF-8."),
        "not_csv": t("The file cannot be read as CSV ({value}). Check the quotation marks."),
        "empty": t("The file is empty. Put a header and rows into it, or remove it."),
        "no_rows": t("The file has a header but no rows. Add rows, or remove the file."),
        "wrong_delimiter": t("The columns are not separated by commas. Save the file with comma and decimal point."),
        "missing_column": t("The column is missing. Expected columns: {expected}."),
        "unknown_column": t(
            "The column is not part of the contract. Expected columns: {expected}. Rename or remove it."
        ),
        "repeated_column": t("The column stands twice. Remove one of them."),
        "row_width": t("The row has {value} cells, the header {expected}. Check commas and quotation marks."),
        "missing_file": t("The file is missing. Put it back."),
        "missing_folder": t(
            "The folder {value} is not there, or nothing is in it. Correct LAGESBILD_DATA, or connect the folder again."
        ),
        "broken_dictionary": t("The dictionary cannot be read ({value}). Restore the file."),
        "unreadable": t("The file cannot be read ({value}). Check that the dashboard may read it, and save it anew."),
        "too_big": t("The file is larger than {expected} megabytes. Split it into several exports."),
        "too_many_rows": t(
            "The file has more than {expected} rows. Keep one municipality and the latest years in it, and split the rest."
        ),
        "no_room": t("The server has no memory or no disk space left to load the figures. Make room."),
        "personal_column": t(
            "The column is called something that tells who somebody is. The file is refused: it may only hold numbers for {expected}. Remove the column, and what can tell of a person."
        ),
        "personal_number": t(
            "Here stands something that looks like a personal identity number. The file is refused: it may only hold numbers of how many there are, never who. Remove what can tell of a person."
        ),
        "row_a_person": t(
            "The same group of the same area and year stands in row {expected} too: it looks like a row for each person. The file is refused: write one row for each group, with how many there are."
        ),
        "not_an_area": t(
            "What stands here is neither the id of an area in areas.csv nor an area in stages.csv, and could name a person. The file is refused: write an area that is known."
        ),
        "not_loaded": t("The file does not fit the database ({value}). Compare it with the last one that did."),
    }


def wordings_of_cells(t: Text) -> dict[str, str]:
    """The same of the checks on single rows and cells."""
    return {
        "required": t("The cell is empty but must have a value. Fill it in."),
        "not_integer": t("“{value}” is not a whole number. Write digits only, without spaces or decimals."),
        "not_number": t(
            "“{value}” is not a number. Write digits with a decimal point, without spaces, or leave it empty."
        ),
        "not_date": t("“{value}” is not a date that there is, written like {expected}. Write it so."),
        "not_address": t(
            "“{value}” is not the address of a page that begins with https://. Copy it from the browser, or leave the cell empty."
        ),
        "not_allowed": t("“{value}” is not one of {expected}. Use one of them."),
        "wrong_form": t("“{value}” does not have the form {expected}. Write it so."),
        "too_small": t("“{value}” is less than {expected}. Correct the value."),
        "too_large": t("“{value}” is more than {expected}. Correct the value."),
        "too_many_decimals": t("“{value}” has more decimals than the {expected} that can be shown. Round it."),
        "too_precise": t(
            "“{value}” has more decimals than the {expected} that indicators.csv says. Raise decimals there, or round it as the source does."
        ),
        "repeated_key": t("The same figure stands in row {expected} too ({value}). Keep one of them."),
        "repeated_across": t("The same figure stands in {expected} too ({value}). Keep one of them."),
        "other_part": t(
            "“{value}” is not the part that the same question has elsewhere that year ({expected}). Correct one."
        ),
        "other_agreement": t(
            "“{value}” is not a goal of the agreement in the same row ({expected}). Use one of its goals, or leave the cell empty."
        ),
        "ends_before": t("“{value}” is before the beginning in the same row ({expected}). Correct one of them."),
        "not_tied": t(
            "“{value}” is not tied to this goal in goal_indicators.csv. Add a row there that says what it can show of the goal."
        ),
        "no_change": t(
            "“{value}” does not fit the kind of target: a change needs a number other than 0 and the year it is counted from, another target has no such year."
        ),
        "not_later": t("“{value}” is not after the year that the change is counted from ({expected}). Correct one."),
        "two_phases": t(
            "“{value}” is before the phase before it has ended ({expected}). An area is in one phase at a time: correct one of the two."
        ),
        "in_future": t(
            "“{value}” is after today, {expected}. Write the day of the last follow-up, or leave the cell empty."
        ),
        "no_figure": t("The row has no figure in any of {expected}. Fill one in, or remove the row."),
        "category_or_area": t("A row is about either an area category or an area. Fill in one of the two."),
        "unknown_id": t(
            "“{value}” is not in the dictionary file {expected}.csv. Add it there, or correct the spelling."
        ),
        "left_out_id": t(
            "“{value}” should stand in {expected}.csv, but that row or the whole file is left out. Mend it there."
        ),
        "other_row": t(
            "“{value}” differs from what the same id has already ({expected}). An addition never replaces: use another id."
        ),
        "not_own": t(
            "“{value}” is not in your own sources.csv. Your figures need a source of their own: add it there."
        ),
    }


def wordings_of_squares(t: Text) -> dict[str, str]:
    """The same of the checks on a municipality's own squares."""
    return {
        "not_on_grid": t(
            "“{value}” is not the lower left corner of a square of {expected} metres: easting and northing must be multiples of that. Correct the width or the id."
        ),
        "not_in_sweden": t(
            "“{value}” lies in no Swedish municipality. An id is the square's easting (6 digits) and northing (7 digits) in SWEREF 99 TM. Correct it."
        ),
        "square_within": t(
            "“{value}” lies within the wider square in row {expected}, of the same year. Keep one of them: those who live there would count twice."
        ),
        "square_overlaps": t(
            "Another file has a square of another width where “{value}” lies, of the same year. Keep one of them: those who live there would count twice."
        ),
        "other_inhabitants": t(
            "The same square has another number of inhabitants in row {expected}, of the same year. Correct one of them."
        ),
        "known_row": t(
            "Whoever runs the website has put in this square, year and condition already. Your row is left out."
        ),
    }


def sentence(t: Text, problem: Problem) -> str:
    """One problem: where it is, what stands there, what was expected, how to mend it."""
    wording = (wordings_of_files(t) | wordings_of_cells(t) | wordings_of_squares(t))[problem.check]
    if problem.check == "repeated_key" and resource_of(problem.file) is None:  # a dictionary file: no figures
        wording = t("The same row stands in row {expected} too ({value}). Give one another id, or remove it.")
    if (problem.check, problem.column) == (
        "wrong_form",
        "square",
    ):  # an expression says little to who fills in the file
        wording = t(
            "“{value}” is not the id of a square, which is 13 digits: easting (6) and northing (7) in SWEREF 99 TM. In a spreadsheet the column must be text, or digits are lost."
        )
    expected = [text for text in problem.expected if text]
    said = wording.format(value=problem.value[:80], expected=", ".join(expected))
    return f"{place(t, problem)}: {said}"


def listed(t: Text, found: Sequence[Problem]) -> str:
    """The first problems as a Markdown list, the rest counted."""
    lines = [f"- {notes.plain(sentence(t, problem))}" for problem in found[:SHOWN]]
    if len(found) > SHOWN:
        rest = len(found) - SHOWN
        lines.append("- " + t.plural("and {count} further problem", "and {count} further problems", rest))
    return "\n".join(lines)


def show(t: Text, found: Sequence[Problem]) -> None:
    """A warning above the page when files are broken; the page below it shows the last good data, or the files without
    the wrong rows."""
    if found:
        heading = t(
            "Some data files could not be read. The page shows the last good figures; figures that never could be read are left out."
        )
        if all(map(by_row, found)):
            heading = t("Some rows do not fit and are left out. The rest of their files is shown.")
        st.warning(f"{heading}\n\n{listed(t, found)}")


def unavailable(t: Text, found: Sequence[Problem]) -> None:
    """In place of the page when there are no good data at all."""
    heading = t(
        "The figures cannot be shown, because the data files could not be read. Mend the files and reload the page."
    )
    st.error(f"{heading}\n\n{listed(t, found)}")
