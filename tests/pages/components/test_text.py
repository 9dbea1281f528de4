"""Words and numbers in Swedish and English, and that no text is left without its Swedish."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from pages.components.text import CATALOGUES, is_missing, round_half_up
from pages.components.text import in_language as speak
from pages.screens import SCREENS
from queries.exports.columns import evidence
from tests import ROOT

PAGES = ROOT / "pages"
EXPORTS = ROOT / "queries/exports"
NO_BREAK = "\u00a0"
SV, EN = speak("sv"), speak("en")

Message = str | tuple[str, ...]


# ---- numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (12.9, 1, "12,9", "12.9"),
        (10379295, 0, f"10{NO_BREAK}379{NO_BREAK}295", "10,379,295"),
        (1234.5, 1, f"1{NO_BREAK}234,5", "1,234.5"),
        (0.0, 1, "0,0", "0.0"),
        (3, 1, "3,0", "3.0"),
        (0.236, 3, "0,236", "0.236"),
        (-2.7, 1, "−2,7", "−2.7"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(
    value: float, decimals: int, swedish: str, english: str
) -> None:
    assert SV.number(value, decimals) == swedish
    assert EN.number(value, decimals) == english


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.25, 1, "2,3"),
        (-2.25, 1, "−2,3"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "−1"),
        (1.005, 2, "1,01"),  # the nearest float lies below the half; a reader sees the half
        (18.4 - 14.5, 1, "3,9"),  # 3.8999999999999986
        (-0.04, 1, "0,0"),  # no minus before zero
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, expected: str) -> None:
    assert SV.number(value, decimals) == expected


def test_signed_numbers_have_a_plus_only_above_zero() -> None:
    assert SV.number(5.8, 1, signed=True) == "+5,8"
    assert SV.number(-2.7, 1, signed=True) == "−2,7"
    assert SV.number(0, 1, signed=True) == "0,0"
    assert SV.number(0.04, 1, signed=True) == "0,0"


@pytest.mark.parametrize("missing", [None, float("nan")])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_missing_figure_is_a_dash_and_never_0(language: str, missing: float | None) -> None:
    assert speak(language).number(missing, 1) == "–"
    assert speak(language).number(missing, 0, signed=True) == "–"


def test_zero_and_empty_text_are_not_missing() -> None:
    assert not is_missing(0)
    assert not is_missing(0.0)
    assert not is_missing("")


def test_rounding_keeps_its_decimals() -> None:
    assert str(round_half_up(3, 1)) == "3.0"
    assert str(round_half_up(550000, 0)) == "550000"


# ---- words ------------------------------------------------------------------------------------------------------


def test_lists_and_spans() -> None:
    assert SV.listed(["a", "b", "c"]) == "a, b och c"
    assert SV.listed(["a"]) == "a"
    assert SV.listed(["stöld och rån", "stöld genom inbrott"]) == "stöld och rån samt stöld genom inbrott"
    assert SV.span([2018, 2019, 2020]) == "2018–2020"
    assert SV.span([2018, 2020]) == "2018 och 2020"
    assert EN.span([2018, 2020]) == "2018 and 2020"
    assert SV.span([2020]) == "2020"


def test_one_lives_in_a_town_and_on_an_island() -> None:
    message = "No area in {place} is in the police's assessments {years}."
    assert SV(message, place="Umeå", years="2015").startswith("Inget område i Umeå")
    assert SV(message, place="Gotland", years="2015").startswith("Inget område på Gotland")
    assert speak("en")(message, place="Gotland", years="2015").startswith("No area in Gotland")


def test_plurals() -> None:
    forms = ("and {count} further problem", "and {count} further problems")
    assert EN.plural(*forms, 1) == "and 1 further problem"
    assert EN.plural(*forms, 2) == "and 2 further problems"
    assert SV.plural(*forms, 1200) == f"och 1{NO_BREAK}200 problem till"


def test_an_unknown_language_is_swedish() -> None:
    for unknown in ("de", "", "SV", "../en"):
        assert speak(unknown).language == "sv"
    assert speak("de")("Year") == "År"
    assert EN("Year") == "Year"


def test_a_field_that_the_dictionary_leaves_empty_is_an_empty_text() -> None:
    row = {"reading_sv": None, "reading_en": float("nan")}
    assert SV.field(row, "reading") == ""
    assert EN.field(row, "reading") == ""


# ---- the catalogue ----------------------------------------------------------------------------------------------


Texts = tuple[Path, Path, dict[str, tuple[int, int] | None]]

OF_PAGES: Texts = (PAGES, CATALOGUES, {"t": None, "message": None, "plural": (1, 2)})
OF_EXPORTS: Texts = (EXPORTS, EXPORTS / "locale", {"message": None})
BOTH = pytest.mark.parametrize("texts", [OF_PAGES, OF_EXPORTS], ids=["pages", "the reader of exports"])


def marked(texts: Texts) -> set[Message]:
    """Every text that the code marks for translation; a pair where it has a plural."""
    found = {message for _, _, message, _, _ in extract_from_dir(texts[0], [("**.py", "python")], keywords=texts[2])}
    return found | set(evidence.WHY.values()) if texts is OF_EXPORTS else found


def swedish(texts: Texts) -> Catalog:
    with (texts[1] / "sv.po").open("rb") as file:
        return read_po(file, locale="sv")


def names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


@BOTH
def test_every_marked_text_has_its_swedish(texts: Texts) -> None:
    translated = {message.id for message in swedish(texts) if message.id and all(message.string)}
    assert sorted(map(str, marked(texts) - translated)) == []


@BOTH
def test_the_catalogue_holds_nothing_unused(texts: Texts) -> None:
    catalogue, used = swedish(texts), marked(texts)
    assert sorted(str(message.id) for message in catalogue if message.id and message.id not in used) == []
    assert not catalogue.obsolete
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


@BOTH
def test_every_translation_has_the_placeholders_of_its_original(texts: Texts) -> None:
    for message in swedish(texts):
        originals = [message.id] if isinstance(message.id, str) else message.id
        translations = [message.string] if isinstance(message.string, str) else message.string
        for translation in translations:
            assert names(translation) == names(originals[-1]), message.id


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of ``t(...)`` or ``….t(...)``, with its place."""
    for path in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and translates(node):
                yield f"{path.name}:{node.lineno}", node


def translates(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    return name in ("t", "plural")


def test_no_text_hides_in_an_f_string_where_extractors_miss_it() -> None:
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in sorted(PAGES.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if translates(node)
    ]
    assert hidden == []


def test_texts_are_written_out_where_they_are_translated() -> None:
    # Otherwise no extractor finds them. Screens' titles and groups are marked in screens.py, sentences about files in queries.
    unclear = [
        place
        for place, call in calls()
        if not isinstance(call.args[0], ast.Constant)
        and not (isinstance(call.args[0], ast.Attribute) and call.args[0].attr in ("title", "group"))
        and not (isinstance(call.args[0], ast.Attribute) and ast.unparse(call.args[0]) == "sentence.text")
        and "SCREENS" not in ast.dump(call.args[0])
    ]
    assert unclear == []
    assert len(list(calls())) > 100


def test_no_text_stands_alone_in_a_screen_where_streamlit_would_show_it() -> None:
    """Streamlit puts every value that stands on a line of its own in a page's script on the page."""
    shown = [
        f"{screen.id}:{node.lineno}"
        for screen in SCREENS
        for node in ast.parse((PAGES / f"{screen.id}.py").read_text(encoding="utf-8")).body[1:]
        if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call)
    ]
    assert shown == []
