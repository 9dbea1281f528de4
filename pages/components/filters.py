"""Filters: each writes the reader's choice to the address and reads it from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from pages.components import address, notes, page, typed_names
from pages.components.page import Form
from pages.components.text import Text
from pages.server import streamlit_internals


def pills(
    name: str,
    label: str,
    options: Sequence[str],
    shown: Callable[[str], str],
    known: Sequence[str],
    sums: Sequence[str] = (),
    at_first: Sequence[str] | None = None,
) -> list[str]:
    """Several of these options at once, at first all, or those of ``at_first``; ``name`` is the parameter in the address.

    ``known`` are the values the parameter can have on any screen: of those not offered here, what was chosen stays so.
    ``sums`` are values that mean all the options together, where none of the options is asked for.
    """
    chosen = address.many(name, options, known)
    default = options if at_first is None else at_first
    if at_first is not None and not set(address.asked(name) or []) & set(known):
        chosen = list(at_first)
    if not chosen and any(value in sums for value in address.asked(name) or []):
        chosen = list(options)
    if not options:
        return []
    key = f"{name}_filter"
    st.session_state[key] = chosen  # every time: a page that is opened anew would else show its widget empty

    def meant(pressed: Sequence[str]) -> list[str] | None:
        now = [option for option in options if option in pressed]
        before = address.asked(name)
        kept = (
            known if before is None and at_first is None else before or ()
        )  # none is asked for: all are chosen, or none
        elsewhere = [value for value in known if value not in options and value in kept]
        return None if now == list(default) else now + elsewhere if now else []

    def write() -> None:
        address.put(name, meant(st.session_state[key]))

    _link(key, name, [meant([*({*chosen} ^ {option})]) for option in options])
    st.pills(
        label,
        options,
        selection_mode="multi",
        key=key,
        format_func=lambda id_: notes.plain(shown(id_)),
        on_change=write,
    )
    return chosen


def _link(key: str, name: str, choices: Sequence[str | Sequence[str] | None]) -> None:
    """Note where each option of a filter leads, for who has no script: what its parameter says with it."""
    if streamlit_internals.is_for_nobody():
        page.current().links[key] = [address.with_choice(name, choice) for choice in choices]


def _form(key: str, name: str, options: Sequence[str]) -> None:
    """Note the form that stands for a list of many options."""
    if streamlit_internals.is_for_nobody():
        others = address.parameters_with(name, None)
        kept = [
            (other, one) for other, value in others.items() for one in ([value] if isinstance(value, str) else value)
        ]
        page.current().forms[key] = Form(name=name, values=list(options), kept=kept)


def segments(
    name: str,
    label: str,
    options: Sequence[str],
    shown: Callable[[str], str],
    default: str | None = None,
    key: str | None = None,
) -> str:
    """One of these options, at first the default or else the first. A single option is not shown: there is no choice.

    ``key`` tells several filters of the same name on one page apart.
    """
    default = default or options[0]
    chosen = address.one(name, [default, *options])
    if len(options) < 2:
        return chosen
    _beside_each_other(name, label, options, shown, chosen, default, key or f"{name}_filter")
    return chosen


def _beside_each_other(
    name: str, label: str, options: Sequence[str], shown: Callable[[str], str], chosen: str, default: str, key: str
) -> None:
    """The control of one choice, which writes it to the address; the ``default`` is not written."""
    st.session_state[key] = chosen  # every time: a page that is opened anew would else show its widget empty

    def write() -> None:
        now = st.session_state[key]
        address.put(name, None if now in (None, default) else now)

    _link(key, name, [None if option == default else option for option in options])
    st.segmented_control(
        label, options, key=key, format_func=lambda id_: notes.plain(shown(id_)), on_change=write, required=True
    )


def assessment(t: Text, assessments: Sequence[Mapping[str, Any]]) -> int:
    """One of the assessments; they are rows of the question ``assessment_years``, of which one is the default."""
    years = [str(row["year"]) for row in assessments]
    default = next(str(row["year"]) for row in assessments if row["is_default"])
    return int(segments("assessment", t("Assessment"), years, str, default))


def no_figures(t: Text) -> None:
    """Say that the data a page is about are not there."""
    st.info(t("There are no figures for this page. See the messages about the files, or choose another page."))


def choice(
    name: str,
    label: str,
    options: Sequence[str],
    shown: Callable[[str], str],
    placeholder: str,
    key: str | None = None,
    is_typed: bool = False,
) -> str | None:
    """One of many options in a list that can be searched, or none of them, as at first. ``key`` as with segments.

    ``is_typed``: it also takes what the reader types and no option holds, as :func:`typed_names.meant` understands it.
    """
    chosen = next(iter(address.heeded(name, options) or []), None)
    key = key or f"{name}_filter"
    st.session_state[key] = chosen  # every time: a page that is opened anew would else show its widget empty

    def write() -> None:
        now = st.session_state[key]
        found = typed_names.understood(key, [now], options, shown) if is_typed and now else [now]
        for one in found:  # what is typed in vain leaves the choice as it was
            address.put(name, one)

    _form(key, name, options)
    st.selectbox(
        label,
        options,
        index=None,
        key=key,
        format_func=shown,
        on_change=write,
        placeholder=placeholder,
        accept_new_options=is_typed,
        filter_mode="contains" if is_typed else "fuzzy",
    )
    typed_names.say(key, options, shown)
    return chosen


TYPED: dict[str, Any] = {"accept_new_options": True, "filter_mode": "contains"}
"""A list of places also takes what the reader types and no option holds: :func:`typed_names.meant` says which option that is."""


FEW = 6
"""So many options stand beside each other; more stand in a list."""

OTHER = "other"
"""What the address says where the list of the other options is open and none of them is chosen."""

MORE = " more"
"""The control beside several options that opens the list of the others; no place is called so, since names are stripped."""

KEPT = "places_at_hand"
"""Where the session keeps which places are at hand beside each other, and whether the list of the others is open, for
one page's choice at a time: how the reader got to a choice, no part of it, so the address does not tell."""


