"""Chapter 3, the analysis: what stands out, what cannot be told, the questions that raises, and room to write.

Nothing causal is written by the machine: why something is as it is, those who know the place write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.indicator import certainty_words as words
from pages.components.layout import answer
from pages.components.municipality import by_chance, chance, sentences
from pages.components.municipality.offences import TOTAL, YEARS_BACK, Offences
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.standing import words as standing_words
from pages.components.text import Text, uncapitalised
from pages.sections import municipality_standing
from pages.sections.situation_report.asked import Asked
from queries.statistics.standing_out import Finding, Standing

MOST_QUESTIONS = 3
"""So many questions the short form has."""

ROOM = "analysis"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of one comparison: for the ``better``, the ``worse``, as something to know (``neither``), as ``lately``
    where only the change since some years ago is more than chance, or as ``unknown`` where it does not stand out or
    cannot be told."""

    indicator: str
    tone: str
    sentence: str
    is_worse: bool = False


def chapter(asked: Asked) -> list[Passage]:
    """The chapter."""
    t = asked.t
    said = t("What stands out in the figures, and what cannot be told. Why it is so the figures do not say.")
    told = all_told(asked.found) if asked.found else []
    passages = [Passage(id="analysis", heading=t("3. Analysis"), level=CHAPTER, hint=hint(t, told), said=[said])]
    passages += [part(t, tone, heading, told) for tone, heading in titles(t, asked.found).items()]
    passages = [one for one in passages if one.level == CHAPTER or one.items or one.said]
    if asked.found:
        questions = asked_of(asked, asked.found, told)
        shown = questions[:MOST_QUESTIONS] if asked.is_short else questions
        passages.append(Passage(id="questions", heading=t("Questions that the figures raise"), items=shown))
    own = asked.own(ROOM)
    room = t("Write here: what the municipality and the police know of why, where and when; what is to come first.")
    passages.append(Passage(id=ROOM, heading=t("The municipality's analysis"), own=own, room="" if own else room))
    return passages


def hint(t: Text, told: Sequence[Told]) -> str:
    """How many comparisons are for the worse, and how many for the better."""
    worse, better = (sum(one.tone == tone for one in told) for tone in ("worse", "better"))
    return t("clearly worse: {worse}, clearly better: {better}", worse=t.number(worse, 0), better=t.number(better, 0))


def titles(t: Text, found: Offences | None) -> dict[str, str]:
    lately = (
        {"lately": t("Changed since {year}, not clearly over all years", year=found.last - YEARS_BACK)} if found else {}
    )
    return {
        "worse": t("Worse"),
        "better": t("Better"),
        "neither": t("Stands out, without being better or worse"),
        **lately,
        "unknown": t("Does not stand out, or cannot be told"),
    }


def part(t: Text, tone: str, heading: str, told: Sequence[Told]) -> Passage:
    """Everything of one tone."""
    lines = [one.sentence for one in told if one.tone == tone]
    if not lines and tone in ("worse", "better"):
        none = t("None of the comparisons.")
        return Passage(id=tone, heading=heading, said=[none])
    return Passage(id=tone, heading=heading, items=lines)


def all_told(found: Offences) -> list[Told]:
    """Every group of offences, beside its yardstick and over its years, in the words of the municipality's page."""
    told = []
    unknown: dict[tuple[str, str], list[str]] = {}
    for indicator, standing in municipality_standing.found_in(found).items():
        label = found.t.field(found.indicators[indicator], "label")
        for one in standing.findings:
            if one.verdict in ("higher", "lower"):
                tone = words.tone(found.indicators[indicator]["polarity"], one.verdict) or "neither"
                said = sentence(found, indicator, one)
                told.append(Told(indicator=indicator, tone=tone, sentence=said, is_worse=tone == "worse"))
            else:
                unknown.setdefault((one.kind, why(found, one)), []).append(uncapitalised(label))
        if (lately := changed_lately(found, indicator, standing)) is not None:
            told.append(lately)
    for (_, reason), labels in sorted(unknown.items(), key=lambda item: item[0][0] == "change"):
        said = f"{reason[:1].upper()}{reason[1:]}: {found.t.listed(labels)}."
        told.append(Told(indicator="", tone="unknown", sentence=said))
    return told


