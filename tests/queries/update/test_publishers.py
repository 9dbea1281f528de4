"""What Statistics Sweden, Kolada and Brå answer, read; and answers of another form, refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from queries.exports.values.names import folded
from queries.update import bra, kolada, statistics_sweden
from queries.update.answers import Asker, Unanswered
from queries.update.figures import Fetched, Key
from queries.update.words import Said, spoken
from tests.queries.update.publishers import (
    BRA_2026,
    Handler,
    Publishers,
    entry,
    of_three_municipalities,
    yearly_table,
)

NAMES = of_three_municipalities().names
TODAY = "2027-04-09"

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def publishers() -> Publishers:
    return of_three_municipalities()


def said_of(work: Callable[[Asker], object]) -> str:
    with Asker(lambda _: None) as asker, pytest.raises(Unanswered) as raised:
        work(asker)
    return spoken(raised.value.said, "en")


# ---- Statistics Sweden ------------------------------------------------------------------------------------------------


def populations(asker: Asker) -> Fetched:
    return statistics_sweden.fetch(asker, NAMES, 2025, TODAY)


def test_populations_are_read(address: str) -> None:
    with Asker(lambda _: None) as asker:
        found = populations(asker)
    assert found.figures == {
        Key("population", "Stockholm", 2025): {"population": 990_000},
        Key("population", "Dorotea", 2025): {"population": 2_400},
        Key("population", "Umeå", 2025): {"population": 134_000},
        Key("population", "Stockholm", 2026): {"population": 995_000},
        Key("population", "Dorotea", 2026): {"population": 2_390},
        Key("population", "Umeå", 2026): {"population": 135_500},
    }
    assert found.missing == ()
    assert found.told_sv == (
        "Tabell TAB638, folkmängd 31 december 2025–2026, hämtad 2027-04-09, uppdaterad där 2027-02-22"
    )


def test_the_values_can_be_in_any_order_and_few(publishers: Publishers, address: str) -> None:
    """JSON-stat allows codes as a list, any order of dimensions, and values by their positions."""
    regions, years = ["2480", "2425", "00", "0180"], ["2026", "2025"]
    numbers = {
        "0": 135_500,
        "1": 2_390,
        "2": 1_132_890,
        "3": 995_000,
        "4": 134_000,
        "5": 2_400,
        "6": 1_126_400,
        "7": 990_000,
    }
    answer = publishers.metadata() | {"id": ["Tid", "ContentsCode", "Region"], "size": [2, 1, 4], "value": numbers}
    answer["dimension"] = {
        "Region": {"category": {"index": regions}},
        "Tid": {"category": {"index": years}},
        "ContentsCode": {"category": {"index": ["BE0101N1"]}},
    }
    publishers.instead["/scb/tables/TAB638/data"] = lambda handler: handler.send(answer)
    with Asker(lambda _: None) as asker:
        found = populations(asker)
    assert found.figures[Key("population", "Umeå", 2026)] == {"population": 135_500}
    assert found.figures[Key("population", "Dorotea", 2025)] == {"population": 2_400}


def test_an_unknown_population_is_missing_and_not_0(publishers: Publishers, address: str) -> None:
    publishers.populations.pop(("2425", 2026))
    with Asker(lambda _: None) as asker:
        found = populations(asker)
    assert Key("population", "Dorotea", 2026) not in found.figures
    assert found.missing == (Key("population", "Dorotea", 2026),)


def test_municipalities_that_do_not_add_up_to_the_country_are_refused(publishers: Publishers, address: str) -> None:
    answer = publishers.dataset(
        {
            "valueCodes[Tid]": ["2025,2026"],
            "valueCodes[Region]": ["*"],
            "valueCodes[ContentsCode]": ["BE0101N1"],
            "outputFormat": ["json-stat2"],
        }
    )
    answer["value"][1] -= 1000  # the country of 2026
    publishers.instead["/scb/tables/TAB638/data"] = lambda handler: handler.send(answer)
    assert said_of(populations) == (
        "SCB's municipalities add up to 1,132,890 in 2026, but its number of the country is 1,131,890. The answer is not"
        " whole, or counts otherwise than before. Nothing was read. Try again another day."
    )


CHANGED_METADATA: dict[str, Change] = {
    "no dimension": lambda answer: answer.pop("dimension"),
    "contents": lambda answer: answer["dimension"]["ContentsCode"]["category"]["index"].pop("BE0101N1"),
    "elimination": lambda answer: answer["dimension"]["Kon"]["extension"].update(elimination=False),
    "another dimension": lambda answer: answer["id"].append("Inkomst"),
    "no years": lambda answer: answer["dimension"]["Tid"]["category"]["index"].clear(),
    "years of old": lambda answer: answer["dimension"]["Tid"]["category"].update(index={"1968": 0}),
    "text for a dimension": lambda answer: answer["dimension"].update(Tid="år"),
}


@pytest.mark.parametrize("change", CHANGED_METADATA.values(), ids=CHANGED_METADATA)
def test_another_table_is_refused(publishers: Publishers, address: str, change: Change) -> None:
    answer = publishers.metadata()
    change(answer)
    publishers.instead["/scb/tables/TAB638/metadata"] = lambda handler: handler.send(answer)
    assert said_of(populations).startswith("SCB answers in another form than the known one (")


CHANGED_DATA: dict[str, Change] = {
    "fewer values": lambda answer: answer["value"].pop(),
    "more values": lambda answer: answer["value"].append(1),
    "text": lambda answer: answer["value"].__setitem__(0, "1132890"),
    "negative": lambda answer: answer["value"].__setitem__(0, -1),
    "half a person": lambda answer: answer["value"].__setitem__(0, 0.5),
    "true": lambda answer: answer["value"].__setitem__(0, True),
    "huge": lambda answer: answer["value"].__setitem__(0, 1e300),
    "another size": lambda answer: answer.update(size=[1, 1, 1]),
    "a huge size": lambda answer: answer.update(size=[10**9, 1, 10**9]),
    "another content": lambda answer: answer["dimension"]["ContentsCode"]["category"].update(index=["BE0101N2"]),
    "one dimension less": lambda answer: answer["id"].pop(),
    "positions that are none": lambda answer: answer["dimension"]["Tid"]["category"].update(
        index={"2025": 5, "2026": 1}
    ),
    "a code twice": lambda answer: answer["dimension"]["Tid"]["category"].update(index=["2026", "2026"]),
    "no dataset": lambda answer: answer.update({"class": "collection"}),
    "no value": lambda answer: answer.pop("value"),
    "a number for values": lambda answer: answer.update(value=7),
}


@pytest.mark.parametrize("change", CHANGED_DATA.values(), ids=CHANGED_DATA)
def test_data_of_another_form_are_refused(publishers: Publishers, address: str, change: Change) -> None:
    answer = publishers.dataset(
        {
            "valueCodes[Tid]": ["2025,2026"],
            "valueCodes[Region]": ["*"],
            "valueCodes[ContentsCode]": ["BE0101N1"],
            "outputFormat": ["json-stat2"],
        }
    )
    change(answer)
    publishers.instead["/scb/tables/TAB638/data"] = lambda handler: handler.send(answer)
    assert said_of(populations).startswith("SCB answers in another form than the known one (")


@pytest.mark.parametrize("value", [None, [], {}, 7, "text", [[]]])
def test_json_that_is_something_else_is_refused(publishers: Publishers, address: str, value: object) -> None:
    for path, work in (("/scb", populations), ("/kolada", rates)):
        publishers.instead = {path: lambda handler: handler.send(value)}
        assert "another form than the known one" in said_of(work)


# ---- Kolada -----------------------------------------------------------------------------------------------------------


def rates(asker: Asker) -> Fetched:
    (found,) = kolada.fetch(asker, NAMES, 2025, TODAY)
    return found


def test_rates_are_read_page_by_page(publishers: Publishers, address: str) -> None:
    """9,460 per 100,000 are 94.60 per 1,000. What lacks is missing; regions, groups and the country are left out."""
    publishers.per_page = 4  # of 6 units × 3 years
    with Asker(lambda _: None) as asker:
        found = rates(asker)
    assert found.figures == {
        Key("reported_offences", "Stockholm", 2025): {"per_1000": 170.0},
        Key("reported_offences", "Dorotea", 2025): {"per_1000": 51.25},
        Key("reported_offences", "Umeå", 2025): {"per_1000": 92.1},
        Key("reported_offences", "Umeå", 2026): {"per_1000": 94.6},
    }
    assert found.missing == (Key("reported_offences", "Stockholm", 2026), Key("reported_offences", "Dorotea", 2026))
    assert found.told_sv == (
        "Kolada (RKA), nyckeltal N07540 per 100 000 invånare 2025–2026, i andra hand, hämtat 2027-04-09, publicerat där"
        " 2027-04-08"
    )
    assert len([path for path in publishers.asked if "/data/" in path]) == 5


def test_many_years_are_asked_for_in_several_questions(publishers: Publishers, address: str) -> None:
    publishers.rates["2480", 1998] = 10_000.0
    with Asker(lambda _: None) as asker:
        (found,) = kolada.fetch(asker, NAMES, 1998, TODAY)
    assert found.figures[Key("reported_offences", "Umeå", 1998)] == {"per_1000": 100.0}
    assert [len(path.partition("year/")[2].partition("?")[0].split(",")) for path in publishers.asked[1:]] == [25, 5]


def test_a_rate_with_decimals_becomes_the_whole_number_that_bra_prints(publishers: Publishers, address: str) -> None:
    publishers.rates["2480", 2026] = 9_459.7321
    told: list[Said] = []
    with Asker(told.append) as asker:
        found = rates(asker)
    assert found.figures[Key("reported_offences", "Umeå", 2026)] == {"per_1000": 94.6}
    assert "hämtat 2027-04-09, avrundat till hela tal, publicerat där 2027-04-08" in found.told_sv
    assert spoken(told[-1], "en") == (
        "1 of Kolada's figures has decimals. It was rounded to the whole number that Brå prints."
    )


def test_a_key_figure_of_another_title_is_not_read(publishers: Publishers, address: str) -> None:
    publishers.title = "Uppklarade brott totalt, antal/100 000 inv"
    said = said_of(rates)
    assert said.startswith(
        "Kolada's key figure N07540 is now called “Uppklarade brott totalt, antal/100 000 inv”, not “"
    )
    assert not any("/data/" in path for path in publishers.asked)


def with_values(*values: dict[str, Any]) -> Callable[[Handler], None]:
    answer = {"count": len(values), "values": list(values), "next_url": None, "previous_url": None}
    return lambda handler: handler.send(answer)


OTHER_ENTRIES: dict[str, list[dict[str, Any]]] = {
    "another key figure": [entry("2480", 2026, 9_460) | {"kpi": "N07403"}],
    "no period": [{name: value for name, value in entry("2480", 2026, 1).items() if name != "period"}],
    "a period that is text": [entry("2480", 2026, 1) | {"period": "2026"}],
    "a far year": [entry("2480", 99_999, 1)],
    "text": [entry("2480", 2026, 1) | {"values": [{"gender": "T", "value": "9460"}]}],
    "true": [entry("2480", 2026, 1) | {"values": [{"gender": "T", "value": True}]}],
    "negative": [entry("2480", 2026, -1)],
    "huge": [entry("2480", 2026, 1e200)],
    "two totals": [entry("2480", 2026, 1) | {"values": [{"gender": "T", "value": 1}, {"gender": "T", "value": 2}]}],
    "two figures": [entry("2480", 2026, 9_460), entry("2480", 2026, 9_461)],
    "nothing of ours": [entry("0000", 2026, 9_460)],
    "no values": [entry("2480", 2026, 1) | {"values": None}],
}


@pytest.mark.parametrize("values", OTHER_ENTRIES.values(), ids=OTHER_ENTRIES)
def test_entries_of_another_form_are_refused(
    publishers: Publishers, address: str, values: list[dict[str, Any]]
) -> None:
    publishers.instead["/kolada/data"] = with_values(*values)
    assert said_of(rates).startswith("Kolada answers in another form than the known one (")


def test_withdrawn_figures_and_those_of_one_sex_are_left_out(publishers: Publishers, address: str) -> None:
    of_women = {"gender": "K", "value": 5_000}
    withdrawn = {"gender": "T", "value": 1_000, "isdeleted": True}
    publishers.instead["/kolada/data"] = with_values(
        entry("2480", 2026, 9_460) | {"values": [of_women, withdrawn, {"gender": "T", "value": 9_460}]}
    )
    with Asker(lambda _: None) as asker:
        assert rates(asker).figures == {Key("reported_offences", "Umeå", 2026): {"per_1000": 94.6}}


def test_pages_end(publishers: Publishers, address: str) -> None:
    publishers.instead["/kolada/data"] = lambda handler: handler.send(
        {"values": [entry("2480", 2026, 1)], "count": 1, "next_url": "https://api.kolada.se/v3/data?page=2"}
    )
    assert "more than 40 pages" in said_of(rates)


def test_no_address_in_an_answer_is_followed(publishers: Publishers, address: str) -> None:
    pages = [
        {"values": [entry("2480", 2026, 9_460)], "next_url": "https://example.org/steal"},
        {"values": [], "next_url": None},
    ]
    publishers.instead["/kolada/data"] = lambda handler: handler.send(pages.pop(0))
    with Asker(lambda _: None) as asker:
        assert len(rates(asker).figures) == 1
    assert all(path.startswith("/kolada/") for path in publishers.asked)


# ---- Brå --------------------------------------------------------------------------------------------------------------

LAST_YEAR = 2025  # the reader of tables leaves out years that are not over
TWO = ("Stockholm", "Umeå")


def table(content: bytes, name: str = f"Anmälda brott kommunerna {LAST_YEAR}.csv") -> Fetched:
    return bra.of_table(name, content, TWO, "", TODAY, lambda _: None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            f"Anmälda brott kommunerna {LAST_YEAR}.csv",
            yearly_table({"Stockholm": (169_150, 17_000), "Umeå": (12_818, 9_460)}),
        ),
        (
            f"anmalda_brott_kommuner_{LAST_YEAR}.csv",
            "Stockholms kommun;169150;17000\r\nUmeå kommun;12818;9460\r\n".encode("utf-8-sig"),
        ),
    ],
    ids=["since 2023", "2021"],
)
def test_a_yearly_table_is_read(name: str, content: bytes) -> None:
    found = table(content, name)
    assert found.figures == {
        Key("reported_offences", "Stockholm", LAST_YEAR): {"count": 169_150, "per_1000": 170.0},
        Key("reported_offences", "Umeå", LAST_YEAR): {"count": 12_818, "per_1000": 94.6},
    }
    assert found.missing == ()
    assert found.told_sv == "Brås tabell per kommun för 2025, antal och per 100 000 invånare, läst 2027-04-09"


def test_a_table_of_the_database_is_read_with_all_groups() -> None:
    """In the form of Brå's database (Databasfil). Narcotics 1,200 and weapons 30 make 1,230; 881 + 22 per 100,000 make 9.03."""
    offences = {
        "Totalt antal brott": (12_818, 9_460),
        "3-7 kap. Brott mot person": (2_710, 2_000),
        "8 kap. Stöld, rån m.m.": (3_387, 2_500),
        "Stöld genom inbrott, inbrottsstöld i bostad, ej av skjutvapen (1, 2, 4, 4 a§)": (271, 200),
        "12 kap. Skadegörelsebrott": (1_897, 1_400),
        "Brott mot narkotikastrafflagen": (1_194, 881),
        "Vapenlagen (9 kap. 1-2 §)": (30, 22),
        "13 kap. Allmänfarliga brott": (100, 74),
    }
    rows = [f"{place};{name};År;2025;{count};{rate};" for place in TWO for name, (count, rate) in offences.items()]
    content = "\r\n".join(["Region;Brott;År;Period;Antal;/100 000 inv", *rows, ""]).encode("latin-1")
    found = table(content, "databasfil.txt").figures
    assert {key.indicator: figures for key, figures in found.items() if key.area == "Umeå"} == {
        "reported_offences": {"count": 12_818, "per_1000": 94.6},
        "crimes_against_person": {"count": 2_710, "per_1000": 20.0},
        "theft_robbery": {"count": 3_387, "per_1000": 25.0},
        "burglary": {"count": 271, "per_1000": 2.0},
        "criminal_damage": {"count": 1_897, "per_1000": 14.0},
        "narcotics_weapons": {"count": 1_224, "per_1000": 9.03},
    }


