"""What reaches the registry (สารบรรณ): channels, states, senders, and what is read in a letter's words. Plain data."""

from dataclasses import dataclass, field
from datetime import date

from palat.kernel.matters.procedure import Move


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


BY_EXCHANGE = "exchange"
CHANNELS: dict[str, str] = {
    "post": _("ไปรษณีย์"),
    "hand": _("นำส่งด้วยมือ"),
    "email": _("ไปรษณีย์อิเล็กทรอนิกส์"),
    "fax": _("โทรสาร"),
    BY_EXCHANGE: _("ระบบแลกเปลี่ยนหนังสือ"),
    "other": _("อื่น ๆ"),
}
BY_PEOPLE = ("post", "hand", "fax", "other")  # what a clerk lays on the scanner

# Where a thing that came in stands.
WAITING, ENTERED, ASIDE = "waiting", "entered", "aside"
STATES: dict[str, str] = {WAITING: _("รอลงทะเบียน"), ENTERED: _("ลงรับแล้ว"), ASIDE: _("แยกไว้ ไม่ลงทะเบียน")}

# How its words were had.
READ_LAYER, READ_OCR, READ_MAIL, READ_TOLD = "layer", "ocr", "mail", "told"
READ_NONE, READ_LATER, READ_FAILED = "none", "later", "failed"
READINGS: dict[str, str] = {
    READ_LATER: _("กำลังอ่าน"),
    READ_LAYER: _("อ่านจากตัวอักษรในไฟล์"),
    READ_OCR: _("อ่านจากภาพด้วยเครื่อง โปรดตรวจทุกช่อง"),
    READ_MAIL: _("อ่านจากจดหมายอิเล็กทรอนิกส์"),
    READ_TOLD: _("ตามที่ผู้ส่งระบุมาในข้อความ"),
    READ_NONE: _("ไม่มีตัวอักษรให้อ่าน โปรดพิมพ์จากภาพ"),
    READ_FAILED: _("อ่านไม่สำเร็จ โปรดพิมพ์จากภาพ"),
}

# A scan that waits to be read and split.
SCAN_STATES: dict[str, str] = {"waiting": _("กำลังอ่านและแยกฉบับ"), "done": _("แยกฉบับแล้ว"), "failed": _("อ่านไม่ได้")}

REJECTED, JOINED = "rejected", "joined"
ASIDE_REASONS: dict[str, str] = {
    "auto_reply": _("ตอบกลับอัตโนมัติ"),
    "bounce": _("แจ้งว่าส่งไม่ถึง"),
    "list": _("จดหมายเวียนของระบบ"),
    "loop": _("ส่งมาจากที่อยู่ของสำนักงานเอง"),
    "advertising": _("โฆษณาหรือจดหมายรบกวน"),
    "duplicate": _("มีอยู่แล้ว"),
    JOINED: _("รวมเป็นฉบับเดียวกับฉบับอื่นในชุดสแกนแล้ว"),
    "blank": _("หน้าว่างหรือใบคั่น"),
    REJECTED: _("ปฏิเสธและแจ้งผู้ส่งแล้ว"),
    "other": _("อื่น ๆ"),
}
BY_CLERK = ("advertising", "duplicate", "blank", "other")

# What a clerk does by hand to the pages of a scan.
SPLIT, JOIN, TURN = "split", "join", "turn"
CUTS: dict[str, str] = {SPLIT: _("แยกฉบับ"), JOIN: _("รวมฉบับ"), TURN: _("หมุนหน้า")}
QUARTER, TURNS = 90, (90, 180, 270)  # degrees, with the clock

# Who sends on what somebody else wrote: both are answered.
FORWARDERS: dict[str, str] = {
    "parliament": _("สมาชิกรัฐสภาหรือคณะกรรมาธิการ"),
    "ministry": _("กระทรวงหรือส่วนราชการ"),
    "prison": _("เรือนจำหรือทัณฑสถาน"),
    "local": _("องค์กรปกครองส่วนท้องถิ่น"),
    "other": _("ผู้อื่น"),
}

