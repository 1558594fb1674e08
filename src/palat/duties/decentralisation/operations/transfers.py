"""Opening the transfer of a mission in a programme, and its states as a whole."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import Mission, Transfer
from palat.duties.decentralisation.procedure.transfer import TRANSFER
from palat.duties.decentralisation.queries.listing import UNIT, basis_of_checking
from palat.duties.decentralisation.queries.standing import facts_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.operations.numbering import number_at_once
from palat.kernel.matters.operations.receiving import Matter, build_matter, receive
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.text import subject_of


def open_transfer(
    *, mission_id: int, programme: str, by: Actor, at: datetime, begins_on: date | None = None, words: str = ""
) -> Matter:
    """Open the transfer of a mission in a programme; it becomes a matter of the office.

    Raises: UnableToAct for a mission that has this programme already.
    """
    if not basis_of_checking(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่เปิดแผนงานถ่ายโอน"))
    name = programme.strip()
    with transaction.atomic():
        mission = Mission.objects.select_for_update().filter(pk=mission_id).first()
        if mission is None or not name:
            raise UnableToAct(_("โปรดเลือกภารกิจและระบุชื่อแผนงาน"))
        if mission.transfers.filter(programme=name).exists():
            raise UnableToAct(_("ภารกิจนี้มีแผนงานชื่อนี้แล้ว"))
        received = build_matter(
            procedure=TRANSFER,
            kind=mission.kind,
            category=mission.field,
            subject=subject_of(f"{mission.name_th}: {name}"),
            at=at,
            by=by,
            unit_id=unit_id(UNIT),
            facts={"mission": mission.code},
            body={"words": words.strip()} if words.strip() else {},
        )
        row = Transfer(matter_id=received.matter.pk, mission=mission, programme=name, begins_on=begins_on)
        matter = receive(received, row)
        number_at_once(matter_id=matter.pk, received_at=at, register=TRANSFER, at=at)
    return matter


def begin(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Let the transfer begin, once it has a plan."""
    return _moved("begin", matter_id, by, at, seen, words)


def finish(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Close a transfer in which none is between any more."""
    return _moved("finish", matter_id, by, at, seen, words, closing="done")


def end(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """End a transfer that will not be completed, with the reason; its cells stay as they are. Raises: UnableToAct."""
    return _moved("end", matter_id, by, at, seen, _said(words), closing="ended")


def reopen(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Take a transfer up again, with the reason. Raises: UnableToAct."""
    return _moved("reopen", matter_id, by, at, seen, _said(words))


def _moved(
    move: str, matter_id: int, by: Actor, at: datetime, seen: int | None, words: str, *, closing: str = ""
) -> Event:
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        guards: dict[str, Any] = facts_of(matter_id)
        event = act.move(move, body={"words": words.strip()} if words.strip() else None, **guards)
        act.matter.closing = closing
        return event


def _said(words: str) -> str:
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    return words
