"""An agency's page behind a single-use link: read what is asked, answer once, no account."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from palat.duties.petitions.acts.by_procedure import ACTS_OF
from palat.duties.petitions.queries.asked import asked_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.desk.rows import Asked
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.onetime import LinkUnusable, open_link, use_up
from palat.kernel.matters.queries.file import MatterFile, file_by_id
from palat.kernel.matters.showing import track_part

ANSWERS = ("agency_accept", "agency_report", "agency_progress", "agency_ask", "agency_return", "promise_report")
LASTING = frozenset({"agency_accept", "agency_progress"})  # after these the agency still owes a report


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the matter as the agency may see it; take one answer."""
    now = timezone.now()
    try:
        by, track = open_link(token=token, at=now)
    except LinkUnusable as gone:
        return render(request, "petitions/agency/link_gone.html", {"problem": str(gone)}, status=410)
    file = file_by_id(track.matter_id, by)
    view = next(one for one in file.tracks if one.track.pk == track.pk)
    asked, acts = Asked(file, legal_date(now)), ACTS_OF[file.procedure.code]
    move = request.POST.get("move", "")
    typed = acts[move].form(asked, request.POST, prefix=move) if move in ANSWERS and move in acts else None
    answers = (one.move for one in view.doable if one.move.code in ANSWERS)
    shown = sorted(answers, key=lambda one: ANSWERS.index(one.code))  # what is asked for comes first
    if typed is not None and move not in {one.code for one in shown}:
        shown.append(file.procedure.move(move)[1])  # no longer open to the agency; what was typed is shown all the same
    context = {
        "part": track_part(view, legal_date(now)),
        "petition": asked_of(file, view, by),
        "matter": file.matter,
        "token": token,
        "forms": [(one, typed if one.code == move else acts[one.code].form(asked, prefix=one.code)) for one in shown],
        "open_move": move,
    }
    if typed is not None and typed.is_valid():
        try:
            with transaction.atomic():
                use_up(by=by, at=now)
                _make(file, track.pk, move, by, now, typed.cleaned_data)
        except (UnableToAct, LinkUnusable) as refused:
            typed.add_error(None, str(refused))
        else:
            return render(request, "petitions/agency/link_done.html", {"again": move in LASTING})
    return render(request, "petitions/agency/link.html", context, status=422 if typed is not None else 200)


def _make(file: MatterFile, track_id: int, move: str, by, now, data) -> None:  # type: ignore[no-untyped-def]
    ACTS_OF[file.procedure.code][move].make(file=file, track_id=track_id, by=by, at=now, seen=file.seen, data=data)
    if move in LASTING:
        enqueue("petitions.send_referrals", track_ids=[track_id], by_letter=False)
