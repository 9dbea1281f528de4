"""Random and mutated files, each of which must be read or refused: never an exception, never more than ten seconds.

``make fuzz`` makes 10 000 of them and prints the slowest; the suite takes a sample (``test_exports_fuzz.py``).
"""

from __future__ import annotations

import argparse
import datetime
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator

from queries.exports import addition, read
from queries.exports.problems import said
from tests.queries.exports import test_groups as test_exports_groups
from tests.queries.exports import test_headers as test_exports_headers
from tests.queries.exports import test_numbers as test_exports_numbers
from tests.queries.exports import test_part_years as test_exports_part_years
from tests.queries.exports import test_periods as test_exports_periods
from tests.queries.exports import test_producers as test_exports_producers
from tests.queries.exports import test_shapes as test_exports_shapes
from tests.queries.exports import test_tables as test_exports_tables
from tests.queries.exports.foreign import text
from tests.queries.exports.test_refusals import BAD_FILES
from tests.queries.exports.test_workbooks import PLAIN, of_rows, several_sheets, workbook

SLOWEST = 10.0
"""Seconds of the processor that a file may take: those of the clock depend on what else runs."""

Named = tuple[str, bytes]


def seeds() -> list[Named]:
    """Every small file of the other tests."""
    modules = (
        test_exports_shapes,
        test_exports_groups,
        test_exports_periods,
        test_exports_numbers,
        test_exports_headers,
        test_exports_tables,
        test_exports_part_years,
        test_exports_producers,
    )
    cases = [case for module in modules for case in module.CASES.values()]
    files = [(name, text(table).encode() if isinstance(table, str) else table) for name, table, *_ in cases]
    files += [(name, content) for name, content, _ in BAD_FILES.values()]
    return [(name, content[:20_000]) for name, content in files]


def workbooks() -> list[Named]:
    rows = [["Kommun", 2019, 2020], *[[f"Ort {number}", number, 0.5] for number in range(30)]]
    return [("rån.xlsx", of_rows(PLAIN)), ("rån.xlsx", of_rows(rows)), ("rån.xlsx", workbook(several_sheets))]


