"""Sealing, changing, opening and erasing who a citizen is.

Opening is an act: it is recorded in the same transaction, with its purpose, before anything is
opened, and once more in the hash-chained history of that person.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.history.operations import Said, append, append_many
from palat.kernel.identities.models import Person, Reveal
from palat.kernel.identities.procedure import (
    DISPATCH,
    FIELDS,
    FINGERPRINTED,
    KINDS,
    NAMES,
    PURPOSES,
    address_in_letter,
    cleaned,
    name_in_letter,
)
from palat.kernel.identities.sealing import fingerprint, newest_key, seal, unseal
from palat.kernel.writing import copy_many


class UnableToSeal(Exception):
    """The facts about a person cannot be taken as given; the message names the field."""


class UnableToReveal(Exception):
    """The seal stays closed; the message says what is missing."""


def new_person(*, id: int, kind: str, fields: Mapping[str, str], at: datetime) -> Person:
    """Return an unsaved person, sealed and fingerprinted, for callers that write many rows at once.

    `id` comes from `history.ids`; the seal is bound to it, so it must not be changed afterwards.
    Raises: UnableToSeal for an unknown kind or field, or a text too long to keep.
    """
    if kind not in KINDS:
        raise UnableToSeal(_("ไม่รู้จักประเภทบุคคล %(kind)s") % {"kind": kind})
    clean = _clean(fields)
    key, sealed = seal(id, clean)
    return Person(id=id, kind=kind, seal_key=key, sealed=sealed, created_at=at, **_fingerprints(clean))


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    clean, refused = cleaned(fields)
    for name in refused:
        field = FIELDS.get(name)
        if field is None:
            raise UnableToSeal(_("ไม่รู้จักข้อมูลบุคคล %(name)s") % {"name": name})
        raise UnableToSeal(
            _("%(label)s ยาวเกิน %(limit)d ตัวอักษร โปรดย่อให้สั้นลง") % {"label": _(field.label), "limit": field.max_chars}
        )
    return clean


def _fingerprints(fields: Mapping[str, str]) -> dict[str, bytes | None]:
    return {f"{name}_fp": fingerprint(name, fields[name]) for name in FINGERPRINTED if name in fields}


def create_person(*, kind: str, fields: Mapping[str, str], at: datetime, id: int | None = None) -> Person:
    """Seal a person and save the row. Raises: UnableToSeal."""
    person = new_person(id=id or ids.take(), kind=kind, fields=fields, at=at)
    person.save(force_insert=True)
    return person


@transaction.atomic
def change_person(
    *, person_id: int, fields: Mapping[str, str], at: datetime, by_official_id: int | None, kind: str = ""
) -> Person:
    """Add or correct facts about a person; an empty text takes a fact away. All is sealed anew.

    The history tells which fields changed, never what they say.
    Raises: UnableToSeal; UnableToReveal when the person is unknown or erased.
    """
    person = _present(person_id)
    kept = unseal(person.pk, person.seal_key, person.sealed)
    given = _clean(fields)
    merged = {name: value for name, value in {**kept, **dict.fromkeys(fields, ""), **given}.items() if value}
    anew = new_person(id=person.pk, kind=kind or person.kind, fields=merged, at=person.created_at)
    anew.retention_until = person.retention_until
    anew.save(force_update=True)
    changed = sorted(name for name in fields if kept.get(name, "") != merged.get(name, ""))
    _record(person.pk, "person_changed", at, by_official_id, {"fields": changed})
    return anew


def _present(person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise UnableToReveal(_("ไม่พบบุคคลนี้"))
    if person.erased_at:
        raise UnableToReveal(_("ข้อมูลของบุคคลนี้ถูกลบตามกำหนดเวลาเก็บรักษาแล้ว"))
    return person


def _record(person_id: int, kind: str, at: datetime, official_id: int | None, facts: Mapping[str, object]) -> None:
    actor = f"official:{official_id}" if official_id else "system"
    append(chain=f"person:{person_id}", kind=kind, at=at, actor=actor, facts=facts)


def reveal(
    *,
    person_id: int,
    fields: Collection[str],
    by_official_id: int,
    purpose: str,
    at: datetime,
    words: str = "",
    matter: str = "",
) -> dict[str, str]:
    """Open some fields of a person for an official, as a recorded act.

    Whether this official may see this person's matter is the caller's to check; that every
    opening has a purpose, and is recorded, is checked here. Fields that the person never gave
    are missing from the result. Raises: UnableToReveal.
    """
    reason = PURPOSES.get(purpose)
    if reason is None:
        raise UnableToReveal(_("โปรดเลือกเหตุผลที่ต้องเปิดดูข้อมูลผู้ร้อง"))
    if reason.words and not words.strip():
        raise UnableToReveal(_("โปรดระบุเหตุผลที่ต้องเปิดดูข้อมูลผู้ร้องเป็นถ้อยคำ"))
    if not fields or not set(fields) <= set(FIELDS):
        raise UnableToReveal(_("โปรดเลือกข้อมูลที่ต้องการเปิดดู"))
    return _open(person_id, fields, by_official_id, purpose, at, words, matter)[1]


@transaction.atomic
def _open(
    person_id: int,
    fields: Collection[str],
    official_id: int | None,
    purpose: str,
    at: datetime,
    words: str,
    matter: str,
) -> tuple[str, dict[str, str]]:
    person = _present(person_id)
    names = sorted(set(fields))
    row = Reveal.objects.create(
        id=ids.take(),
        person_id=person_id,
        official_id=official_id,
        fields=names,
        purpose=purpose,
        words=words.strip()[:500],
        matter=matter,
        at=at,
    )
    facts = {"reveal": row.pk, "fields": names, "purpose": purpose, "matter": matter}
    _record(person_id, "person_revealed", at, official_id, facts)
    return person.kind, unseal(person.pk, person.seal_key, person.sealed, only=names)


@dataclass(frozen=True)
class Addressee:
    """A citizen as a letter names them."""

    kind: str
    name: str
    address: str


def describe_for_letter(*, person_id: int, by_official_id: int, at: datetime, matter: str) -> Addressee:
    """Open name and address to write a letter to a citizen: a reveal with the purpose `answer`."""
    opened = _open(person_id, (*NAMES, "address", "postcode"), by_official_id, "answer", at, "", matter)
    return _addressee(*opened)


def _addressee(kind: str, fields: Mapping[str, str]) -> Addressee:
    return Addressee(kind, name_in_letter(kind, fields), address_in_letter(kind, fields))


def open_for_dispatch(person_id: int, *, purpose: str, at: datetime | None = None, matter: str = "") -> dict[str, str]:
    """Open for the system itself what it needs to send something out; recorded with the system as actor.

    `purpose` is a code of DISPATCH and decides which fields are opened. Raises: UnableToReveal.
    """
    fields = DISPATCH.get(purpose)
    if fields is None:
        raise UnableToReveal(_("ไม่รู้จักวัตถุประสงค์ของการส่ง %(purpose)s") % {"purpose": purpose})
    return _open(person_id, fields, None, purpose, at or timezone.now(), "", matter)[1]


@transaction.atomic
def open_many_for_dispatch(
    matters: Mapping[int, str], *, purpose: str, at: datetime
) -> dict[int, tuple[str, dict[str, str]]]:
    """Open for the system itself what it needs to send many things out: as `open_for_dispatch`, set-based.

    `matters` gives, by person, for what. Returns kind and fields by person; an erased person is left out.
    Raises: UnableToReveal for an unknown purpose.
    """
    fields = DISPATCH.get(purpose)
    if fields is None:
        raise UnableToReveal(_("ไม่รู้จักวัตถุประสงค์ของการส่ง %(purpose)s") % {"purpose": purpose})
    names = sorted(fields)
    persons = list(Person.objects.select_for_update().filter(pk__in=matters, erased_at=None).order_by("pk"))
    rows = [
        Reveal(
            id=ids.take(),
            person_id=one.pk,
            official_id=None,
            fields=names,
            purpose=purpose,
            words="",
            matter=matters[one.pk],
            at=at,
        )
        for one in persons
    ]
    copy_many(rows)
    append_many(
        [
            Said(
                f"person:{row.person_id}",
                "person_revealed",
                "system",
                {"reveal": row.pk, "fields": names, "purpose": purpose, "matter": row.matter},
            )
            for row in rows
        ],
        at=at,
    )
    return {one.pk: (one.kind, unseal(one.pk, one.seal_key, one.sealed, only=names)) for one in persons}


def set_retention(*, person_ids: Iterable[int], until: date | None) -> int:
    """Set the last day on which these persons' fields are kept; none: until told. Returns how many."""
    return Person.objects.filter(pk__in=list(person_ids), erased_at=None).update(retention_until=until)


