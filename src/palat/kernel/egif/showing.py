"""Letters of the exchange put into the shapes that pages show."""

from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.egif.models import Message
from palat.kernel.egif.procedure import OUT, STATES
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.notices.procedure import STATES as WAY_STATES
from palat.kernel.notices.showing import state_badge as way_badge
from palat.kernel.pages import pieces
from palat.kernel.pages.shapes import Tone

TONES: dict[str, Tone] = {
    "received": "info",
    "accepted": "good",
    "rejected": "danger",
    "invalid": "danger",
    "wrong_number": "warn",
}


def state_label(message: Message) -> str:
    """Say what was answered to a letter; while a letter of ours has no answer, how far it came."""
    if message.direction == OUT and not message.state and message.notice is not None:
        return _(WAY_STATES[message.notice.state])
    if message.direction != OUT and message.state == "received":
        return _("รับไว้แล้ว รอลงทะเบียน")
    return _(STATES[message.state])


def state_badge(message: Message) -> Any:
    """Show what was answered to a letter, or how far it came."""
    if message.direction == OUT and not message.state and message.notice is not None:
        return way_badge(message.notice)
    return pieces.badge(state_label(message), tone=TONES.get(message.state, "neutral"))


def state_words(message: Message) -> str:
    """Say in a line what became of a letter: with the number that it was given, or why it was sent back."""
    words = state_label(message)
    if message.their_number and message.state == "accepted":
        return f"{words} {paper_digits(message.their_number)}"
    return f"{words}: {message.why}" if message.why else words
