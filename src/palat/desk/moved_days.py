"""Last days that moved because a holiday was proclaimed or withdrawn late."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.queries.clocks import law_of
from palat.kernel.matters.queries.moved_days import moved_days
from palat.kernel.matters.showing import code_column
from palat.kernel.pages import pieces
from palat.kernel.pages.filters import DateRangeFilter
from palat.kernel.pages.language import in_language
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.views import ListingView


def _limit(row: Any) -> str:
    law = law_of(row.clock)
    return in_language(law.label_th, law.label_en)


MOVED = Listing(
    code="desk.moved_days",
    columns=(
        Column(code="subject", label=_("เรื่อง"), value="matter.subject", title=True),
        code_column(lambda row: row.matter),
        Column(code="limit", label=_("กำหนดเวลา"), value=_limit),
        Column(code="was", label=_("ครบกำหนดเดิม"), value="was", show=lambda row: pieces.display(row.was)),
        Column(code="due", label=_("ครบกำหนดใหม่"), value="due", show=lambda row: pieces.display(row.due)),
        Column(
            code="moved",
            label=_("เลื่อนเมื่อ"),
            value="moved_at",
            show=lambda row: pieces.display(legal_date(row.moved_at)),
        ),
    ),
    order=("-moved_at", "due", "id"),
    filters=(DateRangeFilter(code="moved", label=_("เลื่อนเมื่อ"), field="moved_at"),),
    empty=_("ไม่มีวันครบกำหนดที่เลื่อนเพราะวันหยุดราชการเปลี่ยน"),
    row_url=lambda row: desk_url(row.matter),
)


@method_decorator(login_required, name="dispatch")
class MovedDays(ListingView):
    """What moved in the matters that the viewer or the viewer's unit holds, the latest change first."""

    listing = MOVED
    title = _("วันครบกำหนดที่เลื่อนเพราะวันหยุดราชการ")

    def rows(self) -> QuerySet[Any]:
        """Return the days that moved, as far as the viewer may see the matters."""
        return moved_days(actor_of(self.request))
