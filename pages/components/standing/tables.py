"""Everything that was compared, as a table: a row a finding, in the order of the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.components import figures, notes
from pages.components.charts import Row
from pages.components.figures import series_of
from pages.components.indicator import certainty_tables
from pages.components.indicator import certainty_words as words
from pages.components.indicator import overview as overview_parts
from pages.components.indicator.certainty_tables import TIMES, finite
from pages.components.standing import words as standing_words
from pages.components.standing.words import Item, Views, view_of
from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.components.view import View
from queries.statistics import standing_out
from queries.statistics.standing_out import Finding, Standing
from queries.statistics.variation import Spread

PER_YEAR = 3
P = 4
WAYS: dict[str, str] = {"higher": "rises", "lower": "falls", "no_difference": "no_change"}
"""What a change is called in the files, where a level is higher or lower."""


def names(t: Text) -> dict[str, str]:
    """The lists, short enough for a column, in their order."""
    return {
        "worse": t("Worse"),
        "better": t("Better"),
        "neutral": t("Differs"),
        "unknown": t("Too little"),
        "same": t("Chance"),
    }


@dataclass(frozen=True)
class Line:
    """One row of the table: a finding of a series, and the list it stands in."""

    list: str
    standing: Standing
    finding: Finding


def table(t: Text, views: Views, lists: Mapping[str, Sequence[Item]], caption: str, most: int | None = None) -> Table:
    """``most`` is how many items of each list there is room for."""
    lines = [
        Line(id_, standing, one)
        for id_, items in lists.items()
        for standing, findings in items[:most]
        for one in findings
    ]
    found = [line.finding for line in lines]
    columns = columns_of(t, views, found)
    printed = {
        (number, column): said
        for number, line in enumerate(lines)
        for column, said in printed_of(t, line.finding, view_of(views, line.standing.row).decimals).items()
    }
    return Table(
        caption,
        columns,
        [[cells[column.id] for column in columns] for cells in (cells_of(views, line) for line in lines)],
        remarks=remarks(t, found),
        printed=printed,
        decimals_by_row=[view_of(views, line.standing.row).decimals for line in lines],
        tones={(number, "verdict"): line.list for number, line in enumerate(lines) if line.list in ("worse", "better")},
        row_ids=[(line.standing.row["indicator"], *series_of(line.standing.row), line.finding.kind) for line in lines],
    )


def columns_of(t: Text, views: Views, found: Sequence[Finding]) -> list[Column]:
    """The columns, of which those about changes are there only where any are known."""
    results = words.verdicts(t) | {WAYS[id_]: label for id_, label in words.ways(t).items() if id_ in WAYS}
    sources = notes.lines_by_id(t, next(iter(views.values())).sources)
    columns = [
        Column(
            "indicator", t("Indicator"), labels={id_: t.field(one.indicator, "label") for id_, one in views.items()}
        ),
        Column("who", t("Area category or area")),
        Column("list", t("List"), labels=names(t)),
        Column("question", t("Question"), labels=standing_words.kinds(t)),
        Column("verdict", t("Result"), labels=results),
        Column("year", t("Year"), 0, grouped=False),
        Column("value", t("Figure"), 1, by_row=True),
        Column("yardstick", t("Compared with")),
        Column("other", t("Its figure"), 1, by_row=True),
        Column("unit", t("Unit"), labels=overview_parts.short_units(t)),
        Column("ratio", t("Times"), TIMES, computed=True),
        Column("ratio_low", t("Lowest"), TIMES, computed=True),
        Column("ratio_high", t("Highest"), TIMES, computed=True),
        Column("limits", t("The limits are"), labels=certainty_tables.limits_are(t)),
    ]
    if any(one.developed and one.developed.trend for one in found):
        columns += [
            Column("slope", t("Change per year, per 1,000 inhabitants"), PER_YEAR, computed=True, signed=True),
            Column("slope_low", t("Lowest, 95 % interval"), PER_YEAR, computed=True, signed=True),
            Column("slope_high", t("Highest, 95 % interval"), PER_YEAR, computed=True, signed=True),
        ]
    if any(one.developed and one.developed.z is not None for one in found):
        columns += [
            Column("z", t("Z of the last step"), 2, computed=True, signed=True),
            Column("limit", t("Limit of chance for Z"), 2, computed=True),
        ]
    return [
        *columns,
        Column("p_corrected", t("p after correction"), P, computed=True),
        Column("p", t("p before correction"), P, computed=True, unseen=True),
        Column("why", t("Reason"), labels=words.reasons(t), unseen=True),
        Column("swing", t("How such figures swing"), labels=words.swings(t), unseen=True),
        Column("source", t("Source"), labels=sources, unseen=True),
        Column("origin", t("Origin"), labels={"own": t("own file"), "published": t("published")}, unseen=True),
    ]


def cells_of(views: Views, line: Line) -> dict[str, object]:
    """The cells of a row, by column."""
    row, one, view = line.standing.row, line.finding, view_of(views, line.standing.row)
    return figures_of(one) | {
        "indicator": row["indicator"],
        "who": standing_words.name(view, row),
        "list": line.list,
        "question": one.kind,
        "verdict": WAYS.get(one.verdict, one.verdict) if one.kind == "change" else standing_words.code(one),
        "year": row["year"],
        "unit": "per_1000" if row["measure"] == "per_1000_computed" else row["measure"],
        "value": row["value"],
        "yardstick": compared_with(view, one),
        "other": other_figure(one),
        "p_corrected": one.corrected,
        "p": one.p,
        "why": one.why if one.verdict == "undetermined" else None,
        "swing": words.swing_of(spread_of(one)),
        "source": row["source"],
        "origin": "own" if row["source"] in view.own else "published",
    }


def printed_of(t: Text, one: Finding, decimals: int) -> dict[str, str]:
    """What readers see in cells that a number or an id would not say, by column."""
    said = certainty_tables.in_agreement(t, one.compared, decimals) if one.compared else {}
    if "yardstick" in said:
        said["other"] = said.pop("yardstick")
    said["verdict"] = standing_words.verdict(t, one)
    if one.corrected is not None and one.corrected < 10**-P / 2:
        said["p_corrected"] = t("below {least}", least=t.number(10**-P, P))
    return said


def figures_of(one: Finding) -> dict[str, object]:
    """The figures of a finding, for either question."""
    result = one.compared.result if one.compared else None
    trend = one.developed.trend if one.developed else None
    rounded = one.compared is not None and one.compared.rounded
    return {
        "ratio": finite(result.ratio) if result else None,
        "ratio_low": result.low if result else None,
        "ratio_high": finite(result.high) if result else None,
        "limits": None if result is None or result.low is None else "rounding" if rounded else "chance",
        "slope": trend.slope if trend else None,
        "slope_low": trend.low if trend else None,
        "slope_high": trend.high if trend else None,
        "z": one.developed.z if one.developed else None,
        "limit": one.developed.limit if one.developed else None,
    }


def spread_of(one: Finding) -> Spread | None:
    """How the figures of a finding swing."""
    found = one.compared or one.developed
    return found.spread if found else None


def compared_with(view: View, one: Finding) -> str | None:
    """What the figure was set beside: a place, or an earlier year."""
    if one.developed is not None:
        return str(one.developed.rows[0]["year"]) if len(one.developed.rows) > 1 else None
    if one.compared is None or one.compared.other is None:
        return None
    if one.compared.other["year"] != one.compared.row["year"]:
        return str(one.compared.other["year"])
    if one.compared.rest:
        place = standing_words.yardstick_place(view, one)
        return f"{place[:1].upper()}{place[1:]}"
    other = one.compared.other
    return figures.place_name(other, view.labels)


def other_figure(one: Finding) -> float | None:
    if one.developed is not None:
        value: float | None = one.developed.rows[0]["value"] if len(one.developed.rows) > 1 else None
        return value
    return standing_words.yardstick_figure(one)


def remarks(t: Text, found: Sequence[Finding]) -> list[str]:
    """What must be known of how the comparisons were made."""
    said = certainty_tables.made_how(t, [one.compared for one in found if one.compared])
    if any(one.compared and one.compared.rounded for one in found):
        said.append(
            t(
                "Limits of rounding only are no interval of chance: such ratios are shown, but nothing follows from them."
            )
        )
    return said


def chart_rows(views: Views, lists: Sequence[Sequence[Item]], unknown: Sequence[Item], most: int) -> list[Row]:
    """Rows of the chart of ratios: of the first items of each list those whose level can be compared, and where they are
    few, of those of which only rounded figures are known the ones that differ most."""
    drawn = told(views, lists, most)
    if len(drawn) >= most:
        return drawn
    rounded = [
        (standing, one.compared)
        for standing, findings in unknown
        for one in findings
        if one.compared and one.compared.rounded and one.compared.result.ratio
    ]
    rounded.sort(key=lambda pair: -standing_out.nearest_to_none(pair[1].result.low, pair[1].result.high))
    for standing, one in rounded[: most - len(drawn)]:
        view = view_of(views, standing.row)
        drawn += [named(view, row) for row in certainty_tables.chart_rows(view, [one])]
    return drawn


def named(view: View, row: Row, level: Finding | None = None) -> Row:
    """The row with its indicator in its name, and of a district what it is set beside: not what all others are."""
    name = f"{view.t.field(view.indicator, 'label')}: {row['name']}"
    other = level.compared.other if level and level.compared and level.compared.rest else None
    if other and other["area"]:
        name = view.t("{name}, beside the rest of {place}", name=name, place=other["area"])
    return {**row, "name": name}


def told(views: Views, lists: Sequence[Sequence[Item]], most: int) -> list[Row]:
    drawn: list[Row] = []
    for items in lists:
        for standing, _ in items[:most]:
            level = standing.level
            if level is None or level.compared is None or level.p is None:
                continue
            view = view_of(views, standing.row)
            verdict = standing_words.verdict(view.t, level).partition(" ")[2]
            drawn += [
                {**named(view, row, level), "verdict": verdict}
                for row in certainty_tables.chart_rows(view, [level.compared])
            ]
    return drawn
