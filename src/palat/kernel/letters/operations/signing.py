"""Signing letters, with their number: sign, issue without a signature, return, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import EDITABLE, KINDS
from palat.kernel.letters.operations.initialling import close_asked, returned
from palat.kernel.letters.operations.locking import locked, record, require_revision, require_state
from palat.kernel.letters.operations.remarks import Said
from palat.kernel.letters.queries import as_signed, register_of
from palat.kernel.letters.registry import duty
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.templating.queries import version_in_force
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.procedure import Authority, signature_of
from palat.kernel.registers.operations.numbers import UnableToNumber, take_number, use_reserved, void_number
from palat.kernel.registers.procedure import BUDDHIST_ERA
from palat.kernel.registers.queries import NoRegister


def opened(*, letter_id: int, at: datetime) -> None:
    """Remember that someone who may sign a letter opened it: only that, never for how long."""
    Letter.objects.filter(pk=letter_id, opened_at=None, state="submitted").update(opened_at=at)


@dataclass(frozen=True)
class Reserved:
    """A reserved number (จองเลข) that a letter was given by hand, and the day which that paper bears."""

    running: int
    on: date


def sign(
    *, letter_id: int, by: Actor, at: datetime, revision: int | None = None, reserved: Reserved | None = None
) -> Letter:
    """Sign a letter, or initial one that is stamped, and give it its number and day.

    What the signature sets going (a referral) happens in the same transaction; the number is taken last. `reserved`:
    it was signed on paper before, with a number kept back for that.
    Raises: UnableToAct when it is not before the signers, was changed since it was read, or its drafter signs.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("submitted",))
        require_revision(letter, revision)
        authority = signer(letter, by)
        bear_signature(letter, authority, record(letter, sign_move(letter), by=by, at=at), at)
        close_asked(letter, at)
        brings = duty(letter.duty)
        if brings is not None:
            brings.on_signed(as_signed(letter), at=at)
        return as_numbered(letter, at, reserved)


def signer(letter: Letter, by: Actor) -> Authority:
    """Return the authority of who is about to sign a letter. Raises: UnableToAct for its drafter, where two must."""
    if by.authority is None:
        raise UnableToAct(_("ผู้ลงนามต้องเป็นเจ้าหน้าที่"))
    if KINDS[letter.kind].four_eyes and letter.drafted_by_id == by.authority.official_id:
        raise UnableToAct(_("ผู้ร่างลงนามหนังสือชนิดนี้เองไม่ได้ ต้องเป็นผู้มีอำนาจอีกคนหนึ่ง (หลักสองคนตรวจ)"))
    return by.authority


def sign_move(letter: Letter) -> str:
    """Return the move that signs a letter, or initials one that is stamped."""
    return "letter_seal" if SHAPES[letter.form].stamp else "letter_sign"


def bear_signature(letter: Letter, authority: Authority, relied: str, at: datetime) -> None:
    """Put who signed, in what capacity and on what basis, onto a letter."""
    letter.basis = basis_of_signature(letter, authority, relied)
    letter.signature = lines_of(letter, authority, letter.basis)
    letter.signed_by_id, letter.signed_at = authority.official_id, at


def basis_of_signature(letter: Letter, authority: Authority, relied: str) -> str:
    """Return the order by which the Office's head gave this very act away, else what was relied on."""
    return _order_of_the_office(authority, sign_move(letter)) or relied


def lines_of(letter: Letter, authority: Authority, basis: str) -> list[str]:
    """Return the lines under a signature: name, own post, capacity; none beside a seal."""
    return [] if SHAPES[letter.form].stamp else list(signature_of(authority, basis))


def issue(*, letter_id: int, by: Actor, at: datetime) -> Letter:
    """Send out a letter that needs no signature, under the standing authority of the Office, with its number."""
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, EDITABLE)
        if KINDS[letter.kind].signed:
            raise UnableToAct(_("หนังสือชนิดนี้ต้องเสนอเพื่อลงนาม"))
        letter.basis = record(letter, "letter_issue", by=by, at=at)
        letter.signed_at = at
        return as_numbered(letter, at)


def _order_of_the_office(authority: Authority, move: str) -> str:
    """Return the order by which the permanent secretary gave this very act away, where there is one.

    A letter of the Office is its head's: who has such an order signs ปฏิบัติราชการแทน, not in their own post.
    """
    for given in authority.delegated:
        if given.role == "permanent_secretary" and move in given.acts:
            return f"delegation:{given.delegation_id}"
    return ""


def as_numbered(letter: Letter, at: datetime, reserved: Reserved | None = None) -> Letter:
    """Give a letter its number: the register's row stays locked from here to the commit, one update away."""
    enqueue("letters.finish", letter_id=letter.pk)
    put_number(letter, at, reserved)
    letter.save(force_update=True)
    return letter


def put_number(letter: Letter, at: datetime, reserved: Reserved | None = None) -> None:
    """Put number and day on a letter that is signed or issued, and let it keep the template of its day.

    A letter that was signed on paper while the system could not be reached bears a reserved number and its own day.
    Raises: UnableToAct where no register gives it a number.
    """
    day, ref = reserved.on if reserved else legal_date(at), f"letter:{letter.pk}"
    letter.template = version_in_force(letter.form, on=day)
    try:
        letter.register, letter.on, letter.state = register_of(letter, day), day, "signed"
        if reserved:
            year = day.year + BUDDHIST_ERA
            number = use_reserved(register=letter.register, year=year, running=reserved.running, on=day, ref=ref)
        else:
            number = take_number(register=letter.register, on=day, ref=ref, at=at)
    except NoRegister:
        raise UnableToAct(_("ไม่มีทะเบียนที่ออกเลขให้หนังสือชนิดนี้ โปรดแจ้งผู้ดูแลระบบ")) from None
    except UnableToNumber as refused:
        raise UnableToAct(str(refused)) from refused
    letter.number, letter.year, letter.running = number.text, number.year, number.running


def give_back(
    *, letter_id: int, by: Actor, at: datetime, words: str, said: Sequence[Said] = (), revision: int | None = None
) -> Letter:
    """Return a letter to its drafter with the reason, instead of signing it, and with remarks on its places.

    Raises: UnableToAct without a reason, or when it was changed since it was read.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("submitted",))
        require_revision(letter, revision)
        return returned(letter, "letter_return", by=by, at=at, words=words, said=said)


def cancel(*, letter_id: int, by: Actor, at: datetime, words: str) -> Letter:
    """Cancel a letter that has not left. A number already given is marked void and never used again.

    Raises: UnableToAct without a reason, or when it has been sent out.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ยกเลิก"))
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("draft", "returned", "submitted", "signed"))
        if letter.state == "signed" and letter.kind == "referral":
            raise UnableToAct(_("หนังสือนี้ลงนามและส่งเรื่องแล้ว หากต้องการถอนให้ใช้ “เรียกเรื่องคืน”"))
        record(letter, "letter_cancel", by=by, at=at, body={"words": words})
        if letter.number and letter.running is not None and letter.year is not None and by.authority:
            void_number(
                register=letter.register,
                year=letter.year,
                running=letter.running,
                reason=words[:200],
                by_user_id=by.authority.user_id,
                at=at,
            )
        close_asked(letter, at)
        letter.state, letter.returned_words, letter.key = "cancelled", words, None
        letter.save(force_update=True)
        return letter
