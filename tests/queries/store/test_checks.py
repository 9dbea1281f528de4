"""Each rule names the file, the row as a spreadsheet counts it, the column and its letter, the value, what was expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from queries.store import checks, database
from queries.store.checks import Problem, column_letter
from queries.store.database import Files

PACKAGE = json.loads((database.BUILT_IN / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {resource["name"]: resource["schema"] for resource in PACKAGE["resources"]}

FILE = "exports/new.csv"
HEADER = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
GOOD = "threats,risk,,2020,,,6.7,,lagesbild-2022\n"
COLUMNS = ("indicator", "area_category", "area", "year", "count", "population", "per_1000", "share_percent", "source")
MEASURES = ("count", "population", "per_1000", "share_percent")
NOTES_HEADER = "indicator,area_category,area,year,source,measure,kind,note_sv,note_en\n"


def found(content: str | bytes, resource: str = "observations") -> list[Problem]:
    """What the checks of a single file find in this content."""
    raw = content.encode() if isinstance(content, str) else content
    return checks.read(FILE, raw, SCHEMAS[resource]).problems


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letter(index) == letters


# ---- files that are right -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        HEADER + GOOD,
        "\ufeff" + HEADER + GOOD,  # byte order mark, as Excel writes it
        (HEADER + GOOD).replace("\n", "\r\n"),
        (HEADER + GOOD).replace(",", " , "),
        HEADER + '"threats","risk","",2020,,,"6.7",,"lagesbild-2022"\n',
        HEADER + "threats,,Norra staden,2020,12,,,,lagesbild-2022\n",  # a place, a count, all else unknown
        HEADER + "threats,risk,,2020,0,1,0,100,lagesbild-2022\n",  # the ends of what is allowed
        HEADER + GOOD + GOOD.replace("lagesbild-2022", "lagesbild-2023"),  # published twice is no repetition
        HEADER + "\n" + GOOD + "\n\n",
        HEADER + GOOD.replace("6.7", "6.7000000000"),
    ],
    ids=[
        "plain",
        "mark",
        "windows",
        "spaces",
        "quoted",
        "place",
        "limits",
        "two sources",
        "blank lines",
        "zeros at the end",
    ],
)
def test_a_good_file_has_no_problems(content: str) -> None:
    assert found(content) == []


@pytest.mark.parametrize("year", ["02020", "-0", "00"])
def test_a_whole_number_is_written_in_one_way_only(year: str) -> None:
    # Keys are compared as they are written: 02020 beside 2020 would be one observation twice.
    assert found(HEADER + GOOD.replace("2020", year)) == [Problem("not_integer", FILE, 2, "D", "year", year)]


def test_columns_may_stand_in_any_order_and_keep_their_own_letter() -> None:
    header = "source,share_percent,per_1000,population,count,year,area,area_category,indicator\n"
    assert found(header + "lagesbild-2022,,6.7,,,2020,,risk,threats\n") == []
    assert found(header + "lagesbild-2022,,6:7,,,2020,,risk,threats\n") == [
        Problem("not_number", FILE, 2, "C", "per_1000", "6:7")
    ]


# ---- one file by itself -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (HEADER.encode() + GOOD.encode() + "hot,källa".encode("latin-1"), Problem("not_utf8", FILE, 3, value="e4")),
        (b"", Problem("empty", FILE)),
        (b"\n\r\n", Problem("empty", FILE)),
        (HEADER.encode(), Problem("no_rows", FILE)),
    ],
    ids=["latin-1", "nothing", "blank lines", "header alone"],
)
def test_a_file_that_cannot_be_used_at_all(content: bytes, problem: Problem) -> None:
    assert found(content) == [problem]


@pytest.mark.parametrize("row", ['"threats,risk,,2020', '"threats"s,risk,,2020,,,6.7,,lagesbild-2022\n'])
def test_quotation_marks_that_do_not_match(row: str) -> None:
    [problem] = found(HEADER + GOOD + row)
    assert (problem.check, problem.file) == ("not_csv", FILE)
    assert problem.value  # what the reader of CSV files says, in its own words


@pytest.mark.parametrize("mark", [";", "\t"])
def test_another_mark_than_the_comma_between_the_columns(mark: str) -> None:
    content = (HEADER + GOOD).replace(",", mark)
    assert found(content) == [Problem("wrong_delimiter", FILE, 1, "A", value=HEADER.strip().replace(",", mark))]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            HEADER.replace(",source", "") + "threats,risk,,2020,,,6.7,\n",
            Problem("missing_column", FILE, 1, "", "source", expected=COLUMNS),
        ),
        (
            HEADER.replace(",source", ",source,comment") + "threats,risk,,2020,,,6.7,,lagesbild-2022,good\n",
            Problem("unknown_column", FILE, 1, "J", "comment", expected=COLUMNS),
        ),
        (
            HEADER.replace(",source", ",source,year") + "threats,risk,,2020,,,6.7,,lagesbild-2022,2020\n",
            Problem("repeated_column", FILE, 1, "J", "year"),
        ),
        (
            HEADER + GOOD + "threats,risk,,2021,,,6,8,,lagesbild-2022\n",  # a decimal comma splits the cell
            Problem("row_width", FILE, 3, value="10", expected=("9",)),
        ),
    ],
    ids=lambda value: value.check if isinstance(value, Problem) else "",
)
def test_columns_that_do_not_fit(content: str, problem: Problem) -> None:
    assert found(content) == [problem]


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace(",source", ""),
        HEADER.replace(",source", ",source,comment"),
        HEADER.replace(",source", ",source,year"),
        HEADER.replace(",", ";"),
    ],
    ids=["missing", "unknown", "repeated", "semicolons"],
)
def test_a_header_below_blank_lines_is_found_where_it_stands(header: str) -> None:
    [problem] = found("\n,,\n" + header + GOOD)
    assert problem.row == 3


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("threats,risk,,,,,6.7,,lagesbild-2022", Problem("required", FILE, 2, "D", "year")),
        ("threats,risk,,2020,,,6.7,,", Problem("required", FILE, 2, "I", "source")),
        ("threats,risk,,2020.0,,,6.7,,lagesbild-2022", Problem("not_integer", FILE, 2, "D", "year", "2020.0")),
        ("threats,risk,,2020,1 000,,,,lagesbild-2022", Problem("not_integer", FILE, 2, "E", "count", "1 000")),
        ("threats,risk,,2020,１２,,,,lagesbild-2022", Problem("not_integer", FILE, 2, "E", "count", "１２")),
        ('threats,risk,,2020,,,"6,7",,lagesbild-2022', Problem("not_number", FILE, 2, "G", "per_1000", "6,7")),
        ("threats,risk,,2020,,,..,,lagesbild-2022", Problem("not_number", FILE, 2, "G", "per_1000", "..")),
        ("threats,risk,,2020,,,nan,,lagesbild-2022", Problem("not_number", FILE, 2, "G", "per_1000", "nan")),
        ("threats,risk,,2020,,,,7%,lagesbild-2022", Problem("not_number", FILE, 2, "H", "share_percent", "7%")),
        (
            "Threats,risk,,2020,,,6.7,,lagesbild-2022",
            Problem("wrong_form", FILE, 2, "A", "indicator", "Threats", ("^[a-z][a-z0-9_]*$",)),
        ),
        ("threats,risk,,1066,,,6.7,,lagesbild-2022", Problem("too_small", FILE, 2, "D", "year", "1066", ("1900",))),
        ("threats,risk,,2020,-1,,,,lagesbild-2022", Problem("too_small", FILE, 2, "E", "count", "-1", ("0",))),
        ("threats,risk,,20200,,,6.7,,lagesbild-2022", Problem("too_large", FILE, 2, "D", "year", "20200", ("2100",))),
        (
            "threats,risk,,2020,,,,100.1,lagesbild-2022",
            Problem("too_large", FILE, 2, "H", "share_percent", "100.1", ("100",)),
        ),
        (
            "threats,risk,,2020,,,10000000000.5,,lagesbild-2022",
            Problem("too_large", FILE, 2, "G", "per_1000", "10000000000.5", ("10000000000",)),
        ),
        (
            "threats,risk,,2020,,,0.1234567,,lagesbild-2022",
            Problem("too_many_decimals", FILE, 2, "G", "per_1000", "0.1234567", ("6",)),
        ),
        (
            f"threats,risk,,2020,,,0.{'0' * 40}1,,lagesbild-2022",
            Problem("too_many_decimals", FILE, 2, "G", "per_1000", f"0.{'0' * 40}1", ("6",)),
        ),
        ("threats,risk,,2020,,,,,lagesbild-2022", Problem("no_figure", FILE, 2, expected=MEASURES)),
        ("threats,,,2020,,,6.7,,lagesbild-2022", Problem("category_or_area", FILE, 2, "B", "area_category")),
        (
            "threats,risk,Norra staden,2020,,,6.7,,lagesbild-2022",
            Problem("category_or_area", FILE, 2, "B", "area_category", "risk"),
        ),
    ],
    ids=lambda value: f"{value.check} {value.column}" if isinstance(value, Problem) else "",
)
def test_a_row_that_breaks_a_rule(row: str, problem: Problem) -> None:
    assert found(HEADER + row + "\n") == [problem]


def test_a_word_that_is_not_on_the_list() -> None:
    row = "threats,risk,,2020,lagesbild-2022,rate,remark,En not,A note\n"
    assert found(NOTES_HEADER + row, "notes") == [Problem("not_allowed", FILE, 2, "F", "measure", "rate", MEASURES)]


def test_a_figure_that_stands_twice_in_a_file() -> None:
    content = HEADER + GOOD + GOOD.replace("2020", "2021") + GOOD.replace("6.7", "7.6")
    shown = "threats, risk, 2020, lagesbild-2022"
    assert found(content) == [Problem("repeated_key", FILE, 4, value=shown, expected=("2",))]


@pytest.mark.parametrize(
    ("before", "row"),
    [("", 2), (GOOD, 3), ("\n\n", 4), ('threats,,"Norra\nstaden",2020,1,,,,lagesbild-2022\n', 3)],
    ids=["first", "after a row", "after blank lines", "after a line break in a cell"],
)
def test_rows_are_counted_as_a_spreadsheet_does(before: str, row: int) -> None:
    [problem] = found(HEADER + before + "threats,risk,,2021,,,6:8,,lagesbild-2022\n")
    assert problem.row == row


def test_every_wrong_cell_is_named() -> None:
    content = HEADER + "threats,risk,,2020,one,,6:7,,lagesbild-2022\nthreats,risk,,MMXXI,,,6.8,,lagesbild-2022\n"
    assert {(problem.row, problem.letter) for problem in found(content)} == {(2, "E"), (2, "G"), (3, "D")}


# ---- one stage at a time ------------------------------------------------------------------------------------------


def test_a_file_that_is_not_utf8_is_not_blamed_for_its_columns() -> None:
    assert [problem.check for problem in found("källa;värde\n".encode("latin-1"))] == ["not_utf8"]


def test_a_file_with_wrong_columns_is_not_blamed_for_its_cells() -> None:
    content = HEADER.replace("source", "sauce") + "Threats,,,MMXX,one,,6:7,,lagesbild-2022\n"
    assert {problem.check for problem in found(content)} == {"missing_column", "unknown_column"}


def test_a_file_with_wrong_columns_is_not_blamed_for_its_width() -> None:
    assert {problem.check for problem in found(HEADER.replace(",source", "") + GOOD)} == {"missing_column"}


def test_a_file_with_a_wrong_width_is_not_blamed_for_its_cells() -> None:
    assert [problem.check for problem in found(HEADER + "Threats,risk,,MMXX,,,6,7,,lagesbild-2022\n")] == ["row_width"]


def test_ids_are_looked_up_only_when_every_file_can_be_read(files: Files) -> None:
    files[FILE] = (HEADER + "burglaries,risk,,MMXX,,,6.7,,lagesbild-2022\n").encode()
    assert [problem.check for problem in database.check(files)[1]] == ["not_integer"]


# ---- files against each other -------------------------------------------------------------------------------------


@pytest.fixture
def files(built_in_data: Path) -> Files:
    """The content of all data files, to be changed in memory."""
    return database.read_files()[0]


def test_the_data_as_they_are_have_no_problems(files: Files) -> None:
    assert database.check(files)[1] == []


@pytest.mark.parametrize(
    ("row", "letter", "column", "value", "resource"),
    [
        ("burglaries,risk,,2020,,,6.7,,lagesbild-2021-tabell-8", "A", "indicator", "burglaries", "indicators"),
        ("threats,urban,,2021,,,6.7,,lagesbild-2021-tabell-8", "B", "area_category", "urban", "area_categories"),
        ("threats,risk,,2021,,,6.7,,lagesbild-2022", "I", "source", "lagesbild-2022", "sources"),
    ],
)
def test_an_id_that_the_dictionary_does_not_know(
    files: Files, row: str, letter: str, column: str, value: str, resource: str
) -> None:
    files[FILE] = (HEADER + row + "\n").encode()
    assert database.check(files)[1] == [Problem("unknown_id", FILE, 2, letter, column, value, (resource,))]


@pytest.mark.parametrize(
    ("row", "letter", "column", "value", "resource"),
    [
        ("fires,risk,,2020,lagesbild-2021-tabell-8,per_1000,remark,N,N", "A", "indicator", "fires", "indicators"),
        (
            "threats,urban,,2020,lagesbild-2021-tabell-8,per_1000,remark,N,N",
            "B",
            "area_category",
            "urban",
            "area_categories",
        ),
        ("threats,risk,,2020,lagesbild-2022,per_1000,remark,N,N", "E", "source", "lagesbild-2022", "sources"),
    ],
)
def test_a_note_about_something_that_the_dictionary_does_not_know(
    files: Files, row: str, letter: str, column: str, value: str, resource: str
) -> None:
    files["notes.csv"] = (NOTES_HEADER + row + "\n").encode()
    assert database.check(files)[1] == [Problem("unknown_id", "notes.csv", 2, letter, column, value, (resource,))]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("shooting_concentration.csv", "2019,12,assessed_2019,28,", "2019,12,assessed_2019,27.45,"),
        ("encrochat.csv", "daily_footprints,30.4,", "daily_footprints,12.456,"),
        ("encrochat.csv", ",2.7,115,", ",2.75,115,"),
        ("area_groups.csv", ",60,no,0.02,", ",60,no,0.018,"),
    ],
)
def test_what_a_source_prints_is_never_rounded_in_silence(files: Files, file: str, old: str, new: str) -> None:
    text = files[file].decode()
    assert old in text or old.replace(",60,no,", ",60,") in text
    files[file] = text.replace(old, new).encode()
    assert [problem.check for problem in database.check(files)[1]] == ["too_many_decimals"]


def test_a_place_needs_no_category(files: Files) -> None:
    files[FILE] = (HEADER + "threats,,Norra staden,2020,12,,,,lagesbild-2021-tabell-8\n").encode()
    assert database.check(files)[1] == []


def test_a_figure_that_stands_in_two_files(files: Files) -> None:
    # The file that comes later by name repeats the other: row 4 of tabell-4 is vulnerable areas in 2020.
    files["exports/more.csv"] = (HEADER + "shootings,vulnerable,,2020,40,,,10.9,lagesbild-2021-tabell-4\n").encode()
    shown = "shootings, vulnerable, 2020, lagesbild-2021-tabell-4"
    assert database.check(files)[1] == [
        Problem(
            "repeated_across", "exports/more.csv", 2, value=shown, expected=("exports/lagesbild-2021-tabell-4.csv",)
        )
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("threats,risk,,2021,,,6.75,,lagesbild-2021-tabell-8", ("too_precise", "G", "per_1000", "6.75", ("1",))),
        # Shootings are counted: their share has one decimal, whatever the dictionary says of the count.
        (
            "shootings,risk,,2021,18,,,4.92,lagesbild-2021-tabell-4",
            ("too_many_decimals", "H", "share_percent", "4.92", ("1",)),
        ),
    ],
)
def test_a_figure_with_more_decimals_than_are_shown(
    files: Files, row: str, problem: tuple[str, str, str, str, tuple[str, ...]]
) -> None:
    files[FILE] = (HEADER + row + "\n").encode()
    assert database.check(files)[1] == [Problem(problem[0], FILE, 2, *problem[1:])]


def test_more_decimals_are_allowed_once_the_dictionary_says_so(files: Files) -> None:
    files[FILE] = (HEADER + "threats,risk,,2021,,,6.75,,lagesbild-2021-tabell-8\n").encode()
    dictionary = files["indicators.csv"].decode()
    assert "threats,6,fires_threats_intimidation,per_1000,1," in dictionary
    files["indicators.csv"] = dictionary.replace("_intimidation,per_1000,1,", "_intimidation,per_1000,2,").encode()
    assert database.check(files)[1] == []


ANSWER = "answers/new.csv"
ANSWERS_HEADER = "area,year,question,part,level,uncertainty\n"


def answer_problems(files: Files, *contents: str) -> list[Problem]:
    """What is wrong in answer files with these lines, one of the right kind always among them."""
    for number, content in enumerate(contents):
        files[ANSWER.replace("new", f"new{number or ''}")] = (ANSWERS_HEADER + content).encode()
    return database.check(files)[1]


def test_good_answers_have_no_problems(files: Files) -> None:
    line = "alby,2021,1,living_environment,3,2\nalby,2021,80,social_development,5,\n"
    assert answer_problems(files, line + "Norra staden,2021,1,living_environment,1,5\n") == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",2021,1,living_environment,3,2", ("required", "A", "area", "", ())),
        ("alby,2021,0,living_environment,3,2", ("too_small", "C", "question", "0", ("1",))),
        ("alby,2021,81,living_environment,3,2", ("too_large", "C", "question", "81", ("80",))),
        (
            "alby,2021,1,total,3,2",
            (
                "not_allowed",
                "D",
                "part",
                "total",
                ("living_environment", "societal_systems", "social_development"),
            ),
        ),
        ("alby,2021,1,living_environment,3.5,2", ("not_integer", "E", "level", "3.5", ())),
        ("alby,2021,1,living_environment,6,2", ("too_large", "E", "level", "6", ("5",))),
        ("alby,2021,1,living_environment,3,0", ("too_small", "F", "uncertainty", "0", ("1",))),
    ],
)
def test_an_answer_that_breaks_a_rule(
    files: Files, line: str, problem: tuple[str, str, str, str, tuple[str, ...]]
) -> None:
    assert answer_problems(files, line + "\n") == [Problem(problem[0], ANSWER, 2, *problem[1:])]


def test_a_question_that_is_answered_twice(files: Files) -> None:
    line = "alby,2021,1,living_environment,3,2\n"
    assert answer_problems(files, line + line) == [
        Problem("repeated_key", ANSWER, 3, value="alby, 2021, 1", expected=("2",))
    ]
    assert answer_problems(files, line, line) == [
        Problem("repeated_across", "answers/new1.csv", 2, value="alby, 2021, 1", expected=(ANSWER,))
    ]


def test_a_question_belongs_to_one_part_in_a_year(files: Files) -> None:
    first, other = "alby,2021,1,living_environment,3,2\n", "fittja,2021,1,societal_systems,3,2\n"
    assert answer_problems(files, first + other) == [
        Problem(
            "other_part", ANSWER, 3, "D", "part", "societal_systems", expected=("living_environment", f"{ANSWER}:2")
        )
    ]
    assert answer_problems(files, first + other.replace("2021", "2022")) == []


def test_a_printed_level_has_one_decimal(files: Files) -> None:
    levels = files["problem_levels.csv"].decode()
    files["problem_levels.csv"] = levels.replace("all_areas,2017,total,2.8,", "all_areas,2017,total,2.84,").encode()
    assert database.check(files)[1] == [
        Problem("too_many_decimals", "problem_levels.csv", 2, "D", "level", "2.84", ("1",))
    ]


def test_a_file_of_the_dictionary_that_is_missing(files: Files) -> None:
    del files["sources.csv"]
    assert database.check(files)[1] == [Problem("missing_file", "sources.csv")]


def test_a_data_package_that_is_missing(files: Files) -> None:
    del files["datapackage.json"]
    assert [(problem.check, problem.file) for problem in database.check(files)[1]] == [
        ("broken_dictionary", "datapackage.json")
    ]


def changed(package: str, resource: str, column: str, **rules: object) -> str:
    """The data package with other rules for one column."""
    content = json.loads(package)
    schema = next(listed["schema"] for listed in content["resources"] if listed["name"] == resource)
    next(listed for listed in schema["fields"] if listed["name"] == column).update(rules)
    return json.dumps(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda package: "",
        lambda package: package[:-10],
        lambda package: "[]",
        lambda package: '{"resources": []}',
        lambda package: package.replace('"path": "indicators.csv",', ""),
        lambda package: package.replace('"fields"', '"columns"', 1),
        lambda package: package.replace('"primaryKey"', '"keys"', 1),
        lambda package: package.replace("^[a-z]", "^([a-z]", 1),
        lambda package: package.replace('"type": "string",', "", 1),
        lambda package: '{"resources": ["indicators.csv"]}',
        lambda package: package.replace('"reference"', '"target"', 1),
        lambda package: package.replace('"minimum": 1900', '"minimum": "1900"', 1),
        lambda package: package.replace('"primaryKey": [', '"primaryKey": ["place",', 1),
        lambda package: package.replace('"path": "indicators.csv"', '"path": ["indicators.csv"]'),
        lambda package: changed(package, "sources", "published", constraints={"required": True, "minimum": 2000}),
        lambda package: changed(package, "notes", "measure", constraints={"required": True, "enum": 1}),
        lambda package: changed(package, "notes", "measure", constraints={"required": True, "enum": [1]}),
        lambda package: changed(package, "observations", "year", constraints={}),
        lambda package: changed(package, "problem_levels", "level", decimals="1"),
        lambda package: package.replace('"data": [', '"given": ['),
        lambda package: changed(package, "observations", "count", type="number"),
        lambda package: changed(package, "observations", "count", name="number"),
        lambda package: changed(package, "observations", "count", name="year"),
        lambda package: "[" * 100_000,
    ],
    ids=[
        "empty",
        "cut off",
        "a list",
        "no resources",
        "no path",
        "no fields",
        "no key",
        "bad pattern",
        "no type",
        "names of files",
        "key without target",
        "number in quotation marks",
        "key of an unknown column",
        "a list of files where one is meant",
        "limit of a text",
        "list that is a number",
        "list of numbers",
        "a value the database needs is not required",
        "decimals in quotation marks",
        "neither path nor header",
        "type the database does not have",
        "column the database does not have",
        "the same column twice",
        "nested too deep",
    ],
)
def test_a_data_package_that_cannot_be_used(files: Files, change) -> None:  # type: ignore[no-untyped-def]
    package = files["datapackage.json"].decode()
    files["datapackage.json"] = change(package).encode()
    assert change(package) != package
    [problem] = database.check(files)[1]
    assert (problem.check, problem.file) == ("broken_dictionary", "datapackage.json")
    assert problem.value  # what is wrong with it
