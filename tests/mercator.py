"""Where a place is drawn on a map in Web Mercator, worked out by hand."""

import math
import time

from playwright.sync_api import Page

MAP = "[data-testid=stDeckGlJsonChart]"


Point = tuple[float, float]


def point(page: Page, middle: Point, zoom: float, place: Point) -> Point:
    """Where a place (longitude, latitude) stands, in pixels of the window; ``middle`` is the middle of the map."""
    box = page.locator(MAP).bounding_box()
    assert box is not None
    return beside((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), middle, zoom, place)


def beside(at: Point, middle: Point, zoom: float, place: Point) -> Point:
    """Where a place stands when another, ``middle``, stands ``at`` this point."""

    def world(longitude: float, latitude: float) -> Point:
        north = math.asinh(math.tan(math.radians(latitude)))
        return (longitude + 180) / 360 * 512 * 2**zoom, (math.pi - north) / (2 * math.pi) * 512 * 2**zoom

    (x, y), (middle_x, middle_y) = world(*place), world(*middle)
    return at[0] + x - middle_x, at[1] + y - middle_y


def find(page: Page, at: tuple[float, float], name: str, seconds: float = 30) -> None:
    """Move the mouse about a point of the map until the map says what is there: it is drawn and can be clicked.

    A click too many would be a double click, which zooms.
    """
    end = time.monotonic() + seconds
    tooltip = page.locator(".deck-tooltip", has_text=name)
    aside = 0
    while not tooltip.is_visible():
        assert time.monotonic() < end, f"{name} is not on the map"
        aside = 1 - aside
        page.mouse.move(at[0] + aside, at[1])  # each move makes the map look what is there, which takes its time
        page.wait_for_timeout(50)
    page.mouse.move(*at)
