"""How time grows with size: each task with so many rows and with four times as many, in seconds of the processor.

A task that looks at each row once takes four times as long, or less where something is done once. More than six
times says that rows are compared with rows.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable

from pages.components.paper import Agreement, Chapter, Paper, word
from pages.components.tables import Column, Table
from pages.components.text import in_language
from queries.exports import read


def in_rows(size: int) -> Callable[[], object]:
    """Municipalities, offences and years in rows, with counts and rates."""
    rows = [
        f"Kommun {place};Brott {offence};{year};{(place + offence) * 7};{(place + year) / 10:.1f}".replace(".", ",")
        for place in range(size // 180)
        for offence in range(12)
        for year in range(2005, 2020)
    ]
    content = ("Kommun;Brott;År;Antal;Per 1 000 inv\n" + "\n".join(rows)).encode()
    return lambda: read("rån.csv", content)


def in_columns(size: int) -> Callable[[], object]:
    """Offences and years side by side, 180 columns, a row a municipality."""
    header = [f"Brott {offence} {year}" for offence in range(12) for year in range(2005, 2020)]
    rows = [";".join([f"Kommun {place}", *map(str, range(place, place + 180))]) for place in range(size // 180)]
    content = ("Kommun;" + ";".join(header) + "\n" + "\n".join(rows)).encode()
    return lambda: read("rån.csv", content)


def wide(size: int) -> Callable[[], object]:
    """So many columns of texts beside each other, in two rows."""
    rows = [";".join(f"{word}{number}" for number in range(size)) for word in ("ord", "Text", "Ord")]
    return lambda: read("rån.csv", "\n".join(rows).encode())


def own_places(size: int) -> Callable[[], object]:
    """Places that nobody else knows, each once."""
    content = ("Område;År;Antal\n" + "".join(f"Kvarter {number};2019;{number}\n" for number in range(size))).encode()
    return lambda: read("rån.csv", content)


def alike(size: int) -> Callable[[], object]:
    """Offences whose names begin with the same 80 letters, each once: their ids are cut and numbered."""
    rows = [f"Vara;Brott mot den som är utsatt för något {'annat ' * 10}{number};2021;7\n" for number in range(size)]
    content = ("Kommun;Brottstyp;År;Antal\n" + "".join(rows)).encode()
    return lambda: read("brott.csv", content)


def rows_in_word(size: int) -> Callable[[], object]:
    """One table of so many rows in a paper as a Word file."""
    columns = [Column("area", "Område"), *(Column(str(year), str(year), 1) for year in range(2010, 2021))]
    table = Table("Tal", columns, [[f"Område {number}", *range(11)] for number in range(size)])
    agreement = Agreement(
        heading="Rader", said=[], facts=[], chapters=[Chapter("Tal", tables=[table])], explained=[], sources=[]
    )
    made = datetime.date(2026, 12, 3)
    t = in_language("sv")
    paper = Paper(t=t, title="Tal", made=made, front=[], sections=[], shared=[], link="", agreement=agreement)
    return lambda: word.docx(paper)


TASKS = [
    (in_rows, 18_000),
    (in_columns, 18_000),
    (wide, 1_200),
    (own_places, 10_000),
    (alike, 2_000),
    (rows_in_word, 400),
]


def seconds(do: Callable[[], object]) -> float:
    """The less of two, so that what else the machine does counts little."""

    def once() -> float:
        start = time.process_time()
        do()
        return time.process_time() - start

    return min(once(), once())


def main() -> None:
    logging.disable(logging.WARNING)
    print(f"{'task':14} {'rows':>7} {'seconds':>8} {'4 x rows':>9} {'ratio':>6}")
    for task, size in TASKS:
        task(180)()  # libraries are loaded
        few, many = seconds(task(size)), seconds(task(4 * size))
        print(f"{task.__name__:14} {size:7} {few:8.2f} {many:9.2f} {many / few:6.1f}")


if __name__ == "__main__":
    main()
