"""Codes and numbers as people write and read them: plain functions, no database."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from palat.kernel.organisation.procedure import ROLES, Authority

BUDDHIST_ERA = 543
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


def plain(text: str) -> str:
    """Return a text with Arabic digits, ordinary spaces and no invisible signs; Thai vowels are left as typed.

    Compatibility forms are folded (full-width digits and dashes), except that sara am must not fall apart.
    """
    folded = "".join(
        sign if sign == "ำ" else unicodedata.normalize("NFKC", sign)
        for sign in text
        if unicodedata.category(sign) != "Cf"
    )
    return " ".join(folded.translate(THAI_DIGITS).split())


def thai_digits(text: str) -> str:
    """Write a text with Thai digits, as on paper."""
    return text.translate(TO_THAI_DIGITS)


# Tracking codes (รหัสเรื่อง)
#
# Digits only: they are said and typed without error over a Thai telephone, and one keypad serves all.
# 14 random digits (46.5 bits) leave one guess in a hundred million a hit among a million matters. The
# fifteenth digit (Damm) finds every single wrong digit and every swap of neighbours. Fifteen digits are
# mistaken neither for a citizen's number (13), nor a telephone (10), nor the older รหัสเรื่อง (11).

RANDOM_DIGITS = 14
CODE_LENGTH = RANDOM_DIGITS + 1
GROUP = 5

DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

CODE_WORDS = re.compile(r"^(?:รหัสเรื่อง|รหัส|เลขที่|code)\s*[:.]?\s*", re.IGNORECASE)
CODE_SHAPE = re.compile(r"[0-9][0-9 .\-‐-―]*")
MISREAD = str.maketrans("OoIl", "0011")


class BadTrackingCode(ValueError):
    """What was typed is no tracking code that was ever given."""


class NotATrackingCode(BadTrackingCode):
    """What was typed does not have the shape of a tracking code: letters, or too few or too many digits."""


class MistypedTrackingCode(BadTrackingCode):
    """It has the shape of a tracking code, but the check digit says that a digit is wrong."""


def check_digit(digits: str) -> str:
    """Return the digit (Damm) that finds every single wrong digit and every swap of neighbours."""
    state = 0
    for digit in digits:
        state = DAMM[state][int(digit)]
    return str(state)


def new_tracking_code(*, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a new unguessable tracking code: 14 random digits and a check digit."""
    digits = f"{randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    return digits + check_digit(digits)


def parse_tracking_code(text: str) -> str:
    """Read a tracking code as people type it: spaces, dashes, Thai digits, O for 0 and l for 1 are fine.

    Raises: NotATrackingCode, or MistypedTrackingCode when one digit is wrong or two are swapped.
    """
    typed = CODE_WORDS.sub("", plain(text)).translate(MISREAD)
    if not CODE_SHAPE.fullmatch(typed):
        raise NotATrackingCode(_("รหัสเรื่องมีแต่ตัวเลข 15 หลัก โปรดตรวจว่าคัดลอกมาถูกต้อง"))
    digits = re.sub(r"[^0-9]", "", typed)
    if len(digits) != CODE_LENGTH:
        raise NotATrackingCode(_("รหัสเรื่องมี 15 หลัก โปรดตรวจว่าพิมพ์ครบ"))
    if check_digit(digits[:-1]) != digits[-1]:
        raise MistypedTrackingCode(_("ตัวเลขบางหลักไม่ถูกต้อง โปรดตรวจรหัสเรื่องอีกครั้ง"))
    return digits


def spaced(code: str) -> str:
    """Write a tracking code in three groups of five digits, as it is read out."""
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


# The older system's รหัสเรื่อง: นร and 11 digits, of which the third and fourth are the year of the
# Buddhist Era (counted in real data); what the first two mean is unknown. Kept as a searchable alias.

ALIAS = re.compile(r"นร\s*([0-9]{11})(?![0-9])")


def parse_alias(text: str) -> str | None:
    """Return the older system's รหัสเรื่อง (นร and 11 digits) that a text holds, or None."""
    found = ALIAS.search(plain(text))
    return f"นร{found[1]}" if found else None


def alias_year(alias: str) -> int:
    """Return the calendar year of the Buddhist Era in which the older system took the matter in."""
    return 2500 + int(alias[4:6])


# Official numbers


