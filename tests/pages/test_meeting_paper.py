"""The paper for a meeting: PDF and Word are opened again and compared with the pages, figure by figure."""

from __future__ import annotations

import dataclasses
import datetime
import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

import queries
from pages.components import paper
from pages.components.municipality import sentences
from pages.components.paper import Agreement, Chapter, Paper, letters
from pages.components.paper import pdf as paper_pdf
from pages.components.paper import word as paper_word
from pages.components.tables import Column, Table
from pages.components.text import in_language
from pages.sections import municipality_offences, municipality_paper
from pages.sections import paper as paper_content
from pages.sections.paper import PaperChoice, Version
from queries import Own
from tests.agreements import GOALS, MUNICIPALITIES
from tests.page import asked, messages, opened, prose, quiet, rows, tables, well, widget, words
from tests.pages.test_follow_up import ACTIONS, GOALS_HEADER, WHEEL_ROWS, actions, loosely
from tests.pdf_edges import edges
from tests.report_2021 import RATES, SHOOTINGS

MADE = datetime.date(2026, 12, 3)
LINK = "https://lagesbild.example.se/underlag?indicator=narcotics_offences&year=2019&year=2020"
VERSION = Version("2026-12-03-0123456789abcdef")
CATEGORIES = ("vulnerable", "risk", "particularly_vulnerable", "all_areas", "rest_of_sweden")

pytestmark = pytest.mark.usefixtures("built_in_data")


def made(
    *ids: str,
    language: str = "sv",
    years: tuple[int, ...] = (2018, 2019, 2020),
    title: str = "Till rådet",
    areas: tuple[str, ...] = (),
    link: str = LINK,
    version: Version = VERSION,
) -> Paper:
    t = in_language(language)
    chosen = [row for row in queries.rows("indicators") if row["id"] in ids]
    choice = PaperChoice(
        indicators=chosen, years=years, categories=CATEGORIES, places=areas, highlight=next(iter(areas), None)
    )
    return paper_content.paper_of(t, title, MADE, choice, paper_content.present(t, choice), link, version)


def own(
    *places: str, years: tuple[int, ...] = (2018, 2019, 2020), indicator: str = "vehicle_fires"
) -> dict[str, bytes]:
    """Own files with cases per 1,000 inhabitants of these places: 10, 11, … of 1,000, computed from both."""
    lines = [
        f"{indicator},,{place},{year},{10 + number},1000,,,egen"
        for place in places
        for number, year in enumerate(years)
    ]
    header = "indicator,area_category,area,year,count,population,per_1000,share_percent,source"
    sources = (
        "id,publisher,document_sv,document_en,part_sv,part_en,published\negen,Egen fil,a.csv,a.csv,alla,all,2026-01\n"
    )
    return {"exports/egen.csv": "\n".join([header, *lines, ""]).encode(), "sources.csv": sources.encode()}


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """Without spaces and the hyphens of divided words."""
    return re.sub(r"[\s\u00ad-]", "", text)


def text_of(reader: PdfReader) -> str:
    return "".join(squeezed(page.extract_text()) for page in reader.pages)


def parts(reader: PdfReader, kind: str) -> list[DictionaryObject]:
    """The parts of the structure tree of one kind, which is what a screen reader goes by."""
    return list(below(reader.trailer["/Root"]["/StructTreeRoot"], kind))


def below(node: Any, kind: str) -> Iterator[DictionaryObject]:
    """The parts of one kind in a part of the structure tree, itself included."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from below(child, kind)
    elif isinstance(node, DictionaryObject):
        if node.get("/S") == kind:
            yield node
        if "/K" in node:
            yield from below(node["/K"], kind)


def names_of(node: Any) -> dict[str, DictionaryObject]:
    """The parts of the structure tree that have a name, by it."""
    node = node.get_object()
    listed = node.get("/Names", [])
    found = {str(name): part.get_object() for name, part in zip(listed[::2], listed[1::2], strict=True)}
    return found | {name: part for kid in node.get("/Kids", []) for name, part in names_of(kid).items()}


def of_table(cell: DictionaryObject) -> DictionaryObject:
    """What a cell says of its place in its table."""
    return next(part.get_object() for part in cell["/A"] if part.get_object()["/O"] == "/Table")


def at_prose(at: AppTest) -> str:
    """The running text of the page without the marks of Markdown."""
    return prose(at).replace("*", "")


def page_html(at: AppTest) -> list[ET.Element]:
    bodies = [part.proto.body for part in at.get("html")]
    return [ET.fromstring(f"<page>{body}</page>") for body in bodies]


def by_caption(at: AppTest, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, its header first."""
    [number] = [
        number for number, found in enumerate(tables(at)) if words(found.find(".//caption")).strip().startswith(caption)
    ]  # type: ignore[arg-type]
    return rows(at, number)


@pytest.fixture
def download(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], bytes]:
    """What the button whose file ends so gives when it is pressed, of the page that was drawn last."""
    offered: dict[str, Callable[[], bytes]] = {}
    add = MediaFileManager.add_deferred

    def noted(self: MediaFileManager, content: Any, mimetype: Any, place: Any, file_name: str, **more: Any) -> str:
        offered[file_name.rpartition(".")[2]] = content
        return add(self, content, mimetype, place, file_name, **more)

    monkeypatch.setattr(MediaFileManager, "add_deferred", noted)
    return lambda kind: offered[kind]()


def word_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    said = [part.text for part in document.paragraphs]
    return "\n".join([*said, *("".join(line) for table in cells(document) for line in table)])


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
    marked = [[words(part) for part in line] for line in tables(there)[0].iter("tr")]  # with the numbers of footnotes
    for line in marked[1:]:
        assert squeezed("".join(line)) in text, line
    said = [sentence for sentence in prose(there).split("\n") if sentence][:2]
    for sentence in said:
        assert squeezed(sentence) in text


def test_the_page_previews_what_the_paper_says() -> None:
    at = opened("meeting_paper", form="all", indicator=["narcotics_offences", "shootings"], year=["2019", "2020"])
    word = cells(
        docx.Document(io.BytesIO(paper_word.docx(made("narcotics_offences", "shootings", years=(2019, 2020)))))
    )
    assert [rows(at, number) for number in range(len(tables(at)))] == word
    assert len(at.get("vega_lite_chart")) == 2
    assert "2 avsnitt: Skjutningar 2019–2020 och Narkotikabrott 2019–2020." in prose(at)


def test_the_small_sheet_names_its_sources_in_words() -> None:
    at = opened("meeting_paper", form="short", indicator="narcotics_offences", year=["2019", "2020"])
    [line] = [line for line in quiet(at) if "dnr A028" in line]
    assert line.startswith(f"Källa: Polismyndigheten: {REPORT}. Tabell 7, avsnitt 3.2.3 (från s. 23)")


