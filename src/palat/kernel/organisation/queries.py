"""Reading the organisation: who may rely on what today, agencies and areas by their names."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from palat.kernel.organisation.agency_queries import (
    AgencyFound,
    AgencyUnknown,
    Branch,
    agencies_matching,
    agencies_of_kinds,
    agency,
    agency_by_code,
    agency_by_id,
    agency_choices,
    agency_ids_by_code,
    agency_ids_by_name,
    agency_name,
    agency_names_of,
    agency_parents,
    agency_tree,
    current_agency,
    is_under,
    was_agency,
)
from palat.kernel.organisation.area_queries import (
    AreaFound,
    AreaUnknown,
    area_by_words,
    area_path,
    areas_by_name,
    areas_matching,
    postcode_areas,
    province_choices,
    province_names,
)
from palat.kernel.organisation.kept import CACHE_SECONDS, day_of, forget, kept
from palat.kernel.organisation.models import AgencyRule, Delegation, Holding, Official, Post, Unit
from palat.kernel.organisation.procedure import ROLES, Authority, Delegated, Held, head_title
from palat.kernel.pages.language import name_of

__all__ = [
    "CACHE_SECONDS",
    "AgencyFound",
    "AgencyUnknown",
    "Answerable",
    "AreaFound",
    "AreaUnknown",
    "Branch",
    "actor_names",
    "agencies_matching",
    "agencies_of_kinds",
    "agency",
    "agency_by_code",
    "agency_by_id",
    "agency_choices",
    "agency_ids_by_code",
    "agency_ids_by_name",
    "agency_name",
    "agency_names_of",
    "agency_parents",
    "agency_tree",
    "all_officials",
    "approval_of",
    "area_by_words",
    "area_path",
    "areas_by_name",
    "areas_matching",
    "authority_of",
    "cleared_for",
    "current_agency",
    "forget",
    "head_and_cceo_of",
    "in_force",
    "is_under",
    "liaisons_of",
    "officer_choices",
    "official_names",
    "officials_holding",
    "post_of_role",
    "postcode_areas",
    "posts",
    "province_choices",
    "province_names",
    "telephone_of",
    "unit_and_above",
    "unit_choices",
    "unit_id",
    "unit_name",
    "unit_of_official",
    "unit_with_role",
    "units",
    "units_below",
    "was_agency",
]


def in_force(day: date, path: str = "") -> Q:
    """Return the condition that a dated row, or the one at the end of a path, holds on a day."""
    begun, end = Q(**{f"{path}valid_from__lte": day}), f"{path}valid_to"
    return begun & (Q(**{end: None}) | Q(**{f"{end}__gt": day}))


def authority_of(*, user_id: int, on: date) -> Authority:
    """Return all that a user may rely on today, in two statements; kept for `CACHE_SECONDS`.

    In the process that ends a holding or a delegation it stops at once, in every other within `CACHE_SECONDS`.
    Someone who is no official holds nothing.
    """
    return kept(("authority", user_id, on), lambda: _authority_of(user_id, on))


def authority_of_official(official_id: int, *, on: date) -> Authority:
    """Return all that an official may rely on on a day. Raises: Official.DoesNotExist."""
    user_id = Official.objects.values_list("user_id", flat=True).get(pk=official_id)
    if user_id is None:
        return kept(("authority without account", official_id, on), lambda: _without_account(official_id, on))
    return authority_of(user_id=user_id, on=on)


def _without_account(official_id: int, on: date) -> Authority:
    """Return what the posts held give to someone who never signs in: an agency's own system."""
    holdings = _held_by(on, official_id=official_id)
    name = str(holdings[0].official) if holdings else ""
    return Authority(0, official_id, name, tuple(_held(one) for one in holdings), ())


def _held_by(on: date, **whose: int) -> list[Holding]:
    return list(Holding.objects.filter(in_force(on), **whose).select_related("post", "official").order_by("pk"))


def _authority_of(user_id: int, on: date) -> Authority:
    holdings = _held_by(on, official__user_id=user_id)
    to_me = Q(to_official__user_id=user_id) | Q(to_post_id__in=[holding.post_id for holding in holdings])
    delegations = list(
        Delegation.objects.filter(in_force(on), to_me)
        .filter(Q(passed_on_from=None) | in_force(on, "passed_on_from__"))
        .select_related("from_post", "to_official", "passed_on_from__from_post")
        .order_by("pk")
    )
    persons = [*(holding.official for holding in holdings), *(given.to_official for given in delegations)]
    official = next((person for person in persons if person is not None), None)
    if official is None:
        return Authority(user_id, 0, "", (), ())
    return Authority(
        user_id=user_id,
        official_id=official.pk,
        name=str(official),
        held=tuple(_held(holding) for holding in holdings),
        delegated=tuple(_delegated(given) for given in delegations),
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
        section_id=post.section_id,
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
        title=post.title_th,
    )


def _unit_parents() -> dict[int, int | None]:
    return kept(("units",), lambda: dict(Unit.objects.values_list("pk", "parent_id")))


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


def division_of(unit_id: int | None) -> int | None:
    """Return the division (กอง) of a unit: the one right below the Office; the unit itself where it is the Office."""
    above = unit_and_above(unit_id)
    return above[-2] if len(above) > 1 else unit_id


def division_name(unit_id: int | None) -> str:
    """Return the Thai name of the division of a unit, as it stands under a letter; empty without a unit."""
    division = division_of(unit_id)
    return kept(
        ("division name", division),
        lambda: Unit.objects.filter(pk=division or 0).values_list("name_th", flat=True).first() or "",
    )


