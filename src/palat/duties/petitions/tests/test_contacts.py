"""Contacts that are no case: logged, called back, joined to a case, made a case later."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from palat.duties.petitions.models import Contact
from palat.duties.petitions.operations.contacts import (
    join_case,
    number_to_call_back,
    promise_call_back,
    record_attempt,
    take_call_back,
)
from palat.duties.petitions.operations.intake import (
    Arrival,
    Brought,
    UnableToReceive,
    file_petition,
    log_contact,
)
from palat.duties.petitions.queries.contacts import contacts_of, counts_between, promises, shift_at
from palat.duties.petitions.tests.factories import CITIZEN, NOW, official, petition
from palat.kernel.history.queries import events_of
from palat.kernel.identities.models import Person, Reveal
from palat.kernel.identities.operations import create_person
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

pytestmark = pytest.mark.django_db


def promise(by, *, phone="081 234 5678", kind="enquiry", at=NOW + timedelta(hours=1)):
    return promise_call_back(
        kind=kind, channel="hotline", words="ถามเรื่องบัตรสวัสดิการ", phone=phone, call_back_at=at, by=by, at=NOW
    )


def test_an_enquiry_is_logged_with_its_taker_and_no_person():
    by = official("agent-1")
    contact = log_contact(kind="enquiry", channel="hotline", outcome="answered", by=by, at=NOW)
    assert (contact.taken_by_id, contact.person_id, contact.matter_id) == (by.official_id, None, None)


@pytest.mark.parametrize("post", ["pm", "auditor-1", "admin-1", "legal-1"])
def test_who_takes_no_contacts_logs_none(post):
    with pytest.raises(NotAuthorised):
        log_contact(kind="enquiry", channel="hotline", outcome="answered", by=official(post), at=NOW)


def test_the_database_lets_no_nuisance_name_anyone():
    contact = log_contact(kind="nuisance", channel="hotline", outcome="abuse", by=official("agent-1"), at=NOW)
    person = create_person(kind="natural", fields={"phone": "0812345678"}, at=NOW)
    for column in ("person", "caller"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contact.objects.filter(pk=contact.pk).update(**{column: person})


def test_a_nuisance_is_not_promised_a_call_and_ties_to_no_case():
    by = official("shift-1")
    with pytest.raises(UnableToReceive):
        promise(by, kind="nuisance")
    assert not Person.objects.exists()
    contact = log_contact(kind="nuisance", channel="hotline", outcome="abuse", by=by, at=NOW)
    with pytest.raises(UnableToReceive):
        join_case(
            code=petition().code, kind="nuisance", channel="hotline", words="คำด่า", by=by, at=NOW, contact_id=contact.pk
        )


def test_a_promise_needs_a_number_and_a_time_ahead():
    by = official("agent-1")
    for wrong in ({"phone": "12"}, {"at": NOW - timedelta(hours=1)}, {"at": NOW + timedelta(days=31)}):
        with pytest.raises(UnableToReceive):
            promise(by, **wrong)


def test_only_who_took_a_promise_opens_its_number_and_that_is_recorded():
    taker, other = official("agent-1"), official("agent-2")
    contact = promise(taker)
    with pytest.raises(NotAuthorised):
        number_to_call_back(contact_id=contact.pk, by=other, at=NOW)
    take_call_back(contact_id=contact.pk, by=other, at=NOW)
    with pytest.raises(UnableToReceive):
        take_call_back(contact_id=contact.pk, by=taker, at=NOW)
    assert number_to_call_back(contact_id=contact.pk, by=other, at=NOW) == "081 234 5678"
    row = Reveal.objects.get()
    assert (row.official_id, row.purpose, row.fields, row.matter) == (
        other.official_id,
        "contact",
        ["phone"],
        f"contact:{contact.pk}",
    )


def test_attempts_end_a_promise_or_give_it_back():
    by = official("agent-1")
    contact = promise(by)
    for time in range(2):
        take_call_back(contact_id=contact.pk, by=by, at=NOW)
        contact = record_attempt(
            contact_id=contact.pk, result="no_answer", by=by, at=NOW, again_at=NOW + timedelta(hours=2 + time)
        )
        assert (contact.called_back_at, contact.call_back_by_id) == (None, None)
    assert contact.call_back_at == NOW + timedelta(hours=3)
    take_call_back(contact_id=contact.pk, by=by, at=NOW)
    contact = record_attempt(contact_id=contact.pk, result="busy", by=by, at=NOW)
    assert contact.call_back_end == "failed"
    with pytest.raises(UnableToReceive):
        take_call_back(contact_id=contact.pk, by=by, at=NOW)
    assert not promises(by).exists()


def test_reaching_the_caller_ends_the_promise_as_done():
    by = official("agent-1")
    contact = promise(by)
    with pytest.raises(NotAuthorised):
        record_attempt(contact_id=contact.pk, result="reached", by=by, at=NOW)
    take_call_back(contact_id=contact.pk, by=by, at=NOW)
    assert record_attempt(contact_id=contact.pk, result="reached", by=by, at=NOW).call_back_end == "done"


def test_an_agent_reads_own_contacts_and_officers_all_but_hidden_cases():
    agent, other, officer = official("agent-1"), official("agent-2"), official("intake-1")
    mine = log_contact(kind="enquiry", channel="hotline", outcome="answered", by=agent, at=NOW)
    theirs = log_contact(kind="enquiry", channel="hotline", outcome="answered", by=other, at=NOW)
    plain, hidden = petition(), petition(restricted=True)
    secret = file_petition(
        brought=Brought(kind="grievance", channel="post", text="เรื่องที่กำหนดชั้นความลับ", secrecy=2),
        by=SYSTEM,
        at=NOW,
    )
    assert set(contacts_of(agent)) == {mine}
    seen = set(contacts_of(officer).values_list("pk", flat=True))
    assert {mine.pk, theirs.pk} < seen
    tied = dict(Contact.objects.exclude(matter=None).values_list("matter_id", "pk"))
    assert tied[plain.pk] in seen
    assert not {tied[hidden.pk], tied[secret.pk]} & seen
    assert not contacts_of(official("minister")).exists()
    assert not contacts_of(CITIZEN).exists()


def test_joining_adds_facts_and_opens_no_other_case():
    by = official("intake-1")
    case = petition()
    contact = log_contact(kind="follow_up", channel="hotline", outcome="noted", by=by, at=NOW)
    join_case(
        code=case.code, kind="follow_up", channel="hotline", words="ไฟดับอีกเมื่อคืน", by=by, at=NOW, contact_id=contact.pk
    )
    contact.refresh_from_db()
    assert (contact.outcome, contact.matter_id) == ("joined", case.pk)
    assert events_of(f"matter:{case.pk}")[-1].kind == "add_facts"
    assert events_of(f"contact:{contact.pk}")[-1].facts == {"before": "noted", "after": "joined", "matter": case.pk}
    with pytest.raises(UnableToReceive):
        join_case(code=case.code, kind="follow_up", channel="hotline", words="อีก", by=by, at=NOW, contact_id=contact.pk)


@pytest.mark.parametrize("hidden", [{"restricted": True}, {"secrecy": 2}])
def test_nobody_joins_what_they_may_not_open(hidden):
    case = file_petition(
        brought=Brought(kind="grievance", channel="web", text="เรื่องที่ไม่ควรเห็น", **hidden),
        by=SYSTEM,
        at=NOW,
    )
    with pytest.raises(UnableToReceive):
        join_case(code=case.code, kind="grievance", channel="hotline", words="เหมือนกัน", by=official("intake-1"), at=NOW)
    assert Contact.objects.count() == 1


def test_facts_do_not_join_a_closed_case():
    by, head = official("intake-1"), official("intake-head")
    case = petition()
    from palat.duties.petitions.operations.screening import note

    note(matter_id=case.pk, by=head, at=NOW)
    with pytest.raises(UnableToAct):
        join_case(code=case.code, kind="grievance", channel="hotline", words="ยังดับอยู่", by=by, at=NOW)
    assert Contact.objects.count() == 1


def test_a_contact_becomes_a_case_without_a_second_contact():
    by = official("intake-1")
    contact = promise(by)
    case = file_petition(
        brought=Brought(kind="grievance", channel="hotline", text="บัตรสวัสดิการถูกระงับ", person={"phone": "0812345678"}),
        by=by,
        at=NOW,
        contact_id=contact.pk,
    )
    contact.refresh_from_db()
    assert (contact.outcome, contact.matter_id, contact.call_back_end) == ("case", case.pk, "done")
    assert Contact.objects.count() == 1


def test_another_agent_makes_no_case_of_a_contact():
    contact = promise(official("agent-1"))
    with pytest.raises(NotAuthorised):
        file_petition(
            brought=Brought(kind="grievance", channel="hotline", text="บัตรสวัสดิการถูกระงับ"),
            by=official("agent-2"),
            at=NOW,
            contact_id=contact.pk,
        )


def test_nobody_sets_a_class_of_secrecy_above_their_own():
    brought = Brought(kind="grievance", channel="post", text="หนังสือมีชั้นความลับ", secrecy=1)
    with pytest.raises(UnableToReceive):
        file_petition(brought=brought, by=official("agent-1"), at=NOW)
    assert file_petition(brought=brought, by=official("intake-1"), at=NOW).secrecy == 1


def test_what_a_letter_bears_is_kept_and_its_sender_sealed():
    arrival = Arrival(postmarked_on=date(2026, 6, 4), arrived_on=date(2026, 6, 8), sender={"full_name": "ผู้ส่งแทน"})
    case = petition(channel="post", arrival=arrival, person={"full_name": "ผู้ร้องเอง"})
    contact = Contact.objects.get(matter=case)
    assert (contact.postmarked_on, contact.arrived_on) == (date(2026, 6, 4), date(2026, 6, 8))
    assert contact.caller_id not in {None, contact.person_id}
    assert "ผู้ส่งแทน".encode() not in bytes(contact.caller.sealed)


def test_the_shift_is_found_on_both_sides_of_midnight():
    running = shift_at(NOW)  # ten in the morning
    assert running is not None
    assert running.shift.code == "morning"
    late = shift_at(NOW + timedelta(hours=13, minutes=59))
    assert late is not None
    assert late.shift.code == "evening"
    night = shift_at(NOW + timedelta(hours=14))
    assert night is not None
    assert (night.shift.code, night.begins_at) == ("night", late.ends_at)


def test_counts_are_those_of_the_shift_only():
    by = official("agent-1")
    running = shift_at(NOW)
    assert running is not None
    log_contact(kind="praise", channel="hotline", outcome="noted", by=by, at=NOW)
    log_contact(kind="nuisance", channel="hotline", outcome="silent", by=by, at=NOW)
    log_contact(kind="praise", channel="line", outcome="noted", by=by, at=running.ends_at)
    counts = counts_between(running.begins_at, running.ends_at)
    assert counts["all"] == 2
    assert counts["kinds"] == {"praise": 1, "nuisance": 1}
    assert counts["outcomes"] == {"noted": 1, "silent": 1}
    assert counts["channels"] == {"hotline": 2}
