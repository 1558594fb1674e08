"""What a requester may do: clarify, withdraw. An official takes the same down for one who came or telephoned."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.operations.ordering import drop_the_rest
from palat.duties.information.procedure.words import ASKED_BY
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment


def clarify(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    text: str,
    files: Sequence[tuple[int, str]] = (),
) -> Event:
    """Say more of what is asked for; where the Office waited for it, its clocks run on. Raises: UnableToAct."""
    if not text.strip() and not files:
        raise UnableToAct(_("โปรดเขียนข้อความหรือแนบไฟล์"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        waited = act.matter.state == "clarifying"
        rows = [
            attachment(matter_id=matter_id, file_id=file_id, name=name, origin="petitioner", at=at)
            for file_id, name in files
        ]
        act.add(*rows)
        facts = {"attachments": [row.pk for row in rows]} if rows else {}
        return act.move("clarify", to="considering" if waited else None, facts=facts, body={"from_petitioner": text})


def withdraw(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str = "",
    way: str = "",
    asked_on: date | None = None,
) -> Event:
    """Withdraw a request: by the requester, or recorded by an official with how and when it was asked.

    Raises: UnableToAct where an official does not say how, when and in which words.
    """
    facts = how_it_was_asked(by=by, at=at, way=way, words=words, asked_on=asked_on)
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("withdraw", facts=facts, body={"from_petitioner": words} if words else None)
        act.matter.closing = "withdrawn"
        drop_the_rest(act)
        return event


def how_it_was_asked(*, by: Actor, at: datetime, way: str, words: str, asked_on: date | None) -> dict[str, str]:
    """Return how and when it was asked to take a matter back, as its history keeps it.

    Raises: UnableToAct where an official does not say how, when and in which words.
    """
    if by.kind == "official":
        if way not in dict(ASKED_BY) or not words.strip() or asked_on is None:
            raise UnableToAct(_("โปรดระบุว่าขอถอนทางใด เมื่อใด และถ้อยคำของผู้ขอถอน"))
        if asked_on > legal_date(at):
            raise UnableToAct(_("วันที่ขอถอนต้องไม่เกินวันนี้"))
    return {"way": way, "asked_on": asked_on.isoformat()} if asked_on else {}
