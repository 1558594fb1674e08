"""Overdue items of an order are chased by the clock: the agency first, then the secretary of whoever ordered."""

from datetime import timedelta

import pytest

from palat.duties.petitions.operations import outgoing_orders, rulings
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.duties.petitions.tests.test_deciding import DUE, at_desk, before_minister, proposed
from palat.kernel.calendar.queries import limit
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Bar, Clock, Matter, Track
from palat.kernel.matters.operations import orders
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.orders import orders_for, orders_to_chase
from palat.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
LATE = NOW + (DUE - NOW.date()) + timedelta(days=1)


def ordered() -> tuple[Matter, Track]:
    """A petition on which a minister ordered two agencies: the matter and the item that falls due first."""
    matter = before_minister()
    liaison("กฟภ"), liaison("กปภ")
    rulings.decide(
        matter_id=matter.pk, by=official("minister"), at=NOW, decision="approved", words="", items=proposed()
    )
    return matter, Track.objects.get(matter=matter, type="order", agency_id=agency_id("กฟภ"))


def chase(days: int = 0) -> int:
    at = LATE + timedelta(days=days)
    count = outgoing_orders.chase(at=at)
    outgoing_orders.tell_late(track_ids=list(Track.objects.filter(type="order").values_list("pk", flat=True)), at=at)
    return count


def days_to_the_next(track: Track) -> int:
    """So many days after the first reminder the second may go: its limit ends on a working day."""
    clock = Clock.objects.get(track=track, code="chase", stopped_at=None)
    return (clock.due_on - LATE.date()).days + 1


def told(post: str) -> list[Notice]:
    found = Notice.objects.filter(official_id=official(post).official_id, subject__contains="ข้อสั่งการเกินกำหนด")
    return list(found.order_by("pk"))


def test_nothing_is_chased_before_its_day() -> None:
    ordered()
    assert orders_to_chase(LATE - timedelta(days=2)) == []


def test_each_reminder_waits_for_the_one_before_and_is_told_to_the_agency() -> None:
    matter, track = ordered()
    assert chase() == 1
    track.refresh_from_db()
    assert track.chased == 1
    assert orders_to_chase(LATE + timedelta(hours=1)) == []
    event = events_of(f"matter:{matter.pk}")[-1]
    assert (event.kind, event.facts["time"], event.actor) == ("order_chase", 1, "system")
    notice = Notice.objects.get(official_id=liaison("กฟภ").official_id, subject__contains="ครั้งที่ 1")
    assert "หม้อแปลง" not in notice.subject + notice.body
    assert days_to_the_next(track) > limit("order.reminder_2", on=LATE.date()).amount
    assert chase(days_to_the_next(track)) == 2  # the other item is overdue by now
    assert Clock.objects.filter(track=track, code="chase", stopped_at=None).count() == 1


def test_only_after_the_set_number_of_reminders_the_deciders_secretary_is_told() -> None:
    matter, track = ordered()
    secretary = official("secretary")
    assert limit("order.escalate", on=LATE.date()).amount == 2
    chase()
    assert told("secretary") == []
    chase(days_to_the_next(track))
    notices = told("secretary")
    assert len(notices) == 1
    assert notices[0].link.startswith("/desk/orders/")
    assert "หม้อแปลง" not in notices[0].subject + notices[0].body
    assert at_desk("secretary").get(notices[0].link).status_code == 200
    assert track.pk in set(orders_for(secretary).values_list("pk", flat=True))
    Bar.objects.create(matter=matter, official_id=secretary.official_id, reason="interest")
    assert not orders_for(secretary).exists()


def test_a_secretary_who_is_barred_or_not_cleared_is_not_told() -> None:
    matter, _track = ordered()
    Bar.objects.create(matter=matter, official_id=official("secretary").official_id, reason="interest")
    chase(), chase(8)
    assert told("secretary") == []
    Bar.objects.all().delete()
    Matter.objects.filter(pk=matter.pk).update(secrecy=3)
    chase(16)
    assert told("secretary") == []


def test_a_report_ends_chasing_and_being_sent_back_begins_it_anew() -> None:
    matter, track = ordered()
    chase()
    common = {"matter_id": matter.pk, "track_id": track.pk}
    orders.report(**common, by=liaison("กฟภ"), at=LATE, words="ตรวจแล้ว")
    assert not Clock.objects.filter(track=track, code="chase", stopped_at=None).exists()
    assert track.pk not in [pair[1] for pair in orders_to_chase(LATE + timedelta(days=60))]
    orders.send_back(**common, by=official("officer-1"), at=LATE, words="ยังขาด")
    assert track.pk in [pair[1] for pair in orders_to_chase(LATE + timedelta(days=60))]


def test_an_officer_may_chase_and_a_stranger_may_not() -> None:
    matter, track = ordered()
    with pytest.raises(NotAuthorised):
        outgoing_orders.chase_one(matter.pk, track.pk, at=LATE, by=official("officer-2"))
    outgoing_orders.chase_one(matter.pk, track.pk, at=LATE, by=official("officer-1"))


def test_an_officer_may_not_chase_before_the_day_nor_before_the_reminders_own_time() -> None:
    matter, track = ordered()
    officer = official("officer-1")
    with pytest.raises(UnableToAct, match="เมื่อพ้นกำหนด"):
        outgoing_orders.chase_one(matter.pk, track.pk, at=NOW, by=officer)
    outgoing_orders.chase_one(matter.pk, track.pk, at=LATE, by=officer)
    with pytest.raises(UnableToAct, match="ครั้งต่อไป"):
        outgoing_orders.chase_one(matter.pk, track.pk, at=LATE, by=officer)
    track.refresh_from_db()
    assert track.chased == 1
