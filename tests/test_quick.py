"""Which tests ``make quick`` chooses for what was changed."""

from __future__ import annotations

import pytest

from tests.quick import ALWAYS, QUESTIONS, SCREENS, touched


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("queries/store/hiding.py", ["tests/queries/store/test_hiding.py"]),
        ("queries/series.sql", list(QUESTIONS)),
        ("data/sources.csv", [SCREENS, *QUESTIONS]),
        ("pages/areas.py", [SCREENS, "tests/pages/test_areas.py"]),
        ("tests/pages/test_areas.py", ["tests/pages/test_areas.py"]),
        ("README.md", []),
    ],
)
def test_a_change_is_tested_where_tests_repeat_its_place(path: str, chosen: list[str]) -> None:
    assert touched([path]) == [*ALWAYS, *chosen]


def test_what_has_no_test_of_its_name_is_tested_by_those_that_import_it() -> None:
    assert "tests/queries/statistics/test_oracles.py" in touched(["queries/statistics/lines.py"])
    assert "tests/pages/test_areas.py" in touched(["tests/page.py"])
