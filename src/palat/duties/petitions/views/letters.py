"""Letters to the petitioners of many petitions at once: of ticked rows, or of the whole list as it is narrowed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.petitions.bulk import chosen
from palat.duties.petitions.forms.letters import LettersForm
from palat.duties.petitions.queries.listing import listed, may_list
from palat.duties.petitions.views.listing import PETITIONS
from palat.kernel.letters.operations.batches import MOST, begin_letters
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.listing import Narrowed
from palat.kernel.pages.operations import UnableToClaim, send_once


@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """Ask which letter, show to how many petitioners it would go, and begin the batch when that is confirmed."""
    by, now = actor_of(request), timezone.now()
    if not may_list(by) or by.authority is None:
        raise Http404
    rows = [int(one) for one in request.POST.getlist("row") if one.isdecimal()]
    matters = _matters(request, by, rows)
    numbers = list(matters.values_list("pk", flat=True)[: MOST + 1])
    confirmed = request.POST.get("confirmed") == "1"
    form = LettersForm(request.POST if confirmed else None)
    if confirmed and form.is_valid():

        def act() -> str:
            batch = begin_letters(matter_ids=numbers, by=by, at=now, **form.cleaned_data)
            return reverse("letter_batch", args=[batch.pk])

        try:
            return redirect(send_once(key=request.POST.get("once_key", ""), at=now, act=act).url)
        except (UnableToAct, UnableToClaim) as refused:
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "rows": rows,
        "count": len(numbers),
        "too_many": len(numbers) > MOST,
        "most": MOST,
        "nameless": matters.filter(pk__in=numbers, petition__person=None).count(),
        "title": _("ออกหนังสือถึงผู้ร้องหลายราย"),
    }
    return render(request, "petitions/desk/letters.html", context, status=422 if form.errors else 200)


def _matters(request: HttpRequest, by: Actor, rows: list[int]) -> "QuerySet[Any]":
    if rows:
        return chosen(rows, by=by)
    return Narrowed(PETITIONS, listed(by), request.GET).rows.order_by("pk")
