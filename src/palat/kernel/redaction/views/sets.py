"""Pages of the sets of a matter and of one set: its documents, what was found, what keeps it from leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from palat.kernel.files.holding import hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.pieces import spaced
from palat.kernel.pages.shapes import Crumb
from palat.kernel.redaction.forms import BeginForm, FindForm
from palat.kernel.redaction.operations import making, packaging, sets
from palat.kernel.redaction.queries.sets import (
    NotVisible,
    Opened,
    copies_of,
    obstacles,
    releasing_file,
    sets_of,
    sources_of,
)
from palat.kernel.redaction.showing import document_line, set_line
from palat.kernel.redaction.views.common import acted, crumbs, set_or_404

MOST_SETS = 100


@login_required
@never_cache
def releases(request: HttpRequest, code: str) -> HttpResponse:
    """The sets of a matter, and beginning another."""
    by, now = actor_of(request), timezone.now()
    try:
        file, mount = releasing_file(code, by)
    except NotVisible as hidden:
        raise Http404 from hidden
    form = BeginForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        made = sets.begin(matter_id=file.matter.pk, title=form.cleaned_data["title"], by=by, at=now)
        return reverse("release_add", args=[made.pk])

    done = acted(request, form, act, _("เริ่มชุดเอกสารแล้ว เลือกเอกสารที่จะเปิดเผย"))
    if done is not None:
        return done
    context = {
        "sets": [set_line(one) for one in sets_of(file.matter.pk)[:MOST_SETS]],
        "form": form if file.may_make(mount.prepare) else None,
        "crumbs": [Crumb(spaced(code), reverse("matter", args=[code])), Crumb(_("เอกสารเปิดเผย"))],
        "subject": file.matter.subject,
    }
    return render(request, "redaction/releases.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
def release_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """One set: its documents, and what is to be done next."""
    found = set_or_404(request, set_id)
    return render(request, "redaction/set.html", _shown(found))


def _shown(found: Opened) -> dict[str, Any]:
    one = found.release_set
    sources, copies = sources_of(one), copies_of(one)
    working = one.asked_revision == one.revision != one.checked_revision and not one.fault
    waiting = any(source.state == "waiting" for source in sources)
    stopped = obstacles(one, sources, copies) if one.state == "open" else []
    is_stale = one.checked_revision != one.revision
    return {
        "found": found,
        "set": one,
        "line": set_line(one),
        "documents": [document_line(source, copies.get(source.pk)) for source in sources],
        "working": working,
        "waiting": waiting,
        "obstacles": stopped,
        "can_make": found.may_prepare and sources and not waiting and not working and is_stale,
        "can_release": found.may_release and not stopped,
        "find": FindForm() if found.may_prepare and any(source.state == "ready" for source in sources) else None,
        "crumbs": crumbs(found),
    }


@login_required
@never_cache
def add(request: HttpRequest, set_id: int) -> HttpResponse:
    """Choosing documents: from the files of the matter, or brought from the official's machine."""
    found = set_or_404(request, set_id)
    if not found.may_prepare:
        raise Http404
    by, now = actor_of(request), timezone.now()
    there = {one.file_id for one in sources_of(found.release_set)}
    files = [one for one in found.file.attachments if one.file_id not in there]
    problems: list[str] = []
    if request.method == "POST":
        held = hold_files(request)
        chosen = set(request.POST.getlist("attachment"))
        problems = held.refused
        if not problems:
            wanted = [(one.file_id, one.name) for one in files if str(one.pk) in chosen]
            try:
                with transaction.atomic():
                    sets.add(set_id=set_id, files=[*wanted, *held.claimed(now)], by=by, at=now)
            except UnableToAct as refused:
                problems = [str(refused)]
            else:
                return redirect("release_set", set_id)
    context = {
        "found": found,
        "files": files,
        "problems": problems,
        "crumbs": crumbs(found, Crumb(_("เพิ่มเอกสาร"))),
    }
    return render(request, "redaction/add.html", context, status=422 if problems else 200)


@require_POST
@login_required
def act(request: HttpRequest, set_id: int, what: str) -> HttpResponse:
    """Make the copies of a set, let it leave, or give it up. A refusal is told on the page of the set."""
    set_or_404(request, set_id)
    by, now = actor_of(request), timezone.now()
    seen = request.POST.get("seen", "")
    acts = {
        "make": lambda: making.ask_for_copies(set_id=set_id, by=by, at=now),
        "drop": lambda: sets.drop(set_id=set_id, by=by, at=now),
        "release": lambda: packaging.package_release(
            set_id=set_id, by=by, at=now, seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0
        ),
    }
    said = {
        "make": _("กำลังทำและตรวจฉบับเปิดเผย"),
        "drop": _("ยกเลิกชุดเอกสารแล้ว"),
        "release": _("จัดชุดเปิดเผยแล้ว ดาวน์โหลดเพื่อส่งมอบได้"),
    }
    if what not in acts:
        raise Http404
    return told(request, acts[what], said[what], reverse("release_set", args=[set_id]))


def told(request: HttpRequest, make: Any, said: str, back: str) -> HttpResponse:
    """Make an act that has no fields to fall back on, and say above the page that follows how it went."""
    try:
        make()
    except UnableToAct as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect(back)


@login_required
@never_cache
def package(request: HttpRequest, set_id: int) -> HttpResponse:
    """The package that was released, as an archive."""
    found = set_or_404(request, set_id)
    try:
        members = packaging.members_of(found.release_set)
    except UnableToAct as refused:
        raise Http404 from refused
    with packaging.zipped(members) as whole:
        content = whole.read()
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{found.file.matter.code}-{set_id}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@never_cache
def index(request: HttpRequest, set_id: int) -> FileResponse:
    """The index of a package that was released."""
    found = set_or_404(request, set_id)
    if found.release_set.index is None:
        raise Http404
    return file_response(found.release_set.index, _("บัญชีสิ่งที่ปกปิด.pdf"), inline=True)
