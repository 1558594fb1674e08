"""A third party's page behind its single-use link: read what is asked for, object or not, once."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from palat.duties.information.acts.table import REQUEST_ACTS
from palat.duties.information.queries.parties import told_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.desk.rows import Asked
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.onetime import LinkUnusable, open_link, use_up
from palat.kernel.matters.queries.file import file_by_id
from palat.kernel.matters.showing import track_part

ANSWERS = ("party_object", "party_consent")


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show a third party what it may object to, and take its one answer."""
    now = timezone.now()
    try:
        by, track = open_link(token=token, at=now)
    except LinkUnusable as gone:
        typed = request.POST.get(f"{request.POST.get('move', '')}-words", "")
        return render(request, "information/portal/party_gone.html", {"problem": str(gone), "typed": typed}, status=410)
    file = file_by_id(track.matter_id, by)
    asked, move = Asked(file, legal_date(now)), request.POST.get("move", "")
    row = REQUEST_ACTS[move] if move in ANSWERS else None
    typed = row.form(asked, request.POST, prefix=move) if row else None
    if row and typed is not None and typed.is_valid():
        try:
            with transaction.atomic():
                use_up(by=by, at=now)
                data = typed.cleaned_data
                row.make(file=file, track_id=track.pk, by=by, at=now, seen=seen_in(request.POST), data=data)
        except (UnableToAct, LinkUnusable) as refused:
            typed.add_error(None, str(refused))
        else:
            return render(request, "information/portal/party_done.html", {"objected": move == "party_object"})
    view = next(one for one in file.tracks if one.track.pk == track.pk)
    open_moves = [one.move for one in view.doable if one.move.code in ANSWERS]
    forms = [
        (one, typed if one.code == move else REQUEST_ACTS[one.code].form(asked, prefix=one.code)) for one in open_moves
    ]
    context = {
        "part": track_part(view, legal_date(now)),
        "told": told_of(track.pk),
        "reference": file.matter.reference,
        "seen": file.seen,
        "forms": forms,
        "open_move": move,
    }
    return render(request, "information/portal/party.html", context, status=422 if typed is not None else 200)
