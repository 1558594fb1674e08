"""How a citizen wants to be told: chosen at filing, and changed by whoever holds the tracking code."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history.operations import append
from palat.kernel.identities.normalising import arabic_digits
from palat.kernel.identities.operations import UnableToReveal, UnableToSeal, change_person
from palat.kernel.identities.queries import fields_given, find_by_fingerprint, gave_same
from palat.kernel.notices.channels.ready import is_ready
from palat.kernel.notices.models import Wish
from palat.kernel.notices.procedure import CHANNELS, LANGUAGES, NONE, TO_CITIZENS

FEWEST_DIGITS = 9
FIELD = {"email": "email", "sms": "phone", "line": "line_id"}


class UnableToChoose(Exception):
    """The wish cannot be kept; the message says what is missing."""


def first_wish(*, person_id: int, channel: str, language: str, at: datetime) -> Wish | None:
    """Return the wish of someone who files, unsaved; a channel that cannot be chosen is left to the usual way."""
    if language not in LANGUAGES or channel not in {*TO_CITIZENS, NONE}:
        return None
    return Wish(person_id=person_id, channel=channel, language=language, changed_at=at)


@transaction.atomic
def choose(
    *,
    person_id: int,
    channel: str,
    language: str,
    at: datetime,
    address: str = "",
    old_address: str = "",
    proved: Mapping[str, str] | None = None,
) -> Wish:
    """Keep how a citizen wants to be told, with an address where one is given.

    Whoever holds the code may add an address where there is none. To put another in the place of one that was given,
    they say the old one too: the code alone does not turn somebody's notices elsewhere. `proved`: fields that the
    channel itself has proved, as LINE does of who writes there.
    Raises: UnableToChoose.
    """
    if channel not in {*TO_CITIZENS, NONE} or language not in LANGUAGES:
        raise UnableToChoose(_("โปรดเลือกช่องทางและภาษาจากรายการ"))
    fields = dict(proved or {})
    if "line_id" in fields and "line_id" in fields_given(person_id):
        user = fields.pop("line_id")  # the same one is there already
        if not gave_same(person_id=person_id, field="line_id", value=user):
            raise UnableToChoose(_("เรื่องนี้แจ้งไปที่ไลน์อื่นอยู่แล้ว ถ้าต้องการเปลี่ยนโปรดโทร 1111"))
    if channel != NONE:
        if not is_ready(channel):
            raise UnableToChoose(_("ขณะนี้ยังใช้ช่องทางนี้ไม่ได้ โปรดเลือกช่องทางอื่น"))
        fields |= _to_add(person_id, channel, address.strip(), old_address.strip())
    try:
        if fields:
            change_person(person_id=person_id, fields=fields, at=at, by_official_id=None)
    except (UnableToSeal, UnableToReveal) as refused:
        raise UnableToChoose(str(refused)) from None
    if channel != NONE and not fields_given(person_id) & set(CHANNELS[channel].fields):
        raise UnableToChoose(_missing(channel))
    wish, _made = Wish.objects.update_or_create(
        person_id=person_id, defaults={"channel": channel, "language": language, "changed_at": at}
    )
    facts = {"channel": channel, "language": language}
    append(chain=f"person:{person_id}", kind="notice_wish_changed", at=at, actor="citizen", facts=facts)
    return wish


def leave_line(*, user: str, at: datetime) -> int:
    """Tell nobody any more by the LINE account of someone who closed the chat. Returns how many wishes that ended."""
    persons = find_by_fingerprint(field="line_id", value=user, limit=500)
    return Wish.objects.filter(pk__in=persons, channel="line").update(channel=NONE, changed_at=at)


def _missing(channel: str) -> str:
    return {
        "email": _("โปรดระบุอีเมลที่จะให้แจ้ง"),
        "sms": _("โปรดระบุหมายเลขโทรศัพท์ที่จะให้แจ้ง"),
        "line": _("ให้แจ้งทางไลน์ได้เมื่อพิมพ์ “ติดตาม” ตามด้วยรหัสเรื่องในแชตไลน์ของสำนักงาน"),
    }[channel]


def _to_add(person_id: int, channel: str, address: str, old_address: str) -> dict[str, str]:
    """Return the field to add or change, if any. Raises: UnableToChoose."""
    if not address or channel == "line":
        return {}
    field = FIELD[channel]
    if channel == "email" and ("@" not in address[1:-1] or " " in address):
        raise UnableToChoose(_("ที่อยู่อีเมลไม่ถูกต้อง"))
    if channel == "sms" and sum(one.isdigit() for one in arabic_digits(address)) < FEWEST_DIGITS:
        raise UnableToChoose(_("หมายเลขโทรศัพท์ไม่ครบ"))
    given = field in fields_given(person_id)
    if given and not gave_same(person_id=person_id, field=field, value=address):
        if not old_address or not gave_same(person_id=person_id, field=field, value=old_address):
            raise UnableToChoose(_("ที่อยู่เดิมที่กรอกไม่ตรงกับที่ให้ไว้ จึงยังไม่เปลี่ยน ถ้าจำไม่ได้โปรดโทร 1111"))
        return {field: address}
    return {} if given else {field: address}
