"""Third stage, last part: which figures are those of whole years, and which of them are preliminary.

What is of a part of a year is never shown as a year: it is left out, and the reader is told why.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from queries.exports.cells.kept import Figure, Values
from queries.exports.columns.layout import Layout
from queries.exports.problems import about
from queries.exports.sentences import message, sentence
from queries.exports.values import cells
from queries.exports.values.cells import WEEKS, parts_of
from queries.exports.values.part_years import made_in, one_part, partly, preliminary_years, stated_period
from queries.store.checks import Problem

Named = tuple[str, str, int]
"""Place, indicator and year."""


def whole_years(parts: list[Figure], name: str, found: Values) -> list[Figure]:
    """The figures by year. Months and quarters are added up where all of a year are there; otherwise the year is left out."""
    by_year = {key_of(figure): figure for figure in parts if figure.part is None or figure.parts == 0}
    groups: dict[Named, dict[int, list[Figure]]] = {}
    for figure in parts:
        if figure.part is not None and figure.parts:
            groups.setdefault(key_of(figure), {}).setdefault(figure.parts, []).append(figure)
    incomplete: dict[int, int] = {}
    for key, kinds in groups.items():
        if key[1] in found.lasting:
            last = last_of(kinds, key[2])
            if last and key not in by_year:
                by_year[key] = replace(last, part=None, parts=1)
            elif key not in by_year:
                incomplete[key[2]] = max(incomplete.get(key[2], 0), *map(len, kinds.values()))
            continue
        whole = [members for kind, members in sorted(kinds.items(), reverse=True) if is_whole(members, key[2], kind)]
        if key in by_year:
            if not beside_total(by_year[key], kinds, whole, name, found):
                del by_year[key]
        elif not whole:
            incomplete[key[2]] = max(incomplete.get(key[2], 0), *map(len, kinds.values()))
        else:
            if len(whole) > 1:
                of_two_kinds(key, whole, name, found)
            by_year[key] = added_up(whole[0])
    said_of_parts(groups, incomplete, set(by_year), found)
    return [figure for figure in by_year.values() if any_figure(figure)]


def last_of(kinds: dict[int, list[Figure]], year: int) -> Figure | None:
    """The figure of the year's last month, quarter or other part, where it is there."""
    ends = [one for kind, members in kinds.items() for one in members if one.part == parts_of(year, kind)]
    return max((one for one in ends if any_figure(one)), key=lambda one: one.parts, default=None)


def key_of(figure: Figure) -> Named:
    return figure.place, figure.indicator, figure.year


def is_whole(members: list[Figure], year: int, parts: int) -> bool:
    return len({figure.part for figure in members}) >= parts_of(year, parts)


def sum_of(members: Iterable[Figure]) -> float | None:
    """The sum of the counts; ``None`` where one is unknown."""
    counts = [figure.count for figure in members]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def added_up(members: list[Figure]) -> Figure:
    last = max(members, key=lambda figure: figure.part or 0)
    year = replace(last, part=None, parts=1, count=sum_of(members), summed=True)
    return replace(year, per_1000=None, share_percent=None, rate_text="")  # which cannot be added up


def beside_total(
    figure: Figure, kinds: dict[int, list[Figure]], whole: list[list[Figure]], name: str, found: Values
) -> bool:
    """Whether a figure of the year beside months or quarters is really that of the year.

    Beside too few of them it is, if it is more than they are together. Where all are there and their sum is another, it
    is told.
    """
    values = (figure.count, figure.per_1000, figure.share_percent, figure.population)
    shown = f"{figure.place} {figure.year}: {cells.digits(next((value for value in values if value is not None), 0))}"
    if whole:
        expected = sum_of(whole[0])
        if figure.count is not None and expected is not None and expected != figure.count:
            found.problem(Problem("sum_differs", name, figure.row, value=shown, expected=(cells.digits(expected),)))
        return True
    kind, members = max(kinds.items(), key=lambda item: len(item[1]) / item[0])
    known = sum(one.count for one in members if one.count is not None)
    if figure.count is not None and figure.count > known and any(one.count is not None for one in members):
        return True
    there, all_ = str(len(members)), str(parts_of(figure.year, kind))
    found.problem(Problem("total_of_parts", name, figure.row, value=shown, expected=(there, all_)))
    return False


def of_two_kinds(key: Named, whole: list[list[Figure]], name: str, found: Values) -> None:
    """Say where months and quarters of the same year do not give the same sum; the months are used."""
    first, second = sum_of(whole[0]), sum_of(whole[1])
    if first is not None and second is not None and first != second:
        shown = f"{key[0]} {key[2]}: {cells.digits(second)}"
        found.problem(Problem("sum_differs", name, whole[1][-1].row, value=shown, expected=(cells.digits(first),)))


def said_of_parts(
    groups: dict[Named, dict[int, list[Figure]]], incomplete: dict[int, int], known: set[Named], found: Values
) -> None:
    """What is to be known of months and quarters."""
    lasting = sorted(found.lasting & {indicator for _, indicator, _ in groups})
    if lasting:
        text = message(
            "Not added up over the months, since one month holds what the one before it held: {indicators}. The last month of a year is the year's figure."
        )
        found.remarks.append(sentence(text, indicators=", ".join(lasting[:5])))
    for year, months in sorted(incomplete.items()):
        text = message("Of {year} there are too few months or quarters ({count}); it is not shown as a year.")
        found.remarks.append(sentence(text, year=year, count=months))
    if any(len(kinds) > 1 for kinds in groups.values()):
        text = message(
            "The file has months and quarters of the same year. The finest of them that are all there make up the year."
        )
        found.remarks.append(sentence(text))
    members = [figure for kinds in groups.values() for of_kind in kinds.values() for figure in of_kind]
    if any(figure.per_1000 is not None for figure in members):
        text = message("Rates by month or quarter cannot be added up to years; the counts can.")
        found.remarks.append(sentence(text))
    if any(figure.share_percent is not None for figure in members):
        text = message(
            "Shares by month or quarter cannot be added up to years, and are shown by month or quarter only."
        )
        found.remarks.append(sentence(text))
    if any(WEEKS in kinds for key, kinds in groups.items() if key in known):
        text = message("A year of weeks begins and ends with a whole week, some days off the calendar year.")
        found.remarks.append(sentence(text))


