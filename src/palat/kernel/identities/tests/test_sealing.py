from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from palat.kernel.identities.models import Person
from palat.kernel.identities.operations import UnableToSeal, create_person, new_person
from palat.kernel.identities.queries import (
    fields_given,
    find_by_fingerprint,
    find_same,
    gave_same,
    kinds,
    masked,
)
from palat.kernel.identities.sealing import UnableToOpen, newest_key, seal, unseal
from palat.kernel.identities.tests.conftest import AT, SOMEONE


def test_row_in_the_database_holds_no_word_of_the_plaintext(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT p::text, p.sealed FROM identities_person p WHERE id = %s", [person.pk])
        text, sealed = cursor.fetchone()
    for value in (*SOMEONE.values(), "0812345678", "1234567890121", "somebody@example.org"):
        assert value not in text
        assert value.encode() not in bytes(sealed)
        assert value.encode().hex() not in text
    assert unseal(person.pk, person.seal_key, sealed) == {**SOMEONE}


def test_sealing_twice_gives_different_bytes() -> None:
    assert seal(1, {"given_name": "ก"}) != seal(1, {"given_name": "ก"})


def test_seal_moved_to_another_person_does_not_open(person: Person) -> None:
    with pytest.raises(UnableToOpen):
        unseal(person.pk + 1, person.seal_key, person.sealed)


def test_seal_moved_to_another_field_does_not_open() -> None:
    key, sealed = seal(7, {"given_name": "ก"})
    with pytest.raises(UnableToOpen):
        unseal(7, key, b"\x03" + sealed[1:])  # 3 is family_name


def test_altered_seal_does_not_open() -> None:
    key, sealed = seal(7, {"given_name": "ก"})
    with pytest.raises(UnableToOpen):
        unseal(7, key, sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_missing_key_is_said_and_older_keys_still_open(with_keys: Callable[..., None]) -> None:
    with_keys("old")
    key, sealed = seal(7, {"given_name": "ก"})
    with_keys("new", "old")
    assert newest_key() == "new"
    assert unseal(7, key, sealed) == {"given_name": "ก"}
    with_keys("new")
    with pytest.raises(UnableToOpen):
        unseal(7, key, sealed)


@pytest.mark.parametrize("keys", [[], ["short:YWJj"], [":" + "b" * 43 + "="]])
def test_unusable_keys_are_refused(settings: object, keys: list[str]) -> None:
    settings.SEAL_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        newest_key()


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("phone", "+66 81 234 5678"),
        ("phone", "๐๘๑๒๓๔๕๖๗๘"),
        ("phone2", "0812345678"),
        ("national_id", "๑๒๓๔๕๖๗๘๙๐๑๒๑"),
        ("email", " somebody@example.ORG"),
    ],
)
def test_same_person_is_found_by_any_writing(person: Person, field: str, written: str) -> None:
    assert find_by_fingerprint(field=field, value=written) == [person.pk]
    assert gave_same(person_id=person.pk, field=field, value=written)


def test_other_numbers_find_nobody_and_nothing_finds_nobody(person: Person) -> None:
    create_person(kind="anonymous", fields={}, at=AT)
    assert find_by_fingerprint(field="phone", value="0812345679") == []
    assert find_by_fingerprint(field="phone", value="-") == []
    assert find_same(fields={"phone": "", "given_name": "สมมติ"}) == []
    assert not gave_same(person_id=person.pk, field="phone", value="0")


def test_same_digits_of_another_kind_are_another_fingerprint(person: Person) -> None:
    assert find_by_fingerprint(field="juristic_id", value=SOMEONE["national_id"]) == []


def test_second_telephone_is_found_too(person: Person) -> None:
    other = create_person(kind="natural", fields={"phone2": "0812345678"}, at=AT)
    assert find_by_fingerprint(field="phone", value="0812345678") == [other.pk, person.pk]
    assert find_same(fields={"phone": "0812345678", "email": "somebody@example.org"}) == [other.pk, person.pk]


def test_another_fingerprint_key_finds_nobody(person: Person, settings: object) -> None:
    settings.FINGERPRINT_KEY = "another"
    assert find_by_fingerprint(field="phone", value=SOMEONE["phone"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["natural", "unregistered", "anonymous", "monk"])
def test_nobody_needs_a_name_or_a_number(kind: str) -> None:
    person = create_person(kind=kind, fields={}, at=AT)
    assert fields_given(person.pk) == frozenset()
    assert masked([person.pk])[person.pk].startswith(("(", "ไม่"))


def test_wrong_citizen_id_is_kept_as_it_was_given(db: None) -> None:
    person = create_person(kind="natural", fields={"national_id": "1234567890122"}, at=AT)
    assert unseal(person.pk, person.seal_key, person.sealed) == {"national_id": "1234567890122"}


def test_person_and_proxy_are_two_persons(person: Person) -> None:
    proxy = create_person(kind="natural", fields={"full_name": "ผู้แทน"}, at=AT)
    assert proxy.pk != person.pk
    assert masked([person.pk, proxy.pk]) == {person.pk: "นาย ส••••• ต•••••", proxy.pk: "ผ•••••"}
    assert kinds([person.pk, proxy.pk]) == {person.pk: "natural", proxy.pk: "natural"}


@pytest.mark.parametrize("count", [1, 3])
def test_masks_of_a_list_take_one_statement(
    person: Person, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    several = [create_person(kind="natural", fields=SOMEONE, at=AT).pk for _ in range(count)]
    with django_assert_num_queries(1):
        masked(several)


def test_unsaved_person_is_written_in_one_statement(db: None, django_assert_num_queries: Callable[..., object]) -> None:
    unsaved = new_person(id=5, kind="natural", fields=SOMEONE, at=AT)
    assert unsaved._state.adding
    with django_assert_num_queries(1):
        unsaved.save(force_insert=True)
    assert "phone" in fields_given(5)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("robot", {}), ("natural", {"shoe_size": "42"}), ("natural", {"given_name": "ก" * 201})],
)
def test_unknown_or_endless_facts_are_refused(kind: str, fields: dict[str, str]) -> None:
    with pytest.raises(UnableToSeal):
        new_person(id=1, kind=kind, fields=fields, at=AT)
