"""The register of publications as a list, and the work that it raises."""

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

from palat.duties.information.forms.publications import AsideForm
from palat.duties.information.models import Publication
from palat.duties.information.operations import publication_work
from palat.duties.information.procedure.publication import GAP, RENEW, STATES, TASKS, WAITING
from palat.duties.information.queries import publications as register
from palat.duties.information.queries.publishers import keeps_register, visible_publications
from palat.duties.information.views.guarding import register_reader
from palat.duties.information.views.register_frame import TONES, RegisterView, crumbs
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import basis_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter, YesNoFilter
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge, display
from palat.kernel.pages.shapes import Action, Crumb, Tab
from palat.kernel.pages.text import choices


def _classes() -> list[tuple[str, str]]:
    return list(register.class_names(legal_date(timezone.now())).items())


def _due(one: Publication) -> Any:
    if one.due_on is None or one.state != "published":
        return display(None)
    late = one.due_on < legal_date(timezone.now())
    return badge(display(one.due_on), tone="danger" if late else "neutral", icon_name="clock" if late else "")


REGISTER = Listing(
    code="information.publications",
    columns=(
        Column(
            code="title",
            label=gettext_lazy("รายการ"),
            title=True,
            value=lambda one: in_language(one.title_th, one.title_en),
        ),
        Column(code="class", label=gettext_lazy("ประเภท"), value="class_label"),
        Column(
            code="state",
            label=gettext_lazy("สถานะ"),
            value=lambda one: _(STATES[one.state]),
            show=lambda one: badge(_(STATES[one.state]), tone=TONES[one.state]),
        ),
        Column(code="due", label=gettext_lazy("ทบทวนภายใน"), value="due_on", show=_due, css="nowrap"),
        Column(code="responsible", label=gettext_lazy("ผู้รับผิดชอบ"), value=lambda one: str(one.responsible or "")),
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda one: name_of(one.agency), css="phone-hide"),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("คำค้น"), apply=register.matching),
        ChoiceFilter(code="class", label=gettext_lazy("ประเภท"), field="class_code", choices=_classes),
        ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=lambda: choices(STATES.items())),
        ChoiceFilter(
            code="agency",
            label=gettext_lazy("หน่วยงาน"),
            field="agency_id",
            choices=lambda: agency_choices(legal_date(timezone.now())),
        ),
        DateRangeFilter(code="due", label=gettext_lazy("ทบทวนภายใน"), field="due_on"),
        YesNoFilter(
            code="waiting",
            label=gettext_lazy("มีฉบับรออนุมัติ"),
            apply=lambda rows, yes: (
                rows.filter(versions__state=WAITING) if yes else rows.exclude(versions__state=WAITING)
            ),
        ),
    ),
    order=("-changed_at", "-id"),
    row_url=address_of("information_publication"),
    empty=gettext_lazy("ยังไม่มีรายการเผยแพร่ที่คุณเห็นได้"),
)


@method_decorator(login_required, name="dispatch")
class Publications(RegisterView):
    """Every entry that the viewer may see."""

    listing = REGISTER
    title = gettext_lazy("ทะเบียนการเผยแพร่")
    intro = gettext_lazy("สิ่งที่ต้องลงพิมพ์หรือจัดไว้ให้ประชาชนตรวจดู ตามมาตรา 7 มาตรา 9 และมาตรา 23")

    def rows(self) -> QuerySet[Any]:
        """Return what the viewer may see."""
        return visible_publications(self.by)

    def prepared(self, rows: Any) -> Any:
        """Name the class of each."""
        names = register.class_names(legal_date(timezone.now()))
        for one in rows:
            one.class_label = names.get(one.class_code, one.class_code)
            yield one

    def tabs(self) -> list[Tab]:
        """Return the lists that are opened most."""
        query = self.request.GET.urlencode()
        pairs = (
            (_("ทั้งหมด"), ""),
            (_("เผยแพร่อยู่"), "state=published"),
            (_("รออนุมัติ"), "waiting=1"),
            (_("ถอนแล้ว"), "state=withdrawn"),
        )
        return [Tab(label, f"?{words}", current=query == words) for label, words in pairs]

    def actions(self) -> list[Action]:
        """Return the ways on."""
        found = [
            Action(_("งานที่ต้องทำ"), reverse("information_publication_work"), icon="clock"),
            Action(_("สขร.1"), reverse("information_procurement_months"), icon="file"),
        ]
        if keeps_register(self.by):
            found += [
                Action(_("เพิ่มระบบข้อมูลส่วนบุคคล"), reverse("information_publication_new") + "?systems=1", icon="shield"),
                Action(_("เพิ่มรายการ"), reverse("information_publication_new"), icon="plus", style="primary"),
            ]
        return found


