"""What was agreed and how it goes: the agreements word for word, own actions, the yearly wheel, events, broken files."""

from __future__ import annotations

import csv
import datetime
import io
import re
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components import downloads, problems
from pages.components.follow_up import actions as action_parts
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import forms as follow_up_forms
from pages.components.follow_up import reach
from pages.components.follow_up import wheel as wheel_parts
from pages.components.text import in_language
from pages.server import shell
from queries import Problem
from queries.store import additions, database, follow_up_checks
from queries.store.checks import Table, is_time
from queries.store.dictionary import FOLLOW_UP, Files, check
from tests.additions import SOURCE, SOURCES, addition
from tests.agreements import DETAILS, GOALS, MUNICIPALITIES, PERIODS
from tests.page import MENU, asked, listed, messages, opened, prose, rows, tables, words
from tests.pages.components.test_charts import contrast

SCREEN = "follow_up"
SV, EN = in_language("sv"), in_language("en")
NONE = {"sv": "Inget av talen här kan visa det.", "en": "None of the figures here can show this."}

ACTIONS = "id,agreement,goal,title_sv,title_en,status,term,kind,unit,followed_up,note_sv,note_en\n"
WHEEL = "date,body,theme_sv,theme_en,follow_up_sv,follow_up_en,agreement\n"
EVENTS = "id,begins,ends,kind,label_sv,label_en,municipality_code,indicator,source\n"
AGREEMENTS = (
    "id,label_sv,label_en,title_sv,title_en,parties_sv,parties_en,begins,ends,signed,continues_sv,continues_en,"
    "follow_up_sv,follow_up_en,source\n"
)

GOALS_HEADER = "id,agreement,kind,position,text_sv,text_en,detail_sv,detail_en,place_sv,place_en,needed_sv,needed_en\n"

GROUPS = (  # made up: so many actions with status, term, kind of goal, goal, unit, last follow-up, note
    (12, "green", "short", "process", "umea-2021-narkotika", "Umebrå kansli", "2025-09-02", ""),
    (10, "green", "long", "effect", "umea-2021-trygghet", "Fritidsförvaltningen", "2025-06-10", ""),
    (8, "green", "short", "effect", "", "Socialtjänsten", "2025-09-02", ""),
    (7, "yellow", "long", "process", "umea-2021-narkotika", "Socialtjänsten", "2025-03-18", "Brist på personal"),
    (5, "yellow", "short", "process", "umea-2021-platser", "Umebrå kansli", "", ""),
    (3, "red", "long", "effect", "umea-2021-platser", "Fritidsförvaltningen", "2024-12-09", "Inga pengar"),
)


def actions() -> str:
    """45 actions: 30 green, 12 yellow, 3 red; 25 short and 20 long; 24 of process and 21 of effect; 5 not followed up."""
    lines, number = [], 0
    for count, status, term, kind, goal, unit, date, note in GROUPS:
        for _ in range(count):
            number += 1
            lines.append(
                f"a{number},umea-2021-2024,{goal},Åtgärd {number},,{status},{term},{kind},{unit},{date},{note},\n"
            )
    return ACTIONS + "".join(lines)


WHEEL_ROWS = (
    "2001-03-10,Umebrå,Narkotika,,Krogar,,\n"
    "2098-11,Umebrå,Unga,Young people,Skolor,Schools,umea-2021-2024\n"
    "2099-01-20,Umebrå,Trygga platser,,,,\n"
    "2098-11,Umebrå,Föräldrar,,,,\n"
    "2097-05-05,Annat råd,Annat,,,,sodra-lappland-2017-2018\n"
)


