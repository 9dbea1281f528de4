"""An attack on hidden numbers: made-up tables as a municipality could have them, and what a reader can work out.

The reader sees all that is shown, knows how the table hangs together (which places and kinds are sums of which, also
where no row says so) and that 0 is never hidden, and asks a solver which numbers each hidden one can be. Nothing here
comes from the code that hides. ``make attack`` attacks 1,000 tables and reports what was hidden needlessly.
"""

from __future__ import annotations

import csv
import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from queries.store import hiding
from queries.store.checks import Table

ROOT = Path(__file__).parents[3]
POSSIBLE = 3
"""So many numbers must remain possible for each that is hidden."""

COLUMNS = ["indicator", "area_category", "area", "year", "count", "population", "per_1000", "share_percent", "source"]
CATEGORIES = ("sweden", "all_areas", "vulnerable", "risk", "particularly_vulnerable", "rest_of_sweden")
GROWTH = 0.03
"""A population a year earlier or later is known so well."""


class Key(NamedTuple):
    """A number: whose, of what, where and when."""

    source: str
    indicator: str
    place: str
    year: int


@dataclass
class Made:
    """A made-up table: its numbers, which of them are written how, and how they hang together."""

    kind: str
    numbers: dict[Key, int] = field(default_factory=dict)
    sums: list[tuple[Key, list[Key]]] = field(default_factory=list)
    unwritten: set[Key] = field(default_factory=set)
    """Numbers that no row has."""
    populations: dict[tuple[str, int], int] = field(default_factory=dict)
    rated: dict[Key, int] = field(default_factory=dict)
    """Numbers that are written as a rate per 1,000 alone, with so many decimals."""
    shared: dict[Key, bool] = field(default_factory=dict)
    """Numbers that are written as a share of the country, alone or beside the count."""
    apart: int | None = None
    """The year under which populations stand, in rows of their own; ``None``: beside each rate."""

    def lines(self) -> list[dict[str, str]]:
        """The rows as an export has them."""
        rows = []
        for key, number in self.numbers.items():
            if key in self.unwritten:
                continue
            population = self.populations.get((key.place, key.year))
            row = self.row(key) | {"count": str(number)}
            if key in self.rated and population:
                row["per_1000"] = f"{number * 1000 / population:.{self.rated[key]}f}"
                row["count"] = ""
            if key in self.shared:
                whole = self.numbers[key._replace(place="sweden")]
                row["share_percent"] = f"{number * 100 / whole:.1f}" if whole else "0.0"
                row["count"] = "" if self.shared[key] else row["count"]
            if population and self.apart is None:
                row["population"] = str(population)
            rows.append(row)
        if self.apart is not None:
            source = next(iter(self.numbers)).source
            rows += [
                self.row(Key(source, "population", place, year)) | {"population": str(population)}
                for (place, year), population in self.populations.items()
                if year == self.apart
            ]
        return rows

    @staticmethod
    def row(key: Key) -> dict[str, str]:
        is_category = key.place in CATEGORIES
        return dict.fromkeys(COLUMNS, "") | {
            "indicator": key.indicator,
            "area_category": key.place if is_category else "",
            "area": "" if is_category else key.place,
            "year": str(key.year),
            "source": key.source,
        }


# ---- made-up tables -----------------------------------------------------------------------------------------------

DISTRICTS = (
    *("Teg", "Ersboda", "Centrum", "Haga", "Mariehem", "Berghem", "Röbäck", "Grubbe", "Obbola", "Sävar", "Ålidhem"),
    *("Tomtebo", "Västerslätt", "Umedalen", "Backen", "Sofiehem", "Hörnefors", "Holmsund", "Tavelsjö", "Täfteå"),
)
PARTS = ("Norr", "Söder", "Öster", "Väster", "Tätorten", "Landsbygden")
KINDS = ("graffiti", "burglaries", "robberies", "assaults", "frauds", "fires")

Random = np.random.Generator


def small_numbers(random: Random, size: int | tuple[int, ...]) -> npt.NDArray[np.int64]:
    """Counts with many small ones."""
    mean = random.gamma(random.choice([0.5, 1, 2]), random.choice([3, 8, 25]), size)
    return random.poisson(mean)


def add_sum(made: Made, total: Key, parts: Iterable[Key]) -> None:
    parts = list(parts)
    made.numbers[total] = sum(made.numbers[part] for part in parts)
    made.sums.append((total, parts))


