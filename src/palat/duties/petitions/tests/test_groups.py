"""Groups: the lasting file, representatives sealed, demands each with an agency, the stamped copy."""

from typing import Any

import pytest

from palat.duties.petitions.models import Coming, MassGroup
from palat.duties.petitions.operations import comings, groups, referrals
from palat.duties.petitions.procedure.group import GROUP_UNIT
from palat.duties.petitions.queries import copies
from palat.duties.petitions.queries import groups as queries
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.kernel.history.queries import events_of, faults
from palat.kernel.identities.models import Person
from palat.kernel.matters.models import Clock, Matter, Track, WorkItem
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.file import open_file
from palat.kernel.organisation.queries import unit_id

pytestmark = pytest.mark.django_db
FACTS = groups.GroupFacts("เครือข่ายผู้เช่าที่ดินลุ่มน้ำสมมุติ", "ที่ดินทำกินทับซ้อนเขตป่า", None, "ลุ่มน้ำสมมุติ")


def group(by: Any = None, **changed: Any) -> MassGroup:
    facts = groups.GroupFacts(**{**FACTS.__dict__, **changed})
    return groups.open_group(facts=facts, by=by or official("officer-7"), at=NOW)


def came(**changed: Any) -> comings.Came:
    facts: dict[str, Any] = {
        "subject": "ขอให้แก้ปัญหาที่ดิน",
        "place": "จุดบริการประชาชน 1111",
        "people": 80,
        "counted_by": "กลุ่มประสานมวลชน",
        "demands": ["ขอให้รังวัดแนวเขตใหม่", "ขอให้ชะลอการดำเนินคดี"],
    }
    return comings.Came(**{**facts, **changed})


def coming(**changed: Any) -> Matter:
    return comings.receive_coming(group_id=group().pk, came=came(**changed), by=official("officer-7"), at=NOW)


def demands(matter: Matter) -> list[Track]:
    return list(Track.objects.filter(matter=matter, type="demand").order_by("pk"))


@pytest.mark.parametrize("who", ["officer-1", "intake-1", "head-1", "ps", "auditor-1", "inspector-1"])
def test_only_the_unit_for_groups_and_its_director_open_files(who: str) -> None:
    with pytest.raises(NotAuthorised):
        group(official(who))


@pytest.mark.parametrize("who", ["officer-7", "head-3", "director-psc"])
def test_unit_and_director_work_on_files(who: str) -> None:
    opened = group(official(who))
    assert queries.groups(official("director-psc")).get().pk == opened.pk
    assert [event.kind for event in events_of(f"group:{opened.pk}")] == ["group_opened"]


@pytest.mark.parametrize(
    ("who", "sees"), [("ps", 1), ("deputy-ps", 1), ("auditor-1", 1), ("officer-1", 0), ("admin-1", 0)]
)
def test_who_reads_files(who: str, sees: int) -> None:
    group()
    assert queries.groups(official(who)).count() == sees


@pytest.mark.parametrize("word", ["แกนนำ", "ม็อบ", "เสื้อแดง"])
def test_words_that_are_not_ours_are_refused_with_ours(word: str) -> None:
    with pytest.raises(UnableToAct, match="โปรดใช้"):
        group(name=f"กลุ่ม{word}ริมน้ำ")


def test_one_open_file_to_a_name_and_a_closed_one_gives_it_free() -> None:
    first = group()
    with pytest.raises(UnableToAct, match="มีแฟ้ม"):
        group()
    groups.close_group(group_id=first.pk, by=official("head-3"), at=NOW)
    group()
    with pytest.raises(UnableToAct, match="มีแฟ้ม"):
        groups.reopen_group(group_id=first.pk, by=official("head-3"), at=NOW)


def test_representatives_are_sealed_and_never_in_the_history() -> None:
    opened, by = group(), official("officer-7")
    with pytest.raises(UnableToAct, match="ทางติดต่อกลับ"):
        groups.add_representative(group_id=opened.pk, fields={"full_name": "สมมุติ ใจดี"}, by=by, at=NOW)
    fields = {"full_name": "สมมุติ ใจดี", "phone": "081 000 0000"}
    row = groups.add_representative(group_id=opened.pk, fields=fields, by=by, at=NOW)
    speaker = queries.speakers(opened)[0]
    assert "ใจดี" not in speaker.name
    assert "ใจดี".encode() not in bytes(Person.objects.get(pk=row.person_id).sealed)
    assert "ใจดี" not in str([event.facts for event in events_of(f"group:{opened.pk}")])
    groups.end_representative(group_id=opened.pk, representative_id=row.pk, by=by, at=NOW)
    assert queries.speakers(opened)[0].to_date is not None
    with pytest.raises(UnableToAct):
        groups.end_representative(group_id=opened.pk, representative_id=row.pk, by=by, at=NOW)


