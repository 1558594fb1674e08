"""Acts on many tracks of the inbox: first which would be refused and why, then all of the rest at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from palat.kernel.agencies.forms import AnswerForm, ForwardForm
from palat.kernel.agencies.operations import answering, drafting, forwarding
from palat.kernel.agencies.procedure import ACCEPT, PROGRESS, REPORT, SUBMITTED, Answer
from palat.kernel.agencies.queries.answers import may_answer, open_draft
from palat.kernel.agencies.queries.inbox import agencies_of, inbox
from palat.kernel.agencies.registry import duty
from palat.kernel.agencies.views.inbox import asked_line
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.views import safe_next

MOST = 100  # two pages of the inbox
ACTS = {
    "accept": gettext_lazy("รับเรื่องไว้ดำเนินการ"),
    "progress": gettext_lazy("รายงานความคืบหน้า"),
    "report": gettext_lazy("รายงานผล"),
    "forward": gettext_lazy("ส่งต่อภายใน"),
    "approve": gettext_lazy("อนุมัติร่าง"),
}
ADVICE = {
    "progress": gettext_lazy("ถ้อยคำเดียวกันจะส่งในทุกเรื่องที่เลือก"),
    "report": gettext_lazy("ผลการดำเนินการเดียวกันจะใช้กับทุกเรื่องที่เลือก เรื่องที่ต้องอนุมัติจะเสนอเป็นร่างต่อผู้อนุมัติ"),
    "approve": gettext_lazy("อนุมัติได้เฉพาะร่างที่เสนอแล้ว โปรดเปิดอ่านแต่ละร่างก่อน ร่างที่แก้ไขหลังจากนี้จะไม่ถูกส่ง"),
}


@dataclass(frozen=True)
class Chosen:
    """What was chosen, by whom, and what the page said of each when it was read."""

    tracks: Sequence[Track]
    by: Actor
    at: Any
    seen: dict[int, int]
    revisions: dict[int, int]


def _act(what: str, chosen: Chosen, data: dict[str, Any]) -> Callable[[Track], object]:
    """Return the act on one track, with what was typed once for all."""

    def accept(track: Track) -> object:
        return answering.accept(track_id=track.pk, by=chosen.by, at=chosen.at, seen=chosen.seen.get(track.pk))

    def say(track: Track) -> object:
        said = Answer(data.get("words", "") or _("(ถ้อยคำ)"), data.get("result", "") or "explained")
        if _waits_for_approval(what, track, chosen.by):
            return drafting.propose(track_id=track.pk, kind=what, said=said, by=chosen.by, at=chosen.at)
        if what == REPORT:  # it would end what a colleague is writing
            drafting.require_no_draft(track.pk)
        seen = chosen.seen.get(track.pk)
        return answering.answer(track_id=track.pk, kind=what, said=said, by=chosen.by, at=chosen.at, seen=seen)

    def give(track: Track) -> object:
        to = data or {"official_id": chosen.by.official_id}
        return forwarding.forward(track_id=track.pk, by=chosen.by, at=chosen.at, **to)

    def approve(track: Track) -> object:
        draft = open_draft(track.pk)
        if draft is None or draft.state != SUBMITTED:
            raise UnableToAct(_("ไม่มีร่างที่เสนอแล้วในเรื่องนี้"))
        revision = chosen.revisions.get(track.pk, draft.revision)
        return drafting.approve(track_id=track.pk, by=chosen.by, at=chosen.at, revision=revision)

    return {ACCEPT: accept, PROGRESS: say, REPORT: say, "forward": give, "approve": approve}[what]


def _waits_for_approval(what: str, track: Track, by: Actor) -> bool:
    """Say whether an answer goes to the agency's approvers first."""
    return what in dict(may_answer(track, by).drafts)


def _form(what: str, tracks: Sequence[Track], today: Any, data: Any) -> forms.Form:
    if what in {PROGRESS, REPORT}:
        results = duty(tracks[0].matter.duty).results if what == REPORT else ()
        return AnswerForm(data, kind=what, results=results)
    if what == "forward":
        return ForwardForm(data, agency_id=tracks[0].agency_id or 0, today=today)
    return forms.Form(data)


