"""Third parties (มาตรา 17): told, heard, ruled upon; and what concerns them waits until it may leave."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.models import Party
from palat.duties.information.operations import ordering, releasing, silence, third_parties
from palat.duties.information.tests.factories import (
    FULL,
    NOW,
    decided,
    official,
    ordered,
    part_ids,
    taken_up,
    told,
)
from palat.duties.information.tests.test_orders import with_file
from palat.kernel.identities.models import Person
from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Clock, Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.onetime import make_link

pytestmark = pytest.mark.django_db
OFFICER, DIRECTOR = "info-officer-1", "director-central"
COMPANY = {"full_name": "บริษัท ตัวอย่างทดสอบ จำกัด", "address": "9 ถนนเก้า กรุงเทพฯ", "email": "party@example.com"}
DAY = timedelta(days=1)


def with_party(*, at: datetime = NOW) -> tuple[Matter, int]:
    """Return a request of one part that concerns a company, and the company's track."""
    one = taken_up(at=at)
    third_parties.notify_party(
        matter_id=one.pk,
        by=official(OFFICER, at=at),
        at=at,
        person=COMPANY,
        part_ids=part_ids(one),
        told="ใบเสนอราคาของบริษัทในการจ้างทำความสะอาด",
        person_kind="juristic",
    )
    return one, Track.objects.get(matter=one, type="third_party").pk


def does(name: str, one: Matter, track: int, *, by: str = OFFICER, at: datetime = NOW, **more: object) -> None:
    """Make an act on a third party."""
    getattr(third_parties, name)(matter_id=one.pk, track_id=track, by=official(by), at=at, **more)


def overruled() -> tuple[Matter, int]:
    """Return a request whose third party objected in vain and was told so on the day."""
    one, track = with_party()
    does("record_notice", one, track, told_on=date(2026, 6, 8))
    does("party_object", one, track, words="เป็นความลับทางการค้า")
    does("overrule_objection", one, track, by=DIRECTOR, words="ราคาตามสัญญารัฐต้องเปิดเผย")
    does("record_ruling", one, track, told_on=date(2026, 6, 8))
    return one, track


def test_who_is_told_is_sealed_and_the_letter_names_no_requester() -> None:
    one, track = with_party()
    assert Track.objects.get(pk=track).label == "ผู้มีประโยชน์ได้เสียรายที่ 1"
    assert Person.objects.filter(pk=Party.objects.get(pk=track).person_id).exists()
    letter = Letter.objects.get(about__matter=one)
    assert (letter.kind, letter.state) == ("information_party", "submitted")
    assert "15 วันนับแต่วันที่ได้รับแจ้ง" in str(letter.content)
    assert one.code not in str(letter.content) + str(letter.references)


def test_the_time_to_object_counts_from_the_day_of_notice() -> None:
    one, track = with_party()
    assert not Clock.objects.filter(track=track).exists()
    with pytest.raises(UnableToAct, match="ต้องอยู่ระหว่าง"):
        does("record_notice", one, track, told_on=date(2026, 6, 9))
    does("record_notice", one, track, at=NOW + 4 * DAY, told_on=date(2026, 6, 10))
    assert Clock.objects.get(track=track).due_on == date(2026, 6, 25)


def test_an_order_waits_until_the_third_party_was_heard() -> None:
    one, track = with_party()
    decided(one, FULL)
    with pytest.raises(UnableToAct, match="ผู้มีประโยชน์ได้เสีย"):
        ordering.propose_order(matter_id=one.pk, by=official(OFFICER), at=NOW)
    does("party_consent", one, track)
    does("clear_party", one, track)
    ordering.propose_order(matter_id=one.pk, by=official(OFFICER), at=NOW)


def test_silence_is_noted_only_when_the_last_day_is_over_in_thailand() -> None:
    one, track = with_party()
    does("record_notice", one, track, told_on=date(2026, 6, 8))
    with pytest.raises(UnableToAct, match="ยังไม่พ้นกำหนด"):
        does("note_silence", one, track, at=datetime(2026, 6, 23, 16, 59, tzinfo=UTC))  # 23.59 of the last day
    assert silence.note_all(at=datetime(2026, 6, 23, 16, 59, tzinfo=UTC)) == 0
    assert silence.note_all(at=datetime(2026, 6, 23, 17, 0, 1, tzinfo=UTC)) == 1
    assert Track.objects.get(pk=track).state == "silent"


def test_a_late_objection_is_taken_and_marked_until_it_is_cleared() -> None:
    one, track = with_party()
    does("record_notice", one, track, told_on=date(2026, 6, 8))
    silence.note_all(at=NOW + 20 * DAY)
    does("party_object", one, track, at=NOW + 20 * DAY, words="เพิ่งกลับจากต่างประเทศ")
    assert Party.objects.get(pk=track).late


