"""Drafts in hand: initials asked for, given and taken back, remarks on places, every wording kept."""

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings

from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.duties.petitions.tests.test_letters import events, everything_in, in_hand, referred_by_letter
from palat.kernel.history.queries import events_of, faults
from palat.kernel.letters.drafts.queries import (
    asked,
    drafted_by,
    hands_on_paper,
    letters_waiting,
    office_copy,
    remarks_of,
    standing,
    to_initial,
    to_mend,
    void,
    wordings_of,
)
from palat.kernel.letters.models import Initial, Letter, Remark, Wording
from palat.kernel.letters.operations import drafting, initialling, sending, signing
from palat.kernel.letters.operations.drafting import Changes
from palat.kernel.letters.operations.remarks import Said
from palat.kernel.letters.procedure import Paragraph
from palat.kernel.letters.queries import pdf_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

pytestmark = pytest.mark.django_db


def memo() -> tuple[Matter, Actor, Letter]:
    """A memo that its officer has begun."""
    matter, officer = in_hand()
    return matter, officer, drafting.start(kind="memo", matter_id=matter.pk, by=officer, at=NOW)


def changed(letter: Letter, by: Actor, words: str, **more) -> Letter:
    """Change the text of a draft."""
    letter.refresh_from_db()
    changes = Changes(subject="รายงานผล", addressee="ปลัดสำนักนายกรัฐมนตรี", content=(Paragraph(words),))
    return drafting.edit(letter_id=letter.pk, by=by, at=NOW, revision=letter.revision, changes=changes, **more)


def give(letter: Letter, part: str, by: Actor) -> Initial:
    """Initial a draft as it stands."""
    letter.refresh_from_db()
    return initialling.give(letter_id=letter.pk, part=part, by=by, at=NOW, revision=letter.revision)


# Wordings


def test_every_wording_is_kept_with_who_made_it():
    _matter, officer, letter = memo()
    assert [one.revision for one in wordings_of(letter)] == [1]
    assert not Wording.objects.exists()
    begun = letter.content
    changed(letter, officer, "ฉบับแก้ครั้งแรก")
    changed(letter, official("head-1"), "ฉบับแก้ครั้งที่สอง")
    found = wordings_of(letter)
    assert [(one.revision, str(one.made_by)) for one in found] == [
        (3, "ผู้ครองตำแหน่ง head-1"),
        (2, "ผู้ครองตำแหน่ง officer-1"),
        (1, "ผู้ครองตำแหน่ง officer-1"),
    ]
    assert [one.words["content"][0]["text"] for one in found[:2]] == ["ฉบับแก้ครั้งที่สอง", "ฉบับแก้ครั้งแรก"]
    assert found[2].words["content"] == begun


def test_refused_change_leaves_no_wording():
    _matter, officer, letter = memo()
    empty = Changes(subject="รายงานผล", addressee="ปลัดสำนักนายกรัฐมนตรี", content=())
    with pytest.raises(UnableToAct, match="ข้อความ"):
        drafting.edit(letter_id=letter.pk, by=officer, at=NOW, revision=1, changes=empty)
    assert not Wording.objects.exists()


@pytest.mark.parametrize("alter", [lambda rows: rows.update(words={}), lambda rows: rows.delete()])
def test_database_refuses_to_alter_a_wording(alter):
    _matter, officer, letter = memo()
    changed(letter, officer, "ใหม่")
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        alter(Wording.objects.filter(letter=letter))


# Initials


def test_four_hands_initial_in_turn_and_the_history_tells_it():
    matter, officer, letter = memo()
    clerk, other, head = official("clerk-1"), official("officer-2"), official("head-1")
    for part, by in (("drafted", officer), ("typed", clerk), ("read", other), ("checked", head)):
        assert give(letter, part, by).basis.startswith("holding:")
    assert list(standing(letter)) == ["drafted", "typed", "read", "checked"]
    told = [one for one in events_of(f"matter:{matter.pk}") if one.kind == "letter_initial"]
    assert [one.facts["part"] for one in told] == ["drafted", "typed", "read", "checked"]
    assert list(faults()) == []


def test_a_change_makes_void_what_was_compared_and_checked_but_not_who_drafted():
    _matter, officer, letter = memo()
    give(letter, "drafted", officer)
    give(letter, "checked", official("head-1"))
    letter = changed(letter, officer, "แก้แล้ว")
    assert list(standing(letter)) == ["drafted"]
    assert list(void(letter)) == ["checked"]
    give(letter, "checked", official("head-1"))
    assert list(standing(letter)) == ["drafted", "checked"]


