"""The agency's inbox: what is asked, by whom, due when, in whose hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.kernel.agencies.inbox_filters import filters
from palat.kernel.agencies.queries import inbox as queries
from palat.kernel.agencies.queries.answers import state_label, type_label
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.procedure import NEVER
from palat.kernel.matters.showing import URGENCY_CODES, due_chip
from palat.kernel.organisation.agency_side import APPROVERS, DISPATCHERS, WRITERS
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Tab
from palat.kernel.pages.views import ListingView

DUE = ("urgent", "due_at", "id")
ORDERS = {"newest": ("-opened_at", "-id"), "chased": ("-chased", "-id"), "oldest": ("opened_at", "id")}


def in_hand(track: Track) -> str:
    """Say in whose hand a track lies inside the agency."""
    hand = getattr(track, "hand", None)
    if hand is None:
        return ""
    return " · ".join(str(one) for one in (hand.section, hand.official) if one)


def _subject(track: Any) -> Any:
    chips = [pieces.urgency(URGENCY_CODES[track.matter.urgency])]
    if track.answer and track.workitem_here:
        chips.append(pieces.badge(_("สำนักงานส่งกลับ"), tone="warn", icon_name="return"))
    if track.chased and track.workitem_here:
        chips.append(pieces.badge(_("เร่งรัดครั้งที่ %(n)s") % {"n": track.chased}, tone="warn", icon_name="flag"))
    code = format_html('<br><span class="text-quiet nowrap">{}</span>', track.matter.reference)
    return format_html("{} {} {} {}{}", *(chips + [""] * (3 - len(chips))), asked_line(track), code)


def asked_line(track: Track) -> str:
    """Return what is asked in one line: the item's own words, or the matter's subject."""
    return track.label or track.matter.subject


def _hand(track: Any) -> Any:
    words = in_hand(track)
    hand = getattr(track, "hand", None)
    if hand is not None and hand.due_on and not track.final:
        return format_html('{} <span class="text-quiet nowrap">{}</span>', words, pieces.display(hand.due_on))
    return pieces.display(words)


def _asked_by(track: Any) -> Any:
    sent = pieces.display(legal_date(track.opened_at))
    return format_html('{}<br><span class="text-quiet nowrap">{}</span>', name_of(track.matter.unit), sent)


def _days_late(track: Any) -> Any:
    """Return how many days past its last day a track lies with the agency; nothing where it is in time."""
    due = _due_day(track)
    late = (legal_date(timezone.now()) - due).days if due else 0
    return late if late > 0 else None


def _due_day(track: Any) -> date | None:
    return legal_date(track.due_at) if track.due_at < NEVER else None


LISTING = Listing(
    code="agencies.inbox",
    columns=(
        Column(code="subject", label=gettext_lazy("เรื่อง"), value=asked_line, title=True, show=_subject),
        Column(code="number", label=gettext_lazy("เลขทะเบียนเรื่อง"), value="matter.reference", shown=False),
        Column(code="kind", label=gettext_lazy("ลักษณะ"), value=type_label, shown=False),
        Column(code="state", label=gettext_lazy("สถานะ"), value=state_label),
        Column(code="due", label=gettext_lazy("ครบกำหนด"), value=_due_day, show=due_chip),
        Column(code="late", label=gettext_lazy("เกินกำหนด (วัน)"), value=_days_late, shown=False),
        Column(
            code="asked_by",
            label=gettext_lazy("ผู้ส่ง"),
            value=lambda track: name_of(track.matter.unit),
            show=_asked_by,
        ),
        Column(code="sent", label=gettext_lazy("ส่งเมื่อ"), value=lambda track: legal_date(track.opened_at), shown=False),
        Column(code="hand", label=gettext_lazy("อยู่กับ"), value=in_hand, show=_hand),
        Column(code="chased", label=gettext_lazy("เร่งรัด (ครั้ง)"), value="chased", shown=False),
    ),
    order=DUE,
    row_url=address_of("agency_track"),
    empty=gettext_lazy("ไม่มีเรื่องในกล่องนี้"),
    empty_hint=gettext_lazy("เรื่องที่สำนักงานส่งมาจะปรากฏที่นี่ทันที"),
)


FOLDERS = (
    (queries.TODO, gettext_lazy("ต้องดำเนินการ")),
    (queries.WITH_OFFICE, gettext_lazy("รอสำนักงาน")),
    (queries.DONE, gettext_lazy("เสร็จสิ้น")),
    ("all", gettext_lazy("ทั้งหมด")),
)


@method_decorator(login_required, name="dispatch")
class Inbox(ListingView):
    """What the Office asks of the agency, the most urgent and the nearest last day first."""

    listing = LISTING
    title = gettext_lazy("เรื่องถึงหน่วยงาน")
    template_name = "agencies/inbox.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who works for an agency; for others there is no inbox."""
        self.by: Actor = actor_of(request)
        agencies = queries.agencies_of(self.by)
        if not agencies:
            raise Http404
        self.now = timezone.now()
        self.today = legal_date(self.now)
        self.agency_id = agencies[0]
        self.roles = frozenset().union(*(queries.roles_in(self.by, one) for one in agencies))
        self.folder = request.GET.get("folder", queries.TODO)
        order = ORDERS.get(request.GET.get("sort", ""), DUE)
        self.listing = replace(  # type: ignore[misc]
            LISTING, order=order, filters=filters(self.by, self.agency_id, self.today)
        )
        self.bulk_actions = tuple(self._bulk())  # type: ignore[misc]
        return super().dispatch(request, *args, **kwargs)

    def _bulk(self) -> list[Action]:
        acts = []
        if self.roles & WRITERS:
            acts += [
                Action(_("รับเรื่องไว้ดำเนินการ"), reverse("agency_bulk", args=["accept"])),
                Action(_("รายงานความคืบหน้า"), reverse("agency_bulk", args=["progress"])),
                Action(_("รายงานผล"), reverse("agency_bulk", args=["report"])),
            ]
        if self.roles & DISPATCHERS:
            acts.append(Action(_("ส่งต่อภายใน"), reverse("agency_bulk", args=["forward"])))
        if self.roles & APPROVERS:
            acts.append(Action(_("อนุมัติร่าง"), reverse("agency_bulk", args=["approve"])))
        return acts

    def rows(self) -> QuerySet[Track]:
        """Return the folder that is open."""
        return queries.folder(queries.inbox(self.by), self.folder)

    def prepared(self, rows: Any) -> Any:
        """Say of each row whether it lies with the agency: a row without a place in a worklist has ended."""
        for track in rows:
            item = getattr(track, "workitem", None)
            track.workitem_here = item is not None and item.queue.startswith("agency:")
            yield track

    def tabs(self) -> list[Tab]:
        """Return the folders, each with how much lies there."""
        self.counts = queries.tallies(self.by, self.now, self.today)
        return [
            Tab(
                label,
                f"?folder={code}",
                badge=self.counts[code] or "" if code in (queries.TODO, queries.WITH_OFFICE) else "",
                current=code == self.folder,
            )
            for code, label in FOLDERS
        ]

    def extra(self) -> dict[str, Any]:
        """Bring what presses, each number the address of its list."""
        counts = self.counts
        presets = [
            (_("เกินกำหนด"), counts["overdue"], "?due=overdue", "danger"),
            (_("ครบกำหนดในเจ็ดวัน"), counts["week"], "?due=week", "warn"),
            (_("ยังไม่รับเรื่อง"), counts["untaken"], "?untaken=1", "info"),
        ]
        if self.roles & APPROVERS or counts["approve"]:
            presets.append((_("รออนุมัติ"), counts["approve"], "?folder=all&inside=approve", "accent"))
        return {"presets": presets, "roles": self.roles}