@transaction.atomic
def erase_person(*, person_id: int, at: datetime, by_official_id: int | None, reason: str) -> None:
    """Drop all fields and fingerprints of a person, and in what words the seal was opened: they may hold a name.

    The rows stay: matters point to the person, and who opened the seal, when and for what purpose is not forgotten.
    Erasing twice is the same as once. `reason` is a code or words without anything personal.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.erased_at:
        return
    person.sealed, person.seal_key, person.erased_at = b"", "", at
    for name in FINGERPRINTED:
        setattr(person, f"{name}_fp", None)
    person.save(force_update=True)
    Reveal.objects.filter(person_id=person_id).exclude(words="").update(words="")
    _record(person_id, "person_erased", at, by_official_id, {"reason": reason})


def erase_expired(*, on: date, at: datetime, limit: int = 1000) -> int:
    """Erase persons whose last day of keeping lies before `on`, oldest first. Returns how many.

    Units: `limit` persons in one call; call again until it returns 0.
    """
    due = Person.objects.filter(erased_at=None, retention_until__lt=on).order_by("retention_until")
    numbers = list(due.values_list("pk", flat=True)[:limit])
    for number in numbers:
        erase_person(person_id=number, at=at, by_official_id=None, reason="retention")
    return len(numbers)


RESEAL = """
UPDATE identities_person AS person SET sealed = anew.sealed, seal_key = %s
FROM (SELECT unnest(%s::bigint[]) AS id, unnest(%s::bytea[]) AS sealed) AS anew
WHERE person.id = anew.id
"""


def rotate_keys(*, at: datetime, batch: int = 1000) -> int:
    """Seal every person anew that an older key has sealed. Returns how many.

    Each batch is a transaction of its own, so a rotation that was stopped goes on where it was
    when called again; memory holds one batch. Afterwards the older keys may be taken away.
    """
    done, last = 0, 0
    while True:
        with transaction.atomic():
            last, count = _reseal_after(last, batch)
        if not count:
            break
        done += count
    if done:
        append(
            chain="seal_keys", kind="keys_rotated", at=at, actor="system", facts={"persons": done, "to": newest_key()}
        )
    return done


def _reseal_after(last: int, batch: int) -> tuple[int, int]:
    older = (
        Person.objects.select_for_update()
        .filter(pk__gt=last, erased_at=None)
        .exclude(seal_key=newest_key())
        .order_by("pk")
        .only("pk", "seal_key", "sealed")[:batch]
    )
    numbers, sealed = [], []
    for person in older:
        numbers.append(person.pk)
        sealed.append(seal(person.pk, unseal(person.pk, person.seal_key, person.sealed))[1])
    if numbers:
        with connection.cursor() as cursor:
            cursor.execute(RESEAL, [newest_key(), numbers, sealed])
    return (numbers[-1] if numbers else last), len(numbers)
