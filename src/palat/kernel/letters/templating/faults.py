"""What is wrong with a template, in plain words: the file, the line, and Typst's message with its meaning."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

PLACE = re.compile(r"[┌╭]─+\s*\[?(?P<file>[^\s:\]]+):(?P<line>\d+):(?P<column>\d+)")
HEADING = re.compile(r"^(?:error|warning):\s*(?P<message>.+)$", re.MULTILINE)


# Beginnings of Typst's messages, and what an administrator should make of them.
MEANINGS = (
    (r"unknown variable: (\S+)", gettext_noop("ไม่รู้จักชื่อ “%s” อาจสะกดผิด หรือไม่มีช่องชื่อนี้")),
    (r"dictionary does not contain key \"?([^\"\s]+)", gettext_noop("ไม่มีช่องชื่อ “%s” ดูชื่อช่องที่ใช้ได้ในรายการด้านข้าง")),
    (r"expected (.+?)(?:, found .*)?$", gettext_noop("เขียนคำสั่งไม่ครบหรือผิดรูป ตรงนี้ควรเป็น %s")),
    (r"unclosed (.+)$", gettext_noop("เปิด %s ไว้แต่ไม่ได้ปิด")),
    (r"unexpected (.+)$", gettext_noop("มี %s อยู่ผิดที่")),
    (r"file not found(?: \(searched at (\S+?)\))?$", gettext_noop("ไม่พบไฟล์ %s แบบอ่านได้เฉพาะไฟล์ในโฟลเดอร์ของตนเอง")),
    (
        r"(?:access denied|failed to load file|path .* would escape).*$",
        gettext_noop("แบบอ่านได้เฉพาะไฟล์ในโฟลเดอร์ของตนเอง"),
    ),
    (r".*(?:package|network|download).*", gettext_noop("แบบใช้แพ็กเกจหรือเครือข่ายภายนอกไม่ได้")),
    (r"maximum (?:function call|layout|show rule|grouping) depth exceeded", gettext_noop("คำสั่งเรียกตัวเองซ้ำไม่รู้จบ")),
    (
        r"(?:loop seems to be infinite|condition is always true|document did not converge).*",
        gettext_noop("คำสั่งวนซ้ำไม่รู้จบ"),
    ),
    (r"missing argument: (.+)$", gettext_noop("คำสั่งนี้ต้องให้ค่า %s ด้วย เช่น names(data)")),
    (r".*the text `\"(.+)\"` could not be displayed", gettext_noop("แบบอักษรไม่มีอักขระ %s")),
    (r"cannot (.+)$", gettext_noop("ทำไม่ได้: %s")),
    (r"PDF/(?:A|UA)\S* error: (.+)$", gettext_noop("ไฟล์ PDF จะไม่ได้มาตรฐานการเก็บรักษาและการเข้าถึง: %s")),
    (r"type (.+) has no method (.+)$", gettext_noop("ใช้คำสั่งนี้กับข้อมูลชนิด %s ไม่ได้")),
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, in plain words, and as Typst says it. Line 0: nowhere in particular."""

    file: str
    line: int
    words: str
    message: str

    @property
    def place(self) -> str:
        """The place in words."""
        if not self.line:
            return self.file
        return _("%(file)s บรรทัด %(line)d") % {"file": self.file, "line": self.line}


def meaning_of(message: str) -> str:
    """Return what a message of Typst means, or words that say to read it."""
    for pattern, words in MEANINGS:
        if found := re.match(pattern, message):
            given = [one for one in found.groups() if one]
            return _(words) % given[0] if "%s" in words and given else _(words).replace("%s", "").strip()
    return _("Typst จัดหน้าตามแบบนี้ไม่ได้")


def faults_of(diagnostic: str) -> tuple[Fault, ...]:
    """Return the faults that a diagnostic of Typst tells, each once."""
    found: list[Fault] = []
    for block in re.split(r"(?m)^(?=error:|warning:)", diagnostic):
        heading, place = HEADING.search(block), PLACE.search(block)
        message = heading["message"].strip() if heading else block.strip().splitlines()[0] if block.strip() else ""
        if not message or block.startswith("warning:"):
            continue
        file = place["file"].rsplit("/", 1)[-1] if place else ""
        fault = Fault(file, int(place["line"]) if place else 0, meaning_of(message), message)
        if fault not in found:
            found.append(fault)
    return tuple(found)
