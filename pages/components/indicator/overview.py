"""The overview's sentences and tables, built from the answers of the questions ``comparison`` and ``development``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from typing import Any

from pages.components import address, figures, notes
from pages.components.areas import area_sentences
from pages.components.areas.degrees import Degrees
from pages.components.charts import COLOUR_ORDER, maps
from pages.components.indicator.sentences import phrase, times
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, is_missing, round_half_up, uncapitalised
from pages.screens import PATHS
from queries.row_types import AssessedArea, Comparison, Development, Indicator, Record, Source

PLACES = 5
"""So many named places have room beside each other."""


def summary(t: Text, areas: Sequence[Comparison], indicators: Mapping[str, Indicator], phrases: dict[str, str]) -> str:
    """How many indicators lie above the rest of Sweden, where the ratio is closest to one and largest, what is left out.

    ``areas`` are the rows of one year and one publication for each indicator, without the rest of Sweden.
    """
    known = [row for row in areas if row["ratio_to_rest"] is not None]
    if not known:
        return t("Choose at least one kind of area that the source compares with the rest of Sweden.")
    said = [_how_many(t, known, phrases)]
    nearest = least_of(known, lambda row: abs((row["ratio_to_rest"] or 0) - 1))
    top = least_of(known, lambda row: -(row["ratio_to_rest"] or 0))
    if nearest != top:
        said.append(
            t(
                "Closest to the rest of Sweden, as a ratio, were {indicator} {where}: {value} against {rest} per 1,000 inhabitants.",
                **_figures(t, nearest[0], indicators, phrases),
            )
        )
        said += _as_far(t, nearest[1:], indicators, phrases)
    said.append(
        t(
            "The ratio was largest for {indicator} {where}: {value} against {rest}, {times}.",
            **_figures(t, top[0], indicators, phrases),
        )
    )
    said += _as_far(t, top[1:], indicators, phrases)
    out = [t.field(indicators[id_], "noun") for id_ in dict.fromkeys(row["indicator"] for row in areas)]
    compared = {t.field(indicators[row["indicator"]], "noun") for row in known}
    left_out = [noun for noun in out if noun not in compared]
    if left_out:
        said.append(t("Not compared, for lack of comparable figures: {indicators}.", indicators=t.listed(left_out)))
    said.append(
        t(
            "Reported is not the same as committed: narcotics and weapons offences to a large extent mirror the police's own work."
        )
    )
    return " ".join(said)


def least_of(rows: Sequence[Comparison], of: Callable[[Comparison], float]) -> list[Comparison]:
    """All the rows that have the least of something, to one decimal, as ratios are printed."""
    least = min(map(of, rows))
    return sorted((row for row in rows if round(of(row), 1) == round(least, 1)), key=of)


def _as_far(
    t: Text, rows: Sequence[Comparison], indicators: Mapping[str, Indicator], phrases: dict[str, str]
) -> list[str]:
    """The others that share a smallest or a largest difference."""
    if not rows:
        return []
    names = [
        t("{indicator} {where}", indicator=t.field(indicators[row["indicator"]], "noun"), where=phrase(row, phrases))
        for row in rows
    ]
    return [t("To one decimal it was as large for {names}.", names=t.listed(names))]


def _how_many(t: Text, known: Sequence[Comparison], phrases: dict[str, str]) -> str:
    """How many of the indicators are higher in the areas than in the rest of Sweden."""
    indicators = {row["indicator"] for row in known}
    # Of what is compared both are known. A ratio that is 1.0 as printed is not called higher beside it.
    higher = [round_half_up(row["ratio_to_rest"] or 0, 1) > 1 for row in known]
    above = {row["indicator"] for row, is_higher in zip(known, higher, strict=True) if is_higher}
    values = {
        "year": known[0]["last_year"],
        "above": t.number(len(above), 0),
        "total": t.number(len(indicators), 0),
    }
    places = list(dict.fromkeys(phrase(row, phrases) for row in known))
    if len(places) == 1 and len(above) == len(indicators) > 1:
        return t(
            "In {year} all {total} indicators that can be compared were higher {where} than in the rest of Sweden.",
            where=places[0],
            **values,
        )
    if len(places) == 1:
        return t(
            "In {year}, {above} of the {total} indicators that can be compared were higher {where} than in the rest of Sweden.",
            where=places[0],
            **values,
        )
    if all(higher):
        return t(
            "In {year} all {total} indicators that can be compared were higher in every kind of area than in the rest of Sweden.",
            **values,
        )
    if len(above) == len(indicators) > 1:
        return t(
            "In {year} all {total} indicators that can be compared were higher in at least one kind of area than in the rest of Sweden.",
            **values,
        )
    return t(
        "In {year}, {above} of the {total} indicators that can be compared were higher in at least one kind of area than in the rest of Sweden.",
        **values,
    )


def _figures(t: Text, row: Comparison, indicators: Mapping[str, Indicator], phrases: dict[str, str]) -> dict[str, str]:
    indicator = indicators[row["indicator"]]
    decimals = int(indicator["decimals"])
    return {
        "indicator": t.field(indicator, "noun"),
        "where": phrase(row, phrases),
        "value": t.number(row["last_value"], decimals),
        "rest": t.number(row["rest_value"], decimals),
        "times": times(t, row, decimals),
    }


def largest(areas: Sequence[Comparison]) -> list[Comparison]:
    """Of these rows those of the indicator that lies the most times above the rest of Sweden; none where none is compared."""
    known = [row for row in areas if row["ratio_to_rest"] is not None]
    if not known:
        return []
    top = max(known, key=lambda row: row["ratio_to_rest"] or 0)
    return [row for row in known if row["indicator"] == top["indicator"]]


def between(t: Text, rows: Sequence[Comparison]) -> str:
    """The lowest and highest of how many times the rest of Sweden's figure these are."""
    times = sorted(
        {t.number(row["ratio_to_rest"], 1): row["ratio_to_rest"] or 0 for row in rows}.items(), key=lambda one: one[1]
    )
    return times[0][0] if len(times) == 1 else f"{times[0][0]}–{times[-1][0]}"


