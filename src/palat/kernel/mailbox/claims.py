"""Who takes a message that came in: whoever claims it first, in the transaction that takes it out of the mailbox.

An app that expects messages has a module `mail_claims` with functions marked by `claims`; it is found when the first
message comes. Replies to notices are claimed before the registry's box, which takes whatever nobody claimed.

    @claims("notices.reply", order=10)
    def reply(mail: Mail, *, at: datetime) -> str | None:
        \"\"\"Put the reply on its matter; return what it became (`matter:123`), or None: it is not ours.\"\"\"

A claim is made and carried out by the same function. One that fails is undone, logged, and the next is asked: a
message is never lost because of who might have wanted it. A message that nobody has in the end is not taken out of the
mailbox.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Protocol

import structlog
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from palat.kernel.mailbox.procedure import Mail

log = structlog.get_logger(__name__)


class Claim(Protocol):
    """Take a message, or leave it to others."""

    def __call__(self, mail: Mail, *, at: datetime) -> str | None:
        """Return what the message became, or None."""
        ...


class NotClaimed(Exception):
    """Nobody has a message in the end; the words name the last fault, or `nobody` where there was none."""


@dataclass(frozen=True)
class Claimed:
    """Who took a message, and what it became."""

    by: str
    ref: str


_CLAIMS: dict[str, tuple[int, Claim]] = {}


def claims(name: str, *, order: int = 50) -> Callable[[Claim], Claim]:
    """Mark a function as one that may claim messages; the lower `order` is asked first."""

    def register(function: Claim) -> Claim:
        _CLAIMS[name] = (order, function)
        return function

    return register


@cache
def _discovered() -> bool:
    autodiscover_modules("mail_claims")
    return True


def claimed(mail: Mail, *, at: datetime) -> Claimed:
    """Let a message be claimed, in the present transaction. Raises: NotClaimed."""
    _discovered()
    why = "nobody"
    for name, (_order, function) in sorted(_CLAIMS.items(), key=lambda one: (one[1][0], one[0])):
        try:
            with transaction.atomic():
                ref = function(mail, at=at)
        except Exception as fault:  # whatever is wrong there, the message must not be lost here
            why = type(fault).__name__
            log.error("mail_claim_failed", claim=name, kind=why)
            continue
        if ref:
            return Claimed(name, ref)
    raise NotClaimed(why)