def test_checker_is_not_the_drafter_and_reader_is_not_the_typist():
    _matter, officer, letter = memo()
    head = official("head-1")
    give(letter, "drafted", officer)
    with pytest.raises(UnableToAct, match="คนละคน"):
        give(letter, "checked", officer)
    give(letter, "typed", head)
    with pytest.raises(UnableToAct, match="คนละคน"):
        give(letter, "read", head)
    with pytest.raises(UnableToAct, match="คนละคน"):
        initialling.ask(letter_id=letter.pk, part="read", official_id=head.official_id, by=officer, at=NOW)


def test_only_who_drafted_or_changed_a_draft_initials_as_its_drafter():
    _matter, _officer, letter = memo()
    head = official("head-1")
    with pytest.raises(UnableToAct, match="ผู้ร่าง"):
        give(letter, "drafted", head)
    changed(letter, head, "หัวหน้าแก้เอง")
    assert give(letter, "drafted", head).official_id == head.official_id


def test_initials_are_refused_twice_for_another_wording_and_after_the_signature():
    _matter, officer, letter = memo()
    give(letter, "drafted", officer)
    with pytest.raises(UnableToAct, match="แล้ว"):
        give(letter, "drafted", officer)
    with pytest.raises(UnableToAct, match="ฉบับล่าสุด"):
        initialling.give(letter_id=letter.pk, part="checked", by=official("head-1"), at=NOW, revision=9)
    with pytest.raises(UnableToAct, match="ไม่รู้จัก"):
        give(letter, "unknown", officer)
    changed(letter, officer, "พร้อมแล้ว")
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    with pytest.raises(UnableToAct, match="สถานะ"):
        give(letter, "checked", official("head-1"))


@pytest.mark.parametrize("post", ["agent-1", "auditor-1", "minister"])
def test_initials_are_refused_without_authority(post):
    _matter, _officer, letter = memo()
    with pytest.raises(NotAuthorised):
        give(letter, "typed", official(post))
    with pytest.raises(NotAuthorised):
        initialling.give(letter_id=letter.pk, part="typed", by=liaison("กฟภ"), at=NOW)


def test_own_initials_are_taken_back_and_no_others():
    _matter, officer, letter = memo()
    give(letter, "drafted", officer)
    with pytest.raises(UnableToAct, match="ไม่มีชื่อย่อของคุณ"):
        initialling.take_back(letter_id=letter.pk, part="drafted", by=official("head-1"), at=NOW)
    initialling.take_back(letter_id=letter.pk, part="drafted", by=officer, at=NOW)
    assert standing(letter) == {}
    give(letter, "drafted", officer)


# Asking for initials


def test_who_was_asked_finds_the_draft_and_no_other_initials_in_their_place():
    matter, officer, letter = memo()
    head, other = official("head-1"), official("officer-2")
    initialling.ask(letter_id=letter.pk, part="checked", official_id=head.official_id, by=officer, at=NOW)
    assert [one.pk for one in to_initial(head)] == [letter.pk]
    assert not to_initial(other).exists()
    with pytest.raises(UnableToAct, match="ขอชื่อย่อส่วนนี้จาก"):
        give(letter, "checked", other)
    initialling.ask(letter_id=letter.pk, part="checked", official_id=other.official_id, by=officer, at=NOW)
    assert not to_initial(head).exists()
    assert letters_waiting(other).to_initial == 1
    give(letter, "checked", other)
    assert not to_initial(other).exists()
    assert asked(letter) == {}
    assert events(matter)[-3:] == ["letter_ask_initial", "letter_ask_initial", "letter_initial"]


def test_no_one_is_asked_who_may_not_open_or_initial_the_letter():
    matter, officer, letter = memo()
    for post in ("auditor-1", "agent-1"):
        with pytest.raises(UnableToAct, match="เปิดเรื่องนี้ไม่ได้"):
            initialling.ask(
                letter_id=letter.pk, part="read", official_id=official(post).official_id, by=officer, at=NOW
            )
    Matter.objects.filter(pk=matter.pk).update(secrecy=2)
    with pytest.raises(UnableToAct, match="เปิดเรื่องนี้ไม่ได้"):
        initialling.ask(
            letter_id=letter.pk, part="read", official_id=official("officer-2").official_id, by=officer, at=NOW
        )


