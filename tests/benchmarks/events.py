"""Speed of counting events beside DuckDB's own ``read_csv`` and ``GROUP BY`` on the same file, in turns.

Five million rows, about 270 MB, are written into a temporary folder, always the same. The yardstick lets DuckDB guess the
file and group by year, place, type and priority, the same columns that are counted. Each turn runs in a process of its
own, so that the memory measured is its own.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROWS = 5_000_000

WRITE = """
COPY (
    SELECT
        i AS id,
        strftime(TIMESTAMP '2015-01-01' + to_seconds(CAST(hash(i) % 347155200 AS BIGINT)), '%Y-%m-%d %H:%M:%S') AS tidpunkt,
        'Distrikt ' || lpad(CAST(hash(i + 1000000000) % 290 AS VARCHAR), 3, '0') AS distrikt,
        ['Narkotikabrott', 'Vapenbrott', 'Skadegörelse', 'Misshandel', 'Rån', 'Olaga hot', 'Trafikbrott', 'Stöld',
            'Bedrägeri', 'Övrigt'][CAST(hash(i * 3 + 7) % 10 AS INTEGER) + 1] AS typ,
        1 + hash(i * 5 + 1) % 3 AS prio
    FROM range($rows) AS numbers (i)
) TO $path (HEADER, DELIMITER ',')
"""

YARDSTICK = "SELECT year(tidpunkt), distrikt, typ, prio, count(*) FROM read_csv($path) GROUP BY ALL"


def write(path: Path, rows: int) -> None:
    with duckdb.connect() as database:
        database.execute(WRITE, {"path": str(path), "rows": rows})


def yardstick(path: Path) -> int:
    with duckdb.connect(config={"memory_limit": "1GB"}) as database:
        return len(database.execute(YARDSTICK, {"path": str(path)}).fetchall())


def ours(path: Path) -> int:
    from queries.exports.events import EventFile, counted

    columns = ("id", "tidpunkt", "distrikt", "typ", "prio")
    file = EventFile(
        path, path.name, "utf-8", ",", 1, columns, date="tidpunkt", place="distrikt", type="typ", priority="prio"
    )
    counts = counted(file, progress=lambda share: None)
    assert sum(row.count for row in counts.rows) == counts.rows_read
    return len(counts.rows)


RUNS = {"yardstick": yardstick, "ours": ours}


def one(run: str, path: Path) -> None:
    """In a process of its own: seconds, seconds of the processors, number of groups and peak memory in MB."""
    RUNS[run](path.with_name("few.csv"))  # what is loaded once, by a server, is not counted
    start, processors = time.perf_counter(), time.process_time()
    groups = RUNS[run](path)
    seconds, processors = time.perf_counter() - start, time.process_time() - processors
    print(seconds, processors, groups, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(rounds: int = 5, rows: int = ROWS) -> dict[str, dict[str, float]]:
    """Median seconds, of the clock and of the processors, and highest peak of memory in MB of both."""
    taken: dict[str, list[list[float]]] = {run: [] for run in RUNS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        write(path, rows)
        write(path.with_name("few.csv"), 1000)
        for _ in range(rounds):
            for run, figures in taken.items():
                command = [sys.executable, "-m", "tests.benchmarks.events", "--one", run, "--path", str(path)]
                printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                figures.append([float(figure) for figure in printed.split()])
    if {figures[2] for run in taken.values() for figures in run} != {taken["ours"][0][2]}:
        raise AssertionError("the two did not count the same groups")
    return {
        run: {
            "seconds": statistics.median(figure[0] for figure in figures),
            "fastest": min(figure[0] for figure in figures),
            "processors": statistics.median(figure[1] for figure in figures),
            "megabytes": max(figure[3] for figure in figures),
        }
        for run, figures in taken.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--one", choices=RUNS)
    parser.add_argument("--path", type=Path)
    asked = parser.parse_args()
    if asked.one:
        one(asked.one, asked.path)
        return
    result = measure(asked.rounds, asked.rows)
    print(f"{'':42}{'ours':>12}{'DuckDB':>12}{'ratio':>8}")
    names = {
        "seconds": "median, s",
        "fastest": "fastest, s",
        "processors": "processors, s",
        "megabytes": "peak memory, MB",
    }
    for key, name in names.items():
        mine, theirs = result["ours"][key], result["yardstick"][key]
        print(f"{asked.rows / 1e6:g} million events: {name:24}{mine:12.2f}{theirs:12.2f}{mine / theirs:8.2f}")


if __name__ == "__main__":
    main()
