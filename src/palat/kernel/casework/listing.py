"""The list of a duty's matters: what every matter has, and what the duty adds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries import narrowing
from palat.kernel.matters.registry import latest
from palat.kernel.matters.showing import code_column
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, Filter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Crumb, Tab, Text
from palat.kernel.pages.views import ListingView

if TYPE_CHECKING:
    from palat.kernel.casework.desk import CaseDesk

Tabs = Sequence[tuple[Text, str]]  # the words of a tab, and what its address asks
TABS: Tabs = (
    (gettext_lazy("ล่าสุด"), ""),
    (gettext_lazy("ยังไม่ยุติ"), "open=1"),
    (gettext_lazy("เกินกำหนด"), "overdue=1"),
)


def no_tabs(_by: Actor) -> Tabs:
    """Add no way of reading the list."""
    return ()


def no_actions(_by: Actor) -> Sequence[Action]:
    """Add no way on."""
    return ()


def as_seen(rows: QuerySet[Any], _by: Actor, _asked: Mapping[str, str]) -> QuerySet[Any]:
    """Leave the rows as they are seen."""
    return rows


@dataclass(frozen=True)
class Listed:
    """What a duty adds to the list of its matters.

    A column with the code of one that every list has stands in its place, the others after the state. `related`: what
    is read along with each row. `narrow` gets what the address asks, for a tab that no filter gives.
    """

    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    related: Sequence[str] = ()
    tabs: Callable[[Actor], Tabs] = no_tabs
    narrow: Callable[[QuerySet[Any], Actor, Mapping[str, str]], QuerySet[Any]] = as_seen
    actions: Callable[[Actor], Sequence[Action]] = no_actions


def listing_of(desk: "CaseDesk") -> Listing:
    """Return the list of a desk's matters; its words of states are those of the newest versions of its procedures."""

    def states() -> dict[str, Text]:
        return {one.code: _(one.label) for code in desk.procedures for one in latest(code).main.states}

    return Listing(
        code=desk.address.replace("/", "."),
        columns=_columns(desk.listed.columns, states),
        filters=(
            ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=lambda: states().items()),
            YesNoFilter(code="open", label=gettext_lazy("ยังไม่ยุติ"), apply=narrowing.is_open),
            *desk.listed.filters,
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


def _columns(own: Sequence[Column], states: Callable[[], dict[str, Text]]) -> tuple[Column, ...]:
    first = (
        Column(code="subject", label=gettext_lazy("เรื่อง"), title=True),
        code_column(lambda matter: matter),
        Column(code="number", label=gettext_lazy("เลขทะเบียน"), css="nowrap"),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: states()[one.state]),
    )
    last = (
        Column(code="officer", label=gettext_lazy("เจ้าของเรื่อง"), value=lambda one: str(one.officer or "")),
        Column(
            code="received", label=gettext_lazy("รับเมื่อ"), css="nowrap", value=lambda one: legal_date(one.received_at)
        ),
    )
    instead = {one.code: one for one in own}
    usual = {one.code for one in (*first, *last)}
    added = [one for one in own if one.code not in usual]
    return tuple(instead.get(one.code, one) for one in (*first, *added, *last))


PLAIN = Listed()


class CaseList(ListingView):
    """Every matter of a desk that the viewer may see; for who stands outside its units there is no such list."""

    desk: ClassVar[Any] = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.by = actor_of(request)
        if not self.desk.reads(self.by):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return self.desk.listed.narrow(self.desk.seen(self.by), self.by, self.request.GET)  # type: ignore[no-any-return]

    def crumbs(self) -> list[Crumb]:
        return self.desk.home()  # type: ignore[no-any-return]

    def tabs(self) -> list[Tab]:
        query = self.request.GET.urlencode()
        named = (*TABS, *self.desk.listed.tabs(self.by))
        return [Tab(label, f"?{words}", current=query == words) for label, words in named]

    def actions(self) -> list[Action]:
        found = list(self.desk.listed.actions(self.by))
        if self.desk.takes(self.by):
            take = Action(self.desk.take.label, reverse(f"{self.desk.procedure}_new"), icon="plus", style="primary")
            found.append(take)
        return found
