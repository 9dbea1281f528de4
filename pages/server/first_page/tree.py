"""What was put on a page, as a tree of blocks and elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pages.server.streamlit_internals import Block, Element, ForwardMsg

MAIN = 0
"""The first number of the path of all that stands in the page itself, and not in a sidebar."""


@dataclass
class Node:
    """A block with its children by their places, or an element; the page itself has neither."""

    block: Block | None = None
    element: Element | None = None
    children: dict[int, Node] = field(default_factory=dict)

    @property
    def parts(self) -> list[Node]:
        """The children in their order."""
        return [self.children[place] for place in sorted(self.children)]


def grown(messages: Sequence[ForwardMsg]) -> Node:
    """The tree that these messages make, each of which puts something in its place."""
    page = Node()
    for message in messages:
        where = list(message.metadata.delta_path)
        if not where or where[0] != MAIN:
            continue
        kind = message.delta.WhichOneof("type")
        parent = page
        for place in where[1:-1]:
            parent = parent.children.setdefault(place, Node())
        if kind == "add_block":
            before = parent.children.get(where[-1])
            kept = before.children if before is not None and before.element is None else {}
            parent.children[where[-1]] = Node(block=message.delta.add_block, children=kept)
        elif kind == "new_element":
            parent.children[where[-1]] = Node(element=message.delta.new_element)
    return page


def kind_of(part: Any) -> str:
    """What a block or an element is."""
    return str(part.WhichOneof("type") or "")


def key_of(part: Any) -> str:
    """The key that the page gave a block, or a widget; empty where it gave none."""
    of_its_own = getattr(part, kind_of(part), None) if isinstance(part, Element) else part
    id_ = str(getattr(of_its_own, "id", ""))
    found = re.fullmatch(r"\$\$ID-[0-9a-f]+-(.+)", id_)
    key = found[1] if found else ""
    return "" if key == "None" else key
