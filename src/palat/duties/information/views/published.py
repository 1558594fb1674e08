"""The register as everybody reads it: by agency and class, by words; entries; systems of personal data."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.models import Publication, Version
from palat.duties.information.procedure.publication import FORMER, PARTICULARS, READ_BY_ALL, SYSTEMS_CLASS, WITHDRAWN
from palat.duties.information.queries import publications as register
from palat.duties.information.queries.public_gate import against_version
from palat.duties.information.queries.published import (
    address_of_entry,
    name_in_language,
    open_version,
    place_of,
    public_publications,
)
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import open_file_response
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.filters import ChoiceFilter, TextFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Action, Crumb, Fact
from palat.kernel.pages.views import ListingView


def _today() -> Any:
    return legal_date(timezone.now())


def _agencies() -> list[tuple[int, str]]:
    used = set(public_publications().values_list("agency_id", flat=True).distinct())
    return [one for one in agency_choices(_today()) if one[0] in used]


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [
        Crumb(_("ขอข้อมูลข่าวสาร"), reverse("information_home")),
        Crumb(_("ดัชนีข้อมูลข่าวสาร"), reverse("information_published")),
        *more,
    ]


INDEX = Listing(
    code="information.published",
    columns=(
        Column(code="title", label=gettext_lazy("รายการ"), title=True, value=name_in_language),
        Column(code="class", label=gettext_lazy("ประเภท"), value="class_label"),
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda one: name_of(one.agency), css="phone-hide"),
        Column(code="gazette", label=gettext_lazy("ราชกิจจานุเบกษา"), value="current.gazette"),
        Column(code="from", label=gettext_lazy("ใช้ตั้งแต่"), value="current.from_on", css="nowrap"),
        Column(code="until", label=gettext_lazy("ใช้ถึง"), value="current.until_on", shown=False),
        Column(code="renewed", label=gettext_lazy("ทบทวนล่าสุด"), value="renewed_on", css="nowrap"),
        Column(code="address", label=gettext_lazy("ที่อยู่"), value=address_of_entry, shown=False),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("คำค้น"), apply=register.matching),
        ChoiceFilter(
            code="class",
            label=gettext_lazy("ประเภท"),
            field="class_code",
            choices=lambda: list(register.class_names(_today()).items()),
        ),
        ChoiceFilter(code="agency", label=gettext_lazy("หน่วยงาน"), field="agency_id", choices=_agencies),
    ),
    order=("class_code", "title_th", "id"),
    row_url=address_of_entry,
    empty=gettext_lazy("ยังไม่มีรายการเผยแพร่"),
)


class Index(ListingView):
    """What is published or laid open, for everybody."""

    listing = INDEX
    title = gettext_lazy("ดัชนีข้อมูลข่าวสาร")
    intro = gettext_lazy("สิ่งที่เผยแพร่หรือเปิดให้ตรวจดูแล้ว อ่านได้ทันทีโดยไม่ต้องขอ")
    template_name = "information/portal/published.html"
    base_template = "portal/base.html"

    def rows(self) -> QuerySet[Publication]:
        """Return what is published."""
        return public_publications()

    def prepared(self, rows: Any) -> Any:
        """Name the class of each."""
        names = register.class_names(_today())
        for one in rows:
            one.class_label = names.get(one.class_code, one.class_code)
            yield one

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return _crumbs()[:1]

    def extra(self) -> dict[str, Any]:
        """Return the classes, each with how much there is."""
        counts = dict(public_publications().order_by().values_list("class_code").annotate(Count("pk")))
        return {
            "chosen": self.request.GET.get("class", ""),
            "classes": [(code, name, counts.get(code, 0)) for code, name in register.class_names(_today()).items()],
        }


def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry: where it is read, since when, its earlier versions, what was done to it."""
    found = get_object_or_404(
        Publication.objects.select_related("agency"), pk=number, state__in=("published", WITHDRAWN)
    )
    current = open_version(found)
    if current is None and found.state != WITHDRAWN:
        raise Http404
    versions = [one for one in register.versions_of(found) if one.state in READ_BY_ALL and _shown(one, found)]
    context = {
        "found": found,
        "title": name_in_language(found),
        "current": current,
        "place": place_of(current) if current else "",
        "facts": _facts(found, current),
        "earlier": [(one, place_of(one)) for one in versions if one.state == FORMER],
        "entries": register.public_entries(found.pk),
        "crumbs": _crumbs(),
        "actions": [Action(_("ขอข้อมูลข่าวสารเรื่องนี้"), f"{reverse('information_ask')}?q={found.title_th}", icon="pen")],
    }
    return render(request, "information/portal/entry.html", context, status=410 if current is None else 200)


