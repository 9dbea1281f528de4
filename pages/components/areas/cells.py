"""Assessed areas as rows, with a coloured cell for each assessment: the history of an area at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.layout import glossary
from pages.components.layout.glossary import Glossary
from pages.components.text import MISSING, Text

COLOURED = ("vulnerable", "risk", "particularly_vulnerable")


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """One area: its category by the year of the assessment (absent where it was not assessed), the trend in words, where
    there is more about it, what is said more quietly below its name, and whether that is open."""

    name: str
    categories: Mapping[int, str]
    trend: str
    link: str
    quiet: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Word:
    """A category in a cell: a short word, what a screen reader hears after it, and the letter where there is no room."""

    short: str
    rest: str
    letter: str


def words(t: Text) -> dict[str, Word]:
    """The categories' words for one area."""
    return {
        "vulnerable": Word(short=t("Vulnerable"), rest="", letter=t("V")),
        "risk": Word(short=t("Risk"), rest=t(" area"), letter=t("R")),
        "particularly_vulnerable": Word(short=t("Particularly"), rest=t(" vulnerable"), letter=t("P")),
        "not_vulnerable": Word(short=t("Not vulnerable"), rest="", letter=t("N")),
    }


def html(
    t: Text, caption: str, years: Sequence[int], rows: Sequence[AreaRow], explained: Glossary | None = None
) -> str:
    """The rows as a table, with a legend, in which words that are ``explained`` explain themselves. Where no area has a trend
    there is no column of trends."""
    head = "".join(f'<th scope="col" class="year">{year}</th>' for year in years)
    has_trends = any(row.trend for row in rows)
    trend_title = escape(t("Trend since 2024"))
    head += f'<th scope="col" class="trend">{trend_title}</th>' if has_trends else ""
    area, legend = escape(t("Area")), glossary.explained(_legend(t, rows), explained or Glossary())
    return (
        f'{legend}<div class="figures area-cells" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table><caption class="unseen">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{area}</th>{head}</tr></thead>'
        f"<tbody>{''.join(_row(t, row, years, has_trends) for row in rows)}</tbody></table></div>"
    )


def strip(t: Text, years: Sequence[int], categories: Mapping[int, str]) -> str:
    """The assessments of one area beside each other, each below its year."""
    label = escape(t("Assessments"))
    items = "".join(f"<li><span>{year}</span> {_content(words(t), categories.get(year))}</li>" for year in years)
    return f'<ul class="area-strip" aria-label="{label}">{items}</ul>'


def _row(t: Text, row: AreaRow, years: Sequence[int], has_trends: bool) -> str:
    cells = "".join(_cell(words(t), row.categories.get(year)) for year in years)
    trend = escape(row.trend or MISSING)
    # Where the screen is narrow, the trend stands below the name; a screen reader hears it once, in its column.
    below = f'<span class="below" aria-hidden="true">{trend}</span>' if row.trend else ""
    name = escape(row.name).replace("/", "/<wbr/>")  # a long name goes on in a second line
    quiet = f'<span class="quiet">{escape(row.quiet)}</span>' if row.quiet else ""
    chosen = ' aria-current="true"' if row.is_chosen else ""
    last = f'<td class="trend">{trend}</td>' if has_trends else ""
    return f'<tr><th scope="row"><a href="{escape(row.link)}"{chosen}>{name}</a>{quiet}{below}</th>{cells}{last}</tr>'


def _cell(known: Mapping[str, Word], category: str | None) -> str:
    return f"<td>{_content(known, category)}</td>"


def _content(known: Mapping[str, Word], category: str | None) -> str:
    if category is None or category not in known:
        return MISSING
    word, tone = known[category], f" {category}" if category in COLOURED else ""
    return (
        f'<span class="cell{tone}"><span class="word">{escape(word.short)}</span>'
        f'<span class="unseen">{escape(word.rest)}</span>'
        f'<span class="letter" aria-hidden="true">{escape(word.letter)}</span></span>'
    )


def _legend(t: Text, rows: Sequence[AreaRow]) -> str:
    there = {category for row in rows for category in row.categories.values()}
    names = {
        "vulnerable": t("vulnerable area"),
        "risk": t("risk area (until 2023)"),
        "particularly_vulnerable": t("particularly vulnerable area"),
        "not_vulnerable": t("assessed as not vulnerable"),
    }
    letters, unnamed = words(t), ' class="only-letter"'
    items = "".join(
        # What has no colour needs no key where its cells hold the word itself.
        f'<li{"" if id_ in COLOURED else unnamed}><span class="cell {id_}" aria-hidden="true"><span class="letter">{escape(letters[id_].letter)}</span></span>'
        f" {escape(name)}</li>"
        for id_, name in names.items()
        if id_ in there
    )
    absent = escape(t("not on the list"))
    return f'<ul class="legend letters">{items}<li>{MISSING} {absent}</li></ul>'