def rounding(t: Text, rows: Sequence[Comparison], indicators: Mapping[str, Indicator]) -> str:
    """What the source's rounding allows of how many times the rest of Sweden's figure these are; nothing where none is printed."""
    ends = [
        figures.ratio_ends(row, int(indicators[row["indicator"]]["decimals"])) for row in rows if not row["computed"]
    ]
    if not ends:
        return ""
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    return t("Rounding allows {range} times.", range=f"{t.number(low, 1)}–{t.number(high, 1)}")


def heading(t: Text, areas: Sequence[Comparison], indicators: Mapping[str, Indicator]) -> str:
    """Where the areas differ most from the rest of Sweden."""
    top = largest(areas)
    if not top:
        return t("The areas beside the rest of Sweden")
    label = uncapitalised(t.field(indicators[top[0]["indicator"]], "label"))
    return t("Most times the rest of Sweden: {indicator}, {times}", indicator=label, times=between(t, top))


def ratios(
    t: Text, areas: Sequence[Comparison], indicators: Mapping[str, Indicator], labels: dict[str, str]
) -> list[Record]:
    """The rows of the chart of ratios: one an indicator and category that can be compared."""
    return [
        {
            "indicator": t.field(indicators[row["indicator"]], "label"),
            "area_category": row["area_category"],
            "source": row["source"],
            "name": labels[row["area_category"]],
            "value": row["ratio_to_rest"],
            "shown": t.number(row["ratio_to_rest"], 1),
        }
        for row in areas
        if row["ratio_to_rest"] is not None and row["area_category"] in labels
    ]


