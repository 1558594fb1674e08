"""What was sent on, by an agency and to an agency."""

from django.db.models import QuerySet

from palat.kernel.agencies.models import Onward, OnwardFile
from palat.kernel.agencies.procedure import ANSWERED, TAKEN_BACK
from palat.kernel.agencies.queries.inbox import agencies_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.agency_side import READER, WRITERS


def sent_on(track_id: int) -> QuerySet[Onward]:
    """Return what was sent on of a track, the nearest last day first."""
    found = Onward.objects.filter(track_id=track_id).select_related("sent_by").prefetch_related("files__file")
    return found.order_by("due_on", "pk")


def received(by: Actor) -> QuerySet[Onward]:
    """Return what other agencies sent on to those for which someone works: they read nothing else of the matter."""
    agencies = [one for one in agencies_of(by) if _reads(by, one)]
    found = Onward.objects.filter(agency_id__in=agencies).exclude(state=TAKEN_BACK)
    return found.select_related("track", "track__matter", "track__agency", "agency")


def _reads(by: Actor, agency_id: int) -> bool:
    places = by.authority.places() if by.authority else ()
    return any(agency == agency_id and role in WRITERS | {READER} for role, _unit, agency in places)


def compiled(track_id: int) -> str:
    """Return the answers to what was sent on, one after the other under the names of those who gave them."""
    answered = Onward.objects.filter(track_id=track_id, state=ANSWERED).order_by("answered_at", "pk")
    return "\n\n".join(f"{one.to_name}: {one.answer}" for one in answered)


def answer_files(track_id: int) -> QuerySet[OnwardFile]:
    """Return the files that came with answers to what was sent on of a track."""
    found = OnwardFile.objects.filter(onward__track_id=track_id, onward__state=ANSWERED)
    return found.select_related("onward", "file").order_by("pk")
