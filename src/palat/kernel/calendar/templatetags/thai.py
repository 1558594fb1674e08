"""Dates, digits and days left as a page says them: in Thai with the Buddhist Era, in English with the common era."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from palat.kernel.calendar import thai_dates
from palat.kernel.calendar.counting import BANGKOK, legal_date

register = template.Library()


def _day(value: date | datetime) -> date:
    return legal_date(value) if isinstance(value, datetime) else value


def _in_english() -> bool:
    return (get_language() or "").startswith("en")


def _english_month(day: date) -> str:
    return thai_dates.ENGLISH_MONTHS[day.month - 1]


@register.filter
def thai_date(value: date | datetime | None) -> str:
    """Write a day in full: 28 กรกฎาคม 2569, or 28 July 2026."""
    if not value:
        return ""
    day = _day(value)
    return f"{day.day} {_english_month(day)} {day.year}" if _in_english() else thai_dates.long_date(day)


@register.filter
def thai_date_short(value: date | datetime | None) -> str:
    """Write a day briefly: 28 ก.ค. 69, or 28 Jul 2026."""
    if not value:
        return ""
    day = _day(value)
    return f"{day.day} {_english_month(day)[:3]} {day.year}" if _in_english() else thai_dates.short_date(day)


@register.filter
def thai_datetime(value: datetime | None) -> str:
    """Write a moment in Thailand: 28 กรกฎาคม 2569 เวลา 09.15 น., or 28 July 2026, 09:15."""
    if not value:
        return ""
    if _in_english():
        return f"{thai_date(value)}, {value.astimezone(BANGKOK):%H:%M}"
    return thai_dates.long_moment(value)


@register.filter
def thai_digits(value: object) -> str:
    """Write digits in Thai, as letters do; in English they stay."""
    text = "" if value is None else str(value)
    return text if _in_english() else thai_dates.thai_digits(text)


@register.filter
def days_left(value: date | datetime | int | None, today: date | None = None) -> str:
    """Say how many days are left until a day, or for a number of days: เหลือ 3 วัน, เกินกำหนด 2 วัน.

    Calendar days, as people count them; counted from today in Thailand unless another day is given.
    """
    if value is None:
        return ""
    days = value if isinstance(value, int) else (_day(value) - (today or legal_date(timezone.now()))).days
    if days == 0:
        return _("ครบกำหนดวันนี้")
    if days > 0:
        return ngettext("เหลือ %(days)d วัน", "เหลือ %(days)d วัน", days) % {"days": days}
    return ngettext("เกินกำหนด %(days)d วัน", "เกินกำหนด %(days)d วัน", -days) % {"days": -days}
