"""The menu and what all screens share: language, title, messages about broken files, footer."""

import streamlit as st

import queries
from pages.components import address, navigation, problems
from pages.screens import PATHS, SCREENS

t = address.text()
try:
    filled = {row["screen"] for row in queries.rows("indicators")}
    broken = queries.problems()
except queries.DataUnavailable as error:
    st.set_page_config(page_title="Lägesbild")
    st.title("Lägesbild", anchor=False)
    problems.unavailable(t, error.problems)
    st.stop()

pages = {
    screen.id: st.Page(f"{screen.id}.py", title=t(screen.title), url_path=screen.path or None, default=not screen.path)
    for screen in SCREENS
    if screen.id != "more_indicators" or screen.id in filled
}
page = st.navigation(list(pages.values()), position="hidden")
st.set_page_config(page_title=f"{page.title} – Lägesbild", layout="wide")

navigation.menu(t, [(PATHS[id_], listed.title) for id_, listed in pages.items()], f"/{page.url_path}")
problems.show(t, broken)
page.run()

navigation.footer(t)