def forget() -> None:
    """Forget which places were at hand: they may be from the reader's own files."""
    st.session_state.pop(KEPT, None)


def likeliest(
    name: str, label: str, options: Sequence[str], shown: Callable[[str], str], others: str, placeholder: str
) -> str:
    """One of many options, at first the first: the likeliest come first and stand beside each other, all else in a list.

    The list is there when the reader asks for it, by choosing ``others``: hundreds of places drawn anew at each answer
    would make every click slower.
    """
    first, rest = options[:FEW], options[FEW:]
    chosen = address.one(name, options)
    if not rest:
        return segments(name, label, options, shown)
    in_list = chosen in rest or address.asked(name) == [OTHER]

    def named(id_: str) -> str:
        return others if id_ == OTHER else shown(id_)

    now = OTHER if in_list else chosen
    _beside_each_other(name, label, [*first, OTHER], named, now, options[0], f"{name}_filter")
    if in_list:
        choice(name, others, rest, shown, placeholder, key=f"{name}_others_filter", is_typed=True)
    return chosen


def several(
    name: str,
    label: str,
    options: Sequence[str],
    at_first: Sequence[str],
    shown: Callable[[str], str],
    placeholder: str,
) -> list[str]:
    """Any of many options in a list that can be searched, at first those of ``at_first``; in the order of the options.

    What was chosen on another screen and is not offered here stays chosen there.
    """
    address.heeded(name, options)
    chosen = _chosen_of(name, options, at_first)
    key = f"{name}_filter"
    st.session_state[key] = chosen  # every time: a page that is opened anew would else show its widget empty

    def write() -> None:
        _put_several(name, options, at_first, typed_names.understood(key, st.session_state[key], options, shown))

    _form(key, name, options)
    st.multiselect(
        label,
        options,
        key=key,
        format_func=shown,
        on_change=write,
        placeholder=placeholder,
        **TYPED,
    )
    typed_names.say(key, options, shown)
    return chosen


