"""Sending a track on, following it up, and answering what another agency sent on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
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

from palat.kernel.agencies.forms import AskAgainForm, LinkAnswerForm, OnwardAnswerForm, OnwardForm
from palat.kernel.agencies.models import Onward
from palat.kernel.agencies.operations import onward as operations
from palat.kernel.agencies.procedure import ONWARD_STATES
from palat.kernel.agencies.queries.inbox import agencies_of, last_days
from palat.kernel.agencies.queries.onward import received
from palat.kernel.agencies.registry import duty
from palat.kernel.agencies.views.guarding import crumbs, track_here
from palat.kernel.agencies.views.inbox import asked_line
from palat.kernel.agencies.views.track import view_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import file_by_id
from palat.kernel.matters.showing import due_day
from palat.kernel.organisation.agency_side import WRITERS
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.views import ListingView


@login_required
def send(request: HttpRequest, track_id: int) -> HttpResponse:
    """Send a track on to a district, a branch or a local government."""
    by, track = track_here(request, track_id, WRITERS)
    now = timezone.now()
    form = OnwardForm(request.POST or None, today=legal_date(now))
    if form.is_valid():
        data = form.cleaned_data
        to = operations.Receiver(data["agency_id"], data["to_name"], data["to_email"])
        try:
            operations.send_on(
                track_id=track_id,
                to=to,
                words=data["words"],
                due_on=data["due_on"],
                with_text=data["with_text"],
                by=by,
                at=now,
            )
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("ส่งต่อแล้ว ผู้รับจะได้รับแจ้งทันที"))
            return redirect("agency_track", track_id=track_id)
    here = (track.matter.reference, reverse("agency_track", args=[track_id]))
    context = {
        "form": form,
        "track": track,
        "title": asked_line(track),
        "ours": last_days([track_id]).get(track_id),
        "crumbs": crumbs(here, (_("ส่งต่อหน่วยอื่น"), "")),
    }
    return render(request, "agencies/send_on.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def act(request: HttpRequest, onward_id: int, what: str) -> HttpResponse:
    """Follow up what was sent on, take it back, or ask again."""
    by, now = actor_of(request), timezone.now()
    sent = Onward.objects.filter(pk=onward_id).first()
    if sent is None or what not in {"follow", "back", "again"}:
        raise Http404
    track_here(request, sent.track_id, WRITERS)
    try:
        if what == "follow":
            operations.follow_up(onward_id=onward_id, by=by, at=now)
            messages.success(request, _("ติดตามแล้ว ผู้รับจะได้รับแจ้งอีกครั้ง"))
        elif what == "back":
            operations.take_back(onward_id=onward_id, by=by, at=now)
            messages.success(request, _("เรียกคืนแล้ว ผู้รับอ่านเรื่องนี้ไม่ได้อีก"))
        else:
            form = AskAgainForm(request.POST)
            if not form.is_valid():
                raise UnableToAct(_("โปรดระบุสิ่งที่ยังขาด และวันที่ตอบภายใน"))
            operations.ask_again(onward_id=onward_id, by=by, at=now, **form.cleaned_data)
            messages.success(request, _("ส่งกลับให้ตอบเพิ่มเติมแล้ว"))
    except UnableToAct as refused:
        messages.error(request, str(refused))
    return redirect("agency_track", track_id=sent.track_id)


@login_required
def file(request: HttpRequest, onward_id: int, number: int) -> HttpResponseBase:
    """A file that came with an answer: for the agency that asked, and for the one that answered."""
    by = actor_of(request)
    sent = Onward.objects.filter(pk=onward_id).first()
    if sent is None:
        raise Http404
    if not received(by).filter(pk=onward_id).exists():
        track_here(request, sent.track_id)
    kept = sent.files.select_related("file").filter(pk=number).first()
    if kept is None:
        raise Http404
    return file_response(kept.file, kept.name)


RECEIVED = Listing(
    code="agencies.received",
    columns=(
        Column(code="words", label=gettext_lazy("สิ่งที่ขอให้ดำเนินการ"), title=True),
        Column(
            code="number",
            label=gettext_lazy("เลขทะเบียนเรื่อง"),
            value="track.matter.reference",
            css="nowrap",
        ),
        Column(code="asker", label=gettext_lazy("ผู้ส่งต่อ"), value=lambda one: name_of(one.track.agency)),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: _(dict(ONWARD_STATES)[one.state])),
        Column(
            code="due_on",
            label=gettext_lazy("ตอบภายในวันที่"),
            show=lambda one: due_day(one.due_on, ended=one.state != "asked"),
        ),
    ),
    order=("due_on", "id"),
    filters=(
        ChoiceFilter(
            code="state",
            label=gettext_lazy("สถานะ"),
            choices=lambda: [(code, _(label)) for code, label in ONWARD_STATES[:2]],
        ),
    ),
    row_url=address_of("agency_received_one"),
    empty=gettext_lazy("ไม่มีเรื่องที่หน่วยงานอื่นส่งต่อมา"),
)


@method_decorator(login_required, name="dispatch")
class Received(ListingView):
    """What other agencies sent on to this one."""

    listing = RECEIVED
    title = gettext_lazy("รับจากหน่วยงานอื่น")
    intro = gettext_lazy("เรื่องที่หน่วยงานอื่นส่งต่อมาให้ดำเนินการ คำตอบกลับไปยังหน่วยงานนั้นเพื่อประมวลส่งสำนักงาน")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who works for an agency."""
        self.by: Actor = actor_of(request)
        if not agencies_of(self.by):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Onward]:
        """Return what was sent on to the viewer's agency."""
        return received(self.by)


