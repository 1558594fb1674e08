"""Who the desk's pages of this duty open to."""

from django.http import Http404, HttpRequest

from palat.duties.information.queries.complaints.listing import may_list_complaints, takes_complaints
from palat.duties.information.queries.listing import may_enter
from palat.duties.information.queries.publishers import reads_register
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor


def in_house(request: HttpRequest) -> Actor:
    """Return who asks, of this duty's units or those above them. Raises: Http404 for everybody else."""
    return let_in(actor_of(request), may_enter)


def register_reader(request: HttpRequest) -> Actor:
    """Return who asks and has to do with the register of publications. Raises: Http404."""
    return let_in(actor_of(request), reads_register)


def complaint_reader(request: HttpRequest) -> Actor:
    """Return who asks and reads complaints and checks. Raises: Http404."""
    return let_in(actor_of(request), may_list_complaints)


def complaint_taker(request: HttpRequest) -> Actor:
    """Return who asks and takes complaints in. Raises: Http404."""
    return let_in(actor_of(request), takes_complaints)


def let_in(by: Actor, rule) -> Actor:  # type: ignore[no-untyped-def]
    """Return who asks where a rule lets them in. Raises: Http404."""
    if not rule(by):
        raise Http404
    return by
