"""Letters of a past that is lived move by move (`matters.operations.lived`): what becomes of a letter, in memory.

The moves and rules are those of `drafting`, `signing` and `sending`; what these look up under a lock is here at hand,
and no job is made. Numbers are taken for good, so letters are to be signed in the order of their days. The opening of
a petitioner's name for the paper is the caller's to record, once the person is written.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.letters.moves import Draft
from palat.kernel.letters.operations.drafting import about, begun, tell_drafted
from palat.kernel.letters.operations.locking import require_state, require_whole
from palat.kernel.letters.operations.sending import keep_paper
from palat.kernel.letters.operations.signing import bear_signature, put_number, sign_move, signer
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.lived import Life


class LivedLetter:
    """A letter on one matter with everything that happened to it, not yet written.

    Whoever acts, and when, is said by the life's own `turn`. One that is only rehearsed takes no number.
    """

    def __init__(
        self,
        life: Life,
        words: Draft,
        *,
        person: Any = None,
        track_id: int | None = None,
        submit: bool = True,
        rehearsed: bool = False,
    ) -> None:
        self.life, self.rehearsed = life, rehearsed
        self.letter: Letter = begun([life], words, by_system=life.by == SYSTEM)
        self.letter.person = person
        if not rehearsed:
            require_whole(self.letter)
        tell_drafted([life], self.letter, submit=submit)
        self.about: list[LetterMatter] = about([life], self.letter, {life.matter.pk: [track_id]} if track_id else {})

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.letter.kind)

    @property
    def state(self) -> str:
        """Where it stands."""
        return str(self.letter.state)

    def _move(self, move: str, states: tuple[str, ...], *, body: Mapping[str, Any] | None = None, **facts: Any) -> None:
        require_state(self.letter, states)
        told = {"letter": self.letter.pk, "letter_kind": self.letter.kind, **facts}
        self.life.move(move, facts=told, body=body)

    def give_back(self, words: str) -> None:
        """Return it to its drafter, with the reason."""
        self._move("letter_return", ("submitted",), body={"words": words})
        self.letter.state, self.letter.returned_words = "returned", words

    def submit_again(self) -> None:
        """Change what was asked for and lay it before the signers again."""
        self.letter.revision += 1
        self._move("letter_draft", ("draft", "returned"), revision=self.letter.revision)
        self._move("letter_submit", ("draft", "returned"))
        self.letter.state, self.letter.submitted_at, self.letter.opened_at = "submitted", self.life.at, None

    def sign(self) -> None:
        """Sign it, or initial it beside the seal, and give it number and day."""
        authority = signer(self.letter, self.life.by)
        self.letter.opened_at = self.life.at
        self._move(sign_move(self.letter), ("submitted",))
        bear_signature(self.letter, authority, self.life.basis, self.life.at)
        self._number()

    def issue(self) -> None:
        """Send out one that needs no signature, with its number."""
        self._move("letter_issue", ("draft", "returned"))
        self.letter.basis, self.letter.signed_at = self.life.basis, self.life.at
        self._number()

    def _number(self) -> None:
        if self.rehearsed:
            self.letter.state = "signed"
        else:
            put_number(self.letter, self.life.at)

    def cancel(self, words: str) -> None:
        """Cancel it, with the reason."""
        self._move("letter_cancel", ("draft", "returned", "submitted"), body={"words": words})
        self.letter.state, self.letter.returned_words, self.letter.key = "cancelled", words, None

    def finish(self, opened: Mapping[str, str]) -> None:
        """Set its paper, with the petitioner's fields as they were opened for it, and keep the copy."""
        by: Actor = self.life.by
        keep_paper(self.letter, opened, at=self.life.at)
        self.life.turn(by=SYSTEM, at=self.life.at)
        self._move("letter_finish", ("signed",), number=self.letter.number, sha256=self.letter.sha256)
        self.life.turn(by=by, at=self.life.at)

    def dispatch(self, way: str, *, post_code: str = "") -> None:
        """Record that it went out, and by which way."""
        self._move("letter_dispatch", ("signed",), way=way)
        at: datetime = self.life.at
        self.letter.state, self.letter.way, self.letter.dispatched_at, self.letter.post_code = (
            "dispatched",
            way,
            at,
            post_code,
        )
