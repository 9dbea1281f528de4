"""Names of places and indicators as exports write them, matched with the dashboard's own."""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from queries.exports.values.memory import remembered
from queries.exports.words.concepts import names_of

DATA = Path(__file__).parents[3] / "data"
NAMES = Path(__file__).with_name("indicator_names.csv")

ALIKE = 90
"""How like a known name a text must be, of 100, to be suggested to the reader. A suggestion is never taken unasked."""

LONGEST_NAME = 300
"""Letters; a longer text names nothing that is known."""

COUNTRY = frozenset(
    {
        "hela landet",
        "riket",
        "sverige",
        "hela riket",
        "hela sverige",
        "sweden",
        "totalt riket",
        "riket totalt",
        "00",
        "0",
        "se",
        "00 riket",
    }
)


@remembered
def folded(text: str) -> str:
    """The text for comparison: lower case, single spaces, no quotation marks, hyphens as spaces."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"[\"'“”’*]", "", text)
    return re.sub(r"[\s\u00a0_\-–.]+", " ", text).strip()


def bare(text: str) -> str:
    """Without accents, for files that lost them: ``Umea``."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Place:
    """What a cell's place is: ``kind`` is ``municipality``, ``county``, ``region``, ``sweden``, ``category`` or ``own``.

    ``name`` is the official name, or the text itself for a place of the reader's own; ``code`` that of Statistics
    Sweden, empty where there is none. ``likely`` is a known name that the text resembles, where it was asked for
    (:func:`suggestion`).
    """

    kind: str
    name: str
    code: str = ""
    lost_zero: bool = False
    likely: str = ""


@functools.cache
def known_places() -> dict[str, Place]:
    """Every municipality, county and police region by its folded name and by its code."""
    rows = read(DATA / "municipalities.csv")
    found: dict[str, Place] = {}
    for row in rows:
        place = Place("municipality", row["name"], row["code"])
        found[row["code"]] = place
        for name in written(row["name"]):
            found[name] = place
    found["gothenburg"] = found["göteborg"]
    for code, county in sorted({(row["county_code"], row["county"]) for row in rows}):
        place = Place("county", county, code)
        found[code] = place
        short = county.removesuffix(" län")
        for name in (county, short + " län", county.replace("s län", " län")):
            found.setdefault(folded(name), place)
            found.setdefault(bare(folded(name)), place)
    for region in sorted({row["police_region"] for row in rows}):
        place = Place("region", f"Region {region}")
        for name in (f"region {region}", f"polisregion {region}", f"polisregionen {region}", f"polisregion {region}s"):
            found.setdefault(folded(name), place)
            found.setdefault(bare(folded(name)), place)
    for name in COUNTRY:
        found[name] = Place("sweden", "sweden")
    for row in read(DATA / "area_categories.csv"):
        place = Place("sweden" if row["id"] == "sweden" else "category", row["id"])
        for name in (row["id"], row["label_sv"], row["label_en"], row["abbreviation"]):
            if name:
                found.setdefault(folded(name), place)
        if row["label_sv"].endswith("områden"):
            one = folded(row["label_sv"]).removesuffix("n").replace("utsatta ", "utsatt ")
            found.setdefault(one, place)
    return found


def written(name: str) -> set[str]:
    """How a municipality's name is written: with and without kommun or stad, in the genitive, without accents."""
    plain = folded(name)
    genitive = plain if plain.endswith(("s", "x", "z")) else plain + "s"
    names = {plain}
    for stem in (plain, genitive):
        names |= {f"{stem} {word}" for word in ("kommun", "stad", "kn", "k:n", "(kommun)")} | {f"kommunen {stem}"}
    return names | {bare(name) for name in names}


