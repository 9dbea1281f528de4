"""What README, CONTRIBUTING, the changelog and docs/ say is there, and what is there is said: links, files, screens, settings, open data."""

from __future__ import annotations

import ast
import functools
import re
import shlex
import tomllib
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from babel.messages.pofile import read_po

import queries
from pages.screens import SCREENS
from pages.server import area_data, municipality_data, open_data
from tests import ROOT
from tests.page import opened
from tests.server import get

DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "data/README.md"]
}
README, OPERATE, OPEN_DATA = "README.md", "docs/operate.md", "docs/open-data.md"
CODE = [ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "queries").rglob("*.py")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def prose(text: str) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def without_code(text: str) -> str:
    """A document without anything that is code."""
    return re.sub(r"`[^`]*`", "", prose(text))


# ---- links and files --------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The anchors that the headings of a document get where it is shown."""
    headings = re.findall(r"^#+ (.+)$", prose(text), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(DOCUMENTS[name])):
        parts = urlsplit(target)
        if parts.scheme:
            assert parts.scheme == "https", target
            continue
        path = (ROOT / name).parent / parts.path if parts.path else ROOT / name
        assert path.exists(), target
        if parts.fragment:
            there = DOCUMENTS[path.resolve().relative_to(ROOT).as_posix()]
            assert parts.fragment in anchors(there), target


def test_every_document_can_be_reached_from_the_readme() -> None:
    found, waiting = set[str](), [README]
    while waiting:
        name = waiting.pop()
        found.add(name)
        for target in re.findall(r"\]\(([^)#\s]+\.md)", DOCUMENTS[name]):
            path = ((ROOT / name).parent / target).resolve().relative_to(ROOT).as_posix()
            waiting += [path] if path not in found else []
    assert found == set(DOCUMENTS)


FILE = re.compile(r"`((?:pages|queries|tests|data|docs|\.streamlit)/[\w./*<>-]*|[\w.-]+\.(?:py|toml|lock|txt|md))`")


@pytest.mark.parametrize("name", sorted(set(DOCUMENTS) - {"data/README.md"}))  # that one names files of additions too
def test_every_file_that_is_named_is_there(name: str) -> None:
    places = (
        ROOT,
        *(path for part in ("pages", "queries", "data") for path in [ROOT / part, *(ROOT / part).rglob("*/")]),
    )
    for file in FILE.findall(DOCUMENTS[name]):
        pattern = re.sub(r"<\w+>", "*", file)
        assert any(list(place.glob(pattern)) for place in places), file


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_target_of_make_that_is_named_is_there(name: str) -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = re.findall(r"(?:`|^|=\S+ )make ([a-z-]+)", DOCUMENTS[name], flags=re.MULTILINE)
    assert set(named) <= set(targets)


def test_the_readme_can_be_read_at_once() -> None:
    assert len(DOCUMENTS[README].splitlines()) <= 100


# ---- screens and words of the interface -------------------------------------------------------------------------