def test_coming_gets_its_number_at_once_and_a_track_for_each_demand() -> None:
    matter = coming()
    matter.refresh_from_db()
    assert matter.number.endswith("/2569")
    assert matter.unit_id == unit_id(GROUP_UNIT)
    assert matter.state == "in_hand"
    assert [track.label for track in demands(matter)] == list(came().demands)
    assert WorkItem.objects.filter(matter=matter, queue=f"official:{official('officer-7').official_id}").count() == 3
    page = copies.stamped_copy(matter.code)
    assert page is not None
    assert page.number == matter.number
    assert [line.words for line in page.demands] == list(came().demands)


@pytest.mark.parametrize(
    "changed", [{"demands": [" "]}, {"counted_by": ""}, {"demands": ["x" * 301]}, {"subject": "แกนนำมายื่น"}]
)
def test_coming_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UnableToAct):
        coming(**changed)
    assert not Coming.objects.exists()


def test_each_demand_goes_its_own_way_and_the_group_is_answered() -> None:
    matter, officer, head = coming(), official("officer-7"), official("head-3")
    first, second = demands(matter)
    comings.send_demand(matter_id=matter.pk, track_id=first.pk, by=officer, at=NOW, agency_id=agency_id("กฟภ"))
    assert set(Clock.objects.filter(track=first).values_list("code", flat=True)) == {"accept", "progress"}
    file = open_file(code=matter.code, by=liaison("กฟภ"))
    assert [view.track.pk for view in file.others] == [first.pk]  # its own, never the others'

    with pytest.raises(UnableToAct, match="ข้อเรียกร้อง"):
        comings.answer_group(matter_id=matter.pk, by=officer, at=NOW, words="แจ้งผลแล้ว", way="phone")
    report = referrals.Report("รังวัดใหม่ภายในเดือนนี้", "solved")
    referrals.agency_report(matter_id=matter.pk, track_id=first.pk, by=liaison("กฟภ"), at=NOW, report=report)
    referrals.accept_report(matter_id=matter.pk, track_id=first.pk, by=officer, at=NOW)
    comings.drop_demand(matter_id=matter.pk, track_id=second.pk, by=officer, at=NOW, words="ผู้แทนแจ้งขอถอนด้วยวาจา")
    comings.answer_group(matter_id=matter.pk, by=officer, at=NOW, words="แจ้งผลครบทุกข้อ", way="on_the_spot")
    with pytest.raises(NotAuthorised):
        comings.close(matter_id=matter.pk, by=officer, at=NOW)
    comings.close(matter_id=matter.pk, by=head, at=NOW)
    assert not WorkItem.objects.filter(matter=matter).exists()
    assert list(faults()) == []


def test_returned_demand_is_sent_to_another_agency() -> None:
    matter, officer = coming(), official("officer-7")
    track = demands(matter)[0]
    comings.send_demand(matter_id=matter.pk, track_id=track.pk, by=officer, at=NOW, agency_id=agency_id("กฟภ"))
    referrals.agency_return(matter_id=matter.pk, track_id=track.pk, by=liaison("กฟภ"), at=NOW, words="ไม่ใช่หน้าที่")
    comings.send_demand(matter_id=matter.pk, track_id=track.pk, by=officer, at=NOW, agency_id=agency_id("กปภ"))
    track.refresh_from_db()
    assert (track.state, track.agency_id) == ("sent", agency_id("กปภ"))


def test_other_units_may_not_act_on_a_coming() -> None:
    matter = coming()
    track = demands(matter)[0]
    with pytest.raises(NotAuthorised):
        comings.send_demand(
            matter_id=matter.pk, track_id=track.pk, by=official("officer-1"), at=NOW, agency_id=agency_id("กฟภ")
        )
    with pytest.raises(NotAuthorised):
        comings.list_demand(matter_id=matter.pk, by=official("intake-1"), at=NOW, words="อีกข้อ")
