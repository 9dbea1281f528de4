"""What was agreed and how it goes over HTTP: the agreements typed a second time, and a municipality's own actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import agreements
from tests.server import get, rows

TABLES = ("agreements", "goals", "goal-indicators", "actions", "yearly-wheel", "events")

HEADER = "id,agreement,goal,title_sv,title_en,status,term,kind,unit,followed_up,note_sv,note_en\n"
ACTION = "lampor,umea-2021-2024,,Fler lampor,More lights,green,short,process,Gatukontoret,,,\n"


@pytest.mark.usefixtures("built_in_data")
def test_the_agreements_have_their_periods_and_municipalities() -> None:
    found = {row["id"]: row for row in rows("/api/agreements.csv")}
    assert {name: (row["ends"], row["begins"], row["signed"]) for name, row in found.items()} == agreements.PERIODS
    assert found["umea-2021-2024"]["municipality_codes"] == "2480"
    codes = found["sodra-lappland-2017-2018"]["municipality_codes"].split()
    assert len(codes) == len(agreements.MUNICIPALITIES["sodra-lappland-2017-2018"])
    (umeå,) = get("/api/agreements.json?agreement=umea-2021-2024").json()["agreements"]
    assert umeå["municipality_codes"] == ["2480"]


@pytest.mark.usefixtures("built_in_data")
def test_the_goals_are_those_of_the_documents() -> None:
    for agreement, kinds in agreements.GOALS.items():
        found = rows(f"/api/goals.csv?agreement={agreement}")
        for kind, texts in kinds.items():
            said = [row["text_sv"].rstrip(".").casefold() for row in found if row["kind"] == kind]
            assert said == [text.rstrip(".").casefold() for text in texts]
    goals = {row["id"] for row in rows("/api/goals.csv")}
    assert {row["goal"] for row in rows("/api/goal-indicators.csv")} <= goals


@pytest.mark.usefixtures("built_in_data")
def test_events_have_those_of_the_agreements_and_assessments_too() -> None:
    found = {row["id"]: row for row in rows("/api/events.csv")}
    assert found["uvts-start"]["municipality_codes"] == "2480"
    assert found["umea-2021-2024"]["kind"] == "agreement"
    assert found["umea-2021-2024"]["begins"] == "2021-01-01"
    assert {row["id"]: row for row in get("/api/events.json").json()["events"]}["uvts-start"]["ends"] is None


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("name", TABLES)
def test_csv_and_json_hold_the_same_and_what_is_empty_has_its_columns(name: str) -> None:
    answer = get(f"/api/{name}.json").json()
    assert len(answer["version"]) == 16
    listed = answer[name.replace("-", "_")]
    assert [row.get("id") for row in rows(f"/api/{name}.csv")] == [row.get("id") for row in listed]
    header = get(f"/api/{name}.csv").text.partition("\r\n")[0].split(",")
    assert len(header) > 5
    assert all(list(row) == header for row in listed)


@pytest.mark.usefixtures("built_in_data")
def test_an_agreement_that_there_is_not_is_refused() -> None:
    answer = get("/api/goals.csv?agreement=nothing&lang=en")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("“nothing” is no value of agreement. Known are ")


def test_a_municipalitys_own_actions_are_there(data_copy: Path) -> None:
    (data_copy / "actions.csv").write_text(HEADER + ACTION, encoding="utf-8")
    (action,) = rows("/api/actions.csv?agreement=umea-2021-2024")
    assert (action["id"], action["title_en"], action["unit"]) == ("lampor", "More lights", "Gatukontoret")
    assert rows("/api/actions.csv?agreement=sodra-lappland-2017-2018") == []
