"""The log of shifts: what one shift leader hands over and the next one acknowledges."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms.contacts import HandoverForm
from palat.duties.petitions.models import HandoverItem
from palat.duties.petitions.operations import shifts as acts
from palat.duties.petitions.procedure.contacts import EDITORS
from palat.duties.petitions.queries.contacts import (
    counts_between,
    counts_in_words,
    handovers,
    open_items,
    recent_shifts,
    shift_by_key,
)
from palat.duties.petitions.views.roles import RoleListing, with_role
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import DateRangeFilter, YesNoFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action


def _state(row: Any) -> Any:
    if row.acknowledged_at:
        return pieces.badge(_("รับเวรแล้ว"), tone="good", icon_name="check")
    return pieces.badge(_("รอผู้รับเวร"), tone="warn", icon_name="clock")


HANDOVERS = Listing(
    code="handovers",
    columns=(
        Column(code="begins_at", label=gettext_lazy("เวร"), value="begins_at", title=True),
        Column(code="shift", label=gettext_lazy("ชื่อเวร"), value=lambda row: name_of(row.shift)),
        Column(code="all", label=gettext_lazy("การติดต่อ"), value=lambda row: row.counts.get("all", 0), css="num"),
        Column(code="open_items", label=gettext_lazy("ค้าง"), value="open_items", css="num"),
        Column(code="by", label=gettext_lazy("ผู้ส่งเวร"), value=lambda row: str(row.written_by)),
        Column(code="next", label=gettext_lazy("ผู้รับเวร"), value=lambda row: str(row.acknowledged_by or "")),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda row: bool(row.acknowledged_at), show=_state),
    ),
    filters=(
        YesNoFilter(
            code="waiting",
            label=gettext_lazy("รอผู้รับเวร"),
            apply=lambda rows, yes: rows.filter(acknowledged_at__isnull=yes),
        ),
        DateRangeFilter(code="day", label=gettext_lazy("วันที่"), field="begins_at"),
    ),
    order=("-begins_at", "-id"),
    row_url=address_of("shift_one"),
    empty=gettext_lazy("ยังไม่มีบันทึกส่งเวร"),
)


class Handovers(RoleListing):
    """The handovers, newest first, with what is still open from all of them."""

    roles = EDITORS
    listing = HANDOVERS
    title = gettext_lazy("ส่งเวรและรับเวร")
    template_name = "petitions/shifts/list.html"

    def rows(self) -> QuerySet[Any]:
        return handovers()

    def actions(self) -> list[Action]:
        listed = recent_shifts(timezone.now(), days=2)[:1]
        return [
            Action(
                _("ส่ง%(shift)s") % {"shift": name_of(one.shift)},
                reverse("shift_hand_over", args=[one.key]),
                "pen",
                "primary",
            )
            for one in listed
        ]

    def extra(self) -> dict[str, Any]:
        given = set(handovers().order_by("-begins_at").values_list("shift_id", "begins_at")[:20])
        missing = [one for one in recent_shifts(timezone.now(), days=2) if (one.shift.pk, one.begins_at) not in given]
        return {"items": list(open_items()[:50]), "missing": missing[1:4]}


@login_required
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """Write the handover of a shift; its figures stand beside."""
    by, now = with_role(request, EDITORS), timezone.now()
    shift = shift_by_key(key)
    if shift is None:
        raise Http404
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            kept = acts.hand_over(shift=shift, words=data["words"], items=data["items"].splitlines(), by=by, at=now)
        except (acts.UnableToHandOver, UnableToAct) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("ส่งเวรแล้ว รอผู้รับเวร"))
            return redirect("shift_one", number=kept.pk)
    counts = counts_between(shift.begins_at, min(shift.ends_at, now))
    context = {
        "form": form,
        "shift": shift,
        "total": counts["all"],
        "counts": counts_in_words(counts),
        "items": list(open_items()[:50]),
    }
    return render(request, "petitions/shifts/hand_over.html", context, status=422 if form.errors else 200)


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One handover; the next shift leader acknowledges it here."""
    by, now = with_role(request, EDITORS), timezone.now()
    found = handovers().filter(pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            acts.acknowledge(handover_id=number, by=by, at=now, words=request.POST.get("words", "")[:2000])
        except (acts.UnableToHandOver, UnableToAct) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("รับเวรแล้ว"))
        return redirect("shift_one", number=number)
    context = {
        "handover": found,
        "total": found.counts.get("all", 0),
        "counts": counts_in_words(found.counts),
        "items": found.items.select_related("done_by").order_by("pk"),
        "may_acknowledge": found.acknowledged_by_id is None and found.written_by_id != by.official_id,
    }
    return render(request, "petitions/shifts/one.html", context)


@login_required
@require_POST
def finish_item(request: HttpRequest, number: int) -> HttpResponse:
    """Say that something left open is done."""
    by = with_role(request, EDITORS)
    item = HandoverItem.objects.filter(pk=number).first()
    if item is None:
        raise Http404
    acts.finish_item(item_id=number, by=by, at=timezone.now())
    messages.success(request, _("บันทึกว่าเสร็จแล้ว"))
    return redirect("shift_one", number=item.handover_id)
