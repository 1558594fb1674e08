"""Talks, promises followed up with clocks, situation reports."""

from datetime import date, timedelta
from typing import Any

import pytest

from palat.duties.petitions.models import Meeting, Promise
from palat.duties.petitions.operations import outgoing, promises
from palat.duties.petitions.operations.meetings import Minutes, Promised, record_meeting
from palat.duties.petitions.operations.situation import Situation, report_situation
from palat.duties.petitions.queries.promises import promises_due, promises_overdue
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.duties.petitions.tests.test_groups import coming, group
from palat.kernel.matters.models import Clock, Matter, Track, WorkItem
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)


def talked(matter: Matter, **changed: Any) -> None:
    said: dict[str, Any] = {
        "kind": "talks",
        "at": NOW,
        "place": "ห้องประชุมศูนย์บริการประชาชน",
        "attendees": ["ผู้อำนวยการศูนย์บริการประชาชน", "ผู้แทนกลุ่ม"],
        "words": "ตกลงให้รังวัดใหม่",
        "promises": [
            Promised("รังวัดแนวเขตใหม่", DAY, agency_id("กฟภ")),
            Promised("นัดประชุมครั้งต่อไป", DAY + timedelta(days=20), None, "ผู้อำนวยการศูนย์บริการประชาชน"),
        ],
    }
    record_meeting(matter_id=matter.pk, minutes=Minutes(**{**said, **changed}), by=official("officer-7"), at=NOW)


def made() -> tuple[Matter, Promise, Promise]:
    matter = coming()
    talked(matter)
    first, second = Promise.objects.order_by("due_on")
    return matter, first, second


def test_each_promise_gets_a_track_a_day_and_a_queue() -> None:
    matter, first, second = made()
    assert Meeting.objects.get().matter_id == matter.pk
    assert Clock.objects.get(track=first.track_id).due_on == DAY
    assert WorkItem.objects.get(track=first.track_id).queue == f"agency:{agency_id('กฟภ')}"
    assert WorkItem.objects.get(track=second.track_id).queue == f"official:{official('officer-7').official_id}"


@pytest.mark.parametrize(
    "changed",
    [
        {"words": ""},
        {"attendees": []},
        {"at": NOW + timedelta(hours=1)},
        {"words": "ม็อบสลายตัว"},
        {"promises": [Promised("ไม่มีผู้รับผิดชอบ", DAY)]},
        {"promises": [Promised("ย้อนวัน", date(2026, 6, 1), None, "นายอำเภอ")]},
    ],
)
def test_minutes_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UnableToAct):
        talked(coming(), **changed)
    assert not Meeting.objects.exists()


def test_due_and_overdue_follow_visibility() -> None:
    _matter, first, _second = made()
    by = official("ps")
    assert [one.pk for one in promises_due(by, DAY, DAY + timedelta(days=7))] == [first.pk]
    assert list(promises_overdue(by, DAY)) == []
    assert [one.pk for one in promises_overdue(by, DAY + timedelta(days=1))] == [first.pk]
    assert not promises_due(official("minister"), DAY, DAY).exists()
    assert not promises_due(liaison("กปภ"), DAY, DAY).exists()


def test_agency_reports_and_the_office_checks() -> None:
    matter, first, second = made()
    officer, mine = official("officer-7"), liaison("กฟภ")
    with pytest.raises(NotAuthorised):
        promises.report(matter_id=matter.pk, track_id=first.pk, by=liaison("กปภ"), at=NOW, words="เสร็จแล้ว")
    promises.report(matter_id=matter.pk, track_id=first.pk, by=mine, at=NOW, words="รังวัดแล้วบางส่วน")
    promises.send_back(matter_id=matter.pk, track_id=first.pk, by=officer, at=NOW, words="ยังขาดอีกสองแปลง")
    promises.report(matter_id=matter.pk, track_id=first.pk, by=mine, at=NOW, words="รังวัดครบ")
    promises.keep(matter_id=matter.pk, track_id=first.pk, by=officer, at=NOW, words="ไปดูแล้ว")
    assert Clock.objects.get(track=first.track_id).kept is True
    with pytest.raises(NotAuthorised):
        promises.lift(matter_id=matter.pk, track_id=second.pk, by=officer, at=NOW, words="กลุ่มไม่ต้องการแล้ว")
    promises.lift(matter_id=matter.pk, track_id=second.pk, by=official("head-3"), at=NOW, words="กลุ่มไม่ต้องการแล้ว")


