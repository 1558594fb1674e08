"""An agency's own figures, counted as the rules beside them say."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.petitions.operations import referrals
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.kernel.agencies.operations import answering
from palat.kernel.agencies.procedure import Answer
from palat.kernel.agencies.queries.statistics import RULES, Month, months, whole
from palat.kernel.matters.models import Matter, Track
from tests.agencies.people import LATER, PEA, PWA, drafter, fresh, referred, send_back, user_of

pytestmark = pytest.mark.django_db
SAID = Answer("ซ่อมแล้ว", "solved")
YEAR = 2569  # the fiscal year of NOW, June 2026
FAR = NOW + timedelta(days=100)


def june(agency: str = PEA) -> Month:
    """Return the figures of the month of NOW."""
    found = months(agency_id(agency), YEAR, by=liaison(agency), at=FAR)
    return next(one for one in found if one.first and one.first.month == 6)


def answered(*, at: datetime = NOW, agency: str = PEA) -> Track:
    """Return a track that was answered."""
    track = referred(agency)
    answering.answer(track_id=track.pk, kind="report", said=SAID, by=liaison(agency), at=at)
    return fresh(track)


def test_received_answered_waiting_and_overdue_are_counted_in_the_month_of_sending() -> None:
    answered()
    answered(at=NOW + timedelta(days=60))
    referred()
    referred(PWA)
    month = june()
    assert (month.received, month.answered, month.waiting, month.overdue) == (3, 2, 1, 1)
    assert (month.timed, month.in_time) == (2, 1)


def test_mean_days_are_working_days_after_the_day_of_sending() -> None:
    answered(at=NOW + timedelta(days=7))  # Monday to Monday: five working days
    month = june()
    assert (month.days, month.mean_days) == (5, 5.0)


def test_what_the_office_returned_waits_again_and_is_counted_as_returned() -> None:
    send_back(answered())
    month = june()
    assert (month.answered, month.waiting, month.sent_back) == (0, 1, 1)


def test_returned_as_not_competent_and_taken_back_by_the_office() -> None:
    returned, recalled = referred(), referred()
    answering.answer(track_id=returned.pk, kind="return", said=Answer("ไม่ใช่หน้าที่"), by=liaison(PEA), at=NOW)
    referrals.recall(
        matter_id=recalled.matter_id, track_id=recalled.pk, by=official("officer-1"), at=LATER, words="ส่งผิด"
    )
    month = june()
    assert (month.received, month.not_ours, month.waiting) == (1, 1, 0)


def test_chases_are_summed_and_the_year_is_the_sum_of_its_months() -> None:
    track = referred()
    referrals.chase(tracks=[(track.matter_id, track.pk)], at=FAR - timedelta(days=1), by=official("officer-1"))
    found = months(agency_id(PEA), YEAR, by=liaison(PEA), at=FAR)
    assert june().chased == 1
    assert whole(found).received == sum(one.received for one in found) == 1


def test_classified_matters_stay_out_of_the_figures() -> None:
    track = referred()
    Matter.objects.filter(pk=track.matter_id).update(secrecy=1)
    assert june().received == 0


def test_page_and_file_state_the_rules_and_drafters_have_none(client: Client) -> None:
    referred()
    client.force_login(user_of(liaison(PEA)))
    page = client.get(reverse("agency_statistics")).content.decode()
    assert all(str(rule) in page for rule in RULES)
    file = b"".join(client.get(f"{reverse('agency_statistics')}?export=csv").streaming_content).decode()
    assert "ร้อยละที่ทันกำหนด" in file
    assert str(RULES[0]) in file
    client.force_login(user_of(drafter()))
    assert client.get(reverse("agency_statistics")).status_code == 404


def test_figures_are_counted_in_one_statement_however_many_tracks_there_are(django_assert_num_queries) -> None:
    by = liaison(PEA)
    for _each in range(3):
        months(agency_id(PEA), YEAR, by=by, at=FAR)  # what is read once for good is read
        number = agency_id(PEA)
        with django_assert_num_queries(1):
            months(number, YEAR, by=by, at=FAR)
        answered()