def among_many(
    name: str,
    label: str,
    options: Sequence[str],
    at_first: Sequence[str],
    shown: Callable[[str], str],
    others: str,
    placeholder: str,
    about: str,
) -> list[str]:
    """Any of many options, at first those of ``at_first``, which the reader sees beside each other; all else in a list.

    The list is there when the reader asks for it, by pressing ``others``, and what is chosen in it comes to those beside
    each other. What is no longer chosen stays among them, since nothing may vanish under the reader's finger. This is so
    as long as the choice is ``about`` the same. What was chosen on another screen and is not offered here stays chosen
    there, until here none is.
    """
    key, list_key = f"{name}_filter", f"{name}_others_filter"
    address.heeded(name, options)
    chosen = _chosen_of(name, options, at_first)
    kept = st.session_state.get(KEPT, {})
    kept = kept if kept.get("about") == about else {"about": about, "at_hand": [], "open": False}
    near = {*at_first, *chosen, *kept["at_hand"]} if len(options) > FEW else options
    beside = [option for option in options if option in near]
    rest = [option for option in options if option not in near]
    is_open = bool(rest) and kept["open"]
    st.session_state[KEPT] = kept | {"at_hand": beside}
    st.session_state[key] = [*chosen, *([MORE] if is_open else [])]  # every time, as above

    # Two choices can come before either is answered: each changes what the address says by then, and only its own part.
    def write() -> None:
        now = st.session_state[key]
        st.session_state[KEPT] = st.session_state.get(KEPT, kept) | {"open": MORE in now}
        pressed = {option for option in now if option in options and option not in chosen}
        let_go = {option for option in chosen if option not in now}
        by_then = _chosen_of(name, options, at_first)
        _put_several(name, options, at_first, [*(set(by_then) - let_go), *pressed])

    def add() -> None:
        added = typed_names.understood(list_key, [st.session_state[list_key] or ""], options, shown)
        by_then = _chosen_of(name, options, at_first)
        _put_several(name, options, at_first, [*by_then, *added])

    offered = [*beside, *([MORE] if rest else [])]
    named = lambda id_: notes.plain(others if id_ == MORE else shown(id_))  # noqa: E731 - as the other filters'
    _link(key, name, [_meant_by_several(name, options, at_first, [*({*chosen} ^ {one})]) for one in beside])
    st.pills(label, offered, selection_mode="multi", key=key, format_func=named, on_change=write)
    if is_open:
        st.session_state[list_key] = None
        st.selectbox(
            others, rest, index=None, key=list_key, format_func=shown, on_change=add, placeholder=placeholder, **TYPED
        )
        typed_names.say(list_key, options, shown)
    return chosen


def of_many(name: str, options: Sequence[str], at_first: Sequence[str]) -> list[str]:
    """What :func:`among_many` gives, for a page that must know it before it draws the filter; heeded."""
    address.heeded(name, options)
    return _chosen_of(name, options, at_first)


def _chosen_of(name: str, options: Sequence[str], at_first: Sequence[str]) -> list[str]:
    """The options that the address asks for, in their order; those of ``at_first`` where it asks for none there is."""
    wanted, there = address.asked(name), address.among(name, options) or []
    if wanted is None or (wanted and not there):
        there = list(at_first)
    return [option for option in options if option in there]


def _put_several(name: str, options: Sequence[str], at_first: Sequence[str], now: Sequence[str]) -> None:
    """Write what is chosen ``now`` to the address, if it is another choice. What is not offered here stays there, unless
    nothing is chosen any more."""
    if set(now) != set(_chosen_of(name, options, at_first)):
        address.put(name, _meant_by_several(name, options, at_first, now))


def _meant_by_several(
    name: str, options: Sequence[str], at_first: Sequence[str], now: Sequence[str]
) -> list[str] | None:
    """What the address says where these are chosen ``now``."""
    elsewhere = [value for value in address.asked(name) or () if value not in options]
    written = [option for option in options if option in now]
    is_as_at_first = set(now) == set(at_first) and not elsewhere
    return None if is_as_at_first else [*written, *elsewhere] if written else []


def nothing_chosen(t: Text, names: Sequence[str], message: str) -> None:
    """Say that the filters leave nothing to show, and offer to show all again."""
    st.info(message)

    def show_all() -> None:
        for name in names:
            address.put(name, None)

    st.button(t("Show all"), key="show_all", on_click=show_all, type="primary")


def in_words(t: Text, years: Sequence[int], categories: Sequence[str], areas: Sequence[str] = ()) -> str:
    """The chosen years, the labels of the chosen categories and the names of places, as they stand on paper."""
    if areas:
        return t(
            "Year: {years}; area category: {categories}; areas: {areas}",
            years=t.listed([str(year) for year in years]),
            categories=t.listed(categories) if categories else t("none"),
            areas=t.listed(areas),
        )
    return t(
        "Year: {years}; area category: {categories}",
        years=t.listed([str(year) for year in years]),
        categories=t.listed(categories),
    )


def line(name: str, label: str, longest: int, placeholder: str) -> str:
    """A line of text of the reader's own; empty at first. It is no data: whoever uses it must not trust it."""
    key = f"{name}_filter"
    st.session_state[key] = (next(iter(address.asked(name) or []), ""))[:longest]  # every time, as above

    def write() -> None:
        address.put(name, st.session_state[key] or None)

    written: str = st.text_input(label, key=key, max_chars=longest, placeholder=placeholder, on_change=write)
    return written
