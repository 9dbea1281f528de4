"""Where shootings take place, and the later national series: sentences, tables and chart rows from the answers of the
questions ``shooting_concentration``, ``areas_land_share`` and ``national_shootings``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components.charts import Row
from pages.components.figures import limits
from pages.components.tables import Column, Table
from pages.components.text import Text, is_missing, round_half_up, uncapitalised
from pages.components.view import Record
from queries import statistics

INSIDE = "assessed_2019"
"""The group of the areas of the assessment of 2019."""

COLOURED_AS = {"assessed_2019": "all_areas", "reported_2021": "other", "outside_reported_2021": "sweden"}
"""Groups of areas are no categories: they borrow colours, but never that of the rest of Sweden, which means another thing."""


PART_OF = {"assessed_2019": "reported_2021"}
"""Groups whose areas are among those of another, as their definitions say: the two shares are not to be added up."""


# ---- table 5 ----------------------------------------------------------------------------------------------------


def period(t: Text, row: Record) -> str:
    """The year, and how much of it where it is not whole."""
    if row["months"] == 12:
        return str(row["year"])
    return t("{year}, the first {months} months", year=row["year"], months=row["months"])


def when(t: Text, row: Record, rows: Sequence[Record]) -> str:
    """The period, and when it was published where there are several publications of table 5."""
    if len({other["source"] for other in rows}) == 1:
        return period(t, row)
    return t("{period}, published {published}", period=period(t, row), published=row["published"])


def spread_sentences(t: Text, rows: Sequence[Record], land: Record | None) -> list[str]:
    """What table 5 says of the areas assessed in 2019, and on how small a part of the country: short paragraphs."""
    inside = [row for row in rows if row["area_group"] == INSIDE]
    said = []
    if inside:
        first, *later = inside
        said.append(
            t(
                "{share} per cent of the country's shootings in {year} took place inside the boundaries of the {areas} areas of the 2019 assessment.",
                share=t.number(first["share_percent"], 0),
                year=when(t, first, rows),
                areas=t.number(first["areas"], 0),
            )
        )
        if later:
            shares = [
                t("{share} per cent ({year})", share=t.number(row["share_percent"], 0), year=when(t, row, rows))
                for row in later
            ]
            said[0] = " ".join([said[0], t("Then the share was {shares}.", shares=t.listed(shares))])
        if land:
            said.append(on_how_little(t, first, land))
    said.append(not_to_be_compared(t))
    return said


def on_how_little(t: Text, first: Record, land: Record) -> str:
    """The areas' part of the country's area: as printed and as computed."""
    values = {
        "share": t.number(first["share_percent"], 0),
        "printed": t.number(first["land_percent"], 2),
        "km2": t.number(land["km2"], 1),
        "country": t.number(land["country_km2"], 0),
        "computed": t.number(land["land_percent"], 3),
    }
    if agrees(first, land):
        small = t(
            "So some {share} per cent of the shootings took place on {printed} per cent of the country's area: {km2} of {country} km² ({computed} per cent, computed from the sizes of the areas).",
            **values,
        )
    else:
        small = t(
            "The source says that the areas are {printed} per cent of the country's area; their sizes give {km2} of {country} km², that is {computed} per cent (computed).",
            **values,
        )
    return " ".join(
        [small, t("But some five per cent of the population live there, so the area alone exaggerates the difference.")]
    )


def agrees(first: Record, land: Record) -> bool:
    """Whether the computed part of the country's area rounds to the printed one."""
    if is_missing(first["land_percent"]):
        return False
    return round_half_up(land["land_percent"], 2) == round_half_up(first["land_percent"], 2)


def not_to_be_compared(t: Text) -> str:
    return t(
        "Table 5 counts only shootings inside the boundaries. Table 4, further up, also counts those outside that are linked to the areas. The figures of the two tables cannot be compared."
    )


def spread_bars(t: Text, rows: Sequence[Record]) -> list[Row]:
    """The bars of each period. A group that is part of another stands below it and is said to be: they do not add up."""
    there = {(when(t, row, rows), row["area_group"]) for row in rows}
    parts = {
        part
        for part, whole in PART_OF.items()
        if all((period_, whole) in there for period_, group in there if group == part)
    }
    position = {row["area_group"]: float(place) for place, row in enumerate(rows)}
    position |= {part: position[PART_OF[part]] + 0.5 for part in parts if part in position}
    periods = list(dict.fromkeys(when(t, row, rows) for row in rows))
    ordered = sorted(rows, key=lambda row: (periods.index(when(t, row, rows)), position[row["area_group"]]))
    return [
        {
            "group": when(t, row, rows),
            "series": row["area_group"],
            "name": bar_name(t, row, row["area_group"] in parts),
            "area_category": COLOURED_AS.get(row["area_group"]),
            "value": row["share_percent"],
            "shown": t("{share} %", share=t.number(row["share_percent"], 0)),
        }
        for row in ordered
    ]