def spoken_ratios(t: Text, rows: Sequence[Record], year: int) -> str:
    """Alternative text of the chart of ratios, with every figure in it."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["indicator"], []).append(f"{row['name']} {row['shown']}")
    figures = " ".join(f"{indicator}: {t.listed(values)}." for indicator, values in said.items())
    return t("Dot chart: times the rest of Sweden, {year}. {figures}", year=year, figures=figures)


def development(t: Text, series: Sequence[Development], labels: dict[str, str]) -> dict[str, list[Record]]:
    """By indicator, the rows of its small chart: change in per cent of each series since its first chosen year.

    ``series`` are the rows of the question ``development``; series that begin at 0 or unknown are left out.
    """
    rows: dict[str, list[Record]] = {}
    for row in series:
        if row["change_percent"] is None:
            continue
        rows.setdefault(row["indicator"], []).append(
            {
                "name": figures.place_name(row, labels),
                "area_category": row["area_category"],
                "source": row["source"],
                "year": row["year"],
                "value": row["change_percent"],
                "shown": f"{t.number(row['change_percent'], 0, signed=True)} %",
            }
        )
    return rows


def indicator_column(t: Text, indicators: Mapping[str, Indicator], carried: dict[str, Any]) -> Column:
    """The first column of the overview's tables: each indicator leads to its screen."""
    links = {
        id_: address.to(PATHS[row["screen"]], carried | {"indicator": id_})
        for id_, row in indicators.items()
        if row["screen"] in PATHS
    }
    return Column(
        "indicator", t("Indicator"), labels={id_: t.field(row, "label") for id_, row in indicators.items()}, links=links
    )


def around(t: Text, sources: Mapping[str, Source]) -> list[Column]:
    """Columns for the files: what stands around the tables on the page."""
    lines = notes.lines_by_id(t, sources)
    return [Column("source", t("Source"), labels=lines, unseen=True), Column("note", t("Note"), unseen=True)]


def short_units(t: Text) -> dict[str, str]:
    """What a measure counts, short enough for a column."""
    return {
        "count": t("number"),
        "per_1000": t("per 1,000 inh."),
        "share_percent": t("per cent"),
        "population": t("inhabitants"),
    }


def beside_table(
    t: Text,
    comparison: Sequence[Comparison],
    indicators: Mapping[str, Indicator],
    labels: dict[str, str],
    first: Column,
    year: int,
    sources: Mapping[str, Source],
) -> Table:
    """One row an indicator: the figure of each category in the year, and how many times the rest of Sweden's it is."""
    units = short_units(t)
    there = categories_of(comparison, labels)
    current = {(row["indicator"], row["area_category"]): row for row in comparison if row["last_year"] == year}
    compared = [
        category
        for category in there
        if any(row["ratio_to_rest"] is not None for (_, whose), row in current.items() if whose == category)
    ]
    columns = [first, Column("unit", t("Unit"), labels=units)]
    columns += [Column(category, labels[category], 1, by_row=True) for category in there]
    columns += [
        Column(
            f"{category}_ratio_to_rest",
            t("{category}, times the rest of Sweden", category=labels[category]),
            1,
            computed=True,
        )
        for category in compared
    ]
    columns += around(t, sources)
    rows, decimals = [], []
    for id_, source in source_of(comparison).items():
        found = {category: current.get((id_, category)) for category in there}
        values = [row["last_value"] if row else None for row in found.values()]
        ratios_ = [row["ratio_to_rest"] if row else None for row in (found[category] for category in compared)]
        reading = t.field(indicators[id_], "reading") or None
        rows.append([id_, indicators[id_]["measure"], *values, *ratios_, source, reading])
        decimals.append(int(indicators[id_]["decimals"]))
    shown = slice(2, 2 + len(there))
    remarks = []
    hidden = [row for row in comparison if row["last_year"] == year and row["last_hidden"]]
    if sum(is_missing(value) for row in rows for value in row[shown]) > len(hidden):
        remarks.append(WhyEmpty(t("The source gives no figure.")))
    if hidden:
        remarks.append(WhyEmpty(notes.hidden(t)))
    if any(is_missing(value) for row in rows for value in row[shown.stop : -2]):
        remarks.append(WhyEmpty(t("Times the rest of Sweden: the source has no figure to compare with.")))
    caption = t("All indicators {year}, by area category", year=year)
    return Table(caption, columns, rows, row_headers=1, remarks=remarks, decimals_by_row=decimals, id="latest")


