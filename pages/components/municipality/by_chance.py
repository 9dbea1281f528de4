"""What of a municipality's offences may be chance: a word on each card, sentences on one group, a table of all groups.

The words are those of the indicators' pages (:mod:`pages.components.indicator.certainty_words`): one verdict, one wording.
"""

from __future__ import annotations

from pages.components.indicator import certainty_words as words
from pages.components.indicator.certainty_tables import finite
from pages.components.municipality import chance, sentences
from pages.components.municipality.offences import YEARS_BACK, Judged, Offences
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.statistics.evidence import Compared, Development


def of_change(found: Offences, indicator: str) -> str:
    """Whether the change since some years ago may be chance, in two or three words; nothing where that is not known."""
    t, judged = found.t, found.judged.get(indicator)
    since = judged.since if judged else None
    if since is None or since.verdict == "undetermined":
        return ""
    said = t("may be chance") if since.verdict == "no_difference" else t("more than chance")
    return said + words.if_independent(t, since.spread)


def asked(found: Offences) -> dict[str, str]:
    """What is asked of each group, as titles of columns and beginnings of sentences."""
    t, last, years = found.t, found.last, sorted(found.own[next(iter(found.own))])
    return {
        "beside": t("Beside {yardstick} {year}", yardstick=found.yardstick.within, year=last),
        "since": t("{last} beside {first}", last=last, first=last - YEARS_BACK),
        "step": t("{last} beside {first}", last=last, first=last - 1),
        "years": t("All years {first}–{last}", first=years[0], last=years[-1]),
    }


def verdicts(t: Text, judged: Judged) -> dict[str, str]:
    """The answers to what is asked, each in words."""
    return {
        "beside": compared(t, judged.beside),
        "since": changed(t, judged.since),
        "step": developed(t, judged.step),
        "years": developed(t, judged.over_years),
    }


def compared(t: Text, one: Compared) -> str:
    """Beside the yardstick: whether it is higher or lower, and whether that is unusual."""
    said = words.verdicts(t) | {"no_difference": t("may be chance")}
    return words.verdict_in_words(t, said, words.said_of(one), one.why, one.spread)


def changed(t: Text, one: Compared | None) -> str:
    """A place beside its own earlier figure: it has risen or fallen."""
    said = words.steps(t) | {"no_difference": t("may be chance")}
    return words.verdict_in_words(t, said, one.verdict, one.why, one.spread) if one else t("no figure")


def developed(t: Text, one: Development) -> str:
    """Over its years: whether it has risen or fallen."""
    said = (words.ways(t) if one.trend else words.steps(t)) | {"no_difference": t("may be chance")}
    return words.verdict_in_words(t, said, one.verdict, one.why, one.spread)


def of_group(found: Offences, indicator: str) -> list[str]:
    """Sentences on one group: the interval of its last figure, then each question with its answer, and what must be told
    first."""
    t, judged = found.t, found.judged.get(indicator)
    if judged is None:
        return []
    first, row = found.told_first(indicator), judged.row
    rate = t("**{rate} per 1,000 inhabitants in {year}**", rate=t.number(row["value"], 1), year=row["year"])
    said = [
        f"{rate} {chance.interval(t, judged)}".rstrip(),
        chance.beside(t, judged),
        chance.since(t, judged),
        chance.last_change(t, judged),
        chance.over_years(t, judged),
        chance.among_all(t, judged),
        f"{sentences.striking(found, first)} {sentences.all_the_same(found, first)}".rstrip() if first else "",
    ]
    return [line for line in said if line]


def table(found: Offences) -> Table:
    """A row a group of offences, a column a question."""
    t, titles = found.t, asked(found)
    labels = {id_: t.field(row, "label") for id_, row in found.indicators.items()}
    columns = [
        Column("indicator", t("Offences"), labels=labels),
        *(Column(id_, title) for id_, title in titles.items()),
        Column("ratio", t("Times the yardstick"), 2, computed=True, unseen=True),
        Column("ratio_low", t("Lowest"), 2, computed=True, unseen=True),
        Column("ratio_high", t("Highest"), 2, computed=True, unseen=True),
    ]
    rows: list[list[object]] = []
    notes: dict[tuple[int, str], str] = {}
    printed: dict[tuple[int, str], str] = {}
    tones: dict[tuple[int, str], str] = {}
    for indicator, judged in found.judged.items():
        said = verdicts(t, judged)
        result = judged.beside.result
        limits = [finite(result.ratio), result.low, finite(result.high)]
        signs = signs_of(judged)
        first = found.told_first(indicator)
        if first is not None:
            said_first = (sentences.striking(found, first), sentences.all_the_same(found, first))
            notes[len(rows), "indicator"] = " ".join(filter(None, said_first))
        printed |= {(len(rows), id_): f"{words.SIGNS[signs[id_]]} {said[id_]}" for id_ in titles}
        polarity = found.indicators[indicator]["polarity"]
        ways = signs | {"beside": judged.beside.verdict}
        tones |= {(len(rows), id_): words.tone(polarity, way) for id_, way in ways.items()}
        rows.append([indicator, *(said[id_] for id_ in titles), *limits])
    return Table(
        t("What may be chance of reported offences in {place}", place=found.place),
        columns,
        rows,
        notes=notes,
        printed=printed,
        tones=tones,
        stacked=True,
        remarks=[
            t("Each comparison is tested by itself. All years that there are count, whatever years the chart shows.")
        ],
        id="municipality_chance",
    )


def signs_of(judged: Judged) -> dict[str, str]:
    """The verdicts by their ids, of which each has a sign."""
    return {
        "beside": words.said_of(judged.beside),
        "since": judged.since.verdict if judged.since else "undetermined",
        "step": judged.step.verdict,
        "years": judged.over_years.verdict,
    }
