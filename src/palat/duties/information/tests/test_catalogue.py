"""The catalogue as machines read it: DCAT in three writings under shapes, and CKAN's API read by ckanapi itself."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import ckanapi
import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph

from palat.duties.information import dcat
from palat.duties.information.tests.test_datasets import published
from palat.duties.information.views import data

# pyshacl asks rdflib in its older way.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")]
SHAPES = Path(__file__).parent / "shapes" / "dcat_ap.ttl"


@pytest.fixture
def two() -> None:
    """Two datasets for everybody."""
    published()
    parking = {"title_th": "ที่จอดรถ", "keywords": "จอดรถ|parking", "contact_email": ""}
    published("parking", group="regions", licence="cc-zero", **parking)


def conforms(graph: Graph) -> tuple[bool, str]:
    held, _graph, words = validate(graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle", inference="none")
    return bool(held), str(words)


@pytest.mark.usefixtures("two")
def test_the_catalogue_is_dcat_in_every_writing(client: Client) -> None:
    graphs = []
    for ending, (name, media) in dcat.SERIALISATIONS.items():
        response = client.get(reverse("data_catalogue_file", args=[ending]))
        assert response["Content-Type"].startswith(media)
        graphs.append(Graph().parse(data=response.content, format=name))
        wanted = client.get(reverse("data_catalogue"), headers={"Accept": f"{media}, text/html;q=0.5"})
        assert wanted["Content-Type"].startswith(media)
        assert "Accept" in wanted["Vary"]
    assert len({len(graph) for graph in graphs}) == 1
    held, words = conforms(graphs[0])
    assert held, words
    assert len(set(graphs[0].subjects(RDF.type, DCAT.Dataset))) == 2
    page = client.get(reverse("data_catalogue"), headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page["Content-Type"].startswith("text/html")
    assert client.get(reverse("data_catalogue_file", args=["xml"])).status_code == 404
    one = client.get(reverse("data_dataset", args=["parking"]), headers={"Accept": "text/turtle"})
    assert conforms(Graph().parse(data=one.content, format="turtle"))[0]


@pytest.mark.usefixtures("two")
def test_the_shapes_would_see_what_is_missing(client: Client) -> None:
    graph = Graph().parse(data=client.get(reverse("data_catalogue_file", args=["ttl"])).content, format="turtle")
    for predicate in (DCTERMS.publisher, DCAT.contactPoint, DCAT.accessURL):
        less = Graph()
        less += (triple for triple in graph if triple[1] != predicate)
        assert not conforms(less)[0], predicate


@pytest.mark.usefixtures("two")
def test_a_long_catalogue_is_harvested_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "PAGE", 1)
    url, seen = reverse("data_catalogue_file", args=["jsonld"]), Graph()
    pages = []
    while url and len(pages) < 9:
        graph = Graph().parse(data=client.get(url).content, format="json-ld")
        assert conforms(graph)[0]
        seen += graph
        pages.append(url)
        url = next((str(one) for one in graph.objects(None, dcat.HYDRA.nextPage)), "")
    assert len(pages) == 2
    assert len(set(seen.subjects(RDF.type, DCAT.Dataset))) == 2
    assert len(set(seen.objects(None, dcat.HYDRA.totalItems))) == 1
    for wrong in ("3", "0", "x", "9" * 40):
        assert client.get(pages[0], {"page": wrong}).status_code == 404


def test_an_empty_catalogue_is_dcat_too(client: Client) -> None:
    graph = Graph().parse(data=client.get(reverse("data_catalogue_file", args=["ttl"])).content, format="turtle")
    assert conforms(graph)[0]
    assert client.get(reverse("ckan_action", args=["package_search"])).json()["result"]["count"] == 0


class Quiet(WSGIRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, *_words: Any) -> None:
        """Keep quiet."""


Reads = Callable[[Callable[[ckanapi.RemoteCKAN], Any]], Any]


@pytest.fixture
def reads() -> Iterator[Reads]:
    """Serve the site on a port of this machine while an unmodified ckanapi reads from a thread of its own."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    server.timeout = 0.05
    address = f"http://127.0.0.1:{server.server_port}"

    def read(act: Callable[[ckanapi.RemoteCKAN], Any]) -> Any:
        got: list[Any] = []

        def work() -> None:
            with ckanapi.RemoteCKAN(address) as remote:
                try:
                    got.append(act(remote))
                except ckanapi.CKANAPIError as error:
                    got.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        while thread.is_alive():
            server.handle_request()
        return got[0]

    ends = (signals.request_started, signals.request_finished)
    for one in ends:
        one.disconnect(close_old_connections)  # the test's own connection serves
    yield read
    for one in ends:
        one.connect(close_old_connections)
    server.server_close()


