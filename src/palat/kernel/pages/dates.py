"""Dates as people in Thailand read and write them.

Stored and computed dates are Gregorian; the Buddhist Era (พ.ศ. = ค.ศ. + 543) exists only here, at the page's edge.
"""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext

BUDDHIST_ERA_OFFSET = 543
LEAST_BUDDHIST_YEAR = 2400  # a year from here on is read as พ.ศ.; the same number as ค.ศ. is centuries away
MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ARABIC_FROM_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class NotADate(ValueError):
    """The text cannot be read as a day of the calendar; the message is for the user."""


def display_date(value: date | datetime, *, long: bool = False) -> str:
    """Write a day: 24 พ.ย. 2568, or 24 พฤศจิกายน 2568 when `long`; in English 24 Nov 2025.

    A moment is first brought to Asia/Bangkok: the day of an act is the day there.
    """
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    if get_language() == "en":
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    months = MONTHS if long else SHORT_MONTHS
    return f"{day.day} {months[day.month - 1]} {day.year + BUDDHIST_ERA_OFFSET}"


def display_moment(value: datetime) -> str:
    """Write a moment in Asia/Bangkok: 24 พ.ย. 2568 09:15 น."""
    local = timezone.localtime(value)
    return f"{display_date(value)} {local:%H:%M}" + ("" if get_language() == "en" else " น.")


def parse_date(text: str) -> date:
    """Read a day as people type it: 24/11/2568, 24-11-68 is refused, 24 พ.ย. 2568, ๒๔/๑๑/๒๕๖๘, 2025-11-24.

    Years of 2400 and more are พ.ศ., lower ones ค.ศ.; two-digit years are refused, since 68 may be either.
    Raises: NotADate with a message that says how to write it.
    """
    plain = " ".join(text.translate(ARABIC_FROM_THAI_DIGITS).split())
    for pattern, read_month in PATTERNS:
        if found := pattern.fullmatch(plain):
            year = int(found["year"])
            if year >= LEAST_BUDDHIST_YEAR:
                year -= BUDDHIST_ERA_OFFSET
            try:
                return date(year, read_month(found["month"]), int(found["day"]))
            except ValueError:
                break
    raise NotADate(gettext("อ่านวันที่นี้ไม่ได้ โปรดพิมพ์เป็น วัน/เดือน/ปี พ.ศ. เช่น 24/11/2568"))


def month_by_name(name: str) -> int:
    """Return the number of a Thai month, written whole or shortened. Raises: ValueError."""
    return MONTHS.index(name) + 1 if name in MONTHS else SHORT_MONTHS.index(name) + 1


PATTERNS = (
    (re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"), int),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), int),
    (re.compile(r"(?P<day>\d{1,2}) ?(?P<month>[ก-๙.]+) ?(?P<year>\d{4})"), month_by_name),
)
