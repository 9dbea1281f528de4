"""The signs of a column: which of :mod:`evidence` its name and cells show, how strongly, and what it is worth in each use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from queries.exports.columns.evidence import POINTS
from queries.exports.columns.labels import Label
from queries.exports.columns.profile import Profile
from queries.exports.values import cells, names
from queries.exports.words.concepts import is_base_form

Signs = Mapping[str, float]
"""Signs with their strength, from 0 to 1."""

COMMON = frozenset({"cells: numbers", "cells: capitals"})
"""Signs that add to a use but do not suggest one."""

FIGURES = ("count", "population", "rate", "share")

NUMBERS_ONLY = frozenset(
    {*FIGURES, "change", "mean", "limit", "goal", "yardstick", "cumulative", "latitude", "longitude"}
)

OF_FIGURES = frozenset({"number", "value", "population", "rate", "share", "total", "change", "mean", "activity"})
"""Concepts that say nothing of a column of texts."""

ASKED = 100.0
"""Points of a use that the reader says a column has."""

FEW = 10
"""Different values that a column of priorities has at most."""


@dataclass(frozen=True)
class Use:
    """A use that a column may have, with what its signs are worth for it."""

    name: str
    points: float
    signs: tuple[tuple[str, float], ...] = ()


def signs_of_name(label: Label, profile: Profile, has_header: bool) -> Iterator[tuple[str, float]]:
    """What the name shows."""
    if label.contract:
        yield "name: contract", 1
        return
    if label.partly:
        yield "name: some months", 1
    if label.span:
        yield "name: several years", 1
    if label.per:
        yield "name: per", 1
    if label.group:
        yield "name: group value", 1
    if label.period:
        yield "name: period", 1
    if label.part:
        yield "name: part value", 1
    for concept in sorted(label.concepts):
        yield f"name: {concept}", 1
    if label.concepts and label.concepts <= OF_FIGURES and profile["numbers"] < 0.3:
        yield "name: unknown", 1  # a word for figures over texts
    if is_change(label.name):
        yield "name: change", 1
    if not label.name:
        yield "name: none", 1
    elif not label.concepts and not (
        label.period or label.part or label.per or label.partly or label.span or label.group
    ):
        known = has_header and names.is_place(label.name) and any(letter.islower() for letter in label.name)
        yield ("name: known place" if known else "name: unknown"), 1


def is_change(name: str) -> bool:
    return name.replace(" ", "").startswith(("+/-", "±"))


def signs_of_cells(label: Label, profile: Profile) -> Iterator[tuple[str, float]]:
    """What the cells show."""
    if not profile.present:
        return
    numeric = profile["numbers"]
    if numeric > 0.6:
        yield "cells: numbers", numeric
        one_word = label.name.strip().casefold()
        is_number_of_place = "place" in label.concepts and " " not in one_word and is_base_form(one_word, "place")
        if profile["fractions"] > 0.2:
            yield "cells: fractions", 1
        negative, steady = profile["negative"], label.period is not None
        if negative > 0.4:
            yield "cells: mostly negative", 1
        elif negative > 0.1 and not steady:
            yield "cells: negative", 1
        if profile.distinct == 1 and len(profile.present) > 2:
            yield "cells: one number", 1
        plain = not (label.concepts or label.period or label.part or label.per)
        counted = is_number_of_place if "place" in label.concepts else plain and len(profile.present) > 7
        if profile.are_row_numbers and (not label.name or counted):
            yield "cells: row numbers", 1
        if profile.are_small and is_number_of_place:
            yield "cells: small numbers", 1
        said = label.concepts & {"place", "code", "of place"}
        if profile["places"] > 0.8 and (said or (profile.distinct > 2 and profile["offence codes"] > 0.8)):
            yield "cells: codes of places", 1
        is_coded = "code" in label.concepts or any(text.startswith("0") for text in profile.kinds)
        if is_coded and label.concepts & {"offence", "of offence"} and profile["offence codes"] == 1:
            yield "cells: offence codes", 1
        for sign in ("latitudes", "longitudes"):
            if profile[sign] > 0.5 and label.concepts & {"latitude", "longitude", "coordinate"}:
                yield f"cells: {sign}", profile[sign]
    elif profile["places"] > 0.1 and not profile["countries"] > 0.5:
        yield "cells: places", min(1.0, profile["places"] * 1.5)
    if profile["per cent"] > 0.5:
        yield "cells: per cent", 1
    if profile["whole years"]:
        yield "cells: whole years", 1
        return
    yield from signs_of_time(label, profile)
    if profile.are_categories:
        yield "cells: categories", 1
    elif profile["measures"]:
        yield "cells: measures", 1
    if numeric < 0.6:
        yield from signs_of_texts(label, profile)


def are_short_days(label: Label, profile: Profile) -> bool:
    """Whether the cells are dates of six digits: the name says that they are dates, and few of them are months of a year."""
    return "date" in label.concepts and profile["short days"] > max(0.9, profile["years"])


def signs_of_time(label: Label, profile: Profile) -> Iterator[tuple[str, float]]:
    if are_short_days(label, profile):
        yield "cells: days", 1
        return
    if profile["days"] > 0.5:
        yield "cells: days", profile["days"]
        if profile.distinct > 1:
            yield "cells: days that differ", profile.distinct / len(profile.present)
    among = 0.3 < profile["years"] < 0.9 and not label.concepts & {"year", "part", "date"}
    if among:
        yield "cells: years among texts", 1
    elif profile["years"] > 0:
        yield "cells: years", profile["years"]
    if profile["several years"] > 0.5:
        yield "cells: several years", 1
    if profile["parts"] > 0.6:
        yield "cells: parts", profile["parts"] if label.concepts & {"part", "year"} or not profile.are_small else 0
    if cells.parts_counted(label.name) and profile.are_small:
        yield "cells: parts by number", 1
    if profile["some months"] > 0.3 and profile["numbers"] < 0.6:
        yield "cells: some months", profile["some months"]


def signs_of_texts(label: Label, profile: Profile) -> Iterator[tuple[str, float]]:
    if profile["area codes"] > 0.5 and "code" in label.concepts:
        yield "cells: codes of places", 1
        return
    for name in (
        "area codes",
        "offences",
        "groups",
        "countries",
        "codes",
        "long",
        "capitals",
        "like places",
        "kinds of places",
        "yes or no",
    ):
        if profile[name] > 0.2:
            yield f"cells: {name}", profile[name]
    if profile.distinct == 1:
        yield "cells: one text", 1


def uses(label: Label, profile: Profile, signs: Signs, asked: str = "") -> list[Use]:
    """What the column may be used for, the likeliest first; ``asked`` is the use that the reader says it has."""
    found: dict[str, list[tuple[str, float]]] = {}
    for sign, strength in signs.items():
        for use, points in POINTS.get(sign, {}).items():
            named = label.contract if use == "itself" else use
            found.setdefault(named, []).append((sign, round(points * strength, 2)))
    if asked:
        return [Use(asked, ASKED, tuple(found.get(asked, ())))]
    made = [
        Use(use, round(sum(points for _, points in there), 2), tuple(there))
        for use, there in found.items()
        if is_possible(use, label, profile) and any(points > 0 and sign not in COMMON for sign, points in there)
    ]
    there = {use.name for use in made}
    if profile.present and profile["numbers"] > 0.6 and "count" not in there and is_possible("count", label, profile):
        made.append(Use("count", sum(points for _, points in found.get("count", ())), tuple(found.get("count", ()))))
    if not there & {"description", "count"}:
        made.append(Use("description", 0.0))
    if not profile.present and not any(use.name in FIGURES for use in made):
        made = [Use("empty", 30.0)]
    return sorted(made, key=lambda use: -use.points)


def is_possible(use: str, label: Label, profile: Profile) -> bool:
    """Whether the cells allow the use at all."""
    if not profile.present:
        said = label.concepts & {"number", "population", "share", "rate"}
        return use in FIGURES and bool(label.period or label.part or label.per or said)
    numeric = profile["numbers"]
    if use == "count" and label.concepts & {"mean", "change", "limit", "goal", "yardstick", "cumulative"}:
        return False
    if use in NUMBERS_ONLY:
        words = label.concepts & {"number", "population", "share", "rate", "value"}
        if use in FIGURES and profile["negative"] > 0.4:
            return False
        return numeric > 0.6 or (numeric > 0.3 and bool(words or label.per or label.period))
    if use == "year":
        return profile["years"] > 0 and not (label.part and profile["years"] == 0)
    if use == "period":
        return max(profile["parts"], profile["some months"]) > 0.3 or bool(
            cells.parts_counted(label.name) and profile.are_small
        )
    if use == "date":
        return profile["days"] > 0.5 or are_short_days(label, profile)
    if use == "priority":
        return not label.group and (numeric < 0.6 or profile.distinct < FEW)
    if use == "measure":
        return bool(profile["measures"])
    if use in ("place", "place code") and numeric > 0.6:
        coded = profile["places"] > 0.5 or bool(label.concepts & {"code", "of place"}) or label.contract != ""
        return coded or (use == "place" and (profile.are_small or 0.3 < profile["years"] < 0.9))
    if use == "place code" and not label.contract:
        return max(profile["codes"], profile["places"], profile["area codes"]) > 0.5
    if use == "indicator" and numeric > 0.6:
        is_coded = "code" in label.concepts or any(text.startswith("0") for text in profile.kinds)
        return bool(label.contract) or (is_coded and profile["offence codes"] == 1)
    return True
