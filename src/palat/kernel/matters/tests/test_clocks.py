"""Clocks: begin, stop, kept or missed, rest with a reason, run on, explain themselves, count anew."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palat.kernel.calendar import queries as calendar_queries
from palat.kernel.calendar.counting import Pause as Rest
from palat.kernel.calendar.counting import last_day, legal_date
from palat.kernel.calendar.models import Holiday
from palat.kernel.calendar.operations import proclaim_holiday, withdraw_holiday
from palat.kernel.calendar.queries import calendar_around
from palat.kernel.matters.authority import SYSTEM, citizen
from palat.kernel.matters.models import Clock, Matter, Pause, WorkItem
from palat.kernel.matters.operations.acts import acting
from palat.kernel.matters.operations.clocks import NEVER, end_of, recount
from palat.kernel.matters.queries.clocks import due_day, explained
from palat.kernel.matters.tests.factories import NOW, holder, liaison, matter, referred

pytestmark = pytest.mark.django_db


def _clock(one: Matter, code: str) -> Clock:
    return Clock.objects.filter(matter=one, code=code).latest("started_at")


def _days(number: int) -> datetime:
    return NOW + timedelta(days=number)


def _move(one: Matter, by: object, code: str, at: datetime, **how: object) -> None:
    with acting(matter_id=one.pk, by=by, at=at) as act:  # type: ignore[arg-type]
        act.move(code, **how)  # type: ignore[arg-type]


def _holiday(day: date) -> None:
    proclaim_holiday(day=day, name_th="วันหยุดพิเศษ", name_en="", resolution="มติ ครม.", at=NOW, by="test")


def test_clock_begins_with_the_limit_in_force_and_ends_at_the_last_moment_of_its_last_day() -> None:
    clock = _clock(matter(), "screening")
    assert (clock.amount, clock.unit, clock.started_on) == (1, "working_days", date(2026, 6, 8))
    assert clock.due_on == date(2026, 6, 9)
    assert clock.due_at == end_of(date(2026, 6, 9))
    assert clock.kept is None


def test_legal_day_begins_at_midnight_in_thailand() -> None:
    before = matter(at=datetime(2026, 6, 8, 16, 59, 59, tzinfo=UTC))
    after = matter(at=datetime(2026, 6, 8, 17, 0, tzinfo=UTC))
    assert _clock(before, "screening").due_on == date(2026, 6, 9)
    assert _clock(after, "screening").due_on == date(2026, 6, 10)


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        (datetime(2026, 6, 9, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 9, 17, 0, tzinfo=UTC), False),
    ],
)
def test_clock_is_kept_until_the_last_moment_of_its_last_day(at: datetime, kept: bool) -> None:
    one = matter()
    _move(one, holder("intake-1"), "accept", at)
    clock = _clock(one, "screening")
    assert (clock.stopped_at, clock.kept) == (at, kept)
    assert clock.stop_seq == 2


def test_clock_rests_with_a_reason_and_runs_on() -> None:
    one = matter()
    _move(one, holder("intake-1"), "ask_petitioner", NOW)
    resting = _clock(one, "screening")
    assert (resting.due_on, resting.due_at) == (None, NEVER)
    (rest,) = Pause.objects.filter(clock=resting)
    assert (rest.from_date, rest.to_date) == (date(2026, 6, 8), None)
    assert rest.reason == "ขอข้อเท็จจริงเพิ่มเติมจากผู้ร้อง"
    assert explained(resting) == ()
    # What is asked has a clock of its own, by which the matter is placed meanwhile.
    assert WorkItem.objects.get(matter=one).due_at == _clock(one, "info").due_at

    _move(one, citizen(one.pk), "add_facts", _days(3), to="received")
    running = _clock(one, "screening")
    assert running.rested_working == 3
    assert running.due_on == date(2026, 6, 12)
    assert [step.kind for step in explained(running)] == ["start", "limit", "pause", "end"]
    assert _clock(one, "info").kept
    assert WorkItem.objects.get(matter=one).due_at == running.due_at


def test_resting_twice_rests_once() -> None:
    one = matter(officer=holder("officer-1"))
    for at in (NOW, _days(1)):
        with acting(matter_id=one.pk, by=SYSTEM, at=at) as act:
            act.pause_clocks(act.main, ("*",), "ระงับ")
    assert Pause.objects.filter(clock__matter=one).count() == 1


def test_resting_and_running_on_in_one_act_leaves_no_open_rest() -> None:
    one = matter()
    with acting(matter_id=one.pk, by=SYSTEM, at=NOW) as act:
        act.pause_clocks(act.main, ("*",), "ระงับ")
        act.resume_clocks(act.main, ("*",))
    assert Pause.objects.get(clock__matter=one).to_date == legal_date(NOW)
    assert _clock(one, "screening").due_on == date(2026, 6, 9)


@pytest.mark.parametrize(("paused_after", "kept"), [(0, True), (3, False)])
def test_clock_stopped_while_it_rests_is_judged_by_when_it_began_to_rest(paused_after: int, kept: bool) -> None:
    one = matter()
    with acting(matter_id=one.pk, by=SYSTEM, at=_days(paused_after)) as act:
        act.pause_clocks(act.main, ("*",), "ระงับ")
    _move(one, holder("intake-1"), "accept", _days(10))
    clock = _clock(one, "screening")
    assert clock.kept is kept
    assert clock.paused_on is None
    assert clock.due_on is not None
    assert not Pause.objects.filter(clock=clock, to_date=None).exists()


def test_hours_run_by_the_clock_and_rest_by_days() -> None:
    one = matter(starts=[("life", "petition.life_at_risk")], urgency=0)
    clock = _clock(one, "life")
    assert clock.due_at == NOW + timedelta(hours=1)
    assert explained(clock) == ()
    with acting(matter_id=one.pk, by=SYSTEM, at=NOW) as act:
        act.pause_clocks(act.main, ("life",), "ระงับ")
    with acting(matter_id=one.pk, by=SYSTEM, at=_days(2)) as act:
        act.resume_clocks(act.main, ("life",))
    assert _clock(one, "life").due_at == NOW + timedelta(hours=1, days=2)


def test_day_that_a_decider_sets_does_not_roll_and_is_not_explained() -> None:
    saturday = date(2026, 6, 20)
    one = matter(officer=holder("officer-1"))
    with acting(matter_id=one.pk, by=SYSTEM, at=NOW) as act:
        act.start_clock("order", "order.report", act.main, due_on=saturday)
    clock = _clock(one, "order")
    assert (clock.due_on, explained(clock)) == (saturday, ())
    _holiday(saturday)
    recount(first=saturday, last=saturday)
    assert _clock(one, "order").due_on == saturday


def test_agency_has_its_own_limit() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    energy, other = referred(one, officer, "พน", "กฟภ")
    assert Clock.objects.get(track=energy, code="progress").amount == 30
    assert Clock.objects.get(track=other, code="progress").amount == 15


def test_one_clock_of_a_code_runs_on_a_track() -> None:
    one = matter()
    with pytest.raises(Exception, match="one_open_clock_of_a_code"), acting(matter_id=one.pk, by=SYSTEM, at=NOW) as act:
        act.start_clock("screening", "petition.screening", act.main)


# Counting anew ------------------------------------------------------------------------------------------------


def test_holiday_proclaimed_and_withdrawn_moves_the_clocks_that_span_it_and_their_places() -> None:
    officer = holder("officer-1")
    one, done = matter(officer=officer), matter()
    _move(done, holder("intake-1"), "answer_at_once", NOW)
    clock = _clock(one, "forward")
    assert clock.due_on == date(2026, 6, 11)
    day = date(2026, 6, 10)
    _holiday(day)
    moved = recount(first=day, last=day)
    assert (clock.pk, one.pk, clock.track_id, date(2026, 6, 11), date(2026, 6, 12)) in moved
    assert not any(row[1] == done.pk for row in moved)
    clock.refresh_from_db()
    assert clock.due_at == end_of(date(2026, 6, 12))
    assert WorkItem.objects.get(matter=one).due_at == clock.due_at
    assert [step.words for step in explained(clock) if step.kind == "holiday"] == ["วันหยุดพิเศษ"]
    withdraw_holiday(day=day, resolution="ยกเลิก", at=NOW, by="test")
    recount(first=day, last=day)
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 11)


def test_holiday_inside_a_rest_that_has_ended_is_taken_from_the_rest() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    (track,) = referred(one, officer, "กฟภ")
    for at, code, by in ((NOW, "agency_ask", liaison("กฟภ")), (_days(7), "reply_agency", officer)):
        with acting(matter_id=one.pk, by=by, at=at) as act:
            act.move(code, track=act.track(track.pk), concealed_copy_ready=True)
    clock = Clock.objects.get(track=track, code="progress")
    due = clock.due_on
    assert clock.rested_working == 5
    day = date(2026, 6, 10)  # a Wednesday within the rest
    _holiday(day)
    recount(first=day, last=day)
    clock.refresh_from_db()
    assert (clock.rested_working, clock.due_on) == (4, due)
    assert due_day(clock) == clock.due_on


def test_clock_that_rests_when_a_holiday_is_proclaimed_runs_on_rightly() -> None:
    one = matter(officer=holder("officer-1"))
    for at, rest in ((NOW, True), (_days(2), False), (_days(3), True)):
        with acting(matter_id=one.pk, by=SYSTEM, at=at) as act:
            act.pause_clocks(act.main, ("*",), "ระงับ") if rest else act.resume_clocks(act.main, ("*",))
    day = date(2026, 6, 9)
    _holiday(day)
    assert recount(first=day, last=day) == []
    assert _clock(one, "forward").due_at == NEVER
    with acting(matter_id=one.pk, by=SYSTEM, at=_days(9)) as act:
        act.resume_clocks(act.main, ("*",))
    clock = _clock(one, "forward")
    rests = [Rest(rest.from_date, rest.to_date) for rest in clock.pauses.all()]
    assert clock.due_on == last_day(clock.started_on, 3, "working_days", calendar_around(clock.started_on), rests)


DAYS = st.integers(0, 60)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counting_anew_in_the_database_equals_counting_in_python(data: st.DataObject) -> None:
    """Random clocks with random rests under a random change of the calendar: both count the same."""
    with transaction.atomic():
        _count_both(data)
        transaction.set_rollback(True)
    calendar_queries.forget()


def _count_both(data: st.DataObject) -> None:
    first = date(2026, 6, 8)
    track = matter().tracks.get()
    calendar = calendar_around(first)
    made = []
    for number in range(data.draw(st.integers(1, 6))):
        unit = data.draw(st.sampled_from(["working_days", "calendar_days", "months"]))
        started = first + timedelta(days=data.draw(DAYS))
        marks = sorted(data.draw(st.lists(DAYS, max_size=6)))
        marks = marks[: len(marks) // 2 * 2]
        rests = [
            (started + timedelta(days=since), started + timedelta(days=upto))
            for since, upto in zip(marks[::2], marks[1::2], strict=True)
        ]
        clock = Clock(
            id=10**12 + number,
            matter_id=track.matter_id,
            track=track,
            code=f"c{number}",
            limit_id=1,
            amount=data.draw(st.integers(0, 3 if unit == "months" else 30)),
            unit=unit,
            started_at=NOW,
            started_on=started,
            start_seq=1,
            rested_days=sum((upto - since).days for since, upto in rests),
            rested_working=sum(calendar.working_days_between(since, upto) for since, upto in rests),
        )
        clock.due_on = due_day(clock)
        clock.due_at = end_of(clock.due_on)
        clock.save(force_insert=True)
        for place, (since, upto) in enumerate(rests):
            Pause.objects.create(
                id=10**12 + number * 10 + place, clock=clock, from_date=since, to_date=upto, reason="ระงับ"
            )
        made.append((clock, [Rest(since, upto) for since, upto in rests]))
    changes = sorted({first + timedelta(days=data.draw(DAYS)) for _each in range(3)})
    for day in changes:
        _toggle(day)
    recount(first=changes[0], last=changes[-1])
    after = calendar_around(first)
    for clock, rests in made:
        clock.refresh_from_db()
        assert clock.due_on == last_day(clock.started_on, clock.amount, clock.unit, after, rests)
        assert clock.due_on == due_day(clock)
        assert clock.due_at == end_of(clock.due_on)


def _toggle(day: date) -> None:
    if Holiday.objects.filter(day=day, scope="national").exclude(status="withdrawn").exists():
        withdraw_holiday(day=day, resolution="ยกเลิก", at=NOW, by="test")
    else:
        _holiday(day)
