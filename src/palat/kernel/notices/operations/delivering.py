"""Sending what waits in the outbox, so that nothing is lost and nothing is sent twice.

    waiting ─ take ─▶ sending ─ other side took it ─▶ sent ─ receipt ─▶ delivered
                         │ did not take it: waiting again, later; failed for good; given up after the last try
                         └ nobody knows: unsure, for a person; or again with the same key, where the other side keeps it

The row says `sending`, committed, before anything goes out, and is held while it does: who finds it free in that
state finds a sending that a crash cut off.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F, Q

from palat.kernel.identities.operations import UnableToReveal, open_for_dispatch
from palat.kernel.jobs.operations import enqueue
from palat.kernel.notices.channels import hook, line, mail, sms
from palat.kernel.notices.channels.carriers import carrier_of
from palat.kernel.notices.channels.going import Going, Refused, Taken, Unavailable, Unknown
from palat.kernel.notices.channels.ready import is_ready
from palat.kernel.notices.models import Notice
from palat.kernel.notices.procedure import CHANNELS, GAP, TROUBLE, after_crash, next_try
from palat.kernel.notices.queries.wording import kind_of
from palat.kernel.notices.registry import of_kind
from palat.kernel.notices.wording import CITIZEN

log = structlog.get_logger(__name__)
SENDERS: dict[str, Callable[[Going], Taken]] = {
    "email": mail.send,
    "sms": sms.send,
    "line": line.send,
    "webhook": hook.send,
}
AT_ONCE = 500
OF_EVENTS = ("webhook", "exchange")  # the body is an event, the address its receiver's


def sender_of(channel: str) -> Callable[[Going], Taken]:
    """Return what sends by a channel: of our own, or brought by an app above."""
    brought = carrier_of(channel)
    return brought.send if brought else SENDERS[channel]


def deliver(*, notice_id: int, at: datetime) -> None:
    """Send one notice that waits and whose time has come; one that was taken by the other side is not sent again.

    What the other side refuses is written on the row, never raised: the row itself says when it is tried again.
    """
    attempts = _take(notice_id, at)
    if attempts is None:
        return
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=notice_id)
        if (notice.state, notice.attempts) != ("sending", attempts):
            return
        try:
            taken = sender_of(notice.channel)(_going(notice, at))
        except Refused as refused:
            _end(notice, "failed", refused.code, refused.status, at)
        except Unavailable as later:
            _wait(notice, later, at)
        except Unknown as lost:
            _lost(notice, lost, at)
        else:
            _sent(notice, taken, at)


@transaction.atomic
def _take(notice_id: int, at: datetime) -> int | None:
    """Say on the row that it is being sent. Returns the number of the try, or None where there is nothing to send."""
    due = Notice.objects.filter(pk=notice_id, state="waiting", next_at__lte=at).exclude(channel="inapp")
    if not due.update(state="sending", sending_at=at, attempts=F("attempts") + 1):
        return None
    return int(Notice.objects.values_list("attempts", flat=True).get(pk=notice_id))


def _going(notice: Notice, at: datetime) -> Going:
    kind = kind_of(notice.kind)
    answerable = bool(notice.about and notice.person_id and kind and kind.to == CITIZEN and any(of_kind(notice.kind)))
    is_event = notice.channel in OF_EVENTS
    return Going(
        number=notice.pk,
        key=notice.key,
        to="" if is_event else _address(notice, at),
        subject=notice.subject,
        text="" if is_event else _text(notice),
        link=notice.link,
        language=notice.language,
        kind=notice.kind,
        event=json.loads(notice.body) if is_event else {},
        answering=notice.answering or {},
        receiver_id=notice.receiver_id,
        is_first=notice.attempts == 1,
        is_answerable=answerable,
    )


def _text(notice: Notice) -> str:
    """Return the whole text: words that have no place for the link get it under them."""
    return f"{notice.body}\n\n{notice.link}" if notice.link and notice.link not in notice.body else notice.body


def _address(notice: Notice, at: datetime) -> str:
    """Open the address of a citizen, which is recorded whatever becomes of the sending. Raises: Refused."""
    if not is_ready(notice.channel):
        raise Refused("not_set_up")
    if not notice.person_id:
        found = notice.address
    else:
        try:
            opened = open_for_dispatch(notice.person_id, purpose=f"notice_{notice.channel}", at=at, matter=notice.about)
        except UnableToReveal:  # erased meanwhile: nobody is there any more to be told
            opened = {}
        found = next((opened[name] for name in CHANNELS[notice.channel].fields if opened.get(name)), "")
    if not found:
        raise Refused("no_address")
    return found


def _sent(notice: Notice, taken: Taken, at: datetime) -> None:
    notice.state, notice.sent_at, notice.provider_ref = "sent", at, taken.ref[:120]
    notice.failure, notice.status, notice.next_at = "", taken.status[:40], None
    _forget_answering(notice)
    notice.save()


def _wait(notice: Notice, later: Unavailable, at: datetime) -> None:
    """Let a notice wait for its next try; after the last one it is given up, and a person can see it."""
    again = next_try(notice.channel, notice.attempts, at=at, asked=later.wait)
    if again is None:
        _end(notice, "given_up", later.code, later.status, at)
        return
    notice.state, notice.next_at, notice.failure, notice.status = "waiting", again, later.code, later.status[:40]
    notice.save()


def _lost(notice: Notice, lost: Unknown, at: datetime) -> None:
    """The answer was lost: try again with the same key where the other side keeps keys; else a person decides."""
    by_reply = bool((notice.answering or {}).get("token")) and notice.attempts == 1
    brought = carrier_of(notice.channel)
    remembers = bool(brought and brought.remembers(json.loads(notice.body)))
    if after_crash(notice.channel, by_reply=by_reply, remembers=remembers) == "waiting":
        _wait(notice, Unavailable("unavailable", lost.status), at)
    else:
        _end(notice, "unsure", "cut_off", lost.status, at)


def _end(notice: Notice, state: str, failure: str, status: str, at: datetime) -> None:
    notice.state, notice.failure, notice.status = state, failure, status[:40]
    notice.next_at, notice.ended_at = None, at
    _forget_answering(notice)
    notice.save()
    log.warning("notice_not_sent", notice=notice.pk, channel=notice.channel, state=state, failure=failure)
    not_reached(notice, at)


def _forget_answering(notice: Notice) -> None:
    """A token by which a conversation is answered is of no use afterwards."""
    if notice.answering:
        notice.answering = None


def not_reached(notice: Notice, at: datetime) -> None:
    """Let whoever handles the matter know, where it was a citizen who was not reached, or perhaps was not."""
    if notice.person_id and notice.about and notice.state in TROUBLE:
        for duty in of_kind(notice.kind):
            duty.not_reached(notice.about, surely=notice.state != "unsure", at=at)


@dataclass(frozen=True)
class Pushed:
    """How many were found cut off, and how many set going again."""

    cut_off: int
    due: int


def push(*, at: datetime) -> Pushed:
    """Set going what waits past its time, and judge what a crash cut off while it was being sent."""
    cut_off = _judge_cut_off(at)
    # A new one has a job of its own; only where that was lost, or after a failure, is it set going from here.
    lost = Q(attempts=0, next_at__lte=at - GAP) | Q(attempts__gt=0, next_at__lte=at)
    # One that was set going waits its turn behind many others, and gets no second job meanwhile.
    idle = Q(sending_at=None) | Q(sending_at__lt=F("next_at")) | Q(sending_at__lte=at - 5 * GAP)
    with transaction.atomic():
        waiting = Notice.objects.select_for_update(skip_locked=True).filter(lost, idle, state="waiting")
        due = waiting.exclude(channel="inapp").order_by("next_at")
        numbers = list(due.values_list("pk", flat=True)[:AT_ONCE])
        Notice.objects.filter(pk__in=numbers).update(sending_at=at)
        for number in numbers:
            enqueue("notices.deliver", notice_id=number)
    return Pushed(cut_off, len(numbers))


@transaction.atomic
def _judge_cut_off(at: datetime) -> int:
    """Judge what says `sending` and is held by nobody: the process that sent it is gone."""
    old = Notice.objects.select_for_update(skip_locked=True).filter(state="sending", sending_at__lte=at - GAP)
    found = list(old.order_by("sending_at")[:AT_ONCE])
    for notice in found:
        _lost(notice, Unknown(), at)
    return len(found)