def test_an_upheld_objection_leaves_no_full_disclosure() -> None:
    one, track = with_party()
    decided(one, FULL)
    does("party_object", one, track, words="ความลับทางการค้า")
    with pytest.raises(NotAuthorised):
        does("uphold_objection", one, track, by="info-head", words="รับฟังได้")
    does("uphold_objection", one, track, by=DIRECTOR, words="รับฟังได้")
    with pytest.raises(UnableToAct, match="เปิดเผยทั้งหมดไม่ได้"):
        ordering.propose_order(matter_id=one.pk, by=official(OFFICER), at=NOW)
    with pytest.raises(UnableToAct, match="เปิดเผยทั้งหมดไม่ได้"):
        decided(one, FULL)


def test_an_overruled_objection_keeps_its_part_back_until_the_appeal_period_is_over() -> None:
    one, track = overruled()
    letter = Letter.objects.filter(about__matter=one, kind="information_ruling").get()
    assert "มาตรา 18" in str(letter.content)
    assert "23 มิถุนายน 2569" in str(letter.content)
    with_file(one, part_ids(one)[0])
    ordered(one, FULL)
    told(one)
    hand_over = {"matter_id": one.pk, "by": official(OFFICER), "way": "file", "part_ids": part_ids(one)}
    with pytest.raises(UnableToAct, match="ผู้มีประโยชน์ได้เสีย"):
        releasing.deliver(**hand_over, at=NOW)
    last = datetime(2026, 6, 23, 16, 59, tzinfo=UTC)
    with pytest.raises(UnableToAct, match="ยังไม่พ้นกำหนด"):
        does("end_embargo", one, track, at=last, no_appeal=True)
    with pytest.raises(UnableToAct, match="สอบถาม"):
        does("end_embargo", one, track, at=last + DAY, no_appeal=False)
    does("end_embargo", one, track, at=last + DAY, no_appeal=True)
    releasing.deliver(**hand_over, at=last + DAY)


@pytest.mark.parametrize(("ruling", "leaves"), [("tribunal_allows", True), ("tribunal_bars", False)])
def test_an_appeal_keeps_it_back_until_the_ruling(ruling: str, leaves: bool) -> None:
    one, track = overruled()
    does("party_appeals", one, track)
    assert not Clock.objects.filter(track=track, stopped_at=None).exists()
    ordered(one, FULL)
    told(one)
    hand_over = {"matter_id": one.pk, "by": official(OFFICER), "way": "handed", "part_ids": part_ids(one)}
    with pytest.raises(UnableToAct):
        releasing.deliver(**hand_over, at=NOW + 90 * DAY)
    does(ruling, one, track, at=NOW + 90 * DAY, words="คำวินิจฉัยที่ 1/2569")
    if leaves:
        releasing.deliver(**hand_over, at=NOW + 90 * DAY)
    else:
        with pytest.raises(UnableToAct):
            releasing.deliver(**hand_over, at=NOW + 90 * DAY)


def test_a_party_answers_once_by_its_link_and_reads_nothing_else(client: Client) -> None:
    one, track = with_party()
    token = make_link(track_id=track, sent_to="party", at=datetime.now(UTC))
    url = reverse("information_party", args=[token])
    page = client.get(url).text
    assert "ใบเสนอราคาของบริษัท" in page
    assert one.subject not in page
    assert one.code not in page
    answer = {"move": "party_object", "party_object-words": "เป็นความลับทางการค้า", "seen": "99"}
    assert client.post(url, answer).status_code == 200
    assert Party.objects.get(pk=track).objection == "เป็นความลับทางการค้า"
    assert client.post(url, answer).status_code == 410


def test_a_link_of_one_party_is_no_way_to_another_act(client: Client) -> None:
    _one, track = with_party()
    token = make_link(track_id=track, sent_to="party", at=datetime.now(UTC))
    response = client.post(reverse("information_party", args=[token]), {"move": "clear_party"})
    assert response.status_code == 200
    assert Track.objects.get(pk=track).state == "drafted"


def test_what_has_left_cannot_be_put_before_a_third_party() -> None:
    one = taken_up()
    with_file(one, part_ids(one)[0])
    ordered(one, FULL)
    told(one)
    releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one))
    ordering.reopen(matter_id=one.pk, by=official("info-head"), at=NOW, words="คำวินิจฉัย")
    with pytest.raises(UnableToAct, match="ส่งมอบไปแล้ว"):
        third_parties.notify_party(
            matter_id=one.pk, by=official(OFFICER), at=NOW, person=COMPANY, part_ids=part_ids(one), told="สัญญา"
        )
