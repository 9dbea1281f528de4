"""What is said of an offer before anything is written: what is new, what was revised and how much, what is missing."""

from __future__ import annotations

from collections.abc import Callable

from queries.update.figures import Change, by_year
from queries.update.offers import Offer
from queries.update.words import Listed, Said, number, say, say_number

SHOWN = 5
"""Of the largest changes, and of years with something missing, so many are named."""

Showing = Callable[..., None]
"""Shows a sentence, after some space where that is given."""


def report(offer: Offer, show: Showing, language: str) -> bool:
    """Say what is new, revised and missing; whether there is anything new."""
    statistic, found = offer.statistic, offer.comparison
    show(Said(statistic.label_sv if language == "sv" else statistic.label_en))
    show(say_number("{count} new figure", "{count} new figures", len(found.new)), "  ")
    for year, names in by_year([key for key, _ in found.new]).items():
        show(say_number("{year}: {count} figure", "{year}: {count} figures", len(names), year=str(year)), "    ")
    text = say_number(
        "{count} revised of {all} that are known already",
        "{count} revised of {all} that are known already",
        len(found.revised),
        all=found.compared,
    )
    show(text, "  ")
    for change in found.revised[:SHOWN]:
        show(said_change(change, language), "    ")
    if len(found.revised) > SHOWN:
        rest = say_number("and {count} smaller change", "and {count} smaller changes", len(found.revised) - SHOWN)
        show(rest, "    ")
    show(say_number("{count} missing in the answers", "{count} missing in the answers", len(found.missing)), "  ")
    missing = by_year(found.missing)
    for year, names in list(missing.items())[:SHOWN]:
        show(say("{year}: {places}", year=str(year), places=Listed(tuple(names))), "    ")
    if len(missing) > SHOWN:
        show(say_number("and in {count} other year", "and in {count} other years", len(missing) - SHOWN), "    ")
    if offer.lost:
        text = say_number(
            "{count} count goes, since its rate was revised and the new count is in no table: give Brå's table of the year"
            " with --bra",
            "{count} counts go, since their rates were revised and the new counts are in no table: give Brå's tables of the"
            " years with --bra",
            len(offer.lost),
        )
        show(text, "  ")
        for year, names in list(by_year(offer.lost).items())[:SHOWN]:
            show(say("{year}: {places}", year=str(year), places=Listed(tuple(names))), "    ")
    if offer.disagreeing:
        text = say_number(
            "{count} figure is another in Brå's table than in Kolada; Brå's is taken",
            "{count} figures are others in Brå's table than in Kolada; Brå's are taken",
            len(offer.disagreeing),
        )
        show(text, "  ")
        for change in offer.disagreeing[:SHOWN]:
            show(said_change(change, language), "    ")
    return found.is_news


MEASURES = {"count": say("number"), "per_1000": say("per 1,000 inhabitants"), "population": say("population")}


def said_change(change: Change, language: str) -> Said:
    return say(
        "{place} {year}, {measure}: {before} → {after} ({difference})",
        place=change.key.area,
        year=str(change.key.year),
        measure=MEASURES[change.measure],
        before=change.before,
        after=change.after,
        difference=number(change.after - change.before, language, signed=True),
    )
