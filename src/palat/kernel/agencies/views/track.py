"""One track of the inbox: what is asked, what may be done, who has it; taking on, giving out, bulk acts aside."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from palat.kernel.agencies.forms import ForwardForm, ReasonForm
from palat.kernel.agencies.operations import answering, drafting, forwarding
from palat.kernel.agencies.procedure import DRAFT_STATES, ONWARD_STATES
from palat.kernel.agencies.queries.answers import (
    drafts_of,
    file_of_draft,
    may_answer,
    open_draft,
    state_label,
    type_label,
)
from palat.kernel.agencies.queries.inbox import inbox, roles_in
from palat.kernel.agencies.queries.onward import sent_on
from palat.kernel.agencies.registry import duty
from palat.kernel.agencies.views.guarding import crumbs, track_here
from palat.kernel.agencies.views.inbox import asked_line, in_hand
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import file_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import Moved, UnableToAct
from palat.kernel.matters.procedure import URGENCIES
from palat.kernel.matters.queries.file import MatterFile, TrackView, file_by_id, history_line
from palat.kernel.matters.queries.visibility import taken_back_from
from palat.kernel.matters.showing import URGENCY_CODES, entry, track_part
from palat.kernel.organisation.agency_side import APPROVERS, DISPATCHERS, WRITERS
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Fact


def view_of(file: MatterFile, track_id: int) -> TrackView:
    """Return the view of one track of a file. Raises: Http404."""
    found = next((one for one in file.tracks if one.track.pk == track_id), None)
    if found is None:
        raise Http404
    return found


@login_required
def track(request: HttpRequest, track_id: int) -> HttpResponse:
    """What is asked on a track, and everything that the agency does about it."""
    gone = taken_back_from(track_id, actor_of(request))
    if gone is not None:
        told = {"reference": gone.matter.reference, "closed_on": legal_date(gone.closed_at) if gone.closed_at else None}
        return render(request, "agencies/recalled.html", told, status=410)
    by, found = track_here(request, track_id)
    return render(request, "agencies/track.html", page(found, by))


def page(found: Track, by: Actor, **more: Any) -> dict[str, Any]:
    """Return what the page of a track shows."""
    now = timezone.now()
    today, roles = legal_date(now), roles_in(by, found.agency_id or 0)
    file = file_by_id(found.matter_id, by)
    view = view_of(file, found.pk)
    brought = duty(file.matter.duty)
    draft = open_draft(found.pk)
    hand = getattr(found, "hand", None)
    gives = not found.final and bool(roles & (DISPATCHERS | WRITERS))
    return {
        "track": found,
        "file": file,
        "files": file.files_on(found.pk),
        "part": track_part(view, today),
        "asked": brought.asked(file, view, by),
        "message": brought.message(file, view),
        "title": asked_line(found),
        "subject": file.matter.subject if found.label else "",
        "state": state_label(found),
        "urgency_code": URGENCY_CODES[file.matter.urgency],
        "may": may_answer(found, by),
        "draft": draft,
        "draft_state": _(dict(DRAFT_STATES)[draft.state]) if draft else "",
        "draft_label": _(file.procedure.move(draft.move)[1].label) if draft else "",
        "reason_form": ReasonForm(),
        "approves": bool(roles & APPROVERS),
        "writes": bool(roles & WRITERS),
        "past_drafts": [(one, _(dict(DRAFT_STATES)[one.state])) for one in drafts_of(found.pk)[:20] if one != draft],
        "onward": [(one, _(dict(ONWARD_STATES)[one.state]), one.due_on < today) for one in sent_on(found.pk)],
        "why_not_onward": "" if found.final else brought.why_not_onward(file),
        "forward_form": _forward_form(found, today) if gives else None,
        "facts": _facts(found, hand),
        "entries": _history(file, view, by),
        "crumbs": crumbs((file.matter.reference, "")),
        "seen": file.seen,
        **more,
    }


def _forward_form(found: Track, today: Any, data: Any = None) -> ForwardForm:
    hand = getattr(found, "hand", None)
    first = {"section_id": hand.section_id, "official_id": hand.official_id, "due_on": hand.due_on} if hand else {}
    return ForwardForm(data, agency_id=found.agency_id or 0, today=today, initial=first)


def _facts(found: Track, hand: Any) -> list[Fact]:
    matter = found.matter
    listed = [
        Fact(_("ลักษณะ"), type_label(found)),
        Fact(_("ผู้ส่ง"), name_of(matter.unit) or _("สำนักงานปลัดสำนักนายกรัฐมนตรี")),
        Fact(_("ส่งเมื่อ"), legal_date(found.opened_at)),
        Fact(_("ชั้นความเร็ว"), _(dict(URGENCIES)[matter.urgency])),
        Fact(_("เลขทะเบียน"), matter.number or "—"),
        Fact(_("อยู่กับ"), in_hand(found) or _("ยังไม่ส่งต่อให้ใคร")),
    ]
    if hand is not None and hand.due_on:
        listed.append(Fact(_("กำหนดภายใน"), hand.due_on))
    if found.chased:
        listed.append(Fact(_("เร่งรัดแล้ว (ครั้ง)"), found.chased))
    return listed


def _history(file: MatterFile, view: TrackView, by: Actor) -> list[Any]:
    """Return what happened on the track, newest first; the petitioner's mark is no concern of the agency."""
    own = [event for event in file.events if event.facts.get("track") == view.track.pk]
    names = actor_names(event.actor for event in own)
    shown = (entry(history_line(file.procedure, event, names), file.procedure) for event in reversed(own))
    return [replace(one, public=None) for one in shown]


