from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.calendar.templatetags import thai
from palat.kernel.calendar.thai_dates import (
    NotADate,
    arabic_digits,
    long_date,
    long_moment,
    parse_thai_date,
    short_date,
    thai_digits,
    thai_time,
)

DAY = date(2026, 7, 28)
EVENING = datetime(2026, 7, 28, 10, 0, tzinfo=UTC)  # 17.00 in Thailand


def test_dates_are_written_long_short_and_in_thai_digits() -> None:
    assert long_date(DAY) == "28 กรกฎาคม 2569"
    assert thai_digits(long_date(DAY)) == "๒๘ กรกฎาคม ๒๕๖๙"
    assert short_date(DAY) == "28 ก.ค. 69"
    assert short_date(date(1957, 1, 5)) == "5 ม.ค. 00"


def test_moments_are_written_as_in_thailand() -> None:
    assert thai_time(EVENING) == "17.00 น."
    assert long_moment(datetime(2026, 7, 28, 17, 5, tzinfo=UTC)) == "29 กรกฎาคม 2569 เวลา 00.05 น."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # Buddhist Era, four digits
        ("28/7/2569", DAY),
        ("28-07-2569", DAY),
        ("28.7.2569", DAY),
        ("28 / 7 / 2569", DAY),
        ("28 กรกฎาคม 2569", DAY),
        ("28 กรกฎาคม พ.ศ. 2569", DAY),
        ("28 ก.ค. 2569", DAY),
        ("วันอังคารที่ 28 กรกฎาคม 2569", DAY),
        ("2569-07-28", DAY),
        # Thai digits
        ("๒๘/๗/๒๕๖๙", DAY),
        ("๑๓ กันยายน ๒๕๖๖", date(2023, 9, 13)),
        ("  ๒๘   กรกฎาคม  ๒๕๖๙ ", DAY),
        # Two digits are the Buddhist Era
        ("28/7/69", DAY),
        ("28 ก.ค. 69", DAY),
        ("28กค69", DAY),
        ("๒๙ ส.ค. ๔๙", date(2006, 8, 29)),
        # Common era: below 2400
        ("28/7/2026", DAY),
        ("2026-07-28", DAY),
        ("28 July 2026", DAY),
        ("28 Jul 2026", DAY),
        ("28 กรกฎาคม ค.ศ. 2026", DAY),
        ("28 July 2569", DAY),
        # Leap days of both eras
        ("29/2/2567", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_type_it(text: str, day: date) -> None:
    assert parse_thai_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "วันนี้", "28", "28/7", "28/7/569", "28/7/25690", "31/4/2569", "29/2/2569", "0/1/2569", "7/28/2569",
        "28 xx 2569", "28 กรก 2569", "28 Jul 26", "28 ก.ค. ค.ศ. 26", "28 กรกฎาคม พ.ศ. 2026", "28/7/0569", "28/7/9999",
        "28/7/2569; DROP TABLE", "28\n7\n2569\n1",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotADate, match="28/7/2569"):
        parse_thai_date(text)


@given(st.dates(date(1957, 1, 1), date(2056, 12, 31)))
def test_what_is_written_is_read_again(day: date) -> None:
    assert parse_thai_date(long_date(day)) == day
    assert parse_thai_date(short_date(day)) == day
    assert parse_thai_date(thai_digits(short_date(day))) == day
    assert parse_thai_date(day.isoformat()) == day


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = parse_thai_date(text)
    except NotADate:
        return
    assert 1800 <= read.year < 2400


@given(st.text(alphabet=st.characters(exclude_characters="๐๑๒๓๔๕๖๗๘๙")))
def test_digits_go_both_ways(text: str) -> None:
    assert arabic_digits(thai_digits(text)) == text


def test_pages_write_thai() -> None:
    with translation.override("th"):
        assert thai.thai_date(DAY) == "28 กรกฎาคม 2569"
        assert thai.thai_date(datetime(2026, 7, 28, 17, 0, tzinfo=UTC)) == "29 กรกฎาคม 2569"
        assert thai.thai_date_short(DAY) == "28 ก.ค. 69"
        assert thai.thai_datetime(EVENING) == "28 กรกฎาคม 2569 เวลา 17.00 น."
        assert thai.thai_digits(2569) == "๒๕๖๙"


def test_pages_write_english() -> None:
    with translation.override("en"):
        assert thai.thai_date(DAY) == "28 July 2026"
        assert thai.thai_date_short(DAY) == "28 Jul 2026"
        assert thai.thai_datetime(EVENING) == "28 July 2026, 17:00"
        assert thai.thai_digits(2569) == "2569"


@pytest.mark.parametrize(
    "write", [thai.thai_date, thai.thai_date_short, thai.thai_datetime, thai.days_left, thai.thai_digits]
)
def test_pages_write_nothing_for_nothing(write: object) -> None:
    assert write(None) == ""  # type: ignore[operator]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 7, 31), "เหลือ 3 วัน"),
        (date(2026, 7, 29), "เหลือ 1 วัน"),
        (date(2026, 7, 28), "ครบกำหนดวันนี้"),
        (date(2026, 7, 26), "เกินกำหนด 2 วัน"),
        (datetime(2026, 7, 28, 17, 0, tzinfo=UTC), "เหลือ 1 วัน"),
        (-2, "เกินกำหนด 2 วัน"),
    ],
)
def test_pages_say_how_many_days_are_left(due: date | int, words: str) -> None:
    with translation.override("th"):
        assert thai.days_left(due, DAY) == words
