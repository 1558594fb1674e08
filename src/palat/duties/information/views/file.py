"""What the desk's page of every matter of this duty shows, and the opening of who asked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.information.operations import identity
from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.identities.procedure import FIELDS
from palat.kernel.letters.showing import letters_on
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.matters.showing import history_tabs, matter_page
from palat.kernel.notices.queries.outbox import notices_about
from palat.kernel.notices.showing import lines_of
from palat.kernel.pages.shapes import Crumb, Fact


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back from a page of this duty."""
    return [Crumb(_("ข้อมูลข่าวสาร"), reverse("information_hub")), *more]


def file_context(file: MatterFile, by: Actor, history: str) -> dict[str, Any]:
    """Return what the page of every file shows: its history, letters, and what was told."""
    return {
        "page": matter_page(file, by, history),
        "history_tabs": history_tabs(history),
        "given": [one for one in file.attachments if one.origin == "petitioner"],
        "told": lines_of(notices_about(f"matter:{file.matter.pk}")),
        **letters_on(file.matter.pk, by),
    }


def opened_identity(request: HttpRequest, file: MatterFile, by: Actor) -> HttpResponse:
    """Open the seal of who asked or complained, and show it once. Raises: Http404 for who may not."""
    if not file.may_make("open_identity"):
        raise Http404
    back = desk_url(file.matter)
    try:
        opened = identity.open_identity(
            matter_id=file.matter.pk,
            by=by,
            at=timezone.now(),
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
        )
    except (UnableToReveal, UnableToAct) as refused:
        messages.error(request, str(refused))
        return redirect(back)
    labels = {name: _(one.label) for name, one in FIELDS.items()}
    shown = [Fact(labels.get(name, name), said) for name, said in opened.items() if said]
    return render(request, "information/desk/identity.html", {"file": file, "shown": shown, "back": back})
