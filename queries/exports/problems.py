"""What is wrong in a file, in words: by check, what was found, what was expected and how to mend it."""

from __future__ import annotations

from pathlib import Path

from queries.exports.event_checks import SENTENCES
from queries.exports.sentences import Sentence, message
from queries.store.checks import Problem


class Refused(Exception):
    """The file cannot be used; ``problems`` say why and how to mend it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.check for problem in problems))
        self.problems = list(problems)


WORDINGS = {
    # The file as such.
    "unopened": message("The file cannot be opened ({value}). Check its name and that you may read it."),
    "nothing_in_it": message("The file is empty. Export it again, or choose another file."),
    "too_large": message("The file is larger than {expected} megabytes. Split it, or raise the limit."),
    "binary": message("This is not a table but {value}. Save it as CSV or XLSX."),
    "no_text": message("This is not a table but binary data. Save it as CSV or XLSX."),
    "old_workbook": message("This is a workbook of another kind ({value}). Save it as XLSX or CSV."),
    "damaged_workbook": message("The workbook cannot be opened ({value}). Open it in a spreadsheet and save it anew."),
    "damaged_table": message(
        "This is {value}, but it is damaged or holds no whole table. Fetch it anew, or save it as CSV or XLSX."
    ),
    "no_rows_in_json": message("This is JSON without a list of rows. Save the table as CSV or XLSX."),
    "locked_workbook": message("The workbook is protected by a password. Save it without one."),
    "zip_bomb": message(
        "The workbook unpacks to more than {expected} megabytes. Save only the sheet with the figures, as CSV."
    ),
    "too_many_cells": message(
        "The workbook's sheets span {value} cells, more than the {expected} that can be read. Delete what lies far below or to the right of the tables."
    ),
    "too_much_text": message(
        "The workbook holds {value} letters, in one cell or where cells repeat a text; at most {expected} can be read. Save only the sheet with the figures, as CSV."
    ),
    "no_sheet": message("The workbook has no sheet with cells. Choose another file."),
    "undecodable": message(
        "The text is in no encoding that is known here: “{value}” is not {expected}. Save the file as CSV UTF-8."
    ),
    "unclosed_quote": message(
        "A quotation mark is opened here and not closed. Close it, or double the mark where it belongs to the text."
    ),
    "line_too_long": message(
        "The line is longer than any row of a table. Check that the file is a table, and that its rows end where they should."
    ),
    "too_demanding": message(
        "Reading the file took more memory or time than one file may take here, and was broken off. Choose fewer years or offences, or split it."
    ),
    "too_many_figures": message(
        "The file holds more figures than can be kept here. Choose fewer years, places or offences, or split it."
    ),
    "too_many_columns": message("The file has {value} columns; at most {expected} can be read. Keep those you need."),
    "not_a_table": message(
        "No table was found: there are no rows with at least two cells. Expected are columns separated by semicolon, comma, tab or |."
    ),
    # The columns.
    "personal_numbers": message(
        "The column holds what look like personal identity numbers. They must not be here: remove the column, and names of persons too, and choose the file again."
    ),
    "nothing_numeric": message(
        "No column with figures was found. Expected is at least one column of counts, rates or populations."
    ),
    "no_year": message(
        "No year was found, neither in a column, nor in the header, nor in the file's name. Name the year below, or add a column with it."
    ),
    "several_years": message(
        "“{value}” is of several years together, or of parts of two, and no figure of one calendar year can be had of it. Give each year by itself."
    ),
    "nothing_to_show": message(
        "The only figures are means, prices, times, changes or limits of intervals, which are neither numbers nor rates per inhabitant nor shares. Add a column with one of those."
    ),
    "short_years": message(
        "The dates, such as “{value}”, have years of two digits, so that year and day cannot be told apart. In a spreadsheet, choose the date format YYYY-MM-DD for the column and save the file anew."
    ),
    "no_data_rows": message("There is a header but no row with figures below it. Add rows, or choose another file."),
    "no_per": message(
        "The column holds rates, but not per how many inhabitants. Say it below, or write it in the header, such as “per 1,000 inhabitants”."
    ),
    "kind_unknown": message(
        "Of “{value}” the file gives the code alone, and not whether its values are numbers, rates or shares. Say below what the column holds, or add a column with the title of the key figure."
    ),
    "only_part_of_year": message(
        "“{value}” is no whole year, and only whole years are compared. Name the year below if the figures are of all of it, or add the months in a column of their own."
    ),
    "two_columns_for_one": message(
        "Two columns hold the same: {expected} too. Choose one of them below, and let the other be left out."
    ),
    "mixed_column": message(
        "The column holds places and, in other rows, offences or years such as “{value}”. Give each a column of its own: in a pivot table, choose tabular form and repeat all labels."
    ),
    "overlapping_groups": message(
        "The groups “{value}” hold each other, so that their sum would count some twice. Choose below the one to use, or keep in the file only those that do not overlap."
    ),
    # The values.
    "not_a_number": message("“{value}” is not a number. Write digits, or leave the cell empty where it is unknown."),
    "not_a_whole_number": message("“{value}” is not a whole number, which a count must be. Correct it."),
    "negative": message("“{value}” is less than zero, which no count, rate or population can be. Correct it."),
    "too_great": message("“{value}” is larger than any real figure. Correct it."),
    "not_a_year": message("“{value}” is no year between 1900 and 2100. Write it as four digits."),
    "part_of_year": message(
        "“{value}” is no whole year and was left out: it cannot be compared with whole years. Give all of the year, or each month by itself."
    ),
    "not_a_month": message("“{value}” is no month. Write it as Jan … Dec, 1–12 or 2026-01."),
    "no_place": message("The row has figures but no place. Fill it in."),
    "no_indicator": message("The row has figures but does not say what is counted. Fill it in."),
    "no_population": message("“{value}” inhabitants cannot be divided by. Correct it, or leave the cell empty."),
    "row_too_long": message("The row has {value} cells, the header {expected}. Check delimiters and quotation marks."),
    # Cross-checks.
    "two_values": message(
        "Two figures for the same cell: “{value}” here, but “{first}” in row {second}. Neither is used. Keep one of them."
    ),
    "place_contradicts": message(
        "In “{value}” the code is that of {first}, but the name that of {second}. The name was used. Check which is right."
    ),
    "other_file": message(
        "The file says {value}, but your file {first}, row {second}, says {third}. Both are shown, each as its file's. Check which is right, and remove the other."
    ),
    "rate_differs": message(
        "The rate {value} is not the count divided by the population, which gives {expected}. Check which of the three is right."
    ),
    "year_not_whole": message(
        "“{value}” is not of whole years. The figures of {expected} were therefore left out. If they are of whole years all the same, say so below."
    ),
    "zeros_at_end": message(
        "All months of {expected} from {value} on are 0, which is more likely missing than zero. The year was left out. If the zeros are real, say so below."
    ),
    "year_not_over": message(
        "{value} is not over, so its figures are not of a whole year. They were left out. If they are meant to be shown as they are, say so below."
    ),
    "total_of_parts": message(
        "The total ({value}) is of {first} of the year's {second} months or quarters. It was left out, since it is not of the whole year."
    ),
    "sum_differs": message(
        "The total ({value}) is not the sum of its parts, which is {expected}. Check which of them is right."
    ),
    "population_jumps": message("The population changes from {expected} to {value} within a year. Check it."),
    "all_missing": message("All figures are missing. Nothing can be shown."),
}
"""What each check says. ``{value}`` is what stands in the file, ``{expected}`` what was expected; ``{first}``,
``{second}`` and ``{third}`` are the details of it one by one."""


def said(problem: Problem) -> Sentence:
    """A problem without its place."""
    first, second, third, *_ = (*problem.expected, "", "", "")
    values = {"value": problem.value[:80], "expected": ", ".join(problem.expected)}
    values |= {"first": first, "second": second, "third": third}
    return Sentence(WORDINGS.get(problem.check) or SENTENCES[problem.check], values)


def about(path: str, check: str, value: object = "", *expected: object) -> Problem:
    """A problem of a whole file."""
    return Problem(check, Path(path).name, value=str(value), expected=tuple(str(part) for part in expected))
