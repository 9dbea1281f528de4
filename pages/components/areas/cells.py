"""Assessed areas as rows, with a coloured cell for each assessment: the history of an area at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.text import MISSING, Text

COLOURED = ("vulnerable", "risk", "particularly_vulnerable")


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """One area: its category by the year of the assessment (absent where it was not assessed), the trend in words, and
    where there is more about it."""

    name: str
    categories: Mapping[int, str]
    trend: str
    link: str


def html(t: Text, caption: str, years: Sequence[int], rows: Sequence[AreaRow], labels: Mapping[str, str]) -> str:
    """The rows as a table; ``labels`` are the categories' words for one area.

    A cell carries the word, and a letter where the screen is narrow; a screen reader always hears the word.
    """
    letters = {id_: "".join(word[0] for word in label.split()).upper() for id_, label in labels.items()}
    head = "".join(f'<th scope="col" class="year">{year}</th>' for year in years)
    body = []
    for row in rows:
        cells = []
        for year in years:
            category = row.categories.get(year)
            if category is None:
                cells.append(f"<td>{MISSING}</td>")
                continue
            tone = f" {category}" if category in COLOURED else ""
            cells.append(
                f'<td><span class="cell{tone}"><span class="word">{escape(labels[category])}</span>'
                f'<span class="letter" aria-hidden="true">{escape(letters[category])}</span></span></td>'
            )
        trend = escape(row.trend or MISSING)
        body.append(
            f'<tr><th scope="row"><a href="{escape(row.link)}">{escape(row.name)}</a></th>'
            f'{"".join(cells)}<td class="trend">{trend}</td></tr>'
        )
    trend_title = escape(t("The police's trend"))
    legend = "".join(
        f'<li><span class="cell {id_}" aria-hidden="true">{escape(letters[id_])}</span> {escape(labels[id_])}</li>'
        for id_ in COLOURED
        if any(id_ in row.categories.values() for row in rows)
    )
    return (
        f'<div class="figures area-cells" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption><span>{escape(caption)}</span></caption>"
        f'<thead><tr><th scope="col">{escape(t("Area"))}</th>{head}<th scope="col" class="trend">{trend_title}</th></tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
        f'<ul class="legend letters">{legend}</ul>'
    )
