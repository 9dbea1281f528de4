"""The attack of ``attack.py`` on a few dozen made-up tables; ``make attack`` makes it on 1,000, large ones among them."""

from __future__ import annotations

from tests.queries.store import attack

TABLES = [number for number in range(45) if attack.MAKERS[number % len(attack.MAKERS)] not in attack.SLOW_OR_UNCERTAIN]


def test_whoever_knows_the_sums_finds_three_possible_numbers_for_each_that_is_hidden() -> None:
    results = list(attack.attacks(TABLES))
    assert len(results) > 35
    assert {result.number: result.broken for result in results if result.broken} == {}
    assert sum(len(result.could) for result in results) > 300
    # And what is small is hidden, unless it is shown rounded so that it could be many numbers.
    for result in results:
        exact = [key for key in result.made.numbers if key in result.seen and key not in result.made.rated]
        shown = [key for key in exact if attack.is_small(result.made, key) and result.seen[key]["count"] is not None]
        assert shown == [], (result.number, shown)


def test_the_attack_finds_what_is_hidden_by_itself_alone() -> None:
    result = next(attack.attacks([0]))
    key = next(key for key in result.could if attack.is_small(result.made, key))
    small = {
        other: row | {"count": float(result.made.numbers[other]), "hidden": set()}
        for other, row in result.seen.items()
        if not attack.is_small(result.made, other)
    }
    # Of the table in which nothing but small numbers is hidden, as one would do at first.
    numbers = attack.possible(result.made, result.seen | small)
    assert any(len(possible) == 1 for possible in numbers.values()), (key, numbers)
