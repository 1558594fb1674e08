"""Holidays proclaimed, withdrawn and loaded; and the counting in SQL, held equal to Python."""

import io
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palat.kernel.calendar import loading, queries
from palat.kernel.calendar.counting import BANGKOK, HolidaysUnknown, last_day
from palat.kernel.calendar.models import Holiday, WorkingDay
from palat.kernel.calendar.operations import (
    UnableToChangeCalendar,
    proclaim_holiday,
    rebuild_working_days,
    withdraw_holiday,
)
from palat.kernel.calendar.queries import FIRST, LAST, CalendarEmpty, calendar_around, calendar_between, holidays_of
from palat.kernel.history.models import Event

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 1, 10, 0, tzinfo=BANGKOK)
MONDAY = date(2026, 7, 20)


def proclaim(day: date = MONDAY, **given: str) -> tuple[date, ...]:
    """Proclaim a holiday; return the days whose counting changed."""
    words = {"name_th": "วันหยุดพิเศษ", "name_en": "Special", "resolution": "มติ", "by": "post:1", **given}
    return proclaim_holiday(day=day, at=AT, **words).days


def withdraw(day: date = MONDAY) -> tuple[date, ...]:
    """Withdraw a national holiday; return the days whose counting changed."""
    return withdraw_holiday(day=day, resolution="มติ", at=AT, by="post:1").days


