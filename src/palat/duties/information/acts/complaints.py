"""Acts on complaints and checks: each move, its operation, what it asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.acts.parts import day, line
from palat.duties.information.acts.requests import DAY
from palat.duties.information.operations import handling, requesters
from palat.duties.information.operations.complaints import explanations, measures, opinions
from palat.duties.information.operations.complaints import handling as complaints
from palat.duties.information.operations.complaints.opinions import MOST_DAYS, Opinion
from palat.duties.information.procedure.complaint_words import (
    APPEARED,
    COMPLIANCE,
    INSPECTED,
    NOT_ADMITTED,
    findings_of,
)
from palat.duties.information.procedure.words import ASKED_BY
from palat.duties.information.queries.complaints.page import row_of
from palat.kernel.matters.desk.fields import OneAgency, one_of, words
from palat.kernel.matters.desk.rows import Asked, DeskAct
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import choices

FIRST_OF_OPINION = ("found", "facts_found", "opinion", "demands", "comply_days", "meeting")


def coming_day(label: Any, *, required: bool = True, help: Any = DAY) -> Any:
    """A field of a day to come."""
    return lambda _asked: ThaiDateField(label=label, required=required, help_text=help)


def _proposed(file: MatterFile, _track: int) -> dict[str, Any]:
    row = row_of(file.matter.pk)
    return {name: getattr(row, name) for name in FIRST_OF_OPINION}


def asked_agency(asked: Asked) -> forms.Field:
    """The agency that is asked: the one complained of, unless another is chosen."""
    return OneAgency(label=_("หน่วยงานที่ขอให้ชี้แจง"), choices=agency_choices(asked.today), coerce=int)


def finding(asked: Asked) -> forms.Field:
    """What may be found of a complaint, or of a check."""
    return forms.ChoiceField(
        label=_("ผลการพิจารณา"),
        choices=choices(findings_of(asked.file.matter.procedure)),
        widget=forms.RadioSelect,
    )


def _propose(*, matter_id: int, by: Any, at: Any, seen: int, **said: Any) -> Any:
    return opinions.propose_opinion(matter_id=matter_id, by=by, at=at, seen=seen, opinion=Opinion(**said))


def _chase_compliance(**rest: Any) -> Any:
    return explanations.chase(**rest, of=COMPLIANCE)


BY_LETTER = {
    "words": words(_("สาระของหนังสือ"), rows=6),
    "came_on": day(_("วันที่ได้รับหนังสือ")),
}
ON_COMPLAINT: dict[str, DeskAct] = {
    "take_up": DeskAct(handling.take_up, advice=_("คุณจะเป็นเจ้าของเรื่อง")),
    "ask_requester": DeskAct(
        handling.ask_requester,
        {"question": words(_("สิ่งที่ขอให้ชี้แจง"))},
        _("เวลาพิจารณาตามกฎหมายยังนับต่อ"),
    ),
    "clarify": DeskAct(requesters.clarify, {"text": words(_("สิ่งที่ผู้ร้องเรียนชี้แจง"))}, files=True),
    "ask_agency": DeskAct(
        explanations.ask_agency,
        {
            "agency_id": asked_agency,
            "words": words(_("สิ่งที่ขอให้ชี้แจง"), rows=6, help=_("บรรทัดละหนึ่งข้อ หน่วยงานอ่านข้อความนี้ อย่าบอกว่าใครร้องเรียน")),
            "due_on": coming_day(_("ให้ชี้แจงภายในวันที่"), required=False, help=_("เว้นว่างเพื่อใช้กำหนดปกติ")),
        },
        _("หนังสือขอให้ชี้แจงจะรอลงนาม และแจ้งหน่วยงานในระบบหรือทางลิงก์ตอบครั้งเดียว"),
        first=lambda file, _track: {"agency_id": row_of(file.matter.pk).agency_id},
    ),
    "resume": DeskAct(complaints.resume, {"words": words(_("บันทึก"), required=False, rows=2)}),
    "summon": DeskAct(
        measures.summon,
        {
            "whom": line(_("ผู้ดำรงตำแหน่งที่เรียก"), longest=200, help=_("เรียกโดยตำแหน่ง ไม่ต้องระบุชื่อ")),
            "words": words(_("ให้ถ้อยคำเรื่องใด หรือส่งสิ่งใด"), help=_("บรรทัดละหนึ่งข้อ")),
            "day": coming_day(_("วันที่ให้มาหรือส่ง")),
            "place": line(_("สถานที่"), longest=200),
        },
        _("หนังสือเรียกตามมาตรา 32 จะรอลงนาม"),
    ),
    "inspect": DeskAct(
        measures.inspect,
        {
            "place": line(_("สถานที่เก็บข้อมูลข่าวสาร"), longest=200),
            "words": words(_("สิ่งที่ตรวจ"), help=_("บรรทัดละหนึ่งข้อ")),
            "day": coming_day(_("วันที่เข้าตรวจสอบ")),
            "who": words(_("ผู้ได้รับมอบหมายให้เข้าตรวจสอบ"), rows=2, help=_("บรรทัดละหนึ่งคน ชื่อและตำแหน่ง")),
        },
        _("หนังสือแจ้งการเข้าตรวจสอบตามมาตรา 33 จะรอลงนาม"),
    ),
    "extend": DeskAct(
        complaints.extend,
        {"until": coming_day(_("ขยายถึงวันที่")), "words": words(_("เหตุผลที่ขยายเวลา"), rows=3)},
        _("ผู้ร้องเรียนจะเห็นเหตุผลนี้ รวมเวลาทั้งหมดต้องไม่เกินที่กฎหมายกำหนด"),
    ),
    "propose_opinion": DeskAct(
        _propose,
        {
            "found": finding,
            "facts_found": words(_("ข้อเท็จจริงที่ได้"), rows=6),
            "opinion": words(_("ความเห็น"), rows=6),
            "demands": words(
                _("สิ่งที่ให้หน่วยงานดำเนินการ"), required=False, help=_("บรรทัดละหนึ่งข้อ เว้นว่างหากไม่มีสิ่งที่ต้องดำเนินการ")
            ),
            "comply_days": lambda _asked: forms.IntegerField(
                label=_("ให้ดำเนินการภายใน (วัน)"),
                required=False,
                min_value=1,
                max_value=MOST_DAYS,
                help_text=_("เว้นว่างเพื่อใช้กำหนดปกติ"),
            ),
            "meeting": line(
                _("การประชุมที่มีมติ"), longest=200, required=False, help=_("เช่น ครั้งที่ 3/2570 เมื่อวันที่ 12 มกราคม 2570")
            ),
        },
        _("ผู้ร้องเรียนและหน่วยงานจะอ่านข้อความเหล่านี้เมื่อออกความเห็นแล้ว"),
        first=_proposed,
    ),
    "return_opinion": DeskAct(opinions.return_opinion, {"words": words(_("สิ่งที่ต้องแก้ไข"))}),
    "sign_opinion": DeskAct(opinions.sign_opinion, advice=_("หนังสือแจ้งหน่วยงานและผู้ร้องเรียนจะรอลงนาม")),
    "close": DeskAct(opinions.close, {"words": words(_("บันทึก"), required=False, rows=2)}),
    "not_admit": DeskAct(
        complaints.not_admit,
        {"reason": one_of(_("เหตุ"), NOT_ADMITTED), "words": words(_("เหตุผลและสิ่งที่ผู้ร้องเรียนทำได้"))},
        _("ผู้ร้องเรียนจะเห็นเหตุผลนี้ หากเป็นกรณีอุทธรณ์โปรดบอกวิธีและกำหนดเวลาอุทธรณ์"),
    ),
    "withdraw": DeskAct(
        complaints.withdraw,
        {
            "way": one_of(_("ผู้ร้องเรียนถอนเรื่องทาง"), ASKED_BY),
            "asked_on": lambda _asked: ThaiDateField(label=_("วันที่ขอถอน"), help_text=DAY),
            "words": words(_("ถ้อยคำของผู้ร้องเรียนตามจริง")),
        },
    ),
    "reopen": DeskAct(complaints.reopen, {"words": words(_("เหตุผลที่รับกลับมาพิจารณา"))}, _("ผู้ร้องเรียนจะเห็นเหตุผลนี้")),
    "write_to_requester": DeskAct(handling.write_to_requester, {"words": words(_("ข้อความถึงผู้ร้องเรียน"))}),
}
ON_TRACKS: dict[str, DeskAct] = {
    "agency_accept": DeskAct(explanations.agency_accept, on_track=True),
    "agency_progress": DeskAct(explanations.agency_progress, {"words": words(_("ความคืบหน้า"))}, on_track=True),
    "agency_report": DeskAct(
        explanations.agency_report, {"words": words(_("คำชี้แจง"), rows=8)}, on_track=True, files=True
    ),
    "record_explanation": DeskAct(explanations.record_explanation, BY_LETTER, on_track=True, files=True),
    "accept_explanation": DeskAct(explanations.accept_explanation, on_track=True),
    "return_explanation": DeskAct(explanations.return_explanation, {"words": words(_("สิ่งที่ให้ชี้แจงเพิ่ม"))}, on_track=True),
    "go_without": DeskAct(
        explanations.go_without,
        {"words": words(_("ติดตามทางใด เมื่อใดบ้าง"))},
        _("ใช้เมื่อพ้นกำหนดแล้วหน่วยงานไม่ชี้แจง จะนับในรายงานประจำปี"),
        on_track=True,
    ),
    "chase_explanation": DeskAct(explanations.chase, on_track=True),
    "recall_explanation": DeskAct(explanations.recall_explanation, {"words": words(_("เหตุผล"))}, on_track=True),
    "comply_accept": DeskAct(opinions.comply_accept, on_track=True),
    "comply_progress": DeskAct(opinions.comply_progress, {"words": words(_("ความคืบหน้า"))}, on_track=True),
    "comply_report": DeskAct(
        opinions.comply_report, {"words": words(_("ผลการปฏิบัติ"), rows=8)}, on_track=True, files=True
    ),
    "record_compliance": DeskAct(opinions.record_compliance, BY_LETTER, on_track=True, files=True),
    "accept_compliance": DeskAct(opinions.accept_compliance, on_track=True),
    "return_compliance": DeskAct(opinions.return_compliance, {"words": words(_("สิ่งที่ยังไม่ครบ"))}, on_track=True),
    "chase_compliance": DeskAct(_chase_compliance, on_track=True),
    "note_defiance": DeskAct(
        opinions.note_defiance,
        {"words": words(_("ติดตามอย่างไร และหน่วยงานให้เหตุผลใด"))},
        _("จะนับในรายงานประจำปีต่อคณะรัฐมนตรี"),
        on_track=True,
    ),
    "record_appearance": DeskAct(
        measures.record_appearance,
        {"result": one_of(_("ผล"), APPEARED), "words": words(_("ถ้อยคำหรือสิ่งที่ส่ง"), rows=6)},
        on_track=True,
        files=True,
    ),
    "lift_summons": DeskAct(measures.lift_summons, {"words": words(_("เหตุผล"))}, on_track=True),
    "record_inspection": DeskAct(
        measures.record_inspection,
        {
            "result": one_of(_("ผล"), INSPECTED),
            "done_on": day(_("วันที่ตรวจสอบ")),
            "words": words(_("ผู้อยู่ร่วม สิ่งที่ตรวจ และสิ่งที่พบ"), rows=8),
        },
        _("แนบภาพหรือเอกสารที่พบได้ ผู้ร้องเรียนและหน่วยงานไม่เห็นบันทึกนี้"),
        on_track=True,
        files=True,
    ),
    "lift_inspection": DeskAct(measures.lift_inspection, {"words": words(_("เหตุผล"))}, on_track=True),
}
COMPLAINT_ACTS: dict[str, DeskAct] = {**ON_COMPLAINT, **ON_TRACKS}
