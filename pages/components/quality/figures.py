"""What the figures themselves show, from the questions ``quality_*``: rows of the data quality.

Each function words the answer of one question. :data:`CHECKS` names them in the order of their importance for a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pages.components.quality import Row, Words, of_source, years
from pages.components.quality import municipalities as quality_municipalities
from pages.components.quality import publications as quality_publications
from pages.components.text import uncapitalised
from queries.row_types import (
    AreaCountCheck,
    ConcentrationCheck,
    GapCheck,
    ImpliedShareCheck,
    LandCheck,
    LevelCheck,
    NoteCheck,
    PeriodCheck,
    PopulationCheck,
    RangeCheck,
    RateCheck,
    Record,
    RoundingCheck,
    TotalCheck,
)

Answers = Mapping[str, Sequence[Record]]
"""The rows of each question."""


def rows(words: Words, answers: Answers) -> list[Row]:
    """All rows, the most important check first."""
    return [word(words, row) for name, word in CHECKS.items() for row in answers[f"quality_{name}"]]


def totals(words: Words, row: TotalCheck) -> Row:
    """Parts and their total."""
    t, decimals = words.t, int(row["decimals"])
    parts = " + ".join(t.number(value, decimals) for value in row["part_values"])
    values = {"parts": parts, "sum": t.number(row["compared"], decimals), "printed": t.number(row["printed"], decimals)}
    if row["measure"] == "count":
        subject = t(
            "{what} {year}: do the parts make the total?", what=words.indicator(row["indicator"]), year=row["year"]
        )
    else:
        subject = t(
            "{what} {year}, share of the country's in per cent: do the parts make the total?",
            what=words.indicator(row["indicator"]),
            year=row["year"],
        )
    if row["outcome"] == "not_checked":
        said, meaning = t("The source lacks one of the parts."), t("The total must be taken as it is printed.")
    elif row["outcome"] == "found":
        said = t("The source prints {printed}. Its parts are {parts} = {sum} (computed).", **values)
        meaning = t("The figure is shown as printed. Do not quote it without saying what its parts make.")
    elif values["sum"] == values["printed"]:
        said, meaning = t("{parts} = {printed}, as printed.", **values), t("Parts and total can be used together.")
    else:
        said = t("{parts} = {sum} (computed); printed is {printed}. Rounding explains the difference.", **values)
        meaning = t("Parts and total can be used together.")
    found = None if row["outcome"] == "not_checked" else int(row["outcome"] == "found")
    return of_source(words, "totals", row, subject, said, meaning, checked=len(row["part_values"]) + 1, found=found)


def implied_shares(words: Words, row: ImpliedShareCheck) -> Row:
    """Counts and the shares beside them."""
    t = words.t
    subject = t(
        "{what} {year}: do numbers and shares fit each other?", what=words.indicator(row["indicator"]), year=row["year"]
    )
    if row["outcome"] == "not_checked":
        said = t("No number for the whole country fits most of the shares.")
        return of_source(words, "implied_shares", row, subject, said, t("Use the numbers, not the shares."))
    values = {
        "agreeing": t.number(row["agreeing"], 0),
        "shares": t.number(row["shares"], 0),
        "country": t.number(row["country_count"], 0),
    }
    said = t("{agreeing} of {shares} shares fit {country} in the whole country (computed).", **values)
    meaning = t("Number and share say the same.")
    if row["outcome"] == "found":
        said += " " + t(
            "This does not: {categories}.", categories=t.listed([words.category(id_) for id_ in row["disagreeing"]])
        )
        meaning = t("The number is not in doubt, the share is. Use the number.")
    found = row["shares"] - row["agreeing"]
    return of_source(words, "implied_shares", row, subject, said, meaning, checked=row["shares"], found=found)


def area_counts(words: Words, row: AreaCountCheck) -> Row:
    """Printed numbers of areas and the lists of areas."""
    t = words.t
    subject = t(
        "{what}, {where}: do the numbers fit the list of areas?",
        what=words.indicator(row["indicator"]),
        where=words.within(row["source"]),
    )
    said = []
    if row["comparable"]:
        values = {"agreeing": t.number(row["agreeing"], 0), "comparable": t.number(row["comparable"], 0)}
        said.append(t("{agreeing} of the {comparable} numbers that have a list agree with it (computed).", **values))
    if row["differing_years"]:
        said.append(t("They differ for {years}.", years=years(words, row["differing_years"])))
    if row["unlisted_years"]:
        said.append(t("There is no complete list for {years}.", years=years(words, row["unlisted_years"])))
    meaning = {
        "passed": t("The numbers can be followed area by area."),
        "found": t("Number and list do not agree. Say which of them you use."),
        "not_checked": t("The number must be taken on trust until there is a list."),
    }[row["outcome"]]
    return of_source(
        *(words, "area_counts", row, subject, " ".join(said), meaning),
        checked=row["comparable"],
        found=None if row["outcome"] == "not_checked" else len(row["differing_years"]),
    )


def population(words: Words, row: PopulationCheck) -> Row:
    """One population for several years."""
    t = words.t
    who = words.category(row["area_category"]) if row["area_category"] else t("single places")
    subject = t("Population, {who}: does each year have a number of its own?", who=who)
    many = {"same": t.number(row["same"], 0), "figures": t.number(row["figures"], 0)}
    if row["outcome"] == "found":
        said = t("The same number in every year for {same} of {figures} places.", **many)
        if row["area_category"]:
            people = t.number(row["printed"], 0)
            said = t("The same number for {years}: {people}.", years=t.span(row["years"]), people=people)
        meaning = t("The number was hardly counted each year. Rates computed from it show the size, not small changes.")
    else:
        said = t("A number for each of {years}.", years=t.span(row["years"]))
        meaning = t("The population follows the years.")
    return of_source(words, "population", row, subject, said, meaning, checked=row["figures"], found=row["same"])


def rates(words: Words, row: RateCheck) -> Row:
    """Rates, counts and populations in the same rows."""
    t = words.t
    subject = t("{what}: are the rates right for count and population?", what=words.indicator(row["indicator"]))
    values = {"figures": t.number(row["figures"], 0), "computed": t.number(row["computed"], 0)}
    if row["outcome"] == "not_checked":
        said = t("{figures} rates; the source does not print the counts and populations they were made of.", **values)
        meaning = t("The rates must be taken as printed. How much chance there is in them cannot be computed.")
        return of_source(words, "rates", row, subject, said, meaning, checked=0)
    agreeing = t.number(row["computed"] - row["differing"], 0)
    said = t("{agreeing} of {computed} rates are right, rounding considered (computed).", agreeing=agreeing, **values)
    meaning = t("The rates can be followed.")
    if row["outcome"] == "found":
        meaning = t("Some rates do not fit their own counts. Ask the source before you quote them.")
    return of_source(words, "rates", row, subject, said, meaning, checked=row["computed"], found=row["differing"])


def rounding(words: Words, row: RoundingCheck) -> Row:
    """How much rounding alone can mislead."""
    t, decimals = words.t, int(row["decimals"])
    what = words.indicator(row["indicator"])
    if row["measure"] == "per_1000":
        subject = t("{what} per 1,000 inhabitants: how coarse is the rounding?", what=what)
    else:
        subject = t("{what}, share of the country's: how coarse is the rounding?", what=what)
    said = t(
        "The smallest figure is {printed}. Rounding alone can make it {percent} per cent too high or too low (computed).",
        printed=t.number(row["printed"], decimals),
        percent=t.number(row["compared"], 0 if row["compared"] >= 2 else 1),
    )
    meaning = t("The rounding hardly matters.")
    if row["outcome"] == "found":
        step = t.number(1 / 10**decimals, decimals)
        meaning = t(
            "Do not read anything into a difference of {step}, and take percentages of change as rough.", step=step
        )
    return of_source(words, "rounding", row, subject, said, meaning)


def periods(words: Words, row: PeriodCheck) -> Row:
    """How many years there are."""
    t = words.t
    first, *others = [words.indicator(id_) for id_ in row["indicator_ids"]]
    what = t.listed([first, *map(uncapitalised, others)])
    subject = t("{what}, {where}: are the years enough for a trend?", what=what, where=words.within(row["source"]))
    said = t.plural("Figures of {count} year.", "Figures of {count} years.", int(row["fewest"]))
    if row["fewest"] != row["most"]:
        said = t(
            "Figures of {fewest} to {most} years.", fewest=t.number(row["fewest"], 0), most=t.number(row["most"], 0)
        )
    meaning = t("Enough years to look for a trend, with care.")
    if row["outcome"] == "found":
        meaning = t("So few years show a level, and what differs between two years, but no trend.")
    found = int(row["outcome"] == "found")
    return of_source(words, "periods", row, subject, said, meaning, checked=row["indicators"], found=found)


def gaps(words: Words, row: GapCheck) -> Row:
    """Years without figures."""
    t = words.t
    subject = t("{where}: are there figures for every year?", where=words.where(row["source"]))
    first, last = row["first_year"], row["last_year"]
    said = t("Figures for {years}, none missing.", years=t.span(list(range(first, last + 1))))
    if row["missing"]:
        said = t(
            "Figures from {first} to {last}; none for {years}.",
            first=first,
            last=last,
            years=years(words, row["missing"]),
        )
    elif row["outcome"] == "found":
        said = t("Figures for {years}.", years=t.span(list(range(first, last + 1))))
    if row["incomplete"]:
        lacking = {"incomplete": t.number(row["incomplete"], 0), "series": t.number(row["series"], 0)}
        said += " " + t("{incomplete} of {series} series lack a year that others have.", **lacking)
    meaning = t("The years follow each other without a gap.")
    if row["outcome"] == "found":
        meaning = t("A year without a figure is unknown. It is not zero.")
    found = len(row["missing"]) + row["incomplete"]
    return of_source(words, "gaps", row, subject, said, meaning, checked=row["series"], found=found)


def remarks(words: Words, row: NoteCheck) -> Row:
    """Figures with notes."""
    t = words.t
    subject = t("{where}: are there remarks on single figures?", where=words.where(row["source"]))
    values = {"noted": t.number(row["noted"], 0), "figures": t.number(row["figures"], 0)}
    said = t("None of {figures} figures has a remark.", **values)
    meaning = t("Nothing in particular is known against the figures.")
    if row["outcome"] == "found":
        said = t("{noted} of {figures} figures have a remark.", **values)
        if row["contradicted"]:
            said += " " + t("Contradicted by the source itself: {count}.", count=t.number(row["contradicted"], 0))
        if row["approximate"]:
            said += " " + t("Approximate: {count}.", count=t.number(row["approximate"], 0))
        meaning = t("The remark stands below the table where the figure is shown.")
    return of_source(words, "notes", row, subject, said, meaning, checked=row["figures"], found=row["noted"])


def concentration(words: Words, row: ConcentrationCheck) -> Row:
    """Table 5."""
    t = words.t
    subject = t("Shootings inside and outside the areas: do the shares make 100 per cent?")
    meanings = (
        t("The shares can be read together. They are rounded to whole per cent."),
        t("The shares do not fit each other. Quote none of them without saying so."),
    )
    file = "shooting_concentration.csv"
    return in_years(words, "concentration", row, subject, meanings, file)


def levels(words: Words, row: LevelCheck) -> Row:
    """Problem levels."""
    t = words.t
    subject = {
        "parts": t("Problem levels: does the total lie between its parts?"),
        "categories": t("Problem levels: does the level of all areas lie between those of the categories?"),
    }[row["of_what"]]
    meanings = (
        t("The means do not contradict each other."),
        t("A mean cannot lie outside what it is the mean of. Ask the source before you quote it."),
    )
    return in_years(words, "levels", row, subject, meanings, "problem_levels.csv")


def in_years(words: Words, check: str, row: Record, subject: str, meanings: tuple[str, str], file: str) -> Row:
    """A row about something that is so in some years of all."""
    t, differing = words.t, row["differing_years"]
    agreeing = {"agreeing": t.number(row["figures"] - len(differing), 0), "figures": t.number(row["figures"], 0)}
    said = t("Yes in {agreeing} of {figures} years.", **agreeing)
    meaning = meanings[0]
    if row["outcome"] == "not_checked":
        said, meaning = t("The source lacks the figures for it."), t("The figures must be taken as printed.")
    if differing:
        said += " " + t("Not in {years}.", years=years(words, differing))
        meaning = meanings[1]
    return of_source(words, check, row, subject, said, meaning, checked=row["figures"], found=len(differing), file=file)


def ranges(words: Words, row: RangeCheck) -> Row:
    """Means and ranges of the encrypted phones."""
    t = words.t
    subject = {
        "daily_footprints": t("Encrypted phones, daily footprints: does the mean lie between lowest and highest?"),
        "unique_phones": t("Encrypted phones, unique phones: does the mean lie between lowest and highest?"),
    }[row["measure"]]
    agreeing = {"agreeing": t.number(row["figures"] - row["outside"], 0), "figures": t.number(row["figures"], 0)}
    said = t("Yes in {agreeing} of {figures} groups.", **agreeing)
    if row["open_ranges"]:
        said += " " + t(
            "In {count} groups the source prints no number at one end (“>0”).", count=t.number(row["open_ranges"], 0)
        )
    meaning = t("Means and ranges do not contradict each other.")
    if row["outcome"] == "found":
        meaning = t("A mean cannot lie outside its range. Ask the source before you quote it.")
    more = {"checked": row["figures"], "found": row["outside"], "file": "encrochat.csv"}
    return of_source(words, "ranges", row, subject, said, meaning, **more)


def land(words: Words, row: LandCheck) -> Row:
    """Parts of the country's area."""
    t = words.t
    subject = t("{group}: is the share of the country's area right?", group=t.field(row, "label"))
    printed = t.number(row["printed"], 2)
    if row["outcome"] == "not_checked":
        said = t("The source prints {printed} per cent. The sizes of the areas are not here.", printed=printed)
        return of_source(
            words, "land", row, subject, said, t("The share must be taken as printed."), file="area_groups.csv"
        )
    said = t(
        "The source prints {printed} per cent. The sizes of the areas give {computed} per cent (computed).",
        printed=printed,
        computed=t.number(row["compared"], 3),
    )
    meaning = t("The printed share is the computed one, rounded.")
    if row["outcome"] == "found":
        meaning = t("The two do not agree. Say which of them you use.")
    more = {"checked": 1, "found": int(row["outcome"] == "found"), "file": "area_groups.csv"}
    return of_source(words, "land", row, subject, said, meaning, **more)


CHECKS: dict[str, Callable[[Words, Any], Row]] = {
    "totals": totals,
    "implied_shares": implied_shares,
    "revisions": quality_publications.revisions,
    "publications": quality_publications.publications,
    "periods": periods,
    "population": population,
    "rounding": rounding,
    "rates": rates,
    "gaps": gaps,
    "notes": remarks,
    "area_counts": area_counts,
    "quarters": quality_municipalities.quarters,
    "wholes": quality_municipalities.wholes,
    "one_population": quality_municipalities.one_population,
    "concentration": concentration,
    "land": land,
    "levels": levels,
    "ranges": ranges,
}
"""How the answer of each question ``quality_<name>`` is worded, the most important first."""

QUESTIONS = tuple(f"quality_{name}" for name in CHECKS)