def recounts() -> list[dict[str, str]]:
    """Return the recounts of clocks that have been asked for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'matters.recount_clocks' ORDER BY id")
        return [json.loads(args) for (args,) in cursor.fetchall()]


def test_a_proclaimed_holiday_is_no_working_day_from_then_on() -> None:
    before = WorkingDay.objects.get(day=LAST).number
    assert last_day(date(2026, 7, 17), 1, "working_days", calendar_around(MONDAY)) == MONDAY
    assert proclaim() == (MONDAY,)
    assert last_day(date(2026, 7, 17), 1, "working_days", calendar_around(MONDAY)) == date(2026, 7, 21)
    assert not WorkingDay.objects.get(day=MONDAY).is_working
    assert WorkingDay.objects.get(day=LAST).number == before - 1
    assert recounts() == [{"first": "2026-07-20", "last": "2026-07-20"}]
    assert Event.objects.filter(chain="calendar").latest("seq").kind == "holiday_proclaimed"


def test_the_same_proclamation_again_changes_nothing() -> None:
    proclaim()
    events, jobs = Event.objects.count(), len(recounts())
    assert proclaim() == ()
    assert (Event.objects.count(), len(recounts())) == (events, jobs)


def test_a_withdrawn_holiday_stays_marked_and_counts_again() -> None:
    before = list(WorkingDay.objects.order_by("day").values_list("day", "number"))
    proclaim()
    assert withdraw() == (MONDAY,)
    assert withdraw() == ()
    assert list(WorkingDay.objects.order_by("day").values_list("day", "number")) == before
    assert Holiday.objects.get(day=MONDAY).status == "withdrawn"
    assert calendar_around(MONDAY).is_working(MONDAY)
    assert proclaim() == (MONDAY,)


def test_a_holiday_on_a_weekend_recounts_nothing() -> None:
    assert proclaim(date(2026, 7, 18)) == ()
    assert recounts() == []


def test_a_regional_holiday_is_shown_and_not_counted() -> None:
    assert proclaim(scope="region", place="ภาคเหนือ") == ()
    assert calendar_around(MONDAY).is_working(MONDAY)
    assert holidays_of(2026, scope="region").get().place == "ภาคเหนือ"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2099, 1, 1), {}), (MONDAY, {"scope": "region"}), (MONDAY, {"place": "ภาคเหนือ"})],
)
def test_a_holiday_that_cannot_be_is_refused(day: date, words: dict[str, str]) -> None:
    with pytest.raises(UnableToChangeCalendar):
        proclaim(day, **words)


def test_what_is_no_holiday_cannot_be_withdrawn() -> None:
    with pytest.raises(UnableToChangeCalendar):
        withdraw()


def test_a_proclamation_that_is_rolled_back_is_not_kept() -> None:
    with transaction.atomic():
        proclaim()
        assert not calendar_around(MONDAY).is_working(MONDAY)
        transaction.set_rollback(True)
    assert calendar_around(MONDAY).is_working(MONDAY)


@pytest.mark.parametrize(
    ("day", "name", "status"),
    [
        (date(2026, 1, 2), "วันหยุดราชการเพิ่มเป็นกรณีพิเศษ", "proclaimed"),
        (date(2026, 5, 13), "วันพืชมงคล", "proclaimed"),
        (date(2026, 8, 12), "วันแม่แห่งชาติ", "proclaimed"),
        (date(2027, 8, 12), "วันแม่แห่งชาติ", "projected"),
        (date(2027, 4, 13), "วันสงกรานต์", "projected"),
    ],
)
def test_loaded_holidays(day: date, name: str, status: str) -> None:
    holiday = Holiday.objects.get(day=day, scope="national")
    assert (holiday.name_th, holiday.status) == (name, status)


def test_what_is_projected_is_not_verified() -> None:
    assert set(Holiday.objects.filter(day__year__gte=2027).values_list("status", "mark")) == {
        ("projected", "provisional")
    }


def test_the_government_keeps_no_labour_day() -> None:
    assert not Holiday.objects.filter(name_th__contains="แรงงาน").exists()
    assert WorkingDay.objects.get(day=date(2026, 5, 1)).is_working
    assert WorkingDay.objects.get(day=date(2027, 5, 3)).is_working


def test_regional_holidays_of_2564() -> None:
    assert list(holidays_of(2021, scope="region").values_list("day", "place")) == [
        (date(2021, 3, 26), "ภาคเหนือ"),
        (date(2021, 5, 10), "ภาคตะวันออกเฉียงเหนือ"),
        (date(2021, 10, 6), "ภาคใต้"),
        (date(2021, 10, 21), "ภาคกลาง"),
    ]


def test_loading_again_changes_nothing() -> None:
    again = loading.load_holidays(at=AT, by="test")
    assert (again.entered, again.corrected, again.removed, again.days) == (0, 0, 0, ())


def test_loading_corrects_what_was_loaded_and_leaves_what_was_entered() -> None:
    withdraw(date(2026, 12, 10))
    Holiday.objects.filter(day=date(2026, 12, 31)).update(name_th="ผิด")
    Holiday.objects.create(day=date(2027, 5, 3), name_th="เคยคาดไว้", source="holidays", status="projected")
    rebuild_working_days()
    again = loading.load_holidays(at=AT, by="test")
    assert (again.entered, again.corrected, again.removed, again.days) == (0, 1, 1, (date(2027, 5, 3),))
    assert Holiday.objects.get(day=date(2026, 12, 10)).status == "withdrawn"
    assert Event.objects.filter(chain="calendar").latest("seq").kind == "holidays_loaded"


def test_the_command_says_what_it_did() -> None:
    out, err = io.StringIO(), io.StringIO()
    call_command("load_calendar", stdout=out, stderr=err)
    assert out.getvalue() == "holidays: 0 new, 0 corrected, 0 removed\n"
    assert err.getvalue() == ""


def test_a_part_of_the_calendar_knows_no_more_than_its_part() -> None:
    part = calendar_between(date(2026, 7, 1), date(2026, 7, 31))
    assert not part.is_working(date(2026, 7, 28))
    with pytest.raises(HolidaysUnknown):
        part.is_working(date(2026, 8, 3))
    with pytest.raises(HolidaysUnknown):
        calendar_between(date(2026, 7, 1), LAST + timedelta(days=1))


def test_an_empty_calendar_says_so() -> None:
    WorkingDay.objects.all().delete()
    queries.forget()
    with pytest.raises(CalendarEmpty):
        calendar_around(MONDAY)


def test_numbers_count_the_working_days() -> None:
    calendar = calendar_around(FIRST)
    count = 0
    for row in WorkingDay.objects.order_by("day"):
        count += calendar.is_working(row.day)
        assert (row.is_working, row.number) == (calendar.is_working(row.day), count)
    assert (calendar.first, calendar.last) == (FIRST, LAST)


STARTS = st.one_of(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.dates(FIRST - timedelta(days=5), FIRST + timedelta(days=5)),
    st.dates(LAST - timedelta(days=60), LAST + timedelta(days=5)),
)


@pytest.fixture(params=["palat_due_date", "palat_due_dates"])
def asked(request: pytest.FixtureRequest) -> Iterator[str]:
    """The question in SQL, by the function for one limit and by the one for very many."""
    if request.param == "palat_due_date":
        yield "SELECT palat_due_date(%s, %s, %s, %s, %s)"
    else:
        yield "SELECT d.due FROM (SELECT 1) one LEFT JOIN LATERAL palat_due_dates(%s, %s, %s, %s, %s) d ON true"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400, deadline=None)
@given(
    start=STARTS,
    amount=st.one_of(st.integers(0, 3), st.integers(0, 400)),
    unit=st.sampled_from(["working_days", "calendar_days", "months"]),
    rested=st.one_of(st.just(0), st.integers(0, 90)),
)
def test_sql_counts_as_python_does(asked: str, start: date, amount: int, unit: str, rested: int) -> None:
    amount = amount % 37 if unit == "months" else amount
    working, days = (rested, 0) if unit == "working_days" else (0, rested)
    with connection.cursor() as cursor:
        cursor.execute(asked, [start, amount, unit, working, days])
        in_sql = cursor.fetchone()[0]
    try:
        in_python = last_day(start, amount, unit, calendar_around(start), rested=rested)
    except HolidaysUnknown:
        in_python = None
    assert in_sql == in_python


@pytest.mark.parametrize("unit", ["hours", "set_day", ""])
def test_sql_counts_no_days_in_other_units(asked: str, unit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(asked, [MONDAY, 3, unit, 0, 0])
        assert cursor.fetchone()[0] is None
