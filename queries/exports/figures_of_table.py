"""The figures of a table that was understood, as a reading: its observations, and what is to be said of them."""

from __future__ import annotations

import datetime
from dataclasses import replace

from queries.exports import observations
from queries.exports.cells import figures, sums, table, years
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.file.grid import Grid
from queries.exports.observations import Found
from queries.exports.problems import about
from queries.exports.reading import Key, Reading
from queries.exports.sentences import message, sentence
from queries.exports.understanding import about_indicators, about_places, understood

LEFT_OUT = ("part_of_year", "year_not_whole", "year_not_over", "zeros_at_end", "total_of_parts")
"""Why figures of years are left out, which says enough where nothing else remains."""


def with_figures(reading: Reading, cells: Grid, found: Layout, corrections: Corrections) -> Reading:
    """The reading with the observations of a table that was understood, or refused where there are none."""
    values = table.values(cells, found)
    sums.without_sums_of_offences(values)
    for text, last in corrections.lasting.items():
        of = {text} if text else {key.indicator for key in values.cells}
        values.lasting = values.lasting | of if last else values.lasting - of
    parts = figures.figures(values, found, dict(corrections.totals), reading.file)
    figures.cross_checked(parts, found, reading.file, values)
    sums.check_totals(parts, found, reading.file, values)
    whole = years.whole_years(parts, reading.file, values)
    if not corrections.whole_years:
        whole = years.without_parts_of_years(whole, parts, found, reading.file, values, datetime.date.today())
    years.mark_preliminary(found, {figure.year for figure in parts}, values)
    texts = {figure.indicator for figure in whole}
    indicators = observations.indicators_of(texts - {"population"}, corrections.indicators)
    if "population" in texts:
        indicators["population"] = Found("population", "population", "population", True)
    in_file: dict[Key, int] = {}
    rows, rounded = observations.with_rounded_shares(
        observations.observations(whole, indicators, reading.source, in_file)
    )
    places = figures.places_of(parts)
    by_part = tuple(figure for figure in parts if figure.part is not None and figure.parts)
    problems = [*found.problems, *values.problems]
    if not rows and not by_part:
        if not any(problem.check in LEFT_OUT or problem.row for problem in problems):
            problems = [*problems, about(reading.file, "all_missing" if values.missing else "no_data_rows")]
        return replace(reading, refused=tuple(problems[-20:]), further=values.further_problems)
    own = {text: place for text, place in places.items() if text not in values.wholes}
    if "file" in found.from_name:
        own.pop(found.place, None)
    said = [*understood(reading, found), *about_places(own)]
    remarks = [*figures.counted(values), *values.remarks, *rounded]
    others = [title for title in reading.sheets if title != reading.sheet]
    if others:
        text_ = message("Other sheets of the workbook were not read: {sheets}. Choose one below, or save it as a file.")
        remarks.append(sentence(text_, sheets=", ".join(others[:10]) + (" …" if len(others) > 10 else "")))
    made = replace(
        reading,
        problems=tuple(problems),
        further=values.further_problems,
        indicators=tuple(indicators.values()),
        observations=tuple(rows),
        by_part=by_part,
        rows=in_file,
        partial=values.partial,
        preliminary=tuple(sorted(values.preliminary)),
        lasting=tuple(sorted(values.lasting & {figure.indicator for figure in by_part})),
        likely_places={text: place.likely for text, place in places.items() if place.likely},
        remarks=tuple(remarks),
    )
    return replace(made, understood=(*said, *about_indicators(made)))
