"""Reading lists that were brought in."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import LoadedList
from palat.duties.decentralisation.procedure.lists import EVENTS
from palat.duties.decentralisation.queries.listing import may_read
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.authority import Actor


def chain_of(list_id: int) -> str:
    """Return the chain of history of a list."""
    return f"decentralisation-list:{list_id}"


def visible_lists(by: Actor) -> QuerySet[LoadedList]:
    """Return the lists that someone may look at."""
    rows = LoadedList.objects.select_related("checked_by", "applied_by", "file", "rejects", "transfer__matter")
    return rows if may_read(by) else rows.none()


def happened(list_id: int) -> list[tuple[Told, str]]:
    """Return what was done with a list, the latest first, in words."""
    return [(one, _(EVENTS[one.kind])) for one in events_of(chain_of(list_id))[::-1] if one.kind in EVENTS]
