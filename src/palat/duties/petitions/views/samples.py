"""Random samples of closed cases: figures, the call list, the cases to look at again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from palat.duties.petitions.operations import samples as acts
from palat.duties.petitions.procedure.contacts import (
    EDITORS,
    READERS,
    RECHECK_QUESTIONS,
    SAMPLE_KINDS,
    SAMPLE_RESULTS,
    SAMPLERS,
    SUPERVISORS,
)
from palat.duties.petitions.queries.samples import Draw, draws, stars_by_way, to_call, to_check
from palat.duties.petitions.views.calling import Calling
from palat.duties.petitions.views.roles import RoleListing, with_role
from palat.kernel.matters.authority import held_roles
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.showing import code_column
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.text import TextField

RESULTS = {code: gettext_lazy(label) for code, label in SAMPLE_RESULTS}
STARS = (("5", gettext_lazy("5 พอใจมาก")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", gettext_lazy("1 ไม่พอใจ")))
DRAWERS = EDITORS | SUPERVISORS


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """The samples of the last weeks and what came of them; each figure with its base."""
    by, now = with_role(request, READERS), timezone.now()
    may_draw = bool(DRAWERS & held_roles(by.authority))
    if request.method == "POST" and may_draw:
        for kind, _label in SAMPLE_KINDS:
            acts.draw(kind=kind, week=acts.week_before(now), at=now, by=by.ref)
        messages.success(request, _("สุ่มของสัปดาห์ที่แล้วเรียบร้อย"))
        return redirect("sample_list")
    context = {
        "groups": [(_(label), [(one, _results(one)) for one in draws(kind)]) for kind, label in SAMPLE_KINDS],
        "ways": stars_by_way(),
        "may_draw": may_draw,
        "may_check": bool(SUPERVISORS & held_roles(by.authority)),
        "week": acts.week_before(now),
    }
    return render(request, "petitions/samples/overview.html", context)


def _results(one: Draw) -> list[tuple[Any, int]]:
    return [(RESULTS[code], number) for code, number in one.results.items()]


def _columns(*more: Column) -> tuple[Column, ...]:
    return (
        code_column(lambda row: row.matter, title=True),
        Column(code="week", label=gettext_lazy("ยุติในสัปดาห์"), value="sample.week"),
        *more,
    )


CALLS = Listing(
    code="samples.calls",
    columns=_columns(
        Column(code="attempts", label=gettext_lazy("โทรแล้ว (ครั้ง)"), value="attempts", css="num"),
        Column(code="taken_by", label=gettext_lazy("ผู้รับไปโทร"), value=lambda row: str(row.taken_by or "")),
    ),
    order=("sample_id", "place", "id"),
    row_url=address_of("sample_call"),
    empty=gettext_lazy("ไม่มีรายที่ต้องโทร"),
)
CHECKS = Listing(
    code="samples.checks",
    columns=_columns(Column(code="subject", label=gettext_lazy("เรื่อง"), value="matter.subject")),
    order=("sample_id", "place", "id"),
    row_url=address_of("sample_check"),
    empty=gettext_lazy("ไม่มีเรื่องที่ต้องตรวจซ้ำ"),
)


class Calls(RoleListing):
    """Sampled petitioners to be called."""

    roles = SAMPLERS
    listing = CALLS
    title = gettext_lazy("สุ่มโทรถามความพึงพอใจ")
    can_export = False

    def rows(self) -> QuerySet[Any]:
        return to_call(self.by)


class SampledCallForm(forms.Form):
    """What came of a call."""

    result = forms.ChoiceField(
        label=gettext_lazy("ผลการโทร"),
        choices=[(code, RESULTS[code]) for code in ("rated", "refused", "no_answer")],
        widget=forms.RadioSelect,
    )
    stars = forms.TypedChoiceField(
        label=gettext_lazy("ความพึงพอใจ"),
        choices=STARS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = TextField(label=gettext_lazy("คำพูดของผู้ร้อง"), rows=3, required=False)


@never_cache
@login_required
def call(request: HttpRequest, number: int) -> HttpResponse:
    """One sampled petitioner: take, open the number as a recorded act, say what came of it."""
    by, now = with_role(request, SAMPLERS), timezone.now()
    item = to_call(by).filter(pk=number).first()
    if item is None:
        messages.info(request, _("รายนี้บันทึกผลแล้ว หรือมีผู้รับไปแล้ว"))
        return redirect("sample_calls")
    calling = Calling(
        take=lambda: acts.take_sampled(item_id=number, by=by, at=now),
        number=lambda: acts.number_of_sampled(item_id=number, by=by, at=now),
        record=lambda form: acts.record_sampled(item_id=number, by=by, at=now, **form.cleaned_data),
        sent_as="record",
        recorded=_("บันทึกผลแล้ว"),
        back="sample_calls",
    )
    form = calling.form(request, SampledCallForm)
    leads, opened = calling.make(request, form)
    if leads is not None:
        return leads
    context = {"item": item, "mine": item.taken_by_id == by.official_id, "opened": opened, "form": form}
    return render(request, "petitions/samples/call.html", context, status=422 if form.errors else 200)


class Checks(RoleListing):
    """Sampled cases to be looked at again."""

    roles = SUPERVISORS
    listing = CHECKS
    title = gettext_lazy("สุ่มตรวจซ้ำเรื่องที่ยุติ")

    def rows(self) -> QuerySet[Any]:
        return to_check(self.by)


class CheckForm(forms.Form):
    """The three questions, and what is to be reviewed if anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [("yes", _("ใช่")), ("no", _("ไม่ใช่"))]
        for code, words in RECHECK_QUESTIONS:
            self.fields[code] = forms.ChoiceField(label=_(words), choices=pairs, widget=forms.RadioSelect)
        self.fields["words"] = TextField(label=_("สิ่งที่พบ (ต้องเขียนเมื่อส่งทบทวน)"), rows=3, required=False)

    def answers(self) -> dict[str, bool]:
        """Return the answers by question."""
        return {code: self.cleaned_data[code] == "yes" for code, _words in RECHECK_QUESTIONS}


@login_required
def check(request: HttpRequest, number: int) -> HttpResponse:
    """One sampled case: look at the file again, answer three questions, send back or not."""
    by, now = with_role(request, SUPERVISORS), timezone.now()
    item = to_check(by).filter(pk=number).first()
    if item is None:
        messages.info(request, _("เรื่องนี้ตรวจซ้ำแล้ว"))
        return redirect("sample_checks")
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.check_again(
                item_id=number,
                answers=form.answers(),
                words=form.cleaned_data["words"],
                send_back=request.POST.get("verdict") == "sent_back",
                by=by,
                at=now,
            )
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกผลการตรวจซ้ำแล้ว"))
            return redirect("sample_checks")
    context = {"item": item, "form": form}
    return render(request, "petitions/samples/check.html", context, status=422 if form.errors else 200)
