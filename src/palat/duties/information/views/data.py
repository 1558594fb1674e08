"""The catalogue of open data for everybody: pages, files, RDF by address and by what a client wants."""

from typing import Any

from django.db.models import Max, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palat.duties.information.models import Dataset
from palat.duties.information.procedure.datasets import FORMER, FREQUENCIES, GROUPS, LICENCES, Term
from palat.duties.information.queries.datasets import (
    OpenDataset,
    OpenResource,
    earlier_version,
    happened,
    opened,
    public_dataset,
    public_resource,
    public_rows,
    withdrawn_dataset,
)
from palat.duties.information.queries.publications import own_agency
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import open_file_response
from palat.kernel.pages.filters import ChoiceFilter, TextFilter
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Crumb, Entry, Fact
from palat.kernel.pages.views import ListingView

PAGE = 50  # datasets in a page of the catalogue in RDF


def term_words(term: Term) -> str:
    """Return a word of a list in the language of the page."""
    return term.en if get_language() == "en" else term.th


def _words(rows: QuerySet[Dataset], typed: str) -> QuerySet[Dataset]:
    for word in typed.split()[:8]:
        fields = ("title_th", "title_en", "notes_th", "notes_en", "keywords", "name")
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


CATALOGUE = Listing(
    code="information.data",
    columns=(
        Column(
            code="title",
            label=gettext_lazy("ชุดข้อมูล"),
            title=True,
            value=lambda one: in_language(one.title_th, one.title_en),
        ),
        Column(code="group", label=gettext_lazy("กลุ่ม"), value=lambda one: term_words(GROUPS[one.group])),
        Column(code="notes", label=gettext_lazy("คำอธิบาย"), value=lambda one: in_language(one.notes_th, one.notes_en)),
        Column(code="frequency", label=gettext_lazy("ความถี่"), value=lambda one: term_words(FREQUENCIES[one.frequency])),
        Column(
            code="licence",
            label=gettext_lazy("สัญญาอนุญาต"),
            value=lambda one: term_words(LICENCES[one.licence]),
            css="phone-hide",
        ),
        Column(
            code="changed",
            label=gettext_lazy("ปรับปรุงเมื่อ"),
            value="changed_at",
            show=lambda one: display(legal_date(one.changed_at)),
            css="nowrap",
        ),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("คำค้น"), apply=_words),
        ChoiceFilter(
            code="group",
            label=gettext_lazy("กลุ่ม"),
            choices=lambda: [(code, term_words(term)) for code, term in GROUPS.items()],
        ),
    ),
    order=("-changed_at", "-id"),
    row_url=lambda one: reverse("data_dataset", args=[one.name]),
    empty=gettext_lazy("ยังไม่มีชุดข้อมูลที่เผยแพร่"),
)


@method_decorator(require_safe, name="dispatch")
class Catalogue(ListingView):
    """The datasets that are published; as RDF to clients that want it."""

    listing = CATALOGUE
    title = gettext_lazy("ข้อมูลเปิด")
    intro = gettext_lazy("ชุดข้อมูลที่ใช้ซ้ำได้ตามสัญญาอนุญาต ดาวน์โหลดเป็นไฟล์ หรืออ่านด้วยโปรแกรมผ่าน DCAT และ CKAN API")
    template_name = "information/portal/data.html"
    base_template = "portal/base.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in RDF where that is wanted more than a page."""
        from palat.duties.information import dcat

        ending = dcat.wanted(request.headers.get("Accept", ""))
        response = catalogue_file(request, ending) if ending else super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])
        return response

    def rows(self) -> QuerySet[Dataset]:
        """Return what is published."""
        return public_rows()

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [Crumb(_("ขอข้อมูลข่าวสาร"), reverse("information_home"))]


