"""The monthly summary of procurement (สขร.1) at the desk: taken in from a file, looked over, published."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from palat.duties.information.acts.procurement import MONTH_ACTS
from palat.duties.information.forms.procurement import ImportForm
from palat.duties.information.forms.publications import WordsForm
from palat.duties.information.models import ProcurementImport, ProcurementMonth
from palat.duties.information.operations import procurement as acts
from palat.duties.information.procedure.procurement import DRAFT, MAPPINGS, MONTHS
from palat.duties.information.queries import procurement
from palat.duties.information.queries.publishers import approves_entries, keeps_register
from palat.duties.information.views.guarding import register_reader
from palat.duties.information.views.procurement_public import baht, month_words
from palat.duties.information.views.register_frame import RegisterView, crumbs
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge
from palat.kernel.pages.shapes import Action, Crumb, Entry
from palat.kernel.pages.text import choices


def _state(one: ProcurementMonth) -> Any:
    return badge(_(MONTHS[one.state]), tone="neutral" if one.state == DRAFT else "good")


_COMMON = (
    Column(
        code="month",
        label=gettext_lazy("ประจำเดือน"),
        title=True,
        value=lambda one: month_words(one.month),
        css="nowrap",
    ),
    Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda one: name_of(one.agency)),
    Column(code="lines", label=gettext_lazy("รายการ"), value="many", css="num"),
    Column(code="budget", label=gettext_lazy("วงเงินรวม (บาท)"), value=lambda one: baht(one.budget), css="num nowrap"),
)


DESK_MONTHS = Listing(
    code="information.procurement",
    columns=(
        *_COMMON,
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: _(MONTHS[one.state]), show=_state),
    ),
    filters=(
        ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=lambda: choices(MONTHS.items())),
        DateRangeFilter(code="month", label=gettext_lazy("ประจำเดือน")),
    ),
    order=("-month", "-id"),
    row_url=address_of("information_procurement_month"),
    empty=gettext_lazy("ยังไม่ได้นำเข้าสรุปผลการจัดซื้อจัดจ้าง"),
)


@method_decorator(login_required, name="dispatch")
class Months(RegisterView):
    """The months at the desk."""

    listing = DESK_MONTHS
    title = gettext_lazy("สรุปผลการจัดซื้อจัดจ้าง (สขร.1)")

    def rows(self) -> QuerySet[Any]:
        """Return the months that the viewer may see."""
        return procurement.visible_months(self.by)

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return crumbs()

    def actions(self) -> list[Action]:
        """Return the way to take a file in."""
        if not keeps_register(self.by):
            return []
        return [Action(_("นำเข้าไฟล์"), reverse("information_procurement_import"), icon="upload", style="primary")]


def _way(*more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(_("สขร.1"), reverse("information_procurement_months")), *more)


@login_required
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a month in from a file; its page then shows the report, line by line."""
    by = register_reader(request)
    if not keeps_register(by):
        raise Http404
    today = legal_date(timezone.now())
    form = ImportForm(request.POST if request.method == "POST" else None, today=today)
    held = hold_files(request, most=1) if request.method == "POST" else HeldFiles()

    def act() -> str:
        now = timezone.now()
        files = held.claimed(now)
        if not files:
            raise UnableToAct(_("โปรดเลือกไฟล์ CSV หรือ XLSX"))
        data = form.cleaned_data
        brought = acts.Brought(data["agency"], form.first_day(), files[0], data["mapping"])
        made = acts.import_month(brought=brought, by=by, at=now)
        return reverse("information_procurement_month", args=[made.month_id])

    done = None if held.refused else acted(request, form, act, _("อ่านไฟล์แล้ว"), refusals=(UnableToAct,))
    if done:
        return done
    context = {
        "form": form,
        "held": held,
        "files": True,
        "plain": True,
        "title": _("นำเข้าสรุปผลการจัดซื้อจัดจ้าง"),
        "words": _("ไฟล์ CSV หรือ XLSX ที่มีหัวตารางตามแบบ สขร.1 นำเข้าไฟล์เดิมซ้ำได้ รายการจะไม่ซ้ำ"),
        "mappings": [
            (in_language(one.label_th, one.label_en), ", ".join(column.heading for column in one.columns))
            for one in MAPPINGS.values()
        ],
        "button": _("นำเข้า"),
        "draft": "procurement-import",
        "back": reverse("information_procurement_months"),
        "crumbs": _way(),
    }
    return render(request, "information/desk/procurement_import.html", context, status=422 if form.is_bound else 200)


