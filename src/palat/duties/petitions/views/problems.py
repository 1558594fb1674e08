"""Problems at the desk: list, page, gathering of cases, joint meeting."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms.problems import ProblemForm
from palat.duties.petitions.operations import problems as operations
from palat.duties.petitions.procedure.problem import MAIN_STATES
from palat.duties.petitions.queries import problems as queries
from palat.duties.petitions.queries.catalogue import categories_on
from palat.duties.petitions.queries.groups import meetings_of
from palat.duties.petitions.views.talks import minutes
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile, NotVisible, open_file
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.matters.showing import matter_page
from palat.kernel.organisation.queries import area_path
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, TextFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action
from palat.kernel.pages.views import ListingView

STATES = {state.code: state.label for state in MAIN_STATES}
SHOWN = 50


def _categories() -> list[tuple[str, str]]:
    return [(one.code, name_of(one)) for one in categories_on(legal_date(timezone.now()))]


PROBLEMS = Listing(
    code="petitions.problems",
    columns=(
        Column(code="subject", label=gettext_lazy("ประเด็นปัญหา"), value="matter.subject", title=True),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda row: _(STATES[row.matter.state])),
        Column(code="category", label=gettext_lazy("ประเภท"), value=lambda row: name_of(row.category)),
        Column(code="area", label=gettext_lazy("พื้นที่"), value=lambda row: name_of(row.area)),
        Column(code="meetings", label=gettext_lazy("ประชุมร่วม (ครั้ง)"), css="num"),
        Column(code="officer", label=gettext_lazy("เจ้าของเรื่อง"), value=lambda row: str(row.matter.officer or "")),
        Column(code="opened", label=gettext_lazy("เปิดเมื่อ"), value="matter.received_at"),
    ),
    filters=(
        TextFilter(
            code="q",
            label=gettext_lazy("คำในประเด็น"),
            apply=lambda rows, value: rows.filter(matter__subject__icontains=value),
        ),
        ChoiceFilter(
            code="state",
            label=gettext_lazy("สถานะ"),
            field="matter__state",
            choices=lambda: [(code, _(label)) for code, label in STATES.items()],
        ),
        ChoiceFilter(code="category", label=gettext_lazy("ประเภท"), field="category_id", choices=_categories),
    ),
    order=("-matter__received_at", "-matter_id"),
    row_url=address_of("problem_page", "matter.code"),
    empty=gettext_lazy("ยังไม่มีประเด็นปัญหา"),
    empty_hint=gettext_lazy("เปิดประเด็นปัญหาเมื่อเรื่องแบบเดียวกันเกิดซ้ำ แล้วรวบรวมเรื่อง หาสาเหตุ และนำเข้าประชุมร่วมหรือเสนอผู้มีอำนาจ"),
)


def _reader(request: HttpRequest) -> Actor:
    by = actor_of(request)
    if by.authority is None or not reads_whole_office(by.authority):
        raise Http404
    return by


def _file(code: str, by: Actor) -> MatterFile:
    try:
        file = open_file(code=code, by=by)
    except NotVisible:
        raise Http404 from None
    if file.procedure.code != "problem":
        raise Http404
    return file


@method_decorator(login_required, name="dispatch")
class Problems(ListingView):
    """Recurring problems, the latest first."""

    listing = PROBLEMS
    title = gettext_lazy("ประเด็นปัญหา")
    intro = gettext_lazy("เรื่องร้องทุกข์ที่เกิดซ้ำ รวมเป็นประเด็นเดียว เพื่อแก้ที่สาเหตุ")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = _reader(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return queries.problems(self.by)

    def actions(self) -> list[Action]:
        if not queries.may_open(self.by):
            return []
        return [Action(_("เปิดประเด็นปัญหา"), reverse("problem_new"), icon="plus", style="primary")]


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Open a problem."""
    by, now = _reader(request), timezone.now()
    if not queries.may_open(by):
        raise Http404
    form = ProblemForm(request.POST or None, today=legal_date(now))
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            matter = operations.open_problem(facts=form.facts(), by=by, at=now)
            return reverse("problem_page", args=[matter.code])

        done = acted(request, form, act, _("เปิดประเด็นปัญหาแล้ว"), refusals=(UnableToAct,), tags="draft:problem-new")
        if done:
            return done
    context = {"form": form, "title": _("เปิดประเด็นปัญหา"), "back": reverse("problem_list"), "draft": "problem-new"}
    return render(request, "petitions/desk/problems/form.html", context, status=422 if form.is_bound else 200)


