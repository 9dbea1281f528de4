"""What the figures of living conditions say in sentences, and what their shades are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from pages.components.text import Text, uncapitalised
from queries.row_types import Condition, ConditionClass, ConditionInAreas, Deso, DesoType

SHADES = (1, 2, 3, 4, 5)


def types(t: Text) -> dict[int, str]:
    """SCB's own names of its types of area, as the note to its table has them, without "areas with"; the English is ours."""
    return {
        1: t("large socioeconomic challenges"),
        2: t("socioeconomic challenges"),
        3: t("socioeconomically mixed"),
        4: t("good socioeconomic conditions"),
        5: t("very good socioeconomic conditions"),
    }


def share(t: Text, part: int, whole: int) -> str:
    """How many of a hundred, as a reader says it."""
    of_hundred = part / whole * 100
    return t("less than 1") if 0 < of_hundred < 0.5 else t.number(of_hundred, 0)


def answer(t: Text, place: str, own: Sequence[DesoType], country: Sequence[DesoType]) -> str:
    """How many live in areas with large challenges, beside the country."""
    hardest = [row for row in own if row["area_type"] == 1]
    people, everybody = (sum(row["population"] for row in rows) for rows in (hardest, own))
    areas, every = (sum(row["areas"] for row in rows) for rows in (hardest, own))
    elsewhere = share(
        t,
        sum(row["population"] for row in country if row["area_type"] == 1),
        sum(row["population"] for row in country),
    )
    if not areas:
        return t(
            "In {place} **no area** is among those with large socioeconomic challenges by Statistics Sweden; in the whole country {elsewhere} of 100 live in such (2022).",
            place=place,
            elsewhere=elsewhere,
        )
    return t(
        "In {place} **{people} of 100** live in areas with large socioeconomic challenges by Statistics Sweden ({areas} of {every} areas), in the whole country {elsewhere} (2022).",
        place=place,
        people=share(t, people, everybody),
        areas=t.number(areas, 0),
        every=t.number(every, 0),
        elsewhere=elsewhere,
    )


def answer_of_country(t: Text, country: Sequence[DesoType]) -> str:
    """The same of the whole country."""
    hardest = [row for row in country if row["area_type"] == 1]
    return t(
        "**{people} of 100** live in areas with large socioeconomic challenges by Statistics Sweden: {areas} of the country's {every} areas (DeSO), 2022.",
        people=share(t, sum(row["population"] for row in hardest), sum(row["population"] for row in country)),
        areas=t.number(sum(row["areas"] for row in hardest), 0),
        every=t.number(sum(row["areas"] for row in country), 0),
    )


def labels(t: Text, condition: Condition, classes: Sequence[ConditionClass]) -> dict[int, str]:
    """What each shade holds: the name of the type, the limits, or which fifth it is."""
    if condition["kind"] == "type":
        return {6 - number: name for number, name in types(t).items()}
    if condition["kind"] == "group":
        return {shade: t("fifth {number}", number=shade) for shade in SHADES}
    decimals = condition["decimals"] or 0
    return {
        row["shade"]: f"{t.number(row['lowest'], decimals)}–{t.number(row['highest'], decimals)}" for row in classes
    }


def legend(
    t: Text,
    rows: Sequence[Deso],
    shades: Mapping[str, int],
    said: Mapping[int, str],
    colours: Sequence[str],
    missing: str,
) -> str:
    """The shades with how many areas and inhabitants each has, from the lightest to the darkest, in HTML. ``missing`` is the
    colour of what has no border, empty where all have."""
    items = []
    for shade in SHADES:
        inside = [row for row in rows if shades[row["deso"]] == shade]
        items.append((colours[shade - 1], said[shade], how_many(t, inside)))
    if missing:
        without = [row for row in rows if not row["has_border"]]
        items.append((missing, t("border missing here"), how_many(t, without)))
    return legend_of(items)


def legend_of(items: Sequence[tuple[str, str, str]]) -> str:
    """Colours with what they mean and how many there are of each, in HTML."""
    lines = "".join(
        f'<li><span class="class" style="background: {colour}" aria-hidden="true"></span>'
        f'<span>{escape(name)}<span class="quiet-words">{escape(many)}</span></span></li>'
        for colour, name, many in items
    )
    return f'<ul class="legend shades">{lines}</ul>'


