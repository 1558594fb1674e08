"""The files of groups: list, file, representatives."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms.groups import GroupForm, RepresentativeForm
from palat.duties.petitions.operations import groups as operations
from palat.duties.petitions.queries import groups as queries
from palat.kernel.history.queries import events_of
from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.identities.procedure import FIELDS, PURPOSES
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, TextFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Entry, Fact, Tab
from palat.kernel.pages.views import ListingView

OPEN_OR_CLOSED = (("open", gettext_lazy("แฟ้มที่ยังเปิด")), ("closed", gettext_lazy("แฟ้มที่ปิดแล้ว")))


def group_tabs(current: str) -> list[Tab]:
    """Return the tabs over everything that concerns groups."""
    places = (
        ("group_list", _("กลุ่ม")),
        ("coming_list", _("การมายื่น")),
        ("promise_list", _("ข้อตกลง")),
        ("situation_list", _("รายงานสถานการณ์")),
    )
    return [Tab(label, reverse(name), current=name == current) for name, label in places]


def _found(queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
    return queryset.filter(Q(name__icontains=value) | Q(about__icontains=value) | Q(place_words__icontains=value))


GROUPS = Listing(
    code="petitions.groups",
    columns=(
        Column(code="name", label=gettext_lazy("กลุ่ม"), title=True),
        Column(code="about", label=gettext_lazy("เรื่องที่เดือดร้อน")),
        Column(code="place_words", label=gettext_lazy("พื้นที่")),
        Column(code="times", label=gettext_lazy("มายื่นแล้ว (ครั้ง)"), css="num"),
        Column(code="still_open", label=gettext_lazy("ยังไม่ยุติ"), css="num"),
        Column(code="last_at", label=gettext_lazy("เคลื่อนไหวล่าสุด")),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("ชื่อ เรื่อง หรือพื้นที่"), apply=_found),
        ChoiceFilter(
            code="state",
            label=gettext_lazy("สถานะแฟ้ม"),
            choices=OPEN_OR_CLOSED,
            apply=lambda rows, value: rows.filter(closed_at__isnull=value == "open"),
        ),
    ),
    order=("-last_at", "-id"),
    row_url=address_of("group_file"),
    empty=gettext_lazy("ยังไม่มีแฟ้มกลุ่มมวลชน"),
    empty_hint=gettext_lazy("เปิดแฟ้มเมื่อกลุ่มมายื่นครั้งแรก แฟ้มเก็บเฉพาะผู้แทนกลุ่ม ไม่เก็บรายชื่อผู้ชุมนุม"),
)


def reader(request: HttpRequest) -> Actor:
    """Return the viewer, who may open files of groups. Raises: Http404."""
    by = actor_of(request)
    if not queries.reads_groups(by):
        raise Http404
    return by


@method_decorator(login_required, name="dispatch")
class GroupListing(ListingView):
    """A list of what concerns groups, under one of the tabs; `by` is who opened it."""

    title = gettext_lazy("กลุ่มมวลชน")
    tab: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = reader(request)
        return super().dispatch(request, *args, **kwargs)

    def tabs(self) -> list[Tab]:
        return group_tabs(self.tab)


class Groups(GroupListing):
    """The files of groups, the latest first."""

    listing = GROUPS
    tab = "group_list"

    def rows(self) -> QuerySet[Any]:
        return queries.groups(self.by)

    def actions(self) -> list[Action]:
        if not queries.works_on_groups(self.by):
            return []
        return [Action(_("เปิดแฟ้มกลุ่มใหม่"), reverse("group_new"), icon="plus", style="primary")]


def group_or_404(by: Actor, number: int) -> Any:
    """Return the file of a group that the viewer may open. Raises: Http404."""
    group = queries.groups(by).filter(pk=number).first()
    if group is None:
        raise Http404
    return group


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Open the file of a group."""
    by = reader(request)
    if not queries.works_on_groups(by):
        raise Http404
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            group = operations.open_group(facts=_facts(form), by=by, at=timezone.now())
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("เปิดแฟ้มแล้ว"))
            return redirect("group_file", number=group.pk)
    return _form(request, form, _("เปิดแฟ้มกลุ่มใหม่"), reverse("group_list"))


