"""The visit page of a phone: keeps all that is typed and taken without a network, sends it when there is one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palat.duties.petitions.forms.visits import BLOCKS, StatementForm, VisitForm
from palat.duties.petitions.operations.identity import open_statement as open_seal
from palat.duties.petitions.operations.visits import Said, Visited, record_visit
from palat.duties.petitions.queries.identity import OPEN_IDENTITY
from palat.duties.petitions.queries.visits import person_behind
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.operations import UnableToStore, claim, hold
from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.identities.procedure import FIELDS
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import NotVisible, open_file
from palat.kernel.pages.operations import UnableToClaim, send_once

WORKER = Path(__file__).parents[3] / "static" / "palat" / "visit-worker.js"


def visit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the visit page, or take a visit that was written on the spot; a script is answered in its own way."""
    by_script = request.headers.get("Accept", "") == "application/json"
    if not request.user.is_authenticated and by_script:
        return JsonResponse({"problem": _("โปรดเข้าสู่ระบบอีกครั้ง")}, status=401)
    return _visit(request, code, by_script)


@login_required
def _visit(request: HttpRequest, code: str, by_script: bool) -> HttpResponse:
    by = actor_of(request)
    try:
        file = open_file(code=code, by=by)
    except NotVisible:
        raise Http404 from None
    form = VisitForm(request.POST or None)
    blocks = [StatementForm(request.POST or None, prefix=f"s{index}") for index in range(BLOCKS)]
    held = hold_files(request) if request.method == "POST" else HeldFiles()
    problems = list(held.refused)
    if request.method == "POST" and all([form.is_valid(), *(one.is_valid() for one in blocks)]) and not problems:
        now = timezone.now()

        def act() -> str:
            visited = Visited(
                at=form.cleaned_data["at"],
                place=form.cleaned_data["place"],
                words=form.cleaned_data["words"],
                coarse=form.cleaned_data["coarse"],
                photos=held.claimed(now),
                statements=[_said(request, one, index, now) for index, one in enumerate(blocks) if one.is_used],
            )
            record_visit(matter_id=file.matter.pk, visited=visited, by=by, at=now)
            return reverse("petition_matter", args=[code])

        try:
            sent = send_once(key=request.POST.get("once_key", ""), at=now, act=act)
        except (UnableToAct, UnableToClaim, UnableToStore) as refused:
            problems.append(str(refused))
        else:
            if by_script:
                return JsonResponse({"url": sent.url})
            messages.success(request, _("บันทึกการลงพื้นที่แล้ว"))
            return redirect(sent.url)
    if by_script:
        said = problems or [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"problem": " ".join(said)}, status=422)
    return _page(request, file, form, blocks, held, problems)


def _page(
    request: HttpRequest, file: Any, form: VisitForm, blocks: list[StatementForm], held: HeldFiles, problems: list[str]
) -> HttpResponse:
    context = {"file": file, "form": form, "blocks": blocks, "kept": held.kept, "problems": problems}
    response = render(request, "petitions/desk/visit.html", context, status=422 if form.is_bound else 200)
    add_never_cache_headers(response)  # the worker keeps it, and gives it up at sign-out
    return response


def _said(request: HttpRequest, block: StatementForm, index: int, now: Any) -> Said:
    data = block.cleaned_data
    upload = request.FILES.get(f"signature{index}")
    signature = None
    if upload is not None:
        taken = claim(token=hold(upload=upload, name=upload.name or "", at=now), at=now)
        signature = (taken.file_id, taken.name)
    return Said(data["name"], data["words"], data["read_back"], signature)


@login_required
@require_POST
def open_statement(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Open who gave a statement: a recorded act with its reason."""
    by = actor_of(request)
    try:
        file = open_file(code=code, by=by)
    except NotVisible:
        raise Http404 from None
    if person_behind(file.matter.pk, number) is None or not file.may_make(OPEN_IDENTITY):
        raise Http404
    words = request.POST.get("words", "")
    try:
        opened = open_seal(matter_id=file.matter.pk, statement_id=number, by=by, at=timezone.now(), words=words)
    except (UnableToReveal, UnableToAct) as refused:
        messages.error(request, str(refused))
        return redirect("petition_matter", code=code)
    labels = {name: _(one.label) for name, one in FIELDS.items()}
    return render(request, "petitions/desk/identity.html", {"file": file, "opened": opened, "labels": labels})


@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """Tell a waiting page whether somebody is signed in, who, and the token with which it may send."""
    if not request.user.is_authenticated:
        return JsonResponse({"problem": _("โปรดเข้าสู่ระบบอีกครั้ง")}, status=401)
    response = JsonResponse({"user": str(request.user.pk), "csrf": get_token(request)})
    add_never_cache_headers(response)
    return response


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The script that keeps the visit page for places without a network; its reach is the desk."""
    return HttpResponse(
        WORKER.read_text(encoding="utf-8").replace("/static/", settings.STATIC_URL),
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": "/desk/", "Cache-Control": "no-cache"},
    )
