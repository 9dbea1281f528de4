"""How far the figures here reach the points of an agreement: in a sentence, and as a row of small marks."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.text import Text
from queries.row_types import Agreement

ANSWERED, OWN, OTHERS, NONE = "answered", "own", "others", "none"
"""As the question ``goal_reach`` has them."""

MARKS = {ANSWERED: "full", OWN: "half", OTHERS: "none", NONE: "none"}


def sentence(t: Text, agreement: Agreement, found: Sequence[str]) -> str:
    """How many points can be followed with figures of the municipality, how many in part, and how many not; ``found`` is the
    reach of each point. It counts them as the list of goals has them."""
    if not found:
        return t("No goals of the agreement are here.")
    names = agreement["municipalities"]
    who = names[0] if len(names) == 1 else t("the municipalities")
    if len(found) == 1:
        return {
            ANSWERED: t("The agreement's only point can be followed with figures of {who}.", who=who),
            OWN: t("The agreement's only point can be followed in part with figures of {who}.", who=who),
            OTHERS: t("For the agreement's only point there are figures only of the country and the area categories."),
            NONE: t("The agreement's only point cannot be followed with the figures here."),
        }[found[0]]
    counts = {reach: t.in_words(list(found).count(reach)) for reach in MARKS if reach in found}
    if ANSWERED in counts:
        said = [t("{count} can be followed with figures of {who}", count=counts.pop(ANSWERED), who=who)]
        said += [t("{count} in part", count=counts.pop(OWN))] if OWN in counts else []
    elif OWN in counts:
        said = [t("{count} can be followed in part with figures of {who}", count=counts.pop(OWN), who=who)]
    else:
        said = [t("{count} can be followed with figures of {who}", count=t("none"), who=who)]
    if OTHERS in counts:
        said.append(t("{count} only with figures of the country", count=counts[OTHERS]))
    if NONE in counts and len(set(found)) > 1:
        said.append(t("{count} not", count=counts[NONE]))
    return t("Of the agreement's {total} points, {counts}.", total=t.in_words(len(found)), counts=t.listed(said))


def marks(found: Sequence[str]) -> str:
    """A small mark a point: full, half or empty; the sentence beside it says the same."""
    items = "".join(f'<span class="{MARKS[reach]}"></span>' for reach in sorted(found, key=list(MARKS).index))
    return f'<div class="reach" aria-hidden="true">{items}</div>'
