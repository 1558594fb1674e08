"""Numbers of the post (S10 of the Universal Postal Union): written, read, checked. Plain functions."""

import re

from palat.kernel.registers.procedure import plain


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
S10 = re.compile(r"(?P<service>[A-Z]{2})(?P<serial>[0-9]{8})(?P<check>[0-9])(?P<country>[A-Z]{2})")
# What the first letter says of the service; others are the post's own.
SERVICES: dict[str, str] = {"R": _("ไปรษณีย์ลงทะเบียน"), "E": _("ด่วนพิเศษ (EMS)"), "V": _("รับประกัน"), "C": _("พัสดุ")}


class BadPostalNumber(ValueError):
    """The text is no number of the post; the message says what is wrong."""


def check_digit(serial: str) -> int:
    """Return the check digit of eight digits: eleven less the remainder of their weighted sum; 10 → 0, 11 → 5."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def parse_postal_number(text: str) -> str:
    """Read a number as it is typed or read by a scanner: spaces and small letters are fine. Raises: BadPostalNumber."""
    typed = re.sub(r"[\s-]", "", plain(text)).upper()
    found = S10.fullmatch(typed)
    if found is None:
        raise BadPostalNumber(_("เลขไปรษณีย์มีตัวอักษรสองตัว ตัวเลขเก้าตัว และ TH เช่น RR123456785TH"))
    if check_digit(found["serial"]) != int(found["check"]):
        raise BadPostalNumber(_("เลขไปรษณีย์ผิดหลักตรวจสอบ โปรดตรวจกับใบรับของไปรษณีย์"))
    return typed


def service_of(code: str) -> str:
    """Return the label of a number's service, empty where the letter says nothing."""
    return SERVICES.get(code[:1], "")
