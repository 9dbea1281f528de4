"""What a reader's own files say of places: which file, municipality, types and times are chosen, and the hexagons of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import queries
from pages.components import address, filters
from pages.components.hot_spots import hexagon_map, words
from pages.components.layout import filter_bar
from pages.components.text import Text, uncapitalised
from pages.sections import municipality_areas, own_session, reference
from queries.exports.events.spots import Spots
from queries.places import hexagons
from queries.places.hexagons import WIDTHS, Gathered
from queries.statistics import hot_spots
from queries.statistics.hot_spots import Stability
from queries.statistics.tests import Verdict
from queries.store import hiding

USUAL = "350"
"""Metres that the hexagons are wide at first."""

WITHOUT_TYPE = "-"
"""In the address, events without a type."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What the reader has chosen: the file's events, the municipality, the rows that are left, two years (the same one twice
    where the file covers a single one), the hexagons' width, and all of it in words."""

    spots: Spots
    code: str
    place: str
    rows: NDArray[np.bool_]
    earlier: int
    later: int
    metres: int
    said: list[str]

    @property
    def years(self) -> list[int]:
        return sorted({self.earlier, self.later})


def with_places() -> dict[str, Spots]:
    """The reader's files with coordinates, by name."""
    return {one.file: one.spots for one in own_session.readings() if one.spots is not None}


def choose(t: Text, found: dict[str, Spots]) -> Chosen | None:
    """The filters; ``None`` where what is chosen leaves nothing."""
    name = address.one("file", list(found))
    spots = found[name]
    codes = codes_of(name, spots)
    there = own_session.once(f"spots_towns {name}", lambda: hexagons.municipalities(spots))
    if not there:
        return None
    towns = {code: town for town, code in reference.geography().municipalities.items()}
    code = address.one(address.PLACE, list(there))
    years = years_of(spots)
    types = [type_ or WITHOUT_TYPE for type_ in spots.types]
    titles = {type_: t("without a type") if type_ == WITHOUT_TYPE else type_ for type_ in types}
    days, parts = words.weekdays(t), words.bands(t)
    folded = [towns[code], *([titles[one] for one in address.many("type", types, types)][:1] if len(types) < 2 else [])]
    with filter_bar.bar([*folded, t.span(years[-2:]), widths_said(t, spots)]):
        if len(found) > 1:
            filters.segments("file", t("File"), list(found), str)
        code = filters.likeliest(
            address.PLACE, t("Municipality"), list(there), towns.__getitem__, t("Another place"), t("Choose a place")
        )
        later = int(filters.segments("to", t("Year"), [str(year) for year in years], str, str(years[-1])))
        before = [year for year in years if year < later]
        earlier = later
        if before:
            earlier = int(
                filters.segments("from", t("Compared with"), [str(year) for year in before], str, str(before[-1]))
            )
        kept = filters.pills("type", t("Type"), types, titles.__getitem__, types) if len(types) > 1 else types
        on = filters.pills("days", t("Weekday"), list(days), days.__getitem__, list(days))
        hours = (
            filters.pills("hours", t("Hours"), list(parts), parts.__getitem__, list(parts)) if spots.has_hours else []
        )
        width = filters.segments(
            "width", t("Width of the hexagons"), offered(t, spots), words.widths(t).__getitem__, at_first(t, spots)
        )
    rows = (codes == code) & np.isin(spots.type, [types.index(one) for one in kept])
    rows &= np.isin(spots.weekday, [int(day) for day in on])
    if spots.has_hours and len(hours) < len(parts):
        rows &= np.isin(spots.hour, [hour for part in hours for hour in words.BANDS[part]])
    said = [towns[code], t.span([earlier, later] if earlier != later else [later])]
    if len(kept) < len(types):
        said.append(t.listed([titles[one] for one in kept]))
    if len(on) < len(days):
        said.append(t.listed([uncapitalised(days[day]) for day in on]))
    if spots.has_hours and len(hours) < len(parts):
        said.append(t.listed([parts[part] for part in hours]))
    return Chosen(
        spots=spots,
        code=code,
        place=towns[code],
        rows=rows,
        earlier=earlier,
        later=later,
        metres=int(width),
        said=[*said, widths_said(t, spots)],
    )


def whole(t: Text, found: dict[str, Spots], code: str, place: str) -> Chosen | None:
    """All events of the file in the municipality, its last two years, in hexagons as wide as the address says; ``None`` where
    there are none."""
    name = address.one("file", list(found))
    spots = found[name]
    rows = codes_of(name, spots) == code
    if not rows.any():
        return None
    years = years_of(spots)[-2:]
    width = address.one("width", [at_first(t, spots), *offered(t, spots)])
    return Chosen(
        spots=spots,
        code=code,
        place=place,
        rows=rows,
        earlier=years[0],
        later=years[-1],
        metres=int(width),
        said=[place, t.span(years), name],
    )


