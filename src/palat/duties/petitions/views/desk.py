"""The officials' face of petitions: the file, one page for each act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.acts.by_procedure import ELSEWHERE, FACTS, act_row, first_values
from palat.duties.petitions.next_steps import STEPS, next_of
from palat.duties.petitions.operations.identity import open_identity as open_seal
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries import likeness
from palat.duties.petitions.queries.identity import OPEN_IDENTITY
from palat.duties.petitions.queries.left_behind import left_behind
from palat.duties.petitions.queries.petition import Petition, petition_of
from palat.duties.petitions.queries.reviews import asked_from
from palat.duties.petitions.queries.suggesting import Advice, advice_on
from palat.duties.petitions.queries.visits import visits_of
from palat.kernel.agencies.queries.inbox import first_track_of
from palat.kernel.agencies.views.guarding import track_here
from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.letters.showing import letters_on
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import ActPage, act_page
from palat.kernel.matters.desk.pages import after_act, document, file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.matters.showing import history_tabs, matter_page
from palat.kernel.notices.queries.outbox import notices_about
from palat.kernel.notices.showing import lines_of
from palat.kernel.organisation.agency_side import WRITERS

PAGE = "petition_matter"


@login_required
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """The file of a petition."""
    by = actor_of(request)
    file = file_for(code, by)
    if own := first_track_of(file.matter.pk, by):
        return redirect("agency_track", track_id=own)
    if file.procedure.page != PAGE:
        return redirect(desk_url(file.matter))
    petition = petition_of(file, by)
    history = request.GET.get("history", "")
    after = next_of(file, petition)
    may = {one.move.code for one in file.main.doable}
    context = {
        "page": matter_page(file, by, history),
        "names": {"do": "petition_do", "do_track": "petition_do_track"},
        "history_tabs": history_tabs(history, file.procedure),
        "next": after,
        "groups": STEPS.others(file.main.doable, after),
        "petition": petition,
        "like": _like(file, by) if petition.office else [],
        "left_behind": left_behind(file.matter.pk) if "refer" in may else [],
        "may_merge_this": "merge" in may,
        "may_link": "add_link" in may,
        "advice": _advice(file, petition),
        "asked_from": asked_from(file, by),
        "visits": visits_of(file.matter.pk) if petition.office else [],
        "may_open_statements": file.may_make(OPEN_IDENTITY),
        "told": lines_of(notices_about(f"matter:{file.matter.pk}")) if petition.office else [],
        **letters_on(file.matter.pk, by),
    }
    return render(request, "petitions/desk/matter.html", context)


def _like(file: MatterFile, by: Actor) -> list[likeness.Likely]:
    """Return cases that may be the same, but for those that it is linked with already."""
    linked = {number for one in file.links for number in (one.source_id, one.target_id)}
    found = likeness.like_this(file.matter, by=by, at=timezone.now())
    return [one for one in found if one.id not in linked]


def _advice(file: MatterFile, petition: Petition) -> Advice:
    """Return what is proposed of what nobody decided yet, to officials of the Office alone."""
    if not petition.office or file.matter.closed_at or file.matter.restricted or file.matter.secrecy:
        return Advice()
    open_questions = [] if file.matter.category else ["category"]
    if not any(view.track.type == REFERRAL for view in file.tracks):
        open_questions.append("agency")
    return advice_on(file.matter.pk, targets=open_questions, at=timezone.now()) if open_questions else Advice()


@login_required
def attachment(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """A file on a petition, as far as the viewer may see it."""
    return document(request, code, number)


@login_required
def act(request: HttpRequest, code: str, move: str, track: int = 0) -> HttpResponse:
    """The page of one act: what it asks, what it does; a refusal loses nothing that was typed."""
    by = actor_of(request)
    if move in ELSEWHERE and move not in FACTS:
        return redirect(ELSEWHERE[move], code=code)
    file = file_for(code, by, bare=True)
    if move in FACTS and file.procedure.page == PAGE:
        return redirect(ELSEWHERE[move], code=code)
    row = act_row(file, move)
    if row is None or not file.may_make(move, track):
        raise Http404
    if move == "site_visit" and request.method != "POST":
        return redirect("site_visit", code=code)
    page = ActPage(
        file,
        move,
        row,
        matter_url=reverse("petition_matter", args=[code]),
        after=lambda: after_act(file, by),
        track_id=track,
        initial=first_values(move, file),
    )
    return act_page(request, page, by)


@login_required
def agency_contact(request: HttpRequest, track_id: int) -> HttpResponse:
    """Open how to reach the petitioner, for who works on the track of an agency: only what is not concealed."""
    _by, found = track_here(request, track_id, WRITERS)
    return open_identity(request, found.matter.code, back=reverse("agency_track", args=[track_id]))


@login_required
def open_identity(request: HttpRequest, code: str, back: str = "") -> HttpResponse:
    """Open the seal of a petitioner's identity: a recorded act with a purpose; `back` is the page that led here."""
    back = back or reverse("petition_matter", args=[code])
    by = actor_of(request)
    file = file_for(code, by)
    if file.procedure.page != PAGE:
        raise Http404
    petition: Petition = petition_of(file, by)
    if petition.opening is None or request.method != "POST":
        raise Http404
    try:
        opened = open_seal(
            matter_id=file.matter.pk,
            by=by,
            at=timezone.now(),
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
            move=petition.opening.move,
            track_id=petition.opening.track_id,
        )
    except (UnableToReveal, UnableToAct) as refused:
        messages.error(request, str(refused))
        return redirect(back)
    context = {"file": file, "opened": opened, "labels": petition.field_labels, "back": back}
    return render(request, "petitions/desk/identity.html", context)
