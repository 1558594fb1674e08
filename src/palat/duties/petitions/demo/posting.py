"""What becomes of letters, told as threads: signed, sometimes only after changes, given a number, sent out."""

from collections.abc import Callable

from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.living import Thread, work
from palat.kernel.letters.operations.lived import LivedLetter


def acknowledged(case: Case) -> Thread:
    """The acknowledgement of a petition that came by post: drafted, issued under the seal, posted."""
    yield work(case, 0.05, 0.8)
    letter = case.draft_acknowledgement()
    yield work(case, 0.05, 0.9, post=True)
    case.issue(letter)
    yield work(case, 0.05, 0.5, post=True)
    case.dispatch(letter)


def signed(case: Case, letter: LivedLetter, then: Callable[[], None] | None = None) -> Thread:
    """A letter before its signer, until it is sent out; `then` is what the signature sets going."""
    alone = then is None
    yield work(case, 0.15, 1.7, post=alone)
    if case.wants == "letter back" or case.rng.random() < 0.07:
        case.return_letter(letter)
        yield work(case, 0.2, 1.2, post=alone)
        case.submit_letter_again(letter)
        yield work(case, 0.15, 1.2, post=alone)
    case.sign(letter)
    if then:
        then()
    yield work(case, 0.05, 0.7, post=True)
    case.dispatch(letter)
