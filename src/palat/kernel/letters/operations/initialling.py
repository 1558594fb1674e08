"""Initials on a draft (ร่าง พิมพ์ ทาน ตรวจ): asked for, given, taken back; or the draft sent back instead."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.drafts.initials import PARTS
from palat.kernel.letters.drafts.queries import standing
from palat.kernel.letters.models import Initial, Letter, Wording
from palat.kernel.letters.moves import EDITABLE
from palat.kernel.letters.operations import remarks
from palat.kernel.letters.operations.locking import locked, record, require_revision, require_state
from palat.kernel.letters.operations.remarks import Said
from palat.kernel.letters.queries import matter_ids, may_do, visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import authority_of_official

UNSIGNED = (*EDITABLE, "submitted")


def ask(*, letter_id: int, part: str, official_id: int, by: Actor, at: datetime) -> Initial:
    """Ask someone to initial a draft. Whoever was asked for the same part before is asked no more.

    Raises: UnableToAct for someone who may not open the letter or not initial it.
    """
    _require_part(part)
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, UNSIGNED)
        asked = Actor("official", authority_of_official(official_id, on=legal_date(at)))
        may = "letter_initial" in may_do(matter_ids(letter), asked)
        if not may or not visible_letters(asked).filter(pk=letter.pk).exists():
            raise UnableToAct(_("ผู้ที่เลือกเปิดเรื่องนี้ไม่ได้ หรือไม่มีหน้าที่ลงชื่อย่อในเรื่องนี้"))
        _require_other_hand(letter, part, official_id)
        record(letter, "letter_ask_initial", by=by, at=at, facts={"part": part, "of": official_id})
        _waiting(letter).filter(part=part).update(closed_at=at)
        return Initial.objects.create(
            letter=letter, part=part, official_id=official_id, asked_at=at, asked_by_id=by.official_id
        )


def give(*, letter_id: int, part: str, by: Actor, at: datetime, revision: int | None = None) -> Initial:
    """Initial a draft as the hand of one part, for the wording that was read.

    Raises: UnableToAct when someone gave it already, when another was asked, or when two hands must be different.
    """
    _require_part(part)
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, UNSIGNED)
        require_revision(letter, revision)
        if by.authority is None:
            raise UnableToAct(_("ผู้ลงชื่อย่อต้องเป็นเจ้าหน้าที่"))
        mine = by.authority.official_id
        asked = _waiting(letter).filter(part=part).first()
        if asked is not None and asked.official_id != mine:
            raise UnableToAct(_("ขอชื่อย่อส่วนนี้จาก%(who)s ไว้แล้ว") % {"who": asked.official})
        if part in standing(letter):
            raise UnableToAct(_("มีผู้ลงชื่อย่อส่วนนี้ในร่างฉบับนี้แล้ว"))
        if part == "drafted":
            _require_drafter(letter, mine)
        _require_other_hand(letter, part, mine)
        basis = record(letter, "letter_initial", by=by, at=at, facts={"part": part, "revision": letter.revision})
        given = asked or Initial(letter=letter, part=part, official_id=mine)
        given.revision, given.given_at, given.basis = letter.revision, at, basis
        given.save()
        return given


def take_back(*, letter_id: int, part: str, by: Actor, at: datetime) -> None:
    """Take one's own initials back before the letter is signed. Raises: UnableToAct where none stand."""
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, UNSIGNED)
        given = standing(letter).get(part)
        if given is None or given.official_id != by.official_id:
            raise UnableToAct(_("ไม่มีชื่อย่อของคุณในส่วนนี้ให้ถอน"))
        record(letter, "letter_initial", by=by, at=at, facts={"part": part, "revision": letter.revision, "back": True})
        given.closed_at = at
        given.save(update_fields=["closed_at"])


def send_back(
    *, letter_id: int, by: Actor, at: datetime, words: str, said: Sequence[Said] = (), revision: int | None = None
) -> Letter:
    """Send a draft back to its drafter instead of initialling it, with the reason and remarks on its places.

    Raises: UnableToAct for someone who was not asked, or without a reason.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, UNSIGNED)
        require_revision(letter, revision)
        if not _waiting(letter).filter(official_id=by.official_id or 0).exists():
            raise UnableToAct(_("ส่งร่างคืนได้เฉพาะผู้ที่ถูกขอชื่อย่อ"))
        return returned(letter, "letter_remark", by=by, at=at, words=words, said=said)


def returned(letter: Letter, move: str, *, by: Actor, at: datetime, words: str, said: Sequence[Said]) -> Letter:
    """Return a letter under lock to its drafter by a move, with the reason. Raises: UnableToAct without one."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ส่งคืน"))
    found = remarks.require_said(letter, said)
    body = {"words": words, **({"remarks": remarks.told(found)} if found else {})}
    record(letter, move, by=by, at=at, facts={"revision": letter.revision}, body=body)
    if found and by.official_id is not None:
        remarks.write(letter, found, official_id=by.official_id, at=at)
    close_asked(letter, at)
    letter.state, letter.returned_words = "returned", words
    letter.returned_at, letter.returned_by_id = at, by.official_id
    letter.save(force_update=True)
    return letter


def close_asked(letter: Letter, at: datetime) -> None:
    """Ask for no more initials on a letter that was returned, signed or cancelled."""
    _waiting(letter).update(closed_at=at)


def _waiting(letter: Letter) -> QuerySet[Initial]:
    return Initial.objects.filter(letter=letter, given_at=None, closed_at=None)


def _require_part(part: str) -> None:
    if part not in PARTS:
        raise UnableToAct(_("ไม่รู้จักส่วนของชื่อย่อนี้"))


def _require_drafter(letter: Letter, official_id: int) -> None:
    """Refuse the drafter's initials of someone who neither began nor changed the draft."""
    hands = {letter.drafted_by_id, *Wording.objects.filter(letter=letter).values_list("made_by_id", flat=True)}
    if hands - {None} and official_id not in hands:
        raise UnableToAct(_("ผู้ลงชื่อย่อว่าร่าง ต้องเป็นผู้ร่างหรือผู้ที่แก้ไขร่าง"))


def _require_other_hand(letter: Letter, part: str, official_id: int) -> None:
    """Refuse initials where the rule asks for two persons, whichever of the two initialled first."""
    for other, given in standing(letter).items():
        if given.official_id == official_id and (other in PARTS[part].not_who or part in PARTS[other].not_who):
            words = {"one": _(PARTS[part].label), "other": _(PARTS[other].label)}
            raise UnableToAct(_("ผู้ลงชื่อย่อว่า%(one)s ต้องเป็นคนละคนกับผู้ลงชื่อย่อว่า%(other)s") % words)
