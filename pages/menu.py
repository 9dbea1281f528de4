"""The menu and what all screens share: language, title, messages about broken files, footer."""

from collections.abc import Sequence

import streamlit as st

import queries
from pages.components import address, frozen, navigation, page, problems
from pages.components.own import files as own_files
from pages.components.page import Published
from pages.components.text import Text, in_language
from pages.screens import SCREENS
from pages.sections import chosen_municipality, own_database, reference
from pages.server import streamlit_internals, turns
from queries import row_types


def scope(t: Text, known: row_types.Published) -> str:
    """What the published figures are, and how old: the first thing a reader must know."""
    parts, offences = [], reference.dictionary().indicators.get("reported_offences")
    if offences and offences["years"]:
        parts.append(t("offences in the municipalities {years}", years=t.span(offences["years"])))
    if known["last_assessment"] is not None:
        parts.append(t("the police's areas until {last}", last=known["last_assessment"]))
    if known["years"]:
        years = t.span(known["years"])
        parts.append(t("offences in them {years} (published {published})", years=years, published=known["published"]))
    return t("Published figures: {parts}.", parts=t.listed(parts)) if parts else ""


def published(known: row_types.Published) -> Published:
    """The published data that the page is made of."""
    return Published(
        version=queries.version(),
        has_own=queries.has_own(),
        hides=known["hides"],
        smallest=queries.smallest_count(),
    )


def by_parameter(known: Sequence[row_types.KnownValue]) -> dict[str, list[str]]:
    """The values that some page knows, though not each of them, by the parameter of the address."""
    found: dict[str, list[str]] = {}
    for row in known:
        found.setdefault(row["parameter"], []).append(row["value"])
    return found


def show(t: Text, about: str, data: Published) -> None:
    """The menu, the chosen screen, and the footer; ``about`` is what the published figures are."""
    known = queries.rows("known_values")
    with_figures = {row["screen"] for row in known}
    screens = {
        screen.id: st.Page(
            f"{screen.id}.py", title=t(screen.title), url_path=screen.path or None, default=not screen.path
        )
        for screen in SCREENS
    }
    listed = [screen for screen in SCREENS if screen.id != "more_indicators" or screen.id in with_figures]
    chosen = st.navigation(list(screens.values()), position="hidden")
    st.set_page_config(layout="wide")  # its head names the window after it
    drawn = page.begin(
        path=f"/{chosen.url_path}",
        published=data,
        own_sources=queries.own_sources(),
        known_elsewhere=by_parameter(known),
    )
    chosen_municipality.understand()
    in_menu = [screen for screen in listed if not screen.in_footer]
    navigation.menu(t, in_menu, drawn.path, about, chosen_municipality.followed())
    problems.show(t, queries.problems())
    above = st.container()
    chosen.run()
    with above:  # only now is it known what the page shows
        own_files.show(t, st.session_state.get("own"), queries.own_problems())
        navigation.unknown(t, drawn.unknown)
        frozen.show(t)
    frozen.offer(t)
    in_footer = [screen for screen in listed if screen.in_footer]
    navigation.footer(t, in_footer, drawn.path, own_files.marks())
    streamlit_internals.tell(drawn)


t = in_language(address.language())
try:
    with (
        turns.taken(streamlit_internals.end_if_left),
        queries.one_state(),
    ):  # whatever happens to the files, a page is of one piece
        (known,) = queries.rows("published")
        about, data = scope(t, known), published(known)
        with queries.one_state(own_database.of_session()):
            show(t, about, data)
except queries.DataUnavailable as error:
    st.set_page_config(page_title="Lägesbild")
    st.title("Lägesbild", anchor=False)
    problems.unavailable(t, error.problems)
