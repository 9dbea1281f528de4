"""Data quality: every check on every file, what came out, what it means; and numbers that were changed later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page, quality, tables
from pages.components.charts import dumbbells as dumbbell_chart
from pages.components.quality import Row
from pages.components.quality import publications as quality_publications
from pages.components.quality import summary as quality_summary
from pages.components.quality.figures import QUESTIONS
from pages.components.text import Text
from pages.sections import quality_checks, reference
from queries.row_types import RevisionCheck, Source

EVERY = "all"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def show(t: Text) -> None:
    """The page from top to bottom."""
    st.title(t("Data quality"), anchor=False)
    everything = quality_checks.rows(t)
    answers = {question: queries.rows(question) for question in QUESTIONS}
    dictionary = reference.dictionary()
    sources = dictionary.sources
    labels = {id_: t.field(row, "label") for id_, row in dictionary.indicators.items()}
    said = quality_summary.summary(t, everything, answers, labels)
    st.container(key="summary").markdown("\n\n".join(notes.plain(part) for part in said))
    revised = quality_publications.shootings(queries.rows("quality_revisions"))
    changed_later(t, revised, notes.lines_by_id(t, sources))
    checks(t, everything, said, sources)
    st.subheader(t("About the checks"), anchor=False)
    used = [row["source"] for row in revised] + [row["compared_source"] for row in revised]
    drawn = notes.source_lines(t, sources, list(dict.fromkeys(used)))
    notes.beside([*explanations(t), *((t("Source of the chart"), line) for line in drawn)])


def checks(t: Text, everything: Sequence[Row], said: list[str], sources: Mapping[str, Source]) -> None:
    """The filters, what figures and texts show, what the files went through, and all of it to take along."""
    st.subheader(t("All checks"), anchor=False)
    words = {EVERY: t("All outcomes"), **quality.outcomes(t)}
    there = [outcome for outcome in quality.OUTCOMES if any(row.outcome == outcome for row in everything)]
    outcome = filters.segments("outcome", t("Outcome"), [EVERY, *there], words.__getitem__)
    names = sorted(
        {row.file for row in everything}, key=lambda name: ("/" not in name, name)
    )  # those with figures first
    labels = quality.file_labels(t, names, quality_checks.words(t))
    file = filters.choice("file", t("File"), names, labels.__getitem__, t("All files"))
    rows = [row for row in everything if outcome in (EVERY, row.outcome) and file in (None, row.file)]
    if not rows:
        filters.nothing_chosen(t, ["outcome", "file"], t("No check of this file has this outcome."))
        return
    sections(t, rows, is_open=file is not None or outcome == "passed")
    ids = [(row.check, row.file, row.source, *YEAR.findall(row.subject)) for row in rows]
    page.note_table(replace(quality.table(t, t("All checks"), rows), row_ids=ids))  # what the sections draw in parts
    chosen = t(
        "Outcome: {outcome}; file: {file}", outcome=words[outcome], file=labels[file] if file else t("All files")
    )
    used = list(dict.fromkeys(row.source for row in rows if row.source in sources))
    lines, link = notes.source_lines(t, sources, [id_ for id_ in used if id_]), address.link()
    explained = [(t("In short"), " ".join(said)), *explanations(t)]
    downloads.offer(
        t,
        downloads.file_name("data-quality", "" if outcome == EVERY else outcome, file or ""),
        quality.table(t, t("Data quality: {count} checks", count=t.number(len(rows), 0)), rows),
        None,
        lambda: downloads.about(t, chosen, lines, explained, link),
    )


def sections(t: Text, rows: Sequence[Row], is_open: bool) -> None:
    """What is to be known in a table, and folded away what has nothing to remark, that of figures and that of files."""
    known = [row for row in rows if row.outcome != "passed"]
    figures = [row for row in rows if row.outcome == "passed" and row.kind != "file"]
    files = [row for row in rows if row.outcome == "passed" and row.kind == "file"]
    if known:
        caption = t("To know about, or that cannot be checked: {count}", count=t.number(len(known), 0))
        st.html(tables.html(t, quality.table(t, caption, known)))
    if figures:
        caption = t("Nothing to remark on the figures: {count} checks", count=t.number(len(figures), 0))
        st.html(quality.folded(t, quality.table(t, caption, figures), is_open))
    if files:
        caption = t("Nothing to remark on the files: {count} checks", count=t.number(len(files), 0))
        st.html(quality.folded(t, quality.table(t, caption, files), is_open))


def changed_later(t: Text, revised: Sequence[RevisionCheck], lines: dict[str, str]) -> None:
    """The country's shootings as they were known first and as they were published later: chart, table, downloads."""
    if not revised:
        return
    heading = t("Shootings in the whole country: the number first known and the latest")
    unit = t("Number of confirmed shootings, by the year in which they happened")
    how = t(
        "A ring is an earlier number, a filled point the latest. A line between them says that the number was changed."
    )
    rows = quality_publications.chart_rows(t, revised)
    chart = dumbbell_chart.dumbbells(t, rows)
    table = quality_publications.table(t, f"{heading}. {unit}", revised, lines)
    st.subheader(heading, anchor=False)
    st.caption(unit)
    charts.show(chart, dumbbell_chart.description(t, rows, unit), key="chart")
    st.caption(how)
    page.show_table(t, table)
    used = list(dict.fromkeys([row["source"] for row in revised] + [row["compared_source"] for row in revised]))
    sources, link = [lines[id_] for id_ in used], address.link()
    below = [how, *table.remarks, *(t("Source: {source}", source=line) for line in sources), link]
    downloads.offer(
        t,
        downloads.file_name("shootings-changed-later"),
        table,
        lambda: charts.picture(chart, heading, unit, below),
        lambda: downloads.about(t, t("All years"), sources, explanations(t), link),
        key="downloads_changed",
    )


def explanations(t: Text) -> list[tuple[str, str]]:
    """What the outcomes mean, how the checks are made, what they cannot see."""
    signs = quality.outcomes(t)
    return [
        (
            signs["found"],
            t(
                "There is something that you should know before you use the figure. It need not be an error: a number that was changed later, or too few years, is found too."
            ),
        ),
        (
            signs["not_checked"],
            t("The source does not print what the check would need. That says nothing for or against the figure."),
        ),
        (
            signs["passed"],
            t("The check was made and has nothing to say. A figure can still be wrong in a way that it does not see."),
        ),
        (
            t("How the checks are made"),
            t(
                "Files and figures are checked anew each time a file has changed. No outcome is written down beforehand. Contradictions in a source's text cannot be computed; they were found by reading, and there may be more."
            ),
        ),
        (
            t("Rounding"),
            t(
                "Parts and total may differ by half a unit of the last decimal for each of them. Rounding is called coarse where it alone can change a figure by five per cent or more."
            ),
        ),
        (
            t("What is done about it"),
            t("What a source prints is never corrected in silence. It is shown as printed, with a remark beside it."),
        ),
        (
            t("Own files"),
            t(
                "Your own files, and those that an administrator has added, are checked in the same way and marked as own."
            ),
        ),
    ]


show(address.text())
