"""Words about the assessed areas: how many there are, where one lies, and what each assessment said of it."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import notes
from pages.components.areas.degrees import Degrees
from pages.components.text import Text, swedish_order, uncapitalised
from queries.row_types import Area, AreaAssessment, AreaSuccession, AssessedArea, Concept


def trend(t: Text, concepts: Sequence[Concept], year: int) -> list[tuple[str, str]]:
    """What the arrows of the assessment of this year mean, with their name; ``concepts`` are the data's own words."""
    years = t("Here the level of {year} is compared with that of {before}.", year=year, before=year - 1)
    return [(name, f"{said} {years}") for name, said in notes.concepts(t, concepts, ["trend"])]


def police_trends(t: Text) -> dict[str, str]:
    """What the police say of an area's trend since the year before the assessment of 2025."""
    return {"positive": t("in the right direction"), "negative": t("in the wrong direction"), "stable": t("stable")}


def counts(rows: Sequence[AssessedArea], words: Degrees) -> dict[str, int]:
    """Number of areas by category, the most serious first."""
    found = {id_: sum(row["area_category"] == id_ for row in rows) for id_ in words.one}
    return {id_: number for id_, number in found.items() if number}


def in_numbers(rows: Sequence[AssessedArea], words: Degrees) -> str:
    """``1 särskilt utsatt område och 2 riskområden``."""
    return words.t.listed([words.counted(number, id_) for id_, number in counts(rows, words).items()])


def assessed(rows: Sequence[AssessedArea]) -> list[AssessedArea]:
    """The rows of areas that are vulnerable in some degree."""
    return [row for row in rows if row["degree"]]


def summary(
    t: Text, rows: Sequence[AssessedArea], every: Sequence[AssessedArea], words: Degrees, year: int, where: str = ""
) -> str:
    """How many areas there are where the reader looks, by category, and how many in the whole country.

    ``where`` is the chosen place with its preposition; empty for the whole country.
    """
    here, total = assessed(rows), len(assessed(every))
    values = {"year": year, "total": t.number(total, 0), "where": where}
    if not here and where:
        return t("No area {where} in the assessment of {year} fits what is chosen.", year=year, where=where)
    if not here:
        return t("None of the {total} areas of the assessment of {year} fits what is chosen.", **values)
    values |= {
        "count": t.in_words(len(here)),
        "Count": t.in_words(len(here)).capitalize(),
        "Where": where[:1].upper() + where[1:],
        "parts": in_numbers(here, words),
    }
    if len(here) == total:
        said = t("In {year} the police assessed {total} areas as vulnerable: {parts}.", **values)
    elif where:
        said = t("{Where} there are {count} of the {total} areas of the assessment of {year}: {parts}.", **values)
    else:
        said = t("{Count} of the {total} areas of the assessment of {year} are shown: {parts}.", **values)
    if len(rows) == len(here):
        return said
    others = t.plural(
        "The table also shows {count} area that was found not to be vulnerable.",
        "The table also shows {count} areas that were found not to be vulnerable.",
        len(rows) - len(here),
    )
    return f"{said} {others}"


def where_it_lies(t: Text, place: Area | AssessedArea) -> str:
    """One area's municipality, local police district and police region in words; ``place`` is a row of ``every_area``."""
    district = t("local police district {name}", name=place["police_district"]) if place["police_district"] else ""
    region = t("police region {name}", name=place["police_region"])
    where = ", ".join(filter(None, [place["municipality"], district, region]))
    return t("{area} lies in {place}.", area=place["name"], place=where)


