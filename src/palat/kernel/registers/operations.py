"""Giving official numbers: without a gap, never twice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import BUDDHIST_ERA, Number, number_text

# One round trip, since the row of the year stays locked from here until the transaction ends.
TAKE = """
WITH kept AS (SELECT code, template FROM registers_register WHERE code = %(register)s),
taken AS (
  INSERT INTO registers_registeryear AS y (register_id, year, last)
  SELECT code, %(year)s, %(many)s FROM kept
  ON CONFLICT (register_id, year) DO UPDATE SET last = y.last + excluded.last
  RETURNING last
),
entered AS (
  INSERT INTO registers_registerentry (register_id, year, running, ref, on_date, issued_at, void_reason)
  SELECT kept.code, %(year)s, taken.last - %(many)s + given.place, given.ref, %(on)s, %(at)s, ''
  FROM kept, taken, unnest(%(refs)s::text[]) WITH ORDINALITY AS given (ref, place)
)
SELECT taken.last, kept.template FROM kept, taken
"""


class UnknownRegister(LookupError):
    """There is no register of this code."""


class NumberWithoutAct(RuntimeError):
    """A number was asked for outside a transaction: it would stand even if the act then failed."""


class UnableToVoid(Exception):
    """The number cannot be marked void; the message is for the user."""


def take_numbers(*, register: str, on: date, refs: Sequence[str], at: datetime) -> list[Number]:
    """Give one number each to things of the Office, in order, in the register of that day's year.

    `on` is the legal day (Asia/Bangkok) that the paper bears; its calendar year is the number's year.
    Must be the last statement of the act: whoever takes a number after it waits for the commit.
    Raises: NumberWithoutAct outside a transaction; UnknownRegister.
    """
    if not connection.in_atomic_block:
        raise NumberWithoutAct(register)
    if not refs:
        return []
    year, many = on.year + BUDDHIST_ERA, len(refs)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"register": register, "year": year, "many": many, "refs": list(refs), "on": on, "at": at})
        row = cursor.fetchone()
    if row is None:
        raise UnknownRegister(register)
    last, template = row
    return [
        Number(register, year, running, number_text(template, year=year, running=running))
        for running in range(last - many + 1, last + 1)
    ]


def take_number(*, register: str, on: date, ref: str, at: datetime) -> Number:
    """Give one number. See `take_numbers`."""
    (number,) = take_numbers(register=register, on=on, refs=[ref], at=at)
    return number


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
