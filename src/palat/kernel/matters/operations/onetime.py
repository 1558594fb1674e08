"""Single-use links, by which an agency without an account answers. One act uses a link up."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import OneTimeLink, Track
from palat.kernel.matters.queries.visibility import visible

VALID_DAYS = 45  # a setting of the Office's practice, provisional


class LinkUnusable(Exception):
    """The link is unknown, used or expired; the message says what to do."""


def make_link(*, track_id: int, sent_to: str, at: datetime) -> str:
    """Make a single-use link for a track, and return its token. Only its digest is kept."""
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        id=ids.take(),
        track_id=track_id,
        token_digest=_digest(token),
        sent_to=sent_to,
        made_at=at,
        expires_at=at + timedelta(days=VALID_DAYS),
    )
    return token


def used_link(*, track_id: int, sent_to: str, at: datetime, used_at: datetime) -> OneTimeLink:
    """Build the link by which an agency without an account answered in the past; nobody has its token."""
    return OneTimeLink(
        id=ids.take(),
        track_id=track_id,
        token_digest=_digest(secrets.token_urlsafe(32)),
        sent_to=sent_to,
        made_at=at,
        expires_at=at + timedelta(days=VALID_DAYS),
        used_at=used_at,
    )


def open_link(*, token: str, at: datetime) -> tuple[Actor, Track]:
    """Return who a link lets act, and on which track, without using it up. Raises: LinkUnusable."""
    link = OneTimeLink.objects.select_related("track").filter(token_digest=_digest(token)).first()
    if link is None:
        raise LinkUnusable(_("ลิงก์นี้ไม่ถูกต้อง โปรดใช้ลิงก์จากข้อความล่าสุดที่ได้รับ"))
    if link.used_at:
        raise LinkUnusable(_("ลิงก์นี้ใช้ตอบไปแล้ว คำตอบของท่านถึงสำนักงานแล้ว หากต้องการแก้ไขโปรดติดต่อเจ้าของเรื่อง"))
    if link.expires_at <= at:
        raise LinkUnusable(_("ลิงก์นี้หมดอายุ โปรดติดต่อสำนักงานเพื่อขอลิงก์ใหม่"))
    by = Actor("link", matter_id=link.track.matter_id, track_id=link.track_id, link_id=link.pk)
    if not visible(by).exists():
        raise LinkUnusable(_("เรื่องนี้ไม่อยู่ที่หน่วยงานของท่านแล้ว โปรดติดต่อสำนักงาน"))
    return by, link.track


def use_up(*, by: Actor, at: datetime) -> None:
    """Use a link up, in the transaction of the act that it made. Raises: LinkUnusable if it was used meanwhile."""
    with transaction.atomic():
        if not OneTimeLink.objects.filter(pk=by.link_id or 0, used_at=None).update(used_at=at):
            raise LinkUnusable(_("ลิงก์นี้ใช้ตอบไปแล้ว"))


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