@require_safe
def catalogue_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The catalogue in RDF, a page of it where it is long."""
    from palat.duties.information import dcat

    typed = request.GET.get("page", "1")
    rows = public_rows()
    every = rows.count()
    pages = max(1, -(-every // PAGE))
    number = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
    if ending not in dcat.SERIALISATIONS or not 1 <= number <= pages:
        raise Http404
    latest = rows.aggregate(latest=Max("changed_at"))["latest"]
    datasets = opened(rows.order_by("id")[(number - 1) * PAGE : number * PAGE])
    page = dcat.Page(datasets, number, pages, every, own_agency(), latest)
    return _rdf(dcat.catalogue_graph(page, request.build_absolute_uri, ending), ending)


def _rdf(graph: Any, ending: str) -> HttpResponse:
    from palat.duties.information import dcat

    media = dcat.SERIALISATIONS[ending][1]
    response = HttpResponse(dcat.serialised(graph, ending), content_type=f"{media}; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _found(name: str) -> OpenDataset | None:
    """Return a dataset, or None where it was taken back. Raises: Http404 where there never was one."""
    found = public_dataset(name)
    if found is not None and found.row.name == name:
        return found
    if withdrawn_dataset(name) is None:
        raise Http404
    return None


def _gone(request: HttpRequest, name: str) -> HttpResponse:
    """Say of a dataset that it was taken back, when and why."""
    row = withdrawn_dataset(name)
    if row is None:
        raise Http404
    told = happened(row.pk, public=True)
    context = {
        "found": row,
        "title": in_language(row.title_th, row.title_en),
        "facts": [
            Fact(_("หน่วยงาน"), name_of(row.agency)),
            Fact(_("เผยแพร่ครั้งแรก"), display(row.published_at)),
            Fact(_("ถอนเมื่อ"), display(next((one.at for one, _label in told if one.kind == "withdrawn"), None))),
        ],
        "entries": [Entry(at=one.at, title=label) for one, label in told],
        "crumbs": [Crumb(_("ข้อมูลเปิด"), reverse("data_catalogue"))],
    }
    return render(request, "information/portal/dataset_gone.html", context, status=410)


@require_safe
def dataset(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset: what it is, its files to download, its history; as RDF to clients that want it."""
    from palat.duties.information import dcat

    found = _found(name)
    ending = dcat.wanted(request.headers.get("Accept", "")) if "page" not in request.GET else ""
    if found is None:
        response = HttpResponse(status=410) if ending else _gone(request, name)
    elif ending:
        response = _rdf(dcat.dataset_graph(found, request.build_absolute_uri), ending)
    else:
        response = render(request, "information/portal/dataset.html", _context(found))
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def dataset_file(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """One dataset in RDF."""
    from palat.duties.information import dcat

    found = _found(name)
    if ending not in dcat.SERIALISATIONS:
        raise Http404
    if found is None:
        return HttpResponse(status=410)
    return _rdf(dcat.dataset_graph(found, request.build_absolute_uri), ending)


def _context(found: OpenDataset) -> dict[str, Any]:
    row = found.row
    licence = LICENCES[row.licence]
    facts = [
        Fact(_("หน่วยงาน"), name_of(row.agency)),
        Fact(_("กลุ่ม"), term_words(GROUPS[row.group])),
        Fact(_("ความถี่"), term_words(FREQUENCIES[row.frequency])),
        Fact(_("สัญญาอนุญาต"), term_words(licence), url=licence.uri),
        Fact(_("ข้อมูลตั้งแต่"), display(row.from_on) if row.from_on else ""),
        Fact(_("ข้อมูลถึง"), display(row.until_on) if row.until_on else ""),
        Fact(_("คำสำคัญ"), ", ".join(found.tags)),
        Fact(_("ผู้ติดต่อ"), row.contact_name),
        Fact(_("อีเมล"), row.contact_email, url=f"mailto:{row.contact_email}"),
        Fact(_("เผยแพร่ครั้งแรก"), display(row.published_at)),
        Fact(_("ปรับปรุงเมื่อ"), display(row.changed_at)),
    ]
    return {
        "found": found,
        "title": in_language(row.title_th, row.title_en),
        "notes": in_language(row.notes_th, row.notes_en),
        "facts": [one for one in facts if one.value],
        "resources": [_resource(one, found) for one in found.resources],
        "entries": [Entry(at=one.at, title=label) for one, label in happened(row.pk, public=True)],
        "crumbs": [Crumb(_("ข้อมูลเปิด"), reverse("data_catalogue"))],
    }


def _resource(one: OpenResource, found: OpenDataset) -> dict[str, Any]:
    earlier = one.row.versions.filter(state=FORMER).order_by("-number")[:12]
    return {
        "one": one,
        "title": in_language(one.row.title_th, one.row.title_en),
        "notes": in_language(one.row.notes_th, one.row.notes_en),
        "url": reverse("data_file", args=[found.row.name, one.row.uid]),
        "earlier": [
            (version, reverse("data_earlier_file", args=[found.row.name, one.row.uid, version.number]))
            for version in earlier
        ],
    }


@require_safe
def file(request: HttpRequest, name: str, uid: Any, version: int = 0) -> HttpResponseBase:
    """A file to download: the one in force, or an earlier one; the gate is asked each time."""
    found = public_resource(str(uid))
    if found is None or found[0].row.name != name:
        return _gone(request, name)
    one = earlier_version(found[1].row, version) if version else found[1].version
    if one is None or one.looked.open_file is None:
        raise Http404
    return open_file_response(request, one.looked.open_file, one.looked.name)
