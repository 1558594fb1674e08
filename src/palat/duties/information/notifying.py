"""What this duty brings to notices: kinds of news with their words, and where an answer goes."""

from collections.abc import Sequence
from datetime import datetime

from palat.duties.information.appeal_notice_kinds import APPEAL_KINDS
from palat.duties.information.notice_kinds import KINDS
from palat.duties.information.operations import outgoing
from palat.duties.information.operations.appealing import outgoing as appeals
from palat.duties.information.queries.appealing.listing import is_appeal
from palat.kernel.notices.line_events import Said
from palat.kernel.notices.wording import Kind


class Notifying:
    """See `palat.kernel.notices.registry`."""

    kinds: Sequence[Kind] = (*KINDS, *APPEAL_KINDS)

    def take_reply(self, about: str, *, text: str, files: Sequence[tuple[int, str]], at: datetime) -> bool:
        """Add what a requester wrote in answer to a notice to the request."""
        number = _number(about)
        take = appeals.take_answer if is_appeal(number) else outgoing.take_answer
        return take(matter_id=number, text=text, files=files, at=at)

    def not_reached(self, about: str, *, at: datetime) -> None:
        """Tell the officer of a request that its requester was not reached."""
        outgoing.tell_not_reached(matter_id=_number(about), at=at)

    def hear(self, said: Said, *, at: datetime) -> None:
        """Take nothing from a chat: a request is made on the portal, at the counter or by letter."""


def _number(about: str) -> int:
    return int(about.removeprefix("matter:"))
