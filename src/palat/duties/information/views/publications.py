"""The register of publications at the desk: list, entry, its acts, and the work that it raises."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.acts.publications import PUBLICATION_ACTS, Stands
from palat.duties.information.forms.publications import AsideForm, NewForm
from palat.duties.information.models import Publication, Version
from palat.duties.information.operations import publication_work, publishing
from palat.duties.information.procedure.publication import (
    ASKS,
    GAP,
    LOOKS,
    PARTICULARS,
    RENEW,
    STATES,
    STOPPED,
    TASKS,
    UNSEEN,
    VERSIONS,
    WAITING,
    WAYS,
)
from palat.duties.information.queries import publications as register
from palat.duties.information.queries.public_gate import against_version
from palat.duties.information.queries.published import place_of
from palat.duties.information.queries.publishers import keeps_register, visible_publications
from palat.duties.information.views import ways_back
from palat.duties.information.views.guarding import register_reader
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import basis_of
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names, agency_choices
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter, YesNoFilter
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge, display
from palat.kernel.pages.shapes import Action, Crumb, Entry, Fact, Tab, Tone
from palat.kernel.pages.text import choices
from palat.kernel.pages.views import ListingView
from palat.kernel.redaction.procedure import SORTS

TONES: dict[str, Tone] = {"draft": "neutral", "published": "good", "withdrawn": "danger"}
VERSION_TONES: dict[str, Tone] = {
    "waiting": "warn",
    "current": "good",
    "former": "neutral",
    "returned": "danger",
    "taken_back": "danger",
}
LOOK_TONES: dict[str, Tone] = {
    "unseen": "info",
    "clean": "good",
    "asks": "warn",
    "stopped": "danger",
    "answered": "good",
}


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


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the register."""
    return ways_back.crumbs(Crumb(_("ทะเบียนการเผยแพร่"), reverse("information_publications")), *more)


class RegisterView(ListingView):
    """A list of the register, for those who keep it or answer for an entry."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let those in who have to do with the register."""
        self.by = register_reader(request)
        return super().dispatch(request, *args, **kwargs)


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


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Enter something into the register."""
    by = register_reader(request)
    if not keeps_register(by):
        raise Http404
    today = legal_date(timezone.now())
    begins = {
        "class_code": request.GET.get("class", ""),
        "agency": request.GET.get("agency") or register.own_agency_id(),
    }
    systems = "systems" in request.GET
    form = NewForm(request.POST if request.method == "POST" else None, today=today, systems=systems, initial=begins)
    held = hold_files(request, most=1) if request.method == "POST" else HeldFiles()

    def act() -> str:
        now = timezone.now()
        found = publishing.propose(entry=form.entry(), where=form.where(held.claimed(now)), by=by, at=now)
        return reverse("information_publication", args=[found.pk])

    said = _("เสนอรายการแล้ว รออนุมัติ")
    done = (
        None if held.refused else acted(request, form, act, said, refusals=(UnableToAct,), tags="draft:publication-new")
    )
    if done:
        return done
    context = {
        "form": form,
        "held": held,
        "files": True,
        "title": _("เพิ่มระบบข้อมูลข่าวสารส่วนบุคคล") if systems else _("เพิ่มรายการเผยแพร่"),
        "button": _("เสนอ"),
        "draft": "publication-new",
        "back": reverse("information_publications"),
        "crumbs": crumbs(),
    }
    return render(request, "information/desk/publication_form.html", context, status=422 if form.is_bound else 200)


def _seen(request: HttpRequest, number: int) -> tuple[Publication, Actor]:
    by = register_reader(request)
    found = visible_publications(by).filter(pk=number).first()
    if found is None:
        raise Http404
    return found, by


def _stands(publication: Publication, by: Actor) -> Stands:
    waiting = next((one for one in register.versions_of(publication) if one.state == WAITING), None)
    return Stands(publication, waiting, by, legal_date(timezone.now()))


@login_required
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry: what it is, where it is read, its versions, its history, what may be done."""
    found, by = _seen(request, number)
    stands = _stands(found, by)
    told = register.happened(found.pk)
    names = actor_names(one.told.actor for one in told)
    context = {
        "found": found,
        "title": in_language(found.title_th, found.title_en),
        "state": badge(_(STATES[found.state]), tone=TONES[found.state]),
        "facts": _facts(found),
        "versions": [_version(one) for one in register.versions_of(found)],
        "acts": [
            Action(one.label, reverse("information_publication_do", args=[found.pk, code]), style=one.style)  # type: ignore[arg-type]
            for code, one in PUBLICATION_ACTS.items()
            if one.offered(stands)
        ],
        "late": found.state == "published" and found.due_on is not None and found.due_on < stands.today,
        "own": stands.own,
        "entries": [
            Entry(
                at=one.told.at,
                title=one.title,
                who=names.get(one.told.actor, ""),
                body=one.words,
            )
            for one in told
        ],
        "crumbs": crumbs(),
    }
    return render(request, "information/desk/publication.html", context)


