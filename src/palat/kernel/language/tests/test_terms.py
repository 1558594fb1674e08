"""The Office's terms come from its tables, and follow them."""

import pytest

from palat.kernel.language.terms import dictionary
from palat.kernel.organisation.kept import forget
from palat.kernel.organisation.models import Agency, Area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    forget()
    yield
    forget()


def test_places_are_words_of_their_own() -> None:
    assert Area.objects.filter(name_th="ปากเกร็ด").exists()
    assert "ปากเกร็ด" in dictionary().words("ที่ตำบลปากเกร็ดจังหวัดนนทบุรี")


def test_a_new_agency_is_read_as_soon_as_this_process_knows_of_it() -> None:
    before = dictionary()
    Agency.objects.create(code="test.new", kind="department", name_th="กรมฆฒณธญวิทยา")
    assert dictionary() is before
    forget()
    assert dictionary().version != before.version
    assert "กรมฆฒณธญวิทยา" in dictionary().words("ส่งเรื่องให้กรมฆฒณธญวิทยาพิจารณา")


def test_a_long_name_made_of_words_keeps_its_parts_to_be_found() -> None:
    Agency.objects.create(code="test.long", kind="department", name_th="สำนักงานซ่อมถนนและสะพานลอย")
    forget()
    assert {"ถนน", "สะพานลอย"} <= set(dictionary().words("สำนักงานซ่อมถนนและสะพานลอย"))
