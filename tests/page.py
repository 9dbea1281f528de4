"""What the tests of pages share: a screen as Streamlit's own test runner opens it, and what a reader sees on it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.screens import PATHS
from tests import ROOT
from tests.additions import addition

MENU = ROOT / "pages/menu.py"
CATEGORIES = {
    "vulnerable": ("Utsatta områden", "Vulnerable areas"),
    "risk": ("Riskområden", "Risk areas"),
    "particularly_vulnerable": ("Särskilt utsatta områden", "Particularly vulnerable areas"),
    "all_areas": ("Alla områden tillsammans", "All areas together"),
    "rest_of_sweden": ("Övriga riket", "Rest of Sweden"),
}
TITLES = {
    "overview": ("Översikt", "Overview"),
    "reported_offences": ("Anmälda brott", "Reported offences"),
    "shootings": ("Skjutningar", "Shootings"),
    "incident_reports": ("Händelserapporter", "Incident reports"),
    "narcotics_weapons": ("Narkotika- och vapenbrott", "Narcotics and weapons offences"),
    "fires_threats_intimidation": (
        "Bilbrand, hot och övergrepp i rättssak",
        "Vehicle fires, threats and witness intimidation",
    ),
    "what_stands_out": ("Vad som sticker ut", "What stands out"),
    "areas": ("Områden", "Areas"),
    "changes": ("Förändringar", "Changes"),
    "living_conditions": ("Livsvillkor", "Living conditions by area"),
    "problem_levels": ("Problemnivåer", "Problem levels"),
    "encrypted_phones": ("Krypterade telefoner", "Encrypted phones"),
    "municipality": ("Lägesbild för en kommun", "The situation in a municipality"),
    "hot_spots": ("Händelsernas platser", "Places of events"),
    "local_picture": ("Så görs en lokal lägesbild", "How a local picture is made"),
    "situation_report": ("Lägesbild enligt lag", "Situation report"),
    "meeting_paper": ("Underlag till sammanträde", "Meeting paper"),
    "follow_up": ("Mål och uppföljning", "Goals and follow-up"),
    "own_exports": ("Egna filer", "Own files"),
    "data_quality": ("Datakvalitet", "Data quality"),
    "whats_new": ("Vad är nytt", "What is new"),
    "about": ("Om statistiken", "About the statistics"),
}
HEADINGS = TITLES | {
    "narcotics_weapons": ("Narkotikabrott", "Narcotics offences"),
    "fires_threats_intimidation": ("Bilbrand", "Vehicle fires"),
}
"""The heading of each screen: of one with several indicators, the first of them."""

LANGUAGES = ("sv", "en")


def opened(screen: str, **parameters: str | list[str]) -> AppTest:
    """The screen at the address with these parameters; it must run without an exception."""
    at = app(screen)
    for name, value in parameters.items():
        at.query_params[name] = value
    return led_to(at.run())


def app(screen: str, *, timeout: float = 30) -> AppTest:
    """The dashboard for a reader whom an address leads to this screen at once, before it is run.

    AppTest has no public way to begin elsewhere than on the first page, and drawing that one too takes a third of the time.
    """
    at = AppTest.from_file(MENU, default_timeout=timeout)
    at._page_hash = "" if screen == "overview" else calc_hash(PATHS[screen].removeprefix("/"))
    return at


def led_to(at: AppTest) -> AppTest:
    """The run screen, which is the one that :func:`app` leads to: an unknown one would be the overview without a word."""
    assert at._page_hash in ("", at._finished_page_script_hash)
    return well(at)


def well(at: AppTest) -> AppTest:
    assert [error.message for error in at.exception] == []
    return at


def links(at: AppTest) -> dict[str, str]:
    """The links of menu and footer: what they say and where they lead."""
    found = [html.proto.body for html in at.get("html") if html.proto.body.startswith(("<header", "<footer"))]
    return {words(link): link.get("href", "") for part in found for link in ET.fromstring(part).iter("a")}


def menu(at: AppTest) -> dict[str, str]:
    """The links to the screens."""
    bar = next(html.proto.body for html in at.get("html") if html.proto.body.startswith("<header"))
    return {words(link): link.get("href", "") for link in ET.fromstring(bar).iterfind(".//nav//a")}


def words(element: ET.Element) -> str:
    return "".join(element.itertext()).replace("\u00a0", " ")


def cell(element: ET.Element) -> str:
    """What stands in a cell, without its footnote mark."""
    marks = "".join(words(mark) for mark in element.iter("sup"))
    return words(element).removesuffix(marks) if marks else words(element)


def tables(at: AppTest) -> list[ET.Element]:
    """The tables of figures; areas as rows of cells are none."""
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in at.get("html")]
    return [
        body
        for body in bodies
        if body.find(".//table") is not None and body.find(".//div[@class='figures area-cells']") is None
    ]


def rows(at: AppTest, number: int = 0) -> list[list[str]]:
    """The cells of a table on the page, its header first."""
    return [[cell(part) for part in line] for line in tables(at)[number].iter("tr")]


def by_name(at: AppTest, number: int = 0) -> dict[str, dict[str, str]]:
    """The cells of a table by the first cell of their row and the title of their column."""
    head, *body = rows(at, number)
    return {line[0]: dict(zip(head, line, strict=True)) for line in body}


def remarks(at: AppTest, number: int = 0) -> list[str]:
    return [words(item) for item in tables(at)[number].iter("li")]


def prose(at: AppTest) -> str:
    """All running text of the page as readers see it: the answer and the lines below it first."""
    said = "\n".join(part.value for part in at.markdown).replace("\\", "")
    return "\n".join([*answered(at), *listed(at, "sources"), *meanings(at), said]).replace("\u00a0", " ")


def meanings(at: AppTest) -> list[str]:
    """What the words of the glossary of *About the statistics* mean."""
    bodies = [html.proto.body for html in at.get("html") if 'class="figure glossary"' in html.proto.body]
    return [words(part) for body in bodies for part in ET.fromstring(f"<div>{body}</div>").iter("p")]


def answered(at: AppTest) -> list[str]:
    """The sentence that answers the page's title, the lines below it, what is behind *More*, and the open caveat."""
    bodies = [ET.fromstring(f"<div>{html.proto.body}</div>") for html in at.get("html") if 'class="' in html.proto.body]
    parts = [
        part for body in bodies for part in body if part.get("class") in ("answer", "supporting", "caveat", "words")
    ]
    lines = [line for part in parts for line in ([part] if part.tag == "p" else part.iter("p"))]
    return [spoken(line) for line in lines]


