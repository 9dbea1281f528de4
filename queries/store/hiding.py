"""Small numbers of own files are hidden while the database is made: what is not in it stands on no page and in no file.

Own are the figures of every addition, an administrator's or a reader's, and, in a data folder with a dictionary of its
own, those under sources that the repository does not have. Published statistics are shown as they are printed: the
repository's own figures, and those that ``queries.update`` has fetched into an administrator's folder. A hidden
figure leaves an observation without it and a note that says why. Which numbers are sums is found in ``sums.py``; which
are hidden is decided in ``small_numbers.py``.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import logging
import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from queries.store import additions, small_numbers, sums
from queries.store.checks import KINDS, LARGEST, Problem, Table
from queries.store.dictionary import resource_of
from queries.store.small_numbers import Cell

LOG = logging.getLogger(__name__)

SETTING = "LAGESBILD_SMALLEST_COUNT"
SCHEMA = Path(__file__).parent / "schema"
NUMBERED, GONE = SCHEMA / "numbered.sql", SCHEMA / "gone.sql"

FIGURES = ("count", "population", "per_1000", "share_percent", "value", "inhabitants")
COUNTED = ("row_width", *KINDS["additions"])
"""Problems whose value is not what stands in a cell, or is an id."""

TEXTS = ("note_sv", "note_en")
WHOLE_ROWS = ("not_loaded", "wrong_delimiter")
"""Problems whose value may be a whole row."""

CYLINDER, CYLINDER_COLUMNS = "cylinder.csv", ("area", "year", "group_letter", "count")
"""The file that must never tell of persons, and what its columns are called."""

UNSAID = "…"
"""Stands for a number in a problem."""

NOTE_SV = "Dolt: antalet är lägre än {} eller skulle avslöja ett sådant antal."
NOTE_EN = "Hidden: the number is lower than {} or would reveal one that is."


def smallest() -> int:
    """The smallest number that is shown, 0 apart: what ``LAGESBILD_SMALLEST_COUNT`` says, else 3. 0 and 1 hide nothing."""
    said = os.environ.get(SETTING, "").strip()
    if not said:
        return small_numbers.THRESHOLD
    if said.isascii() and said.isdigit() and len(said) <= 9:
        return int(said)
    LOG.warning("%s: %r is not a whole number from 0; %d is used", SETTING, said[:80], small_numbers.THRESHOLD)
    return small_numbers.THRESHOLD


FETCHED = "hamtad-"
"""What the ids of the sources begin with that ``queries.update`` writes."""

BREAK_SV, BREAK_EN = "Serien börjar om detta år.", "The series begins anew this year."


def published(folder: Path) -> frozenset[str]:
    """Ids of the sources of a folder; none where its file cannot be read, so that rather too much is hidden."""
    try:
        with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
            return frozenset(row["id"] for row in csv.DictReader(file))
    except (OSError, UnicodeError, KeyError, csv.Error):
        return frozenset()


def is_own(file: str, content: bytes, known: Collection[str] | None) -> bool:
    """Whether a file holds own figures, or notes on them. ``known`` are the ids of the repository's sources; ``None`` where
    the data folder is the repository's."""
    if additions.plain(file) in (CYLINDER, "squares.csv"):  # none is shipped: what rows there are, somebody has put in
        return len(content.splitlines()) > 1
    is_notes = additions.plain(file) == "notes.csv"
    if not is_notes and resource_of(file) != "observations":
        return False
    if additions.is_added(file):
        return True
    if known is None or is_notes:
        return known is not None
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
        return any(row.get("source") not in known for row in rows)
    except (UnicodeError, csv.Error):
        return True


def unsaid(problem: Problem, content: bytes, known: Collection[str] | None) -> Problem:
    """The problem without the number that stands in an administrator's own file: it could be one that is hidden.

    A reader's own files are seen by nobody else. See :func:`is_own`. Of numbers by group nothing that stands in the file is
    repeated, whatever is wrong: it could be somebody's name.
    """
    if additions.plain(problem.file) == CYLINDER:
        is_said = not problem.value or problem.check in ("row_width", "too_big")
        column = problem.column if problem.column in CYLINDER_COLUMNS else ""
        return dataclasses.replace(problem, value=problem.value if is_said else UNSAID, column=column)
    if additions.is_own(problem.file) or not is_own(problem.file, content, known) or problem.check in COUNTED:
        return problem
    value = problem.value
    if problem.check in WHOLE_ROWS:
        value = re.sub(r"\d+", UNSAID, value)
    elif value and (problem.column in (*FIGURES, *TEXTS) or not has_letters(value)):
        value = UNSAID
    return dataclasses.replace(problem, value=value, column=problem.column if has_letters(problem.column) else "")