@pytest.mark.usefixtures("two")
def test_ckanapi_reads_the_catalogue(reads: Reads) -> None:
    def everything(remote: ckanapi.RemoteCKAN) -> dict[str, Any]:
        act = remote.action
        return {
            "read": act.site_read(),
            "names": act.package_list(),
            "found": act.package_search(q="จอดรถ", **{"facet.field": ["groups", "license_id"]}),
            "narrowed": act.package_search(fq='groups:government license_id:"cc-by"', rows=1, sort="title asc"),
            "none": act.package_search(q="ไม่มีคำนี้แน่นอน"),
            "second": act.package_search(rows=1, start=1, sort="name desc"),
            "shown": act.package_show(id="parking"),
            "organisations": act.organization_list(all_fields=True),
            "groups": act.group_list(),
            "resource": act.resource_show(id=act.package_show(id="parking")["resources"][0]["id"]),
            "licences": act.license_list(),
        }

    got = reads(everything)
    assert isinstance(got, dict), got
    assert got["read"] is True
    assert got["names"] == ["parking", "training-courses"]
    assert [one["name"] for one in got["found"]["results"]] == ["parking"]
    assert got["found"]["facets"] == {"groups": {"regions": 1}, "license_id": {"cc-zero": 1}}
    assert [one["name"] for one in got["narrowed"]["results"]] == ["training-courses"]
    assert got["none"]["count"] == 0
    assert [one["name"] for one in got["second"]["results"]] == ["parking"]
    assert got["second"]["count"] == 2
    assert got["shown"]["license_id"] == "cc-zero"
    assert got["resource"] == got["shown"]["resources"][0]
    assert got["organisations"][0]["package_count"] == 2
    assert got["groups"] == ["government", "regions"]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda remote: remote.action.package_show(id="nothing"), ckanapi.NotFound),
        (lambda remote: remote.action.package_show(), ckanapi.ValidationError),
        (lambda remote: remote.action.package_search(rows="many"), ckanapi.ValidationError),
        (lambda remote: remote.action.package_search(fq="secret:1"), ckanapi.ValidationError),
        (lambda remote: remote.action.package_create(name="x"), ckanapi.CKANAPIError),
    ],
    ids=["unknown", "missing", "number", "field", "write"],
)
def test_ckanapi_knows_the_errors(reads: Reads, act: Any, error: type[Exception]) -> None:
    assert isinstance(reads(act), error)


@pytest.mark.usefixtures("two")
def test_the_api_is_read_by_get_from_other_sites_and_changes_nothing(client: Client) -> None:
    url = reverse("ckan_action", args=["package_search"])
    response = client.get(url, {"q": "parking", "facet.field": '["tags"]', "rows": "1"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["result"]["search_facets"]["tags"]["items"]
    assert client.get(url, {"facet.field": "["}).status_code == 409
    assert client.post(url, "x" * 200_000, content_type="application/json").status_code == 409
    assert client.post(url, "[" * 50_000, content_type="application/json").status_code == 409
    assert client.put(url).status_code == 405
    assert client.get(reverse("ckan_action", args=["package_delete"])).status_code == 400
    body = json.loads(client.get(reverse("ckan_action", args=["package_show"]), {"id": "parking"}).content)
    assert body["success"] is True


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "title:จอดรถ"}, ["parking"]),
        ({"q": "จอดรถ OR ฝึกอบรม"}, ["parking", "training-courses"]),
        ({"q": "หลักสูตร -จอดรถ"}, ["training-courses"]),
        ({"q": '"ที่จอดรถ"'}, ["parking"]),
        ({"q": "name:park*"}, ["parking"]),
        ({"q": "res_name:courses", "fq": "NOT groups:regions"}, ["training-courses"]),
        ({"fq": "res_format:csv AND tags:PARKING"}, ["parking"]),
        ({"fq": ["groups:(regions OR government)", "license_id:cc-zero"]}, ["parking"]),
        ({"fq": "tags:(จอดรถ AND parking)"}, ["parking"]),
        ({"fq": "-license_id:cc-zero"}, ["training-courses"]),
        ({"fq": "metadata_modified:[2000-01-01T00:00:00Z TO *]", "sort": "id asc"}, ["parking", "training-courses"]),
        ({"fq": "metadata_modified:[NOW-3DAYS TO NOW]"}, []),
        ({"fq": "organization:agency-99999999999999999999"}, []),
        ({"start": 10**30}, []),
        ({"rows": 0}, []),
    ],
    ids=str,
)
def test_the_search_understands_what_harvesters_ask(client: Client, asked: Any, names: list[str]) -> None:
    response = client.post(reverse("ckan_action", args=["package_search"]), asked, content_type="application/json")
    assert sorted(one["name"] for one in response.json()["result"]["results"]) == names


@pytest.mark.usefixtures("two")
def test_what_no_catalogue_can_answer_is_refused_and_breaks_nothing(client: Client) -> None:
    url = reverse("ckan_action", args=["package_search"])
    for body in (
        '{"rows": 1e999}',
        '{"q": "\\u0000"}',
        '{"q": "\\ud800"}',
        '{"q": "a:b OR c"}',
        '{"fq": "name:x OR y"}',
    ):
        assert client.post(url, body, content_type="application/json").status_code == 409, body
    wrong = (
        {"fq": "metadata_modified:[soon TO *]"},
        {"fq": "title:[a TO b]"},
        {"q": "x" * 5000},
        {"sort": "secret asc"},
    )
    for asked in (*wrong, {"facet.field": '[["tags"]]'}, {"rows": "-1"}):
        assert client.get(url, asked).status_code == 409, asked
    show = reverse("ckan_action", args=["package_show"])
    for name in ("\\u0000", "parking\\u0000", "\\ud800"):
        assert client.post(show, f'{{"id": "{name}"}}', content_type="application/json").status_code == 404
    assert client.head(url).status_code == 200
    assert client.get(client.get(url).json()["help"]).json()["result"].startswith("Search")


def test_a_page_of_the_catalogue_takes_few_statements(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        published(f"training-{number}")
    with django_assert_max_num_queries(10):
        client.get(reverse("ckan_action", args=["package_search"]), {"q": "หลักสูตร", "facet.field": '["groups","tags"]'})
