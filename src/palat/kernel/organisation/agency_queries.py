"""Agencies by code, words and place in the tree; who succeeded whom. Re-exported by `queries`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When
from django.utils.translation import get_language

from palat.kernel.organisation.area_queries import area_path
from palat.kernel.organisation.kept import day_of, kept
from palat.kernel.organisation.models import Agency, AgencyName
from palat.kernel.organisation.procedure import AGENCY_KINDS
from palat.kernel.pages.language import name_of


class AgencyUnknown(Exception):
    """There is no such agency."""


@dataclass(frozen=True)
class AgencyFound:
    """An agency for a picker. An abolished one names the agency that answers in its place, if any.

    `place` tells local governments of one name apart: the district and province as an address writes them.
    """

    agency_id: int
    code: str
    name: str
    abbreviation: str
    place: str
    former_name: str
    abolished: bool
    successor_id: int | None
    successor_name: str


@dataclass(frozen=True)
class Branch:
    """An agency in the tree, and how deep it stands."""

    agency: Agency
    depth: int


def exists_on(day: date) -> Q:
    """Return the condition that an agency exists on a day."""
    return Q(abolished_on=None) | Q(abolished_on__gt=day)


def agency(code: str) -> Agency:
    """Return an agency by its code. Raises: AgencyUnknown."""
    found = Agency.objects.filter(code=code).first()
    if found is None:
        raise AgencyUnknown(code)
    return found


agency_by_code = agency


def agency_by_id(agency_id: int) -> Agency:
    """Return an agency. Raises: AgencyUnknown."""
    found = Agency.objects.filter(pk=agency_id).first()
    if found is None:
        raise AgencyUnknown(agency_id)
    return found


def is_under(agency_id: int, code: str) -> bool:
    """Say whether an agency is that of a code, or stands under it, at whatever depth."""
    found: Agency | None = agency_by_id(agency_id)
    while found is not None:
        if found.code == code:
            return True
        found = found.parent
    return False


def current_agency(agency_id: int, *, on: datetime | date) -> Agency:
    """Return an agency, or whoever answers in its place if it was abolished by that day.

    Raises: AgencyUnknown for an abolished agency without a successor.
    """
    day, seen = day_of(on), set()
    found = agency_by_id(agency_id)
    while found.abolished_on and found.abolished_on <= day:
        seen.add(found.pk)
        if found.successor_id is None or found.successor_id in seen:
            raise AgencyUnknown(found.name_th)
        found = agency_by_id(found.successor_id)
    return found


def agency_name(agency_id: int, *, on: datetime | date) -> str:
    """Return what an agency was called on a day. Raises: AgencyUnknown."""
    day = day_of(on)
    dated = AgencyName.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day), agency_id=agency_id, valid_from__lte=day
    ).values_list("name_th", flat=True)
    return dated.first() or agency_by_id(agency_id).name_th


def agency_parents() -> dict[int, tuple[str, int | None]]:
    """Return the kind of every agency that ever was, and the one above it."""
    return {pk: (kind, parent) for pk, kind, parent in Agency.objects.values_list("pk", "kind", "parent_id")}


def agencies_of_kinds(kinds: Iterable[str], on: date) -> list[int]:
    """Return the agencies of some kinds that exist on a day."""
    return list(Agency.objects.filter(exists_on(on), kind__in=list(kinds)).order_by("pk").values_list("pk", flat=True))


def agency_names_of(agency_ids: Iterable[int]) -> dict[int, str]:
    """Return the present Thai names of agencies by their row numbers."""
    return dict(Agency.objects.filter(pk__in=set(agency_ids)).values_list("pk", "name_th"))


def agency_ids_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Return the row numbers of the agencies that have one of these codes."""
    return dict(Agency.objects.filter(code__in=set(codes)).values_list("code", "pk"))


def agency_ids_by_name(names: Iterable[str]) -> dict[str, int]:
    """Return the row numbers of the agencies that still exist and have one of these Thai names."""
    return dict(Agency.objects.filter(name_th__in=set(names), abolished_on=None).values_list("name_th", "pk"))


