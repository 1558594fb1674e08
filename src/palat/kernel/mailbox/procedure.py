"""A message as it came in, how much of one is read, and which messages no person wrote. Plain data and rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


MEGABYTE = 1_000_000
MOST_BYTES = 36 * MEGABYTE  # a file of 25 MB in base64, and the words around it; of what is larger the head is read
HEAD_BYTES = 256_000
MOST_PARTS = 200
DEEPEST = 8
MOST_FILES = 30
MOST_TEXT = 100_000  # characters
MOST_ADDRESSES = 50

# What a message is.
MESSAGE, AUTO_REPLY, BOUNCE, LIST, LOOP = "message", "auto_reply", "bounce", "list", "loop"
KINDS: dict[str, str] = {
    MESSAGE: _("ข้อความ"),
    AUTO_REPLY: _("ตอบกลับอัตโนมัติ"),
    BOUNCE: _("แจ้งว่าส่งไม่ถึง"),
    LIST: _("จดหมายเวียนของระบบ"),
    LOOP: _("ส่งมาจากที่อยู่ของสำนักงานเอง"),
}

# What of it could not be read: the clerk looks it up in the mailbox itself.
FLAWS: dict[str, str] = {
    "too_large": _("จดหมายใหญ่เกิน %(limit)d เมกะไบต์ จึงอ่านเฉพาะตอนต้น ไฟล์แนบอยู่ในกล่องจดหมายเดิม"),
    "too_many_parts": _("จดหมายมีส่วนย่อยมากผิดปกติ จึงไม่แยกไฟล์แนบ ฉบับเต็มอยู่ในกล่องจดหมายเดิม"),
    "too_many_files": _("ไฟล์แนบเกิน %(most)d ไฟล์ ส่วนที่เกินอยู่ในกล่องจดหมายเดิม"),
    "too_deep": _("จดหมายซ้อนกันหลายชั้นเกินไป ชั้นในสุดอยู่ในกล่องจดหมายเดิม"),
    "text_cut": _("ข้อความยาวมาก จึงตัดตอนท้าย ฉบับเต็มอยู่ในกล่องจดหมายเดิม"),
    "charset": _("ข้อความบางตัวอ่านไม่ได้ เพราะจดหมายระบุรหัสอักษรผิด"),
    "again_other": _("จดหมายนี้ใช้เลขประจำฉบับ (Message-ID) เดียวกับฉบับที่รับไว้ก่อนแล้ว แต่ข้อความหรือไฟล์ต่างกัน โปรดเทียบกับฉบับก่อน"),
    "unreadable": _("อ่านจดหมายนี้ไม่ได้ โปรดเปิดดูในกล่องจดหมายเดิม"),
}
FLAW_VALUES = {"limit": MOST_BYTES // MEGABYTE, "most": MOST_FILES}

# Whether the Office's mail server found that a message comes from where its sender's address says.
PROVED, DISPROVED, UNPROVED = "proved", "disproved", "unproved"
NOT_PROVED: dict[str, str] = {
    DISPROVED: _(
        "เครื่องแม่ข่ายจดหมายตรวจแล้วไม่ผ่านว่าส่งจาก %(domain)s จริง อาจเป็นการแอบอ้าง โปรดสอบถามหน่วยงานนั้นทางอื่นก่อนดำเนินการ"
    ),
    UNPROVED: _("ยังไม่ได้พิสูจน์ว่าส่งจาก %(domain)s จริง ใครก็เขียนที่อยู่นี้เป็นผู้ส่งได้ โปรดตรวจก่อนเชื่อว่าเป็นหน่วยงานนั้น"),
}


@dataclass(frozen=True)
class Part:
    """A file that came with a message, not checked yet: the name as written there, and the bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Kept:
    """A file of a message that was checked and kept; or, with `refused`, why it was not."""

    name: str
    file_id: int | None = None
    refused: str = ""


@dataclass(frozen=True)
class Report:
    """What a mail server says of a message that the Office sent: to whom, what became of it, which message."""

    recipient: str = ""
    action: str = ""
    status: str = ""
    message_id: str = ""


@dataclass(frozen=True)
class Mail:
    """A message that came in, read and bounded: what those who may claim it look at.

    `to`: every address that it says it was sent to, in small letters; `headers`: the first value of each, in small
    letters, decoded; `files`: kept ones and refused ones, in order (empty until they are kept); `digest`: hash of what
    it says, the same whichever way it came.
    """

    message_id: str
    kind: str
    sender: str
    sender_name: str
    to: tuple[str, ...]
    subject: str
    text: str
    sent_at: datetime | None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    headers: Mapping[str, str] | None = None
    reports: tuple[Report, ...] = ()
    flaws: tuple[str, ...] = ()
    files: tuple[Kept, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Read:
    """A message with the parts that are to be checked and kept as files."""

    mail: Mail
    parts: tuple[Part, ...]


DAEMONS = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|maildelivery)@")
NOBODY = re.compile(r"^(?:no-?reply|do-?not-?reply|noreply[-.+][^@]*)@")
AUTO_SUBJECT = re.compile(
    r"^\s*(?:(?:automatic|auto)[ -]?reply\b|auto(?:matic)? ?response\b|out of (?:the )?office\b|ตอบกลับอัตโนมัติ"
    r"|การตอบกลับอัตโนมัติ|ข้อความตอบกลับอัตโนมัติ)",
    re.IGNORECASE,
)
BOUNCE_SUBJECT = re.compile(
    r"^\s*(?:undeliver(?:ed|able)|mail delivery (?:failed|system)|delivery status notification|returned mail"
    r"|failure notice)",
    re.IGNORECASE,
)
BULK = frozenset({"bulk", "junk", "list"})


def kind_of(headers: Mapping[str, str], *, sender: str, subject: str, is_report: bool, own: frozenset[str]) -> str:
    """Say what a message is, by its headers (names in small letters).

    Sources: RFC 3834 (Auto-Submitted, empty return path), RFC 3464 (reports of delivery), RFC 2919 (List-Id).
    """
    if sender in own:
        return LOOP
    if is_report or DAEMONS.match(sender) or BOUNCE_SUBJECT.match(subject):
        return BOUNCE
    submitted = headers.get("auto-submitted", "no").split(";")[0].strip().lower()
    if submitted not in {"", "no"} or "x-autoreply" in headers or "x-autorespond" in headers:
        return AUTO_REPLY
    precedence = headers.get("precedence", "").strip().lower()
    if precedence == "auto_reply" or AUTO_SUBJECT.match(subject):
        return AUTO_REPLY
    if "list-id" in headers or "list-unsubscribe" in headers or precedence in BULK:
        return LIST
    if headers.get("return-path", "").strip() == "<>":
        return AUTO_REPLY
    return MESSAGE