@remembered
def place(text: str) -> Place:
    """The place a cell names. A name nobody knows is the reader's own; spaces and a code beside a name are dropped."""
    known = known_places()
    text = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
    name = folded(text)
    if name in known:
        return known[name]
    if len(text) > LONGEST_NAME:
        return Place("own", text)
    unmarked = re.sub(r"(?: ?\d\)|[¹²³⁴⁵]+)$", "", name).strip()  # a footnote's mark
    if unmarked in known:
        return known[unmarked]
    if re.fullmatch(r"\d{3}", name) and f"0{name}" in known:
        return Place(**{**known[f"0{name}"].__dict__, "lost_zero": True})
    if re.fullmatch(r"\d", name) and f"0{name}" in known:
        return Place(**{**known[f"0{name}"].__dict__, "lost_zero": True})
    if re.fullmatch(r"\d{4,5}\.0", name):
        return place(name[:-2])
    if found := re.fullmatch(r"(?:se)?(\d{2}|\d{4})[ ,:]+(\D.*)", name):
        code, rest = known.get(found[1]), known.get(found[2])
        if code and rest and code == rest:
            return rest
        if rest and rest.kind != "category":
            return rest
    if found := re.fullmatch(r"(.+?) ?\((\d{2}|\d{4})\)", name):
        rest = known.get(found[1])
        if rest:
            return rest
    if name.startswith("region ") and name.removeprefix("region ") in ("gotland", "gotlands"):
        return known["gotland"]
    return Place("own", text)


def contradiction(text: str, code: str = "") -> tuple[str, str] | None:
    """The names of the two places that a cell's code and its name mean, where those differ: ``1480 Stockholm``.

    ``code`` is that of a cell beside it. A county's code beside one of its municipalities is none.
    """
    name = folded(text)
    if found := re.fullmatch(r"(?:se)?(\d{2}|\d{4})[ ,:]+(\D.*)", name):
        code, text = found[1], found[2]
    elif found := re.fullmatch(r"(\D.*?) ?\((\d{2}|\d{4})\)", name):
        text, code = found[1], found[2]
    if not code or not text:
        return None
    coded, named = place(code), place(text)
    if "own" in (coded.kind, named.kind) or not coded.code or coded.name == named.name:
        return None
    if coded.kind == "county" and place_of_kind(text, "county") == coded:
        return None
    if named.code and (named.code.startswith(coded.code) or coded.code.startswith(named.code)):
        return None
    return coded.name, named.name if named.kind != "sweden" else text


def place_of_kind(text: str, kind: str) -> Place:
    """The place a cell names in a column of ``county`` or ``region`` names, where Stockholm is no municipality."""
    known = known_places()
    for whole in (f"{text} län", f"{text}s län") if kind == "county" else (f"region {text}",):
        found = known.get(folded(whole)) or known.get(bare(folded(whole)))
        if found and found.kind == kind:
            return found
    return place(text)


UNKNOWN = re.compile(
    r"ok[äa]n[dt](?: (?:plats|ort|område|kommun|stadsdel|län|adress|distrikt))?|(?:uppgift(?:er)?|plats|område) (?:saknas|okänd|okänt)|saknas"
    r"|(?:ej|inte) (?:angiv(?:en|et)|känd|känt|geokodad|geokodat|platsbestäm\w+|lokaliserad\w*)|ospecificera[dt]|ofördela[dt]|restförd\w*"
    r"|unknown|ingen uppgift|övrigt okänt|övriga okänd[ta]?"
)
"""What stands in place of a place that is not known."""

WHOLE = re.compile(
    r"hela (?:kommunen|staden)|kommunen(?: som helhet)?|hela området|samtliga (?:stadsdelar|områden|distrikt)"
)
"""What the whole is called of which the other places are parts, where it is not called a total."""


@remembered
def is_unknown(text: str) -> bool:
    return len(text) < 40 and UNKNOWN.fullmatch(folded(text).strip("()")) is not None


@remembered
def is_whole(text: str) -> bool:
    return len(text) < 40 and WHOLE.fullmatch(folded(text).strip("()")) is not None


TOTALS = names_of("the sum of others")
"""What a group that holds all others is called."""


@remembered
def is_total(text: str) -> bool:
    """Whether a group or place is the sum of the others: Totalt, and Narkotikabrott totalt."""
    plain = folded(text).strip(" :")
    return plain in TOTALS or plain == "samtliga brott" or plain.endswith((" totalt", " samtliga", " summa"))


def is_bare_total(text: str) -> bool:
    """Whether a text says that it is a total, but not of what."""
    return folded(text).strip(" :") in TOTALS


REGIONS = frozenset({"nord", "mitt", "stockholm", "öst", "väst", "syd", "bergslagen"})
"""The police regions by their short names, in lower case."""


