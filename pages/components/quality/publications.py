"""Figures that were published more than once: rows of the data quality, and the chart and table of what was changed."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.quality import Row, Words, of_source, years
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import PublicationCheck, Record, RevisionCheck

FILE = "national_shootings.csv"


def revisions(words: Words, row: RevisionCheck) -> Row:
    """One earlier number of the whole country and the latest."""
    t = words.t
    subject = {
        "shooting": t("Shootings in the whole country {year}: was the number changed later?"),
        "detonation": t("Detonations in the whole country {year}: was the number changed later?"),
    }[row["event"]].format(year=row["year"])
    values = {
        "earlier": t.number(row["printed"], 0),
        "then": row["printed_published"],
        "later": t.number(row["compared"], 0),
        "now": row["compared_published"],
    }
    if row["is_implied"]:
        said = t("{earlier} by the shares of {then} (computed), {later} in the publication of {now}.", **values)
    else:
        said = t("{earlier} in the publication of {then}, {later} in that of {now}.", **values)
    meaning = t("The number stands.")
    if row["outcome"] == "found":
        change = t.number(row["difference"], 0, signed=True)
        meaning = t(
            "Changed by {change} (computed). Compare only years of the same publication.",
            change=change,
        )
    found = int(row["outcome"] == "found")
    return of_source(words, "revisions", row, subject, said, meaning, checked=1, found=found, file=FILE)


def publications(words: Words, row: PublicationCheck) -> Row:
    """The same figures in two sources."""
    t = words.t
    subject = t("{what}: do two publications say the same?", what=words.indicator(row["indicator"]))
    agreeing = row["figures"] - len(row["differing_years"])
    said = t(
        "{figures} figures stand both in {first} and in {second}.",
        figures=t.number(row["figures"], 0),
        first=words.within(row["source"]),
        second=words.within(row["compared_source"]),
    )
    if row["differing_years"]:
        said += " " + t("They differ for {years}.", years=years(words, row["differing_years"]))
    else:
        said += " " + t("They are the same.")
    meaning = t("It does not matter which of them you quote.")
    if row["outcome"] == "found":
        meaning = t("Say which publication you quote, and compare only years of the same one.")
    more = {"checked": row["figures"], "found": row["figures"] - agreeing}
    return of_source(words, "publications", row, subject, said, meaning, **more)


def shootings(revised: Sequence[RevisionCheck]) -> list[RevisionCheck]:
    """The rows that chart and table are about."""
    return [row for row in revised if row["event"] == "shooting"]


def chart_rows(t: Text, revised: Sequence[RevisionCheck]) -> list[Record]:
    """A point a year and publication, for ``dumbbell_chart``: ``is_latest`` and, from left to right, where its figure stands."""
    points: dict[int, dict[tuple[int, str], bool]] = {}
    for row in revised:
        of_year = points.setdefault(row["year"], {})
        of_year[row["printed"], row["printed_published"]] = False
        of_year[row["compared"], row["compared_published"]] = True
    return [
        {
            "name": str(year),
            "area_category": "sweden",
            "value": float(value),
            "shown": t.number(value, 0),
            "published": published,
            "is_latest": is_latest,
        }
        for year, of_year in sorted(points.items())
        for (value, published), is_latest in of_year.items()
    ]


def table(t: Text, caption: str, revised: Sequence[RevisionCheck], sources: dict[str, str]) -> Table:
    """The figures of the chart; ``sources`` are the lines of the sources by id."""
    columns = [
        Column("year", t("Year")),
        Column("earlier", t("Earlier number"), decimals=0),
        Column("earlier_published", t("Published")),
        Column("latest", t("Latest number"), decimals=0),
        Column("latest_published", t("Latest published")),
        Column("difference", t("Difference"), decimals=0, computed=True, signed=True),
        Column(
            "earlier_is_computed", t("Earlier number computed"), labels={"yes": t("yes"), "no": t("no")}, unseen=True
        ),
        Column("source", t("Source"), labels=sources, unseen=True),
        Column("latest_source", t("Source of the latest number"), labels=sources, unseen=True),
    ]
    rows = [
        [
            *(row["year"], row["printed"], row["printed_published"], row["compared"], row["compared_published"]),
            *(row["difference"], "yes" if row["is_implied"] else "no", row["source"], row["compared_source"]),
        ]
        for row in revised
    ]
    computed = frozenset((number, "earlier") for number, row in enumerate(revised) if row["is_implied"])
    remarks = [t("Numbers marked as computed are not printed: they follow from the shares of the report.")]
    ids = [(row["year"], row["source"], row["compared_source"]) for row in revised]
    return Table(caption, columns, rows, remarks=remarks if computed else (), computed=computed, row_ids=ids)