def test_text_of_both_files_is_the_same() -> None:
    content = made("narcotics_offences", "vehicle_fires")
    pdf = text_of(read(paper_pdf.pdf(content)))
    paragraphs = [part.text for part in docx.Document(io.BytesIO(paper_word.docx(content))).paragraphs if part.text]
    assert len(paragraphs) > 20
    assert [text for text in paragraphs if squeezed(text) not in pdf] == []


AREAS = "https://polisen.se/om-polisen/polisens-arbete/utsatta-omraden/"
REPORT = "Lägesbild över utsatta områden. Regeringsuppdrag 2021 (dnr A028.504/2021)"


def test_the_title_of_a_source_is_a_link_in_both_files() -> None:
    content = made("narcotics_offences")
    annotations = [note.get_object() for page in read(paper_pdf.pdf(content)).pages for note in page.get("/Annots", ())]
    assert AREAS in {note["/A"]["/URI"] for note in annotations if "/URI" in note.get("/A", {})}
    paragraphs = docx.Document(io.BytesIO(paper_word.docx(content))).paragraphs
    [line] = [part for part in paragraphs if REPORT in part.text]
    assert [(link.text, link.address) for link in line.hyperlinks] == [(REPORT, AREAS)]
    assert line.text.startswith(f"Källa. Polismyndigheten: {REPORT}. Tabell 7, avsnitt 3.2.3 (från s. 23)")


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
    assert set(links) == {LINK, AREAS}  # its own, and that of the report


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
    heads = [part for head in parts(reader, "/THead") for part in below(head, "/TH")]
    assert len(heads) == 8 + 9  # narcotics offences have the column beside the rest of Sweden too
    assert len(parts(reader, "/H1")) == 1
    assert len(parts(reader, "/H2")) == 3


def headers(reader: PdfReader) -> list[list[tuple[int, list[str]]]]:
    """Each row below the tables' heads: how many of its cells name it, and all its cells; whose headers must be right."""
    named = names_of(reader.trailer["/Root"]["/StructTreeRoot"].get("/IDTree", DictionaryObject()))
    found = []
    for table in parts(reader, "/Table"):
        lines = []
        for row in (row for body in below(table, "/TBody") for row in below(body, "/TR")):
            own, others = list(below(row, "/TH")), list(below(row, "/TD"))
            assert [of_table(cell)["/Scope"] for cell in own] == ["/Row"] * len(own)
            for cell in others:
                said = [named[str(id_)] for id_ in of_table(cell)["/Headers"]]
                assert [part for part in said if any(part is one for one in own)] == own
                assert [of_table(part)["/Scope"] for part in said] == ["/Column", *["/Row"] * len(own)]
            lines.append((len(own), [str(cell["/S"]) for cell in (*own, *others)]))
        found.append(lines)
    return found


def test_row_names_are_headers_to_screen_readers() -> None:
    of_shootings, of_narcotics = headers(read(paper_pdf.pdf(made("narcotics_offences", "shootings"))))
    assert of_shootings == [(1, ["/TH", *["/TD"] * 7])] * 4
    assert of_narcotics == [(1, ["/TH", *["/TD"] * 8])] * 4
    columns = [Column("id", "Nummer"), Column("text", "Åtgärd"), Column("unit", "Enhet")]
    table = Table("Åtgärder", columns, [["1", "Belysning", "Gata"], ["2", "Nattvandring", "Fritid"]], row_headers=2)
    agreement = Agreement(
        heading="Plan", said=[], facts=[], chapters=[Chapter("Åtgärder", tables=[table])], explained=[], sources=[]
    )
    with_actions = dataclasses.replace(made("shootings"), agreement=agreement)
    assert headers(read(paper_pdf.pdf(with_actions))) == [[(2, ["/TH", "/TH", "/TD"])] * 2, of_shootings]
    assert headers(read(paper_pdf.pdf(dataclasses.replace(with_actions, sections=[])))) != []
    assert headers(read(paper_pdf.pdf(dataclasses.replace(made("shootings"), sections=[])))) == []


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


def test_charts_in_the_word_file_are_vectors_with_a_picture_for_programs_that_show_none() -> None:
    content = made("narcotics_offences", "shootings")
    document = docx.Document(io.BytesIO(paper_word.docx(content)))
    vector = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
    drawn = []
    for shape in document.inline_shapes:
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip
        [named] = blip.iter(vector)
        part = document.part.related_parts[named.get(qn("r:embed"))]
        assert part.content_type == "image/svg+xml"
        drawn.append(squeezed("".join(ET.fromstring(part.blob).itertext())))
        assert document.part.related_parts[blip.embed].content_type == "image/png"
    assert len(drawn) == 2
    assert squeezed("130 Alla områden tillsammans") in drawn[0]  # the report's number of shootings in 2020
    assert squeezed("11,9 Övriga riket") in drawn[1]


def test_a_column_of_text_beside_figures_gets_room_as_the_names_do() -> None:
    """The names of the rows took all of it, and a sentence stood in six lines."""
    t = in_language("sv")
    sentence = "? går inte att avgöra: antalet fall är inte publicerat"
    columns = [Column("indicator", "Indikator"), Column("year", "År", 0), Column("chance", "Mer än slump?")]
    more = [Column(f"figure{number}", f"Förändring {number} (beräknat)", 1) for number in range(5)]
    row = ["Händelserapporter, prioritet 1 och 2", 2020, sentence, 1, 2, 3, 4, 5]
    [part] = paper.written(t, Table("Tal", [*columns, *more], [row])).parts
    assert part.widths[2] > paper.wide(sentence) / 2
    assert part.widths[0] > paper.wide(row[0]) / 2


def test_cells_in_word_have_the_room_that_their_widths_are_reckoned_with() -> None:
    """Word's own margins, 1.9 mm on either side, tore the years: 201 and 8 below it."""
    document = docx.Document(io.BytesIO(paper_word.docx(made("narcotics_offences"))))
    [table] = document.tables
    margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
    around = sum(int(margins.find(qn(f"w:{side}")).get(qn("w:w"))) for side in ("left", "right")) / 1440 * 25.4
    digits = 4 * 0.507 * 8.5 / 72 * 25.4  # of Calibri, bold, in the table's size
    for column in table._tbl.tblGrid.findall(qn("w:gridCol"))[1:4]:
        assert int(column.get(qn("w:w"))) / 1440 * 25.4 > digits + around


