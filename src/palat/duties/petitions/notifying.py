"""What petitions bring to notices: kinds of news with their words, and where an answer goes."""

from collections.abc import Sequence
from datetime import datetime

from palat.duties.petitions.notice_kinds import KINDS
from palat.duties.petitions.operations import answers, talking
from palat.kernel.notices.line_events import Said
from palat.kernel.notices.wording import Kind


class Notifying:
    """See `palat.kernel.notices.registry`."""

    kinds: Sequence[Kind] = KINDS

    def take_reply(self, about: str, *, text: str, files: Sequence[tuple[int, str]], at: datetime) -> bool:
        """Add what a petitioner wrote in answer to a notice to the facts of the petition."""
        return answers.take(matter_id=_number(about), text=text, files=files, at=at)

    def not_reached(self, about: str, *, surely: bool, at: datetime) -> None:
        """Tell the officer of a petition that its petitioner was not reached, or perhaps was not."""
        answers.tell_not_reached(matter_id=_number(about), surely=surely, at=at)

    def hear(self, said: Said, *, at: datetime) -> None:
        """Let a petition be told in the chat."""
        talking.hear(said, at=at)


def _number(about: str) -> int:
    return int(about.removeprefix("matter:"))
