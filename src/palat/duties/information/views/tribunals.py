"""The tribunals' books at the desk: the calendar of sittings, a member's feed, who sits where."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.duties.information.forms.tribunals import DescribeForm, SeatForm, SittingForm, WhenForm
from palat.duties.information.models import Seat
from palat.duties.information.operations.appealing import feeds, members, sittings
from palat.duties.information.queries.appealing import calendar
from palat.duties.information.queries.appealing.listing import keeps_tribunals, sits
from palat.duties.information.queries.appealing.terms import terms_of
from palat.duties.information.queries.catalogue import branches_on
from palat.duties.information.views.appeal_guarding import appeal_reader, keeper, namer
from palat.duties.information.views.ways_back import crumbs
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.people_queries import holding_by_id
from palat.kernel.pages.acting import acted
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Action, Crumb, Tab


@login_required
def agenda(request: HttpRequest) -> HttpResponse:
    """The calendar of sittings that the viewer may see, to come or gone by."""
    by, now = appeal_reader(request), timezone.now()
    past, branch = request.GET.get("past") == "1", request.GET.get("branch", "")
    actions = []
    if keeps_tribunals(by):
        actions = [Action(_("นัดประชุม"), reverse("information_new_sitting"), icon="plus", style="primary")]
    context = {
        "days": calendar.agenda(by, now=now, past=past, branch=branch),
        "tabs": [Tab(_("ที่จะถึง"), "?", current=not past), Tab(_("ที่ผ่านมา"), "?past=1", current=past)],
        "branches": [(one.code, name_of(one)) for one in branches_on(legal_date(now))],
        "branch": branch,
        "past": past,
        "actions": actions,
        "sits": sits(by),
        "has_feed": calendar.has_feed(by.official_id),
        "crumbs": crumbs(Crumb(_("คำอุทธรณ์"), reverse("information_appeal_list"))),
    }
    return render(request, "information/desk/sittings.html", context)


@login_required
def arrange(request: HttpRequest) -> HttpResponse:
    """Arrange a sitting of a branch."""
    by = keeper(request)
    form = SittingForm(request.POST or None)

    def act() -> str:
        made = sittings.arrange_sitting(**form.cleaned_data, by=by, at=timezone.now())
        return reverse("information_sitting", args=[made.pk])

    return acted(request, form, act, _("นัดประชุมแล้ว"), refusals=(UnableToAct,)) or _form(
        request, form, _("นัดประชุมคณะกรรมการวินิจฉัย"), reverse("information_sittings")
    )


@login_required
def sitting(request: HttpRequest, number: int) -> HttpResponse:
    """A sitting: when, where, and the appeals on its list that the viewer may see; its keepers move it here."""
    by = appeal_reader(request)
    found = calendar.sittings_seen(by).filter(pk=number).first()
    if found is None:
        raise Http404
    keeps = keeps_tribunals(by) and found.state == "set"
    here = timezone.localtime(found.starts_at)
    form = WhenForm(request.POST or None, initial={"day": here.date(), "hour": f"{here:%H.%M}", "place": found.place})

    def act() -> str:
        sittings.move_sitting(sitting_id=number, **form.cleaned_data, by=by, at=timezone.now())
        return reverse("information_sitting", args=[number])

    done = acted(request, form, act, _("ย้ายการประชุมแล้ว"), refusals=(UnableToAct,)) if keeps else None
    if done:
        return done
    context = {
        "sitting": found,
        "branch": name_of(found.branch),
        "list": calendar.list_of(found, by),
        "lines": calendar.history_of(found),
        "form": form if keeps else None,
        "open": form.is_bound,
        "crumbs": crumbs(Crumb(_("ปฏิทินประชุม"), reverse("information_sittings"))),
    }
    return render(request, "information/desk/sitting.html", context, status=422 if form.is_bound and keeps else 200)


@login_required
@require_POST
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a sitting."""
    by = keeper(request)
    try:
        sittings.cancel_sitting(sitting_id=number, by=by, at=timezone.now(), words=request.POST.get("words", ""))
    except UnableToAct as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("ยกเลิกการประชุมแล้ว เรื่องในวาระรอนัดใหม่"))
    return redirect("information_sitting", number=number)


@login_required
@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Make a member's calendar address anew, or end it; it is shown once."""
    by = appeal_reader(request)
    if request.POST.get("what") == "end":
        feeds.end_feed(by=by)
        messages.success(request, _("ลิงก์ปฏิทินใช้ไม่ได้อีกแล้ว"))
        return redirect("information_sittings")
    try:
        token = feeds.new_feed(by=by, at=timezone.now())
    except UnableToAct:
        raise Http404 from None
    address = request.build_absolute_uri(reverse("information_feed", args=[token]))
    return render(request, "information/desk/feed.html", {"address": address})


@login_required
def who_sits(request: HttpRequest) -> HttpResponse:
    """Who sits in each branch, with terms; and the form by which somebody is seated."""
    by = namer(request)
    today = legal_date(timezone.now())
    form = SeatForm(request.POST or None)

    def act() -> str:
        values = dict(form.cleaned_data)
        branch = branches_on(today).get(pk=values.pop("branch_id"))
        members.seat_member(branch=branch, **values, by=by, at=timezone.now())
        return reverse("information_members")

    done = acted(request, form, act, _("บันทึกกรรมการแล้ว"), refusals=(UnableToAct,))
    if done:
        return done
    shown = [(name_of(one), [(term, term.is_now(today)) for term in terms_of(one)]) for one in branches_on(today)]
    context = {"branches": shown, "form": form, "open": form.is_bound, "crumbs": crumbs()}
    return render(request, "information/desk/members.html", context, status=422 if form.is_bound else 200)


@login_required
def member(request: HttpRequest, number: int) -> HttpResponse:
    """One member's term: which agency the member comes from, whether the member presides, when the term ends."""
    by = namer(request)
    holding = holding_by_id(number)
    if holding is None or holding.post.role != "tribunal_member":
        raise Http404
    seat = Seat.objects.filter(pk=number).first()
    first = {"agency_id": seat.agency_id, "presides": seat.presides} if seat else {}
    form = DescribeForm(request.POST or None, initial=first)

    def act() -> str:
        values, now = form.cleaned_data, timezone.now()
        members.describe_seat(
            holding_id=number, agency_id=values["agency_id"], presides=values["presides"], by=by, at=now
        )
        if values["ends_on"]:
            members.end_seat(holding_id=number, on=values["ends_on"], by=by, at=now)
        return reverse("information_members")

    return acted(request, form, act, _("บันทึกแล้ว"), refusals=(UnableToAct,)) or _form(
        request, form, str(holding.official), reverse("information_members")
    )


def _form(request: HttpRequest, form: object, title: str, back: str) -> HttpResponse:
    bound = bool(getattr(form, "is_bound", False))
    context = {"form": form, "title": title, "back": back, "draft": "tribunals"}
    return render(request, "casework/take.html", context, status=422 if bound else 200)
