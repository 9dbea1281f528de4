"""The municipality that the reader chose, from the address: by its code, or by its name as people type it."""

from __future__ import annotations

from collections.abc import Iterable

from pages.components import address, filters, page, typed_names
from pages.components.text import Text, folded, swedish_order
from pages.sections import reference
from queries.row_types import Place


def understand() -> None:
    """Read which places the address of the page means; one that there is not is named at the top of the page."""
    drawn = page.current()
    for value in address.asked(address.PLACE) or []:
        code_ = meant(value, reference.geography().places)
        if code_ is not None:
            drawn.meant[value] = code_
        elif (address.PLACE, value) not in drawn.unknown:
            drawn.unknown.append((address.PLACE, value))


def choose(t: Text, key: str | None = None) -> None:
    """The choice of municipality; what is typed is understood without the marks above letters too. ``key`` tells it from
    another choice of place on the page."""
    known = {place["code"]: place["name"] for place in reference.geography().places if not place["is_county"]}
    codes = sorted(known, key=lambda one: swedish_order(known[one]))
    label, none = t("Municipality"), t("Choose a municipality")
    filters.choice(address.PLACE, label, codes, lambda one: known.get(one, one), none, key, is_typed=True)


def followed() -> tuple[str, str] | None:
    """Code and name of the chosen municipality, for what stands on every page: the page itself may not heed it."""
    wanted = next(iter(address.asked(address.PLACE) or []), None)
    return next(
        (
            (place["code"], place["name"])
            for place in reference.geography().places
            if place["code"] == wanted and not place["is_county"]
        ),
        None,
    )


def code() -> str | None:
    """The code of the chosen municipality; ``None`` for none. A county is none."""
    known = [place["code"] for place in reference.geography().places if not place["is_county"]]
    return next(iter(address.heeded(address.PLACE, known) or []), None)


def meant(asked: str, places: Iterable[Place]) -> str | None:
    """The code of the place that is meant by its code or name, the name with or without capitals, what stands above
    letters, and "kommun". ``None`` where there is no such place."""
    known = [(place["code"], place["name"]) for place in places]
    if any(asked == code_ for code_, _ in known):
        return asked
    plain, wanted = typed_names.shortened(asked.casefold()), typed_names.shortened(folded(asked))
    by_name = {name.casefold(): code_ for code_, name in known}  # Habo and Håbo: first as it is written
    by_letters = {folded(name): code_ for code_, name in known}
    for name, names in ((plain, by_name), (wanted, by_letters)):
        if name in names or name.removesuffix("s") in names:
            return names.get(name) or names[name.removesuffix("s")]
    return None
