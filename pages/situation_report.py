"""The picture of crime by the act (2023:196) for one municipality: five chapters, on screen and as files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.components import address, charts, filters, frozen, paper
from pages.components.charts import bands
from pages.components.frozen import history
from pages.components.layout import answer, caveat, filter_bar, head
from pages.components.municipality import over_years, sentences
from pages.components.municipality.offences import TOTAL
from pages.components.own import files as own_files
from pages.components.paper import web as paper_web
from pages.components.paper.passages import Passage
from pages.components.situation_report import screen
from pages.components.text import Text
from pages.sections import chosen_municipality, municipality_offences, paper_files
from pages.sections.situation_report import document, letters, words_of_session
from pages.sections.situation_report.asked import Asked
from queries.row_types import Municipality

SHORT, ALL = "short", "all"
KINDS = [*paper_files.KINDS, ("HTML", ".html", "text/html", paper_web.html)]
REPORTED = "reported"  # the passage that stands open as the figure of the page


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("Situation report"))
    with top.beside:
        chosen_municipality.choose(t)
    code = chosen_municipality.code()
    chosen = municipality_offences.municipality(code) if code else None
    if chosen is None:
        said = escape(
            t(
                "Choose a municipality. Its situation report by the act (2023:196) on municipalities' responsibility for crime prevention is drafted here."
            )
        )
        st.html(f'<div class="sheet empty"><p>{said}</p></div>')
        return
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    found = municipality_offences.answers(t, chosen["code"])
    answer.show(
        t,
        t(
            "A draft of the **situation report of {place}** by the act (2023:196) on municipalities' responsibility for crime prevention: five parts, to fill in below and download.",
            place=chosen["name"],
        ),
    )
    default = document.default_title(t, chosen["name"], today.year)
    is_short, short = choose(t, chosen, default, found.yardstick.within if found else "")
    words = {**words_of_session.of(chosen["code"]), **short}
    asked = Asked(t=t, chosen=chosen, found=found, today=today, is_short=is_short, words=words)
    passages = document.passages(asked)
    figure(asked, passages)
    screen.show(t, passages, is_drawn=[REPORTED] if found else [])
    with st.container(key="screen_only_own_words"), st.expander(t("Write your own words"), key="own_words"):
        words_of_session.show(t, chosen["code"], chosen["name"])
    with st.container(key="screen_only_letters"), st.expander(t("Letters that ask for what is missing"), key="letters"):
        letters.show(asked)
    title = paper.title_of(short["title"], default)
    content = document.of(asked, passages, title, frozen.version_link(), paper_files.version())
    if history.folder() is None or own_files.are_open():  # known before a file is made
        content = paper_files.not_kept(content)
    with top.actions:  # once the page has shown what the address with its version stands for
        paper_files.offer(t, content, KINDS)


def choose(t: Text, chosen: Municipality, default: str, beside: str) -> tuple[bool, dict[str, str]]:
    """How much is said, beside whom, and the reader's own title and sentence."""
    forms = {SHORT: t("At most four pages"), ALL: t("Everything")}
    form = address.one("form", list(forms))
    with_whom = t("beside {yardstick}", yardstick=beside) if beside else ""
    with filter_bar.bar([forms[form], with_whom, t("own title and summary")], key="filters"):
        filters.segments("form", t("How much"), list(forms), forms.__getitem__)
        yardsticks = [id_ for id_ in municipality_offences.offered(chosen) if id_ != "own"]
        filters.segments("yardstick", t("Compare with"), yardsticks, municipality_offences.titles(t).__getitem__)
        frozen.choose(t)
        return form == SHORT, words_of_session.short_ones(t, default)


def figure(asked: Asked, passages: Sequence[Passage]) -> None:
    """The offences over the years, which stand open: all else is folded."""
    t, found = asked.t, asked.found
    drawn = next((one for one in passages if one.id == REPORTED), None)
    if found is None or drawn is None or drawn.chart is None:
        return
    years = sorted(found.own[TOTAL])
    heading = sentences.heading(found, TOTAL, years)
    with st.container(key="figure"):
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(drawn.unit)}</p>')
        st.html(bands.legend(t, over_years.chart_rows(found, TOTAL, years)))
        charts.show(drawn.chart, drawn.spoken, key="chart")
        caveat.show(sentences.caveat(found, TOTAL, years))


show(address.text())
