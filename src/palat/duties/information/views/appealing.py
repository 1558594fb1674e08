"""The public's side of appeals: file one, follow it by its code, say more, withdraw."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.duties.information.forms.appeals import AppealForm, NamedReasonForm, ReasonForm
from palat.duties.information.operations.appealing import admission
from palat.duties.information.operations.appealing.intake import Appealed, receive_appeal
from palat.duties.information.queries import tracking
from palat.duties.information.queries.appealing.ground import Appealable, order_on_request, rejected_objection
from palat.duties.information.queries.appealing.receiving import is_late
from palat.duties.information.queries.appealing.tracking import AppealPage, appeal_page, own_file
from palat.duties.information.queries.times import appeal_limit
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.onetime import LinkUnusable, open_link, use_up
from palat.kernel.notices.operations.telling import mark_opened
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.views import sent

PASSER_BY = Actor("citizen")


def ask(request: HttpRequest) -> HttpResponse:
    """File an appeal against another agency."""
    form = AppealForm(request.POST or None)
    return _filing(request, form, "appeal", lambda files: form.appealed(files=files))


def against_order(request: HttpRequest, code: str) -> HttpResponse:
    """File an appeal against the order on a request, from its tracking page: everything but the reason is known."""
    page = tracking.page_for(code)
    ground = order_on_request(page.matter.id) if page else None
    if ground is None:
        raise Http404
    kind = ReasonForm if ground.person_id else NamedReasonForm
    form = kind(request.POST or None)
    return _filing(request, form, f"appeal-{code}", lambda files: _appealed(form, ground, files), ground)


def against_rejection(request: HttpRequest, token: str) -> HttpResponse:
    """File a third party's appeal against the rejection of its objection, behind its single-use link."""
    try:
        by, track = open_link(token=token, at=timezone.now())
    except LinkUnusable as gone:
        context = {"problem": str(gone), "typed": request.POST.get("text", "")}
        return render(request, "information/portal/party_gone.html", context, status=410)
    ground = rejected_objection(track.pk)
    if ground is None:
        raise Http404
    form = ReasonForm(request.POST or None)

    def appealed(files: tuple[tuple[int, str], ...]) -> Appealed:
        use_up(by=by, at=timezone.now())  # undone with the transaction of the filing where it is refused
        return _appealed(form, ground, files)

    return _filing(request, form, "appeal-party", appealed, ground)


def _appealed(form: forms.Form, ground: Appealable, files: tuple[tuple[int, str], ...]) -> Appealed:
    data = form.cleaned_data
    person = form.person() if isinstance(form, NamedReasonForm) else {}
    return Appealed(
        data["text"],
        request_id=ground.request_id,
        party_id=ground.party_id,
        person=person,
        answer_by=data.get("answer_by", "code"),
        files=files,
    )


def _filing(
    request: HttpRequest,
    form: forms.Form,
    draft: str,
    appealed: Callable[[tuple[tuple[int, str], ...]], Appealed],
    ground: Appealable | None = None,
) -> HttpResponse:
    now = timezone.now()
    held = hold_files(request) if request.method == "POST" else None
    if held is not None and form.is_valid() and not held.refused:
        try:
            sending = send_once(key=request.POST.get("once_key", ""), at=now, act=lambda: _receive(appealed, held, now))
        except (UnableToAct, UnableToClaim) as refused:
            form.add_error(None, str(refused))
        else:
            if sending.is_first:
                sent(request, _("สำนักงานได้รับคำอุทธรณ์แล้ว"), draft=draft)
            return redirect(sending.url)
    context: dict[str, Any] = {
        "form": form,
        "held": held,
        "draft": draft,
        "ground": ground,
        "late": ground is not None and is_late(now, ground.last_day),
        "intro": _("เขียนเป็นภาษาใดก็ได้ ผู้อุทธรณ์ไม่ต้องเสียค่าใช้จ่าย"),
        "days": {kind: appeal_limit(kind, on=legal_date(now)).amount for kind in ("general", "own")},
    }
    return render(request, "information/portal/appeal.html", context, status=422 if form.is_bound else 200)


def _receive(appealed: Callable[[tuple[tuple[int, str], ...]], Appealed], held: HeldFiles, now: datetime) -> str:
    matter = receive_appeal(appealed=appealed(tuple(held.claimed(now))), by=PASSER_BY, at=now)
    return reverse("information_appeal_receipt", args=[matter.code])


def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt: the code, large, and what happens now."""
    return render(request, "information/portal/appeal_receipt.html", {"page": _page(code)})


def track(request: HttpRequest, code: str) -> HttpResponse:
    """The appellant's page: where the appeal stands, the ruling once it was made known, what one can do."""
    page = _page(code)
    if "n" in request.GET:
        mark_opened(mark=request.GET["n"], about=f"matter:{page.matter.id}", at=timezone.now())
    return render(request, "information/portal/appeal_track.html", {"page": page})


def attachment(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """A file that the appellant gave."""
    one = own_file(code, number)
    if one is None:
        raise Http404
    return file_response(one.file, one.name)


@require_POST
def act(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """What an appellant does: say more, withdraw; what was typed is shown again when it is refused."""
    page = _page(code)
    by, now, typed = citizen(page.matter.id), timezone.now(), request.POST.get("text", "")
    try:
        done = _act(request, what, page.matter.id, by, now, typed)
    except UnableToAct as error:
        context = {"page": page, "problem": str(error), "typed": typed, "what": what}
        return render(request, "information/portal/appeal_track.html", context, status=422)
    messages.success(request, done)
    return redirect("information_appeal_track", code=code)


def _act(request: HttpRequest, what: str, matter_id: int, by: Actor, now: datetime, typed: str) -> str:
    if what == "add_words":
        held = hold_files(request)
        if held.refused:
            raise UnableToAct(" ".join(held.refused))
        with transaction.atomic():
            admission.add_words(matter_id=matter_id, by=by, at=now, text=typed, files=held.claimed(now))
        return _("ส่งคำชี้แจงแล้ว")
    if what == "withdraw_appeal":
        admission.withdraw_appeal(matter_id=matter_id, by=by, at=now, words=typed)
        return _("ถอนอุทธรณ์แล้ว")
    raise Http404


def _page(code: str) -> AppealPage:
    page = appeal_page(code)
    if page is None:
        raise Http404
    return page