@require_POST
@login_required
def bulk(request: HttpRequest, what: str) -> HttpResponse:
    """Show what the act would do to each chosen track; when confirmed, make it."""
    by, now = actor_of(request), timezone.now()
    if what not in ACTS or not agencies_of(by):
        raise Http404
    back = safe_next(request, reverse("agency_inbox"))
    rows = [int(one) for one in request.POST.getlist("row") if one.isdecimal()][:MOST]
    tracks = sorted(inbox(by).filter(pk__in=rows), key=lambda one: (one.urgent, one.due_at, one.pk))  # type: ignore[attr-defined]
    if not tracks:
        messages.warning(request, _("โปรดเลือกเรื่องอย่างน้อยหนึ่งเรื่อง"))
        return redirect(back)
    if len({track.agency_id for track in tracks}) > 1:
        messages.warning(request, _("โปรดเลือกเรื่องของหน่วยงานเดียวกัน"))
        return redirect(back)
    confirmed = request.POST.get("confirmed") == "1"
    form = _form(what, tracks, legal_date(now), request.POST if confirmed else None)
    chosen = Chosen(tracks, by, now, _pairs(request, "seen"), _pairs(request, "revision"))
    if confirmed and form.is_valid():
        try:
            return redirect(_make(request, what, chosen, form.cleaned_data, back))
        except (UnableToAct, UnableToClaim) as refused:
            form.add_error(None, _("ยังไม่มีเรื่องใดถูกดำเนินการ: %(why)s") % {"why": refused})
    results = answering.tried(tracks, _act(what, Chosen(tracks, by, now, {}, {}), {}))
    return render(
        request,
        "agencies/bulk.html",
        {
            "what": what,
            "label": ACTS[what],
            "advice": ADVICE.get(what, ""),
            "form": form,
            "back": back,
            "ready": [_line(one.track) for one in results if not one.refusal],
            "refused": [(_line(one.track), one.refusal) for one in results if one.refusal],
        },
        status=422 if confirmed else 200,
    )


def _line(track: Track) -> dict[str, Any]:
    draft = open_draft(track.pk)
    return {
        "track": track,
        "title": asked_line(track),
        "seen": track.matter.head_seq,
        "draft": draft if draft and draft.state == SUBMITTED else None,
    }


def _make(request: HttpRequest, what: str, chosen: Chosen, data: dict[str, Any], back: str) -> str:
    proposed = sum(_waits_for_approval(what, track, chosen.by) for track in chosen.tracks)

    def act() -> str:
        answering.all_or_none(chosen.tracks, _act(what, chosen, data))
        return back

    sending = send_once(key=request.POST.get("once_key", ""), at=chosen.at, act=act)
    if sending.is_first:
        _say_done(request, what, len(chosen.tracks) - proposed, proposed)
    return sending.url


def _say_done(request: HttpRequest, what: str, done: int, proposed: int) -> None:
    """Say how many went to the Office, and how many only to the agency's approvers."""
    if done:
        words = ngettext("“%(act)s” เรียบร้อยแล้ว %(count)d เรื่อง", "“%(act)s” เรียบร้อยแล้ว %(count)d เรื่อง", done)
        messages.success(request, words % {"act": ACTS[what], "count": done})
    if proposed:
        words = ngettext(
            "“%(act)s” เสนอผู้อนุมัติแล้ว %(count)d เรื่อง ยังไม่ส่งถึงสำนักงานจนกว่าจะอนุมัติ",
            "“%(act)s” เสนอผู้อนุมัติแล้ว %(count)d เรื่อง ยังไม่ส่งถึงสำนักงานจนกว่าจะอนุมัติ",
            proposed,
        )
        messages.success(request, words % {"act": ACTS[what], "count": proposed})


def _pairs(request: HttpRequest, name: str) -> dict[int, int]:
    """Read what the page said of each track: the last event, or the revision of its draft, as it was read."""
    pairs = (one.partition(":") for one in request.POST.getlist(name))
    return {int(pk): int(said) for pk, _colon, said in pairs if pk.isdecimal() and said.isdecimal()}