@login_required
def month(request: HttpRequest, number: int) -> HttpResponse:
    """One month: its lines, the files that it was read from with their reports, what may be done."""
    by = register_reader(request)
    found: Any = get_object_or_404(procurement.visible_months(by), pk=number)
    told = procurement.happened(found.pk)
    names = actor_names(one.actor for one, _label in told)
    may, own = approves_entries(by), found.changed_by_id == by.official_id
    over = list(found.lines.filter(price__gt=F("budget")).order_by("number").values_list("number", flat=True)[:20])
    context = {
        "found": found,
        "title": month_words(found.month),
        "state": _state(found),
        "lines": _lines(found),
        "imports": [_report(one) for one in found.imports.select_related("by").order_by("-pk")],
        "may_publish": may and not own and found.state == DRAFT and found.many,
        "own": own and found.state == DRAFT,
        "may_clear": keeps_register(by) and found.state == DRAFT and found.many,
        "over": over,
        "over_words": _("ลำดับที่ %(numbers)s") % {"numbers": ", ".join(map(str, over))},
        "may_reopen": may and found.state != DRAFT,
        "entries": [
            Entry(at=one.at, title=_(label), who=names.get(one.actor, ""), body=str(one.body.get("words") or ""))
            for one, label in told
        ],
        "total": baht(found.budget),
        "crumbs": _way(),
    }
    return render(request, "information/desk/procurement_month.html", context)


def _lines(found: Any) -> list[dict[str, Any]]:
    rows = found.lines.order_by("number")[:500]
    return [
        {"one": one, "budget": baht(one.budget), "median": baht(one.median), "price": baht(one.price)} for one in rows
    ]


def _report(one: ProcurementImport) -> dict[str, Any]:
    english = get_language() == "en"
    return {"one": one, "errors": [(said["line"], said["en" if english else "th"]) for said in one.errors]}


@login_required
def rejects(request: HttpRequest, number: int, which: int) -> HttpResponseBase:
    """The lines of a file that were not taken, with the reason of each; mended, it imports again."""
    by = register_reader(request)
    found = get_object_or_404(procurement.visible_months(by), pk=number)
    one = found.imports.select_related("rejects").filter(pk=which, rejects__isnull=False).first()
    if one is None or one.rejects is None:
        raise Http404
    return file_response(one.rejects, f"{one.name}.rejects.csv")


@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Publish a month, take it back to mend it, or clear it."""
    by = register_reader(request)
    found = get_object_or_404(procurement.visible_months(by), pk=number)
    row = MONTH_ACTS.get(what)
    if row is None or not row.may(by):
        raise Http404
    form = WordsForm(request.POST if request.method == "POST" else None)
    if not row.asks:
        form.fields.pop("words")
    back = reverse("information_procurement_month", args=[found.pk])

    def make() -> str:
        row.make(month_id=found.pk, by=by, at=timezone.now(), **form.cleaned_data)
        return back

    done = acted(request, form, make, row.said, refusals=(UnableToAct,))
    if done:
        return done
    context = {
        "form": form,
        "title": row.label,
        "over": month_words(found.month),
        "words": row.words,
        "button": row.label,
        "danger": row.asks,
        "draft": f"procurement-{number}-{what}",
        "back": back,
        "crumbs": _way(Crumb(month_words(found.month), back)),
    }
    return render(request, "information/desk/publication_form.html", context, status=422 if form.is_bound else 200)
