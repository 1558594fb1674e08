"""Receiving what citizens bring: petitions that become matters, and contacts that end as contacts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Contact, Petition
from palat.duties.petitions.procedure.contacts import SETTLERS, TAKERS
from palat.duties.petitions.procedure.words import CONTACT_ONLY
from palat.duties.petitions.reading import danger_to_life, touches_monarchy
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.identities.normalising import arabic_digits
from palat.kernel.identities.operations import Person, create_person, new_person
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.matters.operations.bars import keep_out
from palat.kernel.matters.operations.receiving import Matter, Received, attachment, build_matter, receive
from palat.kernel.notices.ways import wish_of
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.text import subject_of

INTAKE_UNIT = "psc.intake"


class UnableToReceive(Exception):
    """What was brought cannot be received; the message says what is missing."""


@dataclass(frozen=True)
class Arrival:
    """How it reached the Office, by channel: what a letter bears, at which counter, in which language, who sent it."""

    postmarked_on: date | None = None
    arrived_on: date | None = None
    counter: str = ""
    language: str = ""
    interpreter: bool = False
    sender: Mapping[str, str] = field(default_factory=dict)  # caller or sender, where not the petitioner


@dataclass(frozen=True)
class Brought:
    """What someone brought, in clean values: who, what, where, how it should be kept."""

    kind: str
    channel: str
    text: str
    subject: str = ""
    wanted: str = ""
    category: str = ""
    area_id: str | None = None
    place_words: str = ""
    person_kind: str = "natural"
    person: Mapping[str, str] = field(default_factory=dict)
    proxy: Mapping[str, str] = field(default_factory=dict)
    conceal: tuple[str, ...] = ()
    accused: str = ""
    accused_agency_id: int | None = None
    answer_by: str = "code"  # code | email | sms | line | phone | post
    tell_in: str = "th"
    danger: bool = False
    restricted: bool = False
    secrecy: int = 0
    alias: str = ""
    files: tuple[tuple[int, str], ...] = ()  # stored file and name
    arrival: Arrival = Arrival()


def file_petition(*, brought: Brought, by: Actor, at: datetime, contact_id: int | None = None) -> Matter:
    """Receive a petition: a sealed person, the matter with its clocks, the contact, one job.

    Everything that the act owes is written in two statements of one transaction. `contact_id`: a contact
    logged before, of which this makes a case; then none is added.
    Raises: UnableToReceive when nothing was said, or a class of secrecy is set that the official may not set;
    NotAuthorised for an official who takes no petitions.
    """
    _require_taker(by)
    _require_may_set(brought.secrecy, by)
    received, rows = build_petition(brought=brought, by=by, at=at)
    with transaction.atomic():
        if contact_id is not None:
            rows = [row for row in rows if not isinstance(row, Contact)]
        matter = receive(received, *rows)
        if brought.accused_agency_id is not None:
            keep_out(matter_id=matter.pk, agency_id=brought.accused_agency_id)
        if contact_id is not None:
            settle(contact_id=contact_id, outcome="case", matter_id=matter.pk, by=by, at=at)
        enqueue("petitions.received", matter_id=matter.pk)
    return matter


def _require_taker(by: Actor) -> None:
    """Refuse whoever does not take what citizens bring. Raises: NotAuthorised."""
    if by.kind not in {"citizen", "system"} and not TAKERS & held_roles(by.authority):
        raise NotAuthorised(_("คุณไม่มีหน้าที่รับการติดต่อ"))


def _require_may_set(secrecy: int, by: Actor) -> None:
    """Refuse a class of secrecy above what the official is cleared for. Raises: UnableToReceive."""
    if secrecy and by.authority is not None and by.authority.clearance() < secrecy:
        raise UnableToReceive(_("ชั้นความลับนี้สูงกว่าที่ตำแหน่งของคุณกำหนดได้ โปรดส่งให้หัวหน้าเวร"))


def build_petition(*, brought: Brought, by: Actor, at: datetime, source_row: str = "") -> tuple[Received, list[Model]]:
    """Build a petition's rows without writing them. Raises: UnableToReceive where nothing was said."""
    if len(brought.text.strip()) < 5:
        raise UnableToReceive(_("โปรดเล่าเรื่องที่ต้องการแจ้ง"))
    received = _received(brought, by, at)
    number = received.matter.pk
    person = _sealed(brought.person, brought.person_kind, at)
    proxy = _sealed(brought.proxy, "natural", at)
    sender = _sealed(brought.arrival.sender, "natural", at)
    petition = _petition(brought, number, person, proxy, source_row)
    wish = wish_of(_id(person), answer_by=brought.answer_by, tell_in=brought.tell_in, given=brought.person, at=at)
    contact = _contact(brought, by, at, _id(person), number, _id(sender))
    files = [
        attachment(matter_id=number, file_id=file_id, name=name, origin="petitioner", at=at)
        for file_id, name in brought.files
    ]
    return received, [*(one for one in (person, proxy, sender, wish) if one), petition, contact, *files]


