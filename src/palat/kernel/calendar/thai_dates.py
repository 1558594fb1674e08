"""Thai digits, Thai dates and Thai times: writing them, and reading what people type. Plain Python.

Dates are Gregorian in code and storage; the Buddhist Era (พ.ศ. = ค.ศ. + 543) exists only in text. Days
before 1 January พ.ศ. 2484, when the year still began in April, are written by today's rule.
"""

import re
from datetime import date, datetime

from palat.kernel.calendar.counting import BANGKOK, BUDDHIST_ERA

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LEAST_BUDDHIST_YEAR = 2400  # a year of four digits from here on is พ.ศ., below it ค.ศ.
EARLIEST, LATEST = 1800, 2399  # ค.ศ.: beyond these a finger slipped

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class NotADate(ValueError):
    """The text is not a day of the calendar; the message, in Thai, is for the user."""

    def __init__(self, text: str) -> None:
        super().__init__("อ่านวันที่นี้ไม่ได้ โปรดพิมพ์เป็น วัน/เดือน/ปี พ.ศ. เช่น 28/7/2569 หรือ 28 กรกฎาคม 2569")
        self.text = text


def thai_digits(text: str) -> str:
    """Write every digit of a text in Thai."""
    return text.translate(TO_THAI)


def arabic_digits(text: str) -> str:
    """Write every digit of a text in Arabic, as texts are stored and searched."""
    return text.translate(TO_ARABIC)


def long_date(day: date) -> str:
    """Write a day in full: 28 กรกฎาคม 2569. For letters, put it through `thai_digits`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA}"


def short_date(day: date) -> str:
    """Write a day briefly: 28 ก.ค. 69."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {(day.year + BUDDHIST_ERA) % 100:02d}"


def thai_time(at: datetime) -> str:
    """Write the time of a moment in Thailand: 17.00 น."""
    return f"{at.astimezone(BANGKOK):%H.%M} น."


def long_moment(at: datetime) -> str:
    """Write a moment in Thailand in full: 28 กรกฎาคม 2569 เวลา 17.00 น."""
    return f"{long_date(at.astimezone(BANGKOK).date())} เวลา {thai_time(at)}"


def _month_names() -> dict[str, int]:
    names: dict[str, int] = {}
    for number, (long, short, english) in enumerate(zip(MONTHS, SHORT_MONTHS, ENGLISH_MONTHS, strict=True), 1):
        for name in (long, short, english, english[:3]):
            names[name.replace(".", "").lower()] = number
    return names | {"sept": 9}


MONTH_NAMES = _month_names()  # without dots, since กค is typed as often as ก.ค.
NUMBERS = re.compile(r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
WORDS = re.compile(
    r"(?:วัน[ก-๙]*ที่ ?)?(?P<day>\d{1,2}) ?(?P<month>[ก-๙.]+?|[a-z]+\.?) ?"
    r"(?P<era>พ\.?ศ\.?|ค\.?ศ\.?)? ?(?P<year>\d{4}|\d{2})"
)


def parse_thai_date(text: str) -> date:
    """Read a day as people type it.

    Taken: 28/7/2569, 28-7-69, ๒๘.๗.๒๕๖๙, 28 กรกฎาคม พ.ศ. 2569, วันอังคารที่ 28 ก.ค. 69, 28 July 2026, 2026-07-28. A year of
    four digits is พ.ศ. from 2400 on, below it ค.ศ.; one of two digits is พ.ศ. 25xx, and is
    refused beside an English month, where it might be either.
    Raises: NotADate.
    """
    plain = " ".join(arabic_digits(text).lower().split())
    for pattern in (NUMBERS, YEAR_FIRST, WORDS):
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            try:
                return date(_year(parts), _month(parts["month"]), int(parts["day"]))
            except (ValueError, KeyError) as wrong:
                raise NotADate(text) from wrong
    raise NotADate(text)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTH_NAMES[text.replace(".", "")]


def _year(parts: dict[str, str]) -> int:
    """Return the year of the common era that a text means. Raises: ValueError."""
    year, era = int(parts["year"]), (parts.get("era") or "").replace(".", "")
    if len(parts["year"]) == 2:
        if era == "คศ" or (parts["month"].isascii() and not parts["month"].isdigit()):
            raise ValueError("two digits of which era")
        year += 2500
    buddhist = era == "พศ" or (not era and year >= LEAST_BUDDHIST_YEAR)
    year -= BUDDHIST_ERA if buddhist else 0
    if not EARLIEST <= year <= LATEST:
        raise ValueError("no year that anyone means")
    return year
