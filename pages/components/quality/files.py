"""The checks that every file goes through when it is loaded, as rows of the data quality."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import problems
from pages.components.quality import Row
from pages.components.text import Text
from queries.store.checks import FileCheck

SHOWN = 3
"""Problems of one check that are written out; further ones are counted."""


def rows(t: Text, checks: Sequence[FileCheck]) -> list[Row]:
    """One row a check and file."""
    subjects, meanings = asked(t), passed(t)
    made = []
    for check in checks:
        if check.outcome == "found":
            said, meaning = found(t, check), in_use(t, check)
        elif check.outcome == "not_checked":
            said, meaning = t("Not carried out: an earlier check stopped the file."), in_use(t, check)
        else:
            said, meaning = looked_at(t, check.kind, check.checked or 0), meanings[check.kind]
        made.append(
            Row(
                check=check.kind,
                kind="file",
                file=check.file,
                source=None,
                subject=subjects[check.kind],
                outcome=check.outcome,
                said=said,
                meaning=meaning,
                checked=check.checked,
                found=None if check.outcome == "not_checked" else len(check.problems),
            )
        )
    return made


def asked(t: Text) -> dict[str, str]:
    """What each kind of check asks."""
    return {
        "dictionary": t("Does the dictionary describe every kind of file?"),
        "form": t("Can the file be read, with the columns it should have?"),
        "persons": t("Is there nothing in it that could tell of a person?"),
        "values": t("Does each cell hold the right kind of value, within its limits?"),
        "keys": t("Does any row stand twice, here or in another file?"),
        "filled": t("Does each row hold a figure, for one category or one place?"),
        "references": t("Does every id stand in the dictionary?"),
        "decimals": t("Is every decimal of the figures shown?"),
        "parts": t("Does each question belong to the same part everywhere?"),
        "action_goals": t("Does the goal of every action belong to the same agreement?"),
        "targets": t("Is every target in numbers whole, and about a figure tied to its goal?"),
        "ends": t("Does nothing end before it begins?"),
        "future": t("Was every last follow-up today or before?"),
        "one_phase": t("Is each area in one phase at a time?"),
        "additions": t("Does the addition leave what is there already as it is?"),
    }


def looked_at(t: Text, kind: str, count: int) -> str:
    """What a kind of check looked at, and that it had nothing to remark."""
    if kind == "dictionary":
        return t.plural("{count} kind of file, described.", "{count} kinds of file, all described.", count)
    if kind == "form":
        return t.plural("{count} row read.", "{count} rows read.", count)
    if kind == "values":
        return t.plural("{count} cell, nothing to remark.", "{count} cells, nothing to remark.", count)
    if kind == "keys":
        return t.plural("{count} row, not there twice.", "{count} rows, none of them twice.", count)
    if kind == "references":
        return t.plural("{count} id, known.", "{count} ids, all of them known.", count)
    if kind == "decimals":
        return t.plural(
            "{count} figure, with no more decimals than are shown.",
            "{count} figures, none with more decimals than are shown.",
            count,
        )
    return t.plural("{count} row, nothing to remark.", "{count} rows, nothing to remark.", count)


def passed(t: Text) -> dict[str, str]:
    """What it means for the reader that a check has nothing to remark."""
    return {
        "dictionary": t("Every file was checked by what the dictionary says of it."),
        "form": t("No row was lost on the way."),
        "persons": t("The file holds how many there are, never who."),
        "values": t(
            "No text where a figure should be, and nothing outside what is possible. A wrong figure that looks right is not seen here."
        ),
        "keys": t("Nothing is counted twice."),
        "filled": t("No row is empty or belongs to two things at once."),
        "references": t("Every figure leads to its indicator, its category and its source."),
        "decimals": t("Nothing is rounded in silence."),
        "parts": t("The parts can be compared between the areas."),
        "action_goals": t("Every action is counted under its own agreement."),
        "targets": t("Every target can be drawn and followed."),
        "ends": t("Every period can be drawn."),
        "future": t("No follow-up is told of that has not been."),
        "one_phase": t("Every phase can be drawn under the charts of its time."),
        "additions": t("No published figure was replaced."),
    }


def found(t: Text, check: FileCheck) -> str:
    """The problems in words, the first ones in full."""
    said = [problems.sentence(t, problem) for problem in check.problems[:SHOWN]]
    rest = len(check.problems) - SHOWN
    if rest > 0:
        said.append(t.plural("and {count} further problem", "and {count} further problems", rest))
    return " ".join(said)


def in_use(t: Text, check: FileCheck) -> str:
    """Which version of a file that is not as it should be the figures come from."""
    if check.use == "last_good":
        return t("The pages show the last good version of the file.")
    if check.use == "rows_left_out":
        return t("The rows are left out until they are mended; the rest of the file is shown.")
    return t("The file is left out. Its figures are shown nowhere until it is mended.")
