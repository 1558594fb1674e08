"""Cases that may be the same as what is being registered: by person, by what is told, and by kind and place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.queries.like_texts import Like, like_texts
from palat.kernel.identities.queries import find_like, find_same
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.organisation.queries import area_by_words

MOST = 5
RECENT_DAYS = 180


@dataclass(frozen=True)
class Likely:
    """A case that may be the same, and why it is shown."""

    code: str
    number: str
    subject: str
    received_at: datetime
    state: str
    why: str
    open: bool = False


def likely_same(
    *,
    by: Actor,
    at: datetime,
    phone: str = "",
    national_id: str = "",
    email: str = "",
    category: str = "",
    place_words: str = "",
    text: str = "",
) -> list[Likely]:
    """Return cases of the same person, then those that tell the same, then recent open ones of one kind and place.

    Only what the viewer may open is returned, and nothing tells how many there are besides.
    """
    same = _of_person(by, {"phone": phone, "national_id": national_id, "email": email})
    area = area_by_words(place_words) if place_words else None
    told = like_texts(by=by, at=at, text=text, area_id=area)
    return _each_once([*same, *_of_text(told), *_of_place(by, at, category, area)])


def like_this(matter: Matter, *, by: Actor, at: datetime) -> list[Likely]:
    """Return cases that may be the same as one already registered: of the same person, kind and place."""
    petition = Petition.objects.only("person_id", "text").get(pk=matter.pk)
    same: list[Likely] = []
    if petition.person_id:
        others = list(find_like(petition.person_id))
        petitions = Petition.objects.filter(person_id__in=others).exclude(pk=matter.pk).values_list("pk", flat=True)
        found = visible(by).filter(pk__in=list(petitions)[:50]).order_by("-received_at")[:MOST]
        same = [_likely(one, _("ผู้ร้องคนเดียวกัน")) for one in found]
    if not matter.restricted and not matter.secrecy:
        received = matter.received_at
        told = like_texts(by=by, at=received, text=petition.text, area_id=matter.area_id, but=matter.pk)
        same = _each_once([*same, *_of_text(told)])
    if not matter.category or not matter.area_id:
        return same
    near = (
        _open_cases(by, at, matter.category, matter.area_id)
        .exclude(pk=matter.pk)
        .exclude(code__in=[one.code for one in same])
    )
    return [*same, *(_likely(one, _("ประเภทและพื้นที่เดียวกัน")) for one in near[:MOST])][:MOST]


def _of_person(by: Actor, fields: dict[str, str]) -> list[Likely]:
    persons = find_same(fields={name: value for name, value in fields.items() if value})
    if not persons:
        return []
    petitions = Petition.objects.filter(person_id__in=persons).values_list("pk", flat=True)
    found = visible(by).filter(pk__in=list(petitions)[:50]).order_by("-received_at")[:MOST]
    return [_likely(matter, _("ผู้ร้องคนเดียวกัน")) for matter in found]


def _of_text(told: list[Like]) -> list[Likely]:
    return [_likely(one.matter, one.why) for one in told]


def _each_once(found: list[Likely]) -> list[Likely]:
    """Keep each case once, with the first reason that was given for it."""
    first: dict[str, Likely] = {}
    for one in found:
        first.setdefault(one.code, one)
    return list(first.values())[:MOST]


def _of_place(by: Actor, at: datetime, category: str, area: str | None) -> list[Likely]:
    if not category or not area:
        return []
    found = _open_cases(by, at, category, area)[:MOST]
    return [_likely(matter, _("ประเภทและพื้นที่เดียวกัน")) for matter in found]


def _open_cases(by: Actor, at: datetime, category: str, area: str) -> QuerySet[Matter]:
    """Return the recent open cases of a category in the same district, newest first."""
    return (
        visible(by)
        .filter(
            procedure="petition",
            category=category,
            closed_at=None,
            area__pk__startswith=area[:4],
            received_at__gte=at - timedelta(days=RECENT_DAYS),
        )
        .order_by("-received_at")
    )


def _likely(matter: Matter, why: str) -> Likely:
    is_open = matter.closed_at is None
    return Likely(matter.code, matter.number, matter.subject, matter.received_at, matter.state, why, is_open)
