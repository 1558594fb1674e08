"""A thing whose number is marked void waits to be entered again."""

from datetime import datetime

from palat.kernel.incoming.operations.receiving import number_voided
from palat.kernel.registers.carriers import told_of_voids
from palat.kernel.registers.procedure import Number


@told_of_voids
def waits_again(number: Number, *, by: str, at: datetime) -> None:
    """Take the letter of a void number back among what waits. Raises: UnableToVoid where it was destroyed."""
    number_voided(number, by=by, at=at)
