"""The public's side: complain about an agency, ask for a check, follow it by its code."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.forms.complaints import OwnComplaint, PortalComplaint
from palat.duties.information.operations.complaints import handling
from palat.duties.information.operations.complaints.intake import Complained, receive_complaint
from palat.duties.information.queries import tracking as requests
from palat.duties.information.queries.complaints import tracking
from palat.duties.information.queries.complaints.arising import Arising, arising_from
from palat.duties.information.queries.times import appeal_limit
from palat.duties.information.views.clarifying import CLARIFY
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.casework.public import PublicAct, PublicDesk
from palat.kernel.files.holding import hold_files
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.acting import acted

PASSER_BY = Actor("citizen")
DRAFT = "information-complaint"


def complain(request: HttpRequest) -> HttpResponse:
    """The form of a complaint about any agency; what is in truth an appeal is told so."""
    if request.method != "POST":
        return _show(request, PortalComplaint(initial={"kind": request.GET.get("kind", "")}))
    form = PortalComplaint(request.POST)
    if form.appeals:
        return _show(request, form, appeal=_appeal(form.appeals))
    if not form.is_valid():
        return _show(request, form, status=422)
    return _send(request, form, lambda files: form.complained(files=files), PASSER_BY, {})


def complain_of_request(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a complaint that arises from a request to this Office, opened by the request's own code."""
    page = requests.page_for(code)
    if page is None:
        raise Http404
    known = arising_from(page)
    form = OwnComplaint(request.POST or None, offered=known.offered, initial={"kind": known.likely})
    context = {"page": page, "known": known, "appeal": _appeal(page.matter.row.kind) if known.refused else None}
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if form.is_bound else 200, **context)

    return _send(request, form, lambda files: _from_request(known, form, files), citizen(known.request_id), context)


def _from_request(known: Arising, form: OwnComplaint, files: Any) -> Complained:
    data = form.cleaned_data
    return Complained(
        kind=data["kind"],
        text=data["text"],
        agency_id=known.agency_id,
        wanted=known.wanted,
        asked_on=known.asked_on,
        answer_by=known.answer_by,
        request_id=known.request_id,
        person_id=known.person_id,
        files=files,
    )


def _send(request: HttpRequest, form: Any, complained: Any, by: Actor, context: dict[str, Any]) -> HttpResponse:
    held = hold_files(request)

    def act() -> str:
        now = timezone.now()
        matter = receive_complaint(complained=complained(tuple(held.claimed(now))), by=by, at=now)
        return reverse("information_complaint_receipt", args=[matter.code])

    said = _("สำนักงานได้รับเรื่องร้องเรียนแล้ว")
    done = None if held.refused else acted(request, form, act, said, refusals=(UnableToAct,), tags=f"draft:{DRAFT}")
    return done or _show(request, form, status=422, held=held, **context)


def _show(request: HttpRequest, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    days = limit("information.complaint", on=legal_date(timezone.now())).amount
    context = {"form": form, "days": days, **more}
    return render(request, "information/portal/complain.html", context, status=status)


def _appeal(kind: str) -> dict[str, Any]:
    law = appeal_limit(kind, on=legal_date(timezone.now()))
    return {"days": law.amount, "own": kind == "own"}


WITHDRAW = PublicAct(
    handling.withdraw,
    gettext_lazy("ถอนเรื่องแล้ว"),
    label=gettext_lazy("ถอนเรื่อง"),
    asks=gettext_lazy("เหตุผล"),
    button=gettext_lazy("ยืนยันถอนเรื่อง"),
)
FOLLOWED = PublicDesk(
    code="information_complaint",
    address="information/complaint/",
    page=tracking.complaint_page,
    acts={"clarify": CLARIFY, "withdraw": WITHDRAW},
    template="information/portal/complaint_track.html",
    receipt="information/portal/complaint_receipt.html",
)
