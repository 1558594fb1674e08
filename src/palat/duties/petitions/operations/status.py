"""Reading the status of a case out to whoever proves to know it, and what may follow in the same call."""

from datetime import date, datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Contact, Petition, StatusCheck
from palat.duties.petitions.operations.citizens import add_facts
from palat.duties.petitions.operations.intake import UnableToReceive, log_contact
from palat.duties.petitions.operations.screening import coordinate
from palat.duties.petitions.procedure.contacts import TAKERS
from palat.duties.petitions.queries.status import Status, status_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.identities.normalising import arabic_digits
from palat.kernel.identities.queries import LAST_DIGITS, gave_same, phone_ends_with
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import Event, NotAuthorised
from palat.kernel.matters.queries.public import PublicMatter, matter_by_code, open_code

# Guards against guessing four digits; the Office's practice, provisional.
MOST_WRONG_OF_CASE, MOST_WRONG_OF_OFFICIAL = 5, 30
WINDOW = timedelta(hours=1)
CALL_SECONDS = 1800  # how long one call may go on after the status was read
SALT = "petitions.call"


def read_status(
    *, typed: str, by: Actor, at: datetime, phone: str = "", filed_on: date | None = None, channel: str = "hotline"
) -> Status | None:
    """Read out the public state of a case to someone who gives its code and one fact that matches.

    Each read-out is a contact. None when nothing matches: whether the code or the fact was wrong is not said,
    nor that a case is secret, restricted, or locked after too many wrong answers.
    Raises: NotAuthorised; UnableToReceive when no fact is given, or the official tried too often.
    """
    if not TAKERS & held_roles(by.authority) or by.official_id is None:
        raise NotAuthorised(_("คุณไม่มีหน้าที่รับการติดต่อ"))
    if not phone.strip() and filed_on is None:
        raise UnableToReceive(_("โปรดถามเลขท้ายโทรศัพท์ 4 ตัว หรือวันที่ยื่นเรื่อง อย่างน้อยหนึ่งอย่าง"))
    wrong = StatusCheck.objects.filter(passed=False, at__gt=at - WINDOW)
    if wrong.filter(by_id=by.official_id).count() >= MOST_WRONG_OF_OFFICIAL:
        raise UnableToReceive(_("ตรวจสอบไม่ตรงหลายครั้งเกินไป โปรดโอนสายให้หัวหน้าเวร"))
    code = open_code(typed, duty="petitions")
    matter = matter_by_code(code, duty="petitions") if code else None
    locked = matter is not None and wrong.filter(matter_id=matter.id).count() >= MOST_WRONG_OF_CASE
    passed = matter is not None and not locked and _fact_holds(matter, phone, filed_on)
    with transaction.atomic():
        StatusCheck.objects.create(at=at, by_id=by.official_id, matter_id=matter.id if matter else None, passed=passed)
        if matter is None or not passed:
            return None
        contact = log_contact(
            kind="follow_up", channel=channel, outcome="status_read", by=by, at=at, matter_id=matter.id
        )
    return status_of(matter, contact_id=contact.pk)


def _fact_holds(matter: PublicMatter, phone: str, filed_on: date | None) -> bool:
    """Say whether a fact matches: every fact that was given must, not only one of them."""
    facts = []
    if phone.strip():
        facts.append(_phone_holds(matter.id, arabic_digits(phone).strip()))
    if filed_on is not None:
        facts.append(legal_date(matter.received_at) == filed_on)
    return bool(facts) and all(facts)


def _phone_holds(matter_id: int, phone: str) -> bool:
    person_id = Petition.objects.values_list("person_id", flat=True).get(pk=matter_id)
    if person_id is None:
        return False
    digits = "".join(letter for letter in phone if letter.isdigit())
    if len(digits) == LAST_DIGITS:
        return phone_ends_with(person_id=person_id, digits=digits)
    return len(digits) > LAST_DIGITS and gave_same(person_id=person_id, field="phone", value=phone)


def call_token(*, matter_id: int, contact_id: int | None, by: Actor) -> str:
    """Return a proof that this official, in this call, may speak about this case."""
    return signing.dumps({"m": matter_id, "c": contact_id, "o": by.official_id}, salt=SALT)


def of_token(token: str, by: Actor) -> tuple[int, int | None]:
    """Return case and contact of a proof. Raises: UnableToReceive for another's proof or one too old."""
    try:
        said = signing.loads(token, salt=SALT, max_age=CALL_SECONDS)
    except signing.BadSignature:
        raise UnableToReceive(_("การยืนยันผู้โทรหมดอายุแล้ว โปรดตรวจสอบรหัสเรื่องใหม่")) from None
    if said["o"] != by.official_id:
        raise UnableToReceive(_("การยืนยันนี้เป็นของเจ้าหน้าที่คนอื่น"))
    return said["m"], said["c"]


@transaction.atomic
def add_said(*, token: str, words: str, by: Actor, at: datetime) -> Event:
    """Add what the verified caller says to the case; the contact of this call is then one that joined it."""
    matter_id, contact_id = of_token(token, by)
    event = add_facts(matter_id=matter_id, by=by, at=at, text=words)
    Contact.objects.filter(pk=contact_id or 0, outcome="status_read").update(outcome="joined")
    return event


def coordinate_now(*, token: str, agency_id: int | None, spoke_with: str, words: str, by: Actor, at: datetime) -> Event:
    """Record that an agency was telephoned at once: with whom, when, what was said."""
    matter_id, _contact = of_token(token, by)
    return coordinate(matter_id=matter_id, by=by, at=at, agency_id=agency_id, spoke_with=spoke_with, words=words)
