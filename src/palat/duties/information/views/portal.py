"""The public's side: look up what is published, ask for what is not, follow it by its code."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.duties.information.forms.requests import RequestFields
from palat.duties.information.operations import requesters
from palat.duties.information.operations.intake import receive_request
from palat.duties.information.queries import tracking
from palat.duties.information.queries.published import published_like
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.files.holding import hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.operations.telling import mark_opened
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.views import sent

PASSER_BY = Actor("citizen")
DRAFT = "information-request"


def home(request: HttpRequest) -> HttpResponse:
    """Look up what is published already, before asking for it."""
    typed = " ".join(request.GET.get("q", "").split())[:300]
    days = limit("information.reply", on=legal_date(timezone.now())).amount
    context = {"typed": typed, "found": published_like(typed) if typed else [], "days": days}
    return render(request, "information/portal/home.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """The form of a request; what may be published already is shown once, before it is sent."""
    if request.method != "POST":
        typed = request.GET.get("q", "").strip()[:1000]
        return _show(request, RequestFields(initial={"text": typed}))
    form = RequestFields(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    found = published_like(form.cleaned_data["text"])
    if found and "looked" not in request.POST:
        return render(request, "information/portal/ask.html", {"form": form, "found": found})
    now = timezone.now()
    try:
        sending = send_once(key=request.POST.get("once_key", ""), at=now, act=lambda: _receive(form, now))
    except (UnableToAct, UnableToClaim) as error:
        form.add_error(None, str(error))
        return _show(request, form, status=422)
    if sending.is_first:
        sent(request, _("สำนักงานได้รับคำขอแล้ว"), draft=DRAFT)
    return redirect(sending.url)


def _show(request: HttpRequest, form: RequestFields, *, status: int = 200) -> HttpResponse:
    return render(request, "information/portal/ask.html", {"form": form}, status=status)


def _receive(form: RequestFields, now: datetime) -> str:
    matter = receive_request(asked=form.asked(), by=PASSER_BY, at=now)
    return reverse("information_receipt", args=[matter.code])


def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt: the code, large, and what happens now."""
    return render(request, "information/portal/receipt.html", {"page": _page(code)})


def track(request: HttpRequest, code: str) -> HttpResponse:
    """The requester's page: where the request stands, the order, what was handed over, what one can do."""
    page = _page(code)
    if "n" in request.GET:
        mark_opened(mark=request.GET["n"], about=f"matter:{page.matter.id}", at=timezone.now())
    return render(request, "information/portal/track.html", {"page": page})


def attachment(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """A file that the requester gave, or that was handed over."""
    one = tracking.file_for(code, number)
    if one is None:
        raise Http404
    return file_response(one.file, one.name)


def _page(code: str) -> tracking.TrackingPage:
    page = tracking.page_for(code)
    if page is None:
        raise Http404
    return page


@require_POST
def act(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """What a requester does: clarify, withdraw; what was typed is shown again when it is refused."""
    page = _page(code)
    by, now, typed = citizen(page.matter.id), timezone.now(), request.POST.get("text", "")
    try:
        done = _act(request, what, page.matter.id, by, now, typed)
    except UnableToAct as error:
        context = {"page": page, "problem": str(error), "typed": typed, "what": what}
        return render(request, "information/portal/track.html", context, status=422)
    messages.success(request, done)
    return redirect("information_track", code=code)


def _act(request: HttpRequest, what: str, matter_id: int, by: Actor, now: datetime, typed: str) -> str:
    if what == "clarify":
        held = hold_files(request)
        if held.refused:
            raise UnableToAct(" ".join(held.refused))
        with transaction.atomic():
            requesters.clarify(matter_id=matter_id, by=by, at=now, text=typed, files=held.claimed(now))
        return _("ส่งคำชี้แจงแล้ว")
    if what == "withdraw":
        requesters.withdraw(matter_id=matter_id, by=by, at=now, words=typed)
        return _("ถอนคำขอแล้ว")
    raise Http404
