"""The share of revenue at the desk: the years as a list and a line, a year with all that was recorded of it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.forms.revenue import RevenueForm
from palat.duties.decentralisation.models import RevenueYear
from palat.duties.decentralisation.operations.revenue import record_revenue
from palat.duties.decentralisation.procedure.revenue import JUDGED, LEAST, PARTS, RULE_FROM, TARGET, in_millions, judged
from palat.duties.decentralisation.queries.listing import basis_of_applying
from palat.duties.decentralisation.queries.revenue import rows_of, visible_years
from palat.duties.decentralisation.views.common import crumbs, reader
from palat.duties.decentralisation.views.local_governments import LedgerView
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.acting import acted
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge, provisional_mark
from palat.kernel.pages.shapes import Action, Crumb
from palat.kernel.reports.charts import Chart, lines

TONES: Any = {"no_rule": "neutral", "below": "danger", "kept": "info", "reached": "good"}


def shown(amount: int | None) -> str:
    """Write an amount in million baht; a dash where it is not known."""
    return "–" if amount is None else in_millions(amount)


def _millions(code: str) -> Any:
    return lambda one: shown(getattr(one, code))


def _judged(one: RevenueYear) -> str:
    return str(_(JUDGED[judged(one.year, one.share)]))


def _badge(one: RevenueYear) -> Any:
    return badge(_judged(one), tone=TONES[judged(one.year, one.share)])


REVENUE = Listing(
    code="decentralisation.revenue",
    columns=(
        Column(code="year", label=gettext_lazy("ปีงบประมาณ"), title=True, value=lambda one: str(one.year)),
        Column(code="share", label=gettext_lazy("ร้อยละ"), css="num"),
        Column(code="judged", label=gettext_lazy("เทียบเกณฑ์"), value=_judged, show=_badge),
        Column(code="local", label=gettext_lazy("รายได้ท้องถิ่น (ล้านบาท)"), css="num", value=_millions("local")),
        *(
            Column(code=code, label=gettext_lazy(label), css="num phone-hide", value=_millions(code))
            for code, label in PARTS.items()
        ),
        Column(code="net", label=gettext_lazy("รายได้สุทธิของรัฐบาล"), css="num", value=_millions("net"), shown=False),
        Column(code="source", label=gettext_lazy("ที่มา"), shown=False),
    ),
    order=("-year",),
    row_url=lambda one: reverse("decentralisation_revenue_year", args=[one.year]),
    empty=gettext_lazy("ยังไม่มีตัวเลขรายได้"),
)


def share_chart(years: QuerySet[RevenueYear]) -> Chart:
    """Return the shares as a line, with what the Act asks beside it from the year on from which it asks it."""
    share, least, target = _("สัดส่วน"), _("อย่างน้อยร้อยละ 25"), _("เป้าหมายร้อยละ 35")
    rows: list[tuple[str, dict[str, float]]] = []
    known = dict(years.order_by("year").values_list("year", "share"))
    for year in range(min(known), max(known) + 1):  # years that are not known keep their place
        values = {share: float(known[year])} if year in known else {}
        if year >= RULE_FROM:
            values |= {least: float(LEAST), target: float(TARGET)}
        rows.append((str(year), values))
    words = " ".join(f"{year}: {value}" for year, value in known.items())
    return lines(f"{share} {words}", rows, unit=_("ร้อยละ"))


@method_decorator(login_required, name="dispatch")
class Revenue(LedgerView):
    """Every year whose share is known."""

    listing = REVENUE
    title = gettext_lazy("สัดส่วนรายได้ของท้องถิ่น")
    intro = gettext_lazy("กฎหมายให้ไม่ต่ำกว่าร้อยละ 25 ของรายได้สุทธิของรัฐบาลตั้งแต่ปีงบประมาณ 2550 โดยมีเป้าหมายร้อยละ 35")
    template_name = "decentralisation/revenue.html"

    def rows(self) -> QuerySet[RevenueYear]:
        """Return the row of each year that counts."""
        return visible_years(self.by)

    def extra(self) -> dict[str, Any]:
        """Return the line above the list."""
        years = self.rows()
        return {"chart": share_chart(years) if years.count() > 1 else None}

    def actions(self) -> list[Action]:
        """Return the way to record a year."""
        if not basis_of_applying(self.by):
            return []
        return [Action(_("บันทึกรายได้"), reverse("decentralisation_revenue_new"), icon="plus", style="primary")]


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Record a year, or correct it. Raises: Http404 for who does not."""
    by = reader(request)
    if not basis_of_applying(by):
        raise Http404
    form = RevenueForm(request.POST or None, initial=_first(request.GET.get("year", "")))
    back = reverse("decentralisation_revenue")

    def act() -> str:
        said = form.cleaned_data
        record_revenue(figures=form.figures(), source=said["source"], words=said["words"], by=by, at=timezone.now())
        return reverse("decentralisation_revenue_year", args=[said["year"]])

    done = acted(request, form, act, _("บันทึกแล้ว"), refusals=(UnableToAct,))
    if done:
        return done
    context = {"form": form, "title": _("บันทึกรายได้"), "back": back, "draft": "decentralisation-revenue"}
    return render(request, "casework/take.html", context, status=422 if form.is_bound else 200)


def _first(year: str) -> dict[str, Any]:
    """Return what stands in the form of a year that was recorded before."""
    known = rows_of(int(year)).first() if year.isdecimal() and len(year) == 4 else None
    if known is None:
        return {}
    amounts = {code: getattr(known, code) for code in ("local", "net", *PARTS)}
    typed = {code: in_millions(amount) for code, amount in amounts.items() if amount is not None}
    return {"year": known.year, "share": known.share, "source": known.source, **typed}


@login_required
def one(request: HttpRequest, year: int) -> HttpResponse:
    """A year: what counts, and what was recorded of it before. Raises: Http404 for a year without any."""
    by = reader(request)
    rows = list(rows_of(year)) if year < 3000 else []
    if not rows:
        raise Http404
    recorded = [
        {
            "row": row,
            "judged": _badge(row),
            "mark": "" if row.mark == "verified" else provisional_mark(),
            "amounts": [(_(label), shown(getattr(row, code))) for code, label in AMOUNTS.items()],
        }
        for row in rows
    ]
    correct = f"{reverse('decentralisation_revenue_new')}?year={year}"
    context = {
        "title": _("รายได้ของท้องถิ่น ปีงบประมาณ %(year)s") % {"year": year},
        "now": recorded[0],
        "before": recorded[1:],
        "actions": [Action(_("แก้ไขตัวเลข"), correct, icon="pen")] if basis_of_applying(by) else [],
        "crumbs": crumbs(Crumb(_("สัดส่วนรายได้"), reverse("decentralisation_revenue"))),
    }
    return render(request, "decentralisation/revenue_year.html", context)


AMOUNTS: dict[str, Any] = {
    "local": gettext_lazy("รายได้ทั้งหมดของท้องถิ่น"),
    **PARTS,
    "net": gettext_lazy("รายได้สุทธิของรัฐบาล"),
}
