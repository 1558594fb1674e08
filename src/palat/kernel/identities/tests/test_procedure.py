import pytest

from palat.kernel.identities.procedure import (
    FIELDS,
    KINDS,
    address_in_letter,
    masked_name,
    name_in_letter,
    warnings,
)


@pytest.mark.parametrize(
    ("kind", "fields", "shown"),
    [
        ("natural", {"title": "นาย", "given_name": "สมมติ", "family_name": "ใจดี"}, "นาย ส••••• ใ•••••"),
        ("natural", {"title": "นายสมมติ", "given_name": "สมมติ"}, "ส•••••"),
        ("natural", {"full_name": "เดียว"}, "เ•••••"),
        ("foreigner", {"title": "Ms.", "given_name": "Ann", "family_name": "O"}, "Ms. A••••• O•••••"),
        ("monk", {"given_name": "สมมติ", "monk_name": "ตัวอย่างโก", "monk_rank": "พระครูสมมติคุณ"}, "พระ ส•••••"),
        ("monk", {"monk_name": "ตัวอย่างโก"}, "พระ ต•••••"),
        ("juristic", {"title": "บริษัท", "full_name": "ตัวอย่าง จำกัด"}, "บริษัท ต•••••"),
        ("group", {"group_name": "กลุ่มคนตัวอย่าง"}, "ก•••••"),
        ("natural", {"given_name": "่ก"}, "ก•••••"),
        ("natural", {"phone": "0812345678"}, ""),
    ],
)
def test_mask_shows_no_more_than_first_characters(kind: str, fields: dict[str, str], shown: str) -> None:
    assert masked_name(kind, fields) == shown


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        ("natural", {"title": "นาง", "given_name": "สมมติ", "family_name": "ใจดี"}, "นางสมมติ ใจดี"),
        ("natural", {"given_name": "สมมติ"}, "สมมติ"),
        ("foreigner", {"title": "Mr.", "given_name": "John", "family_name": "Doe"}, "Mr. John Doe"),
        ("monk", {"given_name": "สมมติ", "monk_name": "ตัวอย่างโก"}, "พระสมมติ (ตัวอย่างโก)"),
        ("monk", {"monk_rank": "พระครูสมมติคุณ"}, "พระครูสมมติคุณ"),
        ("juristic", {"title": "บริษัท", "full_name": "ตัวอย่าง จำกัด"}, "บริษัท ตัวอย่าง จำกัด"),
        ("group", {"group_name": "กลุ่มตัวอย่าง"}, "กลุ่มตัวอย่าง"),
    ],
)
def test_name_in_letter(kind: str, fields: dict[str, str], name: str) -> None:
    assert name_in_letter(kind, fields) == name


def test_address_of_a_monk_begins_with_the_temple() -> None:
    fields = {"temple": "วัดตัวอย่าง", "address": "ตำบลตัวอย่าง", "postcode": "12000"}
    assert address_in_letter("monk", fields) == "วัดตัวอย่าง\nตำบลตัวอย่าง 12000"
    assert address_in_letter("natural", fields) == "ตำบลตัวอย่าง 12000"


def test_warnings_name_the_field_and_sound_facts_have_none() -> None:
    doubtful = {"national_id": "1234567890122", "phone": "๐๘", "email": "ไม่มี"}
    assert set(warnings(doubtful)) == {"national_id", "phone", "email"}
    assert "13" in warnings({"national_id": "12"})["national_id"]
    sound = {"national_id": "1234567890121", "phone": "1111", "email": "a@example.org", "given_name": "ก"}
    assert warnings(sound) == {}


def test_numbers_of_fields_are_unique_and_fit_one_byte() -> None:
    numbers = [field.number for field in FIELDS.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 256 for number in numbers)
    assert all(len(kind) <= 12 for kind in KINDS)
