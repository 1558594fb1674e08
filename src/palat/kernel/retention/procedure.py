"""Retention in words and rules: which things are kept how long, how a list goes from hand to hand. No database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


# What is kept and destroyed. A matter takes with it all that hangs on it: letters, what came in, files, identities.
MATTER, LETTER, ENTRY, ITEM = "matter", "letter", "entry", "item"
KINDS: dict[str, str] = {
    MATTER: _("แฟ้มเรื่อง"),
    LETTER: _("หนังสือที่ไม่เข้าเรื่องใด"),
    ENTRY: _("รายการในทะเบียนหนังสือ"),
    ITEM: _("สิ่งที่แยกไว้ ไม่ลงทะเบียน"),
}
# What an order holds: a letter of a matter too, which holds the matter with it.
HELD_KINDS: dict[str, str] = {**KINDS, LETTER: _("หนังสือ")}
GENERAL = "retention.general"
SURVEY, OPINION_OF_ARCHIVES = "retention.survey", "retention.archives_opinion"
MOST_ITEMS = 300


@dataclass(frozen=True)
class Ref:
    """One thing that is kept: of which kind, and its row number there."""

    kind: str
    row: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.row}"


def limit_codes(kind: str, of: str) -> tuple[str, ...]:
    """Return the codes under which the limit of a thing is looked for, the most particular first.

    `of` is the procedure of a matter, the form of a letter, the kind of a register, why a thing was set aside.
    """
    return (f"retention.{kind}.{of}", f"retention.{kind}", GENERAL)


# A list (บัญชีหนังสือขอทำลาย) and the hands that it goes through

DRAFT, CONSIDERING, SUBMITTED, DECIDED = "draft", "considering", "submitted", "decided"
AT_ARCHIVES, READY, DONE, DROPPED = "archives", "ready", "done", "dropped"
STATES: dict[str, str] = {
    DRAFT: _("ร่างบัญชี"),
    CONSIDERING: _("คณะกรรมการพิจารณา"),
    SUBMITTED: _("เสนอหัวหน้าส่วนราชการ"),
    DECIDED: _("รอส่งหอจดหมายเหตุแห่งชาติ"),
    AT_ARCHIVES: _("รอความเห็นหอจดหมายเหตุแห่งชาติ"),
    READY: _("รอทำลาย"),
    DONE: _("เสร็จสิ้น"),
    DROPPED: _("ยกเลิกบัญชี"),
}
OPEN = (DRAFT, CONSIDERING, SUBMITTED, DECIDED, AT_ARCHIVES, READY)

DESTROY, LONGER, FOREVER = "destroy", "longer", "forever"
OPINIONS: dict[str, str] = {
    DESTROY: _("ควรทำลาย"),
    LONGER: _("ควรขยายเวลาการเก็บ"),
    FOREVER: _("ควรเก็บไว้ตลอดไป"),
}
DECISIONS: dict[str, str] = {
    DESTROY: _("ให้ทำลาย"),
    LONGER: _("ให้ขยายเวลาการเก็บ"),
    FOREVER: _("ให้เก็บไว้ตลอดไป"),
}
AGREED = "agreed"
ANSWERS: dict[str, str] = {
    AGREED: _("เห็นชอบให้ทำลาย"),
    LONGER: _("ขอให้ขยายเวลาการเก็บ"),
    FOREVER: _("ขอให้เก็บไว้หรือส่งมอบเป็นจดหมายเหตุ"),
}

# What became of an item in the end.
DESTROYED, KEPT_LONGER, KEPT_FOREVER, HELD, LEFT = "destroyed", "kept_longer", "kept_forever", "held", "left"
OUTCOMES: dict[str, str] = {
    DESTROYED: _("ทำลายแล้ว"),
    KEPT_LONGER: _("เก็บต่อ"),
    KEPT_FOREVER: _("เก็บไว้ตลอดไป"),
    HELD: _("ไม่ทำลาย มีคำสั่งระงับการทำลาย"),
    LEFT: _("ไม่ทำลาย เปิดใหม่ เข้าเรื่องแล้ว หรือมีต้นฉบับรอคืน"),
}
WAYS: dict[str, str] = {
    "none": _("ไม่มีเอกสารกระดาษ"),
    "shred": _("ย่อยเอกสารกระดาษ"),
    "burn": _("เผาเอกสารกระดาษ"),
}
GROUNDS: dict[str, str] = {
    "opinion": _("ความเห็นของหอจดหมายเหตุแห่งชาติ"),
    "decision": _("หัวหน้าส่วนราชการให้เก็บไว้ตลอดไป"),
    "section_14": _("ข้อมูลข่าวสารตามมาตรา 14 ครบเจ็ดสิบห้าปี"),
    "section_15": _("ข้อมูลข่าวสารตามมาตรา 15 ครบยี่สิบปี"),
}

# Who. The registry draws up lists; the head of the agency decides; auditors read. Members are named list by list.
REGISTRY = "registry_clerk"
HEAD = "permanent_secretary"
READERS = frozenset({REGISTRY, HEAD, "deputy_permanent_secretary", "auditor"})
HOLDERS = frozenset({REGISTRY, "legal_officer", "director", "deputy_permanent_secretary", HEAD})
LIFTERS = frozenset({"legal_officer", "director", "deputy_permanent_secretary", HEAD})
MEMBERS = 3  # a chair and two others (provisional)

EVENTS: dict[str, str] = {
    "list_drafted": _("จัดทำบัญชี"),
    "item_taken_off": _("นำรายการออกจากบัญชี"),
    "list_dropped": _("ยกเลิกบัญชี"),
    "committee_named": _("แต่งตั้งคณะกรรมการทำลายหนังสือ"),
    "opinions_given": _("กรรมการให้ความเห็น"),
    "list_submitted": _("คณะกรรมการเสนอหัวหน้าส่วนราชการ"),
    "list_returned": _("ส่งคืนคณะกรรมการ"),
    "list_decided": _("หัวหน้าส่วนราชการพิจารณาสั่งการ"),
    "sent_to_archives": _("ส่งหอจดหมายเหตุแห่งชาติ"),
    "archives_answered": _("บันทึกความเห็นหอจดหมายเหตุแห่งชาติ"),
    "archives_silent": _("หอจดหมายเหตุแห่งชาติไม่แจ้งความเห็นภายในกำหนด"),
    "destruction_asked": _("ขอให้ทำลาย คนที่หนึ่ง"),
    "destruction_withdrawn": _("ถอนคำขอทำลาย"),
    "destroyed": _("ทำลายแล้ว คนที่สองยืนยัน"),
    "package_made": _("จัดทำชุดส่งมอบหอจดหมายเหตุแห่งชาติ"),
    "handed_over": _("ส่งมอบหอจดหมายเหตุแห่งชาติแล้ว"),
    "hold_placed": _("ระงับการทำลาย"),
    "hold_lifted": _("ยกเลิกการระงับการทำลาย"),
}


@dataclass(frozen=True)
class Said:
    """An opinion, a decision or an answer on one item; `until` for keeping longer."""

    what: str
    until: date | None = None
    words: str = ""


def flaw_of(said: Said, allowed: Mapping[str, str], today: date) -> str:
    """Say what is wrong with what was said on an item, or nothing."""
    if said.what not in allowed:
        return _("โปรดเลือกให้ครบทุกรายการ")
    if said.what == LONGER and (said.until is None or said.until <= today):
        return _("การขยายเวลาการเก็บต้องระบุวันที่เก็บถึง ซึ่งยังมาไม่ถึง")
    return ""


def common_opinion(opinions: Sequence[Said]) -> Said | None:
    """Return what most members think; where all differ, what destroys least. None before everybody has spoken.

    Where most would keep a thing longer, the latest day of theirs.
    """
    if len(opinions) < MEMBERS:
        return None
    what, many = Counter(one.what for one in opinions).most_common(1)[0]
    if many == 1:
        what = max((one.what for one in opinions), key=(DESTROY, LONGER, FOREVER).index)
    days = [one.until for one in opinions if one.what == what and one.until]
    return Said(what, max(days) if days else None)


def fate_of(decision: Said, answer: Said | None) -> Said:
    """Return what becomes of an item: nothing is destroyed that the National Archives wants kept."""
    if decision.what != DESTROY or answer is None or answer.what == AGREED:
        return decision
    return answer