URGENCIES: dict[str, str] = {"": _("ปกติ"), "ด่วน": _("ด่วน"), "ด่วนมาก": _("ด่วนมาก"), "ด่วนที่สุด": _("ด่วนที่สุด")}
# Letters of ours that answer what their addressee wrote; an acknowledgement, a referral or a reminder does not.
ANSWERS = frozenset({"result", "refusal", "letter"})
LIMIT_TO_ANSWER, CLOCK = "incoming.answer", "answer_letter"
LIMIT_RETURNED, CLOCK_RETURNED = "incoming.returned", "mail_returned"


@dataclass(frozen=True)
class Suggestion:
    """What a letter's words seem to say: offered to the clerk, entered by nobody but the clerk."""

    paper_number: str = ""
    paper_date: date | None = None
    subject: str = ""
    sender: str = ""
    addressee: str = ""
    urgency: str = ""
    secrecy: str = ""
    forwarder: str = ""
    references: tuple[str, ...] = ()
    codes: tuple[str, ...] = field(default=())  # tracking codes and older numbers of ours

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return self == Suggestion()


def incoming_moves(*, clerks: tuple[str, ...], workers: tuple[str, ...], posters: tuple[str, ...]) -> tuple[Move, ...]:
    """Return the moves by which letters come into a duty's matters: who may is the duty's data.

    `posters` take letters of ours to the post and record what became of them. The moves change no state and stand in
    nobody's way. Which clocks they start and stop is said in the act: a letter need not ask for an answer, and one
    answer may serve several.
    """

    def move(code: str, label: str, by: tuple[str, ...]) -> Move:
        return Move(code, label, by=by, conflicts=(), from_final=True, own_page=True)

    return (
        move("letter_receive", _("รับหนังสือเข้าเรื่อง"), ("system@system", *clerks, *workers)),
        move("letter_taken_out", _("นำหนังสือออกจากเรื่อง"), (*clerks, *workers)),
        move("letter_unentered", _("เลขรับของหนังสือในเรื่องถูกยกเลิก"), ("system@system",)),
        move("letter_answered", _("ตอบหนังสือที่รับแล้ว"), ("system@system", *clerks, *workers)),
        move("letter_posted", _("ส่งหนังสือทางไปรษณีย์อีกครั้ง"), posters),
        move("letter_delivered", _("ได้รับใบตอบรับไปรษณีย์"), posters),
        move("mail_returned", _("หนังสือที่ส่งถูกตีกลับ"), posters),
        move("letter_accepted", _("หน่วยงานลงรับหนังสือทางระบบแลกเปลี่ยน"), ("system@system",)),
        move("letter_sent_back", _("หน่วยงานส่งหนังสือคืนทางระบบแลกเปลี่ยน"), ("system@system",)),
        move("mail_settled", _("จัดการหนังสือที่ตีกลับแล้ว"), ("system@system", *posters)),
    )


# What comes of a letter that was posted

POSTED, DELIVERED, RETURNED, SETTLED = "posted", "delivered", "returned", "settled"
POSTINGS: dict[str, str] = {
    POSTED: _("ส่งไปรษณีย์แล้ว"),
    DELIVERED: _("ได้รับใบตอบรับ"),
    RETURNED: _("ตีกลับ รอจัดการ"),
    SETTLED: _("ตีกลับ จัดการแล้ว"),
}
# What the post writes on a returned letter.
WHY_RETURNED: dict[str, str] = {
    "unknown": _("ไม่มีผู้รับตามจ่าหน้า"),
    "no_address": _("ไม่มีเลขบ้านตามจ่าหน้า"),
    "moved": _("ย้าย ไม่ทราบที่อยู่ใหม่"),
    "refused": _("ไม่ยอมรับ"),
    "unclaimed": _("ไม่มารับภายในกำหนด"),
    "dead": _("ผู้รับถึงแก่กรรม"),
    "other": _("อื่น ๆ"),
}
SETTLEMENTS: dict[str, str] = {
    "sent_again": _("ได้ที่อยู่ใหม่และส่งอีกครั้ง"),
    "told_otherwise": _("แจ้งผู้รับทางอื่นแล้ว"),
    "untraceable": _("ติดต่อผู้รับไม่ได้"),
}
