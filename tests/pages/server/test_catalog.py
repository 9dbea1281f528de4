"""The description of the data for catalogues, as an independent reader understands it and by shapes of DCAT-AP-SE."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

import queries
from tests.served import Served
from tests.server import get

SHAPES = Path(__file__).with_name("dcat_ap_se.ttl")
FORMS = {"/catalog.rdf": ("xml", "application/rdf+xml"), "/catalog.jsonld": ("json-ld", "application/ld+json")}
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
BASE = "http://localhost:8501"

pytestmark = pytest.mark.usefixtures("built_in_data")


def graph(path: str) -> Graph:
    answer = get(path)
    form, media_type = FORMS[path]
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    return Graph().parse(data=answer.content, format=form)


@pytest.mark.parametrize("path", FORMS)
def test_the_catalogue_keeps_to_dcat_ap_se(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_OPERATOR", "Exempel kommun")
    monkeypatch.setenv("LAGESBILD_FEEDBACK", "oppnadata@kommun.example")
    found = graph(path)
    is_well, _, said = pyshacl.validate(found, shacl_graph=Graph().parse(SHAPES))
    assert is_well, said
    assert not [one for triple in found for one in triple if isinstance(one, BNode)]
    addresses = [one for triple in found for one in triple if isinstance(one, URIRef)]
    assert all(re.match(r"(https?://|mailto:)[^\s<>\"]+$", one) for one in addresses)
    (contact,) = found.subjects(RDF.type, VCARD.Organization)
    assert (contact, VCARD.hasEmail, URIRef("mailto:oppnadata@kommun.example")) in found
    assert [str(name) for name in found.objects(None, FOAF.name)] == ["Exempel kommun"]


def test_what_xml_does_not_allow_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_OPERATOR", "Exempel\x0b <kommun>\udcff")
    assert [str(name) for name in graph("/catalog.rdf").objects(None, FOAF.name)] == ["Exempel <kommun>"]


def test_the_shapes_find_what_is_missing() -> None:
    for missing in (DCTERMS.title, DCTERMS.publisher, DCTERMS.license, DCAT.accessURL, DCTERMS["format"], DCAT.theme):
        found = graph("/catalog.rdf")
        found.remove((None, missing, None))
        assert not pyshacl.validate(found, shacl_graph=Graph().parse(SHAPES))[0], missing


def test_both_forms_say_the_same() -> None:
    assert isomorphic(graph("/catalog.rdf"), graph("/catalog.jsonld"))


def test_every_distribution_is_answered_in_its_format() -> None:
    found = graph("/catalog.rdf")
    for distribution in found.subjects(RDF.type, DCAT.Distribution):
        format_ = str(found.value(distribution, DCTERMS["format"]))
        addresses = [*found.objects(distribution, DCAT.downloadURL), *found.objects(distribution, DCAT.accessURL)]
        assert addresses
        for address in found.objects(distribution, DCAT.downloadURL):
            answer = get(str(address).removeprefix(BASE), "HEAD")
            assert answer.status_code == 200, address
            assert answer.headers["content-type"].partition(";")[0] == format_, address


def test_data_sets_have_their_years_and_the_version() -> None:
    found = graph("/catalog.rdf")
    (figures,) = [one for one in found.subjects(RDF.type, DCAT.Dataset) if str(one).endswith("#municipality-figures")]
    period = found.value(figures, DCTERMS.temporal)
    assert str(found.value(period, DCAT.startDate)) == "2015-01-01"
    assert str(found.value(period, DCAT.endDate)) == "2025-12-31"
    assert found.value(figures, DCAT.version) == Literal(queries.version())
    (quarters,) = [one for one in found.subjects(RDF.type, DCAT.Dataset) if str(one).endswith("#quarters")]
    assert str(found.value(found.value(quarters, DCTERMS.temporal), DCAT.endDate)) == "2026-06-30"
    (areas,) = [one for one in found.subjects(RDF.type, DCAT.Dataset) if str(one).endswith("#areas")]
    assert str(found.value(found.value(areas, DCTERMS.temporal), DCAT.startDate)) == "2015-01-01"


def test_without_an_operator_nobody_is_made_up() -> None:
    found = graph("/catalog.rdf")
    assert [str(name) for name in found.objects(None, FOAF.name)] == ["Lägesbild"]
    assert list(found.objects(None, DCAT.contactPoint)) == []


def test_the_same_data_give_the_same_catalogue() -> None:
    for path in FORMS:
        first = get(path)
        assert get(path, if_none_match=first.headers["etag"]).status_code == 304
        assert get(f"{path}?lang=de").status_code == 400


def test_below_a_path_all_addresses_are(below: Served) -> None:
    for path, (form, _) in FORMS.items():
        answer = httpx.get(below.url + path, timeout=60)
        assert answer.status_code == 200
        found = Graph().parse(data=answer.content, format=form)
        ours = [str(one) for triple in found for one in triple if isinstance(one, URIRef) and "127.0.0.1" in one]
        assert len(ours) > 50
        assert all(one.startswith(f"{below.url}/") for one in ours)
        (file, *_) = sorted(map(str, found.objects(None, DCAT.downloadURL)))
        assert httpx.get(file, timeout=60).status_code == 200
        assert httpx.get(below.url.removesuffix("/lagesbild") + path, timeout=60).status_code == 404
