"""How to put in own squares, and what of a file of them could not be read."""

from __future__ import annotations

import streamlit as st

import queries
from pages.components import address, notes
from pages.components.follow_up import forms
from pages.components.layout import topic
from pages.components.living import squares
from pages.components.local_picture import models
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import follow_up_files

KIND = "squares"


def show(t: Text) -> None:
    """How to put in own squares, with the template and what of a file could not be read. Not printed."""
    follow_up_files.said(t, KIND)
    with st.container(key="screen_only_begin_squares"), topic.folded(t("Put in own squares"), "egna-rutor"):
        st.markdown(
            t(
                "The police's map has squares of 250 metres, which are not public. A municipality can order such figures from Statistics Sweden and put them in here: with the id of each square (Rutid) and how many live there."
            )
        )
        st.markdown(forms.steps(t, KIND))
        own = notes.plain(t("Own files"))
        link = f"[{own}]({address.to(PATHS['own_exports'], address.carried())})"
        st.markdown(t("Or drop the file on the page {link}: then only you see it.", link=link))
        forms.offer(t, KIND, queries.columns(KIND), t("Template: {file}", file="squares.csv"))
        st.html(models.defined(squares.measures(t, queries.rows("conditions"))))
