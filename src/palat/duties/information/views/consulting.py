"""Consultations of the Commission's office, and agencies' committees, at the desk: lists, and what is recorded."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.forms.consulting import AnswerForm, CommitteeForm, ConsultationForm
from palat.duties.information.operations.consulting import (
    Asked,
    Reported,
    answer_consultation,
    correct_consultation,
    record_committee,
    record_consultation,
)
from palat.duties.information.queries.complaints.listing import takes_complaints
from palat.duties.information.queries.consulting import committees, consultation, consultations
from palat.duties.information.views.guarding import complaint_reader, complaint_taker
from palat.duties.information.views.ways_back import crumbs
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.acting import acted
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, YesNoFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Crumb
from palat.kernel.pages.views import ListingView


def _agencies() -> Any:
    return agency_choices(legal_date(timezone.now()))


CONSULTED = Listing(
    code="information.consultations",
    columns=(
        Column(code="subject", label=gettext_lazy("เรื่องที่หารือ"), title=True),
        Column(code="agency", label=gettext_lazy("ผู้หารือ"), value=lambda one: name_of(one.agency) or _("ประชาชน")),
        Column(code="came_on", label=gettext_lazy("วันที่ได้รับ"), css="nowrap"),
        Column(code="answered_on", label=gettext_lazy("วันที่ตอบ"), css="nowrap"),
    ),
    filters=(
        ChoiceFilter(code="agency", label=gettext_lazy("หน่วยงาน"), choices=_agencies),
        YesNoFilter(
            code="answered",
            label=gettext_lazy("ตอบแล้ว"),
            apply=lambda rows, yes: rows.filter(answered_on__isnull=not yes),
        ),
        DateRangeFilter(code="came", label=gettext_lazy("วันที่ได้รับ"), field="came_on"),
    ),
    order=("-came_on", "-id"),
    row_url=lambda one: reverse("information_consultation", args=[one.pk]),
)
COMMITTEES = Listing(
    code="information.committees",
    columns=(
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), title=True, value=lambda one: name_of(one.agency)),
        Column(code="year", label=gettext_lazy("ปีงบประมาณ"), value=lambda one: str(one.year)),
        Column(
            code="has",
            label=gettext_lazy("คณะกรรมการหรือผู้รับผิดชอบ"),
            value=lambda one: _("มี") if one.has else _("ไม่มี"),
        ),
        Column(code="reported_on", label=gettext_lazy("วันที่รายงาน"), css="nowrap"),
        Column(code="paper", label=gettext_lazy("คำสั่งหรือหนังสือ")),
    ),
    filters=(
        ChoiceFilter(code="agency", label=gettext_lazy("หน่วยงาน"), choices=_agencies),
        YesNoFilter(code="has", label=gettext_lazy("มี"), apply=lambda rows, yes: rows.filter(has=yes)),
        DateRangeFilter(code="reported", label=gettext_lazy("วันที่รายงาน"), field="reported_on"),
    ),
    order=("-year", "-id"),
)


class _Ours(ListingView):
    """A list of the Commission's office."""

    record = ""
    words: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the Commission's office in; for others there is no such list."""
        self.by = complaint_reader(request)
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return crumbs()

    def actions(self) -> list[Action]:
        """Return the act on the list as a whole."""
        if not takes_complaints(self.by):
            return []
        return [Action(str(self.words), reverse(self.record), icon="plus", style="primary")]


@method_decorator(login_required, name="dispatch")
class Consultations(_Ours):
    """Every consultation of the Commission's office."""

    listing = CONSULTED
    title = gettext_lazy("ข้อหารือ")
    record, words = "information_consultation_new", gettext_lazy("บันทึกข้อหารือ")

    def rows(self) -> QuerySet[Any]:
        """Return all of them."""
        return consultations()


@method_decorator(login_required, name="dispatch")
class Committees(_Ours):
    """What every agency reported of its committee, year by year."""

    listing = COMMITTEES
    title = gettext_lazy("คณะกรรมการข้อมูลข่าวสารของหน่วยงาน")
    record, words = "information_committee_new", gettext_lazy("บันทึกรายงานของหน่วยงาน")

    def rows(self) -> QuerySet[Any]:
        """Return all of them."""
        return committees()


def _form(request: HttpRequest, form: Any, title: str, back: str, act: Any, said: str) -> HttpResponse:
    done = acted(request, form, act, said, refusals=(UnableToAct,))
    if done:
        return done
    context = {"form": form, "title": title, "back": back, "draft": back}
    return render(request, "casework/take.html", context, status=422 if form.is_bound else 200)


@login_required
def record(request: HttpRequest) -> HttpResponse:
    """Record a consultation."""
    by, form = complaint_taker(request), ConsultationForm(request.POST or None)
    back = reverse("information_consultations")

    def act() -> str:
        record_consultation(asked=Asked(**form.cleaned_data), by=by, at=timezone.now())
        return back

    return _form(request, form, _("บันทึกข้อหารือ"), back, act, _("บันทึกแล้ว"))


@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A consultation, and its answer."""
    by, found = complaint_reader(request), consultation(pk)
    if found is None:
        raise Http404
    first = {"answered_on": found.answered_on or legal_date(timezone.now()), "answer": found.answer}
    form = AnswerForm(request.POST or None, initial=first)
    back = reverse("information_consultations")

    def act() -> str:
        answer_consultation(number=pk, by=by, at=timezone.now(), **form.cleaned_data)
        return back

    done = acted(request, form, act, _("บันทึกแล้ว"), refusals=(UnableToAct,))
    if done:
        return done
    takes = takes_complaints(by)
    mend = Action(_("แก้ไขข้อหารือ"), reverse("information_consultation_correct", args=[pk]), icon="pen")
    context = {
        "one": found,
        "form": form if takes else None,
        "actions": [mend] if takes else [],
        "crumbs": crumbs(Crumb(_("ข้อหารือ"), back)),
    }
    return render(request, "information/desk/consultation.html", context, status=422 if form.is_bound else 200)


@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was recorded of a consultation."""
    by, found = complaint_taker(request), consultation(pk)
    if found is None:
        raise Http404
    first = {"came_on": found.came_on, "subject": found.subject, "agency_id": found.agency_id}
    form = ConsultationForm(request.POST or None, initial=first)
    back = reverse("information_consultation", args=[pk])

    def act() -> str:
        correct_consultation(number=pk, asked=Asked(**form.cleaned_data), by=by, at=timezone.now())
        return back

    return _form(request, form, _("แก้ไขข้อหารือ"), back, act, _("บันทึกแล้ว"))


@login_required
def record_return(request: HttpRequest) -> HttpResponse:
    """Record what an agency reported of its committee."""
    by, form = complaint_taker(request), CommitteeForm(request.POST or None)
    back = reverse("information_committees")

    def act() -> str:
        record_committee(reported=Reported(**form.cleaned_data), by=by, at=timezone.now())
        return back

    return _form(request, form, _("บันทึกรายงานของหน่วยงาน"), back, act, _("บันทึกแล้ว"))
