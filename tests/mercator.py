"""Where a place is drawn on a map in Web Mercator, worked out by hand."""

import math

from playwright.sync_api import Page

MAP = "[data-testid=stDeckGlJsonChart]"


def point(page: Page, middle: tuple[float, float], zoom: float, place: tuple[float, float]) -> tuple[float, float]:
    """Where a place (longitude, latitude) stands, in pixels of the window; ``middle`` is the middle of the map."""
    box = page.locator(MAP).bounding_box()
    assert box is not None

    def world(longitude: float, latitude: float) -> tuple[float, float]:
        north = math.asinh(math.tan(math.radians(latitude)))
        return (longitude + 180) / 360 * 512 * 2**zoom, (math.pi - north) / (2 * math.pi) * 512 * 2**zoom

    (x, y), (middle_x, middle_y) = world(*place), world(*middle)
    return box["x"] + box["width"] / 2 + x - middle_x, box["y"] + box["height"] / 2 + y - middle_y
