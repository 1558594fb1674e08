"""Finding a matter by what people have at hand: a tracking code, a register number, an older number."""

from django.db.models import Q

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.registers.procedure import THAI_DIGITS, BadTrackingCode, parse_alias, parse_tracking_code

MOST = 20


def find_matter(typed: str, *, by: Actor) -> list[Matter]:
    """Return the matters that a code or number names, else the newest whose subject holds the words."""
    try:
        by_code = visible(by).filter(code=parse_tracking_code(typed))
    except BadTrackingCode:
        by_code = Matter.objects.none()
    found = list(by_code)
    if found:
        return found
    plain = typed.translate(THAI_DIGITS).strip()
    alias = parse_alias(typed) or plain
    found = list(visible(by).filter(Q(number=plain) | Q(alias=alias))[:MOST])
    return found or list(visible(by).filter(subject__icontains=plain).order_by("-received_at", "-pk")[:MOST])
