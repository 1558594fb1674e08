"""A group's coming at the desk: received in a minute, stamped on the spot, followed demand by demand."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.petitions.forms.groups import ComingForm
from palat.duties.petitions.operations.comings import Came, receive_coming
from palat.duties.petitions.procedure.group import MAIN_STATES
from palat.duties.petitions.queries import copies, groups
from palat.duties.petitions.views.codes import qr_svg
from palat.duties.petitions.views.groups import GroupListing, group_or_404, reader
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import NotVisible, open_file
from palat.kernel.matters.queries.visibility import reads_as_office
from palat.kernel.matters.showing import matter_page
from palat.kernel.pages import pieces
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Fact

STATES = {state.code: state.label for state in MAIN_STATES}

COMINGS = Listing(
    code="petitions.comings",
    columns=(
        Column(code="subject", label=gettext_lazy("เรื่อง"), value="matter.subject", title=True),
        Column(code="group", label=gettext_lazy("กลุ่ม"), value="group.name"),
        Column(code="number", label=gettext_lazy("เลขทะเบียน"), value="matter.number", css="nowrap"),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda row: _(STATES[row.matter.state])),
        Column(code="people", label=gettext_lazy("จำนวนคน (ประมาณ)"), css="num"),
        Column(code="demands", label=gettext_lazy("ข้อเรียกร้อง"), css="num"),
        Column(code="unanswered", label=gettext_lazy("ยังไม่ได้คำตอบ"), css="num"),
        Column(code="received", label=gettext_lazy("มายื่นเมื่อ"), value="matter.received_at"),
    ),
    filters=(
        ChoiceFilter(
            code="state",
            label=gettext_lazy("สถานะ"),
            field="matter__state",
            choices=lambda: [(code, _(label)) for code, label in STATES.items()],
        ),
        ChoiceFilter(
            code="waiting",
            label=gettext_lazy("ข้อเรียกร้อง"),
            choices=(("yes", gettext_lazy("ยังมีข้อที่ไม่ได้คำตอบ")),),
            apply=lambda rows, _value: rows.filter(unanswered__gt=0),
        ),
        DateRangeFilter(code="received", label=gettext_lazy("มายื่น"), field="matter__received_at"),
    ),
    order=("-matter__received_at", "-matter_id"),
    row_url=address_of("group_coming", "matter.code"),
    empty=gettext_lazy("ยังไม่มีการมายื่น"),
)


class Comings(GroupListing):
    """Each time a group came, the latest first."""

    listing = COMINGS
    tab = "coming_list"

    def rows(self) -> QuerySet[Any]:
        return groups.comings(self.by)


@login_required
def come(request: HttpRequest, number: int) -> HttpResponse:
    """Receive what a group hands in; the next page is its stamped copy."""
    by = reader(request)
    group = group_or_404(by, number)
    if not groups.works_on_groups(by):
        raise Http404
    form = ComingForm(request.POST or None, initial={"subject": group.about})
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        came = Came(
            subject=data["subject"],
            place=data["place"],
            people=data["people"],
            counted_by=data["counted_by"],
            demands=data["demands"].splitlines(),
            gist=data["gist"],
            urgency=data["urgency"],
        )

        def act() -> str:
            matter = receive_coming(group_id=number, came=came, by=by, at=now)
            return reverse("group_copy", args=[matter.code])

        said = _("รับเรื่องแล้ว ให้ผู้แทนกลุ่มถ่ายรูปหรือสแกนสำเนาประทับตรารับได้ทันที")
        done = acted(request, form, act, said, refusals=(UnableToAct,))
        if done:
            return done
    context = {"form": form, "group": group}
    return render(request, "petitions/desk/groups/come.html", context, status=422 if form.is_bound else 200)


@login_required
def coming(request: HttpRequest, code: str) -> HttpResponse:
    """The file of a coming: each demand with its agency, talks, promises, history. An agency sees its own part."""
    by = actor_of(request)
    try:
        file = open_file(code=code, by=by)
    except NotVisible:
        raise Http404 from None
    if file.procedure.code != "group_petition":
        raise Http404
    page = matter_page(file, by)
    office = by.authority is not None and reads_as_office(by.authority)
    own = groups.coming_of(file.matter.pk)
    context = {
        "page": page,
        "own": own,
        "office": office,
        "works": groups.works_on_groups(by),
        "reads_groups": groups.reads_groups(by),
        "facts": _facts(own),
        "demands": [part for part in page.tracks if part.type == "demand"],
        "others": [part for part in page.tracks if part.type != "demand"],
        "meetings": groups.meetings_of(file.matter.pk) if office else [],
        "reports": list(groups.reports(by).filter(matter=file.matter).order_by("-at")) if office else [],
        "doable": [one for one in page.doable if one.move.code not in {"record_talks", "report_situation"}],
        "may_talk": any(one.move.code == "record_talks" for one in page.doable),
    }
    return render(request, "petitions/desk/groups/coming.html", context)


def _facts(own: Any) -> list[Fact]:
    return [
        Fact(_("สถานที่มายื่น"), own.place),
        Fact(_("จำนวนคน (ประมาณ)"), f"{own.people:,}"),
        Fact(_("ผู้ประมาณการ"), own.counted_by),
    ]


@login_required
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """The stamped copy as the officer holds it up: print it, or let the representative scan it."""
    by = actor_of(request)
    try:
        open_file(code=code, by=by)
    except NotVisible:
        raise Http404 from None
    return _copy(request, code, "petitions/desk/groups/copy.html")


def public_copy(request: HttpRequest, code: str) -> HttpResponse:
    """The stamped copy and how each demand stands, for whoever holds the code."""
    return _copy(request, code, "petitions/portal/group_copy.html")


def _copy(request: HttpRequest, code: str, template: str) -> HttpResponse:
    page = copies.stamped_copy(code)
    if page is None:
        raise Http404
    link = request.build_absolute_uri(reverse("group_public_copy", args=[code]))
    return render(request, template, {"page": page, "link": link, "spaced": pieces.spaced(code)})


def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The address of the stamped copy as a picture that a phone reads."""
    if copies.stamped_copy(code) is None:
        raise Http404
    svg = qr_svg(request.build_absolute_uri(reverse("group_public_copy", args=[code])))
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})
