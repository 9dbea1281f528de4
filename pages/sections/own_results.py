"""What came of the reader's files: all figures as a table, charts of those chosen, and files to take along."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, notes, page, tables
from pages.components.charts import lines as line_charts
from pages.components.layout import filter_bar
from pages.components.own import charts as own_charts
from pages.components.own import files as own_files
from pages.components.own import package as own_package
from pages.components.own import tables as own_tables
from pages.components.own.words import Names
from pages.components.text import Text, swedish_order
from pages.screens import PATHS, SCREENS
from pages.sections import own_session
from queries.exports.values.cells import WEEKS
from queries.row_types import Record
from queries.store import hiding


def show(t: Text, known: Names, places: Names) -> None:
    """The figures of all files. ``known`` are the dashboard's indicators, ``places`` the area categories, by id."""
    readings = own_session.readings()
    labels = {**known, **{found.id: found.label for one in readings for found in one.indicators if not found.known}}
    rows, parts = people_last(own_session.rows()), people_last(own_session.parts())
    if not rows and not parts:
        return
    own_files.are_shown(rows)
    chart(t, labels, places, rows, parts)
    where(t, labels, rows)
    if rows:
        caption = t("All figures by year")
        with st.expander(caption, key="topic_all"):
            made = own_session.once(
                f"table {t.language}", lambda: own_tables.figures(t, caption, rows, labels, places, noticed(t))
            )
            offered(t, made, "observations")


def people_last(rows: Sequence[Record]) -> list[Record]:
    """The rows in their order, but how many live somewhere after what happens there."""
    return sorted(rows, key=lambda row: row["indicator"] == "population")


def save(t: Text) -> None:
    """The figures in the dashboard's own form, to take along; nothing where there are none."""
    if not own_session.rows():
        return
    with st.expander(t("Save for all"), key="topic_save"):
        offer_package(t)


def offer_package(t: Text) -> None:
    """The figures in the dashboard's own form, to take along."""
    st.markdown(
        t(
            "“Save as export” gives the figures in the dashboard's own form, with their rows of the dictionary. Whoever runs the website can put them into its data folder, and then all readers see them."
        )
    )
    if hiding.smallest() > 1:
        st.markdown(
            t(
                "The package and this page hold the figures as they stand in your file. On the other pages numbers lower than {smallest} are hidden, and with them those that would reveal one; so they are when the package has been put into the data folder.",
                smallest=hiding.smallest(),
            )
        )
    files = st.session_state.get(own_files.KEY) or {}
    st.download_button(
        t("Save as export"),
        data=lambda: own_package.packed(files),
        file_name="lagesbild-egna-exporter.zip",
        mime="application/zip",
        on_click="ignore",
        key="own_export",
    )


def where(t: Text, labels: Names, rows: Sequence[Record]) -> None:
    """Links to the screens on which the figures are."""
    ids = {row["indicator"] for row in rows}
    titles = {screen.id: screen.title for screen in SCREENS}
    links = []
    for indicator in queries.rows("indicators"):
        # The last asks whether that page is in the menu: a link that is not would load the page anew, without the files.
        if indicator["id"] in ids and indicator["screen"] in titles and indicator["years"]:
            parameters = {**address.carried(), "indicator": indicator["id"]}
            path = escape(address.to(PATHS[indicator["screen"]], parameters))
            links.append(f'<a href="{path}">{escape(t.field(indicator, "label"))}</a>')
    if links:
        said = escape(t("Your figures beside the national ones: {links}."))
        st.html(f'<p class="examples">{said.format(links=t.listed(links))}</p>')


def offered(t: Text, table: tables.Table, name: str) -> None:
    """A table, its first rows on the page and all of it in the files below."""
    page.show_table(t, own_tables.first(t, table))
    downloads.offer(
        t,
        downloads.file_name("egna", name),
        table,
        None,
        lambda: downloads.about(t, "", sources(t), [(t("Caveats"), caveat(t))], address.link().split("?")[0]),
        key=f"downloads_{name}",
    )


def sources(t: Text) -> list[str]:
    return [t("Own file: {file}", file=file.name) for file in own_session.files()]


def noticed(t: Text) -> dict[str, str]:
    """What was noticed in each file, by its name: it must be known wherever the figures are shown."""
    found = {one.file: own_files.noticed(t, one.remarks) for one in own_session.readings()}
    return {file: said for file, said in found.items() if said}


def caveat(t: Text) -> str:
    """What must be known of the figures: that they are the reader's own, and what was noticed in the files."""
    said = t("The reader's own figures, as read from the files; they are not part of the dashboard's data.")
    return " ".join([said, *(f"{file}: {words}" for file, words in noticed(t).items())])


