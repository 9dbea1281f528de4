"""The situation report by law: its figures are those of the municipality's own page, and its files say the same as the screen."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest

from pages.components import paper
from pages.components.paper import pdf as paper_pdf
from pages.components.paper import web as paper_web
from pages.components.paper import word as paper_word
from pages.components.situation_report import letter, missing, own_words
from pages.components.text import in_language
from pages.sections import municipality_offences
from pages.sections.situation_report import letters
from queries.exports import read as read_export
from tests.additions import addition
from tests.benchmarks import situation_reports
from tests.page import messages, opened, opened_with_own, prose, tables, well, words
from tests.pages.test_follow_up import actions
from tests.pages.test_meeting_paper import headers, parts, read, squeezed, text_of, word_text

pytestmark = pytest.mark.usefixtures("built_in_data")

PLACES = {"Umeå": "2480", "Botkyrka": "0127", "Bjurholm": "2403", "Borås": "1490"}
"""With areas and an agreement, two of them; a small one; one with areas and no agreement."""

ORDER = ["1. Kartläggning", "2. Annan relevant information", "3. Analys", "4. Åtgärdsplan", "5. Uppföljning"]


def made(code: str, language: str = "sv", *, is_short: bool = True) -> Any:
    chosen = municipality_offences.municipality(code)
    assert chosen is not None
    return situation_reports.drafted(in_language(language), chosen, is_short=is_short)


@pytest.fixture
def drawn_for_nobody(built_in_data: Path) -> None:
    situation_reports.begin()


def folds(at: Any) -> list[str]:
    return [part.label for part in at.expander]


def text(at: Any) -> str:
    """What the page says in HTML."""
    return "\n".join(unescape(re.sub(r"<[^>]+>", " ", html.proto.body)) for html in at.get("html")).replace(
        "\u00a0", " "
    )


# ---- the five chapters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("form", ["short", "all"])
def test_the_chapters_stand_in_the_order_of_the_act(code: str, form: str) -> None:
    at = opened("situation_report", place=code, form=form)
    titles = [label.replace("\\", "").partition(" · ")[0] for label in folds(at)]
    assert [title for title in titles if title[:1].isdigit()] == ORDER


@pytest.mark.usefixtures("drawn_for_nobody")
@pytest.mark.parametrize("code", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("is_short", [True, False])
def test_no_sentence_is_empty_and_no_table_torn(code: str, language: str, is_short: bool) -> None:
    asked, _, content = made(code, language, is_short=is_short)
    assert list(situation_reports.wrong(asked, content)) == []


def test_the_figures_are_those_of_the_municipalitys_page() -> None:
    """Umeå 2025: the sentence of the page, and its rows of the years, are in the document."""
    page, report = opened("municipality", place="2480"), opened("situation_report", place="2480", form="all")
    assert prose(page).splitlines()[0] in text(report)
    of_page = [words(line) for line in tables(page)[0].iter("tr")]
    assert of_page[1].startswith("2025")
    assert of_page in [[words(line) for line in table.iter("tr")] for table in tables(report)]


def test_areas_stand_with_their_assessments() -> None:
    said = text(opened("situation_report", place="1490", form="all"))
    assert "Hässleholmen" in said
    assert "Områden i Borås, bedömning för bedömning" in said or "Områden i Borås" in said
    none = text(opened("situation_report", place="2403"))
    assert "Inget område i Bjurholm finns i polisens bedömningar" in none


def test_what_is_missing_is_named_with_who_has_it() -> None:
    at = opened("situation_report", place="2403", form="all")
    said = text(at)
    for heading in (
        "Trygghetsmätning",
        "Händelser i kommunens delar",
        "Levnadsvillkor",
        "Polisens lokala lägesbild",
        "Följder",
    ):
        assert heading in said
    assert said.count("Vem som har det") == 5


def test_the_agreements_goals_say_what_they_would_show_in() -> None:
    said = text(opened("situation_report", place="2480"))
    assert "Skulle visa sig i" in said
    assert "För Bjurholm finns ingen överenskommelse och inga åtgärder inlagda" in text(
        opened("situation_report", place="2403")
    )


def test_actions_stand_with_goal_status_and_unit(data_copy: Path) -> None:
    (data_copy / "actions.csv").write_text(actions(), encoding="utf-8")
    at = opened("situation_report", place="2480")
    [table] = [one for one in tables(at) if "vad de skulle visa sig i" in words(one.find(".//caption"))]  # type: ignore[arg-type]
    head, *lines = [[words(cell) for cell in line] for line in table.iter("tr")]
    assert head == ["Åtgärd", "Mål", "Skulle visa sig i", "Status", "Ansvarig enhet", "Senaste uppföljning"]
    assert len(lines) == 45
    assert any("Narkotikabrott" in line[2] for line in lines)


def test_own_figures_are_in_the_chapter_on_other_information() -> None:
    at = opened_with_own("situation_report", addition(), place="2480", form="all")
    [table] = [one for one in tables(at) if "kommunens egna filer" in words(one.find(".//caption"))]  # type: ignore[arg-type]
    lines = [[words(cell) for cell in line] for line in table.iter("tr")][1:]
    assert ["Klotter", "Umeå", "2020", "91", "–", "–", "Anmälda brott i Umeå"] in lines
    assert ["Narkotikabrott", "Ersboda", "2020", "–", "8,1", "–", "Anmälda brott i Umeå"] in lines


def test_the_folds_say_what_is_in_them() -> None:
    """Umeå: two groups of offences fall by more than chance, all five kinds of figures are missing, one agreement."""
    labels = [label.replace("\\", "") for label in folds(opened("situation_report", place="2480"))]
    assert "2. Annan relevant information · fem saknas" in labels
    assert "3. Analys · tydligt sämre: 0, tydligt bättre: 2" in labels
    assert "4. Åtgärdsplan · Umeå 2021–2024" in labels
    assert "5. Uppföljning · ingen tidigare version är vald" in labels


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_answer_says_what_the_page_is(language: str) -> None:
    """Not what the municipality's own page says already: that this is a draft, of what, by which law."""
    said = prose(opened("situation_report", lang=language, place="2480")).splitlines()[0]
    begins = {
        "sv": "Utkast till lägesbild för Umeå enligt lagen (2023:196)",
        "en": "A draft of the situation report of Umeå",
    }
    assert said.startswith(begins[language])
    assert "2023:196" in said


