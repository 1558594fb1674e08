"""Complaints and checks at the desk: list, taking down, file, one page for each act."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.duties.information.acts.complaints import COMPLAINT_ACTS, first_values
from palat.duties.information.complaint_steps import groups_of, next_of
from palat.duties.information.forms.complaints import CounterComplaint
from palat.duties.information.operations.complaints.intake import receive_complaint
from palat.duties.information.procedure.complaint import MAIN_STATES
from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT, FINDINGS, KINDS
from palat.duties.information.procedure.words import CHANNELS
from palat.duties.information.queries.complaints.listing import PROCEDURES, listed_complaints, takes_complaints
from palat.duties.information.queries.complaints.page import complaint_of, row_of, tracks_of
from palat.duties.information.views.file import crumbs, file_context, opened_identity
from palat.duties.information.views.guarding import complaint_reader, complaint_taker
from palat.kernel.agencies.queries.inbox import first_track_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import ActPage, act_page
from palat.kernel.matters.desk.next_step import Next
from palat.kernel.matters.desk.pages import after_act, document, file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries import narrowing
from palat.kernel.matters.queries.file import Doable, MatterFile
from palat.kernel.matters.queries.visibility import reads_as_office
from palat.kernel.matters.showing import MatterPage, code_column
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.acting import acted
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, YesNoFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Crumb, Tab
from palat.kernel.pages.text import choices
from palat.kernel.pages.views import ListingView

NAMES = {
    "do": "information_complaint_do",
    "do_track": "information_complaint_do_track",
    "file": "information_complaint_file",
    "identity": "information_complaint_identity",
}
TYPES = ((COMPLAINT, gettext_lazy("ร้องเรียน (มาตรา 13)")), (CHECK, gettext_lazy("ขอให้ตรวจสอบ (มาตรา 33)")))
STATES = {state.code: state.label for state in MAIN_STATES}

COMPLAINTS = Listing(
    code="information.complaints",
    columns=(
        Column(code="subject", label=gettext_lazy("เรื่อง"), title=True),
        code_column(lambda matter: matter),
        Column(code="number", label=gettext_lazy("เลขทะเบียน"), css="nowrap"),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: _(STATES[one.state])),
        Column(code="kind", label=gettext_lazy("เหตุที่ร้องเรียน"), value=lambda one: _(dict(KINDS)[one.kind])),
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda one: name_of(one.complaint.agency)),
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
        ChoiceFilter(code="procedure", label=gettext_lazy("ประเภท"), choices=TYPES),
        ChoiceFilter(code="kind", label=gettext_lazy("เหตุที่ร้องเรียน"), choices=lambda: choices(KINDS)),
        ChoiceFilter(
            code="agency",
            label=gettext_lazy("หน่วยงาน"),
            field="complaint__agency",
            choices=lambda: agency_choices(legal_date(timezone.now())),
        ),
        ChoiceFilter(
            code="found", label=gettext_lazy("ผลการพิจารณา"), field="complaint__found", choices=lambda: choices(FINDINGS)
        ),
        ChoiceFilter(
            code="channel",
            label=gettext_lazy("ช่องทาง"),
            field="complaint__channel",
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
    row_url=desk_url,
    empty=gettext_lazy("ยังไม่มีเรื่องร้องเรียน"),
)


@method_decorator(login_required, name="dispatch")
class Complaints(ListingView):
    """Every complaint and check that the viewer may see."""

    listing = COMPLAINTS
    title = gettext_lazy("เรื่องร้องเรียนและการตรวจสอบ")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the Commission's office in; for others there is no such list."""
        self.by = complaint_reader(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """Return what the viewer may see."""
        return listed_complaints(self.by)

    def tabs(self) -> list[Tab]:
        """Return the lists that are opened most."""
        query = self.request.GET.urlencode()
        named = (
            (_("ล่าสุด"), ""),
            (_("ยังไม่ยุติ"), "open=1"),
            (_("เกินกำหนด"), "overdue=1"),
            (_("ขอให้ตรวจสอบ (มาตรา 33)"), f"procedure={CHECK}"),
        )
        return [Tab(label, f"?{words}", current=query == words) for label, words in named]

    def actions(self) -> list[Action]:
        """Return the act on the list as a whole."""
        if not takes_complaints(self.by):
            return []
        return [Action(_("รับเรื่องร้องเรียน"), reverse("information_complaint_take"), icon="plus", style="primary")]


@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Take a complaint down at the counter, from a letter, by e-mail."""
    by = complaint_taker(request)
    form = CounterComplaint(request.POST or None)

    def act() -> str:
        return desk_url(receive_complaint(complained=form.complained(), by=by, at=timezone.now()))

    done = acted(
        request, form, act, _("รับเรื่องร้องเรียนแล้ว"), refusals=(UnableToAct,), tags="draft:information-complaint-take"
    )
    if done:
        return done
    context = {
        "form": form,
        "title": _("รับเรื่องร้องเรียนตามกฎหมายข้อมูลข่าวสาร"),
        "back": reverse("information_complaints"),
        "draft": "information-complaint-take",
    }
    return render(request, "information/desk/form.html", context, status=422 if form.is_bound else 200)


def _file(code: str, by: Actor, *, bare: bool = False) -> MatterFile:
    """Return the file of a complaint. Raises: Http404, for an agency too: what it is asked stands on its own page."""
    file = file_for(code, by, bare=bare)
    if file.procedure.code not in PROCEDURES or by.authority is None or not reads_as_office(by.authority):
        raise Http404
    return file


@login_required
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """The file of a complaint."""
    by = actor_of(request)
    if own := first_track_of(file_for(code, by, bare=True).matter.pk, by):
        return redirect("agency_track", track_id=own)
    file = _file(code, by)
    asked, after = complaint_of(file), next_of(file)
    context = file_context(file, by, request.GET.get("history", ""))
    page: MatterPage = context["page"]
    context |= {
        "names": NAMES,
        "asked": asked,
        "next": after,
        "groups": groups_of(file.main.doable, after),
        "tracks": [(shown, _buttons(shown.doable, after)) for shown in tracks_of(file, page.tracks)],
        "may_open": bool(asked.row.person_id) and file.may_make("open_identity"),
        "crumbs": crumbs(Crumb(_("เรื่องร้องเรียน"), reverse("information_complaints"))),
    }
    return render(request, "information/desk/complaint.html", context)


AGENCYS_OWN = frozenset({"accept", "report", "progress"})  # an agency's answers are its own to give


def _buttons(doable: list[Doable], after: Next | None) -> list[Doable]:
    return [one for one in doable if one.move.answers not in AGENCYS_OWN and (after is None or one is not after.doable)]


@login_required
@require_POST
def open_identity(request: HttpRequest, code: str) -> HttpResponse:
    """Open the seal of a complainant's identity: a recorded act with a purpose."""
    by = actor_of(request)
    return opened_identity(request, _file(code, by), by)


@login_required
def attachment(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """A file on a complaint, as far as the viewer may see it."""
    _file(code, actor_of(request), bare=True)
    return document(request, code, number)


@login_required
def act(request: HttpRequest, code: str, move: str, track: int = 0) -> HttpResponse:
    """The page of one act."""
    by = actor_of(request)
    file = _file(code, by, bare=True)
    row = COMPLAINT_ACTS.get(move)
    known = any(one.code == move for kind in file.procedure.tracks for one in kind.moves)
    if row is None or not known or not file.may_make(move, track):
        raise Http404
    page = ActPage(
        file,
        move,
        row,
        matter_url=desk_url(file.matter),
        after=lambda: after_act(file, by),
        track_id=track,
        initial=first_values(move, row_of(file.matter.pk), file.matter.urgency),
    )
    return act_page(request, page, by)
