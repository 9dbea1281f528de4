"""What is new: what came, what was revised and by how much, how far the figures reach, what is due and how that is known."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Any

import pytest

import queries
from pages.components.news import changes as news
from pages.components.text import in_language
from tests.page import opened, opened_with_own
from tests.pages.test_agreement_offences import answer
from tests.pages.test_follow_up import html, table

SCREEN = "whats_new"
SV = in_language("sv")


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "data_changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_change_is_a_row_the_newest_first(built_in_data: Path, language: str) -> None:
    caption = {"sv": "Det här kom, det nyaste först", "en": "What came, the newest first"}[language]
    found = table(opened(SCREEN, lang=language), caption)
    rows = sorted(listed(built_in_data), key=lambda row: (row["date"], row["id"]), reverse=True)
    assert [(line[0], line[2]) for line in found[1:]] == [
        (row["date"], row[f"what_{language}"].replace("\u00a0", " ")) for row in rows
    ]


@pytest.mark.usefixtures("built_in_data")
def test_the_answer_is_when_figures_came_last() -> None:
    said = answer(opened(SCREEN))
    assert said.startswith("De nyaste talen kom hit 30 november 2026, från Statistiska centralbyrån (SCB).")


@pytest.mark.usefixtures("built_in_data")
def test_how_far_each_kind_of_figures_reaches() -> None:
    at = opened(SCREEN)
    found = {line[0]: line[1:3] for line in table(at, "Hur långt talen når")[1:]}
    assert found == {  # from the facts: years and quarters of the tables as they were published
        "Anmälda brott per kommun och kvartal": ["2020", "kvartal 2 2026 (preliminärt)"],
        "Anmälda brott per kommun och år": ["2015", "2025"],
        "Anmälda brott i hela landet": ["2023", "2024 (preliminärt)"],
        "Skjutningar och sprängningar i hela landet": ["2017", "2025"],
        "Polisens bedömningar av områden": ["2015", "2025"],
        "Brott och händelser efter områdeskategori": ["2018", "2020"],
        "Folkmängd i kommunerna": ["2010", "2025"],
    }
    [chart] = at.get("vega_lite_chart")
    for name, (_, until) in found.items():
        assert f"{name}: {until}." in chart.proto.alt.replace("\u00a0", " ")


def test_a_readers_own_figures_are_not_new_here(data_copy: Path) -> None:
    own = opened_with_own(SCREEN)
    assert table(own, "Hur långt talen når") == table(opened(SCREEN), "Hur långt talen når")


def test_a_revised_figure_is_told_with_what_it_was_and_by_how_much(whole_data_copy: Path) -> None:
    caption = "Tal som har reviderats"
    before = table(opened(SCREEN), caption)
    assert ["Skjutningar", "Hela landet", "2019", "320", "360", "+40"] in [line[:6] for line in before]
    # the same publisher prints two figures of Umeå otherwise, and one as before
    (whole_data_copy / "exports/later.csv").write_text(
        "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
        "reported_offences,,Umeå,2024,11990,,89.73,,later\n"
        "reported_offences,,Umeå,2025,12411,,92.10,,later\n",
        encoding="utf-8",
    )
    with (whole_data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("later,Brottsförebyggande rådet (Brå),Dokument,Document,Del,Part,2027-04,\n")
    at = opened(SCREEN)
    found = table(at, caption)
    assert len(found) == len(before) + 2
    assert [line[:6] for line in found[1:3]] == [
        ["Anmälda brott", "Umeå", "2024", "11 984", "11 990", "+6"],
        ["Anmälda brott", "Umeå", "2024", "89,69", "89,73", "+0,04"],
    ]
    assert "Reviderat hittills: 2 tal i senare publiceringar och" in answer(at)


def test_what_another_publisher_prints_is_no_revision(data_copy: Path) -> None:
    (data_copy / "exports/other.csv").write_text(
        "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
        "reported_offences,,Umeå,2024,11990,,89.73,,other\n",
        encoding="utf-8",
    )
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("other,Någon annan,Dokument,Document,Del,Part,2027-04,\n")
    assert queries.rows("revised_figures") == []


def change(**given: str | None) -> Any:
    row = {"id": "x", "date": "2026-01-01", "kind": "new", "source": "a-2025", "publisher": "P", "published": "2026"}
    texts = {"what_sv": "Tal.", "what_en": "F.", "next_expected": None, "next_sv": None, "next_en": None}
    return {**row, **texts, **given}


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2027-03", "efter källans vanliga rytm, inget publicerat datum"),
        ("2027-03-25", "källans eget datum"),
        (None, "inget datum är publicerat"),
        ("2026-10", "efter källans vanliga rytm, inget publicerat datum; tiden har gått, och talen är inte hämtade"),
    ],
)
def test_it_is_said_how_a_date_is_known(due: str | None, said: str) -> None:
    row = change(next_expected=due, next_sv="Fler.", next_en="More.")
    assert news.how_known(SV, row, datetime.date(2026, 11, 29)) == said


def test_of_a_series_only_the_latest_word_on_what_comes_next_counts() -> None:
    rows = [
        change(id="2", source="bra-kommun-2015-2026", next_expected="2028-03", next_sv="2027."),
        change(id="1", source="bra-kommun-2015-2025", next_expected="2027-03", next_sv="2026."),
        change(id="0", source="scb-kommun-2025", next_expected="2027-02", next_sv="Folk."),
    ]
    assert [row["next_sv"] for row in news.expected(rows)] == ["Folk.", "2027."]


@pytest.mark.usefixtures("built_in_data")
def test_a_reader_of_feeds_is_led_there_and_back() -> None:
    assert 'href="/feed.atom"' in html(opened(SCREEN))
    assert 'href="/feed.atom?lang=en"' in html(opened(SCREEN, lang="en"))
