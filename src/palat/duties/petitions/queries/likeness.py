"""Cases that may be the same as what is being registered: by person, by what is told, and by kind and place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.queries.campaigns import Place, places
from palat.duties.petitions.queries.like_texts import like_texts
from palat.kernel.identities.queries import find_like, find_same
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.organisation.queries import area_by_words

MOST = 5
RECENT_DAYS = 180


@dataclass(frozen=True)
class Likely:
    """A case that may be the same, and why it is shown."""

    id: int
    code: str
    number: str
    subject: str
    received_at: datetime
    state: str
    why: str
    open: bool = False
    same_person: bool = False
    join_code: str = ""  # the petition itself, where the case shown took it in: its petitioner adds facts there
    campaign: Place | None = None


Found = tuple[Matter, str, bool]  # a petition, why it is shown, whether it is of the same person


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
    area = area_by_words(place_words) if place_words else area_by_words(text[:MOST_FOR_PLACE])
    same = _of_person(by, find_same(fields=_given(phone=phone, national_id=national_id, email=email)))
    told = [(one.matter, one.why, False) for one in like_texts(by=by, at=at, text=text, area_id=area)]
    near = ((one, _("ประเภทและพื้นที่เดียวกัน"), False) for one in _of_place(by, at, category, area))
    return _shown([*same, *told, *near], by)


MOST_FOR_PLACE = 1_000  # letters of a text in which a place is looked for


def like_this(matter: Matter, *, by: Actor, at: datetime) -> list[Likely]:
    """Return cases that may be the same as one already registered: by person, by what is told, by kind and place.

    What it is merged with is not shown again.
    """
    petition = Petition.objects.only("person_id", "text").get(pk=matter.pk)
    found = _of_person(by, find_like(petition.person_id)) if petition.person_id else []
    if not matter.restricted and not matter.secrecy:
        received = matter.received_at
        told = like_texts(by=by, at=received, text=petition.text, area_id=matter.area_id, but=matter.pk)
        found += [(one.matter, one.why, False) for one in told]
    near = _of_place(by, at, matter.category, matter.area_id)
    found += [(one, _("ประเภทและพื้นที่เดียวกัน"), False) for one in near]
    return _shown(found, by, but={matter.pk, matter.merged_into_id})


def _given(**fields: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


def _of_person(by: Actor, persons: Iterable[int]) -> list[Found]:
    known = list(persons)
    if not known:
        return []
    petitions = Petition.objects.filter(person_id__in=known).values_list("pk", flat=True)
    found = visible(by).filter(pk__in=list(petitions)[:50]).order_by("-received_at")[:MOST]
    return [(matter, _("ผู้ร้องคนเดียวกัน"), True) for matter in found]


def _of_place(by: Actor, at: datetime, category: str, area: str | None) -> "Iterable[Matter]":
    """Return the recent open cases of a category in the same district, newest first."""
    return _open_cases(by, at, category, area)[: MOST + 1] if category and area else ()


def _open_cases(by: Actor, at: datetime, category: str, area: str) -> QuerySet[Matter]:
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


def _shown(found: Iterable[Found], by: Actor, but: Collection[int | None] = ()) -> list[Likely]:
    """Return each case once, with the first reason given for it; for what was merged, the case that took it in."""
    listed = list(found)
    into = {matter.merged_into_id for matter, _why, _same in listed if matter.merged_into_id}
    cases = {one.pk: one for one in visible(by).filter(pk__in=into)} if into else {}
    first: dict[int, Likely] = {}
    for matter, why, same_person in listed:
        case = cases.get(matter.merged_into_id) if matter.merged_into_id else matter
        if case is None or case.pk in but or matter.pk in but:
            continue
        said = why if case is matter else f"{why} · {_('พบจากเรื่องที่รวมไว้ในเรื่องนี้')}"
        first.setdefault(case.pk, replace(_likely(case, said, same_person), join_code=matter.code))
    shown = list(first.values())[:MOST]
    campaigns = places([one.id for one in shown], by) if shown else {}
    return [replace(one, campaign=campaigns.get(one.id)) for one in shown]


def _likely(matter: Matter, why: str, same_person: bool) -> Likely:
    return Likely(
        id=matter.pk,
        code=matter.code,
        number=matter.number,
        subject=matter.subject,
        received_at=matter.received_at,
        state=matter.state,
        why=why,
        open=matter.closed_at is None,
        same_person=same_person,
    )
