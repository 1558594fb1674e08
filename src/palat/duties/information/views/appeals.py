"""The desk of appeals: what the list, the counter and the file of one show and ask; what is read in camera."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.duties.information.acts.appeals import APPEAL_ACTS
from palat.duties.information.appeal_steps import STEPS, idle_of, opens
from palat.duties.information.forms.appeals import CounterAppealForm
from palat.duties.information.operations.appealing import camera
from palat.duties.information.operations.appealing.intake import receive_appeal
from palat.duties.information.procedure.appeal import APPEAL
from palat.duties.information.procedure.appeal_words import APPEAL_KINDS, CLOSINGS, TOPICS
from palat.duties.information.queries.appealing.desk import appeal_of
from palat.duties.information.queries.appealing.listing import MEMBER, TAKERS, TRIBUNALS, of_panelist, sits
from palat.duties.information.queries.catalogue import branches_on
from palat.duties.information.queries.persons import person_behind
from palat.duties.information.views.ways_back import HOME
from palat.kernel.calendar.counting import legal_date
from palat.kernel.casework.desk import CaseDesk, Take
from palat.kernel.casework.listing import Listed
from palat.kernel.casework.sealed import Sealed
from palat.kernel.files.views import file_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column
from palat.kernel.pages.shapes import Action
from palat.kernel.pages.text import choices


def _closing(one: Any) -> str:
    return _(dict(CLOSINGS).get(one.closing, "")) if one.closing else ""


def _mine(rows: QuerySet[Any], by: Actor, asked: Mapping[str, str]) -> QuerySet[Any]:
    """Return, with `mine`, the appeals on whose panel the viewer sits."""
    return of_panelist(rows, by) if asked.get("mine") else rows


APPEALS = CaseDesk(
    procedure=APPEAL,
    address="information/appeals",
    title=gettext_lazy("คำอุทธรณ์"),
    units=(TRIBUNALS,),
    readers=frozenset({MEMBER}),
    over=HOME,
    acts=APPEAL_ACTS,
    take=Take(
        gettext_lazy("รับคำอุทธรณ์"),
        CounterAppealForm,
        receive_appeal,
        TAKERS,
        done=gettext_lazy("รับคำอุทธรณ์แล้ว"),
        arguments=lambda form, files: {"appealed": form.appealed(files=files)},
        files=True,
    ),
    listed=Listed(
        columns=(
            Column(code="closing", label=gettext_lazy("ผล"), value=_closing),
            Column(code="branch", label=gettext_lazy("สาขา"), value=lambda one: name_of(one.information_appeal.branch)),
            Column(code="officer", label=gettext_lazy("เลขานุการ"), value=lambda one: str(one.officer or "")),
            Column(
                code="received",
                label=gettext_lazy("ถือว่ารับเมื่อ"),
                css="nowrap",
                value=lambda one: one.information_appeal.received_on,
            ),
        ),
        filters=(
            ChoiceFilter(
                code="branch",
                label=gettext_lazy("สาขา"),
                field="information_appeal__branch__code",
                choices=lambda: [(one.code, name_of(one)) for one in branches_on(legal_date(timezone.now()))],
            ),
            ChoiceFilter(code="kind", label=gettext_lazy("ชนิด"), choices=lambda: choices(APPEAL_KINDS)),
            ChoiceFilter(
                code="topic",
                label=gettext_lazy("หัวข้อ"),
                field="information_appeal__topic",
                choices=lambda: choices(TOPICS),
            ),
            ChoiceFilter(code="closing", label=gettext_lazy("ผล"), choices=lambda: choices(CLOSINGS)),
        ),
        related=("information_appeal__branch",),
        tabs=lambda by: ((gettext_lazy("ที่ฉันนั่งพิจารณา"), "mine=1"),) if sits(by) else (),
        narrow=_mine,
        actions=lambda _by: (Action(_("ปฏิทินประชุม"), reverse("information_sittings"), icon="clock"),),
    ),
    steps=STEPS,
    sealed=Sealed(gettext_lazy("ผู้อุทธรณ์"), person_behind),
    template="information/desk/appeal.html",
    shown=appeal_of,
    idle=idle_of,
    opens=opens,
)


@login_required
@require_POST
def read(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """Open a document in camera: the reading is written into the history before anything is sent."""
    by = actor_of(request)
    file = file_for(code, by, procedure=APPEAL)
    try:
        kept = camera.read_camera(
            matter_id=file.matter.pk,
            file_id=number,
            by=by,
            at=timezone.now(),
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
        )
    except UnableToAct as refused:
        messages.error(request, str(refused))
        return redirect(desk_url(file.matter))
    return file_response(kept.file, kept.name)
