"""An agency's page behind a single-use link: read what is asked, answer once, no account."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from palat.kernel.agencies.procedure import ACCEPT, PROGRESS
from palat.kernel.agencies.registry import duty
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.desk.rows import Asked
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.onetime import LinkUnusable, open_link, use_up
from palat.kernel.matters.queries.file import MatterFile, file_by_id
from palat.kernel.matters.showing import track_part
from palat.kernel.organisation.queries import telephone_of

LASTING = frozenset({ACCEPT, PROGRESS})  # after these the agency still owes a report, so that a new link follows


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the matter as the agency may see it; take one answer."""
    now = timezone.now()
    try:
        by, track = open_link(token=token, at=now)
    except LinkUnusable as gone:
        typed = request.POST.get(f"{request.POST.get('move', '')}-words", "")
        return render(request, "agencies/answer_gone.html", {"problem": str(gone), "typed": typed}, status=410)
    file = file_by_id(track.matter_id, by)
    brought, asked, move = duty(file.matter.duty), Asked(file, legal_date(now)), request.POST.get("move", "")
    row = brought.link_acts(file).get(move)
    typed = row.form(asked, request.POST, prefix=move) if row else None
    held = hold_files(request) if row and row.files else HeldFiles()
    if row and typed is not None and typed.is_valid() and not held.refused:
        try:
            with transaction.atomic():
                use_up(by=by, at=now)
                more = {"files": held.claimed(now)} if row.files else {}
                data = {**typed.cleaned_data, **more}
                row.make(file=file, track_id=track.pk, by=by, at=now, seen=seen_in(request.POST), data=data)
                if _is_lasting(file, move):
                    brought.send_link_again(track.pk, track.type)
        except (UnableToAct, LinkUnusable) as refused:
            typed.add_error(None, str(refused))
        else:
            return render(request, "agencies/answer_done.html", {"again": _is_lasting(file, move)})
    context = _page(file, track, by, move, typed, now)
    status = 422 if typed is not None else 200
    return render(request, "agencies/answer.html", {**context, "token": token, "held": held}, status=status)


def _page(file: MatterFile, track: Track, by: Actor, move: str, typed: Any, now: datetime) -> dict[str, Any]:
    view = next(one for one in file.tracks if one.track.pk == track.pk)
    brought, asked = duty(file.matter.duty), Asked(file, legal_date(now))
    acts = brought.link_acts(file)
    order = list(acts)  # what is asked for comes first
    shown = sorted((one.move for one in view.doable if one.move.code in acts), key=lambda one: order.index(one.code))
    if typed is not None and move not in {one.code for one in shown}:
        shown.append(file.procedure.move(move)[1])  # no longer open to the agency; what was typed is shown all the same
    forms = [(one, typed if one.code == move else acts[one.code].form(asked, prefix=one.code)) for one in shown]
    return {
        "part": track_part(view, legal_date(now)),
        "asked": brought.asked(file, view, by),
        "matter": file.matter,
        "files": file.files_on(track.pk),
        "seen": file.seen,
        "telephone": telephone_of(file.matter.officer_id) if file.matter.officer_id else "",
        "forms": [(one, form, acts[one.code].files) for one, form in forms],
        "open_move": move,
    }


def _is_lasting(file: MatterFile, move: str) -> bool:
    return file.procedure.move(move)[1].answers in LASTING


def attachment(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """A file that may leave for the agency of a link, as long as the link may be answered."""
    try:
        by, track = open_link(token=token, at=timezone.now())
    except LinkUnusable:
        raise Http404 from None
    kept = next((one for one in file_by_id(track.matter_id, by).attachments if one.pk == number), None)
    if kept is None:
        raise Http404
    return file_response(kept.file, kept.name)
