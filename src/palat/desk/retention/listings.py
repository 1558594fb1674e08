"""The lists of retention: lists of what may be destroyed, the schedule, holds."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from palat.desk.retention.common import TONES, crumbs, reader, reads_all, url_of
from palat.desk.retention.forms import worded
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import basis_of, limit, note_of
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Action, Tab
from palat.kernel.pages.views import ListingView
from palat.kernel.retention.procedure import HOLDERS, REGISTRY, STATES, SURVEY
from palat.kernel.retention.queries.lists import visible_holds, visible_lists
from palat.kernel.retention.queries.schedule import schedule
from palat.kernel.retention.registry import kind_words

LISTS = Listing(
    code="retention.lists",
    columns=(
        Column(
            code="number",
            label=gettext_lazy("บัญชีที่"),
            value="number",
            title=True,
        ),
        Column(
            code="state",
            label=gettext_lazy("สถานะ"),
            value=lambda one: _(STATES[one.state]),
            show=lambda one: pieces.badge(_(STATES[one.state]), tone=TONES[one.state]),
        ),
        Column(code="items", label=gettext_lazy("รายการ"), value="things", css="num"),
        Column(code="due", label=gettext_lazy("หจช. ตอบภายใน"), value="due_on", show=lambda one: display(one.due_on)),
        Column(
            code="drafted", label=gettext_lazy("จัดทำเมื่อ"), value="drafted_at", show=lambda one: display(one.drafted_at)
        ),
        Column(
            code="destroyed",
            label=gettext_lazy("ทำลายเมื่อ"),
            value="destroyed_at",
            show=lambda one: display(one.destroyed_at),
        ),
    ),
    order=("-year", "-running"),
    filters=(
        ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=lambda: worded(STATES), many=True),
        DateRangeFilter(code="drafted", label=gettext_lazy("จัดทำเมื่อ"), field="drafted_at"),
    ),
    row_url=url_of,
    empty=gettext_lazy("ยังไม่มีบัญชีหนังสือขอทำลาย"),
)


def _lifted(one: Any) -> str:
    return _("ยกเลิกแล้ว") if one.lifted_at else _("ระงับอยู่")


def _lift(one: Any) -> Any:
    if one.lifted_at:
        return pieces.badge(_lifted(one), tone="good", icon_name="check")
    return pieces.badge(_lifted(one), tone="warn", icon_name="lock")


HOLDS = Listing(
    code="retention.holds",
    columns=(
        Column(code="number", label=gettext_lazy("เลขที่"), value=lambda one: paper_digits(one.number), title=True),
        Column(code="kind", label=pgettext_lazy("retention", "ประเภท"), value=lambda one: kind_words(one.kind)),
        Column(code="state", label=gettext_lazy("สถานะ"), value=_lifted, show=_lift),
        Column(code="reason", label=gettext_lazy("เหตุผล"), value="reason"),
        Column(code="by", label=gettext_lazy("โดย"), value=lambda one: str(one.placed_by)),
        Column(
            code="placed", label=gettext_lazy("ระงับเมื่อ"), value="placed_at", show=lambda one: display(one.placed_at)
        ),
        Column(
            code="lifted",
            label=gettext_lazy("ยกเลิกการระงับเมื่อ"),
            value="lifted_at",
            show=lambda one: display(one.lifted_at),
        ),
    ),
    order=("-placed_at", "-id"),
    filters=(
        YesNoFilter(
            code="open",
            label=gettext_lazy("ระงับอยู่"),
            apply=lambda rows, wanted: rows.filter(lifted_at__isnull=bool(wanted)),
        ),
        DateRangeFilter(code="placed", label=gettext_lazy("ระงับเมื่อ"), field="placed_at"),
    ),
    row_url=address_of("retention_hold"),
    empty=gettext_lazy("ไม่มีการระงับการทำลาย"),
)


def tabs(by: Actor, here: str) -> list[Tab]:
    """Return the parts of retention, as far as they are someone's work."""
    parts = [("retention", _("บัญชีหนังสือขอทำลาย")), ("retention_schedule", _("อายุการเก็บ"))]
    if reads_all(by) or HOLDERS & held_roles(by.authority):
        parts.append(("retention_holds", _("ระงับการทำลาย")))
    return [Tab(label, reverse(name), current=name == here) for name, label in parts]


@method_decorator(login_required, name="dispatch")
class Lists(ListingView):
    """The lists that the viewer may read, the newest first."""

    listing = LISTS
    title = gettext_lazy("การเก็บและทำลาย")
    intro = gettext_lazy("หนังสือและเรื่องที่ครบอายุการเก็บ ผ่านคณะกรรมการ หัวหน้าส่วนราชการ และหอจดหมายเหตุแห่งชาติ ก่อนทำลายโดยสองคน")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = reader(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        on_list = Count("items", filter=Q(items__taken_off_at=None))
        return visible_lists(self.by).annotate(things=on_list)

    def tabs(self) -> list[Tab]:
        return tabs(self.by, "retention")

    def actions(self) -> list[Action]:
        if REGISTRY not in held_roles(self.by.authority):
            return []
        return [Action(_("จัดทำบัญชี"), reverse("retention_new"), icon="plus", style="primary")]


@method_decorator(login_required, name="dispatch")
class Holds(ListingView):
    """The holds that the viewer may read, the newest first."""

    listing = HOLDS
    title = gettext_lazy("ระงับการทำลาย")
    intro = gettext_lazy("สิ่งที่มีคำสั่งระงับไม่เข้าบัญชี และไม่ถูกทำลายแม้อยู่ในบัญชีแล้ว จนกว่าอีกคนหนึ่งจะยกเลิก")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = reader(request)
        if len(tabs(self.by, "")) < 3:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return visible_holds(self.by)

    def tabs(self) -> list[Tab]:
        return tabs(self.by, "retention_holds")

    def actions(self) -> list[Action]:
        if not HOLDERS & held_roles(self.by.authority):
            return []
        return [Action(_("ระงับการทำลาย"), reverse("retention_hold_new"), icon="lock", style="primary")]


@login_required
def the_schedule(request: HttpRequest) -> HttpResponse:
    """Show how long each kind of thing is kept, on what ground, and what is not verified."""
    by = reader(request)
    today = legal_date(timezone.now())
    laws = [(rule, rule.law) for rule in schedule(on=today)]
    others = [limit(code, on=today) for code in (SURVEY, *OTHERS)]
    context = {
        "title": _("อายุการเก็บ"),
        "crumbs": crumbs(),
        "tabs": tabs(by, "retention_schedule"),
        "rows": [{"kind": kind_words(rule.kind), "label": rule.label, **_law(law)} for rule, law in laws],
        "others": [{"label": law.label_th, "en": law.label_en, **_law(law)} for law in others],
    }
    return render(request, "desk/retention/schedule.html", context)


OTHERS = ("retention.archives_opinion", "retention.archives_14", "retention.archives_15")


def _law(law: Any) -> dict[str, Any]:
    return {
        "law": law,
        "words": length_of(law),
        "basis": basis_of(law),
        "note": note_of(law),
        "provisional": law.mark != "verified",
    }


def length_of(law: Any) -> str:
    """Say a limit in the unit in which people think of it: months of whole years as years."""
    if law.unit == "months" and law.amount % 12 == 0 and law.amount:
        return _("%(years)d ปี") % {"years": law.amount // 12}
    if law.unit == "months":
        return _("%(amount)d เดือน") % {"amount": law.amount}
    return _("%(amount)d วัน") % {"amount": law.amount}
