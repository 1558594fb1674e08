"""The desk: each role's first screen, work in order of legal urgency, the decision queue."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from palat.desk.frame import queue_of_tab, tabs_for
from palat.duties.petitions.bulk import buttons_for
from palat.duties.petitions.forms.fields import category_pairs, state_choices
from palat.duties.petitions.views.supervising import HANDS_OVER
from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.queries.messages import count_to_look_at
from palat.kernel.incoming.queries.items import morning
from palat.kernel.letters.drafts.queries import letters_waiting
from palat.kernel.letters.queries import to_sign
from palat.kernel.matters.acting_person import NotAnOfficial, actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.procedure import URGENCIES
from palat.kernel.matters.queries.decisions import waiting_by_decider, waiting_for
from palat.kernel.matters.queries.narrowing import due_within
from palat.kernel.matters.queries.reminders import up_today
from palat.kernel.matters.queries.worklists import own_queue, queue_page, queues_of, state_label, waiting_in
from palat.kernel.matters.showing import URGENCY_CODES, code_column, due_chip
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.pages import pieces
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.listing import Column, Count, Listing, Narrowed
from palat.kernel.pages.shapes import Action
from palat.kernel.pages.views import ListingView
from palat.kernel.registers.queries import to_account_for

TAB_LIMIT = 99  # more than so many in a queue that is not open are not counted
OPENED_LIMIT = (
    300  # nor more than so many in the open one: who has more needs the statistics, and counting takes longer
)
LETTERS_COUNTED = 100  # more letters to sign are not counted on this page
FIRST_SCREENS = {
    "admin": "admin_home",
    "call": "contact_call",
    "intake": "desk_work",
    "decisions": "desk_decisions",
    "audit": "petition_list",
    "registers": "registers",
    "inbox": "agency_inbox",
}


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead each role to its own first screen."""
    try:
        by = actor_of(request)
    except NotAnOfficial:
        return render(request, "desk/no_post.html", status=403)
    authority = by.authority
    screen = ROLES[authority.held[0].role].first_screen if authority and authority.held else "queue"
    return redirect(FIRST_SCREENS.get(screen, "desk_work"))


def _urgency(item: Any) -> Any:
    return pieces.urgency(URGENCY_CODES[item.priority])


DUE = (("overdue", _("เกินกำหนดแล้ว")), ("today", _("ภายในวันนี้")), ("week", _("ภายในเจ็ดวัน")))


def _due(items: QuerySet[Any], when: str) -> QuerySet[Any]:
    return due_within(items, when, timezone.now())


WORK = Listing(
    code="desk.work",
    columns=(
        Column(
            code="subject",
            label=_("เรื่อง"),
            value="matter.subject",
            title=True,
            show=lambda item: format_html("{} {}", _urgency(item), item.matter.subject),
        ),
        code_column(lambda item: item.matter),
        Column(code="state", label=_("สถานะ"), value=state_label),
        Column(code="due", label=_("ครบกำหนด"), value="due_at", show=due_chip),
        Column(
            code="received",
            label=_("รับเมื่อ"),
            value="matter.received_at",
            css="nowrap",
            show=lambda item: pieces.display(legal_date(item.matter.received_at)),
        ),
    ),
    order=("priority", "due_at", "track_id"),
    filters=(
        ChoiceFilter(code="due", label=_("ครบกำหนด"), choices=DUE, apply=_due),
        ChoiceFilter(
            code="urgency",
            label=_("ชั้นความเร็ว"),
            field="priority",
            choices=[(code, _(word)) for code, word in URGENCIES],
        ),
        ChoiceFilter(code="state", label=_("สถานะ"), choices=state_choices),
        ChoiceFilter(code="category", label=_("ประเภทเรื่อง"), choices=category_pairs),
    ),
    empty=_("ไม่มีงานค้างในคิวนี้"),
    row_url=lambda item: desk_url(item.matter),
)


def _tallies(by: Actor, *, opened: str) -> dict[str, Count]:
    """Count what lies in each queue of someone: of the opened one farther than of the others."""
    bounds = {one: OPENED_LIMIT if one == opened else TAB_LIMIT for one in queues_of(by)}
    found = waiting_in(bounds, by=by)
    return {one: Count(min(found[one], bound), found[one] > bound) for one, bound in bounds.items()}


@method_decorator(login_required, name="dispatch")
class Work(ListingView):
    """A queue in order of legal urgency: danger to life first, then the nearest last day."""

    listing = WORK
    template_name = "desk/work.html"
    title = _("งานของฉัน")
    intro = _("เรียงตามความเร่งด่วนตามกฎหมาย: อันตรายต่อชีวิตก่อน แล้วจึงวันครบกำหนดที่ใกล้ที่สุด")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by: Actor = actor_of(request)
        tab = request.GET.get("tab", "")
        self.tallies = _tallies(self.by, opened=tab or own_queue(self.by))
        self.queue = queue_of_tab(self.tallies, tab, by=self.by)
        if self.tallies[self.queue].more and self.tallies[self.queue].number < OPENED_LIMIT:
            self.tallies = _tallies(self.by, opened=self.queue)
        self.bulk_actions = buttons_for(self.by)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return queue_page(self.queue, by=self.by)

    def tabs(self) -> list[Any]:
        return tabs_for(self.tallies, self.queue)

    def count(self, narrowed: Narrowed) -> Count:
        """Say the tab's number again while nothing narrows the queue."""
        return super().count(narrowed) if narrowed.active else self.tallies[self.queue]

    def actions(self) -> list[Action]:
        """Offer the hand-over of all cases of a person to those who give out work."""
        if not HANDS_OVER & held_roles(self.by.authority):
            return []
        return [Action(_("โอนเรื่องทั้งหมดของเจ้าหน้าที่"), reverse("petition_hand_over"), icon="users")]

    def extra(self) -> dict[str, Any]:
        """Bring the notes that have come up this morning, letters that wait for the viewer, and reserved numbers."""
        today = legal_date(timezone.now())
        blocks = list(to_account_for(self.by.authority)) if self.by.authority else []
        to_enter, to_take = morning(self.by)
        return {
            "reminders": up_today(self.by, today),
            "blocks": blocks,
            "today": today,
            "letters": letters_waiting(self.by),
            "to_enter": to_enter,
            "to_take": to_take,
            "sent_back": count_to_look_at(self.by),
        }


@login_required
def decisions(request: HttpRequest) -> HttpResponse:
    """แฟ้มเสนอ: what lies before the viewer, by purpose; a secretary's, by decider, to be put in order."""
    by = actor_of(request)
    deciders = waiting_by_decider(by)
    context = {
        "groups": deciders or waiting_for(by),
        "arranges": bool(deciders),
        "letters": to_sign(by)[:LETTERS_COUNTED].count(),
    }
    return render(request, "desk/decisions.html", context)
