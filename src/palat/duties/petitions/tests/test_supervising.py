"""Hand-over, notes for a day, orders followed up, the levels of a file."""

from datetime import timedelta

import pytest
from django.utils import timezone

from palat.duties.petitions.operations import screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_deciding import at_desk, before_minister, items_data, post, proposed
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Bar, Matter, Reminder
from palat.kernel.matters.operations import holding, reminders
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.models import Post
from palat.kernel.organisation.queries import forget

pytestmark = pytest.mark.django_db


def held() -> Matter:
    matter, officer = petition(), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    return matter


def test_hand_over_is_shown_before_it_is_made() -> None:
    matters, head = [held(), held()], at_desk("head-1")
    other = official("officer-2").official_id
    data = {"from_officer": official("officer-1").official_id, "to_officer": other, "reason": "ย้าย"}
    shown = head.post("/desk/hand-over/", data)
    assert shown.context["summary"].total == 2
    assert Matter.objects.filter(officer_id=other).count() == 0
    assert head.post("/desk/hand-over/", {**data, "confirmed": "1"}).status_code == 302
    assert Matter.objects.filter(pk__in=[one.pk for one in matters], officer_id=other).count() == 2
    assert at_desk("officer-1").get("/desk/hand-over/").status_code == 404


def handed(*, by: str = "head-1") -> tuple[holding.HandedOver, int]:
    """Hand over all that the first officer holds to the second."""
    receiver = official("officer-2").official_id
    done = holding.hand_over(
        from_officer_id=official("officer-1").official_id, to_officer_id=receiver, by=official(by), at=NOW, reason="ย้าย"
    )
    return done, receiver


def test_what_the_actor_may_not_see_stays_and_holds_up_nothing() -> None:
    open_one, secret, own = held(), held(), held()
    Matter.objects.filter(pk=secret.pk).update(secrecy=3)
    Bar.objects.create(matter=own, official_id=official("head-1").official_id, reason="interest")
    done, receiver = handed()
    assert (done.moved, done.stayed) == (1, 0)  # of those it may not know of, not even how many
    assert list(Matter.objects.filter(officer_id=receiver).values_list("pk", flat=True)) == [open_one.pk]
    assert [event.kind for event in events_of(f"matter:{secret.pk}")][-1] == "accept"


def test_hand_over_is_refused_whole_when_the_receiver_is_not_cleared_for_one_of_them() -> None:
    open_one, secret = held(), held()
    Matter.objects.filter(pk=secret.pk).update(secrecy=1)
    Post.objects.filter(code="head-1").update(clearance=1)
    Post.objects.filter(code="officer-2").update(clearance=0)
    forget()
    with pytest.raises(UnableToAct, match="ชั้นความลับ"):
        handed()
    officer = official("officer-1").official_id
    assert set(Matter.objects.filter(officer_id=officer).values_list("pk", flat=True)) == {open_one.pk, secret.pk}
    with pytest.raises(UnableToAct, match="ชั้นความลับ"):
        holding.assign(
            matter_ids=[secret.pk],
            officer_id=official("officer-2").official_id or 0,
            by=official("head-1"),
            at=NOW,
        )
    Post.objects.filter(code="officer-2").update(clearance=1)
    forget()
    done, _receiver = handed()
    assert (done.moved, done.stayed) == (2, 0)


def test_what_the_receiver_is_barred_from_stays() -> None:
    held()
    barred = held()
    Bar.objects.create(matter=barred, official_id=official("officer-2").official_id, reason="interest")
    done, _receiver = handed()
    assert (done.moved, done.stayed) == (1, 1)


def test_hand_over_of_nothing_movable_is_refused_with_the_reason() -> None:
    Bar.objects.create(matter=held(), official_id=official("officer-2").official_id, reason="interest")
    with pytest.raises(UnableToAct, match="ส่วนได้เสีย"):
        handed()


def test_preview_and_message_say_how_many_stay_and_never_which() -> None:
    held()
    stays, head = held(), at_desk("head-1")
    Bar.objects.create(matter=stays, official_id=official("officer-2").official_id, reason="interest")
    data = {
        "from_officer": official("officer-1").official_id,
        "to_officer": official("officer-2").official_id,
        "reason": "ย้าย",
    }
    page = head.post("/desk/hand-over/", data).content.decode()
    after = head.post("/desk/hand-over/", {**data, "confirmed": "1"}, follow=True).content.decode()
    for shown in (page, after):
        assert "อีก 1 เรื่องยังอยู่กับผู้โอน" in shown
        assert stays.code not in shown


def test_note_comes_up_on_its_day_and_is_snoozed_and_done() -> None:
    matter, client, by = held(), at_desk("officer-1"), official("officer-1")
    today = legal_date(timezone.now())
    note = reminders.remind(matter_id=matter.pk, by=by, at=NOW, day=today, words="โทรถามผลตรวจ")
    assert "โทรถามผลตรวจ" in client.get("/desk/work/").content.decode()
    assert "โทรถามผลตรวจ" not in at_desk("officer-2").get("/desk/work/").content.decode()
    client.post(f"/desk/reminders/{note.pk}/", {"act": "tomorrow"})
    assert "โทรถามผลตรวจ" not in client.get("/desk/work/").content.decode()
    assert Reminder.objects.get(pk=note.pk).day == today + timedelta(days=1)
    with pytest.raises(UnableToAct):
        reminders.done(reminder_id=note.pk, by=official("officer-2"), at=NOW)
    client.post(f"/desk/reminders/{note.pk}/", {"act": "done"})
    assert Reminder.objects.get(pk=note.pk).done_at is not None


def test_note_of_a_unit_is_the_whole_units() -> None:
    matter, today = held(), legal_date(timezone.now())
    reminders.remind(matter_id=matter.pk, by=official("officer-1"), at=NOW, day=today, words="ประชุมกลุ่ม", for_unit=True)
    assert "ประชุมกลุ่ม" in at_desk("officer-2").get("/desk/work/").content.decode()
    assert "ประชุมกลุ่ม" not in at_desk("officer-4").get("/desk/work/").content.decode()


def test_note_on_what_may_no_longer_be_seen_does_not_come_up() -> None:
    matter, by = held(), official("officer-1")
    reminders.remind(matter_id=matter.pk, by=by, at=NOW, day=legal_date(timezone.now()), words="โทรถาม")
    Bar.objects.create(matter=matter, official_id=by.official_id, reason="interest")
    assert "โทรถาม" not in at_desk("officer-1").get("/desk/work/").content.decode()


def test_decider_follows_the_own_orders_without_reading_the_petition() -> None:
    matter, minister = before_minister(), at_desk("minister")
    post(minister, matter, "approved", **items_data(proposed()))
    shown = minister.get("/desk/orders/")
    assert len(shown.context["rows"]) == 2
    assert all(row.url == "" for row in shown.context["rows"])
    assert len(at_desk("dpm").get("/desk/orders/").context["rows"]) == 0
    officer = at_desk("officer-1").get("/desk/orders/?late=0")
    assert len(officer.context["rows"]) == 2
    assert officer.context["rows"][0].url


def test_levels_are_shown_as_dated_and_provisional() -> None:
    shown = at_desk("officer-1").get("/desk/chains/").content.decode()
    assert "นายกรัฐมนตรี" in shown
    assert "ยังไม่ได้ตรวจยืนยัน" in shown


def test_auditor_opens_on_the_list() -> None:
    assert at_desk("auditor-1").get("/desk/")["Location"] == "/desk/petitions/"
