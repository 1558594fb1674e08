"""Finding words in all documents of a set, and covering the places that were chosen."""

from contextlib import ExitStack
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from palat.kernel.files.bounding import at_hand
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.pages.shapes import Crumb
from palat.kernel.redaction import reading
from palat.kernel.redaction.forms import FindForm, SpotsForm
from palat.kernel.redaction.models import Source
from palat.kernel.redaction.operations import marks
from palat.kernel.redaction.procedure import as_plain
from palat.kernel.redaction.queries.sets import sources_of
from palat.kernel.redaction.showing import PlaceLine, place_lines
from palat.kernel.redaction.views.common import UNREADABLE, acted, crumbs, grounds_today, set_or_404


@login_required
@never_cache
def find(request: HttpRequest, set_id: int) -> HttpResponse:
    """Where words stand in the documents of a set; the chosen places are covered together."""
    found = set_or_404(request, set_id)
    if not found.may_prepare:
        raise Http404
    by, now = actor_of(request), timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = SpotsForm(sent, grounds=grounds_today(found))

    def act() -> str:
        data = form.cleaned_data
        marks.mark(set_id=set_id, spots=data["spot"], ground=data["ground"], words=data["words"], by=by, at=now)
        return reverse("release_set", args=[set_id])

    done = acted(request, form, act, lambda: _covered(len(form.cleaned_data["spot"])))
    if done is not None:
        return done
    asked = FindForm(request.GET if "words" in request.GET else None)
    sources = {one.pk: one for one in sources_of(found.release_set) if one.state == "ready"}
    context: dict[str, Any] = {
        "found": found,
        "asked": asked,
        "form": form,
        "places": _places(asked.cleaned_data["words"], sources) if asked.is_valid() else None,
        "pictures": [one.title for one in sources.values() if one.kind == "picture"],
        "chosen": (sent or request.GET).getlist("spot"),
        "crumbs": crumbs(found, Crumb(_("หาคำ"))),
    }
    return render(request, "redaction/find.html", context, status=422 if form.is_bound else 200)


def _covered(count: int) -> str:
    return ngettext("ปกปิดแล้ว %(count)d แห่ง", "ปกปิดแล้ว %(count)d แห่ง", count) % {"count": count}


def _places(words: str, sources: dict[int, Source]) -> list[PlaceLine]:
    with ExitStack() as stack:
        files = [
            (str(one.pk), stack.enter_context(at_hand(one.base)))
            for one in sources.values()
            if one.base is not None and not one.withheld_ground
        ]
        try:
            return place_lines(as_plain(reading.seek(files, words)), sources)
        except UNREADABLE:
            return []