def test_a_wide_table_goes_on_in_another_and_loses_nothing() -> None:
    """Twenty years have no room beside a name: ten and ten, not as many as fit and then the rest."""
    t = in_language("sv")
    columns = [Column("area", "Område"), *(Column(str(year), str(year), 1) for year in range(2001, 2021))]
    table = Table("Tal", columns, [["Ersboda", *range(1, 21)]], notes={(0, "2020"): "Ändrat."})
    written = paper.written(t, table)
    assert [part.caption for part in written.parts] == [f"Tal (del {number} av 2)" for number in (1, 2)]
    assert [cell.text for part in written.parts for cell in part.rows[0][1:]] == [f"{n},0" for n in range(1, 21)]
    assert {part.rows[0][0].text for part in written.parts} == {"Ersboda"}
    assert [len(part.head) for part in written.parts] == [11, 11]
    assert written.parts[1].rows[0][-1].note == "1)"
    assert written.below == ["1) Ändrat."]
    assert [round(sum(part.widths)) for part in written.parts] == [170, 170]


def test_years_stay_together_and_what_is_computed_goes_on_by_itself() -> None:
    with queries.one_state(Own(own("Ersboda", "Teg", years=tuple(range(2013, 2021))))):
        content = made("vehicle_fires", years=tuple(range(2013, 2021)), areas=("Ersboda", "Teg"))
    first, second = paper.written(content.t, content.sections[0].table).parts
    years = [str(year) for year in range(2013, 2021)]
    assert [cell.text for cell in first.head] == ["Områdeskategori eller område", "Ursprung", *years]
    assert [cell.text for cell in second.head[:2]] == ["Områdeskategori eller område", "Ursprung"]
    assert all(cell.text.endswith("(beräknat)") for cell in second.head[2:])


def test_names_of_rows_have_room_before_long_headings() -> None:
    columns = [
        Column("area", "Område"),
        *(Column(str(n), "Förändring under radens egna år, procent", 1) for n in range(5)),
    ]
    [part] = paper.written(in_language("sv"), Table("Tal", columns, [["Särskilt utsatta områden", *range(5)]])).parts
    assert part.widths[0] > paper.wide("Särskilt utsatta områden")
    assert all(width > paper.wide("Förändring") for width in part.widths[1:])
    assert round(sum(part.widths)) == 170


def test_that_a_row_is_computed_is_said_once() -> None:
    with queries.one_state(Own(own("Ersboda"))):
        content = made("vehicle_fires", areas=("Ersboda",))
    part = paper.written(content.t, content.sections[0].table).parts[0]
    [row] = [row for row in part.rows if row[0].text.startswith("Ersboda")]
    # 10, 11 and 12 vehicle fires in 1,000 inhabitants
    assert [cell.text for cell in row[2:5]] == ["10,0", "11,0", "12,0"]
    assert (row[0].text + row[1].text).count("beräknat") == 1


def test_a_cell_is_said_to_be_computed_only_where_the_row_is_not() -> None:
    columns = [Column("area", "Område"), Column("2019", "2019", 1), Column("2020", "2020", 1)]
    table = Table("Tal", columns, [["A", 1, 2], ["B", 3, 4], ["C", None, 5]], computed=frozenset())
    every = frozenset({(0, "2019"), (0, "2020"), (1, "2020"), (2, "2020")})
    [part] = paper.written(in_language("sv"), dataclasses.replace(table, computed=every)).parts
    assert [[cell.text for cell in row] for row in part.rows] == [
        ["A (beräknat)", "1,0", "2,0"],
        ["B", "3,0", "4,0 (beräknat)"],
        ["C (beräknat)", "–", "5,0"],
    ]
    assert [[cell.computed for cell in row] for row in part.rows] == [
        [False, True, True],
        [False, False, True],
        [False, False, True],
    ]


def test_a_table_of_many_rows_comes_whole_into_word() -> None:
    t = in_language("sv")
    columns = [Column("area", "Område"), *(Column(str(year), str(year), 1) for year in range(2010, 2021))]
    table = Table("Tal", columns, [[f"Område {number}", *range(11)] for number in range(800)])
    agreement = Agreement(
        heading="Rader", said=[], facts=[], chapters=[Chapter("Tal", tables=[table])], explained=[], sources=[]
    )
    content = paper_word.docx(
        Paper(t=t, title="Tal", made=MADE, front=[], sections=[], shared=[], link="", agreement=agreement)
    )
    assert len(docx.Document(io.BytesIO(content)).tables[0]._tbl.tr_lst) == 801


# ---- what readers and files bring -------------------------------------------------------------------------------

HOSTILE = '#panic("x") <b>fet</b> $x^2$ *a* _b_ `c` @ref [[l]] \\u{41} {{d}} =rubrik'


BEYOND = "😀 北京 กรุง ❤️ \u202eå é"
"""Letters that no font within Typst has, one that is not seen, and two that every font has."""

AS_DRAWN = "□ □□ □□□□ □ å é"


def test_hostile_text_stays_text(data_copy: Path) -> None:
    path = data_copy / "indicators.csv"
    content = path.read_text(encoding="utf-8")
    quoted = '"' + f"{HOSTILE} {BEYOND}".replace('"', '""') + '"'
    changed = content.replace(",Narkotikabrott,Narcotics offences,", f",{quoted},Narcotics offences,", 1)
    assert changed != content
    path.write_text(changed, encoding="utf-8")
    paper_ = made("narcotics_offences", title=f"{HOSTILE} {BEYOND}")
    pdf = text_of(read(paper_pdf.pdf(paper_)))
    assert pdf.count(squeezed(f"{HOSTILE} {AS_DRAWN}")) >= 3  # title, heading, caption
    assert squeezed("□ står för tecken som den här filen inte kan skriva.") in pdf
    document = docx.Document(io.BytesIO(paper_word.docx(paper_)))
    assert document.paragraphs[0].text == f"{HOSTILE} {BEYOND}"
    assert any(part.text == f"{HOSTILE} {BEYOND} 2018–2020" for part in document.paragraphs)
    assert messages(opened("meeting_paper", form="all", title=f"{HOSTILE} {BEYOND}")) == ""


def test_a_districts_name_that_cannot_be_drawn_keeps_no_paper_from_being_made() -> None:
    with queries.one_state(Own(own("Ersboda 😀", "Teg"))):
        content = made("vehicle_fires", areas=("Ersboda 😀", "Teg"))
    text = text_of(read(paper_pdf.pdf(content)))
    assert squeezed("Ersboda □ (egen fil") in text
    assert "😀" in str(cells(docx.Document(io.BytesIO(paper_word.docx(content)))))


