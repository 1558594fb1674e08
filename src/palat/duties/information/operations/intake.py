"""Receiving requests for official information: from the portal, at the counter, by post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from palat.duties.information.models import Part, Request
from palat.duties.information.operations.arriving import check_arrival
from palat.duties.information.procedure.words import CHANNELS, FORMS, KINDS, PART
from palat.duties.information.queries.listing import UNIT, takes_requests
from palat.duties.information.queries.reading import language_of, same_key
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.identities.operations import Person, new_person
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.receiving import (
    Matter,
    Received,
    attachment,
    build_matter,
    receive,
    track_at_receipt,
)
from palat.kernel.notices.ways import wish_of
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.text import subject_of

LEAST = 5  # characters by which something can be identified
LONGEST_SUBJECT = 300
MOST_PARTS = 30


@dataclass(frozen=True)
class Asked:
    """What someone asks for, in clean values. A request under s.11 needs no name, no number and no reason."""

    text: str
    kind: str = "general"
    channel: str = "web"
    subject: str = ""
    parts: tuple[str, ...] = ()  # empty: the whole text is one
    form: str = "copy"
    person_kind: str = "natural"
    person: Mapping[str, str] = field(default_factory=dict)
    answer_by: str = "code"
    tell_in: str = "th"
    arrived_on: date | None = None  # the day of the received stamp of a letter
    files: tuple[tuple[int, str], ...] = ()


def receive_request(*, asked: Asked, by: Actor, at: datetime) -> Matter:
    """Receive a request: the matter with its clock, one track for each part, a sealed person if one is named.

    Raises: UnableToAct where nothing can be identified, or the Office has no way to answer; NotAuthorised for an
    official who takes no requests.
    """
    if by.kind not in {"citizen", "system"} and not takes_requests(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่รับคำขอข้อมูลข่าวสาร"))
    received, rows = build_request(asked=asked, by=by, at=at)
    with transaction.atomic():
        matter = receive(received, *rows)
        enqueue("information.received", matter_id=matter.pk)
    return matter


def build_request(*, asked: Asked, by: Actor, at: datetime) -> tuple[Received, list[Model]]:
    """Build a request's rows without writing them. Raises: UnableToAct."""
    _refuse_what_cannot_be(asked, legal_date(at))
    received = build_matter(
        procedure="information_request",
        kind=asked.kind,
        subject=(asked.subject.strip() or subject_of(asked.text))[:LONGEST_SUBJECT],
        at=at,
        by=by,
        unit_id=unit_id(UNIT),
        facts={"channel": asked.channel} | ({"arrived": asked.arrived_on.isoformat()} if asked.arrived_on else {}),
        body={"text": asked.text},
        counts_from=asked.arrived_on,
    )
    number = received.matter.pk
    person = _sealed(asked, at)
    person_id = person.pk if person else None
    wish = wish_of(person_id, answer_by=asked.answer_by, tell_in=asked.tell_in, given=asked.person, at=at)
    request = Request(
        matter_id=number,
        person_id=person_id,
        channel=asked.channel,
        text=asked.text,
        language=language_of(asked.text),
        form=asked.form,
        answer_by=asked.answer_by,
        same_key=same_key(asked.text),
    )
    files = [
        attachment(matter_id=number, file_id=file_id, name=name, origin="petitioner", at=at)
        for file_id, name in asked.files
    ]
    parts: list[Model] = []
    for index, words in enumerate(asked.parts or (asked.text,), start=1):
        track = track_at_receipt(received, PART, label=subject_of(words)[:LONGEST_SUBJECT])
        parts += [track, Part(track_id=track.pk, matter_id=number, number=index, words=words)]
    return received, [*(one for one in (person, wish) if one), request, *parts, *files]


def _sealed(asked: Asked, at: datetime) -> Person | None:
    return new_person(id=ids.take(), kind=asked.person_kind, fields=asked.person, at=at) if asked.person else None


def _refuse_what_cannot_be(asked: Asked, today: date) -> None:
    if len(asked.text.strip()) < LEAST:
        raise UnableToAct(_("โปรดบอกข้อมูลข่าวสารที่ต้องการ ให้พอเข้าใจได้ว่าเป็นเรื่องใด"))
    known = (asked.kind in dict(KINDS), asked.channel in dict(CHANNELS), asked.form in dict(FORMS))
    if not all(known) or len(asked.parts) > MOST_PARTS or not all(one.strip() for one in asked.parts):
        raise UnableToAct(_("โปรดตรวจรายการที่ขอ"))
    if asked.kind == "own" and not asked.person.get("full_name"):
        raise UnableToAct(_("การขอข้อมูลข่าวสารส่วนบุคคลของตนต้องบอกชื่อ และแสดงตัวตนเมื่อรับข้อมูล"))
    check_arrival(asked.arrived_on, today)
