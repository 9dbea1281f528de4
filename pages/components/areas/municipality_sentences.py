"""What the figures say of a municipality: its own areas, its neighbours', its police district's and region's."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.areas.around import Around
from pages.components.text import swedish_order
from queries.row_types import NearArea, NearbyArea, Neighbour


def paragraphs(view: Around, near: Sequence[NearArea]) -> list[str]:
    """A short paragraph each; ``near`` are the nearest areas of the chosen assessment, if they are to be said."""
    said = [own(view)]
    if near:
        said.append(nearest(view, near))
    return [*said, neighbours(view), district(view), region(view)]


def own(view: Around) -> str:
    """Whether the municipality has areas, which they are, and how many it has had."""
    t = view.t
    had: dict[str, list[int]] = {}
    for row in sorted(view.areas, key=lambda row: (swedish_order(row["name"]), row["year"])):
        if row["in_municipality"] and row["area_category"] in view.labels:
            had.setdefault(row["name"], []).append(row["year"])
    values = {"municipality": view.name, "year": str(view.year)}
    if not had:
        return " ".join(
            [
                t(
                    "{municipality} has no area in the police's national assessments {span}.",
                    municipality=view.name,
                    span=said_span(view.years),
                ),
                t(
                    "The police point out that there are problems in other places too, which have not reached the level needed to be included."
                ),
            ]
        )
    now = view.assessed("in_municipality")
    if not now:
        others = t.listed([f"{name} ({t.span(years)})" for name, years in had.items()])
        return " ".join(
            [
                t("{municipality} has no area in the police's assessment of {year}.", **values),
                t("In earlier assessments there was: {areas}.", areas=others)
                if all(year < view.year for years in had.values() for year in years)
                else t("In other assessments there is: {areas}.", areas=others),
            ]
        )
    said = [
        t.plural(
            "{municipality} has {count} area in the police's assessment of {year}.",
            "{municipality} has {count} areas in the police's assessment of {year}.",
            len(now),
            **values,
        )
    ]
    for category, label in view.labels.items():
        names = [row["name"] for row in now if row["area_category"] == category]
        if names:
            said.append(t("{category}: {areas}.", category=label, areas=t.listed(names)))
    said += trends(view, now)
    numbers = [f"{t.number(view.number('municipality', year), 0)}\u00a0({year})" for year in view.years]
    said.append(t("Number of areas in the assessments: {numbers}.", numbers=t.listed(numbers)))
    return " ".join(said)


def trends(view: Around, now: Sequence[NearbyArea]) -> list[str]:
    """The trend of the problem level, where the chosen assessment has one."""
    t = view.t
    by_trend: dict[str, list[str]] = {}
    for row in now:
        if row["trend"]:
            by_trend.setdefault(row["trend"], []).append(row["name"])
    wordings = {
        "improved": t("The problem level had improved since the year before in {areas}."),
        "unchanged": t("It was unchanged in {areas}.")
        if "improved" in by_trend
        else t("The problem level was unchanged since the year before in {areas}."),
        "worsened": t("It had worsened in {areas}.")
        if len(by_trend) > 1
        else t("The problem level had worsened since the year before in {areas}."),
    }
    return [wording.format(areas=t.listed(by_trend[trend])) for trend, wording in wordings.items() if trend in by_trend]


def neighbours(view: Around) -> str:
    """How many areas the neighbouring municipalities have, and which of them have none."""
    t = view.t
    if not view.neighbours:
        return t("On the map, {municipality} borders on no other municipality on land.", municipality=view.name)
    named = {row["neighbour"]: neighbour_name(view, row) for row in view.neighbours}
    count = dict.fromkeys(named, 0)
    for row in view.assessed("touch"):
        count[row["municipality_code"]] += 1
    ordered = sorted(named, key=lambda code: swedish_order(named[code]))
    none = t.listed([named[code] for code in ordered if not count[code]])
    there = [f"{named[code]}\u00a0{t.number(count[code], 0)}" for code in ordered if count[code]]
    if not there:
        return t(
            "None of its neighbours has an area in the assessment of {year}: {neighbours}.",
            year=view.year,
            neighbours=none,
        )
    said = t.plural(
        "Its neighbours have {count} area in the assessment of {year}: {neighbours}.",
        "Its neighbours have {count} areas in the assessment of {year}: {neighbours}.",
        sum(count.values()),
        year=view.year,
        neighbours=t.listed(there),
    )
    return " ".join([said, t("Neighbours without one: {neighbours}.", neighbours=none)]) if none else said


def neighbour_name(view: Around, row: Neighbour) -> str:
    return view.t("{name} (in a corner only)", name=row["name"]) if row["touch"] == "corner" else str(row["name"])


def district(view: Around) -> str:
    """The local police district and its areas, or that it is not known."""
    t, known = view.t, view.districts
    if not known:
        return t(
            "The sources of the assessments name the local police district only for areas that have been assessed, so not for {municipality}.",
            municipality=view.name,
        )
    number = view.number("police_district") or 0
    values = {"districts": t.listed(known), "year": str(view.year)}
    if len(known) == 1:
        said = t.plural(
            "The local police district {districts} has {count} area in the assessment of {year}.",
            "The local police district {districts} has {count} areas in the assessment of {year}.",
            number,
            **values,
        )
    else:
        said = t.plural(
            "The local police districts {districts} together have {count} area in the assessment of {year}.",
            "The local police districts {districts} together have {count} areas in the assessment of {year}.",
            number,
            **values,
        )
    elsewhere = [
        f"{row['name']} ({row['municipality']})" for row in view.assessed("in_district") if not row["in_municipality"]
    ]
    if elsewhere:
        return " ".join([said, t("In another municipality: {areas}.", areas=t.listed(elsewhere))])
    return " ".join([said, t("None of them lies in another municipality.")]) if number else said


def region(view: Around) -> str:
    """How many areas the police region has, by category."""
    t = view.t
    number = view.number("police_region") or 0
    values = {"region": view.region, "year": str(view.year)}
    if not number:
        return t("Police region {region} has no area in the assessment of {year}.", **values)
    parts = [
        view.words.counted(found or 0, category)
        for category, found in reversed(view.by_category("police_region").items())
    ]
    return t.plural(
        "Police region {region} has {count} area in the assessment of {year}: {parts}.",
        "Police region {region} has {count} areas in the assessment of {year}: {parts}.",
        number,
        parts=t.listed(parts),
        **values,
    )


def nearest(view: Around, near: Sequence[NearArea]) -> str:
    """Where the nearest areas lie, and how far away."""
    t = view.t
    places = [
        t(
            "{area} in {municipality} ({distance} km)",
            area=row["name"],
            municipality=row["municipality"],
            distance=t.number(row["distance"], 0),
        )
        for row in near
    ]
    return t(
        "The nearest areas in the assessment of {year} are {areas}, from the municipality's border as the crow flies (computed).",
        year=view.year,
        areas=t.listed(places),
    )


def said_span(years: Sequence[int]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