def test_no_boxes_are_spoken_of_where_there_are_none() -> None:
    assert "□" not in text_of(read(paper_pdf.pdf(made("narcotics_offences", title="Sámi đŋ ▲ ✕ – ½ □"[:-1]))))


def test_letters_that_xml_cannot_hold_are_left_out() -> None:
    content = made("shootings", title="a\x00b\ud800c\ufffed\x07")
    assert docx.Document(io.BytesIO(paper_word.docx(content))).paragraphs[0].text == "abcd"
    assert text_of(read(paper_pdf.pdf(content))).startswith("abcd")


@pytest.mark.parametrize("unseen", ["\ufe0f", "\U000e0100", "\u200d\ufe0f"])
def test_a_title_of_letters_that_are_not_seen_is_no_title(unseen: str, download: Callable[[str], bytes]) -> None:
    opened("meeting_paper", form="all", indicator="shootings", title=unseen)
    assert text_of(read(download("pdf"))).startswith(squeezed("Skjutningar Datum."))
    assert word_text(download("docx")).startswith("Skjutningar\n")


def test_headings_of_letters_that_are_not_seen_keep_no_paper_from_being_made() -> None:
    unseen = "\ufe0f"
    table = Table(unseen, [Column("a", unseen)], [[unseen]])
    agreement = Agreement(
        heading=unseen, said=[], facts=[], chapters=[Chapter(unseen, tables=[table])], explained=[], sources=[]
    )
    content = made("shootings", title=unseen)
    content = dataclasses.replace(
        content, agreement=agreement, sections=[dataclasses.replace(content.sections[0], heading=unseen, spoken=unseen)]
    )
    reader = read(paper_pdf.pdf(content))
    assert [len(parts(reader, kind)) for kind in ("/H1", "/H2", "/H3")] == [1, 2, 1]
    assert paper_word.docx(content)


def test_every_letter_that_is_said_to_be_drawn_is_drawn_in_every_style() -> None:
    """The title is bold, a paragraph upright, a computed figure slanted, its heading both; one missing would stop Typst."""
    every = [chr(number) for number in range(0x110000) if letters.OTHERS.sub("", chr(number)) and chr(number) != "□"]
    assert len(every) > 2000
    assert set("ÅÄÖåäöéüßæøŋđžčłńАЯαω–—“”’…−×½€№▲▼●■◆○▶✓→≥√") <= set(every)
    text = " ".join(letter for letter in every if not letter.isspace())
    table = Table(text, [Column("a", text, 0, computed=True, labels={"x": text})], [[1], [2]], notes={(0, "a"): text})
    agreement = Agreement(
        heading=text,
        said=[text],
        facts=[(text, text)],
        chapters=[Chapter(text, tables=[table])],
        explained=[],
        sources=[],
    )
    content = Paper(
        t=in_language("sv"), title=text, made=MADE, front=[], sections=[], shared=[], link="", agreement=agreement
    )
    assert "□" not in text_of(read(paper_pdf.pdf(content)))


def test_no_text_reaches_beyond_the_margins() -> None:
    """All indicators, a title without a space, and an address of many words and percent signs."""
    ids = [row["id"] for row in queries.rows("indicators") if row["screen"]]
    place = "Ersbodavästra" * 6
    words = "".join(f"&indicator={id_}" for id_ in ids) + "&title=" + "%C3%A5" * 120 + "&area=" + "x" * 300
    with queries.one_state(Own(own(place, "Teg"))):
        content = made(*ids, title="å" * 120, areas=(place, "Teg"), link=LINK + words)
    reader = read(paper_pdf.pdf(content))
    assert squeezed(LINK + words) in text_of(reader)
    margin = 20 / 25.4 * 72  # millimetres as points
    reach = [edges(page) for page in reader.pages]
    assert all(len(pieces) > 20 for pieces in reach[:-1])  # so that it reads them; the last sheet may hold little
    assert reach[-1]
    assert min(left for pieces in reach for left, _ in pieces) > margin - 1
    assert max(right for pieces in reach for _, right in pieces) < 595.28 - margin + 4  # the space that ends a line


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Rådet\n\tden 3 december ", "Rådet den 3 december"),
        ("", "Underlag"),
        ("\u202e\x07 ", "Underlag"),
        ("\ufe0f", "Underlag"),
        ("\U000e0100 \u200d", "Underlag"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_title_is_one_line_and_not_too_long(written: str, kept: str) -> None:
    assert paper.title_of(written, "Underlag") == kept


# ---- which data, which places, what happened --------------------------------------------------------------------


def test_the_version_of_the_data_is_on_the_paper_and_in_its_address() -> None:
    at = opened("meeting_paper", form="all", indicator="shootings", title="Rådet")
    version = f"{datetime.date.today().isoformat()}-{queries.version()}"
    assert f"Uppgifternas version. {version}" in at_prose(at)
    assert "Ändrade uppgifter" not in at_prose(at)
    [link] = [line for line in at_prose(at).split("\n") if line.startswith("Adress.")]
    assert link.endswith(f"?form=all&indicator=shootings&title=R%C3%A5det&version={version})")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Adressen som underlaget gjordes från gäller version"),
        ("en", "The address from which the paper was made"),
    ],
)
def test_an_older_version_is_not_passed_off_as_the_papers_own(language: str, said: str) -> None:
    at = opened("meeting_paper", form="all", indicator="shootings", version="0" * 16, lang=language)
    assert said in at_prose(at)
    assert f"version={'0' * 16}" not in at_prose(at)
    assert f"-{queries.version()}" in at_prose(at)
    for version in (queries.version(), f"2020-01-01-{queries.version()}", "none"):
        assert said not in at_prose(
            opened("meeting_paper", form="all", indicator="shootings", version=version, lang=language)
        )


def test_places_without_figures_are_not_among_the_filters_and_each_section_says_so() -> None:
    with queries.one_state(Own(own("Ersboda", "Teg"))):
        both = made("vehicle_fires", "shootings", areas=("Ersboda", "Teg"))
        one = made("shootings", areas=("Ersboda", "Teg"))
    assert "områden: Ersboda och Teg" in dict(both.front)["Urval"]
    assert {section.heading: section.missing for section in both.sections} == {
        "Bilbrand 2018–2020": "",
        "Skjutningar 2018–2020": "För den här indikatorn finns inga tal för Ersboda och Teg.",
    }
    assert squeezed("finns inga tal för Ersboda och Teg.") in text_of(read(paper_pdf.pdf(both)))
    assert "Ersboda" not in dict(one.front)["Urval"]
    assert one.sections[0].missing == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "a) 2019: Polisens bedömning av utsatta områden 2019."),
        ("en", "a) 2019: Assessment of vulnerable areas by the police 2019."),
    ],
)
def test_the_paper_has_the_charts_events(language: str, said: str) -> None:
    content = made("narcotics_offences", language=language)
    reader = read(paper_pdf.pdf(content))
    assert squeezed(said) in text_of(reader)
    [picture] = [str(part["/Alt"]) for part in parts(reader, "/Figure") if "/Alt" in part]
    assert said in picture.replace("\u00a0", " ")
    document = docx.Document(io.BytesIO(paper_word.docx(content)))
    assert said in [part.text for part in document.paragraphs]
    drawn = paper_pdf.content(content)["sections"][0]["svg"]
    assert said.partition(") ")[2].rstrip(".").rpartition(" ")[0].partition(": ")[2].split(" ")[0] in drawn


