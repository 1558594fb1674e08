from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from palat.kernel.history.queries import events_of
from palat.kernel.history.queries import faults as history_faults
from palat.kernel.identities import operations
from palat.kernel.identities.models import Person, Reveal
from palat.kernel.identities.operations import (
    UnableToReveal,
    change_person,
    create_person,
    describe_for_letter,
    erase_expired,
    erase_person,
    open_for_dispatch,
    reveal,
    rotate_keys,
    set_retention,
)
from palat.kernel.identities.queries import fields_given, find_by_fingerprint, masked, reveals
from palat.kernel.identities.sealing import unseal
from palat.kernel.identities.tests.conftest import AT, SOMEONE


def test_reveal_opens_what_was_asked_and_records_it(person: Person) -> None:
    opened = reveal(
        person_id=person.pk,
        fields=["phone", "line_id"],
        by_official_id=7,
        purpose="contact",
        at=AT,
        matter="AB12",
    )
    assert opened == {"phone": SOMEONE["phone"]}
    [row] = reveals(person_id=person.pk, official_id=7, matter="AB12", since=AT, until=AT + timedelta(seconds=1))
    assert (row.fields, row.purpose, row.at) == (["line_id", "phone"], "contact", AT)
    [event] = events_of(f"person:{person.pk}")
    assert (event.kind, event.actor, event.facts["reveal"]) == ("person_revealed", "official:7", row.pk)
    assert list(history_faults(chain=f"person:{person.pk}")) == []


@pytest.mark.parametrize(
    ("fields", "purpose", "words"),
    [
        (["phone"], "", ""),
        (["phone"], "curiosity", ""),
        (["phone"], "court", " "),
        ([], "contact", ""),
        (["shoe_size"], "contact", ""),
    ],
)
def test_without_purpose_words_or_fields_the_seal_stays_closed(
    person: Person, fields: list[str], purpose: str, words: str
) -> None:
    with pytest.raises(UnableToReveal):
        reveal(person_id=person.pk, fields=fields, by_official_id=7, purpose=purpose, words=words, at=AT)
    assert not Reveal.objects.exists()


def test_unknown_person_cannot_be_revealed(db: None) -> None:
    with pytest.raises(UnableToReveal):
        reveal(person_id=404, fields=["phone"], by_official_id=7, purpose="contact", at=AT)


def test_letter_is_addressed_by_a_recorded_act(person: Person) -> None:
    to = describe_for_letter(person_id=person.pk, by_official_id=7, at=AT, matter="AB12")
    assert to.name == "นายสมมติ ตัวอย่าง"
    assert to.address == "99/1 หมู่ 4\nตำบลตัวอย่าง 12000"
    assert reveals(person_id=person.pk).get().purpose == "answer"


def test_dispatch_opens_only_what_sending_needs_with_the_system_as_actor(person: Person) -> None:
    for channel, field in (("email", "email"), ("sms", "phone")):
        assert open_for_dispatch(person.pk, purpose=f"notice_{channel}", at=AT) == {field: SOMEONE[field]}
        row = reveals(person_id=person.pk)[0]
        assert (row.official_id, row.purpose, row.at) == (None, f"notice_{channel}", AT)
    with pytest.raises(UnableToReveal):
        open_for_dispatch(person.pk, purpose="marketing", at=AT)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE identities_reveal SET purpose = 'verify'",
        "DELETE FROM identities_reveal",
        "TRUNCATE identities_reveal",
        "DELETE FROM identities_person",
        "TRUNCATE identities_person CASCADE",
    ],
)
def test_database_refuses_to_alter_the_log(person: Person, statement: str) -> None:
    reveal(person_id=person.pk, fields=["phone"], by_official_id=7, purpose="contact", at=AT)
    connection.check_constraints()  # a table whose foreign keys are still unchecked cannot even be tried
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert reveals(person_id=person.pk).get().purpose == "contact"


