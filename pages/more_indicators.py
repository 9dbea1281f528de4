"""Indicators of added files that have no page of their own; without any, what the page is for and how to fill it."""

from html import escape

import streamlit as st

from pages.components import address
from pages.components.layout import answer, head
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import indicator as indicator_screen

SCREEN = "more_indicators"


def show_nothing_yet(t: Text) -> None:
    """What the page is for, and where files are opened."""
    head.show(t("More indicators"))
    answer.show(
        t,
        t("Here stand indicators that you or whoever runs the website adds. None is added yet."),
    )
    answer.below(t, [t("Your own files of figures by area or municipality are opened in one step, and stay with you.")])
    link = address.to(PATHS["own_exports"], address.carried())
    title = escape(t("Open own files"))
    st.html(f'<p><a class="control" href="{escape(link)}">{title}</a></p>')


if indicator_screen.indicators_of(SCREEN):
    indicator_screen.show_screen(SCREEN)
else:
    show_nothing_yet(address.text())
