"""What supervisors and officers keep in hand: notes for a day, hand-over, orders, the levels of a file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.duties.petitions.procedure.words import KINDS
from palat.duties.petitions.queries.catalogue import all_chains
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.deciding import ORDER_STATES
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations import holding, reminders
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.rehearsal import refusal_of
from palat.kernel.matters.queries.holding import held_summary
from palat.kernel.matters.queries.orders import late, line_of, orders_for
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import agency_choices, all_officials, officer_choices
from palat.kernel.pages import pieces
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.filters import ChoiceFilter, YesNoFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.text import TextField
from palat.kernel.pages.views import ListingView, safe_next

HANDS_OVER = frozenset({"intake_officer", "shift_leader", "group_head", "director"})


class ReminderForm(forms.Form):
    """A note for a day."""

    words = forms.CharField(label=gettext_lazy("เตือนว่า"), max_length=300)
    day = ThaiDateField(label=gettext_lazy("ในวันที่"))
    for_unit = forms.BooleanField(label=gettext_lazy("ให้ทั้งหน่วยงานเห็น"), required=False)


@login_required
def remind(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a note on a matter for a day."""
    by, now = actor_of(request), timezone.now()
    file = file_for(code, by)
    form = ReminderForm(request.POST or None, initial={"day": legal_date(now) + timedelta(days=7)})
    if form.is_valid():
        try:
            reminders.remind(matter_id=file.matter.pk, by=by, at=now, **form.cleaned_data)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("จะเตือนในวันที่กำหนด"))
            return redirect("petition_matter", code=code)
    status = 422 if form.errors else 200
    return render(request, "petitions/desk/remind.html", {"file": file, "form": form}, status=status)


@require_POST
@login_required
def reminder(request: HttpRequest, number: int) -> HttpResponse:
    """Be done with a note, or let it come up tomorrow or in a week."""
    by, now = actor_of(request), timezone.now()
    days = {"tomorrow": 1, "week": 7}.get(request.POST.get("act", ""))
    try:
        if days:
            reminders.snooze(reminder_id=number, by=by, at=now, day=legal_date(now) + timedelta(days=days))
        else:
            reminders.done(reminder_id=number, by=by, at=now)
    except UnableToAct as refused:
        messages.error(request, str(refused))
    return redirect(safe_next(request, reverse("desk_work")))


class HandOverForm(forms.Form):
    """From whom, to whom, why."""

    from_officer = forms.TypedChoiceField(label=gettext_lazy("โอนจาก"), coerce=int)
    to_officer = forms.TypedChoiceField(label=gettext_lazy("ให้"), coerce=int)
    reason = TextField(label=gettext_lazy("เหตุผล"), rows=2)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_officer"].choices = [("", "—"), *all_officials(today)]  # type: ignore[attr-defined]
        receivers = [("", "—"), *officer_choices("case_officer", today)]
        self.fields["to_officer"].choices = receivers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse to hand over to the same person."""
        data = super().clean() or {}
        if data.get("from_officer") and data.get("from_officer") == data.get("to_officer"):
            raise forms.ValidationError(_("ผู้โอนและผู้รับเป็นคนเดียวกัน"))
        return data


@login_required
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand all open cases of one person to another: first what it would move, then the act."""
    by, now = actor_of(request), timezone.now()
    if not HANDS_OVER & held_roles(by.authority):
        raise Http404
    form = HandOverForm(request.POST or None, today=legal_date(now))
    summary, stayed = None, ""
    if form.is_valid():
        data = form.cleaned_data
        common = {"from_officer_id": data["from_officer"], "to_officer_id": data["to_officer"], "by": by, "at": now}
        if "confirmed" in request.POST:
            try:
                done = holding.hand_over(**common, reason=data["reason"])
            except UnableToAct as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("โอนแล้ว %(count)d เรื่อง") % {"count": done.moved})
                if done.stayed:
                    messages.warning(request, _stayed(done.stayed))
                return redirect("desk_work")
        summary = held_summary(data["from_officer"], by=by, at=now)
        tried: list[holding.HandedOver] = []
        refusal = refusal_of(lambda: tried.append(holding.hand_over(**common, reason=data["reason"])))
        if refusal:
            form.add_error(None, refusal)
        stayed = _stayed(tried[0].stayed) if tried and tried[0].stayed else ""
    context = {"form": form, "summary": summary, "stayed": stayed}
    return render(request, "petitions/desk/hand_over.html", context, status=422 if form.errors else 200)


