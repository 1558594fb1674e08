"""Keeping what is entered: looking at it again, correcting it, taking it or an earlier version back, entrusting it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.information.models import Publication
from palat.duties.information.operations.publication_work import settle
from palat.duties.information.operations.register.entering import (
    Entry,
    Where,
    check_days,
    check_entry,
    check_particulars,
    columns,
)
from palat.duties.information.operations.register.work import Work, said_why, working
from palat.duties.information.procedure.publication import FORMER, PUBLISHED, READ_BY_ALL, TAKEN_BACK, WITHDRAWN
from palat.duties.information.queries.publications import due_of
from palat.duties.information.queries.publishers import basis_of_keeping
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct


def renew(*, publication_id: int, by: Actor, at: datetime, words: str = "") -> None:
    """Say that an entry was looked at and still holds; its time begins anew. Raises: UnableToAct."""
    with working(publication_id=publication_id, by=by, at=at) as work:
        entry = _published(work)
        today = legal_date(at)
        until = entry.current.until_on if entry.current else None
        if until is not None and until <= today:
            raise UnableToAct(_("รายการนี้สิ้นสุดแล้ว โปรดเสนอฉบับใหม่หรือถอนรายการ"))
        entry.renewed_on, entry.due_on = today, due_of(entry.class_code, since=today, until=until)
        work.record("renewed", words=words.strip())
        work.save()


def correct(*, publication_id: int, by: Actor, at: datetime, entry: Entry, dates: Where, words: str) -> None:
    """Correct what is written of an entry: its class, its titles, the Gazette, its days; never what it leads to.

    Raises: UnableToAct without a reason, where nothing changes, or for whoever only answers for the entry.
    """
    with working(publication_id=publication_id, by=by, at=at) as work:
        said = said_why(words)
        if not basis_of_keeping(by):
            raise UnableToAct(_("ศูนย์ข้อมูลข่าวสารเป็นผู้แก้ไขรายการ โปรดแจ้งศูนย์ หรือเสนอฉบับใหม่"))
        check_entry(entry, legal_date(at))
        found, before_class = work.publication, work.publication.class_code
        changed = _changed(found, {**columns(entry), "responsible_id": found.responsible_id})
        version = found.current or found.versions.order_by("-number").first()
        if version is not None:
            check_days(dates)
            check_particulars(found.class_code, version.particulars)
            days = {"gazette": dates.gazette, "from_on": dates.from_on, "until_on": dates.until_on}
            changed += _changed(version, days)
            version.save()
        if not changed:
            raise UnableToAct(_("ไม่มีสิ่งใดเปลี่ยน"))
        if found.state == PUBLISHED and found.renewed_on is not None:
            until = version.until_on if version else None
            found.due_on = due_of(found.class_code, since=found.renewed_on, until=until)
        work.record("corrected", words=said, changed=changed)
        work.save()
        if before_class != found.class_code:
            settle(agency_id=found.agency_id, class_code=before_class, at=at)


def withdraw(*, publication_id: int, by: Actor, at: datetime, words: str) -> None:
    """Take an entry back from the public, with the reason; that it was there stays to be read.

    None of its versions comes back with the next one that is let out. Raises: UnableToAct.
    """
    with working(publication_id=publication_id, by=by, at=at, approving=True) as work:
        entry = _published(work)
        said = said_why(words)
        entry.versions.filter(state__in=READ_BY_ALL).update(state=TAKEN_BACK)
        entry.state, entry.withdrawn_reason, entry.due_on, entry.current = WITHDRAWN, said, None, None
        work.record("withdrawn", words=said)
        work.save()


def take_back(*, publication_id: int, number: int, by: Actor, at: datetime, words: str) -> None:
    """Take an earlier version back from the public, with the reason; the entry stays published. Raises: UnableToAct."""
    with working(publication_id=publication_id, by=by, at=at, approving=True) as work:
        said = said_why(words)
        if not work.publication.versions.filter(number=number, state=FORMER).update(state=TAKEN_BACK):
            raise UnableToAct(_("ไม่พบฉบับก่อนนี้ อาจถอนไปแล้ว"))
        work.record("version_taken_back", words=said, version=number)
        work.save()


def entrust(*, publication_id: int, by: Actor, at: datetime, responsible_id: int) -> None:
    """Give an entry to whoever answers for it from now on. Raises: UnableToAct."""
    with working(publication_id=publication_id, by=by, at=at, approving=True) as work:
        if work.publication.responsible_id == responsible_id:
            raise UnableToAct(_("ไม่มีสิ่งใดเปลี่ยน"))
        work.publication.responsible_id = responsible_id
        work.record("entrusted", official=responsible_id)
        work.save()


def _published(work: Work) -> Publication:
    if work.publication.state != PUBLISHED:
        raise UnableToAct(_("รายการนี้ไม่ได้เผยแพร่อยู่"))
    return work.publication


def _changed(row: Any, values: Mapping[str, Any]) -> list[str]:
    """Write values into a row. Returns the names of those that changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed
