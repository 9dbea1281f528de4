"""The menu and what all screens share: language, title, messages about broken files, footer."""

import streamlit as st

import queries
from pages.components import address, frozen, navigation, own_files, problems, tables
from pages.components.text import Text
from pages.screens import SCREENS


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


def show(t: Text, about: str, version: str) -> None:
    """The menu, the chosen screen, and the footer; ``about`` is what the published figures are, in which version."""
    indicators = queries.rows("indicators")
    pages = {
        screen.id: st.Page(
            f"{screen.id}.py", title=t(screen.title), url_path=screen.path or None, default=not screen.path
        )
        for screen in SCREENS
        if screen.id != "more_indicators" or any(row["screen"] == screen.id and row["years"] for row in indicators)
    }
    page = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=f"{page.title} – Lägesbild", layout="wide")
    listed = [screen for screen in SCREENS if screen.id in pages]
    navigation.menu(t, listed, f"/{page.url_path}", about)
    problems.show(t, queries.problems())
    above = st.container()
    own_files.none_shown()
    tables.none_shown()
    frozen.begin(version)
    page.run()
    with above:  # only now is it known what the page shows
        own_files.show(t, st.session_state.get("own"), queries.own_problems())
        frozen.show(t, version, f"/{page.url_path}")
    frozen.offer(t, version, f"/{page.url_path}")
    navigation.footer(t)


t = address.text()
try:
    with queries.one_state():  # whatever happens to the files, a page is of one piece
        about, version = scope(t), queries.version()
        with queries.one_state(own_files.of_session()):
            show(t, about, version)
except queries.DataUnavailable as error:
    st.set_page_config(page_title="Lägesbild")
    st.title("Lägesbild", anchor=False)
    problems.unavailable(t, error.problems)
