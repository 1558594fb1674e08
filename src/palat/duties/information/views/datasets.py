"""Datasets at the desk: list, describe, bring files, let out, take back, history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.forms.datasets import DescribeForm, NewDatasetForm, ResourceForm, initial_of
from palat.duties.information.forms.publications import WordsForm
from palat.duties.information.models import Dataset, Resource, ResourceVersion
from palat.duties.information.operations import datasets as acts
from palat.duties.information.procedure.datasets import FORMER, GROUPS, PUBLISHED, STATES, WAITING
from palat.duties.information.procedure.publication import ASKS, LOOKS
from palat.duties.information.queries.datasets import happened, visible_datasets
from palat.duties.information.queries.publishers import approves_entries, keeps_register
from palat.duties.information.views import ways_back
from palat.duties.information.views.data import term_words
from palat.duties.information.views.guarding import register_reader
from palat.duties.information.views.publications import LOOK_TONES, TONES, RegisterView
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge, display
from palat.kernel.pages.shapes import Action, Crumb, Entry, Fact, Text
from palat.kernel.pages.text import choices
from palat.kernel.redaction.procedure import SORTS

DATASETS = Listing(
    code="information.datasets",
    columns=(
        Column(
            code="title",
            label=gettext_lazy("ชุดข้อมูล"),
            title=True,
            value=lambda one: in_language(one.title_th, one.title_en),
        ),
        Column(code="name", label=gettext_lazy("ชื่อในที่อยู่เว็บ"), css="nowrap"),
        Column(
            code="state",
            label=gettext_lazy("สถานะ"),
            value=lambda one: _(STATES[one.state]),
            show=lambda one: badge(_(STATES[one.state]), tone=TONES[one.state]),
        ),
        Column(
            code="waiting",
            label=gettext_lazy("รออนุมัติ (ไฟล์)"),
            value="waiting",
            css="num",
        ),
        Column(
            code="source",
            label=gettext_lazy("ที่มา"),
            value=lambda one: _("ระบบทำเอง") if one.source else _("เจ้าหน้าที่"),
        ),
        Column(
            code="group", label=gettext_lazy("กลุ่ม"), value=lambda one: term_words(GROUPS[one.group]), css="phone-hide"
        ),
        Column(code="changed", label=gettext_lazy("ปรับปรุงเมื่อ"), value="changed_at", css="nowrap"),
    ),
    filters=(
        ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=lambda: choices(STATES.items())),
        ChoiceFilter(
            code="group",
            label=gettext_lazy("กลุ่ม"),
            choices=lambda: [(code, term_words(term)) for code, term in GROUPS.items()],
        ),
    ),
    order=("-changed_at", "-id"),
    row_url=address_of("information_dataset"),
    empty=gettext_lazy("ยังไม่มีชุดข้อมูล"),
)


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the datasets."""
    return ways_back.crumbs(Crumb(_("ข้อมูลเปิด"), reverse("information_datasets")), *more)


@method_decorator(login_required, name="dispatch")
class Datasets(RegisterView):
    """Every dataset."""

    listing = DATASETS
    title = gettext_lazy("ข้อมูลเปิด")
    intro = gettext_lazy("ชุดข้อมูลที่เผยแพร่ให้ใช้ซ้ำได้ สถิติของระบบทำใหม่เองทุกเดือน")

    def rows(self) -> QuerySet[Any]:
        """Return what the viewer may see."""
        waiting = Q(resources__versions__state=WAITING, resources__removed_at=None)
        return visible_datasets(self.by).annotate(waiting=Count("resources__versions", filter=waiting))

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return crumbs()[:1]

    def actions(self) -> list[Action]:
        """Return the way to add one."""
        if not keeps_register(self.by):
            return []
        return [Action(_("เพิ่มชุดข้อมูล"), reverse("information_dataset_new"), icon="plus", style="primary")]


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Add a dataset."""
    by = register_reader(request)
    if not keeps_register(by):
        raise Http404
    today = legal_date(timezone.now())
    form = NewDatasetForm(request.POST if request.method == "POST" else None, today=today)

    def act() -> str:
        name = form.cleaned_data["name"]
        found = acts.add(name=name, described=form.described(), by=by, at=timezone.now())
        return reverse("information_dataset", args=[found.pk])

    done = acted(request, form, act, _("เพิ่มชุดข้อมูลแล้ว"), refusals=(UnableToAct,), tags="draft:dataset-new")
    if done:
        return done
    context = {
        "form": form,
        "title": _("เพิ่มชุดข้อมูล"),
        "button": _("เพิ่มชุดข้อมูล"),
        "draft": "dataset-new",
        "back": reverse("information_datasets"),
        "crumbs": crumbs(),
    }
    return render(request, "information/desk/publication_form.html", context, status=422 if form.is_bound else 200)


def _seen(request: HttpRequest, number: int) -> tuple[Dataset, Actor]:
    by = register_reader(request)
    return get_object_or_404(visible_datasets(by), pk=number), by


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One dataset: what the catalogue tells, its files, its history, what may be done."""
    found, by = _seen(request, number)
    told = happened(found.pk)
    names = actor_names(event.actor for event, _label in told)
    may, keeps = approves_entries(by), keeps_register(by)
    resources = [_resource(row, found, may=may) for row in found.resources.filter(removed_at=None).order_by("number")]
    waits = any(row["waiting"] for row in resources)
    context = {
        "found": found,
        "title": in_language(found.title_th, found.title_en),
        "state": badge(_(STATES[found.state]), tone=TONES[found.state]),
        "facts": [
            Fact(_("ชื่อในที่อยู่เว็บ"), found.name),
            Fact(_("หน่วยงาน"), name_of(found.agency)),
            Fact(_("ผู้ติดต่อ"), found.contact_name),
            Fact(_("อีเมล"), found.contact_email or _("ยังไม่ได้ระบุ")),
            Fact(_("ปรับปรุงเมื่อ"), display(found.changed_at)),
        ],
        "notes": in_language(found.notes_th, found.notes_en),
        "resources": resources,
        "acts": _offered(found, keeps=keeps, may=may, waits=waits),
        "entries": [
            Entry(
                at=event.at,
                title=label,
                who=names.get(event.actor, "") or (_("ระบบ") if event.actor == "system" else ""),
                body=str(event.body.get("words") or ""),
            )
            for event, label in told
        ],
        "crumbs": crumbs(),
    }
    return render(request, "information/desk/dataset.html", context)


