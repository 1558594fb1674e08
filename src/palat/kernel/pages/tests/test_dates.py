from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from palat.kernel.pages.dates import NotADate, display_date, display_moment, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24/11/2568", date(2025, 11, 24)),
        ("24-11-2568", date(2025, 11, 24)),
        ("24.11.2568", date(2025, 11, 24)),
        (" ๒๔/๑๑/๒๕๖๘ ", date(2025, 11, 24)),
        ("24 พ.ย. 2568", date(2025, 11, 24)),
        ("๒๔ พฤศจิกายน ๒๕๖๘", date(2025, 11, 24)),
        ("24/11/2025", date(2025, 11, 24)),
        ("2025-11-24", date(2025, 11, 24)),
        ("29/2/2567", date(2024, 2, 29)),
    ],
)
def test_parse_date_reads_what_people_type(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text", ["24/11/68", "29/2/2568", "31/2/2568", "วันนี้", "", "24 xx 2568", "0/1/2568", "1/1/9999999"]
)
def test_parse_date_refuses_what_has_two_readings_or_none(text: str) -> None:
    with pytest.raises(NotADate):
        parse_date(text)


def test_display_date_is_buddhist_in_thai_and_common_in_english() -> None:
    assert display_date(date(2025, 11, 24)) == "24 พ.ย. 2568"
    assert display_date(date(2025, 11, 24), long=True) == "24 พฤศจิกายน 2568"
    with translation.override("en"):
        assert display_date(date(2025, 11, 24)) == "24 Nov 2025"


def test_display_moment_is_that_of_bangkok() -> None:
    assert display_moment(datetime(2025, 12, 31, 17, 30, tzinfo=UTC)) == "1 ม.ค. 2569 00:30 น."
