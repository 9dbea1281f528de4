"""What an address is asked with: its parameters, checked, and the language of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.datastructures import QueryParams

from pages.components.text import LANGUAGES, Text, in_language
from pages.server import shell


class BadRequest(Exception):
    """A parameter or value nobody knows; the message is a sentence for whoever asked."""


def text_of(parameters: QueryParams) -> Text:
    return in_language(shell.first_known(parameters.getlist("lang")))


def refuse_unknown(t: Text, parameters: QueryParams, takes: tuple[str, ...]) -> None:
    """Raise :class:`BadRequest` for a parameter that the address does not take."""
    for name in parameters:
        if name not in takes:
            if not takes:
                raise BadRequest(t("There is no parameter “{name}”. This address takes none.", name=name[:80]))
            known = ", ".join(takes)
            raise BadRequest(
                t("There is no parameter “{name}”. The parameters are {known}.", name=name[:80], known=known)
            )


def only_known(parameters: QueryParams, values: Mapping[str, Iterable[str]]) -> None:
    """Raise :class:`BadRequest` for a value that none of the data have; ``values`` are those of each parameter."""
    t = text_of(parameters)
    known_values = {name: list(known) for name, known in values.items()} | {"lang": list(LANGUAGES)}
    for name, value in parameters.multi_items():
        if value not in known_values[name]:
            known = ", ".join(known_values[name])
            raise BadRequest(
                t("“{value}” is no value of {name}. Known are {known}.", value=value[:80], name=name, known=known)
            )
