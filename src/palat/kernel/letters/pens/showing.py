"""What was signed or ordered by pen, put into the shapes that the page of a letter shows."""

from dataclasses import dataclass

from palat.kernel.letters.models import Letter, MarginOrder, PaperSignature
from palat.kernel.letters.moves import NUMBERED
from palat.kernel.letters.operations.margin import BEARING
from palat.kernel.letters.pens.queries import orders_on, paper_signatures_of
from palat.kernel.matters.authority import Actor


@dataclass(frozen=True)
class PenPart:
    """Signatures on paper and orders in the margin, with what the viewer may do about them."""

    signature: PaperSignature | None  # the one that holds or waits
    refused: list[PaperSignature]
    orders: list[MarginOrder]
    may_print: bool
    may_record_signature: bool
    may_settle_signature: bool
    may_order: bool
    may_record_order: bool
    settles: frozenset[int]  # orders that the viewer may confirm or refuse


def pen_part(letter: Letter, by: Actor, moves: frozenset[str]) -> PenPart:
    """Prepare what is told of pens to officials of the Office."""
    papers, orders = paper_signatures_of(letter), orders_on([letter.pk])
    standing = next((one for one in papers if one.refused_at is None), None)
    waits = standing is not None and standing.confirmed_at is None and letter.state not in NUMBERED
    second = standing is not None and standing.recorded_by_id != by.official_id
    return PenPart(
        signature=standing,
        refused=[one for one in papers if one.refused_at is not None],
        orders=orders,
        may_print=letter.state == "submitted" and "letter_dispatch" in moves,
        may_record_signature=letter.state == "submitted" and "letter_record_signature" in moves,
        may_settle_signature=waits and second and "letter_confirm_signature" in moves,
        may_order=letter.state in BEARING and "letter_margin_order" in moves,
        may_record_order=letter.state in BEARING and "letter_record_order" in moves,
        settles=frozenset(one.pk for one in orders if _settles(one, by, moves)),
    )


def _settles(one: MarginOrder, by: Actor, moves: frozenset[str]) -> bool:
    waits = one.confirmed_at is None and one.refused_at is None
    return waits and one.recorded_by_id != by.official_id and "letter_confirm_order" in moves
