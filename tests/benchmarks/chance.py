"""How often chance is mistaken for more, how often intervals hold, and whether what is said to be seen is seen: by simulation.

``python -m tests.benchmarks.chance`` prints the tables of ``docs/chance.md``. Counts are negative binomial with a known mean, and a
variance of 1, 3 or 9 times it or growing with it as the figures of the 290 municipalities do.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections import defaultdict
from collections.abc import Callable

import numpy as np
from scipy import optimize

import queries
from queries.statistics import between, intervals, lines, variation
from queries.statistics import tests as statistics
from queries.statistics.lines import Series

CLASSES = ((0.3, 2), (2, 5), (5, 20), (20, 100), (100, 500), (500, 3000))
"""The mean counts of a year, from and to."""

VARIANCES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "1×": lambda mean: np.ones_like(mean),
    "3×": lambda mean: np.full_like(mean, 3.0),
    "9×": lambda mean: np.full_like(mean, 9.0),
    "growing": lambda mean: 1 + 0.5 * np.sqrt(mean),
}
RATE = 5.0
"""Cases per 1 000 inhabitants."""

Found = dict[tuple[str, int], list[float]]


def drawn(generator: np.random.Generator, means: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Counts with these means and variances of so many times these."""
    over = np.maximum(times - 1, 1e-9)
    return np.where(
        times > 1,
        generator.negative_binomial(np.maximum(means / over, 1e-12), 1 / (1 + over)),
        generator.poisson(means),
    )