def bar_name(t: Text, row: Record, is_part: bool) -> str:
    label = t.field(row, "label")
    return t("of which {group}", group=uncapitalised(label)) if is_part else label


def spread_table(t: Text, rows: Sequence[Record], land: Record | None, caption: str, lines: dict[str, str]) -> Table:
    """A row a group of areas and publication: its share of the country's shootings in each period, and its part of the country's area."""
    periods = {(row["year"], row["months"]): period(t, row) for row in rows}
    groups = {(row["area_group"], row["source"]): row for row in rows}
    labels = {row["area_group"]: t.field(row, "label") for row in rows}
    columns = [Column("area_group", t("Areas"), labels=labels)]
    several = len({source for _, source in groups}) > 1  # the same shares, published more than once
    if several:
        published = {row["source"]: row["published"] for row in rows}
        columns.append(Column("source", t("Published"), labels=published))
    headers = len(columns)
    twice = [year for year, _ in periods]
    columns += [
        Column(str(year) if twice.count(year) == 1 else f"{year}_{months}_months", shown, 0)
        for (year, months), shown in periods.items()
    ]
    columns.append(Column("land_percent", t("Part of the country's area, per cent"), 2))
    if land:
        columns += [
            Column("km2", t("Size, km²"), 1, computed=True),
            Column("land_percent_computed", t("Part of the country's area, per cent"), 3, computed=True),
        ]
    columns += [
        Column("unit", t("Unit"), unseen=True),
        Column("document" if several else "source", t("Source"), labels=lines, unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    shares = {(row["area_group"], row["source"], row["year"], row["months"]): row["share_percent"] for row in rows}
    body = []
    for (id_, source), group in groups.items():
        known = land if land and land["area_group"] == id_ else {}
        computed = [known.get("km2"), known.get("land_percent")] if land else []
        body.append(
            [
                id_,
                *([source] if several else []),
                *(shares.get((id_, source, *when_)) for when_ in periods),
                group["land_percent"],
                *computed,
                t("per cent of the country's shootings"),
                source,
                " ".join([t.field(group, "definition"), not_to_be_compared(t)]),
            ]
        )
    remarks = []
    if any(is_missing(value) for line in body for value in line[headers:-3]):
        remarks.append(
            t("– The source gives no figure. Sizes are known only for the areas that have been assessed one by one.")
        )
    return Table(caption, columns, body, row_headers=headers, remarks=remarks)


def spread_explanations(t: Text, rows: Sequence[Record]) -> list[tuple[str, str]]:
    groups = {row["area_group"]: row for row in rows}
    return [
        (
            t("Definition"),
            t(
                "The share of the country's shootings that took place inside the boundaries of the areas, as the police count them in table 5."
            ),
        ),
        *((t.field(row, "label"), t.field(row, "definition")) for row in groups.values()),
        (
            t("Caveats"),
            t(
                "The shares of the areas of the 2019 assessment are part of those of the reported areas: the two cannot be added. The year 2021 covers January–June only. The shares are rounded to whole per cent by the source."
            ),
        ),
    ]


# ---- the national series ----------------------------------------------------------------------------------------


def events(t: Text) -> dict[str, str]:
    return {"shooting": t("Confirmed shootings"), "detonation": t("Detonations")}


def fullest(rows: Sequence[Record], event: str) -> str:
    """The publication with figures for the most years: its series is the line of the chart."""
    return str([row for row in rows if row["event"] == event][-1]["source"])


POLICE = "Polismyndigheten"


def is_transcription(row: Record) -> bool:
    """Whether the figure comes from files whose own date is not known, as somebody copied them later."""
    return bool(row["is_second_hand"]) and is_missing(row["published"]) and row["publisher"] == POLICE


def publication(t: Text, row: Record) -> str:
    year = row["source_published"][:4]
    if is_transcription(row):
        return t("{publisher}, transcribed {year}", publisher=row["publisher"], year=year)
    return f"{row['publisher']} {row['source_published']}"


def revisions(rows: Sequence[Record], event: str) -> dict[int, list[Record]]:
    """By year, the figures of all publications where they differ, the fullest publication's last."""
    by_year: dict[int, list[Record]] = {}
    for row in rows:
        if row["event"] == event:
            by_year.setdefault(row["year"], []).append(row)
    return {year: found for year, found in sorted(by_year.items()) if len({row["count"] for row in found}) > 1}


def national_sentences(t: Text, rows: Sequence[Record], implied: Mapping[int, int]) -> list[str]:
    """The first, highest and last figure of each series, and where publications differ: short paragraphs.

    ``implied`` is the country's number of shootings behind the shares of table 4, by year.
    """
    said = []
    wordings = {
        "shooting": t(
            "The number of confirmed shootings in the country was {first} in {first_year}, at its highest {top} in {top_year}, and {last} in {last_year}."
        ),
        "detonation": t(
            "The number of detonations was {first} in {first_year}, at its highest {top} in {top_year}, and {last} in {last_year}."
        ),
    }
    for event in [event for event in wordings if any(row["event"] == event for row in rows)]:
        wording = wordings[event]
        line = [row for row in rows if row["event"] == event and row["source"] == fullest(rows, event)]
        top = max(line, key=lambda row: row["count"])
        if top is line[-1]:
            wording = {
                "shooting": t(
                    "The number of confirmed shootings in the country was {first} in {first_year} and {last} in {last_year}, the highest of these years."
                ),
                "detonation": t(
                    "The number of detonations was {first} in {first_year} and {last} in {last_year}, the highest of these years."
                ),
            }[event]
        said.append(
            wording.format(
                first=t.number(line[0]["count"], 0),
                first_year=line[0]["year"],
                top=t.number(top["count"], 0),
                top_year=top["year"],
                last=t.number(line[-1]["count"], 0),
                last_year=line[-1]["year"],
            )
        )
    said = [" ".join([*said, *last_steps(t, rows)]), *revised(t, rows), *beside_table_4(t, rows, implied)]
    said.append(
        t(
            "All of it is second hand, and another publication than table 4 and table 5: the figures must not be joined to theirs."
        )
    )
    return said


def beside_table_4(t: Text, rows: Sequence[Record], implied: Mapping[int, int]) -> list[str]:
    """What the shares of table 4 refer to, where the later series has other numbers for the same years."""
    later = {
        row["year"]: row["count"]
        for row in rows
        if row["event"] == "shooting" and row["source"] == fullest(rows, "shooting") and row["year"] in implied
    }
    if all(implied[year] == count for year, count in later.items()):
        return []
    years = sorted(later)
    return [
        t(
            "The shares of table 4 fit {earlier} shootings in the country in {years} (computed); the later series has {later}. Later years may be revised too.",
            earlier=t.listed([t.number(implied[year], 0) for year in years]),
            years=t.span(years),
            later=t.listed([t.number(later[year], 0) for year in years]),
        )
    ]


def revised(t: Text, rows: Sequence[Record]) -> list[str]:
    """Where the same year has different figures, depending on when they were published."""
    nouns = {"shooting": t("shootings {year}: {figures}"), "detonation": t("detonations {year}: {figures}")}
    differing = []
    for event, wording in nouns.items():
        for year, found in revisions(rows, event).items():
            dates: dict[int, list[str]] = {}
            for row in found:
                dates.setdefault(row["count"], []).append(dated(t, row))
            figures = [
                t("{figure} ({published})", figure=t.number(count, 0), published=t.listed(published))
                for count, published in dates.items()
            ]
            differing.append(wording.format(year=year, figures=t.listed(figures)))
    if not differing:
        return []
    return [
        t(
            "The police revise their figures afterwards, so that the same year has different figures depending on when they were published: {years}.",
            years="; ".join(differing),
        )
    ]


def dated(t: Text, row: Record) -> str:
    """When the figure was published, as far as that is known."""
    if is_transcription(row):
        return t("the police's files, transcribed {date}", date=row["source_published"])
    if is_missing(row["published"]):
        return t("published at an unknown date")
    return t("published {published}", published=row["published"])


def national_rows(t: Text, rows: Sequence[Record]) -> list[Row]:
    """Rows of the chart: the fullest publication of each event as a line, every other figure as a point of its own."""
    named = events(t)
    drawn = []
    for row in rows:
        line = row["source"] == fullest(rows, row["event"])
        drawn.append(
            {
                "name": named[row["event"]],
                "publication": publication(t, row),
                "area_category": "sweden" if row["event"] == "shooting" else "other",
                "source": row["source"] if line else f"{row['source']} {row['year']}",
                "year": row["year"],
                "value": row["count"],
                "shown": t.number(row["count"], 0),
                "line": line,
            }
            | limits(t, row, 0)
        )
    return drawn


def last_steps(t: Text, rows: Sequence[Record]) -> list[str]:
    """Whether the last year of each event's fullest publication differs from the year before by more than chance."""
    names = {"shooting": t("shootings"), "detonation": t("detonations")}
    wordings = {
        "higher": t("The number of {events} rose from {first} to {last} by more than chance alone"),
        "lower": t("The number of {events} fell from {first} to {last} by more than chance alone"),
        "no_difference": t("The change in the number of {events} from {first} to {last} may be chance"),
    }
    said = []
    for event in events(t):
        line = [row for row in rows if row["event"] == event and row["source"] == fullest(rows, event)]
        if len(line) < 2:
            continue
        old, new = line[-2]["count"], line[-1]["count"]
        step = statistics.year_on_year(old, new)
        # Without populations: the country's hardly changes from year to year.
        spread = statistics.pooled(
            [statistics.Series([row["year"] for row in line], [row["count"] for row in line], [1] * len(line))]
        )
        usual = statistics.year_on_year(old, new, spread=spread)
        sentence = wordings[step.verdict].format(events=names[event], first=line[-2]["year"], last=line[-1]["year"])
        z = t("(Z {z}, limit {limit})", z=t.number(step.z, 2, signed=True), limit=t.number(step.limit, 2))
        within = ""
        if step.verdict != "no_difference" and usual.verdict == "no_difference":
            within = ", " + t(
                "but not by more than the series has swung between other years (limit {limit})",
                limit=t.number(usual.limit, 1),
            )
        said.append(f"{sentence} {z}{within}.")
    return said


def national_description(t: Text, rows: Sequence[Row], heading: str) -> str:
    """Alternative text: the lines' figures first, then those of other publications."""
    said: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: not row["line"]):
        whose = f"{row['name']}, {row['publication']}"
        said.setdefault(whose, []).append(f"{row['shown']} ({row['year']})")
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in said.items())
    return t("Line chart: {unit}. {figures}", unit=heading, figures=figures)


