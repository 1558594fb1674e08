"""The public's side: look up what is published, ask for what is not, follow it by its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.forms.requests import RequestFields
from palat.duties.information.operations import requesters
from palat.duties.information.operations.intake import receive_request
from palat.duties.information.queries import tracking
from palat.duties.information.queries.published import published_like
from palat.duties.information.views.clarifying import CLARIFY
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.casework.public import PublicAct, PublicDesk
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.acting import acted

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

    def act() -> str:
        matter = receive_request(asked=form.asked(), by=PASSER_BY, at=timezone.now())
        return reverse("information_receipt", args=[matter.code])

    done = acted(request, form, act, _("สำนักงานได้รับคำขอแล้ว"), refusals=(UnableToAct,), tags=f"draft:{DRAFT}")
    return done or _show(request, form, status=422)


def _show(request: HttpRequest, form: RequestFields, *, status: int = 200) -> HttpResponse:
    return render(request, "information/portal/ask.html", {"form": form}, status=status)


WITHDRAW = PublicAct(
    requesters.withdraw,
    gettext_lazy("ถอนคำขอแล้ว"),
    label=gettext_lazy("ถอนคำขอ"),
    asks=gettext_lazy("เหตุผล"),
    button=gettext_lazy("ยืนยันถอนคำขอ"),
)
FOLLOWED = PublicDesk(
    code="information",
    address="information/",
    page=tracking.page_for,
    acts={"clarify": CLARIFY, "withdraw": WITHDRAW},
    template="information/portal/track.html",
    receipt="information/portal/receipt.html",
)