def test_events_are_turned_off_for_all_of_the_paper() -> None:
    at = opened("meeting_paper", form="all", indicator=["narcotics_offences", "shootings"])
    assert len([line for line in quiet(at) if line.startswith("a)")]) == 2
    widget(at, "events").set_value("off")
    well(at.run())
    assert asked(at, "events") == ["off"]
    assert [line for line in quiet(at) if line.startswith("a)")] == []
    assert "a)" not in at.get("vega_lite_chart")[0].proto.alt


def test_what_is_wrong_in_own_files_is_told_where_nothing_is_chosen() -> None:
    at = opened("meeting_paper", form="all")
    broken = own("Ersboda")
    broken["exports/egen.csv"] = broken["exports/egen.csv"].replace(b",10,", b",tio,")
    at.session_state["own"] = broken
    at.query_params["indicator"] = ""
    well(at.run())
    assert [line for line in prose(at).split("\n") if line] == []  # nothing that stands in the code
    assert any("Välj kommun, tal eller överenskommelse" in html.proto.body for html in at.get("html"))
    assert "En del av dina egna tal passar inte" in messages(at)
    footers = [part for part in at.get("html") if part.proto.body.startswith("<footer")]
    assert len(footers) == 1


# ---- an agreement -----------------------------------------------------------------------------------------------


def test_the_goals_of_an_agreement_are_said_as_on_their_page() -> None:
    assert "kommit överens" not in prose(opened("meeting_paper", form="all", indicator="shootings"))
    at = opened("meeting_paper", form="all", indicator="shootings", agreement="umea-2021-2024")
    there = opened("follow_up", agreement="umea-2021-2024")
    paper_, page = prose(at), " ".join(words(part) for part in page_html(there))
    assert "Umeå kommun och Lokalpolisområde Umeå har kommit överens om en målbild" in paper_
    count = "Av överenskommelsens tio punkter kan en följas med tal för Umeå, fyra delvis och fem inte."
    assert count in page
    assert count in paper_
    for kind in GOALS["umea-2021-2024"].values():
        for goal in kind:
            assert loosely(goal).lower() in paper_.lower(), goal
    # the rest of Sweden in table 7 of the report: 10,4 and 11,9
    latest = (
        "Övriga riket, som jämförelse: 11,9 anmälda narkotikabrott per 1 000 invånare 2020, +1,5 sedan 2018 (beräknat)"
    )
    assert latest in page
    assert latest in paper_
    page_table = by_caption(there, "Senaste tal")
    # the paper leaves the last column out, of which every cell is empty where no municipality has figures
    assert {line[-1] for line in page_table} == {"Jämfört med övriga riket", "–"}
    assert by_caption(at, "Senaste tal") == [line[:-1] for line in page_table]
    in_time = by_caption(there, "Före, under och efter avtalet")
    assert by_caption(at, "Före, under och efter avtalet") == in_time
    assert in_time[1][1:4] == ["96,5", "87,0", "92,1"]  # means of Brå's printed rates


def test_an_agreement_alone_is_a_paper_too(download: Callable[[str], bytes]) -> None:
    at = opened("meeting_paper", form="all", indicator="", agreement="sodra-lappland-2017-2018")
    assert messages(at) == ""
    assert "1 avsnitt: " in prose(at)
    text = text_of(read(download("pdf")))
    for name in MUNICIPALITIES["sodra-lappland-2017-2018"]:
        assert name in text
    assert squeezed("Period. från 2016-12-08 till 2018-12-31") in text


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"year": "", "indicator": "shootings"}, "Urval. Inget år är valt."),
        ({"category": "", "indicator": "shootings"}, "Urval. Ingen områdeskategori och inget område är valt."),
    ],
)
def test_an_agreement_is_a_paper_where_nothing_else_is_left(
    parameters: dict[str, str], why: str, download: Callable[[str], bytes]
) -> None:
    at = opened("meeting_paper", form="all", agreement="umea-2021-2024", **parameters)
    assert messages(at) == ""
    for said in (text_of(read(download("pdf"))), squeezed(at_prose(at))):
        assert squeezed("Inga tal för det som är valt. Skjutningar") in said
        assert squeezed("Umeå kommun och Lokalpolisområde Umeå har kommit överens") in said
        assert squeezed(why) in said
    assert "1 avsnitt: " in prose(at)


def test_a_year_that_only_an_own_file_has_keeps_no_agreement_from_its_paper() -> None:
    at = opened("meeting_paper", form="all", agreement="umea-2021-2024", indicator="shootings", year="2024")
    at.session_state["own"] = own("Teg", years=(2023, 2024))
    well(at.run())
    assert "Inga tal för det som är valt. Skjutningar." in at_prose(at)


def test_own_figures_beside_the_goals_are_said_to_be_on_the_paper() -> None:
    chosen = {"agreement": "umea-2021-2024", "indicator": "weapons_offences", "category": "risk", "area": ""}
    at = opened("meeting_paper", form="all", **chosen)
    assert "Egna tal." not in at_prose(at)
    at.session_state["own"] = own("Umeå", indicator="narcotics_offences")
    well(at.run())
    # 12 offences in 1,000 inhabitants in the last year of the file
    assert "Umeå (egen fil, beräknat): 12,0 anmälda narkotikabrott" in at_prose(at)
    assert "Egna tal. I underlaget finns också tal ur dina egna filer." in at_prose(at)