@pytest.fixture
def own(small_built_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that adds to the built-in data; what a test puts there is seen at once."""
    place = tmp_path / "own"
    place.mkdir()
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    return place


def put(place: Path, **files: str) -> None:
    for name, text in files.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")


def html(at: AppTest) -> str:
    """The page's own HTML as text, without menu and footer."""
    bodies = [part.proto.body for part in at.get("html")]
    shown = "\n".join(body for body in bodies if not body.startswith(("<header", "<footer")))
    return shown.replace("\u00a0", " ").replace("&#x27;", "'")


def table(at: AppTest, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, its header first."""
    [number] = [
        number
        for number, found in enumerate(tables(at))
        for title in found.iter("caption")
        if words(title).startswith(caption)
    ]
    return rows(at, number)


def has_table(at: AppTest, caption: str) -> bool:
    return any(words(title).startswith(caption) for found in tables(at) for title in found.iter("caption"))


# ---- the agreements word for word -------------------------------------------------------------------------------


def loosely(text: str) -> str:
    """Without the capital and the full stop that make a point of a list a sentence."""
    return (text[0].lower() + text[1:]).removesuffix(".")


@pytest.mark.usefixtures("built_in_data")
def test_the_agreements_are_those_of_the_documents() -> None:
    found = {row["id"]: row for row in queries.rows("agreements", agreement=None)}
    assert {id_: (row["ends"], row["begins"], row["signed"]) for id_, row in found.items()} == PERIODS
    assert {id_: list(row["municipalities"]) for id_, row in found.items()} == MUNICIPALITIES


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("agreement", GOALS)
def test_the_goals_are_worded_as_in_the_documents(agreement: str) -> None:
    found: dict[str, list[str]] = {}
    for row in queries.rows("goals", agreement=agreement):
        found.setdefault(row["kind"], []).append(loosely(row["text_sv"]))
        assert row["detail_sv"] == DETAILS.get(row["text_sv"])
        assert row["place_sv"]
    assert found == {kind: [loosely(text) for text in texts] for kind, texts in GOALS[agreement].items()}


@pytest.mark.usefixtures("built_in_data")
def test_every_goal_that_nothing_can_show_says_what_would_be_needed() -> None:
    tied = {row["goal"] for row in queries.rows("goal_indicators", agreement=None)}
    alone = [row for row in queries.rows("goals", agreement=None) if row["id"] not in tied]
    assert len(alone) == 8  # five of Umeå's ten, three of southern Lapland's four
    assert all(row["needed_sv"] and row["needed_en"] for row in alone)


@pytest.mark.usefixtures("built_in_data")
def test_no_actions_and_no_meetings_are_made_up() -> None:
    assert queries.rows("actions", agreement=None) == []
    assert queries.rows("yearly_wheel", agreement=None) == []


# ---- the page with what is built in -----------------------------------------------------------------------------


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_says_what_was_agreed_and_that_the_period_is_over(language: str) -> None:
    text = prose(opened(SCREEN, lang=language))
    said = {
        "sv": "en målbild, tre övergripande mål, fyra fokusområden och två arbetssätt, från 2021-01-01 till 2024-12-31. "
        "Den avtalade perioden är slut. Om ingen ny överenskommelse tecknas",
        "en": "one vision, three overall goals, four focus areas and two ways of working, from 2021-01-01 to 2024-12-31. "
        "The agreed period is over. If no new agreement is made",
    }
    assert said[language] in text
    share = {  # crime, use, narcotics and places have figures of Umeå, and the vision is answered of it
        "sv": "Av överenskommelsens tio punkter kan en följas med tal för Umeå, fyra delvis och fem inte.",
        "en": "Of the agreement's ten points, one can be followed with figures of Umeå, four in part and five not.",
    }
    assert share[language] in html(opened(SCREEN, lang=language))


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("agreement", GOALS)
def test_the_points_are_counted_as_the_list_of_goals_has_them(agreement: str) -> None:
    page = html(opened(SCREEN, agreement=agreement))
    listed_ = re.findall(r'<span class="can"><span class="asked">Kan följas:</span> ([^<>]+)</span>', page)
    found = [row["reach"] for row in queries.rows("goal_reach", agreement=agreement)]
    names = {"answered": "ja", "own": "delvis", "others": "bara tal för landet", "none": "nej"}
    assert sorted(listed_) == sorted(names[one] for one in found)
    assert reach.sentence(SV, queries.rows("agreements", agreement=agreement)[0], found) in page


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("found", "said"),
    [
        (["own", "own"], "Av överenskommelsens två punkter kan två följas delvis med tal för Umeå."),
        (
            ["own", "none", "none"],
            "Av överenskommelsens tre punkter kan en följas delvis med tal för Umeå och två inte.",
        ),
        (["answered", "none"], "Av överenskommelsens två punkter kan en följas med tal för Umeå och en inte."),
        (["none", "none"], "Av överenskommelsens två punkter kan ingen följas med tal för Umeå."),
        (
            ["others", "none"],
            "Av överenskommelsens två punkter kan ingen följas med tal för Umeå, en bara med tal för landet och en inte.",
        ),
        (["own"], "Överenskommelsens enda punkt kan delvis följas med tal för Umeå."),
        (["answered"], "Överenskommelsens enda punkt kan följas med tal för Umeå."),
    ],
)
def test_each_way_of_reaching_the_points_is_a_sentence(found: list[str], said: str) -> None:
    [umea] = queries.rows("agreements", agreement="umea-2021-2024")
    assert reach.sentence(SV, umea, found) == said


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_goal_that_nothing_can_show_says_so(language: str) -> None:
    # safety, trust, segregation, and the two ways of working
    assert html(opened(SCREEN, lang=language)).count(NONE[language]) == 5
    # cooperation, young people, integration
    assert html(opened(SCREEN, lang=language, agreement="sodra-lappland-2017-2018")).count(NONE[language]) == 3


@pytest.mark.usefixtures("built_in_data")
def test_the_vision_of_no_vulnerable_area_is_answered_from_the_assessments() -> None:
    page = html(opened(SCREEN))
    assert "Inget område i Umeå finns med i polisens bedömningar 2015, 2017, 2019, 2021, 2023 och 2025" in page
    assert "en nyare bedömning" not in page
    assert "(överenskommelsens ord, 2021)" in page  # "i dag" is then
    assert "Polisens rapport om utsatta områden, december 2025" in " ".join(listed(opened(SCREEN), "sources"))
    assert 'href="/kommun?place=2480"' in page


def test_a_readers_own_number_of_areas_is_not_the_polices(data_copy: Path) -> None:
    files = addition("assessed_areas,all_areas,,2026,4242,,,,umea-2024\n")
    at = AppTest.from_file(MENU, default_timeout=30)
    at.session_state["own"] = files
    at.run()
    at.switch_page("follow_up.py").run()
    assert "4 242" not in html(at)
    assert "en nyare bedömning" not in html(at)


def test_a_readers_own_figures_are_said_to_be_there(data_copy: Path) -> None:
    at = AppTest.from_file(MENU, default_timeout=30)
    at.session_state["own"] = addition()
    at.run()
    at.switch_page("follow_up.py").run()
    assert "Umeå (egen fil, beräknat): 2,5 anmälda narkotikabrott" in html(at)
    assert "Bara du ser dem." in html(at)


@pytest.mark.usefixtures("built_in_data")
def test_figures_of_another_time_than_the_agreements_are_said_to_be_so() -> None:
    umea = opened(SCREEN)  # 2021–2024; the figures are of 2018–2020
    said = "Alla tal om händelser och brott är från tiden före överenskommelsen (från 2021-01-01 till 2024-12-31)."
    assert f"<li>{said}</li>" in html(umea)  # by the table
    assert "Från tiden före överenskommelsen." in html(umea)
    lapland = opened(SCREEN, agreement="sodra-lappland-2017-2018")  # the change from 2018 to 2020
    partly = (
        "En del av talen om händelser och brott är från en annan tid än överenskommelsens "
        "(från 2016-12-08 till 2018-12-31): efter den: 2020."
    )
    assert f"<li>{partly}</li>" in html(lapland)
    assert "Delvis från tiden efter överenskommelsen." in html(lapland)
    only = html(opened(SCREEN, agreement="sodra-lappland-2017-2018", year="2018"))
    assert "från en annan tid än överenskommelsens" not in only
    assert "Alla tal om händelser och brott är från tiden efter överenskommelsen" in html(
        opened(SCREEN, agreement="sodra-lappland-2017-2018", year=["2019", "2020"])
    )


def test_a_municipality_with_areas_is_told_how_many(own: Path) -> None:
    put(
        own,
        agreements=AGREEMENTS + "b,B,,Avtal,,Botkyrka,,2025-01-01,,,,,,,samverkan-umea-2021-2024\n",
        agreement_municipalities="agreement,municipality_code\nb,0127\n",
        goals="id,agreement,kind,position,text_sv,text_en,detail_sv,detail_en,place_sv,place_en,needed_sv,needed_en\n"
        "b1,b,vision,1,Inga utsatta områden.,,,,,,,\n",
        goal_indicators="goal,indicator,position,shows_sv,shows_en,limits_sv,limits_en\n"
        "b1,assessed_areas,1,Antalet.,,Orsaken.,\n",
    )
    page = html(opened(SCREEN, agreement="b"))
    counts = [(year, sum(row["year"] == year for row in botkyrka())) for year in (2015, 2017, 2019, 2021, 2023, 2025)]
    assert f"Botkyrka: antal områden {', '.join(f'{year} {count}' for year, count in counts[:-1])} och" in page
    assert "från 2025-01-01 tills vidare" in page
    assert "Den avtalade perioden är slut" not in prose(opened(SCREEN, agreement="b"))


def botkyrka() -> list[dict[str, object]]:
    """The rows of assessments.csv of areas that areas.csv has in Botkyrka, read from the files as they are."""
    with (database.BUILT_IN / "areas.csv").open(encoding="utf-8") as file:
        ids = {row["id"] for row in csv.DictReader(file) if row["municipality"] == "Botkyrka"}
    with (database.BUILT_IN / "assessments.csv").open(encoding="utf-8") as file:
        return [
            {"year": int(row["year"])}
            for row in csv.DictReader(file)
            if row["area"] in ids and row["area_category"] != "not_vulnerable"
        ]


@pytest.mark.usefixtures("built_in_data")
def test_the_agreement_is_chosen_in_the_address() -> None:
    page = html(opened(SCREEN, agreement="sodra-lappland-2017-2018"))
    for code in ("2425", "2481", "2422", "2421", "2462", "2463"):  # Dorotea … Åsele
        assert f'href="/kommun?place={code}"' in page
    assert "från 2016-12-08 till 2018-12-31" in page
    assert "<h5>Umeå har i dag" not in page  # its id stands among those that a file may name


@pytest.mark.usefixtures("built_in_data")
def test_without_own_figures_only_the_yardstick_is_shown_and_that_is_said() -> None:
    at = opened(SCREEN)
    page = html(at)
    assert "Här finns inga tal för Umeå. Övriga riket, som jämförelse: 11,9 anmälda narkotikabrott" in page
    assert ", +1,5 sedan 2018 (beräknat)." in page  # 11.9 - 10.4, table 7
    found = table(at, "Senaste tal")
    narcotics = next(line for line in found if line[0] == "Narkotikabrott")
    assert narcotics[1:4] == ["Övriga riket (jämförelse)", "2020", "11,9"]
    assert narcotics[7] == "? går inte att avgöra: antalet fall är inte publicerat"


@pytest.mark.usefixtures("built_in_data")
def test_the_year_is_chosen_in_the_address() -> None:
    at = opened(SCREEN, year=["2018", "2019"])
    narcotics = next(line for line in table(at, "Senaste tal") if line[0] == "Narkotikabrott")
    assert narcotics[1:4] == ["Övriga riket (jämförelse)", "2019", "11,1"]
    assert narcotics[5] == "+0,7"  # 11.1 - 10.4


@pytest.mark.usefixtures("built_in_data")
def test_without_a_year_the_goals_stay() -> None:
    at = opened(SCREEN, year="")
    assert "Krafttag mot narkotika." in html(at)
    assert not has_table(at, "Senaste tal")


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_empty_states_say_how_to_begin(language: str) -> None:
    text = prose(opened(SCREEN, lang=language))
    for line in {
        "sv": ("Här finns inga åtgärder än.", "Här finns inget årshjul än.", "med namnet actions.csv"),
        "en": ("No actions are here yet.", "No yearly wheel is here yet.", "under the name yearly_wheel.csv"),
    }[language]:
        assert line in text


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("kind", ["sources", *FOLLOW_UP])
def test_a_template_has_the_header_and_says_what_is_allowed(kind: str) -> None:
    content = follow_up_forms.template(SV, kind, queries.columns(kind)).decode("utf-8-sig")
    header, hints, example = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert header == (database.BUILT_IN / f"{kind}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert len(hints) == len(header) == len(example)
    assert "EXEMPEL" in example
    assert all(hints)
    said = dict(zip(header, hints, strict=True))
    if kind == "actions":
        assert said["status"] == "green | yellow | red"
        assert said["term"] == "short | long (får vara tom)"
        assert said["kind"] == "process | effect (får vara tom)"
        assert said["followed_up"] == "2025-03-18 (får vara tom)"
        assert dict(zip(header, example, strict=True))["title_en"] == "Better light in the park by the school"
    if kind == "yearly_wheel":
        assert said["date"] == "2025-03-18 | 2025-03"


def test_the_template_of_another_language_has_commas(built_in_data: Path) -> None:
    content = follow_up_forms.template(EN, "actions", queries.columns("actions")).decode("utf-8-sig")
    assert content.splitlines()[0] == ACTIONS.strip()


def test_what_a_swedish_spreadsheet_saves_is_read(own: Path) -> None:
    line = 'a1;umea-2021-2024;;"Ljus; och, buskar";;green;;;Gatukontoret;2025-03-18;;\r\n'
    (own / "actions.csv").write_bytes(("\ufeff" + ACTIONS.strip().replace(",", ";") + "\r\n" + line).encode())
    assert queries.problems() == ()
    [row] = queries.rows("actions", agreement=None)
    assert (row["title_sv"], row["unit"], row["followed_up"]) == ("Ljus; och, buskar", "Gatukontoret", "2025-03-18")
    put(own, notes="indicator;area_category;area;year;source;measure;kind;note_sv;note_en\n")  # not for all files
    assert [problem.check for problem in queries.problems()] == ["wrong_delimiter"]


def test_a_template_that_was_not_filled_in_is_named_cell_by_cell(own: Path) -> None:
    (own / "actions.csv").write_bytes(follow_up_forms.template(SV, "actions", queries.columns("actions")))
    assert {problem.column for problem in queries.problems()} == {"id", "status", "term", "kind", "followed_up"}
    assert {problem.row for problem in queries.problems()} == {2, 3}  # what the cells take, and the example
    assert "additions/actions.csv, rad 2, kolumn F (status)" in messages(opened(SCREEN))


@pytest.mark.parametrize("kind", ["sources", *FOLLOW_UP])
def test_the_rows_of_a_template_are_refused_and_hurt_nothing_else(own: Path, kind: str) -> None:
    (own / f"{kind}.csv").write_bytes(follow_up_forms.template(SV, kind, queries.columns(kind)))
    assert {problem.file for problem in queries.problems()} == {f"additions/{kind}.csv"}
    assert {problem.row for problem in queries.problems()} == {2, 3}
    assert "EXEMPEL" not in str(
        [queries.rows("agreements", agreement=None), queries.rows("events"), queries.rows("sources")]
    )
    assert queries.rows("yearly_wheel", agreement=None) == []


@pytest.mark.usefixtures("built_in_data")
def test_the_ids_that_may_be_used_stand_with_the_columns_and_in_the_file_of_goals() -> None:
    at = opened(SCREEN)
    allowed = {line[0]: line[3] for line in table(at, "Kolumnerna i actions.csv")[1:]}
    assert "sodra-lappland-2017-2018 (Södra Lappland 2017–2018)" in allowed["agreement"]
    assert "umea-2021-narkotika (Krafttag mot narkotika.)" in allowed["goal"]
    assert {line[0]: line[1] for line in table(at, "Kolumnerna i actions.csv")[1:]}["title_sv"].startswith(
        "Vad som görs"
    )
    assert (
        "samverkan-umea-2021-2024" in {line[0]: line[3] for line in table(at, "Kolumnerna i events.csv")[1:]}["source"]
    )
    assert (
        "narcotics_offences (Narkotikabrott)"
        in {line[0]: line[3] for line in table(at, "Kolumnerna i goal_indicators.csv")[1:]}["indicator"]
    )
    assert has_table(at, "Kolumnerna i sources.csv")
    goals = queries.rows("goals", agreement="umea-2021-2024")
    made = agreement_parts.table(SV, "", goals, [], {})
    lines = downloads.csv_for_machines(made).decode().splitlines()
    assert lines[0].endswith(",id")
    assert lines[1].endswith(",umea-2021-utsatt-omrade")


PARTS = {  # files, and what the page must say of an agreement that begins last and so is shown first
    "agreement": ("agreements",),
    "municipality": ("agreements", "agreement_municipalities"),
    "goals": ("agreements", "agreement_municipalities", "goals"),
    "goals-without-municipality": ("agreements", "goals", "goal_indicators"),
    "actions-without-goals": ("agreements", "agreement_municipalities", "actions"),
    "wheel": ("yearly_wheel",),
    "agreement-and-wheel": ("agreements", "yearly_wheel"),
    "events": ("events",),
    "everything": (
        *("agreements", "agreement_municipalities", "goals", "goal_indicators", "actions", "yearly_wheel", "events"),
    ),
}
FILLED = {
    "agreements": AGREEMENTS + "b,B,,Avtal,,Botkyrka,,2025-01-01,,,,,,,samverkan-umea-2021-2024\n",
    "agreement_municipalities": "agreement,municipality_code\nb,0127\n",
    "goals": GOALS_HEADER + "b1,b,vision,1,Inga utsatta områden.,,,,,,,\n",
    "goal_indicators": "goal,indicator,position,shows_sv,shows_en,limits_sv,limits_en\n"
    "b1,assessed_areas,1,Antalet.,,Orsaken.,\n",
    "actions": ACTIONS + "a1,b,,Ljus,,green,,,Gatukontoret,,,\n",
    "yearly_wheel": WHEEL + "2098-11,Umebrå,Unga,,,,\n",
    "events": EVENTS + "e1,2019,,other,Något,,,,samverkan-umea-2021-2024\n",
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", PARTS)
def test_each_part_can_be_filled_in_alone(own: Path, name: str, language: str) -> None:
    kinds = PARTS[name]
    put(own, **{kind: FILLED[kind] for kind in kinds})
    at = opened(SCREEN, lang=language)
    assert queries.problems() == ()
    text = prose(at) + messages(at) + html(at)
    none = {"sv": "Här finns inga mål för den här överenskommelsen.", "en": "No goals of this agreement are here."}
    assert (none[language] in text) == ("agreements" in kinds and "goals" not in kinds)
    assert ("Inga utsatta områden." in html(at)) == ("goals" in kinds)
    nowhere = {
        "sv": "Vilka kommuner överenskommelsen gäller finns inte här.",
        "en": "Which municipalities the agreement",
    }
    assert (nowhere[language] in text) == (name == "goals-without-municipality")
    assert has_table(at, {"sv": "Åtgärder: 1 av 1", "en": "Actions: 1 of 1"}[language]) == ("actions" in kinds)
    assert has_table(at, {"sv": "Teman och", "en": "Themes and"}[language]) == ("yearly_wheel" in kinds)
    if name == "everything":
        point = {
            "sv": "Överenskommelsens enda punkt kan följas med tal för Botkyrka.",
            "en": "The agreement's only point can be followed with figures of Botkyrka.",
        }
        assert point[language] in text


# ---- own actions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_actions_are_counted_by_status(own: Path, language: str) -> None:
    put(own, actions=actions())
    at = opened(SCREEN, lang=language)
    assert queries.problems() == ()
    said = {
        "sv": "45 åtgärder: 30 följer planen (gröna), 12 möter hinder men fortgår (gula) samt 3 har strandat och avslutats "
        "(röda). Den senaste uppföljningen är från 2025-09-02. 5 har inte följts upp.",
        "en": "Of 45 actions 30 go as planned (green), 12 have obstacles but go on (yellow) and 3 have stranded and were "
        "ended (red). The last follow-up is of 2025-09-02. 5 have not been followed up.",
    }
    assert said[language] in prose(at)
    caption = {"sv": "Antal åtgärder efter status", "en": "Number of actions by status"}[language]
    names = {
        "sv": ["✓ Grön: följer planen", "! Gul: hinder, fortgår", "✕ Röd: strandad, avslutad"],
        "en": ["✓ Green: as planned", "! Yellow: obstacles, goes on", "✕ Red: stranded, ended"],
    }[language]
    figures = [  # all, short, long, process, effect
        ["30", "20", "10", "12", "18"],
        ["12", "5", "7", "12", "0"],
        ["3", "0", "3", "0", "3"],
    ]
    assert table(at, caption)[1:] == [[name, *line] for name, line in zip(names, figures, strict=True)]
    alt = at.get("vega_lite_chart")[-1].proto.alt  # below that of the offences
    for name, line in zip(names, figures, strict=True):
        assert f"{name}: {line[0]}" in alt


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({}, 45),
        ({"status": "yellow"}, 12),
        ({"status": ["green", "red"]}, 33),
        ({"term": "short"}, 25),
        ({"kind": "effect"}, 21),
        ({"goal": "umea-2021-narkotika"}, 19),
        ({"goal": "none"}, 8),
        ({"unit": "Umebrå kansli"}, 17),
        ({"unit": "Umebrå kansli", "status": "yellow", "term": "short"}, 5),
        ({"unit": "Nobody", "kind": "unheard-of"}, 45),  # values that nobody knows are ignored
    ],
)
def test_filters_stand_in_the_address(own: Path, parameters: dict[str, str | list[str]], count: int) -> None:
    put(own, actions=actions())
    at = opened(SCREEN, **parameters)
    found = table(at, f"Åtgärder: {count} av 45")
    assert len(found) == 1 + count


def test_a_filter_is_written_to_the_address(own: Path) -> None:
    put(own, actions=actions())
    at = opened(SCREEN)
    next(group for group in at.get("button_group") if group.key == "term_filter").set_value("long").run()
    assert asked(at, "term") == ["long"]
    assert len(table(at, "Åtgärder: 20 av 45")) == 21


def test_nothing_that_fits_is_said_and_undone(own: Path) -> None:
    put(own, actions=actions())
    at = opened(SCREEN, status="red", term="short")
    assert "Ingen åtgärd stämmer med det som är valt." in messages(at)
    assert "Krafttag mot narkotika." in html(at)
    at.button(key="show_all").click().run()
    assert has_table(at, "Åtgärder: 45 av 45")


def test_actions_are_sorted(own: Path) -> None:
    put(own, actions=actions())

    def column(place: int, **parameters: str) -> list[str]:
        return [line[place] for line in table(opened(SCREEN, **parameters), "Åtgärder:")[1:]]

    by_status = column(1)
    assert (
        by_status
        == ["✕ Röd: strandad, avslutad"] * 3 + ["! Gul: hinder, fortgår"] * 12 + ["✓ Grön: följer planen"] * 30
    )
    dates = column(6, sort="followed_up")
    # Those that have stranded have ended: nobody waits for a follow-up of them.
    assert dates == [
        *["ännu inte uppföljd"] * 5,
        *["2024-12-09"] * 3,
        *["2025-03-18, för mer än ett år sedan"] * 7,
        *["2025-06-10, för mer än ett år sedan"] * 10,
        *["2025-09-02, för mer än ett år sedan"] * 20,
    ]
    units = column(5, sort="unit")
    assert units == ["Fritidsförvaltningen"] * 13 + ["Socialtjänsten"] * 15 + ["Umebrå kansli"] * 17


def test_what_is_not_said_stays_empty_and_has_a_column(own: Path) -> None:
    put(own, actions=ACTIONS + "a1,umea-2021-2024,,Något,,green,,,En enhet,,,\n")
    at = opened(SCREEN)
    head, line, *_ = table(at, "Antal åtgärder efter status")
    assert dict(zip(head, line, strict=True))["Tidshorisont inte angiven"] == "1"
    assert table(at, "Åtgärder: 1 av 1")[1][2:] == ["–", "–", "–", "En enhet", "ännu inte uppföljd", "–"]
    assert "1 åtgärd: 1 följer planen (grön). 1 har inte följts upp." in prose(at)  # and nothing of the other lights


def test_actions_of_another_agreement_are_not_shown(own: Path) -> None:
    put(own, actions=actions())
    at = opened(SCREEN, agreement="sodra-lappland-2017-2018")
    assert "Här finns inga åtgärder än." in prose(at)


def test_the_file_of_actions_is_the_table() -> None:
    found = [dict.fromkeys(ACTIONS.strip().split(","))]
    found[0] |= {"id": "a1", "title_sv": "=Något", "status": "red", "unit": "Enhet", "goal": "g"}
    made = action_parts.table(SV, "", found, {"g": "Ett mål"}, datetime.date(2026, 11, 21))
    assert downloads.csv_for_machines(made).decode() == (
        "title,status,term,kind,goal,unit,followed_up,note,id\r\n'=Något,red,,,g,Enhet,,,a1\r\n"
    )
    assert "✕ Röd: strandad, avslutad;;;Ett mål;Enhet" in downloads.csv_for_swedish_excel(SV, made).decode("utf-8-sig")


@pytest.mark.parametrize(("date", "long_ago"), [("2025-11-20", True), ("2025-11-21", False), ("2026-11-21", False)])
def test_more_than_a_year_ago(date: str, long_ago: bool) -> None:
    assert action_parts.is_long_ago(date, datetime.date(2026, 11, 21)) is long_ago


def test_every_light_has_a_tone_of_its_own() -> None:
    css = shell.own_file("/lagesbild.css")[0].decode()
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    for tone in action_parts.TONES.values():
        assert f".figures .{tone}" in css
        for part in (light, dark.split("@media print", 1)[0]):
            found = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", part))
            assert contrast(found[tone], found["ground"]) >= 4.5, tone  # WCAG 1.4.3


@pytest.mark.parametrize("question", ["actions", "yearly_wheel"])
def test_hostile_values_are_only_values(own: Path, question: str) -> None:
    put(own, actions=actions(), yearly_wheel=WHEEL + "2098-11,Umebrå,Unga,,,,umea-2021-2024\n")
    before = queries.rows(question, agreement=None)
    assert before
    assert queries.rows(question, agreement="'; DROP TABLE actions; --") == []
    assert queries.rows(question, agreement=None) == before


# ---- own figures ------------------------------------------------------------------------------------------------


def test_own_figures_stand_before_the_yardstick_with_how_sure_they_are(own: Path) -> None:
    for name, content in addition().items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_bytes(content)
    at = opened(SCREEN)
    page = html(at)
    # 260 and 325 of 130,000: 2.0 and 2.5; Z = 2 (√325 - √260) = 3.81, beyond 2.77; 2.5 is far below 11.9
    assert (
        "Umeå (beräknat): 2,5 anmälda narkotikabrott per 1 000 invånare 2020 (95 %-intervall 2,2 till 2,8 om fallen är "
        "oberoende), +0,5 sedan 2019 (beräknat); ökade, om fallen är oberoende; "
        "jämfört med övriga riket: lägre, om fallen är oberoende."
    ) in page
    assert "Här finns inga tal för Umeå. Övriga riket, som jämförelse: 11,9" not in page
    first, second = [line for line in table(at, "Senaste tal") if line[0] == "Narkotikabrott"]
    # Byar's limits of 325 are 290.6 and 362.3: 2.2 and 2.8 per 1,000 of 130,000
    assert first[1:6] == ["Umeå", "2020", "2,5 (beräknat)", "2,2", "2,8"]
    assert first[7:] == ["+0,5", "2019", "▲ ökade, om fallen är oberoende", "▼ lägre, om fallen är oberoende"]
    assert second[1] == "Övriga riket (jämförelse)"
    assert 'indicator=narcotics_offences&amp;area=Ume%C3%A5"' in page


def test_a_hidden_figure_is_said_to_be_hidden_and_no_earlier_one_takes_its_place(own: Path) -> None:
    figures = (
        "narcotics_offences,,Umeå,2019,260,130000,,,umea-2024\n"
        "narcotics_offences,,Umeå,2020,2,130000,,,umea-2024\n"
        "graffiti,,Umeå,2020,91,130000,,,umea-2024\n"
    )
    for name, content in addition(figures).items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_bytes(content)
    at = opened(SCREEN)
    line = next(line for line in table(at, "Senaste tal") if line[:2] == ["Narkotikabrott", "Umeå"])
    assert line[2:4] == ["2020", "–"]
    assert "Umeå 2020: " in html(at)
    assert "2,0 anmälda narkotikabrott" not in html(at)


# ---- the yearly wheel -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_next_meeting_is_marked(own: Path, language: str) -> None:
    put(own, yearly_wheel=WHEEL + WHEEL_ROWS)
    at = opened(SCREEN, lang=language)
    said = {
        "sv": "Nästa möte i årshjulet: 2098-11, Umebrå. Tema: Föräldrar och Unga.",
        "en": "The next meeting in the yearly wheel: 2098-11, Umebrå. Theme: Föräldrar and Young people.",
    }
    assert said[language] in prose(at)
    found = table(at, {"sv": "Teman och uppföljningar", "en": "Themes and follow-ups"}[language])
    moments = {
        "sv": ["◁ Tidigare", "▶ Nästa", "▶ Nästa", "○ Kommande"],
        "en": ["◁ Past", "▶ Next", "▶ Next", "○ Coming"],
    }
    # that of the other agreement is not there
    dates = ["2001-03-10", "2098-11", "2098-11", "2099-01-20"]
    assert [line[:2] for line in found[1:]] == [list(pair) for pair in zip(dates, moments[language], strict=True)]


def test_a_wheel_of_the_past_says_so(own: Path) -> None:
    put(own, yearly_wheel=WHEEL + "2001-03,Umebrå,Narkotika,,,,\n")
    assert "Inget kommande möte står i årshjulet." in prose(opened(SCREEN))


@pytest.mark.parametrize(
    ("dates", "next_"),
    [
        (["2026-11-21", "2026-11-21"], ["2026-11-21", "2026-11-21"]),  # two bodies on one day
        (["2026-11", "2026-11-21"], ["2026-11-21", "2026-11"]),  # the month may be any day of what is left of it
        (["2026-11", "2026-12-05"], ["2026-11"]),
        (["2026-12", "2026-11-30", "2026-12-01"], ["2026-11-30"]),
        (["2026-11-20", "2026-10"], []),
    ],
)
def test_whoever_meets_next_is_next(dates: list[str], next_: list[str]) -> None:
    planned = [{"date": date, "body": f"Råd {place}"} for place, date in enumerate(dates)]
    found = wheel_parts.by_moment(planned, datetime.date(2026, 11, 21))
    assert [row["date"] for moment, row in found if moment == "next"] == next_


def test_two_bodies_that_meet_next_are_both_said(own: Path) -> None:
    put(own, yearly_wheel=WHEEL + "2098-11-03,Umebrå,Unga,,,,\n2098-11-03,Kommunstyrelsen,Budget,,,,\n")
    assert (
        "Nästa möten i årshjulet: 2098-11-03, Kommunstyrelsen (tema: Budget); 2098-11-03, Umebrå (tema: Unga)."
        in prose(opened(SCREEN))
    )


@pytest.mark.parametrize(
    ("date", "past"),
    [("2025-03-17", True), ("2025-03-18", False), ("2025-03-19", False), ("2025-03", False), ("2025-02", True)],
)
def test_a_meeting_is_past_the_day_after_and_a_month_with_its_last_day(date: str, past: bool) -> None:
    assert wheel_parts.is_past(date, datetime.date(2025, 3, 18)) is past


# ---- events -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("built_in_data")
def test_events_are_the_notes_the_agreements_and_the_assessments() -> None:
    found = {row["id"]: row for row in queries.rows("events")}
    assert {id_ for id_, row in found.items() if row["kind"] == "agreement"} == set(PERIODS)
    assert found["sodra-lappland-2017-2018"]["codes"] == ("2421", "2422", "2425", "2462", "2463", "2481")
    assert [row["begins"] for row in found.values() if row["kind"] == "assessment"] == [
        *("2015", "2017", "2019", "2021", "2023", "2025-12")
    ]
    assert found["bedomning-2025"]["source"] == "polisen-2025-tabell-19-andra-hand"
    assert (found["los"]["begins"], found["los"]["ends"]) == ("2023/2024", None)  # "som startade 2023/2024": in one
    assert found["frigg"]["begins"] == "2024"  # the notes say neither the day nor when it began
    assert found["uvts-aktivitetsplan"]["begins"] == "2024-06"  # "antagen i juni 2024"


@pytest.mark.usefixtures("built_in_data")
def test_events_of_other_municipalities_are_not_shown() -> None:
    umea = [line[1] for line in table(opened(SCREEN), "Noteringar efter datum")[1:]]
    assert len(umea) == 14  # six assessments, the agreement, seven notes
    lapland = [line[1] for line in table(opened(SCREEN, agreement="sodra-lappland-2017-2018"), "Noteringar")[1:]]
    assert len(lapland) == 9  # six assessments, the agreement, Frigg, the category that was abolished
    assert "Krogar mot knark: enligt anteckningarna planerad start 2026" in umea


# ---- broken and partly filled files -------------------------------------------------------------------------------

BROKEN = {  # file: content, and the problems: row, letter, column, check
    "actions-status": ("actions", ACTIONS + "a1,umea-2021-2024,,Å,,grön,,,E,,,\n", [(2, "F", "status", "not_allowed")]),
    "actions-date": (
        "actions",
        ACTIONS + "a1,umea-2021-2024,,Å,,red,,,E,2025-02-30,,\n",
        [(2, "J", "followed_up", "not_date")],
    ),
    "actions-unit": ("actions", ACTIONS + "a1,umea-2021-2024,,Å,,red,,,,,,\n", [(2, "I", "unit", "required")]),
    "actions-agreement": ("actions", ACTIONS + "a1,no-such,,Å,,red,,,E,,,\n", [(2, "B", "agreement", "unknown_id")]),
    "actions-goal": (
        "actions",
        ACTIONS + "a1,umea-2021-2024,lappland-2017-andt,Å,,red,,,E,,,\n",
        [(2, "C", "goal", "other_agreement")],
    ),
    "actions-twice": (
        "actions",
        ACTIONS + "a1,umea-2021-2024,,Å,,red,,,E,,,\na1,umea-2021-2024,,Ä,,red,,,E,,,\n",
        [(3, "", "", "repeated_key")],
    ),
    "actions-header": ("actions", "id,status\na1,red\n", None),
    "actions-tabs": ("actions", ACTIONS.replace(",", "\t"), [(1, "A", "", "wrong_delimiter")]),
    "wheel-month": ("yearly_wheel", WHEEL + "2025-13,Råd,Tema,,,,\n", [(2, "A", "date", "not_date")]),
    "wheel-theme": ("yearly_wheel", WHEEL + "2025-12,Råd,,,,,\n", [(2, "C", "theme_sv", "required")]),
    "events-end": (
        "events",
        EVENTS + "e1,2025-03,2025-02-28,other,H,,,,samverkan-umea-2021-2024\n",
        [(2, "C", "ends", "ends_before")],
    ),
    "events-kind": (
        "events",
        EVENTS + "e1,2025,,raid,H,,,,samverkan-umea-2021-2024\n",
        [(2, "D", "kind", "not_allowed")],
    ),
    "events-source": ("events", EVENTS + "e1,2025,,other,H,,,,no-such\n", [(2, "I", "source", "unknown_id")]),
    "agreements-date": (
        "agreements",
        AGREEMENTS + "b,B,,Avtal,,Parter,,1/1 2025,,,,,,,samverkan-umea-2021-2024\n",
        [(2, "H", "begins", "not_date")],
    ),
    "agreements-period": (
        "agreements",
        AGREEMENTS + "b,B,,Avtal,,Parter,,2025-01-01,2024-12-31,,,,,,samverkan-umea-2021-2024\n",
        [(2, "I", "ends", "ends_before")],
    ),
    "municipalities": (
        "agreement_municipalities",
        "agreement,municipality_code\numea-2021-2024,9999\n",
        [(2, "B", "municipality_code", "unknown_id")],
    ),
    "goals": (
        "goals",
        "id,agreement,kind,position,text_sv,text_en,detail_sv,detail_en,place_sv,place_en,needed_sv,needed_en\n"
        "g,umea-2021-2024,mål,1.5,Text,,,,,,,\n",
        [(2, "C", "kind", "not_allowed"), (2, "D", "position", "not_integer")],
    ),
    "goal_indicators": (
        "goal_indicators",
        "goal,indicator,position,shows_sv,shows_en,limits_sv,limits_en\numea-2021-trygghet,safety,1,A,,B,\n",
        [(2, "B", "indicator", "unknown_id")],
    ),
    "not_a_table": ("actions", 'id,"agree', None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_and_the_rest_goes_on(own: Path, name: str) -> None:
    file, content, expected = BROKEN[name]
    put(own, **{"yearly_wheel": WHEEL + WHEEL_ROWS, "actions": actions(), file: content})
    found = queries.problems()
    assert {problem.file for problem in found} == {f"additions/{file}.csv"}
    if expected is not None:
        assert [(one.row, one.letter, one.column, one.check) for one in found] == expected
    at = opened(SCREEN)
    assert f"additions/{file}.csv" in messages(at)
    assert "Krafttag mot narkotika." in html(at)
    assert has_table(at, "Åtgärder: 45 av 45") == (file != "actions")
    assert has_table(at, "Teman och uppföljningar") == (file != "yearly_wheel")


ONE_WRONG = {  # a wrong row after a good one: where it is wrong, and what asks for the good one
    "actions": (
        ACTIONS + "a1,umea-2021-2024,,Ljus,,green,,,Gatukontoret,,,\na2,umea-2021-2024,,Å,,grön,,,E,,,\n",
        (3, "F", "not_allowed"),
        lambda: [row["id"] for row in queries.rows("actions", agreement=None)] == ["a1"],
    ),
    "actions-width": (
        ACTIONS + "a1,umea-2021-2024,,Ljus,,green,,,Gatukontoret,,,\na2,umea-2021-2024,,Å, ä,green,,,E,,,,,\n",
        (3, "", "row_width"),
        lambda: [row["id"] for row in queries.rows("actions", agreement=None)] == ["a1"],
    ),
    "yearly_wheel": (
        WHEEL + "2098-11,Umebrå,Unga,,,,\n2098-13,Umebrå,Gamla,,,,\n",
        (3, "A", "not_date"),
        lambda: [row["theme_sv"] for row in queries.rows("yearly_wheel", agreement=None)] == ["Unga"],
    ),
    "events": (
        EVENTS + "e1,2019,,other,H,,,,samverkan-umea-2021-2024\ne2,2024/2023,,other,H,,,,samverkan-umea-2021-2024\n",
        (3, "B", "not_date"),
        lambda: {"e1", "e2"} & {row["id"] for row in queries.rows("events")} == {"e1"},
    ),
    "agreements": (
        AGREEMENTS
        + "b,B,,Avtal,,Parter,,2025-01-01,,,,,,,samverkan-umea-2021-2024\n"
        + "c,C,,Avtal,,Parter,,2025-01-01,,,,,,,no-such\n",
        (3, "O", "unknown_id"),
        lambda: {"b", "c"} & {row["id"] for row in queries.rows("agreements", agreement=None)} == {"b"},
    ),
    "goals": (
        GOALS_HEADER + "g1,umea-2021-2024,vision,1,Mål,,,,,,,\ng2,umea-2021-2024,dream,1,Mål,,,,,,,\n",
        (3, "C", "not_allowed"),
        lambda: {"g1", "g2"} & {row["id"] for row in queries.rows("goals", agreement=None)} == {"g1"},
    ),
}


@pytest.mark.parametrize("name", ONE_WRONG)
def test_a_wrong_row_is_named_and_the_other_rows_of_its_file_go_on(own: Path, name: str) -> None:
    content, where, others_are_there = ONE_WRONG[name]
    file = name.partition("-")[0]
    put(own, **{file: content})
    assert [(one.file, one.row, one.letter, one.check) for one in queries.problems()] == [
        (f"additions/{file}.csv", *where)
    ]
    assert others_are_there()
    assert queries.left_out(file) == 1
    said = messages(opened(SCREEN))
    assert f"additions/{file}.csv, rad 3" in said
    assert "Några rader går inte att använda och är utelämnade." in said
    uses = {check.use for check in queries.checked_files() if check.file == f"additions/{file}.csv" and check.problems}
    assert uses == {"rows_left_out"}


def test_one_wrong_row_of_46_leaves_45_actions(own: Path) -> None:
    put(own, actions=actions() + "a46,umea-2021-2024,,Åtgärd 46,,green,short,process,E,18 mars,,\n")
    at = opened(SCREEN)
    assert len(table(at, "Åtgärder: 45 av 45")) == 46
    assert "1 rad i actions.csv är utelämnad, se överst på sidan." in messages(at)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("actions", ACTIONS + "a1,umea-2021-2024,,Å,,grön,,,E,,,\n"),
        ("actions", "id,status\na1,red\n"),
        ("yearly_wheel", WHEEL + "i höst,Råd,Tema,,,,\n"),
        ("yearly_wheel", "when\nnow\n"),
    ],
)
def test_a_file_that_is_there_is_never_called_missing(own: Path, file: str, content: str) -> None:
    put(own, **{file: content})
    at = opened(SCREEN)
    empty = {"actions": "Här finns inga åtgärder än", "yearly_wheel": "Här finns inget årshjul än"}[file]
    assert empty not in prose(at)
    assert f"{file}.csv" in messages(at)
    assert "se överst på sidan" in messages(at)


def test_a_reader_is_not_blamed_for_the_wrong_rows_of_an_administrator(own: Path) -> None:
    put(own, actions=ACTIONS + "a1,umea-2021-2024,,Å,,grön,,,E,,,\n")
    with queries.one_state(queries.Own(addition())):
        assert queries.own_problems() == ()
        assert [problem.row for problem in queries.problems()] == [2]
        assert queries.left_out("actions") == 1
        assert queries.own_sources() == ("umea-2024",)


def test_a_row_about_an_unknown_id_is_named_though_another_row_is_left_out(own: Path) -> None:
    """Only what refers to the very row that is left out is its consequence."""
    put(
        own,
        agreements=AGREEMENTS + "b,B,,Avtal,,Parter,,igår,,,,,,,samverkan-umea-2021-2024\n",
        actions=ACTIONS + "a1,b,,Å,,red,,,E,,,\na2,umae,,Å,,red,,,E,,,\na3,umea-2021-2024,,Å,,red,,,E,,,\n",
    )
    assert [(one.file, one.row, one.value) for one in queries.problems()] == [
        ("additions/agreements.csv", 2, "igår"),
        ("additions/actions.csv", 3, "umae"),
    ]
    assert [row["id"] for row in queries.rows("actions", agreement=None)] == ["a3"]
    assert queries.left_out("actions") == 2


WRONG_GOAL = "g1,umea-2021-2024,vision,x,Mål,,,,,,,\n"
"""A goal whose position is no number: row 2 of its file."""


def test_a_value_that_another_cell_of_a_row_left_out_holds_is_still_named(own: Path) -> None:
    """The action's goal is ``vision``, which is the kind of the goal that is left out and nobody's id."""
    put(
        own,
        goals=GOALS_HEADER + WRONG_GOAL,
        actions=ACTIONS + "a1,umea-2021-2024,vision,Å,,red,,,E,,,\na2,umea-2021-2024,g1,Å,,red,,,E,,,\n",
    )
    assert [(one.file, one.row, one.value, one.check) for one in queries.problems()] == [
        ("additions/goals.csv", 2, "x", "not_integer"),
        ("additions/actions.csv", 2, "vision", "unknown_id"),
    ]
    assert queries.left_out("actions") == 2
    said = messages(opened(SCREEN))
    assert "1 rad i actions.csv är utelämnad, se överst på sidan." in said
    assert "1 rad i actions.csv är utelämnad, eftersom den hänvisar till en utelämnad rad i en annan fil." in said


def test_rows_that_refer_to_a_row_left_out_are_said_where_their_file_is_checked(own: Path) -> None:
    """Nothing of actions.csv stands at the top of the page: its row is right, only the goal it names is not there."""
    put(
        own,
        goals=GOALS_HEADER + WRONG_GOAL,
        actions=ACTIONS + "a1,umea-2021-2024,g1,Å,,red,,,E,,,\na2,umea-2021-2024,,Å,,red,,,E,,,\n",
    )
    assert [(one.file, one.row) for one in queries.problems()] == [("additions/goals.csv", 2)]
    found = {one.kind: one for one in queries.checked_files() if one.file == "additions/actions.csv"}
    assert set(found) == {"form", "values", "keys", "references", "action_goals", "future", "additions"}
    assert {one.use for one in found.values()} == {"rows_left_out"}
    assert {kind: one.outcome for kind, one in found.items() if one.outcome != "passed"} == {"references": "found"}
    assert [(one.row, one.value, one.expected) for one in found["references"].problems] == [(2, "g1", ("goals",))]
    said = messages(opened(SCREEN))
    assert "1 rad i actions.csv är utelämnad, eftersom den hänvisar till en utelämnad rad i en annan fil." in said
    assert "actions.csv är utelämnad, se överst på sidan" not in said
    quality = " ".join(words(found) for found in tables(opened("data_quality")))
    assert "”g1” ska stå i goals.csv, men den raden eller hela filen är utelämnad. Rätta den där." in quality


def test_a_row_that_refers_to_a_readers_own_row_left_out_is_said_of_that_readers_file(own: Path) -> None:
    files = addition(
        goals=GOALS_HEADER + WRONG_GOAL,
        actions=ACTIONS + "a1,umea-2021-2024,g1,Å,,red,,,E,,,\n",
    )
    with queries.one_state(queries.Own(files)):
        assert [(one.file, one.row) for one in queries.own_problems()] == [("goals.csv", 2)]
        found = {one.kind: one for one in queries.checked_files() if one.file == "own/actions.csv"}
        assert {one.use for one in found.values()} == {"rows_left_out"}
        assert found["references"].outcome == "found"
        assert queries.referring("actions") == 1


def test_figures_whose_source_is_left_out_are_not_called_intact(own: Path) -> None:
    """The date of the source is the mistake; the figures that refer to it are nowhere, and so it is said."""
    for name, content in addition(sources=SOURCES + SOURCE.replace("2025-02", "2025-2")).items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_bytes(content)
    assert [(one.file, one.row) for one in queries.problems()] == [("additions/sources.csv", 2)]
    found = {one.kind: one for one in queries.checked_files() if one.file == "additions/exports/umea.csv"}
    assert {one.use for one in found.values()} == {"left_out"}
    assert found["references"].outcome == "found"


def test_many_wrong_rows_and_rows_that_refer_to_them_are_read_in_the_time_of_reading_them(own: Path) -> None:
    """Each row with each other took 17 seconds for 4000 rows of both files: all readers' data are held up meanwhile."""
    put(
        own,
        goals=GOALS_HEADER + "".join(f"g{n},umea-2021-2024,vision,x,Mål,,,,,,,\n" for n in range(4000)),
        actions=ACTIONS + "".join(f"a{n},umea-2021-2024,g{n},Å,,red,,,E,,,\n" for n in range(4000)),
    )
    begun = time.thread_time()
    assert len(queries.problems()) == 4000
    assert time.thread_time() - begun < 5
    assert queries.left_out("actions") == 4000


def test_a_follow_up_after_today_is_named_and_left_out(own: Path) -> None:
    put(own, actions=ACTIONS + "a1,umea-2021-2024,,Å,,red,,,E,2999-01-01,,\na2,umea-2021-2024,,Å,,red,,,E,,,\n")
    assert [(one.row, one.letter, one.value, one.check) for one in queries.problems()] == [
        (2, "J", "2999-01-01", "in_future")
    ]
    assert [row["id"] for row in queries.rows("actions", agreement=None)] == ["a2"]


@pytest.mark.parametrize(("date", "wrong"), [("2026-11-20", False), ("2026-11-21", False), ("2026-11-22", True)])
def test_today_is_no_day_to_come(date: str, wrong: bool) -> None:
    row = f"a1,umea-2021-2024,,Å,,red,,,E,{date},,"
    table = Table(
        file="actions.csv", header=ACTIONS.strip().split(","), numbers=[2], columns=[[cell] for cell in row.split(",")]
    )
    found = follow_up_checks.check_followed_up([table], datetime.date(2026, 11, 21))
    assert [problem.check for problem in found] == (["in_future"] if wrong else [])


def test_a_source_without_figures_may_have_no_date_and_that_is_said(own: Path) -> None:
    text = prose(opened(SCREEN))
    assert "eget datum är inte känt. Datum okänt." in text
    assert "Publicerad 2025." not in text.partition("eget datum är inte känt")[2][:40]
    for name, content in addition(sources=SOURCES + SOURCE.replace("2025-02", "")).items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_bytes(content)
    assert [(one.file, one.column, one.check) for one in queries.problems()] == [
        ("additions/sources.csv", "published", "required")
    ]


@pytest.mark.parametrize("kind", FOLLOW_UP)
def test_a_file_with_a_header_only_or_with_nothing(own: Path, kind: str) -> None:
    header = (database.BUILT_IN / f"{kind}.csv").read_text(encoding="utf-8").splitlines()[0]
    put(own, **{kind: f"{header}\n"})
    assert queries.problems() == ()
    put(own, **{kind: ""})
    assert [(problem.check, problem.file) for problem in queries.problems()] == [("empty", f"additions/{kind}.csv")]
    assert "Krafttag mot narkotika." in html(opened(SCREEN))


def test_actions_without_their_broken_agreements_are_not_blamed(own: Path) -> None:
    put(
        own,
        agreements=AGREEMENTS + "b,B,,Avtal,,Parter,,igår,,,,,,,samverkan-umea-2021-2024\n",
        actions=ACTIONS + "a1,b,,Å,,red,,,E,,,\n",
    )
    assert [(problem.file, problem.check) for problem in queries.problems()] == [
        ("additions/agreements.csv", "not_date")
    ]


def test_what_was_there_is_never_replaced(data_copy: Path) -> None:
    base: Files = database.read_files()[0]
    changed = b"id,agreement,kind,position,text_sv,text_en,detail_sv,detail_en,place_sv,place_en,needed_sv,needed_en\n"
    changed += "umea-2021-narkotika,umea-2021-2024,focus_area,5,Något annat.,,,,,,,\n".encode()
    found = check(additions.merged(base, {"goals.csv": changed}))[1]
    assert [(one.check, one.file, one.row, one.column) for one in found] == [
        ("other_row", "additions/goals.csv", 2, "text_sv")
    ]


def test_a_swedish_text_stands_where_the_english_is_missing(own: Path) -> None:
    put(own, actions=ACTIONS + "a1,umea-2021-2024,,Ljus i parken,,green,,,Gatukontoret,,,\n")
    assert table(opened(SCREEN, lang="en"), "Actions: 1 of 1")[1][0] == "Ljus i parken"


def test_without_any_agreement_the_page_says_how_to_begin(data_copy: Path) -> None:
    for kind in FOLLOW_UP:
        path = data_copy / f"{kind}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    # the sources of what is no longer there stay
    assert queries.problems() == ()
    at = opened(SCREEN)
    assert "Här finns ingen överenskommelse." in messages(at)
    assert "Här finns inga åtgärder än." in prose(at)


@pytest.mark.parametrize(
    ("text", "form", "there"),
    [
        ("2025-03-18", "date", True),
        ("2024-02-29", "date", True),
        ("2025-02-29", "date", False),
        ("2025-3-18", "date", False),
        ("20250318", "date", False),
        ("2025-03", "date", False),
        ("2025-03", "month", True),
        ("2025-00", "month", False),
        ("2025", "year", True),
        ("2023/2024", "either", True),
        ("2024/2023", "either", False),
        ("2023/24", "either", False),
        ("25", "year", False),
        ("٢٠٢٥", "year", False),
    ],
)
def test_a_time_is_one_that_there_is(text: str, form: str, there: bool) -> None:
    assert is_time(text, form) is there


def test_messages_say_what_to_write() -> None:
    one = Problem("not_date", "additions/yearly_wheel.csv", 2, "A", "date", "2025-13", ("2025-03-18", "2025-03"))
    assert problems.sentence(SV, one) == (
        "additions/yearly_wheel.csv, rad 2, kolumn A (date): ”2025-13” är inget datum som finns, skrivet som "
        "2025-03-18, 2025-03. Skriv det så."
    )
    twice = Problem("repeated_key", "additions/actions.csv", 3, value="a1", expected=("2",))
    assert "Samma post står på rad 2 också (a1)." in problems.sentence(SV, twice)
    figures = Problem("repeated_key", "exports/a.csv", 3, value="threats", expected=("2",))
    assert "Samma post" not in problems.sentence(SV, figures)


# ---- can a goal be measured? ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "until", "change", "answer"),
    [
        # Of Umeå's 562 reports of damage a fall by some 60 per cent is told: 2.8·√(2·φ)/√562 with φ = 1 + 0.026·562.
        ("criminal_damage", "2028", "-15", "Nej: en minskning med 15 procent till 2028"),
        ("reported_offences", "2027", "-60", "Ja: en minskning med 60 procent till 2027"),
        ("reported_offences", "2028", "50", "Ja: en ökning med 50 procent till 2028"),
    ],
)
def test_a_goal_is_tried_against_chance(indicator: str, until: str, change: str, answer: str) -> None:
    at = opened("follow_up", place="2480", indicator=indicator, until=until, change=change)
    said = "".join(html.proto.body for html in at.get("html"))
    assert answer in said.replace("<b>", "").replace("</b>", "")
    assert [part.proto.expanded for part in at.expander if part.label.startswith("Pröva ett mål")] == [True]


def test_other_wordings_of_a_goal_stand_in_a_table_and_tell_smaller_changes() -> None:
    at = opened("follow_up", place="2480", indicator="criminal_damage", change="-15")
    found = next(table for table in tables(at) if "Minsta minskning" in words(table))
    falls = [int(words(line[3])) for line in found.iter("tr") if words(line[3]).isdigit()]
    assert len(falls) == 10
    assert falls[0] > falls[1] > falls[2]  # one year, the mean of three, of five
    assert falls[3] > falls[4]  # with similar municipalities: one year, the mean of three
    assert falls[3] < falls[0]


def test_where_no_municipality_is_chosen_that_of_the_agreement_is_tried() -> None:
    at = opened("follow_up", agreement="umea-2021-2024")
    said = "".join(html.proto.body for html in at.get("html"))
    assert "är för liten för att skilja från slump (Umeå, anmälda brott)" in said
    assert [part.proto.expanded for part in at.expander if part.label.startswith("Pröva ett mål")] == [False]