@login_required
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Correct the file of a group."""
    by = reader(request)
    group = group_or_404(by, number)
    begun = {"name": group.name, "about": group.about, "place_words": group.place_words}
    form = GroupForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_group(group_id=number, facts=_facts(form), by=by, at=timezone.now())
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("แก้ไขแฟ้มแล้ว"))
            return redirect("group_file", number=number)
    return _form(request, form, _("แก้ไขแฟ้มกลุ่ม"), reverse("group_file", args=[number]))


def _facts(form: GroupForm) -> operations.GroupFacts:
    data = form.cleaned_data
    return operations.GroupFacts(data["name"], data["about"], form.area(), data["place_words"])


def _form(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "back": back}
    return render(request, "petitions/desk/groups/form.html", context, status=status)


@login_required
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The file of a group: what it suffers, who speaks for it, each coming, promises, reports, history."""
    by = reader(request)
    group = group_or_404(by, number)
    context = {
        "group": group,
        "works": queries.works_on_groups(by),
        "facts": _shown(group),
        "speakers": queries.speakers(group),
        "comings": list(queries.comings(by).filter(group=group).order_by("-matter__received_at")[:50]),
        "reports": list(queries.reports(by).filter(group=group).order_by("-at")[:10]),
        "entries": history(number),
        "purposes": [(one.code, _(one.label)) for one in PURPOSES.values()],
    }
    return render(request, "petitions/desk/groups/file.html", context)


def _shown(group: Any) -> list[Fact]:
    return [
        Fact(_("เรื่องที่เดือดร้อน"), group.about),
        Fact(_("พื้นที่"), group.place_words or name_of(group.area)),
        Fact(_("เปิดแฟ้มเมื่อ"), pieces.display(group.opened_at)),
        *([Fact(_("ปิดแฟ้มเมื่อ"), pieces.display(group.closed_at))] if group.closed_at else []),
    ]


def history(group_id: int) -> list[Entry]:
    """Return what happened to the file of a group, the newest first."""
    labels = {
        "group_opened": _("เปิดแฟ้มกลุ่ม"),
        "group_changed": _("แก้ไขแฟ้มกลุ่ม"),
        "group_closed": _("ปิดแฟ้มกลุ่ม"),
        "group_reopened": _("เปิดแฟ้มกลุ่มอีกครั้ง"),
        "representative_added": _("เพิ่มผู้แทนกลุ่ม"),
        "representative_ended": _("สิ้นสุดการเป็นผู้แทนกลุ่ม"),
        "group_came": _("กลุ่มมายื่นข้อเรียกร้อง"),
        "situation_reported": _("รายงานสถานการณ์"),
    }
    events = events_of(operations.chain_of_group(group_id))
    names = actor_names(one.actor for one in events)
    return [
        Entry(at=one.at, title=labels.get(one.kind, one.kind), who=names.get(one.actor, "")) for one in reversed(events)
    ]


@login_required
def add_representative(request: HttpRequest, number: int) -> HttpResponse:
    """Seal a representative into the file."""
    by = reader(request)
    group_or_404(by, number)
    form = RepresentativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_representative(group_id=number, fields=form.given(), by=by, at=timezone.now())
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("เพิ่มผู้แทนกลุ่มแล้ว"))
            return redirect("group_file", number=number)
    return _form(request, form, _("เพิ่มผู้แทนกลุ่ม"), reverse("group_file", args=[number]))


@login_required
@require_POST
def change(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Close the file, open it again, or end a representative's time."""
    by, now = reader(request), timezone.now()
    group_or_404(by, number)
    representative = request.POST.get("representative", "")
    acts: dict[str, Any] = {
        "close": lambda: operations.close_group(group_id=number, by=by, at=now),
        "reopen": lambda: operations.reopen_group(group_id=number, by=by, at=now),
        "end-representative": lambda: operations.end_representative(
            group_id=number, representative_id=int(representative) if representative.isdecimal() else 0, by=by, at=now
        ),
    }
    if what not in acts:
        raise Http404
    try:
        acts[what]()
    except UnableToAct as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("บันทึกแล้ว"))
    return redirect("group_file", number=number)


@login_required
@require_POST
def open_representative(request: HttpRequest, number: int, representative: int) -> HttpResponse:
    """Open the seal of a representative: a recorded act with a purpose, for those who work on groups."""
    by = reader(request)
    group = group_or_404(by, number)
    person_id = queries.speaks_for(group, representative)
    if person_id is None or not queries.works_on_groups(by) or by.official_id is None:
        raise Http404
    try:
        opened = operations.open_representative(
            group_id=number,
            person_id=person_id,
            by=by,
            at=timezone.now(),
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
        )
    except UnableToReveal as refused:
        messages.error(request, str(refused))
        return redirect("group_file", number=number)
    shown = [Fact(_(FIELDS[name].label), value) for name, value in opened.items()]
    return render(request, "petitions/desk/groups/opened.html", {"group": group, "shown": shown})
