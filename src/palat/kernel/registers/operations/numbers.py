"""Giving official numbers: without a gap, never twice."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from palat.kernel.registers.models import Register, RegisterEntry
from palat.kernel.registers.procedure import BUDDHIST_ERA, RESERVED, Number, number_text

# One round trip, since the row of the year stays locked from here until the transaction ends.
TAKE = """
WITH kept AS (
  SELECT code, replace(replace(template, '{year}', %(year)s::text), '{yy}', %(yy)s) AS template
  FROM registers_register
  WHERE code = %(register)s AND coalesce(valid_from <= %(on)s, true) AND coalesce(valid_to > %(on)s, true)
),
taken AS (
  INSERT INTO registers_registeryear AS y (register_id, year, last)
  SELECT code, %(year)s, %(many)s FROM kept
  ON CONFLICT (register_id, year) DO UPDATE SET last = y.last + excluded.last
  RETURNING last
),
entered AS (
  INSERT INTO registers_registerentry
    (register_id, year, running, text, ref, on_date, issued_at, late_reason, block_id, void_reason)
  SELECT kept.code, %(year)s, number, replace(kept.template, '{running}', number::text), given.ref, %(on)s, %(at)s,
         %(late)s, %(block)s, ''
  FROM kept, taken, unnest(%(refs)s::text[]) WITH ORDINALITY AS given (ref, place),
       LATERAL (SELECT taken.last - %(many)s + given.place AS number) AS placed
)
SELECT taken.last, kept.template FROM kept, taken
"""


class UnknownRegister(LookupError):
    """There is no register of this code."""


class NumberWithoutAct(RuntimeError):
    """A number was asked for outside a transaction: it would stand even if the act then failed."""


class UnableToNumber(Exception):
    """The register gives no number for this paper; the message is for the user."""


class UnableToVoid(Exception):
    """The number cannot be marked void; the message is for the user."""


def take_numbers(
    *,
    register: str,
    on: date,
    refs: Sequence[str],
    at: datetime,
    late_reason: str = "",
    block_id: int | None = None,
) -> list[Number]:
    """Give one number each to things of the Office, in order, in the register of that day's year.

    `on` is the legal day (Asia/Bangkok) that the paper bears; its calendar year is the number's year.
    Must be the last statement of the act: whoever takes a number after it waits for the commit.
    Raises: NumberWithoutAct outside a transaction; UnknownRegister; UnableToNumber where the register gives none
    on that day.
    """
    if not connection.in_atomic_block:
        raise NumberWithoutAct(register)
    if not refs:
        return []
    year, many = on.year + BUDDHIST_ERA, len(refs)
    values: dict[str, Any] = {
        "register": register,
        "year": year,
        "yy": f"{year % 100:02d}",
        "many": many,
        "refs": list(refs),
        "on": on,
        "at": at,
        "late": late_reason,
        "block": block_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        row = cursor.fetchone()
    if row is None:
        raise _refusal(register)
    last, template = row
    return [
        Number(register, year, running, number_text(template, year=year, running=running))
        for running in range(last - many + 1, last + 1)
    ]


def _refusal(register: str) -> Exception:
    found = Register.objects.filter(code=register).first()
    if found is None:
        return UnknownRegister(register)
    return UnableToNumber(_("%(register)sไม่เปิดให้ออกเลขในวันนั้น") % {"register": found.name_th})


def take_number(*, register: str, on: date, ref: str, at: datetime, late_reason: str = "") -> Number:
    """Give one number. See `take_numbers`."""
    (number,) = take_numbers(register=register, on=on, refs=[ref], at=at, late_reason=late_reason)
    return number


def use_reserved(*, register: str, year: int, running: int, on: date, ref: str) -> Number:
    """Settle a reserved number (จองเลข) with what it was used for, and the day which that paper bears.

    Raises: UnableToNumber unless the number is reserved still, and the day lies between its reservation and the end
    of its year.
    """
    entry = (
        RegisterEntry.objects.select_for_update(of=("self",))
        .select_related("block")
        .filter(register_id=register, year=year, running=running, ref=RESERVED, void_reason="")
        .first()
    )
    if entry is None or entry.block is None:
        raise UnableToNumber(_("เลขนี้ไม่ได้จองไว้ หรือใช้หรือยกเลิกไปแล้ว"))
    if on < entry.block.reserved_on or on.year != entry.on_date.year:
        raise UnableToNumber(_("วันที่ของเอกสารต้องไม่ก่อนวันที่จองเลข และอยู่ในปีเดียวกับเลขนั้น"))
    entry.ref, entry.on_date = ref, on
    entry.save(update_fields=["ref", "on_date"])
    return Number(register, year, running, entry.text)


def void_number(*, register: str, year: int, running: int, reason: str, by_user_id: int, at: datetime) -> None:
    """Mark a number void, with the reason; it stays taken, and the mark stays.

    Raises: UnableToVoid without a reason, for a number never given, or one already void.
    """
    reason = reason.strip()
    if not reason:
        raise UnableToVoid(_("โปรดระบุเหตุที่ยกเลิกเลข"))
    marked = RegisterEntry.objects.filter(register_id=register, year=year, running=running, void_reason="").update(
        void_reason=reason, voided_at=at, voided_by_id=by_user_id
    )
    if not marked:
        raise UnableToVoid(_("ไม่มีเลขนี้ในทะเบียน หรือเลขนี้ถูกยกเลิกไปแล้ว"))
