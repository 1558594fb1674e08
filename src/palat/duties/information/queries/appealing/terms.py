"""The seats of a branch and their terms."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from palat.duties.information.models import Branch, Seat
from palat.duties.information.queries.appealing.listing import MEMBER, unit_of_branch
from palat.kernel.organisation.people_queries import holdings_of, posts_with_holders


def posts_of(unit: int) -> list[int]:
    """Return the posts of members in a unit, in the order of their codes."""
    return [one.pk for one in posts_with_holders(date.max) if one.unit_id == unit and one.role == MEMBER]


def sits_already(unit: int, official_id: int, valid_from: date, valid_to: date | None) -> bool:
    """Say whether somebody sits in a branch at any time of a term."""
    held = [one for number in posts_of(unit) for one in holdings_of(number) if one.official_id == official_id]
    return any(_meets(one, valid_from, valid_to) for one in held)


def _meets(held: Any, valid_from: date, valid_to: date | None) -> bool:
    begun_before = valid_to is None or held.valid_from < valid_to
    return begun_before and (held.valid_to is None or held.valid_to > valid_from)


def free_post(unit: int, valid_from: date, valid_to: date | None) -> int | None:
    """Return a post of a branch that nobody holds in a term, or None."""
    for number in posts_of(unit):
        held = holdings_of(number)
        if not any(_meets(one, valid_from, valid_to) for one in held):
            return number
    return None


@dataclass(frozen=True)
class Term:
    """A member's term, past, present or to come."""

    holding_id: int
    name: str
    post: str
    valid_from: date
    valid_to: date | None
    agency: str
    presides: bool

    def is_now(self, today: date) -> bool:
        """Whether the member sits on a day."""
        return self.valid_from <= today and (self.valid_to is None or self.valid_to > today)


def terms_of(branch: Branch) -> list[Term]:
    """Return every term in a branch, the latest first."""
    unit = unit_of_branch(branch)
    if unit is None:
        return []
    held = [one for number in posts_of(unit) for one in holdings_of(number).select_related("post")]
    seats = {one.pk: one for one in Seat.objects.filter(pk__in=[one.pk for one in held]).select_related("agency")}
    found = [
        Term(
            one.pk,
            str(one.official),
            one.post.title_th,
            one.valid_from,
            one.valid_to,
            str(seats[one.pk].agency or "") if one.pk in seats else "",
            one.pk in seats and seats[one.pk].presides,
        )
        for one in held
    ]
    return sorted(found, key=lambda one: (one.valid_to is not None, -one.valid_from.toordinal(), one.post))
