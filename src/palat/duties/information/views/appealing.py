"""The public's side of appeals: file one, follow it by its code, say more, withdraw."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.forms.appeals import AppealForm, NamedReasonForm, ReasonForm
from palat.duties.information.operations.appealing import admission
from palat.duties.information.operations.appealing.intake import Appealed, receive_appeal
from palat.duties.information.queries import tracking
from palat.duties.information.queries.appealing.ground import Appealable, order_on_request, rejected_objection
from palat.duties.information.queries.appealing.receiving import is_late
from palat.duties.information.queries.appealing.tracking import appeal_page
from palat.duties.information.queries.times import appeal_limit
from palat.kernel.calendar.counting import legal_date
from palat.kernel.casework.public import PublicAct, PublicDesk
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.onetime import LinkUnusable, open_link, use_up
from palat.kernel.pages.acting import acted

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
    held = hold_files(request) if request.method == "POST" else HeldFiles()

    def act() -> str:
        matter = receive_appeal(appealed=appealed(tuple(held.claimed(now))), by=PASSER_BY, at=now)
        return reverse("information_appeal_receipt", args=[matter.code])

    said = _("สำนักงานได้รับคำอุทธรณ์แล้ว")
    done = None if held.refused else acted(request, form, act, said, refusals=(UnableToAct,), tags=f"draft:{draft}")
    if done:
        return done
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


FOLLOWED = PublicDesk(
    code="information_appeal",
    address="information/appeal/",
    page=appeal_page,
    acts={
        "add_words": PublicAct(
            admission.add_words,
            gettext_lazy("ส่งคำชี้แจงแล้ว"),
            text="text",
            files=True,
            label=gettext_lazy("ชี้แจงหรือเพิ่มเอกสาร"),
            asks=gettext_lazy("รายละเอียด"),
            button=gettext_lazy("ส่ง"),
        ),
        "withdraw_appeal": PublicAct(
            admission.withdraw_appeal,
            gettext_lazy("ถอนอุทธรณ์แล้ว"),
            label=gettext_lazy("ถอนอุทธรณ์"),
            asks=gettext_lazy("เหตุผล"),
            button=gettext_lazy("ยืนยันถอนอุทธรณ์"),
        ),
    },
    template="information/portal/appeal_track.html",
    receipt="information/portal/appeal_receipt.html",
)