def _stayed(count: int) -> str:
    """Say how many matters stay, never which."""
    return _("อีก %(count)d เรื่องยังอยู่กับผู้โอน เพราะต้องให้ผู้มีอำนาจในเรื่องนั้นโอน หรือผู้รับมีส่วนได้เสีย") % {"count": count}


def _agency(track: Any) -> Any:
    return name_of(track.agency)


def _due(track: Any) -> Any:
    line = line_of(track)
    if line.late:
        return pieces.badge(f"{pieces.display(line.due_on)} {_('เกินกำหนด')}", tone="danger", icon_name="alert")
    return pieces.display(line.due_on)


def _address(by: Actor) -> Callable[[Any], str]:
    """Return where an item leads: to the matter's file; an agency to what was asked of it."""
    if by.authority is not None and not reads_whole_office(by.authority):
        return lambda track: reverse("agency_track", args=[track.pk])
    return lambda track: reverse("petition_matter", args=[track.matter.code])


ORDERS = Listing(
    code="petitions.orders",
    columns=(
        Column(code="label", label=gettext_lazy("ข้อสั่งการ"), title=True),
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=_agency),
        Column(
            code="by",
            label=gettext_lazy("ผู้สั่ง"),
            value=lambda track: _(ROLES[track.decided_role].label) if track.decided_role else "",
        ),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda track: line_of(track).state),
        Column(code="due", label=gettext_lazy("กำหนด"), value=lambda track: line_of(track).due_on, show=_due),
    ),
    order=("final", "due_at", "id"),
    filters=(
        YesNoFilter(
            code="late", label=gettext_lazy("เกินกำหนด"), apply=lambda rows, yes: late(rows, timezone.now(), yes)
        ),
        ChoiceFilter(
            code="state",
            label=gettext_lazy("สถานะ"),
            choices=lambda: [(one.code, _(one.label)) for one in ORDER_STATES],
        ),
        ChoiceFilter(
            code="agency", label=gettext_lazy("หน่วยงาน"), choices=lambda: agency_choices(legal_date(timezone.now()))
        ),
        ChoiceFilter(
            code="by",
            label=gettext_lazy("ผู้สั่ง"),
            field="decided_role",
            choices=lambda: [(role.code, _(role.label)) for role in ROLES.values() if role.decider],
        ),
    ),
    empty=gettext_lazy("ยังไม่มีข้อสั่งการ"),
)


@method_decorator(login_required, name="dispatch")
class Orders(ListingView):
    """Orders item by item: what is open first, the nearest day first; a decider sees those of the own post."""

    listing = ORDERS
    title = gettext_lazy("ข้อสั่งการ")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Link to the matter only for those who read matters."""
        self.by: Actor = actor_of(request)
        reads = any(ROLES[role].reads not in {"none", "status_only"} for role in held_roles(self.by.authority))
        if reads:
            self.listing = replace(ORDERS, row_url=_address(self.by))  # type: ignore[misc]
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """Return the items that the viewer may follow."""
        return orders_for(self.by)


@login_required
def chains(request: HttpRequest) -> HttpResponse:
    """The levels that a file climbs, per kind of matter, as dated data; provisional ones say so."""
    actor_of(request)
    names = {**dict(KINDS), "*": _("เรื่องทุกชนิดที่ไม่ได้กำหนดไว้")}
    rows = [
        (_(names.get(one.kind, one.kind)), [_(ROLES[role].label) for role in one.roles], one) for one in all_chains()
    ]
    return render(request, "petitions/desk/chains.html", {"rows": rows})
