"""What the tests measure of how accessible the pages are: ``tests/browser`` takes it from here, so that the statement says what was
done."""

from __future__ import annotations

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""The rules of axe-core that every page is tried by: WCAG 2.2 at the levels A and AA."""

WIDTHS = (1280, 375)
"""How wide the screens are, in pixels: a laptop, a telephone."""

NARROWEST = 320
"""At this width, which is that of a laptop at 400 per cent, nothing scrolls sideways."""

MODES = ("light", "dark")
