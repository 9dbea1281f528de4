"""What changed between two assessments, in sentences and as the rows of a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components.text import Text, is_missing, uncapitalised
from queries.row_types import (
    AreaCategory,
    AreaChange,
    AreaFlow,
    Record,
)

Numbers = Mapping[tuple[str, int], int]
"""Number of areas by category and year; there is none where the category did not exist."""

MOVED = ("more_serious", "less_serious", "added", "removed")


def flows(t: Text, rows: Sequence[AreaFlow], named: dict[str, str], changes: Sequence[AreaChange]) -> list[Record]:
    """The rows of the flow chart from the answers of the questions ``assessment_flows`` and ``assessment_changes``.

    A band of areas that moved names them.
    """
    names: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        if change["direction"] in MOVED:
            ends = category_of(change["first_category"]), category_of(change["last_category"])
            names.setdefault(ends, []).append(change["name"])
    found: list[Record] = []
    for row in rows:
        first, last = category_of(row["first_category"]), category_of(row["last_category"])
        spoken = t("{first} to {last}: {count}", first=named[first], last=named[last], count=t.number(row["areas"], 0))
        found.append(
            {
                "first": first,
                "last": last,
                "kept": row["direction"] == "unchanged",
                "areas": int(row["areas"]),
                "names": t.listed(names.get((first, last), [])),
                "spoken": spoken,
            }
        )
    return found


def category_of(value: object) -> str:
    """A category, or that the area was not among the assessed."""
    return "not_assessed" if is_missing(value) else str(value)


def ways(t: Text) -> dict[str, str]:
    """What the list of the areas that went each way is called, with their number."""
    return {
        "more_serious": t("To a more serious category: {count}"),
        "less_serious": t("To a less serious category: {count}"),
        "added": t("Added: {count}"),
        "removed": t("No longer included: {count}"),
        "unchanged": t("Same category: {count}"),
    }


# ---- sentences ----------------------------------------------------------------------------------------------------


def answer(t: Text, changes: Sequence[AreaChange], numbers: Numbers, categories: Sequence[AreaCategory]) -> str:
    """How many areas moved to another category between two assessments, and how many there were at each.

    ``changes`` is the answer of the question ``assessment_changes`` for two assessments.
    """
    first, last = changes[0]["first_year"], changes[0]["last_year"]
    total = next(row["id"] for row in categories if row["role"] == "sum")
    less, more = (sum(row["direction"] == way for row in changes) for way in ("less_serious", "more_serious"))
    values = {
        "first": first,
        "last": last,
        "less": _areas(t, less),
        "more": _areas(t, more),
        "before": t.number(numbers[total, first], 0),
        "after": t.number(numbers[total, last], 0),
    }
    return t(
        "From {first} to {last} **{less} moved to a less serious category** and {more} to a more serious one; the number of areas went from {before} to {after}.",
        **values,
    )


def _areas(t: Text, count: int) -> str:
    """``no area``, ``one area``, ``two areas``."""
    if count < 2:
        return t("one area") if count else t("no area")
    return t("{count} areas", count=t.in_words(count))


def by_category(t: Text, changes: Sequence[AreaChange], numbers: Numbers, categories: Sequence[AreaCategory]) -> str:
    """How many areas there were of each category, and how many came, went and stayed."""
    first, last = changes[0]["first_year"], changes[0]["last_year"]
    parts = [_from_to(t, row, numbers, first, last) for row in categories if row["role"] == "category"]
    said = t.listed([part for part in parts if part])
    return f"{said[:1].upper()}{said[1:]}. {_others(t, changes)}"


def splits(t: Text, changes: Sequence[AreaChange]) -> list[str]:
    """Which areas became several between the two assessments: why numbers that moved do not add up to those of the earlier."""
    parts: dict[str, list[str]] = {}
    for row in changes:
        if row["relation"] == "split" and row["first_name"]:
            parts.setdefault(row["first_name"], []).append(row["name"])
    if not parts:
        return []
    listed = "; ".join(
        t("{area} into {parts}", area=area, parts=t.listed(names)) for area, names in sorted(parts.items())
    )
    return [
        t(
            "{areas} became {parts}, which count as so many here: {names}.",
            areas=_areas(t, len(parts)).capitalize(),
            parts=t.in_words(sum(map(len, parts.values()))),
            names=listed,
        )
    ]


def outlines(t: Text, changes: Sequence[AreaChange]) -> list[str]:
    """Caveats: which areas have another name or another outline than in the assessment before."""
    last, said = changes[0]["last_year"], []
    renamed = [row for row in changes if row["relation"] == "renamed"]
    if renamed:
        names = [t("{area} (before: {before})", area=row["name"], before=row["first_name"]) for row in renamed]
        said.append(
            t(
                "Compared with the area that they came from, which had another name: {areas}. That they belong together is Lägesbild's reading of the boundaries.",
                areas=t.listed(names),
            )
        )
    redrawn = [row for row in changes if row["outline_change"] == "redrawn" and row["relation"] is None]
    if redrawn:
        said.append(
            t.plural(
                "{count} area of the same name has another boundary in {year} than in the assessment before.",
                "{count} areas of the same name have another boundary in {year} than in the assessment before.",
                len(redrawn),
                year=last,
            )
        )
    return said


def _from_to(t: Text, category: AreaCategory, numbers: Numbers, first: int, last: int) -> str:
    name = uncapitalised(t.field(category, "label"))
    before, after = numbers.get((category["id"], first)), numbers.get((category["id"], last))
    if before is None and after is None:
        return ""
    if before is None:
        return t("{category} {count} (a new category)", category=name, count=t.number(after, 0))
    if after is None:
        return t("{category} {count} (no category in {year})", category=name, count=t.number(before, 0), year=last)
    if before == after:
        return t("{category} {count} both times", category=name, count=t.number(after, 0))
    return t("{category} from {before} to {after}", category=name, before=t.number(before, 0), after=t.number(after, 0))


def _others(t: Text, changes: Sequence[AreaChange]) -> str:
    """How many areas came, went and kept their category."""
    counts = {way: sum(row["direction"] == way for row in changes) for way in (*MOVED, "unchanged")}
    if not any(counts[way] for way in MOVED):
        return t("No area changed category.")

    def some(way: str) -> str:
        number = counts[way]
        return (t("one") if number == 1 else t.in_words(number)) if number else t("no area")

    parts = [
        t("{count} came", count=some("added")),
        t("{count} went", count=some("removed")),
        t("{count} stayed in their category", count=some("unchanged")),
    ]
    said = t.listed(parts)
    return f"{said[:1].upper()}{said[1:]}."


def abolished(t: Text, categories: Sequence[AreaCategory], numbers: Numbers, first: int, last: int) -> list[str]:
    """A caveat for each category that only one of the two assessments has."""
    return [
        t(
            "{category} are a category in one of the two assessments only: an area may have moved for that reason alone.",
            category=t.field(row, "label"),
        )
        for row in categories
        if row["role"] == "category" and ((row["id"], first) in numbers) != ((row["id"], last) in numbers)
    ]