def changed_lately(found: Offences, indicator: str, standing: Standing) -> Told | None:
    """The change since some years ago where it is more than chance by itself and all years do not say the same: the table
    of the groups says so, and without this the analysis would seem to deny it."""
    t, since = found.t, found.judged[indicator].since
    year = found.last - YEARS_BACK
    if since is None or since.verdict not in ("higher", "lower") or found.leap(indicator, range(year, found.last + 1)):
        return None
    if standing.change is not None and standing.change.verdict == since.verdict:
        return None
    said = t(
        "{offences}: from {before} to {now} per 1,000 inhabitants since {year}, more than chance when tested by itself{condition}.",
        offences=t.field(found.indicators[indicator], "label"),
        before=t.number(found.rate(indicator, year), 1),
        now=t.number(found.rate(indicator, found.last), 1),
        year=year,
        condition=words.if_independent(t, since.spread),
    )
    is_worse = words.tone(found.indicators[indicator]["polarity"], since.verdict) == "worse"
    return Told(indicator=indicator, tone="lately", sentence=said, is_worse=is_worse)


def unclear(found: Offences) -> list[str]:
    """The groups of which no comparison gives an answer, by their labels."""
    return [
        found.t.field(found.indicators[indicator], "label")
        for indicator, standing in municipality_standing.found_in(found).items()
        if all(standing_words.code(one) in ("no_difference", "undetermined") for one in standing.findings)
        and changed_lately(found, indicator, standing) is None
    ]


def sentence(found: Offences, indicator: str, one: Finding) -> str:
    """A finding with its group: the sentence of *Is it chance?*, and what must be told first."""
    t, judged = found.t, found.judged[indicator]
    label = t.field(found.indicators[indicator], "label")
    if one.kind == "level":
        said = chance.beside(t, judged)
    else:
        said = chance.over_years(t, judged) or chance.last_change(t, judged)
    first = found.told_first(indicator)
    lines = [f"{label}: {uncapitalised(said)}", sentences.striking(found, first) if first else ""]
    return answer.plain(" ".join(filter(None, lines)))


def why(found: Offences, one: Finding) -> str:
    """What is said of a comparison that does not stand out, after what it is about."""
    t = found.t
    about = by_chance.asked(found)["beside" if one.kind == "level" else "years"]
    return f"{about} – {standing_words.verdict(t, one).partition(' ')[2]}"


def asked_of(asked: Asked, found: Offences, told: Sequence[Told]) -> list[str]:
    """Questions to those who know the place; none of them says why something is as it is."""
    t = asked.t
    clear = [one for one in told if one.tone != "unknown"]
    worse, others = ([one.indicator for one in clear if one.is_worse is is_worse] for is_worse in (True, False))
    first = [row for id_ in found.indicators if (row := found.told_first(id_)) is not None]
    questions = [
        *where_and_when(found, worse),
        *(
            t("Is it a single case, or how cases are registered? {what}", what=sentences.striking(found, row))
            for row in first
        ),
        *where_and_when(found, others),
    ]
    questions += [
        t("Has it become easier, harder or more usual to report offences in {place}?", place=asked.place),
        t("Do residents feel safer or less safe? The figures here say nothing of it."),
        t("Which of this can the municipality do something about, and with whom?"),
    ]
    return list(dict.fromkeys(questions))


def where_and_when(found: Offences, groups: Sequence[str]) -> list[str]:
    """A question to each group of offences; all of them together have none."""
    t = found.t
    return [
        t("{offences}: where and when, and who is affected?", offences=t.field(found.indicators[id_], "label"))
        for id_ in groups
        if id_ != TOTAL
    ]
