"""The people of an agency, kept by the agency itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, agency_id, liaison
from palat.kernel.accounts.models import User
from palat.kernel.agencies.models import Invitation
from palat.kernel.agencies.operations import people
from palat.kernel.agencies.queries.people import history, members
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.queries import approval_of, authority_of_official, forget
from tests.agencies.people import LATER, PEA, PWA, approver, drafter, referred, user_of

pytestmark = pytest.mark.django_db
TODAY = legal_date(NOW)
WHO = people.Joining("somchai.pea", "a-long-password-1111", "นาย", "สมมุติ", "ทดสอบ", "0 2590 0000")


def invited(role: str = "agency_drafter", **more: Any) -> str:
    """Invite someone to กฟภ, and return the token of the invitation."""
    given = {"agency_id": agency_id(PEA), "address": "new@example.org", "role": role, "by": liaison(PEA), "at": NOW}
    return people.invite(**given | more)[1]


def test_an_invitation_opens_one_account_in_the_post_that_it_names() -> None:
    token = invited()
    user = people.join(token=token, who=WHO, at=LATER)
    forget()
    authority = authority_of_official(user.official.pk, on=TODAY)
    assert [(held.role, held.agency_id) for held in authority.held] == [("agency_drafter", agency_id(PEA))]
    with pytest.raises(people.InvitationUnusable, match="ใช้ไปแล้ว"):
        people.join(token=token, who=WHO, at=LATER)


def test_the_link_goes_by_mail_and_only_its_digest_is_kept() -> None:
    token = invited()
    notice = Notice.objects.get(address="new@example.org")
    assert notice.link.endswith(f"/agency-join/{token}/")
    assert token.encode() not in bytes(Invitation.objects.get().token_digest)
    assert mail.outbox == []  # sent by a job, not in the act


def test_expired_or_withdrawn_invitations_open_nothing() -> None:
    token = invited()
    with pytest.raises(people.InvitationUnusable, match="หมดอายุ"):
        people.invitation(token, at=NOW + timedelta(days=15))
    people.withdraw(agency_id=agency_id(PEA), invitation_id=Invitation.objects.get().pk, by=liaison(PEA), at=NOW)
    with pytest.raises(people.InvitationUnusable):
        people.join(token=token, who=WHO, at=LATER)


@pytest.mark.parametrize("role", ["director", "agency_system", "cceo", "administrator", "case_officer", ""])
def test_an_agency_gives_only_its_own_roles(role: str) -> None:
    with pytest.raises(UnableToAct):
        invited(role)


@pytest.mark.parametrize("who", ["agency_drafter", "agency_reader", "agency_approver"])
def test_only_who_looks_after_accounts_invites(who: str) -> None:
    with pytest.raises(NotAuthorised):
        invited(by=liaison(PEA, role=who))


def test_nobody_invites_into_another_agency() -> None:
    with pytest.raises(NotAuthorised):
        invited(by=liaison(PWA))


def test_suspended_people_hold_nothing_and_may_come_back() -> None:
    pea, by, someone = agency_id(PEA), liaison(PEA), drafter()
    people.suspend(agency_id=pea, official_id=someone.official_id, by=by, at=NOW)
    assert not authority_of_official(someone.official_id, on=TODAY).held
    with pytest.raises(UnableToAct, match="อยู่แล้ว"):
        people.suspend(agency_id=pea, official_id=someone.official_id, by=by, at=NOW)
    people.let_back(agency_id=pea, official_id=someone.official_id, by=by, at=LATER)
    assert authority_of_official(someone.official_id, on=TODAY).held
    people.suspend(agency_id=pea, official_id=someone.official_id, by=by, at=LATER)
    assert not authority_of_official(someone.official_id, on=TODAY).held


def test_a_suspended_session_sees_nothing_more(client: Client) -> None:
    referred()
    someone = liaison(PEA, role="agency_reader")
    client.force_login(user_of(someone))
    assert client.get(reverse("agency_inbox")).status_code == 200
    people.suspend(agency_id=agency_id(PEA), official_id=someone.official_id, by=liaison(PEA), at=NOW)
    assert client.get(reverse("agency_inbox")).status_code == 403


def test_nobody_changes_oneself_or_the_cceo() -> None:
    pea, by, head = agency_id(PEA), liaison(PEA), liaison(PEA, role="cceo")
    with pytest.raises(UnableToAct, match="ตนเอง"):
        people.suspend(agency_id=pea, official_id=by.official_id, by=by, at=NOW)
    with pytest.raises(UnableToAct, match="CCEO"):
        people.change(agency_id=pea, official_id=head.official_id, role="agency_reader", section_id=None, by=by, at=NOW)


def test_members_of_another_agency_are_not_there() -> None:
    with pytest.raises(UnableToAct, match="ไม่พบ"):
        people.suspend(agency_id=agency_id(PEA), official_id=drafter(PWA).official_id, by=liaison(PEA), at=NOW)


def test_a_change_of_role_ends_the_former_post() -> None:
    someone = drafter()
    people.change(
        agency_id=agency_id(PEA),
        official_id=someone.official_id,
        role="agency_reader",
        section_id=None,
        by=liaison(PEA),
        at=NOW,
    )
    assert [one.role for one in authority_of_official(someone.official_id, on=TODAY).held] == ["agency_reader"]


def test_approval_needs_someone_who_approves_and_is_loosened_by_them_alone() -> None:
    pea, by = agency_id(PEA), liaison(PEA)
    with pytest.raises(UnableToAct, match="ผู้อนุมัติ"):
        people.set_approval(agency_id=pea, approval="answers", by=by, at=NOW)
    assert approval_of(pea) == "none"
    head = approver()
    people.set_approval(agency_id=pea, approval="all", by=by, at=NOW)
    with pytest.raises(NotAuthorised, match="ลดการอนุมัติ"):
        people.set_approval(agency_id=pea, approval="none", by=by, at=NOW)
    with pytest.raises(NotAuthorised, match="เพิ่มผู้อนุมัติ"):
        invited("agency_approver")
    with pytest.raises(UnableToAct, match="อย่างน้อยหนึ่งคน"):
        people.suspend(agency_id=pea, official_id=head.official_id, by=by, at=NOW)
    people.set_approval(agency_id=pea, approval="none", by=head, at=NOW)
    assert approval_of(pea) == "none"


def test_history_says_who_did_what_and_holds_no_names_or_addresses() -> None:
    token = invited()
    people.join(token=token, who=WHO, at=LATER)
    people.suspend(agency_id=agency_id(PEA), official_id=drafter().official_id, by=liaison(PEA), at=LATER)
    done = history(agency_id(PEA))
    assert [one.event.kind for one in done] == ["suspended", "joined", "invited"]
    assert done[0].who
    written = "".join(str(one.event.facts) + str(one.event.body) for one in done)
    assert "example.org" not in written
    assert "สมมุติ" not in written
    assert history(agency_id(PWA)) == []


def test_sections_belong_to_the_agency() -> None:
    pea, by = agency_id(PEA), liaison(PEA)
    made = people.add_section(agency_id=pea, name="  กองบำรุงรักษา  ", by=by, at=NOW)
    assert made.name == "กองบำรุงรักษา"
    with pytest.raises(UnableToAct, match="ชื่อนี้แล้ว"):
        people.add_section(agency_id=pea, name="กองบำรุงรักษา", by=by, at=NOW)
    with pytest.raises(NotAuthorised):
        people.end_section(agency_id=pea, section_id=made.pk, by=liaison(PWA), at=NOW)
    people.end_section(agency_id=pea, section_id=made.pk, by=by, at=NOW)


def test_pages_invite_and_join(client: Client) -> None:
    client.force_login(user_of(liaison(PEA)))
    typed = {"address": "new@example.org", "role": "agency_drafter", "section_id": ""}
    assert client.post(reverse("agency_people"), typed).status_code == 302
    link = Notice.objects.get(address="new@example.org").link
    client.logout()
    path = link[link.index("/agency-join/") :]
    assert client.get(path).status_code == 200
    who = {
        "given_name": "สมมุติ",
        "family_name": "ทดสอบ",
        "username": "somchai",
        "password": "1234567890",
        "again": "1234567890",
    }
    assert client.post(path, who).status_code == 422  # a common password
    who |= {"password": "kept-for-eternity-2569", "again": "kept-for-eternity-2569"}
    assert client.post(path, who).status_code == 302
    assert User.objects.filter(username="somchai").exists()
    assert client.get(path).status_code == 410
    assert len(members(agency_id(PEA), on=legal_date(NOW))) >= 1
