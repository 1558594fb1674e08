"""What must hold before a move on a petition, and the words with which it is refused."""

from palat.duties.petitions.procedure.words import LIFE, REFERRAL
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.procedure import Guard, Situation


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def _no_open_referrals(now: Situation) -> bool:
    return now.open_tracks(REFERRAL) == 0


def _no_open_orders(now: Situation) -> bool:
    return now.open_tracks(ORDER) == 0


def _concealed_copy_ready(now: Situation) -> bool:
    return bool(now.facts.get("concealed_copy_ready"))


def _copy_prepared(now: Situation) -> bool:
    return bool(now.facts.get("copy_prepared"))


def _letter_when_accusing(now: Situation) -> bool:
    return now.kind != "accusation" or bool(now.facts.get("by_letter"))


def _answer_written(now: Situation) -> bool:
    return bool(now.facts.get("answer_written"))


def _told_or_untraceable(now: Situation) -> bool:
    return bool(now.facts.get("told") or now.facts.get("untraceable"))


def _danger_looked_into(now: Situation) -> bool:
    return LIFE not in now.running


def _new_facts(now: Situation) -> bool:
    return bool(now.facts.get("new_facts"))


NO_OPEN_REFERRALS = Guard(
    "no_open_referrals", _no_open_referrals, _("ยังมีหน่วยงานที่ยังไม่ได้ข้อยุติ ต้องรับรายงานหรือเรียกเรื่องคืนให้ครบก่อน")
)
NO_OPEN_ORDERS = Guard("no_open_orders", _no_open_orders, _("ยังมีข้อสั่งการที่ยังไม่ได้ตรวจรับผลการปฏิบัติ"))
CONCEALED_COPY = Guard(
    "concealed_copy",
    _concealed_copy_ready,
    _("ผู้ร้องขอปกปิดตัวตน ต้องมีผู้ตรวจและอนุมัติฉบับปกปิดก่อนส่งออกนอกสำนักงาน"),
)
COPY_PREPARED = Guard("copy_prepared", _copy_prepared, _("ยังไม่มีฉบับปกปิดที่รออนุมัติ โปรดจัดทำฉบับปกปิดก่อน"))
LETTER_WHEN_ACCUSING = Guard("letter_when_accusing", _letter_when_accusing, _("เรื่องร้องเรียนกล่าวโทษต้องส่งเป็นหนังสือลงนาม"))
ANSWER_WRITTEN = Guard("answer_written", _answer_written, _("ต้องร่างคำตอบพร้อมเหตุผลก่อนแจ้งผลผู้ร้อง"))
TOLD = Guard("told", _told_or_untraceable, _("ยุติเรื่องได้เมื่อแจ้งผลผู้ร้องแล้ว หรือบันทึกว่าติดต่อผู้ร้องไม่ได้"))
DANGER_LOOKED_INTO = Guard(
    "danger_looked_into",
    _danger_looked_into,
    _("เรื่องนี้มีอันตรายต่อชีวิต ต้องบันทึกการประสานทางโทรศัพท์ หรือตรวจแล้วเปลี่ยนชั้นความเร็วพร้อมเหตุผลก่อน"),
)
NEW_FACTS = Guard("new_facts", _new_facts, _("ขอให้ทบทวนผลได้เมื่อมีข้อเท็จจริงใหม่ โปรดระบุข้อเท็จจริงใหม่"))
