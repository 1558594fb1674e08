"""What may be known about sealed persons without opening them."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from palat.kernel.identities.models import Person, Reveal
from palat.kernel.identities.normalising import arabic_digits, normalise_phone
from palat.kernel.identities.procedure import FINGERPRINTED, KINDS, masked_name
from palat.kernel.identities.sealing import fingerprint, names_sealed, unseal

PHONES = ("phone", "phone2")
MASKABLE = ("title", "given_name", "family_name", "full_name", "monk_name", "group_name")


def find_by_fingerprint(*, field: str, value: str, limit: int = 50) -> list[int]:
    """Return the persons who gave exactly this number or address, newest first.

    `field` is one of FINGERPRINTED; a telephone is looked for in both places. However the
    value is written, the same number is found. Raises: KeyError for any other field.
    """
    condition = _gave(field, value)
    if condition is None:
        return []
    return list(Person.objects.filter(condition).order_by("-pk").values_list("pk", flat=True)[:limit])


def _gave(field: str, value: str) -> Q | None:
    mark = fingerprint(field, value)
    if mark is None:
        return None
    condition = Q()
    for name in PHONES if field in PHONES else (field,):
        condition |= Q(**{f"{name}_fp": mark})
    return condition


def find_same(*, fields: Mapping[str, str], limit: int = 50) -> list[int]:
    """Return the persons who share any number or address with these fields, newest first, in one statement."""
    given = [_gave(name, fields[name]) for name in FINGERPRINTED if fields.get(name)]
    conditions = [condition for condition in given if condition is not None]
    if not conditions:
        return []
    either = Q()
    for condition in conditions:
        either |= condition
    return list(Person.objects.filter(either).order_by("-pk").values_list("pk", flat=True)[:limit])


def find_like(person_id: int, *, limit: int = 50) -> list[int]:
    """Return the other persons who share a number or address with this one, without opening any of them."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return []
    either = Q()
    for name in FINGERPRINTED:
        mark = getattr(person, f"{name}_fp")
        if mark is not None:
            for column in PHONES if name in PHONES else (name,):
                either |= Q(**{f"{column}_fp": bytes(mark)})
    if not either:
        return []
    others = Person.objects.filter(either).exclude(pk=person_id).order_by("-pk")
    return list(others.values_list("pk", flat=True)[:limit])


def gave_same(*, person_id: int, field: str, value: str) -> bool:
    """Say whether this person gave exactly this number or address: a light check of a caller, nothing is opened."""
    condition = _gave(field, value)
    return condition is not None and Person.objects.filter(condition, pk=person_id).exists()


LAST_DIGITS = 4


def phone_ends_with(*, person_id: int, digits: str) -> bool:
    """Say whether a telephone of this person ends with these four digits: a light check of a caller.

    The numbers are opened in memory only to compare their ends; nothing but yes or no leaves this function.
    """
    wanted = normalise_phone(digits)
    person = Person.objects.filter(pk=person_id, erased_at=None).only("pk", "seal_key", "sealed").first()
    if person is None or len(wanted) != LAST_DIGITS or not wanted.isdigit():
        return False
    fields = unseal(person.pk, person.seal_key, person.sealed, only=PHONES)
    return any(normalise_phone(number).partition("x")[0].endswith(wanted) for number in fields.values())


def persons_with_phone(person_ids: Iterable[int]) -> set[int]:
    """Return which of these persons left a telephone number, without opening any."""
    left = Q(phone_fp__isnull=False) | Q(phone2_fp__isnull=False)
    return set(Person.objects.filter(left, pk__in=set(person_ids), erased_at=None).values_list("pk", flat=True))


def kind_of(person_id: int) -> str:
    """Return what kind of person someone is (natural, monk, juristic …); nothing is opened."""
    return Person.objects.values_list("kind", flat=True).get(pk=person_id)