def _received(brought: Brought, by: Actor, at: datetime) -> Received:
    """Build the matter: what touches the monarchy goes to its queue, danger to life to the top and on its clock."""
    arrived_on = _day_of_arrival(brought, legal_date(at))
    said = f"{brought.subject}\n{brought.text}\n{brought.wanted}"
    danger = brought.danger or danger_to_life(said)
    restricted = "royal" if brought.restricted or touches_monarchy(said) else ""
    return build_matter(
        procedure="petition",
        kind=brought.kind,
        subject=(brought.subject.strip() or subject_of(brought.text))[:300],
        at=at,
        by=by,
        unit_id=unit_id(INTAKE_UNIT),
        facts={"channel": brought.channel} | ({"arrived": arrived_on.isoformat()} if arrived_on else {}),
        body={"text": brought.text, "wanted": brought.wanted},
        category="" if restricted else brought.category,
        urgency=0 if danger else 4,
        secrecy=brought.secrecy,
        restricted=restricted,
        area_id=brought.area_id,
        alias=brought.alias,
        starts=[("life", "petition.life_at_risk")] if danger else [],
        counts_from=arrived_on,
    )


def _sealed(fields: Mapping[str, str], kind: str, at: datetime) -> Person | None:
    """Build the sealed row of who is told of, if anybody is."""
    return new_person(id=ids.take(), kind=kind, fields=fields, at=at) if fields else None


def _id(person: Person | None) -> int | None:
    return person.pk if person else None


def _petition(brought: Brought, number: int, person: Person | None, proxy: Person | None, source_row: str) -> Petition:
    return Petition(
        matter_id=number,
        person_id=_id(person),
        proxy_id=_id(proxy),
        channel=brought.channel,
        text=brought.text,
        wanted=brought.wanted,
        place_words=brought.place_words,
        accused=brought.accused,
        accused_agency_id=brought.accused_agency_id,
        anonymous=person is None,
        conceal=list(brought.conceal),
        answer_by=brought.answer_by,
        source_row=source_row,
    )


def _day_of_arrival(brought: Brought, today: date) -> date | None:
    """Return the day of the received stamp from which the clocks of a letter count.

    Raises: UnableToReceive for a day to come, or further back than the dated row `petition.post_back` allows.
    """
    arrived_on = brought.arrival.arrived_on
    if brought.channel != "post" or arrived_on is None:
        return None
    if arrived_on > today:
        raise UnableToReceive(_("วันที่หนังสือถึงสำนักงานต้องไม่เกินวันนี้"))
    most = limit("petition.post_back", on=today).amount
    if arrived_on < today - timedelta(days=most):
        raise UnableToReceive(_("วันที่หนังสือถึงสำนักงานย้อนหลังได้ไม่เกิน %(days)d วัน โปรดตรวจตราประทับรับอีกครั้ง") % {"days": most})
    return arrived_on


