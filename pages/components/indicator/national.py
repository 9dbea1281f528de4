"""The later national series of shootings and detonations: sentences, table and chart rows from the answer of the question
``national_shootings``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components.charts import Row
from pages.components.figures import limits
from pages.components.indicator import certainty_words as words
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text
from queries.row_types import NationalShooting
from queries.statistics import tests as statistics
from queries.statistics import variation
from queries.statistics.variation import Variation


def events(t: Text) -> dict[str, str]:
    return {"shooting": t("Confirmed shootings"), "detonation": t("Detonations")}


def fullest(rows: Sequence[NationalShooting], event: str) -> str:
    """The publication with figures for the most years: its series is the line of the chart."""
    return str([row for row in rows if row["event"] == event][-1]["source"])


POLICE = "Polismyndigheten"


def is_transcription(row: NationalShooting) -> bool:
    """Whether the figure comes from files whose own date is not known, as somebody copied them later."""
    return bool(row["is_second_hand"]) and row["published"] is None and row["publisher"] == POLICE


def publication(t: Text, row: NationalShooting) -> str:
    year = row["source_published"][:4]
    if is_transcription(row):
        return t("{publisher}, transcribed {year}", publisher=row["publisher"], year=year)
    return f"{row['publisher']} {row['source_published']}"


def revisions(rows: Sequence[NationalShooting], event: str) -> dict[int, list[NationalShooting]]:
    """By year, the figures of all publications where they differ, the fullest publication's last."""
    by_year: dict[int, list[NationalShooting]] = {}
    for row in rows:
        if row["event"] == event:
            by_year.setdefault(row["year"], []).append(row)
    return {year: found for year, found in sorted(by_year.items()) if len({row["count"] for row in found}) > 1}


def national_sentences(
    t: Text, rows: Sequence[NationalShooting], implied: Mapping[int, int], models: Mapping[str, Variation]
) -> list[str]:
    """The first, highest and last figure of each series, and where publications differ: short paragraphs.

    ``implied`` is the country's number of shootings behind the shares of table 4, by year; ``models`` say how each event's
    number swings.
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
        line = line_of(rows, event)
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
    return [" ".join([*said, *last_steps(t, rows, models)]), *revised(t, rows), *beside_table_4(t, rows, implied)]


def second_hand(t: Text) -> str:
    """What changes the meaning of the series most."""
    return t(
        "**All of it is second hand,** and another publication than table 4 and table 5: the figures must not be joined to theirs."
    )


def beside_table_4(t: Text, rows: Sequence[NationalShooting], implied: Mapping[int, int]) -> list[str]:
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


def revised(t: Text, rows: Sequence[NationalShooting]) -> list[str]:
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


def dated(t: Text, row: NationalShooting) -> str:
    """When the figure was published, as far as that is known."""
    if is_transcription(row):
        return t("the police's files, transcribed {date}", date=row["source_published"])
    if row["published"] is None:
        return t("published at an unknown date")
    return t("published {published}", published=row["published"])


def national_rows(t: Text, rows: Sequence[NationalShooting]) -> list[Row]:
    """Rows of the chart: the fullest publication of each event as a line, every other figure as a point of its own."""
    named = events(t)
    drawn: list[Row] = []
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


def answer(t: Text, rows: Sequence[NationalShooting]) -> str:
    """How many of each event were counted in the newest year, beside the year before; key figures in ``**``."""
    wordings = {
        "shooting": t("**{count} confirmed shootings** in the whole country in {year}{beside}"),
        "detonation": t("**{count} detonations** in {year}{beside}"),
    }
    same_year = {"shooting": "", "detonation": t("**{count} detonations**{beside}")}
    said: list[str] = []
    years: set[int] = set()
    for event in [event for event in wordings if any(row["event"] == event for row in rows)]:
        line = line_of(rows, event)
        last = line[-1]
        wording = same_year[event] if last["year"] in years and same_year[event] else wordings[event]
        years.add(last["year"])
        values = {"count": t.number(last["count"], 0), "year": last["year"], "beside": beside_before(t, line)}
        said.append(wording.format(**values))
    joined = t.listed(said)
    return f"{joined[0].upper()}{joined[1:]}."


def beside_before(t: Text, line: Sequence[NationalShooting]) -> str:
    """How many more or fewer than the year before, in brackets; nothing where that is not known."""
    last, before = line[-1], line[-2] if len(line) > 1 else None
    if before is None or before["year"] != last["year"] - 1:
        return ""
    more = last["count"] - before["count"]
    values = {"count": t.number(abs(more), 0), "year": before["year"]}
    if not more:
        return t(" (as in {year})", **values)
    return t(" ({count} more than in {year})", **values) if more > 0 else t(" ({count} fewer than in {year})", **values)


def line_of(rows: Sequence[NationalShooting], event: str) -> list[NationalShooting]:
    """The series of the publication with the most years."""
    return [row for row in rows if row["event"] == event and row["source"] == fullest(rows, event)]


def last_steps(
    t: Text, rows: Sequence[NationalShooting], models: Mapping[str, Variation], with_z: bool = False
) -> list[str]:
    """Whether the last year of each event's fullest publication differs from the year before by more than the series swings
    in other years; ``with_z`` with the numbers of the test."""
    names = {"shooting": t("shootings"), "detonation": t("detonations")}
    wordings = {
        "higher": t("The number of {events} rose from {first} to {last} by more than it usually swings"),
        "lower": t("The number of {events} fell from {first} to {last} by more than it usually swings"),
        "no_difference": t("The change in the number of {events} from {first} to {last} may be chance"),
    }
    said = []
    for event in events(t):
        line = line_of(rows, event)
        if len(line) < 2:
            continue
        old, new = line[-2], line[-1]
        # Without populations: the country's hardly changes from year to year.
        key, mean = ("sweden", None, new["source"]), (old["count"] + new["count"]) / 2
        spread = variation.spread_of(models[event], key, mean, {old["year"], new["year"]})
        step = statistics.year_on_year(old["count"], new["count"], spread=spread)
        sentence = wordings[step.verdict].format(events=names[event], first=old["year"], last=new["year"])
        z = t("(Z {z}, limit {limit})", z=t.number(step.z, 2, signed=True), limit=t.number(step.limit, 2))
        said.append(f"{sentence}{f' {z}' if with_z else ''}{words.if_independent(t, spread)}.")
    return said


def how_tested(t: Text) -> str:
    """How the last step is tested."""
    return t(
        "Z tells how far two years lie apart; beyond the limit, which comes of how the series has swung between other years, the step is more than chance."
    )


def national_description(t: Text, rows: Sequence[Row], heading: str) -> str:
    """Alternative text: the lines' figures first, then those of other publications."""
    said: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: not row["line"]):
        whose = f"{row['name']}, {row['publication']}"
        said.setdefault(whose, []).append(f"{row['shown']} ({row['year']})")
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in said.items())
    return t("Line chart: {unit}. {figures}", unit=heading, figures=figures)