@login_required
def received_one(request: HttpRequest, onward_id: int) -> HttpResponse:
    """Read what another agency asks, and answer it."""
    by, now = actor_of(request), timezone.now()
    sent = received(by).filter(pk=onward_id).first()
    if sent is None:
        raise Http404
    form = OnwardAnswerForm(request.POST or None)
    held = hold_files(request) if request.method == "POST" else HeldFiles()
    if request.method == "POST" and form.is_valid() and not held.refused:
        try:
            with transaction.atomic():
                files = held.claimed(now)
                operations.answer(onward_id=onward_id, words=form.cleaned_data["words"], files=files, by=by, at=now)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("ส่งคำตอบถึงหน่วยงานที่ส่งต่อแล้ว"))
            return redirect("agency_received")
    context = {
        **_asked(sent),
        "form": form,
        "held": held,
        "crumbs": crumbs((_("รับจากหน่วยงานอื่น"), reverse("agency_received"))),
    }
    return render(request, "agencies/received.html", context, status=422 if request.method == "POST" else 200)


def _asked(sent: Onward) -> dict[str, Any]:
    """Return what the receiver reads: the agency's words, and the Office's only where the agency lets it."""
    asked = None
    if sent.with_text:
        reader = Actor("link", matter_id=sent.track.matter_id, track_id=sent.track_id)
        found = file_by_id(sent.track.matter_id, reader)
        asked = duty(found.matter.duty).asked(found, view_of(found, sent.track_id), reader)
    return {
        "sent": sent,
        "asked": asked,
        "asker": name_of(sent.track.agency),
        "due": due_day(sent.due_on, ended=sent.state != "asked"),
        "state": _(dict(ONWARD_STATES)[sent.state]),
    }


def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a single-use link: read what is asked, answer once, no account."""
    now = timezone.now()
    try:
        sent = operations.by_link(token, at=now)
    except operations.LinkUnusable as gone:
        return render(request, "agencies/link_gone.html", {"problem": str(gone)}, status=410)
    form = LinkAnswerForm(request.POST or None)
    held = hold_files(request) if request.method == "POST" else HeldFiles()
    if request.method == "POST" and form.is_valid() and not held.refused:
        data = form.cleaned_data
        try:
            with transaction.atomic():
                operations.answer_by_link(
                    token=token, words=data["words"], who=data["who"], files=held.claimed(now), at=now
                )
        except (UnableToAct, operations.LinkUnusable) as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "agencies/link_done.html", {"asker": name_of(sent.track.agency)})
    context = {**_asked(sent), "form": form, "held": held}
    return render(request, "agencies/link.html", context, status=422 if request.method == "POST" else 200)
