"""A table of figures, once: the page, the CSV files and the workbook are all written from the same :class:`Table`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from html import escape
from typing import Self

from pages.components.text import MISSING, Text, is_missing


@dataclass(frozen=True)
class Column:
    """One column: its id for machines, its title for readers, and how its cells are written.

    ``decimals`` is ``None`` for text. ``labels`` says how the ids in the cells are shown to readers and ``links``
    where they lead. ``computed`` marks figures that no source prints. ``unseen`` columns stand last, and in the files only:
    what stands around the table on the page must not get lost from them. Cells of ``evident`` columns need no name beside
    them where rows are drawn as cards: they are sentences. ``by_date`` columns move with the calendar alone.
    """

    id: str
    title: str
    decimals: int | None = None
    _: KW_ONLY
    labels: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    computed: bool = False
    signed: bool = False
    grouped: bool = True
    by_row: bool = False
    unseen: bool = False
    evident: bool = False
    by_date: bool = False


class WhyEmpty(str):
    """A remark that says why a cell is empty; it begins with the dash that readers see there. ``why`` is the reason alone."""

    why: str

    def __new__(cls, why: str) -> Self:
        made = super().__new__(cls, f"{MISSING} {why}")
        made.why = why
        return made


@dataclass(frozen=True)
class Table:
    """Columns, rows of raw values (``None`` for what is unknown), and notes on single cells by (row, column id).

    ``printed`` are cells that readers see as the source prints them, which a number would not say (``>0``); ``computed``
    are single cells that no source prints; ``tones`` are cells for the better or the worse, or quieter than others, by the names of those styles.
    The rows of ``stacked`` tables stand below each other as cards where the screen is narrow: for words in many columns, of
    which the last would be out of sight.

    ``id`` tells the table from the others of a page, whatever its caption says; without one, its row headers' ids do.
    ``row_ids`` are what tells each row from all others, in ids; without them, what stands in its row headers.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    _: KW_ONLY
    notes: dict[tuple[int, str], str] = field(default_factory=dict)
    row_headers: int = 1
    remarks: Sequence[str] = ()
    printed: dict[tuple[int, str], str] = field(default_factory=dict)
    decimals_by_row: Sequence[int] = ()
    computed: frozenset[tuple[int, str]] = frozenset()
    stacked: bool = False
    tones: dict[tuple[int, str], str] = field(default_factory=dict)
    id: str = ""
    row_ids: Sequence[Sequence[object]] = ()

    def decimals(self, row_number: int, column: Column) -> int | None:
        """Decimals of a cell; ``None`` for text. Where rows are different indicators, each row has its own."""
        return self.decimals_by_row[row_number] if column.by_row else column.decimals


def shown(t: Text, table: Table, row_number: int, column: Column, value: object) -> str:
    """A cell as readers see it: labels instead of ids, figures with their decimals, a dash for the unknown."""
    decimals = table.decimals(row_number, column)
    if (row_number, column.id) in table.printed:
        return table.printed[row_number, column.id]
    if is_missing(value):
        return t.number(None, 0)
    if decimals is None:
        return column.labels.get(str(value), str(value))
    if not column.grouped:
        return str(value)
    return t.number(float(str(value)), decimals, signed=column.signed)


def html(t: Text, table: Table) -> str:
    """The table as HTML with caption, scoped headers and footnotes. All text is escaped.

    It stands in a region that scrolls by itself, and by keyboard, where the screen is narrower than the table.
    """
    said = list(dict.fromkeys(table.notes[place] for place in sorted(table.notes)))  # one number for one text

    def role(part: str) -> str:
        # A table whose rows are laid out as cards is one to screen readers only if each part says what it is.
        return f' role="{part}"' if table.stacked else ""

    head = "".join(_header(t, column, role("columnheader")) for column in table.columns if not column.unseen)
    computed = t("computed")
    has_computed = bool(table.computed) or any(column.computed for column in table.columns if not column.unseen)
    # Said once above the table; the words beside each are for who hears the table, prints it or copies from it.
    said_once = escape(t("Tinted: computed here."))
    legend = f'<p class="tint">{said_once}</p>' if has_computed else ""
    body = []
    for row_number, row in enumerate(table.rows):
        cells = []
        for position, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            if column.unseen:
                continue
            text = escape(shown(t, table, row_number, column, value)).replace("/", "/<wbr/>")  # long names may break
            if str(value) in column.links:
                text = f'<a href="{escape(column.links[str(value)])}">{text}</a>'
            if (row_number, column.id) in table.computed:
                text = f'<em>{text}<span class="computed-word"> ({escape(computed)})</span></em>'
            note = table.notes.get((row_number, column.id))
            if note:
                text += f"<sup>{said.index(note) + 1})</sup>"
            is_title = position == 0 and table.row_headers == 1  # of the card: it needs no name
            is_named = table.stacked and not is_title and not column.evident
            named = f' data-label="{escape(column.title)}"' if is_named else ""
            if position < table.row_headers:
                cells.append(f'<th scope="row"{role("rowheader")}{named}>{text}</th>')
            else:
                tone = table.tones.get((row_number, column.id), "")
                cells.append(f"<td{role('cell')}{_classes(column, tone)}{named}>{text}</td>")
        body.append(f"<tr{role('row')}>{''.join(cells)}</tr>")
    remarks = [f"<sup>{number})</sup> {escape(note)}" for number, note in enumerate(said, start=1)]
    remarks += [escape(remark) for remark in table.remarks]
    below = "".join(f"<li>{remark}</li>" for remark in remarks)
    return (
        f'<div class="figures{" stacked" if table.stacked else ""}" role="region" tabindex="0"'
        f' aria-label="{escape(table.caption)}">{legend}<table{role("table")}><caption><span>{escape(table.caption)}</span></caption>'
        f"<thead{role('rowgroup')}><tr{role('row')}>{head}</tr></thead>"
        f"<tbody{role('rowgroup')}>{''.join(body)}</tbody></table></div>"
        + (f'<ul class="remarks">{below}</ul>' if below else "")
    )


def _header(t: Text, column: Column, role: str) -> str:
    title, whole = escape(column.title), escape(heading(t, column))
    if column.computed:
        title += f'<span class="computed-word">{whole.removeprefix(title)}</span>'
    return f'<th scope="col"{role}{_classes(column)}>{title}</th>'


def heading(t: Text, column: Column) -> str:
    """The column's title as readers see it, marked where the figures are computed."""
    return t("{column} (computed)", column=column.title) if column.computed else column.title


def _classes(column: Column, tone: str = "") -> str:
    names = ["figure"] if column.decimals is not None else []
    names += [tone] if tone else []
    names += ["computed"] if column.computed else []
    return f' class="{" ".join(names)}"' if names else ""