def unit_id(code: str) -> int | None:
    """Return the row number of a unit by its code, or None where the Office has no such unit."""
    return kept(("unit", code), lambda: Unit.objects.filter(code=code).values_list("pk", flat=True).first())


def unit_with_role(role: str, unit_id: int) -> int:
    """Return the nearest unit, from this one upward, that has a post of a role; the unit itself where none has."""
    having = kept(
        ("units having", role),
        lambda: set(Post.objects.filter(role=role, unit__isnull=False).values_list("unit_id", flat=True)),
    )
    return next((unit for unit in unit_and_above(unit_id) if unit in having), unit_id)


def units() -> QuerySet[Unit]:
    """Return the units of the Office."""
    return Unit.objects.order_by("code")


def unit_choices() -> list[tuple[int, str]]:
    """Return the units of the Office as choices."""
    return [(unit.pk, name_of(unit)) for unit in units()]


def unit_of_official(official_id: int, *, on: datetime | date) -> int | None:
    """Return the unit of the first post that an official holds in the Office on a day."""
    holding = (
        Holding.objects.filter(in_force(day_of(on)), official_id=official_id, post__unit__isnull=False)
        .order_by("pk")
        .values_list("post__unit_id", flat=True)
    )
    return holding.first()


def official_names(official_ids: Collection[int]) -> dict[int, str]:
    """Return the names of officials by their row numbers."""
    if not official_ids:
        return {}
    return {official.pk: str(official) for official in Official.objects.filter(pk__in=official_ids)}


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """Return the names of the officials among the makers of events, by what stands there for them (`official:7`)."""
    officials = {one: int(one.partition(":")[2]) for one in actors if one.startswith("official:")}
    names = official_names(set(officials.values()))
    return {one: names.get(number, "") for one, number in officials.items()}


def all_officials(on: date) -> list[tuple[int, str]]:
    """Return everyone who holds a post of the Office on a day as choices, with the post; kept for a few seconds."""

    def make() -> list[tuple[int, str]]:
        held = Holding.objects.filter(in_force(on), post__agency=None).select_related("official", "post")
        return [(one.official_id, f"{one.official} · {one.post.title_th}") for one in held.order_by("post__code")]

    return kept(("all officials", on), make)


def cleared_for(on: date) -> dict[int, int]:
    """Return how many officials of the Office are cleared for each class of secrecy and read its matters."""
    reading = [role.code for role in ROLES.values() if role.reads in {"office", "unit", "own"}]
    held = Holding.objects.filter(in_force(on), post__agency=None, post__role__in=reading)
    highest = held.values("official_id").annotate(cleared=Max("post__clearance"))
    classes = [row["cleared"] for row in highest]
    return {secrecy: sum(1 for one in classes if one >= secrecy) for secrecy in range(4)}


def telephone_of(official_id: int) -> str:
    """Return the telephone at which an official is reached at work; the unit's where none is the official's own."""
    own = Official.objects.filter(pk=official_id).values_list("telephone", flat=True).first()
    unit = Holding.objects.filter(official_id=official_id, post__unit__isnull=False).order_by("-valid_from")
    return own or unit.values_list("post__unit__telephone", flat=True).first() or ""


def officials_holding(role: str, *, on: date, unit_ids: Iterable[int] = ()) -> QuerySet[Holding]:
    """Return who holds posts of a role on a day, with official and post."""
    found = Holding.objects.filter(in_force(on), post__role=role).select_related("official", "post", "post__unit")
    wanted = list(unit_ids)
    return (found.filter(post__unit_id__in=wanted) if wanted else found).order_by("post__code")


def officer_choices(role: str, on: date, *, division: int | None = None) -> list[tuple[int, str]]:
    """Return officials of a role as choices, with their unit, or of one division; kept for `CACHE_SECONDS`."""
    units = units_below(division) if division is not None else ()
    return kept(
        ("officers", role, on, division),
        lambda: [
            (held.official_id, f"{held.official} · {held.post.unit.name_th if held.post.unit else ''}")
            for held in officials_holding(role, on=on, unit_ids=units)
        ],
    )


def approval_of(agency_id: int) -> str:
    """Return which of an agency's answers wait for an approver: a code of `agency_side.APPROVALS`."""

    def read() -> str:
        return AgencyRule.objects.filter(pk=agency_id).values_list("approval", flat=True).first() or "none"

    return kept(("approval", agency_id), read)


def liaisons_of(agency_id: int, *, on: date) -> QuerySet[Holding]:
    """Return the liaison officers of an agency on a day."""
    return officials_holding("agency_liaison", on=on).filter(post__agency_id=agency_id)


@dataclass(frozen=True)
class Answerable:
    """Who answers for an agency: how its head is addressed, and who holds its posts of CCEO."""

    agency_id: int
    head_title: str
    cceos: tuple[Holding, ...]


def head_and_cceo_of(agency_id: int, *, on: date) -> Answerable:
    """Return whom a third reminder goes to. Raises: AgencyUnknown."""
    found = agency_by_id(agency_id)
    cceos = officials_holding("cceo", on=on).filter(post__agency_id=agency_id)
    return Answerable(agency_id, head_title(found.kind, found.name_th), tuple(cceos))


def posts() -> QuerySet[Post]:
    """Return every post, as the reference data lists them."""
    return Post.objects.select_related("unit", "agency").order_by("pk")


def post_of_role(role: str) -> Post | None:
    """Return the first post of a role."""
    return Post.objects.filter(role=role).order_by("pk").first()


def unit_name(unit_id: int) -> str:
    """Return the name of a unit in the language of the page."""
    units = kept(("unit names",), lambda: {one.pk: one for one in Unit.objects.all()})
    return name_of(units[unit_id]) if unit_id in units else ""
