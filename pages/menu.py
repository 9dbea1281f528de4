"""The menu and what all screens share: language, title, messages about broken files, footer."""

from typing import Any

import streamlit as st

import queries
from pages.components import address, frozen, navigation, page, problems
from pages.components.own import files as own_files
from pages.components.page import Published
from pages.components.text import Text, in_language
from pages.screens import SCREENS
from pages.sections import own_database


def scope(t: Text) -> str:
    """What the published figures are, and how old: the first thing a reader must know."""
    shown = queries.rows("national")
    if not shown:
        return ""
    used = {row["source"] for row in shown}
    assessments = queries.rows("assessment_years")
    years = t.span(sorted({year for row in shown for year in row["years"]}))
    published = max(row["published"] for row in queries.rows("sources") if row["id"] in used)
    if not assessments:
        return t(
            "The police's figures on incidents and offences {years}, published {published}.",
            years=years,
            published=published,
        )
    return t(
        "The police's figures on vulnerable areas: incidents and offences {years}, published {published}; assessments until {last}.",
        years=years,
        published=published,
        last=max(row["year"] for row in assessments),
    )


def published() -> Published:
    """The published data that the page is made of."""
    return Published(
        version=queries.version(),
        has_own=queries.has_own(),
        hides=any(row["figures"] for row in queries.rows("hidden_figures")),
        smallest=queries.smallest_count(),
    )


def known_elsewhere(indicators: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Indicators and years that some page knows, though not each of them."""
    every: dict[str, None] = {"years": None, "categories": None}
    others = [*queries.rows("problem_levels", **every), *queries.rows("answered_levels", years=None)]
    years = {row["year"] for row in [*others, *queries.rows("assessment_years")]}
    years |= {year for row in indicators for year in row["years"]}
    return {"indicator": [row["id"] for row in indicators], "year": [str(year) for year in sorted(years)]}


def show(t: Text, about: str, data: Published) -> None:
    """The menu, the chosen screen, and the footer; ``about`` is what the published figures are."""
    indicators = queries.rows("indicators")
    screens = {
        screen.id: st.Page(
            f"{screen.id}.py", title=t(screen.title), url_path=screen.path or None, default=not screen.path
        )
        for screen in SCREENS
        if screen.id != "more_indicators" or any(row["screen"] == screen.id and row["years"] for row in indicators)
    }
    chosen = st.navigation(list(screens.values()), position="hidden")
    st.set_page_config(page_title=f"{chosen.title} – Lägesbild", layout="wide")
    drawn = page.begin(
        path=f"/{chosen.url_path}",
        published=data,
        own_sources=queries.own_sources(),
        known_elsewhere=known_elsewhere(indicators),
    )
    navigation.menu(t, [screen for screen in SCREENS if screen.id in screens], drawn.path, about)
    problems.show(t, queries.problems())
    above = st.container()
    chosen.run()
    with above:  # only now is it known what the page shows
        own_files.show(t, st.session_state.get("own"), queries.own_problems())
        navigation.unknown(t, drawn.unknown)
        frozen.show(t)
    frozen.offer(t)
    navigation.footer(t)


t = in_language(address.language())
try:
    with queries.one_state():  # whatever happens to the files, a page is of one piece
        about, data = scope(t), published()
        with queries.one_state(own_database.of_session()):
            show(t, about, data)
except queries.DataUnavailable as error:
    st.set_page_config(page_title="Lägesbild")
    st.title("Lägesbild", anchor=False)
    problems.unavailable(t, error.problems)
