"""The reader's own words as a file that the reader keeps: a small JSON file. What comes back is hostile until it is checked.

``{"kind": "lagesbild-egna-ord", "version": 1, "place": "2480", "texts": {"analysis": "…"}}``, in UTF-8. ``docs/papers.md``
describes it. Nothing of it is kept on the server beyond the reader's session.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pages.components.paper.letters import plain
from pages.components.situation_report import missing
from pages.components.text import Text

KIND, VERSION = "lagesbild-egna-ord", 1

IDS = ("title", "summary", *missing.IDS, "analysis", "plan", "follow_up")
"""What the reader can write; the first two are short and stand in the address too."""

SHORT = {"title": 120, "summary": 300}
LONGEST = 10_000
LARGEST = 400_000
"""Letters of one text, and bytes of the file."""


@dataclass(frozen=True)
class Read:
    """What a file gave: the texts by their ids, or ``problem``, why it gave none; ``remarks`` is what was left out."""

    texts: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    problem: str = ""
    remarks: tuple[str, ...] = ()


def written(place: str, texts: Mapping[str, str]) -> bytes:
    """The file with these texts; those that are empty are left out."""
    kept = {id_: texts[id_] for id_ in IDS if texts.get(id_, "").strip()}
    content = {"kind": KIND, "version": VERSION, "place": place, "texts": kept}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def longest(id_: str) -> int:
    """Letters that a text may have."""
    return SHORT.get(id_, LONGEST)


def read(t: Text, content: bytes) -> Read:
    """The texts of a file, as far as they are texts that this page has; never raises."""
    if len(content) > LARGEST:
        size = t.number(LARGEST / 1000, 0)
        return Read(problem=t("The file is too large: at most {size} kilobytes are read.", size=size))
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Read(problem=t("The file cannot be read as JSON in UTF-8. Choose a file that this page has saved."))
    if not isinstance(found, dict) or found.get("kind") != KIND or not isinstance(found.get("texts"), dict):
        return Read(problem=t("The file holds no words of this page. Choose a file that this page has saved."))
    if found.get("version") != VERSION:
        return Read(problem=t("The file is of another version of this page, and is not read."))
    texts, remarks = checked(t, found["texts"])
    place = found.get("place")
    return Read(texts, place if isinstance(place, str) and place.isdigit() else "", "", tuple(remarks))


def checked(t: Text, found: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """The texts that are known and short enough, and what was left out, in sentences."""
    texts, remarks = {}, []
    strange = [id_ for id_ in found if id_ not in IDS]
    if strange:
        remarks.append(
            t.plural(
                "{count} text that this page does not have is left out.",
                "{count} texts that this page does not have are left out.",
                len(strange),
            )
        )
    for id_ in IDS:
        value = found.get(id_)
        if value is None:
            continue
        if not isinstance(value, str):
            remarks.append(t("“{name}” is no text and is left out.", name=names(t)[id_]))
            continue
        text = plain(value)
        if len(text) > longest(id_):
            text = text[: longest(id_)]
            cut = t("“{name}” is cut after {count} letters.", name=names(t)[id_], count=t.number(longest(id_), 0))
            remarks.append(cut)
        texts[id_] = text
    return texts, remarks


def names(t: Text) -> dict[str, str]:
    """What the texts are called on the page."""
    return {
        "title": t("Title of the document"),
        "summary": t("In one sentence"),
        **{one.id: one.heading for one in missing.every(t, "")},
        "analysis": t("The municipality's analysis"),
        "plan": t("The municipality's own measures"),
        "follow_up": t("The municipality's follow-up"),
    }
