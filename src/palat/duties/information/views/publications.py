"""An entry of the register at the desk: entering it, its page, its files, its acts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.information.acts.publications import PUBLICATION_ACTS, Stands
from palat.duties.information.forms.publications import NewForm
from palat.duties.information.models import Publication, Version
from palat.duties.information.operations.register import entering
from palat.duties.information.procedure.publication import (
    ASKS,
    LOOKS,
    PARTICULARS,
    STATES,
    STOPPED,
    UNSEEN,
    VERSIONS,
    WAITING,
    WAYS,
)
from palat.duties.information.queries import publications as register
from palat.duties.information.queries.public_gate import against_version
from palat.duties.information.queries.published import place_of
from palat.duties.information.queries.publishers import keeps_register, visible_publications
from palat.duties.information.views.guarding import register_reader
from palat.duties.information.views.register_frame import LOOK_TONES, TONES, VERSION_TONES, crumbs
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import basis_of
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.acting import acted
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.pieces import badge, display
from palat.kernel.pages.shapes import Action, Crumb, Entry, Fact
from palat.kernel.redaction.procedure import SORTS


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
        found = entering.propose(entry=form.entry(), where=form.where(held.claimed(now)), by=by, at=now)
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
