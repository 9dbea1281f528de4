"""Hexagons of events: what is chosen is counted once, and none points at a home."""

from __future__ import annotations

import h3
import numpy as np
import pytest

from queries.exports.events import spots
from queries.exports.events.spots import Spots
from queries.places import hexagons

MIDDLE = h3.latlng_to_cell(63.8250, 20.2630, 10)
NEAR = sorted(h3.grid_ring(MIDDLE, 1))
FAR = h3.latlng_to_cell(64.2, 19.7, 10)  # some fifty kilometres away, in Vindeln


def made(*events: tuple[str, int, int]) -> Spots:
    """Events: hexagon, year, how many; all of one type, on a Monday, of no known hour."""
    columns = {
        "cell": [h3.str_to_int(cell) for cell, _, _ in events],
        "year": [year for _, year, _ in events],
        "type": [0] * len(events),
        "weekday": [1] * len(events),
        "hour": [-1] * len(events),
        "count": [count for _, _, count in events],
    }
    packed = tuple(np.array(columns[name], dtype=kept_as).tobytes() for name, kept_as in spots.TYPES.items())
    return Spots(resolution=10, types=("Rån",), packed=packed, whole_years=(2024, 2025))


def gathered(found: Spots, years: list[int], resolution: int = 10, smallest: int = 5) -> hexagons.Gathered:
    return hexagons.gathered(found, np.ones(len(found.cell), dtype=bool), years, resolution, smallest)


def test_hexagons_with_enough_events_stand_by_themselves_from_north_to_south() -> None:
    found = gathered(made((FAR, 2024, 5), (MIDDLE, 2024, 3), (MIDDLE, 2025, 4)), [2024, 2025])
    assert [(one.cell, one.counts, one.is_rest) for one in found.hexagons] == [
        (h3.str_to_int(FAR), {2024: 5}, False),
        (h3.str_to_int(MIDDLE), {2024: 3, 2025: 4}, False),
    ]
    assert found.outside == 0


def test_few_events_are_joined_with_their_neighbours_and_what_is_far_from_others_is_not_shown() -> None:
    siblings = sorted(h3.cell_to_children(h3.cell_to_parent(MIDDLE, 9), 10))[:3]
    found = gathered(made(*[(cell, 2025, 2) for cell in siblings], (FAR, 2025, 4)), [2024, 2025])
    (one,) = found.hexagons
    assert (one.cell, one.resolution, one.counts, one.is_rest) == (
        *(h3.str_to_int(h3.cell_to_parent(MIDDLE, 9)), 9),
        *({2025: 6}, True),
    )
    assert found.outside == 4  # never shown, at no width


@pytest.mark.parametrize("resolution", [8, 9, 10])
def test_every_event_is_in_one_hexagon_or_in_none(resolution: int) -> None:
    generator = np.random.default_rng(5)
    cells = sorted(h3.grid_disk(MIDDLE, 12))
    events = [(cell, int(year), int(generator.poisson(1.5))) for cell in cells for year in (2024, 2025)]
    found = gathered(made(*events), [2024, 2025], resolution)
    shown = sum(one.total([2024, 2025]) for one in found.hexagons)
    assert shown + found.outside == sum(count for _, _, count in events)
    assert all(one.total([2024, 2025]) >= 5 for one in found.hexagons)
    assert len({one.cell for one in found.hexagons}) == len(found.hexagons)


def test_years_that_are_not_chosen_hide_and_show_nothing() -> None:
    found = gathered(made((MIDDLE, 2023, 90), (MIDDLE, 2025, 4), (FAR, 2023, 90)), [2024, 2025])
    assert found.hexagons == []
    assert found.outside == 4


def test_a_hexagon_lies_in_the_municipality_of_its_middle() -> None:
    assert hexagons.municipalities(made((MIDDLE, 2025, 2), (FAR, 2025, 7))) == {"2404": 7, "2480": 2}


def test_corners_and_middle_are_those_of_the_hexagon() -> None:
    (one,) = gathered(made((MIDDLE, 2025, 9)), [2025]).hexagons
    assert len(one.outline) == 6
    longitude, latitude = one.middle
    assert (round(longitude, 2), round(latitude, 2)) == (20.26, 63.83)
    assert one.north_east == pytest.approx((7087000, 758500), abs=3000)
