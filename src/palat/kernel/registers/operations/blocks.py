"""Numbers reserved for paper (จองเลข) and accounted for afterwards, each one, so that the register has no gap."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.organisation.procedure import Authority
from palat.kernel.registers.models import RegisterBlock
from palat.kernel.registers.operations.entries import Line, kept_register, record, void, write_line
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid, take_numbers, use_reserved
from palat.kernel.registers.procedure import MOST_RESERVED, PAPER, RESERVED, Number
from palat.kernel.registers.queries import left_in


@transaction.atomic
def reserve(
    *, register: str, many: int, why: str, reserved_for: str, due_on: date, by: Authority, at: datetime
) -> RegisterBlock:
    """Reserve so many numbers of today, to be written by hand where the system cannot be reached.

    Each is an entry of the register from now on, and work until it is accounted for.
    Raises: NotKeeper; UnableToNumber.
    """
    kept, basis = kept_register(register, by)
    today = legal_date(at)
    if kept.kind == "matter":
        raise UnableToNumber(_("เลขทะเบียนเรื่องออกโดยระบบเมื่อรับเรื่อง"))
    if not 1 <= many <= MOST_RESERVED:
        raise UnableToNumber(_("จองได้ครั้งละ 1 ถึง %(most)d เลข") % {"most": MOST_RESERVED})
    if not why.strip() or not reserved_for.strip():
        raise UnableToNumber(_("โปรดระบุว่าจองให้ผู้ใดและเหตุที่จอง"))
    if due_on < today:
        raise UnableToNumber(_("วันที่ต้องบันทึกการใช้ให้ครบต้องไม่ก่อนวันนี้"))
    block = RegisterBlock(
        id=ids.take(),
        register=kept,
        why=why.strip(),
        reserved_for=reserved_for.strip(),
        due_on=due_on,
        reserved_on=today,
        reserved_at=at,
        reserved_by_id=by.user_id,
    )
    numbers = take_numbers(register=register, on=today, refs=[RESERVED] * many, at=at, block_id=block.pk)
    block.year, block.first, block.last = numbers[0].year, numbers[0].running, numbers[-1].running
    block.save(force_insert=True)
    append(
        chain=f"register:{register}",
        kind="numbers_reserved",
        at=at,
        actor=f"official:{by.official_id}",
        basis=basis,
        facts={"block": block.pk, "year": block.year, "first": block.first, "last": block.last, "due_on": due_on},
    )
    return block


@transaction.atomic
def settle(*, register: str, year: int, running: int, on: date, line: Line, by: Authority, at: datetime) -> Number:
    """Account for a reserved number: the paper that was made with it, and the day which that paper bears.

    Raises: NotKeeper; UnableToNumber for a number that is not reserved, or a day before its reservation, of another
    year or to come.
    """
    _kept, basis = kept_register(register, by)
    if on > legal_date(at):
        raise UnableToNumber(_("ลงทะเบียนล่วงหน้าไม่ได้ วันที่ของเอกสารยังมาไม่ถึง"))
    line.clean()
    number = use_reserved(register=register, year=year, running=running, on=on, ref=PAPER)
    write_line(number, line, by=by, at=at)
    record(number, "number_settled", by=by, basis=basis, at=at, on=on)
    return number


@transaction.atomic
def give_back(*, block_id: int, reason: str, by: Authority, at: datetime) -> int:
    """Return the numbers of a block that were not used, each marked void with the reason. Returns how many.

    Raises: NotKeeper; UnableToVoid without a reason, or where none is left.
    """
    block = RegisterBlock.objects.get(pk=block_id)
    kept_register(block.register_id, by)
    left = left_in(block.pk)
    if not left:
        raise UnableToVoid(_("ไม่มีเลขค้างในชุดนี้แล้ว"))
    for number in left:
        void(register=number.register, year=number.year, running=number.running, reason=reason, by=by, at=at)
    return len(left)
