"""A referral is chased again and again: the clock of one reminder ends as the next one's begins."""

from datetime import timedelta

import pytest

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.kernel.matters.models import Clock, Track

pytestmark = pytest.mark.django_db


def test_each_reminder_ends_the_clock_of_the_one_before() -> None:
    officer, matter = official("officer-1"), petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    track = Track.objects.get(matter=matter, type="referral")
    for days in (20, 50, 70):
        referrals.chase(tracks=[(matter.pk, track.pk)], at=NOW + timedelta(days=days))
    track.refresh_from_db()
    assert track.chased == 3
    assert Clock.objects.filter(track=track, code="chase", stopped_at=None).count() == 1
    assert Clock.objects.filter(track=track, code="chase").count() == 3
