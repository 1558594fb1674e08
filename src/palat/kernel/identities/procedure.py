"""Kinds of person, the fields that are sealed, why they may be opened, and what shows without opening.

Plain rules. No field is demanded of anyone: a petitioner without surname, number or name is
still a petitioner.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from palat.kernel.identities.normalising import arabic_digits, citizen_id_is_sound, normalise_citizen_id, plain


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


KINDS: dict[str, str] = {
    "natural": _("บุคคลธรรมดา"),
    "foreigner": _("คนต่างด้าว"),
    "monk": _("พระภิกษุสามเณร"),
    "juristic": _("นิติบุคคล"),
    "unregistered": _("ผู้ไม่มีสถานะทางทะเบียน"),
    "group": _("ผู้แทนกลุ่ม"),
    "anonymous": _("ไม่ประสงค์ออกนาม"),
}


@dataclass(frozen=True)
class Field:
    """One sealed field. `number` names it inside the sealed bytes and is never used again for another."""

    number: int
    name: str
    label: str
    max_chars: int = 200
    fingerprinted: bool = False  # can be looked up exactly without being opened
    lines: bool = False  # may hold line breaks


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field(1, "title", _("คำนำหน้าชื่อ"), 60),
        Field(2, "given_name", _("ชื่อ")),
        Field(3, "family_name", _("นามสกุล")),
        Field(4, "full_name", _("ชื่อเต็ม (ชื่อเดียว ชื่อนิติบุคคล หรือชื่อกลุ่ม)"), 300),
        Field(5, "national_id", _("เลขประจำตัวประชาชน"), 40, fingerprinted=True),
        Field(6, "passport", _("เลขหนังสือเดินทาง"), 40, fingerprinted=True),
        Field(7, "juristic_id", _("เลขทะเบียนนิติบุคคล"), 40, fingerprinted=True),
        Field(8, "phone", _("โทรศัพท์"), 60, fingerprinted=True),
        Field(9, "phone2", _("โทรศัพท์สำรอง"), 60, fingerprinted=True),
        Field(10, "email", _("อีเมล"), 254, fingerprinted=True),
        Field(11, "line_id", _("ไลน์"), 100, fingerprinted=True),
        Field(12, "address", _("ที่อยู่"), 1000, lines=True),
        Field(13, "postcode", _("รหัสไปรษณีย์"), 20),
        Field(14, "monk_name", _("ฉายา")),
        Field(15, "monk_rank", _("สมณศักดิ์")),
        Field(16, "temple", _("วัด"), 300),
        Field(17, "contact_note", _("ช่องทางหรือเวลาที่สะดวกให้ติดต่อ"), 1000, lines=True),
        Field(18, "nationality", _("สัญชาติ"), 100),
        Field(19, "group_name", _("ชื่อกลุ่มที่เป็นผู้แทน"), 300),
        Field(20, "status_note", _("เอกสารหรือสถานะทางทะเบียนที่มี"), 500, lines=True),
    )
}

FINGERPRINTED: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if field.fingerprinted)
NAMES = ("title", "given_name", "family_name", "full_name", "monk_name", "monk_rank", "temple", "group_name")


@dataclass(frozen=True)
class Purpose:
    """Why an official may open a seal; `words` when the reason must also be told in words."""

    code: str
    label: str
    words: bool = False


PURPOSES: dict[str, Purpose] = {
    purpose.code: purpose
    for purpose in (
        Purpose("contact", _("ติดต่อผู้ร้องเพื่อดำเนินเรื่อง")),
        Purpose("verify", _("ยืนยันตัวผู้ร้อง")),
        Purpose("answer", _("จัดทำหนังสือแจ้งผลหรือหนังสือถึงผู้ร้อง")),
        Purpose("duplicate", _("ตรวจสอบเรื่องซ้ำหรือบุคคลเดียวกัน")),
        Purpose("refer", _("ส่งให้หน่วยงานที่ต้องใช้ข้อมูลเพื่อช่วยเหลือ โดยผู้ร้องยินยอม")),
        Purpose("safety", _("ระงับอันตรายต่อชีวิตหรือร่างกาย")),
        Purpose("subject", _("เจ้าของข้อมูลขอเข้าถึงหรือแก้ไขข้อมูล")),
        Purpose("court", _("ศาลหรือกฎหมายสั่งให้เปิดเผย"), words=True),
        Purpose("other", _("เหตุอื่น"), words=True),
    )
}

DISPATCH: dict[str, tuple[str, ...]] = {
    # What the system itself may open to send something out: no more than the sending needs.
    "notice_email": ("email",),
    "notice_sms": ("phone", "phone2"),
    "notice_line": ("line_id",),
    "letter": (*NAMES, "address", "postcode"),
    # A petition told in a chat: who told it goes from the conversation to the petition.
    "filing": ("line_id", "full_name", "phone", "email"),
}

MASK = "•••••"
# Only these may stand before a mask: a rank or a title typed together with the name would tell who it is.
_TITLES = """นาย นาง นางสาว น.ส. เด็กชาย ด.ช. เด็กหญิง ด.ญ. คุณ พระ สามเณร แม่ชี บริษัท มูลนิธิ สมาคม กลุ่ม
Mr. Mr Mrs. Mrs Ms. Ms Miss"""
TITLES_SHOWN = frozenset(_TITLES.split())


def first_character(name: str) -> str:
    """Return the first letter that can stand alone, or nothing."""
    return next((letter for letter in name if letter.isalnum()), "")


def masked_name(kind: str, fields: Mapping[str, str]) -> str:
    """Return how a person shows to those who may not open the seal, e.g. `นาย ส••••• ใ•••••`.

    Never more than the first character of a name, and a mask of fixed length. Empty when
    there is no name to mask.
    """
    if kind == "monk" and (fields.get("monk_name") or fields.get("given_name")):
        return f"พระ {first_character(fields.get('given_name') or fields['monk_name'])}{MASK}"
    parts = [fields["title"]] if fields.get("title") in TITLES_SHOWN else []
    names = [fields.get("given_name", ""), fields.get("family_name", "")]
    if not any(names):
        names = [fields.get("full_name") or fields.get("group_name", "")]
    masked = [first_character(name) + MASK for name in names if name]
    return " ".join(parts + masked) if masked else ""


def name_in_letter(kind: str, fields: Mapping[str, str]) -> str:
    """Return the name as a letter writes it: title against the given name, then surname.

    Monks: rank or พระ with the given name, then ฉายา in parentheses. Empty when unknown.
    """
    if kind == "monk":
        called = fields.get("monk_rank") or f"{fields.get('title') or 'พระ'}{fields.get('given_name', '')}"
        chaya = f" ({fields['monk_name']})" if fields.get("monk_name") else ""
        return f"{called}{chaya}".strip()
    given = fields.get("given_name") or fields.get("full_name", "")
    apart = kind == "juristic" or given[:1].isascii()
    first = (" " if apart else "").join(part for part in (fields.get("title", ""), given) if part)
    return f"{first} {fields.get('family_name', '')}".strip() or fields.get("group_name", "")


def address_in_letter(kind: str, fields: Mapping[str, str]) -> str:
    """Return the postal address in one text, the temple first for monks."""
    lines = [fields["temple"]] if kind == "monk" and fields.get("temple") else []
    tail = " ".join(part for part in (fields.get("address", ""), fields.get("postcode", "")) if part)
    return "\n".join([*lines, tail]).strip()


def warnings(fields: Mapping[str, str]) -> dict[str, str]:
    """Return, by field, what an intake officer should look at again. A warning never refuses a petitioner."""
    found = {}
    number = fields.get("national_id", "")
    if number.strip() and not citizen_id_is_sound(number):
        found["national_id"] = (
            _("เลขประจำตัวประชาชนไม่ครบ 13 หลัก โปรดตรวจสอบอีกครั้ง (บันทึกต่อได้)")
            if len(normalise_citizen_id(number)) != 13
            else _("เลขประจำตัวประชาชนอาจพิมพ์ผิด เลขตรวจสอบไม่ตรง โปรดตรวจสอบอีกครั้ง (บันทึกต่อได้)")
        )
    for name in ("phone", "phone2"):
        value = arabic_digits(fields.get(name, ""))
        if value.strip() and sum(letter.isdigit() for letter in value) < 4:
            found[name] = _("หมายเลขโทรศัพท์สั้นเกินไป โปรดตรวจสอบอีกครั้ง (บันทึกต่อได้)")
    email = fields.get("email", "").strip()
    if email and ("@" not in email[1:-1] or " " in email):
        found["email"] = _("อีเมลอาจพิมพ์ผิด โปรดตรวจสอบอีกครั้ง (บันทึกต่อได้)")
    return found


def cleaned(fields: Mapping[str, str]) -> tuple[dict[str, str], Collection[str]]:
    """Return the fields that say something, in clean text, and the names of those too long or unknown."""
    clean: dict[str, str] = {}
    refused: list[str] = []
    for name, value in fields.items():
        field = FIELDS.get(name)
        if field is None:
            refused.append(name)
            continue
        text = plain(value, lines=field.lines)
        if len(text) > field.max_chars:
            refused.append(name)
        elif text:
            clean[name] = text
    return clean, refused
