"""The five steps of a local picture, as a path: what each is, what stands here of it, what was added, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.screens import PATHS


@dataclass(frozen=True, kw_only=True)
class Known:
    """How much there is: small areas (DeSO) with living conditions, areas with ratings, with answers to the 80 questions, with numbers by group; years with published
    problem levels; and areas in the latest assessment."""

    conditions: int
    rated: int
    answered: int
    counted: int
    levels: Sequence[int]
    assessed: int


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step. ``here`` are published figures in the dashboard, ``added`` what somebody has put in, ``missing`` what is needed
    and who has it; each empty where there is none. ``link`` leads to where it is shown, called ``link_title``."""

    title: str
    what: str
    here: str
    added: str
    missing: str
    link: str
    link_title: str


def models(t: Text) -> dict[str, str]:
    """What the models are called that need own files."""
    return {
        "stages": t("The stage model: four stages"),
        "cylinder": t("The cylinder model: four groups"),
        "phases": t("The phase model: three phases"),
    }


def steps(t: Text, known: Known, links: Mapping[str, str]) -> list[Step]:
    """The steps in their order (the report of 2021, section 2.1.1); ``links`` lead to the models on the same page."""

    def of_areas(count: int) -> str:
        return t.plural("{count} area has been added.", "{count} areas have been added.", count) if count else ""

    conditions = t("Living conditions in {count} small areas (DeSO).", count=t.number(known.conditions, 0))
    levels = t("Problem levels by area category {years}.", years=t.span(list(known.levels))) if known.levels else ""
    assessed = t.plural(
        "The history of {count} area in the latest assessment.",
        "The history of {count} areas in the latest assessment.",
        known.assessed,
    )
    return [
        Step(
            title=t("The stage model"),
            what=t(
                "Every local police district rates the conditions of its neighbourhoods, beside the strategic map of living conditions."
            ),
            here=conditions if known.conditions else "",
            added=of_areas(known.rated),
            missing=t("The police's ratings. They are not public."),
            link=links["stages"],
            link_title=t("The four stages"),
        ),
        Step(
            title=t("The 80 questions"),
            what=t(
                "Where a condition is in stage 3 or 4 the area is marked on a map, and 80 questions are answered on a scale of 1–5."
            ),
            here=levels,
            added=of_areas(known.answered),
            missing=t("The answers of single areas. The police have them."),
            link=PATHS["problem_levels"],
            link_title=t("Problem levels"),
        ),
        Step(
            title=t("The cylinder model"),
            what=t("Those who add to the criminal influence in the area are described in four groups."),
            here="",
            added=of_areas(known.counted),
            missing=t("How many there are in each group. Never who."),
            link=links["cylinder"],
            link_title=t("The four groups"),
        ),
        *last_steps(t, assessed if known.assessed else ""),
    ]


def last_steps(t: Text, assessed: str) -> list[Step]:
    """Those within the area that was marked. ``assessed`` says what is here of the assessments."""
    return [
        Step(
            title=t("Hot spots"),
            what=t("Places with established sale of narcotics are pointed out within the area."),
            here="",
            added="",
            missing=t("Places. The police have theirs; a municipality can show those of its own events."),
            link=PATHS["hot_spots"],
            link_title=t("Places of events"),
        ),
        Step(
            title=t("The area document"),
            what=t("What is known is summed up, as a basis for the national picture and the assessment of areas."),
            here=assessed,
            added="",
            missing=t("The document itself. A municipality makes a situation report of its own."),
            link=PATHS["areas"],
            link_title=t("Areas"),
        ),
    ]


def answer(t: Text, shown: Sequence[Step]) -> str:
    """The sentence at the top: how many steps there are figures of."""
    here, added = (sum(bool(getattr(step, name)) for step in shown) for name in ("here", "added"))
    numbers = {"all": t.in_words(len(shown)), "here": t.in_words(here), "added": t.in_words(added)}
    if added:
        return t(
            "The police make a local picture in **{all} steps**. Published figures of **{here}** of them are here, and own ones of **{added}**.",
            **numbers,
        )
    return t(
        "The police make a local picture in **{all} steps**. Published figures of **{here}** of them are here; the others need files of your own.",
        **numbers,
    )


def html(t: Text, shown: Sequence[Step]) -> str:
    """The steps as a path: beside each other where there is room, else below each other."""
    titles = {"here": t("Here"), "added": t("Added"), "missing": t("Missing")}
    items = []
    for step in shown:
        facts = "".join(
            f"<div><dt>{escape(title)}</dt><dd>{escape(getattr(step, name))}</dd></div>"
            for name, title in titles.items()
            if getattr(step, name)
        )
        link = f'<a href="{escape(step.link)}">{escape(step.link_title)}</a>'
        items.append(f"<li><h3>{escape(step.title)}</h3><p>{escape(step.what)}</p><dl>{facts}</dl>{link}</li>")
    label = escape(t("The steps of a local picture"))
    return f'<ol class="path figure" aria-label="{label}">{"".join(items)}</ol>'


def table(t: Text, shown: Sequence[Step]) -> Table:
    """The same as a table."""
    columns = [
        Column("step", t("Step"), decimals=0),
        Column("title", t("What it is called")),
        Column("what", t("What is done"), evident=True),
        Column("here", t("Here"), evident=True),
        Column("added", t("Added"), evident=True),
        Column("missing", t("Missing"), evident=True),
    ]
    rows = [
        [number, step.title, step.what, step.here or None, step.added or None, step.missing or None]
        for number, step in enumerate(shown, start=1)
    ]
    return Table(t("The steps of a local picture"), columns, rows, row_headers=2, stacked=True)
