"""The administrator's first screen, the lists that the duties rest on, the state of the installation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.tables import Row, Table, mark, span
from palat.duties.petitions.procedure.words import KINDS
from palat.duties.petitions.queries import catalogue
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import ProvisionUnknown, basis_of, holidays_of, limits_in_force, provision
from palat.kernel.egif.queries.peers import peers
from palat.kernel.language.queries.classifying import targets_in_force
from palat.kernel.language.queries.index import synonyms
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.notices.queries.receivers import receivers
from palat.kernel.notices.queries.wording import newest_by_kind
from palat.kernel.notices.registry import kinds
from palat.kernel.organisation.people_queries import counts
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import AgencyUnknown, agency_by_code
from palat.kernel.pages import pieces
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.shapes import Crumb, Text
from palat.kernel.registers.queries import registers
from palat.launch.doctor import Finding, findings


@dataclass(frozen=True)
class Place:
    """One place that an administrator looks after."""

    label: Text
    words: str
    url: str
    icon: str


def crumbs(title: Text) -> list[Crumb]:
    """Return the way back to the administrator's first screen."""
    return [Crumb(_("ดูแลระบบ"), reverse("admin_home")), Crumb(title)]


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Everything that an administrator looks after, with how much there is of it."""
    administrator(request)
    today = legal_date(timezone.now())
    context = {"title": _("ดูแลระบบ"), "intro": _("ทุกการเปลี่ยนแปลงลงประวัติพร้อมผู้ทำ"), "places": list(_places(today))}
    return render(request, "desk/admin/home.html", context)


def _places(today: date) -> Iterator[Place]:
    limits, people = limits_in_force(today), counts(today)
    unproved = sum(1 for one in limits if one.mark != "verified")
    words = _("%(count)d รายการ ยังไม่ได้ตรวจสอบ %(open)d") % {"count": len(limits), "open": unproved}
    yield Place(_("กำหนดเวลา"), words, reverse("admin_limits"), "clock")
    year = holidays_of(today.year).exclude(status="withdrawn").count()
    words = ngettext("ปีนี้ %(count)d วัน", "ปีนี้ %(count)d วัน", year) % {"count": year}
    yield Place(_("วันหยุดราชการ"), words, reverse("admin_holidays"), "calendar")
    words = _("%(posts)d ตำแหน่ง ว่าง %(vacant)d") % people
    yield Place(_("ตำแหน่งและผู้ดำรงตำแหน่ง"), words, reverse("admin_people"), "users")
    words = _("มีผลอยู่ %(delegations)d คำสั่ง") % people
    yield Place(_("คำสั่งมอบอำนาจ"), words, reverse("admin_delegations"), "stamp")
    for code, one in LISTS.items():
        count = len(one.table(today).rows)
        words = ngettext("%(count)d รายการ", "%(count)d รายการ", count) % {"count": count}
        yield Place(one.title, words, reverse("admin_list", args=[code]), "list")
    known = registers().count()
    words = ngettext("%(count)d ทะเบียน", "%(count)d ทะเบียน", known) % {"count": known}
    yield Place(_("ทะเบียน"), words, reverse("admin_registers"), "list")
    groups = synonyms().count()
    words = ngettext("%(count)d กลุ่ม", "%(count)d กลุ่ม", groups) % {"count": groups}
    yield Place(_("คำที่ใช้แทนกันในการค้น"), words, reverse("admin_synonyms"), "search")
    words = ngettext("%(count)d แบบ", "%(count)d แบบ", len(SHAPES)) % {"count": len(SHAPES)}
    yield Place(_("แบบหนังสือราชการ"), words, reverse("admin_templates"), "file")
    changed = len(newest_by_kind())
    words = _("%(count)d ข้อความ แก้ไขแล้ว %(changed)d") % {"count": len(kinds()), "changed": changed}
    yield Place(_("ข้อความแจ้ง"), words, reverse("admin_wordings"), "message")
    told = receivers().filter(stopped_at=None).count()
    words = ngettext("%(count)d ระบบ", "%(count)d ระบบ", told) % {"count": told}
    yield Place(_("เว็บฮุก"), words, reverse("admin_receivers"), "link")
    known = peers().filter(stopped_at=None).count()
    words = ngettext("%(count)d หน่วยงาน", "%(count)d หน่วยงาน", known) % {"count": known}
    yield Place(_("ระบบแลกเปลี่ยนหนังสือ"), words, reverse("admin_peers"), "merge")
    words = _("เสนอประเภทและหน่วยงานจากเรื่องที่ยุติแล้ว") if targets_in_force() else _("ยังไม่ได้เรียนรู้")
    yield Place(_("รุ่นที่ใช้เสนอประเภทและหน่วยงาน"), words, reverse("admin_classifiers"), "refresh")
    yield Place(_("สถานะการติดตั้ง"), _("ตรวจเครื่อง แพ็กเกจ ฐานข้อมูล งานเบื้องหลัง"), reverse("admin_installation"), "shield")


@dataclass(frozen=True)
class Kept:
    """A list that duties rest on, to be read."""

    title: Text
    intro: Text
    table: Callable[[date], Table]


def _categories(today: date) -> Table:
    rows = [Row(name_of(one), [name_of(one.parent), one.code, span(one)]) for one in catalogue.categories_on(today)]
    return Table([_("ประเภทเรื่อง"), _("อยู่ใน"), _("รหัส"), _("ใช้")], rows, empty=_("ยังไม่มีรายการ"))


def _law(code: str, today: date) -> str:
    try:
        found = provision(code, on=today)
    except ProvisionUnknown:
        return code
    return basis_of(found)


def _agency(code: str) -> str:
    try:
        return name_of(agency_by_code(code))
    except AgencyUnknown:
        return code


def _grounds(today: date) -> Table:
    rows = [
        Row(
            in_language(one.words_th, one.words_en),
            [in_language(one.remedy_th, one.remedy_en), _law(one.provision, today), mark(one.mark), span(one)],
        )
        for one in catalogue.grounds_on(today)
    ]
    heads = [_("เหตุที่ไม่รับเรื่อง"), _("ช่องทางที่ยังมี"), _("ฐานอำนาจ"), _("การตรวจสอบ"), _("ใช้")]
    return Table(heads, rows, empty=_("ยังไม่มีรายการ"))


def _chains(_today: date) -> Table:
    names = {**dict(KINDS), "*": gettext_lazy("เรื่องอื่นทั้งหมด")}
    rows = [
        Row(
            _(str(names.get(one.kind, one.kind))),
            [" → ".join(_(ROLES[role].label) for role in one.roles), mark(one.mark), span(one)],
        )
        for one in catalogue.all_chains()
    ]
    return Table([_("ชนิดของเรื่อง"), _("ลำดับ"), _("การตรวจสอบ"), _("ใช้")], rows, empty=_("ยังไม่มีรายการ"))


def _routes(today: date) -> Table:
    kinds = dict(KINDS)
    rows = [
        Row(
            in_language(one.advice_th, one.advice_en),
            [
                ", ".join(_(kinds.get(kind, kind)) for kind in one.kinds),
                _agency(one.send_to),
                _law(one.provision, today),
                mark(one.mark),
            ],
        )
        for one in catalogue.routes_on(today)
    ]
    heads = [_("คำแนะนำ"), _("ชนิดของเรื่อง"), _("ส่งถึง"), _("ฐานอำนาจ"), _("การตรวจสอบ")]
    return Table(heads, rows, empty=_("ยังไม่มีรายการ"))


LISTS = {
    "categories": Kept(gettext_lazy("ประเภทเรื่อง"), gettext_lazy("ประเภทที่ใช้อยู่วันนี้"), _categories),
    "grounds": Kept(gettext_lazy("เหตุที่ไม่รับเรื่อง"), gettext_lazy("ผู้ร้องอ่านเหตุและช่องทางเหล่านี้ในหนังสือ"), _grounds),
    "chains": Kept(gettext_lazy("ลำดับการเสนอแฟ้ม"), gettext_lazy("ระดับที่แฟ้มผ่าน จากต่ำไปสูง"), _chains),
    "routes": Kept(gettext_lazy("เรื่องที่ต้องส่งหน่วยงานเฉพาะ"), gettext_lazy("ไม่ส่งให้ผู้ถูกร้องเรียนตรวจสอบตนเอง"), _routes),
}


@login_required
def kept_list(request: HttpRequest, which: str) -> HttpResponse:
    """One of the lists that duties rest on."""
    administrator(request)
    one = LISTS.get(which)
    if one is None:
        raise Http404
    context = {
        "title": one.title,
        "intro": one.intro,
        "crumbs": crumbs(one.title),
        "tables": [one.table(legal_date(timezone.now()))],
    }
    return render(request, "desk/admin/table.html", context)


@login_required
def installation(request: HttpRequest) -> HttpResponse:
    """What `palat doctor` finds, what is wrong first."""
    administrator(request)
    found = sorted(findings(), key=lambda one: one.well)
    table = Table([_("สิ่งที่ตรวจ"), _("ผล"), _("พบ"), _("วิธีแก้")], [_finding(one) for one in found])
    title = _("สถานะการติดตั้ง")
    wrong = sum(1 for one in found if not one.well)
    intro = _("พบสิ่งที่ต้องแก้ %(count)d เรื่อง") % {"count": wrong} if wrong else _("ทุกอย่างเรียบร้อย")
    context = {"title": title, "intro": intro, "crumbs": crumbs(title), "tables": [table]}
    return render(request, "desk/admin/table.html", context)


def _finding(one: Finding) -> Row:
    state = pieces.badge(_("ปกติ") if one.well else _("ต้องแก้"), tone="good" if one.well else "danger")
    return Row(one.what, [state, one.said, "" if one.well else one.mend])