def national_table(t: Text, rows: Sequence[NationalShooting], caption: str, lines: dict[str, str]) -> Table:
    """A row an event and publication, a column a year."""
    years = sorted({row["year"] for row in rows})
    last = years[-1]
    condition = words.in_titles(t, [row["swing"] for row in rows if row["year"] == last])
    columns = [
        Column("event", t("Event"), labels=events(t)),
        Column("source", t("Publication"), labels={row["source"]: publication(t, row) for row in rows}),
        *(Column(str(year), str(year), 0) for year in years),
        Column(f"lower_95_{last}", t("Lowest {year}, 95 % interval", year=last) + condition, 0, computed=True),
        Column(f"upper_95_{last}", t("Highest {year}, 95 % interval", year=last) + condition, 0, computed=True),
        Column("published", t("Published"), unseen=True),
        Column("second_hand", t("Second hand"), labels={"yes": t("yes"), "no": t("no")}, unseen=True),
        Column("document", t("Source"), unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    series: dict[tuple[str, str], dict[int, NationalShooting]] = {}
    for row in rows:
        series.setdefault((row["event"], row["source"]), {})[row["year"]] = row
    body: list[list[object]] = []
    marks = {}
    for (event, source), found in series.items():
        any_row = next(iter(found.values()))
        for year, row in found.items():
            if row["published"] is None and not is_transcription(row):
                marks[len(body), str(year)] = t("When this figure was published is not known.")
        body.append(
            [
                event,
                source,
                *(found[year]["count"] if year in found else None for year in years),
                *(found[last][end] if last in found else None for end in ("lower_95", "upper_95")),
                None if is_transcription(any_row) else any_row["source_published"],
                "yes" if any_row["is_second_hand"] else "no",
                lines[source],
                another(t),
            ]
        )
    swings = {
        (number, f"{end}_{last}"): found[last]["swing"] if last in found else None
        for number, found in enumerate(series.values())
        for end in ("lower_95", "upper_95")
    }
    marks |= words.in_cells(t, swings)
    remark = WhyEmpty(t("The publication gives no figure for the year."))
    return Table(caption, columns, body, notes=marks, row_headers=2, remarks=[remark])


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