def test_actions_and_the_next_meeting_are_on_the_paper(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, download: Callable[[str], bytes]
) -> None:
    place = tmp_path / "more"
    place.mkdir()
    (place / "actions.csv").write_text(actions(), encoding="utf-8")
    header = "date,body,theme_sv,theme_en,follow_up_sv,follow_up_en,agreement\n"
    (place / "yearly_wheel.csv").write_text(header + WHEEL_ROWS, encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    at = opened("meeting_paper", form="all", indicator="", agreement="umea-2021-2024")
    counted = by_caption(at, "Antal åtgärder efter status")
    assert [line[:2] for line in counted[1:]] == [
        ["✓ Grön: följer planen", "30"],
        ["! Gul: hinder, fortgår", "12"],
        ["✕ Röd: strandad, avslutad", "3"],
    ]
    assert len(by_caption(at, "Åtgärder: 45 av 45")) == 46
    for file in (text_of(read(download("pdf"))), squeezed(word_text(download("docx")))):
        assert squeezed("Nästa möte i årshjulet: 2098-11, Umebrå. Tema: Föräldrar och Unga.") in file
        assert squeezed("45 åtgärder: 30 följer planen (gröna)") in file
        assert squeezed("Grön: följer planen 30") in file


NOT_KEPT = {
    "sv": "Sparade tal. Talen i underlaget sparas inte. Adressen visar dagens tal, och kan bara tala om ifall uppgifterna har ändrats.",
    "en": "Kept figures. The figures of the paper are not kept. The address shows the figures of the day, and can only",
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_that_no_figures_are_kept_is_said_by_the_address(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, download: Callable[[str], bytes]
) -> None:
    at = opened("meeting_paper", form="all", indicator="shootings", lang=language)
    for file in (text_of(read(download("pdf"))), squeezed(word_text(download("docx"))), squeezed(at_prose(at))):
        assert squeezed(NOT_KEPT[language]) in file
    monkeypatch.setenv("LAGESBILD_HISTORY", str(tmp_path / "history"))
    at = opened("meeting_paper", form="all", indicator="shootings", lang=language)
    for file in (text_of(read(download("pdf"))), squeezed(word_text(download("docx"))), squeezed(at_prose(at))):
        assert squeezed(NOT_KEPT[language]) not in file
    at.session_state["own"] = own("Teg")
    well(at.run())
    for file in (text_of(read(download("pdf"))), squeezed(at_prose(at))):
        assert squeezed(NOT_KEPT[language]) in file


def test_figures_that_could_not_be_kept_are_not_promised_on_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, download: Callable[[str], bytes]
) -> None:
    (tmp_path / "history").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_HISTORY", str(tmp_path / "history"))
    at = opened("meeting_paper", form="all", indicator="shootings")
    assert NOT_KEPT["sv"] not in at_prose(at)  # not known before it is tried
    for file in (text_of(read(download("pdf"))), squeezed(word_text(download("docx")))):
        assert squeezed(NOT_KEPT["sv"]) in file


@pytest.mark.parametrize("language", ["sv", "en"])
def test_rows_left_out_of_the_files_are_said_on_the_paper(
    language: str,
    data_copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    download: Callable[[str], bytes],
) -> None:
    place = tmp_path / "more"
    place.mkdir()
    row = "a{n},umea-2021-2024,,Åtgärd {n},,{status},short,process,Umebrå kansli,,,\n"
    lines = [row.format(n=number, status=status) for number, status in enumerate(("green", "rod", "gron"))]
    (place / "actions.csv").write_text(ACTIONS + "".join(lines), encoding="utf-8")
    header = "date,body,theme_sv,theme_en,follow_up_sv,follow_up_en,agreement\n"
    meetings = "2098-11,Umebrå,Unga,,,,umea-2021-2024\nsnart,Umebrå,Unga,,,,umea-2021-2024\n"
    (place / "yearly_wheel.csv").write_text(header + meetings, encoding="utf-8")
    goal = "g-x,umea-2021-2024,effekt,90,Trygga,,,,,,,\n"
    (place / "goals.csv").write_text(GOALS_HEADER + goal, encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    at = opened("meeting_paper", form="all", lang=language, indicator="", agreement="umea-2021-2024")
    said = {
        "sv": (
            "2 rader i actions.csv är utelämnade. Uppgifterna här är alltså inte fullständiga.",
            "1 rad i yearly_wheel.csv är utelämnad. Uppgifterna här är alltså inte fullständiga.",
            "1 rad i goals.csv är utelämnad. Uppgifterna här är alltså inte fullständiga.",
        ),
        "en": (
            "2 rows of actions.csv are left out, so what stands here is not complete.",
            "1 row of yearly_wheel.csv is left out, so what stands here is not complete.",
            "1 row of goals.csv is left out, so what stands here is not complete.",
        ),
    }[language]
    for file in (text_of(read(download("pdf"))), squeezed(word_text(download("docx"))), squeezed(at_prose(at))):
        assert [line for line in said if squeezed(line) not in file] == []


def test_a_file_that_could_not_be_read_is_not_called_missing_on_the_paper(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, download: Callable[[str], bytes]
) -> None:
    place = tmp_path / "more"
    place.mkdir()
    (place / "actions.csv").write_text("vad,som,helst\n1,2,3\n", encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    opened("meeting_paper", form="all", indicator="", agreement="umea-2021-2024")
    for file in (text_of(read(download("pdf"))), squeezed(word_text(download("docx")))):
        assert squeezed("actions.csv kunde inte läsas: det som står i den är inte med här.") in file
        assert squeezed("Inga åtgärder är inlagda här.") not in file


def test_the_address_on_the_paper_shows_later_what_the_paper_said(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, download: Callable[[str], bytes]
) -> None:
    monkeypatch.setenv("LAGESBILD_HISTORY", str(tmp_path / "history"))
    opened("meeting_paper", form="all", indicator="narcotics_offences")
    assert not list((tmp_path / "history").rglob("*.json"))  # nothing is kept before a file is made
    words_ = "".join(page.extract_text() for page in read(download("pdf")).pages)
    version = re.findall(r"version=(\d{4}-\d\d-\d\d-[0-9a-f]{16})", "".join(words_.split()))[0]
    table = data_copy / "exports" / "lagesbild-2021-tabell-7.csv"
    before = table.read_text(encoding="utf-8")
    assert before.count("narcotics_offences,risk,,2020,,,16.1,") == 1
    table.write_text(before.replace("2020,,,16.1,", "2020,,,16.5,"), encoding="utf-8")
    later = opened("meeting_paper", form="all", indicator="narcotics_offences", version=version)
    [change] = [line for line in by_caption(later, "Det här har ändrats sedan länken gjordes") if "16,1" in line]
    assert "16,5" in change


def test_a_column_of_which_every_cell_is_empty_is_not_on_the_paper() -> None:
    """Without figures of Umeå nothing is beside the rest of Sweden; with them there is."""
    at = opened("meeting_paper", form="all", indicator="", agreement="umea-2021-2024")
    assert by_caption(at, "Senaste tal")[0][-2:] == ["Sedan", "Mer än slump?"]
    at.session_state["own"] = own("Umeå", indicator="narcotics_offences")
    well(at.run())
    assert by_caption(at, "Senaste tal")[0][-2:] == ["Mer än slump?", "Jämfört med övriga riket"]


def test_no_line_about_a_goal_begins_a_sheet_alone(download: Callable[[str], bytes]) -> None:
    opened("meeting_paper", form="all", indicator=["narcotics_offences", "threats"], agreement="umea-2021-2024")
    reader = read(download("pdf"))
    firsts = [page.extract_text().strip().split("\n")[0] for page in reader.pages]
    assert len(firsts) > 3
    assert [line for line in firsts if line.startswith("Avsnittet")] == []
    document = docx.Document(io.BytesIO(download("docx")))
    before = [one for one, after in itertools.pairwise(document.paragraphs) if after.text.startswith("Avsnittet")]
    before += [one for one in document.paragraphs if one._p.xpath(".//pic:pic")]
    assert len(before) == 12  # ten goals and two charts
    assert all(one.paragraph_format.keep_with_next for one in before)


def test_a_goal_with_an_answer_of_today_is_said_to_be_in_the_agreements_words(
    download: Callable[[str], bytes],
) -> None:
    opened("meeting_paper", form="all", indicator="", agreement="umea-2021-2024")
    goal = "Umeå har i dag inget utsatt område, och ska inte heller få det i framtiden. (överenskommelsens ord, 2021)"
    assert squeezed(goal) in text_of(read(download("pdf")))


# ---- the page ---------------------------------------------------------------------------------------------------


def test_the_address_holds_all_of_the_choice() -> None:
    at = opened("meeting_paper", form="all", title="Rådet", indicator=["shootings"], category=["risk"])
    assert at.text_input(key="title_filter").value == "Rådet"
    assert [line[0] for line in rows(at)] == ["Områdeskategori", "Riskområden"]
    at.text_input(key="title_filter").set_value("Nämnden")
    well(at.run())
    assert asked(at, "title") == ["Nämnden"]
    widget(at, "indicator").set_value(["shootings", "threats"])
    well(at.run())
    assert asked(at, "indicator") == ["shootings", "threats"]
    assert len(tables(at)) == 2


@pytest.mark.parametrize("name", ["year", "category"])
def test_filters_that_leave_nothing_say_what_to_do(name: str) -> None:
    at = opened("meeting_paper", form="all", indicator=["shootings", "threats"], **{name: ""})
    assert "Välj minst en indikator, ett år och en områdeskategori" in messages(at)
    assert tables(at) == []
    at.button(key="show_all").click()
    well(at.run())
    assert len(tables(at)) == 2


# ---- one or two sheets --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parameters", [{}, {"indicator": ""}])
def test_nothing_is_chosen_at_first_and_the_page_says_what_to_do(parameters: dict[str, str]) -> None:
    at = opened("meeting_paper", **parameters)
    assert widget(at, "indicator").value == []
    assert not at.get("download_button")
    assert not at.get("vega_lite_chart")
    assert any("Välj kommun, tal eller överenskommelse" in html.proto.body for html in at.get("html"))


def test_weapons_offences_for_botkyrka_are_a_paper_of_two_sheets(download: Callable[[str], bytes]) -> None:
    at = opened("meeting_paper", place="0127", indicator="weapons_offences")
    assert at.caption[0].value == "2 sidor"
    reader = read(download("pdf"))
    assert len(reader.pages) == 2
    first, last = (squeezed(page.extract_text()) for page in reader.pages)
    # 1,400 offences against the two acts in 2025, by Brå; four areas in the assessment of 2025, by the police.
    assert squeezed("Botkyrka hade 1 400 anmälda narkotika- och vapenbrott 2025") in first
    assert squeezed("2020: 1,5–1,6 mot 0,8 per 1 000.") in first
    assert squeezed("Botkyrka: fyra områden i polisens bedömning 2025") in first
    assert squeezed("2025 1 400 14,53") in first
    assert squeezed("Riskområden 1,2 1,6 2,0") in last
    assert last.index("Adress.") > last.index("Källa.")
    assert "Definition." not in first + last
    heads = [line[0] for line in cells(docx.Document(io.BytesIO(download("docx"))))]
    assert [len(line) for line in heads] == [4, 4]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("indicator", ["shootings", "incident_reports", "weapons_offences", "vehicle_fires", "threats"])
def test_one_indicator_takes_at_most_two_sheets_and_says_its_source_and_caveat(
    indicator: str, language: str, download: Callable[[str], bytes]
) -> None:
    at = opened("meeting_paper", indicator=indicator, lang=language)
    assert at.caption[0].value in ("1 sida", "2 sidor", "1 page", "2 pages")
    text = text_of(read(download("pdf")))
    assert squeezed({"sv": "I korthet", "en": "In short"}[language]) in text
    assert squeezed({"sv": "Källa.", "en": "Source."}[language]) in text
    assert squeezed({"sv": "Att tänka på.", "en": "Caveats."}[language]) in text


def test_the_small_sheet_shows_what_the_paper_says() -> None:
    at = opened("meeting_paper", place="0127", indicator="weapons_offences")
    (body,) = [html.proto.body for html in at.get("html") if 'class="sheet"' in html.proto.body]
    said = words(ET.fromstring(f"<div>{body}</div>"))
    assert "Botkyrka: vapenbrott" in said
    assert "Botkyrka hade 1 400 anmälda narkotika- och vapenbrott 2025" in said
    (chart,) = at.get("vega_lite_chart")
    assert "14,5 (2025)" in chart.proto.alt
    assert [line[0] for line in rows(at)[1:3]] == ["2025", "2024"]


# ---- a municipality -----------------------------------------------------------------------------------------------


def test_a_chosen_municipality_has_a_section_of_its_own_and_no_other_figures_at_first() -> None:
    at = opened("meeting_paper", form="all", place="umea")
    text = prose(at)
    assert "1 avsnitt: Umeå: Anmälda brott." in text
    assert "I Umeå anmäldes 12 411 brott 2025, 92 per 1 000 invånare" in text
    assert "Andra kvartalet 2026: 3 132 anmälda brott" in text
    assert widget(at, "indicator").value == []
    (chart,) = at.get("vega_lite_chart")
    assert "92,1 (2025)" in chart.proto.alt
    well(widget(at, "indicator").set_value(["shootings"]).run())
    assert asked(at, "indicator") == ["shootings"]
    assert "2 avsnitt: Umeå: Anmälda brott och Hela landets områden: skjutningar" in prose(at)


@pytest.mark.parametrize(("place", "indicator"), [("2425", ""), ("0127", "criminal_damage"), ("2480", "burglary")])
@pytest.mark.parametrize("form", ["short", "all"])
def test_the_paper_says_of_chance_what_the_page_says(place: str, indicator: str, form: str) -> None:
    """That a difference may be chance stands in the point that tells the difference."""
    chosen = {"indicator": indicator} if indicator else {}
    t, chosen_place = in_language("sv"), municipality_offences.municipality(place)
    assert chosen_place is not None
    found = municipality_offences.beside(t, chosen_place, municipality_offences.named(t, "similar", chosen_place))
    assert found is not None
    doubt = sentences.may_be_chance(found, indicator or "reported_offences", found.last)
    assert "slump" in doubt
    at = opened("meeting_paper", place=place, form=form, **chosen)
    bodies = [html.proto.body for html in at.get("html") if 'class="sheet"' in html.proto.body]
    said = prose(at) if form == "all" else words(ET.fromstring(f"<div>{bodies[0]}</div>"))
    assert doubt in said
    assert [line[0] for line in rows(at)[1:]] == [
        str(year) for year in range(2025, 2014, -1)
    ]  # all that its chart shows


def test_figures_of_the_whole_country_are_told_from_the_municipality() -> None:
    """Those of the areas are not about the municipality beside which they stand."""
    at = opened("meeting_paper", place="0127", indicator="weapons_offences")
    (body,) = [html.proto.body for html in at.get("html") if 'class="sheet"' in html.proto.body]
    points = [words(part) for part in ET.fromstring(f"<div>{body}</div>").iter("li")]
    assert points[0].startswith(
        "Enbart vapenbrott finns inte här för Botkyrka: talen gäller narkotika- och vapenbrott tillsammans. "
        "Botkyrka hade 1 400 anmälda narkotika- och vapenbrott 2025"
    )
    assert points[1].startswith(
        "I hela landet, inte bara i kommunen: ungefär dubbelt så många (avrundningen tillåter 1,7–2,2) anmälda vapenbrott"
    )
    alone = opened("meeting_paper", indicator="weapons_offences")
    (body,) = [html.proto.body for html in alone.get("html") if 'class="sheet"' in html.proto.body]
    assert "I hela landet, inte bara" not in body


def test_where_the_group_itself_is_asked_for_nothing_is_said_to_be_missing() -> None:
    for chosen in (["narcotics_weapons"], ["weapons_offences", "narcotics_offences"]):
        assert "Enbart" not in prose(opened("meeting_paper", form="all", place="0127", indicator=chosen))


def test_of_earlier_years_the_paper_says_nothing_of_later_ones() -> None:
    text = prose(opened("meeting_paper", form="all", place="2480", year=["2018", "2019", "2020"]))
    assert "I Umeå anmäldes" in text
    assert "brott 2020, " in text
    assert "Andra kvartalet 2026:" not in text


def test_the_paper_is_about_the_group_that_its_reader_came_from() -> None:
    at = opened("municipality", place="2480", indicator="theft_robbery")
    (link,) = [
        part.get("href", "")
        for html in at.get("html")
        if 'class="control"' in html.proto.body
        for part in ET.fromstring(f"<div>{html.proto.body}</div>").iter("a")
    ]
    assert link == "/underlag?place=2480&indicator=theft_robbery"
    text = prose(opened("meeting_paper", form="all", place="2480", indicator="theft_robbery"))
    assert "1 avsnitt: Umeå: Stöld och rån." in text
    years = rows(opened("meeting_paper", form="all", place="2480", indicator="theft_robbery", year=["2024", "2025"]))
    assert [line[0] for line in years[1:]] == ["2025", "2024"]


def test_the_paper_of_a_municipality_holds_its_figures_as_pdf_and_for_word() -> None:
    t, botkyrka = in_language("sv"), municipality_offences.municipality("0127")
    assert botkyrka is not None
    found = municipality_offences.beside(t, botkyrka, municipality_offences.named(t, "similar", botkyrka))
    assert found is not None
    section = municipality_paper.of_group(found, "criminal_damage", list(range(2015, 2026)))
    content = paper_content.paper_of(t, "Till rådet", MADE, NOTHING, {}, LINK, VERSION, None, [section])
    text = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(paper_pdf.pdf(content))).pages))
    # Botkyrka's criminal damage in 2025: 2,320 offences, 24.08 per 1,000.
    assert "2320" in text
    assert "24,08" in text
    written = docx.Document(io.BytesIO(paper_word.docx(content)))
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    assert "24,08" in cells