def _offered(found: Dataset, *, keeps: bool, may: bool, waits: bool) -> list[Action]:
    offered = {
        "publish": may and (waits or found.state == "withdrawn"),
        "describe": keeps,
        "bring": keeps and not found.source,
        "withdraw": may and found.state == PUBLISHED,
    }
    return [
        Action(ACTS[code].label, reverse("information_dataset_do", args=[found.pk, code]), style=ACTS[code].style)  # type: ignore[arg-type]
        for code, is_offered in offered.items()
        if is_offered
    ]


def _resource(row: Resource, found: Dataset, *, may: bool) -> dict[str, Any]:
    versions = list(row.versions.select_related("looked", "proposed_by").order_by("-number")[:12])
    return {
        "row": row,
        "title": in_language(row.title_th, row.title_en),
        "versions": [_version(version, found, may=may) for version in versions],
        "waiting": any(version.state == WAITING for version in versions),
        "remove_url": reverse("information_dataset_on", args=[found.pk, "remove", row.pk]) if may else "",
    }


def _version(version: ResourceVersion, found: Dataset, *, may: bool) -> dict[str, Any]:
    looked = version.looked
    waits = version.state == WAITING
    sorts = [said["sort"] for said in looked.findings if said["sort"] in SORTS]
    return {
        "one": version,
        "look": badge(_(LOOKS[looked.state]), tone=LOOK_TONES[looked.state]),
        "findings": [str(_(SORTS[sort].label)) for sort in dict.fromkeys(sorts)] if looked.state == ASKS else [],
        "url": reverse("information_dataset_file", args=[found.pk, version.pk]),
        "answer_url": reverse("information_dataset_on", args=[found.pk, "answer", version.pk])
        if may and waits and looked.state == ASKS
        else "",
        "take_back_url": reverse("information_dataset_on", args=[found.pk, "take-back", version.pk])
        if may and version.state == FORMER
        else "",
        "return_url": reverse("information_dataset_on", args=[found.pk, "return", version.pk])
        if may and waits and not found.source
        else "",
    }


@login_required
def version_file(request: HttpRequest, number: int, which: int) -> HttpResponseBase:
    """A file, for those who judge it."""
    found, _by = _seen(request, number)
    rows = ResourceVersion.objects.select_related("looked__file", "looked__open_file")
    version = get_object_or_404(rows, pk=which, resource__dataset=found)
    return file_response(version.looked.open_file or version.looked.file, version.looked.name)


@dataclass(frozen=True)
class DatasetAct:
    """One act: its words, its form, and what makes it."""

    label: Text
    form: Callable[[Any, Dataset], forms.Form]
    make: Callable[..., Any]
    words: Text = ""
    style: str = "secondary"
    files: bool = False
    approving: bool = False


class NothingToSay(forms.Form):
    """An act that asks nothing."""


def _words(label: Any, **more: Any) -> Callable[[Any, Dataset], forms.Form]:
    return lambda data, _found: WordsForm(data, label=label, **more)


