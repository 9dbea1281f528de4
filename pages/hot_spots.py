"""Places of events: the reader's own events with coordinates by hexagon, two years beside each other, and when they happened."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.components import address, downloads, filters, notes, page, tables
from pages.components.hot_spots import words
from pages.components.layout import answer, caveat, head, onward, take_along, views
from pages.components.layout.onward import Row
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import hot_spots
from pages.sections.hot_spots import Chosen, Shown
from pages.sections.side_by_side import ANCHOR as SIDE_BY_SIDE


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("Places of events"))
    found = hot_spots.with_places()
    if not found:
        nothing(t)
        return
    above = st.container()
    chosen = hot_spots.choose(t, found)
    if chosen is None or not chosen.rows.any():
        filters.nothing_chosen(t, ["type", "days", "hours"], t("No event fits what is chosen."))
        return
    page.current().shows_own = True
    shown = hot_spots.shown(chosen)
    sentence = words.answer(t, chosen.place, chosen.later, shown.events(chosen.later), shown.stability, chosen.metres)
    with above:
        answer.show(t, sentence)
    warned = t(
        "A place is dense where events are **recorded**: where people and cameras are, and where somebody reports."
    )
    if not shown.gathered.hexagons:
        st.info(t("Too few events are left to be shown. Choose more types or times, or wider hexagons."))
        return
    heading = t("Events in {place} by hexagon", place=chosen.place)
    table = words.table(t, heading, shown.gathered.hexagons, shown.verdicts, chosen.years, shown.smallest)
    figure(t, chosen, shown, heading, warned)
    answer.below(t, support(t, chosen, shown))
    happened(t, chosen, shown)
    onward.show([beside(t, chosen)])
    link, said = address.link(), [(t("In short"), answer.plain(sentence)), *explained(t, chosen, shown)]
    with top.actions:
        take_along.menu(
            t,
            downloads.file_name("hot-spots", chosen.code, str(chosen.later)),
            table,
            None,
            lambda: downloads.about(t, "; ".join(chosen.said), [own(t)], said, link),
        )


def nothing(t: Text) -> None:
    """What the page needs, and where to drop it."""
    answer.show(t, t("No events with coordinates are here. Drop a file of your own, and its places are shown here."))
    link, title = escape(PATHS["own_exports"]), escape(t("Own files"))
    st.html(f'<p><a class="control" href="{link}">{title}</a></p>')
    st.html(tables.html(t, words.needed(t)))  # no figures, which a link could freeze
    notes.beside(
        [
            (t("Addresses"), t("Addresses must be turned into coordinates first; nothing is sent anywhere from here.")),
            (t("What is shown"), protected(t)),
            (t("Where it is kept"), own(t)),
        ]
    )


def figure(t: Text, chosen: Chosen, shown: Shown, heading: str, warned: str) -> None:
    """The map, the table, what of it may be chance, and what the figures are: views of the same."""
    unit = t("{what}; the darker, the more events in {year}", what=", ".join(chosen.said), year=str(chosen.later))
    table = words.table(t, heading, shown.gathered.hexagons, shown.verdicts, chosen.years, shown.smallest)
    with st.container(key="figure"):
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
        with views.view(t, "chart"):
            st.html(hot_spots.drawn(t, chosen, shown))
        with views.view(t, "table"):
            page.show_table(t, table)
        with views.view(t, "chance"):
            for line in by_chance(t, chosen, shown):
                st.markdown(notes.plain(line))
        with views.view(t, "about"):
            notes.beside(explained(t, chosen, shown))
        caveat.show(warned)
        views.switch(t, first=t("Map"))


def by_chance(t: Text, chosen: Chosen, shown: Shown) -> list[str]:
    """Whether the places stay, and in how many something has changed."""
    if chosen.earlier == chosen.later or shown.stability is None:
        return [t("The file covers a single whole year: nothing can be compared.")]
    return [
        words.stayed(t, shown.stability, chosen.earlier, chosen.later),
        words.told(t, shown.verdicts, chosen.earlier, chosen.later),
        t(
            "Judged by the same model of chance as all other figures here: how the hexagons swing from year to year is taken from all whole years of the file, and so many comparisons at once are allowed for."
        ),
    ]


def support(t: Text, chosen: Chosen, shown: Shown) -> list[str]:
    """Lines below the figure: whether the places stay, and what is not on the map."""
    lines = by_chance(t, chosen, shown)[:1]
    scattered = shown.events(chosen.later, is_rest=True)
    if scattered:
        lines.append(
            t.plural(
                "{count} further event of {year} is scattered; it stands in a wider hexagon.",
                "{count} further events of {year} are scattered; they are joined in wider hexagons.",
                scattered,
                year=str(chosen.later),
            )
        )
    if shown.gathered.outside:
        lines.append(
            t.plural(
                "{count} event lies too far from others to be shown.",
                "{count} events lie too far from others to be shown.",
                shown.gathered.outside,
            )
            if shown.gathered.outside >= shown.smallest
            else t("A few events lie too far from others to be shown.")
        )
    return lines


def happened(t: Text, chosen: Chosen, shown: Shown) -> None:
    """When the events of the later year happened."""
    page.show_table(t, words.when(t, hot_spots.times(chosen), shown.smallest, chosen.spots.has_hours))
    notes.caption(
        t(
            "Events in {place}, {year}. The hour is the one that was written down.",
            place=chosen.place,
            year=str(chosen.later),
        )
    )


def beside(t: Text, chosen: Chosen) -> Row:
    """The way to the same hexagons per area, beside living conditions."""
    kept = address.carried() | {name: value for name, value in address.here().items() if name == "file"}
    kept |= {address.PLACE: chosen.code, "width": str(chosen.metres)}
    return Row(
        title=t("Beside living conditions"),
        sentence=t(
            "How many of each area's hexagons were dense in both years, beside what is known of living conditions there. Nothing is weighed together."
        ),
        link=f"{address.to(PATHS['local_picture'], kept)}#{SIDE_BY_SIDE}",
        link_title=t("Side by side, per area"),
    )


def explained(t: Text, chosen: Chosen, shown: Shown) -> list[tuple[str, str]]:
    return [
        (t("Hexagons"), protected(t)),
        (
            t("Caveats"),
            t(
                "The map has no streets, since nothing is fetched from elsewhere. What was recorded without coordinates is not here. Places say nothing of who lives there, nor why something happens."
            ),
        ),
        (t("Where it is kept"), own(t)),
    ]


def protected(t: Text) -> str:
    return t(
        "Events are counted in hexagons of the chosen width; no point is kept or shown. A hexagon with fewer than five events in both years together is joined with its neighbours into a wider one, and what is left far from others is not shown, so that no home is pointed at."
    )


def own(t: Text) -> str:
    return t("Your own file: seen by you alone, and gone when you close the tab.")


show(address.text())