@functools.cache
def municipality_names() -> dict[str, str]:
    """The official names of municipalities by each way to write them."""
    places = known_places().items()
    return {key: found.name for key, found in places if found.kind == "municipality" and not key.isdigit()}


def suggestion(text: str) -> str:
    """The official name of the municipality that a text resembles, or nothing. Slow: not for every place of a file."""
    name = folded(text)
    if len(name) < 4:
        return ""
    names = municipality_names()
    best = process.extractOne(name, list(names), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return names[best[0]] if best else ""


def is_place(text: str) -> bool:
    """Whether the text names a place of the country for certain."""
    found = known_places().get(folded(text))
    return (found is not None and found.kind != "category") or place(text).kind in (
        "municipality",
        "county",
        "region",
        "sweden",
    )


# ---- indicators ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Indicator:
    """What a text counts: ``id`` of the dictionary, or nothing; ``likely`` is the id of one that resembles it.

    ``label`` is the text without code and paragraphs; ``code`` Brå's offence code where there is one.
    """

    id: str
    label: str
    code: str = ""
    likely: str = ""


@functools.cache
def known_indicators() -> dict[str, str]:
    """Ids of indicators by folded name: those of the file beside this one, and the dictionary's ids and labels."""
    found = {folded(row["name"]): row["indicator"] for row in read(NAMES)}
    for row in read(DATA / "indicators.csv"):
        for name in (row["id"], row["label_sv"], row["label_en"], row["noun_sv"], row["noun_en"]):
            found.setdefault(folded(name), row["id"])
    return found


@functools.cache
def known_ids() -> frozenset[str]:
    """Ids of the dashboard's own indicators."""
    return frozenset(row["id"] for row in read(DATA / "indicators.csv"))


@functools.cache
def indicator_names() -> list[str]:
    """The names of indicators, without their codes."""
    return [name for name in known_indicators() if not name.isdigit()]


@remembered
def indicator(text: str) -> Indicator:
    """The indicator a text names. Only a name that is known as a whole is taken: a part of an offence is not the offence."""
    text = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
    known = known_indicators()
    if len(text) > LONGEST_NAME:
        return Indicator("", text)
    code = ""
    label = text
    if found := re.fullmatch(r"(\d{4})\s*[-–:]\s*(.+)", text):
        code, label = found[1], found[2]
    elif re.fullmatch(r"\d{4}", text):
        code = text
    name = folded(label)
    shorter = folded(re.sub(r"\s*\((?:[^()]*§[^()]*|fr\.? ?o\.? ?m\.?[^()]*|totalt|inkl\.?[^()]*)\)", "", label))
    shorter = re.sub(r"^(?:anmalda|anmälda) (?:brott (?:om|mot) )?", "", shorter)
    shorter = re.sub(r"[, ]+(?:totalt|samtliga|total)$", "", shorter)
    for candidate in (name, shorter, bare(name)):
        if candidate in known and not code:
            return Indicator(known[candidate], label, code)
    if code in known:
        return Indicator("", label if label != code else code, code, known[code])
    best = process.extractOne(name, indicator_names(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return Indicator("", label, code, known[best[0]] if best else "")


def slug(text: str) -> str:
    """An id for an indicator of the reader's own, of letters, digits and underscores."""
    plain = bare(unicodedata.normalize("NFC", text).casefold().replace("ø", "o").replace("æ", "ae"))
    plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60].strip("_") or "own_indicator"
    return plain if plain[0].isalpha() else f"i_{plain}"


def share_of_places(texts: Iterable[str]) -> float:
    """How many of these distinct texts name a place of the country for certain, from 0 to 1."""
    distinct = {text for text in texts if text}
    return sum(is_place(text) for text in distinct) / len(distinct) if distinct else 0.0


def cleaned(text: str, longest: int = 80) -> str:
    """A text of a file fit to be shown and exported: one line, no control characters, no markup, nothing a spreadsheet would run."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+", " ", text)
    text = re.sub(r"<[^<>]{0,200}>", " ", text)
    text = re.sub(r"[<>\[\]`*|$~\\]+", " ", text)  # markup of pages
    text = re.sub(r"\s+", " ", text).strip().lstrip("=+-@ ").strip()
    return text[:longest]