def test_what_of_a_table_is_not_used_is_told() -> None:
    """A preliminary year, and a rate that is none: the count beside it stays."""
    rows = [
        "Stockholm;Totalt antal brott;År;2024;165000;16700;",
        "Umeå;Totalt antal brott;År;2024;11984;ungefär 9000;",
        "Stockholm;Totalt antal brott;År;2025 prel.;169150;17000;",
        "Umeå;Totalt antal brott;År;2025 prel.;12818;9460;",
    ]
    content = "\r\n".join(["Region;Brott;År;Period;Antal;/100 000 inv", *rows, ""]).encode("latin-1")
    told: list[Said] = []
    found = bra.of_table("databasfil.txt", content, TWO, "", TODAY, told.append).figures
    assert found == {
        Key("reported_offences", "Stockholm", 2024): {"count": 165_000, "per_1000": 167.0},
        Key("reported_offences", "Umeå", 2024): {"count": 11_984},
    }
    assert [spoken(one, "en") for one in told] == [
        "databasfil.txt: the figures of 2025 are preliminary and were left out.",
        "databasfil.txt: 1 cell was left out or looks wrong. Run python -m queries.exports with the file to see it.",
    ]


def test_names_are_compared_as_the_reader_of_tables_does() -> None:
    assert set(bra.INDICATORS) == {folded(name) for name in bra.NAMES}


