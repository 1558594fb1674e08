"""What this duty brings to notices: kinds of news with their words, and where an answer goes."""

from collections.abc import Sequence
from datetime import datetime

from palat.duties.information.notice_kinds import KINDS
from palat.duties.information.operations import outgoing
from palat.kernel.notices.line_events import Said
from palat.kernel.notices.wording import Kind


class Notifying:
    """See `palat.kernel.notices.registry`."""

    kinds: Sequence[Kind] = KINDS

    def take_reply(self, about: str, *, text: str, files: Sequence[tuple[int, str]], at: datetime) -> bool:
        """Add what a requester wrote in answer to a notice to the request."""
        return outgoing.take_answer(matter_id=_number(about), text=text, files=files, at=at)

    def not_reached(self, about: str, *, at: datetime) -> None:
        """Tell the officer of a request that its requester was not reached."""
        outgoing.tell_not_reached(matter_id=_number(about), at=at)

    def hear(self, said: Said, *, at: datetime) -> None:
        """Take nothing from a chat: a request is made on the portal, at the counter or by letter."""


def _number(about: str) -> int:
    return int(about.removeprefix("matter:"))
