"""Lists are looked at first, taken over in one act, undone while nothing hangs on them."""

from datetime import date, timedelta

import pytest

from palat.duties.decentralisation.models import LoadedList, LocalGovernment, LocalGovernmentType, Mission
from palat.duties.decentralisation.operations import lists
from palat.duties.decentralisation.queries.standing import type_on
from palat.duties.decentralisation.tests.factories import (
    LOCAL_HEADINGS,
    LOCALS,
    MISSION_HEADINGS,
    MISSIONS,
    NOW,
    brought,
    checked,
    head,
    locals_here,
    missions_here,
    officer,
    planned,
)
from palat.kernel.files.queries import open_file
from palat.kernel.history.queries import events_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.tests.factories import holder

pytestmark = pytest.mark.django_db


def why(found: LoadedList, line: int) -> str:
    """Return why a line was refused."""
    return next(one["en"] for one in found.shown if one["line"] == line)


def test_a_look_writes_nothing_and_tells_each_line() -> None:
    found = checked(
        "locals",
        LOCAL_HEADINGS,
        *LOCALS,
        "X1,sao,อบต.สมมติ ก,99,,,,,,",
        "X2,sao,อบต.สมมติ ข,12,1301,,,,,",
        "X3,หมู่บ้าน,บ้านสมมติ,12,,,,,,",
        "X4,sao,อบต.สมมติ ค,12,,2099-01-01,,,,",
        "X5,sao,อบต.สมมติ ง,12,,,,,,",
        "X5,tambon,เทศบาลตำบลสมมติ ง,12,,,,,,",
        "X6,sao,อบต.สมมติ จ,12,,2001-01-01,2012-01-01,,,",
        "X6,tambon,เทศบาลตำบลสมมติ จ,12,,2010-01-01,,,,",
        "X7,sao,อบต.สมมติ ฉ,12,,,2012-01-01,,,",
        "X8,sao,อบต.สมมติ ช,12,,,2012-01-01,,merged,NONE",
        "X9,sao,อบต.สมมติ ซ,12",
    )
    assert not LocalGovernment.objects.exists()
    assert found.counts["lines"] == {"new": 4, "changed": 0, "same": 0, "refused": 11}
    assert found.counts["totals"] == {"pao": 1, "sao": 2, "tambon": 1}
    said = {line: why(found, line) for line in range(6, 17)}
    assert "Unknown province" in said[6]
    assert "not in this province" in said[7]
    assert "Unknown type" in said[8]
    assert "still to come" in said[9]
    assert "no days to tell them apart" in said[10] == said[11]
    assert "overlap" in said[12] == said[13]
    assert "go together" in said[14]
    assert "NONE" in said[15]
    assert "4 cells" in said[16]
    assert found.rejects is not None
    with open_file(found.rejects) as file:
        assert file.read().decode("utf-8-sig").count("\n") == 12
    assert [one.kind for one in events_of(f"decentralisation-list:{found.pk}")] == ["list_checked"]


def test_a_list_is_taken_over_and_another_changes_types_not_existence() -> None:
    locals_here()
    first = LocalGovernment.objects.get(code="L2")
    upgrade = "L2,tambon,เทศบาลตำบลสมมติสอง,12,1201,2026-04-01,,ประกาศสมมติ 2,,"
    merged = "L3,sao,อบต.สมมติสาม,12,1202,,2025-10-01,,merged,L2"
    found = locals_here(upgrade, merged, *LOCALS[3:])
    assert found.counts["lines"] == {"new": 0, "changed": 2, "same": 1, "refused": 0}
    one = LocalGovernment.objects.get(code="L2")
    assert (one.pk, one.type, one.name_th) == (first.pk, "tambon", "เทศบาลตำบลสมมติสอง")
    assert type_on(one, date(2026, 3, 31)) == "sao"
    assert type_on(one, date(2026, 4, 1)) == "tambon"
    assert type_on(one, date(2004, 12, 31)) == ""
    gone = LocalGovernment.objects.get(code="L3")
    assert (gone.ended_on, gone.ended_how, gone.into_id) == (date(2025, 10, 1), "merged", one.pk)
    assert type_on(gone, date(2025, 10, 1)) == ""
    with pytest.raises(UnableToAct, match="ไม่เปลี่ยนแปลงสิ่งใด"):
        locals_here(upgrade)
    refused = checked(
        "locals", LOCAL_HEADINGS, "L2,city,เทศบาลนครสมมติสอง,12,1201,,,,,", "L4,town,ก,13,1301,2099-01-01,,,,"
    )
    assert "day of effect" in why(refused, 2)
    lists.undo(list_id=found.pk, by=head(), at=NOW, words="ไฟล์ผิดฉบับ")
    assert LocalGovernment.objects.get(code="L2").type == "sao"
    assert LocalGovernment.objects.get(code="L3").ended_on is None
    assert LocalGovernmentType.objects.filter(local=first.pk).count() == 1
    kinds = [event.kind for event in events_of(f"decentralisation-list:{found.pk}")]
    assert kinds == ["list_checked", "list_applied", "list_undone"]


