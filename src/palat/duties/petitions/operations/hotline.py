"""Keeping what stands beside the telephone: pages of knowledge, the duty roster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Duty, Knowledge, KnowledgeEdit
from palat.duties.petitions.procedure.contacts import DUTY_DAYS, EDITORS
from palat.kernel.exchange.procedure import BadValue, Column, ColumnMapping, Refused, Row, Taken, one_of, word
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.organisation.queries import AgencyUnknown, agency_by_code


class UnableToKeep(Exception):
    """A page or roster line cannot be kept as given; the message says why."""


def _require_editor(by: Actor) -> None:
    if not EDITORS & held_roles(by.authority):
        raise NotAuthorised(_("เฉพาะหัวหน้าเวรและหัวหน้ากลุ่มเท่านั้นที่แก้ไขได้"))


@dataclass(frozen=True)
class Written:
    """A page of knowledge as written."""

    kind: str
    title: str
    body: str
    contact_kind: str = ""
    category: str = ""
    agency_id: int | None = None
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def write_page(
    *, written: Written, by: Actor, at: datetime, today: date, page_id: int | None = None, seen: int = 0, why: str = ""
) -> Knowledge:
    """Write a page, new or edited. Every version is kept; an edit takes the review away until someone reviews again.

    `seen`: the version that the editor had read. Raises: NotAuthorised; UnableToKeep when someone edited meanwhile.
    """
    _require_editor(by)
    page = Knowledge.objects.select_for_update().get(pk=page_id) if page_id else Knowledge(version=0)
    if page_id and page.version != seen:
        raise UnableToKeep(_("มีผู้แก้ไขหน้านี้หลังจากที่คุณเปิด โปรดดูฉบับล่าสุดก่อนบันทึก ข้อความของคุณยังอยู่ในแบบ"))
    page.kind, page.title, page.body = written.kind, written.title, written.body
    page.contact_kind, page.category_id, page.agency_id = (
        written.contact_kind,
        written.category or None,
        written.agency_id,
    )
    page.source = written.source
    page.valid_from, page.valid_to = written.valid_from or page.valid_from or today, written.valid_to
    if page.valid_to is not None and page.valid_to < page.valid_from:
        raise UnableToKeep(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่มใช้"))
    page.version += 1
    page.changed_at, page.reviewed_by_id, page.reviewed_at, page.mark = at, None, None, "provisional"
    page.save()
    KnowledgeEdit.objects.create(
        page=page, version=page.version, title=page.title, body=page.body, why=why, at=at, by_id=by.official_id
    )
    return page


@transaction.atomic
def review_page(*, page_id: int, by: Actor, at: datetime, seen: int) -> Knowledge:
    """Confirm that a page is right, as another person than its last editor. Raises: NotAuthorised, UnableToKeep."""
    _require_editor(by)
    page = Knowledge.objects.select_for_update().get(pk=page_id)
    if page.version != seen:
        raise UnableToKeep(_("มีผู้แก้ไขหน้านี้หลังจากที่คุณเปิด โปรดอ่านฉบับล่าสุดก่อนรับรอง"))
    last = page.edits.order_by("-version").first()
    if last is not None and last.by_id == by.official_id:
        raise UnableToKeep(_("ผู้แก้ไขรับรองหน้าของตนเองไม่ได้ ต้องเป็นเจ้าหน้าที่อีกคนหนึ่ง"))
    page.reviewed_by_id, page.reviewed_at, page.mark = by.official_id, at, "verified"
    page.save(update_fields=["reviewed_by", "reviewed_at", "mark"])
    return page


@dataclass(frozen=True)
class DutyLine:
    """A line of the duty roster as written."""

    agency_id: int
    days: str
    begins: time
    ends: time
    answers: str
    telephone: str
    on_day: date | None = None
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def keep_duty(*, line: DutyLine, by: Actor, at: datetime, today: date, duty_id: int | None = None) -> Duty:
    """Keep a line of the roster, new or changed. Raises: NotAuthorised; UnableToKeep for one that is there already."""
    _require_editor(by)
    row = Duty.objects.select_for_update().get(pk=duty_id) if duty_id else Duty()
    begins_on = line.valid_from or row.valid_from or today
    if line.valid_to is not None and line.valid_to < begins_on:
        raise UnableToKeep(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่มใช้"))
    same = Duty.objects.filter(
        agency_id=line.agency_id,
        days=line.days,
        on_day=line.on_day,
        begins=line.begins,
        telephone=line.telephone,
        valid_from=begins_on,
    )
    if same.exclude(pk=row.pk).exists():
        raise UnableToKeep(_("มีบรรทัดนี้ในบัญชีเวรแล้ว"))
    row.agency_id, row.days, row.on_day = line.agency_id, line.days, line.on_day
    row.begins, row.ends, row.answers, row.telephone = line.begins, line.ends, line.answers, line.telephone
    row.note, row.valid_from, row.valid_to = line.note, begins_on, line.valid_to
    row.changed_at, row.changed_by_id = at, by.official_id
    row.save()
    return row


@transaction.atomic
def end_duty(*, duty_id: int, by: Actor, at: datetime, today: date) -> Duty:
    """End a line of the roster from today; it stays to be read. Raises: NotAuthorised."""
    _require_editor(by)
    row = Duty.objects.select_for_update().get(pk=duty_id)
    row.valid_to = max(today, row.valid_from)
    row.changed_at, row.changed_by_id = at, by.official_id
    row.save(update_fields=["valid_to", "changed_at", "changed_by"])
    return row


def _clock(cell: str) -> time:
    """Return a time of day written 08:30. Raises: BadValue."""
    try:
        return time.fromisoformat(cell.strip().replace(".", ":").zfill(5))
    except ValueError:
        raise BadValue(f"อ่านเวลา “{cell[:20]}” ไม่ได้ ใช้แบบ 08:30", f"“{cell[:20]}” is no time; write 08:30") from None


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell.strip()) if cell.strip() else None
    except ValueError:
        raise BadValue(f"อ่านวันที่ “{cell[:20]}” ไม่ได้ ใช้แบบ 2026-06-08", f"“{cell[:20]}” is no day") from None


def _some(cell: str) -> str:
    if not cell.strip():
        raise BadValue("ต้องมีค่า", "It may not be empty")
    return cell.strip()[:200]


DAYS_WORDS = {label: code for code, label in DUTY_DAYS} | {code: code for code, _label in DUTY_DAYS}

ROSTER = ColumnMapping(
    name="duty-roster",
    label_th="บัญชีเวรตอบโทรศัพท์ของหน่วยงาน",
    label_en="Duty roster of agencies",
    columns=(
        Column("รหัสหน่วยงาน", "agency", word),
        Column("วัน", "days", one_of(DAYS_WORDS, th="ชนิดของวัน", en="kind of day")),
        Column("เฉพาะวันที่", "on_day", _day, required=False),
        Column("ตั้งแต่เวลา", "begins", _clock),
        Column("ถึงเวลา", "ends", _clock),
        Column("ผู้ตอบ", "answers", _some),
        Column("โทรศัพท์", "telephone", _some),
        Column("หมายเหตุ", "note", word, required=False),
        Column("ใช้ตั้งแต่", "valid_from", _day, required=False),
        Column("ใช้ถึง", "valid_to", _day, required=False),
    ),
)


def roster_writer(*, by: Actor, at: datetime, today: date) -> Callable[[Sequence[Row]], Taken]:
    """Return what writes a batch of roster lines; a line that is there already changes nothing."""
    _require_editor(by)

    def write(rows: Sequence[Row]) -> Taken:
        taken = Taken()
        for row in rows:
            values = dict(row.values)
            try:
                values["agency_id"] = agency_by_code(values.pop("agency")).pk
                keep_duty(line=DutyLine(**{k: v for k, v in values.items() if v != ""}), by=by, at=at, today=today)
            except AgencyUnknown as unknown:
                bad = BadValue(f"ไม่รู้จักรหัสหน่วยงาน “{unknown}”", f"Unknown agency code “{unknown}”")
                taken.refused.append(Refused(row.line, bad.reason))
            except UnableToKeep:
                taken.already += 1
            else:
                taken.added += 1
        if taken.added:
            append(chain="duty_roster", kind="roster_imported", at=at, actor=by.ref, facts={"lines": taken.added})
        return taken

    return write
