"""Entering something into the register, and proposing what takes the place of its version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Looked, Publication, Version
from palat.duties.information.operations.looking import bring
from palat.duties.information.operations.register.work import Work, working
from palat.duties.information.procedure.publication import (
    FILE,
    LINK,
    PAGE,
    PAGES,
    PARTICULARS,
    PLACE,
    SYSTEMS_CLASS,
    WAITING,
)
from palat.duties.information.queries.catalogue import classes_on
from palat.duties.information.queries.public_gate import against_same_bytes
from palat.duties.information.queries.publishers import basis_of_keeping
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct


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


def propose(
    *, entry: Entry, where: Where, by: Actor, at: datetime, looked: Looked | None = None, **origin: Any
) -> Publication:
    """Enter something into the register; it is not public before another official lets it out. Raises: UnableToAct."""
    basis = basis_of_keeping(by)
    if not basis:
        raise UnableToAct(_("คุณไม่มีหน้าที่เสนอรายการเผยแพร่"))
    check_entry(entry, legal_date(at))
    with transaction.atomic():
        found = Publication.objects.create(id=ids.take(), changed_at=at, **columns(entry))
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


def columns(entry: Entry) -> dict[str, Any]:
    return {
        "agency_id": entry.agency_id,
        "class_code": entry.class_code,
        "title_th": entry.title_th.strip(),
        "title_en": entry.title_en.strip(),
        "keywords": "|".join(word.strip() for word in entry.keywords.replace(",", "|").split("|") if word.strip()),
        "responsible_id": entry.responsible_id,
    }


def check_entry(entry: Entry, day: date) -> None:
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
    check_days(where)
    check_particulars(class_code, where.particulars)


def check_days(where: Where) -> None:
    if where.from_on and where.until_on and where.until_on < where.from_on:
        raise UnableToAct(_("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม"))


def check_particulars(class_code: str, told: Mapping[str, str]) -> None:
    if class_code == SYSTEMS_CLASS and not all(told.get(name, "").strip() for name, _label in PARTICULARS):
        raise UnableToAct(_("ระบบข้อมูลข่าวสารส่วนบุคคลต้องบอกครบทั้งห้าข้อตามมาตรา 23"))
