"""A letter of ours that came back by the exchange: work with a clock on its matters, until sent anew or settled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.egif.models import Message
from palat.kernel.egif.procedure import OUT, SENT_BACK
from palat.kernel.incoming.procedure import LIMIT_RETURNED
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import matter_ids
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import UnableToAct, acting_on_many

CLOCK = "exchange_sent_back"


def begin(letter: Letter, *, why: str, at: datetime) -> None:
    """Write onto the matters of a letter that it was sent back, and start the clock on those that are open.

    A duty whose procedure knows no such move keeps it on the letter alone.
    """
    try:
        with acting_on_many(matter_ids=matter_ids(letter), by=SYSTEM, at=at) as acts:
            for act in acts:
                act.move("letter_sent_back", facts=_facts(letter), body={"why": why})
                if not act.main.final and all(one.code != CLOCK for one in act.running):
                    act.start_clock(CLOCK, LIMIT_RETURNED, act.main)
    except UnableToAct:
        return


def end(letter: Letter, move: str, *, by: Actor, at: datetime, facts: Mapping[str, Any]) -> None:
    """Make the move by which it was dealt with on each matter; the clock stops once no other such letter waits.

    Raises: UnableToAct.
    """
    with acting_on_many(matter_ids=matter_ids(letter), by=by, at=at) as acts:
        for act in acts:
            act.move(move, facts={**_facts(letter), **facts})
            if not _another_waits(act.matter.pk, letter):
                act.stop_clocks(act.main, (CLOCK,))


def _facts(letter: Letter) -> dict[str, Any]:
    return {"letter": letter.pk, "letter_kind": letter.kind}


def _another_waits(matter_id: int, letter: Letter) -> bool:
    """Say whether another letter of a matter was sent back and not dealt with."""
    waiting = Message.objects.filter(direction=OUT, state__in=SENT_BACK, settled_at=None)
    return waiting.filter(letter__about__matter=matter_id).exclude(letter=letter).exists()


@transaction.atomic
def settle(*, message_id: int, words: str, by: Actor, at: datetime) -> Message:
    """Settle a letter that was sent back otherwise than by sending it anew. Raises: UnableToAct."""
    message = Message.objects.select_for_update(of=("self",)).select_related("letter").get(pk=message_id)
    if message.letter is None or message.state not in SENT_BACK or message.settled_at is not None:
        raise UnableToAct(_("จัดการได้เฉพาะหนังสือที่ถูกส่งคืนและยังไม่ได้จัดการ"))
    if not words.strip():
        raise UnableToAct(_("โปรดระบุว่าจัดการอย่างไร"))
    end(message.letter, "mail_settled", by=by, at=at, facts={"way": "exchange"})
    message.settled_at, message.settlement = at, " ".join(words.split())[:300]
    message.save(update_fields=["settled_at", "settlement"])
    return message
