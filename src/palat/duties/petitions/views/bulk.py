"""Acts on many petitions: first what would be refused and why, then all of the rest at once."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from palat.duties.petitions.bulk import BULK, Making, chosen, make_all, tried
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.views import safe_next


@require_POST
@login_required
def bulk(request: HttpRequest, move: str) -> HttpResponse:
    """Show what the act would do to each chosen petition; when confirmed, make it."""
    by, now = actor_of(request), timezone.now()
    act = BULK.get(move)
    if act is None:
        raise Http404
    back = safe_next(request, _came_from(request) or reverse("desk_home"))
    rows = [int(one) for one in request.POST.getlist("row") if one.isdecimal()]
    matters = list(chosen(rows, by=by))
    if not matters:
        messages.warning(request, _("โปรดเลือกเรื่องอย่างน้อยหนึ่งเรื่อง"))
        return redirect(back)
    confirmed = request.POST.get("confirmed") == "1"
    form = act.form(legal_date(now), request.POST if confirmed else None)
    if confirmed and form.is_valid():
        making = Making([one.pk for one in matters], by, now, form.cleaned_data, _seen(request))
        try:
            return redirect(_make(request, move, making, back))
        except (UnableToAct, UnableToClaim) as refused:
            form.add_error(None, _("ยังไม่มีเรื่องใดถูกดำเนินการ: %(why)s") % {"why": refused})
    results = tried(act, matters, by=by, at=now)
    context: dict[str, Any] = {
        "act": act,
        "form": form,
        "back": back,
        "ready": [one.matter for one in results if not one.refusal],
        "refused": [one for one in results if one.refusal],
    }
    return render(request, "petitions/desk/bulk.html", context, status=422 if confirmed else 200)


def _make(request: HttpRequest, move: str, making: Making, back: str) -> str:
    def act() -> str:
        make_all(BULK[move], making)
        return back

    sent = send_once(key=request.POST.get("once_key", ""), at=making.at, act=act)
    if sent.is_first:
        count = len(making.matter_ids)
        words = ngettext("“%(act)s” เรียบร้อยแล้ว %(count)d เรื่อง", "“%(act)s” เรียบร้อยแล้ว %(count)d เรื่อง", count)
        messages.success(request, words % {"act": BULK[move].label, "count": count})
    return sent.url


def _seen(request: HttpRequest) -> dict[int, int]:
    """Read the last event that the person had read of each petition."""
    pairs = (one.partition(":") for one in request.POST.getlist("seen"))
    return {int(pk): int(seq) for pk, _colon, seq in pairs if pk.isdecimal() and seq.isdecimal()}


def _came_from(request: HttpRequest) -> str:
    """Return the list that the viewer came from, when it is ours."""
    parts = urlsplit(request.headers.get("referer", ""))
    ours = parts.netloc == request.get_host() and parts.path.startswith("/desk/")
    return f"{parts.path}?{parts.query}" if ours else ""
