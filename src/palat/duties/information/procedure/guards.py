"""What must hold before a move on a request, and the words with which it is refused."""

from palat.duties.information.procedure.words import PART, PARTY
from palat.kernel.matters.procedure import Guard, Situation


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


# Where a third party was not heard yet, or its objection not ruled upon. An objection that was ruled upon waits for
# nobody: the order may be made, only what it concerns may not leave.
UNHEARD = frozenset({"drafted", "notified", "objected", "silent", "consented"})


def _all_decided(now: Situation) -> bool:
    return bool(now.tracks) and now.open_tracks(PART) == 0 and any(type == PART for type, _s, _f in now.tracks)


def _parties_heard(now: Situation) -> bool:
    return not any(type == PARTY and state in UNHEARD for type, state, _final in now.tracks)


def _nothing_refused(now: Situation) -> bool:
    return not any(type == PART and state in {"partial", "refused", "monarchy"} for type, state, _f in now.tracks)


def _deliverable(now: Situation) -> bool:
    return any(type == PART and state in {"full", "partial"} for type, state, _final in now.tracks)


def _nothing_deliverable(now: Situation) -> bool:
    return not _deliverable(now)


def _fees_settled(now: Situation) -> bool:
    return bool(now.facts.get("fees_settled"))


def _identity_shown(now: Situation) -> bool:
    return now.kind != "own" or bool(now.facts.get("identity_shown"))


def _time_ran_out(now: Situation) -> bool:
    return bool(now.facts.get("ran_out"))


ALL_DECIDED = Guard("all_decided", _all_decided, _("ยังมีรายการที่ยังไม่ได้ทำความเห็น ต้องทำให้ครบทุกรายการก่อน"))
PARTIES_HEARD = Guard(
    "parties_heard", _parties_heard, _("ยังรอผู้มีประโยชน์ได้เสียคัดค้าน หรือยังไม่ได้พิจารณาคำคัดค้าน ต้องพิจารณาให้ครบก่อน")
)
NOTHING_REFUSED = Guard(
    "nothing_refused", _nothing_refused, _("มีรายการที่มิให้เปิดเผยทั้งหมดหรือบางส่วน ต้องให้ผู้มีอำนาจลงนามในคำสั่ง")
)
DELIVERABLE = Guard("deliverable", _deliverable, _("ไม่มีรายการที่เปิดเผย จึงไม่มีสิ่งที่ส่งมอบ"))
NOTHING_DELIVERABLE = Guard("nothing_deliverable", _nothing_deliverable, _("ยังมีรายการที่เปิดเผยซึ่งยังไม่ได้ส่งมอบ"))
FEES_SETTLED = Guard("fees_settled", _fees_settled, _("ยังไม่ได้รับชำระค่าธรรมเนียม หากผู้ขอมีรายได้น้อยให้เสนอยกเว้นก่อน"))
IDENTITY_SHOWN = Guard(
    "identity_shown", _identity_shown, _("ข้อมูลข่าวสารส่วนบุคคลส่งมอบได้เมื่อผู้ขอแสดงตัวตนที่ช่องบริการ และเจ้าหน้าที่บันทึกไว้แล้ว")
)
TIME_RAN_OUT = Guard("time_ran_out", _time_ran_out, _("ยังไม่พ้นกำหนดเวลาที่กฎหมายให้ไว้"))
