"""What is done with contacts: joined to a case, called back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import CallAttempt, Contact
from palat.duties.petitions.operations.citizens import add_facts
from palat.duties.petitions.operations.intake import UnableToReceive, log_contact, settle
from palat.duties.petitions.procedure.contacts import CALLERS, ENDS_FAILED, end_of_call_back
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.history import ids
from palat.kernel.identities.operations import reveal
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.matters.queries.visibility import Matter, visible

LATEST = timedelta(days=30)  # a promise further away than this is a slip of the pen


def _joinable(code: str, by: Actor) -> Matter:
    """Return the open case of a code that the official may open. Raises: UnableToReceive."""
    matter = visible(by).filter(code=code).first()
    if matter is None:
        raise UnableToReceive(_("ไม่พบเรื่องตามรหัสนี้"))
    return matter


@transaction.atomic
def join_case(
    *,
    code: str,
    kind: str,
    channel: str,
    words: str,
    by: Actor,
    at: datetime,
    files: tuple[tuple[int, str], ...] = (),
    contact_id: int | None = None,
) -> Matter:
    """Add what someone brought to a case that is here already, instead of opening another.

    Raises: UnableToReceive for a case that the official may not open; UnableToAct when facts cannot be added now.
    """
    matter = _joinable(code, by)
    add_facts(matter_id=matter.pk, by=by, at=at, text=words, files=files)
    if contact_id is not None:
        settle(contact_id=contact_id, outcome="joined", matter_id=matter.pk, by=by, at=at)
    else:
        if kind == "nuisance":
            raise UnableToReceive(_("การติดต่อที่รบกวนผูกกับเรื่องไม่ได้"))
        Contact.objects.create(
            id=ids.take(),
            at=at,
            channel=channel,
            kind=kind,
            outcome="joined",
            matter_id=matter.pk,
            taken_by_id=by.official_id,
            words=words,
        )
    return matter


def promise_call_back(
    *, kind: str, channel: str, words: str, phone: str, call_back_at: datetime, by: Actor, at: datetime
) -> Contact:
    """Promise to call back at a time; the number is sealed. Raises: UnableToReceive."""
    if call_back_at > at + LATEST:
        raise UnableToReceive(_("นัดติดต่อกลับได้ไม่เกิน 30 วัน"))
    return log_contact(
        kind=kind,
        channel=channel,
        outcome="call_back",
        by=by,
        at=at,
        words=words,
        call_back_at=call_back_at,
        phone=phone,
    )


def _open_promise(contact_id: int, by: Actor) -> Contact:
    if not CALLERS & held_roles(by.authority):
        raise NotAuthorised(_("คุณไม่มีหน้าที่โทรติดต่อกลับ"))
    contact = Contact.objects.select_for_update().filter(pk=contact_id, call_back_at__isnull=False).first()
    if contact is None or contact.called_back_at is not None:
        raise UnableToReceive(_("ไม่พบนัดติดต่อกลับนี้ หรือมีผู้ติดต่อกลับแล้ว"))
    return contact


@transaction.atomic
def take_call_back(*, contact_id: int, by: Actor, at: datetime) -> Contact:
    """Take a promise to call back upon oneself. Raises: UnableToReceive when another has it."""
    contact = _open_promise(contact_id, by)
    if contact.call_back_by_id not in {None, by.official_id}:
        raise UnableToReceive(_("เจ้าหน้าที่อีกคนหนึ่งรับนัดนี้ไปแล้ว"))
    contact.call_back_by_id = by.official_id
    contact.save(update_fields=["call_back_by"])
    return contact


@transaction.atomic
def number_to_call_back(*, contact_id: int, by: Actor, at: datetime) -> str:
    """Open the number to call back, as a recorded act, to whoever has taken the promise and to nobody else.

    Raises: UnableToReceive, NotAuthorised.
    """
    contact = _open_promise(contact_id, by)
    if contact.call_back_by_id != by.official_id or by.official_id is None:
        raise NotAuthorised(_("ต้องรับนัดติดต่อกลับก่อน จึงเปิดหมายเลขได้"))
    if contact.caller_id is None:
        raise UnableToReceive(_("การติดต่อครั้งนี้ไม่ได้ฝากหมายเลขไว้"))
    opened = reveal(
        person_id=contact.caller_id,
        fields=("phone",),
        by_official_id=by.official_id,
        purpose="contact",
        at=at,
        matter=f"contact:{contact.pk}",
    )
    return opened.get("phone", "")


@transaction.atomic
def record_attempt(
    *, contact_id: int, result: str, by: Actor, at: datetime, words: str = "", again_at: datetime | None = None
) -> Contact:
    """Record an attempt to call back. Reached ends the promise; a wrong number or refusal ends it as failed.

    Otherwise it goes back to the list, for `again_at` where that is given, and ends as failed after as many calls as
    the dated row `call_back.attempts` says. Raises: UnableToReceive, NotAuthorised.
    """
    contact = _open_promise(contact_id, by)
    if contact.call_back_by_id != by.official_id or by.official_id is None:
        raise NotAuthorised(_("ต้องรับนัดติดต่อกลับก่อน"))
    if again_at is not None and not at < again_at <= at + LATEST:
        raise UnableToReceive(_("เวลานัดใหม่ต้องอยู่ข้างหน้า และไม่เกิน 30 วัน"))
    CallAttempt.objects.create(contact=contact, at=at, by_id=by.official_id, result=result, words=words)
    ended = end_of_call_back(result)
    if not ended and contact.attempts.count() >= limit("call_back.attempts", on=legal_date(at)).amount:
        ended = ENDS_FAILED
    if ended:
        contact.called_back_at, contact.call_back_end = at, ended
    else:
        contact.call_back_by_id = None
        contact.call_back_at = again_at or contact.call_back_at
    contact.save(update_fields=["called_back_at", "call_back_end", "call_back_by", "call_back_at"])
    return contact
