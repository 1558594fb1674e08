"""Acts on agreements and their reports: each move, its operation, what it asks for."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.planning.forms.figures import figure_fields, said_in
from palat.duties.planning.operations import agreeing, changing, reporting, reviewing, rounds
from palat.duties.planning.procedure.accumulating import ROUNDS
from palat.duties.planning.views.showing import change_beside, report_beside
from palat.kernel.matters.desk.fields import words
from palat.kernel.matters.desk.rows import Asked, Beside, DeskAct, Fields
from palat.kernel.pages.fields import ThaiDateField

DAY = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")


def day(label: Any) -> Any:
    """A field of a day, today unless another is said."""
    return lambda asked: ThaiDateField(label=label, help_text=DAY, initial=asked.today)


def score(label: Any, help: Any) -> Any:
    """A field of a score, or none."""
    return lambda _asked: forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=7,
        decimal_places=4,
        help_text=help,
    )


def some_round(_asked: Asked) -> forms.Field:
    """One of the rounds."""
    pairs = [(one, _("รอบ %(months)d เดือน") % {"months": one}) for one in ROUNDS]
    return forms.TypedChoiceField(label=_("รอบ"), choices=pairs, coerce=int, widget=forms.RadioSelect)


def _figures(asked: Asked, _data: Mapping[str, Any]) -> Fields:
    definition = reporting.report_of(asked.track_id).item.definition
    return {name: partial(_as_it_is, field) for name, field in figure_fields(definition).items()}


def _as_it_is(field: forms.Field, _asked: Asked) -> forms.Field:
    return field


def _submit(**rest: Any) -> Any:
    return reporting.submit_report(**_parted(rest))


def _record(**rest: Any) -> Any:
    return reporting.record_report(**_parted(rest))


def _parted(rest: dict[str, Any]) -> dict[str, Any]:
    """Part what was typed as figures from the rest."""
    said = said_in(rest)
    return {**{name: value for name, value in rest.items() if name not in said}, "said": said}


def _report_beside(asked: Asked) -> Beside:
    return report_beside(asked.track_id)


def _change_beside(asked: Asked) -> Beside:
    return change_beside(asked.file.matter.pk, asked.track_id)


NOTE = words(_("บันทึก"), required=False, rows=2)
REASON = words(_("เหตุผล"), rows=3)
RESULTS = words(_("ผลการดำเนินงาน ปัญหา และแนวทาง"), rows=6)
ON_AGREEMENT: dict[str, DeskAct] = {
    "propose_agreement": DeskAct(agreeing.propose_agreement, advice=_("น้ำหนักต้องรวมเป็น 100 และมีเป้าหมายครบทุกตัว")),
    "return_agreement": DeskAct(agreeing.return_agreement, {"words": words(_("สิ่งที่ให้แก้ไข"))}),
    "agree": DeskAct(agreeing.agree, {"agreed_on": day(_("วันที่ลงนาม")), "words": NOTE}),
    "start_running": DeskAct(agreeing.start_running),
    "open_round": DeskAct(
        rounds.open_round, {"round": some_round}, _("เปิดรายงานของทุกตัวชี้วัดในรอบ ตามช่วงเวลาที่ตั้งไว้ (ยังไม่ได้ตรวจยืนยัน)")
    ),
    "evaluate": DeskAct(agreeing.evaluate, {"words": NOTE}, _("ปิดรอบรายงานทั้งหมด แก้ไขตัวเลขไม่ได้อีก")),
    "evaluate_again": DeskAct(agreeing.evaluate_again, {"words": REASON}),
    "close": DeskAct(agreeing.close, {"words": NOTE}),
    "cancel": DeskAct(agreeing.cancel, {"words": REASON}),
    "approve_change": DeskAct(changing.approve_change, {"words": NOTE}, on_track=True, beside=_change_beside),
    "refuse_change": DeskAct(changing.refuse_change, {"words": REASON}, on_track=True, beside=_change_beside),
}
ON_REPORTS: dict[str, DeskAct] = {
    "submit_report": DeskAct(
        _submit, {"words": RESULTS}, on_track=True, files=True, more=_figures, beside=_report_beside
    ),
    "record_report": DeskAct(
        _record,
        {"words": RESULTS},
        _("ผู้บันทึกจะตรวจรายงานนี้เองไม่ได้"),
        on_track=True,
        files=True,
        more=_figures,
        beside=_report_beside,
    ),
    "compute_report": DeskAct(reporting.compute_report, on_track=True, beside=_report_beside),
    "return_report": DeskAct(
        reviewing.return_report, {"words": words(_("สิ่งที่ให้แก้ไข"))}, on_track=True, beside=_report_beside
    ),
    "review_report": DeskAct(
        reviewing.review_report,
        {
            "words": words(_("ผลการตรวจ"), rows=3),
            "score": score(_("คะแนนของผู้ตรวจ"), _("เว้นว่างเพื่อใช้คะแนนที่คำนวณได้")),
            "reason": words(_("เหตุผลที่คะแนนต่างจากที่คำนวณ"), required=False, rows=3),
        },
        on_track=True,
        beside=_report_beside,
    ),
    "open_late": DeskAct(reviewing.open_late, {"until": day(_("ให้รายงานถึงวันที่")), "words": REASON}, on_track=True),
    "take_up_again": DeskAct(
        reviewing.take_up_again, {"words": words(_("สิ่งที่ให้แก้ไข"))}, _("ค่าเดิมยังอยู่ในประวัติ"), on_track=True
    ),
    "appeal_score": DeskAct(
        reviewing.appeal_score,
        {"words": words(_("เหตุผลที่ขอให้ทบทวน"))},
        _("ผู้อื่นที่ไม่ใช่ผู้ให้คะแนนจะเป็นผู้ตอบ"),
        on_track=True,
        beside=_report_beside,
    ),
    "answer_appeal": DeskAct(
        reviewing.answer_appeal,
        {
            "words": words(_("คำตอบพร้อมเหตุผล")),
            "score": score(_("คะแนนใหม่"), _("เว้นว่างหากคะแนนคงเดิม")),
        },
        on_track=True,
        beside=_report_beside,
    ),
    "chase_report": DeskAct(rounds.chase_report, on_track=True),
}
ACTS: dict[str, DeskAct] = {**ON_AGREEMENT, **ON_REPORTS}