@require_POST
@login_required
def take(request: HttpRequest, track_id: int) -> HttpResponse:
    """Take a track on."""
    by, _found = track_here(request, track_id, WRITERS)
    try:
        answering.accept(track_id=track_id, by=by, at=timezone.now(), seen=seen_by(request))
    except UnableToAct as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("รับเรื่องไว้ดำเนินการแล้ว"))
    return redirect("agency_track", track_id=track_id)


def seen_by(request: HttpRequest) -> int:
    """Return the last event that the person had read; whoever says nothing readable had read none."""
    return seen_in(request.POST)


@require_POST
@login_required
def forward(request: HttpRequest, track_id: int) -> HttpResponse:
    """Give a track to a section or a person of the agency."""
    by, found = track_here(request, track_id, DISPATCHERS | WRITERS)
    now = timezone.now()
    form = _forward_form(found, legal_date(now), request.POST)
    if form.is_valid():
        try:
            forwarding.forward(track_id=track_id, by=by, at=now, **form.cleaned_data)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("ส่งต่อภายในแล้ว"))
            return redirect(_after(track_id, by))
    return render(request, "agencies/track.html", page(found, by, forward_form=form), status=422)


def _after(track_id: int, by: Actor) -> str:
    """Return where an act leads: the track while one may see it, else the inbox."""
    return (
        reverse("agency_track", args=[track_id]) if inbox(by).filter(pk=track_id).exists() else reverse("agency_inbox")
    )


@login_required
def attachment(request: HttpRequest, track_id: int, number: int) -> HttpResponseBase:
    """A file on the matter, as far as the agency may see it."""
    by, found = track_here(request, track_id)
    kept = next((one for one in file_by_id(found.matter_id, by).attachments if one.pk == number), None)
    if kept is None:
        raise Http404
    return file_response(kept.file, kept.name)


@login_required
def draft_file(request: HttpRequest, track_id: int, number: int) -> HttpResponseBase:
    """A file of a draft, for whoever writes or approves it: nobody approves what cannot be opened."""
    _by, found = track_here(request, track_id)
    kept = file_of_draft(found.pk, number)
    if kept is None:
        raise Http404
    return file_response(kept.file, kept.name)


DRAFT_ACTS = {
    "submit": (drafting.submit, gettext_noop("เสนอผู้อนุมัติแล้ว")),
    "approve": (drafting.approve, gettext_noop("อนุมัติและส่งถึงสำนักงานแล้ว")),
    "drop": (drafting.drop, gettext_noop("ยกเลิกร่างแล้ว")),
}


@require_POST
@login_required
def draft_act(request: HttpRequest, track_id: int, what: str) -> HttpResponse:
    """Submit, approve, return or give up the open draft."""
    by, found = track_here(request, track_id, WRITERS)
    revision = request.POST.get("revision", "")
    common: dict[str, Any] = {
        "track_id": track_id,
        "by": by,
        "at": timezone.now(),
        "revision": int(revision) if revision.isdecimal() else 0,
    }
    try:
        if what == "return":
            drafting.give_back(**common, reason=request.POST.get("reason", ""))
            messages.success(request, _("ส่งร่างกลับให้แก้ไขแล้ว"))
        elif what in DRAFT_ACTS:
            act, done = DRAFT_ACTS[what]
            act(**common)
            messages.success(request, _(done))
        else:
            raise Http404
    except Moved:
        messages.error(request, _("เรื่องนี้เปลี่ยนไปหลังจากที่คุณเปิดหน้านี้ โปรดตรวจแล้วทำอีกครั้ง"))
    except UnableToAct as refused:
        return render(request, "agencies/track.html", page(found, by, refusal=str(refused)), status=422)
    return redirect(_after(track_id, by))