def how_many(t: Text, rows: Sequence[Deso]) -> str:
    """So many areas, and how many live there."""
    if not rows:
        return t("none here")
    people = t.number(sum(row["population"] for row in rows), 0)
    return t.plural(
        "{count} area, {people} inhabitants", "{count} areas, {people} inhabitants", len(rows), people=people
    )


def support(t: Text, place: str, condition: Condition, rows: Sequence[Deso], shades: Mapping[str, int]) -> list[str]:
    """How many of the place's areas are in the darkest shade of the country, and how many live there."""
    darkest = [row for row in rows if shades[row["deso"]] == 5]
    if condition["kind"] == "type":
        in_two = [row for row in rows if row["area_type"] in (1, 2)]
        return [
            t(
                "With those that have socioeconomic challenges, {people} of 100 in {place} live in areas of the two hardest of five types.",
                people=share(t, sum(row["population"] for row in in_two), sum(row["population"] for row in rows)),
                place=place,
            )
        ]
    label = uncapitalised(t.field(condition, "darker"))
    if not darkest:
        return [t("In {place} no area is in the country's darkest fifth ({label}).", place=place, label=label)]
    return [
        t(
            "In {place} {areas} of {every} areas, with {people} of 100 inhabitants, are in the country's darkest fifth ({label}).",
            place=place,
            areas=t.number(len(darkest), 0),
            every=t.number(len(rows), 0),
            people=share(t, sum(row["population"] for row in darkest), sum(row["population"] for row in rows)),
            label=label,
        )
    ]


def spoken(
    t: Text,
    place: str,
    condition: Condition,
    rows: Sequence[Deso],
    shades: Mapping[str, int],
    said: Mapping[int, str],
    areas: Sequence[str],
) -> str:
    """The alternative text of the map: how many areas each shade has; the table has them all."""
    drawn = Counter(shades[row["deso"]] for row in rows if row["has_border"])
    spoken = t(
        "Map of {place} by area (DeSO): {label}. Number of areas by shade, from the lightest: {counted}.",
        place=place,
        label=uncapitalised(t.field(condition, "label")),
        counted=counted(t, said, drawn),
    )
    return spoken + outlined(t, areas)


def counted(t: Text, said: Mapping[int, str], drawn: Mapping[int, int]) -> str:
    """How many there are of each shade, from the lightest; the alternative text of a map has it."""
    return "; ".join(
        t("{label}: {count}", label=said[shade], count=t.number(drawn.get(shade, 0), 0)) for shade in SHADES
    )


def outlined(t: Text, areas: Sequence[str]) -> str:
    """Which areas of the police are outlined on a map, as its last sentence; empty where none is."""
    return " " + t("Outlined: the police's areas {areas}.", areas=t.listed(areas)) if areas else ""


def border_caveat(t: Text, rows: Sequence[Deso]) -> str:
    """What is said where borders are missing: of all areas, or of some."""
    without = sum(not row["has_border"] for row in rows)
    if not without:
        return ""
    if without == len(rows):
        return t(
            "**Border missing here:** SCB's borders of these areas are not in the data, so there is no map. The figures stand in the table."
        )
    return t(
        "**Border missing here** for {count} of {every} areas: they are grey on the map and stand in the table.",
        count=t.number(without, 0),
        every=t.number(len(rows), 0),
    )


# ---- the report's claim, both ways --------------------------------------------------------------------------------


def claim(t: Text, row: ConditionInAreas, condition: Condition) -> list[str]:
    """Whether the police's areas lie where conditions are worst, and whether the worst lie in the areas."""
    label = uncapitalised(t.field(condition, "darker"))
    numbers = {
        "label": label,
        "year": row["year"],
        "inside": t.number(row["inside"], 0),
        "inside_worst": t.number(row["inside_worst"], 0),
        "worst": t.number(row["worst"], 0),
        "outside": t.number(row["worst"] - row["inside_worst"], 0),
    }
    if condition["kind"] == "type":
        return [
            t(
                "Of the {inside} areas (DeSO) that lie at least half in the police's areas of {year}, **{inside_worst}** are of SCB's hardest type.",
                **numbers,
            ),
            t(
                "The other way round: of {worst} areas of that type **{outside}** lie in none of the police's.",
                **numbers,
            ),
        ]
    return [
        t(
            "Of the {inside} areas (DeSO) that lie at least half in the police's areas of {year}, **{inside_worst}** are in the country's darkest tenth ({label}).",
            **numbers,
        ),
        t(
            "The other way round: of {worst} areas in that tenth **{outside}** lie in none of the police's.",
            **numbers,
        ),
    ]


