"""Who the pages of appeals and of the tribunals' books open to."""

from django.http import HttpRequest

from palat.duties.information.queries.appealing.listing import (
    keeps_tribunals,
    names_members,
    reads_appeals,
)
from palat.duties.information.views.guarding import let_in
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor


def appeal_reader(request: HttpRequest) -> Actor:
    """Return who asks and reads appeals. Raises: Http404."""
    return let_in(actor_of(request), reads_appeals)


def keeper(request: HttpRequest) -> Actor:
    """Return who asks and keeps the tribunals' sittings. Raises: Http404."""
    return let_in(actor_of(request), keeps_tribunals)


def namer(request: HttpRequest) -> Actor:
    """Return who asks and enters members of the tribunals. Raises: Http404."""
    return let_in(actor_of(request), names_members)