def _contact(
    brought: Brought, by: Actor, at: datetime, person_id: int | None, matter_id: int, caller_id: int | None
) -> Contact:
    arrival = brought.arrival
    return Contact(
        id=ids.take(),
        at=at,
        channel=brought.channel,
        kind=brought.kind,
        outcome="case",
        person_id=person_id,
        caller_id=caller_id,
        matter_id=matter_id,
        taken_by_id=by.official_id,
        postmarked_on=arrival.postmarked_on,
        arrived_on=arrival.arrived_on,
        counter=arrival.counter,
        language=arrival.language,
        interpreter=arrival.interpreter,
    )


def log_contact(
    *,
    kind: str,
    channel: str,
    outcome: str,
    by: Actor,
    at: datetime,
    words: str = "",
    matter_id: int | None = None,
    call_back_at: datetime | None = None,
    phone: str = "",
) -> Contact:
    """Log a contact that is no case: an enquiry, a follow-up, praise, abuse, silence.

    Raises: UnableToReceive when a call-back is promised without a time or number, or for what must be a case;
    NotAuthorised for an official who takes no contacts.
    """
    _require_taker(by)
    if outcome == "case":
        raise UnableToReceive(_("การติดต่อที่เป็นเรื่องต้องลงทะเบียนด้วยแบบรับเรื่อง"))
    return Contact.objects.create(
        id=ids.take(),
        at=at,
        channel=channel,
        kind=kind,
        outcome=outcome,
        taken_by_id=by.official_id,
        words=words,
        matter_id=matter_id,
        call_back_at=call_back_at,
        caller=_to_call_back(kind, outcome, call_back_at, phone, at),
    )


def _to_call_back(kind: str, outcome: str, call_back_at: datetime | None, phone: str, at: datetime) -> Person | None:
    """Seal whom to call back. Raises: UnableToReceive when the promise lacks its time or number."""
    if outcome != "call_back":
        return None
    if kind == "nuisance":
        raise UnableToReceive(_("การติดต่อที่รบกวนไม่มีการนัดติดต่อกลับ และไม่เก็บตัวตนของผู้โทร"))
    if call_back_at is None or call_back_at < at - timedelta(minutes=5):
        raise UnableToReceive(_("โปรดระบุวันเวลาที่จะติดต่อกลับ"))
    if sum(letter.isdigit() for letter in arabic_digits(phone)) < LEAST_DIGITS:
        raise UnableToReceive(_("โปรดระบุหมายเลขที่จะติดต่อกลับ"))
    return create_person(kind="natural", fields={"phone": phone}, at=at)


LEAST_DIGITS = 4  # 1111 itself has four


def settle(*, contact_id: int, outcome: str, matter_id: int, by: Actor, at: datetime) -> Contact:
    """Tie a contact logged before to a case. What it was before stays in the contact's own history.

    Raises: UnableToReceive for a contact that is tied already, or a nuisance; NotAuthorised.
    """
    contact = Contact.objects.select_for_update().get(pk=contact_id)
    own = contact.taken_by_id == by.official_id
    if not (SETTLERS & held_roles(by.authority) or (own and TAKERS & held_roles(by.authority))):
        raise NotAuthorised(_("คุณไม่มีหน้าที่แก้ไขการติดต่อครั้งนี้"))
    if contact.outcome in {"case", "joined"}:
        raise UnableToReceive(_("การติดต่อครั้งนี้ผูกกับเรื่องแล้ว"))
    if contact.kind == "nuisance":
        raise UnableToReceive(_("การติดต่อที่รบกวนผูกกับเรื่องไม่ได้"))
    append(
        chain=f"contact:{contact.pk}",
        kind="contact_settled",
        at=at,
        actor=by.ref,
        facts={"before": contact.outcome, "after": outcome, "matter": matter_id},
    )
    contact.outcome, contact.matter_id = outcome, matter_id
    if contact.call_back_at and contact.called_back_at is None:
        contact.called_back_at, contact.call_back_end = at, "done"
    contact.save(update_fields=["outcome", "matter", "called_back_at", "call_back_end"])
    return contact


def is_contact_only(kind: str) -> bool:
    """Say whether a kind of contact usually ends as a contact."""
    return kind in CONTACT_ONLY
