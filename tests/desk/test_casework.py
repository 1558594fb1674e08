"""The desk that a duty has of the kernel: an agency that was asked never reads the Office's file by it."""

import pytest
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.casework.desk import CaseDesk
from palat.kernel.matters.models import Matter, Track

pytestmark = pytest.mark.django_db
DESK = CaseDesk(procedure="petition", address="cases", title="เรื่อง", units=("psc",), acts={})


def referred() -> Matter:
    matter, officer = petition(), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    liaison("กฟภ")
    referrals.refer(matter_id=matter.pk, by=officer, at=NOW, agency_ids=[agency_id("กฟภ")])
    return matter


def asked_by(username: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = get_user_model().objects.get(username=username)
    return request


def test_an_agency_that_was_asked_is_led_to_its_own_page_and_acts_on_that_alone() -> None:
    matter = referred()
    track = Track.objects.get(matter=matter, type="referral")
    answer = DESK.file(asked_by("agency_liaison-กฟภ"), matter.code)
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/agency/{track.pk}/")
    with pytest.raises(Http404):
        DESK.act(asked_by("agency_liaison-กฟภ"), matter.code, "agency_report", track.pk)
    with pytest.raises(Http404):
        DESK.document(asked_by("agency_liaison-กฟภ"), matter.code, 1)


def test_a_matter_of_another_procedure_is_not_found() -> None:
    other = CaseDesk(procedure="information_request", address="cases", title="เรื่อง", units=("psc",), acts={})
    with pytest.raises(Http404):
        other.file(asked_by("officer-1"), referred().code)
