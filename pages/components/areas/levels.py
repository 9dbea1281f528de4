"""Sentences and tables of the screen of problem levels, built from the answers of its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.components import notes
from pages.components.areas.degrees import trends
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, is_missing, uncapitalised
from queries.row_types import AnsweredLevel, AreaCount, LevelChange, Record, Source

ARROWS = ("improved", "unchanged", "worsened")


def unit(t: Text) -> str:
    return t("problem level, from 1 (no problem) to 5 (a very large problem)")


def how_arrows_read(t: Text) -> str:
    return t(
        "↑ the level has fallen by more than 0.2, which the police call an improvement. → it has changed by 0.2 at most. ↓ it has risen by more than 0.2, a deterioration."
    )


# ---- sentences --------------------------------------------------------------------------------------------------


def answer(t: Text, changes: Sequence[LevelChange], phrases: dict[str, str]) -> str:
    """The level of the last chosen year; empty where only parts have one.

    ``changes`` is the answer of the question ``problem_level_changes``; ``phrases`` names the categories.
    """
    return next(iter(levels(t, of_last_year(changes, "total"), phrases)), "")


def support(t: Text, changes: Sequence[LevelChange], phrases: dict[str, str], parts: dict[str, str]) -> list[str]:
    """Where the level is highest and lowest, how it moved by the police's own rule, and which ``parts`` moved."""
    totals = of_last_year(changes, "total")
    return [
        *levels(t, totals, phrases)[1:],
        " ".join(moved(t, totals, phrases)),
        *parts_moved(t, of_last_year(changes), parts),
    ]


def of_last_year(changes: Sequence[LevelChange], part: str | None = None) -> list[LevelChange]:
    """The changes until the last chosen year, of one part or of all of them. One publication speaks for each category and part:
    rows come in order of publication."""
    last = max(row["last_year"] for row in changes)
    rows = {(row["part"], row["area_category"]): row for row in changes if row["last_year"] == last}.values()
    return [row for row in rows if part in (None, row["part"])]


def caveat(t: Text, years: Sequence[int]) -> str:
    """What changes the meaning of the figures most: that groups differ between years, or who made the ratings."""
    if len(years) > 1:
        return t(
            "**The categories are not made of the same areas in all years.** A changed level need not mean that anything has changed in a single area."
        )
    return t("The levels are the police's own ratings.")


def levels(t: Text, totals: Sequence[LevelChange], phrases: dict[str, str]) -> list[str]:
    """How high the total level is, on which scale, and where it is highest and lowest."""
    if not totals:
        return []
    known = {row["area_category"]: row["last_value"] for row in totals}
    one = next((row for row in totals if row["area_category"] == "all_areas"), totals[0])
    said = [
        t(
            "In {year} the problem level was **{value}** {where}, on a scale from 1 (no problem) to 5 (a very large problem).",
            year=one["last_year"],
            value=t.number(one["last_value"], 1),
            where=phrases[one["area_category"]],
        )
    ]
    kinds = {category: level for category, level in known.items() if category != "all_areas"}
    highest, lowest = max(kinds.values(), default=0), min(kinds.values(), default=0)
    if highest > lowest:
        said.append(
            t(
                "It was highest {highest} ({high}) and lowest {lowest} ({low}).",
                highest=t.listed([phrases[category] for category, level in kinds.items() if level == highest]),
                high=t.number(highest, 1),
                lowest=t.listed([phrases[category] for category, level in kinds.items() if level == lowest]),
                low=t.number(lowest, 1),
            )
        )
    return said


