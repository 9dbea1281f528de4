"""Chapter 3, the analysis: what stands out, what cannot be told, the questions that raises, and room to write.

Nothing causal is written by the machine: why something is as it is, those who know the place write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.indicator import certainty_words as words
from pages.components.layout import answer
from pages.components.municipality import chance, sentences
from pages.components.municipality.offences import Offences
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.standing import words as standing_words
from pages.components.text import Text, uncapitalised
from pages.sections import municipality_standing
from pages.sections.situation_report.asked import Asked
from queries.statistics.standing_out import Finding

MOST_QUESTIONS = 3
"""So many questions the short form has."""

ROOM = "analysis"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of one comparison: for the ``better``, the ``worse``, as something to know (``neither``), or as
    ``unknown`` where it does not stand out or cannot be told."""

    indicator: str
    tone: str
    sentence: str


def chapter(asked: Asked) -> list[Passage]:
    """The chapter."""
    t = asked.t
    said = t("What stands out in the figures, and what cannot be told. Why it is so the figures do not say.")
    told = all_told(asked.found) if asked.found else []
    passages = [Passage(id="analysis", heading=t("3. Analysis"), level=CHAPTER, hint=hint(t, told), said=[said])]
    passages += [part(t, tone, told) for tone in titles(t)]
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


def titles(t: Text) -> dict[str, str]:
    return {
        "worse": t("Worse"),
        "better": t("Better"),
        "neither": t("Stands out, without being better or worse"),
        "unknown": t("Does not stand out, or cannot be told"),
    }


def part(t: Text, tone: str, told: Sequence[Told]) -> Passage:
    """Everything of one tone."""
    lines = [one.sentence for one in told if one.tone == tone]
    if not lines and tone in ("worse", "better"):
        none = t("None of the comparisons.")
        return Passage(id=tone, heading=titles(t)[tone], said=[none])
    return Passage(id=tone, heading=titles(t)[tone], items=lines)


def all_told(found: Offences) -> list[Told]:
    """Every group of offences, beside its yardstick and over its years, in the words of the municipality's page."""
    told = []
    unknown: dict[tuple[str, str], list[str]] = {}
    for indicator, standing in municipality_standing.found_in(found).items():
        label = found.t.field(found.indicators[indicator], "label")
        for one in standing.findings:
            if one.verdict in ("higher", "lower"):
                tone = words.tone(found.indicators[indicator]["polarity"], one.verdict) or "neither"
                told.append(Told(indicator=indicator, tone=tone, sentence=sentence(found, indicator, one)))
            else:
                unknown.setdefault((one.kind, why(found, one)), []).append(uncapitalised(label))
    for (_, reason), labels in sorted(unknown.items(), key=lambda item: item[0][0] == "change"):
        said = f"{reason[:1].upper()}{reason[1:]}: {found.t.listed(labels)}."
        told.append(Told(indicator="", tone="unknown", sentence=said))
    return told


def unclear(found: Offences) -> list[str]:
    """The groups of which neither comparison gives an answer, by their labels."""
    return [
        found.t.field(found.indicators[indicator], "label")
        for indicator, standing in municipality_standing.found_in(found).items()
        if all(standing_words.code(one) in ("no_difference", "undetermined") for one in standing.findings)
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
    about = t("beside {yardstick}", yardstick=found.yardstick.within) if one.kind == "level" else t("over the years")
    return f"{about} – {standing_words.verdict(t, one).partition(' ')[2]}"


def asked_of(asked: Asked, found: Offences, told: Sequence[Told]) -> list[str]:
    """Questions to those who know the place; none of them says why something is as it is."""
    t = asked.t
    clear = [one for one in told if one.tone != "unknown"]
    groups = list(dict.fromkeys(one.indicator for one in sorted(clear, key=lambda one: one.tone != "worse")))
    labels = {id_: t.field(row, "label") for id_, row in found.indicators.items()}
    questions = [
        t("{offences}: where and when, and who is affected?", offences=labels[id_])
        for id_ in groups
        if id_ != "reported_offences"
    ]
    for id_ in groups:
        if (first := found.told_first(id_)) is not None:
            questions.append(
                t("Is it a single case, or how cases are registered? {what}", what=sentences.striking(found, first))
            )
    questions += [
        t("Has it become easier, harder or more usual to report offences in {place}?", place=asked.place),
        t("Do residents feel safer or less safe? The figures here say nothing of it."),
        t("Which of this can the municipality do something about, and with whom?"),
    ]
    return list(dict.fromkeys(questions))
