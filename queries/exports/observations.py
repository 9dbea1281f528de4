"""Fourth stage: figures in the dashboard's own contract, with the rows of the dictionary they need."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from queries.exports.cells.kept import Figure
from queries.exports.sentences import Listed, Sentence, message, sentence, spoken, translated
from queries.exports.values import names, offences
from queries.exports.values.names import cleaned
from queries.store.checks import READ

MEASURES = ("count", "population", "per_1000", "share_percent")
COLUMNS = ("indicator", "area_category", "area", "year", "count", "population", "per_1000", "share_percent", "source")
"""The contract's columns; see data/README.md."""

LONGEST_LABEL = 80
"""Letters of the name of an indicator of a reader's own."""

FIRST_POSITION = 1000
"""Position of the first indicator of a reader's own: after those of the dashboard."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """An indicator of a file: its text there, the id it has here, and whether that is one of the dashboard's own.

    ``likely`` is one of the dashboard's that the text resembles without naming it.
    """

    text: str
    id: str
    label: str
    known: bool
    likely: str = ""
    code: str = ""


def indicators_of(texts: Iterable[str], corrections: Mapping[str, str]) -> dict[str, Found]:
    """The indicator that each text of a file names; ``corrections`` are the reader's word, ``""`` for one of the file's own."""
    found: dict[str, Found] = {}
    taken: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for text in sorted(set(texts)):
        known = names.indicator(text)
        id_ = known.id
        if known.code == text and known.likely:
            id_ = known.likely  # a code alone is all the file says of what it counts
        if text in corrections:
            id_ = corrections[text]
        if id_ and id_ in taken and text not in corrections:
            id_ = ""  # two texts cannot both be the whole of one indicator
        if id_:
            taken[id_] = text
            found[text] = Found(text, id_, known.label, True, code=known.code)
            continue
        own = plain = names.slug(text)
        while own in taken or own in names.known_ids():
            numbers[plain] = numbers.get(plain, 1) + 1  # on from the last: many names begin alike, and an id is cut
            own = f"{plain}_{numbers[plain]}"
        taken[own] = text
        # A name of Brå's statistics is plain and shown whole, however long: cut, many of them would be the same.
        longest = offences.LONGEST if offences.is_known(text) else LONGEST_LABEL
        label = cleaned(labelled(known), longest)
        found[text] = Found(text, own, label or own, False, known.likely, known.code)
    return found


def labelled(known: names.Indicator) -> str:
    """The name of an indicator of the file's own, with its code where it has one."""
    text = message("{offence} (offence code {code})")
    return spoken(sentence(text, offence=known.label, code=known.code), "sv") if known.code else known.label


def observations(
    figures: Sequence[Figure],
    found: Mapping[str, Found],
    source: str,
    in_file: dict[tuple[str, str | None, str | None, int], int] | None = None,
) -> list[Record]:
    """One dictionary with :data:`COLUMNS` for each figure that is known; ``None`` is unknown.

    ``in_file`` is told in which row of the file each stands, by indicator, category, area and year.
    """
    rows = []
    seen: dict[tuple[Any, ...], Record] = {}
    places: dict[str, tuple[str | None, str | None]] = {}
    taken: dict[str, str] = {}
    for figure in figures:
        if figure.place not in places:
            places[figure.place] = apart(figure.place, category_and_area(figure.place), taken)
        category, area = places[figure.place]
        if not category and not area:
            continue
        row = {
            "indicator": found[figure.indicator].id if figure.indicator in found else figure.indicator,
            "area_category": category,
            "area": area,
            "year": figure.year,
            "count": None if figure.count is None else int(figure.count),
            "population": None if figure.population is None else int(figure.population),
            "per_1000": figure.per_1000,
            "share_percent": figure.share_percent,
            "source": source,
        }
        key = (str(row["indicator"]), category, area, figure.year)
        before = seen.get(key)
        if in_file is not None and figure.row is not None:
            in_file.setdefault(key, figure.row)
        if before is None:
            seen[key] = row
            rows.append(row)
            continue
        for name in MEASURES:
            if before[name] is None:  # the same place under two names, such as name and code
                before[name] = row[name]
    return rows


TENTH = Decimal("0.1")
"""As precisely as the contract has shares."""


def with_rounded_shares(rows: Sequence[Record]) -> tuple[list[Record], list[Sentence]]:
    """The observations with shares as the contract has them, and what is said of those that have more decimals in the file."""
    made, count = [], 0
    for row in rows:
        share = row["share_percent"]
        if share is not None:
            rounded = float(Decimal(str(share)).quantize(TENTH, ROUND_HALF_UP))
            count += rounded != share
            row = row | {"share_percent": rounded}
        made.append(row)
    text = message("Shares with more than one decimal were rounded to one: {count}.")
    return made, [sentence(text, count=count)] if count else []


def apart(text: str, found: tuple[str | None, str | None], taken: dict[str, str]) -> tuple[str | None, str | None]:
    """The place, with a number where another of the file's own places has the same name once both are fit to be shown."""
    category, area = found
    if area is None or names.place(text).kind != "own":
        return found
    number, name = 1, area
    while taken.setdefault(name, names.folded(text)) != names.folded(text):
        number += 1
        name = f"{area} ({number})"
    return category, name


