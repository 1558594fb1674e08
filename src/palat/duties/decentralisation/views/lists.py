"""Lists at the desk: bringing one to be looked at, the page of what it would change, taking it over, undoing it."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from palat.duties.decentralisation.forms.lists import ListForm, NothingToSay
from palat.duties.decentralisation.models import LoadedList
from palat.duties.decentralisation.operations import lists as acts
from palat.duties.decentralisation.operations.lists import Brought
from palat.duties.decentralisation.procedure.lists import (
    APPLIED,
    CELLS,
    CHECKED,
    KINDS,
    LOCALS,
    MAPPINGS,
    STATES,
    VERDICTS,
)
from palat.duties.decentralisation.procedure.transfer import TRANSFER
from palat.duties.decentralisation.procedure.types import PUBLISHED, PUBLISHED_BY, TYPES
from palat.duties.decentralisation.queries.listing import basis_of_applying, basis_of_checking
from palat.duties.decentralisation.queries.lists import happened, visible_lists
from palat.duties.decentralisation.views.acts import may_make
from palat.duties.decentralisation.views.common import crumbs, reader
from palat.duties.decentralisation.views.local_governments import LedgerView
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.fields import ReasonForm
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.language import in_language
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge
from palat.kernel.pages.shapes import Action, Crumb, Entry
from palat.kernel.pages.text import choices

TONES: dict[str, Any] = {"checked": "info", "applied": "good", "undone": "neutral", "dropped": "neutral"}
VERDICT_TONES: dict[str, Any] = {"new": "good", "changed": "info", "same": "neutral", "refused": "warn"}


def _state(one: LoadedList) -> Any:
    return badge(_(STATES[one.state]), tone=TONES[one.state])


def _lines_of(verdict: str) -> Any:
    return lambda one: one.counts["lines"][verdict]


LISTS = Listing(
    code="decentralisation.lists",
    columns=(
        Column(code="name", label=gettext_lazy("ไฟล์"), title=True),
        Column(code="kind", label=gettext_lazy("ชนิด"), value=lambda one: _(KINDS[one.kind].label)),
        Column(code="state", label=gettext_lazy("สถานะ"), value=lambda one: _(STATES[one.state]), show=_state),
        *(
            Column(
                code=verdict,
                label=gettext_lazy(label),
                value=_lines_of(verdict),
                css="num",
            )
            for verdict, label in VERDICTS.items()
        ),
        Column(code="by", label=gettext_lazy("ผู้ตรวจ"), value=lambda one: str(one.checked_by or ""), css="phone-hide"),
        Column(code="checked_at", label=gettext_lazy("ตรวจเมื่อ"), css="nowrap"),
    ),
    filters=(
        ChoiceFilter(
            code="kind",
            label=gettext_lazy("ชนิด"),
            choices=lambda: [(code, _(one.label)) for code, one in KINDS.items()],
        ),
        ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=lambda: choices(STATES.items())),
    ),
    order=("-checked_at", "-id"),
    row_url=address_of("decentralisation_list"),
    empty=gettext_lazy("ยังไม่มีรายการนำเข้า"),
)


@method_decorator(login_required, name="dispatch")
class Lists(LedgerView):
    """Every list that was brought in."""

    listing = LISTS
    title = gettext_lazy("รายการนำเข้า")
    intro = gettext_lazy("ตรวจก่อนใช้ ใช้เมื่อถูกต้อง และเลิกใช้ได้เมื่อยังไม่มีสิ่งใดอาศัย")

    def rows(self) -> QuerySet[LoadedList]:
        """Return the rows that the viewer may see."""
        return visible_lists(self.by)

    def actions(self) -> list[Action]:
        """Return the ways to bring one."""
        if not basis_of_checking(self.by):
            return []
        return [
            Action(_("นำเข้า") + _(one.label), reverse("decentralisation_list_new", args=[code]), icon="upload")
            for code, one in KINDS.items()
            if not one.of_transfer
        ]


@login_required
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Bring a list to be looked at. Raises: Http404 for who does not."""
    by = reader(request)
    if kind not in KINDS or KINDS[kind].of_transfer or not basis_of_checking(by):
        raise Http404
    return _bring(request, by, kind, back=reverse("decentralisation_lists"))


