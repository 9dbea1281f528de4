"""How many readers a process bears: 5, 20, 50 and 100 at once, without a browser, each with a page of its own.

``make load`` starts a server on this machine, asks nothing but that, and stops by itself after some five minutes. All readers
of a step open their pages in the same moment, which is worse than any meeting; then each clicks ``CLICKS`` times, with some
``SECONDS_TO_READ`` between. Printed are medians and the slowest of twenty, answers a second, memory, and errors, with the line
to beat: on two cores with 50 readers a first page within 2 seconds and a click within 0.5; with 100 no error, and the memory back
a minute after they have left. ``--processes 2`` shows what a second process brings, half of the readers on each.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.served import Reader, Served, serving

STEPS = (5, 20, 50, 100)
CLICKS = 4
SECONDS_TO_READ = 5.0
PAGE = "/narkotika-och-vapenbrott"
YEARS = ("2018", "2019", "2020")

FIRST, CLICK = 2.0, 0.5
"""Seconds at the median, with 50 readers on two cores."""

MEGABYTE = 1_000_000


@dataclass
class Measured:
    """Seconds that first pages and clicks took, and what went wrong, by the name of the error."""

    first: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    opened_in: float = 0.0


def read(url: str, number: int, measured: Measured, go: threading.Barrier, stay: threading.Barrier) -> None:
    """One reader: a page, some clicks, and away."""
    try:
        with Reader(url, PAGE) as reader:
            go.wait(60)
            begun = time.perf_counter()
            reader.open()
            measured.first.append(time.perf_counter() - begun)
            stay.wait(120)
            for click in range(CLICKS):
                time.sleep(random.uniform(0, 2 * SECONDS_TO_READ))
                begun = time.perf_counter()
                reader.ask(query=f"year={YEARS[(number + click) % len(YEARS)]}")
                reader.drawn()
                measured.clicks.append(time.perf_counter() - begun)
    except Exception as error:  # counted, and the others go on
        measured.errors.append(type(error).__name__)
        go.abort()


def measure(urls: list[str], readers: int) -> Measured:
    """So many readers at once, spread over the servers."""
    measured = Measured()
    go, stay = threading.Barrier(readers + 1), threading.Barrier(readers + 1)
    threads = [
        threading.Thread(target=read, args=(urls[number % len(urls)], number, measured, go, stay))
        for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    go.wait(60)
    begun = time.perf_counter()
    stay.wait(120)
    measured.opened_in = time.perf_counter() - begun
    for thread in threads:
        thread.join(300)
    return measured


def memory(servers: list[Served]) -> int:
    return sum(server.memory() for server in servers) // MEGABYTE


def processor(servers: list[Served]) -> float:
    """Seconds of a core that the servers have used: other work on the machine changes it little."""
    return sum(sum(psutil.Process(server.process.pid).cpu_times()[:2]) for server in servers)


def middle_and_slow(seconds: list[float]) -> str:
    if not seconds:
        return "–"
    slow = sorted(seconds)[int(len(seconds) * 0.95) - 1 if len(seconds) > 1 else 0]
    return f"{statistics.median(seconds):.2f} ({slow:.2f})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=1, choices=(1, 2))
    parser.add_argument("--readers", type=int, nargs="+", default=STEPS, choices=range(1, 101), metavar="1–100")
    asked = parser.parse_args()
    with contextlib.ExitStack() as running, tempfile.TemporaryDirectory() as folder:
        servers = [running.enter_context(serving(Path(folder) / f"{number}.txt")) for number in range(asked.processes)]
        urls = [server.url for server in servers]
        measure(urls, asked.processes)  # what only the first page takes
        before = memory(servers)
        print(f"{asked.processes} process(es); seconds at the median (19 of 20 within)")
        print("readers  first page    click         answers/s  processor s/answer  errors  memory, MB")
        beaten = True
        for readers in asked.readers:
            used = processor(servers)
            found = measure(urls, readers)
            answers = len(found.first) + len(found.clicks)
            each = (processor(servers) - used) / answers if answers else 0.0
            rate = len(found.first) / found.opened_in if found.opened_in else 0.0
            print(
                f"{readers:7}  {middle_and_slow(found.first):12}  {middle_and_slow(found.clicks):12}  {rate:9.1f}"
                f"  {each:18.3f}  {len(found.errors):6}  {memory(servers)}",
                flush=True,
            )
            if found.errors:
                print("errors:", ", ".join(f"{number} {name}" for name, number in Counter(found.errors).items()))
            if readers == 50:
                beaten &= statistics.median(found.first) <= FIRST and statistics.median(found.clicks) <= CLICK
            beaten &= not found.errors
        time.sleep(60)
        print(f"memory before, and a minute after all have left: {before}, {memory(servers)} MB")
        print(
            f"line to beat (50 readers: {FIRST} and {CLICK} seconds, no errors): {'beaten' if beaten else 'NOT beaten'}"
        )
        return 0 if beaten else 1


if __name__ == "__main__":
    sys.exit(main())