def test_half_a_table_is_refused() -> None:
    with pytest.raises(Unanswered) as raised:
        table(yearly_table({"Umeå": (12_818, 9_460)}))
    assert spoken(raised.value.said, "en") == (
        "Anmälda brott kommunerna 2025.csv has figures of only 1 municipalities for 2025. It was cut off, or is another table."
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no table that can be read (nothing_in_it)"),
        (b"\x00\x01\x02\x03" * 100, "is no table that can be read"),
        (b"<html><body>Inte hittad</body></html>", "is no table that can be read"),
        (yearly_table({"Atlantis": (1, 1), "Lemuria": (2, 2)}), "has no figures of reported offences by municipality"),
        ("Kommun;Folkmängd\r\nUmeå;130000\r\nStockholm;980000\r\n".encode(), "has no figures of reported offences"),
    ],
)
def test_what_is_no_such_table_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(Unanswered) as raised:
        table(content)
    assert says in spoken(raised.value.said, "en")


def test_a_file_is_read_and_one_that_is_not_there_is_told(tmp_path: Path, address: str) -> None:
    path = tmp_path / f"Anmälda brott kommunerna {LAST_YEAR}.csv"
    path.write_bytes(yearly_table({"Stockholm": (169_150, 17_000), "Umeå": (12_818, 9_460)}))
    with Asker(lambda _: None) as asker:
        assert len(bra.fetch(asker, str(path), TWO, TODAY).figures) == 2
        with pytest.raises(Unanswered) as raised:
            bra.fetch(asker, str(tmp_path / "nowhere.csv"), TWO, TODAY)
    assert spoken(raised.value.said, "en").endswith("nowhere.csv cannot be opened (No such file or directory).")


def test_the_day_of_publication_stands_in_bras_addresses() -> None:
    """1 774 625 599 791 milliseconds after 1970 is 27 March 2026, the day on which Brå published the table of 2025."""
    assert bra.day_of(bra.ADDRESSES["2025"]) == "2026-03-27"
    assert bra.day_of(f"https://bra.se{BRA_2026}") == "2027-03-25"
    assert bra.day_of("https://bra.se/anmalda-brott.csv") == ""


def test_the_forms_here_are_those_of_the_publishers(publishers: Publishers) -> None:
    """What the tests serve is JSON as it is sent, not Python's own values."""
    assert json.loads(json.dumps(publishers.metadata())) == publishers.metadata()