def category_and_area(text: str) -> tuple[str | None, str | None]:
    """What a place is in the contract: an area category or the country, or an area by its name."""
    place = names.place(text)
    return (place.name, None) if place.kind in ("sweden", "category") else (None, cleaned(place.name) or None)


def source_id(name: str) -> str:
    """The id of a file as a source."""
    stem = re.sub(r"\.(csv|txt|tsv|xlsx)$", "", name, flags=re.IGNORECASE)
    plain = re.sub(r"[^a-z0-9]+", "-", names.bare(stem.casefold())).strip("-")[:60].strip("-")
    return f"{READ}{plain or 'fil'}"


READ_SO = message("As Lägesbild read the file; rates are converted to per 1,000 and shown rounded")
LAST_OF_YEAR = message("The figure of a year is that of its last month or quarter; the months are not added up.")
PRELIMINARY = message("A preliminary figure according to the file; it may change.")

UNITS = {
    "per_1000": message("{indicator}, per 1,000 inhabitants"),
    "count": message("{indicator}, number"),
    "share_percent": message("{indicator}, per cent"),
    "population": message("inhabitants"),
}
"""The unit of a file's own indicator, by the measure that it is shown in."""


def in_both(column: str, *said: Sentence) -> Record:
    """A bilingual column of the dictionary: the same sentences in Swedish and in English."""
    return {f"{column}_{language}": " ".join(spoken(one, language) for one in said) for language in ("sv", "en")}


def listed(years: Collection[int]) -> Listed:
    return Listed(tuple(str(year) for year in sorted(years)))


def preliminary_notes(rows: Sequence[Record], years: Collection[int]) -> list[Record]:
    """A row of the dictionary's notes for each figure of these years, computed rates included."""
    found = []
    for row in rows:
        if row["year"] not in years:
            continue
        known = [name for name in MEASURES if row[name] is not None]
        if row["per_1000"] is None and row["count"] is not None and row["population"]:
            known.append("per_1000")
        of_figure = {name: row[name] for name in ("indicator", "area_category", "area", "year", "source")}
        note = in_both("note", Sentence(PRELIMINARY))
        found += [of_figure | {"measure": name, "kind": "remark"} | note for name in known]
    return found


def source_row(
    id_: str, name: str, sheet: str, read_on: str, preliminary: Sequence[int] = (), contradicted_by: Sequence[str] = ()
) -> Record:
    """The file's row in the dictionary of sources; ``preliminary`` are the years whose figures are, ``contradicted_by``
    the files that give some of its figures otherwise."""
    said = []
    if preliminary:
        said.append(sentence(message("The figures of {years} are preliminary."), years=listed(preliminary)))
    if contradicted_by:
        others = ", ".join(cleaned(other) for other in contradicted_by[:5])
        said.append(sentence(message("Some of the figures are others in {files}."), files=others))
    if sheet:
        said.append(sentence(message("Sheet {sheet}."), sheet=sheet))
    file = cleaned(name) or "–"
    return {
        "id": id_,
        "publisher": translated(message("Own file"), "sv"),
        "document_sv": file,
        "document_en": file,
        **in_both("part", *said, Sentence(READ_SO)),
        "published": read_on,
    }


def indicator_row(
    found: Found, rows: Sequence[Record], position: int, file: str, preliminary: Sequence[int] = (), lasts: bool = False
) -> Record:
    """The row in the dictionary of indicators for one of a file's own; ``lasts`` is whether its months are not added up."""
    rated = any(row["per_1000"] is not None or (row["count"] is not None and row["population"]) for row in rows)
    there = [name for name in ("count", "share_percent") if any(row[name] is not None for row in rows)]
    measure = "per_1000" if rated else there[0] if there else "population"
    years = {row["year"] for row in rows} & set(preliminary)
    text = message("The figures of {years} are preliminary and may change.")
    caveats = [sentence(text, years=listed(years))] if years else []
    caveats += [Sentence(LAST_OF_YEAR)] if lasts else []
    definition = message("As in the file {file}, which does not say more about what is counted.")
    own = Sentence(message("Own figures: check the definition before comparing them with others."))
    noun = found.label[:1].lower() + found.label[1:]
    return {
        "id": found.id,
        "position": position,
        "screen": "more_indicators",
        "measure": measure,
        "decimals": decimals(rows) if measure == "per_1000" else 1 if measure == "share_percent" else 0,
        "polarity": "no_judgement",
        "label_sv": found.label,
        "label_en": found.label,
        "noun_sv": noun,
        "noun_en": noun,
        **in_both("unit", sentence(UNITS[measure], indicator=found.label)),
        "reading_sv": None,
        "reading_en": None,
        **in_both("definition", sentence(definition, file=cleaned(file))),
        **in_both("caveats", *caveats, own),
    }


def decimals(rows: Sequence[Record]) -> int:
    """Decimals that show the smaller rates with two digits: one for those above 1, at most three."""
    rates = sorted(row["per_1000"] for row in rows if row["per_1000"])
    rates = rates or sorted(
        row["count"] / row["population"] * 1000 for row in rows if row["count"] and row["population"]
    )
    if not rates:
        return 1
    low = rates[len(rates) // 10]
    return 1 if low >= 1 else 2 if low >= 0.1 else 3


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as the project's CSV: UTF-8, comma, decimal point, unknown left empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if row[name] is None else written(row[name]) for name in columns] for row in rows)
    return text.getvalue().encode()


def written(value: object) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
