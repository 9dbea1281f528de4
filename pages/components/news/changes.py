"""What is new in the data, in words, as tables and as rows of a chart: what came, what was revised, what comes next."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence

from babel.dates import format_date

from pages.components.charts import Row
from pages.components.tables import Column, Table
from pages.components.text import Text, is_missing
from queries.row_types import Coverage, DataChange, Indicator, RevisedFigure, RevisionCheck

DAY = len("2026-11-29")


def kinds(t: Text) -> dict[str, str]:
    """Kinds of changes."""
    return {"new": t("New figures"), "revised": t("Revised figures")}


def names(t: Text) -> dict[str, str]:
    """Kinds of published figures."""
    return {
        "quarters": t("Reported offences by municipality and quarter"),
        "offences": t("Reported offences by municipality and year"),
        "country": t("Reported offences in the whole country"),
        "shootings": t("Shootings and detonations in the whole country"),
        "assessments": t("The police's assessments of areas"),
        "categories": t("Offences and incidents by area category"),
        "populations": t("Population of the municipalities"),
    }


def measures(t: Text) -> dict[str, str]:
    """What a revised figure counts."""
    return {
        "count": t("Number"),
        "per_1000": t("Per 1,000 inhabitants"),
        "population": t("Population"),
        "share_percent": t("Per cent"),
    }


def day(t: Text, date: str) -> str:
    """A day or month as it stands in a sentence: *29 november 2026*, *mars 2027*."""
    if len(date) == DAY:
        return str(format_date(datetime.date.fromisoformat(date), "d MMMM y", locale=t.locale))
    if "-" in date:
        return str(format_date(datetime.date.fromisoformat(f"{date}-01"), "MMMM y", locale=t.locale))
    return date


# ---- what came ----------------------------------------------------------------------------------------------------


def answer(t: Text, changes: Sequence[DataChange]) -> str:
    """When figures came last, and from whom."""
    newest = [row for row in changes if row["date"] == changes[0]["date"]]
    publishers = list(dict.fromkeys(row["publisher"] for row in newest))
    return t(
        "The newest figures came here on **{day}**, from {publishers}.",
        day=day(t, newest[0]["date"]),
        publishers=t.listed(publishers),
    )


def came(t: Text, changes: Sequence[DataChange], lines: dict[str, str]) -> Table:
    """A row a change, the newest first."""
    columns = [
        Column("date", t("Came here")),
        Column("kind", t("Kind"), labels=kinds(t)),
        Column("what", t("What"), evident=True),
        Column("publisher", t("Publisher")),
        Column("published", t("Published")),
        Column("source", t("Source"), labels=lines, unseen=True),
        Column("id", t("Id"), unseen=True),
    ]
    rows: list[list[object]] = [
        [row["date"], row["kind"], t.field(row, "what"), row["publisher"], row["published"], row["source"], row["id"]]
        for row in changes
    ]
    return Table(
        t("What came, the newest first"), columns, rows, stacked=True, row_ids=[(row["id"],) for row in changes]
    )


# ---- what comes next ----------------------------------------------------------------------------------------------


def expected(changes: Sequence[DataChange]) -> list[DataChange]:
    """Of each source what is said last of its next figures, the soonest first; what has no date stands last."""
    latest: dict[str, DataChange] = {}
    for row in changes:  # the newest first
        if not is_missing(row["next_sv"]):
            latest.setdefault(series(row["source"]), row)
    return sorted(latest.values(), key=lambda row: (is_missing(row["next_expected"]), row["next_expected"] or ""))


def series(source: str) -> str:
    """What stays the same in the ids of a series of publications: all but dates and years."""
    return "-".join(part for part in source.split("-") if not part.isdigit())


def how_known(t: Text, row: DataChange, today: datetime.date) -> str:
    """How it is known when figures are due: a day is what the source publishes, a month its usual rhythm."""
    due = row["next_expected"]
    if due is None:
        return t("no date is published")
    is_published = len(due) == DAY
    said = t("the source's own date") if is_published else t("by the source's usual rhythm, not a published date")
    if today.isoformat()[: len(due)] > due:
        return t("{how}; it has passed, and the figures have not been fetched", how=said)
    return said


def due(t: Text, changes: Sequence[DataChange], today: datetime.date) -> Table:
    """A row a series of figures: what comes next, when, and how that is known."""
    columns = [
        Column("due", t("Expected")),
        Column("what", t("What"), evident=True),
        Column("how", t("How it is known"), by_date=True),
        Column("publisher", t("Publisher")),
        Column("next_expected", t("Date"), unseen=True),
    ]
    rows: list[list[object]] = [
        [
            day(t, row["next_expected"]) if row["next_expected"] else None,
            t.field(row, "next"),
            how_known(t, row, today),
            row["publisher"],
            row["next_expected"],
        ]
        for row in expected(changes)
    ]
    ids = [(row["id"],) for row in expected(changes)]
    return Table(t("What comes next"), columns, rows, stacked=True, row_ids=ids)


def next_said(t: Text, changes: Sequence[DataChange], today: datetime.date) -> str:
    """What is due next, in a sentence; empty where nothing is known of it."""
    coming = [row for row in expected(changes) if row["next_expected"]]
    late = [
        row for row in coming if today.isoformat()[: len(row["next_expected"] or "")] > (row["next_expected"] or "")
    ]
    said = [t("Out by now, but not fetched: {what}", what=t.field(row, "next")) for row in late]
    following = next((row for row in coming if row not in late), None)
    if following:
        when, what = day(t, following["next_expected"] or ""), t.field(following, "next")
        said.append(t("Next, in {when}: {what}", when=when, what=what))
    return " ".join(said)


# ---- what was revised ---------------------------------------------------------------------------------------------


def revised_said(t: Text, rows: Sequence[RevisedFigure], national: Sequence[RevisionCheck]) -> str:
    """How many figures were revised, and the largest change."""
    if not rows and not national:
        return t("No published figure here has been revised.")
    parts = []
    if rows:
        parts.append(
            t.plural("{count} figure of a later publication", "{count} figures of later publications", len(rows))
        )
    if national:
        most = max(national, key=lambda row: abs(row["difference"]))
        parts.append(
            t.plural(
                "{count} number of the whole country, by {most} at most ({year})",
                "{count} numbers of the whole country, by {most} at most ({year})",
                len(national),
                most=t.number(most["difference"], 0, signed=True),
                year=most["year"],
            )
        )
    return t("Revised so far: {parts}.", parts=t.listed(parts))


def revised(
    t: Text,
    rows: Sequence[RevisedFigure],
    national: Sequence[RevisionCheck],
    indicators: Mapping[str, Indicator],
    categories: Mapping[str, str],
    lines: dict[str, str],
) -> Table:
    """A row a revised figure: what it was, what it is, and by how much it changed."""
    events = {"shooting": t("Shootings"), "detonation": t("Detonations")}
    country, number = t("The whole country"), t("Number")
    columns = [
        Column("indicator", t("Indicator")),
        Column("place", t("Place")),
        Column("year", t("Year"), 0, grouped=False),
        Column("before", t("Before"), 0, by_row=True),
        Column("after", t("After the revision"), 0, by_row=True),
        Column("difference", t("Difference"), 0, by_row=True, computed=True, signed=True),
        Column("published_before", t("Published")),
        Column("published_after", t("Latest published")),
        Column("measure", t("Measure"), unseen=True),
        Column("source", t("Source"), labels=lines, unseen=True),
        Column("latest_source", t("Source of the latest number"), labels=lines, unseen=True),
    ]
    cells: list[list[object]] = []
    decimals = []
    for row in rows:
        label = t.field(indicators[row["indicator"]], "label") if row["indicator"] in indicators else row["indicator"]
        place = row["area"] or categories.get(row["area_category"] or "") or country
        values = [row["value_before"], row["value_after"], row["difference"], row["published_before"]]
        after = [row["published_after"], measures(t).get(row["measure"], row["measure"])]
        cells.append([label, place, row["year"], *values, *after, row["source_before"], row["source_after"]])
        decimals.append(0 if row["measure"] in ("count", "population") else 2)
    for one in national:
        values = [one["printed"], one["compared"], one["difference"], one["printed_published"]]
        after = [one["compared_published"], number]
        cells.append(
            [events[one["event"]], country, one["year"], *values, *after, one["source"], one["compared_source"]]
        )
        decimals.append(0)
    ids = [tuple(str(cell) for cell in (row[0], row[1], row[2], row[8], row[9], row[10])) for row in cells]
    caption = t("Figures that were revised")
    return Table(caption, columns, cells, row_headers=2, stacked=True, decimals_by_row=decimals, row_ids=ids)


# ---- how far the figures reach ------------------------------------------------------------------------------------


def published(coverage: Sequence[Coverage], own: Collection[str]) -> list[Coverage]:
    """A row a kind of figures, with its first year and what is the latest, the newest first; sources of a reader's ``own``
    files are not published."""
    found: dict[str, Coverage] = {}
    for row in coverage:  # of a kind the latest last
        if row["source"] not in own:
            since = min(row["since"], found[row["kind"]]["since"] if row["kind"] in found else row["since"])
            found[row["kind"]] = {**row, "since": since}
    return sorted(
        found.values(), key=lambda row: (-row["until"], -(row["last_quarter"] or 0), -row["since"], row["kind"])
    )


def chart_rows(t: Text, coverage: Sequence[Coverage]) -> list[Row]:
    """A span a kind of figures, the newest first."""
    return [
        {
            "name": names(t)[row["kind"]],
            "from": float(row["since"]),
            "to": row["until"] + (row["last_quarter"] or 4) / 4,
            "shown": until(t, row),
        }
        for row in coverage
    ]


def until(t: Text, row: Coverage) -> str:
    """The last period of a kind of figures."""
    last = str(row["until"])
    if row["last_quarter"]:
        last = t("quarter {quarter} of {year}", quarter=row["last_quarter"], year=row["until"])
    return t("{period} (preliminary)", period=last) if row["is_preliminary"] else last


def reach(t: Text, coverage: Sequence[Coverage], lines: dict[str, str]) -> Table:
    """A row a kind of figures: from when and until when."""
    columns = [
        Column("kind", t("Figures"), labels=names(t)),
        Column("since", t("From"), 0, grouped=False),
        Column("until", t("Until")),
        Column("source", t("Source of the latest"), labels=lines),
    ]
    rows: list[list[object]] = [[row["kind"], row["since"], until(t, row), row["source"]] for row in coverage]
    return Table(
        t("How far the figures reach"), columns, rows, stacked=True, row_ids=[(row["kind"],) for row in coverage]
    )
