"""All groups of offences in one table: the figures of the cards on the municipality's page."""

from __future__ import annotations

from pages.components.municipality import cards, sentences
from pages.components.municipality.offences import Offences
from pages.components.tables import Column, Table


def table(found: Offences) -> Table:
    """A row a group: number, rate, the yardstick's rate, the change since some years ago, and the place among all."""
    t, last = found.t, found.last
    labels = {id_: t.field(row, "label") for id_, row in found.indicators.items()}
    columns = [
        Column("indicator", t("Offences"), labels=labels),
        Column("count", t("Number {year}", year=last), 0),
        Column("per_1000", t("Per 1,000 inhabitants"), 1),
        Column("yardstick", found.yardstick.title, 1, computed=True),
        Column("change", t("Change")),
        Column("position", t("Among the 290")),
    ]
    body: list[list[object]] = []
    notes: dict[tuple[int, str], str] = {}
    for indicator in found.indicators:
        row = found.own.get(indicator, {}).get(last)
        if row is None:
            continue
        first = found.told_first(indicator)
        if first is not None:
            notes[len(body), "indicator"] = sentences.striking(found, first)
        change, more = cards.change(found, indicator)
        changed = f"{change} ({more})" if more else change
        position = cards.among_all(found, indicator, last)[1][0]
        rate = found.rate_beside(indicator, last)
        body.append([indicator, row["count"], row["per_1000"], rate, changed or None, position or None])
    caption = t("Groups of offences in {place}, {year}", place=found.place, year=last)
    remarks = [
        t("One offence can be in several groups; the groups do not add up to all."),
        t("The change is that of offences per 1,000 inhabitants."),
    ]
    return Table(caption, columns, body, notes=notes, remarks=remarks, id="groups_of_offences")
