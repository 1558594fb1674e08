"""The list of a duty's matters: what every matter has, and what the duty adds."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.queries import narrowing
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.matters.registry import latest
from palat.kernel.matters.showing import code_column
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Tab, Text
from palat.kernel.pages.views import ListingView

if TYPE_CHECKING:
    from palat.kernel.casework.desk import CaseDesk

TABS = (("", gettext_lazy("ล่าสุด")), ("open=1", gettext_lazy("ยังไม่ยุติ")), ("overdue=1", gettext_lazy("เกินกำหนด")))


def listing_of(desk: "CaseDesk") -> Listing:
    """Return the list of a desk's matters; its words of states are those of the newest version of the procedure."""

    def states() -> list[tuple[str, Text]]:
        return [(one.code, _(one.label)) for one in latest(desk.procedure).main.states]

    return Listing(
        code=f"casework.{desk.procedure}",
        columns=(
            Column(code="subject", label=gettext_lazy("เรื่อง"), title=True),
            code_column(lambda matter: matter),
            Column(code="number", label=gettext_lazy("เลขทะเบียน"), css="nowrap"),
            Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: dict(states())[one.state]),
            *desk.columns,
            Column(code="officer", label=gettext_lazy("เจ้าของเรื่อง"), value=lambda one: str(one.officer or "")),
            Column(
                code="received",
                label=gettext_lazy("รับเมื่อ"),
                css="nowrap",
                value=lambda one: legal_date(one.received_at),
            ),
        ),
        filters=(
            ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=states),
            YesNoFilter(code="open", label=gettext_lazy("ยังไม่ยุติ"), apply=narrowing.is_open),
            *desk.filters,
            DateRangeFilter(code="received", label=gettext_lazy("วันที่รับ"), field="received_at"),
            YesNoFilter(
                code="overdue",
                label=gettext_lazy("เกินกำหนด"),
                apply=lambda rows, yes: narrowing.overdue(rows, timezone.now(), yes=yes),
            ),
        ),
        order=("-received_at", "-id"),
        row_url=lambda matter: reverse(desk.procedure, args=[matter.code]),
        empty=gettext_lazy("ยังไม่มีเรื่องที่คุณเห็นได้"),
    )


class CaseList(ListingView):
    """Every matter of a desk that the viewer may see; for who stands outside its units there is no such list."""

    desk: ClassVar[Any] = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.by = actor_of(request)
        if not self.desk.reads(self.by):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return visible(self.by).filter(procedure=self.desk.procedure).select_related("unit", "officer")

    def tabs(self) -> list[Tab]:
        query = self.request.GET.urlencode()
        return [Tab(label, f"?{words}", current=query == words) for words, label in TABS]

    def actions(self) -> list[Action]:
        if not self.desk.takes(self.by):
            return []
        return [Action(self.desk.take.label, reverse(f"{self.desk.procedure}_new"), icon="plus", style="primary")]
