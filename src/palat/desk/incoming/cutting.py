"""The pages of a scanned letter that waits: parted after a page, joined with a neighbour, turned; and undone."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from palat.desk.incoming.common import acted, crumbs, item_seen, reader, url_of
from palat.desk.incoming.showing import pages_of
from palat.kernel.incoming.operations import cutting
from palat.kernel.incoming.procedure import CUTS, QUARTER, STATES, WAITING
from palat.kernel.incoming.queries.cuts import last_cut, neighbour
from palat.kernel.incoming.queries.items import of_scan
from palat.kernel.pages.shapes import Crumb
from palat.kernel.registers.queries import basis_to_keep

MOST_SHOWN = 200  # pages of one letter

ACTS: dict[str, Callable[..., Any]] = {
    "split": cutting.split_after,
    "turn": cutting.turn_page,
    "previous": cutting.join_previous,
    "next": cutting.join_next,
    "undo": cutting.undo,
}
DONE: dict[str, Any] = {
    "split": gettext_lazy("แยกแล้ว ส่วนหลังเป็นอีกฉบับหนึ่งซึ่งรอลงทะเบียน"),
    "turn": gettext_lazy("หมุนหน้าแล้ว"),
    "previous": gettext_lazy("รวมกับฉบับก่อนหน้าแล้ว"),
    "next": gettext_lazy("รวมกับฉบับถัดไปแล้ว"),
    "undo": gettext_lazy("เลิกทำแล้ว"),
}


class CutForm(forms.Form):
    """What a button says: the act, and the page and degrees that it is about; and which cut was the last one seen."""

    act = forms.RegexField(r"^(?:split:\d{1,4}|turn:\d{1,4}:(?:90|180|270)|previous|next|undo)$")
    seen = forms.IntegerField(min_value=0)

    def asked(self) -> tuple[str, dict[str, int]]:
        """Return the act, and what it is about."""
        what, *numbers = self.cleaned_data["act"].split(":")
        names = ("page", "degrees")[: len(numbers)]
        return what, dict(zip(names, map(int, numbers), strict=True))


@never_cache
@login_required
def cut(request: HttpRequest, number: int) -> HttpResponse:
    """Show the pages of a letter that waits, and do to them what a button says."""
    by, authority = reader(request)
    found = item_seen(number, by)
    if not basis_to_keep(found.register, authority):
        raise Http404
    if found.state != WAITING or found.scan_id is None:
        return redirect(url_of(found))
    form = CutForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        what, values = form.asked()
        left = ACTS[what](item_id=found.pk, by=by, at=timezone.now(), seen=form.cleaned_data["seen"], **values)
        shown = left.pk if what == "previous" else found.pk
        return reverse("incoming_cut", args=[shown])

    done = acted(request, form, act, lambda: DONE[form.asked()[0]])
    if done is not None:
        return done
    return render(request, "desk/incoming/cut.html", _shown(found, form), status=422 if form.is_bound else 200)


def _shown(found: Any, form: CutForm) -> dict[str, Any]:
    pages, last = pages_of(found, most=MOST_SHOWN), last_cut(found)
    return {
        "item": found,
        "form": form,
        "pages": [(place, url, place < len(pages)) for place, url in enumerate(pages, start=1)],
        "left_turn": 360 - QUARTER,
        "right_turn": QUARTER,
        "last": last,
        "last_words": _(CUTS[last.kind]) if last else "",
        "seen": last.pk if last else 0,
        "previous": neighbour(found, after=False),
        "next": neighbour(found, after=True),
        "beside": [
            (one, _(STATES[one.state]), one.state != WAITING)
            for one in of_scan(found.scan_id)
            if one.aside != "joined" and one.register_id == found.register_id
        ],
        "crumbs": crumbs(Crumb(_("ลงรับ"), url_of(found))),
    }
