"""Areas: where the assessed areas lie, on a map and in a table, and what each assessment said of them."""

import streamlit as st

import queries
from pages.components import address, area_parts, charts, downloads, figures, filters, maps, notes, tables
from pages.components.text import swedish_order
from queries import base_map

t = address.text()
categories = queries.rows("area_categories")
labels = figures.named(t, categories)
names = area_parts.category_names(t, labels)
sources = {row["id"]: row for row in queries.rows("sources")}
lines = notes.lines_by_id(t, sources)

st.title(t("Areas"), anchor=False)
assessments = {str(row["year"]): row for row in queries.rows("assessment_years")}
if not assessments:
    st.info(t("There are no figures for this page. See the messages about the files, or choose another page."))
    st.stop()
summary = st.container(key="summary")

# Filters. The latest assessment with trends is the one the report tells most of.
fullest = max((year for year, row in assessments.items() if row["has_trends"]), default=max(assessments))
year = int(filters.segments("assessment", t("Assessment"), list(assessments), str, default=fullest))
every = queries.rows("areas", assessment=year, categories=None, regions=None, place=None, trends=None)
offered = [id_ for id_ in labels if any(row["area_category"] == id_ for row in every)]
chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
places = {row["code"]: row for row in queries.rows("places")}
regions = sorted({row["police_region"] for row in places.values()}, key=swedish_order)
regions_chosen = filters.pills("region", t("Police region"), regions, str, regions)
trends = area_parts.trend_names(t)
trends_chosen: list[str] = list(trends)
if assessments[str(year)]["has_trends"]:
    trends_chosen = filters.pills(
        "trend", t("Trend of the problem level"), list(trends), trends.__getitem__, list(trends)
    )
in_order = sorted(places, key=lambda code: (len(code), swedish_order(places[code]["name"])))
place_side, area_side = st.columns(2)
with place_side:
    place = filters.choice(
        "place", t("County or municipality"), in_order, lambda code: places[code]["name"], t("All of Sweden")
    )

everywhere = len(chosen) == len(offered)
rows = queries.rows(
    "areas",
    assessment=year,
    categories=None if everywhere else chosen,
    regions=None if len(regions_chosen) == len(regions) else regions_chosen,
    place=place,
    trends=None if len(trends_chosen) == len(trends) else trends_chosen,
)
sort = address.one("sort", area_parts.SORTED_BY)
rows = area_parts.in_order(rows, sort)

# One area, chosen in the list or on the map.
listed = {row["area"]: row for row in area_parts.in_order(every, "name")}
with area_side:
    area = filters.choice("area", t("Area"), list(listed), lambda id_: listed[id_]["name"], t("None chosen"))

where = places[place]["name"] if place else t("in Sweden")
said = area_parts.summary(t, rows, every, names, year, t("in {place}", place=where) if place else where)
history = queries.rows("area_history", area=area) if area else []
about_area = area_parts.about_one(t, listed[area], history, names) if area else ""
summary.markdown(notes.plain(f"{said} {about_area}"))

# Map.
boxes = base_map.bounds()
if area and not place:
    view = listed[area]
    box = (view["longitude"] - 0.12, view["latitude"] - 0.06, view["longitude"] + 0.12, view["latitude"] + 0.06)
elif place:
    box = boxes[place]
elif len(regions_chosen) == 1:
    box = base_map.bounds_around(row["code"] for row in places.values() if row["police_region"] == regions_chosen[0])
else:
    box = maps.SWEDEN
heading = t("Vulnerable areas in the assessment of {year}", year=year)
if area:
    st.subheader(notes.plain(listed[area]["name"]), anchor=False)
    tables.show(t, area_parts.history_table(t, listed[area]["name"], history, names))
    degree = listed[area]["area_category"]
    meaning = {row["id"]: t.field(row, "definition") for row in categories}.get(degree, "")
    notes.beside([(names[degree], meaning)])

st.subheader(heading, anchor=False)
map_side, table_side = st.columns([1, 2], gap="medium")
with map_side:
    marks = maps.legend(rows, names)
    st.html(charts.legend(marks, marks, maps.SIGNS))
    points = [
        {name: row[name] for name in ("area", "name", "municipality", "area_category", "latitude", "longitude")}
        | {"label": names[row["area_category"]]}
        for row in rows
    ]
    spoken = area_parts.spoken(t, rows, names, year)
    maps.show(
        maps.areas(points, box, area, base_map.outline(place or "")),
        spoken,
        f"map_{year}",
        lambda id_: address.put("area", id_),
    )
    st.caption(
        t("Points are the middle of each area. Choose one here or in the list above. Coast and borders are simplified.")
    )

# The same as a table beside it.
here = address.here()
links = {id_: address.to("/omraden", here | {"area": id_}) for id_ in listed}
table = area_parts.table(t, rows, names, links, lines, year)
used = sorted({row[name] for row in rows for name in ("source", "place_source")} | {row["source"] for row in history})
source_lines = [lines[id_] for id_ in used]
definition = t(
    "Areas that the police, in a national assessment, have assessed as vulnerable, risk or particularly vulnerable areas."
)
caveats = t(
    "The assessment is that of the police and in part subjective: it is about how criminals influence a residential area, not about those who live there. That a place is not listed does not mean that it has no problems. The categories of 2015 and 2017 are second hand, and those of 2023 come from the police's geodata. Risk area was abolished in 2025; the list of 2025 is not here."
)
arrow = t(
    "The trend compares the area's total problem level of 2021 with that of 2020. An arrow up is an improvement: the level has fallen by more than 0.2. A level arrow means that it has changed by 0.2 at most. An arrow down is a deterioration. The trend says nothing of the category, which may change the other way."
)
explained = [
    (t("Definition"), definition),
    (t("Caveats"), caveats),
    (t("Trend"), arrow),
    *((names[row["id"]], t.field(row, "definition")) for row in categories if row["id"] in offered),
]
link = address.link()
sorting = {"category": t("Category"), "name": t("Name"), "municipality": t("Municipality"), "change": t("Change")}
with table_side, st.container(key="beside_map"):
    if rows:
        filters.segments("sort", t("Sort by"), list(sorting), sorting.__getitem__)
        tables.show(t, table)
    else:
        filters.nothing_chosen(t, ["category", "region", "trend", "place"], t("No area fits what is chosen."))
if rows:
    words = t(
        "Assessment: {year}; area category: {categories}; police region: {regions}; place: {place}",
        year=year,
        categories=t.listed([labels[id_] for id_ in chosen]),
        regions=t.listed(regions_chosen),
        place=where,
    )

    def picture() -> charts.Spec:
        drawn = maps.picture(points, base_map.geojson("counties"), names)
        below = [said, *(t("Source: {source}", source=line) for line in source_lines), link]
        return charts.picture(drawn, heading, t("Points are the middle of each area"), below)

    narrowed = ([] if everywhere else chosen) + ([place] if place else [])
    downloads.offer(
        t,
        downloads.file_name("areas", str(year), *narrowed),
        table,
        picture,
        lambda: downloads.about(t, words, source_lines, [(t("In short"), said), *explained], link),
    )

st.subheader(t("About the figures"), anchor=False)
notes.beside([*explained, *((t("Source"), line) for line in source_lines)])
