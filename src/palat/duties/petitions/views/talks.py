"""Minutes of talks and joint meetings at the desk, and the list of what was promised."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.petitions.forms.groups import MinutesForm, PromiseForm
from palat.duties.petitions.operations.meetings import MOST_PROMISES, MOVES, Minutes, record_meeting
from palat.duties.petitions.procedure.promise import PROMISE_STATES
from palat.duties.petitions.queries import promises
from palat.duties.petitions.queries.groups import reads_groups
from palat.duties.petitions.views.groups import group_tabs
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile, NotVisible, open_file
from palat.kernel.matters.showing import due_day
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Tab
from palat.kernel.pages.views import ListingView

ROWS = 3
STATES = {state.code: state.label for state in PROMISE_STATES}


@login_required
def talks(request: HttpRequest, code: str) -> HttpResponse:
    """Record talks with a group."""
    return minutes(request, code, "talks", "group_coming")


def minutes(request: HttpRequest, code: str, kind: str, back: str) -> HttpResponse:
    by, now = actor_of(request), timezone.now()
    file = _file(code, by)
    if not any(one.move.code == MOVES[kind] for one in file.main.doable):
        raise Http404
    local = timezone.localtime(now)
    form = MinutesForm(request.POST or None, kind=kind, initial={"day": local.date(), "time": local.strftime("%H:%M")})
    rows = _rows(request, legal_date(now))
    held = hold_files(request) if request.method == "POST" else HeldFiles()
    more = "more" in request.POST
    if request.method == "POST" and not more and _all_valid(form, rows) and not held.refused:
        done = acted(
            request,
            form,
            lambda: _record(request, file, kind, form, rows, held, by, now, reverse(back, args=[code])),
            _("บันทึกแล้ว ข้อตกลงทุกข้อเริ่มนับเวลาแล้ว"),
            refusals=(UnableToAct,),
            tags=f"draft:minutes-{code}",
        )
        if done:
            return done
    context = {
        "file": file,
        "form": form,
        "rows": rows,
        "kept": held.kept,
        "refused": held.refused,
        "kind": kind,
        "back": reverse(back, args=[code]),
        "more": len(rows) < MOST_PROMISES,
        "checked": request.method == "POST" and not more,
    }
    status = 422 if context["checked"] else 200
    return render(request, "petitions/desk/groups/talks.html", context, status=status)


def _file(code: str, by: Actor) -> MatterFile:
    try:
        return open_file(code=code, by=by)
    except NotVisible:
        raise Http404 from None


def _rows(request: HttpRequest, today: Any) -> list[PromiseForm]:
    asked = request.POST.get("rows", "")
    number = int(asked) if asked.isdecimal() else ROWS
    number = min(number + (ROWS if "more" in request.POST else 0), MOST_PROMISES)
    return [PromiseForm(request.POST or None, today=today, prefix=f"p{index}") for index in range(number)]


def _all_valid(*forms_: Any) -> bool:
    form, rows = forms_
    return all([form.is_valid(), *(row.is_valid() for row in rows)])


def _record(
    request: HttpRequest,
    file: MatterFile,
    kind: str,
    form: MinutesForm,
    rows: list[PromiseForm],
    held: HeldFiles,
    by: Actor,
    now: Any,
    back: str,
) -> str:
    minutes = Minutes(
        kind=kind,
        at=form.moment(),
        place=form.cleaned_data["place"],
        attendees=form.present(),
        words=form.cleaned_data["words"],
        agenda=form.cleaned_data.get("agenda", ""),
        promises=[one for one in (row.promised() for row in rows) if one],
        files=held.claimed(now),
    )
    record_meeting(matter_id=file.matter.pk, minutes=minutes, by=by, at=now, seen=seen_in(request.POST))
    return back


def _when(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    today = legal_date(timezone.now())
    still = rows.filter(track__final=False)
    if value == "overdue":
        return still.filter(due_on__lt=today)
    return still.filter(due_on__range=(today, today + timedelta(days=7)))


PROMISES = Listing(
    code="petitions.promises",
    columns=(
        Column(code="words", label=gettext_lazy("ข้อตกลงหรือมติ"), title=True),
        Column(
            code="owner",
            label=gettext_lazy("ผู้รับผิดชอบ"),
            value=lambda row: " · ".join(filter(None, [name_of(row.agency), row.owner_post])),
        ),
        Column(
            code="due_on",
            label=gettext_lazy("กำหนด"),
            show=lambda row: due_day(row.due_on, ended=row.track.final),
        ),
        Column(code="first_due_on", label=gettext_lazy("กำหนดเดิม"), shown=False),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda row: _(STATES[row.track.state])),
        Column(code="chased", label=gettext_lazy("ติดตามแล้ว (ครั้ง)"), value="track.chased", css="num"),
        Column(code="subject", label=gettext_lazy("เรื่อง"), value="track.matter.subject"),
    ),
    filters=(
        ChoiceFilter(
            code="when",
            label=gettext_lazy("กำหนดเวลา"),
            choices=(("overdue", gettext_lazy("เกินกำหนด")), ("week", gettext_lazy("ครบกำหนดใน 7 วัน"))),
            apply=_when,
        ),
        ChoiceFilter(
            code="state",
            label=gettext_lazy("สถานะ"),
            field="track__state",
            choices=lambda: [(code, _(label)) for code, label in STATES.items()],
        ),
        ChoiceFilter(
            code="kind",
            label=gettext_lazy("มาจาก"),
            field="meeting__kind",
            choices=(("talks", gettext_lazy("การเจรจากับกลุ่ม")), ("joint", gettext_lazy("ประชุมร่วม"))),
        ),
        DateRangeFilter(code="due", label=gettext_lazy("กำหนด"), field="due_on"),
    ),
    order=("track__final", "due_on", "track_id"),
    row_url=address_of("petition_matter", "track.matter.code"),
    empty=gettext_lazy("ยังไม่มีข้อตกลง"),
    empty_hint=gettext_lazy("ข้อตกลงเกิดจากบันทึกการเจรจาหรือรายงานการประชุมร่วม"),
)


@method_decorator(login_required, name="dispatch")
class Promises(ListingView):
    """Promises and resolutions that the viewer may see, the nearest day first."""

    listing = PROMISES
    title = gettext_lazy("ข้อตกลงและมติที่ต้องติดตาม")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = actor_of(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return promises.promises(self.by)

    def tabs(self) -> list[Tab]:
        return group_tabs("promise_list") if reads_groups(self.by) else []
