"""The list of petitions: filtered, sorted by newest or by urgency, saved, exported, printed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.bulk import buttons_for, letter_buttons
from palat.duties.petitions.exporting import COLUMNS as EXPORTED
from palat.duties.petitions.exporting import may_export, record_export
from palat.duties.petitions.forms.fields import category_pairs
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.duties.petitions.procedure.states import MAIN_STATES
from palat.duties.petitions.procedure.words import CHANNELS, KINDS, REFERRAL
from palat.duties.petitions.queries.listing import concealed, listed, may_list
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.procedure import SECRECIES, URGENCIES
from palat.kernel.matters.queries import narrowing
from palat.kernel.matters.showing import URGENCY_CODES, code_column
from palat.kernel.organisation.queries import agency_choices, officer_choices, province_choices, unit_choices
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, Filter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Tab
from palat.kernel.pages.text import choices
from palat.kernel.pages.views import ListingView

NEWEST, URGENT = ("-received_at", "-id"), ("urgency", "received_at", "id")
SUPERVISE = {"group_head", "director", "shift_leader"}


def _state(matter: Any) -> Any:
    return _(PETITION_1.main.state(matter.state).label)


def _subject(matter: Any) -> Any:
    secret = pieces.badge(_(dict(SECRECIES)[matter.secrecy]), tone="danger", icon_name="lock") if matter.secrecy else ""
    return format_html("{} {} {}", pieces.urgency(URGENCY_CODES[matter.urgency]), secret, matter.subject)


SHOWN = (
    Column(code="shown_subject", label=_("เรื่อง"), value="subject", title=True, show=_subject, exported=False),
    code_column(lambda matter: matter, code="shown_code", exported=False),
    Column(code="shown_state", label=_("สถานะ"), value=_state, exported=False),
    Column(code="category_name", label=_("ประเภท"), exported=False),
    Column(code="shown_officer", label=_("เจ้าของเรื่อง"), value="officer", exported=False),
    Column(
        code="shown_received",
        label=_("รับเมื่อ"),
        css="nowrap",
        value=lambda matter: legal_date(matter.received_at),
        exported=False,
    ),
)


def _today() -> Any:
    return legal_date(timezone.now())


FILTERS: tuple[Filter, ...] = (
    ChoiceFilter(
        code="sort",
        label=_("เรียงตาม"),
        blank=_("วันที่รับ ล่าสุดก่อน"),
        choices=[("urgency", _("ความเร่งด่วน (เฉพาะที่ยังไม่ยุติ)"))],
        apply=lambda rows, _value: rows.filter(closed_at=None),
    ),
    ChoiceFilter(code="state", label=_("สถานะ"), choices=lambda: [(s.code, _(s.label)) for s in MAIN_STATES]),
    YesNoFilter(code="open", label=_("ยังไม่ยุติ"), apply=narrowing.is_open),
    ChoiceFilter(code="kind", label=_("ชนิดของเรื่อง"), choices=lambda: choices(KINDS)),
    ChoiceFilter(code="category", label=_("ประเภทเรื่อง"), choices=category_pairs),
    ChoiceFilter(code="channel", label=_("ช่องทาง"), field="petition__channel", choices=lambda: choices(CHANNELS)),
    ChoiceFilter(code="urgency", label=_("ชั้นความเร็ว"), choices=lambda: choices(URGENCIES)),
    ChoiceFilter(code="secrecy", label=_("ชั้นความลับ"), choices=lambda: choices(SECRECIES)),
    ChoiceFilter(code="unit", label=_("หน่วยงานเจ้าของเรื่อง"), choices=unit_choices),
    ChoiceFilter(code="officer", label=_("เจ้าของเรื่อง"), choices=lambda: officer_choices("case_officer", _today())),
    ChoiceFilter(
        code="agency",
        label=_("ส่งให้หน่วยงาน"),
        choices=lambda: agency_choices(_today()),
        apply=lambda rows, value: narrowing.with_agency(rows, int(value), type=REFERRAL),
    ),
    ChoiceFilter(code="province", label=_("จังหวัด"), choices=province_choices, apply=narrowing.in_area),
    DateRangeFilter(code="received", label=_("วันที่รับ"), field="received_at"),
    YesNoFilter(
        code="overdue",
        label=_("เกินกำหนด"),
        apply=lambda rows, yes: narrowing.overdue(rows, timezone.now(), yes=yes),
    ),
    YesNoFilter(code="concealed", label=_("ขอปกปิดตัวตน"), apply=concealed),
    YesNoFilter(
        code="reopened",
        label=_("เคยขอให้ทบทวนผล"),
        apply=lambda rows, yes: narrowing.with_clock(rows, "review", yes=yes),
    ),
    YesNoFilter(code="merged", label=_("รวมเข้ากับเรื่องอื่น"), apply=narrowing.merged),
)

PETITIONS = Listing(
    code="petitions.all",
    columns=(*SHOWN, *(replace(column, shown=False) for column in EXPORTED)),
    order=NEWEST,
    filters=FILTERS,
    row_url=address_of("petition_matter", "code"),
    empty=_("ยังไม่มีเรื่องที่คุณเห็นได้"),
)
# Only what is open has an urgency that matters; its index holds nothing else.
BY_URGENCY = replace(PETITIONS, order=URGENT)


def for_clearance(listing: Listing, clearance: int) -> Listing:
    """Return the list with only those classes of secrecy to filter by that the viewer may see."""
    allowed = [(code, label) for code, label in SECRECIES if code <= clearance]
    filters = tuple(
        replace(one, choices=choices(allowed)) if isinstance(one, ChoiceFilter) and one.code == "secrecy" else one
        for one in listing.filters
    )
    return replace(listing, filters=filters)


def presets(by: Actor) -> Sequence[tuple[Any, str]]:
    """Return the lists that a role opens most, each an address of filters."""
    roles, authority = held_roles(by.authority), by.authority
    listed: list[tuple[Any, str]] = [(_("ล่าสุด"), ""), (_("ด่วนก่อน"), "sort=urgency")]
    if "case_officer" in roles and authority:
        listed.append((_("ของฉัน"), f"officer={authority.official_id}&open=1"))
    if roles & SUPERVISE and authority:
        listed += [(_("ของหน่วยงาน"), f"unit={unit}&open=1") for unit in sorted(authority.unit_ids())[:1]]
    listed.append((_("เกินกำหนด"), "overdue=1&sort=urgency"))
    if roles & {"director", "inspector", "auditor", "deputy_permanent_secretary", "permanent_secretary"}:
        listed += [(_("เคยขอให้ทบทวนผล"), "reopened=1"), (_("ขอปกปิดตัวตน"), "concealed=1&open=1")]
    return listed


@method_decorator(login_required, name="dispatch")
class Petitions(ListingView):
    """Every petition that the viewer may see."""

    listing = PETITIONS
    title = _("เรื่องทั้งหมด")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let officials of the Office in; for others there is no such list."""
        self.by = actor_of(request)
        if not may_list(self.by) or self.by.authority is None:
            raise Http404
        listing = BY_URGENCY if request.GET.get("sort") == "urgency" else PETITIONS
        self.listing = for_clearance(listing, self.by.authority.clearance())  # type: ignore[misc]
        self.bulk_actions = (*buttons_for(self.by), *letter_buttons(self.by))
        self.can_export = may_export(self.by)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """Return what the viewer may see."""
        return listed(self.by)

    def tabs(self) -> list[Tab]:
        """Return the presets of the viewer's roles."""
        query = self.request.GET.urlencode()
        return [Tab(label, f"?{words}", current=query == words) for label, words in presets(self.by)]

    def actions(self) -> list[Action]:
        """Return the act on the whole narrowed list."""
        query = self.request.GET.urlencode()
        return [
            replace(one, label=_("ออกหนังสือทั้งรายการที่กรอง"), url=f"{one.url}?{query}", icon="file")
            for one in letter_buttons(self.by)
        ]

    def export(self, narrowed: Any, kind: str) -> HttpResponseBase:
        """Give the file; the history keeps who took it, and by which filters."""
        record_export(
            by=self.by, at=timezone.now(), format=kind, filters=[one.name for one in narrowed.form if one.value()]
        )
        return super().export(narrowed, kind)
