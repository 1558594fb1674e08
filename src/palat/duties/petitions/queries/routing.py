"""Which agency is competent, where a rule says so: the advice that stands beside the choice of agencies."""

from dataclasses import dataclass
from datetime import date

from palat.duties.petitions.models import Petition, Route
from palat.duties.petitions.queries.catalogue import in_force
from palat.kernel.organisation.queries import AgencyUnknown, agency_by_code, agency_by_id, agency_parents


@dataclass(frozen=True)
class Advice:
    """What a rule says about where a petition goes; `agency_id` is offered, never chosen by itself."""

    words_th: str
    words_en: str
    agency_id: int | None
    provision: str
    mark: str


def advice_for(matter_id: int, kind: str, *, on: date) -> list[Advice]:
    """Return what the rules in force on a day say of a petition: of its accused agency, or by the words it uses.

    An accusation against any other agency goes to the body above it (provisional).
    """
    petition = Petition.objects.only("accused", "accused_agency_id", "text").get(pk=matter_id)
    said = petition.accused if kind == "accusation" and petition.accused else petition.text
    above = _above(petition.accused_agency_id)
    found = [
        Advice(route.advice_th, route.advice_en, _number_of(route.send_to), route.provision, route.mark)
        for route in Route.objects.filter(in_force(on)).order_by("code")
        if kind in route.kinds and _speaks_of(route, said, above)
    ]
    if not found and kind == "accusation" and len(above) > 1:
        words = (
            "ผู้ถูกร้องเรียนอยู่ในหน่วยงานนี้ ให้ส่งหน่วยงานที่กำกับดูแล",
            "The accused belongs to this agency: send it to the body above",
        )
        found.append(Advice(*words, above[1], "office.practice", "provisional"))
    return found


def _above(agency_id: int | None) -> list[int]:
    """Return an agency and the bodies above it, nearest first."""
    chain: list[int] = []
    parents = agency_parents()
    while agency_id is not None and agency_id not in chain:
        chain.append(agency_id)
        agency_id = parents.get(agency_id, ("", None))[1]
    return chain


def _speaks_of(route: Route, said: str, above: list[int]) -> bool:
    if above:
        return any(agency_by_id(one).code == route.about for one in above)
    return any(word in said for word in route.words.split("|") if word)


def _number_of(code: str) -> int | None:
    try:
        return int(agency_by_code(code).pk)
    except AgencyUnknown:
        return None
