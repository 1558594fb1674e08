"""What is held elsewhere, asked too often, taken back; who a requester is."""

from datetime import date, timedelta

import pytest

from palat.duties.information.models import Party, Request
from palat.duties.information.operations import elsewhere, excessive, handling, parts, requesters
from palat.duties.information.operations.erasing import empty_information
from palat.duties.information.procedure import PROCEDURES
from palat.duties.information.queries.excessive import repeated_with
from palat.duties.information.queries.persons import person_behind
from palat.duties.information.tests.factories import NOW, SOMCHAI, official, part_ids, request, taken_up
from palat.duties.information.views.requests import REQUESTS
from palat.kernel.history.queries import events_of
from palat.kernel.history.remains import Remains
from palat.kernel.letters.models import Letter
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations import keeping
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.opening import open_identity
from palat.kernel.organisation.models import Agency

pytestmark = pytest.mark.django_db
OFFICER, HEAD, DIRECTOR = "info-officer-1", "info-head", "director-central"


def agency() -> int:
    return Agency.objects.get(code="กฟภ").pk


def test_a_request_is_sent_on_by_letter_and_the_requester_reads_where_to() -> None:
    one = taken_up(person=SOMCHAI)
    send = {"matter_id": one.pk, "at": NOW, "agency_id": agency(), "words": "หน่วยงานผู้จัดทำกำหนดชั้นความลับไว้"}
    with pytest.raises(NotAuthorised):
        elsewhere.transfer(**send, by=official(OFFICER))
    elsewhere.transfer(**send, by=official(HEAD))
    one.refresh_from_db()
    assert (one.state, one.closing) == ("transferred", "transferred")
    letter = Letter.objects.get(about__matter=one)
    assert letter.agency_id == agency()
    assert "มาตรา 12" in str(letter.content)
    assert "สมชาย" not in str(letter.content)
    last = events_of(f"matter:{one.pk}", public_only=True)[-1]
    assert "ไฟฟ้าส่วนภูมิภาค" in str(last.body["to_petitioner"])
    assert set(Track.objects.filter(matter=one, type="part").values_list("state", flat=True)) == {"dropped"}


def test_a_requester_is_advised_where_to_ask() -> None:
    one = taken_up()
    with pytest.raises(UnableToAct, match="คำแนะนำ"):
        elsewhere.advise(matter_id=one.pk, by=official(OFFICER), at=NOW, agency_id=agency(), words=" ")
    elsewhere.advise(matter_id=one.pk, by=official(OFFICER), at=NOW, agency_id=agency(), words="ยื่นที่สำนักงานเขต")
    one.refresh_from_db()
    assert one.state == "advised"


def test_one_part_alone_may_be_elsewhere() -> None:
    one = taken_up(parts=("สัญญา", "แบบแปลน"))
    said = parts.Decision("sent_on", agency_id=agency())
    parts.decide_part(matter_id=one.pk, track_id=part_ids(one)[1], by=official(OFFICER), at=NOW, decision=said)
    assert Track.objects.get(pk=part_ids(one)[1]).state == "sent_on"


def test_the_same_request_three_hundred_times_in_a_day_is_one_decision_of_two_people() -> None:
    many = [request(text="ขอสำเนาระเบียบการลา", at=NOW + timedelta(seconds=number)) for number in range(300)]
    other = request(text="ขอสำเนาสัญญาเช่า")
    next_day = request(text="ขอสำเนาระเบียบการลา", at=NOW + timedelta(days=1))
    found = repeated_with(many[0])
    assert (found.number, found.is_many, found.day) == (300, True, date(2026, 6, 8))
    propose = {"matter_id": many[0].pk, "by": official(OFFICER), "at": NOW, "all_same": True}
    with pytest.raises(UnableToAct, match="เหตุผล"):
        excessive.propose_excessive(**propose, words="")
    assert excessive.propose_excessive(**propose, words="ข้อความเดียวกัน 300 คำขอในหนึ่งชั่วโมง") == 300
    assert Matter.objects.get(pk=next_day.pk).state == "received"
    with pytest.raises(NotAuthorised):
        excessive.refuse_excessive(matter_id=many[0].pk, by=official(HEAD), at=NOW, words="เกินสมควร", all_same=True)
    ruled = {"matter_id": many[0].pk, "by": official(DIRECTOR), "at": NOW, "words": "เกินสมควร"}
    assert excessive.decline_excessive(**ruled) == 1
    assert excessive.refuse_excessive(**{**ruled, "matter_id": many[1].pk}, all_same=True) == 299
    states = Matter.objects.filter(procedure="information_request").values_list("state", flat=True)
    assert sorted(set(states)) == ["considering", "excessive", "received"]
    assert Matter.objects.get(pk=other.pk).state == "received"