WORK = Listing(
    code="information.publication_work",
    columns=(
        Column(code="what", label=gettext_lazy("งาน"), title=True, value="what"),
        Column(
            code="kind",
            label=gettext_lazy("ชนิด"),
            value=lambda one: _(dict(TASKS)[one.kind]),
            show=lambda one: badge(_(dict(TASKS)[one.kind]), tone="danger" if one.kind == GAP else "warn"),
        ),
        Column(code="due", label=gettext_lazy("กำหนด"), value="due_on", css="nowrap"),
        Column(code="responsible", label=gettext_lazy("ผู้รับผิดชอบ"), value=lambda one: str(one.responsible or "")),
        Column(code="reminded", label=gettext_lazy("เตือนแล้ว (ครั้ง)"), value="reminders", css="num phone-hide"),
        Column(
            code="aside",
            label=gettext_lazy("พักไว้ถึง"),
            value="aside_until",
            show=lambda one: display(one.aside_until),
            css="nowrap",
        ),
    ),
    filters=(
        ChoiceFilter(code="kind", label=gettext_lazy("ชนิด"), choices=lambda: choices(TASKS)),
        ChoiceFilter(code="class", label=gettext_lazy("ประเภท"), field="class_code", choices=_classes),
        YesNoFilter(
            code="aside",
            label=gettext_lazy("พักไว้"),
            apply=lambda rows, yes: rows.filter(aside_until__isnull=not yes),
        ),
    ),
    order=("due_on", "id"),
    row_url=lambda one: (
        reverse("information_publication", args=[one.publication_id])
        if one.publication_id
        else reverse("information_publication_task", args=[one.pk])
    ),
    empty=gettext_lazy("ไม่มีรายการที่ขาดหรือถึงกำหนดทบทวน"),
)


@method_decorator(login_required, name="dispatch")
class PublicationWork(RegisterView):
    """What of the register is missing, due, or waits to be let out."""

    listing = WORK
    title = gettext_lazy("งานของทะเบียนการเผยแพร่")
    intro = gettext_lazy("ประเภทที่ยังไม่มีรายการ และรายการที่ถึงกำหนดทบทวน ระบบเตือนผู้รับผิดชอบทุกสัปดาห์จนกว่าจะทำหรือพักไว้พร้อมเหตุผล")
    template_name = "information/desk/publication_work.html"

    def rows(self) -> QuerySet[Any]:
        """Return the open work of the viewer."""
        return register.tasks_for(self.by)

    def prepared(self, rows: Any) -> Any:
        """Say what each is about."""
        names = register.class_names(legal_date(timezone.now()))
        for one in rows:
            label = names.get(one.class_code, one.class_code)
            title = in_language(one.publication.title_th, one.publication.title_en) if one.publication else ""
            one.what = title if one.kind == RENEW else f"{label} · {name_of(one.agency)}"
            yield one

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return crumbs()

    def extra(self) -> dict[str, Any]:
        """Return what waits to be let out."""
        return {"waiting": list(register.waiting_versions(self.by).order_by("proposed_at")[:20])}


@login_required
def task(request: HttpRequest, number: int) -> HttpResponse:
    """A gap: enter what is missing, or set it aside with the reason."""
    by = register_reader(request)
    found = register.tasks_for(by).filter(pk=number).first()
    if found is None:
        raise Http404
    form = AsideForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        data = form.cleaned_data
        publication_work.set_aside(task_id=number, by=by, at=timezone.now(), until=data["until"], words=data["words"])
        return reverse("information_publication_work")

    done = acted(request, form, act, _("พักงานไว้แล้ว"), refusals=(UnableToAct,))
    if done:
        return done
    today = legal_date(timezone.now())
    law = register.freshness(found.class_code, on=today)
    context = {
        "form": form,
        "task": found,
        "label": register.class_names(today).get(found.class_code, found.class_code),
        "basis": basis_of(law) if law else "",
        "provisional": law is not None and law.mark != "verified",
        "new_url": f"{reverse('information_publication_new')}?class={found.class_code}&agency={found.agency_id}"
        + ("&systems=1" if found.class_code == "23" else ""),
        "keeps": keeps_register(by),
        "crumbs": crumbs(Crumb(_("งานที่ต้องทำ"), reverse("information_publication_work"))),
    }
    status = 422 if form.is_bound else 200
    return render(request, "information/desk/publication_task.html", context, status=status)
