"""The public face of petitions: say it, get a code, follow it, add to it, object, rate."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms import PortalPetitionForm
from palat.duties.petitions.operations import citizens
from palat.duties.petitions.operations.intake import Brought, UnableToReceive, file_petition
from palat.duties.petitions.queries import tracking
from palat.duties.petitions.views.uploads import hold_files
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.operations import send_once
from palat.kernel.registers.procedure import BadTrackingCode, parse_tracking_code

# Someone who files has no matter yet; the act records a citizen, nothing more.
PASSER_BY = Actor("citizen")


def file(request: HttpRequest) -> HttpResponse:
    """The petition form; a second sending of the same form leads to the first one's receipt."""
    if request.method != "POST":
        return render(request, "petitions/portal/file.html", {"form": PortalPetitionForm()})
    form = PortalPetitionForm(request.POST)
    held = hold_files(request)
    if form.is_valid() and not held.refused:
        now = timezone.now()
        try:
            sent = send_once(
                key=request.POST.get("once_key", ""), at=now, act=lambda: _file(form, held.claimed(now), now)
            )
            return redirect(sent.url)
        except UnableToReceive as error:
            form.add_error("text", str(error))
    return render(
        request, "petitions/portal/file.html", {"form": form, "kept": held.kept, "refused": held.refused}, status=422
    )


def _file(form: PortalPetitionForm, files: tuple[tuple[int, str], ...], now: datetime) -> str:
    data = form.cleaned_data
    matter = file_petition(
        brought=Brought(
            kind=data["kind"],
            channel="web",
            text=data["text"],
            wanted=data["wanted"],
            area_id=form.area(),
            place_words=data["place_words"],
            person=form.person(),
            conceal=tuple(data["conceal"]),
            accused=data["accused"],
            answer_by=data["answer_by"],
            danger=data["danger"],
            files=files,
        ),
        by=PASSER_BY,
        at=now,
    )
    return reverse("petition_receipt", args=[matter.code])


def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt: the code, large, and what happens now."""
    return render(request, "petitions/portal/receipt.html", {"page": _page(code)})


def find(request: HttpRequest) -> HttpResponse:
    """Ask for a code, in whatever way it was written down."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return render(request, "petitions/portal/find.html", {})
    try:
        code = parse_tracking_code(typed)
    except BadTrackingCode as error:
        return render(request, "petitions/portal/find.html", {"typed": typed, "problem": str(error)}, status=422)
    if tracking.page_for(code) is None:
        problem = _("ไม่พบเรื่องของรหัสนี้ โปรดตรวจตัวเลขอีกครั้ง หรือโทร 1111")
        return render(request, "petitions/portal/find.html", {"typed": typed, "problem": problem}, status=404)
    return redirect("petition_track", code=code)


def track(request: HttpRequest, code: str) -> HttpResponse:
    """The citizen's page of a matter: where it stands, what happened, what one can do."""
    return render(request, "petitions/portal/track.html", {"page": _page(code)})


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
    raise Http404
