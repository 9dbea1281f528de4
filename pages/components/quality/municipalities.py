"""What figures by municipality show when they are held against each other: rows of the data quality."""

from __future__ import annotations

from pages.components.quality import Row, Words, of_source
from queries.row_types import Record

QUARTERS = "quarters.csv"


def quarters(words: Words, row: Record) -> Row:
    """Four quarters and the year."""
    t = words.t
    subject = t("{what}: do four quarters make the year?", what=words.indicator(row["indicator"]))
    said = t("There are no years to compare with.")
    meaning = t("The quarters must be taken as they are printed.")
    if row["comparable"]:
        agreeing, comparable = row["comparable"] - row["differing"], row["comparable"]
        said = t(
            "In {agreeing} of {comparable} years of municipalities, to the last case (computed).",
            agreeing=t.number(agreeing, 0),
            comparable=t.number(comparable, 0),
        )
        meaning = t("Quarters and years tell of the same offences.")
    if row["outcome"] == "found":
        meaning = t("The years or the quarters were changed afterwards. Do not add one to the other.")
    found = None if row["outcome"] == "not_checked" else row["differing"]
    return of_source(
        *(words, "quarters", row, subject, said, meaning), checked=row["comparable"], found=found, file=QUARTERS
    )


def wholes(words: Words, row: Record) -> Row:
    """Kinds of offences and those that they are a part of."""
    t = words.t
    subject = t("{where}: is no part larger than its whole?", where=words.where(row["source"]))
    values = {"agreeing": t.number(row["figures"] - row["differing"], 0), "figures": t.number(row["figures"], 0)}
    said = t("In {agreeing} of {figures} pairs, such as burglary and all offences.", **values)
    meaning = t("The parts can be set beside the whole.")
    if row["outcome"] == "found":
        meaning = t("One of the two is wrong. Ask the source before you quote it.")
    return of_source(*(words, "wholes", row, subject, said, meaning), checked=row["figures"], found=row["differing"])


def one_population(words: Words, row: Record) -> Row:
    """Counts and rates of the same municipality and year."""
    t = words.t
    subject = t("{where}: do numbers and rates fit one population?", where=words.where(row["source"]))
    values = {"agreeing": t.number(row["figures"] - row["differing"], 0), "figures": t.number(row["figures"], 0)}
    said = t("In {agreeing} of {figures} years of municipalities, within rounding (computed).", **values)
    meaning = t("Number and rate say the same, though the source prints no population.")
    if row["outcome"] == "found":
        meaning = t("A number or a rate is wrong. Ask the source before you quote it.")
    return of_source(
        *(words, "one_population", row, subject, said, meaning), checked=row["figures"], found=row["differing"]
    )