def compared(t: Text, row: ConditionInAreas) -> str:
    """What was compared, and what was not."""
    return t(
        "Compared are {compared} of the country's areas and {known} of the police's {areas}: those for which borders are here.",
        compared=t.number(row["compared"], 0),
        known=t.number(row["known_areas"], 0),
        areas=t.number(row["areas"], 0),
    )


def reading(t: Text) -> list[str]:
    """What follows from it, and what does not."""
    return [
        t(
            "The report writes of high agreement (section 2.1.1). That holds in one direction: the areas mostly lie where conditions are hard. That conditions are hard does not mean that the police have assessed the area as vulnerable."
        ),
        t(
            "The areas were described before the map was made (the report's note 6), so the two are not independent. That they agree is no proof of a cause."
        ),
    ]


# ---- before the map is used ---------------------------------------------------------------------------------------


def before_use(t: Text) -> list[str]:
    """What such a map can do to those who live there, and what it cannot say."""
    return [
        t(
            "Whoever lives in an area is not the area. A dark shade can follow people all the same: into applications for work and housing, into headlines and school yards. Who shows the map answers for that."
        ),
        t(
            "Therefore there is no ranking here, no list of the worst, no total of the groups, and no figure of an area without how many live there."
        ),
        t(
            "A mean says nothing about a single person. Whoever lives in a dark area can have good conditions, and whoever has hard ones can live in a light area."
        ),
        t("The map says nothing about causes, and nothing about crime. It cannot tell where police are needed."),
        t(
            "Borders decide: drawn in another way, the same people give another map. The report's squares are 250 metres and not public; overlap with the police's areas is computed by surface, woods and water included."
        ),
        t(
            "Statistics Sweden counts persons without a known address to an area in the centre of the municipality. Figures there can be off, as where many students live."
        ),
    ]


def for_and_against(t: Text, economy: ConditionInAreas) -> list[tuple[str, str]]:
    """What speaks for showing foreign background, and what against it."""
    return [
        (
            t("For"),
            t(
                "The report names it as one of eight variables: who wants to understand the police's map must be able to see it. Differences in conditions can only be followed where they are measured."
            ),
        ),
        (
            t("Against"),
            t(
                "Origin is no living condition, and is nothing that can be put right. In a scale from green to red, as the report's, it counts as worse in itself. Statistics Sweden leaves it out of its types of area."
            ),
        ),
        (
            t("Therefore"),
            t(
                "It stands apart here, in grey, and is part of no measure. The map needs it not: without it, {inside_worst} of the {inside} areas in the police's areas are in the country's darkest tenth of the group economy.",
                inside_worst=t.number(economy["inside_worst"], 0),
                inside=t.number(economy["inside"], 0),
            ),
        ),
    ]


def missing(t: Text, conditions: Sequence[Condition]) -> list[tuple[str, str]]:
    """Which of the report's variables are missing or another one here."""
    gone = [(t.field(row, "label"), t.field(row, "definition")) for row in conditions if row["kind"] == "missing"]
    return [
        *gone,
        (
            t("Children and youths"),
            t(
                "The report counts the number aged 0–15 and 16–19. SCB's open figures have bands of five years: here it is 0–14 and 15–19, one year too few and one too many."
            ),
        ),
        (
            t("Weights and squares"),
            t(
                "The report gives no weights and no limits, and does not say which variable belongs to which group. So this is not the police's map."
            ),
        ),
        (
            t("Time"),
            t("One year only, 2022: no change can be shown. From 2024 on SCB draws the areas anew (DeSO 2025)."),
        ),
    ]