def moved(t: Text, totals: Sequence[LevelChange], phrases: dict[str, str]) -> list[str]:
    """How the total level moved between the first and the last chosen year."""
    if not totals:
        return []
    by_arrow = {arrow: [row for row in totals if row["arrow"] == arrow] for arrow in ARROWS}
    fell, same, rose = (
        t.listed([from_to(t, phrases[row["area_category"]], row) for row in by_arrow[arrow]]) for arrow in ARROWS
    )
    moves = [t("fell {places}", places=fell)] if fell else []
    moves += [t("rose {places}", places=rose)] if rose else []
    span = {"first": totals[0]["first_year"], "last": totals[0]["last_year"]}
    if not moves:
        unchanged = t(
            "From {first} to {last} the total level was unchanged {places}, if the police's limit for single areas (±0.2) is applied to these means.",
            places=same,
            **span,
        )
        return [unchanged] if same else []
    said = [
        t(
            "From {first} to {last} the total level {moves}, if the police's limit for single areas (±0.2) is applied to these means.",
            moves=t.listed(moves),
            **span,
        )
    ]
    if same:
        said.append(t("It was unchanged {places}.", places=same))
    return said


def parts_moved(t: Text, rows: Sequence[LevelChange], parts: dict[str, str]) -> list[str]:
    """Which parts moved, which the source gives for all areas together."""
    named: dict[str, list[str]] = {}
    for row in rows:
        if row["part"] != "total" and row["area_category"] == "all_areas" and row["arrow"]:
            named.setdefault(row["arrow"], []).append(from_to(t, uncapitalised(parts[row["part"]]), row))
    moves = [t("{parts} rose", parts=t.listed(named["worsened"]))] if "worsened" in named else []
    moves += [t("{parts} fell", parts=t.listed(named["improved"]))] if "improved" in named else []
    return [t("Of the parts, in all according to the source, {moves}.", moves=t.listed(moves))] if moves else []


def from_to(t: Text, name: str, row: LevelChange) -> str:
    return t(
        "{name} ({first} to {last})",
        name=name,
        first=t.number(row["first_value"], 1),
        last=t.number(row["last_value"], 1),
    )


# ---- tables -----------------------------------------------------------------------------------------------------


def printed_table(
    t: Text,
    caption: str,
    first: Column,
    series: Sequence[Record],
    changes: Sequence[Record],
    years: Sequence[int],
    sources: Mapping[str, Source],
    other: Column,
    remarks: Sequence[str] = (),
) -> Table:
    """A row a category or a part and a column a year; change and arrow, marked as computed.

    ``series`` and ``changes`` are rows of the questions ``problem_levels`` and ``problem_level_changes``; ``first`` is
    the column that tells the rows apart, ``other`` the one that is the same in all of them, which the files take along.
    ``remarks`` are what else must stand below the table.
    """
    columns = [first]
    several = len({row[first.id] for row in changes}) < len(changes)  # the same levels, published more than once
    if several:
        published = {id_: source["published"] or "" for id_, source in sources.items()}
        columns.append(Column("source", t("Published"), labels=published))
    headers = len(columns)
    columns += [Column(str(year), str(year), 1) for year in years]
    if len(years) > 1:
        span = f"{years[0]}–{years[-1]}"
        columns += [
            Column("change", t("Change {span}", span=span), 1, computed=True, signed=True),
            Column("arrow", t("With the police's limit ±0.2"), labels=trends(t), computed=True),
        ]
    columns += [Column(other.id, other.title, labels=other.labels, unseen=True), Column("unit", t("Unit"), unseen=True)]
    if not several:
        lines = notes.lines_by_id(t, sources)
        columns.append(Column("source", t("Source"), labels=lines, unseen=True))
    columns.append(Column("note", t("Note"), unseen=True))

    values = {(row[first.id], row["source"], row["year"]): row["value"] for row in series}
    note = " ".join(
        [t("Rounded by the source to one decimal. The police count a change of 0.2 at most as unchanged."), *remarks]
    )
    rows = []
    for row in changes:
        spans = (row["first_year"], row["last_year"]) == (years[0], years[-1])
        cells: dict[str, Any] = {str(year): values.get((row[first.id], row["source"], year)) for year in years}
        cells |= {name: row[name] for name in (first.id, other.id, "source")}
        cells |= {name: row[name] if spans else None for name in ("change", "arrow")}
        cells |= {"unit": unit(t), "note": note}
        rows.append([cells[column.id] for column in columns])
    shown = [number for number, column in enumerate(columns) if not column.unseen]
    missing = any(is_missing(row[number]) for row in rows for number in shown)
    below = [how_arrows_read(t)] if len(years) > 1 else []
    below += [*remarks, *([WhyEmpty(t("The source gives no figure."))] if missing else [])]
    return Table(caption, columns, rows, row_headers=headers, remarks=below)


