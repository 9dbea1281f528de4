"""What holds for all rows of a table where no column says it: year, place, what is counted and in which measure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePath

from queries.exports.columns.column import Column, Role
from queries.exports.columns.labels import GENERAL, label, per
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.columns.titles import indicator_in, place_in, short_title, stem_of, year_in
from queries.exports.values import names, offences
from queries.exports.values.cells import Period
from queries.exports.words.concepts import concepts_of, is_preposition, words

ASKED_ABOUT = frozenset({*GENERAL, "händelser", "anmälningar"})
"""What a column of figures may say is counted, where nothing says more."""


def with_defaults(name: str, layout: Layout, corrections: Corrections, sheet: str, spoken: str, above: str) -> Layout:
    """Year, place, indicator and measure for all rows, where no column has them: from the title, else from the sheet's
    or the file's name. ``spoken`` is the title in words, ``above`` are all rows above the table."""
    stem = stem_of(name)
    titles = [text for text in (layout.title, sheet, PurePath(name).stem) if text and not offences.is_known(text)]
    layout = replace(layout, said=tuple(titles))
    from_name: list[str] = []
    year = Period(corrections.year) if corrections.year else None
    if not year and not layout.is_wide and not layout.having("year", "date"):
        year = next((named for text in titles if (named := year_in(text))), None)
        from_name += ["year"] if year else []
    place = corrections.place or ""
    if (
        not place
        and not any(one.place for one in layout.columns)
        and not layout.having("place", "place_code", "category")
        and not (layout.is_events and layout.having("latitude"))
    ):
        headings = [one.name for one in layout.columns if one.is_figure]
        texts = [*titles, *(headings if len(headings) == 1 else ())]
        place = next((found for text in texts if (found := place_in(text))), "")
        from_name.append("place" if place else "file")
        place = place or stem.strip()[:80] or "–"
    layout = with_measure(layout, titles)
    indicator = corrections.indicator or ""
    figures = [one for one in layout.columns if one.role in ("count", "rate", "share")]
    unsaid = not layout.having("indicator") or layout.measures_among
    if not indicator and unsaid and any(not one.indicator for one in figures):
        others = {one.indicator for one in figures if one.indicator}
        indicator = others.pop() if len(others) == 1 else ""
        indicator = indicator or counted_by_all(layout, figures, [spoken, layout.title, sheet, stem], above)
        from_name.append("indicator")
    layout = replace(layout, counted=counted_by_kinds(layout, figures, (spoken, stem)))
    if indicator and names.indicator(indicator).id == "population":
        unnamed = [one for one in figures if one.role == "count" and not one.indicator]
        layout = replaced(layout, unnamed, "population", None)
    said = {(one.role, one.period, one.part) for one in figures if indicator and one.indicator == indicator}
    columns = [replace(one, indicator=one.name) if takes_another(one, said) else one for one in layout.columns]
    layout = replace(layout, columns=tuple(columns), year=year, place=place)
    return replace(layout, indicator=indicator, from_name=tuple(from_name))


def counted_by_kinds(layout: Layout, figures: Sequence[Column], texts: Sequence[str]) -> str:
    """What is counted where rows say of which kind, but not what: as the one column of figures says, the title or the file."""
    said = [label(one.name).concepts for one in layout.having("indicator")]
    if not any(not one & {"offence", "activity", "of offence"} or "place" in one for one in said):
        return ""
    named = {label(one.name).contents for one in figures}
    texts = [*named, *texts] if len(named) == 1 else texts
    return next((short_title(text) for text in texts if text and offences.is_like(text)), "")


def takes_another(column: Column, said: Collection[tuple[object, ...]]) -> bool:
    """Whether a column that says nothing of what is counted would take what another column of such figures says; ``said``
    are the kinds of figures of those."""
    says_nothing = column.is_figure and not (column.indicator or column.place) and column.role != "population"
    return says_nothing and (column.role, column.period, column.part) in said


def counted_by_all(layout: Layout, figures: Sequence[Column], texts: Sequence[str], above: str) -> str:
    """What is counted, of the title, the sheet's and the file's name (``texts``, the last of which is the file's)."""
    spoken, *_, stem = texts
    if found := filtered(layout, above):
        return found
    if found := next((text.strip() for text in texts if offences.is_known(text)), ""):
        return found
    contents = [label(one.name).contents for one in figures]
    others = layout.having("population") or any(names.folded(text) in GENERAL for text in contents)
    known = (found for text in texts[1:] if text and (found := indicator_in(text)))
    if found := next((one for one in known if not others or names.indicator(one).id != "population"), ""):
        return found  # of a table of offences and inhabitants, the inhabitants are not what is counted
    told = next((text for text in contents if names.folded(text) in ASKED_ABOUT), "")
    return short_title(spoken) or told or short_title(stem) or stem.strip() or "–"


FILTER = re.compile(
    r"(?im)^\W*(?:brott\w*|offence|indikator|händelsetyp|rubricering)\s*(?:is|är|=|:)\s*(?P<name>[^\n;]{3,80})$"
)
"""What a Power BI report writes of the choice that its figures are of."""


def filtered(layout: Layout, titles: str) -> str:
    """The one offence that a filter beside the table names."""
    found = {match["name"].strip() for match in FILTER.finditer(f"{titles}\n{layout.footnotes}")}
    name = found.pop() if len(found) == 1 else ""
    return "" if re.search(r"(?i)\b(?:or|eller|and|och)\b|^(?:all|alla|samtliga)\b", name) else name


def with_measure(layout: Layout, said: Sequence[str]) -> Layout:
    """Figures whose columns do not say of which kind they are, where the title or a name does: per 100 000, shares."""
    vague = [one for one in layout.columns if one.role == "count" and one.vague]
    explicit = [one for one in layout.columns if one.role in ("count", "rate", "share") and not one.vague]
    if not vague or explicit or layout.having("measure"):
        return layout
    for text in said:
        if re.search(r"(?i)antal (?:och|samt|respektive)", text):
            return layout
        per_how_many = per(text)
        if per_how_many and (per_how_many >= 1000 or per_how_many == 1):
            return replaced(layout, vague, "rate", per_how_many)
        if says_share(text):
            return replaced(layout, vague, "share", None)
    return layout


def says_share(text: str) -> bool:
    """Whether a title says that its figures are shares: by its first word, or as their unit (``Trygghet, procent``)."""
    for number, part in enumerate(re.split(r"[,;:()–]", text)):
        said = [word for word in words(part) if not is_preposition(word)]
        shares = [word for word in said if "share" in concepts_of(word)]
        if shares and (len(shares) == len(said) or (number == 0 and said[0] == shares[0])):
            return True
    return "%" in text


def replaced(layout: Layout, vague: Sequence[Column], role: Role, per_how_many: int | None) -> Layout:
    columns = [
        replace(one, role=role, per=per_how_many, vague=False) if one in vague else one for one in layout.columns
    ]
    return replace(layout, columns=tuple(columns))
