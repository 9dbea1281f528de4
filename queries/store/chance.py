"""What chance leaves of the figures, worked out once for a state of the data: how each kind of figures swings, from that the
95 % interval of each count, and the years with which each series begins anew."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from queries.statistics import evidence, variation
from queries.statistics.variation import Variation

KINDS = Path(__file__).parent / "schema" / "kinds.sql"
GEOGRAPHY = [Path(__file__).parents[1] / name for name in ("every_area.sql", "places.sql")]

Kind = tuple[str, str]
"""An indicator, and which of its figures: see :func:`kind_of`."""

Models = Mapping[Kind, Variation]

SERIES = ["indicator", "area_category", "area", "source", "year"]
KEY = [*SERIES, "kind"]

NATIONAL = "national"
"""The kind of the country's numbers of events, in which the indicator is the event."""


def kind_of(measure: str) -> str:
    """Counts and rates of a place are of one kind, since they swing together; what is computed otherwise is of its own."""
    return measure if measure.endswith("_computed") or measure == NATIONAL else "count"


def work_out(writer: duckdb.DuckDBPyConnection, own: Collection[str]) -> Models:
    """Make the tables ``limits`` and ``breaks`` of the figures in ``every_figure``; give the models.

    ``own`` are a reader's own sources, which change nothing of what is said of the others.
    """
    writer.execute(KINDS.read_text(encoding="utf-8"))
    figures, notes = (writer.sql(f"FROM {name}").to_arrow_table() for name in ("counted", "said"))
    geography = [writer.sql(path.read_text(encoding="utf-8")).to_arrow_table() for path in GEOGRAPHY]
    said = parted(notes, ["indicator"])
    known = {
        kind: kept(own, rows, said.get(kind[:1], notes.slice(0, 0)), *geography)
        for kind, rows in parted(figures, ["indicator", "kind"]).items()
    }
    if known:
        writer.from_arrow(pa.concat_tables(one.limits for one in known.values())).insert_into("limits")
        writer.from_arrow(pa.concat_tables(one.breaks for one in known.values())).insert_into("breaks")
    return {(indicator, kind): one.model for (indicator, kind), one in known.items()}


def parted(table: pa.Table, columns: list[str]) -> dict[tuple[str, ...], pa.Table]:
    """The parts of a table that have the same in these columns, by which it is sorted."""
    sizes = Counter(zip(*(table[name].to_pylist() for name in columns), strict=True))
    ends = itertools.accumulate(sizes.values())
    return {key: table.slice(end - size, size) for (key, size), end in zip(sizes.items(), ends, strict=True)}


class Known(NamedTuple):
    """What is known of one kind: the model, and its rows of the two tables; of ``breaks`` those by a leap of the population."""

    model: Variation
    limits: pa.Table
    breaks: pa.Table


MOST = 64
"""So many kinds stay worked out, for the states of the data that have the same figures of them."""

_kept: dict[bytes, Known] = {}


def kept(own: Collection[str], figures: pa.Table, notes: pa.Table, *geography: pa.Table) -> Known:
    """What is known of a kind; not worked out anew where it has been of the very same figures, unless a reader's own are
    among them, of which nothing stays."""
    if not set(own).isdisjoint(figures["source"].unique().to_pylist()):
        return work_out_kind(own, figures, notes, *geography)
    digest = hashlib.sha256()
    for table in (figures, notes, *geography):
        for batch in table.to_batches():
            digest.update(batch.serialize())
    key = digest.digest()
    known = _kept.get(key) or work_out_kind(own, figures, notes, *geography)
    _kept.pop(key, None)
    _kept[key] = known  # the last used is the last to go
    while len(_kept) > MOST:
        _kept.pop(next(iter(_kept)), None)
    return known


def of_models(models: Models) -> dict[bytes, Known]:
    """What stays worked out of these models, by what :func:`kept` finds it by."""
    return {key: known for key, known in list(_kept.items()) if any(known.model is one for one in models.values())}


def restore(known: Mapping[bytes, Known]) -> None:
    """Take as worked out what an earlier process worked out."""
    _kept.update(known)


def work_out_kind(
    own: Collection[str], figures: pa.Table, notes: pa.Table, areas: pa.Table, everywhere: pa.Table
) -> Known:
    """What is known of these figures, all of one kind."""
    rows: list[Any] = figures.to_pylist()
    remarks = evidence.by_place(notes.to_pylist(), rows)
    within = evidence.lie_within(rows, areas.to_pylist(), everywhere.to_pylist())
    # Of the country's events the fullest publication tells how all of them swing.
    sources = [row["source"] for row in rows]
    judge = max(sources, key=lambda one: (sources.count(one), one)) if rows[0]["kind"] == NATIONAL else None
    model = evidence.variation_of([row for row in rows if judge in (None, row["source"])], remarks, within, own)

    there = [number for number, row in enumerate(rows) if row["cases"] is not None]
    keys = [(rows[i]["area_category"], rows[i]["area"], judge or rows[i]["source"]) for i in there]
    low, high, spreads = evidence.limits(keys, [rows[i]["cases"] for i in there], model)
    limits = figures.select(KEY).take(pa.array(there, pa.int64()))
    for name, values in (("lower_95", low), ("upper_95", high)):
        limits = limits.append_column(name, [pa.array(values, pa.float64())])
    limits = limits.append_column("swing", [pa.array(map(variation.said, spreads), pa.string())])

    leaps = [
        {"indicator": rows[0]["indicator"], "area_category": category, "area": area, "source": source, "year": year}
        for (category, area, source), years in evidence.all_leaps(rows).items()
        for year in years
    ]
    return Known(model, limits, pa.Table.from_pylist(leaps, figures.select(SERIES).schema))
