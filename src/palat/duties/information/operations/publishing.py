"""Keeping the register of what is published: enter, let out, look at again, replace, correct, take back.

What one official enters another lets out. Nothing is let out against which `queries.public_gate` says something.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Looked, Publication, Version
from palat.duties.information.operations.looking import bring
from palat.duties.information.operations.publication_work import settle
from palat.duties.information.procedure.publication import (
    ANSWERED,
    ASKS,
    CURRENT,
    FILE,
    FORMER,
    LINK,
    PAGE,
    PAGES,
    PARTICULARS,
    PLACE,
    PUBLIC_EVENTS,
    PUBLISHED,
    READ_BY_ALL,
    RETURNED,
    SYSTEMS_CLASS,
    TAKEN_BACK,
    WAITING,
    WITHDRAWN,
)
from palat.duties.information.queries.catalogue import classes_on
from palat.duties.information.queries.public_gate import against_same_bytes, against_version
from palat.duties.information.queries.publications import chain_of, due_of
from palat.duties.information.queries.publishers import basis_of_approving, basis_of_keeping
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.language.lexemes import entry as index_entry
from palat.kernel.language.terms import dictionary
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct

INDEX = "UPDATE information_publication SET words = %s::tsvector WHERE id = %s"


@dataclass(frozen=True)
class Entry:
    """What an entry is: whose, of which class, how it is called, who answers for it."""

    agency_id: int
    class_code: str
    title_th: str
    title_en: str = ""
    keywords: str = ""
    responsible_id: int | None = None


@dataclass(frozen=True)
class Where:
    """Where an entry can be read, its reference in the Gazette, since and until when it holds."""

    way: str
    link: str = ""
    page: str = ""
    place: str = ""
    gazette: str = ""
    from_on: date | None = None
    until_on: date | None = None
    particulars: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    file: tuple[int, str] | None = None


@dataclass
class Work:
    """An act on an entry: the entry, locked, who acts and by what."""

    publication: Publication
    by: Actor
    basis: str
    at: datetime

    def record(self, kind: str, *, words: str = "", **facts: Any) -> None:
        """Append what was done to the history of the entry."""
        append(
            chain=chain_of(self.publication.pk),
            kind=kind,
            at=self.at,
            actor=self.by.ref,
            basis=self.basis,
            public=kind in PUBLIC_EVENTS,
            facts=facts,
            body={"words": words} if words else None,
        )

    def save(self) -> None:
        """Keep the entry as it now stands, its words for the search, and the work that it raises."""
        self.publication.changed_at = self.at
        self.publication.save()
        index(self.publication)
        settle(agency_id=self.publication.agency_id, class_code=self.publication.class_code, at=self.at)


@contextmanager
def working(*, publication_id: int, by: Actor, at: datetime, approving: bool = False) -> Iterator[Work]:
    """Lock an entry for an act of whoever may. Raises: UnableToAct."""
    with transaction.atomic():
        found = Publication.objects.select_for_update().filter(pk=publication_id).first()
        basis = "" if found is None else basis_of_approving(by) if approving else basis_of_keeping(by, found)
        if found is None or not basis:
            raise UnableToAct(_("คุณไม่มีหน้าที่ทำสิ่งนี้กับรายการเผยแพร่"))
        yield Work(found, by, basis, at)


def propose(
    *, entry: Entry, where: Where, by: Actor, at: datetime, looked: Looked | None = None, **origin: Any
) -> Publication:
    """Enter something into the register; it is not public before another official lets it out. Raises: UnableToAct."""
    basis = basis_of_keeping(by)
    if not basis:
        raise UnableToAct(_("คุณไม่มีหน้าที่เสนอรายการเผยแพร่"))
    _check_entry(entry, legal_date(at))
    with transaction.atomic():
        found = Publication.objects.create(id=ids.take(), changed_at=at, **_columns(entry))
        work = Work(found, by, basis, at)
        version = _version(work, where, looked, 1, origin)
        work.record("proposed", version=version.number, agency=entry.agency_id, **{"class": entry.class_code})
        work.save()
    return found


def propose_version(
    *, publication_id: int, where: Where, by: Actor, at: datetime, looked: Looked | None = None, **origin: Any
) -> Version:
    """Propose what takes the place of an entry's version, or brings back a withdrawn one. Raises: UnableToAct."""
    with working(publication_id=publication_id, by=by, at=at) as work:
        if work.publication.versions.filter(state=WAITING).exists():
            raise UnableToAct(_("มีฉบับที่รออนุมัติอยู่แล้ว ต้องอนุมัติหรือส่งคืนก่อน"))
        number = work.publication.versions.count() + 1
        version = _version(work, where, looked, number, origin)
        work.record("version_proposed", version=version.number)
        work.save()
    return version


