"""Receiving complaints about agencies, and requests to check where one says that it holds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.operations.arriving import check_arrival
from palat.duties.information.procedure.complaint_words import ASKED_FIRST, CHECK, COMPLAINT, KINDS, NOT_HELD
from palat.duties.information.procedure.words import CHANNELS
from palat.duties.information.queries.complaints.listing import OFFICE, takes_complaints
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.identities.operations import Person, new_person
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.agencies import in_its_place
from palat.kernel.matters.operations.links import link_at_receipt
from palat.kernel.matters.operations.receiving import Matter, Received, attachment, build_matter, receive
from palat.kernel.notices.ways import wish_of
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.text import subject_of

LEAST = 5  # characters by which information can be identified
LONGEST_SUBJECT = 300


@dataclass(frozen=True)
class Complained:
    """What someone complains of, in clean values."""

    kind: str
    agency_id: int
    wanted: str
    text: str = ""
    asked_on: date | None = None
    channel: str = "web"
    person_kind: str = "natural"
    person: Mapping[str, str] = field(default_factory=dict)
    answer_by: str = "code"
    tell_in: str = "th"
    arrived_on: date | None = None  # the day of the received stamp of a letter
    files: tuple[tuple[int, str], ...] = ()
    request_id: int | None = None  # the request to this Office from which it arises
    person_id: int | None = None  # who asked there: the same sealed person, who is not asked again


def receive_complaint(*, complained: Complained, by: Actor, at: datetime) -> Matter:
    """Receive a complaint or a request to check: the matter with its clock, a sealed person if one is named.

    Raises: UnableToAct where nothing can be identified or the agency is none; NotAuthorised for an official of
    another unit.
    """
    if by.kind not in {"citizen", "system"} and not takes_complaints(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่รับเรื่องร้องเรียนตามกฎหมายข้อมูลข่าวสาร"))
    if complained.request_id and by.matter_id != complained.request_id:
        raise NotAuthorised(_("ร้องเรียนจากคำขอนี้ได้เฉพาะผู้ที่มีรหัสของคำขอ"))
    received, rows = build_complaint(complained=complained, by=by, at=at)
    with transaction.atomic():
        matter = receive(received, *rows)
        enqueue("information.received", matter_id=matter.pk)
    return matter


def build_complaint(*, complained: Complained, by: Actor, at: datetime) -> tuple[Received, list[Model]]:
    """Build a complaint's rows without writing them. Raises: UnableToAct."""
    _refuse_what_cannot_be(complained, legal_date(at))
    agency = in_its_place(complained.agency_id, on=at)
    arrived = complained.arrived_on
    received = build_matter(
        procedure=CHECK if complained.kind == NOT_HELD else COMPLAINT,
        kind=complained.kind,
        subject=subject_of(complained.wanted)[:LONGEST_SUBJECT],
        at=at,
        by=by,
        unit_id=unit_id(OFFICE),
        facts={"channel": complained.channel, "against": agency.pk}
        | ({"arrived": arrived.isoformat()} if arrived else {}),
        body={"text": complained.text, "wanted": complained.wanted},
        counts_from=arrived,
    )
    number = received.matter.pk
    person = _sealed(complained, at)
    wish = wish_of(
        person.pk if person else None,
        answer_by=complained.answer_by,
        tell_in=complained.tell_in,
        given=complained.person,
        at=at,
    )
    row = Complaint(
        matter_id=number,
        agency_id=agency.pk,
        person_id=person.pk if person else complained.person_id,
        channel=complained.channel,
        wanted=complained.wanted,
        asked_on=complained.asked_on,
        text=complained.text,
        answer_by=complained.answer_by,
    )
    files = [
        attachment(matter_id=number, file_id=file_id, name=name, origin="petitioner", at=at)
        for file_id, name in complained.files
    ]
    request_id = complained.request_id
    arises = [link_at_receipt(received, target_id=request_id, kind="arises_from", at=at)] if request_id else []
    return received, [*(one for one in (person, wish) if one), row, *files, *arises]


def _sealed(complained: Complained, at: datetime) -> Person | None:
    if not complained.person:
        return None
    return new_person(id=ids.take(), kind=complained.person_kind, fields=complained.person, at=at)


def _refuse_what_cannot_be(complained: Complained, today: date) -> None:
    if complained.kind not in dict(KINDS) or complained.channel not in dict(CHANNELS):
        raise UnableToAct(_("โปรดเลือกเหตุที่ร้องเรียน"))
    if len(complained.wanted.strip()) < LEAST:
        raise UnableToAct(_("โปรดบอกข้อมูลข่าวสารที่เกี่ยวข้อง ให้พอเข้าใจได้ว่าเป็นเรื่องใด"))
    check_arrival(complained.arrived_on, today)
    if complained.asked_on and complained.asked_on > (complained.arrived_on or today):
        raise UnableToAct(_("วันที่ยื่นคำขอต่อหน่วยงานต้องไม่หลังวันที่ร้องเรียน"))
    if complained.kind in ASKED_FIRST and complained.asked_on is None:
        raise UnableToAct(_("โปรดบอกวันที่ยื่นคำขอต่อหน่วยงาน โดยประมาณก็ได้ ถ้ายังไม่ได้ขอ โปรดยื่นคำขอต่อหน่วยงานก่อน"))