def test_change_adds_corrects_and_takes_away(person: Person) -> None:
    change_person(
        person_id=person.pk,
        fields={"phone": "02-123-4567", "line_id": "@someone", "email": ""},
        at=AT,
        by_official_id=7,
    )
    assert fields_given(person.pk) == (set(SOMEONE) - {"email"}) | {"line_id"}
    assert find_by_fingerprint(field="phone", value="021234567") == [person.pk]
    assert find_by_fingerprint(field="phone", value=SOMEONE["phone"]) == []
    assert find_by_fingerprint(field="email", value=SOMEONE["email"]) == []
    [event] = events_of(f"person:{person.pk}")
    assert event.facts == {"fields": ["email", "line_id", "phone"]}


def test_erased_person_keeps_only_the_row(person: Person) -> None:
    erase_person(person_id=person.pk, at=AT, by_official_id=None, reason="retention")
    erase_person(person_id=person.pk, at=AT, by_official_id=None, reason="retention")
    assert fields_given(person.pk) == frozenset()
    assert find_by_fingerprint(field="phone", value=SOMEONE["phone"]) == []
    assert masked([person.pk]) == {person.pk: "(ลบข้อมูลแล้ว)"}
    assert [event.kind for event in events_of(f"person:{person.pk}")] == ["person_erased"]
    with pytest.raises(UnableToReveal):
        reveal(person_id=person.pk, fields=["phone"], by_official_id=7, purpose="contact", at=AT)
    with pytest.raises(UnableToReveal):
        change_person(person_id=person.pk, fields={"phone": "1111"}, at=AT, by_official_id=7)


def test_database_refuses_an_erased_person_with_something_left(person: Person) -> None:
    with pytest.raises((InternalError, ProgrammingError, DatabaseError), match="erased_person_is_empty"):
        Person.objects.filter(pk=person.pk).update(erased_at=AT)


def test_only_those_whose_time_is_over_are_erased(person: Person) -> None:
    others = [create_person(kind="natural", fields=SOMEONE, at=AT).pk for _ in range(2)]
    set_retention(person_ids=[person.pk], until=date(2026, 3, 31))
    set_retention(person_ids=others[:1], until=date(2026, 4, 1))
    assert erase_expired(on=date(2026, 4, 1), at=AT) == 1
    assert erase_expired(on=date(2026, 4, 1), at=AT) == 0
    assert fields_given(person.pk) == frozenset()
    assert all(fields_given(other) for other in others)


def test_rotation_seals_all_anew_in_batches(db: None, with_keys: Callable[..., None]) -> None:
    with_keys("old")
    numbers = [create_person(kind="natural", fields=SOMEONE, at=AT).pk for _ in range(5)]
    erase_person(person_id=numbers[0], at=AT, by_official_id=None, reason="retention")
    with_keys("new", "old")
    assert rotate_keys(at=AT, batch=2) == 4
    with_keys("new")
    for person in Person.objects.filter(pk__in=numbers[1:]):
        assert unseal(person.pk, person.seal_key, person.sealed) == SOMEONE
    assert rotate_keys(at=AT) == 0
    assert find_by_fingerprint(field="phone", value=SOMEONE["phone"]) == sorted(numbers[1:], reverse=True)


def test_stopped_rotation_goes_on_where_it_was(
    db: None, with_keys: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_keys("old")
    for _ in range(5):
        create_person(kind="natural", fields=SOMEONE, at=AT)
    with_keys("new", "old")
    whole = operations._reseal_after

    def one_batch_then_killed(last: int, batch: int) -> tuple[int, int]:
        if last:
            raise KeyboardInterrupt
        return whole(last, batch)

    monkeypatch.setattr(operations, "_reseal_after", one_batch_then_killed)
    with pytest.raises(KeyboardInterrupt):
        rotate_keys(at=AT, batch=2)
    monkeypatch.undo()
    with_keys("new", "old")
    assert Person.objects.filter(seal_key="new").count() == 2
    assert rotate_keys(at=AT, batch=2) == 3
