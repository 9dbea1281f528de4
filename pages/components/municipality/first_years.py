"""A rise or fall since which year? The same claim for every first year there is: its sign, and whether it may be chance."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import figures
from pages.components.indicator import certainty_words as words
from pages.components.municipality.by_chance import changed
from pages.components.municipality.offences import Offences
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.statistics.evidence import Compared


def change(one: Compared) -> float | None:
    """The change since the other year in per cent; ``None`` where nothing was counted then."""
    now, then = one.row["value"], one.other["value"] if one.other else None
    return (now / then - 1) * 100 if now is not None and then else None


def sentence(t: Text, found: Sequence[Compared]) -> str:
    """How many first years give a fall and a rise, and how many of these are more than chance."""
    told = [(one.result.ratio, one.verdict) for one in found if one.verdict != "undetermined"]
    if not told:
        return ""
    falls = [verdict for ratio, verdict in told if ratio is not None and ratio < 1]
    rises = [verdict for ratio, verdict in told if ratio is not None and ratio > 1]
    values = {"all": t.in_words(len(told)), "last": found[0].row["year"]}
    said = t(
        "{count} of {all} first years: a fall to {last}, more than chance in {sure}.",
        count=t.in_words(len(falls)).capitalize(),
        sure=t.in_words(falls.count("lower")) if "lower" in falls else t("none"),
        **values,
    )
    if not rises:
        return said
    more = t(
        "{count}: a rise, more than chance in {sure}.",
        count=t.in_words(len(rises)).capitalize(),
        sure=t.in_words(rises.count("higher")) if "higher" in rises else t("none"),
    )
    return f"{said} {more}" if falls else more_alone(t, len(rises), rises.count("higher"), values)


def more_alone(t: Text, rises: int, sure: int, values: dict[str, object]) -> str:
    """The same where no first year gives a fall."""
    return t(
        "{count} of {all} first years: a rise to {last}, more than chance in {sure}.",
        count=t.in_words(rises).capitalize(),
        sure=t.in_words(sure) if sure else t("none"),
        **values,
    )


def table(known: Offences, indicator: str, found: Sequence[Compared]) -> Table:
    """A row a first year, with the yardstick's change since then beside it."""
    t, last = known.t, known.last
    columns = [
        Column("first_year", t("First year"), 0, grouped=False),
        Column("change_percent", t("Change to {last}, per cent", last=last), 0, signed=True, computed=True),
        Column("verdict", t("Is it chance?")),
        Column("yardstick_percent", known.yardstick.title, 0, signed=True, computed=True),
    ]
    rows: list[list[object]] = []
    printed: dict[tuple[int, str], str] = {}
    tones: dict[tuple[int, str], str] = {}
    for one in found:
        year = one.other["year"] if one.other else None
        now, then = known.rate_beside(indicator, last), known.rate_beside(indicator, year) if year else None
        said = changed(t, one)
        printed[len(rows), "verdict"] = f"{words.SIGNS[one.verdict]} {said}"
        tones[len(rows), "verdict"] = words.tone(known.indicators[indicator]["polarity"], one.verdict)
        rows.append([year, change(one), said, (now / then - 1) * 100 if now is not None and then else None])
    caption = t(
        "{offences} in {place}: the change to {last} since each first year",
        offences=t.field(known.indicators[indicator], "label"),
        place=known.place,
        last=last,
    )
    remark = t("Each first year is tested by itself. Who chooses the first year can choose the answer.")
    return Table(caption, columns, rows, printed=printed, tones=tones, remarks=[remark], id="first_years")


# ---- of several series ----------------------------------------------------------------------------------------------

Named = Sequence[tuple[str, Sequence[Compared]]]
"""The names of series, each with its last figure beside that of every year before."""


def alike(t: Text, series: Named) -> str:
    """Of how many series the sign is the same whichever first year is chosen, and of which it is not; empty without any."""
    if not series:
        return ""
    turning = [name for name, found in series if len({sign(one) for one in found} - {0}) > 1]
    values = {"all": t.in_words(len(series)), "same": t.in_words(len(series) - len(turning))}
    if not turning:
        return t("Whichever first year is chosen, each of {all} goes the same way.", **values)
    if len(turning) == len(series):
        return t("Which way they go depends on the first year that is chosen: {names}.", names=t.listed(turning))
    return t(
        "Whichever first year is chosen, {same} of {all} go the same way. On the first year depends: {names}.",
        names=t.listed(turning),
        **values,
    )


def sign(one: Compared) -> int:
    """Whether the change is a rise (1), a fall (-1) or neither."""
    changed = change(one)
    return 0 if not changed else 1 if changed > 0 else -1


def of_series(t: Text, caption: str, series: Named, polarity: str) -> Table:
    """A row a series and first year."""
    columns = [
        Column("name", t("Area category or area")),
        Column("first_year", t("First year"), 0, grouped=False),
        Column("last_year", t("Last year"), 0, grouped=False),
        Column("change_percent", t("Change, per cent"), 0, signed=True, computed=True),
        Column("verdict", t("Is it chance?")),
    ]
    rows: list[list[object]] = []
    printed: dict[tuple[int, str], str] = {}
    tones: dict[tuple[int, str], str] = {}
    for name, found in series:
        for one in found:
            said = changed(t, one)
            printed[len(rows), "verdict"] = f"{words.SIGNS[one.verdict]} {said}"
            tones[len(rows), "verdict"] = words.tone(polarity, one.verdict)
            rows.append([name, one.other["year"] if one.other else None, one.row["year"], change(one), said])
    remark = t("Each first year is tested by itself. Who chooses the first year can choose the answer.")
    ids = [
        (*figures.series_of(one.row), one.other["year"] if one.other else None) for _, found in series for one in found
    ]
    id_ = "first_years_of_series"
    return Table(caption, columns, rows, printed=printed, tones=tones, remarks=[remark], id=id_, row_ids=ids)
