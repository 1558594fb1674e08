"""Receiving appeals: against an order of the Office from its tracking page, against any other agency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal
from palat.duties.information.operations import third_parties
from palat.duties.information.operations.appealing.admission import check_told_on
from palat.duties.information.operations.arriving import check_arrival
from palat.duties.information.procedure.appeal import APPEAL
from palat.duties.information.procedure.appeal_words import APPEAL_KINDS, OBJECTION, OWN
from palat.duties.information.procedure.words import CHANNELS
from palat.duties.information.queries.appealing.ground import (
    Appealable,
    order_on_request,
    rejected_objection,
    stands_already,
)
from palat.duties.information.queries.appealing.listing import TRIBUNALS, takes_appeals
from palat.duties.information.queries.appealing.receiving import counts_as_received
from palat.duties.information.queries.times import last_day_of_appeal
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.history import ids
from palat.kernel.identities.operations import new_person
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct, lock_together
from palat.kernel.matters.operations.receiving import (
    Matter,
    Received,
    attachment,
    build_matter,
    link_at_receipt,
    receive,
)
from palat.kernel.notices.ways import wish_of
from palat.kernel.organisation.queries import agency_by_id, unit_id
from palat.kernel.pages.text import subject_of

LEAST = 5
LONGEST_SUBJECT = 300
NOON = time(12)  # the hour of a letter of which only the day is known


@dataclass(frozen=True)
class Appealed:
    """What someone appeals against, in clean values."""

    text: str
    kind: str = ""
    channel: str = "web"
    order_words: str = ""
    request_id: int | None = None
    party_id: int | None = None
    agency_id: int | None = None
    told_on: date | None = None
    person_kind: str = "natural"
    person: Mapping[str, str] = field(default_factory=dict)
    answer_by: str = "code"
    tell_in: str = "th"
    arrived_on: date | None = None  # the day on which a letter came
    files: tuple[tuple[int, str], ...] = ()


def receive_appeal(*, appealed: Appealed, by: Actor, at: datetime) -> Matter:
    """Receive an appeal: the matter with its clocks, tied to the request it arises from, whoever it is sealed.

    Whether it is late is not judged here: a person decides, by the days that are kept. An objection that is appealed
    is kept back from this very moment. Raises: UnableToAct where there is nothing to appeal, or one stands already;
    NotAuthorised for an official who takes no appeals.
    """
    if by.kind not in {"citizen", "system"} and not takes_appeals(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่รับคำอุทธรณ์"))
    with transaction.atomic():
        if appealed.request_id is not None:
            lock_together([appealed.request_id])  # two appeals against one order never stand beside each other
        ground = _ground(appealed)
        received, rows = build_appeal(appealed=appealed, ground=ground, by=by, at=at)
        matter = receive(received, *rows)
        if ground and ground.party_id is not None:
            _keep_back(ground, matter, at)
        enqueue("information.appeal_received", matter_id=matter.pk)
    return matter


def _ground(appealed: Appealed) -> Appealable | None:
    """Return the order of the Office that is appealed, None for another agency's. Raises: UnableToAct."""
    if appealed.request_id is None and appealed.party_id is None:
        return None
    if appealed.party_id is not None:
        found = rejected_objection(appealed.party_id)
    else:
        found = order_on_request(appealed.request_id or 0)
    if found is None or found.request_id != appealed.request_id:
        raise UnableToAct(_("ยังไม่มีคำสั่งที่อุทธรณ์ได้ในเรื่องนี้"))
    if stands_already(found):
        raise UnableToAct(_("มีคำอุทธรณ์คำสั่งนี้อยู่ระหว่างพิจารณาแล้ว"))
    return found


def _keep_back(ground: Appealable, matter: Matter, at: datetime) -> None:
    """Let what the appeal concerns wait for the ruling, where it has not left already."""
    if ground.party_id is None:
        return
    try:
        with transaction.atomic():
            third_parties.party_appeals(
                matter_id=ground.request_id, track_id=ground.party_id, by=SYSTEM, at=at, words=matter.reference
            )
    except UnableToAct:
        return  # the embargo was over: the appeal is late, and a person says so