def not_the_same(t: Text, numbers: Sequence[AreaCount], labels: dict[str, str], years: Sequence[int]) -> str:
    """That a category is not made of the same areas in the first and the last year; empty for a single year.

    ``numbers`` are rows of the question ``assessed_areas``.
    """
    if len(years) < 2:
        return ""
    found = {(row["area_category"], row["year"]): row["areas"] for row in numbers if row["role"] == "category"}
    parts = [
        f"{uncapitalised(labels[id_])} {t.number(found[id_, years[0]], 0)} ({years[0]}), "
        f"{t.number(found[id_, years[-1]], 0)} ({years[-1]})"
        for id_ in labels
        if found.get((id_, years[0])) is not None
        and found.get((id_, years[-1])) is not None
        and found[id_, years[0]] != found[id_, years[-1]]
    ]
    if parts:
        return t(
            "The categories are not made of the same areas in all years. Number of areas: {parts}. A changed level therefore need not mean that anything has changed in a single area.",
            parts="; ".join(parts),
        )
    return t(
        "The categories are not made of the same areas in all years. A changed level therefore need not mean that anything has changed in a single area."
    )


def reasons(t: Text) -> dict[str, str]:
    """Why an area has no change and no arrow."""
    return {
        "incomplete": t("No arrow: not all 80 questions are answered."),
        "no_year_before": t("No arrow: there are no answers for the year before."),
        "incomplete_before": t("No arrow: not all 80 questions were answered the year before."),
    }


def own_answers(t: Text) -> str:
    return t(
        "The levels are computed from answers to the questions of the method support that whoever runs this dashboard has put into it. They are not in the report."
    )


def answers_table(t: Text, answered: Sequence[AnsweredLevel], parts: dict[str, str], decimals: int) -> Table:
    """A row an area and year with the level in all and of each part, computed from answers.

    ``answered`` is the answer of the question ``answered_levels``; ``decimals`` are those of levels.
    """
    columns = [
        Column("area", t("Area"), labels={row["area"]: row["name"] for row in answered}),
        Column("year", t("Year"), 0, grouped=False),
    ]
    headers = len(columns)
    columns += [
        Column("total", parts.get("total", t("Level")), decimals, computed=True),
        Column("change", t("Change from the year before"), decimals, computed=True, signed=True),
        Column("arrow", t("By the police's rule"), labels=trends(t), computed=True),
    ]
    columns += [Column(id_, label, decimals, computed=True) for id_, label in parts.items() if id_ != "total"]
    columns += [
        Column("answers", t("Questions answered"), 0),
        Column("uncertainty", t("Mean uncertainty, 1–5"), 1, computed=True),
        Column("uncertain", t("Answers with an uncertainty"), 0),
        Column("unit", t("Unit"), unseen=True),
        Column("reason", t("Why there is no arrow"), labels=reasons(t), unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    by_area: dict[tuple[str, int], dict[str, Any]] = {}
    for row in answered:
        cells = by_area.setdefault((row["area"], row["year"]), {})
        cells[row["part"]] = row["level"]
        if row["part"] == "total":
            cells |= {**row, "total": row["level"], "unit": unit(t), "note": own_answers(t)}
    rows = [[cells.get(column.id) for column in columns] for cells in by_area.values()]
    marks = {
        (number, "arrow"): reasons(t)[cells["reason"]]
        for number, cells in enumerate(by_area.values())
        if cells.get("reason")
    }
    caption = t("Problem level by area, computed from answers. From 1 (no problem) to 5 (a very large problem)")
    shown = [number for number, column in enumerate(columns) if column.id in (*parts, "uncertainty")]
    missing = any(is_missing(row[number]) for row in rows for number in shown)
    remarks = [how_arrows_read(t)] if any(row["arrow"] for row in answered) else []
    remarks += [WhyEmpty(t("There are no answers."))] if missing else []
    return Table(caption, columns, rows, notes=marks, row_headers=headers, remarks=remarks)
