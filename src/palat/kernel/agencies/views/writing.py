"""Writing an answer: kept as a draft, laid before the approver, or sent at once where the agency lets it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.agencies.forms import AnswerForm
from palat.kernel.agencies.models import Draft
from palat.kernel.agencies.operations import answering, drafting
from palat.kernel.agencies.procedure import REPORT, WRITTEN, Answer
from palat.kernel.agencies.queries.answers import may_answer, moves_now, open_draft
from palat.kernel.agencies.queries.onward import answer_files, compiled
from palat.kernel.agencies.registry import duty
from palat.kernel.agencies.views.guarding import crumbs, track_here
from palat.kernel.agencies.views.inbox import asked_line
from palat.kernel.agencies.views.track import seen_by, view_of
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import Moved, UnableToAct
from palat.kernel.matters.queries.file import file_by_id
from palat.kernel.pages.views import sent


@login_required
def write(request: HttpRequest, track_id: int, kind: str) -> HttpResponse:
    """Write an answer of a kind; the open draft of the track, if there is one, is written on."""
    by, track = track_here(request, track_id)
    may, move = may_answer(track, by), moves_now(track).get(kind)
    ways = dict(may.at_once) | dict(may.drafts)
    draft = open_draft(track_id)
    # What was submitted is read and changed by the approver too; a draft of another kind gives way to this one.
    mine = draft if draft and move and draft.move == move.code else None
    if kind not in WRITTEN or move is None or kind not in ways:
        raise Http404
    results = duty(track.matter.duty).results if move.code == "agency_report" else ()
    asks = _asks(track, move.code, by)
    begin = _begin(request, mine, track_id)
    form = AnswerForm(request.POST or None, kind=kind, results=results, figures=asks, initial=begin)
    held = hold_files(request) if request.method == "POST" else HeldFiles()
    context: dict[str, Any] = {
        "held": held,
        "track": track,
        "kind": kind,
        "label": ways[kind],
        "form": form,
        "draft": mine,
        "kept_files": list(mine.files.all()) if mine else [],
        "onward_files": list(answer_files(track_id)) if kind == REPORT else [],
        "has_onward": kind == REPORT and bool(compiled(track_id)),
        "at_once": kind in dict(may.at_once),
        "revision": draft.revision if draft else 0,
        "title": asked_line(track),
        **_asked(track, by),
    }
    if request.method == "POST" and form.is_valid() and not held.refused:
        try:
            with transaction.atomic():  # a refusal gives the uploads back to the form
                done = _done(request, by, track, kind, form, held, mine)
            return redirect(done)
        except Moved:
            form.add_error(None, _("มีผู้ดำเนินการเรื่องนี้หลังจากที่คุณเปิดหน้านี้ โปรดตรวจสิ่งที่เปลี่ยนแปลงแล้วส่งอีกครั้ง"))
        except UnableToAct as refused:
            form.add_error(None, str(refused))
    return render(request, "agencies/write.html", context, status=422 if request.method == "POST" else 200)


def _begin(request: HttpRequest, draft: Draft | None, track_id: int) -> dict[str, Any]:
    """Return what the form begins with: the draft, or the answers of those to whom it was sent on."""
    if draft is not None and "compile" not in request.GET:
        return {"words": draft.words, "result": draft.result, "suggests": draft.suggests, **draft.figures}
    if "compile" in request.GET:
        before = f"{draft.words}\n\n" if draft and draft.words else ""
        return {"words": before + compiled(track_id), "result": draft.result if draft else ""}
    return {}


def _asks(track: Track, move: str, by: Actor) -> Mapping[str, Field]:
    """Return the fields that the duty adds to an answer."""
    file = file_by_id(track.matter_id, by)
    return duty(file.matter.duty).figures(file, view_of(file, track.pk), move)


def _asked(track: Track, by: Actor) -> dict[str, Any]:
    file = file_by_id(track.matter_id, by)
    view = view_of(file, track.pk)
    brought = duty(file.matter.duty)
    return {
        "asked": brought.asked(file, view, by),
        "seen": file.seen,
        "crumbs": crumbs((file.matter.reference, reverse("agency_track", args=[track.pk])), (_("คำตอบ"), "")),
    }


def _done(
    request: HttpRequest, by: Actor, track: Track, kind: str, form: AnswerForm, held: HeldFiles, draft: Draft | None
) -> str:
    """Keep the draft, lay it before the approver, or send the answer; return where that leads."""
    now, way = timezone.now(), request.POST.get("way", "")
    revision = request.POST.get("revision", "")
    files = (*held.claimed(now), *_chosen(request, track.pk))
    said: Answer = form.said(files)
    if way == "send":
        kept = _kept(request, draft)
        whole = Answer(said.words, said.result, said.suggests, (*kept, *said.files), said.figures)
        answering.answer(track_id=track.pk, kind=kind, said=whole, by=by, at=now, seen=seen_by(request))
        sent(request, _("ส่งถึงสำนักงานแล้ว"), draft=f"agency-{track.pk}-{kind}")
        return reverse("agency_track", args=[track.pk])
    saved = drafting.save(
        track_id=track.pk,
        kind=kind,
        said=said,
        by=by,
        at=now,
        revision=int(revision) if revision.isdecimal() else 0,
        without_files=[int(one) for one in request.POST.getlist("without") if one.isdecimal()],
    )
    if way == "submit":
        drafting.submit(track_id=track.pk, by=by, at=now, revision=saved.revision)
    words = {"submit": _("เสนอผู้อนุมัติแล้ว")}.get(way, _("บันทึกร่างแล้ว"))
    sent(request, words, draft=f"agency-{track.pk}-{kind}")
    return reverse("agency_track", args=[track.pk])


def _chosen(request: HttpRequest, track_id: int) -> tuple[tuple[int, str], ...]:
    """Return the files of answers to what was sent on that the writer ticked."""
    ticked = {int(one) for one in request.POST.getlist("onward_file") if one.isdecimal()}
    return tuple((one.file_id, one.name) for one in answer_files(track_id) if one.pk in ticked)


def _kept(request: HttpRequest, draft: Draft | None) -> tuple[tuple[int, str], ...]:
    """Return the files that the draft has already, but for those taken out."""
    without = {int(one) for one in request.POST.getlist("without") if one.isdecimal()}
    return tuple((one.file_id, one.name) for one in draft.files.all() if one.pk not in without) if draft else ()