def build_appeal(
    *, appealed: Appealed, ground: Appealable | None, by: Actor, at: datetime
) -> tuple[Received, list[Model]]:
    """Build an appeal's rows without writing them. Raises: UnableToAct."""
    _refuse_what_cannot_be(appealed, ground, legal_date(at))
    filed_at = datetime.combine(appealed.arrived_on, NOON, tzinfo=BANGKOK) if appealed.arrived_on else at
    received_on = counts_as_received(filed_at, channel=appealed.channel)
    kind = ground.kind if ground else appealed.kind
    told_on = (ground.told_on if ground else None) or appealed.told_on
    received = build_matter(
        procedure=APPEAL,
        kind=kind,
        subject=_subject(appealed, ground),
        at=at,
        by=by,
        unit_id=unit_id(TRIBUNALS),
        facts={"channel": appealed.channel, "filed_at": filed_at.isoformat(), "received_on": received_on.isoformat()},
        body={"text": appealed.text},
        counts_from=received_on,
    )
    number = received.matter.pk
    rows: list[Model] = []
    person_id = ground.person_id if ground and not appealed.person else None
    if person_id is None:
        person = new_person(id=ids.take(), kind=appealed.person_kind, fields=appealed.person, at=at)
        wish = wish_of(person.pk, answer_by=appealed.answer_by, tell_in=appealed.tell_in, given=appealed.person, at=at)
        rows += [one for one in (person, wish) if one]
        person_id = person.pk
    appeal = Appeal(
        matter_id=number,
        person_id=person_id,
        channel=appealed.channel,
        answer_by=appealed.answer_by,
        request_id=ground.request_id if ground else None,
        party_id=ground.party_id if ground else None,
        agency_id=None if ground else appealed.agency_id,
        order_words=appealed.order_words.strip() or (ground.reference if ground else ""),
        text=appealed.text,
        filed_at=filed_at,
        received_on=received_on,
        told_on=told_on,
        last_day=last_day_of_appeal(told_on, kind="own" if kind == OWN else "general") if told_on else None,
    )
    rows.append(appeal)
    rows += [
        attachment(matter_id=number, file_id=file_id, name=name, origin="petitioner", at=at)
        for file_id, name in appealed.files
    ]
    if ground:
        rows.append(link_at_receipt(received, ground.request_id, "appeals"))
    return received, rows


def _subject(appealed: Appealed, ground: Appealable | None) -> str:
    """Return how the appeal is called: by the agency and the order, never by who appeals."""
    if ground and ground.kind == OBJECTION:
        return _("อุทธรณ์คำสั่งไม่รับฟังคำคัดค้าน คำขอ %(number)s") % {"number": ground.reference}
    if ground:
        return (_("อุทธรณ์: %(subject)s") % {"subject": ground.subject})[:LONGEST_SUBJECT]
    agency = agency_by_id(appealed.agency_id or 0).name_th
    return f"{agency}: {subject_of(appealed.order_words)}"[:LONGEST_SUBJECT]


def _refuse_what_cannot_be(appealed: Appealed, ground: Appealable | None, today: date) -> None:
    if len(appealed.text.strip()) < LEAST:
        raise UnableToAct(_("โปรดเขียนว่าไม่เห็นด้วยกับคำสั่งข้อใด เพราะเหตุใด"))
    if appealed.channel not in dict(CHANNELS):
        raise UnableToAct(_("โปรดเลือกช่องทาง"))
    check_arrival(appealed.arrived_on, today)
    check_told_on(appealed.told_on, appealed.arrived_on or today)
    if ground is None:
        if appealed.kind not in dict(APPEAL_KINDS) or appealed.agency_id is None or not appealed.order_words.strip():
            raise UnableToAct(_("โปรดเลือกหน่วยงาน ชนิดของคำอุทธรณ์ และระบุคำสั่งที่อุทธรณ์"))
        if not appealed.person.get("full_name"):
            raise UnableToAct(_("โปรดระบุชื่อผู้อุทธรณ์ เพื่อแจ้งคำวินิจฉัย"))
    elif ground.person_id is None and not appealed.person.get("full_name"):
        raise UnableToAct(_("โปรดระบุชื่อผู้อุทธรณ์ เพื่อแจ้งคำวินิจฉัย"))
