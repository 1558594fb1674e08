"""Areas by what people write."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palat.kernel.organisation.queries import AreaUnknown, area_by_words, area_path, areas_matching, postcode_areas

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("103001", "แขวงลาดยาว เขตจตุจักร กรุงเทพมหานคร 10900"),
        ("1030", "เขตจตุจักร กรุงเทพมหานคร 10900"),
        ("10", "กรุงเทพมหานคร"),
        ("120101", "ตำบลสวนใหญ่ อำเภอเมืองนนทบุรี จังหวัดนนทบุรี 11000"),
        ("12", "จังหวัดนนทบุรี"),
        ("104403", "แขวงทับช้าง เขตสะพานสูง กรุงเทพมหานคร"),  # two postcodes: none is written
    ],
)
def test_an_area_is_written_as_in_an_address(code, path):
    assert area_path(code) == path


@pytest.mark.parametrize("code", ["", "99", "1099", "x"])
def test_an_unknown_code_is_refused(code):
    with pytest.raises(AreaUnknown):
        area_path(code)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("หน้าตลาด แขวงลาดยาว เขตจตุจักร กรุงเทพมหานคร", "103001"),
        ("แขวง ลาดยาว กทม.", "103001"),
        ("ต.สวนใหญ่ อ.เมืองนนทบุรี จ.นนทบุรี", "120101"),
        ("ต. สวนใหญ่ อ. เมืองนนทบุรี 11000", "120101"),
        ("อำเภอบางปะอิน", "1406"),
        ("ซอย 5 10900", "10"),
        ("จังหวัดเลย", "42"),
        ("อยู่ เลย ครับ", "42"),
        ("ไม่มีน้ำใช้เลย", None),
        ("ของตากอยู่ริมถนน", None),
        ("ตำบลบ้านใหม่", None),  # there are many
        ("ตำบลบ้านใหม่ จังหวัดปทุมธานี อำเภอเมืองปทุมธานี", "130102"),
        ("เชียงใหม่ หรือ เชียงราย", None),
        ("หน้าบ้าน", None),
        ("", None),
        ("99999", None),
        ("1090012345", None),
        ("ตำบล", None),
    ],
)
def test_words_name_an_area_only_with_certainty(words, code):
    assert area_by_words(words) == code


def test_the_longest_name_is_meant():
    assert area_by_words("ตำบลบางปูใหม่ อำเภอเมืองสมุทรปราการ สมุทรปราการ") == "110108"
    assert area_by_words("ตำบลบางปู อำเภอเมืองสมุทรปราการ สมุทรปราการ") == "110112"


@pytest.mark.parametrize(
    ("text", "first", "kind"),
    [
        ("10900", "แขวงจตุจักร เขตจตุจักร กรุงเทพมหานคร 10900", "subdistrict"),
        ("จตุจักร", "เขตจตุจักร กรุงเทพมหานคร 10900", "district"),
        ("แขวงจตุจักร", "แขวงจตุจักร เขตจตุจักร กรุงเทพมหานคร 10900", "subdistrict"),
        ("นนทบุรี", "จังหวัดนนทบุรี", "province"),
        ("อ.เมืองนนทบุรี", "อำเภอเมืองนนทบุรี จังหวัดนนทบุรี 11000", "district"),
    ],
)
def test_a_picker_finds_by_postcode_and_name(text, first, kind):
    found = areas_matching(text)
    assert (found[0].path, found[0].kind) == (first, kind)
    assert len(found) <= 20


@pytest.mark.parametrize("text", ["", "  ", "ตำบล", "zzz", "00000", "%"])
def test_a_picker_finds_nothing_without_a_name(text):
    assert areas_matching(text) == []


def test_a_postcode_has_its_subdistricts_in_thai_order():
    assert [area.path.split()[0] for area in postcode_areas("10900")] == [
        "แขวงจตุจักร",
        "แขวงจอมพล",
        "แขวงจันทรเกษม",
        "แขวงลาดยาว",
        "แขวงเสนานิคม",
    ]


def test_areas_are_read_once():
    area_path("103001")
    with CaptureQueriesContext(connection) as statements:
        area_by_words("แขวงลาดยาว เขตจตุจักร กรุงเทพมหานคร")
        areas_matching("นนทบุรี")
        postcode_areas("10900")
    assert len(statements) == 0
