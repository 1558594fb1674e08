"""Who may open who a petitioner is: checked in the act, kept on the matter and on the seal."""

from typing import Any

import pytest
from django.test import Client

from palat.duties.petitions.models import Statement
from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.operations.identity import open_identity, open_statement
from palat.duties.petitions.operations.visits import Said, Visited, record_visit
from palat.duties.petitions.tests.factories import NOW, agency_id, concealed, liaison, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.files.operations import store_made
from palat.kernel.history.models import Event
from palat.kernel.identities.models import Reveal
from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.matters.models import InHand, Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

pytestmark = pytest.mark.django_db
PERSON = {"given_name": "สมมุติ", "family_name": "ไม่มีจริง", "phone": "0899999999", "address": "1 ถนนสมมุติ"}
STRANGERS = ("auditor-1", "secretary", "inspector-1", "legal-1", "officer-2", "officer-4", "head-2", "deputy-ps")


def told_by_name(**brought: Any) -> Matter:
    return petition(person=PERSON, person_kind="natural", **brought)


def held(**brought: Any) -> Matter:
    one, officer = told_by_name(**brought), official("officer-1")
    screening.accept(matter_id=one.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    return one


def at_agency(**brought: Any) -> tuple[Matter, Track]:
    one = held(**brought)
    referrals.refer(matter_id=one.pk, agency_ids=[agency_id("กฟภ")], by=official("officer-1"), at=NOW)
    return one, Track.objects.get(matter=one, type="referral")


def at_desk(post: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


@pytest.mark.parametrize("post", STRANGERS)
def test_strangers_to_the_case_open_nothing(post: str) -> None:
    one, stranger = held(), official(post)
    for move in ("open_identity", "open_address"):
        with pytest.raises(NotAuthorised):
            open_identity(matter_id=one.pk, by=stranger, at=NOW, purpose="contact", move=move)
    client = at_desk(post)
    assert f"/desk/petitions/{one.code}/identity/" not in client.get(f"/desk/petitions/{one.code}/").content.decode()
    refused = client.post(f"/desk/petitions/{one.code}/identity/", {"purpose": "contact"})
    assert refused.status_code == 404
    assert not Reveal.objects.exists()


@pytest.mark.parametrize("post", ["officer-1", "head-1", "director-psc", "shift-1"])
def test_who_works_on_the_case_opens_it_as_an_act(post: str) -> None:
    one, worker = held(), official(post)
    opened = open_identity(matter_id=one.pk, by=worker, at=NOW, purpose="contact")
    assert opened["phone"] == "0899999999"
    event = Event.objects.get(chain=f"matter:{one.pk}", kind="open_identity")
    assert event.actor == worker.ref
    assert '"purpose": "contact"' in event.facts.replace('":"', '": "')
    assert "0899999999" not in event.facts
    assert Reveal.objects.get().official_id == worker.official_id
    page = at_desk(post).post(f"/desk/petitions/{one.code}/identity/", {"purpose": "contact"})
    assert "0899999999" in page.content.decode()


def test_who_gave_a_statement_is_opened_by_the_same_act_alone() -> None:
    one = held()
    said = Said(
        "สมมุติ พยาน", "เห็นเหตุการณ์", read_back=True, signature=(store_made(content=b"x", kind="txt", at=NOW).pk, "s")
    )
    visited = Visited(at=NOW, place="ปากซอย", words="พบเสาไฟเอียง", statements=(said,))
    record_visit(matter_id=one.pk, visited=visited, by=official("officer-1"), at=NOW)
    asked: dict[str, Any] = {"matter_id": one.pk, "statement_id": Statement.objects.get().pk, "at": NOW}
    with pytest.raises(NotAuthorised):
        open_statement(**asked, by=official("officer-4"), words="ขอดู")
    with pytest.raises(UnableToReveal):
        open_statement(**asked, by=official("officer-1"), words=" ")
    assert open_statement(**asked, by=official("officer-1"), words="นัดพบอีกครั้ง")["full_name"] == "สมมุติ พยาน"


def test_without_a_purpose_nothing_is_opened_and_nothing_kept() -> None:
    one = held()
    with pytest.raises(UnableToReveal):
        open_identity(matter_id=one.pk, by=official("officer-1"), at=NOW, purpose="")
    assert not Reveal.objects.exists()
    assert not Event.objects.filter(kind="open_identity").exists()


def test_intake_opens_only_while_nobody_holds_the_case() -> None:
    one, intake = told_by_name(), official("intake-1")
    assert open_identity(matter_id=one.pk, by=intake, at=NOW, purpose="verify")["given_name"] == "สมมุติ"
    screening.accept(matter_id=one.pk, by=intake, at=NOW, officer_id=official("officer-1").official_id)
    with pytest.raises(NotAuthorised):
        open_identity(matter_id=one.pk, by=intake, at=NOW, purpose="verify")


def test_the_clerk_reads_the_envelope_and_no_more() -> None:
    one, clerk = held(), official("clerk-1")
    with pytest.raises(NotAuthorised):
        open_identity(matter_id=one.pk, by=clerk, at=NOW, purpose="contact")
    opened = open_identity(matter_id=one.pk, by=clerk, at=NOW, purpose="contact", move="open_address")
    assert set(opened) == {"given_name", "family_name", "address"}
    assert Reveal.objects.get().purpose == "answer"
    page = at_desk("clerk-1").post(f"/desk/petitions/{one.code}/identity/").content.decode()
    assert "1 ถนนสมมุติ" in page
    assert "0899999999" not in page


@pytest.mark.parametrize("role", ["agency_reader", "agency_manager", "agency_drafter"])
def test_who_only_reads_at_the_agency_opens_nothing(role: str) -> None:
    one, track = at_agency()
    reader = liaison("กฟภ", role=role)
    with pytest.raises(NotAuthorised):
        open_identity(
            matter_id=one.pk, by=reader, at=NOW, purpose="contact", move="open_identity_agency", track_id=track.pk
        )
    refused = at_desk(f"{role}-กฟภ").post(f"/desk/petitions/{one.code}/identity/", {"purpose": "contact"})
    assert refused.status_code == 404


@pytest.mark.parametrize("role", ["agency_liaison", "agency_drafter"])
def test_the_agency_opens_what_is_not_concealed_while_it_has_the_case(role: str) -> None:
    one, track = at_agency()
    worker = liaison("กฟภ", role=role)
    if role == "agency_drafter":
        InHand.objects.create(track=track, official_id=worker.official_id, since=NOW)
    asked: dict[str, Any] = {"matter_id": one.pk, "by": worker, "at": NOW, "purpose": "contact"}
    asked |= {"move": "open_identity_agency", "track_id": track.pk}
    assert open_identity(**asked)["phone"] == "0899999999"
    referrals.recall(matter_id=one.pk, track_id=track.pk, by=official("officer-1"), at=NOW, words="ส่งผิดหน่วยงาน")
    with pytest.raises(UnableToAct):
        open_identity(**asked)


@pytest.mark.parametrize(
    ("brought", "left"),
    [
        ({"conceal": ("phone", "address")}, {"given_name", "family_name"}),
        ({"conceal": ("phone",), "kind": "accusation"}, None),
    ],
)
def test_the_agency_never_opens_what_is_concealed(brought: dict[str, Any], left: set[str] | None) -> None:
    one, officer = held(**brought), official("officer-1")
    concealed(one)
    referrals.refer(matter_id=one.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW, by_letter=True)
    track = Track.objects.get(matter=one, type="referral")
    asked: dict[str, Any] = {"move": "open_identity_agency", "track_id": track.pk, "purpose": "contact"}
    if left is None:
        with pytest.raises(UnableToAct):
            open_identity(matter_id=one.pk, by=liaison("กฟภ"), at=NOW, **asked)
        return
    assert set(open_identity(matter_id=one.pk, by=liaison("กฟภ"), at=NOW, **asked)) == left
