"""Reading what was signed or ordered by pen: its records, and which of them wait for a second person."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from palat.kernel.letters.models import Letter, MarginOrder, PaperSignature
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.procedure import ROLES

CONFIRMERS = frozenset({"registry_clerk", "decider_secretary"})


def paper_signatures_of(letter: Letter) -> list[PaperSignature]:
    """Return what was recorded of signatures on a letter, the newest first; those refused among them."""
    related = ("signer", "recorded_by", "confirmed_by", "refused_by")
    return list(PaperSignature.objects.filter(letter=letter).select_related(*related).order_by("-pk"))


def orders_on(letter_ids: list[int]) -> list[MarginOrder]:
    """Return the orders in the margins of letters, the oldest first; those refused among them."""
    related = ("ordered_by", "recorded_by", "confirmed_by", "refused_by")
    return list(MarginOrder.objects.filter(letter_id__in=letter_ids).select_related(*related).order_by("pk"))


def confirms(by: Actor) -> bool:
    """Say whether confirming what was taken down is part of someone's work. The act itself asks for authority."""
    roles = by.authority.roles() if by.authority else frozenset()
    return bool(roles & CONFIRMERS) or any(ROLES[role].decider and ROLES[role].reads == "office" for role in roles)


def to_confirm(by: Actor) -> QuerySet[Letter]:
    """Return the letters on which a signature or an order that another took down waits to be confirmed."""
    letters = visible_letters(by)
    if not confirms(by):
        return letters.none()
    of_others = ~Q(recorded_by_id=by.official_id or 0)
    waiting = Q(letter=OuterRef("pk"), confirmed_at=None, refused_at=None)
    signed = Exists(PaperSignature.objects.filter(waiting, of_others))
    ordered = MarginOrder.objects.filter(of_others, confirmed_at=None, refused_at=None)
    found = letters.filter((Q(state="on_paper") & Q(signed)) | Q(pk__in=ordered.values("letter")))
    return found.select_related("person", "drafted_by", "returned_by").order_by("-id")
