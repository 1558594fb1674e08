"""Answers to the mails that we sent: each once, of people alone, on the matter that the mail was about."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.notices.models import Answer, Notice
from palat.kernel.notices.registry import of_kind

MOST_AN_HOUR = 10  # answers to one notice; beyond that two machines may be writing to each other
LONGEST = 20_000

# Where the words of an answer end and what it answers begins. Whatever is not surely a quotation is kept.
QUOTED = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|ข้อความต้นฉบับ|ข้อความเดิม|forwarded message)\s*-{2,}"
    r"|(?:on|เมื่อ|ในวันที่)\b.{0,300}(?:wrote|เขียนว่า|เขียน|กล่าวว่า)\s*:|_{10,})\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reply:
    """An answer in clean values. `is_personal` False: no person wrote it."""

    key: str
    text: str
    files: Sequence[tuple[int, str]] = ()
    notes: Sequence[str] = ()  # what of the message could not be taken, in words
    is_personal: bool = True
    what: str = "reply"


def own_words(text: str) -> str:
    """Return what somebody wrote themselves: without quoted lines, and what stands under the line that quotes."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if QUOTED.match(line):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()[:LONGEST]


@transaction.atomic
def take(reply: Reply, *, notice_id: int, at: datetime) -> str:
    """Take an answer to a notice. Returns what became of it, empty where it is left to others.

    The same message is taken once. What no person wrote ends here. More answers than a person writes are left to the
    registry's box, where a person looks.
    """
    notice = Notice.objects.select_for_update().filter(pk=notice_id).first()
    if notice is None or not notice.about:
        return ""
    key = hashlib.sha256(reply.key.encode()).hexdigest()
    if Answer.objects.filter(key=key).exists():
        return notice.about
    if not reply.is_personal:
        _note(notice, key, reply.what, at)
        return f"notice:{notice.pk}"
    lately = Answer.objects.filter(notice=notice, at__gt=at - timedelta(hours=1)).count()
    text = own_words(reply.text)
    if lately >= MOST_AN_HOUR or not (text or reply.files):
        return ""
    text = "\n\n".join(filter(None, [text, _said(reply.notes)]))
    took = [duty.take_reply(notice.about, text=text, files=reply.files, at=at) for duty in of_kind(notice.kind)]
    if not took:
        return ""
    _note(notice, key, "reply" if any(took) else "refused", at)
    return notice.about


def _said(notes: Sequence[str]) -> str:
    """Say under an answer what of it was left out, so that nobody takes it for the whole."""
    return "[{}: {}]".format(_("ระบบบันทึก"), " · ".join(notes)) if notes else ""


def _note(notice: Notice, key: str, what: str, at: datetime) -> None:
    Answer.objects.create(id=ids.take(), notice=notice, key=key, what=what[:12], at=at)