def _version(work: Work, where: Where, looked: Looked | None, number: int, origin: Mapping[str, Any]) -> Version:
    _check_where(where, work.publication.class_code, has_file=looked is not None or where.file is not None)
    if where.way == FILE and looked is None and where.file is not None:
        looked = bring(file_id=where.file[0], name=where.file[1], at=work.at)
    version = Version(
        id=ids.take(),
        publication=work.publication,
        number=number,
        way=where.way,
        looked=looked if where.way == FILE else None,
        link=where.link if where.way == LINK else "",
        page=where.page if where.way == PAGE else "",
        place=where.place if where.way == PLACE else "",
        gazette=where.gazette,
        from_on=where.from_on,
        until_on=where.until_on,
        particulars=dict(where.particulars),
        note=where.note,
        proposed_by_id=work.by.official_id,
        proposed_at=work.at,
        **origin,
    )
    if version.looked is not None and (refusal := against_same_bytes(version.looked)):
        raise UnableToAct(refusal)
    version.save(force_insert=True)
    return version


def publish(*, version_id: int, by: Actor, at: datetime) -> None:
    """Let a version out: everybody may read it from now on, and it takes the place of the one before.

    Raises: UnableToAct for whoever proposed it, and while anything stands against it.
    """
    waiting = _waiting(version_id)
    with working(publication_id=waiting.publication_id, by=by, at=at, approving=True) as work:
        version = _waiting(version_id)
        if version.proposed_by_id is not None and version.proposed_by_id == by.official_id:
            raise UnableToAct(_("ผู้เสนอกับผู้อนุมัติต้องเป็นคนละคน"))
        if refusal := against_version(version):
            raise UnableToAct(refusal)
        work.publication.versions.filter(state=CURRENT).update(state=FORMER)
        _decide(version, CURRENT, work)
        entry = work.publication
        entry.current, entry.state, entry.withdrawn_reason = version, PUBLISHED, ""
        entry.renewed_on = legal_date(at)
        entry.due_on = due_of(entry.class_code, since=entry.renewed_on, until=version.until_on)
        work.record("published", words=version.note, version=version.number)
        work.save()


def return_version(*, version_id: int, by: Actor, at: datetime, words: str) -> None:
    """Give a version back to whoever proposed it, with what is to be mended. Raises: UnableToAct."""
    with working(publication_id=_waiting(version_id).publication_id, by=by, at=at, approving=True) as work:
        version = _waiting(version_id)
        said = _said(words)
        _decide(version, RETURNED, work)
        work.record("version_returned", words=said, version=version.number)
        work.save()


def answer_findings(*, version_id: int, by: Actor, at: datetime, words: str) -> None:
    """Answer for a file leaving with what was found in it, with the reason. Raises: UnableToAct."""
    with working(publication_id=_waiting(version_id).publication_id, by=by, at=at, approving=True) as work:
        version = _waiting(version_id)
        said = _said(words)
        if version.looked is None or version.looked.state != ASKS:
            raise UnableToAct(_("ไฟล์นี้ไม่มีสิ่งที่ต้องรับรอง"))
        looked = version.looked
        looked.state, looked.answer, looked.answered_at, looked.answered_by_id = ANSWERED, said, at, by.official_id
        looked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
        work.record("findings_answered", words=said, version=version.number)
        work.save()


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
        said = _said(words)
        if not basis_of_keeping(by):
            raise UnableToAct(_("ศูนย์ข้อมูลข่าวสารเป็นผู้แก้ไขรายการ โปรดแจ้งศูนย์ หรือเสนอฉบับใหม่"))
        _check_entry(entry, legal_date(at))
        found, before_class = work.publication, work.publication.class_code
        changed = _changed(found, {**_columns(entry), "responsible_id": found.responsible_id})
        version = found.current or found.versions.order_by("-number").first()
        if version is not None:
            _check_days(dates)
            _check_particulars(found.class_code, version.particulars)
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
        said = _said(words)
        entry.versions.filter(state__in=READ_BY_ALL).update(state=TAKEN_BACK)
        entry.state, entry.withdrawn_reason, entry.due_on, entry.current = WITHDRAWN, said, None, None
        work.record("withdrawn", words=said)
        work.save()


