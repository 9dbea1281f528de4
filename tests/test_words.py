"""Words and numbers in both languages, and sentences that say what the figures say."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import queries
from pages.components import figures, sentences
from pages.components.text import in_language

ROOT = Path(__file__).parents[1]
SV, EN = in_language("sv"), in_language("en")
KEYWORDS = {"t": None, "message": None, "plural": (1, 2)}


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (12.9, 1, "12,9", "12.9"),
        (10379295, 0, "10\u00a0379\u00a0295", "10,379,295"),
        (-2.7, 1, "−2,7", "−2.7"),
        (2.25, 1, "2,3", "2.3"),
        (0.35, 1, "0,4", "0.4"),
        (-0.04, 1, "0,0", "0.0"),
        (0, 1, "0,0", "0.0"),
        (None, 1, "–", "–"),
        (float("nan"), 0, "–", "–"),
    ],
)
def test_numbers(value: float | None, decimals: int, swedish: str, english: str) -> None:
    assert (SV.number(value, decimals), EN.number(value, decimals)) == (swedish, english)


def test_signed_numbers() -> None:
    assert [SV.number(value, 1, signed=True) for value in (5.8, -2.7, 0)] == ["+5,8", "−2,7", "0,0"]


def test_years() -> None:
    assert [SV.span(years) for years in ([2018, 2019, 2020], [2018, 2020], [2020])] == [
        "2018–2020",
        "2018 och 2020",
        "2020",
    ]


def test_an_unknown_language_is_swedish() -> None:
    assert in_language("tlh").language == "sv"


def test_every_text_has_its_swedish_and_no_swedish_is_left_over() -> None:
    said = set()
    for _, _, message, _, _ in extract_from_dir(ROOT / "pages", [("**.py", "python")], {}, KEYWORDS):
        said.add(message)
    with (ROOT / "pages/components/locale/sv.po").open("rb") as file:
        catalogue = {entry.id: entry for entry in read_po(file, locale="sv") if entry.id}
    assert said - set(catalogue) == set(), "texts without Swedish"
    assert set(catalogue) - said == set(), "Swedish that nothing uses"
    for id_, entry in catalogue.items():
        for one in [entry.string] if isinstance(entry.string, str) else entry.string:
            assert one, id_
            wanted = id_ if isinstance(id_, str) else id_[1]
            assert set(re.findall(r"{\w*}", one)) == set(re.findall(r"{\w*}", wanted)), id_


def test_no_text_hides_from_translation_inside_an_f_string() -> None:
    for path in (ROOT / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
                names = [getattr(call.func, "id", "") for call in calls]
                assert "t" not in names, f"{path}:{node.lineno}"


def sentence(indicator: str, years: list[int] | None, categories: list[str] | None, language: str = "sv") -> str:
    t = in_language(language)
    row = next(row for row in queries.rows("indicators") if row["id"] == indicator)
    measure, years = row["measure"], years or [2018, 2019, 2020]
    comparison = queries.rows("comparison", indicators=[indicator], measure=measure, years=years, categories=categories)
    phrases = figures.named(t, queries.rows("area_categories"), "phrase")
    return sentences.summary(t, row, comparison, phrases, int(row["decimals"]), t.field(row, "unit"))


@pytest.mark.usefixtures("built_in_data")
def test_a_sentence_says_level_comparison_change_and_caveat() -> None:
    # Tabell 7: 18.4 / 11.9 = 1.55, which rounds to 1.5 (1.5462).
    assert sentence("narcotics_offences", None, None).replace("\u00a0", " ") == (
        "År 2020 var talet högst i särskilt utsatta områden: 18,4 anmälda narkotikabrott per 1 000 invånare, "
        "1,5 gånger talet i övriga riket (11,9). Sedan 2018 har det ökat i utsatta områden (från 8,8 till 14,6), "
        "i särskilt utsatta områden (från 14,5 till 18,4) och i övriga riket (från 10,4 till 11,9); minskat i "
        "riskområden (från 18,8 till 16,1). Narkotikabrott upptäcks mest genom polisens egna insatser, så fler anmälda "
        "brott betyder inte säkert fler begångna."
    )


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("indicator", "years", "categories", "said", "unsaid"),
    [
        ("narcotics_offences", [2019], None, "År 2019 var talet högst i särskilt utsatta områden: 16,8", "Sedan"),
        ("narcotics_offences", None, ["risk"], "År 2020 var talet i riskområden 16,1", "högst"),
        ("narcotics_offences", None, ["rest_of_sweden"], "År 2020 var talet i övriga riket 11,9", "gånger"),
        ("shootings", None, None, "högst i särskilt utsatta områden: 72 (antal skjutningar)", "gånger"),
        ("shootings", None, ["all_areas"], "i alla områden tillsammans 130", "högst"),
        # Tabell 6: 43.7 / 42.6 = 1.03.
        ("incident_reports", None, ["particularly_vulnerable"], "ungefär detsamma som i övriga riket", "gånger"),
        ("vehicle_fires", None, ["rest_of_sweden"], "varit oförändrat i övriga riket", "ökat"),
    ],
)
def test_sentences_of_other_choices(
    indicator: str, years: list[int] | None, categories: list[str] | None, said: str, unsaid: str
) -> None:
    written = sentence(indicator, years, categories)
    assert said in written
    assert unsaid not in written


@pytest.mark.usefixtures("built_in_data")
def test_the_same_sentence_in_english() -> None:
    written = sentence("weapons_offences", [2018, 2020], ["risk"], "en")
    # Tabell 7: 1.6 / 0.8 = 2.0.
    assert (
        "In 2020 the figure in risk areas was 1.6 reported weapons offences per 1,000 inhabitants, 2.0 times" in written
    )
    assert "Since 2018 it has risen in risk areas (from 1.2 to 1.6)." in written


def test_no_sentence_names_a_cause() -> None:
    for name in ("sentences.py", "overview_parts.py"):
        for node in ast.walk(ast.parse((ROOT / "pages/components" / name).read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t":
                said = ast.literal_eval(node.args[0])
                assert not re.search(r"\b(because|due to|caused|leads? to|thanks to)\b", said), said