def chart(t: Text, labels: Names, places: Names, rows: Sequence[Record], parts: Sequence[Record]) -> None:
    """One indicator over time in some places, by year, and by month or quarter where the files have such."""
    ids = list(dict.fromkeys(row["indicator"] for row in (*rows, *parts)))
    id_ = kept("own_indicator", ids)
    of_years = [row for row in rows if row["indicator"] == id_]
    of_parts = [row for row in parts if row["indicator"] == id_]
    there = own_charts.measures([*of_years, *of_parts])
    if not there:
        return
    titles = own_charts.titles(t)
    measure = kept("own_measure", there)
    names = sorted({own_charts.place(row, places) for row in (*of_years, *of_parts)}, key=swedish_order)
    if len(ids) > 1 or len(there) > 1 or len(names) > 1:
        said = t.plural("{count} place", "{count} places", len(names))
        with filter_bar.bar([labels.get(id_, id_), titles[measure], said]):
            if len(ids) > 1:
                select("own_indicator", t("Indicator"), ids, labels)
            if len(there) > 1:
                select("own_measure", t("Measure"), there, titles)
            label = t("Places, at most {count}", count=own_charts.MOST_PLACES)
            chosen = several("own_places", label, names, t("Choose places"))
    else:
        chosen = names
    of_years = [row for row in of_years if own_charts.place(row, places) in chosen]
    of_parts = [row for row in of_parts if own_charts.place(row, places) in chosen]
    label = labels.get(id_, id_)
    if any(own_charts.value(row, measure) is not None for row in of_years):
        by_year(t, of_years, label, measure, places)
    # Months and quarters are never points of one line.
    for number, kind in enumerate(sorted({row["parts"] for row in of_parts}, reverse=True)):
        of_kind = [row for row in of_parts if row["parts"] == kind]
        if any(own_charts.value(row, measure) is not None for row in of_kind):
            by_part(t, of_kind, label, measure, labels, places, number)


def by_year(t: Text, rows: Sequence[Record], label: str, measure: str, places: Names) -> None:
    """The chart over years, its picture, and the same figures as a table."""
    titles = own_charts.titles(t)
    made = named(own_charts.drawn(t, rows, measure, places))
    years = sorted({row["year"] for row in rows})
    heading = t("{indicator} {years}", indicator=label, years=t.span(years))
    st.subheader(notes.plain(heading), anchor=False)
    st.caption(notes.plain(t("{unit}. Own figures.", unit=titles[measure])))
    drawn = own_charts.by_year(t, made)
    if len(years) > 1:
        st.html(charts.legend_of_places(own_charts.names_of(made)))
    charts.show(drawn, line_charts.description(t, made, titles[measure]), key="own_chart")
    digits = own_charts.decimals(rows, measure)
    columns = [tables.Column("area", t("Place")), *(tables.Column(str(year), str(year), digits) for year in years)]
    columns += [tables.Column(name, title, unseen=True) for name, title in (("file", t("File")), ("note", t("Note")))]
    by_place: dict[str, dict[int, float | None]] = {}
    for row in made:
        by_place.setdefault(row["name"], {})[row["year"]] = row["value"]
    file, known = {row["name"]: row["source"] for row in made}, noticed(t)
    lines = [
        [name, *(values.get(year) for year in years), file[name], known.get(file[name])]
        for name, values in by_place.items()
    ]
    places_ = list(by_place)
    marks = {
        (places_.index(row["name"]), str(row["year"])): own_tables.preliminary(t)
        for row in made
        if row.get("preliminary") and row["value"] is not None
    }
    table = tables.Table(f"{heading}. {titles[measure]}", columns, lines, notes=marks)
    page.show_table(t, table)
    below = [*sources(t), caveat(t), *dict.fromkeys(marks.values())]
    downloads.offer(
        t,
        downloads.file_name("egna", label, measure),
        table,
        lambda: charts.picture(own_charts.with_legend(drawn, made), heading, titles[measure], below),
        lambda: downloads.about(t, "", sources(t), [(t("Caveats"), caveat(t))], address.link().split("?")[0]),
        key="downloads_own_chart",
    )


def named(rows: Sequence[Record]) -> list[Record]:
    """The rows with the file's name beside a place that several files have figures for."""
    of: dict[str, set[str]] = {}
    for row in rows:
        of.setdefault(row["name"], set()).add(row["source"])
    return [{**row, "name": f"{row['name']} ({row['source']})"} if len(of[row["name"]]) > 1 else row for row in rows]


def by_part(
    t: Text, rows: Sequence[Record], label: str, measure: str, labels: Names, places: Names, number: int
) -> None:
    """The same over months, quarters or other parts of the year, all of one kind; ``number`` is that of the kind."""
    titles = own_charts.titles(t)
    headings = {
        12: t("{indicator} by month", indicator=label),
        4: t("{indicator} by quarter", indicator=label),
        WEEKS: t("{indicator} by week", indicator=label),
    }
    heading = headings.get(rows[0]["parts"]) or t("{indicator} by part of the year", indicator=label)
    st.subheader(notes.plain(heading), anchor=False)
    st.caption(notes.plain(t("{unit}. Own figures.", unit=titles[measure])))
    made = named(own_charts.drawn(t, rows, measure, places))
    st.html(charts.legend_of_places(own_charts.names_of(made)))
    charts.show(
        own_charts.by_part(t, made),
        own_charts.description(t, made, titles[measure]),
        key=f"own_parts_chart{number or ''}",
    )
    in_order = sorted(rows, key=lambda row: (own_charts.place(row, places), row["year"], row["part"]))
    table = own_tables.figures(t, heading, in_order, labels, places, noticed(t))
    offered(t, table, f"by-part{number or ''}")


def kept(key: str, options: Sequence[str]) -> str:
    """What the reader chose of these, at first the first. It is the reader's own and not part of the address."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]
    return str(st.session_state[key])


def select(key: str, label: str, options: Sequence[str], shown: Names) -> None:
    """One of several, in a list."""
    st.selectbox(label, options, key=key, format_func=lambda id_: shown.get(id_, id_))


def several(key: str, label: str, options: Sequence[str], placeholder: str) -> list[str]:
    """At most six of them, at first the first six."""
    chosen = [option for option in st.session_state.get(key, ()) if option in options]
    st.session_state[key] = chosen or list(options[: own_charts.MOST_PLACES])
    return list(st.multiselect(label, options, key=key, max_selections=own_charts.MOST_PLACES, placeholder=placeholder))
