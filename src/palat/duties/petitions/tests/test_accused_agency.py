"""The agency that a petition accuses: barred at once, never sent it, and what it has is taken back."""

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.operations.intake import Brought, file_petition
from palat.duties.petitions.tests.factories import CITIZEN, NOW, agency_id, concealed, liaison, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.history.models import Event
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Bar, Clock, Matter, Track
from palat.kernel.matters.operations import bars, keeping
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.onetime import LinkUnusable, make_link, open_link
from palat.kernel.matters.queries.file import NotVisible, file_by_id
from palat.kernel.matters.queries.visibility import visible

pytestmark = pytest.mark.django_db


def at_agency() -> tuple[Matter, Track]:
    one, officer = petition(), official("officer-1")
    screening.accept(matter_id=one.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=one.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    return one, Track.objects.get(matter=one, type="referral")


def accuse(one: Matter, code: str | None, *, kind: str = "grievance", post: str = "officer-1") -> None:
    accused = agency_id(code) if code else None
    screening.classify(matter_id=one.pk, by=official(post), at=NOW, category="", kind=kind, accused_agency_id=accused)


@pytest.mark.parametrize("kind", ["grievance", "fairness", "accusation"])
def test_naming_the_accused_bars_it_and_takes_back_what_it_has(kind: str) -> None:
    one, track = at_agency()
    there = liaison("กฟภ")
    assert visible(there).exists()
    accuse(one, "กฟภ", kind=kind)
    track.refresh_from_db()
    assert track.state == "recalled"
    assert track.final
    assert Bar.objects.get(matter=one).agency_id == agency_id("กฟภ")
    assert not visible(there).exists()
    accuse(one, "กฟภ", kind=kind)
    assert Bar.objects.filter(matter=one).count() == 1


@pytest.mark.parametrize("reason", ["accused", "interest"])
def test_barring_an_agency_by_hand_takes_back_what_it_has_and_tells_it(reason: str) -> None:
    one, track = at_agency()
    there, officer, other = liaison("กฟภ"), official("officer-1"), agency_id("กปภ")
    referrals.refer(matter_id=one.pk, agency_ids=[other], by=officer, at=NOW)
    bars.bar(matter_id=one.pk, by=official("head-1"), at=NOW, reason=reason, agency_id=agency_id("กฟภ"))
    track.refresh_from_db()
    assert (track.state, track.final) == ("recalled", True)
    assert not Clock.objects.filter(track=track, stopped_at=None).exists()
    (told,) = [event for event in events_of(f"matter:{one.pk}") if event.kind == "recall"]
    assert told.facts["reason"] == reason
    assert ProcrastinateJob.objects.filter(
        task_name="petitions.tell_agency", args__track_id=track.pk, args__what="recall"
    ).exists()
    assert not visible(there).exists()
    assert Track.objects.get(matter=one, agency=other).state == "sent"


def test_barring_an_official_takes_nothing_back() -> None:
    one, track = at_agency()
    by, barred = official("head-1"), official("intake-1").official_id
    bars.bar(matter_id=one.pk, by=by, at=NOW, reason="interest", official_id=barred)
    track.refresh_from_db()
    assert track.state == "sent"


@pytest.mark.parametrize("kind", ["grievance", "tip_off"])
def test_the_accused_is_refused_whatever_the_kind(kind: str) -> None:
    one, officer = petition(kind=kind), official("officer-1")
    screening.accept(matter_id=one.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    accuse(one, "กฟภ", kind=kind)
    concealed(one)
    with pytest.raises(UnableToAct, match="ผู้ถูกร้องเรียน"):
        referrals.refer(matter_id=one.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)


def test_who_may_classify_but_not_recall_takes_it_back_all_the_same() -> None:
    one, track = at_agency()
    accuse(one, "กฟภ", post="intake-1")
    track.refresh_from_db()
    assert track.state == "recalled"
    assert [event.kind for event in Event.objects.filter(chain=f"matter:{one.pk}").order_by("seq")][-3:] == [
        "classify",
        "bar",
        "recall",
    ]


def test_correcting_the_name_lifts_the_bar_that_the_name_made_and_no_other() -> None:
    one, _track = at_agency()
    accuse(one, "กปภ")
    accuse(one, None)
    assert not Bar.objects.filter(matter=one).exists()
    bars.bar(matter_id=one.pk, by=official("officer-1"), at=NOW, reason="accused", agency_id=agency_id("กปภ"))
    accuse(one, "กปภ")
    accuse(one, None)
    assert Bar.objects.filter(matter=one).exists()


def test_a_barred_agency_is_sent_nothing() -> None:
    one, _track = at_agency()
    officer = official("officer-1")
    bars.bar(matter_id=one.pk, by=officer, at=NOW, reason="own_office", agency_id=agency_id("กปภ"))
    with pytest.raises(UnableToAct, match="กัน"):
        referrals.refer(matter_id=one.pk, agency_ids=[agency_id("กปภ")], by=officer, at=NOW)


def test_at_the_door_the_accused_is_barred_too() -> None:
    brought = Brought(kind="accusation", channel="web", text="เจ้าหน้าที่เรียกรับเงิน", accused_agency_id=agency_id("กฟภ"))
    one = file_petition(brought=brought, by=CITIZEN, at=NOW)
    assert Bar.objects.get(matter=one).reason == "accused"
    accuse(one, None, post="intake-1")
    assert not Bar.objects.filter(matter=one).exists()


def test_what_was_recalled_the_agency_reads_no_more_but_is_told_so() -> None:
    one, track = at_agency()
    there = liaison("กฟภ")
    referrals.recall(matter_id=one.pk, track_id=track.pk, by=official("officer-1"), at=NOW, words="ส่งผิดหน่วยงาน")
    assert not visible(there).exists()
    with pytest.raises(NotVisible):
        file_by_id(one.pk, there)
    client = Client()
    client.force_login(User.objects.get(username="agency_liaison-กฟภ"))
    page = client.get(f"/desk/agency/{track.pk}/")
    assert page.status_code == 410
    one.refresh_from_db()
    assert "เรียกเรื่องคืน" in page.content.decode()
    assert one.code not in page.content.decode()
    assert one.subject not in page.content.decode()
    client.force_login(User.objects.get(username=liaison("กปภ") and "agency_liaison-กปภ"))
    assert client.get(f"/desk/agency/{track.pk}/").status_code == 404


def link_of(track: Track) -> str:
    return make_link(track_id=track.pk, sent_to="agency@example.org", at=NOW)


def test_a_link_shows_the_history_of_its_own_track_alone() -> None:
    one, track = at_agency()
    keeping.write_note(matter_id=one.pk, by=official("officer-1"), at=NOW, words="บันทึกภายในของสำนักงาน")
    by, _found = open_link(token=link_of(track), at=NOW)
    file = file_by_id(one.pk, by)
    assert {event.facts.get("track") for event in file.events} <= {track.pk}
    assert file.submission is None


@pytest.mark.parametrize("how", ["barred", "secret", "restricted", "recalled"])
def test_a_link_opens_no_more_than_an_agency_does(how: str) -> None:
    one, track = at_agency()
    token = link_of(track)
    by, _found = open_link(token=token, at=NOW)
    officer = official("officer-1")
    if how == "barred":
        bars.bar(matter_id=one.pk, by=officer, at=NOW, reason="interest", agency_id=agency_id("กฟภ"))
    elif how == "recalled":
        referrals.recall(matter_id=one.pk, track_id=track.pk, by=officer, at=NOW, words="ส่งผิดหน่วยงาน")
    else:
        Matter.objects.filter(pk=one.pk).update(**({"secrecy": 2} if how == "secret" else {"restricted": "royal"}))
    assert not visible(by).exists()
    with pytest.raises(LinkUnusable):
        open_link(token=token, at=NOW)
    with pytest.raises(UnableToAct):
        referrals.agency_accept(matter_id=one.pk, track_id=track.pk, by=by, at=NOW)
    assert Client().get(f"/answer/{token}/").status_code == 410
