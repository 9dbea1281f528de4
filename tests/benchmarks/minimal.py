"""The yardstick of the benchmark: a one-page Streamlit app with the same chart and table, and nothing else."""

import altair as alt
import pandas as pd
import streamlit as st

YEARS = [2018, 2019, 2020]
FIGURES = pd.read_csv("data/exports/lagesbild-2021-tabell-7.csv")

st.title("Narkotikabrott")
years = st.pills("År", YEARS, selection_mode="multi", default=YEARS)
figures = FIGURES[(FIGURES["indicator"] == "narcotics_offences") & FIGURES["year"].isin(years)]
chart = alt.Chart(figures).mark_line(point=True).encode(x="year:O", y="per_1000:Q", color="area_category:N")
st.altair_chart(chart)
st.table(figures.pivot(index="area_category", columns="year", values="per_1000"))
