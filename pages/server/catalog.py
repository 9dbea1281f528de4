"""The data as catalogues of data read about them: DCAT-AP-SE 3, which the national portal harvests as RDF/XML.

``GET /catalog.rdf`` and ``/catalog.jsonld`` describe the same, in Swedish and English. Who publishes is who runs the website
(``LAGESBILD_OPERATOR``); whose figures they are is said beside it, of every data set.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node
from starlette.datastructures import QueryParams

import queries
from pages.components import operator
from pages.components.text import LANGUAGES, Text, in_language
from pages.screens import PATHS
from pages.server.feed import NOT_IN_XML
from pages.server.parameters import BadRequest, only_known, text_of

VCARD, ODRS = Namespace("http://www.w3.org/2006/vcard/ns#"), Namespace("http://schema.theodi.org/odrs#")

FORMATS = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
}
"""Media types by how addresses end."""

AUTHORITY = "http://publications.europa.eu/resource/authority"
LICENCE = f"{AUTHORITY}/licence/EUPL_1_2"
THEMES = f"{AUTHORITY}/data-theme"

Period = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """What a catalogue says of some tables: words, the screen that shows them, the addresses of each format, the period that
    they are about, themes and how often there are new ones (both by the EU's lists)."""

    id: str
    title: str
    description: str
    screen: str
    files: tuple[tuple[str, tuple[str, ...]], ...]
    period: Callable[[], Period | None]
    keywords: tuple[str, ...]
    themes: tuple[str, ...] = ("JUST",)
    frequency: str = "IRREG"


def files(*names: str, forms: tuple[str, ...] = ("csv", "json")) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((form, tuple(f"/api/{name}.{form}" for name in names)) for form in forms)


def years(screens: Callable[[str | None], bool]) -> Period | None:
    """From the first to the last day of the years in which indicators of some screens have figures."""
    found = [year for row in queries.rows("indicators") if screens(row["screen"]) for year in row["years"]]
    return (datetime.date(min(found), 1, 1), datetime.date(max(found), 12, 31)) if found else None


def of_categories() -> Period | None:
    return years(lambda screen: screen != "reported_offences")


def of_municipalities() -> Period | None:
    return years(lambda screen: screen == "reported_offences")


def of_quarters() -> Period | None:
    table = queries.table("quarters")
    found = sorted({(row["year"], row["quarter"]) for row in table.select(["year", "quarter"]).to_pylist()})
    if not found:
        return None
    year, quarter = found[-1]
    after = datetime.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return datetime.date(found[0][0], found[0][1] * 3 - 2, 1), after - datetime.timedelta(days=1)


def of_assessments() -> Period | None:
    found = [row["year"] for row in queries.rows("assessment_years")]
    return (datetime.date(min(found), 1, 1), datetime.date(max(found), 12, 31)) if found else None


def of_living_conditions() -> Period | None:
    return datetime.date(2022, 1, 1), datetime.date(2022, 12, 31)


def of_none() -> Period | None:
    return None


def data_sets(t: Text) -> tuple[DataSet, ...]:
    """What there is, in one language."""
    return *of_offences(t), *of_areas(t), *of_work(t)


def of_offences(t: Text) -> tuple[DataSet, ...]:
    return (
        DataSet(
            id="observations",
            title=t("Shootings, incidents and offences in the areas that the police call vulnerable"),
            description=t(
                "Every published figure on shootings, incident reports and reported offences in vulnerable areas, risk areas, particularly vulnerable areas and the rest of the country, one row a figure, with its source."
            ),
            screen="overview",
            files=(
                *files("observations"),
                ("parquet", ("/api/parquet/observations.parquet",)),
            ),
            period=of_categories,
            keywords=(t("vulnerable areas"), t("shootings"), t("reported offences")),
        ),
        DataSet(
            id="municipality-figures",
            title=t("Reported offences by municipality and year"),
            description=t(
                "Reported offences in the 290 municipalities by year, in six groups: number and per 1,000 inhabitants, with intervals."
            ),
            screen="reported_offences",
            files=files("municipality-figures"),
            period=of_municipalities,
            keywords=(t("reported offences"), t("municipalities")),
            themes=("JUST", "SOCI"),
            frequency="ANNUAL",
        ),
        DataSet(
            id="quarters",
            title=t("Reported offences by municipality and quarter"),
            description=t("All reported offences in the 290 municipalities by quarter; the newest are preliminary."),
            screen="municipality",
            files=(*files("quarters"), ("parquet", ("/api/parquet/quarters.parquet",))),
            period=of_quarters,
            keywords=(t("reported offences"), t("municipalities")),
            themes=("JUST", "SOCI"),
            frequency="QUARTERLY",
        ),
    )


def of_areas(t: Text) -> tuple[DataSet, ...]:
    return (
        DataSet(
            id="areas",
            title=t("The police's assessments of areas"),
            description=t(
                "The areas that the police have assessed as vulnerable, risk area or particularly vulnerable: name, municipality, place and category at each assessment."
            ),
            screen="areas",
            files=files("areas", forms=("csv", "json", "geojson")),
            period=of_assessments,
            keywords=(t("vulnerable areas"), t("assessments")),
            themes=("JUST", "REGI"),
        ),
        DataSet(
            id="living-conditions",
            title=t("Living conditions by small area (DeSO)"),
            description=t(
                "SCB's type of area, income, education, employment, households, age and background in the country's 5,984 small areas, and which lie in the areas that the police call vulnerable."
            ),
            screen="living_conditions",
            files=files("living-conditions"),
            period=of_living_conditions,
            keywords=(t("living conditions"), t("vulnerable areas")),
            themes=("SOCI", "REGI"),
        ),
    )


def of_work(t: Text) -> tuple[DataSet, ...]:
    return (
        DataSet(
            id="follow-up",
            title=t("Agreements between municipalities and the police"),
            description=t(
                "Agreements, their goals, which indicators can show something about them, actions, the yearly wheel and dated events."
            ),
            screen="follow_up",
            files=files("agreements", "goals", "goal-indicators", "actions", "yearly-wheel", "events"),
            period=of_none,
            keywords=(t("agreements"), t("municipalities")),
            themes=("JUST", "GOVE"),
        ),
        of_local_pictures(t),
        DataSet(
            id="quality",
            title=t("Checks of the data"),
            description=t("Every check of the files and the figures, with what it looked at and what it found."),
            screen="data_quality",
            files=files("quality"),
            period=of_none,
            keywords=(t("data quality"),),
        ),
        DataSet(
            id="everything",
            title=t("All tables of Lägesbild"),
            description=t("All tables with their dictionary: as one data package with CSV files, and each as Parquet."),
            screen="about",
            files=(
                ("zip", ("/api/lagesbild.zip",)),
                ("parquet", tuple(f"/api/parquet/{name}.parquet" for name in queries.TABLES)),
            ),
            period=of_none,
            keywords=(t("vulnerable areas"), t("reported offences"), t("municipalities")),
            themes=("JUST", "SOCI"),
        ),
    )


def of_local_pictures(t: Text) -> DataSet:
    return DataSet(
        id="local-picture",
        title=t("What local pictures of the police are made of"),
        description=t(
            "Ratings of the stage model, phases of areas, numbers of the cylinder model and living conditions by own squares, where whoever runs the website has put them in."
        ),
        screen="local_picture",
        files=files("stages", "phases", "cylinder", "squares"),
        period=of_none,
        keywords=(t("vulnerable areas"), t("assessments")),
        themes=("JUST", "REGI"),
    )


class Catalogue:
    """The description of the dashboard whose address is ``base``, as a graph. Nothing in it is without a name of its own: the
    portal takes no blank nodes."""

    def __init__(self, base: str) -> None:
        self.base, self.graph = base, Graph()
        self.graph.bind("odrs", ODRS)
        self.texts = [in_language(language) for language in LANGUAGES]
        self.email = operator.href(operator.stated().feedback)

    def our(self, name: str) -> URIRef:
        return URIRef(f"{self.base}/catalog.rdf#{name}")

    def there(self, address: str) -> URIRef:
        return URIRef(self.base + address)

    def say(self, name: str, kind: URIRef, said: Iterable[tuple[URIRef, Node]]) -> URIRef:
        """That ``name`` is of this kind, with all that is said of it."""
        subject = self.our(name)
        for predicate, one in [(RDF.type, kind), *said]:
            self.graph.add((subject, predicate, one))
        return subject

    def words(self, predicate: URIRef, said: Callable[[Text], str]) -> list[tuple[URIRef, Node]]:
        """The same in every language."""
        return [(predicate, Literal(NOT_IN_XML.sub("", said(t)), lang=t.language)) for t in self.texts]

    def whole(self) -> Graph:
        run_by = operator.stated()
        name, kind = (
            Literal(NOT_IN_XML.sub("", run_by.name) or "Lägesbild"),
            URIRef(f"http://purl.org/adms/publishertype/{run_by.kind}"),
        )
        self.say("publisher", FOAF.Agent, [(FOAF.name, name), (DCTERMS.type, kind)])
        if self.email.startswith("mailto:"):
            self.say("contact", VCARD.Organization, [(VCARD.fn, name), (VCARD.hasEmail, URIRef(self.email))])
        self.say("rights", ODRS.RightsStatement, self.words(ODRS.attributionText, origin))
        service = [(DCAT.endpointURL, self.there("/api/")), (DCAT.endpointDescription, self.there("/api/openapi.json"))]
        self.say("api", DCAT.DataService, [*self.words(DCTERMS.title, lambda t: t("Open data")), *service])
        by_language = [data_sets(t) for t in self.texts]
        sets = [self.data_set(one) for one in zip(*by_language, strict=True)]
        changed = max((row["date"] for row in queries.rows("data_changes")), default="")
        self.say(
            "catalog",
            DCAT.Catalog,
            [
                *self.words(DCTERMS.title, lambda _: "Lägesbild"),
                *self.words(DCTERMS.description, what),
                (DCTERMS.publisher, self.our("publisher")),
                (DCTERMS.license, URIRef(LICENCE)),
                *languages(),
                (DCAT.themeTaxonomy, URIRef(THEMES)),
                (FOAF.homepage, self.there("/")),
                *([(DCTERMS.modified, Literal(changed, datatype=XSD.date))] if changed else []),
                *((DCAT.dataset, one) for one in sets),
            ],
        )
        return self.graph

    def data_set(self, in_languages: Sequence[DataSet]) -> URIRef:
        """One data set, as each language words it, and its distributions."""
        one = in_languages[0]
        said: list[tuple[URIRef, Node]] = [
            (DCTERMS.publisher, self.our("publisher")),
            *languages(),
            (DCTERMS.accessRights, URIRef(f"{AUTHORITY}/access-right/PUBLIC")),
            (DCTERMS.spatial, URIRef(f"{AUTHORITY}/country/SWE")),
            (DCTERMS.accrualPeriodicity, URIRef(f"{AUTHORITY}/frequency/{one.frequency}")),
            (DCAT.version, Literal(queries.version())),
            (DCAT.landingPage, self.there(PATHS[one.screen])),
            *((DCAT.theme, URIRef(f"{THEMES}/{theme}")) for theme in one.themes),
            *((DCAT.distribution, self.distribution(one.id, *files)) for files in one.files),
        ]
        for t, worded in zip(self.texts, in_languages, strict=True):
            said.append((DCTERMS.title, Literal(worded.title, lang=t.language)))
            said.append((DCTERMS.description, Literal(worded.description, lang=t.language)))
            said += [(DCAT.keyword, Literal(word, lang=t.language)) for word in worded.keywords]
        if self.email.startswith("mailto:"):
            said.append((DCAT.contactPoint, self.our("contact")))
        if period := one.period():
            days = [Literal(day.isoformat(), datatype=XSD.date) for day in period]
            about = [(DCAT.startDate, days[0]), (DCAT.endDate, days[1])]
            said.append((DCTERMS.temporal, self.say(f"{one.id}-period", DCTERMS.PeriodOfTime, about)))
        return self.say(one.id, DCAT.Dataset, said)

    def distribution(self, of: str, form: str, addresses: Sequence[str]) -> URIRef:
        """A data set in one format; of several tables it has several files."""
        said = [
            (DCAT.accessURL, self.there(addresses[0] if len(addresses) == 1 else "/api/")),
            *((DCAT.downloadURL, self.there(address)) for address in addresses),
            (DCTERMS["format"], Literal(FORMATS[form])),
            (DCTERMS.license, URIRef(LICENCE)),
            (DCTERMS.rights, self.our("rights")),
            (DCAT.accessService, self.our("api")),
        ]
        return self.say(f"{of}-{form}", DCAT.Distribution, said)


def languages() -> list[tuple[URIRef, Node]]:
    return [(DCTERMS.language, URIRef(f"{AUTHORITY}/language/{code}")) for code in ("SWE", "ENG")]


def what(t: Text) -> str:
    return t("Police figures for elected council members, each with its source.")


def origin(t: Text) -> str:
    """Whose the figures are."""
    names = list(dict.fromkeys(row["publisher"] for row in queries.rows("sources")))
    return t("The figures belong to their publishers; quote them as the source: {names}.", names=t.listed(names))


def written(form: str, parameters: QueryParams, base: str) -> bytes:
    """The catalogue in a form of RDF; every address in it is whole, so it must be known where readers reach us."""
    only_known(parameters, {})
    if not base:
        t = text_of(parameters)
        raise BadRequest(t("It is not known at which address the dashboard is: whoever runs it must say so."))
    content: bytes = Catalogue(base).whole().serialize(format=form, encoding="utf-8")
    return content
