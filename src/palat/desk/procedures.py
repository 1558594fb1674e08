"""The procedures as they stand: a chart of the states, and every move in words, drawn from the procedure's data."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.charts import svg
from palat.kernel.matters.describing import moves_in_words
from palat.kernel.matters.registry import procedure, procedures


@login_required
def every(request: HttpRequest) -> HttpResponse:
    """List the procedures, newest version first."""
    actor_of(request)
    known = sorted(procedures(), key=lambda one: (one.code, -one.version))
    rows = [(one, _(one.label), len(one.tracks), sum(len(track.moves) for track in one.tracks)) for one in known]
    return render(request, "desk/procedures.html", {"procedures": rows})


@login_required
def one(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Show one procedure: for each track its chart and its moves."""
    actor_of(request)
    try:
        found = procedure(code, version)
    except KeyError:
        raise Http404 from None
    today = legal_date(timezone.now())
    tracks: list[dict[str, Any]] = [
        {
            "code": track.code,
            "label": _(track.label),
            "chart": mark_safe(svg(track)),  # noqa: S308 - drawn by our own code, which escapes every label
            "moves": moves_in_words(found, track, today),
        }
        for track in found.tracks
    ]
    return render(request, "desk/procedure.html", {"procedure": found, "label": _(found.label), "tracks": tracks})
