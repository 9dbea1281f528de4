"""How a municipality puts in its own: templates to download and what each column takes."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import page, quality
from pages.components.follow_up import actions as action_parts
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import targets
from pages.components.follow_up import wheel as wheel_parts
from pages.components.tables import Column, Table
from pages.components.text import Text, in_language
from queries.row_types import Record
from queries.store.checks import CALENDAR

KINDS = (
    *("sources", "agreements", "agreement_municipalities", "goals", "goal_indicators"),
    *("actions", "yearly_wheel", "events"),
)
"""Kinds of files, in the order in which they are filled in."""

LOCAL_PICTURE = ("stages", "phases", "cylinder", "squares")
"""Kinds of files of a local picture."""

Ids = Mapping[str, Mapping[str, str]]
"""The ids that may stand in a column, by the column's name, each with what it means."""


def titles(t: Text) -> dict[str, str]:
    """What each kind of file holds."""
    return {
        "sources": t("Documents that agreements and events stand in"),
        "agreements": t("Agreements"),
        "agreement_municipalities": t("Municipalities of the agreements"),
        "goals": t("Goals and focus areas"),
        "goal_indicators": t("What can show something about the goals"),
        "actions": t("Actions"),
        "yearly_wheel": t("Yearly wheel"),
        "events": t("Events"),
        "stages": t("Ratings of the stage model"),
        "phases": t("Phases of areas"),
        "cylinder": t("Numbers by group"),
        "squares": t("Living conditions by own squares"),
    }


def explained(t: Text, kind: str) -> dict[str, str]:
    """What a column of this kind of file takes, by its name without the language."""
    own_id = t("Short name of your own: small letters a–z, digits and hyphens; the same is never used twice.")
    title = t("Title, in a few words. No names of persons.")
    return {
        "id": own_id,
        "publisher": t("Who published the document."),
        "document": t("Title of the document."),
        "part": t("Table, page or section."),
        "published": t(
            "When it was published, as exactly as it is known: year, month or day; empty if it is not known."
        ),
        "url": t(
            "Address of the page on which the publisher has the document: https://…; empty if it is not known. The column may be missing."
        ),
        "agreement": t("Id in agreements.csv."),
        "municipality_code": t("The municipality's four digits, as in municipalities.csv."),
        "goal": t("Id in goals.csv."),
        "indicator": t("Id in indicators.csv."),
        "source": t("Id in sources.csv: add a row there for the document."),
        "title": t("What is done, in a few words. No names of persons.") if kind == "actions" else title,
        "parties": t("Who has agreed: organisations, never persons."),
        "begins": t("When it begins."),
        "ends": t("When it ends; empty if it has no end or the end is not known."),
        "signed": t("Day of signing."),
        "continues": t("What applies after the last day."),
        "follow_up": t("What is followed up, how or to whom."),
        "kind": t("Which kind it is."),
        "position": t("Order: 1, 2, 3 …"),
        "text": t("The goal, worded as in the agreement."),
        "detail": t("What the agreement adds to it."),
        "place": t("Section or page of the agreement."),
        "needed": t("Which figures would be needed to follow the goal."),
        **of_targets(t),
        "shows": t("What the indicator can show of the goal."),
        "limits": t("What it cannot show."),
        "status": t("Traffic light."),
        "term": t("Short or long term."),
        "unit": t("Unit or organisation, never a person."),
        "followed_up": t("Day of the last follow-up; empty if there has been none."),
        "note": t("Why, in a sentence. No names of persons."),
        "date": t("Day of the meeting, or its month while no day is set."),
        "body": t("Council or committee that meets."),
        "theme": t("Theme of the meeting."),
        "label": t("What it is, in a few words. No names of persons."),
        "area": t("The area: its id in areas.csv, or a name of your own, written the same way everywhere."),
        "year": t("The year."),
        "condition": t("The question or condition that is rated, in a few words. No names of persons."),
        "stage": t("1 temporarily weakened, 2 unstable, 3 fragmented, 4 dissolved."),
        "uncertainty": t("How uncertain the rating is, from 1 to 5."),
        "phase": t("1, 2 or 3."),
        "mark": t("What showed that the phase had begun, in a sentence. No names of persons."),
        "group_letter": t("Which of the four groups."),
        "count": t("How many there are in the group, never who."),
        **(of_squares(t) if kind == "squares" else {}),
    }


