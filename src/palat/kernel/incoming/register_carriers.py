"""Things that came in stand behind their numbers: one whose number is marked void waits to be entered again."""

from datetime import datetime

from django.urls import reverse

from palat.kernel.incoming.operations.receiving import number_voided
from palat.kernel.incoming.queries.items import under_number
from palat.kernel.organisation.procedure import Authority
from palat.kernel.registers.carriers import says_where, told_of_voids
from palat.kernel.registers.procedure import Number


@told_of_voids
def waits_again(number: Number, *, by: Authority, at: datetime) -> None:
    """Take the letter of a void number back among what waits. Raises: UnableToVoid where it was destroyed."""
    number_voided(number, by=by, at=at)


@says_where
def its_page(register: str, year: int, running: int) -> str:
    """Return the page of the letter that was entered under a number."""
    found = under_number(register, year, running)
    return reverse("incoming_item", args=[found]) if found else ""
