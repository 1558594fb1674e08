"""Who may look after the system: administrators only, and never for themselves."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor, held_roles

__all__ = ["Refused", "administrator", "login_required", "not_for_oneself"]

ROLE = "administrator"


class Refused(Exception):
    """The administrator may not do this; the message says why."""


def administrator(request: HttpRequest) -> Actor:
    """Return the administrator behind a request. Raises: Http404 for everybody else, NotAnOfficial without a post."""
    by = actor_of(request)
    if by.kind != "official" or ROLE not in held_roles(by.authority):
        raise Http404
    return by


def not_for_oneself(by: Actor, official_id: int | None) -> None:
    """Refuse to give oneself power. Raises: Refused."""
    if official_id is not None and official_id == by.official_id:
        raise Refused(_("ผู้ดูแลระบบแต่งตั้งหรือมอบอำนาจให้ตนเองไม่ได้ ต้องให้ผู้ดูแลระบบคนอื่นทำ"))