def of_squares(t: Text) -> dict[str, str]:
    """The same of the columns of own squares."""
    return {
        "square": t("Id of the square (Rutid): 13 digits."),
        "metres": t("How wide the square is, in metres."),
        "condition": t("What is measured."),
        "value": t("The figure: income in thousand SEK a year, all else in per cent, with at most one decimal."),
        "inhabitants": t("How many live in the square, the same in all its rows of a year."),
        "source": t("Who delivered the figures and when, in a few words. No names of persons."),
    }


def of_targets(t: Text) -> dict[str, str]:
    """The same of the columns of a goal's target in numbers."""
    return {
        "target_indicator": t(
            "Only for a goal in numbers: id in indicators.csv of the figure that it is about, tied to the goal in goal_indicators.csv. The columns of targets may be missing."
        ),
        "target_kind": t("What the target asks, of each municipality by itself."),
        "target": t("The number: −15 for 15 per cent fewer, or so many a year."),
        "target_from": t("The year from which a change in per cent is counted; of other targets empty."),
        "target_year": t("The year whose figure is to meet the target."),
    }


def meanings(t: Text) -> dict[str, str]:
    """What the allowed values mean."""
    return (
        action_parts.statuses(t)
        | action_parts.terms(t)
        | action_parts.kinds(t)
        | agreement_parts.headings(t)
        | targets.kinds(t)
        | wheel_parts.kinds(t)
        | {CALENDAR["either"]: t("one of the two years; the source does not say which")}
    )


def allowed(column: Record) -> list[str]:
    """What may stand in a column: its values, or examples of how a time is written."""
    return [*column.get("constraints", {}).get("enum", ()), *(CALENDAR[form] for form in column.get("calendar", ()))]


def is_required(column: Record) -> bool:
    return bool(column.get("constraints", {}).get("required"))


def stem(name: str) -> str:
    """The column's name without its language."""
    return name.removesuffix("_sv").removesuffix("_en")


EXAMPLE = "EXEMPEL"
"""The id of a template's example. It is refused wherever it is left in: it has capitals, and no file has it."""


def examples(t: Text) -> dict[str, str]:
    """What stands in the example row of a template, by the column's name without the language."""
    return {
        "id": EXAMPLE,
        "agreement": EXAMPLE,
        "goal": EXAMPLE,
        "publisher": "Exempelkommun",
        "document": t("Agreement on cooperation 2025–2028"),
        "part": t("The whole agreement"),
        "label": t("Example 2025–2028"),
        "title": t("Better light in the park by the school"),
        "parties": t("Example municipality and the local police district"),
        "continues": t("Extended until further notice."),
        "follow_up": t("Light in the park, and what was done"),
        "text": t("More people are to feel safe in the park."),
        "detail": t("Above all in the evening."),
        "place": t("Page 3"),
        "needed": t("Answers to a survey of how safe people feel."),
        "shows": t("How often the police are called urgently."),
        "limits": t("Whether people feel safe."),
        "note": t("The lamps are late."),
        "theme": t("Safe places"),
        "body": t("Crime prevention council"),
        "unit": t("Parks department"),
        "municipality_code": "2480",
        "target_indicator": "incident_reports",
        "target": "-15",
        "target_from": "2024",
        "target_year": "2028",
        "indicator": "incident_reports",
        "source": EXAMPLE,
        "position": "1",
        "begins": "2025-01-01",
        "ends": "2028-12-31",
        "signed": "2024-12-09",
        "published": "2024-12-09",
        "url": "https://www.example.se/overenskommelse",
        "followed_up": "2025-03-18",
        "date": "2025-03-18",
        "area": EXAMPLE,
        "year": "2025",
        "condition": t("Open sale of narcotics"),
        "stage": "3",
        "uncertainty": "2",
        "phase": "1",
        "mark": t("Residents told of visible problems, and few bore witness."),
        "count": "12",
        "square": EXAMPLE,
        "value": "250",
        "inhabitants": "120",
    }


BEGIN = ("status", "term", "kind", "group_letter", "target_kind", "metres", "condition")
"""Columns of which the example takes the first allowed value, where there are such."""


def example(column: Record) -> str:
    """What stands in one column of the example row."""
    name = column["name"]
    if stem(name) in BEGIN and allowed(column):
        return str(allowed(column)[0])
    return examples(in_language("en" if name.endswith("_en") else "sv"))[stem(name)]