def test_without_a_municipality_the_page_asks_for_one() -> None:
    assert "Välj en kommun" in text(opened("situation_report"))


# ---- what the analysis says ------------------------------------------------------------------------------------------


def analysed(code: str) -> dict[str, list[str]]:
    """The lines of the analysis by the part they stand in."""
    return {one.id: [*one.said, *one.items] for one in made(code)[1]}


@pytest.mark.usefixtures("drawn_for_nobody")
def test_the_analysis_denies_nothing_that_the_table_of_the_groups_says() -> None:
    """Landskrona had 26.69 offences against persons per 1 000 inhabitants in 2020 and 40.39 in 2025: more than chance, says the
    table, while all years show no trend. The analysis says both, with their years."""
    found = analysed("1282")
    assert found["lately"] == [
        "Brott mot person: från 26,7 till 40,4 per 1\u00a0000 invånare sedan 2020, mer än slump prövat för sig."
    ]
    assert any(line.startswith("Alla år 2015–2025 – ingen ändring") for line in found["unknown"])
    assert found["questions"][0].startswith("Brott mot person: var och när")
    assert "lately" not in analysed("1496")  # Skövde: all changes since 2020 may be chance


@pytest.mark.usefixtures("drawn_for_nobody")
def test_what_falls_or_rises_over_all_years_says_which_years() -> None:
    """Malmö: −4 % since 2020 may be chance, says the table, and the fall is of 2015–2025."""
    assert analysed("1280")["chance"][1].startswith("Minskar 2015–2025: anmälda brott, stöld och rån")


@pytest.mark.usefixtures("drawn_for_nobody")
def test_what_lies_far_above_all_others_is_asked_about() -> None:
    """Botkyrka's criminal damage, 24.1 against 7.6, stands out neither beside similar municipalities nor over the years."""
    assert "hur ärenden registreras? Skadegörelse" in analysed("0127")["questions"][0]


# ---- said once, of its year, with its source --------------------------------------------------------------------------


@pytest.mark.usefixtures("drawn_for_nobody")
def test_the_short_form_says_nothing_twice() -> None:
    for code in ("0127", "0180", "2480"):
        said = [
            line for place, line in situation_reports.sentences(made(code)[2]) if place != "room" and len(line) > 60
        ]
        assert [line for line in set(said) if said.count(line) > 1] == []


