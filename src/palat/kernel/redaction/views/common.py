"""Who may open which page of release, and how its acts are carried out once."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.bounding import OutOfBounds
from palat.kernel.files.queries import UnableToRead
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages import acting
from palat.kernel.pages.pieces import spaced
from palat.kernel.pages.shapes import Crumb
from palat.kernel.redaction.models import Source
from palat.kernel.redaction.queries.sets import NotVisible, Opened, grounds_of, opened, source_of
from palat.kernel.redaction.registry import Ground

acted = partial(acting.acted, refusals=(UnableToAct,))
UNREADABLE = (OutOfBounds, UnableToRead)


def set_or_404(request: HttpRequest, set_id: int) -> Opened:
    """Return a set that the viewer has a part in. Raises: Http404."""
    try:
        return opened(set_id, actor_of(request))
    except NotVisible as hidden:
        raise Http404 from hidden


def source_or_404(found: Opened, source_id: int) -> Source:
    """Return a document of a set. Raises: Http404."""
    try:
        return source_of(found.release_set, source_id)
    except NotVisible as hidden:
        raise Http404 from hidden


def grounds_today(found: Opened) -> dict[str, Ground]:
    """Return the grounds in force, by their codes."""
    return grounds_of(found.mount, legal_date(timezone.now()))


def crumbs(found: Opened, *more: Crumb) -> list[Crumb]:
    """Return the way back: the matter, its sets, the set."""
    matter = found.file.matter
    way = [Crumb(spaced(matter.code), reverse("matter", args=[matter.code]))]
    way.append(Crumb(_("เอกสารเปิดเผย"), reverse("releases", args=[matter.code])))
    way.append(Crumb(found.release_set.title, reverse("release_set", args=[found.release_set.pk]) if more else ""))
    return [*way, *more]


def address_of(source: Source, page: int = 1) -> str:
    """Return the address of a page of a document."""
    found = reverse("release_document", args=[source.release_set_id, source.pk])
    return found if page == 1 else f"{found}?page={page}"


def number(text: Any, most: int) -> int:
    """Return a page number from what was sent, the first where it is none."""
    said = str(text or "")
    return min(max(1, int(said)), max(1, most)) if said.isdecimal() and len(said) < 7 else 1