def masked(person_ids: Iterable[int]) -> dict[int, str]:
    """Return how each person shows in lists, e.g. `นาย ส••••• ใ•••••`, in one statement.

    Names are opened in memory only to take their first character; nothing else leaves this function.
    """
    persons = Person.objects.filter(pk__in=set(person_ids)).only("pk", "kind", "seal_key", "sealed", "erased_at")
    return {person.pk: mask_of(person) for person in persons}


def mask_of(person: Person) -> str:
    """Return how a person whose row is at hand shows in lists. See `masked`."""
    if person.erased_at:
        return _("(ลบข้อมูลแล้ว)")
    if person.kind == "anonymous":
        return _(KINDS["anonymous"])
    fields = unseal(person.pk, person.seal_key, person.sealed, only=MASKABLE)
    return masked_name(person.kind, fields) or _("(ไม่ระบุชื่อ)")


def kinds(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the kind of each person."""
    return dict(Person.objects.filter(pk__in=set(person_ids)).values_list("pk", "kind"))


def fields_given(person_id: int) -> frozenset[str]:
    """Return which fields a person gave, without opening any: whether there is an e-mail to answer to."""
    sealed = Person.objects.filter(pk=person_id).values_list("sealed", flat=True).first()
    return frozenset(names_sealed(sealed)) if sealed else frozenset()


def reveals(
    *,
    person_id: int | None = None,
    official_id: int | None = None,
    matter: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Reveal]:
    """Return who opened what, newest first, for auditors and for the person concerned."""
    found = Reveal.objects.order_by("-at", "-pk")
    if person_id is not None:
        found = found.filter(person_id=person_id)
    if official_id is not None:
        found = found.filter(official_id=official_id)
    if matter:
        found = found.filter(matter=matter)
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    return found


LOOKED_FOR = ("given_name", "family_name", "full_name", "monk_name", "group_name")
NUMBERS = (*PHONES, "national_id", "passport", "juristic_id")
SHORTEST_NAME, SHORTEST_NUMBER = 3, 6
_BETWEEN = r"[ .()–-]{0,2}"
_HONORIFIC = re.compile(r"^(?:นางสาว|นาย|นาง|เด็กชาย|เด็กหญิง|น\.ส\.|ด\.ช\.|ด\.ญ\.)")


def stands_in(person_ids: Iterable[int], text: str) -> list[tuple[int, int]]:
    """Return where names, numbers and addresses that these persons gave stand in a text that is about to leave.

    The seals are opened in memory only to compare; nothing but places in the text leaves this function.
    """
    found: set[tuple[int, int]] = set()
    wanted = (*LOOKED_FOR, *NUMBERS, "email", "line_id")
    persons = Person.objects.filter(pk__in=set(person_ids), erased_at=None).only("pk", "seal_key", "sealed")
    for person in persons:
        for name, value in unseal(person.pk, person.seal_key, person.sealed, only=wanted).items():
            for pattern in _patterns(name, value):
                found |= {one.span() for one in re.finditer(pattern, text, re.IGNORECASE)}
    return sorted(found)


def _patterns(name: str, value: str) -> list[str]:
    if name in NUMBERS:
        plain_number = normalise_phone(value).partition("x")[0] if name in PHONES else value
        signs = re.sub(r"[^0-9A-Za-z]", "", arabic_digits(plain_number))
        if len(signs) < SHORTEST_NUMBER:
            return []
        before = r"\+?[0-9๐-๙]{0,4}" + _BETWEEN if name in PHONES else ""
        signs = signs[-8:] if name in PHONES else signs
        return [before + _BETWEEN.join(_either(sign) for sign in signs)]
    if name not in LOOKED_FOR:
        return [re.escape(value.strip())] if value.strip() else []
    parts = [_HONORIFIC.sub("", part) for part in value.split()]
    return [re.escape(part) for part in parts if len(part) >= SHORTEST_NAME]


def _either(sign: str) -> str:
    """Match a digit in either writing."""
    return f"[{sign}{chr(ord('๐') + int(sign))}]" if sign.isdigit() else sign