def test_the_same_person_is_counted_whatever_is_asked() -> None:
    first = request(person=SOMCHAI, text="ขอสำเนาสัญญา 1")
    request(person={**SOMCHAI, "full_name": "นายสมชาย ทดสอบ"}, text="ขอสำเนาสัญญา 2")
    request(text="ขอสำเนาสัญญา 3")
    assert repeated_with(first).number == 2
    assert not repeated_with(first).is_many


def test_a_requester_takes_a_request_back_and_an_official_says_how_it_was_asked() -> None:
    one, two = taken_up(), taken_up()
    requesters.withdraw(matter_id=one.pk, by=citizen(one.pk), at=NOW)
    with pytest.raises(UnableToAct, match="ถอนทางใด"):
        requesters.withdraw(matter_id=two.pk, by=official(OFFICER), at=NOW, words="ไม่เอาแล้ว")
    taken = {"matter_id": two.pk, "by": official(OFFICER), "at": NOW, "words": "ไม่เอาแล้ว", "way": "phone"}
    with pytest.raises(UnableToAct, match="ไม่เกินวันนี้"):
        requesters.withdraw(**taken, asked_on=date(2026, 6, 9))
    requesters.withdraw(**taken, asked_on=date(2026, 6, 8))
    for matter in (one, two):
        matter.refresh_from_db()
        assert (matter.state, matter.closing) == ("withdrawn", "withdrawn")


def test_a_request_turns_out_to_ask_for_more() -> None:
    one = taken_up()
    parts.split_part(matter_id=one.pk, by=official(OFFICER), at=NOW, words="ใบเสนอราคา\n\nบันทึกการตรวจรับ")
    assert len(part_ids(one)) == 3
    with pytest.raises(UnableToAct, match="ไม่เกิน"):
        parts.split_part(matter_id=one.pk, by=official(OFFICER), at=NOW, words="\n".join(map(str, range(30))))


def test_who_asks_is_opened_by_a_recorded_act_alone() -> None:
    one = taken_up(person=SOMCHAI)
    who = {"matter_id": one.pk, "person_id": person_behind(one.pk), "at": NOW, "purpose": "contact"}
    opened = open_identity(**who, by=official(OFFICER))
    assert opened["full_name"] == "สมชาย ทดสอบ"
    last = events_of(f"matter:{one.pk}")[-1]
    assert last.kind == "open_identity"
    assert "สมชาย" not in str(last.facts) + str(last.body)
    with pytest.raises(NotAuthorised):
        open_identity(**who, by=official("officer-1"))


def test_what_is_destroyed_leaves_no_words() -> None:
    one = taken_up(person=SOMCHAI)
    remains = Remains()
    empty_information([one.pk], remains)
    assert Request.objects.get(pk=one.pk).text == ""
    assert not Party.objects.filter(matter=one).exclude(told="").exists()


def test_every_act_that_is_offered_has_a_page() -> None:
    for procedure in PROCEDURES:
        if procedure.code != "information_request":
            continue
        for track in procedure.tracks:
            offered = {move.code for move in track.moves if not move.own_page and set(move.by) != {"system@system"}}
            assert offered <= set(REQUESTS.rows), offered - set(REQUESTS.rows)


def test_the_urgency_is_changed_among_those_there_are() -> None:
    one = taken_up()
    keeping.change_urgency(matter_id=one.pk, by=official(OFFICER), at=NOW, urgency=2)
    with pytest.raises(UnableToAct):
        keeping.change_urgency(matter_id=one.pk, by=official(OFFICER), at=NOW, urgency=9)
    handling.write_to_requester(matter_id=one.pk, by=official(OFFICER), at=NOW, words="กำลังค้นเอกสาร")
    assert "กำลังค้นเอกสาร" in str(events_of(f"matter:{one.pk}", public_only=True)[-1].body)