@pytest.mark.usefixtures("drawn_for_nobody")
def test_what_was_so_in_an_earlier_year_is_told_of_that_year() -> None:
    """Malmö's criminal damage lay far above the others in 2017 (2.6 times), not in 2025 (10.8 against 7.6)."""
    [table] = [table for one in made("1280")[1] for table in one.tables if table.id == "years_reported"]
    assert set(table.notes.values()) == {
        "Skadegörelse var 2,6 gånger det vanliga 2017, vilket kan bero på hur ärenden registreras."
    }


@pytest.mark.usefixtures("drawn_for_nobody")
def test_many_years_with_a_note_share_one() -> None:
    for one in made("0180", is_short=False)[1]:
        for table in one.tables:
            assert len(set(table.notes.values())) <= 3, table.id


@pytest.mark.usefixtures("drawn_for_nobody")
def test_that_there_are_no_areas_has_its_source_everywhere() -> None:
    """Umeå, in whose police region no area was ever assessed, as well as Vara, in one with many."""
    for code in ("2480", "1470"):
        [areas] = [one for one in made(code)[1] if one.id == "areas"]
        assert len(areas.sources) == 5


@pytest.mark.usefixtures("drawn_for_nobody")
def test_areas_in_short_have_the_sources_of_their_columns_only() -> None:
    """Landskrona: 2023 and 2025. Its one area is stable, which is not that it kept its direction; no cell is a dash."""
    [areas] = [one for one in made("1282")[1] if one.id == "areas"]
    assert sorted(re.findall(r"Publicerad (\d{4})", " ".join(one.line for one in areas.sources))) == ["2023", "2025"]
    assert areas.said[1].startswith(
        "Enligt polisen går inget område åt rätt eller fel håll sedan 2024: läget är stabilt."
    )
    assert list(areas.tables[0].remarks) == []


# ---- plain words ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("drawn_for_nobody")
def test_one_lives_on_an_island() -> None:
    said = "\n".join(line for _, line in situation_reports.sentences(made("0980")[2]))
    assert "På Gotland anmäldes 6\u00a0604 brott 2025" in said
    assert "i Gotland" not in said
    assert "I Umeå anmäldes" in "\n".join(line for _, line in situation_reports.sentences(made("2480")[2]))


@pytest.mark.usefixtures("drawn_for_nobody")
def test_it_says_whom_it_calls_similar() -> None:
    """Botkyrka is of SKR's group A2; Umeå of B3."""
    groups = {"0127": "pendlingskommun nära storstad", "2480": "större stad"}
    for code, group in groups.items():
        [reported] = [one for one in made(code)[1] if one.id == "reported"]
        said = f"Liknande är de tio i SKR:s kommungrupp ”{group}” som ligger närmast i folkmängd."
        assert any(line.startswith("Liknande kommuner: ") and line.endswith(said) for line in reported.said)


@pytest.mark.usefixtures("drawn_for_nobody")
def test_a_yardstick_outside_its_own_middle_half_says_so() -> None:
    """Göteborg's ten lie at 160 together, Stockholm's 192 among them, while half of them lie between 104 and 149."""
    for code, is_outside in (("1480", True), ("0127", False)):
        [reported] = [one for one in made(code)[1] if one.id == "reported"]
        said = "Tillsammans ligger de på 160, utanför den hälften: stora kommuner väger tyngre."
        assert any(said in line for line in reported.said) is is_outside


@pytest.mark.usefixtures("drawn_for_nobody")
def test_one_comparison_shows_and_two_show() -> None:
    [chance] = [one for one in made("2422", "en")[1] if one.id == "chance"]
    assert chance.said[0] == (
        "One of twelve comparisons for Sorsele shows more than chance. "
        "Each group of offences is compared with similar municipalities, and with its own years 2015–2025."
    )


@pytest.mark.usefixtures("drawn_for_nobody")
def test_few_offences_of_a_quarter_are_two_numbers_and_no_per_cent() -> None:
    """Bjurholm: 27 in the second quarter of 2026, 62 a year before."""
    [quarter] = [one for one in made("2403")[1] if one.id == "quarter"]
    assert quarter.said[0].startswith("27 anmälda brott, mot 62 samma kvartal 2025. De fyra senaste")


