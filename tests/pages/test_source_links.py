"""The sources of a page lead to where their publishers have them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

import pytest

import queries
from pages.components import notes
from pages.components.text import in_language
from queries.row_types import Source
from tests.page import opened, words

AREAS = "https://polisen.se/om-polisen/polisens-arbete/utsatta-omraden/"
REPORT = "Lägesbild över utsatta områden. Regeringsuppdrag 2021 (dnr A028.504/2021)"
REPORT_EN = "Situation report on vulnerable areas. Government assignment 2021 (ref. A028.504/2021), in Swedish"


def lines(screen: str, **asked: str | list[str]) -> list[ET.Element]:
    """The sources of a page, a line a document."""
    bodies = [html.proto.body for html in opened(screen, **asked).get("html") if 'class="sources"' in html.proto.body]
    return [line for body in bodies for line in ET.fromstring(f"<div>{body}</div>").iter("li")]


def led_to(screen: str, **asked: str | list[str]) -> dict[str, dict[str, str]]:
    """What each link of them says, with all its attributes."""
    return {words(link): dict(link.attrib) for line in lines(screen, **asked) for link in line.iter("a")}


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(("language", "title"), [("sv", REPORT), ("en", REPORT_EN)])
@pytest.mark.parametrize("screen", ["narcotics_weapons", "areas"])
def test_the_title_of_the_report_leads_to_the_police(screen: str, language: str, title: str) -> None:
    asked = {"assessment": "2021"} if screen == "areas" else {}
    assert led_to(screen, lang=language, **asked)[title] == {"href": AREAS}  # an ordinary link, in this window


@pytest.mark.usefixtures("built_in_data")
def test_the_table_and_page_stand_after_the_link() -> None:
    [line] = [line for line in lines("narcotics_weapons") if "dnr A028" in words(line)]
    said = words(line)
    assert said.startswith(f"Polismyndigheten: {REPORT}. ")
    assert "Tabell 7, avsnitt 3.2.3 (från s. 23)" in said.removeprefix(f"Polismyndigheten: {REPORT}. ")
    assert said.endswith(". Publicerad 2021-12.")


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("screen", "asked", "url"),
    [
        ("overview", {}, AREAS),
        ("municipality", {"place": "2480"}, "https://statistik.bra.se/solwebb/action/start?menykatalogid=1"),
        ("shootings", {}, "https://polisen.se/om-polisen/polisens-arbete/sprangningar-och-skjutningar/"),
        ("whats_new", {}, AREAS),
        ("what_stands_out", {}, AREAS),
    ],
)
def test_other_pages_link_too(screen: str, asked: dict[str, str], url: str) -> None:
    assert {"href": url} in led_to(screen, **asked).values()


@pytest.mark.usefixtures("built_in_data")
def test_a_source_without_an_address_is_text() -> None:
    found = notes.documents(in_language("sv"), known(), ["umebra-anteckningar-2024"])
    assert [(one.title, one.url) for one in found] == [
        ("Mötesanteckningar från Umeå brotts- och drogförebyggande råd (Umebrå)", "")
    ]


@pytest.mark.usefixtures("built_in_data")
def test_files_name_the_address_once_a_document() -> None:
    ids = ["lagesbild-2021-tabell-7", "lagesbild-2021-tabell-4", "umebra-anteckningar-2024"]
    report, council = notes.full_lines(in_language("sv"), known(), ids)
    assert report == (
        f"Polismyndigheten: {REPORT}. Tabell 7, avsnitt 3.2.3 (från s. 23); Tabell 4, avsnitt 3.2.1 (från s. 20). "
        f"Publicerad 2021-12. {AREAS}"
    )
    assert council.endswith("Datum okänt.")


def known() -> Mapping[str, Source]:
    return {row["id"]: row for row in queries.rows("sources")}
