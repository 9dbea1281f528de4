"""What was fetched as files of the project's contract (``data/README.md``): one new source for each statistic.

The new publication holds all figures of its indicators, those that were not fetched as they were: two publications never
become one series, so the newest must be whole. Its line in ``sources.csv`` says which figures come from where.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.lists import format_list
from babel.numbers import format_decimal

from queries.store import database, hiding
from queries.store.database import Loaded
from queries.store.dictionary import Files
from queries.store.hiding import FETCHED
from queries.update.figures import (
    OFFENCES,
    POPULATION,
    Change,
    Comparison,
    Earlier,
    Fetched,
    Figures,
    Key,
    together,
    whole,
)

COLUMNS = ["indicator", "area_category", "area", "year", "count", "population", "per_1000", "share_percent", "source"]
POPULATIONS = "municipality_populations.csv"
SECOND_HAND = "i andra hand"
"""What the Swedish line of a source says whose figures were not taken from their publisher."""


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """A statistic that is published as a whole: the last part of its sources' ids, its words, the publisher's page that has
    it, and in which month of the year after next the figures after the latest are due."""

    id: str
    publisher: str
    document_sv: str
    document_en: str
    url: str
    label_sv: str
    label_en: str
    month: str
    next_sv: str
    next_en: str


STATISTICS = {
    POPULATION: Statistic(
        id="folkmangd",
        publisher="Statistiska centralbyrån (SCB)",
        document_sv="Folkmängden efter region, civilstånd, ålder och kön (Statistikdatabasen)",
        document_en="Population by region, marital status, age and sex (Statistical Database)",
        url="https://www.statistikdatabasen.scb.se/pxweb/sv/ssd/START__BE__BE0101__BE0101A/BefolkningNy/",
        label_sv="Folkmängd i kommunerna",
        label_en="Population of the municipalities",
        month="02",
        next_sv="Folkmängden den 31 december {year}.",
        next_en="The population on 31 December {year}.",
    ),
    OFFENCES: Statistic(
        id="anmalda-brott",
        publisher="Brottsförebyggande rådet (Brå)",
        document_sv="Anmälda brott per kommun och år, slutlig statistik",
        document_en="Reported offences by municipality and year, final statistics",
        url="https://statistik.bra.se/solwebb/action/start?menykatalogid=1",
        label_sv="Anmälda brott per kommun",
        label_en="Reported offences by municipality",
        month="03",
        next_sv="Slutlig statistik för {year}.",
        next_en="Final statistics of {year}.",
    ),
}


def earlier(loaded: Loaded, indicators: Sequence[str]) -> Earlier:
    """The newest published figures of the municipalities that are in use, of these indicators."""
    found = Earlier()
    rows = loaded.ask_rows(
        """
        WITH rows AS (
            SELECT indicator, area, year, count, per_1000, NULL AS population, source
            FROM observations INNER JOIN municipalities ON area = name
            UNION ALL
            SELECT 'population', name, year, NULL, NULL, population, source
            FROM municipality_populations INNER JOIN municipalities ON municipality_code = code
        )
        SELECT rows.*, document_sv, document_en, part_sv, published
        FROM rows INNER JOIN sources ON source = id
        WHERE
            LIST_CONTAINS($indicators, indicator)
            AND (LIST_CONTAINS($published, source) OR STARTS_WITH(source, $fetched))
        QUALIFY ROW_NUMBER() OVER (PARTITION BY indicator, area, year ORDER BY published DESC, source DESC) = 1
        """,
        (
            ("fetched", FETCHED),
            ("indicators", tuple(indicators)),
            ("published", tuple(sorted(hiding.published(database.BUILT_IN)))),
        ),
    )
    for row in rows:
        key = Key(row["indicator"], row["area"], row["year"])
        found.figures[key] = {name: row[name] for name in ("count", "per_1000", "population") if row[name] is not None}
        found.sources[key] = row["source"]
        found.told[row["source"]] = (row["document_sv"], row["document_en"], row["part_sv"])
        found.published[row["source"]] = row["published"]
    return found


def files_of(
    statistic: Statistic,
    fetched: Sequence[Fetched],
    before: Earlier,
    comparison: Comparison,
    codes: Mapping[str, str],
    notes: Sequence[Mapping[str, Any]],
    today: str,
) -> Files:
    """The rows that come to each file; ``codes`` are those of the municipalities by name, ``notes`` all that are in use."""
    source = f"{FETCHED}{statistic.id}-{today}"
    rows, kept = whole(before.figures, together(fetched))
    files = {
        "sources.csv": as_csv([source_row(statistic, source, fetched, before, kept, today)]),
        "data_changes.csv": as_csv(changes(statistic, source, comparison, today)),
    }
    noted = [
        *notes_kept(notes, source, rows, before),
        *(revised_note(change, source, before) for change in comparison.revised),
    ]
    if noted:
        files["notes.csv"] = as_csv(list({tuple(list(note.values())[:7]): note for note in noted}.values()))
    if statistic.id == STATISTICS[POPULATION].id:
        files[POPULATIONS] = as_csv(
            [
                {"municipality_code": codes[key.area], "year": key.year, POPULATION: row[POPULATION], "source": source}
                for key, row in sorted(rows.items(), key=lambda one: (codes[one[0].area], one[0].year))
            ]
        )
    else:
        files[f"exports/{source}.csv"] = as_csv(observations(rows, codes, source))
    return files


def observations(rows: Figures, codes: Mapping[str, str], source: str) -> list[dict[str, Any]]:
    order = sorted(rows, key=lambda key: (key.indicator, codes[key.area], key.year))
    return [
        dict.fromkeys(COLUMNS, "")
        | {"indicator": key.indicator, "area": key.area, "year": key.year, "source": source}
        | {name: plain(name, value) for name, value in rows[key].items()}
        for key in order
    ]


def plain(measure: str, value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if measure == "per_1000" else str(int(value))


def source_row(
    statistic: Statistic, source: str, fetched: Sequence[Fetched], before: Earlier, kept: set[Key], today: str
) -> dict[str, str]:
    """What the figures come from, piece by piece. The day they were fetched is the day they stood so."""
    told_sv, told_en = [one.told_sv for one in fetched], [one.told_en for one in fetched]
    for id_ in sorted({before.sources[key] for key in kept}):
        document_sv, document_en, part_sv = before.told[id_]
        hand_sv, hand_en = (", i andra hand", ", second hand") if SECOND_HAND in part_sv else ("", "")
        told_sv.append(f"Övriga tal oförändrade från {before.published[id_]}: {document_sv}{hand_sv} ({id_})")
        told_en.append(f"Other figures unchanged from {before.published[id_]}: {document_en}{hand_en} ({id_})")
    return {
        "id": source,
        "publisher": statistic.publisher,
        "document_sv": statistic.document_sv,
        "document_en": f"{statistic.document_en}, in Swedish",
        "part_sv": ". ".join(told_sv),
        "part_en": ". ".join(told_en),
        "published": today,
        "url": statistic.url,
    }


def notes_kept(notes: Sequence[Mapping[str, Any]], source: str, rows: Figures, before: Earlier) -> list[dict[str, str]]:
    """What was noted of figures that stay as they were, or of a whole series, as notes of the new publication."""
    indicators, sources = {key.indicator for key in rows}, set(before.sources.values())
    found = []
    for note in notes:
        if note["indicator"] not in indicators or note["source"] not in sources or note["kind"] == "hidden":
            continue
        key, measure = Key(note["indicator"], note["area"], note["year"]), note["measure"]
        of_series = note["area"] is None and note["area_category"] is None
        stays = before.sources.get(key) == note["source"] and rows[key].get(measure) == before.figures[key].get(measure)
        if of_series or stays:
            found.append({name: "" if note[name] is None else str(note[name]) for name in note} | {"source": source})
    return found


def revised_note(change: Change, source: str, before: Earlier) -> dict[str, str]:
    id_ = before.sources[change.key]
    published = before.published[id_]
    sv, en = ((written(change, change.before, at), written(change, change.after, at)) for at in ("sv_SE", "en_GB"))
    return {
        "indicator": change.key.indicator,
        "area_category": "",
        "area": change.key.area,
        "year": str(change.key.year),
        "source": source,
        "measure": change.measure,
        "kind": "remark",
        "note_sv": f"Reviderat tal: {sv[0]} i publiceringen {published}, nu {sv[1]}.",
        "note_en": f"A revised figure: {en[0]} as published {published}, now {en[1]}.",
    }


def written(change: Change, value: float, at: str) -> str:
    return format_decimal(value, "#,##0.00" if change.measure == "per_1000" else "#,##0", locale=at)


def changes(statistic: Statistic, source: str, comparison: Comparison, today: str) -> list[dict[str, str]]:
    """The rows of the changelog: what came, and what was revised."""
    rows = []
    if comparison.new:
        years = sorted({key.year for key, _ in comparison.new})
        sv = f"{statistic.label_sv}, nya tal för {span(years, 'sv_SE')}: {{}}."
        en = f"{statistic.label_en}, new figures of {span(years, 'en_GB')}: {{}}."
        rows.append(change_row("new", sv, en, len(comparison.new)))
    if comparison.revised:
        most = comparison.revised[0]
        most_sv, most_en = (
            f"{most.key.area} {most.key.year}, {written(most, most.before, at)} → {written(most, most.after, at)}"
            for at in ("sv_SE", "en_GB")
        )
        unit_sv, unit_en = UNITS[most.measure]
        sv = f"{statistic.label_sv}, reviderade tal: {{}}. Mest: {most_sv} {unit_sv}."
        en = f"{statistic.label_en}, revised figures: {{}}. Most: {most_en} {unit_en}."
        rows.append(change_row("revised", sv, en, len(comparison.revised)))
    due = due_after(statistic, comparison)
    return [
        {"id": f"{today}-{statistic.id}-{row['kind']}", "date": today, "kind": row["kind"], "source": source}
        | {"what_sv": row["what_sv"], "what_en": row["what_en"]}
        | due
        for row in rows
    ]


UNITS = {
    "count": ("brott", "offences"),
    "per_1000": ("per 1 000 invånare", "per 1,000 inhabitants"),
    "population": ("invånare", "inhabitants"),
}


def span(years: Sequence[int], locale: str) -> str:
    """Years in a row by the first and the last, others one by one."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return format_list([str(year) for year in years], locale=locale)