@pytest.mark.usefixtures("drawn_for_nobody")
def test_a_change_says_what_it_is_of() -> None:
    [groups] = [table for one in made("2422")[1] for table in one.tables if table.id == "groups_of_offences"]
    changes = {row[0]: row[4] for row in groups.rows}
    assert changes["reported_offences"] == "+24 % (sedan 2020, kan vara slump)"  # 73.41, 91.12
    assert changes["burglary"] == "2020 var det 3,7 (för få brott för procent, kan vara slump)"  # 9 offences, and 4
    assert "Ändringen gäller brott per 1\u00a0000 invånare." in groups.remarks


@pytest.mark.usefixtures("drawn_for_nobody")
def test_indicators_in_a_cell_do_not_run_together() -> None:
    """One of them is called *Händelserapporter, prioritet 1 och 2*."""
    [goals] = [table for one in made("2480")[1] for table in one.tables if table.id.startswith("goals_")]
    assert "Skadegörelse; Stöld och rån; Händelserapporter, prioritet 1 och 2; Bilbrand" in [
        row[2] for row in goals.rows
    ]


@pytest.mark.usefixtures("drawn_for_nobody")
def test_the_only_area_has_its_category() -> None:
    [areas] = [one for one in made("1282", is_short=False)[1] if one.id == "areas"]
    assert areas.said[0] == "Ett område i polisens bedömning 2025, utsatt."


@pytest.mark.usefixtures("drawn_for_nobody")
def test_a_letter_asks_whom_it_may_concern_for_what_its_columns_hold() -> None:
    """Insurers know nothing of offences cleared up, and figures by municipality are of no district."""
    found = {one.id: one for one in letters.every(made("0127")[0])}
    assert found["consequences"].paragraphs[0] == "Till: Brå"
    for id_ in ("consequences", "untold"):
        assert "Plats: Botkyrka, hela kommunen." in found[id_].paragraphs
    assert "Plats: Botkyrka, uppdelat på områden eller stadsdelar där det går." in found["events"].paragraphs


# ---- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("drawn_for_nobody")
@pytest.mark.parametrize("code", PLACES.values(), ids=PLACES)
def test_the_short_form_takes_at_most_four_sheets_and_the_long_fifteen(code: str) -> None:
    assert len(read(paper_pdf.pdf(made(code)[2])).pages) <= 4
    assert len(read(paper_pdf.pdf(made(code, is_short=False)[2])).pages) <= 15


@pytest.mark.usefixtures("drawn_for_nobody")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pdf_is_tagged(language: str) -> None:
    _, passages, content = made("0127", language, is_short=False)
    reader = read(paper_pdf.pdf(content))
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    charts = [one for one in passages if one.chart is not None]
    assert len(parts(reader, "/Figure")) == len(charts)
    every = [part for one in passages for table in one.tables for part in paper.written(content.t, table).parts]
    assert len(headers(reader)) == len(every)
    assert len(parts(reader, "/H2")) >= len(ORDER)


@pytest.mark.usefixtures("drawn_for_nobody")
def test_all_files_say_the_same() -> None:
    _, passages, content = made("2480", is_short=False)
    in_pdf, in_word = text_of(read(paper_pdf.pdf(content))), squeezed(word_text(paper_word.docx(content)))
    web = squeezed(unescape(re.sub(r"<[^>]+>", "", paper_web.html(content).decode())))
    for one in passages:
        for line in (one.heading, *one.said, *one.items, one.room):
            for found in (in_pdf, in_word, web):
                assert squeezed(line) in found, line


@pytest.mark.usefixtures("drawn_for_nobody")
def test_the_html_file_has_no_outside_parts_and_no_script() -> None:
    content = made("2480", is_short=False)[2]
    page = paper_web.html(content).decode()
    assert "<script" not in page
    assert re.findall(r"""(?:src|xlink:href)=["'](?!data:)""", page) == []
    assert [link for link in re.findall(r"url\(([^)]*)\)", page) if not link.startswith("#")] == []
    ids = re.findall(r"\bid=\"([^\"]+)\"", page)
    assert len(set(ids)) == len(ids)
    assert page.count("<figure>") == sum(one.chart is not None for one in content.passages)


