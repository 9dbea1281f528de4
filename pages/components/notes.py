"""What must stand beside the figures: definitions, caveats, sources, formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.components.text import Text


def source_lines(t: Text, sources: pd.DataFrame, ids: Sequence[str]) -> list[str]:
    """One line a source: publisher, document, table or section, date published."""
    rows = sources[sources["id"].isin(list(ids))]
    return [
        t(
            "{publisher}: {document}. {part}. Published {published}.",
            publisher=row["publisher"],
            document=t.field(row, "document"),
            part=t.field(row, "part"),
            published=row["published"],
        )
        for _, row in rows.iterrows()
    ]


def beside(t: Text, headed: Sequence[tuple[str, str]]) -> None:
    """Headings with their texts, as a plain list below the figures."""
    for heading, body in headed:
        if body:
            st.markdown(f"**{heading}.** {plain(body)}")


def plain(text: str) -> str:
    """Text from a file, safe to put into Markdown: what Markdown or Streamlit would interpret is escaped."""
    for mark in "\\`*_[]<>$:#|~":
        text = text.replace(mark, f"\\{mark}")
    return text


def formulas(t: Text, computed: pd.DataFrame, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Name and formula of each of these computed measures."""
    rows = computed.set_index("id")
    return [
        (t("{measure} (computed)", measure=t.field(rows.loc[id_], "label")), t.field(rows.loc[id_], "formula"))
        for id_ in ids
    ]


def definition_lines(t: Text, indicator: Any) -> list[tuple[str, str]]:
    return [(t("Definition"), t.field(indicator, "definition")), (t("Caveats"), t.field(indicator, "caveats"))]
