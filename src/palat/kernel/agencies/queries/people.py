"""Who works for an agency: its members, sections, invitations, and what became of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from palat.kernel.agencies.models import Invitation
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.models import InHand
from palat.kernel.organisation.agency_side import AGENCY_ROLES, SYSTEM, WRITERS
from palat.kernel.organisation.models import Holding, Section
from palat.kernel.organisation.queries import actor_names, in_force


@dataclass(frozen=True)
class Member:
    """Someone who works for an agency, or did: the post, whether it is held today, how much lies in hand."""

    holding: Holding
    active: bool
    in_hand: int

    @property
    def name(self) -> str:
        """Who it is."""
        return str(self.holding.official)


def _held(agency_id: int) -> QuerySet[Holding]:
    """Return the holdings of people; an agency's own systems hold posts too, and never sign in."""
    roles = AGENCY_ROLES - {SYSTEM}
    found = Holding.objects.filter(post__agency_id=agency_id, post__role__in=roles, official__user__isnull=False)
    return found.select_related("official", "official__user", "post", "post__section")


def members(agency_id: int, *, on: date) -> list[Member]:
    """Return everyone who works for an agency or did, each once by the latest post, those of today first."""
    latest: dict[int, Holding] = {}
    for holding in _held(agency_id).order_by("valid_from", "pk"):
        kept = latest.get(holding.official_id)
        if kept is None or _holds(holding, on) or not _holds(kept, on):
            latest[holding.official_id] = holding
    counts = dict(
        InHand.objects.filter(track__agency_id=agency_id, track__final=False, official_id__in=latest)
        .values_list("official_id")
        .annotate(Count("pk"))
    )
    found = [Member(one, _holds(one, on), counts.get(one.official_id, 0)) for one in latest.values()]
    return sorted(found, key=lambda one: (not one.active, one.holding.post.role, one.name))


def _holds(holding: Holding, on: date) -> bool:
    return holding.valid_from <= on and (holding.valid_to is None or holding.valid_to > on)


def member(agency_id: int, official_id: int, *, on: date) -> Member | None:
    """Return one member of an agency, of today or of the past."""
    return next((one for one in members(agency_id, on=on) if one.holding.official_id == official_id), None)


def is_member(official_id: int, agency_id: int, roles: Collection[str], *, on: date) -> bool:
    """Say whether someone holds a post of one of these roles in an agency on a day."""
    held = _held(agency_id).filter(in_force(on), official_id=official_id)
    return held.filter(post__role__in=roles).exists()


def member_ids(agency_id: int, section_id: int | None, *, on: date, roles: Collection[str] = WRITERS) -> set[int]:
    """Return who holds a post of one of these roles on a day, in an agency or in one of its sections."""
    held = _held(agency_id).filter(in_force(on), post__role__in=roles)
    if section_id is not None:
        held = held.filter(post__section_id=section_id)
    return set(held.values_list("official_id", flat=True))


def writer_choices(agency_id: int, *, on: date) -> list[tuple[int, str]]:
    """Return who may be given work in an agency as choices, with post and section."""
    held = _held(agency_id).filter(in_force(on), post__role__in=WRITERS).order_by("official__given_name", "pk")
    return list({one.official_id: f"{one.official} · {one.post.section or one.post.title_th}" for one in held}.items())


def sections(agency_id: int) -> QuerySet[Section]:
    """Return the sections of an agency that are in use."""
    return Section.objects.filter(agency_id=agency_id, ended_on=None).order_by("name")


def section_choices(agency_id: int) -> list[tuple[int, str]]:
    """Return the sections of an agency as choices."""
    return [(one.pk, one.name) for one in sections(agency_id)]


def open_invitations(agency_id: int, *, at: datetime) -> QuerySet[Invitation]:
    """Return the invitations that nobody has taken up yet, newest first."""
    waiting = Invitation.objects.filter(agency_id=agency_id, used_at=None, withdrawn_at=None, expires_at__gt=at)
    return waiting.select_related("section").order_by("-made_at")


@dataclass(frozen=True)
class Done:
    """One event of an agency's own history, with who made it."""

    event: Told
    who: str


def history(agency_id: int, *, most: int = 300) -> list[Done]:
    """Return what was done inside an agency, newest first, with the names of whoever did it or was concerned."""
    events = events_of(f"agency:{agency_id}")[-most:]
    names = actor_names(one.actor for one in events)
    return [Done(one, names.get(one.actor, "")) for one in reversed(events)]


def accounts(agency_id: int, *, on: date) -> bool:
    """Say whether an agency has people with accounts, so that it needs no link."""
    return _held(agency_id).filter(in_force(on), official__user__is_active=True).exists()
