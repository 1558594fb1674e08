"""Agencies' own systems that are told by a signed request: kept by the administrator, told in the act that owes it."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.jobs.operations import current_job
from palat.kernel.notices.keeping import require
from palat.kernel.notices.models import Notice, Receiver
from palat.kernel.notices.operations.telling import News, put
from palat.kernel.notices.registry import kinds
from palat.kernel.notices.signing import new_salt, secret_of
from palat.kernel.organisation.procedure import Authority

BOTH_SIGN = timedelta(days=7)  # after a change of secret
ROLE = frozenset({"administrator"})


class UnableToKeepReceiver(Exception):
    """The receiver cannot be kept as given; the message says why."""


@dataclass(frozen=True)
class Wanted:
    """A receiver in clean values."""

    name: str
    url: str
    agency_id: int
    kinds: Sequence[str] = ()
    allow_private: bool = False


def tell_receivers(news: News, *, agency_id: int, told: Mapping[str, Any], at: datetime) -> int:
    """Tell the systems of an agency of news on a track of its own. Returns how many.

    `told` holds codes and numbers alone, what the agency may know of its own track; nothing that anybody wrote.
    """
    wants = Q(kinds=[]) | Q(kinds__contains=[news.kind])
    found = Receiver.objects.filter(wants, agency_id=agency_id, stopped_at=None).order_by("pk")
    event = {"id": str(uuid.uuid4()), "kind": news.kind, "at": at.isoformat(), "agency": agency_id, **told}
    sent = 0
    for receiver in found:
        job = current_job()
        cause = f"job:{job}|{news.kind}|{told.get('track', news.about)}|r{receiver.pk}"[:120] if job else ""
        notice = Notice(
            id=ids.take(),
            kind=news.kind,
            channel="webhook",
            receiver=receiver,
            about=news.about,
            subject=receiver.name,
            body=json.dumps(event, ensure_ascii=False, sort_keys=True),
            made_at=at,
            cause=cause,
        )
        sent += put(notice) is not None
    return sent


@transaction.atomic
def add(*, wanted: Wanted, by: Authority, at: datetime) -> tuple[Receiver, str]:
    """Keep a new receiver. Returns it with its secret, shown once. Raises: NotAllowed; UnableToKeepReceiver."""
    basis = require(by, ROLE)
    _check(wanted)
    receiver = Receiver.objects.create(id=ids.take(), salt=new_salt(), made_at=at, **_columns(wanted))
    _tell("receiver_added", receiver, by, basis, at)
    return receiver, secret_of(receiver.salt)


@transaction.atomic
def change(*, receiver_id: int, wanted: Wanted, by: Authority, at: datetime) -> Receiver:
    """Change what is kept of a receiver; its secret stays. Raises: NotAllowed; UnableToKeepReceiver."""
    basis, receiver = require(by, ROLE), _held(receiver_id)
    _check(wanted)
    for name, value in _columns(wanted).items():
        setattr(receiver, name, value)
    receiver.save()
    _tell("receiver_changed", receiver, by, basis, at)
    return receiver


@transaction.atomic
def rotate(*, receiver_id: int, by: Authority, at: datetime) -> str:
    """Give a receiver another secret, and return it; for a week both sign, so that nothing is refused meanwhile.

    Raises: NotAllowed; UnableToKeepReceiver.
    """
    basis, receiver = require(by, ROLE), _held(receiver_id)
    receiver.before, receiver.before_until, receiver.salt = receiver.salt, at + BOTH_SIGN, new_salt()
    receiver.save()
    _tell("receiver_secret_changed", receiver, by, basis, at)
    return secret_of(receiver.salt)


@transaction.atomic
def stop(*, receiver_id: int, by: Authority, at: datetime, again: bool = False) -> Receiver:
    """Tell a receiver no more, or again. Raises: NotAllowed; UnableToKeepReceiver."""
    basis, receiver = require(by, ROLE), _held(receiver_id)
    receiver.stopped_at = None if again else at
    receiver.save(update_fields=["stopped_at"])
    _tell("receiver_resumed" if again else "receiver_stopped", receiver, by, basis, at)
    return receiver


def _columns(wanted: Wanted) -> dict[str, Any]:
    return {
        "name": wanted.name.strip()[:120],
        "url": wanted.url.strip(),
        "agency_id": wanted.agency_id,
        "kinds": sorted(set(wanted.kinds)),
        "allow_private": wanted.allow_private,
    }


def address_flaw(url: str, *, allow_private: bool) -> str:
    """Say in words why nothing can be sent to an address; empty where it is sound."""
    parts = urlsplit(url.strip())
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"https", "http"} or not parts.hostname or port == -1 or len(url) > 500:
        return _("ที่อยู่ต้องขึ้นต้นด้วย https:// และมีชื่อเครื่อง")
    if parts.username or parts.password:
        return _("ที่อยู่ต้องไม่มีชื่อผู้ใช้หรือรหัสผ่าน การยืนยันตัวใช้ลายเซ็น")
    if parts.scheme == "http" and not allow_private:
        return _("ใช้ http:// ได้เฉพาะระบบภายใน นอกนั้นต้องเป็น https://")
    if allow_private and not settings.WEBHOOK_NETWORKS:
        return _("ระบบนี้ไม่ได้อนุญาตเครือข่ายภายในใด ดูค่า PALAT_WEBHOOK_NETWORKS")
    return ""


def _check(wanted: Wanted) -> None:
    if not wanted.name.strip():
        raise UnableToKeepReceiver(_("โปรดตั้งชื่อระบบผู้รับ"))
    if flaw := address_flaw(wanted.url, allow_private=wanted.allow_private):
        raise UnableToKeepReceiver(flaw)
    if not set(wanted.kinds) <= set(kinds()):
        raise UnableToKeepReceiver(_("โปรดเลือกเหตุการณ์จากรายการ"))


def _held(receiver_id: int) -> Receiver:
    receiver = Receiver.objects.select_for_update().filter(pk=receiver_id).first()
    if receiver is None:
        raise UnableToKeepReceiver(_("ไม่พบระบบผู้รับนี้"))
    return receiver


def _tell(kind: str, receiver: Receiver, by: Authority, basis: str, at: datetime) -> None:
    facts = {"receiver": receiver.pk, "agency": receiver.agency_id, "private": receiver.allow_private}
    append(chain="receivers", kind=kind, at=at, actor=f"official:{by.official_id}", basis=basis, facts=facts)
