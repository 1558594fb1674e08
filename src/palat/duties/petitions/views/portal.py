"""A citizen's petition followed by its code: read it, add to it, object, rate, withdraw."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.duties.petitions.operations import citizens, wishes
from palat.duties.petitions.queries import tracking
from palat.kernel.files.holding import hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.addresses import public_url
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.operations.telling import mark_opened
from palat.kernel.pages.text import clean_text

LONGEST_ADDRESS = 254


def track(request: HttpRequest, code: str) -> HttpResponse:
    """The citizen's page of a matter: where it stands, what happened, what one can do."""
    elsewhere = public_url(code)
    if elsewhere and elsewhere != request.path:
        return redirect(elsewhere)
    page = _page(code)
    if "n" in request.GET:
        mark_opened(mark=request.GET["n"], about=f"matter:{page.matter_id}", at=timezone.now())
    return render(request, "petitions/portal/track.html", {"page": page})


def attachment(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """A file that the petitioner gave, or that an officer released to the petitioner."""
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
    """One of a citizen's acts; what was typed is shown again when it is refused."""
    page = _page(code)
    by, now = citizen(page.matter_id), timezone.now()
    typed = request.POST.get("text", "")
    try:
        done = _citizen_act(request, what, page.matter_id, by, now, typed)
    except UnableToAct as error:
        context = {"page": page, "problem": str(error), "typed": typed, "what": what}
        return render(request, "petitions/portal/track.html", context, status=422)
    messages.success(request, done)
    return redirect("petition_track", code=code)


def _citizen_act(request: HttpRequest, what: str, matter_id: int, by: Actor, now: datetime, typed: str) -> str:
    if what == "facts":
        held = hold_files(request)
        if held.refused:
            raise UnableToAct(" ".join(held.refused))
        with transaction.atomic():
            citizens.add_facts(matter_id=matter_id, by=by, at=now, text=typed, files=held.claimed(now))
        return _("เพิ่มข้อเท็จจริงแล้ว")
    if what == "withdraw":
        citizens.withdraw(matter_id=matter_id, by=by, at=now, reason=typed)
        return _("ยุติเรื่องตามที่ขอแล้ว")
    if what == "object":
        citizens.object_to_result(matter_id=matter_id, by=by, at=now, new_facts=typed)
        return _("รับคำขอให้ทบทวนผลแล้ว")
    if what == "rate":
        stars = request.POST.get("stars", "")
        citizens.rate(matter_id=matter_id, by=by, at=now, stars=int(stars) if stars.isdecimal() else 0, words=typed)
        return _("ขอบคุณสำหรับคะแนน")
    if what == "notices":
        wishes.choose(matter_id=matter_id, chosen=_chosen(request), by=by, at=now)
        return _("บันทึกช่องทางการแจ้งแล้ว")
    raise Http404


def _chosen(request: HttpRequest) -> wishes.Chosen:
    names = ("channel", "language", "address", "old_address")
    return wishes.Chosen(**{name: clean_text(request.POST.get(name, ""))[:LONGEST_ADDRESS] for name in names})
