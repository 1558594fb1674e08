"""Chasing: one reminder's clock ends as the next one's begins; what is counted is sent, or neither."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from palat.duties.petitions.bulk import BULK, Making, make_all
from palat.duties.petitions.operations import outgoing, referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.kernel.matters.models import Clock, Track
from palat.kernel.matters.operations.acts import UnableToAct

pytestmark = pytest.mark.django_db


def test_each_reminder_ends_the_clock_of_the_one_before() -> None:
    officer, matter = official("officer-1"), petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    track = Track.objects.get(matter=matter, type="referral")
    for days in (22, 50, 70):
        referrals.chase(tracks=[(matter.pk, track.pk)], at=NOW + timedelta(days=days))
    track.refresh_from_db()
    assert track.chased == 3
    assert Clock.objects.filter(track=track, code="chase", stopped_at=None).count() == 1
    assert Clock.objects.filter(track=track, code="chase").count() == 3


def sent_to(code: str) -> tuple[int, int]:
    """A petition at an agency: its matter and track."""
    officer, matter = official("officer-1"), petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id(code)], by=officer, at=NOW)
    return matter.pk, Track.objects.get(matter=matter, type="referral").pk


def chased(pair: tuple[int, int]) -> int:
    return Track.objects.values_list("chased", flat=True).get(pk=pair[1])


def sendings() -> list[tuple[int, list[int]]]:
    """The messages of chasing that wait to be sent: the agency, and the tracks listed in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'petitions.send_chase' ORDER BY id")
        rows = [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in cursor.fetchall()]
    return [(row["agency_id"], row["track_ids"]) for row in rows]


def test_nothing_is_counted_as_chased_when_its_message_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [sent_to("กฟภ"), sent_to("กฟภ")]

    def killed(*_args: object, **_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(referrals, "enqueue", killed)
    with pytest.raises(KeyboardInterrupt):
        referrals.chase(tracks=pairs, at=NOW + timedelta(days=22))
    assert [chased(pair) for pair in pairs] == [0, 0]


def test_an_agency_that_cannot_be_chased_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    moved, good = sent_to("กฟภ"), sent_to("กปภ")
    referrals.recall(matter_id=moved[0], track_id=moved[1], by=official("officer-1"), at=NOW, words="แก้ไขแล้ว")
    monkeypatch.setattr(outgoing, "overdue_referrals", lambda _at: [moved, good])  # read before it was recalled
    with pytest.raises(UnableToAct):
        outgoing.chase_overdue(at=NOW + timedelta(days=22))
    assert (chased(moved), chased(good)) == (0, 1)
    assert sendings() == [(agency_id("กปภ"), [good[1]])]


def test_an_officer_makes_no_three_reminders_in_a_minute() -> None:
    pair, officer = sent_to("กฟภ"), official("officer-1")
    with pytest.raises(UnableToAct, match="เมื่อพ้นกำหนด"):
        referrals.chase(tracks=[pair], at=NOW + timedelta(days=5), by=officer)
    late = NOW + timedelta(days=22)
    referrals.chase(tracks=[pair], at=late, by=officer)
    with pytest.raises(UnableToAct, match="ครั้งต่อไป"):
        referrals.chase(tracks=[pair], at=late + timedelta(minutes=1), by=officer)
    assert chased(pair) == 1
    referrals.chase(tracks=[pair], at=late + timedelta(days=20), by=officer)
    assert chased(pair) == 2


def test_chasing_many_leaves_those_in_peace_whose_day_has_not_come() -> None:
    (matter_id, late), officer = sent_to("กฟภ"), official("officer-1")
    at = NOW + timedelta(days=22)
    referrals.refer(matter_id=matter_id, agency_ids=[agency_id("กปภ")], by=officer, at=at - timedelta(days=1))
    make_all(BULK["chase"], Making([matter_id], officer, at))
    assert dict(Track.objects.filter(type="referral").values_list("agency__code", "chased")) == {"กฟภ": 1, "กปภ": 0}
    assert chased((matter_id, late)) == 1