def change_table(
    t: Text,
    comparison: Sequence[Comparison],
    indicators: Mapping[str, Indicator],
    labels: dict[str, str],
    first: Column,
    years: Sequence[int],
    sources: Mapping[str, Source],
    by_chance: Collection[tuple[str, str]] = (),
) -> Table:
    """One row an indicator: the change of each category between the first and the last year, in per cent.

    ``by_chance`` are the indicators and categories whose change cannot be told from chance.
    """
    there = categories_of(comparison, labels)
    columns = [first]
    columns += [
        Column(category, t("{category}, per cent", category=labels[category]), 0, computed=True, signed=True)
        for category in there
    ]
    columns += around(t, sources)
    current = {
        (row["indicator"], row["area_category"]): row
        for row in comparison
        if (row["first_year"], row["last_year"]) == (min(years), max(years))
    }
    rows = [
        [
            id_,
            *(row["change_percent"] if row else None for row in (current.get((id_, category)) for category in there)),
            source,
            t.field(indicators[id_], "reading") or None,
        ]
        for id_, source in source_of(comparison).items()
    ]
    printed: dict[tuple[int, str], str] = {}
    for number, line in enumerate(rows):
        for category in there:
            row = current.get((str(line[0]), category))
            measured = indicators[str(line[0])]
            if row is not None and not row["computed"] and measured["measure"] not in ("count", "population"):
                said_so = figures.in_per_cent(t, row, int(measured["decimals"]))
                printed |= {(number, category): said_so} if said_so else {}
    caption = t("Change in per cent {first}–{last}, by area category", first=min(years), last=max(years))
    remarks = [WhyEmpty(t("The source gives no figure for the first or the last year, or the first is 0."))]
    if any(row["first_hidden"] or row["last_hidden"] for row in comparison):
        remarks.append(WhyEmpty(notes.hidden(t)))
    said = t("This change cannot be told from chance.")
    marks = {
        (number, category): said
        for number, row in enumerate(rows)
        for column, category in enumerate(there, start=1)
        if (str(row[0]), category) in by_chance and row[column] is not None
    }
    return Table(caption, columns, rows, notes=marks, remarks=remarks, printed=printed, id="change")


def source_of(comparison: Sequence[Comparison]) -> dict[str, str]:
    """The publication of each indicator's rows."""
    return {row["indicator"]: row["source"] for row in comparison}


def categories_of(comparison: Sequence[Comparison], labels: dict[str, str]) -> list[str]:
    there = {row["area_category"] for row in comparison}
    return [category for category in labels if category in there]


def areas_at_a_glance(t: Text, rows: Sequence[AssessedArea], words: Degrees, year: int, carried: dict[str, Any]) -> str:
    """The map in small beside the number of areas of each category, both leading to the page on areas.

    ``carried`` is what the link takes along.
    """
    link = escape(address.to(PATHS["areas"], carried))
    alternative = escape(area_sentences.spoken(t, rows, words, year))
    picture = address.to("/api/areas.svg", {"assessment": str(year)})
    items = "".join(
        f"<li>{maps.dot(id_)} {escape(words.many[id_])}: <strong>{number}</strong></li>"
        for id_, number in area_sentences.counts(rows, words).items()
        if id_ in COLOUR_ORDER
    )
    more = escape(t("Map, table and every area"))
    said = escape(area_sentences.summary(t, area_sentences.assessed(rows), rows, words, year))
    return (
        f'<div class="glance"><a href="{link}"><picture>'
        f'<source media="(prefers-color-scheme: dark)" srcset="{picture}&amp;mode=dark"/>'
        f'<img src="{picture}" width="184" height="404" alt="{alternative}"/></picture></a>'
        f'<div><p>{said}</p><ul class="legend">{items}</ul><p><a href="{link}">{more}</a></p></div></div>'
    )