@login_required
def new_of(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a list of how a transfer stands everywhere. Raises: Http404 for who may not."""
    by = actor_of(request)
    file = file_for(code, by, bare=True, procedure=TRANSFER)
    if not may_make(file, "load_cells"):
        raise Http404
    back = reverse(TRANSFER, args=[code])
    return _bring(request, by, CELLS, back=back, transfer_id=file.matter.pk, over=file.matter.subject)


def _bring(
    request: HttpRequest, by: Actor, kind: str, *, back: str, transfer_id: int | None = None, over: str = ""
) -> HttpResponse:
    sent = request.method == "POST"
    form = ListForm(request.POST if sent else None, kind=kind)
    held = hold_files(request, most=1) if sent else HeldFiles()

    def make() -> str:
        now = timezone.now()
        files = held.claimed(now)
        if not files:
            raise UnableToAct(_("โปรดเลือกไฟล์"))
        brought = Brought(kind, form.cleaned_data["mapping"], files[0], transfer_id)
        return reverse("decentralisation_list", args=[acts.check(brought=brought, by=by, at=now).pk])

    said = _("ตรวจไฟล์แล้ว ยังไม่มีสิ่งใดเปลี่ยน โปรดดูผลการตรวจ")
    done = None if held.refused else acted(request, form, make, said, refusals=(UnableToAct,))
    if done:
        return done
    context = {
        "form": form,
        "held": held,
        "title": _("นำเข้า") + _(KINDS[kind].label),
        "over": over,
        "mappings": [
            (
                in_language(one.label_th, one.label_en),
                [(column.heading, column.required) for column in one.columns],
            )
            for one in MAPPINGS[kind]
        ],
        "back": back,
        "crumbs": crumbs(Crumb(_("รายการนำเข้า"), reverse("decentralisation_lists"))),
    }
    return render(request, "decentralisation/list_new.html", context, status=422 if form.is_bound else 200)


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One list: what it would change or changed, line by line, and what may be done with it."""
    by = reader(request)
    found = get_object_or_404(visible_lists(by), pk=number)
    told = happened(found.pk)
    names = actor_names(event.actor for event, _label in told)
    english = get_language() == "en"
    lines = found.counts["lines"]
    context = {
        "found": found,
        "title": found.name,
        "over": _(KINDS[found.kind].label),
        "state": _state(found),
        "counts": [(badge(_(label), tone=VERDICT_TONES[code]), lines[code]) for code, label in VERDICTS.items()],
        "totals": _beside(found),
        "published_by": _(PUBLISHED_BY),
        "shown": [
            (
                line,
                badge(_(VERDICTS[line["verdict"]]), tone=VERDICT_TONES[line["verdict"]]),
                line["en" if english else "th"],
            )
            for line in found.shown
        ],
        "unshown": lines["new"] + lines["changed"] + lines["refused"] - len(found.shown),
        "acts": _offered(found, by),
        "entries": [
            Entry(at=event.at, title=label, who=names.get(event.actor, ""), body=str(event.body.get("words") or ""))
            for event, label in told
        ],
        "crumbs": crumbs(Crumb(_("รายการนำเข้า"), reverse("decentralisation_lists"))),
    }
    return render(request, "decentralisation/list.html", context)


def _beside(found: LoadedList) -> list[tuple[Any, int, int]]:
    """Return how many of each type there would be beside the published figure, as a line to judge by."""
    if found.kind != LOCALS:
        return []
    return [(_(one.label), found.counts["totals"].get(code, 0), PUBLISHED[code]) for code, one in TYPES.items()]


def _offered(found: LoadedList, by: Actor) -> list[Action]:
    """Return what may be done with a list now."""
    changes = found.counts["lines"]["new"] + found.counts["lines"]["changed"]
    offered = {
        "apply": bool(found.state == CHECKED and changes and basis_of_applying(by)),
        "drop": bool(found.state == CHECKED and basis_of_checking(by)),
        "undo": bool(found.state == APPLIED and found.kind != CELLS and basis_of_applying(by)),
    }
    return [
        Action(ACTS[what][0], reverse("decentralisation_list_do", args=[found.pk, what]), style=ACTS[what][2])
        for what, may in offered.items()
        if may
    ]


ACTS: dict[str, tuple[Any, Any, Any]] = {
    "apply": (gettext_lazy("ใช้รายการนี้"), gettext_lazy("บรรทัดที่ไม่รับจะไม่ถูกนำเข้า"), "primary"),
    "drop": (gettext_lazy("ไม่ใช้รายการนี้"), gettext_lazy("ผลการตรวจยังอยู่ในประวัติ"), "secondary"),
    "undo": (gettext_lazy("เลิกใช้รายการนี้"), gettext_lazy("ทุกอย่างกลับเป็นเช่นก่อนใช้รายการ"), "danger"),
}


@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """The page of one act on a list. Raises: Http404 for who may not make it."""
    by = reader(request)
    found = get_object_or_404(visible_lists(by), pk=number)
    basis = basis_of_checking(by) if what == "drop" else basis_of_applying(by)
    if what not in ACTS or not basis:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form: forms.Form = ReasonForm(data) if what == "undo" else NothingToSay(data)
    back = reverse("decentralisation_list", args=[found.pk])

    def make() -> str:
        now = timezone.now()
        if what == "undo":
            acts.undo(list_id=found.pk, by=by, at=now, words=form.cleaned_data["reason"])
        elif what == "apply":
            acts.apply(list_id=found.pk, by=by, at=now)
        else:
            acts.drop(list_id=found.pk, by=by, at=now)
        return back

    label, words, style = ACTS[what]
    said = _("“%(act)s” เรียบร้อยแล้ว") % {"act": label}
    done = acted(request, form, make, said, refusals=(UnableToAct,))
    if done:
        return done
    lines = found.counts["lines"]
    context = {
        "form": form,
        "title": label,
        "over": found.name,
        "words": words,
        "counts": [(badge(_(name), tone=VERDICT_TONES[code]), lines[code]) for code, name in VERDICTS.items()],
        "danger": style == "danger",
        "back": back,
        "crumbs": crumbs(Crumb(_("รายการนำเข้า"), reverse("decentralisation_lists")), Crumb(found.name, back)),
    }
    return render(request, "decentralisation/list_act.html", context, status=422 if form.is_bound else 200)


@login_required
def rejects(request: HttpRequest, number: int) -> HttpResponseBase:
    """The lines that were refused, with the reason of each; mended, they import again."""
    found = get_object_or_404(visible_lists(reader(request)), pk=number, rejects__isnull=False)
    if found.rejects is None:
        raise Http404
    return file_response(found.rejects, f"{found.name}.rejects.csv")