def national_table(t: Text, rows: Sequence[Record], caption: str, lines: dict[str, str]) -> Table:
    """A row an event and publication, a column a year."""
    years = sorted({row["year"] for row in rows})
    columns = [
        Column("event", t("Event"), labels=events(t)),
        Column("source", t("Publication"), labels={row["source"]: publication(t, row) for row in rows}),
        *(Column(str(year), str(year), 0) for year in years),
        Column(f"lower_95_{years[-1]}", t("Lowest {year}, 95 % interval", year=years[-1]), 0, computed=True),
        Column(f"upper_95_{years[-1]}", t("Highest {year}, 95 % interval", year=years[-1]), 0, computed=True),
        Column("published", t("Published"), unseen=True),
        Column("second_hand", t("Second hand"), labels={"yes": t("yes"), "no": t("no")}, unseen=True),
        Column("document", t("Source"), unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    series: dict[tuple[str, str], dict[int, Record]] = {}
    for row in rows:
        series.setdefault((row["event"], row["source"]), {})[row["year"]] = row
    body: list[list[object]] = []
    marks = {}
    for (event, source), found in series.items():
        any_row = next(iter(found.values()))
        for year, row in found.items():
            if is_missing(row["published"]) and not is_transcription(row):
                marks[len(body), str(year)] = t("When this figure was published is not known.")
        body.append(
            [
                event,
                source,
                *(found[year]["count"] if year in found else None for year in years),
                *(found[years[-1]][end] if years[-1] in found else None for end in ("lower_95", "upper_95")),
                None if is_transcription(any_row) else any_row["source_published"],
                "yes" if any_row["is_second_hand"] else "no",
                lines[source],
                another(t),
            ]
        )
    remark = t("– The publication gives no figure for the year.")
    return Table(caption, columns, body, marks, row_headers=2, remarks=[remark])


def another(t: Text) -> str:
    return t("Another publication than table 4: the figures must not be joined to its.")


def national_explanations(t: Text) -> list[tuple[str, str]]:
    return [
        (
            t("Definition"),
            t("Confirmed shootings and detonations in the whole country according to the police's statistics."),
        ),
        (
            t("Caveats"),
            t(
                "Everything here is second hand: transcribed in 2026 from the police's files, or quoted in the press. The press is of differing standing and shows only what figure was published then. The police revise their figures afterwards. The series is another publication than table 4 and must not be joined to it."
            ),
        ),
    ]