def shown_names_of(agency_ids: Iterable[int]) -> dict[int, str]:
    """Return the present names of agencies in the language of the page by their row numbers."""
    return {one.pk: name_of(one) for one in Agency.objects.filter(pk__in=set(agency_ids))}


def agency_names() -> list[str]:
    """Return every name that an agency has or had, and its abbreviation: words of the language, not choices."""
    rows = Agency.objects.values_list("name_th", "abbreviation")
    past = AgencyName.objects.values_list("name_th", flat=True)
    return sorted({name for row in rows for name in row if name} | set(past))


def is_address_of_agency(address: str) -> bool:
    """Say whether an e-mail address is that of an agency which still exists."""
    return bool(address) and Agency.objects.filter(email__iexact=address, abolished_on=None).exists()


def agency_choices(on: date) -> list[tuple[int, str]]:
    """Return every agency that exists on a day as choices, named in the language of the page, in Thai order."""
    return kept(
        ("agencies", on, get_language()),
        lambda: [(one.pk, name_of(one)) for one in Agency.objects.filter(exists_on(on)).order_by("sort_key")],
    )


def was_agency(number: str) -> bool:
    """Say whether a row number is that of an agency, of today or of the past."""
    return number.isdecimal() and Agency.objects.filter(pk=int(number)).exists()


def agency_tree(on: date) -> list[Branch]:
    """Return the agencies of a day, each below its parent, siblings in Thai order.

    Whoever stood below an abolished agency stands at the top until given another place.
    """
    below: dict[int | None, list[Agency]] = defaultdict(list)
    living = list(Agency.objects.filter(exists_on(on)).order_by("sort_key"))
    present = {one.pk for one in living}
    for one in living:
        below[one.parent_id if one.parent_id in present else None].append(one)

    def walk(parent: int | None, depth: int) -> Iterator[Branch]:
        for one in below[parent]:
            yield Branch(one, depth)
            yield from walk(one.pk, depth + 1)

    return list(walk(None, 0))


def agencies_matching(text: str, *, on: date, limit: int = 20) -> list[AgencyFound]:
    """Return agencies for a picker: by a part of the present or a former name, or by abbreviation.

    The exact abbreviation comes first, then names that begin so, then the rest in Thai order, the abolished last.
    """
    words = " ".join(text.split())
    if not words:
        return []
    short = Q(abbreviation__iexact=words) | Q(abbreviation__iexact=words + ".") | Q(code__iexact=words)
    named = Q(name_th__contains=words) | Q(name_en__icontains=words)
    rank = Case(
        When(short, then=Value(0)),
        When(name_th__startswith=words, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    former = AgencyName.objects.filter(name_th__contains=words)
    found = (
        Agency.objects.filter(short | named | Q(pk__in=former.values("agency_id")))
        .annotate(rank=rank, gone=Case(When(abolished_on__lte=on, then=Value(1)), default=Value(0)))
        .order_by("gone", "rank", "sort_key", "pk")
        .select_related("successor")
        .prefetch_related(Prefetch("names", former, to_attr="matching_names"))
    )
    return [_found(one, on) for one in found[:limit]]


def _found(one: Agency, on: date) -> AgencyFound:
    abolished = one.abolished_on is not None and one.abolished_on <= on
    former = [dated.name_th for dated in one.matching_names if dated.name_th != one.name_th]  # type: ignore[attr-defined]
    local = AGENCY_KINDS[one.kind].local and one.area_id is not None
    heir: Agency | None = None
    if abolished and one.successor_id is not None:
        try:
            heir = current_agency(one.successor_id, on=on)
        except AgencyUnknown:
            heir = None
    return AgencyFound(
        agency_id=one.pk,
        code=one.code,
        name=one.name_th,
        abbreviation=one.abbreviation,
        place=area_path((one.area_id or "")[:4], postcode=False) if local else "",
        former_name=former[0] if former else "",
        abolished=abolished,
        successor_id=heir.pk if heir else None,
        successor_name=heir.name_th if heir else "",
    )