def has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def all_shown(connection: duckdb.DuckDBPyConnection) -> bytes:
    """A digest of all figures and notes as they are shown, whatever the order of the files."""
    said = "SELECT SHA256(STRING_AGG(text, ' ' ORDER BY text)) FROM (SELECT CAST(shown AS VARCHAR) AS text FROM {} AS shown)"
    with connection.cursor() as cursor:
        tables = ("observations", "notes", "cylinder", "squares")
        parts = [cursor.execute(said.format(table)).fetchall()[0][0] for table in tables]
    return "".join(part or "" for part in parts).encode()


def hide(
    writer: duckdb.DuckDBPyConnection,
    observations: Sequence[Table],
    threshold: int,
    sources: Collection[str],
    decided: pd.DataFrame | None = None,
) -> None:
    """Take out of the loaded observations what must not be shown, and say so in ``notes`` and ``hidden_figures``.

    ``observations`` are the tables as loaded, in that order; ``sources`` those whose figures are published statistics.
    What is hidden of an administrator's figures is decided without a reader's. ``decided`` are the ``hidden_figures`` of
    the data without a reader's files: these are taken out first, and nothing that follows can tell what they were.
    """
    readers = [additions.is_own(table.file) for table in observations]
    assert readers == sorted(readers)  # a reader's stand last
    shared = observations[: readers.count(False)]
    before = sum(len(table.numbers) for table in shared)
    own = rows_of_own(observations, sources)
    if decided is None:
        hide_own(writer, threshold, [row for row in own if row < before], before)
    elif len(decided):
        take_out_decided(writer, decided)
    hide_own(
        writer, threshold, [row for row in own if row >= before], sum(len(table.numbers) for table in observations)
    )
    note(writer, threshold)


def hide_groups(writer: duckdb.DuckDBPyConnection, threshold: int) -> None:
    """Take out the small numbers of the cylinder model, each group by itself: no sum of them stands anywhere."""
    writer.execute("UPDATE cylinder SET count = NULL WHERE count > 0 AND count < $threshold", {"threshold": threshold})
    hide_squares(writer, threshold)


def hide_squares(writer: duckdb.DuckDBPyConnection, threshold: int) -> None:
    """Empty the figures of squares in which fewer live, and the shares that are of fewer, or of all but fewer. A share of
    some of the inhabitants is of no more than the same share of all would be."""
    if threshold < 2:
        return
    writer.execute(
        "UPDATE squares SET inhabitants = NULL, value = NULL WHERE inhabitants < $threshold", {"threshold": threshold}
    )
    writer.execute(
        """
        UPDATE squares SET value = NULL
        WHERE
            condition <> 'income'
            AND (
                (value > 0 AND ROUND(value * inhabitants / 100) < $threshold)
                OR (value < 100 AND ROUND((100 - value) * inhabitants / 100) < $threshold)
            )
        """,
        {"threshold": threshold},
    )


def rows_of_own(observations: Sequence[Table], sources: Collection[str]) -> list[int]:
    """Row ids of the observations that are not published statistics: rows are numbered as they were put in, from 0."""
    own: list[int] = []
    before = 0
    fetched = {source for source in sources if source.startswith(FETCHED)}
    for table in observations:
        known = fetched if additions.is_added(table.file) else sources
        if not set(table.texts("source")) <= set(known):
            own += [row for row, source in enumerate(table.texts("source"), before) if source not in known]
        before += len(table.numbers)
    return own


def hide_own(writer: duckdb.DuckDBPyConnection, threshold: int, own: Sequence[int], seen: int) -> None:
    """Decide and take out what must not be shown of these ``own`` observations, for all that the first ``seen`` rows tell."""
    if threshold < 2 or not own:
        return
    writer.execute("CREATE TEMP TABLE own AS SELECT UNNEST($own) AS observation", {"own": list(own)})
    if may_be_small(writer, threshold):
        writer.execute(NUMBERED.read_text(encoding="utf-8"), {"seen": seen})
        table = {
            name: np.asarray(column) for name, column in writer.execute("SELECT * FROM numbered").fetchnumpy().items()
        }
        take_out(writer, to_be_hidden(table, threshold), seen)
        writer.execute("DROP TABLE numbered")
    writer.execute("DROP TABLE own")