NOTHING = PaperChoice(indicators=[], years=[], categories=[])


# ---- since an earlier paper -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["short", "all"])
def test_a_paper_opens_with_what_has_changed_since_an_earlier_one(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, download: Callable[[str], bytes], form: str
) -> None:
    monkeypatch.setenv("LAGESBILD_HISTORY", str(tmp_path / "history"))
    choice = {"indicator": "narcotics_offences", "agreement": "umea-2021-2024", "form": form}
    opened("meeting_paper", **choice)
    assert squeezed("Sedan förra sammanträdet") not in text_of(read(download("pdf")))  # which keeps its figures
    choice["version"] = f"{datetime.date.today().isoformat()}-{queries.version()}"
    opened("meeting_paper", **choice)
    assert squeezed("Inget i dess tabeller har ändrats sedan dess.") in text_of(read(download("pdf")))
    path = data_copy / "exports" / "lagesbild-2021-tabell-7.csv"
    old, new = "narcotics_offences,risk,,2020,,,16.1,", "narcotics_offences,risk,,2020,,,17.3,"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (data_copy / "actions.csv").write_text(
        f"{ACTIONS}a1,umea-2021-2024,,Belysning i parken,,green,,,Parkenheten,,,\n", encoding="utf-8"
    )
    opened("meeting_paper", **choice)
    pdf, word = text_of(read(download("pdf"))), squeezed(word_text(download("docx")))
    for said in (pdf, word):
        assert said.index(squeezed("Sedan förra sammanträdet")) < said.index(
            squeezed("Umeå har i dag inget utsatt område")
        )
        assert "16,1" in said
        rest = "Belysning i parken" if form == "all" else "celler till står i hela underlaget"
        assert squeezed(rest) in said


def test_an_earlier_version_is_pasted_as_a_whole_address() -> None:
    at = opened("meeting_paper", agreement="umea-2021-2024")
    line = at.text_input(key="earlier_version")
    line.set_value("https://x.example/underlag?agreement=umea-2021-2024&version=2026-11-21-0123456789abcdef")
    at = well(line.run())
    assert asked(at, "version") == ["2026-11-21-0123456789abcdef"]
    assert "med version 0123456789abcdef" in messages(at)
