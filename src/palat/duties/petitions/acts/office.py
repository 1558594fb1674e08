"""Acts of the Office on a petition, from the door to the answer and back."""

from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.acts.fields import ground
from palat.duties.petitions.operations import (
    answering,
    citizens,
    merging,
    opinions,
    reviews,
    samples,
    screening,
)
from palat.duties.petitions.procedure.words import ASKED_BY, CLOSINGS
from palat.kernel.matters.desk.fields import officer, one_of, words
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.operations import links
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import LineField

OFFICE_ACTS: dict[str, DeskAct] = {
    "accept": DeskAct(
        screening.accept,
        {"officer_id": lambda asked: officer(asked, required=False)},
        _("รับไว้พิจารณา และจ่ายเรื่องให้เจ้าของเรื่อง"),
    ),
    "ask_petitioner": DeskAct(
        screening.ask_petitioner, {"question": words(_("คำถามถึงผู้ร้อง"))}, _("กำหนดเวลาของสำนักงานหยุดนับจนกว่าผู้ร้องจะตอบ")
    ),
    "add_facts": DeskAct(citizens.add_facts, {"text": words(_("ข้อเท็จจริงที่ผู้ร้องแจ้งเพิ่ม"))}),
    "propose_refusal": DeskAct(
        screening.propose_refusal,
        {"ground": ground, "words": words(_("เหตุผลที่จะแจ้งผู้ร้อง"))},
        _("ต้องมีผู้บังคับบัญชาอีกคนหนึ่งอนุมัติ"),
    ),
    "approve_refusal": DeskAct(screening.approve_refusal, advice=_("ผู้ร้องจะได้รับเหตุผลและช่องทางอื่น")),
    "decline_refusal": DeskAct(screening.decline_refusal, {"words": words(_("เหตุผล"), required=False)}),
    "note": DeskAct(screening.note, {"words": words(_("บันทึก"), required=False)}),
    "answer_at_once": DeskAct(
        screening.answer_at_once, {"words": words(_("สิ่งที่ชี้แจงผู้ร้อง")), "reasons": words(_("เหตุผล"), rows=3)}
    ),
    "compile": DeskAct(
        opinions.compile_facts,
        {
            "findings": words(_("ข้อเท็จจริงที่เจ้าหน้าที่ตรวจพบ"), required=False, rows=6),
            "law": words(_("กฎหมายและระเบียบที่เกี่ยวข้อง"), required=False, rows=4),
        },
    ),
    "conclude": DeskAct(
        answering.conclude, {"closing": one_of(_("ผลการดำเนินการ"), CLOSINGS), "words": words(_("สรุป"), required=False)}
    ),
    "write_answer": DeskAct(
        lambda *, found, happens, can_do, reasons, **rest: answering.write_answer(
            **rest, answer=answering.Answer(found, happens, can_do, reasons)
        ),
        {
            "found": words(_("พบอะไร"), rows=2),
            "happens": words(_("จะเกิดอะไรต่อ"), rows=2),
            "can_do": words(_("ผู้ร้องทำอะไรได้ ภายในเมื่อใด"), rows=2),
            "reasons": words(_("เหตุผล"), rows=5),
        },
    ),
    "notify": DeskAct(answering.notify, advice=_("ผู้ร้องจะเห็นคำตอบทันที และได้รับแจ้งตามทางที่เลือกไว้")),
    "close": DeskAct(answering.close, many=True),
    "accept_review": DeskAct(reviews.accept_review),
    "ask_review": DeskAct(samples.ask_review, {"words": words(_("สิ่งที่ต้องทบทวน"))}),
    "decline_review": DeskAct(reviews.decline_review, {"words": words(_("เหตุผลที่ยืนยันผลเดิม"))}),
    "suspend": DeskAct(screening.suspend, {"words": words(_("เหตุที่ระงับ"))}),
    "merge": DeskAct(
        merging.merge_into_code,
        {
            "code": lambda _asked: LineField(label=_("รหัสหรือเลขทะเบียนของเรื่องหลัก"), max_length=40),
            "reason": words(_("เหตุที่เป็นเรื่องเดียวกัน"), required=False, rows=2),
        },
        _("ผู้ร้องทุกคนจะได้รับคำตอบเดียวกัน แยกเรื่องออกภายหลังได้"),
    ),
    "unmerge": DeskAct(links.unmerge, {"reason": words(_("เหตุที่แยก"), required=False)}, many=True),
    "take_up": DeskAct(screening.take_up, {"words": words(_("เหตุผล"), required=False)}),
    "close_suspended": DeskAct(screening.close_suspended),
    "record_withdrawal": DeskAct(
        citizens.record_withdrawal,
        {
            "way": one_of(_("ผู้ร้องขอยุติเรื่องทาง"), ASKED_BY),
            "asked_on": lambda _asked: ThaiDateField(label=_("วันที่ขอ"), help_text=_("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")),
            "words": words(_("ถ้อยคำของผู้ร้องตามจริง")),
        },
        _("ผู้ร้องจะได้รับแจ้งว่าเจ้าหน้าที่บันทึกคำขอนี้ และคัดค้านได้ด้วยการขอให้ทบทวนผล"),
    ),
    "object": DeskAct(citizens.object_to_result, {"new_facts": words(_("ข้อเท็จจริงใหม่"))}),
    "object_in_case": DeskAct(citizens.object_to_result, {"new_facts": words(_("ข้อเท็จจริงใหม่"))}),
}
