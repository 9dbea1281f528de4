"""Sentences and table of the screen of encrypted phones, built from the answer of the question ``encrypted_phones``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pages.components import notes
from pages.components.charts import Row
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, uncapitalised
from queries.row_types import ComputedMeasure, FootprintShare, PhoneFigure, PopulationShare, Record, Source

DECIMALS = {"daily_footprints": 1, "unique_phones": 0}


def measures(t: Text) -> dict[str, str]:
    return {"daily_footprints": t("Daily footprints"), "unique_phones": t("Unique phones")}


def units(t: Text) -> dict[str, str]:
    return {
        "daily_footprints": t("daily footprints of Encrochat phones per area"),
        "unique_phones": t("unique Encrochat phones per area"),
    }


End = Literal["lowest", "highest"]
ENDS: tuple[End, ...] = ("lowest", "highest")


def end_of(row: PhoneFigure, end: End) -> tuple[str, float | None]:
    """The lowest or highest figure: as the source prints it, and the number, if that is one."""
    return (row["lowest_printed"], row["lowest"]) if end == "lowest" else (row["highest_printed"], row["highest"])


def printed(t: Text, row: PhoneFigure, end: End) -> str:
    """The lowest or highest figure as the source prints it, with the reader's decimal mark."""
    text, value = end_of(row, end)
    return text if value is None else t.number(value, len(text.partition(",")[2]))


def chart_rows(t: Text, phones: Sequence[PhoneFigure], measure: str, published: dict[str, str]) -> list[Row]:
    groups = [row["area_group"] for row in phones]
    return [
        {
            "name": t.field(row, "label")
            if groups.count(row["area_group"]) == 1
            else f"{t.field(row, 'label')} ({published[row['source']]})",
            "area_category": row["area_category"],
            "value": row["mean"],
            "lowest": row["lowest"],
            "highest": row["highest"],
            "shown": t.number(row["mean"], DECIMALS[measure]),
            "lowest_shown": printed(t, row, "lowest"),
            "highest_shown": printed(t, row, "highest"),
        }
        for row in phones
    ]


def answer(
    t: Text,
    phones: Sequence[PhoneFigure],
    measure: str,
    share: FootprintShare | None,
    population: PopulationShare | None,
    computed: Mapping[str, ComputedMeasure],
) -> str:
    """What share of the country's footprints the areas have, or else where the mean is highest.

    ``phones`` are the rows of the measure. ``share`` and ``population`` are rows of the questions ``areas_footprint_share`` and
    ``areas_population_share``, ``computed`` describes what is computed.
    """
    if share is None:
        return highest(t, phones, measure)[0]
    return in_all(t, share, population, int(computed["areas_footprint_share"]["decimals"] or 0))


def support(
    t: Text, phones: Sequence[PhoneFigure], chosen: Sequence[PhoneFigure], measure: str, has_share: bool
) -> list[str]:
    """What the chosen groups have, where the mean is highest, and how wide the range is.

    ``phones`` are the rows of the measure and ``chosen`` those that the filter leaves: what is highest is so among all
    of them; ``has_share`` is whether the answer is about the share.
    """
    means = [mean(t, row, measure) for row in chosen if row["area_category"]] if len(chosen) < len(phones) else []
    return [*means, *highest(t, phones, measure)[0 if has_share else 1 :]]


def caveat(t: Text) -> str:
    """What changes the meaning of the figures most."""
    return t("The figures are not per inhabitant, and only a limited group used the service.")


def in_all(t: Text, share: FootprintShare, population: PopulationShare | None, decimals: int) -> str:
    """The categories' share of the country's daily footprints, and of its inhabitants."""
    values = {"share": t.number(share["share_percent"], decimals), "areas": t.number(share["areas"], 0)}
    if population is None:
        return t(
            "In all, **{share} per cent** of the country's daily footprints come from the {areas} areas of the 2019 assessment.",
            **values,
        )
    return t(
        "In all, **{share} per cent** of the country's daily footprints come from the {areas} areas of the 2019 assessment, where some {population} per cent of the population live.",
        population=t.number(population["population_percent"], decimals),
        **values,
    )


