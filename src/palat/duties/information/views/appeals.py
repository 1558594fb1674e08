"""Appeals at the desk: list, taking down, file, one page for each act, what is read in camera."""

from typing import Any

from django.contrib import messages
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

from palat.duties.information.acts.appeals import APPEAL_ACTS, first_values
from palat.duties.information.appeal_steps import OF_THE_CIRCLE, groups_of, next_of
from palat.duties.information.forms.appeals import CounterAppealForm
from palat.duties.information.operations.appealing import camera, identity
from palat.duties.information.operations.appealing.intake import receive_appeal
from palat.duties.information.procedure.appeal import APPEAL, APPEAL_1, APPEAL_STATES
from palat.duties.information.procedure.appeal_words import APPEAL_KINDS, CLOSINGS, TOPICS
from palat.duties.information.queries.appealing.desk import appeal_of
from palat.duties.information.queries.appealing.listing import appeals_seen, of_panelist, sits, takes_appeals
from palat.duties.information.queries.catalogue import branches_on
from palat.duties.information.views.appeal_guarding import appeal_reader, appeal_taker
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import file_response
from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.identities.procedure import FIELDS
from palat.kernel.letters.showing import letters_on
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.desk.acting import ActPage, act_page
from palat.kernel.matters.desk.pages import after_act, document, file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries import narrowing
from palat.kernel.matters.showing import code_column, history_tabs, matter_page
from palat.kernel.notices.queries.outbox import notices_about
from palat.kernel.notices.showing import lines_of
from palat.kernel.pages.acting import acted
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, YesNoFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Crumb, Fact, Tab
from palat.kernel.pages.text import choices
from palat.kernel.pages.views import ListingView


def _closing(one: Any) -> str:
    return _(dict(CLOSINGS).get(one.closing, "")) if one.closing else ""


APPEALS = Listing(
    code="information.appeals",
    columns=(
        Column(code="subject", label=gettext_lazy("เรื่อง"), title=True),
        code_column(lambda matter: matter),
        Column(code="number", label=gettext_lazy("เลขทะเบียน"), css="nowrap"),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: _(APPEAL_1.main.state(one.state).label)),
        Column(code="closing", label=gettext_lazy("ผล"), value=_closing),
        Column(code="branch", label=gettext_lazy("สาขา"), value=lambda one: name_of(one.information_appeal.branch)),
        Column(code="officer", label=gettext_lazy("เลขานุการ"), value=lambda one: str(one.officer or "")),
        Column(
            code="received",
            label=gettext_lazy("ถือว่ารับเมื่อ"),
            css="nowrap",
            value=lambda one: one.information_appeal.received_on,
        ),
    ),
    filters=(
        ChoiceFilter(
            code="state", label=gettext_lazy("สถานะ"), choices=lambda: [(s.code, _(s.label)) for s in APPEAL_STATES]
        ),
        YesNoFilter(code="open", label=gettext_lazy("ยังไม่ยุติ"), apply=narrowing.is_open),
        ChoiceFilter(
            code="branch",
            label=gettext_lazy("สาขา"),
            field="information_appeal__branch__code",
            choices=lambda: [(one.code, name_of(one)) for one in branches_on(legal_date(timezone.now()))],
        ),
        ChoiceFilter(code="kind", label=gettext_lazy("ชนิด"), choices=lambda: choices(APPEAL_KINDS)),
        ChoiceFilter(
            code="topic",
            label=gettext_lazy("หัวข้อ"),
            field="information_appeal__topic",
            choices=lambda: choices(TOPICS),
        ),
        ChoiceFilter(code="closing", label=gettext_lazy("ผล"), choices=lambda: choices(CLOSINGS)),
        DateRangeFilter(code="received", label=gettext_lazy("วันที่รับ"), field="received_at"),
        YesNoFilter(
            code="overdue",
            label=gettext_lazy("เกินกำหนด"),
            apply=lambda rows, yes: narrowing.overdue(rows, timezone.now(), yes=yes),
        ),
    ),
    order=("-received_at", "-id"),
    row_url=lambda matter: reverse("information_appeal", args=[matter.code]),
    empty=gettext_lazy("ยังไม่มีคำอุทธรณ์ที่คุณเห็นได้"),
)


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back from a page of appeals."""
    hub = Crumb(_("ข้อมูลข่าวสาร"), reverse("information_hub"))
    return [hub, *more]


@method_decorator(login_required, name="dispatch")
class Appeals(ListingView):
    """Every appeal that the viewer may see: a member's own first."""

    listing = APPEALS
    title = gettext_lazy("คำอุทธรณ์")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the tribunals and those above them in; for others there is no such list."""
        self.by = appeal_reader(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """Return what the viewer may see; with `mine`, what the viewer sits on."""
        rows = appeals_seen(self.by)
        return of_panelist(rows, self.by) if self.request.GET.get("mine") else rows

    def tabs(self) -> list[Tab]:
        """Return the lists that are opened most."""
        query = self.request.GET.urlencode()
        named = [(_("ล่าสุด"), ""), (_("ยังไม่ยุติ"), "open=1"), (_("เกินกำหนด"), "overdue=1")]
        if sits(self.by):
            named.append((_("ที่ฉันนั่งพิจารณา"), "mine=1"))
        return [Tab(label, f"?{words}", current=query == words) for label, words in named]

    def actions(self) -> list[Action]:
        """Return the acts on the list as a whole."""
        found = [Action(_("ปฏิทินประชุม"), reverse("information_sittings"), icon="clock")]
        if takes_appeals(self.by):
            found.append(Action(_("รับคำอุทธรณ์"), reverse("information_take_appeal"), icon="plus", style="primary"))
        return found


@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Take an appeal down at the counter, from a letter, by e-mail."""
    by = appeal_taker(request)
    form = CounterAppealForm(request.POST or None)

    def act() -> str:
        return desk_url(receive_appeal(appealed=form.appealed(), by=by, at=timezone.now()))

    done = acted(request, form, act, _("รับคำอุทธรณ์แล้ว"), refusals=(UnableToAct,), tags="draft:appeal-take")
    if done:
        return done
    back = reverse("information_appeals")
    context = {"form": form, "title": _("รับคำอุทธรณ์"), "back": back, "draft": "appeal-take"}
    return render(request, "information/desk/form.html", context, status=422 if form.is_bound else 200)