def _describe_form(data: Any, found: Dataset) -> forms.Form:
    return DescribeForm(data, today=legal_date(timezone.now()), initial=initial_of(found))


def _describe(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.describe(described=form.described(), **base)


def _bring(form: Any, files: Any, which: int, **base: Any) -> Any:
    if not files:
        raise UnableToAct(_("โปรดเลือกไฟล์"))
    return acts.bring_resource(titled=form.titled(), file=files[0], resource_id=form.cleaned_data["resource"], **base)


def _publish(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.publish(**base)


def _withdraw(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.withdraw(words=form.cleaned_data["words"], **base)


def _answer(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.answer_findings(version_id=which, words=form.cleaned_data["words"], **base)


def _return(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.return_file(version_id=which, words=form.cleaned_data["words"], **base)


def _take_back(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.take_back(version_id=which, words=form.cleaned_data["words"], **base)


def _remove(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.remove_resource(resource_id=which, words=form.cleaned_data["words"], **base)


ACTS: dict[str, DatasetAct] = {
    "publish": DatasetAct(
        gettext_lazy("เผยแพร่"),
        lambda data, _found: NothingToSay(data),
        _publish,
        gettext_lazy("ทุกคนจะดาวน์โหลดได้ทันที พร้อมไฟล์ที่รออนุมัติทั้งหมด"),
        "primary",
        approving=True,
    ),
    "describe": DatasetAct(gettext_lazy("แก้คำอธิบาย"), _describe_form, _describe),
    "bring": DatasetAct(
        gettext_lazy("เสนอไฟล์"),
        lambda data, found: ResourceForm(data, dataset=found),
        _bring,
        gettext_lazy("ไฟล์ใหม่ หรือไฟล์ที่มาแทนไฟล์เดิม ตรวจให้แน่ว่าไม่มีข้อมูลส่วนบุคคล"),
        files=True,
    ),
    "withdraw": DatasetAct(
        gettext_lazy("ถอนชุดข้อมูล"),
        _words(gettext_lazy("เหตุที่ถอน"), help=gettext_lazy("ประชาชนเห็นเหตุผลนี้")),
        _withdraw,
        gettext_lazy("ไฟล์ทั้งหมดจะเปิดไม่ได้อีก เหลือเพียงชื่อ วันที่ถอน และเหตุผล"),
        style="danger",
        approving=True,
    ),
    "answer": DatasetAct(
        gettext_lazy("รับรองข้อมูลแฝงที่พบ"), _words(gettext_lazy("เหตุที่ไฟล์นี้ออกไปได้")), _answer, approving=True
    ),
    "return": DatasetAct(gettext_lazy("ส่งคืนให้แก้ไข"), _words(gettext_lazy("สิ่งที่ต้องแก้ไข")), _return, approving=True),
    "take-back": DatasetAct(
        gettext_lazy("ถอนฉบับก่อน"),
        _words(gettext_lazy("เหตุที่ถอน")),
        _take_back,
        gettext_lazy("ประชาชนจะดาวน์โหลดฉบับนั้นไม่ได้อีก ฉบับปัจจุบันยังเผยแพร่อยู่"),
        "danger",
        approving=True,
    ),
    "remove": DatasetAct(
        gettext_lazy("นำไฟล์ออก"), _words(gettext_lazy("เหตุที่นำออก")), _remove, style="danger", approving=True
    ),
}


@login_required
def act(request: HttpRequest, number: int, what: str, which: int = 0) -> HttpResponse:
    """The page of one act on a dataset, or on one of its files."""
    found, by = _seen(request, number)
    row = ACTS.get(what)
    if row is None or not (approves_entries(by) if row.approving else keeps_register(by)):
        raise Http404
    form = row.form(request.POST if request.method == "POST" else None, found)
    held = hold_files(request, most=1) if row.files and request.method == "POST" else HeldFiles()
    back = reverse("information_dataset", args=[found.pk])

    def make() -> str:
        now = timezone.now()
        row.make(form, held.claimed(now), which, dataset_id=found.pk, by=by, at=now)
        return back

    draft = f"dataset-{found.pk}-{what}-{which}"
    said = _("“%(act)s” เรียบร้อยแล้ว") % {"act": row.label}
    done = None if held.refused else acted(request, form, make, said, refusals=(UnableToAct,), tags=f"draft:{draft}")
    if done:
        return done
    title = in_language(found.title_th, found.title_en)
    context = {
        "form": form,
        "held": held,
        "files": row.files,
        "title": row.label,
        "over": title,
        "words": row.words,
        "button": row.label,
        "danger": row.style == "danger",
        "draft": draft,
        "back": back,
        "crumbs": crumbs(Crumb(title, back)),
    }
    return render(request, "information/desk/publication_form.html", context, status=422 if form.is_bound else 200)
