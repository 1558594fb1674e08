"""A dataset at the desk: described, its files, its history, what may be done."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.information.acts.datasets import DATASET_ACTS
from palat.duties.information.forms.datasets import NewDatasetForm
from palat.duties.information.models import Dataset, Resource, ResourceVersion
from palat.duties.information.operations import datasets as acts
from palat.duties.information.procedure.datasets import FORMER, PUBLISHED, STATES, WAITING
from palat.duties.information.procedure.publication import ASKS, LOOKS
from palat.duties.information.queries.datasets import happened, visible_datasets
from palat.duties.information.queries.publishers import approves_entries, keeps_register
from palat.duties.information.views.dataset_list import crumbs
from palat.duties.information.views.guarding import register_reader
from palat.duties.information.views.register_frame import LOOK_TONES, TONES
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.acting import acted
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.pieces import badge, display
from palat.kernel.pages.shapes import Action, Crumb, Entry, Fact
from palat.kernel.redaction.procedure import SORTS


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
    found_acts = {code: DATASET_ACTS[code] for code, is_offered in offered.items() if is_offered}
    return [
        Action(one.label, reverse("information_dataset_do", args=[found.pk, code]), style=one.style)  # type: ignore[arg-type]
        for code, one in found_acts.items()
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


@login_required
def act(request: HttpRequest, number: int, what: str, which: int = 0) -> HttpResponse:
    """The page of one act on a dataset, or on one of its files."""
    found, by = _seen(request, number)
    row = DATASET_ACTS.get(what)
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
