"""Who may open which page of retention, and how an act on a list is carried out once."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages import acting
from palat.kernel.pages.shapes import Crumb, Tone
from palat.kernel.retention.operations.standing import UnableToRetain
from palat.kernel.retention.procedure import HEAD, HOLDERS, READERS, REGISTRY
from palat.kernel.retention.queries.lists import NotVisible, list_for, member_of, reads_lists

REFUSALS = (UnableToRetain, UnableToAct)
acted = partial(acting.acted, refusals=REFUSALS)
TONES: dict[str, Tone] = {
    "draft": "neutral",
    "considering": "info",
    "submitted": "warn",
    "decided": "info",
    "archives": "info",
    "ready": "warn",
    "done": "good",
    "dropped": "neutral",
}


def sees_retention(by: Actor) -> bool:
    """Say whether retention is part of someone's work: who reads lists, and who may hold things back."""
    return by.authority is not None and (reads_lists(by) or bool(HOLDERS & held_roles(by.authority)))


def reader(request: HttpRequest) -> Actor:
    """Return who asks for pages of retention. Raises: Http404 for those of whose work it is no part."""
    by = actor_of(request)
    if not sees_retention(by):
        raise Http404
    return by


def with_role(request: HttpRequest, roles: frozenset[str]) -> Actor:
    """Return who asks for a page of certain roles alone. Raises: Http404."""
    by = reader(request)
    if not roles & held_roles(by.authority):
        raise Http404
    return by


def list_seen(number: int, by: Actor) -> Any:
    """Return a list that the viewer may read. Raises: Http404."""
    try:
        return list_for(number, by)
    except NotVisible as hidden:
        raise Http404 from hidden


def standing_of(found: Any, by: Actor) -> frozenset[str]:
    """Return as what someone stands to a list: of the registry, a member of its committee, the head."""
    roles = held_roles(by.authority)
    standing = {"registry": REGISTRY in roles, "head": HEAD in roles, "member": member_of(found, by) is not None}
    return frozenset(one for one, is_so in standing.items() if is_so)


def url_of(found: Any) -> str:
    """Return the address of a list's page."""
    return reverse("retention_list", args=[found.pk])


def title_of(found: Any) -> str:
    """Say which list it is."""
    return _("บัญชีหนังสือขอทำลายที่ %(number)s") % {"number": found.number}


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the lists."""
    return [Crumb(_("การเก็บและทำลาย"), reverse("retention")), *more]


def reads_all(by: Actor) -> bool:
    """Say whether someone reads every list, not only those one was named to."""
    return bool(READERS & held_roles(by.authority))
