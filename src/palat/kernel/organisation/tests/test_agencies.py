"""Agencies by words and place; names that change, agencies that end."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from palat.kernel.organisation.models import Agency, AgencyName
from palat.kernel.organisation.operations import (
    UnableToChange,
    abolish_agency,
    create_agency,
    new_post,
    rename_agency,
)
from palat.kernel.organisation.queries import (
    AgencyUnknown,
    agencies_matching,
    agency,
    agency_choices,
    agency_name,
    agency_tree,
    current_agency,
    forget,
    head_and_cceo_of,
    liaisons_of,
    officials_holding,
    unit_and_above,
    unit_id,
    units_below,
)
from palat.kernel.organisation.tests.factories import NOW, TODAY, TOMORROW, YESTERDAY, person, seat

pytestmark = pytest.mark.django_db


def abolish(code, successor=None, *, on=TODAY):
    heir = agency(successor).pk if successor else None
    return abolish_agency(agency_id=agency(code).pk, successor_id=heir, on=on, at=NOW, by="test")


@pytest.mark.parametrize(("on", "answers"), [(YESTERDAY, "ทช"), (TODAY, "ทล"), (TOMORROW, "ทล")])
def test_an_abolished_agency_is_answered_for_by_its_successor(on, answers):
    gone = abolish("ทช", "ทล")
    assert current_agency(gone.pk, on=on).code == answers


def test_a_day_is_a_day_in_bangkok():
    gone = abolish("ทช", "ทล")
    assert current_agency(gone.pk, on=datetime(2026, 6, 7, 16, 59, tzinfo=UTC)).code == "ทช"
    assert current_agency(gone.pk, on=datetime(2026, 6, 7, 17, 0, tzinfo=UTC)).code == "ทล"


def test_a_chain_of_two_is_followed_to_its_end():
    gone = abolish("ทช", "ทล", on=YESTERDAY)
    abolish("ทล", "ขบ")
    assert current_agency(gone.pk, on=TODAY).code == "ขบ"
    assert current_agency(gone.pk, on=YESTERDAY).code == "ทล"


def test_an_agency_without_heir_is_named_in_the_error():
    gone = abolish("ทช")
    with pytest.raises(AgencyUnknown, match="กรมทางหลวงชนบท"):
        current_agency(gone.pk, on=TODAY)


@pytest.mark.parametrize("chain", [["ทช", "ทช"], ["ทช", "ทล", "ทช"], ["ทช", "ทล", "ขบ", "ทช"]])
def test_a_circle_of_heirs_is_refused(chain):
    *steps, last = pairwise(chain)
    for code, heir in steps:
        abolish(code, heir)
    with pytest.raises(UnableToChange, match="วนกลับ"):
        abolish(*last)


def test_the_database_keeps_heirs_for_the_abolished():
    with pytest.raises(IntegrityError, match="only_the_abolished_have_heirs"), transaction.atomic():
        Agency.objects.filter(code="ทช").update(successor=agency("ทล"))
    with pytest.raises(IntegrityError, match="no_heir_of_oneself"), transaction.atomic():
        Agency.objects.filter(code="ทช").update(successor=agency("ทช"), abolished_on=TODAY)


def test_a_renamed_agency_is_found_by_both_names_and_called_by_that_of_the_day():
    number = agency("ทช").pk
    rename_agency(agency_id=number, name_th="กรมถนนชนบท", name_en="Rural Roads", on=TODAY, at=NOW, by="test")
    assert agency_name(number, on=YESTERDAY) == "กรมทางหลวงชนบท"
    assert agency_name(number, on=TODAY) == "กรมถนนชนบท"
    (found,) = agencies_matching("ทางหลวงชนบท", on=TODAY)
    assert (found.name, found.former_name) == ("กรมถนนชนบท", "กรมทางหลวงชนบท")
    assert agencies_matching("กรมถนนชนบท", on=TODAY)[0].former_name == ""
    with pytest.raises(UnableToChange, match="ชื่อใหม่ต้องเริ่ม"):
        rename_agency(agency_id=number, name_th="อีกชื่อ", name_en="", on=TODAY, at=NOW, by="test")


def test_an_agency_never_renamed_is_called_by_its_name():
    assert agency_name(agency("ทล").pk, on=YESTERDAY) == "กรมทางหลวง"


def test_the_database_keeps_names_from_overlapping():
    one = agency("ทล")
    AgencyName.objects.create(agency=one, name_th="ก", kind="department", valid_from=YESTERDAY)
    with pytest.raises(IntegrityError, match="one_name_at_a_time"), transaction.atomic():
        AgencyName.objects.create(agency=one, name_th="ข", kind="department", valid_from=TODAY)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("กฟภ", "กฟภ"),
        ("กฟภ.", "กฟภ"),
        ("กรมทางหลวง", "ทล"),
        ("ทางหลวงชนบท", "ทช"),
        ("  กรมทางหลวง   ชนบท", None),
        ("Provincial Electricity", "กฟภ"),
        ("จังหวัดนนทบุรี", "province-12"),
        ("100%", None),
        ("_", None),
        ("", None),
        ("   ", None),
    ],
)
def test_agencies_are_found_by_what_people_type(text, first):
    found = agencies_matching(text, on=TODAY)
    assert (found[0].code if found else None) == first


def test_a_shared_abbreviation_shows_every_agency_that_uses_it():
    assert {one.name for one in agencies_matching("กทท", on=TODAY) if one.abbreviation == "กทท."} == {
        "กรมการท่องเที่ยว",
        "การท่าเรือแห่งประเทศไทย",
    }


def test_local_governments_of_one_name_are_told_apart_by_their_place():
    for code, area in (("lg-1", "110112"), ("lg-2", "720601")):
        create_agency(
            code=code, kind="subdistrict_municipality", name_th="เทศบาลตำบลบางปู", area_code=area, at=NOW, by="test"
        )
    assert [one.place for one in agencies_matching("เทศบาลตำบลบางปู", on=TODAY)] == [
        "อำเภอเมืองสมุทรปราการ จังหวัดสมุทรปราการ",
        "อำเภอดอนเจดีย์ จังหวัดสุพรรณบุรี",
    ]
    assert agencies_matching("จังหวัดนนทบุรี", on=TODAY)[0].place == ""


def test_the_abolished_come_last_with_their_successor():
    abolish("ทล", "ขบ", on=YESTERDAY)
    abolish("ขบ", "ขร")
    found = agencies_matching("กรมทางหลวง", on=TODAY)
    assert [(one.code, one.abolished, one.successor_name) for one in found] == [
        ("ทช", False, ""),
        ("ทล", True, "กรมการขนส่งทางราง"),
    ]
    assert agencies_matching("กรมทางหลวง", on=date(2026, 6, 6))[0].abolished is False


def test_finding_takes_the_same_statements_for_one_and_for_many():
    counts = []
    for text in ("กรมทางหลวงชนบท", "กรม"):
        with CaptureQueriesContext(connection) as statements:
            agencies_matching(text, on=TODAY)
        counts.append(len(statements))
    assert counts == [2, 2]


def test_choices_leave_out_the_abolished_and_stand_in_thai_order():
    abolish("ทล", "ขบ")
    forget()
    names = [name for _number, name in agency_choices(TODAY)]
    assert "กรมทางหลวง" not in names
    assert names.index("กรมการแพทย์") < names.index("กรมเจ้าท่า") < names.index("กรมที่ดิน")
    assert "กรมทางหลวง" in [name for _number, name in agency_choices(YESTERDAY)]


def test_the_tree_puts_each_agency_below_its_parent():
    tree = agency_tree(TODAY)
    place = {branch.agency.code: number for number, branch in enumerate(tree)}
    depth = {branch.agency.code: branch.depth for branch in tree}
    assert (depth["คค"], depth["ทล"]) == (0, 1)
    assert place["คค"] < place["ทล"]
    assert all(tree[number].depth for number in range(place["คค"] + 1, place["ทล"] + 1))
    assert len(tree) == Agency.objects.count()
    abolish("คค")
    later = {branch.agency.code: branch.depth for branch in agency_tree(TODAY)}
    assert "คค" not in later
    assert later["ทล"] == 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "kingdom"}, "ไม่รู้จักประเภท"),
        ({"name_th": " "}, "ต้องระบุรหัสและชื่อ"),
        ({"code": "ทล"}, "มีอยู่แล้ว"),
    ],
)
def test_an_agency_that_cannot_be_entered_says_why(given, says):
    words = {"code": "new", "kind": "department", "name_th": "กรมใหม่", **given}
    with pytest.raises(UnableToChange, match=says):
        create_agency(**words, at=NOW, by="test")


def test_an_agency_entered_is_found_in_its_place():
    made = create_agency(
        code="new", kind="department", name_th="กรมตัวอย่างใหม่", parent_id=agency("คค").pk, at=NOW, by="test"
    )
    assert agencies_matching("ตัวอย่างใหม่", on=TODAY)[0].agency_id == made.pk


def test_liaisons_and_cceos_are_those_of_the_agency_on_the_day():
    mine, other = agency("กฟภ"), agency("กฟน")
    for owner, role in ((mine, "agency_liaison"), (mine, "cceo"), (other, "cceo")):
        new_post(code=f"{role}-{owner.code}", title_th="ตำแหน่ง", role=role, agency_id=owner.pk, at=NOW, by="test")
    seat(person("liaison"), "agency_liaison-กฟภ")
    seat(person("cceo"), "cceo-กฟภ", valid_from=TODAY)
    seat(person("other"), "cceo-กฟน")
    assert [held.official.family_name for held in liaisons_of(mine.pk, on=TODAY)] == ["liaison"]
    answerable = head_and_cceo_of(mine.pk, on=TODAY)
    assert answerable.head_title == "ผู้ว่าการการไฟฟ้าส่วนภูมิภาค"
    assert [held.official.family_name for held in answerable.cceos] == ["cceo"]
    assert head_and_cceo_of(mine.pk, on=YESTERDAY).cceos == ()


def test_units_reach_up_and_down():
    legal, centre, office = (unit_id(code) for code in ("psc.legal", "psc", "ops"))
    assert unit_and_above(legal) == (legal, centre, office)
    assert {legal, centre} <= set(units_below(centre))
    assert office not in units_below(centre)
    assert unit_and_above(None) == ()


def test_officials_of_a_role_may_be_asked_by_unit():
    seat(person("one"), "officer-1")
    seat(person("four"), "officer-4")
    of_unit = officials_holding("case_officer", on=TODAY, unit_ids=[unit_id("psc.coordination1")])
    assert [held.official.family_name for held in of_unit] == ["one"]
    assert officials_holding("case_officer", on=TODAY).count() == 2