def any_figure(figure: Figure) -> bool:
    return any(value is not None for value in (figure.count, figure.population, figure.per_1000, figure.share_percent))


# ---- years that are not whole ---------------------------------------------------------------------------------------


def without_parts_of_years(
    figures: list[Figure], parts: list[Figure], layout: Layout, name: str, found: Values, today: datetime.date
) -> list[Figure]:
    """The figures but for those of years that title, notes, days or the calendar say are not whole.

    Populations stay: they are those of a day.
    """
    there = {figure.year for figure in figures if figure.indicator != "population"}
    cut: dict[int, str] = {}
    for year, words in [*said_in_texts(layout, there, found.starred), *cut_by_days(layout, found)]:
        if year in there:
            cut.setdefault(year, words)
    for words in dict.fromkeys(cut.values()):
        years = ", ".join(str(year) for year in sorted(cut) if cut[year] == words)
        found.problem(about(name, "year_not_whole", words, years))
    running = {year for year in there if year >= today.year} - set(cut)
    if running:
        found.problem(about(name, "year_not_over", ", ".join(map(str, sorted(running)))))
    zeros = {year: month for year, month in zeros_at_end(parts).items() if year in there - set(cut) - running}
    for year, month in zeros.items():
        found.problem(about(name, "zeros_at_end", f"{year}-{month:02}", str(year)))
    left_out = set(cut) | running | set(zeros)
    return [figure for figure in figures if figure.year not in left_out or figure.indicator == "population"]


def said_in_texts(layout: Layout, there: Collection[int], starred: set[int]) -> Iterable[tuple[int, str]]:
    """Years that a title, the file's name or a note says are not whole, with its words."""
    for text in layout.said:
        for one in partly(text):
            for year in one.years or there:
                yield year, one.words
        if len(there) == 1 and (words := one_part(text)):
            yield next(iter(there)), words
    for line in layout.footnotes.splitlines():
        for one in partly(line):
            meant = starred if line.startswith("*") and starred else {max(there, default=0)}
            for year in one.years or meant:
                yield year, one.words
    for text in (*layout.said, *layout.footnotes.splitlines()):
        yield from made_in(text)


ZERO_BY_CHANCE = 5.0
"""So many events that are expected, and do not happen, are more likely not yet counted: by chance it is under one in 100."""


def zeros_at_end(parts: Iterable[Figure]) -> dict[int, int]:
    """The first of the months at the end of a file's last year in which nothing happened anywhere, by that year; nothing
    where that may be chance."""
    months: dict[int, dict[int, float]] = {}
    for figure in parts:
        if figure.parts == 12 and figure.part and figure.count is not None:
            of_year = months.setdefault(figure.year, {})
            of_year[figure.part] = of_year.get(figure.part, 0) + figure.count
    if not months:
        return {}
    year, counts = max(months.items())
    last = max((month for month, count in counts.items() if count), default=0)
    rest = [month for month in counts if month > last]
    if not last or len(rest) < 2 or sum(counts.values()) / last * len(rest) < ZERO_BY_CHANCE:
        return {}
    return {year: last + 1}


def cut_by_days(layout: Layout, found: Values) -> Iterable[tuple[int, str]]:
    """The first and the last year of figures by day, where the days do not reach their ends."""
    if not found.first_day or not found.last_day:
        return
    begin, end = spanned(layout, found.first_day, found.last_day)
    words = f"{begin}–{end}"
    if begin > datetime.date(begin.year, 1, 7):
        yield begin.year, words
    if end < datetime.date(end.year, 12, 25):
        yield end.year, words


def spanned(layout: Layout, first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The days that a file covers: those its title or notes state, where its figures lie within, else the first and last."""
    for text in (*layout.said, *layout.footnotes.splitlines()):
        stated = stated_period(text)
        if stated and stated[0] <= first and last <= stated[1]:
            return stated
    return first, last


# ---- preliminary figures --------------------------------------------------------------------------------------------


def mark_preliminary(layout: Layout, years: Collection[int], found: Values) -> None:
    """Add to the years that their own cells mark as preliminary those that titles and notes do; and say so."""
    for text in (*layout.said, layout.footnotes):
        found.preliminary |= preliminary_years(text, years)
    starred = (found.starred & set(years)) - found.preliminary
    meaning = next((line for line in layout.footnotes.splitlines() if re.match(r"\*|\(\*\)", line)), "")
    if starred and meaning:
        if re.search(r"(?i)\bprel", meaning):
            found.preliminary |= starred
        elif not partly(meaning):  # which was told already
            text = message("The star beside {years} is explained in the notes: “{words}”.")
            shown = ", ".join(map(str, sorted(starred)))
            found.remarks.append(sentence(text, years=shown, words=meaning.lstrip("*() ")[:150]))
    elif starred:
        found.preliminary |= starred
        text = message(
            "A star stands beside {years}, and the file does not say why. The figures are marked as preliminary."
        )
        found.remarks.append(sentence(text, years=", ".join(map(str, sorted(starred)))))
    for year in sorted(found.preliminary):
        text = message("The figures of {year} are marked as preliminary and may change.")
        found.remarks.append(sentence(text, year=year))
