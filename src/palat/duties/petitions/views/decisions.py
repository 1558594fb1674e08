"""The decider's page: one phone screen, one decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.petitions.acts import ACTS, Asked
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import Moved, UnableToAct
from palat.kernel.matters.operations.decisions import opened
from palat.kernel.matters.queries.decisions import NotBefore, decision_file
from palat.kernel.matters.queries.file import bare_file

MOVES = ("decide", "endorse", "return_draft", "record_decision", "confirm_decision")


@login_required
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """Show the file that lies before the viewer, and take the decision."""
    by, now = actor_of(request), timezone.now()
    try:
        page = decision_file(code=code, by=by)
    except NotBefore:
        raise Http404 from None
    opened(submission_id=page.submission_id, at=now)
    file = bare_file(page.matter_id)
    asked = Asked(file, legal_date(now))
    move = request.POST.get("move", "")
    typed = ACTS[move].form(asked, request.POST, prefix=move) if move in MOVES else None
    context = {"page": page, "open_move": move}
    if typed is not None and typed.is_valid():
        try:
            ACTS[move].make(
                file=file, track_id=0, by=by, at=now, seen=int(request.POST.get("seen") or 0), data=typed.cleaned_data
            )
        except (UnableToAct, Moved) as refused:
            typed.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกการพิจารณาแล้ว"))
            return redirect("desk_decisions")
    forms = {name: (typed if name == move else ACTS[name].form(asked, prefix=name)) for name in MOVES}
    return render(
        request, "petitions/desk/decision.html", {**context, "forms": forms}, status=422 if typed is not None else 200
    )