def swedish() -> dict[str, str]:
    """The Swedish of every text of the pages."""
    with (ROOT / "pages/components/locale/sv.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="sv") if message.id]
    return {str(message.id): str(message.string) for message in messages if isinstance(message.id, str)}


def test_the_readme_lists_every_screen_by_its_title_and_address() -> None:
    words = swedish()
    listed = dict(re.findall(r"\*([^*]+)\* \(`(/[\w-]*)`[,)]", DOCUMENTS[README]))
    assert listed == {words[screen.title]: f"/{screen.path}" for screen in SCREENS}
    groups = set(re.findall(r"^\| \*([^*]+)\* \|", DOCUMENTS[README], flags=re.MULTILINE))
    assert groups == {words[screen.group] for screen in SCREENS if screen.group}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_screen_that_is_named_with_an_address_has_it(name: str) -> None:
    words = swedish()
    known = {words[screen.title]: f"/{screen.path}" for screen in SCREENS}
    for title, path in re.findall(r"\*([^*]+)\* \(`(/[\w-]*)`[,)]", DOCUMENTS[name]):
        assert known.get(title) == path


@pytest.mark.parametrize("name", sorted(set(DOCUMENTS) - {"data/README.md"}))  # that one has titles of publications
def test_what_stands_in_italics_is_a_text_of_the_pages(name: str) -> None:
    """So that a document does not speak of a button or heading that has another name by now."""
    text = re.sub(r"\s+", " ", without_code(DOCUMENTS[name]).replace("**", ""))
    assert set(re.findall(r"\*([^*]+)\*", text)) <= set(swedish().values())


# ---- settings ---------------------------------------------------------------------------------------------------


@functools.cache
def settings() -> frozenset[str]:
    """The settings that the code reads."""
    constants = (
        node.value
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return frozenset(text for text in constants if re.fullmatch(r"LAGESBILD_[A-Z_]+", text))


def test_every_setting_has_a_row_and_every_row_a_setting() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", DOCUMENTS[OPERATE], flags=re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == settings()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_setting_is_named_that_there_is_not(name: str) -> None:
    assert set(re.findall(r"LAGESBILD_[A-Z_]+", DOCUMENTS[name])) <= settings()


# ---- open data --------------------------------------------------------------------------------------------------


def rows_of(text: str) -> Iterator[list[str]]:
    """The rows of the tables of a document, by their cells."""
    for line in re.findall(r"^\| *(.+?) *\|$", text, flags=re.MULTILINE):
        yield line.split(" | ")


def test_every_address_of_open_data_stands_there_with_its_parameters() -> None:
    said = {
        address: tuple(re.findall(r"`(\w+)`", row[2]))
        for row in rows_of(DOCUMENTS[OPEN_DATA])
        for named in re.findall(r"`(/[\w./<>-]+)`", row[0])
        for address in ([named.replace("<table>", name) for name in queries.TABLES] if "<table>" in named else [named])
    }
    assert said == {address: takes for address, (_, takes) in open_data.every().items()}


def test_the_columns_of_the_observations_stand_there() -> None:
    text = re.sub(r"\s+", " ", DOCUMENTS[OPEN_DATA])
    for columns in (open_data.COLUMNS, municipality_data.FIGURES, municipality_data.QUARTERS):
        assert f"`{', '.join(columns)}`" in text


def test_what_may_be_repeated_can_be_repeated() -> None:
    """All but the language, and the parameters of the small map."""
    assert get("/api/areas.json?assessment=2019&assessment=2021").status_code == 200
    taken = ("assessment", "municipality", "mode", "lang")
    assert open_data.ANSWERS["/api/areas.svg"] == (area_data.areas_svg, "image/svg+xml", taken)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_addresses_that_are_named_are_answered(name: str) -> None:
    for address in re.findall(r"`(/api/[\w./-]+|/health)`", DOCUMENTS[name]):
        assert address in open_data.every(), address
    for line in re.findall(r"^curl (.+)$", DOCUMENTS[name], flags=re.MULTILINE):
        (address,) = shlex.split(line.removeprefix("-O "))  # what a terminal cannot show is kept as a file
        assert get(address.removeprefix("http://localhost:8501")).status_code == 200, address


# ---- caches -----------------------------------------------------------------------------------------------------


def test_every_cache_is_said_to_be_for_something() -> None:
    section = DOCUMENTS["CONTRIBUTING.md"].partition("## Which cache is for what")[2]
    named = re.findall(r"`((?:pages|queries)/[\w./]+)`", section)
    for path in CODE:
        keeps = re.search(r"\b(?:lru_cache|functools\.cache)\b|\bremembered\(", path.read_text(encoding="utf-8"))
        file = path.relative_to(ROOT).as_posix()
        assert not keeps or any(file == place or file.startswith(f"{place.rstrip('/')}/") for place in named), file
    assert not any(re.search(r"\bst\.cache_", path.read_text(encoding="utf-8")) for path in CODE)


# ---- version ----------------------------------------------------------------------------------------------------


def test_the_version_stands_in_one_file_and_is_said_everywhere() -> None:
    version = PROJECT["version"]
    assert get("/health").json()["program"] == version
    (footer,) = [html.proto.body for html in opened("about").get("html") if "page-footer" in html.proto.body]
    assert f" Version {version}." in footer
    others = [*CODE, *(ROOT / "tests").rglob("*.py"), *(ROOT / "docs").iterdir(), ROOT / "Makefile", ROOT / README]
    pattern = re.compile(rf"(?<![\d.]){re.escape(version)}(?![\d.])")
    assert [path.name for path in others if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_the_changelog_begins_with_this_version_and_goes_back_in_time() -> None:
    found = re.findall(r"^## \[([\d.]+)\] - (\d{4}-\d{2}-\d{2})$", DOCUMENTS["CHANGELOG.md"], flags=re.MULTILINE)
    assert found[0][0] == PROJECT["version"]
    assert found == sorted(found, key=lambda line: [*map(int, line[0].split("."))], reverse=True)
    assert [day for _, day in found] == sorted((day for _, day in found), reverse=True)
    kinds = re.findall(r"^### (.+)$", DOCUMENTS["CHANGELOG.md"], flags=re.MULTILINE)
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
