"""The words of notices: which kinds there are, which fields each may use, what is wrong with edited words.

A notice says that there is news and where to read it. Only the fields offered here can stand in its words, and none
of them is content of a matter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FIELDS: dict[str, str] = {
    "code": gettext_noop("รหัสเรื่อง"),
    "reference": gettext_noop("เลขทะเบียนเรื่อง"),
    "link": gettext_noop("ลิงก์ของผู้รับเอง"),
    "count": gettext_noop("จำนวนเรื่อง"),
    "list": gettext_noop("รหัสเรื่องในบัญชี บรรทัดละเรื่อง"),
    "time": gettext_noop("ครั้งที่ติดตาม"),
    "day": gettext_noop("วันที่"),
    "agency": gettext_noop("หน่วยงาน"),
    "days": gettext_noop("จำนวนวัน"),
}
PARTS: dict[str, str] = {
    "subject": gettext_noop("หัวเรื่อง"),
    "body": gettext_noop("ข้อความในอีเมล"),
    "short": gettext_noop("ข้อความสั้น (SMS และไลน์)"),
}
LONGEST = {"subject": 150, "body": 3_000, "short": 300}
FIELD = re.compile(r"\{([^{}\n]*)\}")
CITIZEN, AGENCY, OFFICIAL = "citizen", "agency", "official"
TO: dict[str, str] = {
    CITIZEN: gettext_noop("ประชาชน"),
    AGENCY: gettext_noop("หน่วยงาน"),
    OFFICIAL: gettext_noop("เจ้าหน้าที่"),
}
Words = Mapping[str, Mapping[str, str]]  # by language: subject, body, short


@dataclass(frozen=True)
class Kind:
    """One kind of news: to whom, the fields that its words may use, the words that come with the program."""

    code: str
    label: str
    to: str
    fields: tuple[str, ...]
    words: Words

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that it has words for: only citizens get short ones."""
        return ("subject", "body", "short") if self.to == CITIZEN else ("subject", "body")


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong with edited words: in which language and part, on which line."""

    language: str
    part: str
    line: int
    words: str


def flaws(kind: Kind, words: Words) -> list[Flaw]:
    """Return what is wrong with the words of a kind: a field not offered, an open brace, no link, too long."""
    return [
        flaw
        for language in ("th", "en")
        for part in kind.parts
        for flaw in _flaws(kind, language, part, words.get(language, {}).get(part, ""))
    ]


def _flaws(kind: Kind, language: str, part: str, text: str) -> Iterator[Flaw]:
    if not text.strip():
        yield Flaw(language, part, 0, _("โปรดเขียนข้อความ"))
        return
    if len(text) > LONGEST[part]:
        yield Flaw(language, part, 0, _("ยาวได้ไม่เกิน %(most)d ตัวอักษร") % {"most": LONGEST[part]})
    if part == "subject" and "\n" in text:
        yield Flaw(language, part, 0, _("หัวเรื่องมีได้บรรทัดเดียว"))
    for number, line in enumerate(text.split("\n"), start=1):
        for name in FIELD.findall(line):
            if name not in kind.fields:
                yield Flaw(language, part, number, _("ไม่มีช่องชื่อ “%(name)s” สำหรับข้อความนี้") % {"name": name})
        if set("{}") & set(FIELD.sub("", line)):
            yield Flaw(language, part, number, _("มีวงเล็บปีกกาที่ไม่ครบคู่"))
    if "link" in kind.fields and part != "subject" and "{link}" not in text:
        yield Flaw(language, part, 0, _("ต้องมี {link} ผู้รับจึงเปิดอ่านได้"))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put the values into the words; a field without a value becomes nothing."""
    return FIELD.sub(lambda found: values.get(found[1], ""), text)


# A text message of Thai letters is cut into pieces of 67 (70 when there is one), of ASCII alone 153 (160).
ONE, PIECES = {True: 160, False: 70}, {True: 153, False: 67}


def pieces(text: str) -> int:
    """Return in how many pieces a telephone network sends a text, which is what it charges for."""
    length = len(text.encode("utf-16-le")) // 2
    plain = text.isascii()
    return 1 if length <= ONE[plain] else -(-length // PIECES[plain])
