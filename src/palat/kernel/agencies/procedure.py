"""Words and rules of what happens inside an agency: answers, drafts, what it sends on. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


ACCEPT, RETURN, ASK, PROGRESS, REPORT = "accept", "return", "ask", "progress", "report"
# Answers that are written; accepting takes no words.
WRITTEN = (REPORT, PROGRESS, ASK, RETURN)

# A draft waits with its writer, lies before the approver, came back, went out, or was given up.
WRITING, SUBMITTED, RETURNED, SENT, DROPPED = "writing", "submitted", "returned", "sent", "dropped"
DRAFT_STATES = (
    (WRITING, _("กำลังร่าง")),
    (SUBMITTED, _("เสนอผู้อนุมัติ")),
    (RETURNED, _("ส่งกลับให้แก้ไข")),
    (SENT, _("อนุมัติและส่งแล้ว")),
    (DROPPED, _("ยกเลิกร่าง")),
)
OPEN_DRAFTS = (WRITING, SUBMITTED, RETURNED)

# What an agency sent on: it waits for an answer, was answered, was taken back.
ASKED, ANSWERED, TAKEN_BACK = "asked", "answered", "taken_back"
ONWARD_STATES = (
    (ASKED, _("รอคำตอบ")),
    (ANSWERED, _("ตอบแล้ว")),
    (TAKEN_BACK, _("เรียกคืนแล้ว")),
)

INVITATION_DAYS = 14  # a setting of the Office's practice, provisional
TOKEN_DAYS = (30, 90, 180, 365)  # how long a token may live; none lives for ever
TOKENS_MOST = 20  # living tokens of one agency: a guard, no rule of the Office
PER_MINUTE = 120  # requests of one token: a guard, no rule of the Office
REMEMBERED_DAYS = 7  # how long an answer sent twice with one key is told apart from a new one

SCOPES = (
    ("read", _("อ่านรายการและรายละเอียดเรื่อง")),
    ("answer", _("รับเรื่อง รายงานความคืบหน้า ขอข้อมูล คืนเรื่อง และรายงานผล (ถ้าหน่วยงานกำหนดให้อนุมัติ จะเป็นร่างรออนุมัติ)")),
    ("final", _("ส่งคำตอบที่ระบบของหน่วยงานอนุมัติแล้วถึงสำนักงานโดยไม่ต้องอนุมัติอีก (ให้ได้โดยผู้อนุมัติเท่านั้น)")),
)

# The numbers by which agencies' own systems know an answer (`domain/petitions.md` §2.5), and what each is here.
STATUS_OF_ANSWER = {PROGRESS: 0, REPORT: 1, ACCEPT: 2, RETURN: 3}
ANSWER_OF_STATUS = {number: answer for answer, number in STATUS_OF_ANSWER.items()}


@dataclass(frozen=True)
class Answer:
    """What an agency says: its words, how it ended, who is competent instead, files by number and name, figures."""

    words: str = ""
    result: str = ""
    suggests: str = ""
    files: tuple[tuple[int, str], ...] = field(default=())
    figures: Mapping[str, str] = field(default_factory=dict)  # what the duty asks for besides, as it was typed
