"""Who is behind a matter: shown sealed on its file, opened by a recorded act with a purpose, and shown once."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.identities.procedure import FIELDS, PURPOSES
from palat.kernel.identities.queries import masked
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.opening import open_identity
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.pages.shapes import Fact, Text


@dataclass(frozen=True)
class Sealed:
    """What a duty says of the person behind its matters: what they are called, and whose sealed identity it is."""

    label: Text
    person: Callable[[int], int | None]


@dataclass(frozen=True)
class SealShown:
    """A sealed identity as a file shows it, with why it may be opened by who may open it."""

    label: Text
    who: str
    may_open: bool
    purposes: list[tuple[str, str]]


def shown_of(sealed: Sealed, file: MatterFile) -> SealShown:
    """Return how a file shows the person behind it."""
    person_id = sealed.person(file.matter.pk)
    who = masked([person_id])[person_id] if person_id else _("ไม่ประสงค์ออกนาม")
    purposes = [(code, _(purpose.label)) for code, purpose in PURPOSES.items()]
    return SealShown(sealed.label, who, bool(person_id) and file.may_make("open_identity"), purposes)


def opened(request: HttpRequest, sealed: Sealed, file: MatterFile, by: Actor) -> HttpResponse:
    """Open the seal, and show once what is known. Raises: Http404 for who may not."""
    if not file.may_make("open_identity"):
        raise Http404
    back = desk_url(file.matter)
    try:
        known = open_identity(
            matter_id=file.matter.pk,
            person_id=sealed.person(file.matter.pk),
            by=by,
            at=timezone.now(),
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
        )
    except (UnableToReveal, UnableToAct) as refused:
        messages.error(request, str(refused))
        return redirect(back)
    labels = {name: _(one.label) for name, one in FIELDS.items()}
    facts = [Fact(labels.get(name, name), said) for name, said in known.items() if said]
    context = {"file": file, "label": sealed.label, "facts": facts, "back": back}
    return render(request, "casework/identity.html", context)