def by_years(t: Text, history: Sequence[AreaAssessment], words: Degrees, years: Sequence[int]) -> str:
    """``riskområde 2015 och särskilt utsatt område 2017–2025``; ``years`` are those of all assessments."""
    spans: list[tuple[str, list[int]]] = []
    for entry in history:
        before = years.index(entry["year"]) - 1
        if spans and spans[-1][0] == entry["area_category"] and spans[-1][1][-1] == years[before]:
            spans[-1][1].append(entry["year"])
        else:
            spans.append((entry["area_category"], [entry["year"]]))
    parts = []
    for id_, found in spans:
        when = f"{found[0]}–{found[-1]}" if len(found) > 1 else str(found[0])
        parts.append(f"{uncapitalised(words.one[id_])} {when}")
    return t.listed(parts)


def came_from(
    t: Text, before: AreaSuccession, history: Sequence[AreaAssessment], words: Degrees, years: Sequence[int]
) -> str:
    """What an area was part of, or listed as, and how that was assessed. ``history`` is that of the area before."""
    values = {
        "year": history[-1]["year"],
        "area": before["predecessor_name"],
        "assessed": by_years(t, history, words, years),
    }
    if before["relation"] == "split":
        return t("Until {year} it was a part of {area}, which was assessed as {assessed}.", **values)
    return t("Until {year} it was listed as {area}, which was assessed as {assessed}.", **values)


def became(t: Text, after: Sequence[AreaSuccession]) -> str:
    """What became of an area that was divided, or is listed otherwise; empty where nothing did. ``after`` is a row an area that
    came from it."""
    if not after:
        return ""
    values = {"year": after[0]["year"], "areas": t.listed([row["name"] for row in after])}
    if after[0]["relation"] == "split":
        return t("From {year} on it is divided into {areas}.", **values)
    return t("From {year} on it is listed as {areas}.", **values)


def about_one(
    t: Text,
    place: Area | AssessedArea,
    history: Sequence[AreaAssessment],
    words: Degrees,
    years: Sequence[int],
    year: int,
    is_shown: bool,
    related: Sequence[str] = (),
) -> str:
    """One area in words: where it lies, its category at each assessment, what it came from and became, its trend.

    ``years`` are those of all assessments, ``year`` is the chosen one; ``is_shown`` tells whether the filters leave the
    area in map and table; ``related`` are sentences about the areas that it came from or became.
    """
    said = [where_it_lies(t, place), t("Assessed as {years}.", years=by_years(t, history, words, years)), *related]
    trends_ = [(entry["year"], entry["trend"]) for entry in history if entry["trend"]]
    if trends_:
        last, trend = trends_[-1]
        wordings = {
            "improved": t("The problem level fell by more than 0.2 from {before} to {year}: an improvement."),
            "unchanged": t("The problem level changed by 0.2 at most from {before} to {year}."),
            "worsened": t("The problem level rose by more than 0.2 from {before} to {year}: a deterioration."),
        }
        said.append(wordings[trend].format(before=last - 1, year=last))
    trend_since = str(place.get("police_trend"))
    if trend_since in ("positive", "negative"):
        way = police_trends(t)[trend_since]
        said.append(t("According to the police, {parts} since 2024.", parts=t("it goes {way}", way=way)))
    if all(entry["year"] != year for entry in history):
        said.append(t("{area} is not in the assessment of {year}.", area=place["name"], year=year))
    elif not is_shown:
        said.append(t("{area} does not fit what is chosen in the filters.", area=place["name"]))
    return " ".join(said)


def spoken(t: Text, rows: Sequence[AssessedArea], words: Degrees, year: int) -> str:
    """Alternative text of the map: how many areas of each category in each police region."""
    if not rows:
        return t("Map of Sweden without areas: none of the assessment of {year} fits what is chosen.", year=year)
    regions: dict[str, list[AssessedArea]] = {}
    for row in rows:
        regions.setdefault(row["police_region"], []).append(row)
    ordered = sorted(regions.items(), key=lambda item: swedish_order(item[0]))
    figures = "; ".join(f"{region}: {in_numbers(inside, words)}" for region, inside in ordered)
    return t(
        "Map of Sweden with the areas of the assessment of {year}, by police region. {figures}.",
        year=year,
        figures=figures,
    )
