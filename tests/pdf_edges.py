"""How far the text of a PDF reaches: the glyphs' own widths, added up as a viewer does."""

from __future__ import annotations

from typing import Any

from pypdf import PageObject


def edges(page: PageObject) -> list[tuple[float, float]]:
    """The left and right end of every piece of text on the page, in points from its left edge."""
    fonts = {name: widths(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: list[tuple[float, float]] = []
    state: dict[str, Any] = {"font": {}, "size": 1.0}

    def look(operator: bytes, operands: list[Any], outer: list[float], inner: list[float]) -> None:
        if operator == b"Tf":
            state["font"], state["size"] = fonts[operands[0]], float(operands[1])
        elif operator in (b"Tj", b"TJ"):
            parts = operands[0] if operator == b"TJ" else [operands[0]]
            length = sum(-float(part) if isinstance(part, int | float) else wide(part, state["font"]) for part in parts)
            left, up = inner[4], inner[5]
            right = left + length / 1000 * state["size"] * inner[0]
            found.append((outer[0] * left + outer[2] * up + outer[4], outer[0] * right + outer[2] * up + outer[4]))

    page.extract_text(visitor_operand_before=look)
    return found


def widths(font: Any) -> dict[int, float]:
    """The width of each glyph of a font with two bytes a glyph, in thousandths of its size."""
    [inner] = font["/DescendantFonts"]
    found: dict[int, float] = {}
    listed = list(inner.get_object()["/W"])
    while listed:
        first, second = int(listed[0]), listed[1]
        if isinstance(second, list):
            found |= {first + place: float(width) for place, width in enumerate(second)}
            listed = listed[2:]
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(listed[2]))
            listed = listed[3:]
    return found


def wide(text: Any, font: dict[int, float]) -> float:
    content = text if isinstance(text, bytes) else getattr(text, "original_bytes", None) or str(text).encode("latin-1")
    return sum(font[int.from_bytes(content[at : at + 2])] for at in range(0, len(content), 2))
