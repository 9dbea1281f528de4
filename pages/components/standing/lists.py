"""The lists of what stands out, in HTML: worse and better beside each other in one grid, so that neither gets more room."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from pages.components import address
from pages.components.indicator import certainty_words as words
from pages.components.standing import words as standing_words
from pages.components.standing.words import Item, Views, view_of
from pages.components.text import Text
from pages.screens import PATHS
from queries.row_types import Indicator
from queries.statistics.standing_out import Standing, Yardstick

SHOWN = 20
"""So many items of a list stand on the page; the rest is counted, and in the files."""


def side_by_side(
    t: Text, views: Views, worse: Sequence[Item], better: Sequence[Item], carried: dict[str, Any], yardstick: Yardstick
) -> str:
    """The two lists of equal prominence, always in this order."""
    return (
        '<div class="standing">'
        + section(t, views, t("Worse or worsening"), worse, carried, yardstick)
        + section(t, views, t("Better or improving"), better, carried, yardstick)
        + "</div>"
    )


def section(
    t: Text, views: Views, heading: str, items: Sequence[Item], carried: dict[str, Any], yardstick: Yardstick
) -> str:
    """One list with its heading; an empty one says so."""
    nothing = t("Of what can be tested, nothing stands out here by more than chance.")
    listed = "".join(entry(t, views, item, carried, yardstick) for item in items[:SHOWN])
    body = f"<ul>{listed}</ul>" if items else paragraph(nothing)
    left = len(items) - SHOWN
    if left > 0:
        body += paragraph(more(t, left))
    return f"<section><h3>{escape(heading)}</h3>{body}</section>"


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def headed(t: Text, heading: str, number: int, level: str = "h3") -> str:
    """A heading with how many there are."""
    return f"<{level}>{escape(heading)} ({escape(t.number(number, 0))})</{level}>"


def more(t: Text, left: int) -> str:
    return t.plural("and {count} more, in the files below", "and {count} more, in the files below", left)


def entry(t: Text, views: Views, item: Item, carried: dict[str, Any], yardstick: Yardstick) -> str:
    """One item: what it is about, and each of its findings with the evidence."""
    standing, findings = item
    view = view_of(views, standing.row)
    polarity = view.indicator["polarity"]
    said = []
    for one in findings:
        tone = words.tone(polarity, one.verdict)
        mark = f' class="{tone}"' if tone else ""
        said.append(
            f"<p><strong{mark}>{escape(standing_words.lead(t, one, tone))}</strong> "
            f"{escape(standing_words.evidence(view, one))}</p>"
        )
    others = [one for one in standing.findings if one not in findings and one.verdict in ("higher", "lower")]
    if others:
        said.append(paragraph(t("It stands in the other list too.")))
    heading = standing_words.title(view, standing.row)
    where = escape(link(view.indicator, standing, carried, yardstick))
    return f'<li><a href="{where}">{escape(heading)}</a>{"".join(said)}</li>'


def link(indicator: Indicator, standing: Standing, carried: dict[str, Any], yardstick: Yardstick) -> str:
    """The indicator's screen with the same filters, the place and the yardstick."""
    row = standing.row
    asked = carried | {"indicator": indicator["id"]}
    if row["measure"] != indicator["measure"]:
        asked["measure"] = row["measure"]
    if row["area"] is not None:
        asked["area"] = [row["area"]]
    other = standing.level.compared.other if standing.level and standing.level.compared else None
    if yardstick == "earlier":
        asked["yardstick"] = "earlier"
    elif other is not None:
        asked["yardstick"] = other["area_category"] or f"area:{other['area']}"
        if other["area"] is not None and row["area"] is not None:
            asked["area"] = [row["area"], other["area"]]
            asked["highlight"] = row["area"]
    return address.to(PATHS[indicator["screen"] or "more_indicators"], asked)