def test_putting_off_keeps_the_first_day() -> None:
    matter, first, _second = made()
    later = DAY + timedelta(days=10)
    keys = {"matter_id": matter.pk, "track_id": first.pk, "by": official("officer-7"), "at": NOW}
    with pytest.raises(UnableToAct):
        promises.put_off(**keys, due_on=DAY, words="ขอเลื่อน")
    with pytest.raises(UnableToAct):
        promises.put_off(**keys, due_on=later, words=" ")
    promises.put_off(**keys, due_on=later, words="ผู้แทนกลุ่มเห็นด้วย")
    first.refresh_from_db()
    assert (first.due_on, first.first_due_on) == (later, DAY)
    assert Clock.objects.get(track=first.track_id).due_on == later


def test_post_hands_its_promise_to_an_agency() -> None:
    matter, _first, second = made()
    promises.entrust(
        matter_id=matter.pk, track_id=second.pk, by=official("officer-7"), at=NOW, agency_id=agency_id("กปภ")
    )
    assert Track.objects.get(pk=second.pk).state == "entrusted"
    assert WorkItem.objects.get(track=second.pk).queue == f"agency:{agency_id('กปภ')}"


def test_overdue_promises_are_chased_once_until_the_reminder_has_run_out() -> None:
    _matter, first, _second = made()
    liaison("กฟภ")
    late = NOW + timedelta(days=8)
    assert outgoing.chase_promises(at=NOW) == 0
    assert outgoing.chase_promises(at=late) == 1
    assert outgoing.chase_promises(at=late + timedelta(days=1)) == 0
    outgoing.tell_promises(track_ids=[first.pk], late=True, at=late)
    told = set(Notice.objects.values_list("official_id", flat=True))
    assert told == {liaison("กฟภ").official_id, official("officer-7").official_id}
    assert not any("รังวัด" in one for one in Notice.objects.values_list("subject", flat=True))
    assert outgoing.chase_promises(at=late + timedelta(days=20)) == 2
    assert Track.objects.get(pk=first.pk).chased == 2


def situation(**changed: Any) -> Situation:
    facts: dict[str, Any] = {
        "place": "ประตู 4",
        "people": 120,
        "counted_by": "ตำรวจนครบาล",
        "mood": "waiting",
        "demands": "ขอพบผู้แทนกระทรวง",
        "next_step": "เชิญผู้แทนกลุ่มห้าคนเข้าหารือ",
        "send_to": ["director", "permanent_secretary"],
    }
    return Situation(**{**facts, **changed})


def test_situation_report_reaches_those_chosen_without_content() -> None:
    director, chief = official("director-psc"), official("ps")
    matter = coming()
    report = report_situation(
        group_id=matter.coming.group_id, situation=situation(), by=official("officer-8"), at=NOW, matter_id=matter.pk
    )
    notices = list(Notice.objects.all())
    assert {one.official_id for one in notices} == {director.official_id, chief.official_id}
    assert all("ประตู" not in one.subject + one.body for one in notices)
    assert report.sent_to == ["director", "permanent_secretary"]


@pytest.mark.parametrize("changed", [{"mood": "angry"}, {"place": " "}, {"people": -1}, {"demands": "แกนนำขอพบ"}])
def test_situation_report_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UnableToAct):
        report_situation(group_id=group().pk, situation=situation(**changed), by=official("officer-7"), at=NOW)


def test_situation_report_by_another_unit_is_refused() -> None:
    with pytest.raises(NotAuthorised):
        report_situation(group_id=group().pk, situation=situation(), by=official("officer-1"), at=NOW)
