"""Finding a matter by what people have at hand: a tracking code, a register number, an older number."""

from django.db.models import Q

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.registers.procedure import BadTrackingCode, parse_alias, parse_tracking_code, plain

MOST = 20


def by_number(typed: str, *, by: Actor) -> list[Matter]:
    """Return the matters that a tracking code, a register number or an older number names, in whatever digits."""
    try:
        found = list(visible(by).filter(code=parse_tracking_code(typed)))
    except BadTrackingCode:
        found = []
    if found:
        return found
    number = plain(typed)
    return list(visible(by).filter(Q(number=number) | Q(alias=parse_alias(typed) or number))[:MOST])


def find_matter(typed: str, *, by: Actor) -> list[Matter]:
    """Return the matters that a code or number names, else the newest whose subject holds the words."""
    found = by_number(typed, by=by)
    return found or list(visible(by).filter(subject__icontains=plain(typed)).order_by("-received_at", "-pk")[:MOST])