def _facts(found: Publication) -> list[Fact]:
    today = legal_date(timezone.now())
    law = register.freshness(found.class_code, on=today)
    note = basis_of(law) if law else ""
    if law and law.mark != "verified":
        note = f"{note} ({_('ยังไม่ได้ตรวจยืนยัน')})"
    rows = [
        (_("ประเภท"), register.class_names(today).get(found.class_code, found.class_code), ""),
        (_("หน่วยงาน"), name_of(found.agency), ""),
        (_("ผู้รับผิดชอบ"), str(found.responsible or _("หัวหน้าศูนย์ข้อมูลข่าวสาร")), ""),
        (_("ทบทวนล่าสุด"), display(found.renewed_on), ""),
        (_("ทบทวนภายใน"), display(found.due_on), note),
        (_("คำค้น"), found.keywords.replace("|", ", "), ""),
        (_("เหตุที่ถอน"), found.withdrawn_reason, ""),
    ]
    return [Fact(label, value, note) for label, value, note in rows if value]


def _version(one: Version) -> dict[str, Any]:
    looked = one.looked
    findings = [
        f"{_(SORTS[said['sort']].label)} {said.get('where') or ''}".strip()
        for said in (looked.findings if looked else [])
        if said["sort"] in SORTS
    ]
    return {
        "one": one,
        "state": badge(_(VERSIONS[one.state]), tone=VERSION_TONES[one.state]),
        "way": _(dict(WAYS)[one.way]),
        "url": place_of(one) if one.way != "file" and one.way != "place" else "",
        "file_url": reverse("information_publication_file", args=[one.publication_id, one.number]) if looked else "",
        "look": badge(_(LOOKS[looked.state]), tone=LOOK_TONES[looked.state]) if looked else "",
        "findings": list(dict.fromkeys(findings))[:12]
        if looked and looked.state in {ASKS, STOPPED, "answered"}
        else [],
        "against": against_version(one) if one.state != "returned" and (not looked or looked.state != UNSEEN) else "",
        "particulars": [(_(label), one.particulars.get(name, "")) for name, label in PARTICULARS if one.particulars],
    }


@login_required
def version_file(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    """The file of a version, as it would leave where that is known, for those who judge it."""
    found, _by = _seen(request, number)
    one = found.versions.select_related("looked__file", "looked__open_file").filter(number=version).first()
    if one is None or one.looked is None:
        raise Http404
    return file_response(one.looked.open_file or one.looked.file, one.looked.name, inline=True)


@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """The page of one act on an entry."""
    found, by = _seen(request, number)
    stands, row = _stands(found, by), PUBLICATION_ACTS.get(what)
    if row is None or not row.offered(stands):
        raise Http404
    form = row.form(request.POST if request.method == "POST" else None, stands)
    held = hold_files(request, most=1) if row.files and request.method == "POST" else HeldFiles()
    back = reverse("information_publication", args=[found.pk])

    def make() -> str:
        now = timezone.now()
        data = dict(form.cleaned_data)
        if row.files:
            data["where"] = form.where  # type: ignore[attr-defined]
        row.make(stands, data, held.claimed(now), now)
        return back

    draft = f"publication-{found.pk}-{what}"
    said = _("“%(act)s” เรียบร้อยแล้ว") % {"act": row.label}
    done = None if held.refused else acted(request, form, make, said, refusals=(UnableToAct,), tags=f"draft:{draft}")
    if done:
        return done
    context = {
        "form": form,
        "held": held,
        "files": row.files,
        "title": row.label,
        "over": in_language(found.title_th, found.title_en),
        "words": row.words,
        "button": row.label,
        "danger": row.style == "danger",
        "draft": draft,
        "back": back,
        "crumbs": crumbs(Crumb(in_language(found.title_th, found.title_en), back)),
    }
    return render(request, "information/desk/publication_form.html", context, status=422 if form.is_bound else 200)
