"""The catalogue as DCAT (with what DCAT-AP demands) in RDF: Turtle, JSON-LD, RDF/XML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from palat.duties.information.procedure.datasets import (
    ENGLISH,
    FILE_TYPE,
    FREQUENCIES,
    GROUPS,
    LICENCES,
    MEDIA_TYPE,
    THAI,
    THAILAND,
)
from palat.duties.information.queries.datasets import OpenDataset, OpenResource

SPDX = Namespace("http://spdx.org/rdf/terms#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
TITLES = (
    ("th", "บัญชีข้อมูลเปิดของสำนักงานปลัดสำนักนายกรัฐมนตรี"),
    ("en", "Open data of the Office of the Permanent Secretary, Prime Minister's Office"),
)
NOTES = (
    ("th", "ชุดข้อมูลที่สำนักงานเผยแพร่ ไม่มีข้อมูลส่วนบุคคลของผู้ร้องหรือผู้ขอข้อมูล"),
    ("en", "Datasets that the Office publishes, without personal data of petitioners or requesters"),
)
# By the ending of an address: how rdflib calls it, and its media type.
SERIALISATIONS: dict[str, tuple[str, str]] = {
    "ttl": ("turtle", "text/turtle"),
    "jsonld": ("json-ld", "application/ld+json"),
    "rdf": ("xml", "application/rdf+xml"),
}
Absolute = Callable[[str], str]  # an address of ours as the world sees it


def wanted(accept: str) -> str:
    """Return the ending of the serialisation that a browser or machine wants most; empty for a page."""
    best, found = 0.0, ""
    for part in accept.split(","):
        media, _semicolon, rest = part.strip().partition(";")
        weight = _weight(rest)
        endings = [ending for ending, (_name, known) in SERIALISATIONS.items() if known == media.strip().lower()]
        if weight > best and (endings or media.strip() in {"text/html", "application/xhtml+xml", "*/*"}):
            best, found = weight, endings[0] if endings else ""
    return found


def _weight(rest: str) -> float:
    for one in rest.split(";"):
        name, _equals, value = one.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def serialised(graph: Graph, ending: str) -> bytes:
    """Return a graph as bytes."""
    name, _media = SERIALISATIONS[ending]
    return graph.serialize(format=name, encoding="utf-8")


@dataclass(frozen=True)
class Page:
    """A page of the catalogue: so large that a harvester reads it in a moment, with the way to the next."""

    datasets: Sequence[OpenDataset]
    number: int
    pages: int
    all: int
    publisher: Any  # an agency
    latest: datetime | None

    def address(self, number: int, ending: str) -> str:
        """Return where a page is read."""
        return f"{reverse('data_catalogue_file', args=[ending])}?page={number}"


def catalogue_graph(page: Page, absolute: Absolute, ending: str) -> Graph:
    """Return a page of the catalogue; where there are more it says so in the words of Hydra, as CKAN does."""
    graph = _graph()
    catalogue = URIRef(absolute(reverse("data_catalogue")))
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    for language, words in TITLES:
        graph.add((catalogue, DCTERMS.title, Literal(words, lang=language)))
    for language, words in NOTES:
        graph.add((catalogue, DCTERMS.description, Literal(words, lang=language)))
    for language in (THAI, ENGLISH):
        graph.add((catalogue, DCTERMS.language, _typed(graph, language, DCTERMS.LinguisticSystem)))
    graph.add((catalogue, FOAF.homepage, _typed(graph, absolute("/"), FOAF.Document)))
    graph.add((catalogue, DCTERMS.license, _typed(graph, LICENCES["cc-by"].uri, DCTERMS.LicenseDocument)))
    graph.add((catalogue, DCTERMS.spatial, _typed(graph, THAILAND, DCTERMS.Location)))
    graph.add((catalogue, DCTERMS.publisher, _publisher(graph, page.publisher, absolute)))
    for one in page.datasets:
        graph.add((catalogue, DCAT.dataset, _dataset(graph, one, absolute)))
    if page.latest is not None:
        graph.add((catalogue, DCTERMS.modified, _at(page.latest)))
    if page.pages > 1:
        _pages(graph, page, absolute, ending)
    return graph


def _pages(graph: Graph, page: Page, absolute: Absolute, ending: str) -> None:
    node = URIRef(absolute(page.address(page.number, ending)))
    graph.add((node, RDF.type, HYDRA.PagedCollection))
    graph.add((node, HYDRA.totalItems, Literal(page.all)))
    graph.add((node, HYDRA.itemsPerPage, Literal(len(page.datasets))))
    ways = {"firstPage": 1, "lastPage": page.pages, "previousPage": page.number - 1, "nextPage": page.number + 1}
    for name, number in ways.items():
        if 1 <= number <= page.pages:
            graph.add((node, HYDRA[name], URIRef(absolute(page.address(number, ending)))))


def dataset_graph(dataset: OpenDataset, absolute: Absolute) -> Graph:
    """Return one dataset."""
    graph = _graph()
    _dataset(graph, dataset, absolute)
    return graph


def _graph() -> Graph:
    graph = Graph()
    for prefix, namespace in (
        ("dcat", DCAT),
        ("dct", DCTERMS),
        ("foaf", FOAF),
        ("vcard", VCARD),
        ("spdx", SPDX),
        ("hydra", HYDRA),
    ):
        graph.bind(prefix, namespace)
    return graph


def _typed(graph: Graph, uri: str, kind: URIRef) -> URIRef:
    node = URIRef(uri)
    graph.add((node, RDF.type, kind))
    return node


def _words(graph: Graph, node: URIRef, predicate: URIRef, thai: str, english: str) -> None:
    for language, words in (("th", thai), ("en", english)):
        if words:
            graph.add((node, predicate, Literal(words, lang=language)))


def _publisher(graph: Graph, agency: Any, absolute: Absolute) -> URIRef:
    node = URIRef(f"{absolute('/')}#agency-{agency.pk}")
    graph.add((node, RDF.type, FOAF.Agent))
    _words(graph, node, FOAF.name, agency.name_th, agency.name_en)
    return node


def _dataset(graph: Graph, dataset: OpenDataset, absolute: Absolute) -> URIRef:
    row = dataset.row
    page = absolute(reverse("data_dataset", args=[row.name]))
    node = URIRef(page)
    graph.add((node, RDF.type, DCAT.Dataset))
    _words(graph, node, DCTERMS.title, row.title_th, row.title_en)
    _words(graph, node, DCTERMS.description, row.notes_th, row.notes_en)
    graph.add((node, DCTERMS.identifier, Literal(str(row.uid))))
    for tag in dataset.tags:
        graph.add((node, DCAT.keyword, Literal(tag, lang="en" if tag.isascii() else "th")))
    graph.add((node, DCAT.theme, URIRef(GROUPS[row.group].uri)))
    graph.add((node, DCTERMS.publisher, _publisher(graph, row.agency, absolute)))
    frequency = _typed(graph, FREQUENCIES[row.frequency].uri, DCTERMS.Frequency)
    graph.add((node, DCTERMS.accrualPeriodicity, frequency))
    graph.add((node, DCTERMS.spatial, _typed(graph, THAILAND, DCTERMS.Location)))
    graph.add((node, DCTERMS.language, _typed(graph, THAI, DCTERMS.LinguisticSystem)))
    graph.add((node, DCAT.landingPage, _typed(graph, f"{page}?page", FOAF.Document)))
    graph.add((node, DCTERMS.modified, _at(row.changed_at)))
    if row.published_at is not None:
        graph.add((node, DCTERMS.issued, _at(row.published_at)))
    _contact(graph, node, dataset)
    _temporal(graph, node, dataset)
    for one in dataset.resources:
        graph.add((node, DCAT.distribution, _distribution(graph, one, dataset, absolute)))
    return node


def _at(moment: datetime) -> Literal:
    return Literal(moment, datatype=XSD.dateTime)


def _contact(graph: Graph, node: URIRef, dataset: OpenDataset) -> None:
    contact = BNode()
    graph.add((node, DCAT.contactPoint, contact))
    graph.add((contact, RDF.type, VCARD.Kind))
    graph.add((contact, RDF.type, VCARD.Organization))
    graph.add((contact, VCARD.fn, Literal(dataset.row.contact_name, lang="th")))
    if dataset.row.contact_email:
        graph.add((contact, VCARD.hasEmail, URIRef(f"mailto:{quote(dataset.row.contact_email, safe='@')}")))


def _temporal(graph: Graph, node: URIRef, dataset: OpenDataset) -> None:
    row = dataset.row
    if row.from_on is None and row.until_on is None:
        return
    period = BNode()
    graph.add((node, DCTERMS.temporal, period))
    graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
    for predicate, day in ((DCAT.startDate, row.from_on), (DCAT.endDate, row.until_on)):
        if day is not None:
            graph.add((period, predicate, Literal(day)))


def _distribution(graph: Graph, one: OpenResource, dataset: OpenDataset, absolute: Absolute) -> URIRef:
    page = absolute(reverse("data_dataset", args=[dataset.row.name]))
    node = URIRef(f"{page}#{one.row.uid}")
    file = URIRef(absolute(reverse("data_file", args=[dataset.row.name, one.row.uid])))
    graph.add((node, RDF.type, DCAT.Distribution))
    _words(graph, node, DCTERMS.title, one.row.title_th, one.row.title_en)
    _words(graph, node, DCTERMS.description, one.row.notes_th or one.row.title_th, one.row.notes_en)
    for predicate in (DCAT.accessURL, DCAT.downloadURL):
        graph.add((node, predicate, file))
    graph.add((node, DCTERMS["format"], _typed(graph, f"{FILE_TYPE}{one.format}", DCTERMS.MediaTypeOrExtent)))
    media = _typed(graph, f"{MEDIA_TYPE}{one.content_type}", DCTERMS.MediaType)
    graph.add((node, DCAT.mediaType, media))
    graph.add((node, DCAT.byteSize, Literal(one.size, datatype=XSD.nonNegativeInteger)))
    licence = _typed(graph, LICENCES[dataset.row.licence].uri, DCTERMS.LicenseDocument)
    graph.add((node, DCTERMS.license, licence))
    graph.add((node, DCTERMS.modified, _at(one.changed_at)))
    checksum = BNode()
    graph.add((node, SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm))
    graph.add((checksum, SPDX.checksumValue, Literal(one.sha256, datatype=XSD.hexBinary)))
    return node
