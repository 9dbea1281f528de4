"""A ready letter for each kind of figure that is missing, to whoever has it."""

from __future__ import annotations

import functools
from html import escape

import streamlit as st

from pages.components import address, downloads, page
from pages.components.municipality.offences import TOTAL
from pages.components.situation_report import letter as letter_parts
from pages.components.situation_report import missing
from pages.components.situation_report.letter import Letter
from pages.screens import PATHS
from pages.sections import paper_files
from pages.sections.situation_report import analysis
from pages.sections.situation_report.asked import Asked

YEARS = 10
"""A letter asks for so many years where no figures say which."""


def every(asked: Asked) -> list[Letter]:
    """The letters, in the order of the chapter on other information."""
    t = asked.t
    years = sorted(asked.found.own[TOTAL]) if asked.found else [asked.today.year - YEARS, asked.today.year - 1]
    there = address.to(address.page_url().rpartition("/")[0] + PATHS["own_exports"], {})
    wanted = missing.every(t, asked.place)
    if asked.found and (unclear := analysis.unclear(asked.found)):
        wanted.append(missing.untold(t, asked.place, unclear))
    return [letter_parts.about(t, one, asked.place, years, there) for one in wanted if not asked.own(one.id)]


def show(asked: Asked) -> None:
    """The letters with their files."""
    t = asked.t
    for one in every(asked):
        with st.container(horizontal=True, vertical_alignment="center", key=f"letter_{one.id}"):
            st.html(f"<p>{escape(one.title)}</p>")
            name = downloads.file_name(asked.place, one.title)
            for label, suffix, kind, write in (
                (t("Word"), ".docx", paper_files.WORD, functools.partial(letter_parts.docx, t, one)),
                (t("Text"), ".txt", "text/plain", functools.partial(letter_parts.text, one)),
            ):
                page.offer(f"letter_{one.id}{suffix}", f"{name}{suffix}", kind, write)
                st.download_button(
                    label,
                    data=write,
                    file_name=f"{name}{suffix}",
                    mime=kind,
                    on_click="ignore",
                    key=f"letter_{one.id}{suffix}",
                )
