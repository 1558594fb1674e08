"""Who may open which page of what came in, and how an act on it is carried out once."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.queries.items import NotVisible, boxes, item_for
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.organisation.procedure import Authority
from palat.kernel.pages import acting
from palat.kernel.pages.shapes import Crumb
from palat.kernel.registers.operations.entries import NotKeeper
from palat.kernel.registers.operations.numbers import UnableToNumber

REFUSALS = (NotKeeper, UnableToNumber, UnableToTake, UnableToAct)
acted = partial(acting.acted, refusals=REFUSALS)


def reader(request: HttpRequest) -> tuple[Actor, Authority]:
    """Return who asks for what came in. Raises: Http404 for those of whose work it is no part."""
    by = actor_of(request)
    if by.authority is None or not (reads_whole_office(by.authority) or keeps_a_box(by.authority)):
        raise Http404
    return by, by.authority


def keeps_a_box(authority: Authority) -> bool:
    """Say whether someone keeps a register of incoming letters."""
    return boxes(authority, on=legal_date(timezone.now())).exists()


def clerk(request: HttpRequest) -> tuple[Actor, Authority]:
    """Return the keeper of a register of incoming letters. Raises: Http404 for everyone else."""
    by = actor_of(request)
    if by.authority is None or not keeps_a_box(by.authority):
        raise Http404
    return by, by.authority


def item_seen(number: int, by: Actor) -> Any:
    """Return a thing that the viewer may see. Raises: Http404."""
    try:
        return item_for(number, by)
    except NotVisible as hidden:
        raise Http404 from hidden


def url_of(item: Any) -> str:
    """Return the address of a thing's page."""
    return reverse("incoming_item", args=[item.pk])


def number_of(item: Any) -> str:
    """Return the number of receipt as it stands on paper; nothing before it was given."""
    return paper_digits(f"{item.running}/{item.year}") if item.running else ""


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the box."""
    return [Crumb(_("หนังสือเข้า"), reverse("incoming")), *more]