def codes_of(name: str, spots: Spots) -> NDArray[np.str_]:
    """The municipality of each row of the file, found once."""
    return own_session.once(f"spots_codes {name}", lambda: hexagons.codes_of(spots))


def years_of(spots: Spots) -> list[int]:
    """The years that can be compared: the whole ones, or whatever there is."""
    return list(spots.whole_years) or sorted(set(spots.year.tolist()))


def widths_said(t: Text, spots: Spots) -> str:
    """The chosen width in words, as the address says it."""
    return words.widths(t)[address.one("width", [at_first(t, spots), *offered(t, spots)])]


def at_first(t: Text, spots: Spots) -> str:
    """The width that is shown until another is chosen; the narrowest there is where the file has only wider ones."""
    there = offered(t, spots)
    return USUAL if USUAL in there else there[0]


def offered(t: Text, spots: Spots) -> list[str]:
    """The widths that the file's hexagons can be joined to."""
    return [str(WIDTHS[one]) for one in sorted(WIDTHS, reverse=True) if one <= spots.resolution]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The hexagons with what is told of them."""

    gathered: Gathered
    verdicts: dict[int, Verdict]
    stability: Stability | None
    smallest: int

    def events(self, year: int, is_rest: bool = False) -> int:
        """How many events of the year are in hexagons of the chosen width, or in wider ones in their stead."""
        return sum(one.counts.get(year, 0) for one in self.gathered.hexagons if one.is_rest == is_rest)


def gathered(chosen: Chosen) -> Gathered:
    """The hexagons of what is chosen."""
    smallest = max(hiding.smallest(), hexagons.FEWEST)
    resolution = next(one for one, metres in WIDTHS.items() if metres == chosen.metres)
    return hexagons.gathered(chosen.spots, chosen.rows, chosen.years, resolution, smallest)


def of_one_width(found: Gathered) -> dict[int, dict[int, int]]:
    """The counts of the hexagons that are as wide as was asked for."""
    return {one.cell: one.counts for one in found.hexagons if not one.is_rest}


def stability_by_area(chosen: Chosen, outlines: Mapping[str, str]) -> dict[str, Stability]:
    """How many hexagons of each area were among the municipality's densest both years, by the area's id; ``outlines`` are
    GeoJSON geometries. Empty where there are too few events."""

    def made() -> dict[str, Stability]:
        found = gathered(chosen)
        parts = hexagons.inside([one for one in found.hexagons if not one.is_rest], outlines)
        years = list(chosen.spots.whole_years) or chosen.years
        return hot_spots.stability_of_parts(of_one_width(found), years, chosen.earlier, chosen.later, parts)

    return own_session.once(f"spots_areas {chosen.said} {chosen.metres}", made)


def shown(chosen: Chosen) -> Shown:
    """The hexagons of what is chosen. Single years of them are too small to be told below the same limit as elsewhere."""
    found = gathered(chosen)
    counts = {one.cell: one.counts for one in found.hexagons}
    narrow = of_one_width(found)
    years = list(chosen.spots.whole_years) or chosen.years
    is_compared = chosen.earlier != chosen.later and bool(counts)
    return Shown(
        gathered=found,
        verdicts=hot_spots.verdicts(counts, years, chosen.earlier, chosen.later) if is_compared else {},
        stability=hot_spots.stability(narrow, years, chosen.earlier, chosen.later),
        smallest=hiding.smallest(),
    )


def times(chosen: Chosen) -> dict[tuple[int, str], int]:
    """The events of the later year by weekday and part of the day."""
    spots = chosen.spots
    rows = chosen.rows & (spots.year == chosen.later)
    found: dict[tuple[int, str], int] = {}
    part_of = {hour: part for part, hours in words.BANDS.items() for hour in hours} if spots.has_hours else {}
    for day, hour, count in zip(
        spots.weekday[rows].tolist(), spots.hour[rows].tolist(), spots.count[rows].tolist(), strict=True
    ):
        key = (day, part_of.get(hour, ""))
        found[key] = found.get(key, 0) + count
    return found


def drawn(t: Text, chosen: Chosen, found: Shown) -> str:
    """The map, with its legend."""
    there = [
        hexagon_map.Drawn(outline=one.outline, count=one.total([chosen.later]), is_rest=one.is_rest)
        for one in found.gathered.hexagons
    ]
    year = max((row["year"] for row in reference.assessments()), default=0)
    areas = queries.rows("areas", assessment=year, categories=None, regions=None, place=chosen.code, trends=None)
    own, lands, places, _ = municipality_areas.what_lies_there(chosen.code, [row["area"] for row in areas], year)
    spoken = t(
        "Map of {place} with {count} hexagons by the number of events in {year}. The table has every number.",
        place=chosen.place,
        count=t.number(len(there), 0),
        year=str(chosen.later),
    )
    image = hexagon_map.image(t, there, [own, *lands], places, spoken)
    return f'<div class="figure hexagons">{image}</div>{hexagon_map.legend(t, there)}'
