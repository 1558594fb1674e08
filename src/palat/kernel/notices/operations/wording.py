"""Changing the words of notices: a version is checked, kept with its reason, never altered."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from palat.kernel.history.operations import append
from palat.kernel.notices.keeping import require
from palat.kernel.notices.models import WordingVersion
from palat.kernel.notices.queries.wording import kind_of, version, words_in_force
from palat.kernel.notices.wording import Flaw, flaws
from palat.kernel.organisation.procedure import Authority

Typed = Mapping[str, Mapping[str, str]]


class UnableToChangeWording(Exception):
    """The words cannot be kept; the message says why, `flaws` where."""

    def __init__(self, message: str, found: tuple[Flaw, ...] = ()) -> None:
        super().__init__(message)
        self.flaws = found


@transaction.atomic
def save(
    *, kind: str, words: Typed, by: Authority, at: datetime, reason: str, of_number: int | None = None
) -> WordingVersion:
    """Keep edited words as a new version, in force at once. Raises: NotAllowed; UnableToChangeWording."""
    basis = require(by, {"administrator"})
    declared = kind_of(kind)
    if declared is None:
        raise UnableToChangeWording(_("ไม่รู้จักข้อความชนิดนี้"))
    if not reason.strip():
        raise UnableToChangeWording(_("โปรดระบุเหตุผลที่แก้ไข"))
    clean = {
        language: {part: _clean(words.get(language, {}).get(part, "")) for part in declared.parts}
        for language in ("th", "en")
    }
    if found := flaws(declared, clean):
        raise UnableToChangeWording(_("ข้อความนี้ใช้ไม่ได้ จึงยังไม่ได้บันทึก"), tuple(found))
    if clean == words_in_force(kind).words:
        raise UnableToChangeWording(_("ข้อความเหมือนฉบับที่ใช้อยู่ จึงไม่มีอะไรให้บันทึก"))
    # The event is appended first: it holds the lock under which the next number is taken.
    append(
        chain=f"wording:{kind}",
        kind="wording_changed",
        at=at,
        actor=f"official:{by.official_id}",
        basis=basis,
        facts={"of": of_number},
        body={"reason": reason.strip()[:300]},
    )
    last = WordingVersion.objects.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    return WordingVersion.objects.create(
        kind=kind,
        number=last + 1,
        words=clean,
        made_at=at,
        made_by_id=by.official_id,
        reason=reason.strip()[:300],
        of_number=of_number,
    )


def go_back(*, kind: str, number: int, by: Authority, at: datetime, reason: str) -> WordingVersion:
    """Use earlier words again: as a new version; 0 is the words that came with the program. Raises: as `save`."""
    declared, kept = kind_of(kind), version(kind, number)
    if declared is None or (kept is None and number):
        raise UnableToChangeWording(_("ไม่พบข้อความฉบับนี้"))
    words = kept.words if kept else declared.words
    return save(kind=kind, words=words, by=by, at=at, reason=reason, of_number=number)


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(one for one in line if one.isprintable()).rstrip() for line in lines).strip()
