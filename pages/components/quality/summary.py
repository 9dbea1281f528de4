"""The sentences above the data quality: how much was checked, what came out, and what matters most."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.quality import Row
from pages.components.quality.figures import Answers
from pages.components.text import Text
from queries.row_types import Record


def summary(t: Text, rows: Sequence[Row], answers: Answers, indicators: dict[str, str]) -> list[str]:
    """Short paragraphs; ``indicators`` are the labels of the indicators by id."""
    read = "" if broken(rows) else t("All files could be read in full: what was found concerns what the sources say.")
    return [part for part in (counted(t, rows), important(t, rows, answers, indicators), read) if part]


def counted(t: Text, rows: Sequence[Row]) -> str:
    """How many checks of how many files, and what came of them; broken files are named first of all."""
    outcomes = [row.outcome for row in rows]
    said = t(
        "Of {checks} checks of {files} files, **{found}** found something to know about, {passed} found nothing, and {unchecked} cannot be made.",
        checks=t.number(len(rows), 0),
        files=t.number(len({row.file for row in rows}), 0),
        found=t.number(outcomes.count("found"), 0),
        passed=t.number(outcomes.count("passed"), 0),
        unchecked=t.number(outcomes.count("not_checked"), 0),
    )
    files = len(broken(rows))
    if not files:
        return said
    wrong = t.plural("{count} file is not as it should be.", "{count} files are not as they should be.", files)
    return f"{wrong} {said}"


def broken(rows: Sequence[Row]) -> set[str]:
    """The files that are not as they should be."""
    return {row.file for row in rows if row.kind == "file" and row.outcome == "found"}


def important(t: Text, rows: Sequence[Row], answers: Answers, indicators: dict[str, str]) -> str:
    """What a council member needs most: totals that are wrong, numbers that were changed, years too few."""
    said = [
        total(t, row, indicators[row["indicator"]]) for row in answers["quality_totals"] if row["outcome"] == "found"
    ][:2]
    changed = [row for row in answers["quality_revisions"] if row["outcome"] == "found" and row["event"] == "shooting"]
    if changed:
        years = sorted({row["year"] for row in changed})
        said.append(
            t(
                "the country's number of shootings was changed after publication for {years}",
                years=t.span(years),
            )
        )
    few = [row for row in answers["quality_periods"] if row["outcome"] == "found"]
    if few:
        said.append(
            t(
                "{few} of {sources} sources have figures of fewer than five years, which show no trend",
                few=t.number(len(few), 0),
                sources=t.number(len(answers["quality_periods"]), 0),
            )
        )
    return t("Most important to know: {things}.", things="; ".join(said)) if said else ""


def total(t: Text, row: Record, what: str) -> str:
    """A total that is not what its parts make."""
    decimals = int(row["decimals"])
    values = {
        "what": what.lower(),
        "year": row["year"],
        "printed": t.number(row["printed"], decimals),
        "sum": t.number(row["compared"], decimals),
    }
    if row["measure"] == "count":
        return t("the total of {what} {year} is printed as {printed}, but its parts make {sum}", **values)
    return t(
        "the areas' share of the country's {what} {year} is printed as {printed} per cent, but its parts make {sum}",
        **values,
    )
