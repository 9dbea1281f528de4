"""What is new, revised and missing; and the whole that a new publication is."""

from __future__ import annotations

from queries.update.figures import Change, Fetched, Figures, Key, compare, disagreeing, lost, whole

UMEA_24, UMEA_25, UMEA_26 = (Key("reported_offences", "Umeå", year) for year in (2024, 2025, 2026))
STOCKHOLM_26 = Key("reported_offences", "Stockholm", 2026)
BURGLARY = Key("burglary", "Umeå", 2025)

EARLIER: Figures = {
    UMEA_24: {"count": 11_984, "per_1000": 89.69},
    UMEA_25: {"count": 12_411, "per_1000": 92.1},
    BURGLARY: {"count": 300, "per_1000": 2.23},
}


def fetched(figures: Figures, *missing: Key) -> Fetched:
    return Fetched(publisher="Kolada", figures=figures, missing=missing, told_sv="", told_en="")


def test_what_is_new_revised_and_missing_is_told_apart() -> None:
    found = compare(
        EARLIER,
        [
            fetched(
                {UMEA_24: {"per_1000": 89.69}, UMEA_25: {"per_1000": 93.0}, UMEA_26: {"per_1000": 94.6}}, STOCKHOLM_26
            )
        ],
    )
    assert found.new == ((UMEA_26, "per_1000"),)
    assert found.revised == (Change(UMEA_25, "per_1000", 92.1, 93.0),)
    assert found.compared == 2
    assert found.missing == (STOCKHOLM_26,)
    assert found.is_news


def test_the_same_figures_are_no_news() -> None:
    found = compare(EARLIER, [fetched({UMEA_25: {"count": 12_411, "per_1000": 92.1 + 1e-9}})])
    assert (found.new, found.revised, found.compared, found.is_news) == ((), (), 2, False)


def test_the_largest_change_stands_first() -> None:
    """+9 of 300 is 3 per cent, +120 of 12,000 one per cent."""
    found = compare(EARLIER, [fetched({UMEA_24: {"count": 12_104}, BURGLARY: {"count": 309}})])
    assert [change.key for change in found.revised] == [BURGLARY, UMEA_24]


def test_a_change_from_0_has_a_size() -> None:
    assert Change(BURGLARY, "count", 0, 4).size == 4


def test_what_one_publisher_lacks_and_another_has_is_not_missing() -> None:
    found = compare({}, [fetched({}, UMEA_26, STOCKHOLM_26), fetched({UMEA_26: {"count": 12_818}})])
    assert found.missing == (STOCKHOLM_26,)


def test_of_two_publishers_the_later_in_the_order_counts_and_the_difference_is_told() -> None:
    pieces = [fetched({UMEA_26: {"per_1000": 94.6}}), fetched({UMEA_26: {"count": 12_818, "per_1000": 94.61}})]
    assert disagreeing(pieces) == [Change(UMEA_26, "per_1000", 94.6, 94.61)]
    assert compare({}, pieces).new == ((UMEA_26, "per_1000"), (UMEA_26, "count"))


def test_a_new_publication_is_whole() -> None:
    """What was not fetched stays as it was, of the same indicators only."""
    rows, kept = whole(EARLIER, {UMEA_25: {"per_1000": 92.1}, UMEA_26: {"per_1000": 94.6}})
    assert rows == {
        UMEA_24: {"count": 11_984, "per_1000": 89.69},
        UMEA_25: {"count": 12_411, "per_1000": 92.1},
        UMEA_26: {"per_1000": 94.6},
    }
    assert kept == {UMEA_24, UMEA_25}
    assert lost(EARLIER, rows) == []


def test_a_count_goes_with_a_rate_that_was_revised() -> None:
    """Else a count of one publication would stand beside a rate of another."""
    rows, kept = whole(EARLIER, {UMEA_25: {"per_1000": 93.0}})
    assert rows[UMEA_25] == {"per_1000": 93.0}
    assert kept == {UMEA_24}
    assert lost(EARLIER, rows) == [UMEA_25]


def test_what_was_fetched_whole_keeps_nothing_of_before() -> None:
    rows, kept = whole({UMEA_25: EARLIER[UMEA_25]}, {UMEA_25: {"count": 12_500, "per_1000": 93.0}})
    assert (rows, kept) == ({UMEA_25: {"count": 12_500, "per_1000": 93.0}}, set())
