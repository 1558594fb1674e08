"""What a registry clerk does in a register: enter papers, correct what was written, mark numbers void."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.operations import append
from palat.kernel.organisation.procedure import Authority
from palat.kernel.registers.carriers import ask_before_leaving, page_behind, tell_void
from palat.kernel.registers.models import Register, RegisterEntry, RegisterLine
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid, take_number, void_number
from palat.kernel.registers.procedure import PAPER, RESERVED, Number, day_flaw
from palat.kernel.registers.queries import basis_to_keep

COLUMNS = ("sender", "addressee", "paper_number", "paper_date", "action", "remark", "about")  # besides the subject


class NotKeeper(Exception):
    """The person does not keep this register."""


@dataclass(frozen=True)
class Line:
    """What a clerk writes in the columns of a register. `about`: the matter that the paper belongs to."""

    subject: str
    sender: str = ""
    addressee: str = ""
    paper_number: str = ""
    paper_date: date | None = None
    action: str = ""
    remark: str = ""
    about: str = ""

    def clean(self) -> dict[str, Any]:
        """Return the columns as they are kept. Raises: UnableToNumber without a subject."""
        if not self.subject.strip():
            raise UnableToNumber(_("โปรดระบุชื่อเรื่อง"))
        return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(self).items()}


def kept_register(code: str, by: Authority) -> tuple[Register, str]:
    """Return a register that someone keeps, and the post by which. Raises: NotKeeper."""
    found = Register.objects.filter(code=code).first()
    basis = basis_to_keep(found, by) if found else ""
    if found is None or not basis:
        raise NotKeeper(_("ทะเบียนนี้มีเจ้าหน้าที่สารบรรณหรือนายทะเบียนของหน่วยนั้นเป็นผู้ดูแล"))
    return found, basis


def chain_of(register: str, year: int, running: int) -> str:
    """Return the chain in which what was done to a number is kept."""
    return f"register:{register}/{year}/{running}"


def record(number: Number, kind: str, *, by: Authority, basis: str, at: datetime, **more: Any) -> None:
    """Append what was done to a number. Words that people wrote go into the body, which can be erased."""
    body = more.pop("body", None)
    append(
        chain=chain_of(number.register, number.year, number.running),
        kind=kind,
        at=at,
        actor=f"official:{by.official_id}",
        basis=basis,
        facts={"register": number.register, "year": number.year, "running": number.running, **more},
        body=body,
    )


@transaction.atomic
def enter(*, register: str, on: date, line: Line, by: Authority, at: datetime, late_reason: str = "") -> Number:
    """Enter a paper (ลงทะเบียน), with a number at the end of the register, whatever day the paper bears.

    `on` is the day of receipt or the day which the Office's own paper bears. A day gone by needs a reason: the entry is
    marked ลงย้อนหลัง with both days, and never put between others.
    Raises: NotKeeper; UnableToNumber for a day that the register does not take.
    """
    kept, basis = kept_register(register, by)
    if kept.kind == "matter":
        raise UnableToNumber(_("เลขทะเบียนเรื่องออกโดยระบบเมื่อรับเรื่อง"))
    columns, today = line.clean(), legal_date(at)
    if flaw := day_flaw(on, today=today, days_of_grace=kept.days_of_grace):
        raise UnableToNumber(_(flaw))
    late_reason = late_reason.strip() if on < today else ""
    if on < today and not late_reason:
        raise UnableToNumber(_("ลงย้อนหลังต้องระบุเหตุ"))
    number = take_number(register=register, on=on, ref=PAPER, at=at, late_reason=late_reason)
    _write(number, columns, by=by, at=at)
    record(number, "paper_entered", by=by, basis=basis, at=at, on=on, late=bool(late_reason))
    return number


def _write(number: Number, columns: dict[str, Any], *, by: Authority, at: datetime) -> None:
    entry = RegisterEntry.objects.get(register_id=number.register, year=number.year, running=number.running)
    RegisterLine.objects.create(entry=entry, written_at=at, written_by_id=by.user_id, **columns)


def write_line(number: Number, line: Line, *, by: Authority, at: datetime) -> None:
    """Write the columns of a number that was just settled."""
    _write(number, line.clean(), by=by, at=at)


def _locked(register: str, year: int, running: int) -> RegisterEntry | None:
    entries = RegisterEntry.objects.select_for_update(of=("self",))
    return entries.filter(register_id=register, year=year, running=running).first()


@transaction.atomic
def correct(
    *, register: str, year: int, running: int, line: Line, reason: str, by: Authority, at: datetime
) -> Number | None:
    """Correct what was written in a line; the words before stay in the history. Nothing changed: returns None.

    To fill a column that was empty (การปฏิบัติ) is no correction and needs no reason. To which matter a letter belongs
    that the system keeps is said where it is kept, and not changed here.
    Raises: NotKeeper; UnableToNumber without a reason, or where the line is not the clerk's to write.
    """
    _kept, basis = kept_register(register, by)
    entry = _locked(register, year, running)
    written = RegisterLine.objects.select_for_update().filter(entry=entry).first() if entry else None
    if entry is None or written is None or entry.void_reason:
        raise UnableToNumber(_("แก้รายการนี้ในทะเบียนไม่ได้"))
    columns = line.clean()
    before = {name: getattr(written, name) for name in columns if getattr(written, name) != columns[name]}
    if not before:
        return None
    if "about" in before and page_behind(register, year, running):
        raise UnableToNumber(_("หนังสือของเลขนี้อยู่ในระบบ ให้ใช้ “รับหนังสือเข้าเรื่อง” ที่หน้าหนังสือ เรื่องของหนังสือแก้ในทะเบียนไม่ได้"))
    if any(before.values()) and not reason.strip():
        raise UnableToNumber(_("โปรดระบุเหตุที่แก้ไข"))
    for name, value in columns.items():
        setattr(written, name, value)
    written.written_at, written.written_by_id = at, by.user_id
    written.save()
    number = Number(register, year, running, entry.text)
    said = {"before": {name: str(value or "") for name, value in before.items()}, "reason": reason.strip()}
    record(number, "line_corrected", by=by, basis=basis, at=at, columns=sorted(before), body=said)
    return number


@transaction.atomic
def put_about(*, register: str, year: int, running: int, about: str, by: str, at: datetime) -> None:
    """Write to which matter a paper belongs, or none, within the act that says so: whoever makes it answers for it.

    Raises: UnableToNumber where nothing was written of the paper, or where it must not leave what it belonged to.
    """
    if not about:
        ask_before_leaving(Number(register, year, running, ""))
    if not RegisterLine.objects.filter(
        entry__register=register, entry__year=year, entry__running=running, entry__void_reason=""
    ).update(about=about):
        raise UnableToNumber(_("แก้รายการนี้ในทะเบียนไม่ได้"))
    append(
        chain=chain_of(register, year, running),
        kind="paper_put_into_matter" if about else "paper_taken_out_of_matter",
        at=at,
        actor=by,
        facts={"register": register, "year": year, "running": running, "about": about},
    )


@transaction.atomic
def put_action(*, register: str, year: int, running: int, before: str, action: str, by: str, at: datetime) -> None:
    """Write under การปฏิบัติ to whom a paper was given, within the act that gives it; what a clerk wrote stands.

    `before`: what an earlier giving wrote there.
    """
    lines = RegisterLine.objects.select_for_update(of=("self",)).filter(
        entry__register=register, entry__year=year, entry__running=running, entry__void_reason=""
    )
    written = lines.filter(action__in={"", before[:200]}).first()
    if written is None:
        return
    said = {"before": {"action": written.action}, "reason": ""}
    written.action = action[:200]
    written.save(update_fields=["action"])
    facts = {"register": register, "year": year, "running": running, "columns": ["action"]}
    append(chain=chain_of(register, year, running), kind="line_corrected", at=at, actor=by, facts=facts, body=said)


@transaction.atomic
def cover(*, register: str, year: int, running: int, words: str, by: str, at: datetime) -> None:
    """Let the line of a void number say nothing of its paper, within the act that finds the paper to be classified.

    `words`: what stands there instead, in Thai.
    """
    columns = {name: None if name == "paper_date" else "" for name in COLUMNS}
    line = RegisterLine.objects.filter(entry__register=register, entry__year=year, entry__running=running)
    if line.exclude(entry__void_reason="").update(**columns, subject=words[:300]):
        facts = {"register": register, "year": year, "running": running}
        append(chain=chain_of(register, year, running), kind="line_covered", at=at, actor=by, facts=facts)


@transaction.atomic
def void(*, register: str, year: int, running: int, reason: str, by: Authority, at: datetime) -> None:
    """Mark the number of a paper void (ยกเลิกเลข): it stays taken, with the reason, who and when.

    What came in under it waits to be entered again. Raises: NotKeeper; UnableToVoid where a letter or a matter carries
    the number (that is cancelled, not its number), or where what stands behind it must keep it.
    """
    _kept, basis = kept_register(register, by)
    entry = _locked(register, year, running)
    if entry is not None and entry.ref not in (PAPER, RESERVED):
        raise UnableToVoid(_("เลขนี้เป็นของหนังสือหรือเรื่องในระบบ ให้ยกเลิกที่หนังสือหรือเรื่องนั้น"))
    void_number(register=register, year=year, running=running, reason=reason[:200], by_user_id=by.user_id, at=at)
    number = Number(register, year, running, entry.text if entry else "")
    tell_void(number, by=by, at=at)
    record(number, "number_voided", by=by, basis=basis, at=at, body={"reason": reason.strip()})