def change_row(kind: str, sv: str, en: str, count: int) -> dict[str, str]:
    sv, en = (text.format(format_decimal(count, locale=at)) for text, at in ((sv, "sv_SE"), (en, "en_GB")))
    return {"kind": kind, "what_sv": sv, "what_en": en}


def due_after(statistic: Statistic, comparison: Comparison) -> dict[str, str]:
    """When the figures after the latest year are expected; nothing where no new year came."""
    years = [key.year for key, _ in comparison.new]
    if not years:
        return dict.fromkeys(("next_expected", "next_sv", "next_en"), "")
    year = max(years) + 1
    texts = {"next_sv": statistic.next_sv.format(year=year), "next_en": statistic.next_en.format(year=year)}
    return {"next_expected": f"{year + 1}-{statistic.month}"} | texts


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def merged(there: Files, more: Files, statistic: Statistic) -> tuple[Files, list[str]]:
    """The files of the folder as they are to be, and those that go: earlier fetched publications of the same statistic.

    ``there`` are the folder's own; rows of others stay as they are. A row of the dictionary stays too, with the changelog
    that names it.
    """
    ours = f"{FETCHED}{statistic.id}-"
    files: Files = {}
    for name, content in more.items():
        new = records(content)
        kept = [row for row in records(there.get(name, b"")) if not replaced(name, row, ours, new)]
        columns = list(new[0])
        files[name] = as_csv([{column: row.get(column) or "" for column in columns} for row in (*kept, *new)])
    gone = [name for name in there if name.startswith(f"exports/{ours}") and name not in files]
    return files, gone


def replaced(name: str, row: Mapping[str, str], ours: str, new: Sequence[Mapping[str, str]]) -> bool:
    """Whether a row of the folder's own makes room: figures and notes of the same statistic as fetched before, and rows
    with the same id."""
    if "id" in row:
        return row["id"] in {one["id"] for one in new}
    return row.get("source", "").startswith(ours)


def records(content: bytes) -> list[dict[str, str]]:
    """The rows of a dictionary file, whose columns may be separated as a Swedish spreadsheet does."""
    text = content.decode("utf-8-sig")
    header = text.lstrip().partition("\n")[0]
    mark = ";" if ";" in header and "," not in header else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    return [dict(zip(filled[0], row, strict=False)) for row in filled[1:]] if filled else []