def template(t: Text, kind: str, columns: Sequence[Record]) -> bytes:
    """A CSV file with the header, one row that says what each cell takes, and one with an example: both to be replaced.

    With semicolons in Swedish, so that a Swedish spreadsheet opens it as columns; both are read.
    """
    said = explained(t, kind)
    hints = []
    for column in columns:
        hint = " | ".join(allowed(column)) or said[stem(column["name"])]
        hints.append(hint if is_required(column) else t("{hint} (may be empty)", hint=hint))
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";" if t.language == "sv" else ",", lineterminator="\r\n")
    writer.writerow(column["name"] for column in columns)
    writer.writerow(hints)
    writer.writerow(example(column) for column in columns)
    return file.getvalue().encode("utf-8-sig")  # with the mark, so that Excel reads å, ä and ö


def columns_table(t: Text, kind: str, columns: Sequence[Record], ids: Ids) -> Table:
    """A row a column of the file: what it takes, whether it must be filled in, which values or ids are allowed."""
    said, means = explained(t, kind), meanings(t)
    languages = {"_sv": t("In Swedish."), "_en": t("In English; empty: the Swedish is shown.")}
    cells: list[list[object]] = []
    for column in columns:
        name = column["name"]
        values = []
        for value in allowed(column):
            values.append(f"{value} ({means[value]})" if value in means else value)
        values += [f"{id_} ({what})" for id_, what in ids.get(name, {}).items()]
        what = " ".join(filter(None, (said[stem(name)], languages.get(name[-3:], ""))))
        cells.append([name, what, t("yes") if is_required(column) else t("no"), "; ".join(values) or None])
    titled = [
        Column("column", t("Column")),
        Column("what", t("What it takes")),
        Column("required", t("Must be filled in")),
        Column("allowed", t("Allowed values, or an example")),
    ]
    return Table(t("The columns of {file}", file=f"{kind}.csv"), titled, cells)


def offer(t: Text, kind: str, columns: Sequence[Record], label: str) -> None:
    """A button for the template of one kind of file."""
    page.offer(f"template_{kind}", f"{kind}.csv", "text/csv", functools.partial(template, t, kind, columns))
    st.download_button(
        label,
        data=lambda: template(t, kind, columns),
        file_name=f"{kind}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"template_{kind}",
    )


def begin(t: Text, kind: str, columns: Sequence[Record], label: str) -> None:
    """How to begin with one kind of file, and its template; not printed. ``columns`` are those of the dictionary."""
    with st.container(key=f"screen_only_begin_{kind}"), st.expander(t("How to begin"), key=f"begin_{kind}"):
        st.markdown(steps(t, kind))
        offer(t, kind, columns, label)


def steps(t: Text, kind: str) -> str:
    """How to begin, as a numbered list in Markdown."""
    lines = [
        t(
            "Download the template. Its second row says what each cell takes, its third is an example: replace both with one row for each of your own."
        ),
        t(
            "Save it as CSV UTF-8, with commas or semicolons, under the name {file}, and give it to whoever runs the website, who puts it into the website's data folder.",
            file=f"{kind}.csv",
        ),
        t(
            "The page shows it within seconds. What does not fit is named at the top of the page, with row and column; everything else goes on."
        ),
        t("Write units and organisations, never persons."),
    ]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def all_kinds(t: Text, columns: Mapping[str, Sequence[Record]], ids: Ids) -> None:
    """Templates of every kind of file, and what their columns take."""
    names = titles(t)
    st.markdown(
        t(
            "A municipality's own agreements, goals, actions, meetings and events stand in CSV files, one a kind, which whoever runs the website puts into its data folder. They come on top of what is here and replace nothing. Agreements and events also need a row in the file of documents, sources.csv. Which ids there are is said below, with the columns."
        )
    )
    with st.container(horizontal=True, key="templates"):
        for kind in KINDS:
            made = functools.partial(template, t, kind, columns[kind])
            page.offer(f"every_template_{kind}", f"{kind}.csv", "text/csv", made)
            st.download_button(
                f"{kind}.csv",
                data=made,
                file_name=f"{kind}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"every_template_{kind}",
                help=names[kind],
            )
    st.html("".join(quality.folded(t, columns_table(t, kind, columns[kind], ids), is_open=False) for kind in KINDS))
