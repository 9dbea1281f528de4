"""The paper for a meeting: PDF and Word are opened again and compared with the pages, figure by figure."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

import queries
from pages import paper_content
from pages.components import paper, paper_pdf, paper_word
from pages.components.paper import Paper
from pages.components.tables import Column, Table
from pages.components.text import in_language
from pages.paper_content import Choice, Version
from tests.report_2021 import RATES, SHOOTINGS
from tests.test_pages import asked, messages, opened, prose, rows, tables, well, widget

MADE = datetime.date(2026, 12, 3)
LINK = "https://lagesbild.example.se/underlag?indicator=narcotics_offences&year=2019&year=2020"
VERSION = Version("2026-12-03-0123456789abcdef")
CATEGORIES = ("vulnerable", "risk", "particularly_vulnerable", "all_areas", "rest_of_sweden")

pytestmark = pytest.mark.usefixtures("built_in_data")


def made(
    *ids: str, language: str = "sv", years: tuple[int, ...] = (2018, 2019, 2020), title: str = "Till rådet"
) -> Paper:
    t, indicators = in_language(language), queries.rows("indicators")
    chosen = [row for row in indicators if row["id"] in ids]
    choice = Choice(chosen, years, CATEGORIES, [], None)
    return paper_content.paper_of(t, title, MADE, choice, paper_content.shown(t, choice, indicators), LINK, VERSION)


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """Without spaces and the hyphens of divided words."""
    return re.sub(r"[\s\u00ad-]", "", text)


def text_of(reader: PdfReader) -> str:
    return "".join(squeezed(page.extract_text()) for page in reader.pages)


def parts(reader: PdfReader, kind: str) -> list[DictionaryObject]:
    """The parts of the structure tree of one kind, which is what a screen reader goes by."""

    def below(node: Any) -> Iterator[DictionaryObject]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from below(child)
        elif isinstance(node, DictionaryObject):
            if node.get("/S") == kind:
                yield node
            if "/K" in node:
                yield from below(node["/K"])

    return list(below(reader.trailer["/Root"]["/StructTreeRoot"]))


def cells(document: Any) -> list[list[list[str]]]:
    """The cells of each table, without the numbers of footnotes."""

    def said(cell: Any) -> str:
        runs = [run.text for run in cell.paragraphs[0].runs if not run.font.superscript]
        return "".join(runs).replace("\u00a0", " ")

    return [[[said(cell) for cell in row.cells] for row in table.rows] for table in document.tables]


# ---- the figures ------------------------------------------------------------------------------------------------


def test_the_figures_on_paper_are_those_of_the_report() -> None:
    text = text_of(read(paper_pdf.pdf(made("narcotics_offences", "shootings"))))
    risk = [RATES["narcotics_offences", "risk", year] for year in (2018, 2019, 2020)]
    assert squeezed("Riskområden " + " ".join(f"{value:.1f}".replace(".", ",") for value in risk)) in text
    count = [SHOOTINGS["all_areas", year][0] for year in (2018, 2019, 2020)]
    assert squeezed("Alla områden tillsammans " + " ".join(map(str, count))) in text


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("id_", "screen"), [("narcotics_offences", "narcotics_weapons"), ("shootings", "shootings")])
def test_every_figure_on_paper_is_that_of_the_indicators_screen(id_: str, screen: str, language: str) -> None:
    there = opened(screen, lang=language, indicator=id_, year=["2019", "2020"])
    page = rows(there)
    content = made(id_, language=language, years=(2019, 2020))
    (word,) = cells(docx.Document(io.BytesIO(paper_word.docx(content))))
    assert word == page
    text = text_of(read(paper_pdf.pdf(content)))
    for line in page[1:]:
        assert squeezed("".join(line)) in text, line
    said = [sentence for sentence in prose(there).split("\n") if sentence][:2]
    for sentence in said:
        assert squeezed(sentence) in text


def test_the_page_previews_what_the_paper_says() -> None:
    at = opened("meeting_paper", indicator=["narcotics_offences", "shootings"], year=["2019", "2020"])
    word = cells(
        docx.Document(io.BytesIO(paper_word.docx(made("narcotics_offences", "shootings", years=(2019, 2020)))))
    )
    assert [rows(at, number) for number in range(len(tables(at)))] == word
    assert len(at.get("vega_lite_chart")) == 2
    assert "2 avsnitt: Skjutningar 2019–2020 och Narkotikabrott 2019–2020." in prose(at)


def test_text_of_both_files_is_the_same() -> None:
    content = made("narcotics_offences", "vehicle_fires")
    pdf = text_of(read(paper_pdf.pdf(content)))
    paragraphs = [part.text for part in docx.Document(io.BytesIO(paper_word.docx(content))).paragraphs if part.text]
    assert len(paragraphs) > 20
    assert [text for text in paragraphs if squeezed(text) not in pdf] == []


def test_explanations_that_hold_for_all_stand_once() -> None:
    content = made("narcotics_offences", "vehicle_fires")
    text = text_of(read(paper_pdf.pdf(content)))
    assert text.count(squeezed("Gånger övriga riket (beräknat). Talet för kategorin")) == 1
    assert text.count("Definition.") == 2


def test_sources_filters_date_and_address_are_on_the_paper() -> None:
    reader = read(paper_pdf.pdf(made("narcotics_offences", years=(2019, 2020))))
    text = text_of(reader)
    assert squeezed("Datum. 2026-12-03") in text
    assert squeezed("År: 2019 och 2020; områdeskategori: Utsatta områden, Riskområden") in text
    assert squeezed(LINK) in text
    assert squeezed("Tabell 7, avsnitt 3.2.3 (från s. 23). Publicerad 2021-12.") in text
    links = [note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])]
    assert set(links) == {LINK}


def test_what_has_no_figures_is_said() -> None:
    text = text_of(read(paper_pdf.pdf(made("narcotics_offences", "shootings", years=(1999,)))))
    assert squeezed("Inga tal för det som är valt. Skjutningar och Narkotikabrott.") in text


# ---- for screen readers, and for print --------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "tag", "alt"), [("sv", "sv", "Linjediagram:"), ("en", "en", "Line chart:")])
def test_the_pdf_is_tagged_as_pdf_ua(language: str, tag: str, alt: str) -> None:
    reader = read(paper_pdf.pdf(made("narcotics_offences", "shootings", language=language)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith(tag)
    assert re.search(rb"pdfuaid:part(>|=\")1", root["/Metadata"].get_data())
    assert reader.metadata is not None
    assert reader.metadata.title == "Till rådet"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    pictures = [str(part.get("/Alt", "")) for part in parts(reader, "/Figure")]
    assert [text[: len(alt)] for text in pictures if text] == [alt, alt]
    assert len(parts(reader, "/Table")) == 2
    assert len(parts(reader, "/TH")) == 8 + 9  # narcotics offences have the column beside the rest of Sweden too
    assert len(parts(reader, "/H1")) == 1
    assert len(parts(reader, "/H2")) == 3


def test_charts_in_the_pdf_are_vectors_and_its_letters_its_own() -> None:
    reader = read(paper_pdf.pdf(made("narcotics_offences")))
    assert [picture.name for page in reader.pages for picture in page.images] == []
    assert all(abs(float(page.mediabox.width) - 595.28) < 1 for page in reader.pages)
    fonts = [font for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    names = {font.get_object()["/BaseFont"].split("+")[-1] for font in fonts}
    assert all(name.startswith(("LibertinusSerif", "DejaVuSansMono")) for name in names), names


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_the_word_file_says_title_language_headers_and_pictures(language: str, tag: str) -> None:
    document = docx.Document(io.BytesIO(paper_word.docx(made("narcotics_offences", "shootings", language=language))))
    assert document.core_properties.title == "Till rådet"
    assert document.core_properties.language == tag
    assert {part.get(qn("w:val")) for part in document.styles.element.iter(qn("w:lang"))} == {tag}
    styles = [part.style.name for part in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 3
    assert styles.count("Caption") == len(document.tables) == 2
    for table in document.tables:
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated == [True] + [False] * (len(table.rows) - 1)
    assert len(document.inline_shapes) == 2
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert all(text.startswith(("Linjediagram:", "Line chart:")) for text in words)
    # At least 200 points an inch, as print wants.
    for shape in document.inline_shapes:
        id_ = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        assert document.part.related_parts[id_].image.px_width / (shape.width / 914400) > 200


def test_a_wide_table_goes_on_in_another_and_loses_nothing() -> None:
    t = in_language("sv")
    columns = [Column("area", "Område"), *(Column(str(year), str(year), 1) for year in range(2001, 2021))]
    table = Table("Tal", columns, [["Ersboda", *range(1, 21)]], {(0, "2020"): "Ändrat."})
    written = paper.written(t, table)
    assert [part.caption for part in written.parts] == [f"Tal (del {number} av 3)" for number in (1, 2, 3)]
    assert [cell.text for part in written.parts for cell in part.rows[0][1:]] == [f"{n},0" for n in range(1, 21)]
    assert {part.rows[0][0].text for part in written.parts} == {"Ersboda"}
    assert max(len(part.head) for part in written.parts) == 9
    assert written.parts[2].rows[0][-1].note == "1)"
    assert written.below == ["1) Ändrat."]


# ---- what readers and files bring -------------------------------------------------------------------------------

HOSTILE = '#panic("x") <b>fet</b> $x^2$ *a* _b_ `c` @ref [[l]] \\u{41} {{d}} =rubrik'


def test_hostile_text_stays_text(data_copy: Path) -> None:
    path = data_copy / "indicators.csv"
    content = path.read_text(encoding="utf-8")
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    changed = content.replace(",Narkotikabrott,Narcotics offences,", f",{quoted},Narcotics offences,", 1)
    assert changed != content
    path.write_text(changed, encoding="utf-8")
    paper_ = made("narcotics_offences", title=HOSTILE)
    pdf = text_of(read(paper_pdf.pdf(paper_)))
    assert pdf.count(squeezed(HOSTILE)) >= 3  # title, heading, caption
    document = docx.Document(io.BytesIO(paper_word.docx(paper_)))
    assert document.paragraphs[0].text == HOSTILE
    assert any(part.text == f"{HOSTILE} 2018–2020" for part in document.paragraphs)
    assert messages(opened("meeting_paper", title=HOSTILE)) == ""


def test_letters_that_xml_cannot_hold_are_left_out() -> None:
    content = paper_word.docx(made("shootings", title="a\x00b\ud800c\ufffed"))
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "abcd"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Rådet\n\tden 3 december ", "Rådet den 3 december"),
        ("", "Underlag"),
        ("\u202e\x07 ", "Underlag"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_title_is_one_line_and_not_too_long(written: str, kept: str) -> None:
    assert paper.title_of(written, "Underlag") == kept


# ---- the page ---------------------------------------------------------------------------------------------------


def test_the_address_holds_all_of_the_choice() -> None:
    at = opened("meeting_paper", title="Rådet", indicator=["shootings"], category=["risk"])
    assert at.text_input(key="title_filter").value == "Rådet"
    assert [line[0] for line in rows(at)] == ["Områdeskategori", "Riskområden"]
    at.text_input(key="title_filter").set_value("Nämnden")
    well(at.run())
    assert asked(at, "title") == ["Nämnden"]
    widget(at, "indicator").set_value(["shootings", "threats"])
    well(at.run())
    assert asked(at, "indicator") == ["shootings", "threats"]
    assert len(tables(at)) == 2


@pytest.mark.parametrize("name", ["indicator", "year", "category"])
def test_an_empty_choice_says_what_to_do(name: str) -> None:
    at = opened("meeting_paper", **{name: ""})
    assert "Välj minst en indikator, ett år och en områdeskategori" in messages(at)
    assert tables(at) == []
    at.button(key="show_all").click()
    well(at.run())
    assert len(tables(at)) == 7
