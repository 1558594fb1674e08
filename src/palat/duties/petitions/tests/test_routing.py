"""Where the rules send a petition: police to their inspector-general, any other accused to the body above."""

from datetime import date

import pytest

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.queries.routing import advice_for
from palat.duties.petitions.tests.factories import NOW, agency_id, concealed, official, petition
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import agency_by_id

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("kind", "text", "accused", "goes_to"),
    [
        ("accusation", "เรียกรับเงินที่ด่าน ขอให้ตรวจสอบ", "สารวัตรคนหนึ่ง", "จต"),
        ("tip_off", "มีบ่อนการพนันในซอย เปิดทุกคืน", "", "ตช"),
        ("help", "ไปแจ้งความแล้วไม่คืบหน้า ขอความช่วยเหลือ", "", "ตช"),
        ("grievance", "น้ำประปาไม่ไหลสามวันแล้ว", "", None),
    ],
)
def test_words_name_the_competent_agency(kind: str, text: str, accused: str, goes_to: str | None) -> None:
    matter = petition(kind=kind, text=text, accused=accused)
    found = advice_for(matter.pk, kind, on=TODAY)
    assert [agency_by_id(one.agency_id or 0).code for one in found] == ([goes_to] if goes_to else [])
    assert all(one.mark == "verified" and one.provision == "police.routing" for one in found)


def accused_of(code: str) -> Matter:
    """Receive an accusation against an agency."""
    matter = petition(kind="accusation", text="เจ้าหน้าที่เรียกรับเงินในการออกใบอนุญาต")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=official("officer-1").official_id)
    screening.classify(
        matter_id=matter.pk, by=official("officer-1"), at=NOW, category="", kind="accusation",
        accused_agency_id=agency_id(code),
    )  # fmt: skip
    return matter


def test_an_accused_agency_is_passed_over_for_the_body_above_it() -> None:
    matter = accused_of("กฟภ")
    (advice,) = advice_for(matter.pk, "accusation", on=TODAY)
    assert advice.agency_id == agency_by_id(agency_id("กฟภ")).parent_id
    assert advice.mark == "provisional"


def test_an_accused_agency_is_never_sent_the_accusation() -> None:
    matter, officer = accused_of("กฟภ"), official("officer-1")
    concealed(matter)
    with pytest.raises(UnableToAct, match="ผู้ถูกร้องเรียน"):
        referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW, by_letter=True)


def test_the_concealed_copy_takes_the_subject_along() -> None:
    matter = accused_of("กฟภ")
    concealed(matter)
    assert Matter.objects.get(pk=matter.pk).subject == "ขอให้ตรวจสอบ"
