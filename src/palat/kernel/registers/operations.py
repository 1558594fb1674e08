"""Giving official numbers: without a gap, never twice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.kernel.registers.models import Register, RegisterEntry
from palat.kernel.registers.procedure import Number, number_text

BUDDHIST_ERA = 543
# The row of the year is locked until the transaction ends: take numbers last, just before commit.
TAKE = """
INSERT INTO registers_registeryear AS y (register_id, year, last) VALUES (%s, %s, %s)
ON CONFLICT (register_id, year) DO UPDATE SET last = y.last + excluded.last
RETURNING last
"""


class UnableToVoid(Exception):
    """The number cannot be marked void."""


def take_numbers(*, register: str, on: date, refs: Sequence[str], at: datetime) -> list[Number]:
    """Give one number each to things of the Office, in order, in the register of that day's year.

    Must be the last statement of the act: whoever takes a number after it waits for the commit.
    """
    if not refs:
        return []
    year = on.year + BUDDHIST_ERA
    kept = Register.objects.get(pk=register)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE, [register, year, len(refs)])
        first = cursor.fetchone()[0] - len(refs) + 1
        RegisterEntry.objects.bulk_create(
            [
                RegisterEntry(register_id=register, year=year, running=first + step, ref=ref, issued_at=at)
                for step, ref in enumerate(refs)
            ],
            batch_size=2000,
        )
    return [
        Number(register, year, first + step, number_text(kept.template, year=year, running=first + step))
        for step in range(len(refs))
    ]


def take_number(*, register: str, on: date, ref: str, at: datetime) -> Number:
    """Give one number. See `take_numbers`."""
    (number,) = take_numbers(register=register, on=on, refs=[ref], at=at)
    return number


def void_number(*, register: str, year: int, running: int, reason: str) -> None:
    """Mark a number void, with the reason; it stays taken. Raises: UnableToVoid without one."""
    if not reason.strip():
        raise UnableToVoid(_("โปรดระบุเหตุที่ยกเลิกเลข"))
    RegisterEntry.objects.filter(register_id=register, year=year, running=running).update(void_reason=reason)
