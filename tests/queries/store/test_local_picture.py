"""What a local picture is made of: ratings of the stage model, phases, numbers of the cylinder model; all of it the reader's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import queries
from pages.components import problems
from pages.components.text import in_language

STAGES = "area,year,condition,stage,uncertainty\n"
PHASES = "area,phase,begins,ends,mark_sv,mark_en\n"
CYLINDER = "area,year,group_letter,count\n"


@pytest.fixture
def own(small_built_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that adds to the built-in data; what a test puts there is seen at once."""
    place = tmp_path / "own"
    place.mkdir()
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    return place


def put(place: Path, **files: str) -> list[tuple[str, int | None, str, str]]:
    """Put files there; what is wrong in them: check, row, column letter, value."""
    for name, text in files.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")
    return [(problem.check, problem.row, problem.letter, problem.value) for problem in queries.problems()]


@pytest.mark.usefixtures("built_in_data")
def test_nothing_is_made_up() -> None:
    assert queries.rows("stages") == queries.rows("cylinder") == []
    assert queries.rows("phases", area=None) == []


def test_an_area_is_as_far_as_its_worst_condition(own: Path) -> None:
    text = STAGES + "alby,2023,Öppen droghandel,3,2\nalby,2023,Otrygghet,2,\nalby,2025,Öppen droghandel,2,1\n"
    assert put(own, stages=text + "Norra torget,2025,Skadegörelse,4,5\nNorra torget,2025,Hot,4,4\n") == []
    found = {(row["name"], row["year"]): row for row in queries.rows("stages")}
    assert list(found) == [("Alby", 2023), ("Alby", 2025), ("Norra torget", 2025)]
    then, now = found["Alby", 2023], found["Alby", 2025]
    assert (then["highest"], then["to_be_marked"], then["conditions"], then["highest_before"]) == (3, True, 2, None)
    assert (then["stage_1"], then["stage_2"], then["stage_3"], then["stage_4"]) == (0, 1, 1, 0)
    assert (then["uncertainty"], then["uncertain"]) == (2, 1)
    assert (now["highest"], now["to_be_marked"], now["year_before"], now["highest_before"]) == (2, False, 2023, 3)
    assert found["Norra torget", 2025]["uncertainty"] == 4.5


def test_phases_follow_each_other_and_the_last_may_go_on(own: Path) -> None:
    text = PHASES + "alby,1,2019,2021-05,Synliga problem,\nalby,2,2021-05,,Polisen kan vistas i området,\n"
    assert put(own, phases=text) == []
    assert [(row["phase"], row["begins"], row["ends"]) for row in queries.rows("phases", area="alby")] == [
        (1, "2019", "2021-05"),
        (2, "2021-05", None),
    ]


