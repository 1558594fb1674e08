"""Setting letters on paper and sending them out: finish, the paper that leaves, dispatch."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.identities.operations import describe_for_letter, open_for_dispatch
from palat.kernel.identities.procedure import address_in_letter, name_in_letter
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.carriers import carrier_of, ways_for
from palat.kernel.letters.layout import render
from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import NUMBERED, WAYS
from palat.kernel.letters.operations.locking import locked, record, require_state
from palat.kernel.letters.paper.sealing import certificate_at, sealed
from palat.kernel.letters.queries import letter_data, matter_ids
from palat.kernel.letters.templating.queries import template_of
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import UnableToAct, acting_on_many


def dispatch(
    *,
    letter_id: int,
    by: Actor,
    at: datetime,
    way: str,
    post_code: str = "",
    files: Sequence[tuple[int, str]] = (),
) -> Letter:
    """Record that a signed letter went out, and by which way; one that the system carries is set going with it.

    `files`: enclosures that the system carries with it, stored, with their names.
    Raises: UnableToAct for an unknown way, or one that does not reach the addressee.
    """
    if way not in WAYS:
        raise UnableToAct(_("โปรดเลือกทางที่ส่ง"))
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("signed",))
        if way not in ways_for(letter):
            raise UnableToAct(_("หน่วยงานผู้รับไม่ได้เชื่อมต่อทางนี้ โปรดเลือกทางอื่น"))
        record(letter, "letter_dispatch", by=by, at=at, facts={"way": way})
        letter.state, letter.way, letter.dispatched_at, letter.post_code = "dispatched", way, at, post_code.strip()[:40]
        letter.save(force_update=True)
        carrier = carrier_of(way)
        if files and carrier is None:
            raise UnableToAct(_("แนบไฟล์ได้เฉพาะเมื่อระบบเป็นผู้ส่ง"))
        if carrier is not None:
            carrier.carry(letter, files=files, at=at)
        enqueue("incoming.letter_dispatched", letter_id=letter.pk)  # what it answers is answered
        return letter


def finish(*, letter_id: int, at: datetime) -> None:
    """Set the paper of a letter that has its number, and keep it by its hash. Finishing twice is the same as once.

    The store keeps a petitioner's letter with the name masked (สำเนาคู่ฉบับ); the hash is that of the paper
    that leaves, whose name is opened for it under a recorded reveal and kept nowhere.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        if letter.state not in NUMBERED or letter.file_id is not None:
            return
        copy = _keep_copy(letter, at)
        if letter.sha256:  # in a batch the paper that leaves is set first
            letter.save(force_update=True)
            return
        opened: Mapping[str, str] = {}
        if letter.person is not None:
            opened = open_for_dispatch(letter.person.pk, purpose="letter", at=at, matter=f"letter:{letter.pk}")
        letter.sha256 = _hash_of_paper(letter, copy, opened, at)
        letter.certificate = certificate_of(letter)
        record(letter, "letter_finish", by=SYSTEM, at=at, facts=finished(letter))
        letter.save(force_update=True)


def keep_paper(letter: Letter, opened: Mapping[str, str], *, at: datetime) -> None:
    """Keep the copy of a numbered letter, and the hash of the paper that leaves, with the name that was opened."""
    letter.sha256 = _hash_of_paper(letter, _keep_copy(letter, at), opened, at)
    letter.certificate = certificate_of(letter)


def _keep_copy(letter: Letter, at: datetime) -> bytes:
    day = letter.on or legal_date(at)
    copy = render(letter_data(letter, today=day), template_of(letter, today=day))
    if letter.person is None:
        copy = as_it_leaves(letter, copy)  # the paper that leaves is the Office's copy too
    letter.file = store_made(content=copy, kind="pdf", at=at)
    return copy


def _hash_of_paper(letter: Letter, copy: bytes, opened: Mapping[str, str], at: datetime) -> str:
    leaves, day = copy, letter.on or legal_date(at)
    if letter.person is not None:
        data = letter_data(letter, today=day, name=_named(letter.person.kind, opened))
        leaves = as_it_leaves(letter, render(data, template_of(letter, today=day)))
    return hashlib.sha256(leaves).hexdigest()


def paper_to_send(*, letter_id: int, by: Actor, at: datetime) -> tuple[Letter, bytes, str]:
    """Return the paper that leaves, with the petitioner's name on it, and the lines for the envelope.

    Opening the name is recorded. Raises: UnableToAct unless the letter is signed and the person may send it.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, NUMBERED)
        with acting_on_many(matter_ids=matter_ids(letter), by=by, at=at) as acts:
            for act in acts:
                act.require("letter_dispatch")
        day = letter.on or legal_date(at)
        template = template_of(letter, today=day)
        if letter.person_id is None or by.official_id is None:
            return letter, as_it_leaves(letter, render(letter_data(letter, today=day), template)), letter.addressee
        found = describe_for_letter(
            person_id=letter.person_id, by_official_id=by.official_id, at=at, matter=f"letter:{letter.pk}"
        )
        paper = render(letter_data(letter, today=day, name=found.name), template)
        return letter, as_it_leaves(letter, paper), f"{found.name}\n{found.address}"


def as_it_leaves(letter: Letter, paper: bytes) -> bytes:
    """Return the paper of a letter with the Office's certificate on it; what was signed by pen leaves on paper."""
    if letter.signed_way == "paper" or letter.signed_at is None:
        return paper
    return sealed(paper, at=letter.signed_at)


def certificate_of(letter: Letter) -> dict[str, str]:
    """Return the certificate with which the paper of a letter is signed; nothing where it is not."""
    if letter.signed_way == "paper" or letter.signed_at is None:
        return {}
    found = certificate_at(letter.signed_at)
    return found.told() if found else {}


def finished(letter: Letter) -> dict[str, object]:
    """Return what the event tells of a paper that was set."""
    told: dict[str, object] = {"number": letter.number, "sha256": letter.sha256}
    return {**told, "certificate": letter.certificate["serial"]} if letter.certificate else told


def _named(kind: str, fields: Mapping[str, str]) -> str:
    return name_in_letter(kind, fields) or address_in_letter(kind, fields)
