"""Recording a visit to the place, written on the spot and sent when there is a network again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from palat.duties.petitions.models import SiteVisit, Statement
from palat.kernel.history import ids
from palat.kernel.identities.operations import UnableToSeal, new_person
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment

MOST_STATEMENTS = 10
CLOCK_AHEAD = timedelta(minutes=10)  # a telephone's clock may be a little fast; a guard, no rule of the Office
COARSE = re.compile(r"-?\d{1,2}\.\d{1,2},-?\d{1,3}\.\d{1,2}")  # two decimals: about a kilometre


@dataclass(frozen=True)
class Said:
    """One statement: by whom, what, and the signature after it was read back."""

    name: str
    words: str
    read_back: bool
    signature: tuple[int, str] | None = None  # stored file and name


@dataclass(frozen=True)
class Visited:
    """A visit in clean values."""

    at: datetime
    place: str
    words: str
    coarse: str = ""
    photos: Sequence[tuple[int, str]] = ()
    statements: Sequence[Said] = ()


def record_visit(*, matter_id: int, visited: Visited, by: Actor, at: datetime) -> Event:
    """Record a visit with its pictures and statements on the matter.

    Raises: UnableToAct without words or place, for a moment to come, or for a statement that was not read back
    or not signed.
    """
    _check(visited, at)
    with acting(matter_id=matter_id, by=by, at=at) as act:
        return visit_place(act, visited)


def visit_place(act: Act, visited: Visited) -> Event:
    """Record a visit, within an act that is already open. Raises: as `record_visit`."""
    event = act.move(
        "site_visit",
        facts={"photos": len(visited.photos), "statements": len(visited.statements)},
        body={"place": visited.place, "words": visited.words, "said": [one.words for one in visited.statements]},
    )
    visit = _visit(act, visited)
    for number, one in enumerate(visited.statements, start=1):
        _statement(act, visit, one, number)
    return event


def _check(visited: Visited, at: datetime) -> None:
    if not visited.words.strip() or not visited.place.strip():
        raise UnableToAct(_("โปรดบันทึกสถานที่และสิ่งที่พบ"))
    if visited.at > at + CLOCK_AHEAD:
        raise UnableToAct(_("เวลาที่บันทึกอยู่ในอนาคต โปรดตรวจนาฬิกาของเครื่อง"))
    if visited.coarse and not COARSE.fullmatch(visited.coarse):
        raise UnableToAct(_("ตำแหน่งต้องเป็นตำแหน่งโดยประมาณ"))
    if len(visited.statements) > MOST_STATEMENTS:
        raise UnableToAct(_("บันทึกถ้อยคำได้ครั้งละไม่เกิน %(most)s คน") % {"most": MOST_STATEMENTS})
    for one in visited.statements:
        if not one.name.strip() or not one.words.strip():
            raise UnableToAct(_("บันทึกถ้อยคำต้องมีชื่อผู้ให้ถ้อยคำและถ้อยคำ"))
        if not one.read_back or one.signature is None:
            raise UnableToAct(_("ต้องอ่านถ้อยคำให้ผู้ให้ถ้อยคำฟัง และให้ลงลายมือชื่อก่อน"))


def _visit(act: Act, visited: Visited) -> SiteVisit:
    official_id = act.by.official_id
    if official_id is None:
        raise UnableToAct(_("ผู้บันทึกต้องเป็นเจ้าหน้าที่"))
    photos = [
        attachment(matter_id=act.matter.pk, file_id=file_id, name=name, origin="office", at=act.at)
        for file_id, name in visited.photos
    ]
    visit = SiteVisit(
        id=ids.take(),
        matter_id=act.matter.pk,
        at=visited.at,
        sent_at=act.at,
        place=visited.place,
        coarse=visited.coarse,
        words=visited.words,
        by_id=official_id,
        files=[one.pk for one in photos],
    )
    act.add(*photos, visit)
    return visit


def _statement(act: Act, visit: SiteVisit, one: Said, number: int) -> None:
    try:
        person = new_person(id=ids.take(), kind="natural", fields={"full_name": one.name}, at=act.at)
    except UnableToSeal as refused:
        raise UnableToAct(str(refused)) from refused
    file_id, name = one.signature or (0, "")
    ending = name.rpartition(".")[2]
    # Named by number, so that a file's name never tells who signed.
    label = _("ลายมือชื่อผู้ให้ถ้อยคำ %(number)s") % {"number": number} + (f".{ending}" if ending else "")
    signed = attachment(matter_id=act.matter.pk, file_id=file_id, name=label, origin="office", at=act.at)
    act.add(
        person,
        signed,
        Statement(id=ids.take(), visit_id=visit.pk, person_id=person.pk, words=one.words, signature_id=signed.pk),
    )


def site_visit(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, place: str, words: str) -> Event:
    """Record a visit in words only, from the desk."""
    return record_visit(matter_id=matter_id, visited=Visited(at=at, place=place, words=words), by=by, at=at)