def _shown(version: Version, publication: Publication) -> bool:
    return publication.state != WITHDRAWN and not against_version(version)


def _facts(found: Publication, current: Version | None) -> list[Fact]:
    rows: list[tuple[str, Any]] = [
        (_("ประเภท"), register.class_names(_today()).get(found.class_code, found.class_code)),
        (_("หน่วยงาน"), name_of(found.agency)),
    ]
    if current is not None:
        rows += [(_(label), current.particulars.get(name, "")) for name, label in PARTICULARS]
        rows += [
            (_("สถานที่ตรวจดู"), current.place),
            (_("ราชกิจจานุเบกษา"), current.gazette),
            (_("ใช้ตั้งแต่"), display(current.from_on) if current.from_on else ""),
            (_("ใช้ถึง"), display(current.until_on) if current.until_on else ""),
            (_("ทบทวนล่าสุด"), display(found.renewed_on) if found.renewed_on else ""),
            (_("หมายเหตุ"), current.note),
        ]
    return [Fact(label, value) for label, value in rows if value]


def entry_file(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    """The file of a version that everybody may read: the gate is asked each time."""
    found = get_object_or_404(Publication, pk=number)
    one = open_version(found, version)
    if one is None or one.looked is None or one.looked.open_file is None:
        raise Http404
    return open_file_response(request, one.looked.open_file, one.looked.name, inline=True)


def _told(name: str) -> Any:
    return lambda one: one.current.particulars.get(name, "")


SYSTEMS = Listing(
    code="information.systems",
    columns=(
        Column(code="title", label=gettext_lazy("ระบบ"), title=True, value=name_in_language),
        *(Column(code=name, label=gettext_lazy(label), value=_told(name)) for name, label in PARTICULARS),
        Column(code="gazette", label=gettext_lazy("ราชกิจจานุเบกษา"), value="current.gazette"),
        Column(code="renewed", label=gettext_lazy("ทบทวนล่าสุด"), value="renewed_on", css="nowrap"),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("คำค้น"), apply=register.matching),
        ChoiceFilter(code="agency", label=gettext_lazy("หน่วยงาน"), field="agency_id", choices=_agencies),
    ),
    order=("class_code", "title_th", "id"),
    row_url=lambda one: reverse("information_entry", args=[one.pk]),
    empty=gettext_lazy("ยังไม่มีระบบข้อมูลข่าวสารส่วนบุคคลที่แจ้งไว้"),
)


class Systems(ListingView):
    """The systems of personal data, as section 23 demands them to be told."""

    listing = SYSTEMS
    title = gettext_lazy("ระบบข้อมูลข่าวสารส่วนบุคคล")
    intro = gettext_lazy("สำนักงานเก็บข้อมูลของใคร ใช้ทำอะไร ได้มาจากไหน และขอดูหรือแก้ไขข้อมูลของตนได้อย่างไร (มาตรา 23)")
    base_template = "portal/base.html"

    def rows(self) -> QuerySet[Publication]:
        """Return the systems that are published."""
        return public_publications().filter(class_code=SYSTEMS_CLASS)

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return _crumbs()

    def actions(self) -> list[Action]:
        """Return how one asks for one's own data."""
        return [Action(_("ขอดูข้อมูลของตนเอง"), reverse("information_ask"), icon="user", style="primary")]