@login_required
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write cause, law and owners anew."""
    by, now = _reader(request), timezone.now()
    file = _file(code, by)
    if not any(one.move.code == "write_problem" for one in file.main.doable):
        raise Http404
    form = ProblemForm(request.POST or None, today=legal_date(now), initial=_begun(file))
    if request.method == "POST" and form.is_valid():
        try:
            operations.write_problem(
                matter_id=file.matter.pk,
                by=by,
                at=now,
                seen=seen_in(request.POST),
                facts=form.facts(),
            )
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกแล้ว"), extra_tags=f"draft:problem-{code}")
            return redirect("problem_page", code=code)
    context = {
        "form": form,
        "title": _("แก้ไขประเด็นปัญหา"),
        "back": reverse("problem_page", args=[code]),
        "draft": f"problem-{code}",
        "seen": file.seen,
    }
    return render(request, "petitions/desk/problems/form.html", context, status=422 if form.is_bound else 200)


def _begun(file: MatterFile) -> dict[str, Any]:
    problem = queries.problem_of(file.matter.pk)
    owners = {f"owner{index}": one for index, one in enumerate(problem.owners.values_list("pk", flat=True))}
    return {
        "title": file.matter.subject,
        "harm": problem.harm,
        "cause": problem.cause,
        "provisions": problem.provisions,
        "law_words": problem.law_words,
        "category": problem.category_id or "",
        "place_words": area_path(problem.area_id, postcode=False) if problem.area_id else "",
        **owners,
    }


@login_required
def page(request: HttpRequest, code: str) -> HttpResponse:
    """A problem: harm, cause, law, owners, its cases and how many since when, meetings, orders, history."""
    by = actor_of(request)
    file = _file(code, by)
    shown = matter_page(file, by)
    office = by.authority is not None and reads_whole_office(by.authority)
    problem = queries.problem_of(file.matter.pk)
    may = {one.move.code for one in shown.doable}
    hidden = {"write_problem", "gather", "let_go", "hold_meeting"}
    context = {
        "page": shown,
        "problem": problem,
        "office": office,
        "owners": list(problem.owners.order_by("sort_key")),
        "laws": queries.laws(problem, legal_date(timezone.now())),
        "may": may,
        "doable": [one for one in shown.doable if one.move.code not in hidden],
        "facts": shown.facts[1:],
        "entries": [replace(entry, public=None) for entry in shown.entries],  # no petitioner reads a problem
    }
    if office:
        context |= {
            "extent": queries.extent(file.matter.pk, by),
            "cases": list(queries.cases(file.matter.pk, by)[:SHOWN]),
            "found": queries.candidates(problem, by).count() if "gather" in may else 0,
            "meetings": meetings_of(file.matter.pk),
        }
    return render(request, "petitions/desk/problems/page.html", context)


@login_required
def candidates(request: HttpRequest, code: str) -> HttpResponse:
    """Look over what the saved filter finds, and gather some of it or all."""
    by, now = _reader(request), timezone.now()
    file = _file(code, by)
    if not any(one.move.code == "gather" for one in file.main.doable):
        raise Http404
    problem = queries.problem_of(file.matter.pk)
    found = queries.candidates(problem, by)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("case") if one.isdecimal()]
        try:
            if "all" in request.POST:
                number = operations.gather_found(matter_id=file.matter.pk, by=by, at=now)
            else:
                number = operations.gather(matter_id=file.matter.pk, by=by, at=now, case_ids=chosen)
        except UnableToAct as refused:
            messages.error(request, str(refused))
        else:
            said = ngettext("เพิ่ม %(number)d เรื่องแล้ว", "เพิ่ม %(number)d เรื่องแล้ว", number)
            messages.success(request, said % {"number": number})
            return redirect("problem_page", code=code)
    context = {"file": file, "problem": problem, "found": list(found[:200]), "number": found.count()}
    return render(request, "petitions/desk/problems/candidates.html", context)


@login_required
@require_POST
def let_go(request: HttpRequest, code: str) -> HttpResponse:
    """Take a case out of the problem."""
    by = _reader(request)
    file = _file(code, by)
    case = request.POST.get("case", "")
    try:
        operations.let_go(
            matter_id=file.matter.pk, by=by, at=timezone.now(), case_id=int(case) if case.isdecimal() else 0
        )
    except UnableToAct as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("นำเรื่องออกแล้ว"))
    return redirect("problem_page", code=code)


@login_required
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """Record a joint meeting with its resolutions."""
    return minutes(request, code, "joint", "problem_page")