def figure_title(at: AppTest) -> str:
    """The heading of the figure in its views."""
    return _of_figure(at, "h2")


def unit(at: AppTest) -> str:
    """What the figure's numbers are, below its heading."""
    return _of_figure(at, "p")


def _of_figure(at: AppTest, tag: str) -> str:
    body = next(html.proto.body for html in at.get("html") if 'class="figure-title"' in html.proto.body)
    return words(ET.fromstring(f"<div>{body}</div>").findall(tag)[0])


def spoken(element: ET.Element) -> str:
    """What stands in a paragraph, without the meanings of words, which open on request."""
    text = words(element)
    for part in element.iter("span"):
        if part.get("class") == "meaning":
            text = text.replace(words(part), "", 1)
    return text


def listed(at: AppTest, name: str) -> list[str]:
    """The items of the lists of a class."""
    bodies = [html.proto.body for html in at.get("html") if f'class="{name}"' in html.proto.body]
    return [words(item) for body in bodies for item in ET.fromstring(f"<div>{body}</div>").iter("li")]


def quiet(at: AppTest) -> list[str]:
    """The lines of HTML that look as captions do."""
    bodies = [ET.fromstring(f"<div>{html.proto.body}</div>") for html in at.get("html") if "quiet" in html.proto.body]
    return [words(line) for body in bodies for line in body.findall("div[@class='quiet']/p")]


def messages(at: AppTest) -> str:
    boxes = [*at.warning, *at.error, *at.info]
    return "\n".join(box.value for box in boxes).replace("\\", "").replace("\u00a0", " ")


def widget(at: AppTest, name: str) -> Any:
    return next(group for group in at.get("button_group") if group.key == f"{name}_filter")


def typed(at: AppTest, key: str, *names: str) -> AppTest:
    """The page after a reader typed these names into a list that takes them, beside what is chosen there."""
    (choice,) = [one for one in (*at.selectbox, *at.multiselect) if one.key == key]
    choice.options.extend(names)  # AppTest sends only what is an option
    choice.set_value([*choice.value, *names] if isinstance(choice.value, list) else names[0])
    return well(at.run())


def asked(at: AppTest, name: str) -> list[str] | None:
    """The values of a parameter in the address; ``None`` when it is not there."""
    if name not in at.query_params:
        return None
    value = at.query_params[name]
    return [value] if isinstance(value, str) else list(value)


def written(value: float, decimals: int, language: str) -> str:
    """A figure by hand: the report has none that rounds."""
    text = f"{value:,.{decimals}f}"
    return text if language == "en" else text.replace(",", " ").replace(".", ",")


def label(category: str, language: str) -> str:
    return CATEGORIES[category][LANGUAGES.index(language)]


def opened_with_own(screen: str, files: dict[str, bytes] | None = None, **parameters: str | list[str]) -> AppTest:
    """The screen for a reader with these files of their own."""
    at = app(screen)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.session_state["own"] = addition() if files is None else files
    return led_to(at.run())
