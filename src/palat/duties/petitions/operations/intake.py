"""Receiving what citizens bring: petitions that become matters, and contacts that end as contacts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Contact, Petition
from palat.duties.petitions.procedure import CONTACT_ONLY
from palat.duties.petitions.reading import danger_to_life, subject_of, touches_monarchy
from palat.kernel.history import ids
from palat.kernel.identities.operations import new_person
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.receiving import Matter, Received, attachment, build_matter, receive
from palat.kernel.organisation.queries import unit_id

INTAKE_UNIT = "psc.intake"


class UnableToReceive(Exception):
    """What was brought cannot be received; the message says what is missing."""


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
    answer_by: str = "code"
    danger: bool = False
    restricted: bool = False
    secrecy: int = 0
    alias: str = ""
    files: tuple[tuple[int, str], ...] = ()  # stored file and name


def file_petition(*, brought: Brought, by: Actor, at: datetime) -> Matter:
    """Receive a petition: a sealed person, the matter with its clocks, the contact, one job.

    Everything that the act owes is written in two statements of one transaction.
    Raises: UnableToReceive when nothing was said.
    """
    received, rows = build_petition(brought=brought, by=by, at=at)
    with transaction.atomic():
        matter = receive(received, *rows)
        enqueue("petitions.received", matter_id=matter.pk)
    return matter


def build_petition(*, brought: Brought, by: Actor, at: datetime, source_row: str = "") -> tuple[Received, list[Model]]:
    """Build a petition's rows without writing them."""
    if len(brought.text.strip()) < 5:
        raise UnableToReceive(_("โปรดเล่าเรื่องที่ต้องการแจ้ง"))
    danger = brought.danger or danger_to_life(brought.text)
    restricted = "royal" if brought.restricted or touches_monarchy(brought.text) else ""
    received = build_matter(
        procedure="petition",
        kind=brought.kind,
        subject=(brought.subject.strip() or subject_of(brought.text))[:300],
        at=at,
        by=by,
        unit_id=unit_id(INTAKE_UNIT),
        facts={"channel": brought.channel},
        body={"text": brought.text, "wanted": brought.wanted},
        category="" if restricted else brought.category,
        urgency=0 if danger else 4,
        secrecy=brought.secrecy,
        restricted=restricted,
        area_id=brought.area_id,
        alias=brought.alias,
        starts=[("life", "petition.life_at_risk")] if danger else [],
    )
    number = received.matter.pk
    rows: list[Model] = []
    person = proxy = None
    if brought.person:
        person = new_person(id=ids.take(), kind=brought.person_kind, fields=brought.person, at=at)
        rows.append(person)
    if brought.proxy:
        proxy = new_person(id=ids.take(), kind="natural", fields=brought.proxy, at=at)
        rows.append(proxy)
    person_id = person.pk if person else None
    rows.append(
        Petition(
            matter_id=number,
            person_id=person_id,
            proxy_id=proxy.pk if proxy else None,
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
    )
    rows.append(_contact(brought, by, at, person_id, number))
    rows.extend(
        attachment(matter_id=number, file_id=file_id, name=name, origin="petitioner", at=at)
        for file_id, name in brought.files
    )
    return received, rows


def _contact(brought: Brought, by: Actor, at: datetime, person_id: int | None, matter_id: int) -> Contact:
    return Contact(
        id=ids.take(),
        at=at,
        channel=brought.channel,
        kind=brought.kind,
        outcome="case",
        person_id=person_id,
        matter_id=matter_id,
        taken_by_id=by.official_id,
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
) -> Contact:
    """Log a contact that is no case: an enquiry, a follow-up, praise, abuse, silence.

    Raises: UnableToReceive when a call-back is promised without a time.
    """
    if outcome == "call_back" and call_back_at is None:
        raise UnableToReceive(_("โปรดระบุวันเวลาที่จะติดต่อกลับ"))
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
    )


def is_contact_only(kind: str) -> bool:
    """Say whether a kind of contact usually ends as a contact."""
    return kind in CONTACT_ONLY
