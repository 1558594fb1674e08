"""Many letters by one act: how far a batch is, stopping it, and signing all that wait in a narrowed list."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.kernel.letters.batches.queries import Progress, batches_of, progress_of
from palat.kernel.letters.listings import WAITING
from palat.kernel.letters.models import Batch
from palat.kernel.letters.moves import BATCH_ACTS, KINDS
from palat.kernel.letters.operations import batches
from palat.kernel.letters.queries import signs_alone, to_sign
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.pages.listing import Narrowed
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.shapes import Crumb, Fact

NEWEST = 50  # batches listed


def _office(request: HttpRequest) -> Actor:
    by = actor_of(request)
    if by.authority is None or not reads_whole_office(by.authority):
        raise Http404
    return by


@login_required
def every(request: HttpRequest) -> HttpResponse:
    """The batches that the viewer began."""
    by = _office(request)
    title = _("หนังสือเป็นชุด")
    rows = [{"batch": one, "label": label_of(one)} for one in batches_of(by)[:NEWEST]]
    context = {"title": title, "crumbs": _crumbs(title), "rows": rows}
    return render(request, "letters/batches.html", context)


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("ทะเบียนหนังสือส่ง"), reverse("letters_out")), Crumb(title)]


@login_required
def one(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How far a batch is; while it runs, its part of the page is asked for again by a script, else by a link."""
    found = progress_of(batch_id, _office(request))
    if found is None:
        raise Http404
    context = {"progress": found, "facts": _facts(found), "title": label_of(found.batch)}
    if request.headers.get("HX-Target") == "batch":
        return render(request, "letters/_batch.html", context)
    return render(request, "letters/batch.html", context)


def label_of(batch: Batch) -> str:
    """Return what a batch does, in words."""
    act = _(BATCH_ACTS[batch.act])
    return f"{act}: {_(KINDS[batch.kind].label)}" if batch.kind else act


def _facts(found: Progress) -> list[Fact]:
    listed = [
        Fact(_("ทั้งหมด"), f"{found.batch.total:,}"),
        Fact(_("เรียบร้อย"), f"{found.done:,}"),
        Fact(_("ทำไม่ได้"), f"{found.refused:,}"),
        Fact(_("รอ"), f"{found.waiting:,}"),
    ]
    if found.batch.act != "draft":
        listed.append(Fact(_("จัดหน้าแล้ว"), f"{found.on_paper:,}"))
    return listed


@require_POST
@login_required
def stop(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Stop a batch of one's own."""
    by = _office(request)
    try:
        batches.stop(batch_id=batch_id, by=by, at=timezone.now())
        messages.success(request, _("หยุดแล้ว ฉบับที่ทำไปแล้วยังอยู่ ฉบับที่เหลือไม่ถูกแตะต้อง"))
    except UnableToAct as refused:
        messages.error(request, str(refused))
    if progress_of(batch_id, by) is None:
        return redirect("letter_batches")
    return redirect("letter_batch", batch_id=batch_id)


@login_required
def sign_all(request: HttpRequest) -> HttpResponse:
    """Show what all the letters of a narrowed list are, and sign them when that is confirmed."""
    by, now = _office(request), timezone.now()
    waiting = Narrowed(WAITING, to_sign(by), request.GET).rows[: batches.MOST + 1]
    letters = [letter for letter in waiting if not signs_alone(letter)]
    if request.method == "POST":

        def act() -> str:
            chosen = [int(one) for one in request.POST.getlist("row") if one.isdecimal()]
            return reverse("letter_batch", args=[batches.begin_signing(letter_ids=chosen, by=by, at=now).pk])

        try:
            return redirect(send_once(key=request.POST.get("once_key", ""), at=now, act=act).url)
        except (UnableToAct, UnableToClaim) as refused:
            messages.error(request, str(refused))
            return redirect("letters_to_sign")
    kinds = Counter(_(KINDS[letter.kind].label) for letter in letters)
    context = {"letters": letters, "kinds": sorted(kinds.items()), "most": batches.MOST}
    return render(request, "letters/sign_all.html", context)
