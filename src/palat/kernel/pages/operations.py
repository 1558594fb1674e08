"""Saved filters, and forms that count once however often they are sent."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from .models import NAME_LENGTH, QUERY_LENGTH, OnceKey, SavedFilter
from .queries import first_result

MOST_SAVED = 100  # per person and listing; a guard against a runaway script, no rule of the Office
CLAIM = "INSERT INTO pages_oncekey (key, at, result_url) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


class UnableToSaveFilter(Exception):
    """The filter cannot be saved, renamed or deleted; the message is for the user."""


class UnableToClaim(Exception):
    """The form came without its key; the message is for the user."""


@dataclass(frozen=True)
class Sending:
    """What a form led to. `is_first` False: it had been sent before, and `url` is where that led."""

    url: str
    is_first: bool


def save_filter(*, owner_id: int, listing: str, name: str, query: str, shared: bool, at: datetime) -> SavedFilter:
    """Keep a narrowed list under a name. Raises: UnableToSaveFilter."""
    name = clean_name(name)
    if len(query) > QUERY_LENGTH:
        raise UnableToSaveFilter(_("เงื่อนไขยาวเกินไป โปรดลดจำนวนตัวกรอง"))
    if SavedFilter.objects.filter(owner_id=owner_id, listing=listing).count() >= MOST_SAVED:
        raise UnableToSaveFilter(_("บันทึกตัวกรองได้ไม่เกิน %(most)s ชุด โปรดลบชุดที่ไม่ใช้แล้ว") % {"most": MOST_SAVED})
    try:
        with transaction.atomic():
            return SavedFilter.objects.create(
                owner_id=owner_id, listing=listing, name=name, query=query, shared=shared, created_at=at
            )
    except IntegrityError as error:
        raise UnableToSaveFilter(_("มีตัวกรองชื่อ “%(name)s” แล้ว โปรดใช้ชื่ออื่น") % {"name": name}) from error


def rename_filter(*, owner_id: int, filter_id: int, name: str) -> None:
    """Give a filter of one's own another name. Raises: UnableToSaveFilter."""
    name = clean_name(name)
    try:
        with transaction.atomic():
            changed = SavedFilter.objects.filter(owner_id=owner_id, pk=filter_id).update(name=name)
    except IntegrityError as error:
        raise UnableToSaveFilter(_("มีตัวกรองชื่อ “%(name)s” แล้ว โปรดใช้ชื่ออื่น") % {"name": name}) from error
    if not changed:
        raise UnableToSaveFilter(_("ไม่พบตัวกรองนี้ในชื่อของท่าน"))


def delete_filter(*, owner_id: int, filter_id: int) -> None:
    """Delete a filter of one's own. Raises: UnableToSaveFilter."""
    deleted, _each = SavedFilter.objects.filter(owner_id=owner_id, pk=filter_id).delete()
    if not deleted:
        raise UnableToSaveFilter(_("ไม่พบตัวกรองนี้ในชื่อของท่าน"))


def clean_name(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise UnableToSaveFilter(_("โปรดตั้งชื่อตัวกรอง"))
    if len(name) > NAME_LENGTH:
        raise UnableToSaveFilter(_("ชื่อตัวกรองยาวเกินไป"))
    return name


def new_key() -> str:
    """Make the key of one form as it is shown."""
    return secrets.token_urlsafe(24)


def claim_once(*, key: str, at: datetime, result_url: str = "") -> bool:
    """Claim a form's key; False if the form has been sent before. One statement.

    Inside the act's transaction a second sending waits here until the first has ended, and
    is told False only if that one was kept. Raises: UnableToClaim if the key is not of our form.
    """
    if not KEY.fullmatch(key):
        raise UnableToClaim(_("แบบฟอร์มนี้ไม่สมบูรณ์ โปรดโหลดหน้านี้ใหม่ ข้อความที่พิมพ์ไว้จะยังอยู่"))
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [key, at, result_url])
        return bool(cursor.rowcount == 1)


@transaction.atomic
def send_once(*, key: str, at: datetime, act: Callable[[], str]) -> Sending:
    """Run `act`, which returns the address to go to, unless this form has been sent before.

    Act and key are kept or lost together: a failed act may be sent again with the same form.
    Raises: UnableToClaim, and whatever `act` raises.
    """
    if not claim_once(key=key, at=at):
        return Sending(url=first_result(key), is_first=False)
    url = act()
    OnceKey.objects.filter(key=key).update(result_url=url)
    return Sending(url=url, is_first=True)


def forget_keys(*, before: datetime) -> int:
    """Delete the keys of forms sent before a moment; return how many."""
    deleted, _each = OnceKey.objects.filter(at__lt=before).delete()
    return deleted
