"""The registry's box on the desk: what waits to be entered, what was entered or given to a unit; laying scans in."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from palat.desk.incoming.common import acted, clerk, crumbs, keeps_a_box, number_of, reader, url_of
from palat.desk.incoming.forms import LayInForm, worded
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import hold_files
from palat.kernel.incoming.operations.taking import MOST_SCANS, lay_in
from palat.kernel.incoming.procedure import CHANNELS, ENTERED, STATES, WAITING
from palat.kernel.incoming.queries.answers import to_answer
from palat.kernel.incoming.queries.items import (
    AS_THEY_LIE,
    boxes,
    in_custody,
    lines_beside,
    of_my_units,
    open_scans,
    suggestion_for,
    visible_items,
    waiting,
    with_words,
)
from palat.kernel.incoming.queries.postings import follows_post
from palat.kernel.incoming.readers.reading import ocr_program
from palat.kernel.mailbox.queries import troubles
from palat.kernel.pages import pieces
from palat.kernel.pages.export import CHUNK
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Tab
from palat.kernel.pages.views import ListingView


def _subject(item: Any) -> Any:
    words = item.shown_subject or item.summary
    tags = [pieces.badge(_(item.urgency), tone="danger")] if item.urgency else []
    if item.reading == "later" and item.state == WAITING:
        tags.append(pieces.badge(_("กำลังอ่าน"), icon_name="clock"))
    return format_html("{} {}", words or _("(ยังไม่มีชื่อเรื่อง)"), format_html_join(" ", "{}", ((one,) for one in tags)))


def _number(item: Any) -> Any:
    if item.state == ENTERED:
        return format_html('<span class="nowrap">{}</span>', number_of(item))
    return pieces.badge(_(STATES[item.state]), tone="warn" if item.state == WAITING else "neutral")


def _due(item: Any) -> Any:
    if not item.wants_answer:
        return pieces.DASH
    if item.answered_at:
        return pieces.badge(_("ตอบแล้ว"), tone="good", icon_name="check")
    return pieces.display(item.answer_due_on) if item.answer_due_on else _("รอคำตอบ")


# What waits comes as the pile lies, what was entered by its number, what is to be answered by its day.
ORDERS: dict[str, tuple[str, ...]] = {
    "waiting": AS_THEY_LIE,
    "entered": ("-year", "-running", "-id"),
    "answer": ("owed_on", "id"),
}


def listing_of(view: str) -> Listing:
    """Return the list as declared; what has no order of its own comes the newest first."""
    return Listing(
        code=f"incoming.{view}",
        columns=_columns(view),
        order=ORDERS.get(view, ("-id",)),
        filters=(
            TextFilter(
                code="words",
                label=gettext_lazy("คำในหนังสือ"),
                help=gettext_lazy("ที่ จาก เรื่อง หรือถ้อยคำที่อ่านได้จากเอกสาร"),
                apply=with_words,
            ),
            ChoiceFilter(code="channel", label=gettext_lazy("มาทาง"), choices=worded(CHANNELS.items())),
            DateRangeFilter(code="received_on", label=gettext_lazy("วันที่รับ")),
        ),
        row_url=url_of,
        empty=EMPTY[view],
    )


BEFORE_ENTRY = ("subject", "sender", "received_on", "channel")


def _columns(view: str) -> tuple[Column, ...]:
    """Return the columns of a view: before it was entered a thing has no number, unit, place or answer."""
    if view in {"waiting", "aside"}:
        return tuple(one for one in COLUMNS if one.code in BEFORE_ENTRY)
    return COLUMNS


COLUMNS = (
    Column(code="subject", label=pgettext_lazy("letter", "เรื่อง"), title=True, show=_subject, value="shown_subject"),
    Column(code="number", label=gettext_lazy("เลขรับ"), show=_number, value=number_of),
    Column(code="sender", label=gettext_lazy("จาก"), value="shown_sender"),
    Column(code="received_on", label=gettext_lazy("วันที่รับ"), css="nowrap"),
    Column(code="channel", label=gettext_lazy("มาทาง"), value=lambda item: _(CHANNELS[item.channel])),
    Column(code="unit", label=gettext_lazy("จ่ายให้"), value=lambda item: name_of(item.unit) if item.unit else ""),
    Column(code="where", label=gettext_lazy("ตัวเอกสารอยู่ที่")),
    Column(code="answer", label=gettext_lazy("ต้องตอบภายใน"), show=_due, value="answer_due_on", css="nowrap"),
)

EMPTY = {
    "waiting": gettext_lazy("ไม่มีหนังสือรอลงทะเบียน"),
    "entered": gettext_lazy("ยังไม่มีหนังสือที่ลงรับแล้ว"),
    "answer": gettext_lazy("ไม่มีหนังสือที่รอคำตอบ"),
    "custody": gettext_lazy("ไม่มีต้นฉบับที่ต้องคืน"),
    "mine": gettext_lazy("ไม่มีหนังสือที่จ่ายให้หน่วยของคุณ"),
    "aside": gettext_lazy("ไม่มีสิ่งที่แยกไว้"),
}
LABELS = {
    "waiting": gettext_lazy("รอลงทะเบียน"),
    "mine": gettext_lazy("จ่ายให้หน่วยของฉัน"),
    "answer": gettext_lazy("รอคำตอบ"),
    "custody": gettext_lazy("ต้นฉบับที่ต้องคืน"),
    "entered": gettext_lazy("ลงรับแล้ว"),
    "aside": gettext_lazy("แยกไว้"),
}
OF_CLERKS = ("waiting", "entered", "answer", "custody", "aside")
OF_UNITS = ("mine", "answer", "entered")
MOST_COUNTED = 1_000


@method_decorator(login_required, name="dispatch")
class Box(ListingView):
    """What came in, as far as the viewer may see it: first what waits for a clerk, or what a unit was given."""

    template_name = "desk/incoming/box.html"
    title = gettext_lazy("หนังสือเข้า")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by, self.authority = reader(request)
        self.keeps = keeps_a_box(self.authority)
        self.views = OF_CLERKS if self.keeps else OF_UNITS
        asked = request.GET.get("view", "")
        self.view = asked if asked in self.views else self.views[0]
        self.listing = listing_of(self.view)  # type: ignore[misc]
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        if self.view == "waiting":
            found = waiting(self.authority)
        elif self.view == "mine":
            found = of_my_units(self.by)
        elif self.view == "custody":
            found = in_custody(self.by)
        elif self.view == "answer":
            found = to_answer(self.by)
        else:
            found = visible_items(self.by).filter(state=self.view)
        return found.select_related("register", "unit", "person")

    def prepared(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Bring the words: of the register's line once it is written, before that what the machine read."""
        left = iter(rows)
        while part := list(islice(left, CHUNK)):
            lines = lines_beside(part)
            for item in part:
                line = lines.get(item.pk)
                found = None if line else suggestion_for(item)
                item.shown_subject = line.subject if line else found.subject  # type: ignore[union-attr]
                item.shown_sender = line.sender if line else found.sender  # type: ignore[union-attr]
                yield item

    def tabs(self) -> list[Tab]:
        number = waiting(self.authority)[:MOST_COUNTED].count() if self.keeps else 0
        return [
            Tab(LABELS[one], f"?view={one}", badge=number or "" if one == "waiting" else "", current=one == self.view)
            for one in self.views
        ]

    def actions(self) -> list[Action]:
        if not self.keeps:
            return []
        post = Action(_("ไปรษณีย์และใบตอบรับ"), reverse("postings"), icon="mail")
        return [
            Action(_("สแกนหรือนำไฟล์เข้า"), reverse("incoming_lay_in"), icon="upload", style="primary"),
            Action(_("พิมพ์ป้ายรับ"), reverse("incoming_labels"), icon="stamp"),
            Action(_("พิมพ์ใบคั่น"), reverse("incoming_separators"), icon="printer"),
            *([post] if follows_post(self.by) else []),
        ]

    def extra(self) -> dict[str, Any]:
        if not self.keeps:
            return {}
        return {
            "scans": list(open_scans(self.authority)[:20]),
            "mailboxes": troubles(),
            "first": waiting(self.authority).first() if self.view == "waiting" else None,
        }


@login_required
def lay_in_files(request: HttpRequest) -> HttpResponse:
    """Take scans in: each file is read by a job, and split where separator sheets lie."""
    by, authority = clerk(request)
    now = timezone.now()
    today = legal_date(now)
    kept = [(one.code, name_of(one)) for one in boxes(authority, on=today)]
    form = LayInForm(request.POST or None, boxes=kept, today=today)
    held = hold_files(request, most=MOST_SCANS) if request.method == "POST" else None
    if held and form.is_valid() and not held.refused:

        def act() -> str:
            lay_in(files=held.claimed(now), by=by, at=now, **form.cleaned_data)
            return reverse("incoming")

        number = len(held.tokens)
        said = ngettext("รับไฟล์ไว้ %(count)d ไฟล์", "รับไฟล์ไว้ %(count)d ไฟล์", number) % {"count": number}
        done = acted(request, form, act, said)
        if done:
            return done
    context = {
        "form": form,
        "kept": held.kept if held else [],
        "refused": held.refused if held else [],
        "crumbs": crumbs(),
        "reads_pictures": bool(ocr_program()),
    }
    return render(request, "desk/incoming/lay_in.html", context, status=422 if form.is_bound else 200)
