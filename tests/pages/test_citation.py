"""The line that cites a view, where there is one to copy."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

import pytest

from tests.page import opened, words

TODAY = datetime.datetime.now(datetime.UTC).date().isoformat()


def cited(screen: str, **asked: str) -> str:
    """The line as it is copied, with its place for the address."""
    (part,) = [
        html.proto.body for html in opened(screen, **asked).get("html") if 'class="elsewhere"' in html.proto.body
    ]
    return next(button.get("data-text", "") for button in ET.fromstring(part).iter("button"))


def test_source_table_date_and_address_in_one_line() -> None:
    line = cited("municipality", place="2480")
    assert line.startswith("Källa: Brottsförebyggande rådet (Brå): Statistikdatabasen över anmälda brott (SOL)")
    assert "Publicerad 2026. https://statistik.bra.se/solwebb/action/start?menykatalogid=1 " in line
    assert line.endswith(
        f" Tabell: Anmälda brott i Umeå, jämfört med liknande kommuner. Lägesbild, läst {TODAY}, {{address}}"
    )
    assert "\n" not in line


@pytest.mark.parametrize("screen", ["overview", "reported_offences", "what_stands_out", "whats_new"])
@pytest.mark.parametrize(("language", "source", "read"), [("sv", "Källa: ", "läst"), ("en", "Source: ", "read")])
def test_every_view_in_either_language(screen: str, language: str, source: str, read: str) -> None:
    line = cited(screen, lang=language)
    assert line.startswith(source)
    assert f"Lägesbild, {read} {TODAY}, {{address}}" in line


def test_an_embedded_figure_names_the_same_sources() -> None:
    at = opened("municipality", place="2480")
    (footer,) = [html.proto.body for html in at.get("html") if "page-footer" in html.proto.body]
    (embedded,) = [part for part in ET.fromstring(footer).iter("p") if part.get("class") == "embedded"]
    assert cited("municipality", place="2480").startswith(
        words(embedded).split(" Öppna hela sidan")[0].replace("\u00a0", " ")
    )


def test_the_source_itself_is_one_press_away_in_the_menu() -> None:
    (part,) = [
        html.proto.body for html in opened("incident_reports").get("html") if 'class="elsewhere"' in html.proto.body
    ]
    links = {words(link): link.get("href") for link in ET.fromstring(part).iter("a")}
    assert links == {"Öppna källan: Polismyndigheten": "https://polisen.se/om-polisen/polisens-arbete/utsatta-omraden/"}