@login_required
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """The file of an appeal."""
    by = actor_of(request)
    file = file_for(code, by, procedure=APPEAL)
    history = request.GET.get("history", "")
    shown = appeal_of(file, by)
    after = next_of(file, shown)
    context = {
        "page": matter_page(file, by, history),
        "history_tabs": history_tabs(history),
        "shown": shown,
        "next": after,
        "groups": groups_of(file.main.doable, after, shown),
        "given": [one for one in file.attachments if one.origin == "petitioner"],
        "may_open": file.may_make("open_identity"),
        "told": lines_of(notices_about(f"matter:{file.matter.pk}")),
        "crumbs": crumbs(Crumb(_("คำอุทธรณ์"), reverse("information_appeals"))),
        **letters_on(file.matter.pk, by),
    }
    return render(request, "information/desk/appeal.html", context)


@login_required
def act(request: HttpRequest, code: str, move: str) -> HttpResponse:
    """The page of one act."""
    by = actor_of(request)
    file = file_for(code, by, bare=True, procedure=APPEAL)
    row = APPEAL_ACTS.get(move)
    if row is None or not file.may_make(move) or not _within(file, by, move):
        raise Http404
    page = ActPage(
        file,
        move,
        row,
        matter_url=desk_url(file.matter),
        after=lambda: after_act(file, by),
        initial=first_values(move, file),
    )
    return act_page(request, page, by)


def _within(file: Any, by: Any, move: str) -> bool:
    return move not in OF_THE_CIRCLE or appeal_of(file, by).inside


@login_required
@require_POST
def read(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """Open a document in camera: the reading is written into the history before anything is sent."""
    by = actor_of(request)
    file = file_for(code, by, procedure=APPEAL)
    try:
        kept = camera.read_camera(
            matter_id=file.matter.pk,
            file_id=number,
            by=by,
            at=timezone.now(),
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
        )
    except UnableToAct as refused:
        messages.error(request, str(refused))
        return redirect(desk_url(file.matter))
    return file_response(kept.file, kept.name)


@login_required
@require_POST
def open_identity(request: HttpRequest, code: str) -> HttpResponse:
    """Open the seal of an appellant's identity: a recorded act with a purpose."""
    by = actor_of(request)
    file = file_for(code, by, procedure=APPEAL)
    if not file.may_make("open_identity"):
        raise Http404
    back = desk_url(file.matter)
    try:
        opened = identity.open_identity(
            matter_id=file.matter.pk,
            by=by,
            at=timezone.now(),
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
        )
    except (UnableToReveal, UnableToAct) as refused:
        messages.error(request, str(refused))
        return redirect(back)
    labels = {name: _(one.label) for name, one in FIELDS.items()}
    facts = [Fact(labels.get(name, name), said) for name, said in opened.items() if said]
    return render(request, "information/desk/identity.html", {"file": file, "shown": facts, "back": back})


@login_required
def attachment(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """A file of the appellant, as far as the viewer may see the appeal."""
    return document(request, code, number, procedure=APPEAL)
