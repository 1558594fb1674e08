"""A letter signed on paper: recorded with its scan by a named person, confirmed by a second, then numbered.

The signature is the signer's, in the capacity and by the order that held on the day it was written; that authority is
proved as if the signer acted here. Until it is confirmed the letter waits, and nobody signs it another way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.identities.operations import describe_for_letter
from palat.kernel.letters.layout import render
from palat.kernel.letters.models import Letter, PaperSignature
from palat.kernel.letters.operations.initialling import close_asked
from palat.kernel.letters.operations.locking import locked, record, require_revision, require_state
from palat.kernel.letters.operations.signing import (
    Reserved,
    as_numbered,
    basis_of_signature,
    lines_of,
    sign_move,
    signer,
)
from palat.kernel.letters.procedure import Verification
from palat.kernel.letters.queries import as_signed, letter_data, matter_ids, verify_url
from palat.kernel.letters.registry import duty
from palat.kernel.letters.templating.queries import template_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting_on_many
from palat.kernel.organisation.queries import authority_of_official


@dataclass(frozen=True)
class OnPaper:
    """What stands on the paper: who signed it, on which day, its scan, and the reserved number that it bears."""

    signer_id: int
    on: date
    scan_id: int
    reserved: Reserved | None = None


def paper_for_pen(*, letter_id: int, signer_id: int, by: Actor, at: datetime) -> tuple[Letter, bytes]:
    """Return a letter as it is printed to be signed by pen: with the signer's block, without the mark of a draft.

    On a letter to a petitioner the name is opened, which is recorded. Raises: UnableToAct unless the letter lies before
    the signers, the person may send it out, and the signer may sign it today.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("submitted",))
        today = legal_date(at)
        signed_by = _signer_of(signer_id, today)
        lines = lines_of(letter, signer(letter, signed_by), _relied_on(letter, signed_by, at))
        with acting_on_many(matter_ids=matter_ids(letter), by=by, at=at) as acts:
            for act in acts:
                act.require("letter_dispatch")
        name = ""
        if letter.person_id is not None and by.official_id is not None:
            name = describe_for_letter(
                person_id=letter.person_id, by_official_id=by.official_id, at=at, matter=f"letter:{letter.pk}"
            ).name
        checked = Verification(verify_url(letter.code), letter.code)
        data = replace(
            letter_data(letter, today=today, name=name),
            draft=False,
            for_pen=True,
            signature=tuple(lines),
            verification=checked,
        )
        return letter, render(data, template_of(letter, today=today))


def record_signature(*, letter_id: int, by: Actor, at: datetime, revision: int, paper: OnPaper) -> PaperSignature:
    """Record that a letter was signed on paper. It takes effect when a second person confirms it.

    Raises: UnableToAct for a day to come or before the letter was drafted, for one's own signature, or for a signer
    who had no authority that day.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("submitted",))
        require_revision(letter, revision)
        if not legal_date(letter.drafted_at) <= paper.on <= legal_date(at):
            raise UnableToAct(_("วันที่ลงนามต้องไม่ก่อนวันที่ร่าง และไม่หลังวันนี้"))
        if by.official_id is None or by.official_id == paper.signer_id:
            raise UnableToAct(_("ผู้บันทึกต้องเป็นคนละคนกับผู้ลงนาม ผู้ลงนามเองลงนามในระบบได้"))
        signed_by = _signer_of(paper.signer_id, paper.on)
        relied = _relied_on(letter, signed_by, at)
        record(
            letter,
            "letter_record_signature",
            by=by,
            at=at,
            facts={"signer": paper.signer_id, "relied": relied, "on": paper.on.isoformat(), "scan": paper.scan_id},
        )
        letter.state = "on_paper"
        letter.save(update_fields=["state"])
        return PaperSignature.objects.create(
            letter=letter,
            revision=letter.revision,
            signer_id=paper.signer_id,
            on=paper.on,
            basis=relied,
            signature=lines_of(letter, signer(letter, signed_by), relied),
            running=paper.reserved.running if paper.reserved else None,
            numbered_on=paper.reserved.on if paper.reserved else None,
            scan_id=paper.scan_id,
            recorded_at=at,
            recorded_by_id=by.official_id,
        )


def confirm_signature(*, letter_id: int, by: Actor, at: datetime) -> Letter:
    """Confirm, as a second person who looked at the scan, that the letter was signed; it is numbered.

    Raises: UnableToAct for who recorded it, or where the signer's authority of that day is gone.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("on_paper",))
        paper = _waiting(letter)
        _require_second(paper, by)
        signed_by = _signer_of(paper.signer_id, paper.on)
        relied = _relied_on(letter, signed_by, at)
        record(
            letter,
            "letter_confirm_signature",
            by=by,
            at=at,
            facts={"signer": paper.signer_id, "relied": relied, "on": paper.on.isoformat()},
        )
        paper.confirmed_at, paper.confirmed_by_id, paper.basis = at, by.official_id, relied
        paper.save(update_fields=["confirmed_at", "confirmed_by", "basis"])
        close_asked(letter, at)
        letter.basis, letter.signature = relied, paper.signature
        letter.signed_by_id, letter.signed_at, letter.signed_way = paper.signer_id, at, "paper"
        brings = duty(letter.duty)
        if brings is not None:
            brings.on_signed(as_signed(letter), at=at)
        return as_numbered(letter, at, _reserved(paper))


def refuse_signature(*, letter_id: int, by: Actor, at: datetime, words: str) -> Letter:
    """Refuse what was recorded of a signature, with the reason; the letter waits for its signature as before."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ไม่ยืนยัน"))
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("on_paper",))
        paper = _waiting(letter)
        record(
            letter, "letter_refuse_signature", by=by, at=at, facts={"signer": paper.signer_id}, body={"words": words}
        )
        paper.refused_at, paper.refused_by_id, paper.refused_words = at, by.official_id, words[:2000]
        paper.save(update_fields=["refused_at", "refused_by", "refused_words"])
        letter.state = "submitted"
        letter.save(update_fields=["state"])
        return letter


def _waiting(letter: Letter) -> PaperSignature:
    return PaperSignature.objects.select_for_update().get(letter=letter, confirmed_at=None, refused_at=None)


def _require_second(paper: PaperSignature, by: Actor) -> None:
    if by.official_id == paper.recorded_by_id:
        raise UnableToAct(_("ผู้ยืนยันต้องเป็นเจ้าหน้าที่อีกคนหนึ่ง ไม่ใช่ผู้บันทึกเอง (หลักสองคนตรวจ)"))


def _reserved(paper: PaperSignature) -> Reserved | None:
    if paper.running is None or paper.numbered_on is None:
        return None
    return Reserved(running=paper.running, on=paper.numbered_on)


def _signer_of(official_id: int, on: date) -> Actor:
    return Actor("official", authority_of_official(official_id, on=on))


def _relied_on(letter: Letter, signed_by: Actor, at: datetime) -> str:
    """Return the post or order by which the signer had authority on every matter that day. Raises: UnableToAct."""
    authority = signer(letter, signed_by)
    with acting_on_many(matter_ids=matter_ids(letter), by=signed_by, at=at) as acts:
        return basis_of_signature(letter, authority, _proved(acts, sign_move(letter)))


def _proved(acts: Sequence[Act], move: str) -> str:
    for act in acts:
        act.require(move)
    return acts[0].basis
