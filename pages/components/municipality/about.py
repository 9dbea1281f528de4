"""What must be known of a municipality's figures: what they count, whom they are compared with, and what they are not."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import notes
from pages.components.municipality.offences import FEW, TOTAL, Offences
from pages.components.text import Text, uncapitalised
from queries.row_types import SimilarMunicipality

Explained = list[tuple[str, str]]


def explanations(found: Offences, indicator: str, similar: Sequence[SimilarMunicipality] = ()) -> Explained:
    """Headings with their texts: definition and caveats of the group, the yardstick and its middle half, the newest
    quarter, why the country is no yardstick."""
    t = found.t
    return [
        *notes.definition_lines(t, found.indicators[indicator]),
        (t("Compared with"), compared_with(found, similar)),
        (t("The middle half"), middle_half(found)),
        (t("Why not the whole country"), why_not_the_country(t)),
        (t("Leaps"), leaps(t)),
        *of_quarters(t),
    ]


def compared_with(found: Offences, similar: Sequence[SimilarMunicipality]) -> str:
    """Whom the yardstick is made of, and how it is computed."""
    t, members = found.t, found.yardstick.members
    computed = t("Its rate is the offences of all of them divided by their inhabitants (computed).")
    if found.yardstick.id == "similar" and similar:
        group = uncapitalised(t.field(similar[0], "label"))
        said = t(
            "Similar municipalities are the ten nearest in population within SKR's group “{group}”: {names}. They are always several, since no single municipality is a twin of another.",
            group=group,
            names=t.listed([f"{row['name']} ({t.number(row['population'], 0)})" for row in similar]),
        )
        return f"{said} {computed}"
    if found.yardstick.id == "all":
        every = t("All 290 municipalities, {place} among them.", place=found.place)
        return f"{every} {computed}"
    return f"{found.yardstick.title}: {t.listed(members)}. {computed}"


def middle_half(found: Offences) -> str:
    """What the grey band is; nothing where the yardstick has too few municipalities for one."""
    t = found.t
    if len(found.yardstick.members) < FEW:
        return ""
    return t(
        "The grey band holds the middle half of the same municipalities as the dashed line: a fourth of them lie above it and a fourth below (computed). The line weighs large municipalities more, the band counts each once, so the line can leave the band."
    )


def why_not_the_country(t: Text) -> str:
    return t(
        "The country's figure also counts offences without a known municipality, most of them fraud. It is therefore higher than that of the 290 together, and no yardstick for a municipality."
    )


def leaps(t: Text) -> str:
    return t(
        "One case can hold very many reported offences. A figure that became more than two and a half times as high or as low within a year, or lies far above all other municipalities, is marked and told before it is compared."
    )


def of_quarters(t: Text) -> Explained:
    """What the figures by quarter are."""
    return [
        (
            t("Quarters"),
            t(
                "Offences vary with the seasons, so a quarter is compared with the same quarter of other years. Quarters of the current year are preliminary and usually change a little when the year's statistics are final."
            ),
        )
    ]


def sources(found: Offences, indicator: str) -> list[str]:
    """Ids of the sources behind the chart, and of the quarters where they are shown."""
    used = {row["source"] for row in found.own.get(indicator, {}).values()}
    used |= {row["source"] for row in found.beside.get(indicator, {}).values()}
    used |= {row["source"] for row in found.quarters} if indicator == TOTAL else set()
    return sorted(used)
