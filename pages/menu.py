"""The menu and what all screens share: language, title, messages about broken files, footer."""

import streamlit as st

import queries
from pages.components import address, problems
from pages.components.text import LANGUAGES
from pages.screens import SCREENS

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

with st.container(key="header", horizontal=True, horizontal_alignment="distribute"):
    with st.container(horizontal=True, key="menu"):
        for listed in pages.values():
            st.page_link(listed, query_params=address.carried())
    with st.container(horizontal=True, key="language", width="content"):
        for language, name in LANGUAGES.items():
            if language != t.language:
                asked = None if language == next(iter(LANGUAGES)) else language
                st.button(name, type="tertiary", on_click=address.put, args=("lang", asked), key=f"to_{language}")

problems.show(t, broken)
page.run()

with st.container(key="footer"):
    st.markdown(
        t(
            "Lägesbild shows published figures with their sources. Open data: {csv}, {json}, {dictionary}.",
            csv="[CSV](/api/observations.csv)",
            json="[JSON](/api/observations.json)",
            dictionary="[" + t("dictionary") + "](/api/indicators.json)",
        )
    )
