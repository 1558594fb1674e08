"""Persons called to a tribunal's sitting: by which letter, whether they came, who reads what they said."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.ical import as_calendar
from palat.duties.information.models import Branch, Called
from palat.duties.information.operations.appealing import members, persons
from palat.duties.information.operations.appealing.erasing import empty_appeals
from palat.duties.information.queries.appealing.calendar import feed_of
from palat.duties.information.tests.appeal_factories import (
    DAY,
    DIRECTOR,
    HEAD,
    MEMBERS,
    SECRETARY,
    acts,
    considering,
    listed,
    member_ids,
    voted,
)
from palat.duties.information.tests.factories import NOW, official
from palat.kernel.accounts.models import User
from palat.kernel.history.queries import events_of
from palat.kernel.history.remains import Remains
from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

pytestmark = pytest.mark.django_db
SAID = "พยานว่ารายงานนั้นลงนามแล้วตั้งแต่เดือนมีนาคม"


def _page(post: str, one: Matter) -> str:
    client = Client()
    client.force_login(User.objects.get(official=official(post).official_id))
    return client.get(reverse("information_appeal", args=[one.code])).text


def test_who_is_called_gets_a_letter_and_what_is_said_is_for_the_branch_alone() -> None:
    one = considering()
    with pytest.raises(UnableToAct, match="นัดประชุม"):
        persons.call_person(**acts(one, SECRETARY), capacity="appellant", words="เหตุที่ขอ")
    after = listed(one)
    with pytest.raises(UnableToAct, match="ไม่ใช่ชื่อ"):
        persons.call_person(**acts(one, SECRETARY), capacity="witness", words="การตรวจรับ")
    with pytest.raises(NotAuthorised):
        persons.call_person(**acts(one, DIRECTOR), capacity="appellant", words="เหตุที่ขอ")
    persons.call_person(**acts(one, SECRETARY), capacity="appellant", words="เหตุที่ขอ")
    persons.call_person(**acts(one, SECRETARY), capacity="agency", who="ผู้อำนวยการกองพัสดุ", words="รายงานตรวจรับ")
    letters = list(Letter.objects.filter(kind="information_summons").order_by("pk"))
    assert [(bool(letter.person_id), bool(letter.agency_id)) for letter in letters] == [(True, False), (False, True)]
    assert "ตามที่ท่านได้ยื่นอุทธรณ์" in str(letters[0].content)
    assert "ผู้อำนวยการกองพัสดุ" in str(letters[1].content)
    official_called = Called.objects.get(capacity="agency").pk
    said = {"called_id": official_called, "state": "came", "words": SAID}
    with pytest.raises(UnableToAct, match="ยังไม่ถึงเวลาประชุม"):
        persons.record_statement(**acts(one, SECRETARY), **said)
    persons.record_statement(**acts(one, SECRETARY, after), **said)
    assert SAID not in str([event.body for event in events_of(f"matter:{one.pk}")])
    assert SAID in _page(MEMBERS[4], one)  # of the branch, not of the panel
    assert SAID in _page(SECRETARY, one)
    seen_above = _page(DIRECTOR, one)
    assert "ผู้อำนวยการกองพัสดุ" in seen_above
    assert SAID not in seen_above
    empty_appeals([one.pk], Remains())
    assert not Called.objects.exclude(record="", who="", words="").exists()


def test_a_call_is_taken_back_before_the_sitting_and_a_record_mended_after_the_votes() -> None:
    one = considering()
    after = voted(one)
    with pytest.raises(UnableToAct):
        persons.call_person(**acts(one, SECRETARY, after), capacity="appellant", words="เหตุที่ขอ")
    other = considering()
    listed(other)
    persons.call_person(**acts(other, SECRETARY), capacity="expert", who="ผู้เชี่ยวชาญด้านพัสดุ", words="ความเห็น")
    called = Called.objects.get()
    chair = member_ids(MEMBERS[0])[0]
    assert "มีผู้ถูกเรียกให้ถ้อยคำ 1 ราย" in _feed(chair)
    assert "มีผู้ถูกเรียก" not in _feed(member_ids(MEMBERS[4])[0])
    persons.record_statement(**acts(other, SECRETARY), called_id=called.pk, state="excused", words="ส่งเอกสารแล้ว")
    assert "มีผู้ถูกเรียก" not in _feed(chair)
    with pytest.raises(UnableToAct, match="ไม่พบผู้ที่เรียก"):
        persons.record_statement(**acts(one, SECRETARY, after), called_id=called.pk, state="came", words="มา")


def _feed(official_id: int) -> str:
    raw = as_calendar(feed_of(official_id, NOW), now=NOW).decode()
    return raw.replace("\r\n ", "")


def test_nobody_is_seated_twice_in_a_branch_for_the_same_time() -> None:
    head, branch = official(HEAD), Branch.objects.get(code="society")
    seat = {"branch": branch, "official_id": official("officer-6").official_id or 0, "by": head, "at": NOW}
    members.seat_member(**seat, valid_from=NOW.date(), valid_to=date(2026, 12, 1))
    with pytest.raises(UnableToAct, match="อยู่แล้ว"):
        members.seat_member(**seat, valid_from=(NOW + DAY).date(), valid_to=None)
    members.seat_member(**seat, valid_from=date(2026, 12, 1), valid_to=None)
