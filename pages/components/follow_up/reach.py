"""How far the figures here reach the points of an agreement: in a sentence, and as a row of small marks."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.text import Text
from queries.row_types import Agreement

OWN, OTHERS, NONE = "own", "others", "none"
"""As the question ``goal_reach`` has them."""

MARKS = {OWN: "full", OTHERS: "half", NONE: "none"}


def sentence(t: Text, agreement: Agreement, found: Sequence[str]) -> str:
    """Of how many points there are figures of the municipality, of how many only of others, of how many none; ``found`` is
    the reach of each point."""
    if not found:
        return t("No goals of the agreement are here.")
    names = agreement["municipalities"]
    who = names[0] if len(names) == 1 else t("the municipalities")
    if len(found) == 1:
        return {
            OWN: t("The agreement's only point can be followed in part with figures of {who}.", who=who),
            OTHERS: t("For the agreement's only point there are figures only of the country and the area categories."),
            NONE: t("The agreement's only point cannot be followed with the figures here."),
        }[found[0]]
    own, others, none = (list(found).count(reach) for reach in (OWN, OTHERS, NONE))
    said = [
        t(
            "Of the agreement's {total} points, {count} can be followed in part with figures of {who}.",
            total=t.in_words(len(found)),
            count=t.in_words(own) if own else t("none"),
            who=who,
        )
    ]
    if others:
        said.append(
            t("For {count} there are figures only of the country and the area categories.", count=t.in_words(others))
        )
    if none:
        cannot = t("{count} cannot be followed with the figures here.", count=t.in_words(none))
        said.append(cannot[:1].upper() + cannot[1:])
    return " ".join(said)


def marks(found: Sequence[str]) -> str:
    """A small mark a point: full, half or empty; the sentence beside it says the same."""
    items = "".join(f'<span class="{MARKS[reach]}"></span>' for reach in sorted(found, key=list(MARKS).index))
    return f'<div class="reach" aria-hidden="true">{items}</div>'
