"""What the reader chose of the reported offences: group, years, municipalities, county and SKR group, from the address."""

from __future__ import annotations

from dataclasses import dataclass

import queries
from pages.components import address, filters
from pages.components.layout import filter_bar
from pages.components.text import Text, swedish_order, uncapitalised
from pages.sections import municipality_offences, reference
from queries.row_types import Indicator, Municipality

COUNTY, GROUP, LIST = "county", "group", "list"
"""The parameters of a county, of a group of SKR's, and of the list of all municipalities on request."""

FILTERS = (address.PLACE, COUNTY, GROUP, "year")
"""The parameters that can leave nothing to show."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """``municipalities`` are those that were named, ``within`` the names of those in the chosen county and group of SKR's,
    which ``together`` names; both are empty where nothing is chosen. ``lists_all`` is whether all are asked for."""

    indicator: str
    years: list[int]
    municipalities: list[Municipality]
    together: str
    within: list[str]
    lists_all: bool

    @property
    def year(self) -> int:
        """The year that the answer is about."""
        return self.years[-1]

    @property
    def is_everywhere(self) -> bool:
        """Whether no place is chosen, so that all of them are."""
        return not self.municipalities and not self.together

    @property
    def single(self) -> Municipality | None:
        """The municipality, where it alone is chosen."""
        return self.municipalities[0] if len(self.municipalities) == 1 and not self.together else None


def read(t: Text) -> Chosen:
    """The choice, as the address has it; what is not there is not chosen."""
    indicators = known_groups()
    indicator = address.one("indicator", list(indicators))
    every = list(indicators[indicator]["years"])
    asked = address.many("year", [str(year) for year in every], known_years())
    by_code = {row["code"]: row for row in queries.rows("municipalities")}
    codes = address.heeded(address.PLACE, list(by_code)) or []
    county = next(iter(address.heeded(COUNTY, list(counties())) or []), "")
    group = next(iter(address.heeded(GROUP, list(groups(t))) or []), "")
    of_county = [row for row in by_code.values() if (county or group) and county in ("", row["county_code"])]
    within = [row["name"] for row in of_county if group in ("", row["skr_group"])]
    return Chosen(
        indicator=indicator,
        years=[int(year) for year in asked] or every,
        municipalities=[by_code[code] for code in codes],
        together=named(t, county, group),
        within=within,
        lists_all=address.one(LIST, ["", "all"]) == "all",
    )


def known_groups() -> dict[str, Indicator]:
    """The groups of offences that have figures."""
    return {id_: row for id_, row in municipality_offences.groups().items() if row["years"]}


def known_years() -> list[str]:
    """The years that any page knows."""
    return sorted({str(year) for row in reference.dictionary().indicators.values() for year in row["years"]})


def counties() -> dict[str, str]:
    """The names of the counties, by code."""
    return {place["code"]: place["name"] for place in reference.geography().places if place["is_county"]}


def groups(t: Text) -> dict[str, str]:
    """The names of SKR's groups, by id."""
    return {row["id"]: t.field(row, "label") for row in queries.rows("skr_groups")}


def named(t: Text, county: str, group: str) -> str:
    """What the municipalities of a county and a group of SKR's are called together; empty for neither."""
    label = t("the group {group}", group=uncapitalised(groups(t)[group])) if group else ""
    if county and group:
        return t("{county}, {group}", county=counties()[county], group=label)
    return counties()[county] if county else label


def bar(t: Text, chosen: Chosen, beside: str = "") -> None:
    """The filters, folded to what is chosen; ``beside`` is what the figures are compared with."""
    indicators = known_groups()
    places = [row["name"] for row in chosen.municipalities] + ([chosen.together] if chosen.together else [])
    where = t.listed(places) if len(places) <= 3 else t("{count} places", count=t.in_words(len(places)))
    words = [
        t.field(indicators[chosen.indicator], "label"),
        t.span(chosen.years),
        where or t("all municipalities"),
        t("beside {yardstick}", yardstick=beside) if beside else "",
    ]
    with filter_bar.bar(words):
        labels = {id_: t.field(row, "label") for id_, row in indicators.items()}
        filters.segments("indicator", t("Offences"), list(labels), labels.__getitem__)
        names = {row["code"]: row["name"] for row in queries.rows("municipalities")}
        # The one that follows the reader stays the first, whatever is added.
        first = [row["code"] for row in chosen.municipalities[:1]]
        others = sorted(names.keys() - set(first), key=lambda code: swedish_order(names[code]))
        every, more = [*first, *others], t("Choose municipalities")
        # A list of all of them is sent only to whoever asks for it.
        filters.among_many(address.PLACE, t("Municipalities"), every, [], names.__getitem__, more, more, "offences")
        there = counties()
        filters.choice(COUNTY, t("County"), list(there), there.__getitem__, t("All counties"))
        kinds = groups(t)
        filters.choice(GROUP, t("SKR's group"), list(kinds), kinds.__getitem__, t("All groups"))
        single = chosen.single
        if single is not None:
            titles = municipality_offences.titles(t)
            offered = [id_ for id_ in municipality_offences.offered(single) if id_ != "own"]
            filters.segments("yardstick", t("Compare with"), offered, titles.__getitem__)
        years = [str(year) for year in indicators[chosen.indicator]["years"]]
        filters.pills("year", t("Year"), years, str, known_years())