WRONG = {
    "stage-five": ("stages", STAGES + "alby,2025,Hot,5,\n", ("too_large", 2, "D", "5")),
    "stage-word": ("stages", STAGES + "alby,2025,Hot,tre,\n", ("not_integer", 2, "D", "tre")),
    "stage-twice": (
        "stages",
        STAGES + "alby,2025,Hot,3,\nalby,2025,Hot,4,\n",
        ("repeated_key", 3, "", "alby, 2025, Hot"),
    ),
    "phase-four": ("phases", PHASES + "alby,4,2020,,M,\n", ("too_large", 2, "B", "4")),
    "phase-date": ("phases", PHASES + "alby,1,2020-13,,M,\n", ("not_date", 2, "C", "2020-13")),
    "phase-ends": ("phases", PHASES + "alby,1,2020,2019,M,\n", ("ends_before", 2, "D", "2019")),
    "phase-two": ("phases", PHASES + "alby,1,2020,2022,M,\nalby,2,2021,,M,\n", ("two_phases", 3, "C", "2021")),
    "phase-endless": ("phases", PHASES + "alby,1,2020,,M,\nalby,2,2021,,M,\n", ("two_phases", 3, "C", "2021")),
    "group": ("cylinder", CYLINDER + "alby,2025,E,4\n", ("not_allowed", 2, "C", "…")),
    "negative": ("cylinder", CYLINDER + "alby,2025,A,-4\n", ("too_small", 2, "D", "…")),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_named_and_the_others_are_shown(own: Path, name: str) -> None:
    kind, text, problem = WRONG[name]
    good = {"stages": "araby,2025,Hot,1,\n", "phases": "araby,1,2020,,M,\n", "cylinder": "araby,2025,A,9\n"}[kind]
    assert put(own, **{kind: text + good}) == [problem]
    asked = {"area": None} if kind == "phases" else {}
    assert "Araby" in [row["name"] for row in queries.rows(kind, **asked)]


PERSONS = {
    "a column of names": ("area,year,group_letter,count,namn\nalby,2025,A,4,Kim Testsson\n", "personal_column"),
    "a column of numbers": ("area,year,group_letter,count,personnummer\nalby,2025,A,4,1\n", "personal_column"),
    "a personal number": (CYLINDER + "19121212-1212,2025,A,4\n", "personal_number"),
    "a short one": (CYLINDER + "alby,2025,A,1212121212\n", "personal_number"),
    "a row a person": (CYLINDER + "alby,2025,A,1\nalby,2025,A,1\n", "row_a_person"),
    "a name for an area": (CYLINDER + "Kim Testsson,2025,A,4\n", "not_an_area"),
}


@pytest.mark.parametrize("name", PERSONS)
def test_a_file_that_may_tell_of_persons_is_refused_whole_and_never_quoted(own: Path, name: str) -> None:
    text, check = PERSONS[name]
    found = put(own, cylinder=text + "araby,2025,B,9" + ("," if "namn" in text or "personn" in text else "") + "\n")
    assert {problem[0] for problem in found} == {check}
    assert queries.rows("cylinder") == []
    for language in ("sv", "en"):
        said = problems.listed(in_language(language), queries.problems())
        assert not any(part in said for part in ("Kim", "Testsson", "121212"))
        assert ("tas inte emot" in said) or ("is refused" in said)


NAMED = {
    "a name for a group": CYLINDER + "alby,2025,Kim Testsson,4\n",
    "a name for a column": "area,year,group_letter,count,Kim Testsson\nalby,2025,A,4,1\n",
    "no header": "Kim Testsson,2025,A,4\n",
    "other commas": "Kim Testsson;2025;A;4\n",
}


@pytest.mark.parametrize("name", NAMED)
def test_whatever_else_is_wrong_nobody_is_named(own: Path, name: str) -> None:
    assert put(own, cylinder=NAMED[name]) != []
    assert queries.rows("cylinder") == []
    assert not any("Testsson" in repr(problem) for problem in queries.problems())  # the log has all of it
    for language in ("sv", "en"):
        said = problems.listed(in_language(language), queries.problems())
        assert "cylinder.csv" in said
        assert "Testsson" not in said


def test_few_in_a_group_are_not_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_SMALLEST_COUNT", "5")
    assert put(own, cylinder=CYLINDER + "alby,2025,A,4\nalby,2025,B,5\nalby,2025,C,0\n") == []
    assert {row["group_letter"]: row["count"] for row in queries.rows("cylinder")} == {"A": None, "B": 5, "C": 0}


def test_the_version_does_not_tell_which_small_number_is_hidden(own: Path) -> None:
    versions = set()
    for count in (1, 2, 7):
        assert put(own, cylinder=f"{CYLINDER}alby,2025,A,{count}\nalby,2025,B,9\n") == []
        assert [row["count"] for row in queries.rows("cylinder")] == [count if count == 7 else None, 9]
        versions.add(queries.version())
    assert len(versions) == 2  # 1 and 2 are hidden alike, 7 is shown


def test_an_area_of_the_stage_model_may_have_numbers(own: Path) -> None:
    assert put(own, stages=STAGES + "Norra torget,2025,Hot,3,\n", cylinder=CYLINDER + "Norra torget,2025,B,7\n") == []
    assert [row["count"] for row in queries.rows("cylinder")] == [7]


def test_a_swedish_spreadsheet_writes_semicolons(own: Path) -> None:
    assert put(own, stages="area;year;condition;stage;uncertainty\nalby;2025;Hot, våld;3;\n") == []
    assert queries.rows("stages")[0]["highest"] == 3