@dataclass(frozen=True)
class Number:
    """An official number: of which register, which year of the Buddhist Era, which running number."""

    register: str
    year: int
    running: int
    text: str


def number_text(template: str, *, year: int, running: int) -> str:
    """Write a number by its register's template, which may use `{year}`, `{yy}` and `{running}`."""
    return template.format(year=year, yy=f"{year % 100:02d}", running=running)


def template_flaw(template: str) -> str:
    """Say what is wrong with a template, or nothing: numbers of one year must differ, and be read back."""
    rest = template
    for field in ("{running}", "{year}", "{yy}"):
        rest = rest.replace(field, "")
    if template.count("{running}") != 1:
        return _("แบบเลขต้องมี {running} หนึ่งแห่ง")
    if "{" in rest or "}" in rest:
        return _("แบบเลขใช้ได้เฉพาะ {running} {year} และ {yy}")
    if re.search(r"[0-9๐-๙}]\{running\}|\{running\}[0-9๐-๙{]", template):
        return _("ต้องมีเครื่องหมายหรือตัวอักษรคั่นระหว่างเลขลำดับกับตัวเลขอื่น")
    return ""


def dated_number(text: str, *, running: int, year: int) -> str:
    """Write a number as it is named outside its register, where it says of which year it is: 6/2569."""
    if str(year) in text:
        return text
    return f"{text}/{year}" if text == str(running) else f"{text} ({year})"


# Registers: what they are for, who keeps them, which days they take


@dataclass(frozen=True)
class Kind:
    """What a register is for. `number`: the heading of its first column on paper; `letters`: it has a column ที่."""

    code: str
    label: str
    number: str
    letters: bool = False


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("letter_in", _("หนังสือรับ"), _("เลขทะเบียนรับ"), letters=True),
        Kind("letter_out", _("หนังสือส่ง"), _("เลขทะเบียนส่ง"), letters=True),
        Kind("circular_out", _("หนังสือเวียน"), _("เลขทะเบียนส่ง"), letters=True),
        Kind("order", _("คำสั่ง"), _("เลขที่คำสั่ง")),
        Kind("announcement", _("ประกาศ"), _("เลขที่ประกาศ")),
        Kind("certificate", _("หนังสือรับรอง"), _("เลขที่")),
        Kind("minutes", _("รายงานการประชุม"), _("เลขที่")),
        Kind("matter", _("เรื่องราวร้องทุกข์"), _("เลขทะเบียน")),
        Kind("other", _("อื่น ๆ"), _("เลขที่")),
    )
}
SENT = ("letter_out", "circular_out")  # whose numbers letters of the Office bear: no two may be the same
PAPER, RESERVED = "paper", "reserved"  # an entry carried by no thing of the system
MOST_RESERVED = 200  # numbers in one block

KEEPERS = {False: "registry_clerk", True: "secret_registrar"}
READERS = frozenset({"office"})  # what a role reads, where ordinary registers are open to it


def day_flaw(on: date, *, today: date, days_of_grace: int) -> str:
    """Say why a register takes no paper of this day today, or nothing.

    Within a year any day that has come. Of the year before, only in the first days of the new one (provisional: how
    many is the register's own setting): afterwards last year's register is closed and bound.
    """
    if on > today:
        return _("ลงทะเบียนล่วงหน้าไม่ได้ วันที่ของเอกสารยังมาไม่ถึง")
    if on.year == today.year:
        return ""
    if on.year == today.year - 1 and today < date(today.year, 1, 1) + timedelta(days=days_of_grace):
        return ""
    return _("ทะเบียนของปีนั้นปิดแล้ว ลงย้อนหลังข้ามปีไม่ได้ ให้ลงในทะเบียนปีนี้และหมายเหตุวันที่จริงไว้")


def keeper_basis(authority: Authority, *, units: Collection[int], secret: bool) -> str:
    """Return the post by which someone keeps a register, or nothing.

    `units`: the register's office and every unit below it. A register of classified papers is kept by its own
    registrar (นายทะเบียนข้อมูลข่าวสารลับ; provisional), and by nobody else whatever their rank.
    """
    for held in authority.held:
        if held.role == KEEPERS[secret] and held.unit_id in units:
            return f"holding:{held.holding_id}"
    return ""


def reads_registers(authority: Authority) -> bool:
    """Say whether someone reads the ordinary registers: all who read matters as the Office, and their keepers."""
    return any(ROLES[role].reads in READERS for role in authority.roles())
