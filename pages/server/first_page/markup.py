"""A drawn page as HTML, with the marks of Streamlit's own page, so that one style sheet gives both the same look.

``first.css`` says what Streamlit's scripts write into theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from pages.server.first_page import charts, widgets, words
from pages.server.first_page.tree import Node, key_of, kind_of
from pages.server.first_page.widgets import Drawn
from pages.server.streamlit_internals import Block, Element, GapSize, Markdown

GAPS = {GapSize.XXSMALL: 4, GapSize.XSMALL: 8, GapSize.SMALL: 16, GapSize.MEDIUM: 32, GapSize.LARGE: 64}
"""Pixels between the parts of a block, where there is any gap."""

OF_FOLD = 34
"""Pixels that a fold takes beside what is in it."""

ALIGNED = {
    Block.FlexContainer.Align.ALIGN_START: "start",
    Block.FlexContainer.Align.ALIGN_CENTER: "center",
    Block.FlexContainer.Align.ALIGN_END: "end",
    Block.FlexContainer.Align.STRETCH: "stretch",
}


@dataclass(frozen=True)
class Place:
    """Where a part stands: on which page, as wide as so many pixels in a window of 1280, and whether beside others."""

    drawn: Drawn
    width: float = charts.WIDE
    beside: bool = False


def markup(drawn: Drawn, root: Node) -> str:
    """All of the page."""
    inside = parts(root, Place(drawn))
    block = f'<div class="stVerticalBlock first-block first-gap-16 first-stretch" data-testid="stVerticalBlock">{inside}</div>'
    main = f'<div class="stMainBlockContainer first-container" data-testid="stMainBlockContainer">{block}</div>'
    return (
        '<div id="first"><div class="stApp first-app" data-testid="stApp">'
        f'<main class="stMain first-main" data-testid="stMain" tabindex="0">{main}</main></div></div>'
    )


def parts(node: Node, place: Place) -> str:
    return "".join(part(child, place) for child in node.parts)


def part(node: Node, place: Place) -> str:
    """A block or an element; nothing for what was put there and taken away again."""
    if node.element is not None:
        return element(node.element, place)
    if node.block is None:
        return parts(node, place)
    draw = BLOCKS.get(kind_of(node.block), flex)
    return draw(node, node.block, place) if node.children or node.block.allow_empty else ""


# ---- blocks -----------------------------------------------------------------------------------------------------------


def named(key: str) -> str:
    """The class of what has a key."""
    return " st-key-" + re.sub(r"[^A-Za-z0-9_-]", "-", key.strip()) if key else ""


def sized(part_: Any, place: Place, is_block: bool = False) -> str:
    """The class that says how wide it is."""
    width = part_.width_config.WhichOneof("width_spec") or "use_stretch"
    if width == "use_content":
        return " first-fit"
    return " first-grows" if place.beside and is_block else " first-beside" if place.beside else ""


def wrapped(inside: str, classes: str) -> str:
    return f'<div class="first-wrap{classes}" data-testid="stLayoutWrapper">{inside}</div>'


def flex(node: Node, block: Block, place: Place) -> str:
    """Parts below each other, or beside each other."""
    box = block.flex_container
    across = box.direction == Block.FlexContainer.Direction.HORIZONTAL
    gap = GAPS.get(box.gap_config.gap_size, 0)
    columns = [child for child in node.parts if child.block is not None and kind_of(child.block) == "column"]
    classes = f"first-block first-gap-{gap} first-{ALIGNED.get(box.align, 'start')}{named(key_of(block))}"
    if across and columns:
        inside = "".join(
            column(child, replace(place, width=place.width * child.block.column.weight - gap, beside=False))
            for child in columns
            if child.block is not None
        )
    else:
        inside = parts(node, replace(place, beside=across))
    kind = "stHorizontalBlock" if across else "stVerticalBlock"
    row = f" first-row{' first-wraps' if box.wrap else ''}" if across else ""
    frame = " first-frame" if box.border else ""
    drawn = f'<div class="{kind} {classes}{row}{frame}" data-testid="{kind}">{inside}</div>'
    return wrapped(drawn, sized(block, place, True))


def column(node: Node, place: Place) -> str:
    assert node.block is not None
    weight, gap = node.block.column.weight, GAPS.get(node.block.column.gap_config.gap_size, 0)
    inside = f'<div class="stVerticalBlock first-block first-gap-16 first-stretch" data-testid="stVerticalBlock">{parts(node, place)}</div>'
    share = f"calc({weight * 100:.4f}% - {gap}px)"
    return f'<div class="stColumn first-column" data-testid="stColumn" style="--share: {share}">{inside}</div>'


def fold(node: Node, block: Block, place: Place) -> str:
    """What is folded until it is asked for."""
    label = words.inline(block.expandable.label)
    opened = " open" if block.expandable.expanded else ""
    inside = parts(node, replace(place, width=place.width - OF_FOLD, beside=False))
    drawn = (
        f'<div class="stExpander first-expander" data-testid="stExpander"><details class="first-fold"{opened}><summary class="first-summary">'
        f'<span class="first-sign" aria-hidden="true"></span><div class="first-label"><p>{label}</p></div></summary>'
        '<div class="first-details" data-testid="stExpanderDetails">'
        f'<div class="stVerticalBlock first-block first-gap-16 first-stretch" data-testid="stVerticalBlock">{inside}</div>'
        "</div></details></div>"
    )
    return wrapped(drawn, named(key_of(block)) + sized(block, place, True))


def grid(node: Node, block: Block, place: Place) -> str:
    """Cells of one width, as many beside each other as there is room for."""
    of_cell, gap = block.grid_container.min_column_width_px or 220, 16
    columns = max(1, int((place.width + gap) // (of_cell + gap)))
    inner = replace(place, width=(place.width - gap * (columns - 1)) / columns, beside=False)
    cells = "".join(f'<div class="stGridCell first-cell">{part(child, inner)}</div>' for child in node.parts)
    drawn = f'<div class="stGrid first-grid{named(key_of(block))}" style="--cell: {of_cell}px">{cells}</div>'
    return wrapped(drawn, sized(block, place, True))


BLOCKS: dict[str, Callable[[Node, Block, Place], str]] = {
    "flex_container": flex,
    "expandable": fold,
    "grid_container": grid,
}

# ---- elements ---------------------------------------------------------------------------------------------------------


def element(one: Element, place: Place) -> str:
    """What stands in the page: text, a figure, or what can be pressed."""
    kind, key = kind_of(one), key_of(one)
    draw = ELEMENTS.get(kind)
    inside = draw(one, place) if draw else widgets.markup(place.drawn, kind, getattr(one, kind), key)
    if not inside:
        return ""
    classes = f"stElementContainer first-element{named(key)}{sized(one, place)}"
    return f'<div class="{classes}" data-testid="stElementContainer">{inside}</div>'


def html(one: Element, place: Place) -> str:
    body = re.sub(r' data-(?:session|own|again)="[^"]*"', "", one.html.body)  # of a session that nobody has
    return f'<div class="stHtml first-html" data-testid="stHtml">{body}</div>'


def heading(one: Element, place: Place) -> str:
    tag, said = one.heading.tag, words.inline(one.heading.body)
    if tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return ""
    id_ = f' id="{escape(one.heading.anchor)}"' if one.heading.anchor else ""
    return f'<div class="stHeading first-heading" data-testid="stHeading"><{tag}{id_}>{said}</{tag}></div>'


def text(one: Element, place: Place) -> str:
    is_caption = one.markdown.element_type == Markdown.Type.CAPTION
    mark = "stCaptionContainer" if is_caption else "stMarkdownContainer"
    return (
        f'<div class="stMarkdown" data-testid="stMarkdown"><div class="first-text" data-testid="{mark}">'
        f"{words.blocks(one.markdown.body)}</div></div>"
    )


def alert(one: Element, place: Place) -> str:
    said = words.blocks(one.alert.body)
    return f'<div class="stAlert first-alert" data-testid="stAlert" role="alert"><div class="first-text">{said}</div></div>'


def chart(one: Element, place: Place) -> str:
    drawn = charts.markup(one.vega_lite_chart, place.width / charts.WIDE)
    return f'<div class="stVegaLiteChart" data-testid="stVegaLiteChart">{drawn}</div>'


def map_(one: Element, place: Place) -> str:
    """The room of a map, which only a script draws; the page has it drawn as well."""
    tall = one.height_config.pixel_height or 500
    return f'<div class="first-map" style="height: {tall}px"></div>'


ELEMENTS: dict[str, Callable[[Element, Place], str]] = {
    "html": html,
    "heading": heading,
    "markdown": text,
    "alert": alert,
    "vega_lite_chart": chart,
    "deck_gl_json_chart": map_,
}
