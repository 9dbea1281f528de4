"""The paper as one HTML file without outside parts: charts as SVG within it, its own style, no script."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from pages.components import charts, downloads, tables
from pages.components.charts import places as place_charts
from pages.components.notes import Document, ended
from pages.components.paper import Paper, letters
from pages.components.paper.passages import Passage
from pages.components.tables import Table
from pages.components.text import LOCALES, Text

STYLE = Path(__file__).with_name("web.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may load for the file: nothing from elsewhere."""

ID = re.compile(r'(\bid="|url\(#|href="#)')


def html(paper: Paper) -> bytes:
    """The file. Text from data files and readers is escaped."""
    t, language = paper.t, LOCALES[paper.t.language].replace("_", "-")
    title, style = escape(paper.title), STYLE.read_text(encoding="utf-8")
    points = "".join(f"<li>{escape(point)}</li>" for point in paper.points)
    short, figures, where = escape(t("In short")), escape(t("About the figures")), escape(t("Address"))
    in_short = f"<h2>{short}</h2><ul>{points}</ul>" if points else ""
    chapters = "".join(_passage(t, number, one) for number, one in enumerate(paper.passages))
    shared = f"<h2>{figures}</h2>{_headed(paper.shared)}" if paper.shared else ""
    link = f'<a href="{escape(paper.link)}">{escape(paper.link)}</a>'
    address = f"<p><b>{where}.</b> {link}</p>" if paper.link else ""
    made = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{style}</style></head>'
        f"<body><main><h1>{title}</h1>{_headed(paper.front)}{in_short}{chapters}{shared}"
        f"<footer>{_headed(paper.last)}{address}{_headed(paper.kept)}</footer></main></body></html>\n"
    )
    return letters.plain(made).encode()


def _headed(lines: Sequence[tuple[str, str]]) -> str:
    heads = [(f"<b>{escape(ended(heading))}</b> " if heading else "", escape(body)) for heading, body in lines]
    return "".join(f"<p>{head}{body}</p>" for head, body in heads)


def _passage(t: Text, number: int, one: Passage) -> str:
    heading = f"<h{one.level}>{escape(one.heading)}</h{one.level}>"
    said = "".join(f"<p>{escape(line)}</p>" for line in [*one.said, *one.own])
    items = "".join(f"<li>{escape(line)}</li>" for line in one.items)
    parts = [heading, said, f"<ul>{items}</ul>" if items else "", _chart(one, number)]
    parts += [_table(t, table) for table in one.tables]
    parts += [f"<p><b>{escape(point.text)}</b></p>{_headed(point.lines)}" for point in one.points]
    parts += [f"<section><p><b>{escape(box.heading)}</b></p>{_headed(box.lines)}</section>" for box in one.boxes]
    parts += [f'<section class="room"><p>{escape(one.room)}</p></section>'] if one.room else []
    return "".join([*parts, _headed(one.explained), *(_source(t, source) for source in one.sources)])


def _chart(one: Passage, number: int) -> str:
    """The chart as a picture with its alternative text; its ids are its own, since several stand in one file."""
    if one.chart is None:
        return ""
    alone = charts.alone(place_charts.on_paper(one.chart), charts.PICTURE_FONT)
    drawn = downloads.svg(letters.throughout(alone, letters.plain)).decode("utf-8")
    drawn = ID.sub(rf"\g<1>c{number}-", drawn[drawn.index("<svg") :])
    return (
        f'<figure><figcaption>{escape(one.unit)}</figcaption><div role="img" aria-label="{escape(one.spoken)}">'
        f'<div aria-hidden="true">{drawn}</div></div></figure>'
    )


def _table(t: Text, table: Table) -> str:
    """The table as on the page, without links, which would lead nowhere."""
    columns = [dataclasses.replace(column, links={}) for column in table.columns]
    return tables.html(t, dataclasses.replace(table, columns=columns, stacked=False))


def _source(t: Text, one: Document) -> str:
    title, heading = escape(one.title), escape(t("Source"))
    linked = f'<a href="{escape(one.url)}">{title}</a>' if one.url else title
    return f'<p class="source">{heading}: {escape(one.before)}{linked}{escape(one.after)}</p>'
