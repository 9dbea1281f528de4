"""What the published figures lack: named, with who has it and the columns in which this dashboard reads it.

No authority says what a municipality must have; these are what prevention usually rests on beside reported offences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.paper.passages import Box
from pages.components.text import Text, uncapitalised

MUNICIPALITY = "Kommun"
"""The column of figures that are of the whole municipality."""

IDS = ("survey", "events", "living", "police", "consequences")


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One kind of figure or knowledge: ``what`` it is, ``who`` has it, ``to`` whom a letter can go, ``table`` what it asks
    for, and the ``columns`` of the table with an example row; none where it is told in words."""

    id: str
    heading: str
    what: str
    who: str
    to: Sequence[str]
    table: str
    columns: Sequence[str] = ()
    example: Sequence[str] = ()


def every(t: Text, place: str) -> list[Missing]:
    """All of them, in the order of the chapter. The columns are read in Swedish whatever the language of the page."""
    return [*by_area(t), *of_others(t, place)]


def by_area(t: Text) -> list[Missing]:
    """What is to be had for the parts of the municipality."""
    police, housing = t("the local police area"), t("the housing company")
    return [
        Missing(
            id="survey",
            heading=t("Survey of safety"),
            what=t(
                "How safe residents feel, what they have been exposed to, and whether they reported it. Reported offences do not show that."
            ),
            who=t(
                "Whoever has made a survey in the municipality: itself, the police or a housing company. Brå makes the national one; ask which areas it is told for."
            ),
            to=(police, housing, t("the municipality's statistician")),
            table=t("Share of those who answered that feel unsafe outdoors in the evening, by area and year"),
            columns=("Område", "År", "Andel otrygga (procent)"),
            example=("Centrum", "2025", "31,5"),
        ),
        Missing(
            id="events",
            heading=t("Events in the parts of the municipality"),
            what=t(
                "Where in the municipality it happens. The published figures are of the whole municipality and of no part of it."
            ),
            who=t(
                "The local police area; the municipality's own records of damage and alarms; the rescue service; housing companies."
            ),
            to=(police, t("the rescue service"), housing, t("the municipality's property office")),
            table=t("Number of events by area, kind and year"),
            columns=("Område", "Händelse", "År", "Antal"),
            example=("Centrum", "Skadegörelse", "2025", "84"),
        ),
        Missing(
            id="living",
            heading=t("Living conditions"),
            what=t("Such as work, school, income and housing in the parts of the municipality."),
            who=t("The municipality's own statistics, often ordered from Statistics Sweden."),
            to=(t("the municipality's statistician"),),
            table=t("Share without work, by area and year"),
            columns=("Område", "År", "Andel utan arbete (procent)"),
            example=("Centrum", "2025", "7,4"),
        ),
    ]


def of_others(t: Text, place: str) -> list[Missing]:
    """What the police, Brå and insurers know of the whole municipality."""
    return [
        Missing(
            id="police",
            heading=t("The police's local picture"),
            what=t("What the police know of places, times and ways of going about it that no statistics show."),
            who=t("The local police area of {place}.", place=place),
            to=(t("the local police area"),),
            table=t(
                "A picture in words, as far as it can be given out: places, times, who is exposed, what has changed"
            ),
        ),
        Missing(
            id="consequences",
            heading=t("What came of it"),
            what=t("How many offences were cleared up and led to court, and what they cost."),
            who=t(
                "Brå, for offences cleared up and persons found guilty; the municipality's insurance and property companies, for costs."
            ),
            to=(t("Brå"),),  # of cleared offences insurers know nothing
            table=t("Offences cleared up, by municipality and year"),
            columns=(MUNICIPALITY, "År", "Antal uppklarade brott"),
            example=(place, "2025", "1240"),
        ),
    ]


def untold(t: Text, place: str, groups: Sequence[str]) -> Missing:
    """What would be needed where the figures of these groups give no answer."""
    listed = t.listed([uncapitalised(one) for one in groups])
    return Missing(
        id="untold",
        heading=t("Figures that cannot be told from chance"),
        what=t(
            "Of {groups} the yearly figures give no answer. Figures of quarters or of parts of the municipality can.",
            groups=listed,
        ),
        who=t("The local police area of {place}.", place=place),
        to=(t("the local police area"),),
        table=t("Reported offences of these kinds by quarter: {groups}", groups=listed),
        columns=(MUNICIPALITY, "Brott", "Kvartal", "Antal"),
        example=(place, groups[0], "2025K1", "84"),
    )


def box(t: Text, one: Missing) -> Box:
    """The empty box of the document."""
    form = [(t("Form"), t("Columns: {columns}.", columns=", ".join(one.columns)))] if one.columns else []
    lines = [
        (t("What it is"), one.what),
        (t("Who has it"), one.who),
        (t("What to ask for"), f"{one.table}."),
        *form,
    ]
    return Box(one.id, t("Missing: {what}", what=uncapitalised(one.heading)), lines)
