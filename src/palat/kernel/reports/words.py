"""Quarters in the words of the page; what is printed for the cabinet stays in Thai (`Quarter.label`)."""

from django.utils.translation import get_language

from palat.kernel.pages.dates import ENGLISH_MONTHS
from palat.kernel.reports.procedure import Quarter


def quarter_words(quarter: Quarter) -> str:
    """Return what fits a picker on a phone: ไตรมาส 1/2569 (ต.ค. - ธ.ค. 2568); Quarter 1/2026 (Oct - Dec 2025)."""
    if not (get_language() or "").startswith("en"):
        return quarter.choice
    first, last = ENGLISH_MONTHS[quarter.first.month - 1], ENGLISH_MONTHS[quarter.last.month - 1]
    return f"Quarter {quarter.number}/{quarter.year - 543} ({first} - {last} {quarter.last.year})"
