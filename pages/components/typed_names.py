"""What a reader types into a list to choose from: which option is meant, and what is said where none is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from pages.components import address
from pages.components.text import folded, in_language

SUFFIXES = (" kommuns", " kommun", " stad")
"""What people write behind the name of a municipality."""


def meant(typed: str, options: Sequence[str], shown: Callable[[str], str]) -> str | None:
    """The option that a reader means who typed this into a list: by its name without capitals and what stands above letters,
    or the only one whose name begins so; also with "kommun" behind it. ``None`` where there is none, or several.
    """
    if typed in options:
        return typed
    names = {option: folded(shown(option)) for option in options}
    short = shortened(typed)
    owner = short.removesuffix("s") if short != typed.strip() else short  # Umeås kommun
    for written in (typed.strip(), short, owner):
        wanted = folded(written)
        as_written = [option for option in options if shown(option).casefold() == written.casefold()]  # Habo, Håbo
        same = as_written or [option for option, name in names.items() if wanted in (name, name.partition(" (")[0])]
        begun = same or [option for option, name in names.items() if wanted and name.startswith(wanted)]
        if len(begun) == 1:
            return begun[0]
    return None


def shortened(name: str) -> str:
    """The name without what people write behind it."""
    name = name.strip()
    for suffix in SUFFIXES:
        name = name[: -len(suffix)] if name.casefold().endswith(suffix) else name
    return name.strip()


def fitting(typed: str, options: Sequence[str], shown: Callable[[str], str]) -> list[str]:
    """The options whose names begin so, or else have it within them."""
    wanted, names = folded(shortened(typed)), {option: folded(shown(option)) for option in options}
    begun = [option for option, name in names.items() if wanted and name.startswith(wanted)]
    return begun or [option for option, name in names.items() if wanted and wanted in name]


IN_VAIN = "typed_in_vain"
"""Where the session keeps what a reader has typed into a list and what means no option, until the page has said so; by
the key of the list."""

LONGEST, MOST = 40, 6
"""So many letters of what was typed in vain are said again, and so many names that it fits."""


def understood(key: str, typed: Sequence[str], options: Sequence[str], shown: Callable[[str], str]) -> list[str]:
    """The options that are meant; what means none is kept, to be said below the list (:func:`say`)."""
    found = {one: meant(one, options, shown) for one in typed}
    st.session_state[IN_VAIN] = {key: [one for one, option in found.items() if option is None and one.strip()]}
    return [option for option in found.values() if option is not None]


def say(key: str, options: Sequence[str], shown: Callable[[str], str]) -> None:
    """Below a list: what was typed into it just now and is not chosen, why, and what to do."""
    typed = st.session_state.get(IN_VAIN, {}).get(key, [])
    if not typed:
        return
    del st.session_state[IN_VAIN]
    t = in_language(address.language())
    said = []
    for one in typed:
        named, fits = one[:LONGEST], fitting(one, options, shown)
        if not fits:
            said.append(
                t(
                    "“{typed}” is not in the list, and nothing in it begins so. Check the spelling, or choose from the list.",
                    typed=named,
                )
            )
            continue
        many = t("{count} names", count=t.number(len(fits), 0))
        names = t.listed([shown(option) for option in fits]) if len(fits) <= MOST else many
        said.append(
            t("“{typed}” fits {names}. Type more of the name, or choose from the list.", typed=named, names=names)
        )
    lines = "".join(f"<p>{escape(line)}</p>" for line in said)
    st.html(f'<div class="quiet" role="status">{lines}</div>')