def places(generator: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The class and the mean of each place."""
    kind = np.arange(count) % len(CLASSES)
    low, high = np.log([CLASSES[k] for k in kind]).T
    return kind, np.exp(generator.uniform(low, high))


def run(generator: np.random.Generator, count: int, years: int, name: str, found: Found, alike: float = np.inf) -> None:
    """One state of the world in which nothing happens, and all that is asked of it."""
    kind, mean = places(generator, count)
    own = 1.0 if np.isinf(alike) else (alike - 2) / generator.chisquare(alike, count)
    times = np.maximum(1, VARIANCES[name](mean) * own)
    growth = 1.01 ** np.arange(years)
    means = mean[:, None] * growth
    people = means / RATE * 1000
    counts = drawn(generator, means, np.broadcast_to(times[:, None], means.shape))
    when = list(range(2015, 2015 + years))
    parts = {(i,): [Series(when, counts[i].tolist(), people[i].tolist())] for i in range(count)}
    known = variation.estimated(parts)

    def told(what: str, i: int, value: float) -> None:
        found[what, int(kind[i])].append(value)

    first, last = when[0], when[-1]
    for i in range(count):
        c = [int(one) for one in counts[i]]
        old, new = people[i, -2], people[i, -1]
        spread = variation.spread_of(known, (i,), (c[-1] + c[-2]) / 2, (last - 1, last))
        told("φ", i, spread.times / times[i])
        told("step", i, is_said(statistics.year_on_year(c[-2], c[-1], new / old, spread=spread)))
        if years > 2:
            spread = variation.spread_of(known, (i,), (c[-1] + c[0]) / 2, (first, last))
            told("first to last", i, is_said(statistics.compared(c[-1], new, c[0], people[i, 0], spread=spread)))
        spread = variation.spread_of(known, (i,), c[-1], (last,))
        told("printed rate", i, is_said(statistics.against_a_rate(c[-1], new, (RATE, RATE), spread=spread)))
        other = (i + len(CLASSES)) % count
        theirs = variation.spread_of(known, (other,), counts[other, -1], (last,))
        both = variation.joined(spread, new, theirs, people[other, -1])
        told(
            "two places",
            i,
            is_said(statistics.compared(c[-1], new, int(counts[other, -1]), people[other, -1], spread=both)),
        )
        whole = variation.spread_of(known, (i,), c[-1])
        low, high = intervals.swinging_limits(np.array([c[-1]]), np.array([whole.times]), np.array([whole.freedom]))
        told("interval", i, bool(low[0] <= means[i, -1] <= high[0]))
        if years >= 5:
            line = lines.fitted(parts[i,][0])
            if line:
                around = variation.spread_around(known, (i,), line, sum(c) / len(c))
                trend = statistics.trend_along(line, around)
                told("trend", i, is_said(trend))
                told("stated slope", i, trend.detectable / RATE)


def lone(generator: np.random.Generator, years: int, name: str, found: Found) -> None:
    """A series of which there is no other of its kind."""
    for k in range(len(CLASSES)):
        mean = np.exp(generator.uniform(*np.log(CLASSES[k])))
        c = drawn(generator, np.full(years, mean), np.full(years, VARIANCES[name](mean))).tolist()
        when = list(range(2015, 2015 + years))
        series = Series(when, c, [mean / RATE * 1000] * years)
        known = variation.estimated({(0,): [series]}, [(0,)])
        spread = variation.spread_of(known, (0,), c[-1], when[-2:])
        found["lone step", k].append(is_said(statistics.year_on_year(c[-2], c[-1], spread=spread)))
        spread = variation.spread_of(known, (0,), c[-1], (when[0], when[-1]))
        found["lone first to last", k].append(is_said(statistics.compared(c[-1], 1000, c[0], 1000, spread=spread)))
        line = lines.fitted(series)
        if line:
            trend = statistics.trend_along(line, variation.spread_around(known, (0,), line, mean))
            found["lone trend", k].append(is_said(trend))


def seen(generator: np.random.Generator, count: int, years: int, name: str, found: Found) -> None:
    """Whether what is said to be seen in four cases of five is: changes of that size are put in, and looked for."""
    kind, mean = places(generator, count)
    times = VARIANCES[name](mean)
    people = mean / RATE * 1000
    when = list(range(2015, 2015 + years))
    counts = drawn(generator, np.repeat(mean[:, None], years, 1), np.repeat(times[:, None], years, 1))
    parts = {(i,): [Series(when, counts[i].tolist(), [people[i]] * years)] for i in range(count)}
    known = variation.estimated(parts)
    stated = defaultdict(list)
    for i in range(count):
        spread = variation.spread_of(known, (i,), counts[i, -1], when[-2:])
        more = statistics.detectable_rise(mean[i], 1.0, spread)
        if more:
            new = int(drawn(generator, mean[i : i + 1] * more, times[i : i + 1])[0])
            step = statistics.year_on_year(int(counts[i, -2]), new, spread=spread)
            found["step seen", int(kind[i])].append(step.verdict == "higher")
        line = lines.fitted(parts[i,][0])
        if line:
            trend = statistics.trend_along(line, variation.spread_around(known, (i,), line, mean[i]))
            stated[int(kind[i])].append(trend.detectable / RATE)
    middle = (years - 1) / 2
    for i in range(count if stated else 0):
        # Another series of this place, that changes as much as is said to be needed in its class.
        share = float(np.mean(stated[int(kind[i])] or [math.inf]))
        if share * middle > 0.9:
            continue  # more than there is
        changing = mean[i] * (1 + share * (np.arange(years) - middle))
        line = lines.fitted(
            Series(when, drawn(generator, changing, np.full(years, times[i])).tolist(), [people[i]] * years)
        )
        if line:
            trend = statistics.trend_along(line, variation.spread_around(known, (i,), line, mean[i]))
            found["trend seen", int(kind[i])].append(trend.verdict == "higher")


def apart(generator: np.random.Generator, count: int, name: str, found: Found, tau: float = 0.35) -> None:
    """Places that differ by nature, each beside the rate of all: none stands out more than the others differ."""
    kind, mean = places(generator, count)
    people = np.round(mean / RATE * 1000)
    means = np.repeat((mean * generator.gamma(1 / tau**2, tau**2, count))[:, None], 5, 1)
    counts = drawn(generator, means, np.repeat(VARIANCES[name](mean)[:, None], 5, 1))
    parts = {(i,): [Series(range(2015, 2020), counts[i].tolist(), [people[i]] * 5)] for i in range(count)}
    model = variation.estimated(parts)
    known = between.spread_between({(i,): (int(counts[i, -1]), people[i]) for i in range(count)}, model, RATE)
    if known is None:
        return
    limits = between.funnel(known, people.tolist(), model)
    for i, (low, high) in enumerate(limits):
        found["stands out", int(kind[i])].append(known.p[i,] < 0.05)
        found["τ", int(kind[i])].append(known.tau / tau)
        found["in the funnel", int(kind[i])].append(low <= counts[i, -1] / people[i] * 1000 <= high)


def is_said(one: statistics.Comparison | statistics.YearOnYear | statistics.Trend) -> bool:
    return one.verdict in ("higher", "lower")


Rows = dict[str, list[tuple[str, Found]]]


def tables(rows: Rows) -> None:
    """For each question a table in Markdown: a row for each variance, a column a class of counts, in per cent of all tests, and
    between which shares single classes lie in single states of the world."""
    named = [f"{low:g}–{high:g}" for low, high in CLASSES]
    for question, title in QUESTIONS.items():
        print(f"\n**{title}**\n\n| | {' | '.join(named)} | least–most | tests |\n|---|{'--:|' * (len(named) + 2)}")
        groups: dict[str, list[Found]] = {}
        for name, found in rows.get(question, ()):
            variance, years, *_ = name.split(", ")
            key = (
                f"{variance}, {years}"
                if "alone" in name
                else f"{variance}, φ differs"
                if "differ" in name
                else variance
            )
            groups.setdefault(key.replace(" on average", ""), []).append(found)
        for name, states in groups.items():
            shares = [[found[question, k] for found in states if found.get((question, k))] for k in range(len(CLASSES))]
            every = [list(itertools.chain.from_iterable(share)) for share in shares]
            cells = [f"{100 * np.mean(share):.1f}" if len(share) >= ENOUGH else "–" for share in every]
            single = [100 * np.mean(one) for share in shares for one in share if len(one) >= ENOUGH]
            print(f"| {name} | {' | '.join(cells)} | {min(single):.1f}–{max(single):.1f} | {sum(map(len, every)):,} |")


QUESTIONS = {
    "step": "The last step: false “more than chance”, %",
    "first to last": "The last year beside the first: false, %",
    "printed rate": "Beside a printed rate: false, %",
    "two places": "Two places beside each other: false, %",
    "trend": "Trends: false, %",
    "interval": "Intervals that hold the level, %",
    "step seen": "Steps as large as stated that are seen, %",
    "trend seen": "Trends as large as stated that are seen, %",
    "stands out": "Levels that stand out among places that differ by 35 %: false, %",
    "in the funnel": "Places within the limits of the funnel, %",
    "lone step": "One place alone, the last step: false, %",
    "lone first to last": "One place alone, the last year beside the first: false, %",
    "lone trend": "One place alone, trends: false, %",
}


ENOUGH = 100
"""Shares of fewer tests are not shown."""


def simulated(runs: float, generator: np.random.Generator) -> Rows:
    """All states of the world."""
    rows: Rows = {}
    for name in VARIANCES:
        for years, count in itertools.product((2, 5, 11), (40, 290)):
            found: Found = defaultdict(list)
            for _ in range(max(1, int(runs * 24000 / count))):
                run(generator, count, years, name, found)
                seen(generator, count, years, name, found)
                apart(generator, count, name, found)
            put(rows, f"{name}, {years} years, {count} places", found)
        for years in (5, 11):
            found = defaultdict(list)
            for _ in range(max(1, int(runs * 24000 / 290))):
                run(generator, 290, years, name, found, 12)
            put(rows, f"{name} on average, {years} years, 290 places that differ in φ", found)
        for years in (2, 5, 9, 11):
            found = defaultdict(list)
            for _ in range(int(runs * 4000)):
                lone(generator, years, name, found)
            put(rows, f"{name}, {years} years, one place alone", found)
    return rows


def put(rows: Rows, name: str, found: Found) -> None:
    print(name, file=sys.stderr)
    for question in dict.fromkeys(question for question, _ in found):
        rows.setdefault(question, []).append((name, found))


# ---- the real figures -----------------------------------------------------------------------------------------------

Grid = tuple[list[str], np.ndarray, np.ndarray]
"""Municipalities, and their counts and populations by year."""

YEARS = list(range(2015, 2026))


def real(indicator: str) -> Grid | None:
    """The figures of the municipalities that have all years; ``None`` where there are none."""
    places: dict[str, dict[int, tuple[int, int]]] = {}
    for row in queries.rows("series", indicator=indicator, measure="per_1000", years=None, categories=None, areas=None):
        if row["area"] and row["cases"] is not None and row["among"] and row["year"] in YEARS:
            places.setdefault(row["area"], {})[row["year"]] = row["cases"], row["among"]
    there = {name: found for name, found in places.items() if len(found) == len(YEARS)}
    if len(there) < between.FEWEST_PLACES:
        return None
    grid = np.array([[found[year] for year in YEARS] for found in there.values()], float)
    return list(there), grid[:, :, 0], grid[:, :, 1]


def judged(counts: np.ndarray, people: np.ndarray) -> np.ndarray:
    """p of the last step, of the change since the first year, and of the trend, of each place."""
    parts = {(i,): [Series(YEARS, counts[i].tolist(), people[i].tolist())] for i in range(len(counts))}
    known = variation.estimated(parts)
    found = np.ones((len(counts), 3))
    for i, (c, n) in enumerate(zip(counts.astype(int).tolist(), people.tolist(), strict=True)):
        spread = variation.spread_of(known, (i,), c[-1], YEARS[-2:])
        found[i, 0] = statistics.year_on_year(c[-2], c[-1], n[-1] / n[-2], spread=spread).p
        spread = variation.spread_of(known, (i,), c[-1], (YEARS[0], YEARS[-1]))
        found[i, 1] = statistics.compared(c[-1], n[-1], c[0], n[0], spread=spread).p or 1
        line = lines.fitted(parts[i,][0])
        if line:
            found[i, 2] = statistics.trend_along(line, variation.spread_around(known, (i,), line, sum(c) / len(c))).p
    return found


SIZES = (0, 8_000, 12_000, 20_000, 40_000, 80_000, 10**7)


def backtest(generator: np.random.Generator, grids: dict[str, Grid]) -> None:
    """How many changes are called more than chance: with the years as they were, and shuffled in each place, so that there
    is nothing but chance in their order."""
    named = [f"{low:,}–{high:,}" for low, high in itertools.pairwise(SIZES)]
    print(f"\n| | last step | since 2015 | trend | corrected | {' | '.join(named)} |\n|---|{'--:|' * (len(named) + 4)}")
    for indicator, (_, counts, people) in grids.items():
        for name, times in (("as it was", 1), ("shuffled", 10)):
            p, sizes, corrected = [], [], []
            for _ in range(times):
                order = np.array(
                    [generator.permutation(len(YEARS)) if times > 1 else np.arange(len(YEARS)) for _ in counts]
                )
                shuffled = np.take_along_axis(people, order, 1)
                p.append(judged(np.take_along_axis(counts, order, 1), shuffled))
                sizes.append(shuffled[:, -1])
                corrected.append(sum(one < 0.05 for one in statistics.corrected(p[-1][:, 0].tolist())))
            every, size = np.concatenate(p) < 0.05, np.concatenate(sizes)
            by_size = [every[(size >= low) & (size < high), 0].mean() for low, high in itertools.pairwise(SIZES)]
            cells = [f"{100 * share:.1f}" for share in every.mean(0)]
            more = [f"{100 * share:.1f}" for share in by_size]
            print(f"| {indicator}, {name} | {' | '.join(cells)} | {np.mean(corrected):.1f} | {' | '.join(more)} |")


CURVES: dict[str, tuple[Callable[[np.ndarray, np.ndarray], np.ndarray], int]] = {
    "φ the same for all": (lambda p, mean: np.exp(p[0]) + 0 * mean, 1),
    "1 + a·m": (lambda p, mean: 1 + np.exp(p[0]) * mean, 1),
    "a·m^b": (lambda p, mean: np.exp(p[0] + p[1] * np.log(mean / 400)), 2),
    "c + a·m": (lambda p, mean: np.exp(p[0]) + np.exp(p[1] - 6) * mean, 2),
    "1 + a·m^b": (lambda p, mean: 1 + np.exp(p[0] + p[1] * np.log(mean / 400)), 2),
}


def fits(grids: dict[str, Grid]) -> None:
    """How well curves of φ fit what the steps of the places show: the deviance of a gamma distribution, smaller is better."""
    print(f"\n| | {' | '.join(CURVES)} |\n|---|{'--:|' * len(CURVES)}")
    for indicator, (_, counts, people) in grids.items():
        parts = {(i,): [Series(YEARS, counts[i].tolist(), people[i].tolist())] for i in range(len(counts))}
        known = variation.estimated(parts)
        _, swings = known.swings()
        mean, times, weight = swings.mean, swings.times, 1 / swings.noise

        def off(p: np.ndarray, curve: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> float:
            share = times / curve(p, mean)  # noqa: B023
            return float((2 * weight * (share - 1 - np.log(share))).sum())  # noqa: B023

        cells = []
        for curve, size in CURVES.values():
            starts = ([1.0, 0.5], [2.0, 0.0], [1.0, -1.0])
            least = min(optimize.minimize(off, start[:size], (curve,), method="Nelder-Mead").fun for start in starts)
            cells.append(f"{least:.0f}")
        print(f"| {indicator} | {' | '.join(cells)} |")


def estimates(grids: dict[str, Grid]) -> None:
    """What the model is for each indicator, and how many places of the last year lie outside the limits of the funnel."""
    heads = [
        "a",
        "b",
        *(f"φ at {mean:,}" for mean in (50, 500, 5000)),
        "alike",
        "wander",
        "leaps",
        "τ",
        "outside",
        "corrected",
    ]
    print(f"\n| | {' | '.join(heads)} |\n|---|{'--:|' * len(heads)}")
    for indicator, (_, counts, people) in grids.items():
        parts = {(i,): [Series(YEARS, counts[i].tolist(), people[i].tolist())] for i in range(len(counts))}
        known = variation.estimated(parts)
        rate = float(counts[:, -1].sum() / people[:, -1].sum() * 1000)
        there = {(i,): (int(counts[i, -1]), float(people[i, -1])) for i in range(len(counts))}
        apart = between.spread_between(there, known, rate)
        assert known.pool
        cells = [
            f"{known.pool.a:.3f}",
            f"{known.pool.b:.1f}",
            *(f"{known.times_at(mean):.1f}" for mean in (50, 500, 5000)),
        ]
        cells += [f"{known.pool.alike:.0f}", f"{known.pool.wander:.2f}", f"{sum(map(len, known.leaps.values()))}"]
        if apart:
            p = list(apart.p.values())
            cells += [f"{apart.tau:.2f}", f"{100 * np.mean([one < 0.05 for one in p]):.1f} %"]
            cells += [f"{sum(one < 0.05 for one in statistics.corrected(p))}"]
        print(f"| {indicator} | {' | '.join(cells)} |")


def main() -> None:
    runs = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    indicators = [row["id"] for row in queries.rows("indicators") if row["screen"]]
    grids = {indicator: grid for indicator in indicators if (grid := real(indicator))}
    if grids:
        fits(grids)
        estimates(grids)
        backtest(np.random.default_rng(2025), grids)
    tables(simulated(runs, np.random.default_rng(20261121)))


if __name__ == "__main__":
    main()
