"""The desk of agreements: list, file with its indicators, acts; indicators set and changed on pages of their own."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.planning.acts.agreements import ACTS
from palat.duties.planning.forms.agreements import (
    AgencyAgreementForm,
    DivisionAgreementForm,
    ReasonedRowsForm,
    RowsForm,
    row_of_indicator,
    row_of_item,
)
from palat.duties.planning.models import Agreement, Report
from palat.duties.planning.operations import agreeing, changing
from palat.duties.planning.procedure.scoring import weights_missing
from palat.duties.planning.procedure.words import AGREEMENT, DIVISION, KINDS, MEASURE, PLANNING_UNIT, REPORT
from palat.duties.planning.queries.definitions import live_items
from palat.duties.planning.queries.listing import indicators
from palat.duties.planning.views.cards import item_rows
from palat.duties.planning.views.showing import plain
from palat.kernel.casework.desk import CaseDesk, Take
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.desk.next_step import Step, Steps, Wait
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile, TrackView
from palat.kernel.pages.acting import acted
from palat.kernel.pages.language import name_of


def is_whole(now: Mapping[str, Any]) -> bool:
    """Say whether the weights of an agreement are a hundred."""
    return bool(now["is_whole"])


PROCEDURES = {AGREEMENT: "agreements", DIVISION: "divisions"}
STEPS = Steps(
    on_matter=(
        Step("draft", "propose_agreement", gettext_lazy("น้ำหนัก เป้าหมาย และเกณฑ์ครบแล้ว เสนอได้"), is_whole),
        Step("proposed", "agree", gettext_lazy("บันทึกเมื่อทั้งสองฝ่ายลงนามแล้ว")),
        Step("agreed", "start_running", gettext_lazy("เริ่มติดตามเมื่อถึงปีงบประมาณ")),
        Step("evaluated", "close", gettext_lazy("ปิดคำรับรองเมื่อพ้นระยะทบทวน")),
    ),
    on_tracks=(
        Step("asked", "approve_change", gettext_lazy("มีคำขอเปลี่ยนแปลงรอพิจารณา")),
        Step("appealed", "answer_appeal", gettext_lazy("มีคำขอให้ทบทวนคะแนนรอคำตอบ")),
        Step("submitted", "review_report", gettext_lazy("มีรายงานรอตรวจ")),
        Step("returned", "submit_report", gettext_lazy("แก้ไขตามที่ผู้ตรวจส่งกลับ")),
        Step("open", "submit_report", gettext_lazy("ถึงรอบรายงาน")),
    ),
    waits=(
        Wait("draft", gettext_lazy("กำหนดตัวชี้วัด น้ำหนัก เป้าหมาย และเกณฑ์ให้ครบ แล้วจึงเสนอ")),
        Wait("running", gettext_lazy("รอบรายงานเปิดเองตามช่วงเวลา หรือเปิดเองเมื่อรอบสิ้นสุด")),
    ),
)
TYPED = frozenset({"submit_report", "record_report", "return_report"})


def shown(file: MatterFile, _by: Actor) -> dict[str, Any]:
    """Return the indicators of an agreement, each with how it stands."""
    agreement = Agreement.objects.select_related("agency", "unit", "matter").get(pk=file.matter.pk)
    items = list(live_items(agreement).select_related("agreement__matter"))
    missing = weights_missing(one.weight for one in items)
    reports = Report.objects.filter(item__agreement=agreement)
    return {
        "agreement": agreement,
        "kind": _(dict(KINDS)[agreement.kind]),
        "body": name_of(agreement.agency or agreement.unit),
        "rows": item_rows(items),
        "total": plain(100 - missing) if items else "0",
        "is_whole": not missing,
        "sets": file.matter.state == "draft" and file.may_make("set_items"),
        "changes": file.matter.state == "running" and file.may_make("request_change"),
        "computed": set(reports.filter(item__definition__source=MEASURE).values_list("pk", flat=True)),
    }


def idle(_file: MatterFile, now: Mapping[str, Any], view: TrackView) -> frozenset[str]:
    """Offer no typing of what is computed, and no computing of what is typed."""
    if view.track.type != REPORT:
        return frozenset()
    return TYPED if view.track.pk in now["computed"] else frozenset({"compute_report"})


def _desk(code: str, title: Any, label: Any, form: Any) -> CaseDesk:
    return CaseDesk(
        procedure=code,
        address=f"planning/{PROCEDURES[code]}",
        title=title,
        units=(PLANNING_UNIT,),
        take=Take(label, form, agreeing.open_agreement, agreeing.TAKERS),
        acts=ACTS,
        steps=STEPS,
        template="planning/agreement.html",
        over=(gettext_lazy("แผนและตัวชี้วัด"), "planning_hub"),
        shown=shown,
        idle=idle,
    )


AGREEMENTS = _desk(
    AGREEMENT, gettext_lazy("คำรับรองของหน่วยงาน"), gettext_lazy("เปิดคำรับรองของหน่วยงาน"), AgencyAgreementForm
)
DIVISIONS = _desk(
    DIVISION, gettext_lazy("คำรับรองของหน่วยงานภายใน"), gettext_lazy("เปิดคำรับรองของหน่วยงานภายใน"), DivisionAgreementForm
)


def _own(request: HttpRequest, code: str, move: str) -> tuple[MatterFile, Actor]:
    """Return a file on which someone may make a move of its own page. Raises: Http404."""
    by = actor_of(request)
    found = next((file for one in PROCEDURES if (file := _found(code, by, one))), None)
    if found is None or not found.may_make(move):
        raise Http404
    if found.matter.state not in found.procedure.move(move)[1].frm:
        raise Http404
    return found, by


def _found(code: str, by: Actor, procedure: str) -> MatterFile | None:
    try:
        return file_for(code, by, bare=True, procedure=procedure)
    except Http404:
        return None


@login_required
def items(request: HttpRequest, code: str) -> HttpResponse:
    """Set the indicators of a draft: weight, target and thresholds of each."""
    file, by = _own(request, code, "set_items")
    held = {one.definition.indicator_id: one for one in live_items(file.matter.pk)}
    rows = [row_of_indicator(one, held.get(one.pk)) for one in indicators()]
    form = RowsForm(request.POST or None, rows=rows)

    def act() -> str:
        on: dict[str, Any] = {
            "matter_id": file.matter.pk,
            "by": by,
            "at": timezone.now(),
            "seen": seen_in(request.POST),
        }
        agreeing.set_items(**on, wanted=form.wanted())
        return desk_url(file.matter)

    return _rows_page(request, file, form, act, _("กำหนดตัวชี้วัดและน้ำหนัก"))


@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Ask to change the indicators of an agreement that runs."""
    file, by = _own(request, code, "request_change")
    held = list(live_items(file.matter.pk))
    form = ReasonedRowsForm(request.POST or None, rows=[row_of_item(one) for one in held])

    def act() -> str:
        on: dict[str, Any] = {
            "matter_id": file.matter.pk,
            "by": by,
            "at": timezone.now(),
            "seen": seen_in(request.POST),
        }
        changing.request_change(**on, changes=form.changes(held), reason=form.cleaned_data["reason"])
        return desk_url(file.matter)

    return _rows_page(request, file, form, act, _("ขอเปลี่ยนแปลงคำรับรอง"))


def _rows_page(request: HttpRequest, file: MatterFile, form: RowsForm, act: Any, title: str) -> HttpResponse:
    done = acted(request, form, act, _("บันทึกแล้ว"), refusals=(UnableToAct,))
    if done:
        return done
    context = {"form": form, "title": title, "file": file, "seen": file.seen, "back": desk_url(file.matter)}
    return render(request, "planning/items.html", context, status=422 if form.is_bound else 200)
