"""The desk that a duty has of the kernel: an agency that was asked never reads the Office's file by it."""

import pytest
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.casework.desk import CaseDesk
from palat.kernel.casework.listing import Listed, listing_of
from palat.kernel.casework.public import PublicDesk
from palat.kernel.casework.sealed import Sealed
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import public_url
from palat.kernel.matters.desk.next_step import Step, Steps, Wait
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.queries.file import open_file
from palat.kernel.pages.listing import Column

pytestmark = pytest.mark.django_db
DESK = CaseDesk(
    procedure="petition",
    address="cases",
    title="เรื่อง",
    units=("psc",),
    acts={},
    sealed=Sealed("ผู้ร้อง", lambda _matter_id: None),
    listed=Listed(columns=(Column(code="officer", label="ผู้ดูแล"), Column(code="kind", label="ชนิด"))),
)


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
    with pytest.raises(Http404):
        DESK.open_identity(asked_by("agency_liaison-กฟภ"), matter.code)
    assert not DESK.reads(actor_of(asked_by("agency_liaison-กฟภ")))


def test_a_matter_of_another_procedure_is_not_found() -> None:
    other = CaseDesk(procedure="information_request", address="cases", title="เรื่อง", units=("psc",), acts={})
    with pytest.raises(Http404):
        other.file(asked_by("officer-1"), referred().code)


def test_a_column_of_a_duty_stands_in_the_place_of_the_usual_one() -> None:
    codes = [(one.code, one.label) for one in listing_of(DESK).columns]
    assert [code for code, _label in codes] == ["subject", "code", "number", "state", "kind", "officer", "received"]
    assert ("officer", "ผู้ดูแล") in codes


def test_the_first_row_that_fits_is_the_next_step_and_what_is_idle_is_waited_for() -> None:
    matter = referred()
    steps = Steps(
        on_matter=(Step("referred", "write_note", "บันทึก", lambda now: now["ready"]), Step("referred", "assign", "จ่าย")),
        on_tracks=(Step("sent", "chase", "ติดตาม"),),
        waits=(Wait("referred", "รอหน่วยงาน", lambda now: now["asked"]),),
    )
    file = open_file(code=matter.code, by=actor_of(asked_by("officer-1")))
    now = {"ready": True, "asked": True}
    on_track = steps.next(file, now)
    assert on_track is not None
    assert on_track.doable is not None
    assert (on_track.doable.move.code, on_track.track_id) == ("chase", Track.objects.get(type="referral").pk)
    idle = {"chase", "write_note"}
    waited = steps.next(file, now, lambda _view: idle)
    assert waited is not None
    assert (waited.doable, waited.why) == (None, "รอหน่วยงาน")
    assert steps.next(file, now | {"asked": False}, lambda _view: idle) is None
    idle = {"chase"}
    noted = steps.next(file, now, lambda _view: idle)
    assert noted is not None
    assert noted.doable is not None
    assert noted.doable.move.code == "write_note"


def test_a_code_of_another_kind_leads_to_its_page_and_to_no_page_that_leads_back() -> None:
    pages = PublicDesk("petition", "", lambda _code: None, {}, "portal/track.html")
    code = petition().code
    there = public_url(code)
    assert pages.track(RequestFactory().get("/somewhere/else/"), code).headers["Location"] == there
    for address in (there, "/somewhere/else/"):
        with pytest.raises(Http404):
            pages.track(RequestFactory().get(address), code if address == there else "000000000000000")
