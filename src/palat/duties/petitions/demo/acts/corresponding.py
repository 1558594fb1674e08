"""Letters of a petition, lived: drafted, returned, signed, numbered, sent out."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from palat.duties.petitions.demo.acts.base import Begun
from palat.duties.petitions.demo.grammar import tidy
from palat.duties.petitions.operations import drafting
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.moves import Draft
from palat.kernel.letters.operations.lived import LivedLetter
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import Track
from palat.kernel.matters.queries.file import MatterFile, file_of

PAPERS = timedelta(days=4)  # the papers of older letters are set when someone opens them
UNSIGNED = frozenset({"draft", "submitted", "returned"})


class Corresponding(Begun):
    """Acts on the letters of a petition. A case that is only rehearsed takes no number and sets no paper."""

    @property
    def answers_by_post(self) -> bool:
        """Whether the petitioner is answered by letter."""
        return bool(self.petition.answer_by == "post" and self.petition.person_id)

    def unsigned(self, kind: str) -> bool:
        """Say whether a letter of a kind still waits for its signature."""
        return any(one.kind == kind and one.state in UNSIGNED for one in self.letters)

    def _file(self) -> MatterFile:
        return file_of(self.matter, SYSTEM)

    def _draft(
        self,
        kind: str,
        words: Callable[[], Draft],
        by: Actor,
        *,
        agency_id: int | None = None,
        submit: bool = True,
        track: Track | None = None,
    ) -> LivedLetter:
        self.life.turn(by=by, at=self.at)
        drafted = Draft(kind, "", (), agency_id=agency_id) if self.rehearsed else words()
        letter = LivedLetter(
            self.life,
            drafted,
            person=self.person if drafted.person_id else None,
            track_id=track.pk if track else None,
            submit=submit,
            rehearsed=self.rehearsed,
        )
        self.letters.append(letter)
        return letter

    def draft_acknowledgement(self) -> LivedLetter:
        words = partial(drafting.acknowledgement, self._file(), self.petition, self.at)
        return self._draft("acknowledgement", words, self.desk.officer, submit=False)

    def draft_referral(self, agency_id: int, *, instead_of: Track | None = None) -> LivedLetter:
        words = partial(drafting.referral, self._file(), self.petition, agency_id, at=self.at)
        return self._draft("referral", words, self.desk.officer, agency_id=agency_id, track=instead_of)

    def draft_result(self) -> LivedLetter:
        return self._draft("result", partial(drafting.result, self._file(), self.petition, self.at), SYSTEM)

    def draft_refusal(self) -> LivedLetter:
        return self._draft("refusal", partial(drafting.refusal, self._file(), self.petition, self.at), SYSTEM)

    def draft_memo(self) -> LivedLetter:
        words = partial(drafting.memo, self._file(), self.petition, self.at)
        return self._draft("memo", words, self.desk.officer, submit=False)

    def draft_order(self, track: Track) -> LivedLetter:
        clock = next((one for one in self.life.running if one.track_id == track.pk and one.code == "order"), None)
        due_on, agency_id = clock.due_on if clock else None, track.agency_id or 0
        words = partial(drafting.order, self._file(), self.petition, agency_id, track.label, due_on, at=self.at)
        return self._draft("order", words, SYSTEM, agency_id=agency_id, track=track)

    def return_letter(self, letter: LivedLetter) -> None:
        self.life.turn(by=self._signer(letter), at=self.at)
        letter.give_back(tidy(self.told.writer.pick("letter.returned")))

    def submit_letter_again(self, letter: LivedLetter) -> None:
        by = self.desk.officer if self.matter.officer_id else self.office.people["intake-head"]
        self.life.turn(by=by, at=self.at)
        letter.submit_again()

    def cancel_letter(self, letter: LivedLetter) -> None:
        self.life.turn(by=self.desk.officer, at=self.at)
        letter.cancel(tidy(self.told.writer.pick("letter.cancelled")))

    def sign(self, letter: LivedLetter) -> None:
        self.life.turn(by=self._signer(letter), at=self.at)
        letter.sign()
        self._set_paper(letter)

    def issue(self, letter: LivedLetter) -> None:
        self.life.turn(by=self.office.people["clerk-1"], at=self.at)
        letter.issue()
        self._set_paper(letter)

    def dispatch(self, letter: LivedLetter) -> None:
        self.life.turn(by=self.office.people["clerk-1"], at=self.at)
        agency_id = letter.letter.agency_id
        way = "system" if agency_id and self.office.answers_for(agency_id) else "post"
        # A receipt number of the post that cannot exist.
        letter.dispatch(way, post_code=f"XX{self.rng.randrange(10**4):09d}TH" if way == "post" else "")

    def _set_paper(self, letter: LivedLetter) -> None:
        if not self.rehearsed and self.office.now - self.at < PAPERS:
            letter.finish(self.brought.person)

    def _signer(self, letter: LivedLetter) -> Actor:
        """Return who signs: the director, and now and then the deputy for an order."""
        if letter.kind == "order" and legal_date(self.at).day % 3 == 0:
            return self.office.people["deputy-ps"]
        return self.office.people["director-psc"]
