"""What people type, turned into clean values: texts, lines, addresses; and labelled choices."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 20_000


def choices(pairs: Any) -> list[tuple[Any, Any]]:
    """Return labelled choices, translated on display."""
    return [(code, _(label)) for code, label in pairs]


class TextField(forms.CharField):
    """A long text: line ends kept, control characters and direction marks dropped."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, **kwargs)
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Refuse a text that arrived in another encoding: nothing of it could be read later."""
        super().validate(value)
        if value.count("\ufffd") * 10 > len(value):
            raise forms.ValidationError(_("อ่านตัวอักษรไม่ได้ โปรดพิมพ์ใหม่ หรือคัดลอกข้อความจากแหล่งอื่น"), code="encoding")


KEPT = "\n\t\u200d"  # the last joins the parts of one emoji
DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])


def clean_text(text: str) -> str:
    """Drop what nobody typed on purpose: control characters and marks that reverse the reading order."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").translate(DIRECTION_MARKS)
    return "".join(char for char in kept if char in KEPT or char.isprintable()).strip()


class LineField(forms.CharField):
    """A short text on one line: control characters, direction marks and line ends dropped."""

    def to_python(self, value: Any) -> str:
        return " ".join(clean_text(str(value or "")).split())


class AddressField(forms.CharField):
    """An address on a few lines, cleaned like every text."""

    def to_python(self, value: Any) -> str:
        return clean_text(str(value or ""))


SUBJECT_LENGTH = 120  # characters


def subject_of(text: str) -> str:
    """Return a subject line from the first words of a text, cut at a natural pause."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= SUBJECT_LENGTH:
        return line
    cut = line.rfind(" ", SUBJECT_LENGTH // 2, SUBJECT_LENGTH)
    return line[: cut if cut > 0 else SUBJECT_LENGTH].rstrip() + "…"