@pytest.mark.usefixtures("drawn_for_nobody")
def test_word_is_written_in_the_municipalitys_own_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = docx.Document()
    template.add_paragraph("Står i mallen")
    template.sections[0].header.paragraphs[0].text = "Umeå kommun"
    template.styles["Heading 1"].font.name = "Georgia"
    template.styles["Caption"].delete()  # what a template lacks is added
    template.save(str(tmp_path / "mall.docx"))
    monkeypatch.setenv("LAGESBILD_WORD_TEMPLATE", str(tmp_path / "mall.docx"))
    found = docx.Document(io.BytesIO(paper_word.docx(made("2480")[2])))
    assert found.sections[0].header.paragraphs[0].text == "Umeå kommun"
    assert found.styles["Heading 1"].font.name == "Georgia"
    assert "Står i mallen" not in [part.text for part in found.paragraphs]
    assert [part.text for part in found.paragraphs if part.style.name == "Heading 1"][1:6] == ORDER


@pytest.mark.usefixtures("drawn_for_nobody")
@pytest.mark.parametrize("content", [b"", b"no document", None], ids=["empty", "text", "not there"])
def test_a_template_that_cannot_be_read_is_named_in_the_log(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if content is not None:
        (tmp_path / "mall.docx").write_bytes(content)
    monkeypatch.setenv("LAGESBILD_WORD_TEMPLATE", str(tmp_path / "mall.docx"))
    assert "1. Kartläggning" in word_text(paper_word.docx(made("2480")[2]))
    assert "LAGESBILD_WORD_TEMPLATE" in caplog.text


@pytest.mark.usefixtures("drawn_for_nobody")
@pytest.mark.parametrize("is_short", [True, False])
def test_in_word_no_sheet_ends_with_what_only_leads_on(is_short: bool) -> None:
    """A heading, the sentence that begins a chapter or a list, and a caption stay with what follows; headers of tables come
    again on each sheet, and no row is torn. (Looked at in LibreOffice: ten short drafts of four sheets each.)"""
    found = docx.Document(io.BytesIO(paper_word.docx(made("2480", is_short=is_short)[2])))
    said = {part.text: part for part in found.paragraphs}
    leading = ["Vad kommunen avser att göra, vad varje mål skulle visa sig i och vem som ansvarar."]
    if is_short:
        leading += [
            "Det som anmälda brott inte visar.",
            "Detta finns inte i underlaget. Efter strecket står vem som har det.",
        ]
    for line in leading:
        assert said[line].paragraph_format.keep_with_next, line
    charts = [part for part in found.paragraphs if part._p.xpath(".//w:drawing")]
    assert charts
    assert all(part.text.strip() and part.paragraph_format.keep_together for part in charts)  # the unit above its chart
    for name in ("Heading 1", "Heading 2"):
        assert found.styles[name].paragraph_format.keep_with_next
    captions = [part for part in found.paragraphs if part.style.name == "Caption"]
    assert len(captions) == len(found.tables)
    assert all(part.paragraph_format.keep_with_next for part in captions)
    for table in found.tables:
        assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
        assert len(table._tbl.xpath("./w:tr/w:trPr/w:cantSplit")) == len(table.rows)
        assert table._tbl.xpath("./w:tr[last() - 1]//w:pPr/w:keepNext")  # the last row begins no sheet alone


# ---- letters ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("drawn_for_nobody")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_own_files_read_the_columns_of_every_letter_without_a_question(language: str) -> None:
    asked, _, _ = made("2480", language)
    t = in_language(language)
    wanted = [*missing.every(t, "Umeå"), missing.untold(t, "Umeå", ["Bostadsinbrott"])]
    assert [one.id for one in wanted if one.columns] == ["survey", "events", "living", "consequences", "untold"]
    for one in wanted:
        if not one.columns:
            continue
        answered = answers_to(one)
        reading = read_export(f"{one.id}.csv", answered.encode())
        assert (reading.questions, reading.refused, reading.problems) == ((), (), ()), (one.id, reading)
        assert len(reading.observations) + len(reading.by_part), one.id
    _ = asked


def answers_to(one: missing.Missing) -> str:
    """A table as it could come back: the letter's columns, and some rows as its example."""
    rows = [one.example]
    for year, value in (("2023", 1), ("2024", 2)):
        row = list(one.example)
        place = next(number for number, cell in enumerate(row) if cell.startswith("2025"))
        row[place] = row[place].replace("2025", year)
        row[-1] = f"{40 + value}" if "," not in row[-1] else f"{30 + value},4"
        rows.append(row)
    return "\n".join(";".join(row) for row in (one.columns, *rows)) + "\n"


@pytest.mark.usefixtures("drawn_for_nobody")
def test_a_letter_says_table_years_places_columns_and_where_the_answer_goes() -> None:
    asked, _, _ = made("2480")
    found = {one.id: one for one in letters.every(asked)}
    assert set(missing.IDS) <= set(found)
    said = letter.text(found["events"]).decode("utf-8-sig")
    for part in (
        "Till: lokalpolisområdet, räddningstjänsten",
        "Umeå",
        "2015–2025",
        "Område;Händelse;År;Antal",
        "/egna-exporter",
        "Skicka inga namn",
    ):
        assert part in said, part
    in_word = word_text(letter.docx(asked.t, found["events"]))
    assert "Beställning av uppgifter: händelser i kommunens delar" in in_word
    assert "OmrådeHändelseÅrAntal" in in_word


# ---- the reader's own words -------------------------------------------------------------------------------------------


def test_what_was_saved_can_be_opened_again() -> None:
    t, texts = in_language("sv"), {"analysis": "Vi ser\ntvå saker.", "title": "Läget"}
    found = own_words.read(t, own_words.written("2480", texts))
    assert (dict(found.texts), found.place, found.problem, found.remarks) == (texts, "2480", "", ())


HOSTILE = {
    "not JSON": (b"\xff\xfe", "går inte att läsa som JSON"),
    "deep": (b"[" * 100_000, "går inte att läsa som JSON"),
    "a list": (b"[]", "innehåller inga ord"),
    "another kind": (json.dumps({"kind": "x", "version": 1, "texts": {}}).encode(), "innehåller inga ord"),
    "no texts": (json.dumps({"kind": own_words.KIND, "version": 1, "texts": []}).encode(), "innehåller inga ord"),
    "later": (json.dumps({"kind": own_words.KIND, "version": 2, "texts": {}}).encode(), "annan version"),
    "large": (b" " * (own_words.LARGEST + 1), "för stor"),
}


@pytest.mark.parametrize(("content", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_holds_no_words_is_refused_in_words(content: bytes, said: str) -> None:
    found = own_words.read(in_language("sv"), content)
    assert said in found.problem
    assert not found.texts


def test_what_does_not_fit_is_left_out_and_said() -> None:
    texts = {"analysis": "a\x00b" + "x" * 20_000, "plan": 5, "unknown": "x", "survey": "<script>alert(1)</script>"}
    content = json.dumps({"kind": own_words.KIND, "version": 1, "place": "../x", "texts": texts}).encode()
    found = own_words.read(in_language("sv"), content)
    assert set(found.texts) == {"analysis", "survey"}
    assert len(found.texts["analysis"]) == own_words.LONGEST
    assert found.texts["analysis"].startswith("ab")
    assert found.place == ""
    assert len(found.remarks) == 3


def test_own_words_fill_their_box_and_stay_text() -> None:
    at = opened("situation_report", place="2480", form="all")
    at.text_area(key="situation_survey_words").set_value("<b>Tryggt</b> = 60 %")
    well(at.run())
    bodies = "".join(html.proto.body for html in at.get("html"))
    assert "&lt;b&gt;Tryggt&lt;/b&gt; = 60 %" in bodies
    assert "<b>Tryggt</b>" not in bodies
    assert text(at).count("Vem som har det") == 4


def test_the_title_and_the_sentence_stand_in_the_address() -> None:
    at = opened("situation_report", place="2480", title="Läget i Umeå", summary="Vi börjar med centrum.")
    assert at.text_input(key="title_filter").value == "Läget i Umeå"
    assert at.text_input(key="summary_filter").value == "Vi börjar med centrum."


# ---- since the last version -------------------------------------------------------------------------------------------


def test_the_follow_up_says_what_has_changed_since_the_earlier_version(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_HISTORY", str(tmp_path / "history"))
    at = opened("situation_report", place="2480")
    at.button(key="freeze").click()
    version = well(at.run()).query_params["version"]
    same = text(opened("situation_report", place="2480", version=version))
    assert "Inget i dess tabeller har ändrats sedan dess." in same
    (data_copy / "actions.csv").write_text(actions(), encoding="utf-8")
    changed = opened("situation_report", place="2480", version=version)
    assert re.search(r"\d+ celler i dess tabeller har ändrats sedan dess", text(changed))
    assert "Länken gäller" not in messages(changed)


def test_without_an_earlier_version_the_follow_up_says_how_to_get_one() -> None:
    assert "Ingen tidigare version är vald" in text(opened("situation_report", place="2480"))
