"""Reported offences per 100,000 inhabitants of all municipalities, from Kolada's API (version 3).

Kolada has these from Brå, as rates only. Of its other key figures of reported offences none counts what an indicator here
counts: N07403 adds up another choice of violent offences, U07417 and U07418 are means of three years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from queries.update.answers import KOLADA, Asker, Unanswered, changed
from queries.update.figures import OFFENCES, Fetched, Figures, Key
from queries.update.words import say, say_number


class KeyFigure(NamedTuple):
    """One of Kolada's key figures: its id, the title it is known by, the indicator it is of, and per how many inhabitants."""

    id: str
    title: str
    indicator: str
    per: int


KEY_FIGURES = (KeyFigure("N07540", "Anmälda brott totalt, antal/100 000 inv", OFFENCES, 100_000),)
"""A further one is a line here, if it counts the same as its indicator."""

MOST_YEARS = 25
"""So many years the API takes at once."""

PER_PAGE = 5000
MOST_PAGES = 40
"""One year has some 3,500 units; so many pages hold 25 years twice."""


def fetch(asker: Asker, municipalities: Mapping[str, str], since: int, today: str) -> list[Fetched]:
    """The key figures of the municipalities (names by code) from a year on. Raises :class:`Unanswered`."""
    return [of_key_figure(asker, figure, municipalities, since, today) for figure in KEY_FIGURES]


def of_key_figure(
    asker: Asker, figure: KeyFigure, municipalities: Mapping[str, str], since: int, today: str
) -> Fetched:
    published = check_title(asker.json(KOLADA, f"kpi/{figure.id}"), figure)
    years = list(range(since, int(today[:4]) + 1))
    figures: Figures = {}
    rounded = 0
    for start in range(0, len(years), MOST_YEARS):
        for entry in entries(asker, figure, years[start : start + MOST_YEARS]):
            try:
                key, rate = rate_of(entry, figure, municipalities)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise changed(KOLADA, "{error}", error=f"{type(error).__name__} {error}") from error
            if key is None or rate is None:
                continue
            printed = round(round(rate) * 1000 / figure.per, 2)  # Brå's whole number, moved some decimals
            rounded += rate != round(rate)
            if figures.setdefault(key, {"per_1000": printed}) != {"per_1000": printed}:
                raise changed(KOLADA, "two figures of {area} {year}", area=key.area, year=str(key.year))
    if rounded:
        text = say_number(
            "{count} of Kolada's figures has decimals. It was rounded to the whole number that Brå prints.",
            "{count} of Kolada's figures have decimals. They were rounded to the whole numbers that Brå prints.",
            rounded,
        )
        asker.tell(text)
    there = sorted({key.year for key in figures})
    if not there:
        raise changed(KOLADA, "no figure of {id}", id=figure.id)
    missing = [Key(figure.indicator, name, year) for year in there for name in municipalities.values()]
    missing = [key for key in missing if key not in figures]
    span = f"{there[0]}–{there[-1]}" if len(there) > 1 else str(there[0])
    said_sv, said_en = (f", publicerat där {published}", f", published there {published}") if published else ("", "")
    if rounded:
        said_sv, said_en = f", avrundat till hela tal{said_sv}", f", rounded to whole numbers{said_en}"
    per_sv = f"{figure.per:,}".replace(",", " ")
    told_sv = f"Kolada (RKA), nyckeltal {figure.id} per {per_sv} invånare {span}, i andra hand, hämtat {today}{said_sv}"
    told_en = f"Kolada (RKA), key figure {figure.id} per {figure.per:,} inhabitants {span}, second hand, fetched {today}{said_en}"
    return Fetched(publisher=KOLADA.name, figures=figures, missing=tuple(missing), told_sv=told_sv, told_en=told_en)


def check_title(answer: Any, figure: KeyFigure) -> str:
    """The day on which the key figure was published, where the answer says it. Raises :class:`Unanswered` where the id
    stands for something else than it did."""
    try:
        (found,) = answer["values"]
        title, published = found["title"], found.get("publication_date")
        if found["id"] != figure.id or not isinstance(title, str):
            raise ValueError("id")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise changed(KOLADA, "{error}", error=f"{type(error).__name__} {error}") from error
    if " ".join(title.split()) != figure.title:
        text = say(
            "Kolada's key figure {id} is now called “{title}”, not “{known}”. It may count something else, so nothing was"
            " read. See what it counts, and change its title in queries/update/kolada.py if it is the same.",
            id=figure.id,
            title=title,
            known=figure.title,
        )
        raise Unanswered(text)
    is_day = isinstance(published, str) and re.fullmatch(r"\d{4}-\d\d-\d\d.*", published, re.ASCII | re.DOTALL)
    return published[:10] if is_day else ""


def entries(asker: Asker, figure: KeyFigure, years: Sequence[int]) -> Iterator[Any]:
    """What Kolada has of these years, page by page. No address in an answer is followed: pages are counted here."""
    for page in range(1, MOST_PAGES + 1):
        path = f"data/kpi/{figure.id}/year/{','.join(map(str, years))}"
        answer = asker.json(KOLADA, path, {"page": str(page), "per_page": str(PER_PAGE)})
        if not isinstance(answer, dict) or not isinstance(answer.get("values"), list) or "next_url" not in answer:
            raise changed(KOLADA, "values, next_url")
        yield from answer["values"]
        if not answer["next_url"]:
            return
    raise changed(KOLADA, "more than {pages} pages", pages=str(MOST_PAGES))


def rate_of(entry: Any, figure: KeyFigure, municipalities: Mapping[str, str]) -> tuple[Key | None, float | None]:
    """What an entry is of, and its rate for both sexes together. Regions, groups and the country are nothing here."""
    if entry["kpi"] != figure.id:
        raise ValueError("kpi")
    name = municipalities.get(entry["municipality"])
    if name is None:
        return None, None
    if type(entry["period"]) is not int or not 1900 <= entry["period"] <= 2100:
        raise ValueError("period")
    totals = [one for one in entry["values"] if one["gender"] == "T" and not one.get("isdeleted")]
    if len(totals) > 1:
        raise ValueError("two totals")
    value = totals[0]["value"] if totals else None
    if value is None:
        return None, None
    if type(value) not in (int, float) or not 0 <= value <= figure.per * 100:
        raise ValueError(f"value {value!r}")
    return Key(figure.indicator, name, entry["period"]), value
