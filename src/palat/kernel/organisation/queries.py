"""Reading the organisation: who may rely on what today, agencies and areas by their names."""

import threading
import time
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from palat.kernel.organisation.models import Agency, Area, Delegation, Holding, Official, Post, Unit
from palat.kernel.organisation.procedure import Authority, Delegated, Held

CACHE_SECONDS = 5  # a revoked post stops working within this time in every process

_cache: dict[tuple[Any, ...], tuple[float, Any]] = {}
_lock = threading.Lock()


class AgencyUnknown(Exception):
    """There is no such agency."""


def _kept(key: tuple[Any, ...], make: Any) -> Any:
    now = time.monotonic()
    with _lock:
        found = _cache.get(key)
    if found and found[0] > now:
        return found[1]
    value = make()
    with _lock:
        if len(_cache) > 5000:
            _cache.clear()
        _cache[key] = (now + CACHE_SECONDS, value)
    return value


def forget() -> None:
    """Forget what was cached; operations that change the organisation call this."""
    with _lock:
        _cache.clear()


def in_force(day: date) -> Q:
    """Return the condition that a dated row holds on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def authority_of(*, user_id: int, on: date) -> Authority:
    """Return all that a user may rely on today, in two statements; kept for a few seconds.

    Someone who is no official holds nothing.
    """
    return _kept(("authority", user_id, on), lambda: _authority_of(user_id, on))  # type: ignore[no-any-return]


def _authority_of(user_id: int, on: date) -> Authority:
    holdings = list(
        Holding.objects.filter(in_force(on), official__user_id=user_id)
        .select_related("post", "official")
        .order_by("pk")
    )
    if not holdings:
        return Authority(user_id, 0, "", (), ())
    official = holdings[0].official
    delegations = Delegation.objects.filter(
        in_force(on), to_post_id__in=[holding.post_id for holding in holdings]
    ).select_related("from_post", "passed_on_from__from_post")
    return Authority(
        user_id=user_id,
        official_id=official.pk,
        name=str(official),
        held=tuple(_held(holding) for holding in holdings),
        delegated=tuple(_delegated(given) for given in delegations.order_by("pk")),
    )


def _held(holding: Holding) -> Held:
    post = holding.post
    return Held(
        holding_id=holding.pk,
        post_id=post.pk,
        role=post.role,
        unit_id=post.unit_id,
        agency_id=post.agency_id,
        clearance=post.clearance,
        capacity=holding.capacity,
        order_ref=holding.order_no,
        title=post.title_th,
    )


def _delegated(given: Delegation) -> Delegated:
    # What was passed on is still the authority of the post that first gave it.
    post = (given.passed_on_from or given).from_post
    return Delegated(
        delegation_id=given.pk,
        order_no=given.order_no,
        from_post_id=post.pk,
        role=post.role,
        unit_id=post.unit_id,
        agency_id=post.agency_id,
        acts=tuple(given.acts),
        subjects=tuple(given.subjects),
        may_pass_on=given.may_pass_on,
    )


def _unit_parents() -> dict[int, int | None]:
    return _kept(("units",), lambda: dict(Unit.objects.values_list("pk", "parent_id")))  # type: ignore[no-any-return]


def unit_and_above(unit_id: int | None) -> tuple[int, ...]:
    """Return a unit and every unit above it, nearest first; nothing for none."""
    parents, chain = _unit_parents(), []
    while unit_id is not None and unit_id not in chain:
        chain.append(unit_id)
        unit_id = parents.get(unit_id)
    return tuple(chain)


def units_below(unit_id: int) -> tuple[int, ...]:
    """Return a unit and every unit below it."""
    return tuple(unit for unit in _unit_parents() if unit_id in unit_and_above(unit))


def unit_id(code: str) -> int | None:
    """Return the row number of a unit by its code, or None where the Office has no such unit."""
    return _kept(("unit", code), lambda: Unit.objects.filter(code=code).values_list("pk", flat=True).first())  # type: ignore[no-any-return]


def unit_with_role(role: str, unit_id: int) -> int:
    """Return the nearest unit, from this one upward, that has a post of a role; the unit itself where none has."""
    having: set[int] = _kept(
        ("units having", role),
        lambda: set(Post.objects.filter(role=role, unit__isnull=False).values_list("unit_id", flat=True)),
    )
    return next((unit for unit in unit_and_above(unit_id) if unit in having), unit_id)


def units() -> QuerySet[Unit]:
    """Return the units of the Office."""
    return Unit.objects.order_by("code")


def unit_of_official(official_id: int, *, on: datetime | date) -> int | None:
    """Return the unit of the first post that an official holds in the Office on a day."""
    day = on.date() if isinstance(on, datetime) else on
    holding = (
        Holding.objects.filter(in_force(day), official_id=official_id, post__unit__isnull=False)
        .order_by("pk")
        .values_list("post__unit_id", flat=True)
    )
    return holding.first()


def official_names(official_ids: Collection[int]) -> dict[int, str]:
    """Return the names of officials by their row numbers."""
    if not official_ids:
        return {}
    return {official.pk: str(official) for official in Official.objects.filter(pk__in=official_ids)}


def officials_holding(role: str, *, on: date, unit_ids: Iterable[int] = ()) -> QuerySet[Holding]:
    """Return who holds posts of a role on a day, with official and post."""
    found = Holding.objects.filter(in_force(on), post__role=role).select_related("official", "post", "post__unit")
    wanted = list(unit_ids)
    return (found.filter(post__unit_id__in=wanted) if wanted else found).order_by("post__code")


def officer_choices(role: str, on: date) -> list[tuple[int, str]]:
    """Return officials of a role as choices, with their unit."""
    return [
        (held.official_id, f"{held.official} · {held.post.unit.name_th if held.post.unit else ''}")
        for held in officials_holding(role, on=on)
    ]


def agency_choices(on: date) -> list[tuple[int, str]]:
    """Return every agency that exists on a day as choices, in Thai order; kept for a few seconds."""
    return _kept(  # type: ignore[no-any-return]
        ("agencies", on),
        lambda: [
            (agency.pk, agency.name_th)
            for agency in Agency.objects.filter(Q(abolished_on=None) | Q(abolished_on__gt=on)).order_by("sort_key")
        ],
    )


def agency_by_id(agency_id: int) -> Agency:
    """Return an agency. Raises: AgencyUnknown."""
    found = Agency.objects.filter(pk=agency_id).first()
    if found is None:
        raise AgencyUnknown(agency_id)
    return found


def agency_by_code(code: str) -> Agency:
    """Return an agency by its code. Raises: AgencyUnknown."""
    found = Agency.objects.filter(code=code).first()
    if found is None:
        raise AgencyUnknown(code)
    return found


def current_agency(agency_id: int, *, on: datetime | date) -> Agency:
    """Return an agency, or the one that succeeded it if it was abolished by that day.

    Raises: AgencyUnknown for an abolished agency without a successor.
    """
    day = on.date() if isinstance(on, datetime) else on
    agency = agency_by_id(agency_id)
    while agency.abolished_on and agency.abolished_on <= day:
        if agency.successor_id is None:
            raise AgencyUnknown(agency.name_th)
        agency = agency_by_id(agency.successor_id)
    return agency


def agencies_matching(text: str, *, limit: int = 20) -> list[Agency]:
    """Return agencies whose present or former name, or abbreviation, holds a text."""
    found = Agency.objects.filter(
        Q(name_th__icontains=text)
        | Q(name_en__icontains=text)
        | Q(abbreviation__iexact=text)
        | Q(names__name_th__icontains=text)
    )
    return list(found.distinct().order_by("sort_key")[:limit])


def liaisons_of(agency_id: int, *, on: date) -> QuerySet[Holding]:
    """Return the liaison officers of an agency on a day."""
    return officials_holding("agency_liaison", on=on).filter(post__agency_id=agency_id)


def post_of_role(role: str) -> Post | None:
    """Return the first post of a role."""
    return Post.objects.filter(role=role).order_by("pk").first()


def area_by_words(words: str) -> str | None:
    """Return the code of the smallest area that words name with certainty, or None.

    A postcode or a province's name is enough; a district or subdistrict counts when only one of
    that name lies in what else was named.
    """
    return _kept(("area", words), lambda: _area_by_words(words))  # type: ignore[no-any-return]


def _area_by_words(words: str) -> str | None:
    provinces = [area for area in _areas("province") if area.name_th in words or ("กทม" in words and area.code == "10")]
    prefix = provinces[0].code if len(provinces) == 1 else ""
    if not prefix:
        postcode = next((part for part in words.split() if part.isdecimal() and len(part) == 5), "")
        found = {area.code[:2] for area in Area.objects.filter(postcodes__contains=[postcode])} if postcode else set()
        prefix = found.pop() if len(found) == 1 else ""
    for kind in ("district", "subdistrict"):
        inside = [area for area in _areas(kind) if area.code.startswith(prefix) and _named(area.name_th, words)]
        if len(inside) == 1:
            prefix = inside[0].code
    return prefix or None


def _named(name: str, words: str) -> bool:
    return any(before + name in words for before in ("เขต", "อำเภอ", "อ.", "อ. ", "แขวง", "ตำบล", "ต.", "ต. "))


def _areas(kind: str) -> list[Area]:
    return _kept(("areas", kind), lambda: list(Area.objects.filter(kind=kind)))  # type: ignore[no-any-return]


def areas_by_name() -> dict[tuple[str, str], str]:
    """Return the code of every area by the code of what holds it (nothing for provinces) and its Thai name."""
    return {
        (parent or "", name): code for code, name, parent in Area.objects.values_list("code", "name_th", "parent_id")
    }


def area_path(code: str) -> str:
    """Return an area with those that hold it, as written in an address."""
    codes = [code[:length] for length in (6, 4, 2) if len(code) >= length]
    areas = Area.objects.in_bulk(codes)
    bangkok = code.startswith("10")
    words = {
        "subdistrict": "แขวง" if bangkok else "ตำบล",
        "district": "เขต" if bangkok else "อำเภอ",
        "province": "" if bangkok else "จังหวัด",
    }
    return " ".join(words[areas[one].kind] + areas[one].name_th for one in codes if one in areas)


def unit_name(unit_id: int) -> str:
    """Return the Thai name of a unit."""
    names: dict[int, str] = _kept(("unit names",), lambda: dict(Unit.objects.values_list("pk", "name_th")))
    return names.get(unit_id, "")
