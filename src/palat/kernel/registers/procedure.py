"""Codes and numbers as people write and read them: plain functions, no database."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

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


URGENCIES = ("ด่วนที่สุด", "ด่วนมาก", "ด่วน")  # the longer word first: each begins with the shortest


class BadLetterNumber(ValueError):
    """The text is no number of an official letter."""


@dataclass(frozen=True)
class LetterNumber:
    """The number of an official letter: `นร 0105.04 (ศบช.)/ว 316`.

    `letters` is the consonant code of the ministry, `owner` the number of the agency and unit with
    whatever stands in parentheses after it; a circular (หนังสือเวียน) carries ว before the running number.
    """

    letters: str
    owner: str
    running: int
    circular: bool = False
    urgency: str = ""

    @property
    def text(self) -> str:
        """The number as stored and searched: Arabic digits, without the word of urgency."""
        return f"{self.letters} {self.owner}/{'ว ' if self.circular else ''}{self.running}"

    @property
    def paper_text(self) -> str:
        """The number as printed on a letter: Thai digits."""
        return thai_digits(self.text)


LETTER_NUMBER = re.compile(
    r"(?:(?P<urgency>ด่วนที่สุด|ด่วนมาก|ด่วน)\s*)?"
    r"(?:ที่\s*)?"
    r"(?P<letters>[ก-ฮ]{1,4}\.?)\s*"
    r"(?P<code>[0-9]{2,5}(?:\.[0-9]{1,3})*)\s*"
    r"(?P<aside>\([^()/]{1,20}\))?\s*"
    r"/\s*(?P<circular>ว\s*\.?\s*)?"
    r"(?P<running>[0-9]{1,7})"
)


def parse_letter_number(text: str) -> LetterNumber:
    """Read the number of a letter as people write it: ด่วนที่สุด ที่ นร ๐๑๐๖/ว ๓๑๖, นร0105.04(ศบช.)/1234.

    Raises: BadLetterNumber with a message that says how to write it.
    """
    found = LETTER_NUMBER.fullmatch(_reordered(plain(text)))
    if not found:
        raise BadLetterNumber(_("อ่านเลขที่หนังสือนี้ไม่ได้ โปรดพิมพ์เช่น นร 0105.04/1234 หรือ นร 0106/ว 316"))
    aside = f" {found['aside']}" if found["aside"] else ""
    return LetterNumber(
        letters=found["letters"].rstrip("."),
        owner=found["code"] + aside,
        running=int(found["running"]),
        circular=found["circular"] is not None,
        urgency=found["urgency"] or "",
    )


def _reordered(text: str) -> str:
    """Put a tone mark typed before its upper vowel after it, as the words of urgency are spelt here."""
    return re.sub("([่-๋])([ัิ-ื])", r"\2\1", text)
