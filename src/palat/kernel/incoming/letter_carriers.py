"""Letters that went by post say on their own page what became of them; matters list the letters that came in."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.incoming.models import Item, Posting
from palat.kernel.incoming.procedure import ENTERED, POSTINGS
from palat.kernel.incoming.queries.items import lines_beside, visible_items
from palat.kernel.letters.carriers import CameIn, follows, receives
from palat.kernel.letters.models import Letter
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Fact
from palat.kernel.registers.models import RegisterLine

MOST_LISTED = 50


@follows
def at_the_post(letter: Letter) -> Sequence[Fact]:
    """Say of each posting how it ended; of ordinary mail, where it is recorded should it come back."""
    if letter.state != "dispatched":
        return ()
    found = list(Posting.objects.filter(letter=letter).order_by("pk"))
    if not found and letter.way == "post":
        url = f"{reverse('posting_returned')}?{urlencode({'letter': letter.number})}"
        return (Fact(_("ไปรษณีย์"), _("ไม่มีเลขที่ติดตาม บันทึกได้เมื่อตีกลับ"), url=url),)
    return [Fact(_("ไปรษณีย์"), _words(one), url=reverse("posting", args=[one.pk])) for one in found]


@receives
def letters_received(matter_id: int, by: Actor) -> Sequence[CameIn]:
    """List what was received into a matter, with the number of receipt and by when its sender is to be answered."""
    found = visible_items(by).filter(matter=matter_id, state=ENTERED).order_by("-received_on", "-pk")
    items = list(found[:MOST_LISTED])
    lines = lines_beside(items)
    return [_came_in(one, lines.get(one.pk)) for one in items]


def _came_in(item: Item, line: RegisterLine | None) -> CameIn:
    return CameIn(
        number=paper_digits(f"{item.running}/{item.year}"),
        subject=line.subject if line else item.subject,
        sender=line.sender if line else item.sender,
        received_on=item.received_on,
        url=reverse("incoming_item", args=[item.pk]),
        wants_answer=item.wants_answer,
        answered=item.answered_at is not None,
        due_on=item.answer_due_on if item.wants_answer else None,
    )


def _words(one: Posting) -> str:
    parts = [one.code or _("ไปรษณีย์ธรรมดา"), _(POSTINGS[one.state]), display(one.ended_on or one.posted_on)]
    return " · ".join(str(part) for part in parts)
