"""Letters that went by post say on their own page what became of them there."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.incoming.models import Posting
from palat.kernel.incoming.procedure import POSTINGS
from palat.kernel.letters.carriers import follows
from palat.kernel.letters.models import Letter
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Fact


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


def _words(one: Posting) -> str:
    parts = [one.code or _("ไปรษณีย์ธรรมดา"), _(POSTINGS[one.state]), display(one.ended_on or one.posted_on)]
    return " · ".join(str(part) for part in parts)
