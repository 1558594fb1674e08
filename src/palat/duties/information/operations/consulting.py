"""Consultations of the Commission's office, and what agencies report of their committees: recorded, answered."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import CommitteeReturn, Consultation
from palat.duties.information.queries.complaints.listing import takes_complaints
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

CONSULTATIONS, COMMITTEES = "information:consultations", "information:committees"  # chains of the history


@dataclass(frozen=True)
class Asked:
    """What was asked, by whom, when it came."""

    came_on: date
    subject: str
    agency_id: int | None = None  # none: a private person, who is not named


@transaction.atomic
def record_consultation(*, asked: Asked, by: Actor, at: datetime) -> Consultation:
    """Record a consultation. Raises: UnableToAct without a subject or for a day to come; NotAuthorised."""
    official_id = _official(by)
    if not asked.subject.strip() or asked.came_on > legal_date(at):
        raise UnableToAct(_("โปรดระบุเรื่องที่หารือ และวันที่ได้รับซึ่งไม่เกินวันนี้"))
    kept = Consultation.objects.create(
        id=ids.take(),
        came_on=asked.came_on,
        agency_id=asked.agency_id,
        subject=asked.subject.strip()[:300],
        recorded_at=at,
        recorded_by_id=official_id,
    )
    append(chain=CONSULTATIONS, kind="recorded", at=at, actor=by.ref, facts={"consultation": kept.pk})
    return kept


@transaction.atomic
def correct_consultation(*, number: int, asked: Asked, by: Actor, at: datetime) -> Consultation:
    """Put right what was recorded of a consultation. Raises: UnableToAct, NotAuthorised."""
    _official(by)
    kept = Consultation.objects.select_for_update().filter(pk=number).first()
    if kept is None:
        raise UnableToAct(_("ไม่พบข้อหารือนี้"))
    last = kept.answered_on or legal_date(at)
    if not asked.subject.strip() or asked.came_on > last:
        raise UnableToAct(_("โปรดระบุเรื่องที่หารือ และวันที่ได้รับซึ่งไม่หลังวันที่ตอบและไม่เกินวันนี้"))
    values = {"came_on": asked.came_on, "agency_id": asked.agency_id, "subject": asked.subject.strip()[:300]}
    before = {name: getattr(kept, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    if not changed:
        raise UnableToAct(_("ไม่มีสิ่งใดเปลี่ยน"))
    for name in changed:
        setattr(kept, name, values[name])
    kept.save(update_fields=changed)
    facts = {"consultation": kept.pk, "changed": changed, "came_on": before["came_on"].isoformat()}
    words = {"words": before["subject"]} if "subject" in changed else None
    append(chain=CONSULTATIONS, kind="corrected", at=at, actor=by.ref, facts=facts, body=words)
    return kept


@transaction.atomic
def answer_consultation(*, number: int, answered_on: date, answer: str, by: Actor, at: datetime) -> Consultation:
    """Record what was answered; said again, it is put right. Raises: UnableToAct, NotAuthorised."""
    _official(by)
    kept = Consultation.objects.select_for_update().filter(pk=number).first()
    if kept is None:
        raise UnableToAct(_("ไม่พบข้อหารือนี้"))
    if not answer.strip() or not kept.came_on <= answered_on <= legal_date(at):
        raise UnableToAct(_("โปรดระบุคำตอบ และวันที่ตอบซึ่งไม่ก่อนวันที่ได้รับและไม่เกินวันนี้"))
    before = kept.answered_on.isoformat() if kept.answered_on else ""
    kept.answered_on, kept.answer = answered_on, answer
    kept.save(update_fields=["answered_on", "answer"])
    facts = {"consultation": kept.pk, "before": before, "answered_on": answered_on.isoformat()}
    append(chain=CONSULTATIONS, kind="answered", at=at, actor=by.ref, facts=facts, body={"words": answer})
    return kept


@dataclass(frozen=True)
class Reported:
    """What an agency reported of its committee for a fiscal year."""

    agency_id: int
    year: int
    has: bool
    reported_on: date
    paper: str = ""


@transaction.atomic
def record_committee(*, reported: Reported, by: Actor, at: datetime) -> CommitteeReturn:
    """Record what an agency reported of its committee; a later report for the year takes the place of the first.

    Raises: UnableToAct for a day to come; NotAuthorised.
    """
    official_id = _official(by)
    if reported.reported_on > legal_date(at):
        raise UnableToAct(_("วันที่รายงานต้องไม่เกินวันนี้"))
    same = {"agency_id": reported.agency_id, "year": reported.year}
    values = {
        "has": reported.has,
        "reported_on": reported.reported_on,
        "paper": reported.paper[:200],
        "recorded_at": at,
        "recorded_by_id": official_id,
    }
    # Two at once write one after the other.
    kept, is_first = CommitteeReturn.objects.get_or_create(**same, defaults={"id": ids.take(), **values})
    facts = {**same, "has": reported.has, "before": None}
    if not is_first:
        kept = CommitteeReturn.objects.select_for_update().get(pk=kept.pk)
        facts["before"] = kept.has
        for name, value in values.items():
            setattr(kept, name, value)
        kept.save()
    append(chain=COMMITTEES, kind="recorded", at=at, actor=by.ref, facts=facts)
    return kept


def _official(by: Actor) -> int:
    if not takes_complaints(by) or by.official_id is None:
        raise NotAuthorised(_("คุณไม่มีหน้าที่บันทึกงานของสำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ"))
    return by.official_id