def neutral(t: Text, views: Views, items: Sequence[Item], carried: dict[str, Any], yardstick: Yardstick) -> str:
    """What differs where more is neither better nor worse, with the reason, and without colour."""
    why = t(
        "Narcotics and weapons offences follow the police's own work, so more reported offences may mean more crime or more controls. Of indicators that only an own file has it is not known whether more is better or worse. Hence no colour and no judgement."
    )
    listed = section(t, views, t("Differs, without judgement"), items, carried, yardstick)
    return f'<div class="standing">{listed.replace("</h3>", f"</h3>{paragraph(why)}", 1)}</div>'


def unknown(t: Text, views: Views, items: Sequence[Item], own_exports: str) -> str:
    """Of what too little is known, by reason, and what would be needed."""
    by_reason: dict[str, list[Item]] = {}
    for standing, findings in items:
        for why in dict.fromkeys(one.why or "no_count" for one in findings):
            by_reason.setdefault(why, []).append(
                (standing, [one for one in findings if (one.why or "no_count") == why])
            )
    reasons = words.reasons(t)
    parts = [headed(t, t("Too little to tell"), count(items))]
    if not items:
        parts.append(paragraph(t("Everything that is chosen can be compared.")))
    else:
        needed = escape(
            t(
                "What it takes: a file with the number of cases and the population of each area and year, of the municipality or the country too, and of five years or more for a trend."
            )
        )
        title = escape(t("Read one in at Own files"))
        parts.append(f'<p>{needed} <a href="{escape(own_exports)}">{title}</a></p>')
    for reason, group in by_reason.items():
        said = reasons[reason]
        heading = f"{said[:1].upper()}{said[1:]}"
        parts.append(headed(t, heading, count(group), "h4") + grouped(t, views, group))
    return f'<div class="standing"><section>{"".join(parts)}</section></div>'


def same(t: Text, views: Views, items: Sequence[Item]) -> str:
    """What was compared without a difference or change that stays after the correction."""
    heading = t("No difference or change that can be told from chance")
    caveat = t("That is not the same as no difference: small ones are not seen where few cases are counted.")
    body = paragraph(caveat) + grouped(t, views, items) if items else paragraph(t("There is nothing in this list."))
    return f'<div class="standing"><section>{headed(t, heading, count(items))}{body}</section></div>'


def count(items: Sequence[Item]) -> int:
    """How many comparisons there are in the items."""
    return sum(len(findings) for _, findings in items)


def grouped(t: Text, views: Views, items: Sequence[Item]) -> str:
    """An indicator a line."""
    lines, left = standing_words.lines(views, items, SHOWN)
    body = "".join(f"<li>{escape(label)}: {escape(names)}</li>" for label, names in lines)
    rest = paragraph(more(t, left)) if left else ""
    return f"<ul>{body}</ul>{rest}"


def on_overview(
    t: Text, views: Views, worse: Sequence[Item], better: Sequence[Item], untold: int, asked: int, href: str
) -> str:
    """Three lines and a link: what stands out most for the worse and for the better, and how much cannot be told."""
    left = t(
        "{untold} of {asked} comparisons cannot be tested against chance with the figures that there are; the differences may be large there too.",
        untold=t.number(untold, 0),
        asked=t.number(asked, 0),
    )
    page = escape(t("What stands out"))
    nothing = t("nothing of what can be tested.")
    cells = [f'<li>{escape(left)} <a href="{escape(href)}">{page}</a></li>']
    for heading, items in (
        (t("Stands out for the worse"), worse),
        (t("Stands out for the better"), better),
    ):
        said = standing_words.strongest(views, items[0]) if items else nothing
        if len(items) > 1:
            heading = t("{heading}, the strongest of {count}", heading=heading, count=t.number(len(items), 0))
        cells.append(f"<li><strong>{escape(heading)}:</strong> {escape(said)}</li>")
    return f'<ul class="standing in-short">{"".join(cells)}</ul>'
