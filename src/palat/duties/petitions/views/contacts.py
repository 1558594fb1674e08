"""Contacts as lists, one by one, and by shift; promises to call back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from palat.duties.petitions.forms.contacts import AttemptForm, JoinForm
from palat.duties.petitions.models import Contact
from palat.duties.petitions.operations import contacts as acts
from palat.duties.petitions.operations.intake import UnableToReceive
from palat.duties.petitions.procedure.contacts import ATTEMPTS, CALLERS, READERS, SETTLERS, TAKERS
from palat.duties.petitions.procedure.words import CHANNELS, KINDS, OUTCOMES
from palat.duties.petitions.queries.contacts import (
    contacts_of,
    figures_of,
    may_open_case,
    promises,
    recent_shifts,
    shift_at,
)
from palat.duties.petitions.views.calling import Calling
from palat.duties.petitions.views.roles import RoleListing, with_role
from palat.kernel.matters.authority import held_roles
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.finding import find_matter
from palat.kernel.matters.showing import code_column
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Fact


def _labels(pairs: Any) -> dict[str, Any]:
    return {code: gettext_lazy(label) for code, label in pairs}


KIND, OUTCOME, CHANNEL = _labels(KINDS), _labels(OUTCOMES), _labels(CHANNELS)
TONES: dict[str, Any] = {"case": "info", "joined": "info", "call_back": "warn", "abuse": "danger", "answered": "good"}


def of_shift(rows: QuerySet[Any], which: str) -> QuerySet[Any]:
    """Narrow contacts to the shift that runs now, or the one before it."""
    running = shift_at(timezone.now())
    if which == "before" and running:
        running = shift_at(running.begins_at - (running.ends_at - running.begins_at) / 2)
    if running is None:
        return rows.none()
    return rows.filter(at__gte=running.begins_at, at__lt=running.ends_at)


CONTACTS = Listing(
    code="contacts",
    columns=(
        Column(code="at", label=gettext_lazy("เมื่อ"), value="at", title=True, css="nowrap"),
        Column(code="kind", label=gettext_lazy("ชนิด"), value=lambda row: str(KIND[row.kind]), css="nowrap"),
        Column(
            code="outcome",
            label=gettext_lazy("ผล"),
            value=lambda row: str(OUTCOME[row.outcome]),
            show=lambda row: pieces.badge(OUTCOME[row.outcome], tone=TONES.get(row.outcome, "neutral")),
        ),
        Column(code="channel", label=gettext_lazy("ช่องทาง"), value=lambda row: str(CHANNEL[row.channel])),
        code_column(lambda row: row.matter, code="matter"),
        Column(
            code="words",
            label=gettext_lazy("บันทึก"),
            value="words",
            show=lambda row: pieces.display(Truncator(row.words).chars(80)),
        ),
        Column(code="taken_by", label=gettext_lazy("ผู้รับ"), value=lambda row: str(row.taken_by or "")),
    ),
    filters=(
        ChoiceFilter(code="kind", label=gettext_lazy("ชนิด"), choices=tuple(KIND.items()), many=True),
        ChoiceFilter(code="outcome", label=gettext_lazy("ผล"), choices=tuple(OUTCOME.items()), many=True),
        ChoiceFilter(code="channel", label=gettext_lazy("ช่องทาง"), choices=tuple(CHANNEL.items()), many=True),
        ChoiceFilter(
            code="shift",
            label=gettext_lazy("เวร"),
            choices=(("now", gettext_lazy("เวรนี้")), ("before", gettext_lazy("เวรก่อน"))),
            apply=of_shift,
        ),
        YesNoFilter(
            code="case",
            label=gettext_lazy("ผูกกับเรื่อง"),
            apply=lambda rows, yes: rows.filter(matter__isnull=not yes),
        ),
        DateRangeFilter(code="day", label=gettext_lazy("วันที่"), field="at"),
    ),
    order=("-at", "-id"),
    row_url=address_of("contact_one"),
    empty=gettext_lazy("ยังไม่มีการติดต่อ"),
)


class Contacts(RoleListing):
    """Every contact, case or not; an agent's own only."""

    roles = READERS | TAKERS
    listing = CONTACTS
    title = gettext_lazy("การติดต่อ")

    def rows(self) -> QuerySet[Any]:
        return contacts_of(self.by)

    def actions(self) -> list[Action]:
        if not READERS & held_roles(self.by.authority):
            return []
        return [Action(_("สถิติรายเวร"), reverse("contact_figures"), icon="chart")]


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One contact: what was said, what became of it; later it may become a case or join one."""
    by, now = with_role(request, READERS | TAKERS), timezone.now()
    contact = contacts_of(by).filter(pk=number).first()
    if contact is None:
        raise Http404
    roles = held_roles(by.authority)
    tied = contact.outcome in {"case", "joined"} or contact.kind == "nuisance"
    may_settle = not tied and bool(SETTLERS & roles or (contact.taken_by_id == by.official_id and TAKERS & roles))
    may_join = may_settle and bool(READERS & roles)
    form = JoinForm(request.POST or None, initial={"words": contact.words})
    if request.method == "POST" and may_join and form.is_valid():
        data = form.cleaned_data
        try:
            found = find_matter(data["code"], by=by)
            if len(found) != 1:
                raise UnableToReceive(_("ไม่พบเรื่องตามรหัสหรือเลขทะเบียนนี้"))
            acts.join_case(
                code=found[0].code,
                kind=contact.kind,
                channel=contact.channel,
                words=data["words"],
                by=by,
                at=now,
                contact_id=contact.pk,
            )
        except (UnableToReceive, UnableToAct) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("เพิ่มเข้าเรื่องแล้ว"))
            return redirect("contact_one", number=number)
    context = {
        "contact": contact,
        "facts": _facts(contact),
        "attempts": [(row, _(dict(ATTEMPTS)[row.result])) for row in contact.attempts.select_related("by")],
        "may_settle": may_settle,
        "may_join": may_join,
        "may_open": may_open_case(contact, by),
        "form": form,
    }
    return render(request, "petitions/contacts/one.html", context, status=422 if form.is_bound else 200)


def _facts(contact: Contact) -> list[Fact]:
    listed = (
        (_("ชนิด"), KIND[contact.kind]),
        (_("ผล"), OUTCOME[contact.outcome]),
        (_("ช่องทาง"), CHANNEL[contact.channel]),
        (_("ผู้รับ"), str(contact.taken_by or "")),
        (_("ประทับตราไปรษณีย์"), contact.postmarked_on),
        (_("ถึงสำนักงาน"), contact.arrived_on),
        (_("ช่องบริการ"), contact.counter),
        (_("ภาษา"), _(contact.get_language_display()) if contact.language else ""),
        (_("ใช้ล่าม"), _("ใช่") if contact.interpreter else ""),
        (_("นัดติดต่อกลับ"), contact.call_back_at),
        (_("จบนัดเมื่อ"), contact.called_back_at),
    )
    return [Fact(label, value) for label, value in listed if value]


@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """Contacts of the last shifts beside each other; numbers of the Office, of no person."""
    with_role(request, READERS)
    listed = recent_shifts(timezone.now())[:6]
    context = {"figures": figures_of(listed), "shifts": listed}
    return render(request, "petitions/contacts/figures.html", context)


CALL_BACKS = Listing(
    code="contacts.call_backs",
    columns=(
        Column(
            code="when",
            label=gettext_lazy("นัดไว้"),
            value="call_back_at",
            title=True,
            show=lambda row: pieces.badge(
                pieces.display(row.call_back_at),
                tone="danger" if row.call_back_at < timezone.now() else "info",
                icon_name="alert" if row.call_back_at < timezone.now() else "clock",
            ),
        ),
        Column(code="kind", label=gettext_lazy("ชนิด"), value=lambda row: str(KIND[row.kind]), css="nowrap"),
        Column(
            code="words",
            label=gettext_lazy("เรื่อง"),
            value="words",
            show=lambda row: pieces.display(Truncator(row.words).chars(80)),
        ),
        Column(code="tries", label=gettext_lazy("โทรแล้ว (ครั้ง)"), value="tries", css="num"),
        Column(code="by", label=gettext_lazy("ผู้รับนัด"), value=lambda row: str(row.call_back_by or "")),
    ),
    filters=(
        YesNoFilter(
            code="late",
            label=gettext_lazy("เลยเวลานัด"),
            apply=lambda rows, yes: (
                rows.filter(call_back_at__lt=timezone.now()) if yes else rows.filter(call_back_at__gte=timezone.now())
            ),
        ),
        YesNoFilter(
            code="free",
            label=gettext_lazy("ยังไม่มีผู้รับนัด"),
            apply=lambda rows, yes: rows.filter(call_back_by__isnull=yes),
        ),
    ),
    order=("call_back_at", "id"),
    row_url=address_of("contact_call_back"),
    empty=gettext_lazy("ไม่มีนัดติดต่อกลับค้างอยู่"),
)


class CallBacks(RoleListing):
    """Promises to call back, those overdue first."""

    roles = CALLERS | READERS
    listing = CALL_BACKS
    title = gettext_lazy("นัดติดต่อกลับ")
    can_export = False

    def rows(self) -> QuerySet[Any]:
        return promises(self.by)


@never_cache
@login_required
def call_back(request: HttpRequest, number: int) -> HttpResponse:
    """One promise: take it, open the number as a recorded act, say what came of the call."""
    by, now = with_role(request, CALLERS), timezone.now()
    contact = promises(by).filter(pk=number).first()
    if contact is None:
        messages.info(request, _("นัดนี้จบแล้ว"))
        return redirect("contact_call_backs")
    calling = Calling(
        take=lambda: acts.take_call_back(contact_id=number, by=by, at=now),
        number=lambda: acts.number_to_call_back(contact_id=number, by=by, at=now),
        record=lambda form: acts.record_attempt(
            contact_id=number,
            result=form.cleaned_data["result"],
            words=form.cleaned_data["words"],
            again_at=form.again_at(),
            by=by,
            at=now,
        ),
        sent_as="attempt",
        recorded=_("บันทึกผลการโทรแล้ว"),
        back="contact_call_backs",
    )
    form = calling.form(request, AttemptForm)
    leads, opened = calling.make(request, form)
    if leads is not None:
        return leads
    context = {
        "contact": contact,
        "facts": _facts(contact),
        "attempts": [(row, _(dict(ATTEMPTS)[row.result])) for row in contact.attempts.select_related("by")],
        "mine": contact.call_back_by_id == by.official_id,
        "late": contact.call_back_at is not None and contact.call_back_at < now,
        "opened": opened,
        "form": form,
    }
    return render(request, "petitions/contacts/call_back.html", context, status=422 if form.errors else 200)
