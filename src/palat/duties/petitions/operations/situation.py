"""The one-page situation report (รายงานสถานการณ์), sent from a phone to those who must know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.petitions.models import MassGroup, SituationReport
from palat.duties.petitions.operations.groups import require_our_words, require_worker, tell
from palat.duties.petitions.procedure.group import MOODS
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import UNIT_ROLES, Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct, acting
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.organisation.queries import officials_holding, unit_of_official, unit_with_role

RECEIVERS = ("director", "deputy_permanent_secretary", "permanent_secretary")


@dataclass(frozen=True)
class Situation:
    """How things stand, in clean values."""

    place: str
    people: int
    counted_by: str
    mood: str
    demands: str
    next_step: str
    needs: str = ""
    send_to: Sequence[str] = ()


@transaction.atomic
def report_situation(
    *, group_id: int, situation: Situation, by: Actor, at: datetime, matter_id: int | None = None
) -> SituationReport:
    """Report how things stand with a group; those chosen get a notice that says only that there is a report.

    Raises: UnableToAct for an unknown mood, missing parts or words that are not the Office's.
    """
    require_worker(by)
    report = build_report(group_id=group_id, situation=situation, by=by, at=at, matter_id=matter_id)
    group = MassGroup.objects.filter(pk=group_id, closed_at=None).first()
    if group is None:
        raise UnableToAct(_("ไม่พบแฟ้มกลุ่ม หรือแฟ้มปิดแล้ว"))
    if matter_id is not None and not group.comings.filter(pk=matter_id).exists():
        raise UnableToAct(_("เรื่องนี้ไม่ใช่ของกลุ่มนี้"))
    report.save(force_insert=True)
    _record(report, by, at)
    _send(report)
    return report


def build_report(
    *, group_id: int, situation: Situation, by: Actor, at: datetime, matter_id: int | None
) -> SituationReport:
    """Build a report without writing it. Raises: as `report_situation`."""
    _check(situation)
    authority = by.authority
    if authority is None:
        raise NotAuthorised(_("ผู้รายงานต้องเป็นเจ้าหน้าที่"))
    return SituationReport(
        id=ids.take(),
        group_id=group_id,
        matter_id=matter_id,
        at=at,
        place=situation.place,
        people=situation.people,
        counted_by=situation.counted_by,
        mood=situation.mood,
        demands=situation.demands,
        needs=situation.needs,
        next_step=situation.next_step,
        by_id=authority.official_id,
        post=authority.title,
        sent_to=[role for role in RECEIVERS if role in situation.send_to],
    )


def facts_of(report: SituationReport) -> dict[str, object]:
    """Return what the histories of group and matter tell of a report."""
    return {"report": report.pk, "mood": report.mood, "people": report.people, "sent_to": report.sent_to}


def _check(situation: Situation) -> None:
    if situation.mood not in dict(MOODS):
        raise UnableToAct(_("โปรดเลือกสภาพของกลุ่มจากรายการ"))
    if situation.people < 0 or not all(
        part.strip() for part in (situation.place, situation.counted_by, situation.demands, situation.next_step)
    ):
        raise UnableToAct(_("โปรดระบุสถานที่ จำนวนคน ผู้ประมาณการ ข้อเรียกร้อง และขั้นตอนต่อไป"))
    require_our_words(situation.place, situation.demands, situation.needs, situation.next_step)


def _record(report: SituationReport, by: Actor, at: datetime) -> None:
    facts = facts_of(report)
    tell(report.group_id, "situation_reported", by, at, **facts)
    MassGroup.objects.filter(pk=report.group_id).update(last_at=at)
    if report.matter_id is not None:
        with acting(matter_id=report.matter_id, by=by, at=at) as act:
            act.move("report_situation", facts=facts)


def _send(report: SituationReport) -> None:
    own = unit_of_official(report.by_id, on=report.at)
    for role in report.sent_to:
        above = unit_with_role(role, own) if role in UNIT_ROLES and own else None
        for holding in officials_holding(role, on=legal_date(report.at), unit_ids=[above] if above else []):
            tell_official(
                official_id=holding.official_id,
                subject="มีรายงานสถานการณ์ฉบับใหม่",
                link=reverse("situation_report", args=[report.pk]),
                at=report.at,
            )
