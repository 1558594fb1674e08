"""Correspondence between agencies by TH e-GIF messages: kinds, states, what a peer's dialect may differ in. Plain data.

No public schema of the standard is known. What stands here was read off the requests that two independent senders
publish; what they leave open is a field of a peer's profile, provisional until it was tried with that peer.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


LETTER, RECEIVE, ACCEPT, REJECT, INVALID, INVALID_ACCEPT = (
    "letter",
    "receive",
    "accept",
    "reject",
    "invalid",
    "invalid_accept",
)


@dataclass(frozen=True)
class Kind:
    """A kind of message. `element`: what it is called on the wire; `state`: what it makes of the letter it answers."""

    code: str
    label: str
    element: str
    state: str = ""


KINDS: dict[str, Kind] = {
    one.code: one
    for one in (
        Kind(LETTER, _("หนังสือภายนอก"), "GovernmentDocument"),
        Kind(RECEIVE, _("หนังสือตอบรับ"), "ReceiveLetterNotifier", "received"),
        Kind(ACCEPT, _("หนังสือแจ้งเลขรับ"), "AcceptLetterNotifier", "accepted"),
        Kind(REJECT, _("หนังสือปฏิเสธ"), "RejectLetterNotifier", "rejected"),
        Kind(INVALID, _("หนังสือแจ้งหนังสือผิด"), "InvalidLetterNotifier", "invalid"),
        Kind(INVALID_ACCEPT, _("หนังสือแจ้งเลขรับผิด"), "InvalidAcceptIDNotifier", "wrong_number"),
    )
}
BY_ELEMENT: dict[str, str] = {one.element.lower(): one.code for one in KINDS.values()}

OUT, IN = "out", "in"
DIRECTIONS: dict[str, str] = {OUT: _("ส่งออก"), IN: _("รับเข้า")}

# What was answered to a letter; of ours by the peer, of the peer's by us.
STATES: dict[str, str] = {
    "": _("ยังไม่มีคำตอบ"),
    "received": _("ปลายทางได้รับแล้ว"),
    "accepted": _("ลงเลขรับแล้ว"),
    "rejected": _("ปฏิเสธ"),
    "invalid": _("แจ้งว่าหนังสือผิด"),
    "wrong_number": _("แจ้งว่าเลขรับผิด"),
}
MOVES: dict[str, frozenset[str]] = {
    "": frozenset({"received", "accepted", "rejected", "invalid"}),
    "received": frozenset({"accepted", "rejected", "invalid"}),
    "accepted": frozenset({"accepted", "wrong_number"}),  # a number that was wrong is told anew
    "wrong_number": frozenset({"accepted"}),
    "rejected": frozenset(),
    "invalid": frozenset(),
}
SENT_BACK = ("rejected", "invalid")  # the letter is to be mended and sent anew


def may_become(before: str, after: str) -> bool:
    """Say whether an answer may make one state of a letter into another; late and repeated answers may not."""
    return after in MOVES[before]


# Why something that came was not taken. The first words go back to the sender in the fault.
REFUSALS: dict[str, str] = {
    "not_xml": _("ข้อความไม่ใช่ XML ที่อ่านได้"),
    "doctype": _("ข้อความมี DOCTYPE หรือ ENTITY ซึ่งไม่รับ"),
    "too_large": _("ข้อความใหญ่เกินกำหนด"),
    "unknown_kind": _("ไม่ใช่ข้อความชนิดที่รู้จัก"),
    "not_signed": _("ไม่ได้ลงลายมือชื่อดิจิทัล ทั้งที่ผู้ส่งรายนี้ต้องลง"),
    "bad_signature": _("ลายมือชื่อดิจิทัลไม่ถูกต้อง"),
    "other_party": _("ผู้ส่งหรือผู้รับในข้อความไม่ตรงกับรายที่เชื่อมต่อไว้"),
    "number_reused": _("เลขข้อความนี้เคยใช้กับเนื้อหาอื่น"),
    "stopped": _("ยังไม่เปิดรับจากผู้ส่งรายนี้"),
    "no_number": _("ไม่มีเลขที่หนังสือ"),
    "unknown_letter": _("ไม่พบหนังสือที่ข้อความนี้ตอบ"),
}

# What is wrong in a letter that could be read: told back by InvalidLetterNotifier.
FLAWS: dict[str, str] = {
    "no_subject": _("ไม่มีชื่อเรื่อง"),
    "no_date": _("ไม่มีวันที่ของหนังสือ หรืออ่านวันที่ไม่ได้"),
    "no_paper": _("ไม่มีตัวหนังสือแนบมา หรือเปิดไม่ได้"),
    "other_letter": _("เลขที่และวันที่นี้เคยใช้กับหนังสืออื่นที่ส่งมาแล้ว"),
}

SECRECIES = ("", "ลับ", "ลับมาก", "ลับที่สุด")
URGENCIES = ("", "ด่วน", "ด่วนมาก", "ด่วนที่สุด")
UNKNOWN = "?"  # a code that the profile does not know: held to be classified until a registrar has looked
CLASSIFIED = (*SECRECIES[1:], UNKNOWN)

ADDRESSINGS: dict[str, str] = {
    "w3c": "http://www.w3.org/2005/08/addressing",
    "bare": "http://w3.org/2005/08/addressing",
}
TO_NAMES = ("To", "to")
NUMBERINGS: dict[str, str] = {"urn": _("urn:uuid:…"), "stamp": _("วันเวลา yyyyMMdd.HHmmssSSS")}


def _codes(words: tuple[str, ...]) -> dict[str, str]:
    return {word: f"{place:03d}" for place, word in enumerate(words, start=1)}


@dataclass(frozen=True)
class Profile:
    """The dialect of a peer. Nothing of it is told by a public source but what two senders were seen to do.

    `extras`: fields that no public sender has (why a letter was rejected, the day of its number) are written too; else
    the reason stands behind the subject. `remembers`: a message sent again under its number is taken once. `collects`:
    it does not bring us its messages; we ask for them at its address. `receipts`: it is told that a letter arrived.
    `classified`: classified letters may go to it; by default none does.
    """

    addressing: str = "w3c"
    to_name: str = "To"
    numbering: str = "urn"
    secrecy_codes: Mapping[str, str] = field(default_factory=lambda: _codes(SECRECIES))
    urgency_codes: Mapping[str, str] = field(default_factory=lambda: _codes(URGENCIES))
    extras: bool = True
    remembers: bool = False
    receipts: bool = True
    signs: bool = True
    collects: bool = False
    classified: bool = False

    def as_kept(self) -> dict[str, Any]:
        """Return it as it is kept in a row."""
        return asdict(self)


def profile_from(kept: Mapping[str, Any]) -> Profile:
    """Return the profile of a row; what an older row lacks is as by default."""
    known = {one.name for one in fields(Profile)}
    return Profile(**{name: value for name, value in kept.items() if name in known})


def word_of(codes: Mapping[str, str], said: str) -> str:
    """Return the word of a code, read tolerantly: `1`, `01`, `001` are one, and the word itself may stand there."""
    plain = said.strip()
    if plain in codes or not plain:
        return plain
    found = {code.lstrip("0") or "0": word for word, code in codes.items()}
    return found.get(plain.lstrip("0") or "0", "" if plain == "ปกติ" else UNKNOWN)
