"""The data as catalogues of data read about them: DCAT-AP-SE 3, which the national portal harvests as RDF/XML.

``GET /catalog.rdf`` and ``/catalog.jsonld`` describe the same, in Swedish and English. Who publishes is who runs the website
(``LAGESBILD_OPERATOR``); whose figures they are is said beside it, of every data set.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import QueryParams

import queries
from pages.components import operator
from pages.components.text import LANGUAGES, in_language
from pages.screens import PATHS
from pages.server.parameters import BadRequest, only_known, text_of
from queries.catalogues import message

if TYPE_CHECKING:  # half a second that only those wait for who ask for it
    from rdflib import Graph

RDF_XML, JSON_LD = "application/rdf+xml", "application/ld+json"

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

ORIGIN = message("The figures belong to their publishers; quote them as the source: {names}.")

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


def of_none() -> Period | None:
    return None


DATA_SETS = (
    DataSet(
        id="observations",
        title=message("Shootings, incidents and offences in the areas that the police call vulnerable"),
        description=message(
            "Every published figure on shootings, incident reports and reported offences in vulnerable areas, risk areas, particularly vulnerable areas and the rest of the country, one row a figure, with its source."
        ),
        screen="overview",
        files=(
            *files("observations"),
            ("parquet", ("/api/parquet/observations.parquet",)),
        ),
        period=of_categories,
        keywords=(message("vulnerable areas"), message("shootings"), message("reported offences")),
    ),
    DataSet(
        id="municipality-figures",
        title=message("Reported offences by municipality and year"),
        description=message(
            "Reported offences in the 290 municipalities by year, in six groups: number and per 1,000 inhabitants, with intervals."
        ),
        screen="reported_offences",
        files=files("municipality-figures"),
        period=of_municipalities,
        keywords=(message("reported offences"), message("municipalities")),
        themes=("JUST", "SOCI"),
        frequency="ANNUAL",
    ),
    DataSet(
        id="quarters",
        title=message("Reported offences by municipality and quarter"),
        description=message("All reported offences in the 290 municipalities by quarter; the newest are preliminary."),
        screen="municipality",
        files=(*files("quarters"), ("parquet", ("/api/parquet/quarters.parquet",))),
        period=of_quarters,
        keywords=(message("reported offences"), message("municipalities")),
        themes=("JUST", "SOCI"),
        frequency="QUARTERLY",
    ),
    DataSet(
        id="areas",
        title=message("The police's assessments of areas"),
        description=message(
            "The areas that the police have assessed as vulnerable, risk area or particularly vulnerable: name, municipality, place and category at each assessment."
        ),
        screen="areas",
        files=files("areas", forms=("csv", "json", "geojson")),
        period=of_assessments,
        keywords=(message("vulnerable areas"), message("assessments")),
        themes=("JUST", "REGI"),
    ),
    DataSet(
        id="follow-up",
        title=message("Agreements between municipalities and the police"),
        description=message(
            "Agreements, their goals, which indicators can show something about them, actions, the yearly wheel and dated events."
        ),
        screen="follow_up",
        files=files("agreements", "goals", "goal-indicators", "actions", "yearly-wheel", "events"),
        period=of_none,
        keywords=(message("agreements"), message("municipalities")),
        themes=("JUST", "GOVE"),
    ),
    DataSet(
        id="quality",
        title=message("Checks of the data"),
        description=message("Every check of the files and the figures, with what it looked at and what it found."),
        screen="data_quality",
        files=files("quality"),
        period=of_none,
        keywords=(message("data quality"),),
    ),
    DataSet(
        id="everything",
        title=message("All tables of Lägesbild"),
        description=message(
            "All tables with their dictionary: as one data package with CSV files, and each as Parquet."
        ),
        screen="about",
        files=(
            ("zip", ("/api/lagesbild.zip",)),
            ("parquet", tuple(f"/api/parquet/{name}.parquet" for name in queries.TABLES)),
        ),
        period=of_none,
        keywords=(message("vulnerable areas"), message("reported offences"), message("municipalities")),
        themes=("JUST", "SOCI"),
    ),
)


def described(base: str) -> Graph:
    """The whole catalogue of the dashboard whose address is ``base``. Nothing in it is without a name of its own: the portal
    takes no blank nodes."""
    from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef
    from rdflib.term import Node

    vcard, odrs = Namespace("http://www.w3.org/2006/vcard/ns#"), Namespace("http://schema.theodi.org/odrs#")
    graph = Graph()
    graph.bind("odrs", odrs)
    texts = [in_language(language) for language in LANGUAGES]

    def our(name: str) -> URIRef:
        return URIRef(f"{base}/catalog.rdf#{name}")

    def say(subject: URIRef, predicate: URIRef, *objects: Node) -> None:
        for one in objects:
            graph.add((subject, predicate, one))

    def words(text: str, **values: object) -> list[Literal]:
        return [Literal(t(text, **values), lang=t.language) for t in texts]

    def day(date: str) -> Literal:
        return Literal(date, datatype=XSD.date)

    catalog, publisher, service, contact, rights = map(our, ("catalog", "publisher", "api", "contact", "rights"))
    run_by = operator.stated()

    say(publisher, RDF.type, FOAF.Agent)
    say(publisher, FOAF.name, Literal(run_by.name or "Lägesbild"))
    say(publisher, DCTERMS.type, URIRef(f"http://purl.org/adms/publishertype/{run_by.kind}"))

    email = operator.href(run_by.feedback)
    if email.startswith("mailto:"):
        say(contact, RDF.type, vcard.Organization)
        say(contact, vcard.fn, Literal(run_by.name or "Lägesbild"))
        say(contact, vcard.hasEmail, URIRef(email))

    names = list(dict.fromkeys(row["publisher"] for row in queries.rows("sources")))
    say(rights, RDF.type, odrs.RightsStatement)
    say(rights, odrs.attributionText, *(Literal(t(ORIGIN, names=t.listed(names)), lang=t.language) for t in texts))

    say(catalog, RDF.type, DCAT.Catalog)
    say(catalog, DCTERMS.title, *words("Lägesbild"))
    say(
        catalog,
        DCTERMS.description,
        *words(message("Police figures for elected council members, each with its source.")),
    )
    say(catalog, DCTERMS.publisher, publisher)
    say(catalog, DCTERMS.license, URIRef(LICENCE))
    say(catalog, DCTERMS.language, *(URIRef(f"{AUTHORITY}/language/{code}") for code in ("SWE", "ENG")))
    say(catalog, DCAT.themeTaxonomy, URIRef(THEMES))
    say(catalog, FOAF.homepage, URIRef(f"{base}/"))
    changed = max((row["date"] for row in queries.rows("data_changes")), default="")
    if changed:
        say(catalog, DCTERMS.modified, day(changed))

    say(service, RDF.type, DCAT.DataService)
    say(service, DCTERMS.title, *words(message("Open data")))
    say(service, DCAT.endpointURL, URIRef(f"{base}/api/"))
    say(service, DCAT.endpointDescription, URIRef(f"{base}/api/openapi.json"))

    for one in DATA_SETS:
        data_set, period = our(one.id), one.period()
        say(catalog, DCAT.dataset, data_set)
        say(data_set, RDF.type, DCAT.Dataset)
        say(data_set, DCTERMS.title, *words(one.title))
        say(data_set, DCTERMS.description, *words(one.description))
        say(data_set, DCTERMS.publisher, publisher)
        say(data_set, DCTERMS.language, *(URIRef(f"{AUTHORITY}/language/{code}") for code in ("SWE", "ENG")))
        say(data_set, DCTERMS.accessRights, URIRef(f"{AUTHORITY}/access-right/PUBLIC"))
        say(data_set, DCTERMS.spatial, URIRef(f"{AUTHORITY}/country/SWE"))
        say(data_set, DCTERMS.accrualPeriodicity, URIRef(f"{AUTHORITY}/frequency/{one.frequency}"))
        say(data_set, DCAT.version, Literal(queries.version()))
        say(data_set, DCAT.landingPage, URIRef(f"{base}{PATHS[one.screen]}"))
        say(data_set, DCAT.theme, *(URIRef(f"{THEMES}/{theme}") for theme in one.themes))
        say(data_set, DCAT.keyword, *(word for keyword in one.keywords for word in words(keyword)))
        if email.startswith("mailto:"):
            say(data_set, DCAT.contactPoint, contact)
        if period:
            about = our(f"{one.id}-period")
            say(data_set, DCTERMS.temporal, about)
            say(about, RDF.type, DCTERMS.PeriodOfTime)
            say(about, DCAT.startDate, day(period[0].isoformat()))
            say(about, DCAT.endDate, day(period[1].isoformat()))
        for form, addresses in one.files:
            distribution = our(f"{one.id}-{form}")
            say(data_set, DCAT.distribution, distribution)
            say(distribution, RDF.type, DCAT.Distribution)
            say(distribution, DCAT.accessURL, URIRef(base + (addresses[0] if len(addresses) == 1 else "/api/")))
            say(distribution, DCAT.downloadURL, *(URIRef(base + address) for address in addresses))
            say(distribution, DCTERMS["format"], Literal(FORMATS[form]))
            say(distribution, DCTERMS.license, URIRef(LICENCE))
            say(distribution, DCTERMS.rights, rights)
            say(distribution, DCAT.accessService, service)
    return graph


def written(form: str, parameters: QueryParams, base: str) -> bytes:
    """The catalogue in a form of RDF; every address in it is whole, so it must be known where readers reach us."""
    only_known(parameters, {})
    if not base:
        t = text_of(parameters)
        raise BadRequest(t("It is not known at which address the dashboard is: whoever runs it must say so."))
    content: bytes = described(base).serialize(format=form, encoding="utf-8")
    return content
