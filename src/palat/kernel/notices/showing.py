"""Notices put into the shapes that pages show: by which way, how far they came; never to which address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.notices.channels.carriers import brought_kinds
from palat.kernel.notices.models import Notice
from palat.kernel.notices.procedure import CHANNELS, FAILURES, STATES
from palat.kernel.notices.registry import kinds
from palat.kernel.pages import pieces
from palat.kernel.pages.shapes import Tone

TONES: dict[str, Tone] = {
    "waiting": "info",
    "sending": "info",
    "sent": "good",
    "delivered": "good",
    "bounced": "danger",
    "failed": "danger",
    "unsure": "warn",
    "given_up": "warn",
}


def kind_label(code: str) -> str:
    """Return the name of a kind of news."""
    if code == "line.answer":
        return _("คำตอบในแชตไลน์")
    kind = kinds().get(code)
    return _(kind.label if kind else brought_kinds().get(code, code)) if code else ""


def channel_label(code: str) -> str:
    """Return the name of a channel."""
    return _(CHANNELS[code].label)


def state_badge(notice: Notice) -> Any:
    """Show how far a notice came."""
    return pieces.badge(_(STATES[notice.state]), tone=TONES[notice.state])


def why_not(notice: Notice) -> str:
    """Say why a notice is not there yet, in words and in the other side's figures."""
    words = _(FAILURES.get(notice.failure, notice.failure)) if notice.failure else ""
    return f"{words} ({notice.status})" if words and notice.status else words


def moment_of(notice: Notice) -> datetime:
    """Return when a notice came into the state in which it is."""
    return notice.ended_at or notice.delivered_at or notice.sent_at or notice.made_at


@dataclass(frozen=True)
class NoticeLine:
    """A notice in the list on a matter's page."""

    id: int
    kind: str
    channel: str
    state: Any
    at: datetime
    why: str
    read_at: datetime | None


def lines_of(notices: Iterable[Notice]) -> list[NoticeLine]:
    """Return notices as a matter's page lists them."""
    return [
        NoticeLine(
            id=one.pk,
            kind=kind_label(one.kind),
            channel=channel_label(one.channel),
            state=state_badge(one),
            at=moment_of(one),
            why=why_not(one),
            read_at=one.read_at,
        )
        for one in notices
    ]
