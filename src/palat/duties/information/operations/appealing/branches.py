"""Assigning an appeal to a branch: it lies from then on where the members of that branch see it, and no others."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Branch
from palat.duties.information.operations.appealing.telling import tell
from palat.duties.information.procedure.appeal_words import TOPICS
from palat.duties.information.queries.appealing.listing import unit_of_branch
from palat.duties.information.queries.appealing.panel import kept_out
from palat.duties.information.queries.catalogue import branches_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import holding
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.bars import bar_official


def assign_branch(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    branch_id: int,
    topic: str,
    officer_id: int | None = None,
) -> Event:
    """Send an appeal to a branch, and give it to a secretary; members who come from the agency are kept out at once.

    Another branch may still be chosen until the panel is set. Raises: UnableToAct for an unknown branch or topic.
    """
    today = legal_date(at)
    branch = branches_on(today).filter(pk=branch_id).first()
    if branch is None or topic not in dict(TOPICS):
        raise UnableToAct(_("โปรดเลือกสาขาและหัวข้อ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.select_related("matter").get(pk=matter_id)
        officer = holding.receiver(officer_id, at) if officer_id is not None else None
        facts = {"branch": branch.code, "topic": topic, "officer": officer_id, "before": _code(appeal.branch)}
        event = act.move("assign_branch", facts=facts)
        for member in kept_out(appeal, branch, today):
            bar_official(act, official_id=member.official_id, reason="own_office")
        if officer and any(one.official_id == officer.officer_id for one in act.bars):
            raise UnableToAct(_("เจ้าหน้าที่คนนี้มีส่วนได้เสียในเรื่องที่เลือก จ่ายเรื่องให้ไม่ได้"))
        act.hold(unit_id=unit_of_branch(branch), officer_id=officer.officer_id if officer else act.matter.officer_id)
        appeal.branch, appeal.topic = branch, topic
        appeal.save(update_fields=["branch", "topic"])
        tell(act, "appeal_assigned")
        return event


def _code(branch: Branch | None) -> str:
    return branch.code if branch else ""