def districts_with_subtotals(
    made: Made, random: Random, source: str, indicators: list[str], years: list[int], most: int = 12
) -> list[str]:
    """Districts, parts of the town and the town, of every indicator and year in the same order; the places' names."""
    names = DISTRICTS if most <= len(DISTRICTS) else [f"Område {number}" for number in range(most)]
    leaves = random.permutation(names)[: random.integers(3 if most <= 12 else most // 2, most + 1)].tolist()
    groups: dict[str, list[str]] = {}
    if random.random() < 0.7:  # parts of the town, side by side or one within or across another
        for name in random.permutation(PARTS)[: random.integers(1, 4)]:
            inside = [*leaves, *groups] if random.random() < 0.3 else leaves
            chosen = random.permutation(inside)[: random.integers(2, max(3, len(leaves)))].tolist()
            contained = [leaf for name_ in chosen for leaf in groups.get(name_, [name_])]
            if len(set(contained)) == len(contained):
                groups[str(name)] = contained
    total = str(random.choice(["Umeå", "Alla", "sweden", ""], p=[0.5, 0.25, 0.1, 0.15]))
    missing: list[str] = []  # in no row, such as those of whom the district is not known
    if random.random() < {UNCERTAIN: 0.8, "one way": 0.2}.get(made.kind, 0):
        grouped = [] if made.kind == UNCERTAIN else [leaf for inside in groups.values() for leaf in inside]
        missing = [leaf for leaf in leaves if leaf not in grouped][: random.integers(1, 3)]
    for indicator in indicators:
        for year in years:
            for leaf, number in zip(leaves, small_numbers(random, len(leaves)).tolist(), strict=True):
                key = Key(source, indicator, leaf, year)
                made.numbers[key] = number
                if leaf in missing:
                    made.unwritten.add(key)
            for name, inside in groups.items():
                add_sum(
                    made, Key(source, indicator, name, year), [Key(source, indicator, leaf, year) for leaf in inside]
                )
            if total:
                add_sum(
                    made, Key(source, indicator, total, year), [Key(source, indicator, leaf, year) for leaf in leaves]
                )
    return [*leaves, *groups, *([total] if total else [])]


UNCERTAIN = "parts in no row"
"""What is not always protected: a sum that a table shows in single years only, as one of its parts is in no row."""


def parts_missing(random: Random) -> Made:
    made = Made(UNCERTAIN)
    districts_with_subtotals(made, random, "egen", ["graffiti"], years_of(random))
    return made


def large(random: Random) -> Made:
    """More districts than can all be tried."""
    made = Made("large")
    districts_with_subtotals(made, random, "egen", list(KINDS[: random.integers(1, 4)]), years_of(random, 8), 45)
    return made


def years_of(random: Random, most: int = 6) -> list[int]:
    return list(range(2024 - int(random.integers(0, most)), 2025))


def one_way(random: Random) -> Made:
    made = Made("one way")
    districts_with_subtotals(made, random, "egen", ["graffiti"], years_of(random))
    return made


def two_ways(random: Random) -> Made:
    """Places by kinds, with the totals of one, of both, or the last corner alone."""
    made = Made("two ways")
    kinds = list(KINDS[1 : random.integers(3, 6)])
    years = years_of(random, 4)
    places = districts_with_subtotals(made, random, "egen", kinds, years, 7)
    if random.random() < 0.8:
        for place in places:
            for year in years:
                add_sum(made, Key("egen", "graffiti", place, year), [Key("egen", kind, place, year) for kind in kinds])
    if random.random() < 0.15:  # nothing but the inner cells and the last corner
        corner = {Key("egen", "graffiti", places[-1], year) for year in years}
        inner = {key for key in made.numbers if key.indicator != "graffiti" and key.place in DISTRICTS}
        made.unwritten |= set(made.numbers) - inner - corner
    return made


def municipalities() -> dict[str, list[str]]:
    """Municipalities by county."""
    found: dict[str, list[str]] = {}
    with (ROOT / "data" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["county"], []).append(row["name"])
    return found


MUNICIPALITIES = municipalities()


def three_levels(random: Random) -> Made:
    """The country, counties and municipalities; sometimes districts of one of them, or those that are not known."""
    made = Made("three levels")
    years = years_of(random, 3)
    counties = random.permutation(list(MUNICIPALITIES))[: random.integers(2, 5)].tolist()
    below = {
        county: random.permutation(MUNICIPALITIES[county])[: random.integers(1, 9)].tolist() for county in counties
    }
    unknown = random.random() < 0.3
    with_districts = random.random() < 0.4
    for year in years:
        for county, names in below.items():
            keys = [Key("egen", "graffiti", name, year) for name in names]
            for key, number in zip(keys, small_numbers(random, len(keys)).tolist(), strict=True):
                made.numbers[key] = number
            if with_districts:
                inside = [Key("egen", "graffiti", f"{names[0]} {part}", year) for part in PARTS[:3]]
                for key, number in zip(inside, small_numbers(random, 3).tolist(), strict=True):
                    made.numbers[key] = number
                add_sum(made, keys[0], inside)
            if len(names) < len(MUNICIPALITIES[county]) and random.random() < 0.3:  # others are in no row
                rest = Key("egen", "graffiti", f"{county} i övrigt", year)
                made.numbers[rest] = int(random.integers(0, 4))
                made.unwritten.add(rest)
                keys.append(rest)
            add_sum(made, Key("egen", "graffiti", county, year), keys)
        parts = [Key("egen", "graffiti", county, year) for county in counties]
        if unknown:
            parts.append(Key("egen", "graffiti", "Okänd kommun", year))
            made.numbers[parts[-1]] = int(random.integers(0, 9))
        add_sum(made, Key("egen", "graffiti", "sweden", year), parts)
    return made


def several_files(random: Random) -> Made:
    """Districts in one file, districts put together and totals in another, some of them in both."""
    made = Made("several files")
    years = years_of(random, 4)
    names = districts_with_subtotals(made, random, "egen", ["graffiti"], years, 9)
    leaves = [name for name in names if name in DISTRICTS]
    together = random.permutation(leaves)[:2].tolist()
    for year in years:
        add_sum(
            made,
            Key("annan", "graffiti", "-".join(together), year),
            [Key("egen", "graffiti", name, year) for name in together],
        )
        for name in names:
            if name not in together and random.random() < 0.5:
                key = Key("annan", "graffiti", name, year)
                made.numbers[key] = made.numbers[key._replace(source="egen")]
                made.sums.append((key, [key._replace(source="egen")]))
                if random.random() < 0.5:
                    made.unwritten.add(key._replace(source="egen"))
    return made


def merged_districts(random: Random) -> Made:
    """From one year on two districts are one."""
    made = Made("merged districts")
    years = list(range(2019, 2025))
    districts_with_subtotals(made, random, "egen", list(KINDS[: random.integers(1, 3)]), years, 8)
    leaves = list(dict.fromkeys(key.place for key in made.numbers if key.place in DISTRICTS))
    pair = leaves[-2:]
    for key in [key for key in made.numbers if key.place in pair and key.year >= 2022]:
        made.unwritten.add(key)
        if key.place == pair[0]:
            add_sum(made, key._replace(place="-".join(pair)), [key._replace(place=name) for name in pair])
    return made


def rates(random: Random) -> Made:
    """Rates alone, with populations beside them, apart or under another year; sometimes counts of the parts."""
    made = Made("rates")
    years = years_of(random, 3)
    places = districts_with_subtotals(made, random, "egen", ["graffiti"], years, 8)
    leaves = [place for place in places if place in DISTRICTS]
    of = {leaf: int(random.integers(500, 9000)) for leaf in leaves}
    for year in years:
        for place in places:
            inside = next((parts for total, parts in made.sums if total.place == place), None)
            people = of[place] if inside is None else sum(of[part.place] for part in inside)
            made.populations[place, year] = int(people * (1 + 0.01 * (year - 2024)))
    decimals = int(random.integers(1, 3))
    only_totals = random.random() < 0.3
    for key in made.numbers:
        if not (only_totals and key.place in leaves):
            made.rated[key] = decimals
    if random.random() < 0.4:
        made.apart = int(random.choice(years))
    return made


def shares(random: Random) -> Made:
    """Shares of the country beside counts or in their place, with or without the country's own row."""
    made = Made("shares")
    years = years_of(random, 3)
    names = random.permutation(DISTRICTS)[: random.integers(3, 9)].tolist()
    alone = random.random() < 0.5
    for year in years:
        keys = [Key("egen", "graffiti", name, year) for name in names]
        made.numbers |= dict(zip(keys, small_numbers(random, len(keys)).tolist(), strict=True))
        add_sum(made, Key("egen", "graffiti", "sweden", year), keys)
        made.shared |= {key: alone and random.random() < 0.5 for key in keys}
        if not alone and random.random() < 0.5:
            made.unwritten.add(Key("egen", "graffiti", "sweden", year))
    return made


def periods(random: Random) -> Made:
    """The number of several years together beside that of each; quarters of each year."""
    made = Made("periods")
    years = list(range(2020, 2025))
    places = districts_with_subtotals(made, random, "egen", ["graffiti"], years, 6)
    length = int(random.integers(2, 6))
    for place in places:
        for year in years[length - 1 :] if random.random() < 0.5 else years[-1:]:
            add_sum(
                made,
                Key("egen", "burglaries", place, year),
                [Key("egen", "graffiti", place, year - before) for before in range(length)],
            )
    return made


def quarters(random: Random) -> Made:
    made = Made("quarters")
    years = years_of(random, 3)
    places = districts_with_subtotals(made, random, "egen", list(KINDS[1:5]), years, 5)
    for place in places:
        for year in years:
            parts = [Key("egen", kind, place, year) for kind in KINDS[1:5]]
            add_sum(made, Key("egen", "graffiti", place, year), parts)
    return made


def categories(random: Random) -> Made:
    """Kinds of areas, all areas and the rest of the country."""
    made = Made("categories")
    for year in years_of(random):
        keys = {name: Key("egen", "graffiti", name, year) for name in CATEGORIES}
        for name in ("vulnerable", "risk", "particularly_vulnerable", "rest_of_sweden"):
            made.numbers[keys[name]] = int(small_numbers(random, 1)[0])
        add_sum(made, keys["all_areas"], [keys[name] for name in ("vulnerable", "risk", "particularly_vulnerable")])
        add_sum(made, keys["sweden"], [keys["all_areas"], keys["rest_of_sweden"]])
    return made


MAKERS: tuple[Callable[[Random], Made], ...] = (
    *(one_way, one_way, two_ways, two_ways, three_levels, several_files),
    *(merged_districts, rates, rates, shares, periods, quarters, categories, large, parts_missing),
)


SLOW_OR_UNCERTAIN = (large, parts_missing)
"""What is attacked by ``make attack`` alone."""


# ---- what is hidden of them ---------------------------------------------------------------------------------------


def database() -> duckdb.DuckDBPyConnection:
    """The tables of the database with the municipalities, without any figures."""
    writer = duckdb.connect(config={"threads": 1})
    for name in ("tables", "views"):
        writer.execute((ROOT / "queries" / "store" / "schema" / f"{name}.sql").read_text(encoding="utf-8"))
    writer.execute(
        "INSERT INTO municipalities BY NAME SELECT * FROM read_csv($file, all_varchar = true)",
        {"file": str(ROOT / "data" / "municipalities.csv")},
    )
    measure = "'more_indicators' AS screen, 'per_1000' AS measure, 1 AS decimals, 'no_judgement' AS polarity"
    rest = ", ".join(
        f"'' AS {name}_{language}" for name in ("label", "noun", "unit", "definition") for language in ("sv", "en")
    )
    for kind in (*KINDS, "population"):
        writer.execute(f"INSERT INTO indicators BY NAME SELECT '{kind}' AS id, 1 AS position, {measure}, {rest}")
    return writer


def shown(writer: duckdb.DuckDBPyConnection, made: Made, order: Random) -> dict[Key, dict[str, Any]]:
    """What is shown of each row, and what of it is ``hidden``."""
    lines = made.lines()
    lines = [lines[place] for place in order.permutation(len(lines))]
    lines.sort(key=lambda line: line["source"])
    writer.execute("CREATE OR REPLACE TABLE observations AS FROM observations LIMIT 0")  # rows are counted from 0 again
    writer.execute("DELETE FROM notes; DELETE FROM hidden_figures")
    writer.executemany(
        f"INSERT INTO observations ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})",
        [[line[name] or None for name in COLUMNS] for line in lines],
    )
    table = Table(
        file="additions/exports/egen.csv",
        header=COLUMNS,
        numbers=list(range(2, len(lines) + 2)),
        columns=[[line[name] for line in lines] for name in COLUMNS],
    )
    hiding.hide(writer, [table], 3, ())
    found: dict[Key, dict[str, Any]] = {}
    for row in writer.execute("SELECT * FROM observations").df().replace({np.nan: None}).to_dict("records"):
        key = Key(row["source"], row["indicator"], row["area"] or row["area_category"], row["year"])
        found[key] = row | {"hidden": set()}
    for row in writer.execute("SELECT * FROM hidden_figures").df().replace({np.nan: None}).to_dict("records"):
        key = Key(row["source"], row["indicator"], row["area"] or row["area_category"], row["year"])
        found[key]["hidden"].add(row["measure"])
    return found


# ---- what a reader can work out -----------------------------------------------------------------------------------

Seen = dict[Key, dict[str, Any]]
Constraint = tuple[dict[Key, float], float, float]
"""Factors of numbers, and between which limits their sum lies."""


def is_hidden(row: dict[str, Any]) -> bool:
    """Whether nothing of the row's number is left."""
    left = any(row[measure] is not None for measure in ("count", "per_1000", "share_percent"))
    return bool(row["hidden"]) and not left


def hidden_keys(made: Made, seen: Seen) -> list[Key]:
    return [key for key in made.numbers if key in seen and is_hidden(seen[key])]


def populations(seen: Seen) -> dict[str, dict[int, float]]:
    """Every population that a row shows, by place and year."""
    found: dict[str, dict[int, float]] = {}
    for key, row in seen.items():
        if row["population"]:
            found.setdefault(key.place, {})[key.year] = row["population"]
    return found


def decimals(values: Iterable[float], least: int = 1) -> int:
    return max([least, *(len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values)])


def known(made: Made, seen: Seen) -> tuple[dict[Key, tuple[float, float]], list[Constraint]]:
    """All that a reader knows: between which limits each number lies, and what numbers have to do with each other."""
    people = populations(seen)
    rate_half = 0.5 / 10 ** decimals(row["per_1000"] for row in seen.values() if row["per_1000"] is not None)
    limits: dict[Key, tuple[float, float]] = {}
    rules: list[Constraint] = []
    for key in made.numbers:
        row = seen.get(key)
        low, high = 0.0, np.inf
        if row is None:
            limits[key] = low, high
            continue
        if row["count"] is not None:
            low = high = row["count"]
        elif row["per_1000"] is not None and key.place in people:
            year = min(people[key.place], key=lambda year: abs(year - key.year))
            doubt = GROWTH * abs(year - key.year)
            low = max(0.0, (row["per_1000"] - rate_half) * people[key.place][year] * (1 - doubt) / 1000)
            high = (row["per_1000"] + rate_half) * people[key.place][year] * (1 + doubt) / 1000
        elif is_hidden(row) and "count" in row["hidden"]:
            low = 1.0
        if row["share_percent"] is not None:
            whole = key._replace(place="sweden")
            rules.append(({key: 100.0, whole: -(row["share_percent"] + 0.05)}, -np.inf, 1e-6))
            rules.append(({key: 100.0, whole: -(row["share_percent"] - 0.05)}, -1e-6, np.inf))
        limits[key] = low, high
    rules += [({total: -1.0, **dict.fromkeys(parts, 1.0)}, 0.0, 0.0) for total, parts in made.sums]
    return limits, rules


def possible(made: Made, seen: Seen) -> dict[Key, set[int]]:
    """Numbers that each hidden one can be, from tables that agree with all that is known: three of each if there are so
    many, all if there are fewer."""
    limits, rules = known(made, seen)
    place = {key: number for number, key in enumerate(limits)}
    matrix = sparse.lil_array((len(rules), len(place)))
    for number, (factors, _, _) in enumerate(rules):
        for key, factor in factors.items():
            matrix[number, place[key]] = factor
    constraints = (
        [optimize.LinearConstraint(matrix.tocsr(), [low for _, low, _ in rules], [high for *_, high in rules])]
        if rules
        else []
    )
    low, high = (np.array(side) for side in zip(*limits.values(), strict=True))
    found: dict[Key, set[int]] = {key: set() for key in hidden_keys(made, seen)}

    def solve(key: Key, way: int, least: float, most: float) -> int | None:
        """The lowest or highest number of a hidden cell within limits; every table found tells of all cells."""
        number = place[key]
        costs = np.zeros(len(place))
        costs[number] = way
        below, above = low.copy(), np.minimum(high, 10_000_000)
        below[number], above[number] = max(below[number], least), min(above[number], most)
        if below[number] > above[number]:
            return None
        answer = optimize.milp(
            costs, integrality=np.ones(len(place)), bounds=optimize.Bounds(below, above), constraints=constraints
        )
        assert answer.status in (0, 2), answer.message
        if answer.status == 2:
            return None
        for other, numbers in found.items():
            numbers.add(round(answer.x[place[other]]))
        return round(answer.x[number])

    for key, numbers in found.items():
        truth = made.numbers[key]
        for way, least, most in ((1, 0, np.inf), (-1, 0, np.inf), (1, truth + 1, np.inf), (-1, 0, truth - 1)):
            if len(numbers) < POSSIBLE:
                solve(key, way, least, most)
        while len(numbers) < POSSIBLE:  # between those found, or there is no other
            between = sorted(numbers)
            gaps = [(one + 1, two - 1) for one, two in itertools.pairwise(between) if two - one > 1]
            if not any(solve(key, 1, *gap) is not None for gap in gaps):
                break
    return found


# ---- what was hidden without need ---------------------------------------------------------------------------------


def is_small(made: Made, key: Key) -> bool:
    return 0 < made.numbers[key] < 3


def needless(made: Made, seen: Seen) -> list[Key]:
    """Numbers that are hidden and could have been shown, one by one, without leaving fewer possible for another."""
    found = []
    for key in hidden_keys(made, seen):
        if is_small(made, key):
            continue
        line = next(
            line for line in made.lines() if all(line[name] == text for name, text in Made.row(key).items() if text)
        )
        row = {name: float(line[name]) if line[name] else None for name in ("count", "per_1000", "share_percent")}
        numbers = possible(made, seen | {key: seen[key] | row | {"hidden": set()}})
        if all(len(each) >= POSSIBLE for each in numbers.values()):
            found.append(key)
    return found


@dataclass
class Result:
    """One attack."""

    number: int
    made: Made
    seen: Seen
    could: dict[Key, set[int]]

    @property
    def broken(self) -> dict[Key, set[int]]:
        """For whom fewer than three numbers are possible; that nobody is there may be known."""
        return {key: numbers for key, numbers in self.could.items() if len(numbers) < POSSIBLE and numbers != {0}}


def attacks(numbers: Iterable[int]) -> Iterator[Result]:
    """Attack the made-up tables with these numbers."""
    writer = database()
    for number in numbers:
        random = np.random.default_rng(number)
        made = MAKERS[number % len(MAKERS)](random)
        seen = shown(writer, made, random)
        yield Result(number, made, seen, possible(made, seen))


def main(first: int = 0, last: int = 1000, every: int = 10) -> int:
    """Attack many tables, and report; 1 if a number was found."""
    counts: dict[str, Counter[str]] = {}
    began = time.process_time()
    for result in attacks(range(first, last)):
        made, seen = result.made, result.seen
        counted = counts.setdefault(made.kind, Counter())
        written = [key for key in made.numbers if key in seen and made.numbers[key]]
        gone = hidden_keys(made, seen)
        counted.update(
            tables=1,
            numbers=len(written),
            small=sum(is_small(made, key) for key in written),
            hidden=len(gone),
            shown_small=sum(is_small(made, key) for key in written) - sum(is_small(made, key) for key in gone),
            one=sum(len(numbers) == 1 for numbers in result.broken.values()),
            two=sum(len(numbers) == 2 for numbers in result.broken.values()),
        )
        if result.number // len(MAKERS) % every == 0 and len(written) < 80:
            counted.update(tried=len(gone), needless=len(needless(made, seen)))
        for key, numbers in list(result.broken.items())[:1]:
            print(f"{result.number}: {made.kind}: {key} is {made.numbers[key]}, possible are {sorted(numbers)}")
    names = ("tables", "numbers", "small", "hidden", "shown_small", "one", "two", "tried", "needless")
    print(f"{'':18}" + "".join(f"{name:>12}" for name in names))
    counts["all"] = sum((counted for kind, counted in counts.items() if kind != UNCERTAIN), Counter())
    for kind, counted in counts.items():
        print(f"{kind:18}" + "".join(f"{counted[name]:12}" for name in names))
    print(f"{time.process_time() - began:.0f} s")
    return int(counts["all"]["one"] + counts["all"]["two"] > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
