"""The ways in which a citizen may have an answer, as forms offer them, and the wish that each stands for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from palat.kernel.notices.channels.ready import is_ready
from palat.kernel.notices.operations.wishes import Wish, first_wish
from palat.kernel.notices.procedure import CHANNELS

ANSWER_BY = (
    ("code", _("ดูเองด้วยรหัสเรื่อง")),
    ("email", _("อีเมล")),
    ("sms", _("ข้อความสั้น (SMS)")),
    ("phone", _("โทรศัพท์")),
    ("post", _("จดหมาย")),
)
NEEDED_FOR = {"email": "email", "sms": "phone", "phone": "phone", "post": "address"}
TELL_IN = (("th", _("ไทย")), ("en", _("อังกฤษ")))
TOLD_BY = {"email": "email", "sms": "sms", "line": "line"}


def ways_of_answer() -> list[tuple[str, Any]]:
    """Return the ways in which an answer may be had; a channel of notices only where it is set up."""
    return [(code, label) for code, label in ANSWER_BY if code not in CHANNELS or is_ready(code)]


def wish_of(
    person_id: int | None, *, answer_by: str, tell_in: str, given: Mapping[str, str], at: datetime
) -> Wish | None:
    """Build how someone wants to be told; who says nothing of it is told by e-mail, in Thai, if at all."""
    if person_id is None:
        return None
    usual = "email" if given.get("email") and tell_in != "th" else ""
    return first_wish(person_id=person_id, channel=TOLD_BY.get(answer_by, usual), language=tell_in, at=at)