def worded(t: Text, row: PhoneFigure, end: End) -> str:
    """The lowest or highest figure within a sentence; what the source prints as ``>0`` is more than 0."""
    text = printed(t, row, end)
    if text.startswith(">"):
        return t("more than {figure}", figure=text[1:])
    return t("less than {figure}", figure=text[1:]) if text.startswith("<") else text


def mean(t: Text, row: PhoneFigure, measure: str) -> str:
    """Mean and range of one group."""
    return t(
        "In {group} the mean was {mean} {unit}; single areas had between {lowest} and {highest}.",
        group=within(t, row),
        mean=t.number(row["mean"], DECIMALS[measure]),
        unit=units(t)[measure],
        lowest=worded(t, row, "lowest"),
        highest=worded(t, row, "highest"),
    )


def highest(t: Text, phones: Sequence[PhoneFigure], measure: str) -> list[str]:
    """Where the mean is highest of all groups, and where the highest figure of a single area is."""
    top = max(phones, key=lambda row: row["mean"])
    said = [
        t(
            "Of all groups the mean is highest in {group}: {mean} {unit}, but single areas there had between {lowest} and {highest}.",
            group=within(t, top),
            mean=t.number(top["mean"], DECIMALS[measure]),
            unit=units(t)[measure],
            lowest=worded(t, top, "lowest"),
            highest=worded(t, top, "highest"),
        )
    ]
    known = [row for row in phones if row["highest"] is not None]
    first = max(known, key=lambda row: row["highest"] or 0, default=top)
    if first is not top:
        said.append(
            t(
                "The highest figure of all, {highest}, is that of an area in another group: {group}.",
                highest=printed(t, first, "highest"),
                group=within(t, first),
            )
        )
    return said


def within(t: Text, row: PhoneFigure) -> str:
    """The group's label within a sentence."""
    return uncapitalised(t.field(row, "label"))


def table(t: Text, caption: str, phones: Sequence[PhoneFigure], measure: str, sources: Mapping[str, Source]) -> Table:
    """A row a group: mean, lowest, highest and, for footprints, the share of the country's."""
    decimals = DECIMALS[measure]
    labels = {row["area_group"]: t.field(row, "label") for row in phones}
    columns = [
        Column("area_group", t("Group of areas"), labels=labels),
        Column("areas", t("Number of areas"), 0),
        Column("mean", t("Mean"), decimals),
        Column("lowest", t("Lowest"), decimals),
        Column("highest", t("Highest"), decimals),
    ]
    if any(row["share_percent"] is not None for row in phones):
        columns.append(Column("share_percent", t("Share of the country's daily footprints, per cent"), 1))
    lines = notes.lines_by_id(t, sources)
    columns += [
        Column("lowest_printed", t("Lowest as printed"), unseen=True),
        Column("highest_printed", t("Highest as printed"), unseen=True),
        Column("unit", t("Unit"), unseen=True),
        Column("source", t("Source"), labels=lines, unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    note = t("Not per inhabitant or area. The source does not give the period measured.")
    around = {"unit": units(t)[measure], "note": note}
    rows = [[{**row, **around}[column.id] for column in columns] for row in phones]
    as_printed: dict[tuple[int, str], str] = {
        (number, end): printed(t, row, end) for number, row in enumerate(phones) for end in ENDS
    }
    return Table(caption, columns, rows, remarks=remarks(t, phones, columns), printed=as_printed)


def remarks(t: Text, phones: Sequence[PhoneFigure], columns: Sequence[Column]) -> list[str]:
    said = []
    ends = [end_of(row, end) for row in phones for end in ENDS]
    texts = [text for text, value in ends if value is None]
    if texts:
        said.append(
            t(
                "{printed} is the source's own expression: it gives no number. In the files the cell is empty, and what is printed stands in a column of its own.",
                printed=t.listed(list(dict.fromkeys(texts))),
            )
        )
    seen = {column.id for column in columns if not column.unseen} - {"lowest", "highest"}
    rows: Sequence[Record] = phones
    if any(row[name] is None for row in rows for name in seen):
        said.append(WhyEmpty(t("The source gives no figure.")))
    return said
