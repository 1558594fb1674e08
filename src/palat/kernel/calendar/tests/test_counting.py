"""The counting of days, as tables that an official can review, and what must hold for every day and limit."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.calendar.counting import (
    BANGKOK,
    Holidays,
    HolidaysUnknown,
    Pause,
    StillPaused,
    add_months,
    buddhist_year,
    counting_starts,
    due_at,
    explain,
    fiscal_bounds,
    fiscal_quarter,
    fiscal_year,
    last_day,
    legal_date,
    rest_of,
)
from palat.kernel.calendar.loading import library_holidays

CALENDAR = Holidays(
    date(2024, 1, 1), date(2028, 12, 31), {off.day: off.name_th for off in library_holidays(range(2024, 2029))}
)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
YEAR_AND_A_HALF = st.dates(date(2025, 1, 1), date(2027, 6, 30))
UNITS = st.sampled_from(["working_days", "calendar_days", "months"])


def day(text: str) -> date:
    """Read a day of a table, and hold the table to its weekday: `2026-04-09 พฤหัสบดี`."""
    iso, weekday = text.split()
    read = date.fromisoformat(iso)
    assert WEEKDAYS[read.weekday()] == weekday, text
    return read


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # Songkran 13-15 April
        ("2026-04-09 พฤหัสบดี", 3, "2026-04-17 ศุกร์"),
        # Labour Day is not a holiday of the government
        ("2026-04-30 พฤหัสบดี", 1, "2026-05-01 ศุกร์"),
        # 1 June substitutes 31 May; 3 June
        ("2026-05-29 ศุกร์", 5, "2026-06-09 อังคาร"),
        # 28, 29, 30 July
        ("2026-07-27 จันทร์", 3, "2026-08-04 อังคาร"),
        # 31 December, 1 January, and 2 January by a special resolution
        ("2025-12-29 จันทร์", 3, "2026-01-06 อังคาร"),
        # 5 December is a Saturday, 7 December its substitute
        ("2026-12-03 พฤหัสบดี", 3, "2026-12-09 พุธ"),
        # The government does not observe Labour Day's substitute either
        ("2027-04-30 ศุกร์", 1, "2027-05-03 จันทร์"),
        # Royal Ploughing Ceremony: the government's own holiday
        ("2026-05-12 อังคาร", 1, "2026-05-14 พฤหัสบดี"),
        # Nothing to count: the day itself, working day or not
        ("2026-07-25 เสาร์", 0, "2026-07-25 เสาร์"),
        # Received on a Saturday: Monday is the first day
        ("2026-07-11 เสาร์", 1, "2026-07-13 จันทร์"),
    ],
)
def test_working_days_end_on(start: str, days: int, end: str) -> None:
    assert last_day(day(start), days, "working_days", CALENDAR) == day(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-07-01 พุธ", 15, "2026-07-16 พฤหัสบดี"),
        # The last day is a Saturday: Monday
        ("2026-07-03 ศุกร์", 15, "2026-07-20 จันทร์"),
        # The last day is 28 July, 29 and 30 are holidays too: Friday
        ("2026-07-13 จันทร์", 15, "2026-07-31 ศุกร์"),
        # Saturday 5 December, Monday is its substitute: Tuesday
        ("2026-11-20 ศุกร์", 15, "2026-12-08 อังคาร"),
        # Holidays inside the period are counted
        ("2026-04-10 ศุกร์", 6, "2026-04-16 พฤหัสบดี"),
        ("2026-07-25 เสาร์", 0, "2026-07-25 เสาร์"),
    ],
)
def test_calendar_days_end_on(start: str, days: int, end: str) -> None:
    assert last_day(day(start), days, "calendar_days", CALENDAR) == day(end)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-06-15 จันทร์", 1, "2026-07-15 พุธ"),
        # No 31 February: its last day, a Saturday, so Monday
        ("2026-01-31 เสาร์", 1, "2026-03-02 จันทร์"),
        ("2026-08-31 จันทร์", 1, "2026-09-30 พุธ"),
        # A leap year
        ("2027-12-31 ศุกร์", 2, "2028-02-29 อังคาร"),
        ("2026-02-28 เสาร์", 1, "2026-03-30 จันทร์"),
        # Over the new year
        ("2025-11-17 จันทร์", 3, "2026-02-17 อังคาร"),
        # The corresponding day is a holiday
        ("2026-06-28 อาทิตย์", 1, "2026-07-31 ศุกร์"),
        ("2026-07-25 เสาร์", 0, "2026-07-25 เสาร์"),
    ],
)
def test_months_end_on(start: str, months: int, end: str) -> None:
    assert last_day(day(start), months, "months", CALENDAR) == day(end)


@pytest.mark.parametrize(
    ("unit", "amount", "pauses", "end"),
    [
        # Every row begins on Wednesday 1 July 2026.
        ("working_days", 5, [], "2026-07-08 พุธ"),
        # Paused Friday, resumed Tuesday: Monday and Tuesday rest, Friday is counted
        ("working_days", 5, [("2026-07-03 ศุกร์", "2026-07-07 อังคาร")], "2026-07-10 ศุกร์"),
        ("calendar_days", 5, [("2026-07-03 ศุกร์", "2026-07-07 อังคาร")], "2026-07-10 ศุกร์"),
        # Paused and resumed on one day: nothing rests
        ("working_days", 5, [("2026-07-03 ศุกร์", "2026-07-03 ศุกร์")], "2026-07-08 พุธ"),
        # Over a weekend only
        ("working_days", 5, [("2026-07-03 ศุกร์", "2026-07-05 อาทิตย์")], "2026-07-08 พุธ"),
        # Two pauses that meet rest once each
        ("working_days", 5, [("2026-07-02 พฤหัสบดี", "2026-07-03 ศุกร์"), ("2026-07-03 ศุกร์", "2026-07-06 จันทร์")],
         "2026-07-10 ศุกร์"),
        # Two that overlap do not count a day twice
        ("working_days", 5, [("2026-07-02 พฤหัสบดี", "2026-07-06 จันทร์"), ("2026-07-03 ศุกร์", "2026-07-06 จันทร์")],
         "2026-07-10 ศุกร์"),
        # What rested before the limit began is no rest of it
        ("working_days", 5, [("2026-06-29 จันทร์", "2026-07-02 พฤหัสบดี")], "2026-07-09 พฤหัสบดี"),
        # Holidays inside a pause lengthen a limit in working days by nothing
        ("working_days", 20, [("2026-07-27 จันทร์", "2026-07-31 ศุกร์")], "2026-08-04 อังคาร"),
        ("months", 1, [("2026-07-03 ศุกร์", "2026-07-13 จันทร์")], "2026-08-11 อังคาร"),
        # A day's limit that rested from the first day ends when it is resumed
        ("working_days", 0, [("2026-07-01 พุธ", "2026-07-03 ศุกร์")], "2026-07-03 ศุกร์"),
        ("calendar_days", 0, [("2026-07-01 พุธ", "2026-07-03 ศุกร์")], "2026-07-03 ศุกร์"),
    ],
)  # fmt: skip
def test_pauses_lengthen(unit: str, amount: int, pauses: list[tuple[str, str]], end: str) -> None:
    rests = [Pause(day(start), day(stop)) for start, stop in pauses]
    assert last_day(day("2026-07-01 พุธ"), amount, unit, CALENDAR, rests) == day(end)


def test_a_limit_that_rests_has_no_last_day() -> None:
    with pytest.raises(StillPaused):
        last_day(date(2026, 7, 1), 5, "working_days", CALENDAR, [Pause(date(2026, 7, 3), None)])


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before"):
        Pause(date(2026, 7, 3), date(2026, 7, 2))


@pytest.mark.parametrize(
    ("start", "amount", "unit"),
    [
        (date(2028, 12, 20), 10, "working_days"),
        (date(2028, 12, 20), 30, "calendar_days"),
        (date(2028, 12, 20), 1, "months"),
        (date(2023, 12, 31), 0, "working_days"),
        (date(2023, 12, 31), 0, "calendar_days"),
    ],
)
def test_unknown_years_are_not_guessed(start: date, amount: int, unit: str) -> None:
    with pytest.raises(HolidaysUnknown):
        last_day(start, amount, unit, CALENDAR)


@pytest.mark.parametrize(("amount", "unit"), [(-1, "working_days"), (-1, "months"), (3, "hours"), (3, "weeks")])
def test_nonsense_is_refused(amount: int, unit: str) -> None:
    with pytest.raises(ValueError, match=r"negative|no days"):
        last_day(date(2026, 7, 1), amount, unit, CALENDAR)


@pytest.mark.parametrize(
    ("moment", "legal"),
    [
        (datetime(2026, 7, 28, 16, 59, 59, tzinfo=UTC), date(2026, 7, 28)),
        (datetime(2026, 7, 28, 17, 0, tzinfo=UTC), date(2026, 7, 29)),
        (datetime(2026, 7, 28, 0, 0, tzinfo=BANGKOK), date(2026, 7, 28)),
    ],
)
def test_a_legal_day_is_thailands(moment: datetime, legal: date) -> None:
    assert legal_date(moment) == legal


def test_a_moment_without_a_zone_has_no_legal_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        legal_date(datetime(2026, 7, 28))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("moment", "rule", "first"),
    [
        (datetime(2026, 7, 3, 16, 30, tzinfo=BANGKOK), "next_working_day", "2026-07-03 ศุกร์"),
        (datetime(2026, 7, 3, 16, 31, tzinfo=BANGKOK), "next_working_day", "2026-07-06 จันทร์"),
        (datetime(2026, 7, 4, 9, 0, tzinfo=BANGKOK), "next_working_day", "2026-07-06 จันทร์"),
        (datetime(2026, 7, 27, 20, 0, tzinfo=BANGKOK), "next_working_day", "2026-07-31 ศุกร์"),
        (datetime(2026, 7, 4, 23, 0, tzinfo=BANGKOK), "same_day", "2026-07-04 เสาร์"),
    ],
)
def test_receipt_after_hours(moment: datetime, rule: str, first: str) -> None:
    assert counting_starts(moment, CALENDAR, after_hours=rule, closes_at=time(16, 30)) == day(first)


def test_hours_run_by_the_clock_and_days_to_their_end() -> None:
    friday_evening = datetime(2026, 7, 3, 18, 30, tzinfo=BANGKOK)
    assert due_at(friday_evening, 72, "hours", CALENDAR) == datetime(2026, 7, 6, 18, 30, tzinfo=BANGKOK)
    assert due_at(friday_evening, 1, "working_days", CALENDAR) == datetime(
        2026, 7, 6, 23, 59, 59, 999999, tzinfo=BANGKOK
    )
    rests = [Pause(date(2026, 7, 4), date(2026, 7, 6))]
    assert due_at(friday_evening, 72, "hours", CALENDAR, rests) == datetime(2026, 7, 8, 18, 30, tzinfo=BANGKOK)


def test_a_date_unfolds_into_what_was_skipped() -> None:
    steps = explain(
        date(2026, 7, 24), 3, "working_days", CALENDAR, [Pause(date(2026, 7, 24), date(2026, 7, 27), "รอผู้ร้อง")]
    )
    assert [(step.kind, step.day) for step in steps] == [
        ("start", date(2026, 7, 24)),
        ("limit", date(2026, 7, 24)),
        ("pause", date(2026, 7, 24)),
        ("holiday", date(2026, 7, 28)),
        ("holiday", date(2026, 7, 29)),
        ("holiday", date(2026, 7, 30)),
        ("end", date(2026, 8, 4)),
    ]
    assert steps[2].words == "รอผู้ร้อง"
    assert steps[4].words == "วันอาสาฬหบูชา"


def test_a_date_unfolds_into_why_it_moved() -> None:
    steps = explain(date(2026, 11, 20), 15, "calendar_days", CALENDAR)
    assert [(step.kind, step.day, step.until) for step in steps[2:]] == [
        ("holiday", date(2026, 12, 7), None),
        ("moved", date(2026, 12, 5), date(2026, 12, 8)),
        ("end", date(2026, 12, 8), None),
    ]


def test_a_date_that_moves_off_holidays_names_each_once() -> None:
    steps = explain(date(2026, 7, 13), 15, "calendar_days", CALENDAR)
    assert [(step.kind, step.day) for step in steps[2:]] == [
        ("holiday", date(2026, 7, 29)),
        ("holiday", date(2026, 7, 30)),
        ("moved", date(2026, 7, 28)),
        ("end", date(2026, 7, 31)),
    ]
    assert steps[4].words.startswith("วันเฉลิมพระชนมพรรษา")


def test_a_date_that_rests_unfolds_without_an_end() -> None:
    steps = explain(date(2026, 7, 1), 5, "working_days", CALENDAR, [Pause(date(2026, 7, 3), None, "รอผู้ร้อง")])
    assert [step.kind for step in steps] == ["start", "limit", "pause"]


@pytest.mark.parametrize(
    ("of", "year", "quarter"),
    [
        (date(2025, 9, 30), 2568, 4),
        (date(2025, 10, 1), 2569, 1),
        (date(2025, 12, 31), 2569, 1),
        (date(2026, 1, 1), 2569, 2),
        (date(2026, 9, 30), 2569, 4),
    ],
)
def test_fiscal_years_begin_in_october(of: date, year: int, quarter: int) -> None:
    assert (fiscal_year(of), fiscal_quarter(of)) == (year, quarter)
    first, last = fiscal_bounds(year, quarter)
    assert first <= of <= last


def test_fiscal_bounds_and_the_year_of_the_calendar() -> None:
    assert fiscal_bounds(2569) == (date(2025, 10, 1), date(2026, 9, 30))
    assert [fiscal_bounds(2569, quarter)[1] for quarter in (1, 2, 3, 4)] == [
        date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30),
    ]  # fmt: skip
    assert buddhist_year(date(2025, 10, 1)) == 2568
    with pytest.raises(ValueError, match="quarters"):
        fiscal_bounds(2569, 5)


def test_working_days_of_fiscal_year_2569() -> None:
    counted = []
    for quarter in (1, 2, 3, 4):
        first, last = fiscal_bounds(2569, quarter)
        counted.append(CALENDAR.working_days_between(first - timedelta(days=1), last))
    assert counted == [61, 61, 57, 62]


@given(start=YEAR_AND_A_HALF, amount=st.integers(0, 120), more=st.integers(0, 60), unit=UNITS)
def test_more_days_never_end_earlier(start: date, amount: int, more: int, unit: str) -> None:
    months = 10 if unit == "months" else 1
    first = last_day(start, amount // months, unit, CALENDAR)
    assert start <= first <= last_day(start, (amount + more) // months, unit, CALENDAR)


@given(start=YEAR_AND_A_HALF, amount=st.integers(1, 120), unit=UNITS)
def test_no_limit_ends_on_a_day_off(start: date, amount: int, unit: str) -> None:
    amount = amount // 10 + 1 if unit == "months" else amount
    assert CALENDAR.is_working(last_day(start, amount, unit, CALENDAR))


@given(start=YEAR_AND_A_HALF, amount=st.integers(1, 60))
def test_a_limit_in_working_days_holds_exactly_so_many(start: date, amount: int) -> None:
    assert CALENDAR.working_days_between(start, last_day(start, amount, "working_days", CALENDAR)) == amount


@st.composite
def pauses(draw: st.DrawFn) -> tuple[date, list[Pause]]:
    """A first day, and pauses after it that may meet or overlap."""
    start = draw(YEAR_AND_A_HALF)
    found = []
    for after, long in draw(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=4)):
        found.append(Pause(start + timedelta(days=after), start + timedelta(days=after + long)))
    return start, found


@given(paused=pauses(), amount=st.integers(0, 60), unit=UNITS)
def test_a_pause_never_ends_a_limit_earlier(paused: tuple[date, list[Pause]], amount: int, unit: str) -> None:
    start, rests = paused
    amount = amount // 10 if unit == "months" else amount
    ends = [last_day(start, amount, unit, CALENDAR, rests[:kept]) for kept in range(len(rests) + 1)]
    assert ends == sorted(ends)


@given(paused=pauses(), unit=UNITS)
def test_pauses_rest_as_long_as_the_days_they_cover(paused: tuple[date, list[Pause]], unit: str) -> None:
    start, rests = paused
    covered = {
        one
        for rest in rests
        for one in (rest.start + timedelta(days=n) for n in range(1, 41))
        if rest.end is not None and one <= rest.end
    }
    if unit == "working_days":
        covered = {one for one in covered if CALENDAR.is_working(one)}
    assert rest_of(rests, unit, CALENDAR, since=start) == len(covered)


@given(start=YEAR_AND_A_HALF, months=st.integers(0, 24))
def test_months_keep_the_day_or_take_the_last(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
