"""Cases that may be the same as what is being registered: by person, and by kind and place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.kernel.identities.queries import find_same
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
    """Return cases of the same person, then recent open ones of the same kind and place.

    Only what the viewer may open is returned, and nothing tells how many there are besides.
    """
    same = _of_person(by, {"phone": phone, "national_id": national_id, "email": email})
    known = {one.code for one in same}
    like = [one for one in _of_place(by, at, category, place_words) if one.code not in known]
    return [*same, *like][:MOST]


def _of_person(by: Actor, fields: dict[str, str]) -> list[Likely]:
    persons = find_same(fields={name: value for name, value in fields.items() if value})
    if not persons:
        return []
    petitions = Petition.objects.filter(person_id__in=persons).values_list("pk", flat=True)
    found = visible(by).filter(pk__in=list(petitions)[:50]).order_by("-received_at")[:MOST]
    return [_likely(matter, _("ผู้ร้องคนเดียวกัน")) for matter in found]


def _of_place(by: Actor, at: datetime, category: str, place_words: str) -> list[Likely]:
    area = area_by_words(place_words) if place_words else None
    if not category or not area:
        return []
    found = (
        visible(by)
        .filter(
            procedure="petition",
            category=category,
            closed_at=None,
            area_id__startswith=area[:4],
            received_at__gte=at - timedelta(days=RECENT_DAYS),
        )
        .order_by("-received_at")[:MOST]
    )
    return [_likely(matter, _("ประเภทและพื้นที่เดียวกัน")) for matter in found]


def _likely(matter: Matter, why: str) -> Likely:
    return Likely(matter.code, matter.number, matter.subject, matter.received_at, matter.state, why)
