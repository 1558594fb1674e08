"""What becomes of a notice after the other side took it: receipts of a gateway, returned mail, a person's decision."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.jobs.operations import enqueue
from palat.kernel.notices.keeping import KEEPERS, require
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations.delivering import not_reached
from palat.kernel.notices.operations.telling import put
from palat.kernel.notices.procedure import TRANSIENT, keeps_key, may_move, why
from palat.kernel.organisation.procedure import Authority

RECEIPTS = {"delivered": "delivered", "undelivered": "bounced", "expired": "bounced"}


class UnableToChangeNotice(Exception):
    """The notice is not in a state for this; the message says why."""


@transaction.atomic
def receipt(*, provider_ref: str, said: str, channel: str, at: datetime) -> bool:
    """Take a gateway's receipt. False: it names no notice of ours, or says nothing new (it came twice, or late)."""
    state = RECEIPTS.get(said)
    notice = Notice.objects.select_for_update().filter(channel=channel, provider_ref=provider_ref).first()
    if state is None or notice is None or not provider_ref:
        return False
    return _arrive(notice, state, "" if state == "delivered" else "not_delivered", "", at)


@transaction.atomic
def returned(*, notice_id: int, action: str, status: str, at: datetime) -> str:
    """Take what a mail server says of a mail that we sent (RFC 3464). Returns the state in which the notice is now.

    `delayed` and transient codes change nothing: that server still tries.
    """
    notice = Notice.objects.select_for_update().filter(pk=notice_id, channel="email").first()
    if notice is None:
        return ""
    if action in {"delivered", "relayed", "expanded"}:
        _arrive(notice, "delivered", "", status, at)
    elif action == "failed" or (not action and not status.startswith(TRANSIENT)):
        _arrive(notice, "bounced", why(status) if status else "not_delivered", status, at)
    return notice.state


def _arrive(notice: Notice, state: str, failure: str, status: str, at: datetime) -> bool:
    if not may_move(notice.state, state):
        return False
    notice.sent_at = notice.sent_at or at
    notice.state, notice.failure, notice.status = state, failure, status[:40]
    if state == "delivered":
        notice.delivered_at = at
    else:
        notice.ended_at = at
    notice.save()
    if state == "bounced":
        not_reached(notice, at)
    return True


@transaction.atomic
def send_again(*, notice_id: int, by: Authority, at: datetime, roles: Collection[str] = KEEPERS) -> Notice:
    """Send again what was not sent, came back or was given up; of what may have been sent, a person takes the risk.

    What the other side never took keeps its key, so that it is still sent once. `roles`: whose business it is, where
    others than those who look after the outbox may. Raises: NotAllowed; UnableToChangeNotice.
    """
    basis, notice = require(by, roles), _held(notice_id)
    if not may_move(notice.state, "waiting") or notice.state == "sending":
        raise UnableToChangeNotice(_("การแจ้งนี้ส่งแล้วหรือกำลังรอส่งอยู่ จึงไม่ต้องส่งอีก"))
    before = notice.state
    if not keeps_key(before):
        notice.key = uuid.uuid4()
    notice.state, notice.attempts, notice.next_at = "waiting", 0, at
    notice.ended_at, notice.failure, notice.status = None, "", ""
    notice.save()
    _tell("notice_sent_again", notice, before, by, basis, at)
    enqueue("notices.deliver", notice_id=notice.pk)
    return notice


@transaction.atomic
def give_up(*, notice_id: int, by: Authority, at: datetime) -> Notice:
    """Try a notice no more. Raises: NotAllowed; UnableToChangeNotice."""
    basis, notice = require(by), _held(notice_id)
    if notice.state not in {"waiting", "unsure"}:
        raise UnableToChangeNotice(_("เลิกส่งได้เฉพาะการแจ้งที่รอส่งหรือไม่แน่ว่าส่งแล้ว"))
    before = notice.state
    notice.state, notice.next_at, notice.ended_at, notice.failure = "given_up", None, at, "by_hand"
    notice.answering = None
    notice.save()
    _tell("notice_given_up", notice, before, by, basis, at)
    return notice


@transaction.atomic
def replay(*, notice_id: int, by: Authority, at: datetime) -> Notice:
    """Send an event to its receiver once more, as a delivery of its own; the event keeps its number.

    Raises: NotAllowed; UnableToChangeNotice for what is no webhook, or still waits.
    """
    basis, notice = require(by, {"administrator"}), _held(notice_id)
    if notice.channel != "webhook" or notice.state in {"waiting", "sending"}:
        raise UnableToChangeNotice(_("ส่งซ้ำได้เฉพาะเว็บฮุกที่ส่งเสร็จแล้วหรือเลิกส่งแล้ว"))
    copy = Notice(
        id=ids.take(),
        kind=notice.kind,
        channel="webhook",
        receiver_id=notice.receiver_id,
        about=notice.about,
        subject=notice.subject,
        body=notice.body,
        made_at=at,
    )
    put(copy)
    _tell("notice_replayed", notice, notice.state, by, basis, at)
    return copy


def _held(notice_id: int) -> Notice:
    notice = Notice.objects.select_for_update().exclude(channel="inapp").filter(pk=notice_id).first()
    if notice is None:
        raise UnableToChangeNotice(_("ไม่พบการแจ้งนี้"))
    return notice


def _tell(kind: str, notice: Notice, before: str, by: Authority, basis: str, at: datetime) -> None:
    facts = {"notice": notice.pk, "channel": notice.channel, "before": before}
    append(chain="outbox", kind=kind, at=at, actor=f"official:{by.official_id}", basis=basis, facts=facts)
