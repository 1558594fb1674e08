"""Reading the status out: what proves a caller, what is said, what is recorded."""

from datetime import timedelta

import pytest

from palat.duties.petitions.models import Contact, StatusCheck
from palat.duties.petitions.operations.intake import UnableToReceive
from palat.duties.petitions.operations.status import (
    MOST_WRONG_OF_CASE,
    add_said,
    call_token,
    coordinate_now,
    of_token,
    read_status,
)
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.identities.models import Reveal
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import NotAuthorised

pytestmark = pytest.mark.django_db
PERSON = {"full_name": "สมมุติ ใจดี", "phone": "081-234-5678"}


@pytest.mark.parametrize("phone", ["5678", "๕๖๗๘", "0812345678", "081 234 5678"])
def test_the_end_of_the_telephone_opens_the_public_state(phone):
    case = petition(person=PERSON)
    found = read_status(typed=case.code, phone=phone, by=official("agent-1"), at=NOW)
    assert found is not None
    assert found.state == "รับเรื่องแล้ว กำลังคัดกรอง"
    contact = Contact.objects.get(outcome="status_read")
    assert (contact.matter_id, contact.kind, contact.pk) == (case.pk, "follow_up", found.contact_id)
    assert not Reveal.objects.exists()


def test_the_day_of_filing_is_a_fact_too():
    case = petition()
    assert read_status(typed=case.code, filed_on=legal_date(NOW), by=official("agent-1"), at=NOW)
    assert (
        read_status(typed=case.code, filed_on=legal_date(NOW) - timedelta(days=1), by=official("agent-1"), at=NOW)
        is None
    )


def test_every_fact_given_must_match():
    case = petition(person=PERSON)
    wrong = read_status(typed=case.code, phone="9999", filed_on=legal_date(NOW), by=official("agent-1"), at=NOW)
    assert wrong is None
    assert not Contact.objects.filter(outcome="status_read").exists()


def test_a_code_alone_is_no_proof():
    with pytest.raises(UnableToReceive):
        read_status(typed=petition().code, by=official("agent-1"), at=NOW)


@pytest.mark.parametrize("hidden", [{"restricted": True}, {"secrecy": 1}])
def test_what_is_hidden_answers_like_what_does_not_exist(hidden):
    from palat.duties.petitions.operations.intake import Brought, file_petition

    case = file_petition(
        brought=Brought(kind="grievance", channel="web", text="เรื่องที่ต้องปิดไว้", person=PERSON, **hidden),
        by=SYSTEM,
        at=NOW,
    )
    by = official("agent-1")
    assert read_status(typed=case.code, phone="5678", by=by, at=NOW) is None
    assert read_status(typed="000000000000000", phone="5678", by=by, at=NOW) is None
    assert list(StatusCheck.objects.values_list("matter_id", "passed")) == [(None, False), (None, False)]


def test_guessing_locks_the_case_for_an_hour_even_for_the_right_answer():
    case = petition(person=PERSON)
    for guess in range(MOST_WRONG_OF_CASE):
        assert read_status(typed=case.code, phone=f"000{guess}", by=official("agent-1"), at=NOW) is None
    assert read_status(typed=case.code, phone="5678", by=official("agent-2"), at=NOW) is None
    later = NOW + timedelta(hours=1, minutes=1)
    assert read_status(typed=case.code, phone="5678", by=official("agent-2"), at=later)


def test_only_who_takes_contacts_reads_status_out():
    with pytest.raises(NotAuthorised):
        read_status(typed=petition().code, filed_on=legal_date(NOW), by=official("legal-1"), at=NOW)


def test_a_proof_is_of_one_official_and_one_call():
    by = official("agent-1")
    found = read_status(typed=petition().code, filed_on=legal_date(NOW), by=by, at=NOW)
    assert found is not None
    token = call_token(matter_id=found.matter_id, contact_id=found.contact_id, by=by)
    assert of_token(token, by) == (found.matter_id, found.contact_id)
    for wrong, who in ((token, official("agent-2")), (token[:-2] + "xx", by), ("", by)):
        with pytest.raises(UnableToReceive):
            of_token(wrong, who)


def test_facts_said_in_the_call_go_into_the_case():
    by, case = official("agent-1"), petition(person=PERSON)
    found = read_status(typed=case.code, phone="5678", by=by, at=NOW)
    assert found is not None
    add_said(token=call_token(matter_id=case.pk, contact_id=found.contact_id, by=by), words="ดับอีกแล้ว", by=by, at=NOW)
    assert events_of(f"matter:{case.pk}")[-1].kind == "add_facts"
    assert Contact.objects.get(pk=found.contact_id).outcome == "joined"


def test_danger_to_life_is_coordinated_by_the_agent_and_stops_its_clock():
    by = official("agent-1")
    case = petition(danger=True)
    token = call_token(matter_id=case.pk, contact_id=None, by=by)
    coordinate_now(token=token, agency_id=None, spoke_with="ร้อยเวร สน.", words="ส่งสายตรวจแล้ว", by=by, at=NOW)
    event = events_of(f"matter:{case.pk}")[-1]
    assert event.kind == "coordinate"
    assert "ร้อยเวร" not in str(event.facts)
    assert not case.clocks.filter(code="life", stopped_at=None).exists()
