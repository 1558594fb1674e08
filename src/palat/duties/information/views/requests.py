"""Requests at the desk: list, taking down, file, one page for each act."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.duties.information.acts.table import REQUEST_ACTS, first_values
from palat.duties.information.forms.requests import CounterForm
from palat.duties.information.next_steps import groups_of, next_of, standing_of
from palat.duties.information.operations.intake import receive_request
from palat.duties.information.operations.parts import UNDER_WORK
from palat.duties.information.procedure.request import MAIN_STATES, REQUEST_1
from palat.duties.information.procedure.words import CHANNELS, KINDS, PARTY
from palat.duties.information.queries.listing import listed, takes_requests
from palat.duties.information.queries.parts import PartyLine
from palat.duties.information.queries.public_gate import publishable
from palat.duties.information.queries.request import Shown, request_of
from palat.duties.information.views.file import crumbs, file_context, opened_identity
from palat.duties.information.views.guarding import reader, taker
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.desk.acting import ActPage, act_page
from palat.kernel.matters.desk.next_step import Next
from palat.kernel.matters.desk.pages import after_act, document, file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries import narrowing
from palat.kernel.matters.queries.file import Doable
from palat.kernel.matters.showing import MatterPage, TrackPart, code_column
from palat.kernel.pages.acting import acted
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Crumb, Tab
from palat.kernel.pages.text import choices
from palat.kernel.pages.views import ListingView

PROCEDURE = REQUEST_1.code
NAMES = {
    "do": "information_do",
    "do_track": "information_do_track",
    "file": "information_attachment",
    "identity": "information_identity",
}

REQUESTS = Listing(
    code="information.requests",
    columns=(
        Column(code="subject", label=gettext_lazy("เรื่อง"), title=True),
        code_column(lambda matter: matter),
        Column(code="number", label=gettext_lazy("เลขทะเบียน"), css="nowrap"),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: _(REQUEST_1.main.state(one.state).label)),
        Column(code="kind", label=gettext_lazy("ชนิดของคำขอ"), value=lambda one: _(dict(KINDS)[one.kind])),
        Column(code="officer", label=gettext_lazy("เจ้าของเรื่อง"), value=lambda one: str(one.officer or "")),
        Column(
            code="received", label=gettext_lazy("รับเมื่อ"), css="nowrap", value=lambda one: legal_date(one.received_at)
        ),
    ),
    filters=(
        ChoiceFilter(
            code="state", label=gettext_lazy("สถานะ"), choices=lambda: [(s.code, _(s.label)) for s in MAIN_STATES]
        ),
        YesNoFilter(code="open", label=gettext_lazy("ยังไม่ยุติ"), apply=narrowing.is_open),
        ChoiceFilter(code="kind", label=gettext_lazy("ชนิดของคำขอ"), choices=lambda: choices(KINDS)),
        ChoiceFilter(
            code="channel",
            label=gettext_lazy("ช่องทาง"),
            field="information__channel",
            choices=lambda: choices(CHANNELS),
        ),
        DateRangeFilter(code="received", label=gettext_lazy("วันที่รับ"), field="received_at"),
        YesNoFilter(
            code="overdue",
            label=gettext_lazy("เกินกำหนด"),
            apply=lambda rows, yes: narrowing.overdue(rows, timezone.now(), yes=yes),
        ),
    ),
    order=("-received_at", "-id"),
    row_url=lambda matter: reverse("information_request", args=[matter.code]),
    empty=gettext_lazy("ยังไม่มีคำขอที่คุณเห็นได้"),
)


@method_decorator(login_required, name="dispatch")
class Requests(ListingView):
    """Every request to the Office that the viewer may see."""

    listing = REQUESTS
    title = gettext_lazy("คำขอข้อมูลข่าวสาร")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the units of this duty in; for others there is no such list."""
        self.by = reader(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """Return what the viewer may see."""
        return listed(self.by)

    def tabs(self) -> list[Tab]:
        """Return the lists that are opened most."""
        query = self.request.GET.urlencode()
        return [
            Tab(label, f"?{words}", current=query == words)
            for label, words in ((_("ล่าสุด"), ""), (_("ยังไม่ยุติ"), "open=1"), (_("เกินกำหนด"), "overdue=1"))
        ]

    def actions(self) -> list[Action]:
        """Return the act on the list as a whole."""
        if not takes_requests(self.by):
            return []
        return [Action(_("รับคำขอ"), reverse("information_take"), icon="plus", style="primary")]


@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Take a request down at the counter, from a letter, by e-mail."""
    by = taker(request)
    form = CounterForm(request.POST or None)
    said = _("รับคำขอแล้ว")

    def act() -> str:
        matter = receive_request(asked=form.asked(), by=by, at=timezone.now())
        return desk_url(matter)

    done = acted(request, form, act, said, refusals=(UnableToAct,), tags="draft:information-take")
    if done:
        return done
    back = reverse("information_requests")
    context = {"form": form, "title": _("รับคำขอข้อมูลข่าวสาร"), "back": back, "draft": "information-take"}
    return render(request, "information/desk/form.html", context, status=422 if form.is_bound else 200)


@login_required
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """The file of a request."""
    by = actor_of(request)
    file = file_for(code, by, procedure=PROCEDURE)
    asked = request_of(file, legal_date(timezone.now()))
    after = next_of(
        file, standing_of(file, deliverable=asked.deliverable, owed=asked.owed, many=asked.repeated.is_many)
    )
    context = file_context(file, by, request.GET.get("history", ""))
    page = context["page"]
    context |= {
        "names": NAMES,
        "asked": asked,
        "next": after,
        "groups": groups_of(file.main.doable, after),
        "parts": [(line, _buttons(page, line.id, after)) for line in asked.parts],
        "parties": [
            (part, asked.parties[part.id], _buttons(page, part.id, after, _passed(asked.parties[part.id])))
            for part in _parties(page, asked)
        ],
        "may_open": bool(asked.row.person_id) and file.may_make("open_identity"),
        "publishable": file.may_make("propose_publication") and bool(publishable(file.matter.pk)),
        "crumbs": crumbs(Crumb(_("คำขอ"), reverse("information_requests"))),
    }
    return render(request, "information/desk/request.html", context)


def _parties(page: MatterPage, asked: Shown) -> list[TrackPart]:
    return [part for part in page.tracks if part.type == PARTY and part.id in asked.parties]


BEFORE_ORDER = frozenset({"decide_part", "reopen_part"})


def _passed(party: PartyLine) -> frozenset[str]:
    """Return the acts on a third party that have nothing to do yet, or no more."""
    return frozenset({"record_ruling"} if party.ruling_told_on else {"end_embargo"})


def _buttons(page: MatterPage, track_id: int, after: Next | None, gone: frozenset[str] = frozenset()) -> list[Doable]:
    """Return the acts on a track, but for the one that is proposed as the next step."""
    found = next((part.doable for part in page.tracks if part.id == track_id), [])
    late = page.file.matter.state not in UNDER_WORK  # the order is proposed or made: its parts stand
    hidden = gone | (BEFORE_ORDER if late else frozenset())
    return [one for one in found if one.move.code not in hidden and (after is None or one is not after.doable)]


@login_required
@require_POST
def open_identity(request: HttpRequest, code: str) -> HttpResponse:
    """Open the seal of a requester's identity: a recorded act with a purpose."""
    by = actor_of(request)
    return opened_identity(request, file_for(code, by, procedure=PROCEDURE), by)


@login_required
def attachment(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """A file on a request, as far as the viewer may see it."""
    return document(request, code, number, procedure=PROCEDURE)


@login_required
def act(request: HttpRequest, code: str, move: str, track: int = 0) -> HttpResponse:
    """The page of one act."""
    by = actor_of(request)
    file = file_for(code, by, bare=True, procedure=PROCEDURE)
    row = REQUEST_ACTS.get(move)
    if row is None or not file.may_make(move, track):
        raise Http404
    page = ActPage(
        file,
        move,
        row,
        matter_url=desk_url(file.matter),
        after=lambda: after_act(file, by),
        track_id=track,
        initial=first_values(move, file, track),
    )
    return act_page(request, page, by)
