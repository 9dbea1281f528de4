"""The models of the report in words, and own figures of them as tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text
from queries.row_types import InGroup, Phase, Stage

MARKED = 3
"""From this stage on an area is to be marked on a map and described in full."""


def stages(t: Text) -> dict[int, tuple[str, str]]:
    """Name and meaning of each stage (the report of 2021, section 2.1.1)."""
    return {
        1: (
            t("Temporarily weakened"),
            t("Offences happen now and then. How safe people feel suffers near the time and the place."),
        ),
        2: (
            t("Unstable"),
            t("Offences recur or persist. People may feel less safe, and trust the institutions of society less."),
        ),
        3: (
            t("Fragmented"),
            t(
                "Residents change what they do: they avoid places or move away. Social control declines, and there is more room for unwanted behaviour."
            ),
        ),
        4: (t("Dissolved"), t("The conditions of stage 3 have grown worse.")),
    }


def groups(t: Text) -> dict[str, str]:
    """The four groups of the cylinder model (the report of 2021, section 2.1.1)."""
    return {
        "A": t("Older criminals with roots in the neighbourhood, who can plan for the long term."),
        "B": t("Criminals in the neighbourhood who handle and guard criminal interests in the area."),
        "C": t(
            "Those who act out, have developed problem behaviour and copy the norms of the older ones. They help the criminals by keeping watch and running errands."
        ),
        "D": t("Those at risk, who have begun to break norms and are often in the same places as the criminals."),
    }


def phases(t: Text) -> dict[int, tuple[str, str, str]]:
    """What marks an area in each phase, what is aimed at, and what is done (the report of 2021, tableau 5, shortened)."""
    return {
        1: (
            t(
                "Visible problems, people feel unsafe, little trust in police and courts, few bear witness. Little room for foot patrols; work follows events."
            ),
            t(
                "Police and others can be in the area as a matter of course, and earn the trust of those who live there."
            ),
            t("More presence. Police and municipality work with what residents see as problems."),
        ),
        2: (
            t(
                "Police and others can move freely in the area again, events take less time, trust has grown, visible problems are fewer. Risk that priorities move elsewhere."
            ),
            t("Better relations with residents, more information, less crime, broad cooperation on the causes."),
            t("Prevention, dialogue and foot patrols, relations with the public and partners, more partners."),
        ),
        3: (
            t(
                "The area is felt to be calmer, the police have a better dialogue with residents, information flows better."
            ),
            t("Look at crime that is less visible."),
            t("Revise the picture of the problems, work on hidden crime and structures, with many authorities."),
        ),
    }


def phase_words(t: Text) -> Table:
    """The phases, each with what marks it, what is aimed at and what is done."""
    columns = [
        Column("phase", t("Phase")),
        Column("marks", t("What marks the area"), evident=True),
        Column("aim", t("Aim"), evident=True),
        Column("done", t("What is done"), evident=True),
    ]
    rows = [[t("Phase {number}", number=str(number)), *parts] for number, parts in phases(t).items()]
    return Table(t("The three phases"), columns, rows, stacked=True)


def phase_meanings(t: Text) -> list[tuple[str, str]]:
    """The same as headings with texts, for files."""
    table = phase_words(t)
    titles = [column.title for column in table.columns[1:]]
    return [
        (str(name), " ".join(f"{title}: {part}" for title, part in zip(titles, parts, strict=True)))
        for name, *parts in table.rows
    ]


def defined(headed: Sequence[tuple[str, str]]) -> str:
    """Words with what they mean, as a list."""
    items = "".join(f"<div><dt>{escape(word)}</dt><dd>{escape(meaning)}</dd></div>" for word, meaning in headed)
    return f'<dl class="defined">{items}</dl>'


def change(t: Text, row: Stage) -> str:
    """How the highest stage has changed since the latest earlier year; said with that year."""
    if row["highest_before"] is None or row["year_before"] is None:
        return WhyEmpty(t("no earlier year"))
    numbers = {"year": str(row["year_before"]), "before": str(row["highest_before"])}
    if row["highest"] > row["highest_before"]:
        return t("higher than in {year} (stage {before})", **numbers)
    if row["highest"] < row["highest_before"]:
        return t("lower than in {year} (stage {before})", **numbers)
    return t("the same as in {year}", year=numbers["year"])


def stage_table(t: Text, rows: Sequence[Stage]) -> Table:
    """A row an area and year."""
    names = stages(t)
    columns = [
        Column("area", t("Area")),
        Column("year", t("Year"), decimals=0, grouped=False),
        Column("highest", t("Highest stage"), computed=True),
        Column("marked", t("To be marked and described in full"), computed=True),
        Column("change", t("Since the latest earlier year"), computed=True),
        *(
            Column(f"stage_{number}", t("Conditions in stage {number}", number=str(number)), decimals=0, computed=True)
            for number in names
        ),
        Column("uncertainty", t("Mean uncertainty (1–5)"), decimals=1, computed=True),
    ]
    cells = [
        [
            row["name"],
            row["year"],
            f"{row['highest']}. {names[row['highest']][0]}",
            t("yes") if row["to_be_marked"] else t("no"),
            change(t, row),
            *(row["stage_1"], row["stage_2"], row["stage_3"], row["stage_4"]),
            row["uncertainty"],
        ]
        for row in rows
    ]
    return Table(t("Stages of areas"), columns, cells, row_headers=2)


def mark_of(t: Text, row: Phase) -> str:
    """What marked the beginning of a phase; in Swedish where nothing else is given."""
    return t.field(row, "mark") or row["mark_sv"]


def phase_table(t: Text, rows: Sequence[Phase]) -> Table:
    """A row a phase of an area."""
    columns = [
        Column("area", t("Area")),
        Column("phase", t("Phase"), decimals=0),
        Column("begins", t("Begins")),
        Column("ends", t("Ends")),
        Column("mark", t("What marked its beginning"), evident=True),
    ]
    cells = [
        [row["name"], row["phase"], row["begins"], row["ends"] or WhyEmpty(t("goes on")), mark_of(t, row)]
        for row in rows
    ]
    return Table(t("Phases of areas"), columns, cells, row_headers=2)


def period(t: Text, row: Phase) -> str:
    """From when until when a phase lasted, as exactly as it is known."""
    if row["ends"] is None:
        return t("since {begins}", begins=row["begins"])
    return f"{row['begins']}–{row['ends']}" if row["ends"] != row["begins"] else row["begins"]


def latest_phase(t: Text, rows: Sequence[Phase]) -> str:
    """The latest phase of an area within a sentence; empty where it has none."""
    if not rows:
        return ""
    number, when = str(rows[-1]["phase"]), period(t, rows[-1])
    return t("phase {number} of the phase model {when}", number=number, when=when)


def phase_of(t: Text, row: Phase) -> str:
    """A phase of an area, named beside others, with what marked its beginning."""
    number, mark = str(row["phase"]), mark_of(t, row)
    return t("{area}: phase {number} of the phase model. {mark}", area=row["name"], number=number, mark=mark)


def phase_strip(t: Text, rows: Sequence[Phase]) -> str:
    """The phases of an area beside each other, each below its time, with what marked its beginning."""
    if not rows:
        return ""
    items = []
    for row in rows:
        name, when = escape(t("Phase {number}", number=str(row["phase"]))), escape(period(t, row))
        mark = escape(mark_of(t, row))
        items.append(f'<li class="phase-{row["phase"]}"><span>{when}</span> <b>{name}</b> {mark}</li>')
    label = escape(t("Phases of the phase model"))
    return f'<ul class="phase-strip" aria-label="{label}">{"".join(items)}</ul>'


def group_table(t: Text, rows: Sequence[InGroup], smallest: int) -> Table:
    """A row an area and year, with the four groups beside each other; no sum."""
    found: dict[tuple[str, int], dict[str, int | None]] = {}
    for row in rows:
        found.setdefault((row["name"], row["year"]), {})[row["group_letter"]] = row["count"]
    hidden = WhyEmpty(t("hidden, fewer than {smallest}", smallest=str(smallest)))
    columns = [Column("area", t("Area")), Column("year", t("Year"), decimals=0, grouped=False)]
    columns += [Column(f"group_{letter}", t("Group {letter}", letter=letter), decimals=0) for letter in groups(t)]
    cells = []
    notes = {}
    for number, ((name, year), counts) in enumerate(found.items()):
        cells.append([name, year, *(counts.get(letter) for letter in groups(t))])
        for letter, count in counts.items():
            if count is None:
                notes[number, f"group_{letter}"] = hidden.why
    return Table(t("Numbers by group"), columns, cells, row_headers=2, notes=notes)