def test_undo_is_refused_once_something_hangs_on_a_list() -> None:
    found, missions = locals_here(), missions_here()
    last = locals_here("L4,town,เทศบาลเมืองสมมติสี่,13,1301,2026-01-05,,,,", at=NOW + timedelta(hours=1))
    with pytest.raises(UnableToAct, match="รายการหลังสุดก่อน"):
        lists.undo(list_id=found.pk, by=head(), at=NOW, words="ผิด")
    planned("L2", "L3")
    lists.undo(list_id=last.pk, by=head(), at=NOW, words="ผิด")
    for one, words in ((found, "ถ่ายโอนให้แห่ง"), (missions, "แผนงานถ่ายโอนของภารกิจ")):
        with pytest.raises(UnableToAct, match=words):
            lists.undo(list_id=one.pk, by=head(), at=NOW, words="ผิด")


def test_what_would_now_change_otherwise_is_not_taken_over() -> None:
    old = checked("locals", LOCAL_HEADINGS, *LOCALS)
    locals_here(LOCALS[0])
    with pytest.raises(UnableToAct, match="ไม่เหมือนเมื่อตรวจ"):
        lists.apply(list_id=old.pk, by=head(), at=NOW)
    lists.drop(list_id=old.pk, by=officer(), at=NOW)
    with pytest.raises(UnableToAct, match="ไม่อยู่ในสถานะ"):
        lists.apply(list_id=old.pk, by=head(), at=NOW)


def test_missions_change_and_come_back() -> None:
    missions_here()
    found = checked(
        "missions",
        MISSION_HEADINGS,
        "M1,ภารกิจสมมติหนึ่ง,1,duty,กระทรวงสาธารณสุข,pao|sao,,,,",
        "M2,ภารกิจสมมติสอง,3,option,มท,sao|tambon,,,,",
        "M3,ภารกิจสมมติสาม,7,duty,มท,sao,,,,",
        "M4,ภารกิจสมมติสี่,1,duty,ไม่มีกรมนี้,sao,,,,",
        "M1,ซ้ำ,1,duty,มท,sao,,,,",
    )
    assert found.counts["lines"] == {"new": 0, "changed": 1, "same": 1, "refused": 3}
    assert "Unknown field" in why(found, 4)
    assert "no agency" in why(found, 5)
    assert "line 2" in why(found, 6)
    lists.apply(list_id=found.pk, by=head(), at=NOW)
    one = Mission.objects.get(code="M1")
    assert (one.receivers, one.deadline) == (["pao", "sao"], date(2026, 12, 31))
    lists.undo(list_id=found.pk, by=head(), at=NOW, words="ผิด")
    one.refresh_from_db()
    assert (one.receivers, one.deadline, one.mark) == (["pao"], date(2026, 12, 31), "provisional")
    assert Mission.objects.count() == len(MISSIONS)


def test_only_who_may_brings_and_takes_over() -> None:
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่นำเข้า"):
        lists.check(brought=brought("locals", LOCAL_HEADINGS, *LOCALS), by=holder("officer-1"), at=NOW)
    found = checked("locals", LOCAL_HEADINGS, *LOCALS)
    for act in (lists.apply, lists.drop):
        with pytest.raises(UnableToAct, match="ไม่มีหน้าที่ทำสิ่งนี้"):
            act(list_id=found.pk, by=holder("inspector-1"), at=NOW)
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่ทำสิ่งนี้"):
        lists.apply(list_id=found.pk, by=officer(), at=NOW)
    with pytest.raises(UnableToAct, match="ไฟล์ไม่มีคอลัมน์"):
        checked("locals", "code,name_th", "L1,ก")


def test_the_departments_own_list_is_read_too() -> None:
    headings = "dola_code,type,type_th,name_th,name_en,province_code,district_code,last_status_change"
    lines = (
        ",BMA,กรุงเทพมหานคร,มหานครสมมติ,,10,,1972-12-13",
        "6110111,TAO,องค์การบริหารส่วนตำบล,อบต.สมมติ,Samut,11,1101,",
    )
    found = checked("locals", headings, *lines, mapping="dola")
    lists.apply(list_id=found.pk, by=head(), at=NOW)
    codes = set(LocalGovernment.objects.values_list("code", "type"))
    assert codes == {("10-มหานครสมมติ", "bma"), ("6110111", "sao")}
    again = checked("locals", headings, "5100000,BMA,,มหานครสมมติ,,10,,1972-12-13", mapping="dola")
    assert "here already" in why(again, 2)
