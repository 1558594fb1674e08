"""Concluding a petition, answering the petitioner, closing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.by_letter import draft_for_petitioner
from palat.duties.petitions.procedure.words import CLOSINGS
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting, acting_on_many


@dataclass(frozen=True)
class Answer:
    """An answer to a petitioner: three plain lines, and always the reasons."""

    found: str
    happens: str
    can_do: str
    reasons: str


def conclude(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, closing: str, words: str = ""
) -> Event:
    """Conclude that the matter is settled, with the way in which it ended."""
    if closing not in dict(CLOSINGS):
        raise UnableToAct(_("โปรดเลือกผลการดำเนินการ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.matter.closing = closing
        return act.move("conclude", facts={"closing": closing}, body={"words": words} if words else None)


def write_answer(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, answer: Answer) -> Event:
    """Write the answer: what was found, what happens, what the petitioner can do, and why.

    Raises: UnableToAct when a line or the reasons are missing.
    """
    if not all(part.strip() for part in (answer.found, answer.happens, answer.can_do, answer.reasons)):
        raise UnableToAct(_("คำตอบต้องมีครบทั้งสามบรรทัดและเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("write_answer", body=answer.__dict__)
        Petition.objects.filter(pk=matter_id).update(
            answer_found=answer.found,
            answer_next=answer.happens,
            answer_can_do=answer.can_do,
            answer_reasons=answer.reasons,
        )
        return event


def notify(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Tell the petitioner the result; those whose petitions were merged into this one are told too."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        event = act.move(
            "notify",
            body={
                "to_petitioner": petition.answer_found,
                "next": petition.answer_next,
                "can_do": petition.answer_can_do,
                "reasons": petition.answer_reasons,
            },
            answer_written=bool(petition.answer_found and petition.answer_reasons),
        )
        Petition.objects.filter(pk=matter_id).update(told_at=at)
        draft_for_petitioner(act, "result")
        enqueue("petitions.tell_petitioner", matter_id=matter_id, what="result")
        enqueue("petitions.answer_merged", matter_id=matter_id)
        return event


def untraceable(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Record that the petitioner cannot be reached, with what was tried."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุวิธีที่พยายามติดต่อ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("untraceable", body={"words": words})
        Petition.objects.filter(pk=matter_id).update(untraceable=True)
        return event


def close(*, matter_ids: Collection[int], by: Actor, at: datetime, seen: Mapping[int, int] | None = None) -> int:
    """Close petitions whose petitioners were told or cannot be reached. Returns how many."""
    with acting_on_many(matter_ids=matter_ids, by=by, at=at, seen=seen) as acts:
        petitions = Petition.objects.in_bulk(matter_ids)
        for act in acts:
            petition = petitions[act.matter.pk]
            act.move(
                "close",
                facts={"closing": act.matter.closing},
                told=petition.told_at is not None,
                untraceable=petition.untraceable,
            )
            enqueue("petitions.ask_satisfaction", matter_id=act.matter.pk)
    return len(acts)