def test_who_was_asked_sends_the_draft_back_with_remarks():
    matter, officer, letter = memo()
    head = official("head-1")
    said = [Said("subject", "ให้ชัดกว่านี้"), Said("content:0", "ขาดวันที่"), Said("content:1", "  ")]
    with pytest.raises(UnableToAct, match="เฉพาะผู้ที่ถูกขอ"):
        initialling.send_back(letter_id=letter.pk, by=head, at=NOW, words="แก้", said=said)
    initialling.ask(letter_id=letter.pk, part="checked", official_id=head.official_id, by=officer, at=NOW)
    letter = initialling.send_back(letter_id=letter.pk, by=head, at=NOW, words="แก้สองแห่ง", said=said)
    assert (letter.state, letter.returned_words, letter.returned_by_id) == ("returned", "แก้สองแห่ง", head.official_id)
    assert not to_initial(head).exists()
    assert [(one.place, one.words) for one in remarks_of(letter)] == [("subject", "ให้ชัดกว่านี้"), ("content:0", "ขาดวันที่")]
    told = events_of(f"matter:{matter.pk}")[-1]
    assert (told.kind, told.facts["revision"], len(told.body["remarks"])) == ("letter_remark", 1, 2)


# Returning with remarks


def test_signer_returns_with_remarks_and_the_drafter_sees_to_them():
    _matter, officer, letter = referred_by_letter()
    director = official("director-psc")
    said = [Said("content:0", "ระบุวันที่รับเรื่อง"), Said("addressee", "ตรวจตำแหน่ง")]
    signing.give_back(letter_id=letter.pk, by=director, at=NOW, words="แก้ตามข้อสังเกต", said=said, revision=1)
    assert letters_waiting(officer).returned == 1
    assert [one.pk for one in to_mend(officer)] == [letter.pk]
    first, second = remarks_of(letter)
    letter = changed(letter, officer, "แก้วันที่แล้ว", settled=[first.pk, 999])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.settled_by_id, second.settled_at) == (officer.official_id, None)
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
    with pytest.raises(UnableToAct, match="เปิดหน้าใหม่"):
        signing.give_back(letter_id=letter.pk, by=director, at=NOW, words="อีก", said=[Said("content:7", "ไม่มี")])
    assert Remark.objects.count() == 2


def test_return_of_a_wording_that_was_changed_since_is_refused():
    _matter, _officer, letter = referred_by_letter()
    with pytest.raises(UnableToAct, match="ฉบับล่าสุด"):
        signing.give_back(letter_id=letter.pk, by=official("director-psc"), at=NOW, words="แก้", revision=7)


def test_another_letters_remark_is_not_settled():
    _matter, _officer, letter = referred_by_letter()
    signing.give_back(
        letter_id=letter.pk, by=official("director-psc"), at=NOW, words="แก้", said=[Said("subject", "ยาวไป")]
    )
    _other_matter, other_officer, other = memo()
    changed(other, other_officer, "ใหม่", settled=[Remark.objects.get().pk])
    assert Remark.objects.get().settled_at is None


# Which initials the Office demands


def test_demanded_initials_are_needed_before_the_signers_see_it():
    _matter, officer, letter = memo()
    changed(letter, officer, "พร้อม")
    with override_settings(INITIALS_NEEDED=["drafted", "checked"]):
        give(letter, "drafted", officer)
        with pytest.raises(UnableToAct, match="ผู้ตรวจ"):
            drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
        give(letter, "checked", official("head-1"))
        assert drafting.submit(letter_id=letter.pk, by=officer, at=NOW).state == "submitted"


# On paper


def test_initials_stand_on_the_offices_copy_and_not_on_the_paper_that_leaves():
    _matter, officer, letter = referred_by_letter()
    give(letter, "drafted", officer)
    give(letter, "checked", official("head-1"))
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    letter = Letter.objects.get(pk=letter.pk)
    assert hands_on_paper(letter) == ("ร่าง ผ. 8 มิ.ย. 69", "ตรวจ ผ. 8 มิ.ย. 69")
    assert "สำเนาคู่ฉบับ" in everything_in(office_copy(letter, at=NOW))
    assert "๘มิ.ย.๖๙" in everything_in(office_copy(letter, at=NOW))
    assert "สำเนาคู่ฉบับ" not in everything_in(pdf_of(letter, at=NOW))


# Lists


def test_lists_hold_ones_own_letters_and_what_the_system_drafted_on_ones_matters():
    matter, officer, letter = memo()
    Letter.objects.filter(pk=letter.pk).update(drafted_by=None)
    assert [one.pk for one in to_mend(officer)] == [letter.pk]
    assert not drafted_by(officer).exists()
    assert not to_mend(official("officer-2")).exists()
    own = drafting.start(kind="order", matter_id=matter.pk, agency_id=agency_id("กฟภ"), by=officer, at=NOW)
    assert [one.pk for one in drafted_by(officer)] == [own.pk]
    for post in ("agent-1", "minister"):
        assert not to_mend(official(post)).exists()
    Matter.objects.filter(pk=matter.pk).update(secrecy=3)
    assert not to_mend(officer).exists()
    assert not drafted_by(officer).exists()
