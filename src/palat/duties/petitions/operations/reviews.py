"""Reviews of a result (ขอให้ทบทวนผล): asked for from a petition that was merged, taken up, declined, and told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.procedure.states import ENDED
from palat.duties.petitions.queries.reviews import asker_in
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting, lock_together
from palat.kernel.matters.queries.tracks import merged_into

FEWEST_LETTERS = 10  # a shorter text tells no new fact


def are_facts(words: str) -> bool:
    """Say whether what was written is enough to be called new facts."""
    return len(words.strip()) >= FEWEST_LETTERS


@transaction.atomic
def object_in_case(*, matter_id: int, case_id: int, by: Actor, at: datetime, new_facts: str) -> Event:
    """Ask for the review of the case into which one's petition was merged.

    The words stay on the petition of whoever wrote them; the case is opened again and says only where
    they lie, so that nobody else's page tells of the petitioner. Raises: UnableToAct while the case is not decided.
    """
    lock_together([matter_id, case_id])
    with acting(matter_id=case_id, by=SYSTEM, at=at) as case:
        if case.main.state not in ENDED:
            raise UnableToAct(_("เรื่องที่พิจารณารวมกันยังไม่มีผล หรือกำลังทบทวนผลอยู่แล้ว โปรดเพิ่มข้อเท็จจริงแทน"))
        with acting(matter_id=matter_id, by=by, at=at) as act:
            event = act.move("object_in_case", body={"from_petitioner": new_facts}, new_facts=are_facts(new_facts))
            if act.matter.merged_into_id != case_id:
                raise UnableToAct(_("เรื่องนี้ถูกแยกออกแล้ว โปรดเปิดหน้านี้ใหม่"))
        case.move("object_from_merged", facts={"petition": matter_id, "seq": event.seq})
        enqueue("petitions.tell_of_objection", matter_id=matter_id)
    return event


def accept_review(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Take a petition up again under its new facts."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.matter.closing = ""
        asked_from = asker_in(act.told())
        event = act.move("accept_review")
        Petition.objects.filter(pk=matter_id).update(told_at=None, untraceable=False)
        enqueue("petitions.tell_petitioner", matter_id=matter_id, what="accept_review")
        if asked_from:
            enqueue("petitions.tell_of_review", matter_id=asked_from, seq=event.seq)
        return event


def decline_review(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Keep the result, with the reason, which only the one who asked reads. Raises: UnableToAct without one."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ยืนยันผลเดิม"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        asked_from = asker_in(act.told())
        event = act.move("decline_review", body={"words" if asked_from else "to_petitioner": words})
        if asked_from:
            enqueue("petitions.tell_of_review", matter_id=asked_from, seq=event.seq)
        else:
            enqueue("petitions.tell_petitioner", matter_id=matter_id, what="decline_review")
        return event


def answer_asker(*, matter_id: int, seq: int, at: datetime) -> str:
    """Record on a merged petition what became of the review it asked for, from the event of the case; never twice.

    Returns what to tell the petitioner, empty if there is nothing new.
    """
    case_id = merged_into(matter_id)
    if case_id is None:  # taken out of the case meanwhile
        return ""
    with acting(matter_id=case_id, by=SYSTEM, at=at) as case:
        decided = next(one for one in case.told() if one.seq == seq)
    told = {"case": case_id, "case_seq": seq}
    with acting(matter_id=matter_id, by=SYSTEM, at=at) as act:
        if any(one.facts == told for one in act.told()):
            return ""
        words = decided.body.get("words")
        act.record(decided.kind, facts=told, body={"to_petitioner": words} if words else None, public=True)
    return decided.kind
