"""Numbers of official letters as people write and read them: plain functions, no database."""

import re
from dataclasses import dataclass, field

from palat.kernel.registers.procedure import plain, thai_digits


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


# The longer word first: each begins with the shortest.
URGENCIES = ("ด่วนที่สุด", "ด่วนมาก", "ด่วน")
CLASSES = ("ลับที่สุด", "ลับมาก", "ลับ")


class BadLetterNumber(ValueError):
    """The text is no number of an official letter."""


@dataclass(frozen=True)
class LetterNumber:
    """The number of an official letter: `นร 0105.04 (ศบช.)/ว 316`.

    `letters` is the consonant code of the ministry, with what stands in parentheses after it (a committee's letters:
    `กค (กวจ)`); `owner` the number of the agency and unit with whatever stands in parentheses after it; a circular
    (หนังสือเวียน) carries ว before the running number, other series a letter of their own (`อ.880`); `aside` stands in
    parentheses behind it. Words of urgency and secrecy stand before a number and are no part of it. Zeros before
    the running number (`0905/0007`) are written again as they were read and make no other number.
    """

    letters: str
    owner: str
    running: int
    circular: bool = False
    urgency: str = ""
    series: str = ""
    aside: str = ""
    secrecy: str = ""
    width: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """The number as stored and searched: Arabic digits, without words of urgency and secrecy."""
        series = "ว " if self.circular else f"{self.series}." if self.series else ""
        aside = f" {self.aside}" if self.aside else ""
        return f"{self.letters} {self.owner}/{series}{self.running:0{self.width}d}{aside}"

    @property
    def paper_text(self) -> str:
        """The number as printed on a letter: Thai digits."""
        return thai_digits(self.text)


DATED = re.compile(r"(?<=[0-9)])\s*(?:ลงวันที่|ลว\.?|ลง)\s*[0-9].*$")
WORDS_BEFORE = r"(?:(?:ตาม)?หนังสือ(?:ของ\S+)?\s*)?(?:(?:เลข)?ที่\s*[:.]?\s*)?"
LETTER_NUMBER = re.compile(
    r"(?:(?P<secrecy>ลับที่สุด|ลับมาก|ลับ)\s*)?"
    r"(?:(?P<urgency>ด่วนที่สุด|ด่วนมาก|ด่วน)\s*)?"
    r"(?:(?P<secrecy_after>ลับที่สุด|ลับมาก|ลับ)\s*)?" + WORDS_BEFORE + r"(?P<letters>[ก-ฮ]{1,6}\.?)\s*"
    r"(?P<letters_aside>\([^()/]{1,20}\))?\s*"
    r"(?P<code>[0-9]{1,5}(?:\.[0-9]{1,5})*)\s*"
    r"(?P<code_aside>\([^()/]{1,20}\))?\s*"
    r"[/⁄∕]\s*(?:(?P<series>[ก-ฮ])\s*\.?\s*)?"
    r"(?P<running>[0-9]{1,7})"
    r"(?:\s*(?P<aside>\([^()/]{1,20}\)))?"
)


def parse_letter_number(text: str) -> LetterNumber:
    """Read the number of a letter as people write it: ด่วนที่สุด ที่ นร ๐๑๐๖/ว ๓๑๖, นร0105.04(ศบช.)/1234.

    What is said of its day after it (ลงวันที่ …) is left out. Raises: BadLetterNumber with a message that says how to
    write it.
    """
    found = LETTER_NUMBER.fullmatch(DATED.sub("", _reordered(plain(text))))
    if not found or int(found["running"]) == 0:
        raise BadLetterNumber(_("อ่านเลขที่หนังสือนี้ไม่ได้ โปรดพิมพ์เช่น นร 0105.04/1234 หรือ นร 0106/ว 316"))
    letters, owner = found["letters"].rstrip("."), found["code"]
    digits = found["running"]
    return LetterNumber(
        letters=letters + (f" {found['letters_aside']}" if found["letters_aside"] else ""),
        owner=owner + (f" {found['code_aside']}" if found["code_aside"] else ""),
        running=int(digits),
        circular=found["series"] == "ว",
        urgency=found["urgency"] or "",
        series=found["series"] if found["series"] not in (None, "ว") else "",
        aside=found["aside"] or "",
        secrecy=found["secrecy"] or found["secrecy_after"] or "",
        width=len(digits) if digits.startswith("0") else 0,
    )


def _reordered(text: str) -> str:
    """Put a tone mark typed before its upper vowel after it, as the words of urgency are spelt here."""
    return re.sub("([่-๋])([ัิ-ื])", r"\2\1", text)