def may_be_small(writer: duckdb.DuckDBPyConnection, threshold: int) -> bool:
    """Whether any own number may have to be hidden, for all that can be told without working it out."""
    small = """
        SELECT COUNT(*)
        FROM observations
        INNER JOIN own ON observations.rowid = own.observation
        WHERE
            (count > 0 AND count < $threshold)
            OR (count IS NULL AND (per_1000 IS NOT NULL OR share_percent IS NOT NULL))
    """
    return writer.execute(small, {"threshold": threshold}).fetchall() != [(0,)]


def to_be_hidden(table: dict[str, npt.NDArray[Any]], threshold: int) -> list[int]:
    """The own observations whose numbers must not be shown, of all numbers in ``table`` (``schema/numbered.sql``).

    A figure is an indicator in a place and year; a cell is a number, or a range, that sources have for it.
    """
    keys = (table["indicator"] * 10_000 + table["year"]) * (table["place"].max(initial=0) + 1) + table["place"]
    table["figure"] = np.unique(keys, return_inverse=True)[1]
    keys = table["figure"]
    for limit in ("low", "high"):  # in one number: much faster than np.unique of pairs
        values, inverse = np.unique(table[limit], return_inverse=True)
        keys = keys * len(values) + inverse
    _, first, cells = np.unique(keys, return_index=True, return_inverse=True)
    figures, low, high = (table[name][first] for name in ("figure", "low", "high"))
    known = np.zeros(len(figures), dtype=bool)
    known[cells[~table["is_own"]]] = True
    small = ~known & (low < threshold) & (high > 0)
    if not small.any():
        return []
    found, doubtful = sums.found(table, cells, table["year"][first[small]].tolist())
    needed = small.copy()
    needed[[cell for left, right, _ in found for cell in (*left, *right)]] = True
    needed[[cell for cells_, others in doubtful for cell in (*cells_, *others)]] = True
    order = np.argsort(usual_size(table)[first], kind="stable")
    used = order[np.isin(figures, figures[needed])[order]].tolist()
    counts: dict[Cell, int] = {cell: int(low[cell] + high[cell]) // 2 for cell in used}
    ranges: dict[Cell, tuple[int, int]] = {
        cell: (int(low[cell]), int(high[cell])) for cell in used if low[cell] < high[cell]
    }
    outside: list[Cell] = [cell for cell in used if known[cell]]
    lines, unsettled = small_numbers.agreeing(counts, sums_of_cells(found, counts, ranges, outside), ranges)
    versions: dict[int, list[int]] = {}
    for cell in used:
        versions.setdefault(int(figures[cell]), []).append(cell)
    hidden = small_numbers.hidden(
        counts,
        lines,
        threshold,
        outside,
        [group for group in versions.values() if len(group) > 1],
        ranges,
        [*doubtful, *((group, group) for group in unsettled)],
    )
    gone = np.zeros(len(figures), dtype=bool)
    gone[[cell for cell in hidden if isinstance(cell, int)]] = True
    observations: list[int] = table["observation"][table["is_own"] & gone[cells]].tolist()
    return observations


def usual_size(table: dict[str, npt.NDArray[Any]]) -> npt.NDArray[np.float64]:
    """The order of magnitude of each number's series in its other years: what is hidden beside others is chosen by this,
    and by name, but not by the number itself."""
    series = np.unique(np.stack([table["place"], table["indicator"]]), axis=1, return_inverse=True)[1].ravel()
    others = np.bincount(series, table["low"])[series] - table["low"]
    magnitudes: npt.NDArray[np.float64] = np.ceil(np.log2(others + 1))
    return magnitudes


def sums_of_cells(
    found: Collection[sums.Sum],
    counts: dict[Cell, int],
    ranges: dict[Cell, tuple[int, int]],
    outside: list[Cell],
) -> list[tuple[Cell, list[Cell]]]:
    """The sums as totals and parts; what stands in no cell gets a cell of its own: all that anybody knows of it is that it
    is 0 or more."""
    lines: list[tuple[Cell, list[Cell]]] = []
    for number, (left, right, rest) in enumerate(sorted(found)):
        total: Cell = left[0]
        parts: list[Cell] = list(right)
        if len(left) > 1:  # two selections make the same, which is no cell
            total = f"total {number}"
            counts[total] = sum(counts[cell] for cell in left)
            lines.append((total, list(left)))
            outside.append(total)
        if rest:  # parts that are in no cell
            parts.append(f"rest {number}")
            counts[parts[-1]] = rest
            outside.append(parts[-1])
        lines.append((total, parts))
    ranges.update({cell: (0, LARGEST) for cell in outside if isinstance(cell, str)})
    return lines


def take_out(writer: duckdb.DuckDBPyConnection, hidden: Sequence[int], seen: int) -> None:
    """Empty count, rate and share of these observations, which are in ``own``, and write them into ``hidden_figures``."""
    if not hidden:
        return
    writer.execute(GONE.read_text(encoding="utf-8"), {"hidden": list(hidden), "seen": seen})
    # A rate that would have been computed of the count is hidden as much as a printed one.
    writer.execute("""
        INSERT INTO hidden_figures
        SELECT DISTINCT
            observations.indicator, area_category, area, year, source, measure,
            measure = 'per_1000' AND per_1000 IS NULL AS computed
        FROM gone
        INNER JOIN observations ON gone.observation = observations.rowid
        CROSS JOIN (VALUES ('count'), ('per_1000'), ('share_percent')) AS measures (measure)
        WHERE
            (measure = 'share_percent' AND share_percent IS NOT NULL)
            OR (is_hidden AND measure = 'count' AND count IS NOT NULL)
            OR (
                is_hidden AND measure = 'per_1000' AND (
                    per_1000 IS NOT NULL
                    OR (count IS NOT NULL AND population > 0 AND (area IS NOT NULL OR area_category = 'sweden'))
                )
            )
    """)
    writer.execute("""
        UPDATE observations SET count = NULL, per_1000 = NULL
        WHERE rowid IN (SELECT observation FROM gone WHERE is_hidden)
    """)
    writer.execute("UPDATE observations SET share_percent = NULL WHERE rowid IN (SELECT observation FROM gone)")
    writer.execute("DROP TABLE gone")


def take_out_decided(writer: duckdb.DuckDBPyConnection, decided: pd.DataFrame) -> None:
    """Empty the observations that these ``hidden_figures`` are about, and keep them as such."""
    writer.register("decided", decided)
    writer.execute("INSERT INTO hidden_figures SELECT * FROM decided")
    writer.unregister("decided")
    for condition, columns in (
        ("measure IN ('count', 'per_1000')", "count = NULL, per_1000 = NULL"),
        ("measure = 'share_percent'", "share_percent = NULL"),
    ):
        writer.execute(f"""
            UPDATE observations SET {columns}
            FROM hidden_figures AS hidden
            WHERE
                hidden.{condition}
                AND observations.indicator = hidden.indicator
                AND observations.area_category IS NOT DISTINCT FROM hidden.area_category
                AND observations.area IS NOT DISTINCT FROM hidden.area
                AND observations.year = hidden.year
                AND observations.source = hidden.source
        """)


def note(writer: duckdb.DuckDBPyConnection, threshold: int) -> None:
    """Put a note in place of each hidden figure, and take away what was noted of it, which may say it.

    A break stays a break, without the words of whoever noted it.
    """
    if writer.execute("SELECT COUNT(*) FROM hidden_figures").fetchall() == [(0,)]:
        return
    writer.execute("""
        CREATE TEMP TABLE telling AS
        SELECT
            notes.rowid AS note,
            notes.kind IN ('definition_break', 'coverage_break', 'boundary_break') AS is_break
        FROM notes
        INNER JOIN hidden_figures AS hidden
            ON
                notes.indicator = hidden.indicator
                AND notes.area_category IS NOT DISTINCT FROM hidden.area_category
                AND notes.area IS NOT DISTINCT FROM hidden.area
                AND notes.year = hidden.year
                AND notes.source = hidden.source
    """)
    writer.execute(
        "UPDATE notes SET note_sv = $sv, note_en = $en WHERE rowid IN (SELECT note FROM telling WHERE is_break)",
        {"sv": BREAK_SV, "en": BREAK_EN},
    )
    writer.execute("DELETE FROM notes WHERE rowid IN (SELECT note FROM telling WHERE NOT is_break)")
    writer.execute(
        "INSERT INTO notes BY NAME SELECT * EXCLUDE (computed), 'hidden' AS kind, $sv AS note_sv, $en AS note_en"
        " FROM hidden_figures",
        {"sv": NOTE_SV.format(threshold), "en": NOTE_EN.format(threshold)},
    )
    writer.execute("DROP TABLE telling")