SPLICES = [
    *(b";", b",", b"\t", b"|", b'"', b"'", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc3", b"\xa0"),
    *(
        b"=1+1",
        b"1e999",
        b"-1",
        b"NaN",
        b"inf",
        b"9" * 400,
        b"9" * 5000,
        b"1 2 3",
        b"2019",
        b"202613",
        b"0000-00-00",
        b"9999-99-99",
    ),
    *("År".encode(), b"Kommun", b"Antal", b"Totalt", b"per 0 inv", b"per 100 000", b"%", "²".encode()),
    *("١٢٣".encode(), "\u202e".encode(), "ß".encode(), "İ".encode(), b"\x1b[31m", b"{0}", b"{value}", b"%s", b"\\"),
]


def mutated(chance: random.Random, content: bytes, others: list[Named]) -> bytes:
    """A file with bytes changed, cut, doubled, or put in from another one."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0 if data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:]
            case 2:
                del data[at : at + chance.randrange(1, 40)]
            case 3:
                data[at:at] = chance.choice(SPLICES) * chance.choice((1, 1, 1, 3, 50))
            case 4:
                other = chance.choice(others)[1]
                start = chance.randrange(len(other) + 1)
                data[at:at] = other[start : start + chance.randrange(1, 400)]
            case 5:
                start = chance.randrange(len(data) + 1)
                data[at:at] = data[start : start + chance.randrange(1, 200)]
            case _:
                lines = bytes(data).split(b"\n")
                chance.shuffle(lines)
                data = bytearray(b"\n".join(lines))
    return bytes(data)


def mutated_workbook(chance: random.Random, content: bytes) -> bytes:
    """A workbook with bytes changed in the archive, or in the text of one of its entries."""
    if chance.random() < 0.4:
        data = bytearray(content)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data[: chance.randrange(len(data))] if chance.random() < 0.2 else data)
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(new, "w") as copy:
        entries = archive.namelist()
        chosen = chance.choice(entries)
        for entry in entries:
            body = bytearray(archive.read(entry))
            if entry == chosen:
                if chance.random() < 0.2:
                    continue
                for _ in range(chance.choice((1, 2, 5, 20))):
                    at = chance.randrange(len(body) + 1)
                    if chance.random() < 0.5 and body:
                        body[at % len(body)] = chance.randrange(32, 127)
                    else:
                        body[at:at] = chance.choice(XML)
            copy.writestr(zipfile.ZipInfo(entry), bytes(body))  # no time of day: the same bytes in each run
    return new.getvalue()


XML = [
    *(b'<c r="A9999999"><v>1</v></c>', b'<c r="ZZZZ1"/>', b"<row>", b"</row>", b"</sheetData>", b"&#0;", b"&lol;"),
    *(b'<c r="B2" t="s"><v>99999</v></c>', b'<c r="B2" t="d"><v>x</v></c>', b'<c r="B2" s="77"><v>1e400</v></c>'),
    *(
        b'<c r="C3" t="e"><v>#DIV/0!</v></c>',
        b'<c r="B-1"><v>-</v></c>',
        b'<sheet name="x" r:id="rId9"/>',
        b'"',
        b"<",
        b">",
    ),
]


def random_table(chance: random.Random) -> bytes:
    """Rows of cells that look like those of tables, put together without sense."""
    cells = [
        "Umeå",
        "0180",
        "2019",
        "5",
        "1 234",
        "1.234,5",
        "12 %",
        "..",
        "",
        "År",
        "Kommun",
        "Antal",
        "jan",
        "Totalt",
    ]
    cells += [
        "per 100 000 inv",
        "Olaga hot",
        "2020-01-01",
        "x",
        "-3",
        "Folkmängd",
        "0-15 år",
        "män",
        "Kv 1",
        '"',
        "1e5",
    ]
    mark = chance.choice([";", ",", "\t", "|"])
    width = chance.randrange(1, 9)
    rows = [
        mark.join(chance.choice(cells) for _ in range(max(1, width + chance.choice((0, 0, 0, 0, -1, 1)))))
        for _ in range(chance.randrange(1, 60))
    ]
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
    return chance.choice(["\n", "\r\n", "\r"]).join(rows).encode(encoding, "replace")


HEADINGS = [
    "{}",
    "Rån {}",
    "Rån {} per 1000 inv",
    "Antal brott {} år 2020",
    "Ort {}",
    "Totalt",
    "Andel {} %",
    "Män {} år",
]
BEFORE = [[], ["Kommun"], ["Brottstyp"], ["Kommun", "År"]]


def wide_table(chance: random.Random) -> bytes:
    """A few rows below thousands of columns, whose names are all of one or two kinds."""
    width, before, kinds = chance.randrange(500, 4500), chance.choice(BEFORE), chance.sample(HEADINGS, 2)
    first = {"Kommun": "Umeå", "Brottstyp": "Rån", "År": "2020"}
    rows = [[*before, *(kinds[at % len(kinds)].format(at) for at in range(width))]]
    for row in range(chance.randrange(1, 4)):
        texts = [first[name] + (str(row) if name != "År" else "") for name in before]
        rows.append([*texts, *(str(chance.randrange(60)) for _ in range(width))])
    return "\n".join(map(";".join, rows)).encode()


def files(number: int, seed: int) -> Iterator[Named]:
    """As many files as asked for, the same for the same seed."""
    small, books = seeds(), workbooks()
    for place in range(number):
        chance = random.Random(f"{seed} {place}")  # each its own: a file can be made again alone
        kind = chance.random()
        if kind < 0.6:
            name, content = chance.choice(small)
            yield name, mutated(chance, content, small)
        elif kind < 0.75:
            name, content = chance.choice(books)
            yield name, mutated_workbook(chance, content)
        elif kind < 0.76:
            yield "rån.csv", wide_table(chance)
        elif kind < 0.95:
            yield chance.choice(("a.csv", "rån 2020.csv", "vapenbrott per 1000 inv.csv")), random_table(chance)
        else:
            yield "a.csv", chance.randbytes(chance.randrange(0, 3000))


def tried(name: str, content: bytes) -> tuple[str, float]:
    """Read a file and say all that is said of it. Returns what became of it and how many seconds of the processor it took."""
    start = time.process_time()
    reading = read(name, content)
    for problem in (*reading.refused, *reading.problems):
        str(said(problem))
    for sentence in (*reading.understood, *reading.remarks):
        str(sentence)
    if reading.observations:
        addition([reading], datetime.date(2026, 1, 1))
    for row in reading.observations:
        assert 1900 <= row["year"] <= 2100
        assert all(row[name] is None or row[name] >= 0 for name in ("count", "population", "per_1000", "share_percent"))
    said_something = reading.refused or reading.questions or reading.observations or reading.by_part or reading.events
    assert said_something, "nothing was said"
    became = "refused" if reading.refused else "events" if reading.events else "read"
    return became, time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    became: Counter[str] = Counter()
    slowest: list[tuple[float, int]] = []
    for place, (name, content) in enumerate(files(asked.files, asked.seed)):
        try:
            kind, seconds = tried(name, content)
        except Exception:
            kind, seconds = "failed", 0.0
            print(f"file {place} ({name}), {content[:300]!r}", file=sys.stderr)
            traceback.print_exc()
        became[kind] += 1
        slowest = sorted([*slowest, (seconds, place)], reverse=True)[:5]
        if place % 1000 == 999:
            print(f"{place + 1} files: {dict(became)}", flush=True)
    print("slowest: " + ", ".join(f"file {place} {seconds:.2f} s" for seconds, place in slowest))
    return 1 if became["failed"] or slowest[0][0] > SLOWEST else 0


if __name__ == "__main__":
    sys.exit(main())