def take_back(*, publication_id: int, number: int, by: Actor, at: datetime, words: str) -> None:
    """Take an earlier version back from the public, with the reason; the entry stays published. Raises: UnableToAct."""
    with working(publication_id=publication_id, by=by, at=at, approving=True) as work:
        said = _said(words)
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


def _waiting(version_id: int) -> Version:
    found = (
        Version.objects.select_related(
            "publication", "looked__file", "looked__open_file", "material__part__track", "material__part__matter"
        )
        .filter(pk=version_id, state=WAITING)
        .first()
    )
    if found is None:
        raise UnableToAct(_("ไม่มีฉบับที่รออนุมัติ อาจมีผู้อนุมัติหรือส่งคืนแล้ว"))
    return found


def _decide(version: Version, state: str, work: Work) -> None:
    version.state, version.decided_by_id, version.decided_at = state, work.by.official_id, work.at
    version.save(update_fields=["state", "decided_by", "decided_at"])


def _published(work: Work) -> Publication:
    if work.publication.state != PUBLISHED:
        raise UnableToAct(_("รายการนี้ไม่ได้เผยแพร่อยู่"))
    return work.publication


def _said(words: str) -> str:
    said = words.strip()
    if not said:
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    return said


def _columns(entry: Entry) -> dict[str, Any]:
    return {
        "agency_id": entry.agency_id,
        "class_code": entry.class_code,
        "title_th": entry.title_th.strip(),
        "title_en": entry.title_en.strip(),
        "keywords": "|".join(word.strip() for word in entry.keywords.replace(",", "|").split("|") if word.strip()),
        "responsible_id": entry.responsible_id,
    }


def _changed(row: Any, values: Mapping[str, Any]) -> list[str]:
    """Write values into a row. Returns the names of those that changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _check_entry(entry: Entry, day: date) -> None:
    if not entry.title_th.strip():
        raise UnableToAct(_("โปรดระบุชื่อรายการ"))
    if not classes_on(day).filter(code=entry.class_code).exists():
        raise UnableToAct(_("ไม่รู้จักประเภทของข้อมูลข่าวสารนี้"))


def _check_where(where: Where, class_code: str, *, has_file: bool) -> None:
    given = {FILE: has_file, LINK: bool(where.link), PAGE: where.page in dict(PAGES), PLACE: bool(where.place.strip())}
    if not given.get(where.way):
        raise UnableToAct(_("โปรดระบุว่าเปิดดูได้ที่ใด ตามวิธีที่เลือก"))
    if where.way == LINK and not where.link.startswith(("https://", "http://")):
        raise UnableToAct(_("ที่อยู่เว็บต้องขึ้นต้นด้วย https:// หรือ http://"))
    _check_days(where)
    _check_particulars(class_code, where.particulars)


def _check_particulars(class_code: str, told: Mapping[str, str]) -> None:
    if class_code == SYSTEMS_CLASS and not all(told.get(name, "").strip() for name, _label in PARTICULARS):
        raise UnableToAct(_("ระบบข้อมูลข่าวสารส่วนบุคคลต้องบอกครบทั้งห้าข้อตามมาตรา 23"))


def _check_days(where: Where) -> None:
    if where.from_on and where.until_on and where.until_on < where.from_on:
        raise UnableToAct(_("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม"))


def index(publication: Publication) -> None:
    """Write the words by which an entry is found."""
    texts = [publication.title_th, publication.title_en, publication.keywords.replace("|", " ")]
    vector = index_entry(texts, (), (), dictionary()).vector
    with connection.cursor() as cursor:
        cursor.execute(INDEX, [vector, publication.pk])
