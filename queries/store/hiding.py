"""Small numbers of own files are hidden while the database is made: what is not in it stands on no page and in no file.

Own are the figures of every addition, an administrator's or a reader's, and, in a data folder with a dictionary of its
own, those under sources that the repository does not have. Published statistics are shown as they are printed: the
repository's own figures, and those that ``queries.update`` has fetched into an administrator's folder. A hidden
figure leaves an observation without it and a note that says why. Which sums are recognised stands in
``schema/sums.sql``; which numbers are hidden is decided in ``small_numbers.py``.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from queries.store import additions, small_numbers
from queries.store.checks import Table

SETTING = "LAGESBILD_SMALLEST_COUNT"
SCHEMA = Path(__file__).parent / "schema"
NUMBERED, SUMS = SCHEMA / "numbered.sql", SCHEMA / "sums.sql"

NOTE_SV = "Dolt: antalet är lägre än {} eller skulle avslöja ett sådant antal."
NOTE_EN = "Hidden: the number is lower than {} or would reveal one that is."


def smallest() -> int:
    """The smallest number that is shown, 0 apart: what ``LAGESBILD_SMALLEST_COUNT`` says, else 3. 0 and 1 hide nothing."""
    said = os.environ.get(SETTING, "").strip()
    if not said:
        return small_numbers.THRESHOLD
    if said.isascii() and said.isdigit() and len(said) <= 9:
        return int(said)
    print(f"{SETTING}: {said[:80]!r} is not a whole number from 0; {small_numbers.THRESHOLD} is used")
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


def hide(
    writer: duckdb.DuckDBPyConnection, observations: Sequence[Table], threshold: int, sources: Collection[str]
) -> None:
    """Take out of the loaded observations what must not be shown, and say so in ``notes`` and ``hidden_figures``.

    ``observations`` are the tables as loaded, in that order; ``sources`` those whose figures are published statistics.
    """
    own = rows_of_own(observations, sources)
    if threshold > 1 and own:
        writer.execute("CREATE TEMP TABLE own AS SELECT UNNEST($own) AS observation", {"own": own})
        writer.execute(NUMBERED.read_text(encoding="utf-8"))
        if has_small(writer, threshold):
            writer.execute(SUMS.read_text(encoding="utf-8"))
            take_out(writer, figures(writer, threshold), threshold)
            writer.execute("DROP TABLE sums; DROP TABLE addends")
        writer.execute("DROP TABLE numbered; DROP TABLE own")


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


def has_small(writer: duckdb.DuckDBPyConnection, threshold: int) -> bool:
    """Whether any own number must be hidden."""
    small = "SELECT COUNT(*) FROM numbered WHERE is_own AND number > 0 AND number < $threshold"
    return writer.execute(small, {"threshold": threshold}).fetchall() != [(0,)]


def figures(writer: duckdb.DuckDBPyConnection, threshold: int) -> list[int]:
    """Which figures to hide, as ``numbered`` names them."""
    rows = writer.execute(
        "SELECT cell, figure, ANY_VALUE(number), BOOL_AND(is_own) FROM numbered WHERE number > 0 AND"
        " (number < $threshold OR figure IN (SELECT figure FROM numbered WHERE number > 0 AND number < $threshold)"
        " OR cell IN (SELECT total FROM sums UNION ALL SELECT part FROM sums)) GROUP BY cell, figure ORDER BY cell",
        {"threshold": threshold},
    ).fetchall()
    counts = {cell: number for cell, _, number, _ in rows}
    known = {cell for cell, _, _, is_own in rows if not is_own}
    figure_of = {cell: figure for cell, figure, *_ in rows}
    versions: dict[int, list[int]] = {}
    for cell, figure in figure_of.items():
        versions.setdefault(figure, []).append(cell)
    sums = writer.execute(
        "SELECT DISTINCT total, parts FROM"
        " (SELECT total, LIST_SORT(LIST_DISTINCT(LIST(part))) AS parts FROM sums GROUP BY line, total) ORDER BY ALL"
    ).fetchall()
    found = small_numbers.hidden(
        counts, sums, threshold, known, [cells for cells in versions.values() if len(cells) > 1]
    )
    return sorted({figure_of[cell] for cell in found if isinstance(cell, int)})


def take_out(writer: duckdb.DuckDBPyConnection, hidden: Sequence[int], threshold: int) -> None:
    """Empty count, rate and share of the own observations of these figures, and put notes in their place.

    The share of an own observation is the way to the country's number; where that is hidden, so are all shares.
    """
    if not hidden:
        return
    writer.execute(
        "CREATE TEMP TABLE gone AS SELECT observation, TRUE AS is_hidden FROM numbered"
        " WHERE is_own AND LIST_CONTAINS($hidden, figure)"
        " UNION ALL SELECT own.observation, FALSE FROM numbered AS own"
        " INNER JOIN numbered AS country ON own.indicator = country.indicator AND own.year = country.year"
        " WHERE own.is_own AND country.is_own AND country.level = 'sweden' AND LIST_CONTAINS($hidden, country.figure)"
        " AND NOT LIST_CONTAINS($hidden, own.figure)",
        {"hidden": list(hidden)},
    )
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
    note(writer, threshold)
    writer.execute("DROP TABLE gone")


def note(writer: duckdb.DuckDBPyConnection, threshold: int) -> None:
    """Put a note in place of each hidden figure, and take away what was noted of it, which may say it.

    A break stays a break, without the words of whoever noted it.
    """
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
